import pytest

from constraints.introduced import Introduced
from scheduler.case.rows import GroupRow, Setting, UnitRow
from scheduler.ids import GroupId, ShiftCode, UnitId
from scheduler.plan import Duty, Plan
from tests.drawn import ANNA, drawn_case, owed

UNITS = tuple(UnitRow(unit_id=UnitId(name)) for name in ("u", "v", "w"))
GROUPS = tuple(
    GroupRow(group_id=GroupId(group), unit_id=UnitId(unit)) for group, unit in (("g", "u"), ("h", "u"), ("k", "v"))
)


@pytest.mark.parametrize(
    ("groups", "introduced", "unit", "group", "known"),
    [
        (("g",), (), "u", "g", True),
        (("g",), (), "u", "h", False),  # another group of her own unit
        (("g",), ("h",), "u", "h", True),
        (("g",), (), "u", None, True),
        (("g",), (), "v", None, False),
        (("g",), ("v",), "v", "k", True),  # introduced to the whole unit
        (("g",), ("v",), "v", None, True),
        (("g",), ("k",), "v", None, True),  # a group makes its unit known
        (("g",), ("k",), "v", "k", True),
        ((), (), "u", "h", True),  # without groups of her own she belongs to the unit
        ((), (), "v", "k", False),
    ],
)
def test_where_one_may_work(
    groups: tuple[str, ...], introduced: tuple[str, ...], unit: str, group: str | None, known: bool
) -> None:
    case = drawn_case(
        people={"anna": {"groups": groups, "introduced": introduced}},
        setting=Setting.CARE_HOME,
        units=UNITS,
        groups=GROUPS,
        history="N",
    )
    place = (UnitId(unit), GroupId(group) if group else None)
    duties = tuple(Duty(case.shift(day, ShiftCode("D")), *place) for day in (0, 1))
    assert owed(Introduced(), case, Plan(case, {ANNA: duties}, {})) == (0 if known else 2)


def test_the_empty_roster_is_nowhere() -> None:
    case = drawn_case()
    assert owed(Introduced(), case, Plan.empty(case)) == 0
