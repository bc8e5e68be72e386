"""Hourly cap: who is paid by the hour works no more in the period than what was agreed.

The cap is the person's own (`max_minutes`); without one there is none. It keeps, say, a student's extra work
beside her studies at what she can manage.
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
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class HourlyCap(Rule):
    id = RuleId("hourly_cap")
    level = Level.MUNICIPALITY
    source = Source("Överenskommelsen med den timavlönade", read=date(2026, 11, 1))
    title = Text(sv="Timavlönades tak", en="Hourly cap")
    says = Text(
        sv="{worked:span} inplanerat för en timavlönad vars tak är {most:span}.",
        en="{worked:span} planned for someone paid by the hour whose cap is {most:span}.",
    )

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            employee = board.case.everyone[who]
            if employee.hourly and employee.max_minutes is not None:
                yield Over(board.paid(who), employee.max_minutes, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            most = employee.max_minutes
            if employee.hourly and most is not None:
                worked = sum(shift.paid for shift in plan.roster_of(who))
                if worked > most:
                    yield self.breach(who, (), worked - most, worked=worked, most=most)
