from datetime import date

import pytest

from constraints.rest_period import RestPeriod
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import Minutes, hours, minute_of
from scheduler.ids import ShiftCode
from tests.drawn import ANNA, BEGIN, drawn, owed, shift_types


def long(code: str, start: str, end: str) -> ShiftTypeRow:
    return ShiftTypeRow(code=ShiftCode(code), start=minute_of(start), end=minute_of(end), break_minutes=Minutes(0))


TYPES = (*shift_types(), long("X", "10:00", "21:00"), long("Y", "05:00", "06:00"), long("Z", "06:00", "05:30"))


@pytest.mark.parametrize(
    ("week", "missing"),
    [
        ("DDDDD..", 0),
        ("NNNNN..", 0),  # 07 to 20 in each
        ("EE.....", 0),
        ("LL.....", 0),  # 20 to 07
        ("ED.....", hours(2)),  # 22 to 07, and 16 to 20
        ("EM.....", 0),  # 22 to 09
        (".D.....", 0),
        ("ND.....", hours(7)),  # nothing is free but 16 to 20
        ("NL.....", hours(10)),  # only 20 to 21 is free
        ("......E", 0),  # what comes after the last day is free
        ("......N", 0),
    ],
)
def test_a_day_that_breaks_at_20_holds_eleven_free_hours(week: str, missing: int) -> None:
    assert owed(RestPeriod(), *drawn(week, weeks=1)) == missing


@pytest.mark.parametrize(
    ("day_break", "week", "missing"),
    [
        ("07:00", "E.", hours(2)),  # 07 to 13 and 22 to 07: six and nine
        ("07:00", "ED", hours(2)),  # the morning after lies in a period of its own
        ("00:00", "N.", 0),  # 00 to 21, and 07 to 24
        ("00:00", "NN", 0),
        ("00:00", "X", hours(1)),  # a shift alone breaks the day where it stands in its middle
        ("12:00", "D", 0),
        ("05:30", "Z.", hours(10.5)),  # a shift of nearly a day
        ("06:00", "Y.", 0),  # it ends where the day breaks
        ("06:00", "YZ", hours(10.5)),
        ("18:00", "DE", 0),
        ("18:00", "EE", 0),
        ("18:00", "NM", hours(8)),
    ],
)
def test_the_day_breaks_where_the_person_s_does(day_break: str, week: str, missing: int) -> None:
    people = {ANNA: {"day_break": minute_of(day_break)}}
    assert owed(RestPeriod(), *drawn(week, people=people, shift_types=TYPES)) == missing


def test_one_period_may_take_three_shifts() -> None:
    types = (long("A", "20:00", "18:00"), long("B", "23:00", "00:30"), long("C", "06:00", "14:00"))
    people = {ANNA: {"day_break": minute_of("17:00")}}
    # B and C alone leave 17 to 23; A, there until 18, leaves but 00:30 to 06. Its own day leaves 17 to 20.
    assert owed(RestPeriod(), *drawn(".BC", people=people, shift_types=types)) == hours(5)
    assert owed(RestPeriod(), *drawn("ABC", people=people, shift_types=types)) == hours(5.5) + hours(8)


def test_people_with_days_of_their_own_are_each_read_by_their_own() -> None:
    people = {ANNA: {}, "bo": {"day_break": minute_of("07:00")}, "cleo": {"day_break": minute_of("07:00")}}
    weeks = {ANNA: "ED", "bo": "E.", "cleo": ".D"}
    assert owed(RestPeriod(), *drawn(weeks, people=people)) == hours(2) + hours(2)


def test_the_night_before_the_period_belongs_to_its_first_day() -> None:
    assert owed(RestPeriod(), *drawn("D", history="E")) == hours(2)
    assert owed(RestPeriod(), *drawn("M", history="E")) == 0
    assert owed(RestPeriod(), *drawn(".", history="ED")) == 0  # history alone is nobody's breach
    assert owed(RestPeriod(), *drawn("E", history="ED")) == 0


def test_a_breach_of_history_is_owed_whole_when_the_roster_takes_part() -> None:
    people = {ANNA: {"day_break": minute_of("00:30")}}
    types = (*TYPES, long("W", "00:00", "01:00"))
    assert owed(RestPeriod(), *drawn(".", history="X", people=people, shift_types=types)) == 0
    assert owed(RestPeriod(), *drawn("W", history="X", people=people, shift_types=types)) == hours(1.5)


@pytest.mark.parametrize("begin", [date(2026, 10, 24), date(2027, 3, 27), BEGIN])
@pytest.mark.parametrize(("week", "missing"), [("ED", hours(2)), ("EM", 0), ("ND", hours(7))])
def test_the_wall_clock_knows_no_summer_time(begin: date, week: str, missing: int) -> None:
    assert owed(RestPeriod(), *drawn(week, begin=begin)) == missing
