"""Timetables: the earliest lawful starts for one duty's visits in a given order, with its break among them."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import Pause

STEP = 5  # minutes between the starts that are used


class Fixture(NamedTuple):
    """A visit in a round, with the start it must keep, if it must (two carers meet there)."""

    visit: Visit
    start: int | None


class Timetable(NamedTuple):
    """A start for each visit in order, and for the break."""

    starts: tuple[int, ...]
    rest: int | None


def timetable(case: Case, shift: Shift, order: Sequence[Fixture], rest: Pause | None, before: int) -> Timetable | None:
    """Every visit as early as it can start, the break before the visit of that number; `None` if it cannot be done."""
    starts: list[int] = []
    at: int = shift.start
    resting: int | None = None
    previous: Visit | None = None
    for number in range(len(order) + 1):
        if rest is not None and number == before:
            resting = max(at, _step(rest.first))
            if resting > rest.last or not shift.on_duty(resting, resting + rest.length):
                return None
            at = resting + rest.length
        if number == len(order):
            break
        visit, fixed = order[number]
        start = _step(max(at + (case.travel(previous, visit) if previous else 0), visit.earliest))
        if fixed is not None:
            if start > fixed:
                return None
            start = fixed
        if start > visit.latest:
            return None
        if not shift.on_duty(start, start + visit.minutes):
            start = _later_part(shift, start)
            if start > visit.latest or not shift.on_duty(start, start + visit.minutes) or fixed is not None:
                return None
        starts.append(start)
        at = start + visit.minutes
        previous = visit
    return Timetable(tuple(starts), resting)


def _step(minute: int) -> int:
    return -(-minute // STEP) * STEP


def _later_part(shift: Shift, start: int) -> int:
    """The beginning of the next part of a split shift, or the start itself."""
    return next((begin for begin, _ in shift.segments if begin > start), start)
