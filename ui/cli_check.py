"""`samschema check`: any roster of a case, also one made by hand or by another system, judged by every rule."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.change import Change
from scheduler.files.read_result import ReadResult
from scheduler.files.results import breach_rows, row_json, summary
from scheduler.plan import Plan
from scheduler.review import Reading, Review
from scheduler.text import Language, Text
from ui.change_view import change_json, show_change
from ui.cli_case import read, result_of, told_sets
from ui.cli_shell import Code, Shell
from ui.summary_view import show_breaches, show_summary, show_waivers

SHOWN = 10  # breaches of a rule, unless all are asked for
WITHOUT_VISITS = Text(
    sv="Rutnätet säger inget om besöken. De granskas inte: inget räknas som ogjort, och varken ansikten eller fast "
    "omsorgskontakt räknas.",
    en="The grid says nothing of the visits. They are not judged: none counts as not made, and neither faces nor "
    "care contacts count.",
)
CHANGES = 30  # breaches that are new, gone or of another size, unless all are asked for


def run(
    shell: Shell, case: Path, result: Path, *, against: Path | None, sets: Sequence[Path], json: bool, everything: bool
) -> Code:
    """Read all, judge, tell; against another result also what differs from it."""
    given = read(shell, case, sets)
    book = Book(rules(), Case(given.tables))
    fingerprint = book.case.fingerprint
    found = result_of(shell, result, book)
    other = None if against is None else result_of(shell, against, book)
    if book.case.is_home_care and not all(one.tells_visits for one in (found, other) if one is not None):
        shell.note(WITHOUT_VISITS)
        book = Book(rules(), Case(given.tables.model_copy(update={"visits": ()})))
        found, other = _unvisited(found, book), None if other is None else _unvisited(other, book)
    reading = Reading.of(book, found.plan)
    judged = Review.of(reading, found.waivers)
    change = None
    if other is not None:
        change = Change.between(Reading.of(book, other.plan), reading, once=other.waivers, now=found.waivers)
    told = summary(book, found.plan, judged) | told_sets(given.sets) | {"fingerprint": fingerprint}
    if not found.tells_visits and book.case.is_home_care:
        told["visits_judged"] = False
    if found.understood:
        told["understood"] = [{f"text_{one.value}": line.said(one) for one in Language} for line in found.understood]
    if json:
        breaches = [row_json(row) for row in breach_rows(book.case, judged)]
        compared = {} if change is None else {"against": {"result": str(against), **change_json(change, book.case)}}
        shell.answer_json({**told, **compared, "breaches": breaches})
    else:
        show_summary(shell.out, shell, book, judged, told)
        if change is None:
            show_breaches(shell.out, shell, book, judged, most=None if everything else SHOWN)
        else:
            shell.out.print()
            show_change(shell.out, shell, book, change, str(against), most=None if everything else CHANGES)
        show_waivers(shell.out, shell, book, judged, (*book.case.waivers, *found.waivers))
    return Code.INFEASIBLE if judged.hard else Code.DONE


def _unvisited(found: ReadResult, book: Book) -> ReadResult:
    """The roster alone, as of a case in which nobody is visited; a shift belongs to its case."""
    duties = {
        who: tuple(replace(duty, shift=book.case.shift(duty.shift.day, duty.shift.code)) for duty in mine)
        for who, mine in found.plan.duties.items()
    }
    return replace(found, plan=Plan(book.case, duties, {}), tells_visits=False)
