"""Evening before a free weekend: when Saturday and Sunday are free, Friday ends early enough to begin the weekend.

A night that starts on Friday or Saturday works the weekend, which then is not free. A weekend of absence is free.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Charge, When
from scheduler.clock import Minutes, clock_text, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


FRIDAY = 4


class EveningBeforeFreeWeekend(Rule):
    id = RuleId("evening_before_free_weekend")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om hälsosamma scheman", read=date(2026, 11, 1))
    title = Text(sv="Kväll före ledig helg", en="Evening before a free weekend")
    says = Text(
        sv="Passet {day:day} slutar {end:time} före en ledig helg; till {latest} är lagom.",
        en="The shift on {day:day} ends at {end:time} before a free weekend; by {latest} is meant.",
    )
    unit = Text(sv="gånger", en="times")
    default_price = 40

    by: Annotated[Minutes, Named("by", HOUR, LESS)] = hours(18)  # o'clock

    def post(self, board: Board) -> Iterator[Charge]:
        memory, key = board.case.memory, (self.id, self.by)
        if key not in memory:
            memory[key] = tuple(self._weekends(board.case))
        for who in board.people:
            for late, dates in memory[key]:
                works_late = board.one_of(who, late)
                if works_late is not FALSE:
                    yield When((works_late, *(~board.one_of(who, shifts) for shifts in dates)), who=who)

    def _weekends(self, case: Case) -> Iterator[tuple[tuple[Shift, ...], list[tuple[Shift, ...]]]]:
        """Every Friday's late shifts, and what works the weekend after it, date by date."""
        for friday in case.days:
            if case.clock.weekday(friday) == FRIDAY:
                dates = [case.shifts_on.get(day, ()) for day in range(friday, friday + 3)]
                late = tuple(shift for shift in dates[0] if self._late(shift))
                yield late, [tuple(one for one in shifts if one.weekend == friday + 1) for shifts in dates]

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            row = plan.roster_of(who)
            late = (shift for shift in row if self._late(shift) and case.clock.weekday(shift.day) == FRIDAY)
            for shift in {one.day: one for one in late}.values():  # a Friday counts once
                if not any(other.weekend == shift.day + 1 for other in row):
                    yield self.breach(who, (shift,), 1, latest=clock_text(self.by))

    def _late(self, shift: Shift) -> bool:
        return shift.type.end > self.by
