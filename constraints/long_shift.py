"""Long shifts: no shift is longer than ten hours from start to end, breaks and split gap included.

Some units live well with long weekend shifts and lower the price; what may never be exceeded is `shift_span`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, Clash, Clashes
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class LongShift(Rule):
    id = RuleId("long_shift")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Långt pass", en="Long shift")
    says = Text(
        sv="Passet {begin:moment} varar {length:span}; längre än {most:span} är ett långt pass.",
        en="The shift on {begin:moment} lasts {length:span}; more than {most:span} is a long shift.",
    )
    unit = Text(sv="pass", en="shifts")
    default_price = 60

    most: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(10)

    def post(self, board: Board) -> Iterator[Charge]:
        memory, key = board.case.memory, (self.id, self.most)
        if key not in memory:
            long = (shift for shift in board.case.shifts if shift.day >= 0 and shift.length > self.most)
            memory[key] = tuple(Clash(shift, shift, 1) for shift in long)
        yield Clashes(memory[key])

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for shift in plan.roster_of(who):
                if shift.length > self.most:
                    yield self.breach(who, (shift,), 1, length=shift.length)
