"""Night average: who works only nights works no more than eight hours in every 24 on average.

Of each week one day is taken away for the weekly rest, so four weeks hold 24 days of eight hours. The law reckons
over up to four months; a period of its own is stricter, and safe whatever the months around it hold.
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


class NightAverage(Rule):
    id = RuleId("night_average")
    level = Level.LAW
    source = Source("Arbetstidslagen (1982:673)", section="13 a §", since=date(2005, 7, 1), read=date(2026, 11, 1))
    title = Text(sv="Nattarbetares snitt", en="Night workers' average")
    says = Text(
        sv="{worked:span} i perioden för en nattarbetare; högst {most:span} per dygn i snitt är {limit:span}.",
        en="{worked:span} in the period for a night worker; at most {most:span} a day on average is {limit:span}.",
    )

    most: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(8)

    def _limit(self, case: Case) -> int:
        return self.most * (len(case.days) - case.weeks)

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            if board.case.everyone[who].nights == "only":
                yield Over(board.paid(who), self._limit(board.case), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        limit = self._limit(case)
        for who, employee in case.employees.items():
            if employee.nights == "only":
                worked = sum(shift.paid for shift in plan.roster_of(who))
                if worked > limit:
                    yield self.breach(who, (), worked - limit, worked=worked, limit=limit)
