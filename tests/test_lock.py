from datetime import timedelta

import pytest

from constraints.lock import Lock
from scheduler.case.rows import AbsenceRow, CellRow
from scheduler.ids import ShiftCode
from scheduler.plan import Duty
from tests.drawn import ANNA, BEGIN, UNIT, drawn, owed


def locked(*codes: str) -> tuple[CellRow, ...]:
    """Anna's first days, locked to these codes; a dash is free."""
    return tuple(
        CellRow(employee_id=ANNA, date=BEGIN + timedelta(days=day), shift_code=ShiftCode(code))
        for day, code in enumerate(codes)
    )


@pytest.mark.parametrize(
    ("week", "cells"),
    [
        ("D.N....", 0),
        ("D.NDEN.", 0),  # what is not locked is free to change
        (".......", 2),
        ("E.N....", 1),  # another shift is a change
        ("DDN....", 1),
        ("EDE....", 3),
    ],
)
def test_a_locked_cell_stays(week: str, cells: int) -> None:
    assert owed(Lock(), *drawn(week, locks=locked("D", "-", "N"))) == cells


def test_a_lock_binds_on_a_day_of_absence() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(Lock(), *drawn(".", locks=locked("D"), absences=(sick,))) == 1
    assert owed(Lock(), *drawn("D", locks=locked("D"), absences=(sick,))) == 0


def test_a_second_shift_on_the_date_breaks_it() -> None:
    case, plan = drawn("D", locks=locked("D"))
    both = (*plan.duties[ANNA], Duty(case.shift(0, ShiftCode("N")), UNIT))
    assert len([*Lock().check(case, plan.with_duties({ANNA: both}))]) == 1
