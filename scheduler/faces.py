"""Faces: which employees a recipient, or a group of residents, meets in each 14-day window.

At home whoever the plan names for a visit that starts in 07:00-22:00 is met, both of a double visit too; in a care home
whoever works a shift in the group that overlaps those hours. Only whole windows count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.case.care import DAYTIME, WINDOW, Visit
from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, GroupId, RecipientId
from scheduler.plan import Plan

OFTEN = 2  # visits on every day of a window: the recipients whose faces are a key figure


class Asked(NamedTuple):
    """A visit asked for, with the hours of its date in which it counts if it starts in them."""

    visit: Visit
    first: Instant
    last: Instant


@dataclass(frozen=True, slots=True)
class Window:
    """A recipient's visits of one 14-day window."""

    number: int
    visits: tuple[Asked, ...]
    daily: tuple[int, ...]  # visits of each day whose window opens in the hours that count

    @property
    def day(self) -> int:
        """Its first day."""
        return self.number * WINDOW

    def is_frequent(self, plan: Plan) -> bool:
        """Whether two visits at least count on every day; where a visit is planned, its start decides."""
        daily = list(self.daily)
        meetings = plan.meetings
        for visit, first, last in self.visits:
            meeting = meetings.get(visit.id)
            if meeting is not None and (first <= meeting.start < last) != visit.daytime:
                daily[visit.day % WINDOW] += -1 if visit.daytime else 1
        return min(daily) >= OFTEN


def asked(case: Case, who: RecipientId) -> tuple[Asked, ...]:
    """All visits of a recipient, in the order of days."""
    known: tuple[Asked, ...] | None = case.memory.get(("asked", who))
    if known is None:
        hours = {day: _hours(case, day) for day in case.days}
        known = tuple(Asked(visit, *hours[visit.day]) for visit in case.visits_of[who])
        case.memory["asked", who] = known
    return known


def windows(case: Case, who: RecipientId) -> tuple[Window, ...]:
    """The whole windows of a recipient."""
    known: tuple[Window, ...] | None = case.memory.get(("windows", who))
    if known is None:
        known = case.memory["windows", who] = tuple(_window(number, asked(case, who)) for number in case.windows)
    return known


def _window(number: int, visits: Iterable[Asked]) -> Window:
    mine = tuple(one for one in visits if one.visit.window == number)
    daily = [0] * WINDOW
    for visit, _, _ in mine:
        daily[visit.day % WINDOW] += visit.daytime
    return Window(number, mine, tuple(daily))


def met(case: Case, plan: Plan) -> Iterator[tuple[str, int, int]]:
    """Each recipient, or group of residents, that the case shows: the first day of each window and how many are met."""
    if case.is_home_care:
        for who in case.recipients:
            for window, count in zip(windows(case, who), met_at_home(plan, who), strict=True):
                yield who, window.day, count
        return
    for group in case.resident_groups:
        for number, count in enumerate(met_in_group(plan, group)):
            yield group, number * WINDOW, count


def met_at_home(plan: Plan, who: RecipientId) -> list[int]:
    """How many employees a recipient meets in each whole window."""

    def counted() -> list[int]:
        found: list[set[EmployeeId]] = [set() for _ in plan.case.windows]
        for (visit, first, last), meeting in zip(asked(plan.case, who), plan.meetings_of(who), strict=True):
            number = visit.day // WINDOW
            if meeting is not None and first <= meeting.start < last and number < len(found):
                found[number].update(meeting.carers)
        return [len(met) for met in found]

    return plan.of_visits(who, "met", counted)


def met_in_group(plan: Plan, group: GroupId) -> list[int]:
    """How many employees a group of residents meets in each whole window."""
    return plan.of_whole(("met in", group), lambda: [*map(len, _met_in_group(plan, group))])


def _met_in_group(plan: Plan, group: GroupId) -> list[set[EmployeeId]]:
    case = plan.case
    found: list[set[EmployeeId]] = [set() for _ in case.windows]
    for who, duties in plan.duties.items():
        for duty in duties:
            if duty.group == group:
                for number in windows_of(case, duty.shift):
                    found[number].add(who)
    return found


def windows_of(case: Case, shift: Shift) -> tuple[int, ...]:
    """The whole windows in whose daytime a shift is worked: none for most nights, two at times for a long one."""
    known: tuple[int, ...] | None = case.memory.get(("windows of", shift))
    if known is None:
        numbers = dict.fromkeys(day // WINDOW for day in (shift.day, shift.day + 1) if _in_daytime(case, shift, day))
        known = tuple(number for number in numbers if number in case.windows)
        case.memory["windows of", shift] = known
    return known


def _in_daytime(case: Case, shift: Shift, day: int) -> bool:
    first, last = _hours(case, day)
    return any(begin < last and first < end for begin, end in shift.segments)


def _hours(case: Case, day: int) -> tuple[Instant, Instant]:
    return case.clock.at(day, DAYTIME[0]), case.clock.at(day, DAYTIME[1])
