"""Lock: a cell that somebody has locked stays as it is.

A locked shift is worked, a locked free day is free. It binds on a day of absence too: where the two cannot both
hold, both are told. The lock fixes the shift, not the place.
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


class Lock(Rule):
    id = RuleId("lock")
    level = Level.UNIT
    source = Source("Enhetens låsta celler, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Låst cell", en="Locked cell")
    says = Text(
        sv="{day:day} är låst till {locked}, men schemat säger {worked}.",
        en="{day:day} is locked to {locked}, but the roster says {worked}.",
    )
    unit = Text(sv="celler", en="cells")

    def post(self, board: Board) -> Iterator[Charge]:
        days = board.case.days
        for who in board.people:
            for day, kind in board.case.locks.get(who, {}).items():
                if day in days:
                    differs = board.differs(who, day, kind)
                    if differs is not FALSE:
                        yield When((differs,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for day, kind in case.locks.get(who, {}).items():
                if day in case.days and plan.differs(who, day, kind):
                    worked = plan.on(who, day)
                    said = ", ".join(shift.code for shift in worked) or FREE
                    locked = kind.code if kind else FREE
                    yield self.breach(who, worked, 1, day=day, locked=locked, worked=said)
