from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from constraints.cost import Cost
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import CellRow, PeriodRow, RuleRow, Setting
from scheduler.case.wages import MONEY
from scheduler.clock import minute_of
from scheduler.ids import RuleId, ShiftCode
from scheduler.plan import Plan
from scheduler.review import review
from tests.drawn import ANNA, BEGIN, drawn, owed

FACTOR = Fraction("1.4453")
LAZY: dict[str, Any] = {"contract_minutes": 100_000, "wage": Decimal(180)}  # nothing is ever above what is due


def kronor(case: Case, plan: Plan, **terms: Any) -> Fraction:
    """What the rule, asked of reader and solver, says that a plan costs."""
    return Fraction(owed(Cost(**terms), case, plan), MONEY)


def near(amount: Fraction | float) -> Any:
    return pytest.approx(float(amount), abs=0.001)


def lazy(roster: str, **given: Any) -> tuple[Case, Plan]:
    return drawn(roster, people={"anna": LAZY}, **{"weeks": 1, **given})


@pytest.mark.parametrize(
    ("week", "supplements"),
    [
        (".......", 0),
        ("DDDD...", 0),
        ("E......", 3 * 24),
        ("N......", 1 * 24 + 8 * 50),
        ("....E..", 3 * Fraction("59.40")),
        (".....D.", Fraction("8.5") * Fraction("59.40")),
        ("......N", 10 * Fraction("59.40")),  # until Monday at seven, after the last day
    ],
)
def test_supplements_are_everybodys(week: str, supplements: Fraction) -> None:
    assert kronor(*lazy(week)) == near(supplements * FACTOR)


def test_big_holidays_and_their_nights() -> None:
    christmas = lazy("...N", begin=date(2026, 12, 21))  # the night to Christmas Day
    assert kronor(*christmas) == near((2 * Fraction("118.80") + 8 * Fraction("142.60")) * FACTOR)


def test_a_night_over_a_clock_change_earns_what_passes() -> None:
    assert kronor(*lazy(".....N.", begin=date(2026, 10, 19))) == near(11 * Fraction("59.40") * FACTOR)


def test_history_has_been_paid() -> None:
    assert kronor(*lazy(".", history="NN")) == 0


def test_a_placed_break_earns_nothing_where_it_lies() -> None:
    case, plan = lazy("E")
    duty = plan.duties[ANNA][0]
    late = plan.with_duties({ANNA: [replace(duty, pause=case.clock.at(0, minute_of("19:00")))]})
    assert kronor(case, late) == near(Fraction("2.5") * 24 * FACTOR)
    soon = plan.with_duties({ANNA: [replace(duty, pause=case.clock.at(0, minute_of("15:00")))]})
    assert kronor(case, soon) == near(3 * 24 * FACTOR)


def test_hourly_staff_are_paid_for_every_hour() -> None:
    people: dict[str, Any] = {"anna": {"hourly": True, "wage": Decimal("168.35")}}
    case, plan = drawn("DE.....", people=people, weeks=1)
    assert kronor(case, plan) == near((17 * Fraction("168.35") + 3 * 24) * FACTOR)


@pytest.mark.parametrize(
    ("contract", "balance", "extra", "overtime"),
    [
        (2550, 0, 0, 0),
        (3000, 0, 0, 0),
        (2040, 0, 180, 330),  # full time is 37 hours a week: 2220 minutes
        (2220, 0, 0, 330),
        (2220, 120, 120, 330),  # less is due, but full time is full time
        (2220, -60, 0, 270),  # more is due than full time: only what lies above that
        (2490, -120, 0, 0),
    ],
)
def test_minutes_above_what_is_due(contract: int, balance: int, extra: int, overtime: int) -> None:
    people: dict[str, Any] = {
        "anna": {"contract_minutes": contract, "balance_minutes": balance, "wage": Decimal(180), "rate": Decimal(80)}
    }
    case, plan = drawn("DDDDD..", people=people, weeks=1)  # 2550 minutes
    assert kronor(case, plan) == near((extra * Fraction("1.2") + overtime * Fraction("1.8")) * 3 * FACTOR)


def posted(week: str) -> tuple[CellRow, ...]:
    return tuple(
        CellRow(
            employee_id=ANNA, date=BEGIN + timedelta(days=day), shift_code=ShiftCode("-" if letter == "." else letter)
        )
        for day, letter in enumerate(week)
    )


def told(day: int) -> dict[str, Any]:
    period = PeriodRow(
        case_id="drawn", start=BEGIN, weeks=4, setting=Setting.HOME_CARE, frozen_until=BEGIN + timedelta(days=day)
    )
    return {"period": (period,), "posted": posted("." * 7 + "DDDDDDD" + "." * 14)}


@pytest.mark.parametrize(
    ("week", "share"),
    [
        ("." * 7 + "D", 0),  # as posted
        ("." * 28, 0),  # freed, not called in
        ("." * 7 + "M", Fraction("0.3235")),  # other times
        ("." * 5 + "D", Fraction("0.644")),  # called in on a free day
    ],
)
def test_late_changes_of_a_posted_roster(week: str, share: Fraction) -> None:
    weekdays = {"evening": Decimal(0), "weekend": Decimal(0)}
    case, plan = lazy(week, **told(3))
    assert kronor(case, plan, **weekdays) == near(Fraction("8.5") * 180 * share * FACTOR)


@pytest.mark.parametrize(("day", "dear"), [(2, False), (3, True), (16, True), (17, False)])
def test_late_is_less_than_fourteen_days_ahead(day: int, dear: bool) -> None:
    case, plan = lazy("." * day + "M" + "." * (27 - day), **told(3))
    assert bool(kronor(case, plan, weekend=Decimal(0))) == dear


def test_the_terms_can_be_changed() -> None:
    case, plan = lazy("E")
    assert kronor(case, plan, evening=Decimal(30), on_cost=Decimal(0)) == 90
    rules = (RuleRow(rule_id=RuleId("cost"), parameter="evening", value="30,5"),)
    case, plan = lazy("E", rules=rules)
    assert review(Book((Cost,), case), plan).total == pytest.approx(3 * 30.5 * 1.4453)


def test_one_sum_a_person_and_the_parts_in_words() -> None:
    case, plan = drawn({"anna": "EE", "bo": "D"}, people={"anna": LAZY, "bo": LAZY}, weeks=1)
    (breach,) = review(Book.of(case, Cost()), plan).breaches
    assert breach.who == ANNA
    assert breach.amount == pytest.approx(6 * 24 * 1.4453, abs=0.001)
    assert breach.kronor == breach.amount
    assert breach.values["unsocial"] == breach.amount
