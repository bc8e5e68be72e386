from datetime import date

import pytest

from constraints.shift_span import ShiftSpan
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import hours, minute_of
from scheduler.ids import ShiftCode
from tests.drawn import drawn, owed, shift_types

TYPES = (
    *shift_types(),
    ShiftTypeRow(code=ShiftCode("X"), start=minute_of("07:00"), end=minute_of("20:15"), break_minutes=60),
    ShiftTypeRow(code=ShiftCode("Y"), start=minute_of("18:00"), end=minute_of("07:00"), break_minutes=0),
)


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (".......", 0),
        ("LS.....", 0),  # 07 to 20, in one stretch or split
        ("X......", 15),  # the break does not shorten it
        ("X.....X", 15 + 15),
    ],
)
def test_a_shift_lasts_from_start_to_end(week: str, over: int) -> None:
    assert owed(ShiftSpan(), *drawn(week, shift_types=TYPES)) == over


def test_a_shift_of_history_is_no_breach() -> None:
    assert owed(ShiftSpan(), *drawn("D", history="XX", shift_types=TYPES)) == 0


@pytest.mark.parametrize(
    ("begin", "over"),
    [(date(2026, 10, 24), hours(1)), (date(2027, 3, 27), 0), (date(2027, 2, 1), 0)],
)
def test_time_is_time_that_passes(begin: date, over: int) -> None:
    assert owed(ShiftSpan(), *drawn("Y", begin=begin, shift_types=TYPES)) == over


def test_the_limit_can_be_lowered() -> None:
    assert owed(ShiftSpan(most=hours(10)), *drawn("LDN")) == hours(3)
