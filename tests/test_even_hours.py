from decimal import Decimal
from typing import Any

import pytest

from constraints.even_hours import EvenHours
from scheduler.book import Book
from scheduler.review import review
from tests.drawn import ANNA, drawn, owed


def anna(**columns: Any) -> dict[str, Any]:
    return {"weeks": 1, "people": {ANNA: columns}}


@pytest.mark.parametrize(
    ("week", "contract", "apart"),
    [
        ("NNN....", 1800, 0),
        ("NNN....", 1801, 1),
        ("NNN....", 1780, 20),
        (".......", 480, 480),
        (".......", 0, 0),
    ],
)
def test_every_minute_from_the_contract_counts(week: str, contract: int, apart: int) -> None:
    assert owed(EvenHours(), *drawn(week, **anna(contract_minutes=contract))) == apart


def test_a_balance_is_worked_off() -> None:
    assert owed(EvenHours(), *drawn("K......", **anna(contract_minutes=600, balance_minutes=300))) == 0
    assert owed(EvenHours(), *drawn("K......", **anna(contract_minutes=0, balance_minutes=-300))) == 0


def test_a_quarter_costs_a_krona_and_fractions_are_kept() -> None:
    case, plan = drawn("K......", **anna(contract_minutes=280))
    (found,) = review(Book.of(case, EvenHours()), plan).breaches
    assert found.kronor == pytest.approx(20 / 15)
    assert not found.hard


@pytest.mark.parametrize(
    ("rate", "week", "minutes"),
    [("33.32", "KKK", 160.296), ("50", "KKK", 210), ("27.02", "KK.", 0.156)],  # against 739.704, 1110 and 599.844
)
def test_part_of_a_minute_counts(rate: str, week: str, minutes: float) -> None:
    case, plan = drawn(week, **anna(rate=Decimal(rate)))
    assert owed(EvenHours(), case, plan) == round(minutes)
    assert review(Book.of(case, EvenHours()), plan).total == pytest.approx(minutes / 15)


def test_hourly_staff_have_no_contract() -> None:
    assert owed(EvenHours(), *drawn("K......", **anna(hourly=True))) == 0
