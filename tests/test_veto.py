from datetime import timedelta

import pytest

from constraints.veto import Veto
from scheduler.case.rows import AbsenceRow, WishRow
from tests.drawn import ANNA, BEGIN, drawn, owed


def vetoes(*asked: str) -> tuple[WishRow, ...]:
    """Anna's vetoes, one for each of her first days; an empty string is none."""
    return tuple(
        WishRow(employee_id=ANNA, date=BEGIN + timedelta(days=day), wish=wish, strength="veto")
        for day, wish in enumerate(asked)
        if wish
    )


@pytest.mark.parametrize(
    ("week", "cells"),
    [
        ("..D....", 0),
        (".......", 0),
        ("D......", 1),
        (".E.....", 1),
        (".D.....", 0),  # not evening: a day is no evening
        ("DED....", 2),
    ],
)
def test_a_veto_is_kept(week: str, cells: int) -> None:
    assert owed(Veto(), *drawn(week, wishes=vetoes("free", "not:evening"))) == cells


def test_vetoes_beyond_the_ceiling_are_wishes() -> None:
    two = vetoes(*["free"] * 3)  # 15 % of four weeks at 37 hours is 1332 minutes: two days of 480
    assert owed(Veto(), *drawn("DDD", wishes=two)) == 2
    part_time = {"anna": {"contract_minutes": 3200}}
    assert owed(Veto(), *drawn("DDD", wishes=two, people=part_time)) == 1  # 480 is just 15 % of it
    assert owed(Veto(), *drawn("DDD", wishes=two, people={"anna": {"contract_minutes": 3199}})) == 0


def test_hourly_staff_have_no_ceiling() -> None:
    assert owed(Veto(), *drawn("DDDDD", wishes=vetoes(*["free"] * 5), people={"anna": {"hourly": True}})) == 5


def test_on_a_day_of_absence_there_is_nothing_to_veto() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(Veto(), *drawn("D", wishes=vetoes("free"), absences=(sick,))) == 0
