from datetime import date, timedelta

import pytest

from constraints.absence import Absence
from scheduler.case.rows import AbsenceRow
from scheduler.clock import hours
from tests.drawn import ANNA, BEGIN, drawn, owed


def away(first: int, last: int, begin: date = BEGIN) -> tuple[AbsenceRow, ...]:
    """Anna is absent on those days of the period, both inclusive."""
    return (AbsenceRow(employee_id=ANNA, first=begin + timedelta(days=first), last=begin + timedelta(days=last)),)


@pytest.mark.parametrize(
    ("week", "minutes"),
    [
        (".......", 0),
        (".D...E.", 0),
        ("..D....", hours(9)),  # the break is not left out
        ("..S....", hours(13)),
        ("..DDD..", hours(27)),
        (".N.....", hours(7)),  # the night before runs into it
        ("....N..", hours(3)),  # the night of the last day is half outside
        ("...N...", hours(10)),
    ],
)
def test_nobody_works_while_absent(week: str, minutes: int) -> None:
    assert owed(Absence(), *drawn(week, absences=away(2, 4))) == minutes


def test_a_night_before_the_period_is_done() -> None:
    assert owed(Absence(), *drawn(".......", history="N", absences=away(0, 2))) == 0


def test_an_absence_that_began_earlier_still_holds() -> None:
    assert owed(Absence(), *drawn("D......", absences=away(-5, 0))) == hours(9)


def test_the_last_night_runs_into_an_absence_after_the_period() -> None:
    assert owed(Absence(), *drawn("......N", weeks=1, absences=away(7, 9))) == hours(7)
    assert owed(Absence(), *drawn("......E", weeks=1, absences=away(7, 9))) == 0


def test_a_night_over_the_clock_change_is_as_long_as_it_is() -> None:
    october, march = date(2027, 10, 30), date(2027, 3, 27)
    assert owed(Absence(), *drawn("N", begin=october, absences=away(1, 1, october))) == hours(8)
    assert owed(Absence(), *drawn("N", begin=march, absences=away(1, 1, march))) == hours(6)
