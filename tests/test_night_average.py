from datetime import date
from typing import Any

import pytest

from constraints.night_average import NightAverage
from scheduler.clock import hours
from tests.drawn import ANNA, drawn, owed


def anna(weeks: int = 1, nights: str = "only", **given: Any) -> dict[str, Any]:
    return {"people": {ANNA: {"nights": nights}}, "weeks": weeks, **given}


@pytest.mark.parametrize(
    ("week", "over"),
    [
        ("NNNN...", 0),
        ("NNNN..K", 0),  # 45 of the 48 hours that six days hold
        ("NNNNN..", hours(2)),
        ("NNNNNNN", hours(22)),
    ],
)
def test_six_days_a_week_hold_eight_hours_each(week: str, over: int) -> None:
    assert owed(NightAverage(), *drawn(week, **anna())) == over


def test_a_long_week_is_evened_out_by_a_short_one() -> None:
    assert owed(NightAverage(), *drawn("NNNNNN. NNN....", **anna(2))) == 0
    assert owed(NightAverage(), *drawn("NNNNNN. NNNN...", **anna(2))) == hours(4)


@pytest.mark.parametrize("nights", ["yes", "no"])
def test_it_is_for_those_who_work_only_nights(nights: str) -> None:
    assert owed(NightAverage(), *drawn("NNNNNNN", **anna(nights=nights))) == 0


def test_history_is_another_period() -> None:
    assert owed(NightAverage(), *drawn("NNNN...", **anna(history="NNNNNNN"))) == 0


def test_a_night_is_as_long_as_it_lasts() -> None:
    october = anna(begin=date(2026, 10, 19))
    assert owed(NightAverage(), *drawn("NN.NNN.", **october)) == hours(2) + hours(1)
