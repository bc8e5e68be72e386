"""Shift skill: a shift that asks for a skill, such as a driving licence, is worked by somebody who has it.

One shift is one breach, however many skills are lacking.
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


class ShiftSkill(Rule):
    id = RuleId("shift_skill")
    level = Level.UNIT
    source = Source("Enhetens krav på passen, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Passets kompetens", en="The shift's skills")
    says = Text(
        sv="Passet {code} {begin:moment} kräver {lacking}, som saknas.",
        en="The shift {code} on {begin:moment} asks for {lacking}, which is lacking.",
    )
    unit = Text(sv="pass", en="shifts")

    def post(self, board: Board) -> Iterator[Charge]:
        asking = [kind for kind in board.case.shift_types.values() if kind.skills]
        for who in board.people if asking else ():
            skills = board.case.everyone[who].skills
            lacking = [kind.code for kind in asking if not kind.skills <= skills]
            for day in board.case.days if lacking else ():
                for code in lacking:
                    works = board.works(who, board.case.shift(day, code))
                    if works is not FALSE:
                        yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            for shift in plan.shifts_of(who):
                wanted = shift.type.skills
                if wanted and shift.day >= 0 and not wanted <= employee.skills:
                    lacking = ", ".join(sorted(wanted - employee.skills))
                    yield self.breach(who, (shift,), 1, code=shift.code, lacking=lacking)
