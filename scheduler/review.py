"""The review: every rule reads a plan, and what it finds is added up.

A `Reading` remembers what each rule found about each person, day or recipient, so that an edited plan is
judged by re-reading only what the edit touched. A review is computed, never stored as truth.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Any, NamedTuple, Self, TypeAlias

from scheduler.book import Book, Entry
from scheduler.case.case import Case
from scheduler.case.waivers import Waiver
from scheduler.figures import FigureParts, Figures
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.rule import Breach, Scope
from scheduler.touched import Touched, touched

Key: TypeAlias = tuple[str, Hashable]  # a scope, and whom, or what, its rules were read for


@dataclass(frozen=True)
class Worth:
    """What a plan is worth: first its hard breaches, then its kronor. The smaller the better."""

    hard: int
    kronor: float

    def better_than(self, other: "Worth") -> bool:
        """Whether it is better by more than rounding."""
        if self.hard != other.hard:
            return self.hard < other.hard
        return self.kronor < other.kronor - 1e-6


class Owed(NamedTuple):
    """What some breaches come to."""

    hard: int  # in the rule's own smallest unit
    hard_amount: float
    kronor: float

    @classmethod
    def by(cls, breaches: Iterable[Breach]) -> "Owed":
        """The sums of some breaches."""
        hard, hard_amount, kronor = 0, 0.0, 0.0
        for breach in breaches:
            if breach.hard:
                hard += breach.raw
                hard_amount += breach.amount
            else:
                kronor += breach.kronor
        return cls(hard, hard_amount, kronor)

    @classmethod
    def of_all(cls, parts: Iterable["Owed"]) -> "Owed":
        """Several such sums in one, the same to the last digit in whatever order they come."""
        hard, hard_amounts, kronor = zip(*parts, strict=True) if (parts := [*parts]) else ((), (), ())
        return cls(sum(hard), fsum(hard_amounts), fsum(kronor))


class Part(NamedTuple):
    """What the rules of one scope found for one person, day or recipient."""

    breaches: tuple[Breach, ...]
    owed: Mapping[RuleId, Owed]  # of the rules that found any


@dataclass(frozen=True)
class Reading:
    """What every rule of a book found in a plan, kept by what it depends on."""

    book: Book
    plan: Plan
    parts: Mapping[Key, Part]

    @classmethod
    def of(cls, book: Book, plan: Plan) -> "Reading":
        """Read a whole plan."""
        return cls(book, plan, _parts(book, plan, None))

    def after(self, plan: Plan) -> "Reading":
        """The reading of an edited plan; only what the edit touched is read again."""
        changed = touched(self.plan, plan)
        after = Reading(self.book, plan, {**self.parts, **_parts(self.book, plan, changed)})
        if "_figures" in self.__dict__:  # somebody looks at them
            after.__dict__["_figures"] = self._figures.after(plan, changed)
        return after

    @property
    def breaches(self) -> Iterator[Breach]:
        """Every breach."""
        for part in self.parts.values():
            yield from part.breaches

    @cached_property
    def worth(self) -> Worth:
        """Hard amounts and kronor in sum, to the last digit whatever edits led here."""
        hard, _, kronor = Owed.of_all(owed for part in self.parts.values() for owed in part.owed.values())
        return Worth(hard, kronor)

    def sums(self, waivers: Sequence[Waiver] = ()) -> Mapping[RuleId, Owed]:
        """What each rule comes to; what a waiver covers has its price in place of the ban."""
        return self._sums_with(waivers) if waivers else self._sums

    @cached_property
    def _sums(self) -> Mapping[RuleId, Owed]:
        return self._sums_with(())

    def _sums_with(self, waivers: Sequence[Waiver]) -> Mapping[RuleId, Owed]:
        found: dict[RuleId, list[Owed]] = {}
        for part in self.parts.values():
            for rule, owed in part.owed.items():
                if waivers and owed.hard:
                    clock = self.book.case.clock
                    judged = (breach.waived(waivers, clock) for breach in part.breaches if breach.rule == rule)
                    found.setdefault(rule, []).append(Owed.by(judged))
                else:
                    found.setdefault(rule, []).append(owed)
        return {rule: Owed.of_all(found[rule]) for rule in self.book.rules if rule in found}

    @property
    def figures(self) -> Figures:
        """The key figures of the plan."""
        return self._figures.figures()

    @cached_property
    def summary(self) -> Mapping[str, Any]:
        """The key figures of the whole unit, by name."""
        return self._figures.summary()

    @cached_property
    def _figures(self) -> FigureParts:
        return FigureParts.of(self.plan)

    @cached_property
    def pressure(self) -> Mapping[EmployeeId, float]:
        """What each person would be spared if her row were perfect: kronor, money really paid left out."""
        paid = {name for name, rule in self.book.rules.items() if rule.is_cost}
        found: dict[EmployeeId, float] = {}
        for breach in self.breaches:
            if breach.who is not None and breach.rule not in paid:
                found[breach.who] = found.get(breach.who, 0.0) + breach.kronor
        return found


# -- what is read, and by whom -------------------------------------------------------------------------


def _parts(book: Book, plan: Plan, changed: Touched | None) -> dict[Key, Part]:
    """What all rules find, or what they find in what an edit touched."""
    found: dict[Key, Part] = {}
    for scope in Scope:
        entries = [entry for entry in book.entries if entry.rule.scope is scope]
        if entries:
            for name in _names(book.case, scope, changed):
                found[scope.value, name] = _part(book, entries, name, plan)
    return found


def _names(case: Case, scope: Scope, changed: Touched | None) -> Iterable[Hashable]:
    """Whom, or what, the rules of a scope are read for: everybody, or those that an edit touched."""
    match scope:
        case Scope.PERSON:
            return changed.people if changed else case.employees
        case Scope.PLACE_DAY:
            return changed.needs if changed else (*case.days, len(case.days))
        case Scope.VISIT_DAY:
            return changed.days if changed else (*case.days, len(case.days))
        case Scope.TEAM:
            return (None,)
        case _ if not case.is_home_care:
            return changed.groups if changed else case.resident_groups
        case Scope.RECIPIENT:
            return changed.recipients if changed else case.recipients
        case Scope.RECIPIENT_MADE:
            return changed.served if changed else case.recipients


def _part(book: Book, entries: Iterable[Entry], name: Hashable, plan: Plan) -> Part:
    found: list[Breach] = []
    owed: dict[RuleId, Owed] = {}
    for entry in entries:
        breaches = tuple(entry.rule.check(_view(book, entry, name), plan))
        if breaches and book.case.waivers:
            breaches = tuple(breach.waived(book.case.waivers, book.case.clock) for breach in breaches)
        if breaches:
            found += breaches
            rule, mine = entry.rule.id, Owed.by(breaches)
            owed[rule] = Owed.of_all((owed[rule], mine)) if rule in owed else mine
    return Part(tuple(found), owed)


def _view(book: Book, entry: Entry, name: Hashable) -> Case:
    """The case as a rule is to see it when it is read for this one; rules that govern everybody share it."""
    key = (entry.rule.scope.value, name, entry.people, entry.recipients)
    known = book.views.get(key)
    if known is None:
        known = book.views[key] = _FOCUS[entry.rule.scope](entry.view(book.case), name)
    return known


def _of_recipient(case: Case, key: Hashable) -> Case:
    if case.is_home_care:
        return case.focus(recipients=(key,))  # type: ignore[arg-type]
    return case.focus(recipients=[one.id for one in case.recipients.values() if one.group == key])


_FOCUS: dict[Scope, Callable[[Case, Hashable], Case]] = {
    Scope.PERSON: lambda case, key: case.focus(people=(key,)),  # type: ignore[arg-type]
    Scope.PLACE_DAY: lambda case, key: case.focus(days=(key,)),  # type: ignore[arg-type]
    Scope.VISIT_DAY: lambda case, key: case.focus(days=(key,)),  # type: ignore[arg-type]
    Scope.RECIPIENT: _of_recipient,
    Scope.RECIPIENT_MADE: _of_recipient,
    Scope.TEAM: lambda case, key: case,
}


@dataclass(frozen=True)
class Review:
    """Every breach of a plan, and the sums."""

    breaches: tuple[Breach, ...]

    @cached_property
    def kronor(self) -> Mapping[RuleId, float]:
        """Kronor per rule, the rules without any left out."""
        return self._sums(lambda breach: 0.0 if breach.hard else breach.kronor)

    @cached_property
    def amounts(self) -> Mapping[RuleId, float]:
        """Amount per rule, hard and soft together."""
        return self._sums(lambda breach: breach.amount)

    @cached_property
    def hard_amounts(self) -> Mapping[RuleId, float]:
        """The hard amount per rule; empty when every hard rule holds."""
        return self._sums(lambda breach: breach.amount if breach.hard else 0.0)

    @cached_property
    def waived_amounts(self) -> Mapping[RuleId, float]:
        """The amount per rule of what is hard and was waived."""
        return self._sums(lambda breach: breach.amount if breach.waiver else 0.0)

    @property
    def total(self) -> float:
        """The price-list sum in kronor."""
        return sum(self.kronor.values())

    @classmethod
    def of(cls, reading: Reading, more: Iterable[Waiver] = ()) -> Self:
        """What a reading found, with the case's waivers, and more of them, taken into account."""
        case = reading.book.case
        waivers = (*case.waivers, *more)
        return cls(tuple(breach.waived(waivers, case.clock) if waivers else breach for breach in reading.breaches))

    @property
    def hard(self) -> tuple[Breach, ...]:
        """The breaches of hard rules that nobody has waived."""
        return tuple(breach for breach in self.breaches if breach.hard)

    @property
    def waived(self) -> tuple[Breach, ...]:
        """The breaches of hard rules that somebody answers for."""
        return tuple(breach for breach in self.breaches if breach.waiver)

    def _sums(self, size: Callable[[Breach], float]) -> Mapping[RuleId, float]:
        found: dict[RuleId, float] = {}
        for breach in self.breaches:
            found[breach.rule] = found.get(breach.rule, 0.0) + size(breach)
        return {rule: total for rule, total in found.items() if total}


def review(book: Book, plan: Plan, waivers: Iterable[Waiver] = ()) -> Review:
    """Let every rule read the plan; waivers come on top of those of the case."""
    return Review.of(Reading.of(book, plan), waivers)
