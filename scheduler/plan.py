"""The plan: what is decided. A roster (who works what) and a visit plan (who meets whom, when).

A plan is replaced, never changed: every edit returns a new one that shares what it did not touch.
"""

import operator
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Self, TypeAlias, TypeVar

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.need import Piece
from scheduler.case.rows import Kind
from scheduler.case.shifts import Row, Shift, ShiftType
from scheduler.case.wishes import Wish
from scheduler.clock import DAY, Instant, Minutes
from scheduler.ids import EmployeeId, GroupId, RecipientId, UnitId, VisitId

_ORDER = operator.attrgetter("start", "end", "visit.id")  # of the visits in a round
RoundKey: TypeAlias = tuple[EmployeeId, int]  # a person's visits of one date
Who = TypeVar("Who")
Worked = TypeVar("Worked")


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


class _Own:
    """What follows from one person's row alone; plans that have the row in common share it."""

    def __init__(self, case: Case, who: EmployeeId, duties: tuple[Duty, ...]) -> None:
        mine = sorted((duty.shift for duty in duties), key=lambda shift: (shift.start, shift.end, shift.code))
        self.row = Row((*case.history_of[who], *mine))
        self.duties = (*(Duty(*place) for place in case.history_places(who)), *duties)  # those that reach into it too
        self.memory: dict[Hashable, Any] = {}

    @cached_property
    def roster(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in self.row if shift.day >= 0)

    @cached_property
    def overlaps(self) -> bool:
        """Whether a hand, or the night into the period, makes two shifts lie at the same time."""
        return any(earlier.end > later.start for earlier, later in pairwise(self.row))

    @cached_property
    def dates(self) -> dict[int, tuple[Shift, ...]]:
        found: dict[int, tuple[Shift, ...]] = {}
        for shift in self.row:
            found[shift.day] = (*found.get(shift.day, ()), shift)
        return found

    @cached_property
    def carriers(self) -> dict[int, tuple[Duty, ...]]:
        """The duties that can carry visits on each date: a night shift on two, the night into the period too."""
        found: dict[int, tuple[Duty, ...]] = {}
        for duty in self.duties:
            shift = duty.shift
            if shift.kind is not Kind.MEETING:
                for day in range(shift.day, shift.day + 2 if shift.type.end > DAY else shift.day + 1):
                    found[day] = (*found.get(day, ()), duty)
        return found


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
        return self._own(who).row

    def roster_of(self, who: EmployeeId) -> Sequence[Shift]:
        """The person's shifts of the period alone, in order."""
        return self._own(who).roster

    def of_row(self, who: EmployeeId, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What follows from the person's row alone, worked out once and remembered until the row is edited."""
        return _remembered(self._own(who).memory, key, work_out)

    def of_rounds(self, who: EmployeeId, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What follows from the person's row and rounds alone, remembered until one of them is edited."""
        return _remembered(self._in_rounds.setdefault(who, {}), key, work_out)

    def of_visits(self, who: RecipientId, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What follows from the recipient's planned visits alone, remembered until one of them is edited."""
        return _remembered(self._in_visits.setdefault(who, {}), key, work_out)

    def meetings_of(self, who: RecipientId) -> Sequence[Meeting | None]:
        """How each of the recipient's visits is planned, in the order of the case's own list of them."""
        meetings, visits = self.meetings, self.case.visits_of[who]
        return self.of_visits(who, "meetings", lambda: [meetings.get(visit.id) for visit in visits])

    def of_whole(self, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What follows from the whole plan, worked out once."""
        return _remembered(self._memory, key, work_out)

    def by_day(self, who: EmployeeId) -> Mapping[int, Shift]:
        """The person's shifts by the day they start, history included."""
        return {shift.day: shift for shift in self.shifts_of(who)}

    def on(self, who: EmployeeId, day: int) -> tuple[Shift, ...]:
        """The shifts that start on that day: at most one, unless a hand put more."""
        return self._own(who).dates.get(day, ())

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
        found: defaultdict[RoundKey, list[Call]] = defaultdict(list)
        visits = self.case.visits
        for name, meeting in self.meetings.items():
            visit = visits.get(name)
            if visit is not None:
                call, day, carers = _call(meeting, visit), visit.day, meeting.carers
                for who in carers if len(carers) == 1 else dict.fromkeys(carers):
                    found[who, day].append(call)
        return {key: _in_order(calls) for key, calls in found.items()}

    def legs(self, who: EmployeeId, day: int) -> Sequence[Minutes]:
        """Minutes of travel from each visit of a round to the next."""
        calls = self.rounds.get((who, day), ())
        if len(calls) < 2:
            return ()
        return self.of_rounds(who, ("legs", day), lambda: self.case.legs(call.visit for call in calls))

    def round_of(self, who: EmployeeId, duty: Duty) -> tuple[Call, ...]:
        """The visits that a person makes during a duty, in order, also those after midnight."""
        shift = duty.shift
        days = (shift.day, shift.day + 1) if shift.type.end > DAY else (shift.day,)
        calls = [call for day in days for call in self.rounds.get((who, day), ())]
        return tuple([call for call in calls if call.start < shift.end and call.end > shift.start])

    def carrying(self, who: EmployeeId, begin: int, end: int, day: int) -> Duty | None:
        """The duty, if any, during which the person could be at a recipient's for the whole interval of that date."""
        for duty in self.carriers(who, day):
            if duty.shift.on_duty(begin, end):
                return duty
        return None

    def carriers(self, who: EmployeeId, day: int) -> Sequence[Duty]:
        """The duties that can carry the person's visits of that date; none for somebody the case does not know."""
        return self._own(who).carriers.get(day, ()) if who in self.case.everyone else ()

    def heads(self, piece: Piece) -> int:
        """How many heads a piece of need has."""
        return self._heads.get(piece, 0)

    @cached_property
    def _heads(self) -> Mapping[Piece, int]:
        found: dict[Piece, int] = {}
        for who in self.case.everyone:
            self._count(found, who, 1)
        return found

    def _count(self, heads: dict[Piece, int], who: EmployeeId, times: int) -> None:
        """Add a person to the heads of every need that a duty of hers serves, or take her away."""
        at, own = self.case.pieces_at, self._own(who)
        served: Iterable[Piece] = (piece for duty in own.duties for piece in at(who, duty.shift, duty.unit, duty.group))
        if own.overlaps:  # two shifts of one person at a time are still one head
            served = set(served)
        for piece in served:
            heads[piece] = heads.get(piece, 0) + times

    def with_duties(self, changed: Mapping[EmployeeId, Iterable[Duty]]) -> Self:
        """The plan with these people's whole rows replaced."""
        rows = {who: row_in_order(row) for who, row in changed.items()}
        after = replace(self, duties={**self.duties, **rows})
        known = after.__dict__
        known["_owned"] = _without(self._owned, rows)
        known["_in_rounds"] = _without(self._in_rounds, rows)
        known["_in_visits"] = self._in_visits
        if "rounds" in self.__dict__:
            known["rounds"] = self.rounds
        if "_heads" in self.__dict__:
            heads = known["_heads"] = dict(self._heads)
            for who in rows:
                self._count(heads, who, -1)
                after._count(heads, who, 1)
        return after

    def with_meetings(self, changed: Mapping[VisitId, Meeting | None]) -> Self:
        """The plan with these visits made so, or (`None`) not made."""
        meetings = {**self.meetings, **changed}
        after = replace(self, meetings={name: made for name, made in meetings.items() if made is not None})
        known = after.__dict__
        known["_owned"] = self._owned
        both = [made for name, now in changed.items() for made in (self.meetings.get(name), now) if made is not None]
        known["_in_rounds"] = _without(self._in_rounds, {who for made in both for who in made.carers})
        visits = (self.case.all_visits[name] for name in changed if name in self.case.all_visits)
        known["_in_visits"] = _without(self._in_visits, {visit.recipient.id for visit in visits})
        if "rounds" in self.__dict__:
            known["rounds"] = self._rounds_after(changed)
        if "_heads" in self.__dict__:
            known["_heads"] = self._heads
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

    def _own(self, who: EmployeeId) -> _Own:
        known = self._owned.get(who)
        if known is None:
            known = self._owned[who] = _Own(self.case, who, self.duties.get(who, ()))
        return known

    @cached_property
    def _owned(self) -> dict[EmployeeId, _Own]:
        return {}

    @cached_property
    def _in_rounds(self) -> dict[EmployeeId, dict[Hashable, Any]]:
        return {}

    @cached_property
    def _in_visits(self) -> dict[RecipientId, dict[Hashable, Any]]:
        return {}

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}


def _remembered(memory: dict[Hashable, Any], key: Hashable, work_out: Callable[[], Worked]) -> Worked:
    if key in memory:
        known: Worked = memory[key]
        return known
    found = memory[key] = work_out()
    return found


def _without(known: Mapping[Who, Worked], touched: Collection[Who]) -> dict[Who, Worked]:
    return {who: one for who, one in known.items() if who not in touched}


def row_in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """A person's duties by their starts; of those that start together always in the same order."""
    return tuple(sorted(duties, key=_place_in_row))


def _place_in_row(duty: Duty) -> tuple[int, int, str, str, str]:
    shift = duty.shift
    return shift.start, shift.end, shift.code, duty.unit, duty.group or ""


def _call(meeting: Meeting, visit: Visit) -> Call:
    return Call(meeting.start, Instant(meeting.start + visit.minutes), visit)


def _in_order(calls: list[Call]) -> tuple[Call, ...]:
    return tuple(sorted(calls, key=_ORDER))
