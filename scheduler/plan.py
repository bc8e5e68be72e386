"""The plan: what is decided. A roster (who works what) and a visit plan (who meets whom, when).

A plan is replaced, never changed: every edit returns a new one that shares what it did not touch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Self, TypeAlias

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.need import Piece
from scheduler.case.rows import Kind
from scheduler.case.shifts import Row, Shift, ShiftType
from scheduler.case.wishes import Wish
from scheduler.clock import DAY, Instant
from scheduler.ids import EmployeeId, GroupId, UnitId, VisitId

RoundKey: TypeAlias = tuple[EmployeeId, int]  # a person's visits of one date


class Origin(StrEnum):
    """Where a cell of the roster comes from."""

    SOLVER = "solver"
    LOCK = "lock"
    BASE = "base"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift worked by somebody at a place; `pause` is where the break was put, if it was."""

    shift: Shift
    unit: UnitId
    group: GroupId | None = None
    origin: Origin = Origin.SOLVER
    pause: Instant | None = None


class Meeting(NamedTuple):
    """A visit made: when it starts, and by whom."""

    start: Instant
    carers: tuple[EmployeeId, ...]


class Call(NamedTuple):
    """One visit in one carer's round."""

    start: Instant
    end: Instant
    visit: Visit


@dataclass(frozen=True)
class Plan:
    """Who works what, and who meets whom. Visits that nobody makes are absent from `meetings`."""

    case: Case
    duties: Mapping[EmployeeId, tuple[Duty, ...]]
    meetings: Mapping[VisitId, Meeting]

    @classmethod
    def empty(cls, case: Case) -> Self:
        """Nobody works, and no visit is made."""
        return cls(case, {}, {})

    def shifts_of(self, who: EmployeeId) -> Row:
        """The person's shifts in the order of their starts, history first."""
        found = self._rows.get(who)
        if found is None:
            mine = sorted((duty.shift for duty in self.duties.get(who, ())), key=lambda shift: shift.start)
            found = self._rows[who] = Row((*self.case.history_of[who], *mine))
        return found

    def roster_of(self, who: EmployeeId) -> Sequence[Shift]:
        """The person's shifts of the period alone, in order."""
        return [shift for shift in self.shifts_of(who) if shift.day >= 0]

    def by_day(self, who: EmployeeId) -> Mapping[int, Shift]:
        """The person's shifts by the day they start, history included."""
        return {shift.day: shift for shift in self.shifts_of(who)}

    def on(self, who: EmployeeId, day: int) -> tuple[Shift, ...]:
        """The shifts that start on that day: at most one, unless a hand put more."""
        known = self._dates.get(who)
        if known is None:
            known = self._dates[who] = {}
            for shift in self.shifts_of(who):
                known[shift.day] = (*known.get(shift.day, ()), shift)
        return known.get(day, ())

    def differs(self, who: EmployeeId, day: int, kind: ShiftType | None) -> bool:
        """Whether a cell is not as written; `None` is free."""
        worked = self.on(who, day)
        if kind is None:
            return bool(worked)
        return len(worked) != 1 or worked[0].type is not kind

    def refuses(self, wish: Wish) -> bool:
        """Whether a wish is refused."""
        worked = self.on(wish.employee, wish.day)
        if wish.granted_by(None):
            return any(not wish.granted_by(shift) for shift in worked)
        return not any(wish.granted_by(shift) for shift in worked)

    def duty(self, who: EmployeeId, day: int) -> Duty | None:
        """The person's first duty that starts on that day."""
        return next((duty for duty in self.duties.get(who, ()) if duty.shift.day == day), None)

    @cached_property
    def has_visits(self) -> bool:
        """Whether a visit plan exists at all."""
        return bool(self.meetings)

    @cached_property
    def rounds(self) -> Mapping[RoundKey, tuple[Call, ...]]:
        """The visits of each person on each visit date, in the order of their starts."""
        found: dict[RoundKey, list[Call]] = {}
        visits = self.case.visits
        for name, meeting in self.meetings.items():
            visit = visits.get(name)
            if visit is not None:
                for who in dict.fromkeys(meeting.carers):
                    found.setdefault((who, visit.day), []).append(_call(meeting, visit))
        return {key: _in_order(calls) for key, calls in found.items()}

    def round_of(self, who: EmployeeId, duty: Duty) -> tuple[Call, ...]:
        """The visits that a person makes during a duty, in order, also those after midnight."""
        shift = duty.shift
        days = (shift.day, shift.day + 1) if shift.type.end > DAY else (shift.day,)
        calls = [call for day in days for call in self.rounds.get((who, day), ())]
        return tuple(call for call in calls if call.start < shift.end and call.end > shift.start)

    def carrying(self, who: EmployeeId, begin: int, end: int, day: int) -> Duty | None:
        """The duty, if any, during which the person could be at a recipient's for the whole interval of that date."""
        for duty in self._carriers.get((who, day), ()):
            if duty.shift.on_duty(begin, end):
                return duty
        return None

    def carriers(self, who: EmployeeId, day: int) -> Sequence[Duty]:
        """The duties that can carry the person's visits of that date."""
        return self._carriers.get((who, day), ())

    @cached_property
    def _carriers(self) -> dict[RoundKey, list[Duty]]:
        """The duties that can carry visits on each date: a night shift on two, the night into the period too."""
        found: dict[RoundKey, list[Duty]] = {}
        for who in self.case.everyone:
            past = [Duty(*place) for place in self.case.history_places(who)]
            for duty in (*past, *self.duties.get(who, ())):
                shift = duty.shift
                if shift.kind is not Kind.MEETING:
                    for day in range(shift.day, shift.day + 2 if shift.type.end > DAY else shift.day + 1):
                        found.setdefault((who, day), []).append(duty)
        return found

    def heads(self, piece: Piece) -> int:
        """How many heads a piece of need has."""
        return self._heads.get(piece, 0)

    @cached_property
    def _heads(self) -> Mapping[Piece, int]:
        found: dict[Piece, int] = {}
        for who in self.case.everyone:
            for place in self.case.history_places(who):
                self._count(found, who, Duty(*place), 1)
            for duty in self.duties.get(who, ()):
                self._count(found, who, duty, 1)
        return found

    def _count(self, heads: dict[Piece, int], who: EmployeeId, duty: Duty, times: int) -> None:
        """Add a duty to the heads of every need it serves, or take it away."""
        for piece in self.case.pieces_at(who, duty.shift, duty.unit, duty.group):
            heads[piece] = heads.get(piece, 0) + times

    def with_duties(self, changed: Mapping[EmployeeId, Iterable[Duty]]) -> Self:
        """The plan with these people's whole rows replaced."""
        rows = {who: tuple(sorted(row, key=lambda duty: duty.shift.start)) for who, row in changed.items()}
        after = self._sharing(replace(self, duties={**self.duties, **rows}), changed)
        known = after.__dict__
        if "rounds" in self.__dict__:
            known["rounds"] = self.rounds
        if "_heads" in self.__dict__:
            heads = known["_heads"] = dict(self._heads)
            for who, row in rows.items():
                for duty in self.duties.get(who, ()):
                    self._count(heads, who, duty, -1)
                for duty in row:
                    self._count(heads, who, duty, 1)
        return after

    def with_meetings(self, changed: Mapping[VisitId, Meeting | None]) -> Self:
        """The plan with these visits made so, or (`None`) not made."""
        meetings = {**self.meetings, **changed}
        after = self._sharing(
            replace(self, meetings={name: made for name, made in meetings.items() if made is not None})
        )
        known = after.__dict__
        if "rounds" in self.__dict__:
            known["rounds"] = self._rounds_after(changed)
        for name in ("_heads", "_carriers"):
            if name in self.__dict__:
                known[name] = self.__dict__[name]
        return after

    def _rounds_after(self, changed: Mapping[VisitId, Meeting | None]) -> Mapping[RoundKey, tuple[Call, ...]]:
        """The rounds with some visits made otherwise; a search asks for them at every step."""
        rounds: dict[RoundKey, list[Call]] = {}
        for name, meeting in changed.items():
            visit = self.case.visits.get(name)
            if visit is None:
                continue
            before = self.meetings.get(name)
            for who in before.carers if before else ():
                calls = rounds.get((who, visit.day), self.rounds.get((who, visit.day), ()))
                rounds[who, visit.day] = [call for call in calls if call.visit is not visit]
            if meeting is None:
                continue
            for who in dict.fromkeys(meeting.carers):
                calls = rounds.get((who, visit.day), self.rounds.get((who, visit.day), ()))
                rounds[who, visit.day] = [*calls, _call(meeting, visit)]
        return {**self.rounds, **{key: _in_order(calls) for key, calls in rounds.items()}}

    def _sharing(self, after: Self, changed: Collection[EmployeeId] = ()) -> Self:
        """The plan after an edit, knowing what this one knows of the people it did not touch."""
        after._rows.update((who, row) for who, row in self._rows.items() if who not in changed)
        after._dates.update((who, dates) for who, dates in self._dates.items() if who not in changed)
        return after

    @cached_property
    def _rows(self) -> dict[EmployeeId, Row]:
        return {}

    @cached_property
    def _dates(self) -> dict[EmployeeId, dict[int, tuple[Shift, ...]]]:
        return {}


def _call(meeting: Meeting, visit: Visit) -> Call:
    return Call(meeting.start, Instant(meeting.start + visit.minutes), visit)


def _in_order(calls: list[Call]) -> tuple[Call, ...]:
    return tuple(sorted(calls, key=lambda call: (call.start, call.end, call.visit.id)))
