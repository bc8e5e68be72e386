"""Forward rotation: inside a run of dates shifts begin at about the same time or later, never much earlier.

Day, then evening, then night is how a body turns most easily. A free date begins anew. Times are those of the
wall clock, so the change of the clocks turns nothing.
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
from scheduler.rule import HOUR, LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class ForwardRotation(Rule):
    id = RuleId("forward_rotation")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Medurs rotation", en="Forward rotation")
    says = Text(
        sv="Passet {start:moment} börjar {back:span} tidigare än dagen innan; högst {most:span} är lagom.",
        en="The shift on {start:moment} begins {back:span} earlier than the day before; {most:span} is meant at most.",
    )
    unit = Text(sv="gånger", en="times")
    default_price = 15

    most: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(2)

    def post(self, board: Board) -> Iterator[Charge]:
        memory, key = board.case.memory, (self.id, self.most)
        if key not in memory:
            both = pairs(board.case.shifts)
            memory[key] = tuple(Clash(earlier, later, 1) for earlier, later in both if self._turns(earlier, later))
        yield Clashes(memory[key])

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for earlier, later in pairs(plan.shifts_of(who)):
                if self._turns(earlier, later):
                    back = earlier.type.start - later.type.start
                    yield self.breach(who, (earlier, later), 1, back=back, start=later.start)

    def _turns(self, earlier: Shift, later: Shift) -> bool:
        return earlier.type.start - later.type.start > self.most and earlier.day != later.day
