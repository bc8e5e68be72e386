"""Precheck: what a manager should hear before a search begins. It changes nothing and stops nothing.

A shift type that a person is offered but can never work lawfully, whatever surrounds it (a `day_break` that cuts
through it, for one), and vetoes beyond the ceiling, which count as strong wishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.ids import EmployeeId, RuleId, ShiftCode
from scheduler.plan import Duty, Plan
from scheduler.rule import Scope
from scheduler.solve.choices import choices, places
from scheduler.text import Language, Text

NEVER_LAWFUL = Text(
    sv="{name} kan aldrig arbeta passet {codes}: det bryter mot {rule} hur schemat än läggs. Ändra {name}s uppgifter"
    " (till exempel dygnsbrytet) eller passets tider.",
    en="{name} can never work the shift {codes}: it breaks {rule} however the roster is laid. Change what is said of"
    " {name} (the day break, for one) or the shift's times.",
)
VETO_TURNED = Text(
    sv="{name} har fler veton än taket medger: {days} räknas i stället som starka önskemål.",
    en="{name} has more vetoes than the ceiling allows: {days} count as strong wishes instead.",
)


@dataclass(frozen=True)
class Finding:
    """One thing worth hearing, about one person."""

    who: EmployeeId
    words: Text
    values: dict[str, object]

    def said(self, language: Language) -> str:
        """The finding as a sentence."""
        return self.words.in_(language, None, **self.values)


def precheck(book: Book) -> list[Finding]:
    """Everything found, person by person."""
    return [*_never_lawful(book), *_turned(book.case)]


def _never_lawful(book: Book) -> Iterator[Finding]:
    case = book.case
    titles = {name: rule.title for name, rule in book.rules.items()}
    middle = len(case.days) // 2
    for who, employee in case.employees.items():
        idle = _hard_rules(book, who, Plan.empty(case))
        days = [day for day in range(middle, middle + 7) if day in case.days and day not in employee.absent]
        broken: dict[RuleId, list[ShiftCode]] = {}
        for tried, day in enumerate(days):
            now: dict[RuleId, list[ShiftCode]] = {}
            for shift in dict.fromkeys(choice.shift for choice in choices(case, Plan.empty(case), who, day)):
                if tried and not any(shift.code in codes for codes in broken.values()):
                    continue  # lawful on another day
                unit, group = places(case, who, shift)[0]
                plan = Plan.empty(case).with_duties({who: (Duty(shift, unit, group),)})
                for rule in _hard_rules(book, who, plan) - idle:
                    if not tried or shift.code in broken.get(rule, ()):
                        now.setdefault(rule, []).append(shift.code)
            broken = now
            if not broken:
                break
        for rule, codes in sorted(broken.items()):
            yield Finding(who, NEVER_LAWFUL, {"name": employee.name, "codes": ", ".join(codes), "rule": titles[rule]})


def _hard_rules(book: Book, who: EmployeeId, plan: Plan) -> set[RuleId]:
    """The hard rules about one person that a plan breaks."""
    found = set()
    for entry in book.entries:
        governs = entry.rule.scope is Scope.PERSON and (entry.people is None or who in entry.people)
        if governs and any(breach.hard for breach in entry.rule.check(book.case.focus(people=(who,)), plan)):
            found.add(entry.rule.id)
    return found


def _turned(case: Case) -> Iterator[Finding]:
    for who, wishes in case.wishes.items():
        days = [case.clock.date(wish.day).isoformat() for wish in wishes if wish.turned]
        if days:
            yield Finding(who, VETO_TURNED, {"name": case.everyone[who].name, "days": ", ".join(days)})
