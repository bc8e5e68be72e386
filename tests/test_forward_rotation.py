from datetime import date

import pytest

from constraints.forward_rotation import ForwardRotation
from scheduler.clock import hours
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "history", "times"),
    [
        (".......", "", 0),
        ("DMEN...", "", 0),  # later and later
        ("MD.....", "", 0),  # just two hours earlier
        ("EM.....", "", 1),
        ("ED.....", "", 1),
        ("E.D....", "", 0),  # a free date begins anew
        ("NNN....", "", 0),
        ("NE.....", "", 1),
        ("NEM....", "", 2),
        ("EMD....", "", 1),
        ("D......", "E", 1),
        (".......", "ED", 0),
        ("......E", "", 0),
    ],
)
def test_starts_do_not_move_back(week: str, history: str, times: int) -> None:
    assert owed(ForwardRotation(), *drawn(week, weeks=1, history=history)) == times


@pytest.mark.parametrize("begin", [date(2026, 10, 24), date(2027, 3, 27)])
def test_the_change_of_the_clocks_turns_nothing(begin: date) -> None:
    assert owed(ForwardRotation(), *drawn("MD", begin=begin)) == 0


def test_how_far_is_the_unit_s_to_say() -> None:
    assert owed(ForwardRotation(most=hours(1)), *drawn("MD.....", weeks=1)) == 1
    assert owed(ForwardRotation(most=hours(6)), *drawn("ED.....", weeks=1)) == 0
