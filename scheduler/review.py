"""The review: every rule reads a plan, and what it finds is added up.

A `Reading` remembers what each rule found about each person, day or recipient, so that an edited plan is
judged by re-reading only what the edit touched. A review is computed, never stored as truth.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeAlias

from scheduler.book import Book, Entry
from scheduler.case.case import Case
from scheduler.case.waivers import Waiver
from scheduler.clock import hours
from scheduler.ids import EmployeeId, GroupId, RecipientId, RuleId
from scheduler.made import remade
from scheduler.plan import Plan
from scheduler.rule import Breach, Scope

Key: TypeAlias = tuple[int, Hashable]
LATE = hours(2)  # a visit that ends so near midnight can bear on the first ones of the next date


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


@dataclass(frozen=True)
class Touched:
    """What an edit may have changed the judgement of."""

    people: frozenset[EmployeeId]
    days: frozenset[int]  # whose visits may be judged otherwise
    needs: frozenset[int]  # whose needs may: that of a night runs into the next morning's shifts
    recipients: frozenset[RecipientId]
    groups: frozenset[GroupId]


def touched(before: Plan, after: Plan) -> Touched:
    """What differs between two plans of one case, with all it may bear on."""
    people: set[EmployeeId] = set()
    days: set[int] = set()
    needs: set[int] = set()
    groups: set[GroupId] = set()
    recipients: set[RecipientId] = set()
    for who in dict.fromkeys((*before.duties, *after.duties)):
        old, new = before.duties.get(who, ()), after.duties.get(who, ())
        if old is not new and old != new:
            people.add(who)
            for duty in {*old} ^ {*new}:
                days.update((duty.shift.day, duty.shift.day + 1))
                needs.update((duty.shift.day - 1, duty.shift.day, duty.shift.day + 1))
                if duty.group:
                    groups.add(duty.group)
    for name in dict.fromkeys((*before.meetings, *after.meetings)):
        once, now = before.meetings.get(name), after.meetings.get(name)
        if once is not now and once != now:
            visit = after.case.visits.get(name)
            if visit is not None:
                recipients.add(visit.recipient.id)
                days.add(visit.day)
            for meeting in (once, now):
                people.update(meeting.carers if meeting else ())
                if visit and meeting and meeting.start + visit.minutes + LATE > after.case.clock.at(visit.day + 1):
                    days.add(visit.day + 1)
    for who in people:  # an edited row or round decides which of its other visits can be made
        for day in days:
            recipients.update(after.case.all_visits[name].recipient.id for name in remade(before, after, who, day))
    return Touched(frozenset(people), frozenset(days), frozenset(needs), frozenset(recipients), frozenset(groups))


@dataclass(frozen=True)
class Reading:
    """What every rule of a book found in a plan, kept by what it depends on."""

    book: Book
    plan: Plan
    found: Mapping[Key, tuple[Breach, ...]]
    views: dict[Key, Case]

    @classmethod
    def of(cls, book: Book, plan: Plan) -> "Reading":
        """Read a whole plan."""
        reading = cls(book, plan, {}, {})
        found = {
            key: reading._read(entry, key, plan)
            for number, entry in enumerate(book.entries)
            for key in reading._keys(number, entry, None)
        }
        return cls(book, plan, found, reading.views)

    def after(self, plan: Plan) -> "Reading":
        """The reading of an edited plan; only what the edit touched is read again."""
        changed = touched(self.plan, plan)
        found = dict(self.found)
        for number, entry in enumerate(self.book.entries):
            for key in self._keys(number, entry, changed):
                found[key] = self._read(entry, key, plan)
        return Reading(self.book, plan, found, self.views)

    @cached_property
    def worth(self) -> Worth:
        """Hard amounts and kronor in sum."""
        hard, kronor = 0, 0.0
        for breaches in self.found.values():
            for breach in breaches:
                if breach.hard:
                    hard += breach.raw
                else:
                    kronor += breach.kronor
        return Worth(hard, kronor)

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

    def _keys(self, number: int, entry: Entry, changed: Touched | None) -> Iterator[Key]:
        case = self.book.case
        scope = entry.rule.scope
        names: Iterable[Hashable]
        match scope:
            case Scope.PERSON:
                names = changed.people if changed else case.employees
                if entry.people is not None:
                    names = [who for who in names if who in entry.people]
            case Scope.PLACE_DAY:
                names = changed.needs if changed else (*case.days, len(case.days))
            case Scope.VISIT_DAY:
                names = changed.days if changed else (*case.days, len(case.days))
            case Scope.RECIPIENT if case.is_home_care:
                names = changed.recipients if changed else case.recipients
                if entry.recipients is not None:
                    names = [who for who in names if who in entry.recipients]
            case Scope.RECIPIENT:
                names = changed.groups if changed else case.resident_groups
            case _:
                names = (None,)
        for name in names:
            yield number, name

    def _read(self, entry: Entry, key: Key, plan: Plan) -> tuple[Breach, ...]:
        view = self.views.get(key)
        if view is None:
            view = self.views[key] = _FOCUS[entry.rule.scope](entry.view(self.book.case), key[1])
        return tuple(entry.rule.check(view, plan))


def _of_recipient(case: Case, key: Hashable) -> Case:
    if case.is_home_care:
        return case.focus(recipients=(key,))  # type: ignore[arg-type]
    return case.focus(recipients=[one.id for one in case.recipients.values() if one.group == key])


_FOCUS: dict[Scope, Callable[[Case, Hashable], Case]] = {
    Scope.PERSON: lambda case, key: case.focus(people=(key,)),  # type: ignore[arg-type]
    Scope.PLACE_DAY: lambda case, key: case.focus(days=(key,)),  # type: ignore[arg-type]
    Scope.VISIT_DAY: lambda case, key: case.focus(days=(key,)),  # type: ignore[arg-type]
    Scope.RECIPIENT: _of_recipient,
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
        found = (breach for breaches in reading.found.values() for breach in breaches)
        return cls(tuple(breach.waived(waivers, case.clock) if waivers else breach for breach in found))

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
