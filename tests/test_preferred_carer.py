from typing import Any

import pytest

from constraints.preferred_carer import PreferredCarer
from scheduler.book import Book
from scheduler.ids import EmployeeId
from scheduler.review import review
from scheduler.text import Language
from tests.drawn import owed
from tests.visited import DAILY, recipient, series, visited

EVERYBODY = {"anna": "D", "bo": "D", "cy": "D"}
LIKED = [recipient(preferred=(EmployeeId("anna"), EmployeeId("bo")))]


def others(meetings: dict[str, str], staff: int = 1, **given: Any) -> int:
    rows = [series("a", "08:00-09:00", days=DAILY, staff=staff)]
    return owed(PreferredCarer(), *visited(EVERYBODY, rows, meetings, **{"recipients": LIKED, **given}))


@pytest.mark.parametrize(("who", "count"), [("anna", 0), ("bo", 0), ("cy", 1)])
def test_a_visit_goes_to_somebody_preferred(who: str, count: int) -> None:
    assert others({"a": f"08:00 {who}"}) == count


@pytest.mark.parametrize(("who", "count"), [("anna bo", 0), ("anna cy", 0), ("cy di", 1)])
def test_of_a_double_visit_one_is_enough(who: str, count: int) -> None:
    rows = [series("a", "08:00", staff=2)]
    case_and_plan = visited({**EVERYBODY, "di": "D"}, rows, {"a": f"08:00 {who}"}, recipients=LIKED)
    assert owed(PreferredCarer(), *case_and_plan) == count


def test_every_planned_visit_counts_made_or_not() -> None:
    assert others({}) == 0
    assert others({"a@1": "08:00 cy", "a@2": "08:00 cy"}) == 2  # nobody is on duty on those days
    assert others({"a": "08:00 cy anna"}) == 0  # more than were asked for


def test_whoever_has_preferred_nobody_is_helped_by_anybody() -> None:
    assert others({"a": "08:00 cy"}, recipients=[recipient()]) == 0


def test_the_sentence_names_who_came() -> None:
    case, plan = visited(EVERYBODY, [series("a", "08:00")], {"a": "08:00 cy"}, recipients=LIKED)
    (breach,) = review(Book.of(case, PreferredCarer()), plan).breaches
    assert breach.said(Language.SWEDISH, case.clock) == (
        "rita får besök mån 1/2 08:00 av cy, som inte hör till de önskade."
    )
    assert breach.kronor == 10
