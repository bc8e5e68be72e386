"""Average week: over the period nobody works more than 48 hours a week on average.

The law counts all working time, overtime and extra shifts too, over up to four months. A period of its own is
stricter than that and safe whatever the months around it hold. Breaks and split gaps are not worked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, Over
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class AverageWeek(Rule):
    id = RuleId("average_week")
    level = Level.LAW
    source = Source("Arbetstidslagen (1982:673)", section="10 b §", since=date(2005, 7, 1), read=date(2026, 11, 1))
    title = Text(sv="Högst 48 timmar i veckan i snitt", en="At most 48 hours a week on average")
    says = Text(
        sv="{worked:span} på {weeks} veckor; högst {most:span} i veckan i snitt är {limit:span}.",
        en="{worked:span} in {weeks} weeks; at most {most:span} a week on average makes {limit:span}.",
    )

    most: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(48)

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            yield Over(board.paid(who), self.most * board.case.weeks, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        limit = self.most * case.weeks
        for who in case.employees:
            worked = sum(shift.paid for shift in plan.roster_of(who))
            if worked > limit:
                yield self.breach(who, (), worked - limit, worked=worked, weeks=case.weeks, limit=limit)
