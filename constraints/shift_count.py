"""Shift count: nobody comes to work more often than her share of full time gives reason for.

Without it, contracts would be filled with many short shifts. Full time is taken as 18.5 shifts of eight hours
in four weeks; everyone has one more to play with. A person's own `max_shifts` goes before. Meetings and
resource shifts count, for they are a journey to work like any other. Hourly staff have no count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.charge import Charge, Over
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class ShiftCount(Rule):
    id = RuleId("shift_count")
    level = Level.UNIT
    source = Source("Enhetens riktlinje: 37 timmar i veckan är 18,5 pass på fyra veckor", read=date(2026, 11, 1))
    title = Text(sv="Antal pass", en="Shift count")
    says = Text(
        sv="{count} pass i perioden; högst {most} är lagom för tjänsten.",
        en="{count} shifts in the period; at most {most} suit the position.",
    )
    unit = Text(sv="pass", en="shifts")

    full_time: Annotated[Decimal, Named("shifts", stricter=LESS)] = Decimal("18.5")  # of a full-timer, in four weeks
    extra: Annotated[int, Named(stricter=LESS)] = 1

    def _most(self, employee: Employee, weeks: int) -> int:
        if employee.max_shifts is not None:
            return employee.max_shifts
        per_four_weeks = ceil(self.full_time * employee.rate / 100) + self.extra
        return ceil(Decimal(per_four_weeks * weeks) / 4)

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            employee = board.case.everyone[who]
            if not employee.hourly:
                days = board.case.days
                count = board.count(who, (shift for day in days for shift in board.options(who, day)))
                yield Over(count, self._most(employee, board.case.weeks), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            if employee.hourly:
                continue
            count, most = len(plan.roster_of(who)), self._most(employee, case.weeks)
            if count > most:
                yield self.breach(who, (), count - most, count=count, most=most)
