"""Base roster (grundschema): the period looks like the roster that people live by.

Each cell that differs costs a little, so that there is a reason for every change. A cell without a row in the base
roster has nothing to be compared with, and neither has a day of absence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

FREE = Text(sv="ledigt", en="free")


class BaseRoster(Rule):
    id = RuleId("base_roster")
    level = Level.MUNICIPALITY
    source = Source("Grundschemat, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Grundschema", en="Base roster")
    says = Text(
        sv="{day:day} är {base} i grundschemat, men schemat säger {worked}.",
        en="{day:day} is {base} in the base roster, but the roster says {worked}.",
    )
    unit = Text(sv="celler", en="cells")
    default_price = 20

    def post(self, board: Board) -> Iterator[Charge]:
        days = board.case.days
        for who in board.people:
            absent = board.case.everyone[who].absent
            for day, kind in board.case.base_roster.get(who, {}).items():
                if day in days and day not in absent:
                    differs = board.differs(who, day, kind)
                    if differs is not FALSE:
                        yield When((differs,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            for day, kind in case.base_roster.get(who, {}).items():
                if plan.differs(who, day, kind) and day in case.days and day not in employee.absent:
                    worked = plan.on(who, day)
                    said = ", ".join(shift.code for shift in worked) or FREE
                    base = kind.code if kind else FREE
                    yield self.breach(who, worked, 1, day=day, base=base, worked=said)
