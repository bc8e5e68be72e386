from decimal import Decimal

import pytest

from constraints.night_share import NightShare
from scheduler.book import Book
from scheduler.case.rows import LedgerRow
from scheduler.ids import EmployeeId
from scheduler.review import review
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("anna", "bo", "over"),
    [
        ("", "", 0),
        ("NN..", "NN", 0),
        ("NN..", "", 0),  # two against a share of one: one over is meant
        ("NNN.", "", 1),  # a half over is begun
        ("NNNN", "", 1),
        ("NNNNN", "", 2),
        ("D.L.S", "", 0),
    ],
)
def test_each_begun_shift_over_the_share_counts(anna: str, bo: str, over: int) -> None:
    assert owed(NightShare(), *drawn({"anna": anna, "bo": bo})) == over


def test_part_timers_have_a_smaller_share() -> None:
    people = {"anna": {"rate": Decimal("62.5")}, "bo": {"rate": Decimal("37.5")}}
    assert owed(NightShare(), *drawn({"anna": "NNNNNN", "bo": "NN"}, people=people)) == 0
    assert owed(NightShare(), *drawn({"anna": "NNN", "bo": "NNNN"}, people=people)) == 1


def test_the_ledger_is_carried_in() -> None:
    points = (LedgerRow(employee_id=EmployeeId("anna"), kind="night", points=Decimal("1.5")),)
    assert owed(NightShare(), *drawn({"anna": "NN", "bo": ""}, ledger=points)) == 1
    assert owed(NightShare(), *drawn({"anna": "N.", "bo": "NN"}, ledger=points)) == 0


def test_hourly_staff_and_nights_only_are_apart() -> None:
    people = {"anna": {}, "bo": {"hourly": True}, "cia": {"nights": "only"}}
    assert owed(NightShare(), *drawn({"anna": "NNNNNN", "bo": "", "cia": ""}, people=people)) == 0


def test_history_is_in_the_ledger_not_in_the_count() -> None:
    assert owed(NightShare(), *drawn({"anna": "", "bo": ""}, history="NNNNNN")) == 0


def test_each_further_shift_costs_twice_the_one_before() -> None:
    case, plan = drawn({"anna": "NNNNNNNN", "bo": ""})
    assert owed(NightShare(), case, plan) == 3
    assert review(Book.of(case, NightShare()), plan).total == 40 + 80 + 160
