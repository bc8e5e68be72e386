from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from constraints.visit_made import VisitMade
from scheduler.book import Book
from scheduler.case.rows import GroupRow, ShiftTypeRow, TravelRow
from scheduler.clock import hours, minute_of
from scheduler.ids import EmployeeId, GroupId, Skill
from scheduler.review import review
from scheduler.text import Language
from tests.drawn import ANNA, GROUP, UNIT, drawn_plan, owed, shift_types
from tests.visited import RITA, made, recipient, series, visited

HALL = GroupId("h")
FAR: dict[str, Any] = {
    "groups": (GroupRow(group_id=GROUP, unit_id=UNIT), GroupRow(group_id=HALL, unit_id=UNIT)),
    "travel": (TravelRow(from_group=GROUP, to_group=HALL, minutes=20),),
}


def unmade(week: Any, visits: Any, meetings: dict[str, str], **given: Any) -> int:
    return owed(VisitMade(), *visited(week, visits, meetings, **given))


def test_a_visit_that_nobody_makes_is_owed_whole() -> None:
    assert unmade("D", [series("a", "08:00-09:00", 90)], {}) == 90
    assert unmade("D", [series("a", "08:00-09:00", 15)], {}) == 60  # a short one counts as an hour
    assert unmade("D", [series("a", "08:00-09:00", 15, staff=2)], {}) == 2 * 60
    assert unmade("", [series("a", "08:00-09:00", days="1234567")], {}) == 7 * 60


@pytest.mark.parametrize(("start", "missing"), [("07:59", 60), ("08:00", 0), ("08:45", 0), ("09:00", 0), ("09:01", 60)])
def test_it_starts_inside_its_window(start: str, missing: int) -> None:
    assert unmade("D", [series("a", "08:00-09:00")], {"a": f"{start} anna"}) == missing


@pytest.mark.parametrize(
    ("letter", "start", "missing"),
    [
        ("D", "07:00", 0),
        ("D", "06:59", 60),  # before the shift
        ("D", "15:30", 0),
        ("D", "15:31", 60),  # out of it before the visit is over
        (".", "08:00", 60),
        ("S", "10:30", 0),
        ("S", "10:31", 60),  # into the split gap
        ("S", "12:00", 60),
        ("S", "16:00", 0),
        ("E", "08:00", 60),
    ],
)
def test_whoever_makes_it_is_on_duty_all_the_time(letter: str, start: str, missing: int) -> None:
    assert unmade(letter, [series("a", "00:00-23:00")], {"a": f"{start} anna"}) == missing


def test_two_people_are_two_people_at_the_same_time() -> None:
    double = [series("a", "08:00-09:00", staff=2)]
    both = {"anna": "D", "bo": "D"}
    assert unmade(both, double, {"a": "08:00 anna bo"}) == 0
    assert unmade(both, double, {"a": "08:00 anna"}) == 2 * 60
    assert unmade(both, double, {"a": "08:00 anna anna"}) == 2 * 60
    assert unmade({"anna": "D", "bo": "E"}, double, {"a": "08:00 anna bo"}) == 2 * 60  # all of it or none
    assert unmade({**both, "cy": "D"}, double, {"a": "08:00 anna bo cy"}) == 0


def test_skills_and_the_barred() -> None:
    skilled = [series("a", "08:00", skills=(Skill("insulin"),))]
    assert unmade({"anna": "D"}, skilled, {"a": "08:00 anna"}) == 60
    able: dict[str, dict[str, Any]] = {"anna": {"skills": (Skill("insulin"), Skill("car"))}}
    assert unmade("D", skilled, {"a": "08:00 anna"}, people=able) == 0
    barred = [recipient(barred=(EmployeeId("bo"),))]
    both = {"anna": "D", "bo": "D"}
    assert unmade(both, [series("a", "08:00")], {"a": "08:00 bo"}, recipients=barred) == 60
    assert unmade(both, [series("a", "08:00")], {"a": "08:00 anna"}, recipients=barred) == 0


@pytest.mark.parametrize(
    ("second", "where", "missing"),
    [
        ("08:30", {}, 0),  # the same recipient: no travel
        ("08:29", {}, 60),
        ("08:35", {"recipient_id": "sven"}, 0),  # five minutes inside a group
        ("08:34", {"recipient_id": "sven"}, 60),
        ("08:50", {"recipient_id": "tora"}, 0),  # twenty to the hall
        ("08:49", {"recipient_id": "tora"}, 60),
    ],
)
def test_there_is_time_to_travel_from_the_visit_before(second: str, where: dict[str, Any], missing: int) -> None:
    rows = [series("a", "08:00"), series("b", "08:00-10:00", **where)]
    people = [recipient("sven"), recipient("tora", group_id=HALL)]
    meetings = {"a": "08:00 anna", "b": f"{second} anna"}
    assert unmade("D", rows, meetings, recipients=people, **FAR) == missing


def test_of_two_at_once_the_later_is_unmade_also_behind_a_short_one() -> None:
    rows = [series("a", "08:00", 120, staff=2), series("b", "09:00", 15), series("c", "09:30", 90)]
    meetings = {"a": "08:00 anna bo", "b": "09:00 anna", "c": "09:30 anna"}
    assert unmade({"anna": "D", "bo": "D"}, rows, meetings) == 60 + 90


def test_a_night_carries_visits_over_midnight_and_over_a_clock_change() -> None:
    late, early = series("a", "23:30-23:50", 30, days="6"), series("b", "00:05-06:30", 30, days="7")
    october = {"begin": date(2026, 10, 19)}
    assert unmade(".....N.", [late, early], {"a@5": "23:45 anna", "b@6": "00:15 anna"}, **october) == 0
    assert unmade(".....N.", [late, early], {"a@5": "23:45 anna", "b@6": "00:14 anna"}, **october) == 60
    assert unmade(".....N.", [late, early], {"a@5": "23:45 anna", "b@6": "06:30 anna"}, **october) == 0
    assert unmade("......N", [late, early], {"b@6": "06:30 anna"}, **october) == 60 + 60


def test_the_night_into_the_period_makes_its_visits() -> None:
    assert unmade("..", [series("a", "06:00")], {"a": "06:00 anna"}, history="N") == 0
    assert unmade("..", [series("a", "06:00")], {"a": "06:00 anna"}) == 60


def test_a_resource_shift_is_duty_and_a_meeting_is_none() -> None:
    kinds = (
        ShiftTypeRow(code="R", start=minute_of("08:00"), end=minute_of("16:00"), kind="resource"),
        ShiftTypeRow(code="P", start=minute_of("08:00"), end=minute_of("16:00"), kind="meeting"),
    )
    types = {"shift_types": (*shift_types(), *kinds)}
    assert unmade("R", [series("a", "09:00")], {"a": "09:00 anna"}, **types) == 0
    assert unmade("P", [series("a", "09:00")], {"a": "09:00 anna"}, **types) == 60


@pytest.mark.parametrize(
    ("start", "missing"), [("10:30", 0), ("10:31", 60), ("11:15", 60), ("11:29", 60), ("11:30", 0)]
)
def test_nobody_is_called_from_a_break_that_was_placed(start: str, missing: int) -> None:
    case, plan = visited("D", [series("a", "08:00-15:00")], {"a": f"{start} anna"})
    duty = plan.duties[ANNA][0]
    placed = plan.with_duties({ANNA: [replace(duty, pause=case.clock.at(0, minute_of("11:00")))]})
    assert owed(VisitMade(), case, placed) == missing


def test_the_sentence_says_why() -> None:
    case, plan = visited("D", [series("a", "08:00"), series("b", "08:10")], {"a": "08:00 anna", "b": "08:10 anna"})
    (breach,) = review(Book.of(case, VisitMade()), plan).breaches
    assert breach.said(Language.SWEDISH, case.clock) == (
        "anna är kvar hos rita till 08:30 när besöket hos rita börjar mån 1/2 08:10."
    )
    assert breach.amount == 1
    assert breach.kronor == 1000
    assert breach.day == 0
    assert breach.subject == "b@2027-02-01"


def test_an_edit_is_judged_by_what_it_touches() -> None:
    rows = [series("a", "23:30", days="1"), series("b", "00:00-01:00", days="2", minutes=int(hours(1)))]
    case, _ = visited("N", rows, {})
    before = drawn_plan(case, "N", made(case, {"a": "23:30 anna", "b@1": "00:00 anna"}))
    from scheduler.review import Reading

    reading = Reading.of(Book.of(case, VisitMade()), before)
    assert reading.worth.kronor == 0
    moved = before.with_meetings(made(case, {"a": "23:50 anna"}))
    assert reading.after(moved).worth == Reading.of(Book.of(case, VisitMade()), moved).worth
    gone = before.with_duties({ANNA: []})
    assert reading.after(gone).worth == Reading.of(Book.of(case, VisitMade()), gone).worth
    assert str(RITA) == "rita"
