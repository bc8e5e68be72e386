from typing import Any

import pytest

from constraints.mean_shift import FINE, MeanShift
from scheduler.book import Book
from scheduler.review import review
from tests.drawn import ANNA, drawn, drawn_case, drawn_plan, owed


def people(rate: int = 75, **columns: Any) -> dict[str, Any]:
    return {"people": {ANNA: {"rate": rate, **columns}, "bo": {}}, "weeks": 1}


def about(minutes: float) -> Any:
    """So many minutes, but for the rounding of each shift."""
    return pytest.approx(FINE * minutes / 15, abs=3)


@pytest.mark.parametrize(
    ("part_timer", "full_timer", "minutes"),  # what the mean lacks
    [
        (".......", "DDDDD..", 0),
        ("DDD....", "DDDDD..", 0),
        ("DDDK...", "DDDDD..", 484.5 - (3 * 510 + 300) / 4),  # 95 % of eight and a half hours
        ("KKK....", "DDDDD..", 184.5),
        ("KKK....", "KKK....", 0),
        ("KKK....", ".......", 0),  # nothing to measure by
        ("SSS....", "DDDDD..", 4.5),  # eight hours: the gap is not worked
        ("DD.....", "DL.....", 0.95 * 615 - 510),
        ("DDDDD..", "DDDDL..", 0.95 * 552 - 510),
    ],
)
def test_a_part_timer_s_shifts_are_nearly_as_long(part_timer: str, full_timer: str, minutes: float) -> None:
    weeks = {ANNA: part_timer, "bo": full_timer}
    assert owed(MeanShift(), *drawn(weeks, **people())) == about(minutes)


def test_the_price_is_of_the_mean_not_of_every_shift() -> None:
    case, plan = drawn({ANNA: "KKK....", "bo": "DDDDD.."}, **people())
    (found,) = review(Book.of(case, MeanShift()), plan).breaches
    assert found.amount == pytest.approx(184.5 / 15, abs=1e-3)
    assert found.kronor == pytest.approx(40 * 184.5 / 15, abs=0.01)


@pytest.mark.parametrize("columns", [{"rate": 100}, {"rate": 110}, {"hourly": True}, {"nights": "only"}], ids=str)
def test_others_are_not_measured(columns: dict[str, Any]) -> None:
    assert owed(MeanShift(), *drawn({ANNA: "KKK....", "bo": "DDDDD.."}, **people(**columns))) == 0


def test_hourly_staff_are_no_measure() -> None:
    given = {"people": {ANNA: {"rate": 75}, "bo": {"hourly": True}}, "weeks": 1}
    assert owed(MeanShift(), *drawn({ANNA: "KKK....", "bo": "DDDDD.."}, **given)) == 0


def test_nights_only_are_measured_among_themselves() -> None:
    columns = {ANNA: {"rate": 50, "nights": "only"}, "bo": {"nights": "only"}, "cleo": {}}
    weeks = {ANNA: "KN.....", "bo": "NNN....", "cleo": "KKKKK.."}
    assert owed(MeanShift(), *drawn(weeks, people=columns, weeks=1)) == about(570 - 450)


def test_the_mean_is_of_all_full_timers_shifts() -> None:
    columns = {ANNA: {"rate": 50}, "bo": {}, "cleo": {}}
    weeks = {ANNA: "K......", "bo": "LLL....", "cleo": "K......"}
    assert owed(MeanShift(), *drawn(weeks, people=columns, weeks=1)) == about(0.95 * 615 - 300)


def test_history_is_another_period() -> None:
    given = people() | {"history": {ANNA: "KKK", "bo": "LLL"}}
    assert owed(MeanShift(), *drawn({ANNA: "DDD....", "bo": "DDDDD.."}, **given)) == 0


def test_an_empty_roster_owes_nothing() -> None:
    case = drawn_case(**people())
    assert owed(MeanShift(), case, drawn_plan(case, "")) == 0
