"""Split shifts (delade turer): nobody has a long unpaid gap inside the working day without having asked for it.

Who has wished for the very shift on that date has opted in, and it is free of charge.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class SplitShift(Rule):
    id = RuleId("split_shift")
    level = Level.PERSON
    source = Source("Kommunens riktlinje om delade turer, som bara läggs på den som vill", read=date(2026, 11, 1))
    title = Text(sv="Delad tur", en="Split shift")
    says = Text(
        sv="Delad tur {day:day} med uppehåll {first:time}–{last:time}, utan att ha önskats.",
        en="A split shift on {day:day} with a gap {first:time}–{last:time}, without having been wished for.",
    )
    unit = Text(sv="pass", en="shifts")
    default_price = 250

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        key = (self.id,)
        if key not in case.memory:
            case.memory[key] = tuple(shift for shift in case.shifts if _split(shift) and shift.day >= 0)
        for who in board.people:
            for shift in case.memory[key]:
                works = board.works(who, shift)
                if works is not FALSE and not _wished(case, who, shift):
                    yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for shift in plan.roster_of(who):
                if _split(shift) and not _wished(case, who, shift):
                    first, last = shift.segments[0][1], shift.segments[-1][0]
                    yield self.breach(who, (shift,), 1, first=first, last=last)


def _split(shift: Shift) -> bool:
    return len(shift.segments) > 1


def _wished(case: Case, who: EmployeeId, shift: Shift) -> bool:
    """Whether the person wished for that very shift on its date."""
    return any(wish.day == shift.day and wish.asks == shift.code and not wish.negated for wish in case.wishes[who])
