from datetime import date

import pytest

from constraints.quick_return import QuickReturn
from scheduler.clock import hours
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "begun"),
    [
        (".......", 0),
        ("D D . .", 0),
        ("M D . .", 0),  # 18 to 07: thirteen hours, just enough
        ("E M . .", 2),  # 22 to 09: eleven hours
        ("E D . .", 4),
        ("L D . .", 2),
        ("S D . .", 2),  # the gap of a split shift is no rest
        ("N D . .", 13),
        ("N E . .", 7),
        ("N . D .", 0),
        ("D E M .", 2),
    ],
)
def test_every_begun_hour_short_counts(week: str, begun: int) -> None:
    assert owed(QuickReturn(), *drawn(week)) == begun


def test_a_quarter_is_a_begun_hour() -> None:
    assert owed(QuickReturn(minimum=hours(11.25)), *drawn("E M")) == 1


def test_a_gap_is_time_that_really_passes() -> None:
    assert owed(QuickReturn(), *drawn("M D", begin=date(2027, 3, 27))) == 1  # the clock goes forward that night
    assert owed(QuickReturn(), *drawn("L D", begin=date(2027, 10, 30))) == 1  # and back


def test_history_is_the_day_before() -> None:
    assert owed(QuickReturn(), *drawn("D", history="E")) == 4
    assert owed(QuickReturn(), *drawn(".", history="ED")) == 0


def test_sunday_is_followed_by_monday() -> None:
    assert owed(QuickReturn(), *drawn("......E D......")) == 4
