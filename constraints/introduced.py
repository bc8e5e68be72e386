"""Introduced: nobody works a shift in a group or unit where she neither belongs nor has been introduced.

A shift in a group is judged by the group: one's own, one introduced to, or any group of a unit introduced to. A
shift without a group is judged by its unit. Whoever has no groups of her own belongs to all of her unit. A single
visit elsewhere is no breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import GroupId, RuleId, UnitId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Introduced(Rule):
    id = RuleId("introduced")
    level = Level.PERSON
    source = Source("Enhetens introduktioner, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Introducerad på arbetsplatsen", en="Introduced at the place")
    says = Text(
        sv="Passet {begin:moment} ligger på {place}, där personen inte är introducerad.",
        en="The shift on {begin:moment} lies in {place}, where the person has not been introduced.",
    )
    unit = Text(sv="pass", en="shifts")

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            known: dict[tuple[UnitId, GroupId | None], bool] = {}
            for shift, unit, group, literal in board.places(who):
                if (unit, group) not in known:
                    known[unit, group] = board.case.knows(who, unit, group)
                if not known[unit, group] and shift.day >= 0 and literal is not FALSE:
                    yield When((literal,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for duty in plan.duties.get(who, ()):
                if not case.knows(who, duty.unit, duty.group):
                    place = duty.group or duty.unit
                    yield self.breach(who, (duty.shift,), 1, subject=place, place=place)
