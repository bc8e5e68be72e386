"""`samschema check`: any roster of a case, also one made by hand or by another system, judged by every rule."""

from collections.abc import Sequence
from pathlib import Path

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.files.results import breach_rows, row_json, summary
from scheduler.review import review
from ui.cli_case import read, result_of, told_sets
from ui.cli_shell import Code, Shell
from ui.summary_view import show_breaches, show_summary, show_waivers

SHOWN = 10  # breaches of a rule, unless all are asked for


def run(shell: Shell, case: Path, result: Path, *, sets: Sequence[Path], json: bool, everything: bool) -> Code:
    """Read both, judge, tell."""
    given = read(shell, case, sets)
    book = Book(rules(), Case(given.tables))
    found = result_of(shell, result, book)
    judged = review(book, found.plan, found.waivers)
    told = summary(book, found.plan, judged) | told_sets(given.sets)
    if json:
        breaches = [row_json(row) for row in breach_rows(book.case, judged)]
        shell.answer_json({**told, "breaches": breaches})
    else:
        show_summary(shell.out, shell, book, judged, told)
        show_breaches(shell.out, shell, book, judged, most=None if everything else SHOWN)
        show_waivers(shell.out, shell, book, judged, (*book.case.waivers, *found.waivers))
    return Code.INFEASIBLE if judged.hard else Code.DONE
