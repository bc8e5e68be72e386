"""Wish: what people have asked for is granted where it can be.

A wish of strength 2 costs twice, one of strength 3 four times the price of the weakest. Vetoes that stand are a
promise of their own; those beyond the ceiling are wishes of strength 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.case.wishes import VETO
from scheduler.case.wishes import Wish as Asked
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Wish(Rule):
    id = RuleId("wish")
    level = Level.PERSON
    source = Source("Medarbetarnas önskemål, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Önskemål", en="Wish")
    says = Text(
        sv="Önskemålet {day:day} ({asked}, styrka {strength}) beviljas inte.",
        en="The wish for {day:day} ({asked}, strength {strength}) is not granted.",
    )
    unit = Text(sv="önskemål", en="wishes")
    default_price = 30

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for wish in board.case.wishes[who]:
                if wish.strength != VETO:
                    refused = board.refused(wish)
                    if refused is not FALSE:
                        yield When((refused,), who=who, price=self._kronor(wish))

    def _kronor(self, wish: Asked) -> float:
        return float(self.price or 0) * wish.weight

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for wish in case.wishes[who]:
                if wish.strength != VETO and plan.refuses(wish):
                    yield self.breach(
                        who,
                        plan.on(who, wish.day),
                        1,
                        day=wish.day,
                        kronor=self._kronor(wish),
                        asked=wish.asked,
                        strength=wish.strength,
                    )
