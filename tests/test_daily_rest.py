from datetime import date

import pytest

from constraints.daily_rest import DailyRest
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import hours, minute_of
from scheduler.ids import ShiftCode
from tests.drawn import drawn, owed, shift_types


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


@pytest.mark.parametrize(("begins", "missing"), [("09:00", hours(9)), ("07:00", hours(11)), ("05:00", hours(11))])
def test_a_gap_is_never_less_than_nothing(begins: str, missing: int) -> None:
    """A night that ends at seven is short of eleven hours at most, also when the next shift begins before it ends."""
    early = ShiftTypeRow(code=ShiftCode("X"), start=minute_of(begins), end=minute_of("14:00"))
    case, plan = drawn("NX", shift_types=(*shift_types(), early))
    assert owed(DailyRest(), case, plan) == missing
    (window,) = DailyRest().windows(case, plan)
    assert window.rest is not None
    assert (window.missing, window.rest.minutes) == (missing, hours(11) - missing)
    assert not window.rest.goes_by_the_clock
