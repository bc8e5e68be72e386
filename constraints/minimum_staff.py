"""Minimum staff (grundbemanning): every place has the heads it cannot do without, with the skills it needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Charge, Under
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class MinimumStaff(Rule):
    id = RuleId("minimum_staff")
    level = Level.UNIT
    source = Source("Enhetens bemanningskrav", read=date(2026, 11, 1))
    title = Text(sv="Lägsta bemanning", en="Minimum staff")
    says = Text(
        sv="{place}: {heads} på plats {begin:moment}–{end:time}; minst {wanted} behövs.",
        en="{place}: {heads} present {begin:moment}–{end:time}; at least {wanted} are needed.",
    )
    unit = Text(sv="persontimmar", en="person-hours")
    scope = Scope.PLACE_DAY
    default_price = 500
    per = HOUR

    def post(self, board: Board) -> Iterator[Charge]:
        for piece in board.pieces:
            if piece.need.minimum:
                yield Under(board.staffing(piece), piece.need.minimum, piece.minutes)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for piece in case.pieces:
            need = piece.need
            if need.minimum:
                heads = plan.heads(piece)
                if heads < need.minimum:
                    for begin, end in piece.spans:
                        yield self.breach(
                            None,
                            (),
                            (need.minimum - heads) * (end - begin),
                            subject=need.place,
                            day=need.day,
                            begin=begin,
                            end=end,
                            place=need.shown,
                            heads=heads,
                            wanted=need.minimum,
                        )
