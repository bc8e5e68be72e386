from datetime import date
from typing import Any

import pytest

from constraints.target_staff import TargetStaff
from scheduler.case.rows import DemandRow, Setting
from scheduler.clock import hours, minute_of
from scheduler.ids import Skill
from tests.drawn import GROUP, UNIT, drawn, owed


def need(day: str, begin: str, until: str, **columns: Any) -> DemandRow:
    given = {"group_id": GROUP, "min": 0, "target": 1, **columns}
    return DemandRow(unit_id=UNIT, day=day, begin=minute_of(begin), until=minute_of(until), **given)


def short(roster: Any, *rows: DemandRow, **given: Any) -> int:
    return owed(TargetStaff(), *drawn(roster, demand=rows, setting=Setting.CARE_HOME, weeks=1, **given))


@pytest.mark.parametrize(
    ("monday", "missing"),
    [
        (".", 2 * hours(9)),  # nobody, two wanted
        ("D", hours(9)),  # her break counts, she is on the premises
        ("M", 2 * hours(9) - hours(7)),  # from 9 to 16 only
        ("S", 2 * hours(9) - hours(4)),  # a split gap does not count
    ],
)
def test_heads_short_of_the_target_are_counted_by_the_minute(monday: str, missing: int) -> None:
    assert short(monday, need("mon", "07:00", "16:00", target=2)) == missing


def test_the_target_is_reached_by_people_together_and_never_overpaid() -> None:
    rows = (need("mon", "07:00", "16:00", target=2),)
    assert short({"anna": "D", "bo": "D"}, *rows) == 0
    assert short({"anna": "D", "bo": "D", "cy": "D"}, *rows) == 0
    assert short({"anna": "D", "bo": "M"}, *rows) == hours(2)


def test_no_target_is_no_wish() -> None:
    assert short(".", need("mon", "07:00", "16:00", min=2, target=None)) == 0


def test_a_night_over_a_clock_change_is_as_long_as_it_is() -> None:
    night = need("sat", "21:00", "07:00")
    assert short(".", night, begin=date(2026, 10, 19)) == hours(11)  # the clock goes back on Sunday morning
    assert short(".", night, begin=date(2027, 3, 22)) == hours(9)
    assert short(".....N.", night, begin=date(2027, 3, 22)) == 0


def test_the_night_into_the_period_and_the_night_out_of_it() -> None:
    assert short(".", need("mon", "00:00", "07:00")) == hours(7)
    assert short(".", need("mon", "00:00", "07:00"), history="N") == 0
    assert short("......N", need("sun", "21:00", "07:00")) == 0
    assert short(".......", need("sun", "21:00", "07:00")) == hours(10)


def test_a_skill_is_wanted_of_the_heads_that_have_it() -> None:
    people: dict[str, dict[str, Any]] = {"anna": {}, "bo": {"skills": (Skill("insulin"),)}}
    row = need("mon", "07:00", "16:00", skill="insulin")
    assert short({"anna": "D"}, row, people=people) == hours(9)
    assert short({"bo": "D"}, row, people=people) == 0
