from datetime import date

import pytest

from constraints.after_nights import AfterNights
from scheduler.clock import hours
from scheduler.ids import ShiftCode
from scheduler.plan import Duty
from tests.drawn import ANNA, UNIT, drawn, owed


@pytest.mark.parametrize(
    ("week", "history", "missing"),
    [
        (".......", "", 0),
        ("NN..D..", "", 0),  # from 07 on day 2 to 07 on day 4: forty-eight hours
        ("NN.D...", "", hours(24)),
        ("NN.E...", "", hours(18)),
        ("NN.N...", "", hours(10)),  # the next night comes too soon as well
        ("N.D....", "", 0),  # a single night is no block
        ("NND....", "", hours(48)),  # straight from night to day
        ("NNE....", "", hours(42)),
        ("NNE.D..", "", hours(42)),  # only the next shift is asked about
        ("NNN.D..", "", hours(24)),
        ("NN.NN.D", "", hours(10) + hours(24)),
    ],
)
def test_a_block_of_nights_is_followed_by_two_days(week: str, history: str, missing: int) -> None:
    assert owed(AfterNights(), *drawn(week, history=history)) == missing


@pytest.mark.parametrize(
    ("week", "history", "missing"),
    [
        ("D......", "NN", hours(48)),
        (".D.....", "NN", hours(24)),
        ("D......", "NN.", hours(24)),
        ("D......", "NN..", 0),
        ("D......", "NND", 0),  # what followed the block is history
        ("N.D....", "N", hours(24)),  # the block began before the period
        ("N......", "NN", 0),  # and goes on
        (".......", "NN", 0),
    ],
)
def test_history_holds_back_the_first_shift(week: str, history: str, missing: int) -> None:
    assert owed(AfterNights(), *drawn(week, history=history)) == missing


def test_a_sunday_night_holds_back_the_next_week() -> None:
    assert owed(AfterNights(), *drawn(".....NN .D.....")) == hours(24)


def test_nothing_follows_the_last_day() -> None:
    assert owed(AfterNights(), *drawn(".....NN", weeks=1)) == 0


def test_freedom_is_time_that_really_passes() -> None:
    march = drawn("NN..D", begin=date(2027, 3, 25))  # the clock goes forward on Sunday the 28th
    assert owed(AfterNights(), *march) == hours(1)
    october = drawn("NN.L", begin=date(2027, 10, 28))  # and back on Sunday the 31st
    assert owed(AfterNights(), *october) == hours(23)


def test_three_nights_may_be_what_makes_a_block() -> None:
    assert owed(AfterNights(nights=3), *drawn("NN.D NNN.D")) == hours(24)


def doubled(week: str, code: str, day: int) -> int:
    """Minutes short when a hand has put one more shift on a date."""
    case, plan = drawn(week)
    more = (*plan.duties[ANNA], Duty(case.shift(day, ShiftCode(code)), UNIT))
    return sum(breach.raw for breach in AfterNights().check(case, plan.with_duties({ANNA: more})))


def test_two_nights_of_one_date_are_one_of_a_block() -> None:
    assert doubled("N.D", "N", 0) == 0
    assert doubled("NN.D", "N", 0) == hours(24)
    assert doubled("NN.D", "N", 1) == hours(24)
    assert doubled("NN.D", "D", 1) == hours(24)  # what lies inside a block does not end it
