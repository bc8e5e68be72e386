"""Change: what an edit changed, from one reading of a plan to another of the same case.

Exact, rule by rule and figure by figure: what was, with the change, is what is. Only what the rules found otherwise
is looked at, so that a change is told as fast as it is judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Self, TypeVar

from scheduler.book import Book
from scheduler.breach_words import said_breach
from scheduler.case.waivers import Waiver
from scheduler.ids import RuleId
from scheduler.review import Reading
from scheduler.rule import Breach
from scheduler.text import Language, Text

NEW = Text(sv="Nytt: {breach} ({size})", en="New: {breach} ({size})")
GONE = Text(sv="Borta: {breach} ({size})", en="Gone: {breach} ({size})")
MORE = Text(sv="Mer: {breach} ({size})", en="More: {breach} ({size})")
LESS = Text(sv="Mindre: {breach} ({size})", en="Less: {breach} ({size})")
HARD = Text(sv="{amount:number} {unit}, hård regel", en="{amount:number} {unit}, hard rule")
SOFT = Text(sv="{kronor:kronor} kr", en="{kronor:kronor} kr")
Value = TypeVar("Value")


class Step(NamedTuple, Generic[Value]):
    """What something was, and what it is."""

    before: Value
    after: Value


@dataclass(frozen=True)
class Change:
    """What differs between two plans; what is alike is left out."""

    new: tuple[Breach, ...]
    gone: tuple[Breach, ...]
    resized: tuple[Step[Breach], ...]  # the same breach with another amount or another price
    total: Step[float]  # the price-list sum in kronor
    kronor: Mapping[RuleId, Step[float]]
    hard_amounts: Mapping[RuleId, Step[float]]  # what nobody has waived
    figures: Mapping[str, Step[Any]]  # under the names of the summary

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.gone or self.resized or self.kronor or self.hard_amounts or self.figures)

    @classmethod
    def between(
        cls, before: Reading, after: Reading, *, once: Iterable[Waiver] = (), now: Iterable[Waiver] = ()
    ) -> Self:
        """The change from one reading to another of the same book.

        Args:
            before: what every rule found before.
            after: what every rule finds now.
            once: waivers that counted before, on top of those of the case.
            now: waivers that count now, on top of those of the case.
        """
        given = before.book.case.waivers
        waivers = Step((*given, *once), (*given, *now))
        new, gone, resized = _breaches(before, after, waivers)
        was, is_now = before.sums(waivers.before), after.sums(waivers.after)
        return cls(
            new=tuple(new),
            gone=tuple(gone),
            resized=tuple(resized),
            total=Step(sum(one.kronor for one in was.values()), sum(one.kronor for one in is_now.values())),
            kronor=_steps(_each(was, "kronor"), _each(is_now, "kronor"), 0.0),
            hard_amounts=_steps(_each(was, "hard_amount"), _each(is_now, "hard_amount"), 0.0),
            figures=_steps(before.summary, after.summary, None),
        )


def _each(sums: Mapping[RuleId, Any], name: str) -> dict[RuleId, float]:
    return {rule: getattr(owed, name) for rule, owed in sums.items()}


def _steps(before: Mapping[Any, Any], after: Mapping[Any, Any], missing: Any) -> dict[Any, Step[Any]]:
    """What differs, by name, in the order of the names."""
    steps = ((name, Step(before.get(name, missing), after.get(name, missing))) for name in {**before, **after})
    return {name: step for name, step in steps if step.before != step.after}


# -- breaches ------------------------------------------------------------------------------------------

Found = tuple[list[Breach], list[Breach], list[Step[Breach]]]  # new, gone, resized


def _breaches(before: Reading, after: Reading, waivers: Step[tuple[Waiver, ...]]) -> Found:
    """What is found otherwise, rule by rule; what the readings share is not looked at."""
    found: Found = ([], [], [])
    same_waivers = waivers.before == waivers.after
    for key in {**before.parts, **after.parts}:
        was, is_now = before.parts.get(key), after.parts.get(key)
        if was is not is_now or not same_waivers:
            clock = before.book.case.clock
            once = [(_identity(one), one.waived(waivers.before, clock)) for one in (was.breaches if was else ())]
            now = [(_identity(one), one.waived(waivers.after, clock)) for one in (is_now.breaches if is_now else ())]
            _match(once, now, found)
    return found


def _identity(breach: Breach) -> tuple[Any, ...]:
    """What makes two breaches of two plans the same one, whatever their size."""
    return breach.rule, breach.hard, breach.who, breach.subject, breach.day, breach.begin, breach.end


def _match(once: Iterable[tuple[Any, Breach]], now: Iterable[tuple[Any, Breach]], found: Found) -> None:
    """Sort the breaches of one reading's part and the other's into new, gone and resized ones."""
    new, gone, resized = found
    waiting: dict[Any, list[Breach]] = {}
    for identity, breach in once:
        waiting.setdefault(identity, []).append(breach)
    fresh = []
    for identity, breach in now:
        if breach in waiting.get(identity, ()):
            waiting[identity].remove(breach)
        else:
            fresh.append((identity, breach))
    for identity, breach in fresh:
        others = waiting.get(identity)
        if not others:
            new.append(breach)
        elif _size(before := others.pop(0)) != _size(breach):  # else only its reason is another
            resized.append(Step(before, breach))
    gone.extend(breach for rest in waiting.values() for breach in rest)


def _size(breach: Breach) -> tuple[bool, int, float]:
    return breach.hard, breach.raw, breach.kronor


# -- words ---------------------------------------------------------------------------------------------


def said_breaches(change: Change, book: Book, language: Language) -> Iterator[str]:
    """Every breach that is new, gone, grown or shrunk, a sentence each: the hard ones first, then the dearest.

    Money paid is no breach: what it comes to is told by the rule's kronor.
    """
    lines = [
        *((NEW, breach, (breach,)) for breach in change.new),
        *((GONE, breach, (breach,)) for breach in change.gone),
        *((MORE if _weight(step.after) > _weight(step.before) else LESS, step.after, step) for step in change.resized),
    ]
    paid = {rule for rule, one in book.rules.items() if one.is_cost}
    for words, breach, sizes in sorted(lines, key=lambda line: max(map(_weight, line[2])), reverse=True):
        if breach.rule not in paid:
            size = " → ".join(_said_size(one, book, language) for one in sizes)
            yield words.in_(language, breach=said_breach(breach, book, language), size=size)


def _weight(breach: Breach) -> tuple[bool, float]:
    return breach.hard, breach.amount if breach.hard else breach.kronor


def _said_size(breach: Breach, book: Book, language: Language) -> str:
    """How large a breach is: of a hard rule the amount, else the kronor."""
    if breach.hard:
        return HARD.in_(language, amount=breach.amount, unit=book.rule(breach.rule).unit)
    return SOFT.in_(language, kronor=breach.kronor)
