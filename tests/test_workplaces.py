import pytest

from constraints.workplaces import Workplaces
from scheduler.case.rows import UnitRow
from scheduler.ids import ShiftCode, UnitId
from scheduler.plan import Duty, Plan
from tests.drawn import ANNA, drawn_case, owed

UNITS = tuple(UnitRow(unit_id=UnitId(name)) for name in "uvwx")


@pytest.mark.parametrize(
    ("places", "over"),
    [
        ("", 0),
        ("uuuu", 0),
        ("uvuv", 0),
        ("vw", 0),  # one's own unit counts when it is worked in
        ("uvw", 1),
        ("uvwxuvwx", 2),
    ],
)
def test_two_units_at_most(places: str, over: int) -> None:
    case = drawn_case(units=UNITS)
    duties = tuple(Duty(case.shift(day, ShiftCode("D")), UnitId(unit)) for day, unit in enumerate(places))
    assert owed(Workplaces(), case, Plan(case, {ANNA: duties}, {})) == over
