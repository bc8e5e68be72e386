import pytest

from constraints.days_in_row import DaysInRow
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "history", "over"),
    [
        ("DDDDD..", "", 0),
        ("DDDDDD.", "", 1),
        ("DDDDDDD", "", 2 + 1),  # two dates over what is meant, one over what may be
        ("D......", "DDDDD", 1),
        ("DD.....", "DDDDDDD", 4 + 3),  # the whole run counts, history included
        (".......", "DDDDDDD", 0),
    ],
)
def test_a_run_is_counted_whole(week: str, history: str, over: int) -> None:
    assert owed(DaysInRow(), *drawn(week, history=history)) == over


@pytest.mark.parametrize(("week", "over"), [("DDDDD..", 0), ("DDDDDD.", 1), ("DDDDDDD", 2), ("DDDDDDDD", 3)])
def test_a_rule_that_is_hard_as_a_whole_counts_each_date_once(week: str, over: int) -> None:
    assert owed(DaysInRow(price=None), *drawn(week)) == over


def test_a_hard_limit_below_the_soft_one_is_the_limit() -> None:
    assert owed(DaysInRow(price=None, soft=5, hard_limit=4), *drawn("DDDDD..")) == 1
    assert owed(DaysInRow(soft=5, hard_limit=4), *drawn("DDDDDD.")) == 1 + 2
