from datetime import date
from typing import Any

import pytest

from constraints.minor_hours import MinorHours
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import Minutes, hours, minute_of
from scheduler.ids import ShiftCode
from tests.drawn import ANNA, drawn, owed, shift_types


def shift(code: str, start: str, end: str) -> ShiftTypeRow:
    return ShiftTypeRow(
        code=ShiftCode(code), start=minute_of(start), end=minute_of(end), break_minutes=Minutes(0), kind="day"
    )


TYPES = (
    *shift_types(),
    shift("A", "06:00", "14:00"),
    shift("B", "14:00", "22:00"),
    shift("P", "08:00", "14:00"),
    shift("Y", "05:00", "09:00"),
    shift("Z", "20:00", "23:00"),
)


def anna(**given: Any) -> dict[str, Any]:
    return {"people": {ANNA: {"minor": True}}, "weeks": 1, "shift_types": TYPES, **given}


@pytest.mark.parametrize(
    ("week", "minutes"),
    [
        (".......", 0),
        ("A......", 0),  # eight hours from the very morning on
        ("D......", 30),  # nine hours with a break of half an hour
        ("S......", 0),  # eight hours with a gap between them
        ("B......", 0),  # until 22
        ("Y......", hours(1)),
        ("Z......", hours(1)),
        ("N......", hours(2) + hours(8)),  # two hours too long, and all but two of it at night
        (".....NN", 2 * hours(10)),
    ],
)
def test_a_shift_is_short_and_no_night(week: str, minutes: int) -> None:
    assert owed(MinorHours(), *drawn(week, **anna())) == minutes


@pytest.mark.parametrize(
    ("week", "minutes"),
    [
        ("AAAAA..", 0),
        ("AAAAAP.", hours(6)),
        ("..AAAAAP", hours(0)),  # the new week begins on Monday
    ],
)
def test_a_week_is_forty_hours(week: str, minutes: int) -> None:
    assert owed(MinorHours(), *drawn(week, **anna(weeks=2))) == minutes


@pytest.mark.parametrize(
    ("week", "history", "minutes"),
    [
        ("BP.....", "", hours(2)),  # ten hours
        ("PB.....", "", 0),
        ("KS.....", "", 0),
        ("P......", "B", hours(2)),
        (".......", "BP", 0),
        ("BA.....", "", hours(4)),
    ],
)
def test_twelve_hours_of_rest_lie_between(week: str, history: str, minutes: int) -> None:
    assert owed(MinorHours(), *drawn(week, **anna(history=history))) == minutes


@pytest.mark.parametrize(("begin", "minutes"), [(date(2026, 10, 24), 60), (date(2027, 3, 27), 180)])
def test_rest_is_time_that_really_passes(begin: date, minutes: int) -> None:
    assert owed(MinorHours(), *drawn("BP", **anna(begin=begin))) == minutes


def test_others_work_as_they_may() -> None:
    assert owed(MinorHours(), *drawn("NNNNNNN", people={ANNA: {"minor": False}}, weeks=1)) == 0


def test_the_night_may_be_moved_an_hour() -> None:
    later = MinorHours(night_from=hours(23), night_to=hours(7))
    assert owed(later, *drawn("Z......", **anna())) == 0
    assert owed(later, *drawn("A......", **anna())) == hours(1)
