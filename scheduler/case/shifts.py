"""Shift types and shifts: a shift is a type of duty on a date; a split shift is one shift."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from scheduler.case.rows import Kind, ShiftTypeRow
from scheduler.clock import DAY, Clock, Instant, Minutes, hours
from scheduler.ids import GroupId, ShiftCode, Skill, UnitId

DAYTIME_KINDS = frozenset({Kind.DAY, Kind.LONG, Kind.SPLIT})
NO_HEADS = frozenset({Kind.RESOURCE, Kind.MEETING})


@dataclass(frozen=True, slots=True)
class ShiftType:
    """What a shift code means; times are wall-clock minutes from the midnight of the date it starts on."""

    code: ShiftCode
    name: str
    start: Minutes
    end: Minutes  # beyond 24 h when it ends the next day
    pause: Minutes  # the unpaid break inside
    gap: tuple[Minutes, Minutes] | None
    kind: Kind
    unit: UnitId | None
    group: GroupId | None
    skills: frozenset[Skill]

    @classmethod
    def from_row(cls, row: ShiftTypeRow) -> Self:
        """The type that a table row describes, its defaults filled in."""
        end = row.end if row.end > row.start else row.end + DAY
        gap = None
        if row.gap_start is not None and row.gap_end is not None:
            first, last = (Minutes(at + DAY if at < row.start else at) for at in (row.gap_start, row.gap_end))
            gap = (first, last)
        kind = row.kind or _kind(row.start, end, split=gap is not None)
        return cls(
            code=row.code,
            name=row.name or row.code,
            start=row.start,
            end=Minutes(end),
            pause=row.break_minutes or Minutes(0),
            gap=gap,
            kind=kind,
            unit=row.unit_id,
            group=row.group_id,
            skills=frozenset(row.skills),
        )


def _kind(start: int, end: int, *, split: bool) -> Kind:
    if split:
        return Kind.SPLIT
    if end > DAY + hours(2):
        return Kind.NIGHT
    if end - start > hours(10):
        return Kind.LONG
    return Kind.EVENING if start >= hours(12) else Kind.DAY


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A shift type on a date. A case makes each shift once, so identity is equality."""

    day: int
    type: ShiftType
    start: Instant
    end: Instant
    wall_start: int  # wall-clock minutes since the first midnight, as if no clock changed
    wall_end: int
    segments: tuple[tuple[Instant, Instant], ...]  # on duty, breaks included, the split gap not
    paid: Minutes
    weekend: int | None  # the Saturday whose weekend it works

    @classmethod
    def on(cls, clock: Clock, day: int, kind: ShiftType) -> Self:
        """The shift of that type which starts on that day."""
        start, end = clock.at(day, kind.start), clock.at(day, kind.end)
        segments: tuple[tuple[Instant, Instant], ...] = ((start, end),)
        if kind.gap:
            segments = ((start, clock.at(day, kind.gap[0])), (clock.at(day, kind.gap[1]), end))
        present = sum(last - first for first, last in segments)
        midnight = day * DAY
        return cls(
            day=day,
            type=kind,
            start=start,
            end=end,
            wall_start=midnight + kind.start,
            wall_end=midnight + kind.end,
            segments=segments,
            paid=Minutes(present - kind.pause),
            weekend=_weekend(clock, day, night=kind.kind is Kind.NIGHT),
        )

    @property
    def code(self) -> ShiftCode:
        """The shift type's code."""
        return self.type.code

    @property
    def kind(self) -> Kind:
        """The shift type's kind."""
        return self.type.kind

    @property
    def length(self) -> Minutes:
        """Elapsed minutes from start to end, a split gap included."""
        return Minutes(self.end - self.start)

    @property
    def is_night(self) -> bool:
        """Whether it is a night shift by its kind."""
        return self.type.kind is Kind.NIGHT

    def rest_until(self, later: "Shift") -> Minutes:
        """The gap to a later shift's start; none when they overlap."""
        return Minutes(later.start - self.end if later.start > self.end else 0)

    def on_duty(self, begin: int, end: int) -> bool:
        """Whether the whole interval lies inside the duty, outside a split gap."""
        before, after = self.segments[0], self.segments[-1]  # one and the same without a gap
        return (before[0] <= begin and end <= before[1]) or (after[0] <= begin and end <= after[1])

    def middle_pause(self) -> Instant:
        """Where a break that is not placed is taken to lie: in the middle of the shift."""
        return Instant(self.start + (self.length - self.type.pause) // 2)


def _weekend(clock: Clock, day: int, *, night: bool) -> int | None:
    """A shift belongs to its date; a night that starts on Friday or Saturday works that weekend, on Sunday none."""
    past_saturday = clock.weekday(day) - 5
    if night:
        return day - past_saturday if past_saturday in (-1, 0) else None
    return day - past_saturday if past_saturday in (0, 1) else None


def pairs(shifts: Iterable[Shift]) -> Iterator[tuple[Shift, Shift]]:
    """Every shift with each that starts on the next date.

    Given one person's row these are the neighbours between which rest can be short, two on one date among them;
    given all shifts that could be worked, every two that could become neighbours. The later one is never history.
    """
    if isinstance(shifts, Row):
        for earlier, later in itertools.pairwise(shifts):
            if 0 <= later.day <= earlier.day + 1:
                yield earlier, later
        return
    by_day: dict[int, list[Shift]] = {}
    for shift in shifts:
        by_day.setdefault(shift.day, []).append(shift)
    for day in sorted(by_day):
        if day >= -1:
            for later in by_day.get(day + 1, ()):
                for earlier in by_day[day]:
                    yield earlier, later


class Row(tuple[Shift, ...]):
    """One person's worked shifts, history first, in the order of their starts."""

    __slots__ = ()
