from typing import Any

import pytest

from constraints.split_shift import SplitShift
from scheduler.case.rows import AbsenceRow, WishRow
from tests.drawn import ANNA, BEGIN, drawn, owed


def wished(what: str, strength: str = "1") -> dict[str, Any]:
    return {"wishes": (WishRow(employee_id=ANNA, date=BEGIN, wish=what, strength=strength),)}


@pytest.mark.parametrize(("week", "times"), [(".......", 0), ("LDENK..", 0), ("S......", 1), ("S.S...S", 3)])
def test_every_split_shift_counts(week: str, times: int) -> None:
    assert owed(SplitShift(), *drawn(week, weeks=1)) == times


@pytest.mark.parametrize(
    ("wish", "times"), [("S", 1), ("day", 2), ("work", 2), ("not:S", 2), ("not:D", 2), ("D", 2), ("free", 2)]
)
def test_who_wished_for_it_on_that_date_has_opted_in(wish: str, times: int) -> None:
    assert owed(SplitShift(), *drawn("SS.....", weeks=1, **wished(wish))) == times
    assert owed(SplitShift(), *drawn("SS.....", weeks=1, **wished(wish, "veto"))) == times


def test_another_s_wish_is_another_s() -> None:
    weeks = {ANNA: "S......", "bo": "S......"}
    assert owed(SplitShift(), *drawn(weeks, weeks=1, **wished("S"))) == 1


def test_history_has_been_worked_already() -> None:
    assert owed(SplitShift(), *drawn("D......", weeks=1, history="SS")) == 0


def test_on_an_absent_date_there_is_nothing_to_wish() -> None:
    away = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(SplitShift(), *drawn("S......", weeks=1, absences=(away,), **wished("S"))) == 1
