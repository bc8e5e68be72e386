from datetime import timedelta

import pytest

from constraints.wish import Wish
from scheduler.book import Book
from scheduler.case.rows import AbsenceRow, WishRow
from scheduler.review import review
from tests.drawn import ANNA, BEGIN, drawn, owed


def wishes(*asked: str, strength: str = "1") -> tuple[WishRow, ...]:
    """Anna's wishes, one for each of her first days."""
    return tuple(
        WishRow.model_validate(
            {"employee_id": ANNA, "date": BEGIN + timedelta(days=day), "wish": wish, "strength": strength}
        )
        for day, wish in enumerate(asked)
    )


@pytest.mark.parametrize(
    ("asked", "granted_by", "refused_by"),
    [
        ("free", ".", "DENLSK"),
        ("work", "DENLSK", "."),
        ("day", "DMLSK", "EN."),  # long and split shifts are days too
        ("evening", "E", "DN."),
        ("night", "N", "DE."),
        ("M", "M", "DE."),
        ("not:free", "DEN", "."),
        ("not:evening", ".DN", "E"),  # being free grants it
        ("not:M", ".DE", "M"),
        ("not:work", ".", "D"),
    ],
)
def test_what_grants_a_wish(asked: str, granted_by: str, refused_by: str) -> None:
    for letter in granted_by:
        assert owed(Wish(), *drawn(letter, wishes=wishes(asked))) == 0
    for letter in refused_by:
        assert owed(Wish(), *drawn(letter, wishes=wishes(asked))) == 1


@pytest.mark.parametrize(("strength", "kronor"), [("1", 30), ("2", 60), ("3", 120)])
def test_a_stronger_wish_costs_more(strength: str, kronor: float) -> None:
    case, plan = drawn("D", wishes=wishes("free", strength=strength))
    assert review(Book.of(case, Wish()), plan).total == kronor


def test_a_veto_is_no_wish_unless_it_is_beyond_the_ceiling() -> None:
    asked = wishes("free", "free", "free", strength="veto")
    case, plan = drawn("DDD", wishes=asked)
    assert owed(Wish(), case, plan) == 1
    assert review(Book.of(case, Wish()), plan).total == 120


def test_on_a_day_of_absence_there_is_nothing_to_wish() -> None:
    sick = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    assert owed(Wish(), *drawn("D", wishes=wishes("free"), absences=(sick,))) == 0
