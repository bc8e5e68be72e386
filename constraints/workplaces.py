"""Workplaces: nobody is sent to more than two different units in a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, Literal, Over, Sum
from scheduler.ids import RuleId, UnitId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Workplaces(Rule):
    id = RuleId("workplaces")
    level = Level.PERSON
    source = Source("Kommunens riktlinje om resurspass och arbetsplatser", read=date(2026, 11, 1))
    title = Text(sv="Antal arbetsplatser", en="Workplaces")
    says = Text(
        sv="Arbetar på {count} enheter ({places}); högst {most} är tillåtet.",
        en="Works in {count} units ({places}); at most {most} are allowed.",
    )
    unit = Text(sv="enheter", en="units")

    most: Annotated[int, Named(stricter=LESS)] = 2

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            units: dict[UnitId, list[Literal]] = {}
            for shift, unit, _, literal in board.places(who):
                if shift.day >= 0 and literal is not FALSE:
                    units.setdefault(unit, []).append(literal)
            if len(units) > self.most:
                yield Over(Sum.of(board.met(literals) for literals in units.values()), self.most, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            units = dict.fromkeys(duty.unit for duty in plan.duties.get(who, ()))
            if len(units) > self.most:
                over, places = len(units) - self.most, ", ".join(units)
                yield self.breach(who, (), over, count=len(units), places=places)
