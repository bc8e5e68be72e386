"""Target staff (målbemanning): places have the heads with which the day goes well, not just the fewest possible.

The target is judged on its own, beside the minimum: an hour that lacks a head of the minimum lacks one of the target
too. A need without a target has no wish of this kind.
"""

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


class TargetStaff(Rule):
    id = RuleId("target_staff")
    level = Level.UNIT
    source = Source("Enhetens bemanningskrav", read=date(2026, 11, 1))
    title = Text(sv="Målbemanning", en="Target staff")
    says = Text(
        sv="{place}: {heads} på plats {begin:moment}–{end:time}; {wanted} är målet.",
        en="{place}: {heads} present {begin:moment}–{end:time}; {wanted} is the target.",
    )
    unit = Text(sv="persontimmar", en="person-hours")
    scope = Scope.PLACE_DAY
    default_price = 60
    per = HOUR

    def post(self, board: Board) -> Iterator[Charge]:
        for piece in board.pieces:
            if piece.need.target:
                yield Under(board.staffing(piece), piece.need.target, piece.minutes)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for piece in case.pieces:
            need = piece.need
            if need.target:
                heads = plan.heads(piece)
                if heads < need.target:
                    for begin, end in piece.spans:
                        yield self.breach(
                            None,
                            (),
                            (need.target - heads) * (end - begin),
                            subject=need.place,
                            day=need.day,
                            begin=begin,
                            end=end,
                            place=need.shown,
                            heads=heads,
                            wanted=need.target,
                        )
