"""Dealing: starts for visits, and a first visit plan in a second, given to those who already know the recipient.

The deal is lawful but blind to prices; it is what a search begins with and what a stopped one can always show.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from scheduler.book import Book
from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.shifts import NO_HEADS
from scheduler.charge import Pause
from scheduler.clock import Instant
from scheduler.idle import longest_idle
from scheduler.ids import EmployeeId, GroupId, RecipientId, VisitId
from scheduler.plan import Call, Duty, Meeting, Plan
from scheduler.solve.timetable import STEP, Fixture, Timetable, timetable


def starts_of(visit: Visit, step: int = STEP) -> range:
    """Every start that a visit may have, on whole steps of the clock where its window allows."""
    first = -(-visit.earliest // step) * step
    if first > visit.latest:
        return range(visit.earliest, visit.earliest + 1)
    return range(first, visit.latest + 1, step)


class Levels:
    """When visits and breaks had best lie, so that the load follows the people who are free for it.

    Visits are levelled against everybody on duty and against each group's own people; then breaks are put where the
    load leaves most room; then the visits once more, against what the breaks have left.
    """

    def __init__(self, book: Book, plan: Plan) -> None:
        self.case = book.case
        self.ready: dict[int, int] = {}
        self.ready_of: dict[tuple[GroupId, int], int] = {}
        self.breaks: dict[tuple[EmployeeId, int], Instant] = {}
        for who, duties in plan.duties.items():
            for duty in duties:
                if duty.shift.kind not in NO_HEADS:
                    for begin, end in duty.shift.segments:
                        self._free(who, begin, end, 1)
        self.starts = self._level()
        for who, duties in plan.duties.items():
            for duty in duties:
                wanted = book.pause(who, duty.shift)
                if wanted is not None:
                    self._rest(who, wanted)
        self.starts = self._level()

    def _free(self, who: EmployeeId, begin: int, end: int, times: int) -> None:
        home = self.case.everyone[who].home
        for slot in range(begin // STEP, -(-end // STEP)):
            self.ready[slot] = self.ready.get(slot, 0) + times
            if home is not None:
                self.ready_of[home, slot] = self.ready_of.get((home, slot), 0) + times

    def _rest(self, who: EmployeeId, wanted: Pause) -> None:
        middle = (wanted.first + wanted.last) // 2

        def tightest(start: int) -> tuple[int, int]:
            slots = range(start // STEP, -(-(start + wanted.length) // STEP))
            return max(self.load.get(slot, 0) - self.ready.get(slot, 0) for slot in slots), abs(start - middle)

        start = min(range(wanted.first, wanted.last + 1, 3 * STEP), key=tightest)
        self.breaks[who, wanted.shift.day] = Instant(start)
        self._free(who, start, start + wanted.length, -1)

    def _level(self) -> dict[VisitId, Instant]:
        self.load: dict[int, int] = {}
        self.load_of: dict[tuple[GroupId, int], int] = {}
        order = sorted(self.case.visits.values(), key=lambda one: (one.day, one.latest - one.earliest, one.earliest))
        return {visit.id: self._start(visit) for visit in order}

    def _start(self, visit: Visit) -> Instant:
        group = visit.group
        length = -(-(visit.minutes + self.case.travel_between(group, group)) // STEP)
        load, load_of, ready, ready_of = self.load, self.load_of, self.ready, self.ready_of

        def over(start: int) -> int:
            return max(
                4 * (load.get(slot, 0) - ready.get(slot, 0))
                + load_of.get((group, slot), 0)
                - ready_of.get((group, slot), 0)
                for slot in range(start // STEP, start // STEP + length)
            )

        best = min(starts_of(visit), key=over)
        for slot in range(best // STEP, best // STEP + length):
            load[slot] = load.get(slot, 0) + visit.staff
            load_of[group, slot] = load_of.get((group, slot), 0) + visit.staff
        return Instant(best)


@dataclass
class _Round:
    """One duty as it fills: visits in order, with room left for its break."""

    duty: Duty
    rest: Pause | None
    at: Instant | None  # where the break is meant to lie
    calls: list[Call] = field(default_factory=list)

    def takes(self, case: Case, visit: Visit, start: int, *, firm: bool) -> bool:
        """Whether the visit fits at that start, the break where it is meant to lie (firm) or anywhere lawful."""
        end = start + visit.minutes
        if not self.duty.shift.on_duty(start, end):
            return False
        place = bisect(self.calls, start, key=lambda call: call.start)
        if place and self.calls[place - 1].end + case.travel(self.calls[place - 1].visit, visit) > start:
            return False
        if place < len(self.calls) and end + case.travel(visit, self.calls[place].visit) > self.calls[place].start:
            return False
        if self.rest is None:
            return True
        calls = [*self.calls[:place], _call(visit, start), *self.calls[place:]]
        if firm and self.at is not None:
            return longest_idle(case, self.duty.shift, calls, self.at, self.at) >= self.rest.length
        return longest_idle(case, self.duty.shift, calls, self.rest.first, self.rest.last) >= self.rest.length

    def detour(self, case: Case, visit: Visit, start: int) -> int:
        """The minutes of travel that the visit adds."""
        place = bisect(self.calls, start, key=lambda call: call.start)
        before = self.calls[place - 1].visit if place else None
        after = self.calls[place].visit if place < len(self.calls) else None
        added = (case.travel(before, visit) if before else 0) + (case.travel(visit, after) if after else 0)
        return added - (case.travel(before, after) if before and after else 0)

    def add(self, visit: Visit, start: int) -> None:
        self.calls.insert(bisect(self.calls, start, key=lambda call: call.start), _call(visit, start))

    def squeezed(self, case: Case, visit: Visit) -> list[Call] | None:
        """The round with the visit put in and others moved, where that adds least travel; `None` if it cannot be."""
        if not any(begin <= visit.latest and visit.earliest < end for begin, end in self.duty.shift.segments):
            return None
        best: tuple[int, list[Fixture], Timetable] | None = None
        fixtures = [Fixture(call.visit, call.start if call.visit.staff > 1 else None) for call in self.calls]
        for place in range(len(fixtures) + 1):
            if place < len(fixtures) and fixtures[place].visit.latest < visit.earliest:
                continue
            if place and fixtures[place - 1].visit.earliest > visit.latest:
                break
            order = [*fixtures[:place], Fixture(visit, None), *fixtures[place:]]
            found = self._timed(case, order)
            if found is not None:
                added = _travel(case, order) - _travel(case, fixtures)
                if best is None or added < best[0]:
                    best = (added, order, found)
        if best is None:
            return None
        _, order, found = best
        self.calls = [_call(each.visit, start) for each, start in zip(order, found.starts, strict=True)]
        self.at = Instant(found.rest) if found.rest is not None else self.at
        return self.calls

    def _timed(self, case: Case, order: Sequence[Fixture]) -> Timetable | None:
        """A timetable of the round in that order, its break wherever it fits first."""
        if self.rest is None:
            return timetable(case, self.duty.shift, order, None, 0)
        tried = (timetable(case, self.duty.shift, order, self.rest, before) for before in self._places(order))
        return next((found for found in tried if found is not None), None)

    def _places(self, order: Sequence[Fixture]) -> list[int]:
        """Between which visits the break could lie, by their windows."""
        assert self.rest is not None
        rest = self.rest
        return [
            number
            for number in range(len(order) + 1)
            if (number == 0 or order[number - 1].visit.earliest <= rest.last)
            and (number == len(order) or order[number].visit.latest >= rest.first)
        ]

    def filled(self, case: Case) -> Duty:
        """The duty with its break put where there is most room."""
        rest = self.rest
        if rest is None or not self.calls:
            return self.duty
        starts = {int(rest.first), int(rest.last), *(int(call.end) for call in self.calls)}
        if self.at is not None:
            starts.add(self.at)
        starts |= {call.end + travel for call in self.calls for travel in (5, 10, 15)}
        fits = [
            start
            for start in starts
            if rest.first <= start <= rest.last
            and longest_idle(case, self.duty.shift, self.calls, start, start) >= rest.length
        ]
        middle = (rest.first + rest.last) // 2
        return (
            replace(self.duty, pause=Instant(min(fits, key=lambda start: (abs(start - middle), start))))
            if fits
            else self.duty
        )


def _travel(case: Case, order: Sequence[Fixture]) -> int:
    return sum(case.travel(one.visit, other.visit) for one, other in pairwise(order))


def _call(visit: Visit, start: int) -> Call:
    return Call(Instant(start), Instant(start + visit.minutes), visit)


def deal(book: Book, plan: Plan, seed: int, levels: Levels | None = None) -> Plan:
    """Give every visit to people on duty who know the recipient best, if any have the time."""
    return _Dealer(book, plan, seed, levels or Levels(book, plan)).dealt()


class _Dealer:
    def __init__(self, book: Book, plan: Plan, seed: int, levels: Levels) -> None:
        self.case = book.case
        self.plan = plan
        self.levels = levels
        self.random = Random(seed)
        self.rounds: dict[int, list[tuple[EmployeeId, _Round]]] = {}
        self.met: dict[tuple[RecipientId, int], dict[EmployeeId, int]] = {}
        self.useful: dict[tuple[RecipientId, int], dict[EmployeeId, float]] = {}
        people = list(book.case.everyone)
        self.random.shuffle(people)
        self.order = {who: number for number, who in enumerate(people)}
        for who, duties in plan.duties.items():
            for duty in duties:
                if duty.shift.kind not in NO_HEADS:
                    self._open(book, who, duty)

    def _open(self, book: Book, who: EmployeeId, duty: Duty) -> None:
        at = self.levels.breaks.get((who, duty.shift.day))
        one = _Round(replace(duty, pause=None), book.pause(who, duty.shift), at)
        for day in (duty.shift.day, duty.shift.day + 1) if duty.shift.is_night else (duty.shift.day,):
            self.rounds.setdefault(day, []).append((who, one))

    def dealt(self) -> Plan:
        meetings: dict[VisitId, Meeting | None] = {}
        starts = self.levels.starts
        order = sorted(self.case.visits.values(), key=lambda visit: (visit.day, starts[visit.id], visit.id))
        # Where two must meet first: they are the hardest to move. Then everybody's own recipients, since who is lent
        # away too early is missed at home; then whoever has time.
        self._round(meetings, [visit for visit in order if visit.staff > 1], firm=True, own=True)
        self._round(meetings, [visit for visit in order if visit.staff > 1], firm=False, own=False)
        self._round(meetings, order, firm=True, own=True)
        self._squeeze(sorted(order, key=lambda visit: not visit.skills), meetings)
        self._round(meetings, order, firm=False, own=False)
        rows: dict[EmployeeId, dict[int, Duty]] = {
            who: {duty.shift.day: duty for duty in duties} for who, duties in self.plan.duties.items()
        }
        for rounds in self.rounds.values():
            for who, one in rounds:
                rows[who][one.duty.shift.day] = one.filled(self.case)
        filled = {who: row.values() for who, row in rows.items()}
        return replace(self.plan.with_duties(filled), meetings={}).with_meetings(meetings)

    def _round(
        self, meetings: dict[VisitId, Meeting | None], visits: Iterable[Visit], *, firm: bool, own: bool
    ) -> None:
        for visit in visits:
            if meetings.get(visit.id) is None:
                meetings[visit.id] = self._give(visit, firm=firm, own=own)

    def _give(self, visit: Visit, *, firm: bool, own: bool) -> Meeting | None:
        known = self.met.setdefault((visit.recipient.id, visit.window), {})
        able = [
            (who, one)
            for who, one in self.rounds.get(visit.day, ())
            if self.case.may_make(who, visit) and (not own or self.case.everyone[who].home == visit.group)
        ]
        if len(able) < visit.staff:
            return None
        useful = self._useful(visit)
        for start in self._tried(visit):
            free = [(who, one) for who, one in able if one.takes(self.case, visit, start, firm=firm)]
            if len(free) >= visit.staff:
                # First who is known, the nearest; then who is there most often when the recipient is to be visited.
                free.sort(
                    key=lambda each: (
                        self.case.everyone[each[0]].home != visit.group,
                        each[0] not in known,
                        each[1].detour(self.case, visit, start) if each[0] in known else -useful.get(each[0], 0),
                        -known.get(each[0], 0),
                        self.order[each[0]],
                    )
                )
                for who, one in free[: visit.staff]:
                    one.add(visit, start)
                    known[who] = known.get(who, 0) + 1
                return Meeting(Instant(start), tuple(who for who, _ in free[: visit.staff]))
        return None

    def _squeeze(self, order: Sequence[Visit], meetings: dict[VisitId, Meeting | None]) -> None:
        """Make room for visits that found none, by moving others inside their windows."""
        for visit in order:
            if meetings.get(visit.id) is None and visit.staff == 1:
                known = self.met.setdefault((visit.recipient.id, visit.window), {})
                able = [each for each in self.rounds.get(visit.day, ()) if self.case.may_make(each[0], visit)]
                able.sort(
                    key=lambda each: (
                        self.case.everyone[each[0]].home != visit.group,
                        each[0] not in known,
                        self.order[each[0]],
                    )
                )
                for who, one in able:
                    moved = one.squeezed(self.case, visit)
                    if moved is not None:
                        for call in moved:
                            meetings[call.visit.id] = Meeting(call.start, self._carers(meetings, call.visit, who))
                        known[who] = known.get(who, 0) + 1
                        break

    def _carers(self, meetings: dict[VisitId, Meeting | None], visit: Visit, who: EmployeeId) -> tuple[EmployeeId, ...]:
        meeting = meetings.get(visit.id)
        return meeting.carers if meeting else (who,)

    def _useful(self, visit: Visit) -> dict[EmployeeId, float]:
        """How many of the recipient's visits in the window each person is on duty for; her own group's count more."""
        key = (visit.recipient.id, visit.window)
        found = self.useful.get(key)
        if found is None:
            found = self.useful[key] = {}
            for other in self.case.visits_of[visit.recipient.id]:
                if other.window == visit.window:
                    start = self.levels.starts[other.id]
                    for who, one in self.rounds.get(other.day, ()):
                        if one.duty.shift.on_duty(start, start + other.minutes) and self.case.may_make(who, other):
                            own = self.case.everyone[who].home == visit.group
                            found[who] = found.get(who, 0) + (2.0 if own else 1.0)
        return found

    def _tried(self, visit: Visit) -> Iterable[int]:
        first = self.levels.starts[visit.id]
        yield first
        yield from sorted((start for start in starts_of(visit) if start != first), key=lambda start: abs(start - first))
