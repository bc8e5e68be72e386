from datetime import date

import pytest

from constraints.single_free_day import SingleFreeDay
from scheduler.case.rows import AbsenceRow
from tests.drawn import ANNA, BEGIN, drawn, owed


@pytest.mark.parametrize(
    ("week", "history", "alone"),
    [
        (".......", "", 0),
        ("D.D....", "", 1),
        ("D..D...", "", 0),
        ("D.D.D..", "", 2),
        ("N.D....", "", 1),  # the date a night ends on is free
        (".D.....", "D", 1),
        ("D......", "D.", 1),
        ("D......", "D..", 0),
        (".......", "D.D", 0),  # history alone is nobody's breach
        ("DDDDDD. D", "", 1),
    ],
)
def test_a_free_day_alone_between_two_worked(week: str, history: str, alone: int) -> None:
    assert owed(SingleFreeDay(), *drawn(week, history=history)) == alone


def test_after_the_last_day_everybody_is_free() -> None:
    assert owed(SingleFreeDay(), *drawn("....D.D", weeks=1)) == 1
    assert owed(SingleFreeDay(), *drawn(".....D.", weeks=1)) == 0


def test_a_day_of_absence_stands_alone_too() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=date(2027, 2, 2), last=date(2027, 2, 2))
    assert owed(SingleFreeDay(), *drawn("D.D", begin=BEGIN, absences=(sick,))) == 1
