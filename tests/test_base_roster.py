from datetime import timedelta

import pytest

from constraints.base_roster import BaseRoster
from scheduler.case.rows import AbsenceRow, CellRow
from scheduler.ids import ShiftCode
from tests.drawn import ANNA, BEGIN, drawn, owed


def base(*codes: str) -> tuple[CellRow, ...]:
    """Anna's first days in the base roster; a dash is free, an empty string no row at all."""
    return tuple(
        CellRow(employee_id=ANNA, date=BEGIN + timedelta(days=day), shift_code=ShiftCode(code))
        for day, code in enumerate(codes)
        if code
    )


@pytest.mark.parametrize(
    ("week", "cells"),
    [
        ("D..N...", 0),
        ("DED.EDN", 2),  # a cell without a row has nothing to differ from
        (".......", 2),
        ("M..N...", 1),
        ("D.DN...", 1),  # work where the base is free
    ],
)
def test_each_cell_that_differs_counts(week: str, cells: int) -> None:
    assert owed(BaseRoster(), *drawn(week, base_roster=base("D", "", "-", "N"))) == cells


def test_there_is_nothing_to_compare_with_on_a_day_of_absence() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(BaseRoster(), *drawn(".", base_roster=base("D", "D"), absences=(sick,))) == 1
