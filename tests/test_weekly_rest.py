from datetime import date
from typing import Any

import pytest

from constraints.weekly_rest import WeeklyRest
from scheduler.case.rows import ShiftTypeRow
from scheduler.clock import DAY, Minutes, hours, minute_of
from scheduler.ids import ShiftCode
from tests.drawn import ANNA, drawn, owed, shift_types

SUNDAY_AT_20 = 6 * DAY + hours(20)
WEDNESDAY_AT_12 = 2 * DAY + hours(12)
WEDNESDAY = 2 * DAY


def anna(week_break: int = 0, **given: Any) -> dict[str, Any]:
    return {"people": {ANNA: {"week_break": week_break}}, "weeks": 1, **given}


@pytest.mark.parametrize(
    ("week", "short"),
    [
        (".......", 0),
        ("DDDDD..", 0),
        ("DDD.DDD", hours(8)),  # 16 to 07 two days later is 39 hours: enough inside, eight too few in all
        ("DDE.EDD", hours(8)),
        ("DDK.EDD", 0),  # 12 to 13 two days later is 49
        ("NN..DDD", 0),
        ("NN.DDDD", hours(15)),  # Monday until 21 is the longest, and had been free for long
        ("DDDDDD.", hours(4)),  # 32 hours from Saturday 16 to the end of the week, whatever comes after
        ("DDDDDK.", 0),  # just 36
        (".DDDDDD", hours(5)),  # 31 hours from Monday 00 to Tuesday 07
        (".MDDDDD", hours(3)),
        (".EDDDDD", 0),  # 37
        ("DDDDDDD", hours(28)),  # Sunday from 16
        ("SSSSSSS", hours(29)),  # Monday until 07
        ("NNNNNNN", hours(15)),  # Monday until 21
    ],
)
def test_one_free_time_a_week_is_long_enough(week: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(week, **anna())) == short


@pytest.mark.parametrize(
    ("weeks", "short"),
    [
        ("DDDDDK. DDDDD..", hours(4)),  # 43 hours until Monday 07, all of them weekend
        ("DDDDDK. MDDDD..", hours(2)),
        ("DDDDDK. EDDDD..", 0),
        ("DDDDDK. .DDDDDD", hours(5)),
        ("DDDDDN. .DDDD..", hours(18)),  # Friday 16 to Saturday 21; only 17 hours of the long time are this week's
        ("DDDDDD. .DDDDDD", hours(4) + hours(5)),  # one long weekend of which neither week has its 36 hours
        ("DDDDDDD DDDDD..", hours(29)),  # Monday until 07; fifteen hours at a time are 32 short of 47
        ("DDDDD.. LLLLLLL", hours(29)),
    ],
)
def test_the_free_time_is_whole_but_its_inside_is_cut(weeks: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(weeks, **anna(weeks=2))) == short


@pytest.mark.parametrize(
    ("week", "short"),
    [("DDD.DDD", 0), ("DDDDDD.", hours(4)), ("DDDDDK.", 0), ("DDE.EDD", 0), ("DDE.MDD", hours(1))],
)
def test_daily_rest_may_have_been_given_before_the_shift(week: str, short: int) -> None:
    assert owed(WeeklyRest(joined=hours(36)), *drawn(week, **anna())) == short


@pytest.mark.parametrize(
    ("week_break", "weeks", "short"),
    [
        (SUNDAY_AT_20, "DDDDDD. .DDDDDD", hours(8) + hours(1)),  # Saturday 16 to Sunday 20, and on to Tuesday 07
        (WEDNESDAY, "DDDDD.. DDDDD..", 0),
        (WEDNESDAY, "DD.DDDD DD.....", hours(8)),  # Tuesday 16 to Thursday 07 is 39 hours
        (WEDNESDAY_AT_12, "DDDDDDD DD.....", hours(16)),  # the second Tuesday 16 to Wednesday 12
        (WEDNESDAY_AT_12, "....... DDDDDDD", 0),  # after the last day everybody is free
    ],
)
def test_weeks_begin_where_the_person_s_do(week_break: int, weeks: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(weeks, **anna(week_break, weeks=2))) == short


@pytest.mark.parametrize(
    ("week", "history", "short"),
    [
        ("D......", "", 0),  # before the first row everything is free
        ("D......", "DDDDD..", 0),
        ("D......", "DDDDDK.", hours(4)),  # Monday's shift cuts the weekend before to 43 hours
        ("M......", "DDDDDK.", hours(2)),
        ("E......", "DDDDDK.", 0),
        ("D......", "DDDDDD.", hours(8)),  # 39 hours in all; as history left it, it was only four short
        (".......", "DDDDDDD", 0),  # history alone is nobody's breach
        ("....D..", "DDDDDDD", 0),  # and no worse for a Friday
        ("D......", "DDDDDDD", hours(29)),  # Sunday from 16 was 28 short, and is 32 when Monday is worked
        (".MDDDDD", "DDDDDDD", hours(6)),  # the roster's own week: 33 hours inside, 41 from Sunday 16
    ],
)
def test_the_roster_goes_on_from_history(week: str, history: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(week, **anna(history=history))) == short


@pytest.mark.parametrize(
    ("week", "short"),
    [
        (".......", 0),
        ("..DDDDD", 0),
        ("DD.....", hours(28)),  # worked from Wednesday to Tuesday: Tuesday from 16 is all there is
        ("D......", hours(4)),
    ],
)
def test_a_week_begun_in_history_counts_whole_once_the_roster_is_in_it(week: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(week, **anna(WEDNESDAY, history="DDDDD"))) == short


@pytest.mark.parametrize(
    ("begin", "week", "short"),
    [
        (date(2026, 10, 19), "DDDDDK.", 0),
        (date(2026, 10, 19), "DDDDDD.", hours(3)),  # the Sunday has 25 hours
        (date(2027, 3, 22), "DDDDDK.", hours(1)),  # the Sunday has 23
    ],
)
def test_time_is_time_that_passes(begin: date, week: str, short: int) -> None:
    assert owed(WeeklyRest(), *drawn(week, **anna(begin=begin))) == short


def test_the_edge_is_a_minute() -> None:
    late = ShiftTypeRow(code=ShiftCode("X"), start=minute_of("11:00"), end=minute_of("15:00"), break_minutes=Minutes(0))
    early = late.model_copy(update={"code": ShiftCode("Y"), "start": minute_of("10:59")})
    types = (*shift_types(), late, early)
    assert owed(WeeklyRest(), *drawn("DDK.XDD", **anna(shift_types=types))) == 0  # 12 to 11 is 47 hours
    assert owed(WeeklyRest(), *drawn("DDK.YDD", **anna(shift_types=types))) == 1


@pytest.mark.parametrize(
    ("letter", "short"),
    [
        ("L", hours(36) + hours(32)),  # eleven hours at a time, and the last week from Sunday 20
        ("X", hours(37) + hours(33)),  # ten hours at a time: 37 short of 47
        ("Z", hours(47) + hours(47)),  # never free: the last time begins as the week ends
    ],
)
def test_less_than_a_daily_rest_is_short_of_both(letter: str, short: int) -> None:
    """A week whose every free time is shorter than eleven hours is more than 36 short."""
    long = ShiftTypeRow(code=ShiftCode("X"), start=minute_of("07:00"), end=minute_of("21:00"))
    always = ShiftTypeRow(code=ShiftCode("Z"), start=minute_of("00:00"), end=minute_of("00:00"))
    given = anna(weeks=2, history=letter, shift_types=(*shift_types(), long, always))
    assert owed(WeeklyRest(), *drawn(letter * 14, **given)) == short


def test_where_the_rests_may_be_joined_a_week_is_at_most_36_hours_short() -> None:
    long = ShiftTypeRow(code=ShiftCode("X"), start=minute_of("07:00"), end=minute_of("21:00"))
    given = anna(weeks=2, history="X", shift_types=(*shift_types(), long))
    assert owed(WeeklyRest(joined=hours(36)), *drawn("X" * 14, **given)) == 2 * hours(26)
