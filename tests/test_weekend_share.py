import pytest

from constraints.weekend_share import WeekendShare
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (".......", 0),
        (".....DD", 0),
        (".....DD .....D.", 1),  # three shifts against a share of one and a half
        (".....DD .....DD", 1),
        ("....NN. .....DD", 1),  # the night of a Friday is a weekend shift
        ("......N ......N .....DD", 0),  # of a Sunday it is not
        ("DDDDD..", 0),
        (".....DD .....DD .....DD", 2),
    ],
)
def test_shifts_of_weekends_are_counted(week: str, over: int) -> None:
    assert owed(WeekendShare(), *drawn({"anna": week, "bo": ""})) == over


def test_history_is_not_counted() -> None:
    assert owed(WeekendShare(), *drawn({"anna": "", "bo": ""}, history="DD .....DD")) == 0
