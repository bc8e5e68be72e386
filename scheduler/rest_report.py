"""The report of rest: every window in which a rule demands rest, what came of it, and who has terms of her own.

It knows no rule by name: whatever in the book tells windows is reported.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Self, TypeAlias

from scheduler.book import Book
from scheduler.case.rows import RuleRow
from scheduler.case.waivers import Waiver
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import concerning
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.rule import Breach, Parameter, Rule
from scheduler.windows import Outcome, Window, windows

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class OwnTerms:
    """A number of a rule that is another for somebody than for everybody: an exception, with who decided it and why."""

    rule: Rule
    who: EmployeeId
    parameter: Parameter
    value: Any
    usual: Any
    decision: RuleRow


@dataclass(frozen=True)
class RestReport:
    """Every window of rest of some people in a plan; its breaches are those of the review, waivers and all."""

    book: Book
    plan: Plan
    people: tuple[EmployeeId, ...]  # as the case orders them
    windows: tuple[Window, ...]  # rule by rule, person by person, in the order of time

    @classmethod
    def of(
        cls, book: Book, plan: Plan, waivers: Iterable[Waiver] = (), only: Collection[EmployeeId] | None = None
    ) -> Self:
        """The report of a plan, for everybody or only for some; waivers come on top of those of the case."""
        people = tuple(who for who in book.case.everyone if only is None or who in only)
        reviewed = {_key(breach): breach for breach in review(book, plan, waivers).breaches}
        found = (window for window in windows(book, plan) if window.who in people)
        told = (replace(one, breach=reviewed[_key(one.breach)]) if one.breach else one for one in found)
        return cls(book, plan, people, tuple(told))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that demand rest, as they stand for most."""
        return tuple(rule for rule in self.book.rules.values() if type(rule).windows is not Rule.windows)

    def count(self, rule: RuleId) -> Mapping[Outcome, int]:
        """How many windows of a rule came to what."""
        return Counter(window.outcome for window in self.windows if window.rule == rule)

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The breach of every broken window, waived or not, in the windows' order."""
        return tuple(window.breach for window in self.windows if window.breach)

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The breaches that nobody answers for."""
        return tuple(breach for breach in self.breaches if not breach.waiver)

    @cached_property
    def own_terms(self) -> tuple[OwnTerms, ...]:
        """Every exception among these people, rule by rule."""
        return tuple(own for rule in self.rules for own in _own_terms(self.book, rule, self.people))

    @cached_property
    def own_terms_of(self) -> Mapping[tuple[RuleId, EmployeeId], list[OwnTerms]]:
        """The exceptions by rule and person."""
        found: dict[tuple[RuleId, EmployeeId], list[OwnTerms]] = {}
        for own in self.own_terms:
            found.setdefault((own.rule.id, own.who), []).append(own)
        return found


@dataclass(frozen=True)
class Origin:
    """Where a document about a roster comes from: the name of the roster's file or folder, and the day it is made."""

    result: str
    made: date


def fingerprint(plan: Plan) -> str:
    """A digest of who works what: a signed report speaks of the roster with the same one, and of no other."""
    cells = sorted((who, duty.shift.day, duty.shift.code) for who, row in plan.duties.items() for duty in row)
    return sha256(repr(cells).encode()).hexdigest()[:16]


def _own_terms(book: Book, rule: Rule, people: Iterable[EmployeeId]) -> Iterator[OwnTerms]:
    case, begin = book.case, book.case.clock.date(0)
    for parameter in rule.parameters():
        rows = [row for row in case.tables.rules if (row.rule_id, row.parameter) == (rule.id, parameter.name)]
        general = concerning(rows, (None,), begin)
        usual = parameter.parse(general[-1].value) if general else parameter.default
        for who in people:
            held = concerning(rows, case.everyone[who].names, begin)
            if held and held[-1].who is not None:
                value = parameter.parse(held[-1].value)
                if value != usual:
                    yield OwnTerms(rule, who, parameter, value, usual, held[-1])


def _key(breach: Breach) -> Key:
    """What tells one breach of rest from all others."""
    return breach.rule, breach.who, breach.day, breach.begin, breach.end
