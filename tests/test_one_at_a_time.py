from datetime import date

import pytest

from constraints.one_at_a_time import OneAtATime
from scheduler.book import Book
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import hours, minute_of
from scheduler.ids import ShiftCode
from scheduler.plan import Duty, Plan
from scheduler.review import review
from tests.drawn import ANNA, UNIT, drawn, drawn_case, owed, shift_types

EARLY = ShiftTypeRow(code=ShiftCode("T"), start=minute_of("06:00"), end=minute_of("10:00"), break_minutes=0, kind="day")
LATE = ShiftTypeRow(
    code=ShiftCode("U"), start=minute_of("22:00"), end=minute_of("08:00"), break_minutes=0, kind="night"
)


@pytest.mark.parametrize(
    ("week", "excess"),
    [
        (".......", 0),
        ("NDNDND.", 0),  # from 07 to 07 there is nothing in common
        ("NT.....", hours(1)),
        ("UT.UT..", hours(4)),  # twice 06-08
        ("......U", 0),  # beyond the last day there is nothing to collide with
    ],
)
def test_a_night_may_not_run_into_the_morning(week: str, excess: int) -> None:
    assert owed(OneAtATime(), *drawn(week, weeks=1, shift_types=(*shift_types(), EARLY, LATE))) == excess


def test_history_collides_with_the_first_day_only() -> None:
    types = (*shift_types(), EARLY, LATE)
    assert owed(OneAtATime(), *drawn("T", history="N", shift_types=types)) == hours(1)
    assert owed(OneAtATime(), *drawn(".", history="NT", shift_types=types)) == 0


def test_the_clock_moves_the_edge() -> None:
    nights = ShiftTypeRow(
        code=ShiftCode("V"), start=minute_of("23:00"), end=minute_of("07:00"), break_minutes=0, kind="night"
    )
    types = (*shift_types(), EARLY, nights)
    for begin in (date(2026, 10, 24), date(2027, 3, 27)):  # both ends lie after the change
        assert owed(OneAtATime(), *drawn("VT", begin=begin, shift_types=types)) == hours(1)


@pytest.mark.parametrize(
    ("codes", "excess"),
    [
        (("K", "E"), hours(5)),  # one after the other, the shorter one counts
        (("D", "M"), hours(9)),  # overlapping seven hours, still the shorter one
        (("K", "K"), hours(5)),
        (("K", "E", "N"), hours(5) + hours(5) + hours(9)),
    ],
)
def test_two_shifts_on_a_date_are_a_fault_of_the_hand(codes: tuple[str, ...], excess: int) -> None:
    case = drawn_case()
    duties = [Duty(case.shift(3, ShiftCode(code)), UNIT) for code in codes]
    plan = Plan.empty(case).with_duties({ANNA: duties})
    found = review(Book.of(case, OneAtATime()), plan).breaches
    assert sum(breach.raw for breach in found) == excess
    assert all(breach.hard and breach.day == 3 for breach in found)
