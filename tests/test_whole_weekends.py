import pytest

from constraints.whole_weekends import WholeWeekends
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "halves"),
    [
        (".......", 0),
        (".....DD", 0),
        (".....D.", 1),
        ("......D", 1),
        ("....NN.", 0),  # Friday night is Saturday, Saturday night is Sunday
        ("....N..", 1),
        (".....N.", 1),
        ("....N.D", 0),
        (".....D. .....D. ......E .....ED", 3),
        ("......N", 0),  # Sunday night is Monday's
        ("....E..", 0),
        ("....ND.", 1),  # Saturday twice over is still Saturday
    ],
)
def test_both_days_or_neither(week: str, halves: int) -> None:
    assert owed(WholeWeekends(), *drawn(week)) == halves


def test_history_is_another_weekend() -> None:
    assert owed(WholeWeekends(), *drawn(".......", history="D.")) == 0
