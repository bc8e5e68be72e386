"""Free days: everybody has enough dates without a shift, nine in four weeks.

A date is free when no shift starts on it: the morning a night shift ends on is a free date here, though
hardly a day off (`after_nights` and `weekly_rest` see to that). A date of absence is a free date too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, Over, Sum
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class FreeDays(Rule):
    id = RuleId("free_days")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje för hälsosam schemaläggning", read=date(2026, 11, 1))
    title = Text(sv="Fridagar", en="Free days")
    says = Text(
        sv="{free} fridagar i perioden; minst {needed} ska det vara.",
        en="{free} free days in the period; there should be at least {needed}.",
    )
    unit = Text(sv="dagar", en="days")

    least: Annotated[int, Named("per_four_weeks", stricter=MORE)] = 9

    def _needed(self, case: Case) -> int:
        return ceil(self.least * case.weeks / 4)  # exact: quarters have no rounding

    def post(self, board: Board) -> Iterator[Charge]:
        days = board.case.days
        most = len(days) - self._needed(board.case)
        for who in board.people:
            yield Over(Sum.of(board.works_on(who, day) for day in days), most, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        needed = self._needed(case)
        for who in case.employees:
            free = len(case.days) - len({shift.day for shift in plan.roster_of(who)})
            if free < needed:
                yield self.breach(who, (), needed - free, free=free, needed=needed)
