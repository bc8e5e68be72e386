from datetime import date
from typing import Any

import pytest

from constraints.visit_time import VisitTime
from scheduler.book import Book
from scheduler.clock import Minutes
from scheduler.review import Reading, review
from scheduler.text import Language
from tests.drawn import owed
from tests.visited import DAILY, made, series, visited

ROWS = (series("a", "07:00-15:00", days=DAILY), series("b", "07:00-15:00", days=DAILY))


def week(*starts: str, name: str = "a") -> dict[str, str]:
    return {f"{name}@{day}": f"{start} anna" for day, start in enumerate(starts) if start}


def away(*starts: str, **given: Any) -> int:
    """Half minutes beyond the slack."""
    return owed(VisitTime(), *visited("D" * 7, ROWS, week(*starts), **given))


@pytest.mark.parametrize(
    ("starts", "minutes"),
    [
        ((), 0),
        (("09:00",), 0),  # its own median
        (("09:00", "09:30", "10:00"), 0),  # half an hour on either side
        (("08:59", "09:30", "10:00"), 1),
        (("09:00", "09:30", "10:05"), 5),
        (("08:00", "08:00", "12:00"), 210),
        (("08:00", "12:00"), 90 + 90),  # of two the median lies between them
        (("09:00", "", "09:00", "", "11:00"), 90),  # a day without is no day
    ],
)
def test_a_visit_comes_near_the_median_of_its_series(starts: tuple[str, ...], minutes: int) -> None:
    assert away(*starts) == 2 * minutes


def test_a_median_may_lie_between_two_minutes() -> None:
    assert away("09:00", "10:01") == 2  # half a minute beyond on either side


def test_each_series_has_its_own_median() -> None:
    both = {**week("08:00", "08:00"), **week("14:00", "14:00", name="b")}
    assert owed(VisitTime(), *visited("DD", ROWS, both)) == 0


def test_the_same_time_is_that_of_the_wall_clock() -> None:
    starts = ("09:00", "09:00", "09:00", "09:00", "09:00", "09:00", "09:00")
    assert away(*starts, begin=date(2026, 10, 19)) == 0
    assert away(*starts, begin=date(2027, 3, 22)) == 0
    assert away(*starts[:6], "09:40", begin=date(2026, 10, 19)) == 2 * 10


def test_the_slack_can_be_changed() -> None:
    case, plan = visited("DD", ROWS, week("08:00", "09:00"))
    assert owed(VisitTime(slack=Minutes(15)), case, plan) == 2 * (15 + 15)
    assert review(Book.of(case, VisitTime(slack=Minutes(15))), plan).total == 5 + 5


def test_an_edit_moves_the_median_for_all() -> None:
    case, plan = visited("DDDD", ROWS, week("08:00", "08:00", "10:00", "10:00"))
    book = Book.of(case, VisitTime())
    moved = plan.with_meetings(made(case, {"a@1": "10:00 anna"}))
    assert Reading.of(book, plan).after(moved).worth == Reading.of(book, moved).worth


def test_the_sentence_tells_the_usual_time() -> None:
    case, plan = visited("DDD", ROWS, week("08:00", "08:10", "09:00"))
    (breach,) = review(Book.of(case, VisitTime()), plan).breaches
    assert breach.said(Language.ENGLISH, case.clock) == (
        "The visit to rita on Wed 3 Feb 09:00 is 50 min off its usual 08:10; 30 min is meant."
    )
