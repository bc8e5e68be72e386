from decimal import Decimal
from typing import Any

import pytest

from constraints.travel import Travel
from scheduler.book import Book
from scheduler.case.rows import GroupRow, RuleRow, TravelRow
from scheduler.ids import GroupId, RuleId
from scheduler.review import review
from tests.drawn import GROUP, UNIT, owed
from tests.visited import recipient, series, visited

HALL = GroupId("h")
PLACES: dict[str, Any] = {
    "groups": (GroupRow(group_id=GROUP, unit_id=UNIT), GroupRow(group_id=HALL, unit_id=UNIT)),
    "recipients": [recipient(), recipient("sven"), recipient("tora", group_id=HALL), recipient("ulla", group_id=HALL)],
}
TABLE = (
    TravelRow(from_group=GROUP, to_group=HALL, minutes=20),
    TravelRow(from_group=HALL, to_group=HALL, minutes=2),
)


def day(*stops: str) -> Any:
    """Visits in a row, `08:00 rita`, all on Monday."""
    rows, meetings = [], {}
    for number, stop in enumerate(stops):
        at, whom = stop.split()
        rows.append(series(f"v{number}", at, days="1", recipient_id=whom))
        meetings[f"v{number}"] = f"{at} anna"
    return rows, meetings


def minutes(letters: str, stops: tuple[str, ...], **given: Any) -> int:
    return owed(Travel(), *visited(letters, *day(*stops), **{**PLACES, **given}))


@pytest.mark.parametrize(
    ("stops", "travel"),
    [
        ((), 0),
        (("08:00 rita",), 0),  # on the way to the first and from the last is nobody's travel
        (("08:00 rita", "09:00 rita"), 0),  # the same recipient
        (("08:00 rita", "09:00 sven"), 5),
        (("08:00 rita", "09:00 tora"), 15),
        (("08:00 rita", "09:00 sven", "10:00 tora", "11:00 ulla"), 5 + 15 + 5),
        (("11:00 ulla", "08:00 rita", "10:00 tora"), 15 + 5),  # in the order of their starts
    ],
)
def test_travel_is_between_visits_that_follow_each_other(stops: tuple[str, ...], travel: int) -> None:
    assert minutes("D", stops) == travel


def test_the_table_goes_before_the_rule_of_thumb_and_has_a_direction() -> None:
    assert minutes("D", ("08:00 rita", "09:00 tora"), travel=TABLE) == 20
    assert minutes("D", ("08:00 tora", "09:00 rita"), travel=TABLE) == 15
    assert minutes("D", ("08:00 tora", "09:00 ulla"), travel=TABLE) == 2


def test_a_split_shift_is_one_and_two_shifts_are_two() -> None:
    assert minutes("S", ("10:00 rita", "17:00 tora")) == 15
    assert minutes("N", ("06:00 rita", "22:00 tora"), history="N") == 0  # the night before, and the night to come
    assert minutes("N", ("05:00 rita", "06:00 tora", "22:00 sven", "23:00 tora"), history="N") == 15 + 15


def across(letters: str, last: str, first: str, **given: Any) -> int:
    """Travel when Anna's last visit of Monday is to Rita, and her first of Tuesday to Tora."""
    rows = [series("a", last, days="1"), series("b", first, days="2", recipient_id="tora")]
    return owed(Travel(), *visited(letters, rows, {"a": f"{last} anna", "b@1": f"{first} anna"}, **PLACES, **given))


@pytest.mark.parametrize(
    ("letters", "last", "first", "travel"),
    [
        ("N.", "23:00", "06:00", 15),  # one night
        ("N.", "21:00", "00:00", 15),
        ("ND", "23:00", "08:00", 0),  # a night, and then a day
        ("ED", "21:00", "08:00", 0),
        ("NN", "23:00", "22:00", 0),  # two nights
        (".N", "23:00", "22:00", 0),
        ("N.", "20:00", "06:00", 15),  # a visit before her shift is travelled from all the same
        ("N.", "23:00", "08:00", 0),  # and one after it belongs to the date
    ],
)
def test_a_night_is_one_shift_on_both_sides_of_midnight(letters: str, last: str, first: str, travel: int) -> None:
    assert across(letters, last, first) == travel


def test_the_night_before_goes_on_no_further_than_its_morning() -> None:
    assert across("N.", "06:00", "06:00", history="N") == 0  # the end of one night, and that of the next
    rows = [
        series(name, at, days=day, recipient_id=whom)
        for name, at, day, whom in (
            ("a", "06:00", "1", "rita"),
            ("b", "22:00", "1", "tora"),
            ("c", "01:00", "2", "rita"),
            ("d", "05:00", "2", "tora"),
        )
    ]
    meetings = {"a": "06:00 anna", "b": "22:00 anna", "c@1": "01:00 anna", "d@1": "05:00 anna"}
    assert owed(Travel(), *visited("N.", rows, meetings, history="N", **PLACES)) == 15 + 15


def test_each_date_is_counted_apart() -> None:
    daily = [series("a", "08:00", days="12"), series("b", "09:00", days="12", recipient_id="tora")]
    both = {f"{name}@{on}": f"{at} anna" for name, at in (("a", "08:00"), ("b", "09:00")) for on in (0, 1)}
    case, plan = visited("DD", daily, both, **PLACES)
    assert [breach.day for breach in review(Book.of(case, Travel()), plan).breaches] == [0, 1]


def test_visits_that_cannot_be_made_are_travelled_to() -> None:
    assert minutes(".", ("08:00 rita", "09:00 tora")) == 15
    assert minutes("D", ("08:00 rita", "08:10 tora")) == 15  # and so is one that comes too soon


def test_a_minute_costs_her_wage_with_on_costs() -> None:
    people: Any = {"anna": {"wage": Decimal(180)}}
    case, plan = visited("D", *day("08:00 rita", "09:00 tora"), people=people, **PLACES)
    assert review(Book.of(case, Travel()), plan).total == pytest.approx(15 * 180 / 60 * 1.4453)
    cheap = (RuleRow(rule_id=RuleId("cost"), parameter="on_cost", value="0,5"),)
    case, plan = visited("D", *day("08:00 rita", "09:00 tora"), people=people, rules=cheap, **PLACES)
    assert review(Book.of(case, Travel()), plan).total == pytest.approx(15 * 180 / 60 * 1.5)
