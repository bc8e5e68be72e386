"""Need (bemanningskrav): how many people, where, when, with which skill.

The demand rows of every date become intervals, the most specific row winning, and the intervals are cut
into pieces inside which no possible shift begins or ends, so that a piece is either covered by a shift or not.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from scheduler.case.rows import DemandRow
from scheduler.case.shifts import NO_HEADS, Shift
from scheduler.clock import DAY, Clock, Instant, Minutes
from scheduler.ids import GroupId, Skill, UnitId

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Place: TypeAlias = tuple[UnitId, GroupId | None, Skill | None]


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """An interval of one date in which a place wants so many people; `None` is no wish."""

    unit: UnitId
    group: GroupId | None
    skill: Skill | None
    day: int
    begin: Instant
    end: Instant
    minimum: int | None
    target: int | None
    maximum: int | None

    @property
    def place(self) -> str:
        """The group's id, or the unit's where the need is the whole unit's."""
        return self.group or self.unit

    @property
    def shown(self) -> str:
        """The place as a sentence names it, with the skill that is wanted there."""
        return f"{self.place} ({self.skill})" if self.skill else self.place

    def meets(self, unit: UnitId, group: GroupId | None) -> bool:
        """Whether a shift at that place is a head in this need."""
        return unit == self.unit and (self.group is None or group == self.group)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The parts of one need that the very same shifts cover."""

    need: Need
    spans: tuple[tuple[Instant, Instant], ...]
    shifts: frozenset[Shift]  # all possible shifts that cover it, wherever they are worked

    @property
    def minutes(self) -> Minutes:
        """The length of the piece."""
        return Minutes(sum(end - begin for begin, end in self.spans))


def needs(rows: Iterable[DemandRow], clock: Clock, days: int, red: frozenset[int]) -> tuple[Need, ...]:
    """Every interval of need in the period, place by place in the order of time."""
    by_place: dict[Place, list[DemandRow]] = {}
    for row in rows:
        by_place.setdefault((row.unit_id, row.group_id, row.skill), []).append(row)
    return tuple(need for place, mine in by_place.items() for need in _of_place(place, mine, clock, days, red))


def _of_place(place: Place, rows: list[DemandRow], clock: Clock, days: int, red: frozenset[int]) -> Iterator[Need]:
    found: list[tuple[Instant, Instant, DemandRow]] = []
    for day in range(days):
        for row in _in_force(rows, day, clock, red):
            until = row.until if row.until > row.begin else row.until + DAY
            found.append((clock.at(day, row.begin), clock.at(day, until), row))
    edges = sorted({edge for begin, end, _ in found for edge in (begin, end)})
    for begin, end in itertools.pairwise(edges):
        here = [row for first, last, row in found if first <= begin and end <= last]
        if here:
            yield Need(
                *place,
                day=clock.wall(begin)[0],
                begin=begin,
                end=end,
                minimum=max((row.min for row in here if row.min is not None), default=None),
                target=max((row.target for row in here if row.target is not None), default=None),
                maximum=min((row.max for row in here if row.max is not None), default=None),
            )


def _in_force(rows: list[DemandRow], day: int, clock: Clock, red: frozenset[int]) -> list[DemandRow]:
    names = [clock.date(day).isoformat(), NAMES[clock.weekday(day)]]
    if day in red:
        names.insert(1, "red")
    for name in names:
        found = [row for row in rows if row.day == name]
        if found:
            return found
    return []


def pieces(all_needs: Iterable[Need], shifts: Iterable[Shift]) -> tuple[Piece, ...]:
    """Every need cut at the starts and ends of the possible shifts, alike parts joined."""
    by_day: dict[int, list[Shift]] = {}
    for shift in shifts:
        if shift.kind not in NO_HEADS:
            by_day.setdefault(shift.day, []).append(shift)
    return tuple(piece for need in all_needs for piece in _cut(need, by_day))


def _cut(need: Need, by_day: dict[int, list[Shift]]) -> Iterator[Piece]:
    near = [shift for day in (need.day - 1, need.day, need.day + 1) for shift in by_day.get(day, ())]
    segments = [(shift, begin, end) for shift in near for begin, end in shift.segments]
    edges = {edge for _, begin, end in segments for edge in (begin, end) if need.begin < edge < need.end}
    marks = [need.begin, *sorted(edges), need.end]
    alike: dict[frozenset[Shift], list[tuple[Instant, Instant]]] = {}
    for first, last in itertools.pairwise(marks):
        covering = frozenset(shift for shift, begin, end in segments if begin <= first and last <= end)
        alike.setdefault(covering, []).append((first, last))
    for covering, spans in alike.items():
        yield Piece(need, tuple(spans), covering)
