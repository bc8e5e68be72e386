from typing import Any

import pytest

from constraints.hourly_cap import HourlyCap
from scheduler.clock import hours
from tests.drawn import ANNA, drawn, owed


def anna(**columns: Any) -> dict[str, Any]:
    return {"weeks": 1, "people": {ANNA: columns}}


@pytest.mark.parametrize(
    ("week", "over"),
    [
        (".......", 0),
        ("NN.....", 0),  # twenty hours, just what is allowed
        ("NNK....", hours(5)),
    ],
)
def test_the_cap_is_kept(week: str, over: int) -> None:
    assert owed(HourlyCap(), *drawn(week, **anna(hourly=True, max_minutes=20 * 60))) == over


def test_a_minute_over_is_over() -> None:
    assert owed(HourlyCap(), *drawn("NN.....", **anna(hourly=True, max_minutes=20 * 60 - 1))) == 1


def test_a_cap_of_nothing_is_a_cap() -> None:
    assert owed(HourlyCap(), *drawn("K......", **anna(hourly=True, max_minutes=0))) == hours(5)


def test_only_hourly_staff_with_a_cap_are_capped() -> None:
    assert owed(HourlyCap(), *drawn("NNNNNNN", **anna(hourly=True))) == 0
    assert owed(HourlyCap(), *drawn("NNNNNNN", **anna(max_minutes=60))) == 0


def test_history_is_another_period() -> None:
    columns = anna(hourly=True, max_minutes=20 * 60)
    assert owed(HourlyCap(), *drawn("NN.....", history="NNNN", **columns)) == 0
