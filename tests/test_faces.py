from datetime import date
from typing import Any

import pytest

from constraints.faces import Faces
from scheduler.book import Book
from scheduler.case.rows import PriceRow, RuleRow, Setting
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.review import Reading, review
from tests.drawn import GROUP, drawn, owed
from tests.visited import DAILY, made, recipient, series, visited

WHO = ("anna", "bo", "cy", "di", "eva", "fia")


def met(
    meetings: dict[str, str], *, weeks: int = 2, letters: str = "D" * 14, rows: Any = None, **given: Any
) -> tuple[Any, Plan]:
    asked = rows or [series("a", "08:00-15:00", days=DAILY)]
    return visited(dict.fromkeys(WHO, letters), asked, meetings, weeks=weeks, **given)


def over(meetings: dict[str, str], floor: int = 1, **given: Any) -> int:
    return owed(Faces(floor=floor), *met(meetings, **given))


def rota(days: int, carers: int) -> dict[str, str]:
    """A visit a day, by so many in turn."""
    return {f"a@{day}": f"08:00 {WHO[day % carers]}" for day in range(days)}


def test_each_different_employee_beyond_the_first_few_is_a_face() -> None:
    assert over(rota(14, 6), floor=4) == 2
    assert over(rota(14, 4), floor=4) == 0
    assert over(rota(14, 3), floor=4) == 0
    assert over({}, floor=0) == 0  # nobody comes, nobody is met


def test_a_window_is_fourteen_days_and_only_whole_ones_count() -> None:
    month = "D" * 28
    assert over(rota(14, 1), weeks=4, letters=month) == 0
    two = {**rota(14, 2), **{f"a@{14 + day}": f"08:00 {WHO[2 + day % 2]}" for day in range(14)}}
    assert over(two, weeks=4, letters=month) == 1 + 1  # four in all, two in each window
    assert over({"a@13": "08:00 anna", "a@14": "08:00 bo"}, weeks=4, letters=month) == 0
    odd = {f"a@{day}": f"08:00 {WHO[day % 6]}" for day in range(14, 21)}
    assert over(odd, weeks=3, letters="D" * 21) == 0


def test_both_of_a_double_visit_are_met() -> None:
    assert over({"a": "08:00 anna bo"}, rows=[series("a", "08:00", staff=2)]) == 1


@pytest.mark.parametrize(("start", "faces"), [("06:59", 0), ("07:00", 1), ("21:59", 1), ("22:00", 0)])
def test_the_planned_start_decides_between_seven_and_twenty_two(start: str, faces: int) -> None:
    rows = [series("a", "05:00-23:00", minutes=1)]
    assert over({"a": f"{start} anna"}, floor=0, rows=rows, letters="N" if start > "21" else "D") == faces


def test_the_hours_are_those_of_the_wall_clock() -> None:
    rows = [series("a", "05:00-23:00", minutes=5, days="7")]
    for begin in (date(2026, 10, 12), date(2027, 3, 15)):  # the clock changes on the second Sunday
        given: Any = {"floor": 0, "rows": rows, "begin": begin, "letters": "." * 13 + "D"}
        assert over({"a@13": "07:00 anna"}, **given) == 1
        assert over({"a@13": "06:55 anna"}, **given) == 0


def test_whoever_is_named_counts_also_off_duty() -> None:
    assert over({"a": "08:00 anna", "a@1": "08:00 bo"}, letters=".") == 1


def test_every_recipient_is_counted_apart() -> None:
    rows = [series("a", "08:00"), series("b", "09:00", recipient_id="sven")]
    meetings = {"a": "08:00 anna", "b": "09:00 bo"}
    assert over(meetings, floor=0, rows=rows) == 2
    assert over(meetings, floor=1, rows=rows) == 0
    case, plan = met(meetings, rows=rows)
    assert [breach.subject for breach in review(Book.of(case, Faces(floor=0)), plan).breaches] == ["rita", "sven"]


def test_a_group_may_have_its_own_floor_and_price() -> None:
    given: Any = {
        "rules": (RuleRow(rule_id=RuleId("faces"), parameter="floor", value="0", who=GROUP),),
        "prices": (PriceRow(rule_id=RuleId("faces"), kronor=10),),
    }
    case, plan = met(rota(3, 3), **given)
    assert review(Book((Faces,), case), plan).total == 30


def test_in_a_care_home_the_group_meets_whoever_works_there_in_daytime() -> None:
    home = {"setting": Setting.CARE_HOME, "weeks": 2, "recipients": (recipient(),)}

    def group(**rows: str) -> int:
        return owed(Faces(floor=1), *drawn(rows, **home))

    assert group(anna="D", bo="E") == 1
    assert group(anna="D", bo="." * 13 + "D") == 1
    assert group(anna="D", bo=".") == 0
    assert group(anna="D", bo="N") == 1  # the hour before 22
    assert owed(Faces(floor=0), *drawn({"anna": "."}, history="N", **home)) == 0  # history is nobody's roster
    other = drawn({"anna": "D"}, **{**home, "recipients": (recipient(group_id="h"),)})
    assert owed(Faces(floor=0), *other) == 0


def test_an_edit_is_judged_by_what_it_touches() -> None:
    case, plan = met(rota(14, 3))
    book = Book.of(case, Faces(floor=1))
    edited = plan.with_meetings(made(case, {"a@3": "08:00 fia", "a@4": "08:00 eva"}))
    assert Reading.of(book, plan).after(edited).worth == Reading.of(book, edited).worth
