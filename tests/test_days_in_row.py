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
