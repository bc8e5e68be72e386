import pytest

from constraints.pair_together import PairTogether
from scheduler.case.rows import PairRow, ShiftTypeRow
from scheduler.clock import hours
from scheduler.ids import EmployeeId, ShiftCode
from tests.drawn import drawn, owed, shift_types

TOGETHER = (PairRow(employee_a=EmployeeId("anna"), employee_b=EmployeeId("bo"), kind="together"),)
EARLY = (*shift_types(), ShiftTypeRow(code=ShiftCode("F"), start=hours(6), end=hours(14)))


@pytest.mark.parametrize(
    ("anna", "bo", "shifts"),
    [
        ("", "", 0),
        ("D", "D", 0),
        ("D", "M", 0),  # most of the day is enough
        ("D", ".", 1),
        (".", "D", 1),  # either's shifts
        ("D", "N", 2),  # each alone
        ("N.", ".D", 2),  # the night ends when the day begins
        ("DE", "ED", 0),
        ("DD.", ".DD", 2),
        ("DDDNN", "DDD..", 2),
    ],
)
def test_every_shift_has_the_other_s_company(anna: str, bo: str, shifts: int) -> None:
    assert owed(PairTogether(), *drawn({"anna": anna, "bo": bo}, pairs=TOGETHER)) == shifts


def test_history_alone_needs_no_company() -> None:
    assert owed(PairTogether(), *drawn({"anna": "", "bo": ""}, history="NNN", pairs=TOGETHER)) == 0


def test_a_night_of_history_is_company_on_the_first_morning() -> None:
    early = {"pairs": TOGETHER, "shift_types": EARLY}
    assert owed(PairTogether(), *drawn({"anna": "", "bo": "F"}, history="N", **early)) == 0
    assert owed(PairTogether(), *drawn({"anna": "", "bo": "D"}, history="N", **early)) == 1
