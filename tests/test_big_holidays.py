from datetime import date

import pytest

from constraints.big_holidays import BigHolidays
from scheduler.case.rows import HolidayWorkedRow
from scheduler.ids import EmployeeId
from tests.drawn import drawn, owed

CHRISTMAS = date(2026, 12, 21)  # a Monday; Christmas Eve is the Thursday
MIDSUMMER = date(2027, 6, 21)  # Midsummer Eve is the Friday
LAST = (
    HolidayWorkedRow(employee_id=EmployeeId("anna"), holiday="christmas", year=2025),
    HolidayWorkedRow(employee_id=EmployeeId("anna"), holiday="midsummer", year=2026),
    HolidayWorkedRow(employee_id=EmployeeId("bo"), holiday="christmas", year=2024),
    HolidayWorkedRow(employee_id=EmployeeId("bo"), holiday="new_year", year=2025),
)


@pytest.mark.parametrize(
    ("begin", "week", "persons"),
    [
        (CHRISTMAS, ".......", 0),
        (CHRISTMAS, "DDD...D", 0),
        (CHRISTMAS, "..N....", 0),  # the night before belongs to its own date
        (CHRISTMAS, "...E...", 1),
        (CHRISTMAS, ".....N.", 1),
        (CHRISTMAS, "DDDDDDD DDDDDDD", 1),  # however many of its days
        (MIDSUMMER, "DDDD..D", 0),
        (MIDSUMMER, "....N..", 1),
        (MIDSUMMER, ".....D.", 1),
    ],
)
def test_who_worked_the_last_one_is_free(begin: date, week: str, persons: int) -> None:
    case, plan = drawn({"anna": week, "bo": "DDDDDDD"}, begin=begin, holidays_worked=LAST)
    assert owed(BigHolidays(), case, plan) == persons
