"""Surplus staff (överbemanning): nowhere are there more heads than there is work for.

A need without a maximum is never too full. Heads that are no heads in the need, such as resource shifts and meetings,
do not crowd it either.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Charge, Over
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class SurplusStaff(Rule):
    id = RuleId("surplus_staff")
    level = Level.UNIT
    source = Source("Enhetens bemanningskrav", read=date(2026, 11, 1))
    title = Text(sv="Överbemanning", en="Surplus staff")
    says = Text(
        sv="{place}: {heads} på plats {begin:moment}–{end:time}; högst {most} behövs.",
        en="{place}: {heads} present {begin:moment}–{end:time}; at most {most} are needed.",
    )
    unit = Text(sv="persontimmar", en="person-hours")
    scope = Scope.PLACE_DAY
    default_price = 80
    per = HOUR

    def post(self, board: Board) -> Iterator[Charge]:
        for piece in board.pieces:
            if piece.need.maximum is not None:
                yield Over(board.staffing(piece), piece.need.maximum, piece.minutes)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for piece in case.pieces:
            need = piece.need
            if need.maximum is not None:
                heads = plan.heads(piece)
                if heads > need.maximum:
                    for begin, end in piece.spans:
                        yield self.breach(
                            None,
                            (),
                            (heads - need.maximum) * (end - begin),
                            subject=need.place,
                            day=need.day,
                            begin=begin,
                            end=end,
                            place=need.shown,
                            heads=heads,
                            most=need.maximum,
                        )
