"""Dealing: starts for visits, and a first visit plan in a second, given to those who already know the recipient.

The deal is lawful but blind to prices; it is what a search begins with and what a stopped one can always show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from scheduler.book import Book
from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.shifts import NO_HEADS
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, GroupId, RecipientId, VisitId
from scheduler.plan import Duty, Meeting, Plan

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
    """One duty as it fills: visits and the break, in order."""

    duty: Duty
    rest: tuple[int, int] | None
    calls: list[tuple[int, int, Visit]] = field(default_factory=list)

    def takes(self, case: Case, visit: Visit, start: int) -> bool:
        """Whether the visit fits at that start."""
        end = start + visit.minutes
        if not self.duty.shift.on_duty(start, end):
            return False
        before: tuple[int, int, Visit] | None = None
        after: tuple[int, int, Visit] | None = None
        for call in self.calls:
            if call[0] <= start:
                before = call
            else:
                after = call
                break
        reach = case.travel(before[2], visit) if before else 0
        leave = case.travel(visit, after[2]) if after else 0
        if (before and before[1] + reach > start) or (after and end + leave > after[0]):
            return False
        if self.rest is None:
            return True
        rest_begin, rest_end = self.rest
        if start < rest_end and end > rest_begin:
            return False
        # Travel must find room beside the break, where the break lies between two visits.
        if before and before[1] <= rest_begin and rest_end <= start:
            return start - before[1] >= rest_end - rest_begin + reach
        if after and end <= rest_begin and rest_end <= after[0]:
            return after[0] - end >= rest_end - rest_begin + leave
        return True

    def add(self, visit: Visit, start: int) -> None:
        self.calls.append((start, start + visit.minutes, visit))
        self.calls.sort(key=lambda call: call[0])


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
        wanted = book.pause(who, duty.shift)
        rest = None
        if wanted is not None:
            middle = (wanted.first + wanted.last) // 2
            begin = min(max(wanted.first, middle + self.random.choice((-60, -30, 0, 30, 60))), wanted.last)
            rest = (begin // STEP * STEP, begin // STEP * STEP + wanted.length)
        one = _Round(replace(duty, pause=Instant(rest[0]) if rest else duty.pause), rest)
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
                rows[who][one.duty.shift.day] = one.duty
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
