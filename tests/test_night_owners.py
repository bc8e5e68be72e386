import pytest

from constraints.night_owners import NightOwners
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("nights", "week", "shifts"),
    [
        ("no", ".......", 0),
        ("no", "DEMLSK.", 0),
        ("no", "DNN....", 2),
        ("yes", "DENNLSK", 0),
        ("only", "NNN....", 0),
        ("only", "NDES...", 3),
        ("only", ".......", 0),
    ],
)
def test_nights_go_to_those_who_work_them(nights: str, week: str, shifts: int) -> None:
    case, plan = drawn(week, people={"anna": {"nights": nights}})
    assert owed(NightOwners(), case, plan) == shifts


def test_history_is_done() -> None:
    case, plan = drawn(".......", people={"anna": {"nights": "no"}}, history="NNN")
    assert owed(NightOwners(), case, plan) == 0
