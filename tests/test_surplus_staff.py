from datetime import date
from typing import Any

import pytest

from constraints.surplus_staff import SurplusStaff
from scheduler.case.rows import DemandRow, Setting, ShiftTypeRow
from scheduler.clock import hours, minute_of
from scheduler.ids import ShiftCode
from scheduler.plan import Duty
from tests.drawn import ANNA, GROUP, UNIT, drawn, owed, shift_types


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


@pytest.mark.parametrize("begins", ["07:00", "05:00"])  # as the night ends, and two hours before
def test_one_person_is_one_head_also_where_two_of_her_shifts_overlap(begins: str) -> None:
    early = ShiftTypeRow(code="F", start=minute_of(begins), end=minute_of("12:00"))
    types = {"shift_types": (*shift_types(), early)}
    assert over({"anna": "NF"}, need("tue", "00:00", "12:00", 1), **types) == 0
    assert over({"anna": "F"}, need("mon", "00:00", "12:00", 1), history={"anna": "N"}, **types) == 0


def test_two_people_are_two_heads_where_shifts_of_theirs_overlap() -> None:
    early = ShiftTypeRow(code="F", start=minute_of("05:00"), end=minute_of("12:00"))
    types = {"shift_types": (*shift_types(), early)}
    assert over({"anna": "N.", "bo": ".F"}, need("tue", "00:00", "12:00", 1), **types) == hours(2)


def test_a_shift_that_a_hand_puts_over_another_adds_no_head_and_takes_none_away() -> None:
    case, plan = drawn("D", demand=(need("mon", "07:00", "22:00", 0),), setting=Setting.CARE_HOME, weeks=1)
    (piece, *_) = (piece for piece in case.pieces if plan.heads(piece))
    twice = plan.with_duties({ANNA: (*plan.duties[ANNA], Duty(case.shift(0, ShiftCode("L")), UNIT, GROUP))})
    assert [one.heads(piece) for one in (plan, twice, twice.with_duties({ANNA: plan.duties[ANNA]}))] == [1, 1, 1]
    assert sum(twice.heads(one) * one.minutes for one in case.pieces) == hours(13)
    assert not any(twice.with_duties({ANNA: ()}).heads(one) for one in case.pieces)
