import pytest

from constraints.shift_skill import ShiftSkill
from tests.drawn import drawn, owed, shift_types

CAR_ON_EVENINGS = tuple(
    kind.model_copy(update={"skills": ("car", "delegation")}) if kind.code == "E" else kind for kind in shift_types()
)


@pytest.mark.parametrize(
    ("skills", "week", "shifts"),
    [
        ((), "DMNLSK.", 0),
        ((), "DEEN...", 2),
        (("car",), "E......", 1),  # one shift, however many skills are lacking
        (("car", "delegation", "finnish"), "EEE....", 0),
        ((), ".......", 0),
    ],
)
def test_the_skills_of_a_shift_are_held(skills: tuple[str, ...], week: str, shifts: int) -> None:
    case, plan = drawn(week, people={"anna": {"skills": skills}}, shift_types=CAR_ON_EVENINGS, history="E")
    assert owed(ShiftSkill(), case, plan) == shifts
