"""Quick return: between two shifts there is time to come home, sleep and wake, with a margin over the daily rest.

Evening followed by morning is the usual case. The eleven hours that must never be cut are `daily_rest`; this is the
price of every begun hour short of thirteen. A gap over a clock change is as long as it really is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift, pairs
from scheduler.charge import Charge, Clash, Clashes
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class QuickReturn(Rule):
    id = RuleId("quick_return")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Snabb återgång", en="Quick return")
    says = Text(
        sv="Bara {rest:span} mellan passen, före {start:moment}; {minimum:span} är lagom.",
        en="Only {rest:span} between the shifts, before {start:moment}; {minimum:span} is meant.",
    )
    unit = Text(sv="påbörjade timmar", en="begun hours")
    default_price = 60

    minimum: Annotated[Minutes, Named("hours", HOUR, MORE)] = hours(13)

    def post(self, board: Board) -> Iterator[Charge]:
        yield Clashes(self._clashes(board.case))

    def _clashes(self, case: Case) -> tuple[Clash, ...]:
        key = (self.id, self.minimum)
        known: tuple[Clash, ...] | None = case.memory.get(key)
        if known is None:
            known = case.memory[key] = tuple(
                Clash(earlier, later, short)
                for earlier, later in pairs(case.shifts)
                if (short := self._short(earlier, later)) > 0
            )
        return known

    def _short(self, earlier: Shift, later: Shift) -> int:
        """Begun hours; shifts that overlap have no gap at all."""
        return -((earlier.rest_until(later) - self.minimum) // HOUR)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for earlier, later in pairs(plan.shifts_of(who)):
                short = self._short(earlier, later)
                if short > 0:
                    rest = earlier.rest_until(later)
                    yield self.breach(who, (earlier, later), short, rest=rest, start=later.start)
