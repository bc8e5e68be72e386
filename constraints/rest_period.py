"""Rest period (dygnsbryt): in each of a person's own 24-hour periods there are eleven unbroken free hours.

The period starts at the person's `day_break` and the rest must lie inside it, whatever the gaps around are: an
evening that ends at 22 and a morning that begins at 07 break a day that breaks at 20, and so does a short shift
in the middle of a long free time. It is read on the wall clock: by time that passes the spring change would
forbid an ordinary Sunday morning. The breach of one period may take two or three shifts.

Its windows are the periods that hold some of the roster's time, and those after it into which a shift reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import Charge, Clash, Clashes
from scheduler.clock import DAY, Instant, Minutes, hours
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Source
from scheduler.text import Text
from scheduler.windows import Rest, Stretch, Window

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class RestPeriod(Rule):
    id = RuleId("rest_period")
    level = Level.AGREEMENT
    source = Source(
        "Allmänna bestämmelser (AB), enligt SKR:s frågor och svar om dygnsvila och Kommunals om dygnsbryt",
        section="§ 13",
        since=date(2023, 10, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Vila i dygnet", en="Rest in the 24-hour period")
    says = Text(
        sv="{free:span} ledigt i sträck i dygnet från {begin:moment}; {minimum:span} krävs.",
        en="{free:span} in a row are free in the 24 hours from {begin:moment}; {minimum:span} are required.",
    )

    minimum: Annotated[Minutes, Named("hours", HOUR, MORE)] = hours(11)

    def post(self, board: Board) -> Iterator[Charge]:
        alike: dict[int, list[EmployeeId]] = {}
        for who in board.people:
            alike.setdefault(board.case.everyone[who].day_break, []).append(who)
        for day_break, people in alike.items():
            key = (self.id, self.minimum, day_break)
            if key not in board.case.memory:
                board.case.memory[key] = tuple(self._clashes(board.case, day_break))
            yield Clashes(board.case.memory[key], tuple(people))

    def _clashes(self, case: Case, day_break: int) -> Iterator[Clash]:
        """Each choice of shifts of one, two or three dates that owes more than every part of it."""
        for period in range(-1, len(case.days) + 1):
            begin = period * DAY + day_break
            offered: list[list[Shift | None]] = [
                [None, *(shift for shift in case.shifts_on.get(day, ()) if _lies_in(shift, begin))]
                for day in (period - 1, period, period + 1)
            ]
            owed: dict[tuple[Shift, ...], int] = {}
            for chosen in product(*offered):
                worked = tuple(shift for shift in chosen if shift)
                owed[worked] = self._missing(worked, begin)
            for worked, amount in owed.items():
                parts = (owed[worked[:part] + worked[part + 1 :]] for part in range(len(worked)))
                if amount > max(parts, default=0):
                    yield Clash(worked[0], worked[-1], amount, others=worked[1:-1], key=period)

    def _missing(self, worked: Sequence[Shift], begin: int) -> int:
        """What the shifts that lie in a period leave it short of; nothing when all of them are history."""
        if not worked or worked[-1].day < 0:
            return 0
        free_from, until = _longest_free(worked, begin)
        return max(0, self.minimum - (until - free_from))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            for period, worked in _by_period(plan.shifts_of(who), employee.day_break).items():
                missing = self._missing(worked, period * DAY + employee.day_break)
                if missing:
                    yield self._breach(case, who, period, worked, missing)

    def _breach(self, case: Case, who: EmployeeId, period: int, worked: Sequence[Shift], missing: int) -> Breach:
        begin, end = _ends(case, who, period)
        return self.breach(who, worked, missing, begin=begin, end=end, free=self.minimum - missing)

    def windows(self, case: Case, plan: Plan) -> Iterator[Window]:
        for who, employee in case.employees.items():
            periods = _by_period(plan.shifts_of(who), employee.day_break)
            first = -1 if employee.day_break else 0
            for period in range(first, max(len(case.days), *(after + 1 for after in periods), first + 1)):
                yield self._window(case, who, period, periods.get(period, ()))

    def _window(self, case: Case, who: EmployeeId, period: int, worked: Sequence[Shift]) -> Window:
        """A period of somebody's, and the longest free time inside it."""
        day_break = case.employees[who].day_break
        begin, end = _ends(case, who, period)
        free_from, until = _longest_free(worked, period * DAY + day_break)
        free = Minutes(until - free_from)
        missing = self._missing(worked, period * DAY + day_break)
        return Window(
            self.id,
            Stretch.DAY,
            who,
            begin,
            end,
            rest=Rest(case.clock.at(*divmod(free_from, DAY)), case.clock.at(*divmod(until, DAY)), free),
            required=self.minimum,
            missing=Minutes(max(0, self.minimum - free)),
            breach=self._breach(case, who, period, worked, missing) if missing else None,
        )


def _ends(case: Case, who: EmployeeId, period: int) -> tuple[Instant, Instant]:
    """When one of a person's own periods begins and ends."""
    day_break = case.employees[who].day_break
    return case.clock.at(period, day_break), case.clock.at(period + 1, day_break)


def _by_period(row: Iterable[Shift], day_break: int) -> dict[int, list[Shift]]:
    """The shifts that lie in each period, in order; a shift that two share is in both."""
    found: dict[int, list[Shift]] = {}
    for shift in row:
        if shift.day >= -2:  # a shift two days before the period may be worked until the day before
            first = (shift.wall_start - day_break) // DAY
            last = (shift.wall_end - day_break - 1) // DAY
            for period in range(first, last + 1):
                found.setdefault(period, []).append(shift)
    return found


def _lies_in(shift: Shift, begin: int) -> bool:
    return shift.wall_start < begin + DAY and shift.wall_end > begin


def _longest_free(worked: Iterable[Shift], begin: int) -> tuple[int, int]:
    """The longest free time inside a period, by the wall clock; the shifts are in the order of their starts."""
    longest, best = 0, (begin, begin)
    free_from, end = begin, begin + DAY
    for shift in worked:
        if shift.wall_start - free_from > longest:
            longest, best = shift.wall_start - free_from, (free_from, shift.wall_start)
        free_from = max(free_from, shift.wall_end)
    return (free_from, end) if end - free_from > longest else best
