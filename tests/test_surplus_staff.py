from datetime import date
from typing import Any

import pytest

from constraints.surplus_staff import SurplusStaff
from scheduler.case.rows import DemandRow, Setting, ShiftTypeRow
from scheduler.clock import hours, minute_of
from tests.drawn import GROUP, UNIT, drawn, owed, shift_types


def need(day: str, begin: str, until: str, most: int | None) -> DemandRow:
    return DemandRow(
        unit_id=UNIT, group_id=GROUP, day=day, begin=minute_of(begin), until=minute_of(until), min=0, max=most
    )


def over(roster: Any, *rows: DemandRow, **given: Any) -> int:
    return owed(SurplusStaff(), *drawn(roster, demand=rows, setting=Setting.CARE_HOME, weeks=1, **given))


@pytest.mark.parametrize(
    ("bo", "crowded"),
    [
        (".", 0),
        ("E", hours(3)),  # both there from 13 to 16
        ("D", hours(9)),
        ("S", hours(4)),  # before her gap; she is back at 16 when the other has left
        ("N", 0),
    ],
)
def test_heads_over_the_most_are_counted_by_the_minute(bo: str, crowded: int) -> None:
    assert over({"anna": "D", "bo": bo}, need("mon", "07:00", "22:00", 1)) == crowded


def test_nobody_at_all_may_be_the_most() -> None:
    assert over("D", need("mon", "07:00", "10:00", 0)) == hours(3)


def test_no_most_is_no_limit() -> None:
    assert over({"anna": "D", "bo": "D", "cy": "D"}, need("mon", "07:00", "16:00", None)) == 0


def test_a_meeting_crowds_nobody() -> None:
    meeting = ShiftTypeRow(code="P", start=minute_of("13:00"), end=minute_of("15:00"), kind="meeting")
    rows = (need("mon", "07:00", "16:00", 1),)
    assert over({"anna": "D", "bo": "P"}, *rows, shift_types=(*shift_types(), meeting)) == 0


def test_nights_over_clock_changes_and_over_the_edges_of_the_period() -> None:
    both = {"anna": ".....N.", "bo": ".....N."}
    assert over(both, need("sat", "21:00", "07:00", 1), begin=date(2026, 10, 19)) == hours(11)
    assert over({"anna": "......N", "bo": "......N"}, need("sun", "21:00", "07:00", 1)) == hours(10)
    past = {"anna": "N", "bo": "N"}
    assert over({"anna": ".", "bo": "."}, need("mon", "00:00", "07:00", 1), history=past) == hours(7)


def test_an_empty_roster_is_nowhere_too_full() -> None:
    assert over(".", need("mon", "07:00", "16:00", 0)) == 0
