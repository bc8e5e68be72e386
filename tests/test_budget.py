from decimal import Decimal
from typing import Any

import pytest

from constraints.budget import Budget
from scheduler.book import Book
from scheduler.case.rows import PriceRow, RuleRow
from scheduler.case.wages import MONEY
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.review import review
from tests.drawn import drawn, drawn_case, owed

PEOPLE: dict[str, Any] = {
    "anna": {"contract_minutes": 900, "wage": Decimal(200)},
    "bo": {"hourly": True, "wage": Decimal(160)},
}
EVENING, HOURLY, EXTRA = 3 * 24, Decimal("8.5") * 160, Decimal(2) * 200 * Decimal("1.2")
COST = (2 * EVENING + HOURLY + EXTRA) * Decimal("1.4453")  # of the week below


def over(limit: Decimal | None) -> float:
    roster = drawn({"anna": "EE", "bo": "D"}, people=PEOPLE, weeks=1)
    return owed(Budget(limit=limit), *roster) / MONEY


def test_what_everybody_costs_is_held_against_the_budget() -> None:
    assert over(COST + 1) == 0
    assert over(COST) == pytest.approx(0, abs=0.001)
    assert over(COST - 50) == pytest.approx(50, abs=0.001)
    assert over(Decimal(0)) == pytest.approx(float(COST), abs=0.001)


def test_without_an_amount_there_is_no_budget() -> None:
    assert over(None) == 0
    case, plan = drawn("NNN")
    assert not review(Book((Budget,), case), plan).breaches


def test_the_empty_roster_costs_nothing() -> None:
    case = drawn_case()
    assert owed(Budget(limit=Decimal(0)), case, Plan.empty(case)) == 0


def test_it_costs_a_krona_a_krona_and_may_be_hard() -> None:
    rules = (RuleRow(rule_id=RuleId("budget"), parameter="kronor", value="100.50"),)
    case, plan = drawn({"anna": "EE", "bo": "D"}, people=PEOPLE, weeks=1, rules=rules)
    found = review(Book((Budget,), case), plan)
    assert found.total == pytest.approx(float(COST) - 100.5, abs=0.001)
    never = (PriceRow(rule_id=RuleId("budget"), kronor="never"),)
    case, plan = drawn({"anna": "EE", "bo": "D"}, people=PEOPLE, weeks=1, rules=rules, prices=never)
    assert review(Book((Budget,), case), plan).hard
