"""Shift span: no shift lasts longer than thirteen hours, from its start to its end.

A split shift counts from the first start to the last end, gap and breaks included. Time is time that passes:
thirteen hours by the wall clock are fourteen on the night when the clocks go back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, Clash
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class ShiftSpan(Rule):
    id = RuleId("shift_span")
    level = Level.AGREEMENT
    source = Source(
        "Allmänna bestämmelser (AB), enligt SKR:s frågor och svar om dygnsvila",
        section="§ 13",
        since=date(2023, 10, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Passets längd från start till slut", en="Shift span")
    says = Text(
        sv="Passet {begin:moment} varar {length:span} från start till slut; högst {most:span} är tillåtet.",
        en="The shift on {begin:moment} lasts {length:span}, start to end; at most {most:span} is allowed.",
    )

    most: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(13)

    def post(self, board: Board) -> Iterator[Charge]:
        for shift in board.case.shifts:
            over = shift.length - self.most
            if over > 0 and shift.day >= 0:
                yield Clash(shift, shift, over)  # charged on whoever works it

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for shift in plan.roster_of(who):
                over = shift.length - self.most
                if over > 0:
                    yield self.breach(who, (shift,), over, length=shift.length)
