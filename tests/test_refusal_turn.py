from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest

from constraints.refusal_turn import RefusalTurn
from scheduler.book import Book
from scheduler.case.rows import LedgerRow, PriceRow, WishRow
from scheduler.case.wages import MONEY
from scheduler.ids import RuleId
from scheduler.review import review
from tests.drawn import ANNA, BEGIN, drawn, owed


def wishes(strengths: Sequence[str]) -> tuple[WishRow, ...]:
    """Anna wishes to be free on her first days, so strongly."""
    return tuple(
        WishRow.model_validate(
            {"employee_id": ANNA, "date": BEGIN + timedelta(days=day), "wish": "free", "strength": strength}
        )
        for day, strength in enumerate(strengths)
    )


def ledger(points: str) -> tuple[LedgerRow, ...]:
    """So many refusals carried in."""
    return (LedgerRow(employee_id=ANNA, kind="refused", points=Decimal(points)),)


@pytest.mark.parametrize(
    ("week", "kronor"),
    [
        ("....", 0),
        ("D...", 0),  # the first refusal costs no more than the wish
        ("D.D.", 15),  # the second half as much again
        ("DDD.", 15 + 37.5),
        (".DDD", 15 + 37.5),  # granted wishes do not count
        ("DDDD", 15 + 37.5 + 71.25),
    ],
)
def test_each_further_refusal_costs_more(week: str, kronor: float) -> None:
    assert owed(RefusalTurn(), *drawn(week, wishes=wishes("1111"))) == kronor * MONEY


def test_the_turn_follows_the_dates_and_the_price_the_wish() -> None:
    assert owed(RefusalTurn(), *drawn("DD", wishes=wishes("31"))) == 15 * MONEY
    assert owed(RefusalTurn(), *drawn("DD", wishes=wishes("13"))) == 60 * MONEY
    assert owed(RefusalTurn(), *drawn("DDD", wishes=wishes(["1", "veto", "1"]))) == 15 * MONEY


def test_refusals_of_earlier_periods_are_carried_in() -> None:
    assert owed(RefusalTurn(), *drawn("D", wishes=wishes("1"), ledger=ledger("1"))) == 15 * MONEY
    assert owed(RefusalTurn(), *drawn("D.", wishes=wishes("11"), ledger=ledger("2"))) == 37.5 * MONEY
    assert owed(RefusalTurn(), *drawn("DD", wishes=wishes("11"), ledger=ledger("-1"))) == 0
    half = owed(RefusalTurn(), *drawn("DD", wishes=wishes("11"), ledger=ledger("-0.5")))
    assert half == round(30 * (1.5**0.5 - 1) * MONEY)


def test_the_amount_is_wishes_and_the_price_the_case_s_own() -> None:
    priced = (PriceRow(rule_id=RuleId("wish"), kronor=Decimal(100)),)
    case, plan = drawn("DD", wishes=wishes("11"), prices=priced)
    judged = review(Book.of(case, RefusalTurn()), plan)
    assert judged.kronor == {RuleId("refusal_turn"): 50}
    assert judged.amounts == {RuleId("refusal_turn"): 1}
    assert owed(RefusalTurn(), case, plan) == 50 * MONEY
