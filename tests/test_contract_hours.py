from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from constraints.contract_hours import ContractHours
from scheduler.book import Book
from scheduler.case.rows import AbsenceRow
from scheduler.clock import hours
from scheduler.review import review
from tests.drawn import ANNA, BEGIN, drawn, owed


def anna(**columns: Any) -> dict[str, Any]:
    return {"weeks": 1, "people": {ANNA: columns}}


@pytest.mark.parametrize(
    ("week", "beyond"),
    [
        ("NNNK...", 0),  # 35 hours against 37, give or take four
        ("KKKKKKK", 0),
        ("NNKKK..", 0),  # 35
        ("NNN....", hours(3)),  # 30: three too few
        ("NNNNK..", hours(4)),  # 45: four too many
        (".......", hours(33)),
    ],
)
def test_worked_time_is_the_contract_give_or_take_the_tolerance(week: str, beyond: int) -> None:
    assert owed(ContractHours(), *drawn(week, **anna())) == beyond


def test_the_edge_is_exact() -> None:
    assert owed(ContractHours(), *drawn("NNN....", **anna(contract_minutes=34 * 60))) == 0
    assert owed(ContractHours(), *drawn("NNN....", **anna(contract_minutes=34 * 60 + 1))) == 1
    assert owed(ContractHours(), *drawn("NNN....", **anna(contract_minutes=26 * 60))) == 0
    assert owed(ContractHours(), *drawn("NNN....", **anna(contract_minutes=26 * 60 - 1))) == 1
    assert owed(ContractHours(), *drawn("NNN....", **anna(contract_minutes=30 * 60 + 1, tolerance_minutes=0))) == 1


@pytest.mark.parametrize(
    ("week", "tolerance", "raw", "beyond"),
    [
        ("KKK", 160, 1, 0.296),  # 900 minutes against 739.704
        ("KKK", 161, 0, 0),
        ("KK.", 139, 1, 0.704),  # and 600
        ("KK.", 140, 0, 0),
    ],
)
def test_part_of_a_minute_is_not_rounded_away(week: str, tolerance: int, raw: int, beyond: float) -> None:
    case, plan = drawn(week, **anna(rate=Decimal("33.32"), tolerance_minutes=tolerance))
    assert owed(ContractHours(), case, plan) == raw
    found = review(Book.of(case, ContractHours()), plan).breaches
    assert sum(breach.amount for breach in found) == pytest.approx(beyond)


def test_a_balance_is_worked_off() -> None:
    assert owed(ContractHours(), *drawn("NNN....", **anna(balance_minutes=7 * 60))) == 0
    assert owed(ContractHours(), *drawn("NNN....", **anna(balance_minutes=-60))) == hours(4)


def test_absence_is_credited_and_rate_is_a_share() -> None:
    away = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN + timedelta(days=1))
    assert owed(ContractHours(), *drawn("..KKK..", **anna(), absences=(away,))) == hours(37 * 3 / 5 - 15 - 4)
    assert owed(ContractHours(), *drawn("KKKK...", **anna(rate=50))) == 0


def test_a_night_over_the_clock_change_counts_what_it_lasts() -> None:
    night = anna(contract_minutes=11 * 60, tolerance_minutes=0)
    assert owed(ContractHours(), *drawn("N", begin=date(2026, 10, 24), **night)) == 0
    assert owed(ContractHours(), *drawn("N", **night)) == hours(1)


def test_hourly_staff_have_no_contract() -> None:
    assert owed(ContractHours(), *drawn("NNNNNNN", **anna(hourly=True))) == 0
