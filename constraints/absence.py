"""Absence: nobody works while on leave or sick.

Every minute of a shift on an absent date counts, break and gap included. The trap is the night before: it runs into
the absence and breaks it, also when the absence begins the day after the period. A night worked before the period is
done and no breach of this roster.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import Charge, When
from scheduler.clock import Clock
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Absence(Rule):
    id = RuleId("absence")
    level = Level.PERSON
    source = Source("Beviljad ledighet och anmäld frånvaro, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Frånvaro", en="Absence")
    says = Text(
        sv="Passet {begin:moment} läggs på frånvaro: {absent:span} av det.",
        en="The shift on {begin:moment} falls on an absence: {absent:span} of it.",
    )

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        for who in board.people:
            absent = case.everyone[who].absent
            for day in case.days if absent else ():
                if day not in absent and day + 1 not in absent:
                    continue
                for shift in board.options(who, day):
                    minutes = _minutes(case.clock, shift, absent)
                    if minutes:
                        yield When((board.works(who, shift),), minutes, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            absent = employee.absent
            if not absent:
                continue
            for shift in plan.shifts_of(who):
                if shift.day >= 0 and (shift.day in absent or shift.day + 1 in absent):
                    minutes = _minutes(case.clock, shift, absent)
                    if minutes:
                        yield self.breach(who, (shift,), minutes, absent=minutes)


def _minutes(clock: Clock, shift: Shift, absent: frozenset[int]) -> int:
    """The minutes of a shift that lie on absent dates."""
    midnight = clock.at(shift.day + 1)
    total = 0
    if shift.day in absent:
        total += min(shift.end, midnight) - shift.start
    if shift.day + 1 in absent:
        total += max(0, shift.end - midnight)
    return total
