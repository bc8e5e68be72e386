from datetime import timedelta

import pytest

from constraints.stable_roster import StableRoster
from scheduler.case.rows import AbsenceRow, CellRow
from scheduler.ids import EmployeeId, ShiftCode
from tests.drawn import ANNA, BEGIN, drawn, owed


def posted(letters: str, who: str = "anna") -> tuple[CellRow, ...]:
    """Her first days as posted; a dash is free, a space no row at all."""
    return tuple(
        CellRow(employee_id=EmployeeId(who), date=BEGIN + timedelta(days=day), shift_code=ShiftCode(letter))
        for day, letter in enumerate(letters)
        if letter != " "
    )


@pytest.mark.parametrize(
    ("week", "cells"),
    [
        ("D.E.", 0),
        ("D.EN", 0),  # what was not posted is new, not changed
        ("E.E.", 1),
        ("DDE.", 1),
        ("....", 2),
    ],
)
def test_what_has_been_posted_stays(week: str, cells: int) -> None:
    assert owed(StableRoster(), *drawn(week, posted=posted("D-E"))) == cells


def test_a_unit_may_say_how_many_cells_may_change() -> None:
    rows = posted("DDD") + posted("DDD", "bo")
    both = {"anna": "DE.", "bo": "EEE"}
    assert owed(StableRoster(most=5), *drawn(both, posted=rows)) == 5
    assert owed(StableRoster(most=3), *drawn(both, posted=rows)) == 5 + 2
    assert owed(StableRoster(most=0), *drawn({"anna": "DDD", "bo": "DDD"}, posted=rows)) == 0


def test_a_day_of_absence_is_a_change_too() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(StableRoster(), *drawn(".", posted=posted("D"), absences=(sick,))) == 1
