from datetime import date

import pytest

from constraints.red_share import RedShare
from tests.drawn import drawn, owed

CHRISTMAS = date(2026, 12, 21)  # a Monday; Friday and Saturday are Christmas Day and Boxing Day


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (".......", 0),
        ("DDDDDDD .......", 0),  # two red days, the Sunday being none
        ("DDDDDDD DDDDDDD", 1),  # and New Year's Day
        ("...NE.. ...NE..", 0),  # a night belongs to the day it starts on
        (".....NN .......", 0),
    ],
)
def test_shifts_on_public_holidays_are_counted(week: str, over: int) -> None:
    assert owed(RedShare(), *drawn({"anna": week, "bo": ""}, begin=CHRISTMAS)) == over
