"""Veto: what a person has said no to does not happen.

Vetoes may take a small share of the contract time, in the order of the table; those beyond the ceiling have become
strong wishes before any rule reads them, and the person is told. Hourly staff have no contract and no ceiling.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import VETO_SHARE, Case
from scheduler.case.wishes import VETO, VETOED_DAY
from scheduler.charge import FALSE, Charge, When
from scheduler.clock import Minutes
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Veto(Rule):
    id = RuleId("veto")
    level = Level.MUNICIPALITY
    source = Source("Kommunens modell för önskeschema", read=date(2026, 11, 1))
    title = Text(sv="Veto", en="Veto")
    says = Text(sv="Vetot {day:day} ({asked}) hålls inte.", en="The veto on {day:day} ({asked}) is not kept.")
    unit = Text(sv="celler", en="cells")

    share: Decimal = VETO_SHARE  # of the contract time; the case itself settles which vetoes stand
    vetoed_day: Annotated[Minutes, Named("minutes")] = VETOED_DAY

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for wish in board.case.wishes[who]:
                if wish.strength == VETO:
                    refused = board.refused(wish)
                    if refused is not FALSE:
                        yield When((refused,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for wish in case.wishes[who]:
                if wish.strength == VETO and plan.refuses(wish):
                    yield self.breach(who, plan.on(who, wish.day), 1, day=wish.day, asked=wish.asked)
