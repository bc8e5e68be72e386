"""Dealing: starts for visits, and a first visit plan in a second, given to those who already know the recipient.

The deal is lawful but blind to prices; it is what a search begins with and what a stopped one can always show.
"""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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

STEP = 5  # minutes between the starts that are tried


def starts_of(visit: Visit, step: int = STEP) -> range:
    """Every start that a visit may have, on whole steps of the clock where its window allows."""
    first = -(-visit.earliest // step) * step
    if first > visit.latest:
        return range(visit.earliest, visit.earliest + 1)
    return range(first, visit.latest + 1, step)


def levelled_starts(case: Case, plan: Plan) -> dict[VisitId, Instant]:
    """A start for every visit such that the load follows the people on duty, each group's as well as the whole's."""
    ready, ready_of = _capacity(case, plan)
    load: dict[int, int] = {}
    load_of: dict[tuple[GroupId, int], int] = {}
    chosen: dict[VisitId, Instant] = {}
    for visit in sorted(case.visits.values(), key=lambda one: (one.day, one.latest - one.earliest, one.earliest)):
        group = visit.group
        length = -(-(visit.minutes + case.travel_between(group, group)) // STEP)
        best: tuple[int, int] | None = None
        for start in starts_of(visit):
            slots = range(start // STEP, start // STEP + length)
            over = max(
                4 * (load.get(slot, 0) - ready.get(slot, 0))
                + load_of.get((group, slot), 0)
                - ready_of.get((group, slot), 0)
                for slot in slots
            )
            if best is None or over < best[0]:
                best = (over, start)
        assert best is not None
        chosen[visit.id] = Instant(best[1])
        for slot in range(best[1] // STEP, best[1] // STEP + length):
            load[slot] = load.get(slot, 0) + visit.staff
            load_of[group, slot] = load_of.get((group, slot), 0) + visit.staff
    return chosen


def _capacity(case: Case, plan: Plan) -> tuple[dict[int, int], dict[tuple[GroupId, int], int]]:
    ready: dict[int, int] = {}
    ready_of: dict[tuple[GroupId, int], int] = {}
    for who, duties in plan.duties.items():
        home = case.everyone[who].home
        for duty in duties:
            if duty.shift.kind in NO_HEADS:
                continue
            for begin, end in duty.shift.segments:
                for slot in range(begin // STEP, end // STEP):
                    ready[slot] = ready.get(slot, 0) + 1
                    if home is not None:
                        ready_of[home, slot] = ready_of.get((home, slot), 0) + 1
    return ready, ready_of


@dataclass
class _Round:
    """One duty as it fills: visits in order, with room left for its break."""

    duty: Duty
    rest: Pause | None
    calls: list[Call] = field(default_factory=list)

    def takes(self, case: Case, visit: Visit, start: int) -> bool:
        """Whether the visit fits at that start."""
        end = start + visit.minutes
        if not self.duty.shift.on_duty(start, end):
            return False
        place = bisect(self.calls, start, key=lambda call: call.start)
        if place and self.calls[place - 1].end + case.travel(self.calls[place - 1].visit, visit) > start:
            return False
        if place < len(self.calls) and end + case.travel(visit, self.calls[place].visit) > self.calls[place].start:
            return False
        return self.rest is None or self._rests(case, [*self.calls[:place], _call(visit, start), *self.calls[place:]])

    def _rests(self, case: Case, calls: Sequence[Call]) -> bool:
        rest = self.rest
        assert rest is not None
        return longest_idle(case, self.duty.shift, calls, rest.first, rest.last) >= rest.length

    def add(self, visit: Visit, start: int) -> None:
        self.calls.insert(bisect(self.calls, start, key=lambda call: call.start), _call(visit, start))

    def filled(self, case: Case) -> Duty:
        """The duty with its break put where there is most room."""
        rest = self.rest
        if rest is None or not self.calls:
            return self.duty
        starts = {int(rest.first), int(rest.last), *(int(call.end) for call in self.calls)}
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


def _call(visit: Visit, start: int) -> Call:
    return Call(Instant(start), Instant(start + visit.minutes), visit)


def deal(book: Book, plan: Plan, seed: int, starts: Mapping[VisitId, Instant] | None = None) -> Plan:
    """Give every visit to people on duty who know the recipient best, if any have the time."""
    return _Dealer(book, plan, seed, starts).dealt()


class _Dealer:
    def __init__(self, book: Book, plan: Plan, seed: int, starts: Mapping[VisitId, Instant] | None) -> None:
        self.case = book.case
        self.plan = plan
        self.starts = starts if starts is not None else levelled_starts(book.case, plan)
        self.random = Random(seed)
        self.rounds: dict[int, list[tuple[EmployeeId, _Round]]] = {}
        self.met: dict[tuple[RecipientId, int], dict[EmployeeId, int]] = {}
        for who, duties in plan.duties.items():
            for duty in duties:
                if duty.shift.kind not in NO_HEADS:
                    self._open(book, who, duty)

    def _open(self, book: Book, who: EmployeeId, duty: Duty) -> None:
        one = _Round(replace(duty, pause=None), book.pause(who, duty.shift))
        for day in (duty.shift.day, duty.shift.day + 1) if duty.shift.is_night else (duty.shift.day,):
            self.rounds.setdefault(day, []).append((who, one))

    def dealt(self) -> Plan:
        meetings: dict[VisitId, Meeting | None] = {}
        order = sorted(self.case.visits.values(), key=lambda visit: (visit.day, self.starts[visit.id], visit.id))
        for visit in order:
            meetings[visit.id] = self._give(visit)
        rows: dict[EmployeeId, dict[int, Duty]] = {
            who: {duty.shift.day: duty for duty in duties} for who, duties in self.plan.duties.items()
        }
        for rounds in self.rounds.values():
            for who, one in rounds:
                rows[who][one.duty.shift.day] = one.filled(self.case)
        filled = {who: row.values() for who, row in rows.items()}
        return replace(self.plan.with_duties(filled), meetings={}).with_meetings(meetings)

    def _give(self, visit: Visit) -> Meeting | None:
        known = self.met.setdefault((visit.recipient.id, visit.window), {})
        able = [(who, one) for who, one in self.rounds.get(visit.day, ()) if self.case.may_make(who, visit)]
        if not able:
            return None
        rank = {
            who: (-known.get(who, 0), self.case.everyone[who].home != visit.group, self.random.random())
            for who, _ in able
        }
        for start in self._tried(visit):
            free = [(rank[who], who, one) for who, one in able if one.takes(self.case, visit, start)]
            if len(free) >= visit.staff:
                free.sort(key=lambda each: each[0])
                for _, who, one in free[: visit.staff]:
                    one.add(visit, start)
                    known[who] = known.get(who, 0) + 1
                return Meeting(Instant(start), tuple(who for _, who, _ in free[: visit.staff]))
        return None

    def _tried(self, visit: Visit) -> Iterable[int]:
        first = self.starts[visit.id]
        yield first
        yield from sorted((start for start in starts_of(visit) if start != first), key=lambda start: abs(start - first))
