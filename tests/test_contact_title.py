from typing import Any

import pytest

from constraints.contact_title import ContactTitle
from scheduler.book import Book
from scheduler.case.rows import PriceRow, Setting
from scheduler.ids import RuleId
from scheduler.review import Review, review
from scheduler.solve.board import Board, Freedom
from tests.drawn import ANNA, drawn
from tests.visited import recipient


def reported(title: str | None, **given: Any) -> Review:
    case, plan = drawn("D", people={"anna": {"title": title}}, **{"recipients": (recipient(contact=ANNA),), **given})
    return review(Book((ContactTitle,), case), plan)


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("underskoterska", 0),
        ("Undersköterska", 0),
        ("specialistundersköterska", 0),
        ("vardbitrade", 1),
        ("", 1),
        (None, 1),
    ],
)
def test_a_contact_has_the_protected_title(title: str | None, count: int) -> None:
    assert len(reported(title).breaches) == count
    assert len(reported(title, setting=Setting.CARE_HOME).breaches) == count


def test_nobody_is_missed_where_no_contact_is_named() -> None:
    assert not reported("vardbitrade", recipients=(recipient(),)).breaches


def test_it_is_told_and_never_hard() -> None:
    found = reported("vardbitrade", prices=(PriceRow(rule_id=RuleId("contact_title"), kronor="never"),))
    assert not found.hard
    assert found.total == 0
    assert found.breaches[0].subject == "rita"


def test_a_search_has_nothing_to_do_with_it() -> None:
    case, plan = drawn("D", recipients=(recipient(contact=ANNA),))
    board = Board(Book((ContactTitle,), case), plan, Freedom({ANNA: range(7)}, {}), measure=True)
    board.post()
    assert not board.owed
