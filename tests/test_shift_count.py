from typing import Any

import pytest

from constraints.shift_count import ShiftCount
from scheduler.book import Book
from scheduler.case.rows import RuleRow
from scheduler.ids import RuleId
from scheduler.review import review
from tests.drawn import ANNA, drawn, drawn_plan, owed

FOUR_WEEKS = "DDDDD.." * 4


def anna(weeks: int = 4, **columns: Any) -> dict[str, Any]:
    return {"weeks": weeks, "people": {ANNA: columns}}


@pytest.mark.parametrize(
    ("roster", "columns", "over"),
    [
        (FOUR_WEEKS, {}, 0),  # twenty is what full time may have: 18.5 rounded up, and one
        (FOUR_WEEKS + "", {"rate": 99}, 0),  # 18.3 rounded up is nineteen too
        (FOUR_WEEKS, {"rate": 75}, 20 - 15),  # 13.9 rounded up, and one
        (FOUR_WEEKS, {"max_shifts": 12}, 8),
        (FOUR_WEEKS, {"max_shifts": 0}, 20),
        ("DDDDDDD" + FOUR_WEEKS[7:], {}, 2),
        ("", {"max_shifts": 0}, 0),
        (FOUR_WEEKS, {"rate": 20, "hourly": True}, 0),  # hourly staff come when they are asked
    ],
)
def test_shifts_are_counted_against_the_rate(roster: str, columns: dict[str, Any], over: int) -> None:
    assert owed(ShiftCount(), *drawn(roster, **anna(**columns))) == over


@pytest.mark.parametrize(("weeks", "most"), [(1, 5), (2, 10), (3, 15), (5, 25)])
def test_other_periods_have_their_share(weeks: int, most: int) -> None:
    assert owed(ShiftCount(), *drawn("D" * most, **anna(weeks=weeks))) == 0
    assert owed(ShiftCount(), *drawn("D" * (most + 1), **anna(weeks=weeks))) == 1


def test_history_is_another_period() -> None:
    assert owed(ShiftCount(), *drawn(FOUR_WEEKS, history="DDDDD", **anna())) == 0


def test_the_case_may_set_the_numbers() -> None:
    rows = (
        RuleRow(rule_id=RuleId("shift_count"), parameter="shifts", value="17,5"),
        RuleRow(rule_id=RuleId("shift_count"), parameter="extra", value="0"),
    )
    case, plan = drawn(FOUR_WEEKS, **anna(), rules=rows)
    (found,) = review(Book([ShiftCount], case), plan).breaches
    assert found.raw == 2
    assert not review(Book([ShiftCount], case), drawn_plan(case, FOUR_WEEKS[:24])).breaches
