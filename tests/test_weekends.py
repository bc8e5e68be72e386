import pytest

from constraints.weekends import Weekends
from tests.drawn import drawn, owed

WORKED = ".....D. "
FREE = "DDDDD.. "


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (FREE * 4, 0),
        (WORKED + FREE + WORKED + FREE, 0),
        (WORKED + WORKED + FREE + WORKED, 1),
        (WORKED * 3 + FREE, 1 + 1),  # one too many, and three in a row
        (WORKED * 4, 2 + 2),
        (".....DD " * 2 + FREE * 2, 0),  # both days are one weekend
    ],
)
def test_every_second_weekend_at_most(week: str, over: int) -> None:
    assert owed(Weekends(), *drawn(week)) == over


@pytest.mark.parametrize(
    ("weekend", "works"),
    [
        ("....N..", True),  # Friday night
        (".....N.", True),  # Saturday night
        ("......N", False),  # Sunday night is Monday's
        ("....E..", False),  # Friday evening is Friday's
        ("......E", True),
    ],
)
def test_a_night_works_the_weekend_it_runs_into(weekend: str, works: bool) -> None:
    never = {"anna": {"weekend_every": 0}}
    assert owed(Weekends(), *drawn(weekend, people=never)) == works


def test_every_third_weekend_is_still_one_in_two_weeks() -> None:
    third = {"anna": {"weekend_every": 3}}
    assert owed(Weekends(), *drawn(WORKED + FREE, weeks=2, people=third)) == 0
    assert owed(Weekends(), *drawn(WORKED * 2, weeks=2, people=third)) == 1


@pytest.mark.parametrize(
    ("history", "over"),
    [
        (WORKED + WORKED, 1),
        (WORKED + WORKED + WORKED, 2),
        (WORKED + FREE, 0),
        (WORKED + WORKED + ".......", 0),
    ],
)
def test_the_weekends_before_the_period_run_on(history: str, over: int) -> None:
    assert owed(Weekends(), *drawn(WORKED + FREE * 3, history=history)) == over
    assert owed(Weekends(), *drawn(FREE * 4, history=history)) == 0
