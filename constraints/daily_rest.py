"""Daily rest (dygnsvila): every shift is followed by eleven unbroken free hours.

A split shift is one shift, so no rest hides inside it. The person's own 24-hour period and the
thirteen-hour span are promises of their own: `rest_period` and `shift_span`. Its windows are the gaps before the
roster's shifts, those on dates that follow upon one another; a longer free time needs no looking into.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift, pairs
from scheduler.charge import Charge, Clash
from scheduler.clock import Instant, Minutes, hours
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Source
from scheduler.text import Text
from scheduler.windows import Rest, Stretch, Window

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class DailyRest(Rule):
    id = RuleId("daily_rest")
    level = Level.AGREEMENT
    source = Source("Allmänna bestämmelser (AB)", section="§ 13", since=date(2023, 10, 1))
    title = Text(sv="Dygnsvila", en="Daily rest")
    says = Text(
        sv="{rest:span} vila före passet {start:moment}; {minimum:span} krävs.",
        en="{rest:span} of rest before the shift on {start:moment}; {minimum:span} is required.",
    )

    minimum: Annotated[Minutes, Named("hours", HOUR, MORE)] = hours(11)

    def post(self, board: Board) -> Iterator[Charge]:
        for earlier, later in pairs(board.case.shifts):
            missing = self.minimum - earlier.rest_until(later)
            if missing > 0:
                yield Clash(earlier, later, missing)  # charged on whoever works both

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for earlier, later in pairs(plan.shifts_of(who)):  # history first: day 0 has a yesterday
                if earlier.rest_until(later) < self.minimum:
                    yield self._breach(who, earlier, later)

    def _breach(self, who: EmployeeId, earlier: Shift, later: Shift) -> Breach:
        rest = earlier.rest_until(later)
        return self.breach(who, (earlier, later), self.minimum - rest, rest=rest, start=later.start)

    def windows(self, case: Case, plan: Plan) -> Iterator[Window]:
        for who in case.employees:
            for earlier, later in pairs(plan.shifts_of(who)):
                rest = earlier.rest_until(later)
                missing = Minutes(max(0, self.minimum - rest))
                until = Instant(earlier.end + rest)
                yield Window(
                    self.id,
                    Stretch.BETWEEN,
                    who,
                    earlier.end,
                    until,
                    rest=Rest(earlier.end, until, rest),
                    required=self.minimum,
                    missing=missing,
                    breach=self._breach(who, earlier, later) if missing else None,
                )
