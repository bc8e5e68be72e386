from datetime import date

import pytest

from constraints.evening_to_morning import EveningToMorning
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import Minutes, hours, minute_of
from scheduler.ids import ShiftCode
from scheduler.plan import Duty
from tests.drawn import ANNA, UNIT, drawn, owed, shift_types

EARLY = ShiftTypeRow(
    code=ShiftCode("W"), start=minute_of("08:59"), end=minute_of("15:00"), break_minutes=Minutes(0), kind="day"
)
SHORT = ShiftTypeRow(
    code=ShiftCode("V"), start=minute_of("16:00"), end=minute_of("18:00"), break_minutes=Minutes(0), kind="evening"
)
TYPES = (*shift_types(), EARLY, SHORT)


@pytest.mark.parametrize(
    ("week", "history", "times"),
    [
        (".......", "", 0),
        ("ED.....", "", 1),
        ("EM.....", "", 0),  # from 09 on it is no morning
        ("EW.....", "", 1),
        ("E.D....", "", 0),
        ("ND.....", "", 0),  # a night is no evening, though it ends later
        ("LD.....", "", 0),
        ("VD.....", "", 1),  # what is called an evening is one
        ("EDED...", "", 2),
        ("EEEEEEE", "", 0),
        ("......E", "", 0),  # after the last day nothing is known
        ("D......", "E", 1),
        (".......", "ED", 0),
    ],
)
def test_an_evening_is_not_followed_by_a_morning(week: str, history: str, times: int) -> None:
    assert owed(EveningToMorning(), *drawn(week, weeks=1, history=history, shift_types=TYPES)) == times


@pytest.mark.parametrize("begin", [date(2026, 10, 24), date(2027, 3, 27)])
def test_nine_is_nine_by_the_wall_clock(begin: date) -> None:
    assert owed(EveningToMorning(), *drawn("EM", begin=begin, shift_types=TYPES)) == 0
    assert owed(EveningToMorning(), *drawn("EW", begin=begin, shift_types=TYPES)) == 1


def test_the_morning_ends_when_the_unit_says() -> None:
    assert owed(EveningToMorning(early=hours(7)), *drawn("ED")) == 0


def doubled(week: str, code: str, day: int) -> int:
    """Times when a hand has put one more shift on a date."""
    case, plan = drawn(week, shift_types=TYPES)
    more = (*plan.duties[ANNA], Duty(case.shift(day, ShiftCode(code)), UNIT))
    return sum(breach.raw for breach in EveningToMorning().check(case, plan.with_duties({ANNA: more})))


def test_dates_are_compared_whatever_lies_between() -> None:
    assert doubled("ED", "N", 0) == 1  # the night between them excuses nothing
    assert doubled("ND", "E", 0) == 1
    assert doubled("ED", "W", 1) == 1  # one morning, though two shifts
    assert doubled("EM", "N", 0) == 0
    assert doubled(".D", "E", 1) == 0
