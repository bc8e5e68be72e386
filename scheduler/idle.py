"""Idle time in a round: where on a shift there is neither visit nor travel."""

from collections.abc import Iterator, Sequence

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.plan import Call


def longest_idle(case: Case, shift: Shift, calls: Sequence[Call], first: int, last: int) -> int:
    """The longest idle span, in minutes, that starts in [first, last] of a shift with these visits.

    Travel lies anywhere between two visits; the split gap is no idle time on the shift.
    """
    longest = 0
    for begin, end, earlier, later in _gaps(shift, calls):
        start = max(begin, first)
        if start > last:
            break  # and so does every later one
        if end - start > longest:
            travel = case.travel(earlier.visit, later.visit) if earlier and later else 0
            longest = max(longest, min(end - start, end - begin - travel))
    return longest


def _gaps(shift: Shift, calls: Sequence[Call]) -> Iterator[tuple[int, int, Call | None, Call | None]]:
    """The gaps between visits, and to the shift's ends, in order, each with the visit before and after it."""
    at: int = shift.start
    previous: Call | None = None
    for call in calls:
        if call.start > at:
            yield at, call.start, previous, call
        if call.end > at:
            at, previous = call.end, call
    if shift.end > at:
        yield at, shift.end, previous, None
