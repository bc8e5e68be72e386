from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from constraints.break_after_five import BreakAfterFive
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import Setting, ShiftTypeRow
from scheduler.charge import Sum
from scheduler.clock import Minutes, hours, minute_of
from scheduler.ids import ShiftCode
from scheduler.plan import Plan
from scheduler.review import Reading, review
from scheduler.solve.board import Board, Freedom
from scheduler.solve.solver import run
from scheduler.text import Language
from tests.drawn import ANNA, drawn, owed, shift_types
from tests.visited import made, recipient, series, visited


def kind(code: str, start: str, end: str, pause: int = 0, **columns: Any) -> ShiftTypeRow:
    return ShiftTypeRow(
        code=ShiftCode(code),
        start=minute_of(start),
        end=minute_of(end),
        break_minutes=Minutes(pause),
        **{"kind": "day", **columns},
    )


TYPES = (
    *shift_types(),
    kind("A", "07:00", "12:01"),  # a minute beyond five hours, and no break
    kind("B", "07:00", "11:30"),
    kind("C", "07:00", "11:31"),
    kind("F", "07:00", "14:00", 45),
    kind("G", "17:00", "23:30", kind="night"),
    kind("R", "08:00", "16:00", kind="resource"),
)


def breakless(letters: str, **given: Any) -> int:
    return owed(BreakAfterFive(), *drawn(letters, shift_types=TYPES, **{"weeks": 1, **given}))


@pytest.mark.parametrize(
    ("letter", "missing"),
    [(".", 0), ("K", 0), ("A", 30), ("D", 0), ("E", 0), ("N", 0), ("G", 0), ("S", 0), ("R", 30), ("B", 0), ("C", 0)],
)
def test_a_shift_beyond_five_hours_holds_a_break(letter: str, missing: int) -> None:
    assert breakless(letter) == missing
    assert breakless(letter, setting=Setting.CARE_HOME) == missing
    assert breakless("." + letter * 3) == 3 * missing


@pytest.mark.parametrize(("letter", "missing"), [("B", 0), ("C", 30), ("K", 30), ("D", 0)])
def test_minors_have_theirs_after_four_and_a_half(letter: str, missing: int) -> None:
    assert breakless(letter, people={"anna": {"minor": True}}) == missing


def test_history_has_had_its_breaks_and_the_length_is_what_passes() -> None:
    assert breakless(".", history="A") == 0
    types = (*shift_types(), kind("X", "01:00", "06:30", kind="evening"))
    long = drawn("......X", shift_types=types, weeks=1, begin=date(2026, 10, 19))
    assert owed(BreakAfterFive(), *long) == 30  # six and a half hours when the clock goes back
    short = drawn("......X", shift_types=types, weeks=1, begin=date(2027, 3, 22))
    assert owed(BreakAfterFive(), *short) == 0  # four and a half when it goes forward


# -- with visits --------------------------------------------------------------------------------------


def round_of(*stops: str, letter: str = "F", whom: str = "rita", **given: Any) -> tuple[Case, Plan]:
    """Anna's Monday: `07:00-09:30` is a visit from seven to half past nine, to Rita unless said otherwise."""
    rows, meetings = [], {}
    for number, stop in enumerate(stops):
        times, _, name = stop.partition(" ")
        begin, end = times.split("-")
        length = minute_of(end) - minute_of(begin)
        rows.append(series(f"v{number}", begin, length, recipient_id=name or whom))
        meetings[f"v{number}"] = f"{begin} anna"
    return visited(letter, rows, meetings, shift_types=TYPES, **given)


def short(*stops: str, letter: str = "F", **given: Any) -> int:
    return owed(BreakAfterFive(), *round_of(*stops, letter=letter, **given))


@pytest.mark.parametrize(
    ("stops", "missing"),
    [
        ((), 0),
        (("07:00-14:00",), 45),
        (("07:00-10:00", "10:45-14:00"), 0),
        (("07:00-10:00", "10:30-14:00"), 15),  # partly idle is partly a break
        (("07:00-07:15", "08:00-14:00"), 45),  # over before the first hour is
        (("07:00-07:45", "08:30-14:00"), 15),  # only from eight does it count
        (("07:00-12:00", "12:45-14:00"), 0),  # at five hours, on the minute
        (("07:00-12:01", "12:46-14:00"), 45),
        (("07:00-12:00",), 0),  # the end of the shift may be the break
        (("07:00-13:30",), 45),
        (("07:00-10:00", "10:40-12:00", "12:30-14:00"), 5),  # the longest is the one
    ],
)
def test_visits_leave_an_idle_span_as_long_as_the_break(stops: tuple[str, ...], missing: int) -> None:
    assert short(*stops) == missing


def test_travel_is_not_idle_but_may_lie_on_either_side() -> None:
    two: Any = {"recipients": [recipient(), recipient("sven")]}
    assert short("07:00-10:00", "10:45-14:00 sven", **two) == 5
    assert short("07:00-10:00", "10:50-14:00 sven", **two) == 0
    assert short("07:00-07:58", "08:45-14:00 sven", **two) == 3  # travel fits before eight only in part
    assert short("07:00-07:50", "08:45-14:00 sven", **two) == 0


def test_a_shift_of_exactly_five_hours_needs_none_and_a_split_shift_has_its_gap() -> None:
    assert short("07:00-12:00", letter="K") == 0
    assert short("07:00-11:00", "16:00-20:00", letter="S") == 0


def test_a_shift_over_midnight_counts_the_visits_of_both_dates() -> None:
    types = (*shift_types(), kind("X", "18:30", "01:00", 30, kind="evening"))
    rows = [series("a", "18:30", 300), series("b", "23:30", 30), series("c", "00:00", 60, days="2")]
    meetings = {"a": "18:30 anna", "b": "23:30 anna", "c@1": "00:00 anna"}
    busy = visited("X.", rows, meetings, shift_types=types)
    assert owed(BreakAfterFive(), *busy) == 30
    early = visited("X.", rows, {"a": "18:30 anna", "c@1": "00:00 anna"}, shift_types=types)
    assert owed(BreakAfterFive(), *early) == 0


def placed(at: str, *stops: str, letter: str = "F", **given: Any) -> int:
    case, plan = round_of(*stops, letter=letter, **given)
    duty = replace(plan.duties[ANNA][0], pause=case.clock.at(0, minute_of(at)))
    return owed(BreakAfterFive(), case, plan.with_duties({ANNA: [duty]}))


@pytest.mark.parametrize(("at", "missing"), [("07:59", 45), ("08:00", 0), ("10:00", 0), ("12:00", 0), ("12:01", 45)])
def test_a_break_that_was_placed_is_the_one_that_counts(at: str, missing: int) -> None:
    assert placed(at) == missing
    case, plan = drawn("F", shift_types=TYPES, weeks=1, setting=Setting.CARE_HOME)
    duty = replace(plan.duties[ANNA][0], pause=case.clock.at(0, minute_of(at)))
    assert owed(BreakAfterFive(), case, plan.with_duties({ANNA: [duty]})) == missing


def test_visits_may_not_lie_on_it() -> None:
    assert placed("10:00", "07:00-10:00", "10:45-14:00") == 0
    assert placed("10:00", "07:00-10:00", "10:30-14:00") == 15
    assert placed("11:00", "07:00-10:00", "10:30-14:00") == 45
    assert placed("10:30", "07:00-10:00", "11:00-14:00") == 15  # fifteen minutes before it are no part of it


# -- what a search does with it ---------------------------------------------------------------------------


def test_a_search_lays_the_break_and_leaves_a_visit_rather_than_it() -> None:
    case, plan = round_of("07:00-09:00", "09:00-11:30", "11:30-14:00")
    book = Book.of(case, BreakAfterFive())
    board = Board(book, plan, Freedom({}, {name: (one.start,) for name, one in plan.meetings.items()}))
    board.guide(Sum.of(board.made(visit) for visit in board.visits), 3, 1)
    board.post()
    answer = board.answer(run(board.model, 5, 0).value)
    assert len(answer.meetings) == 2
    assert review(book, answer).total == 0
    assert not review(book, answer).breaches
    duty = answer.duties[ANNA][0]
    assert duty.pause is not None
    assert case.clock.at(0, hours(8)) <= duty.pause <= case.clock.at(0, hours(12))


def test_where_it_cannot_be_held_it_is_made_small_and_no_stale_break_is_left() -> None:
    case, plan = round_of("07:00-10:00", "10:00-10:30", "10:30-14:00")
    duty = replace(plan.duties[ANNA][0], pause=case.clock.at(0, minute_of("10:00")))
    plan = plan.with_duties({ANNA: [duty]})
    book = Book.of(case, BreakAfterFive())
    middle = next(name for name in plan.meetings if name.startswith("v1"))
    board = Board(book, plan, Freedom({}, {middle: (plan.meetings[middle].start,)}), elastic=lambda rule, who: True)
    board.post()
    answer = board.answer(run(board.model, 5, 0).value)
    assert middle not in answer.meetings
    assert answer.duties[ANNA][0].pause is None
    assert sum(breach.raw for breach in review(book, answer).breaches) == 15


def test_an_edit_is_judged_by_what_it_touches() -> None:
    case, plan = round_of("07:00-10:00", "10:30-14:00")
    book = Book.of(case, BreakAfterFive())
    moved = plan.with_meetings(made(case, {"v1": "10:45 anna"}))
    assert Reading.of(book, plan).after(moved).worth == Reading.of(book, moved).worth
    assert Reading.of(book, plan).worth.hard == 15


def test_the_sentences_tell_what_to_do() -> None:
    case, plan = round_of("07:00-10:00", "10:30-14:00")
    (breach,) = review(Book.of(case, BreakAfterFive()), plan).breaches
    assert breach.said(Language.SWEDISH, case.clock) == (
        "Passet mån 1/2 07:00–14:00 ger 30 min ledigt till rast av 45 min. "
        "Den ska börja 08:00–12:00, utan besök och resor."
    )
