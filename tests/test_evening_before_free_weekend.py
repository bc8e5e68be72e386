from datetime import timedelta

import pytest

from constraints.evening_before_free_weekend import EveningBeforeFreeWeekend
from scheduler.case.rows import AbsenceRow
from scheduler.clock import hours
from scheduler.ids import ShiftCode
from scheduler.plan import Duty
from tests.drawn import ANNA, BEGIN, UNIT, drawn, owed


@pytest.mark.parametrize(
    ("week", "times"),
    [
        (".......", 0),
        ("EEEEE..", 1),
        ("DDDDD..", 0),
        ("DDDDM..", 0),  # ends at 18
        ("DDDDL..", 1),
        ("DDDDS..", 1),  # a split shift ends when it ends
        ("EEEEED.", 0),
        ("EEEEE.D", 0),
        ("EEEEE.N", 1),  # a night that starts on Sunday works no weekend
        ("EEEEEN.", 0),
        ("EEEEN..", 0),  # a night that starts on Friday works it
        ("EEEE...", 0),
    ],
)
def test_a_free_weekend_begins_in_time(week: str, times: int) -> None:
    assert owed(EveningBeforeFreeWeekend(), *drawn(week, weeks=1)) == times


def test_every_weekend_is_its_own() -> None:
    assert owed(EveningBeforeFreeWeekend(), *drawn("....E.. ....ED. ....E..", weeks=3)) == 2


def test_history_s_friday_is_history() -> None:
    assert owed(EveningBeforeFreeWeekend(), *drawn("DDDDD..", weeks=1, history="EE..")) == 0


def test_a_weekend_of_absence_is_free() -> None:
    away = AbsenceRow(employee_id=ANNA, first=BEGIN + timedelta(days=5), last=BEGIN + timedelta(days=8))
    assert owed(EveningBeforeFreeWeekend(), *drawn("EEEEE..", weeks=1, absences=(away,))) == 1


def test_the_hour_is_the_unit_s_to_say() -> None:
    assert owed(EveningBeforeFreeWeekend(by=hours(22)), *drawn("EEEEE..", weeks=1)) == 0
    assert owed(EveningBeforeFreeWeekend(by=hours(17)), *drawn("DDDDM..", weeks=1)) == 1


def test_a_friday_counts_once_also_where_a_hand_has_put_two_late_shifts_on_it() -> None:
    case, plan = drawn("....E..")
    more = (*plan.duties[ANNA], Duty(case.shift(4, ShiftCode("L")), UNIT))
    assert len(list(EveningBeforeFreeWeekend().check(case, plan.with_duties({ANNA: more})))) == 1
