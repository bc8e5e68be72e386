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
    at: int = shift.start
    previous: Call | None = None
    for call in calls:
        if call.start > at:
            if max(at, first) > last:
                return longest  # and so does every later gap
            if call.start - max(at, first) > longest:
                travel = case.travel(previous.visit, call.visit) if previous else 0
                longest = max(longest, min(call.start - max(at, first), call.start - at - travel))
        if call.end > at:
            at, previous = call.end, call
    return max(longest, shift.end - max(at, first)) if max(at, first) <= last else longest
