import pytest

from constraints.pair_apart import PairApart
from scheduler.case.rows import PairRow, ShiftTypeRow
from scheduler.clock import hours
from scheduler.ids import EmployeeId, ShiftCode
from tests.drawn import drawn, owed, shift_types

APART = (PairRow(employee_a=EmployeeId("anna"), employee_b=EmployeeId("bo"), kind="apart"),)
EARLY = (*shift_types(), ShiftTypeRow(code=ShiftCode("F"), start=hours(6), end=hours(14)))


@pytest.mark.parametrize(
    ("anna", "bo", "shifts"),
    [
        ("", "", 0),
        ("DDD", "...", 0),
        ("D.D", ".D.", 0),
        ("D", "D", 1),
        ("D", "M", 1),
        ("D", "E", 1),  # 13 to 16
        ("E", "D", 1),
        ("E", "N", 1),
        ("D", "N", 0),
        ("N.", ".D", 0),  # the night ends when the day begins
        (".D", "N.", 0),
        ("S", "D", 1),
        ("DD.", "DED", 2),
        ("NN", "NN", 2),
    ],
)
def test_the_two_never_work_at_the_same_time(anna: str, bo: str, shifts: int) -> None:
    assert owed(PairApart(), *drawn({"anna": anna, "bo": bo}, pairs=APART)) == shifts


def test_the_gap_of_a_split_shift_is_no_work() -> None:
    case, plan = drawn({"anna": "S", "bo": "K"}, pairs=APART)  # 07-11 and 16-20 against 07-12
    assert owed(PairApart(), case, plan) == 1
    assert owed(PairApart(), *drawn({"anna": "S", "bo": ""}, pairs=APART)) == 0


def test_the_night_before_the_period_counts_on_the_first_morning() -> None:
    early = drawn({"anna": "", "bo": "F"}, history="N", pairs=APART, shift_types=EARLY)
    assert owed(PairApart(), *early) == 1  # an hour together
    done = drawn({"anna": "", "bo": ""}, history={"anna": "N", "bo": "N"}, pairs=APART)
    assert owed(PairApart(), *done) == 0  # two nights of history


def test_others_are_no_pair() -> None:
    assert owed(PairApart(), *drawn({"anna": "D", "cia": "D", "bo": ""}, pairs=APART)) == 0
