"""The review: every rule reads a plan, and what it finds is added up.

A `Reading` remembers what each rule found about each person, day or recipient, so that an edited plan is
judged by re-reading only what the edit touched. A review is computed, never stored as truth.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import NamedTuple, Self, TypeAlias

from scheduler.book import Book, Entry
from scheduler.case.case import Case
from scheduler.case.waivers import Waiver
from scheduler.figures import Figures, Parts
from scheduler.ids import EmployeeId, RecipientId, RuleId
from scheduler.plan import Plan
from scheduler.rule import Breach, Scope
from scheduler.touched import Touched, touched

Key: TypeAlias = tuple[int, Hashable]  # the number of an entry of the book, and whom, or what, it was read for


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


@dataclass(frozen=True)
class Reading:
    """What every rule of a book found in a plan, kept by what it depends on."""

    book: Book
    plan: Plan
    found: Mapping[Key, tuple[Breach, ...]]
    owed: Mapping[Key, Owed]  # only where there are breaches

    @classmethod
    def of(cls, book: Book, plan: Plan) -> "Reading":
        """Read a whole plan."""
        found = {
            (number, name): _read(book, (number, name), plan)
            for number, entry in enumerate(book.entries)
            for name in _names(book.case, entry, None)
        }
        return cls(book, plan, found, {key: Owed.by(breaches) for key, breaches in found.items() if breaches})

    def after(self, plan: Plan) -> "Reading":
        """The reading of an edited plan; only what the edit touched is read again."""
        changed = touched(self.plan, plan)
        found, owed = dict(self.found), dict(self.owed)
        for number, entry in enumerate(self.book.entries):
            for name in _names(self.book.case, entry, changed):
                key = (number, name)
                breaches = found[key] = _read(self.book, key, plan)
                if breaches:
                    owed[key] = Owed.by(breaches)
                else:
                    owed.pop(key, None)
        after = Reading(self.book, plan, found, owed)
        if "_parts" in self.__dict__:  # somebody looks at the figures
            after.__dict__["_parts"] = self._parts.after(plan, changed)
        return after

    @property
    def breaches(self) -> Iterator[Breach]:
        """Every breach, rule by rule."""
        for breaches in self.found.values():
            yield from breaches

    @cached_property
    def worth(self) -> Worth:
        """Hard amounts and kronor in sum, to the last digit whatever edits led here."""
        hard, _, kronor = Owed.of_all(self.owed.values())
        return Worth(hard, kronor)

    def sums(self, waivers: Sequence[Waiver] = ()) -> Mapping[RuleId, Owed]:
        """What each rule comes to, in the order of the book; what a waiver covers has its price in place of the ban."""
        parts: dict[RuleId, list[Owed]] = {}
        for key, owed in self.owed.items():
            if waivers and owed.hard:
                clock = self.book.case.clock
                owed = Owed.by(breach.waived(waivers, clock) for breach in self.found[key])  # noqa: PLW2901
            parts.setdefault(self.book.entries[key[0]].rule.id, []).append(owed)
        names = (entry.rule.id for entry in self.book.entries if entry.rule.id in parts)
        return {name: Owed.of_all(parts[name]) for name in dict.fromkeys(names)}

    @cached_property
    def figures(self) -> Figures:
        """The key figures of the plan."""
        return self._parts.figures()

    @cached_property
    def _parts(self) -> Parts:
        return Parts.of(self.plan)

    @cached_property
    def pressure(self) -> Mapping[EmployeeId, float]:
        """What each person would be spared if her row were perfect: kronor, money really paid left out."""
        found: dict[EmployeeId, float] = {}
        for (number, _), breaches in self.found.items():
            if breaches and not self.book.entries[number].rule.is_cost:
                for breach in breaches:
                    if breach.who is not None:
                        found[breach.who] = found.get(breach.who, 0.0) + breach.kronor
        return found


def _names(case: Case, entry: Entry, changed: Touched | None) -> Iterable[Hashable]:
    """Whom, or what, a rule is read for: everybody, or those that an edit touched."""
    match entry.rule.scope:
        case Scope.PERSON:
            names = changed.people if changed else case.employees
            return names if entry.people is None else [who for who in names if who in entry.people]
        case Scope.PLACE_DAY:
            return changed.needs if changed else (*case.days, len(case.days))
        case Scope.VISIT_DAY:
            return changed.days if changed else (*case.days, len(case.days))
        case Scope.TEAM:
            return (None,)
        case _ if not case.is_home_care:
            return changed.groups if changed else case.resident_groups
        case scope:
            whom: Iterable[RecipientId] = case.recipients
            if changed:
                whom = changed.recipients if scope is Scope.RECIPIENT else changed.served
            return whom if entry.recipients is None else [one for one in whom if one in entry.recipients]


def _read(book: Book, key: Key, plan: Plan) -> tuple[Breach, ...]:
    entry = book.entries[key[0]]
    view = book.views.get(key)
    if view is None:
        view = book.views[key] = _view(book.case, entry, key[1])
    return tuple(entry.rule.check(view, plan))


def _view(case: Case, entry: Entry, name: Hashable) -> Case:
    """The case as a rule is to see it when it is read for this one; rules that see the same share it."""
    scope = entry.rule.scope
    key = ("view", scope, name, *((entry.people, entry.recipients) if scope in _MANY else ()))
    known: Case | None = case.memory.get(key)
    if known is None:
        known = case.memory[key] = _FOCUS[scope](entry.view(case), name)
    return known


def _of_recipient(case: Case, key: Hashable) -> Case:
    if case.is_home_care:
        return case.focus(recipients=(key,))  # type: ignore[arg-type]
    return case.focus(recipients=[one.id for one in case.recipients.values() if one.group == key])


# Where an entry may govern only some of those it is read for.
_MANY = {Scope.TEAM, Scope.VISIT_DAY, Scope.RECIPIENT, Scope.RECIPIENT_MADE}
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
