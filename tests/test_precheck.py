from datetime import date, timedelta

from constraints import rules
from scheduler.book import Book
from scheduler.case.rows import WishRow
from scheduler.clock import hours
from scheduler.solve.precheck import precheck
from scheduler.text import Language
from tests.drawn import ANNA, BEGIN, drawn_case


def test_a_day_break_that_rules_out_a_shift_type_is_told() -> None:
    torn = drawn_case(people={ANNA: {"day_break": hours(3), "nights": "no"}})
    said = [finding.said(Language.ENGLISH) for finding in precheck(Book(rules(), torn))]
    assert any("E" in words and "never work" in words for words in said)


def test_an_ordinary_person_has_nothing_to_hear() -> None:
    fine = drawn_case(people={ANNA: {"nights": "no", "skills": ()}})
    assert [finding for finding in precheck(Book(rules(), fine)) if "S" not in str(finding.values["codes"])] == []


def test_a_veto_against_one_day_does_not_rule_out_its_shifts_for_ever() -> None:
    days = len(drawn_case(people={ANNA: {"nights": "no"}}).days)
    veto = WishRow(employee_id=ANNA, date=BEGIN + timedelta(days // 2), wish="free", strength="veto")
    picky = Book(rules(), drawn_case(people={ANNA: {"nights": "no"}}, wishes=(veto,)))
    free = Book(rules(), drawn_case(people={ANNA: {"nights": "no"}}))
    assert [finding.values for finding in precheck(picky)] == [finding.values for finding in precheck(free)]


def test_vetoes_beyond_the_ceiling_are_told() -> None:
    wishes = tuple(
        WishRow(employee_id=ANNA, date=date(2027, 2, day), wish="free", strength="veto") for day in (1, 3, 8, 10)
    )
    eager = drawn_case(people={ANNA: {"nights": "no"}}, wishes=wishes)
    said = [finding.said(Language.SWEDISH) for finding in precheck(Book(rules(), eager))]
    assert any("2027-02-08" in words and "2027-02-10" in words for words in said)
