from datetime import timedelta

import pytest

from constraints.free_days import FreeDays
from scheduler.case.rows import AbsenceRow
from tests.drawn import ANNA, BEGIN, drawn, owed


@pytest.mark.parametrize(
    ("roster", "short"),
    [
        ("", 0),
        ("DDDDD.." * 3 + "DDDD...", 0),  # nine
        ("DDDDD.." * 4, 1),
        ("NNNNN.." * 4, 1),  # the morning a night ends on is a free date
        ("NNNNN.." * 3 + "NNNN..N", 1),  # the last night ends after the period
        ("D" * 28, 9),
    ],
)
def test_nine_dates_in_four_weeks_are_free(roster: str, short: int) -> None:
    assert owed(FreeDays(), *drawn(roster)) == short


@pytest.mark.parametrize(("weeks", "needed"), [(1, 3), (2, 5), (3, 7), (5, 12)])
def test_other_periods_have_their_share_rounded_up(weeks: int, needed: int) -> None:
    days = 7 * weeks
    assert owed(FreeDays(), *drawn("D" * (days - needed), weeks=weeks)) == 0
    assert owed(FreeDays(), *drawn("D" * (days - needed + 1), weeks=weeks)) == 1


def test_history_has_had_its_own() -> None:
    assert owed(FreeDays(), *drawn("DDDDD.." * 3 + "DDDD...", history="D" * 14)) == 0


def test_an_absent_date_is_a_free_date() -> None:
    away = AbsenceRow(employee_id=ANNA, first=BEGIN + timedelta(days=19), last=BEGIN + timedelta(days=30))
    assert owed(FreeDays(), *drawn("D" * 19, absences=(away,))) == 0
