"""`samschema check`: any roster of a case, also one made by hand or by another system, judged by every rule."""

from pathlib import Path

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.files.known import known_rules
from scheduler.files.read_case import read_case
from scheduler.files.read_result import read_result
from scheduler.files.results import breach_rows, row_json, summary
from scheduler.review import review
from ui.cli_shell import Code, Shell
from ui.summary_view import show_breaches, show_summary

SHOWN = 10  # breaches of a rule, unless all are asked for


def run(shell: Shell, case: Path, result: Path, *, json: bool, everything: bool) -> Code:
    """Read both, judge, tell."""
    read = read_case(case, known_rules(rules()))
    shell.show_warnings(read.warnings)
    book = Book(rules(), Case(read.tables))
    found = read_result(result, book.case)
    shell.show_warnings(found.warnings)
    judged = review(book, found.plan)
    told = summary(book, found.plan, judged)
    if json:
        breaches = [row_json(row) for row in breach_rows(book.case, judged)]
        shell.answer_json({**told, "breaches": breaches})
    else:
        show_summary(shell.out, shell, book, judged, told)
        show_breaches(shell.out, shell, book, judged, most=None if everything else SHOWN)
    return Code.INFEASIBLE if judged.hard else Code.DONE
