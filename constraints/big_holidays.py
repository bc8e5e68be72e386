"""Big holidays: whoever worked the last Christmas or Midsummer is free on the next.

Christmas is its Eve, Day and Boxing Day, Midsummer its Eve and Day. It is worked by a shift that starts on one of
those dates; the night before that runs into it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from scheduler.case.case import Case
from scheduler.case.rows import HolidayWorkedRow
from scheduler.case.wages import red_days
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

FRIDAY = 4
Name = Literal["christmas", "midsummer", "easter", "new_year"]
NAMES = {
    "christmas": Text(sv="jul", en="Christmas"),
    "midsummer": Text(sv="midsommar", en="Midsummer"),
}


class Holiday(NamedTuple):
    """A big holiday in the period: its days, and who worked the last one."""

    name: str
    days: tuple[int, ...]
    worked_last: frozenset[EmployeeId]


class BigHolidays(Rule):
    id = RuleId("big_holidays")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om storhelger", read=date(2026, 11, 1))
    title = Text(sv="Storhelger växelvis", en="Big holidays in turn")
    says = Text(
        sv="Arbetar i {holiday} också i år, efter att ha arbetat förra året.",
        en="Works at {holiday} this year too, having worked it last year.",
    )
    unit = Text(sv="personer", en="persons")
    default_price = 500

    def post(self, board: Board) -> Iterator[Charge]:
        for holiday in _holidays(board.case):
            for who in board.people:
                if who in holiday.worked_last:
                    works = board.met(board.works_on(who, day) for day in holiday.days)
                    if works is not FALSE:
                        yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for holiday in _holidays(case):
            for who in case.employees:
                if who in holiday.worked_last:
                    worked = [shift for day in holiday.days for shift in plan.on(who, day)]
                    if worked:
                        yield self.breach(who, worked, 1, subject=holiday.name, holiday=NAMES[holiday.name])

    def remembered(self, case: Case, plan: Plan) -> Iterator[HolidayWorkedRow]:
        """Who worked a holiday of the period; Easter and New Year too, though this rule does not turn them."""
        first, last = (case.clock.date(day) for day in (case.days[0], case.days[-1]))
        for year in range(first.year - 1, last.year + 1):  # a New Year's Day belongs to the year of its Eve
            for name, dates in {**_dates(year), **_others(year)}.items():
                for who in case.everyone:
                    if any(shift.day in map(case.clock.day, dates) for shift in plan.roster_of(who)):
                        yield HolidayWorkedRow(employee_id=who, holiday=name, year=year)


def _holidays(case: Case) -> list[Holiday]:
    known: list[Holiday] | None = case.memory.get("big_holidays")
    if known is None:
        rows = {(row.holiday, row.year, row.employee_id) for row in case.tables.holidays_worked}
        known = case.memory["big_holidays"] = []
        for year in sorted({case.clock.date(day).year for day in case.days}):
            for name, dates in _dates(year).items():
                days = tuple(case.clock.day(on) for on in dates if case.clock.day(on) in case.days)
                last = frozenset(who for holiday, when, who in rows if (holiday, when) == (name, year - 1))
                if days and last:
                    known.append(Holiday(name, days, last))
    return known


def _dates(year: int) -> dict[Name, tuple[date, ...]]:
    """The dates of each holiday; Midsummer Eve is the Friday of 19 to 25 June."""
    nineteenth = date(year, 6, 19)
    eve = nineteenth + timedelta(days=(4 - nineteenth.weekday()) % 7)
    return {
        "christmas": tuple(date(year, 12, day) for day in (24, 25, 26)),
        "midsummer": (eve, eve + timedelta(days=1)),
    }


def _others(year: int) -> dict[Name, tuple[date, ...]]:
    """Good Friday to Easter Monday, and New Year's Eve and Day."""
    friday = min(on for on in red_days(date(year, 3, 20), date(year, 4, 23)) if on.weekday() == FRIDAY)
    easter = tuple(friday + timedelta(days=day) for day in range(4))
    return {"easter": easter, "new_year": (date(year, 12, 31), date(year + 1, 1, 1))}
