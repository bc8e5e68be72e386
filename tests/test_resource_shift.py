import pytest

from constraints.resource_shift import ResourceShift
from scheduler.book import Book
from scheduler.case.rows import Kind, ShiftTypeRow, UnitRow
from scheduler.clock import minute_of
from scheduler.ids import ShiftCode, UnitId
from scheduler.plan import Duty, Plan
from scheduler.review import review
from tests.drawn import ANNA, drawn_case, owed, shift_types

UNITS = tuple(
    UnitRow(unit_id=UnitId(name), family=family) for name, family in (("u", "home"), ("v", "home"), ("w", "care"))
)
LENT = tuple(
    ShiftTypeRow(
        code=ShiftCode(code),
        start=minute_of("07:00"),
        end=minute_of("15:00"),
        kind=Kind.RESOURCE,
        unit_id=UnitId(unit),
    )
    for code, unit in (("V", "v"), ("W", "w"))
)


@pytest.mark.parametrize(
    ("week", "priced", "hard"),
    [
        (".......", 0, 0),
        ("DEN....", 0, 0),
        ("V......", 1, 0),
        ("VDV....", 2, 1),  # once a period at most
        ("W......", 1, 1),  # and not in another family of units
        ("WDV.W..", 3, 2 + 2),
    ],
)
def test_to_be_lent_out_is_an_exception(week: str, priced: int, hard: int) -> None:
    case = drawn_case(units=UNITS, shift_types=(*shift_types(), *LENT), history="V")
    places = {"V": UnitId("v"), "W": UnitId("w")}
    duties = tuple(
        Duty(case.shift(day, ShiftCode(letter)), places.get(letter, UnitId("u")))
        for day, letter in enumerate(week)
        if letter != "."
    )
    plan = Plan(case, {ANNA: duties}, {})
    assert owed(ResourceShift(), case, plan) == priced + hard
    judged = review(Book.of(case, ResourceShift()), plan)
    assert judged.total == 300 * priced
    assert sum(judged.hard_amounts.values()) == hard
    assert owed(ResourceShift(price=None), case, plan) == priced  # where it is never to be, each counts once
