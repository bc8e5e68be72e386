from datetime import date

import pytest

from constraints.average_week import AverageWeek
from scheduler.clock import hours
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (".......", 0),
        ("LLLL...", 0),  # four times twelve hours
        ("LLLLK..", hours(5)),
        ("SSSSSSS", hours(8)),  # seven times eight: the split gap is not worked
    ],
)
def test_paid_time_is_at_most_48_hours_a_week(week: str, over: int) -> None:
    assert owed(AverageWeek(), *drawn(week, weeks=1)) == over


def test_a_long_week_is_evened_out_by_a_short_one() -> None:
    assert owed(AverageWeek(), *drawn("LLLLLLL LK.....", weeks=2)) == hours(5)
    assert owed(AverageWeek(), *drawn("LLLLLLL L......", weeks=2)) == 0


def test_history_is_another_period() -> None:
    assert owed(AverageWeek(), *drawn("LLLL...", weeks=1, history="LLLLLLL")) == 0


def test_the_last_night_counts_whole_and_for_as_long_as_it_lasts() -> None:
    assert owed(AverageWeek(most=hours(10)), *drawn("......N", weeks=1)) == 0
    october = drawn("......N", weeks=1, begin=date(2026, 10, 18))  # the clock goes back on its last night
    assert owed(AverageWeek(most=hours(10)), *october) == hours(1)
