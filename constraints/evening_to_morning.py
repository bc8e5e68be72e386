"""Evening to morning: no evening shift on the date before a shift that starts early.

Whatever the hours between them, the evening ends late and the alarm rings early. `daily_rest` and `quick_return`
speak of the hours; this speaks of the habit. Times are those of the wall clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.case.shifts import Shift, pairs
from scheduler.charge import Charge, Clash, Clashes
from scheduler.clock import Minutes, clock_text, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class EveningToMorning(Rule):
    id = RuleId("evening_to_morning")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Kväll till morgon", en="Evening to morning")
    says = Text(
        sv="Kväll {evening:day} och sedan start {start:moment}; efter en kväll är {earliest} tidigt nog.",
        en="Evening on {evening:day}, then a start on {start:moment}; after an evening {earliest} is early enough.",
    )
    unit = Text(sv="gånger", en="times")
    default_price = 80

    early: Annotated[Minutes, Named("before", HOUR, MORE)] = hours(9)  # o'clock

    def post(self, board: Board) -> Iterator[Charge]:
        memory, key = board.case.memory, (self.id, self.early)
        if key not in memory:
            both = pairs(board.case.shifts)
            memory[key] = tuple(Clash(earlier, later, 1) for earlier, later in both if self._tires(earlier, later))
        yield Clashes(memory[key])

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        earliest = clock_text(self.early)
        for who in case.employees:
            evening: Shift | None = None
            for shift in plan.shifts_of(who):
                if evening is not None and shift.day == evening.day + 1 >= 0 and self._is_early(shift):
                    yield self.breach(
                        who, (evening, shift), 1, evening=evening.day, start=shift.start, earliest=earliest
                    )
                    evening = None  # a date is one morning, however many shifts a hand has put on it
                if shift.kind is Kind.EVENING:
                    evening = shift

    def _tires(self, earlier: Shift, later: Shift) -> bool:
        return earlier.kind is Kind.EVENING and self._is_early(later)

    def _is_early(self, shift: Shift) -> bool:
        return shift.type.start < self.early
