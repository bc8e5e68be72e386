"""Single free day: no day off stands alone between two working days, where it is little rest.

A free date is one on which no shift starts: the date a night ends on is free, and so is a date of absence, but it
still stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, TRUE, Charge, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class SingleFreeDay(Rule):
    id = RuleId("single_free_day")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Ensam ledig dag", en="Single free day")
    says = Text(
        sv="{day:day} är en ensam ledig dag mellan två arbetsdagar.",
        en="{day:day} is a single free day between two working days.",
    )
    unit = Text(sv="dagar", en="days")
    default_price = 60

    def post(self, board: Board) -> Iterator[Charge]:
        last = len(board.case.days) - 1
        for who in board.people:
            works = [board.works_on(who, day) for day in range(-2, last + 1)]
            for before, free, after in zip(works, works[1:], works[2:], strict=False):
                if before is not FALSE and free is not TRUE and after is not FALSE:
                    yield When((before, ~free, after), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for earlier, later in pairwise(plan.shifts_of(who)):
                if later.day == earlier.day + 2 and later.day >= 0:
                    yield self.breach(who, (), 1, day=earlier.day + 1, begin=earlier.end, end=later.start)
