"""Idle time in a round: where on a shift there is neither visit nor travel."""

from collections.abc import Sequence

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.plan import Call


def longest_idle(case: Case, shift: Shift, calls: Sequence[Call], first: int, last: int) -> int:
    """The longest idle span, in minutes, that starts in [first, last] of a shift with these visits.

    Travel lies anywhere between two visits; the split gap is no idle time on the shift.
    """
    longest = 0
    for begin, end, travel in _gaps(case, shift, calls):
        start = max(begin, first)
        if start <= last:
            longest = max(longest, min(end - start, end - begin - travel))
    return longest


def _gaps(case: Case, shift: Shift, calls: Sequence[Call]) -> list[tuple[int, int, int]]:
    """The gaps between visits, and to the shift's ends, each with the travel that lies in it."""
    found = []
    at: int = shift.start
    previous: Call | None = None
    for call in calls:
        travel = case.travel(previous.visit, call.visit) if previous else 0
        if call.start > at:
            found.append((at, int(call.start), travel))
        if call.end > at:
            at, previous = call.end, call
    if shift.end > at:
        found.append((at, int(shift.end), 0))
    return found
