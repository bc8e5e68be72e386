from datetime import date

import pytest

from constraints.long_shift import LongShift
from scheduler.clock import hours
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "times"),
    [
        (".......", 0),
        ("DENK...", 0),  # the night is just ten hours
        ("L......", 1),
        ("SL....L", 3),  # a split shift is long too
    ],
)
def test_more_than_ten_hours_is_long(week: str, times: int) -> None:
    assert owed(LongShift(), *drawn(week, weeks=1)) == times


def test_history_has_been_worked_already() -> None:
    assert owed(LongShift(), *drawn("D......", weeks=1, history="LL")) == 0


def test_a_night_is_long_when_the_clock_goes_back() -> None:
    assert owed(LongShift(), *drawn(".....N.", weeks=1, begin=date(2026, 10, 19))) == 1
    assert owed(LongShift(), *drawn(".....N.", weeks=1, begin=date(2027, 3, 22))) == 0


def test_the_limit_is_the_unit_s() -> None:
    assert owed(LongShift(most=hours(13)), *drawn("LLS....", weeks=1)) == 0
    assert owed(LongShift(most=hours(9)), *drawn("DN.....", weeks=1)) == 1
