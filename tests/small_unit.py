"""A small unit for tests of files and commands: three people, a recipient with two visits a day, two weeks."""

from collections.abc import Mapping
from typing import Any

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import DemandRow, RecipientRow, Setting, VisitRow
from scheduler.clock import hours
from scheduler.ids import EmployeeId, VisitId
from scheduler.plan import Meeting, Plan
from scheduler.review import review
from scheduler.solve.progress import Outcome, Status
from tests.drawn import GROUP, UNIT, drawn_case, drawn_plan

PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "anna": {"name": "Anna Ek"},
    "bo": {"name": "Bo Alm", "rate": 75},
    "cia": {"name": "=SUM(1)", "hourly": True, "max_minutes": 4000},
}
ROSTER = {
    "anna": "DDDD... DDDDD..",
    "bo": "EE.E.LL E.EE...",
    "cia": "..D.D.. .....DD",
}


def small_case(**given: Any) -> Case:
    """Home care; other tables may be given as rows."""
    visits = tuple(
        VisitRow(
            series_id=series, recipient_id="r1", days="1234567", earliest=at, latest=at + 60, minutes=30, staff=staff
        )
        for series, at, staff in (("morning", hours(8), 2), ("evening", hours(18), 1))
    )
    tables: dict[str, Any] = {
        "weeks": 2,
        "people": PEOPLE,
        "demand": tuple(
            DemandRow(unit_id=UNIT, day=day, begin=hours(7), until=hours(16), min=2, target=3)
            for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        ),
        "recipients": (RecipientRow(recipient_id="r1", group_id=GROUP, contact="anna"),),
        "visits": visits,
    }
    return drawn_case(**(tables | given))


def small_plan(case: Case) -> Plan:
    """The roster above; Anna and Bo make the first mornings, Bo the evenings he works, the rest is not made."""
    who = {name: EmployeeId(name) for name in PEOPLE}
    clock = case.clock
    meetings = {}
    for day in case.days:
        morning, evening = (VisitId(f"{series}@{clock.date(day)}") for series in ("morning", "evening"))
        if day < 2:
            meetings[morning] = Meeting(clock.at(day, hours(8)), (who["anna"], who["bo"]))
        if ROSTER["bo"].replace(" ", "")[day] == "E":
            meetings[evening] = Meeting(clock.at(day, hours(18)), (who["bo"],))
    return drawn_plan(case, ROSTER, meetings)


def judged(case: Case, plan: Plan) -> tuple[Book, Outcome]:
    """The book in force, and the plan as a search's answer."""
    book = Book(rules(), case)
    found = review(book, plan)
    status = Status.INFEASIBLE if found.hard else Status.FEASIBLE
    return book, Outcome(plan, found, status, seconds=1.5, stopped=False, work=2.0)


def small_home() -> Case:
    """A care home with two wards; a night floor belongs to no resident."""
    return drawn_case(
        weeks=2,
        setting=Setting.CARE_HOME,
        people={"anna": {"groups": ("g", "w2")}, "bo": {"groups": ("w2",)}},
        recipients=(RecipientRow(recipient_id="r1", group_id=GROUP),),
    )
