from decimal import Decimal
from typing import Any

import pytest

from constraints.contact_meets import ContactMeets
from scheduler.book import Book
from scheduler.case.rows import Setting
from scheduler.ids import EmployeeId
from scheduler.review import Reading, review
from scheduler.text import Language
from tests.drawn import ANNA, drawn, owed
from tests.visited import DAILY, made, recipient, series, visited

WEEKS = 4
ROSTER = {"anna": "D" * 28, "bo": "D" * 28}
CONTACT = [recipient(contact=ANNA)]


def short(meetings: dict[str, str], rows: Any = None, roster: Any = None, **given: Any) -> int:
    return owed(ContactMeets(), *asked(meetings, rows, roster, **given))


def asked(meetings: dict[str, str], rows: Any = None, roster: Any = None, **given: Any) -> Any:
    rows = rows or [series("a", "08:00-12:00", days=DAILY)]
    given = {"recipients": CONTACT, "weeks": WEEKS, **given}
    return visited(roster or ROSTER, rows, meetings, **given)


def anna(*days: int) -> dict[str, str]:
    """She comes on these days, Bo on the others."""
    return {f"a@{day}": f"08:00 {'anna' if day in days else 'bo'}" for day in range(7 * WEEKS)}


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        ((0, 3, 6, 9, 12, 15, 18, 21, 24), 0),  # nine of twenty-eight, where 8.4 are asked for
        ((0, 4, 8, 12, 15, 18, 21, 24), 1),
        ((), 9),
        (tuple(range(9)), 2),  # enough in number, but nineteen days without her
        ((6, 13, 20, 27, 5, 12, 19, 26, 25), 0),  # six dates before, six between two
        ((7, 14, 21, 27, 6, 13, 20, 26, 25), 0),
        ((7, 8, 9, 10, 11, 12, 13, 14, 15), 1 + 1),  # seven dates before her, twelve after
        ((8, 9, 10, 11, 12, 18, 19, 20, 21), 1),  # eight before, six after
    ],
)
def test_she_makes_her_share_and_does_not_stay_away_a_week(days: tuple[int, ...], missing: int) -> None:
    assert short(anna(*days)) == missing


def test_the_dates_before_and_after_the_period_count_as_hers() -> None:
    rows = [series("a", "08:00", days="1")]
    week = {"anna": "D......"}
    assert short({"a": "08:00 anna"}, rows, week, weeks=1) == 0
    assert short({}, rows, week, weeks=1) == 1  # a week without, and the one visit


def test_only_the_visits_between_seven_and_twenty_two_count() -> None:
    rows = [series("a", "08:00", days="1"), series("n", "06:00-06:30", days="1")]
    roster = {"anna": "D", "bo": "N"}
    assert short({"a": "08:00 anna"}, rows, roster, weeks=1) == 0
    early = [series("a", "06:30-07:30", days=DAILY)]  # counts where it is planned after seven
    night = {"anna": "NNNNNNN", "bo": "DDDDDDD"}
    assert short({"a@1": "06:30 anna"}, early, night, weeks=1) == 0
    assert short({"a@1": "06:30 anna", "a@2": "07:00 bo"}, early, night, weeks=1) == 1
    late = [series("a", "21:30-22:30", days=DAILY)]  # counts unless it is planned after ten
    assert short({"a@1": "21:45 anna", "a@2": "22:00 bo", "a@3": "22:00 bo"}, late, night, weeks=1) == 1
    assert short({"a@1": "21:45 anna", **{f"a@{day}": "22:00 bo" for day in range(2, 6)}}, late, night, weeks=1) == 0


def test_a_visit_counts_when_it_is_made() -> None:
    free = {"anna": "." * 28, "bo": "D" * 28}
    assert short(anna(*range(28)), roster=free) == 9
    double = [series("a", "08:00", days=DAILY, staff=2)]
    both = {f"a@{day}": "08:00 anna bo" for day in range(28)}
    assert short(both, double) == 0  # one visit each, though two come
    assert short(both, double, roster=free) == 9


def test_nobody_is_asked_where_there_is_no_contact_or_no_visit() -> None:
    assert short({}, recipients=[recipient()]) == 0
    assert short({}, [series("n", "22:00", days=DAILY)]) == 0
    home = drawn("D", setting=Setting.CARE_HOME, recipients=(recipient(contact=ANNA),))
    assert owed(ContactMeets(), *home) == 0


def test_the_share_and_the_days_can_be_changed() -> None:
    once = asked(anna(0, 10, 20))
    assert owed(ContactMeets(share=Decimal("0.1")), *once) == 3  # nine, nine and seven dates without her
    assert owed(ContactMeets(share=Decimal("0.1"), days=10), *once) == 0
    assert owed(ContactMeets(share=Decimal("0.11")), *once) == 3  # 3.08 is four, one short
    assert owed(ContactMeets(share=Decimal("0.11"), days=10), *once) == 1


def test_an_edit_of_her_row_is_an_edit_of_the_visits_she_makes() -> None:
    case, plan = asked(anna(*range(0, 28, 3)))
    book = Book.of(case, ContactMeets())
    reading = Reading.of(book, plan)
    ill = plan.with_duties({ANNA: [duty for duty in plan.duties[ANNA] if duty.shift.day > 9]})
    assert reading.after(ill).worth == Reading.of(book, ill).worth
    assert reading.after(ill).worth.kronor > reading.worth.kronor
    late = plan.with_meetings(made(case, {"a@3": "08:30 anna"}))
    assert reading.after(late).worth == Reading.of(book, late).worth


def test_the_sentence_tells_both() -> None:
    case, plan = asked(anna(0))
    (breach,) = review(Book.of(case, ContactMeets()), plan).breaches
    assert breach.said(Language.ENGLISH, case.clock) == (
        "rita: the contact anna makes 1 of 28 daytime visits (9 is the aim) and stays away for 27 days at most "
        "(no more than 7 between two)."
    )
    assert breach.who == EmployeeId("anna")
    assert breach.kronor == 20 * 8
