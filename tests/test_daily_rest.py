from datetime import date

import pytest

from constraints.daily_rest import DailyRest
from scheduler.clock import hours
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "missing"),
    [
        ("E M . . . . .", 0),  # 22 to 09: eleven hours, just enough
        ("E D . . . . .", hours(2)),  # 22 to 07: nine hours
        ("N D . . . . .", hours(11)),  # straight from night to day
    ],
)
def test_rest_runs_from_end_to_start(week: str, missing: int) -> None:
    assert owed(DailyRest(), *drawn(week)) == missing


def test_rest_is_time_that_really_passes() -> None:
    october = drawn("E D", begin=date(2026, 10, 24))  # the clock goes back: ten hours, not nine
    assert owed(DailyRest(), *october) == hours(1)


def test_history_is_the_day_before() -> None:
    assert owed(DailyRest(), *drawn("D", history="E")) == hours(2)
    assert owed(DailyRest(), *drawn(".", history="E D")) == 0  # history alone is nobody's breach
