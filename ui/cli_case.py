"""How every command reads a case: with the whole rule book known, and rule sets put before its own decisions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.files.known import KnownRules, known_rules
from scheduler.files.read_case import ReadCase, read_case
from scheduler.files.read_result import ReadResult, read_result
from scheduler.files.rule_sets import RuleSet, read_rule_sets
from scheduler.text import Text
from ui.cli_shell import Shell

UNDERSTOOD = Text(sv="Rutnätet är läst så här:", en="The grid has been read like this:")


def known() -> KnownRules:
    """What a case, a rule set or a result may say of rules."""
    return known_rules(rules())


def read(shell: Shell, case: Path, sets: Sequence[Path] = ()) -> ReadCase:
    """The tables of a case, its warnings shown.

    Raises:
        CaseError: the case or a rule set has faults; it tells all of them.
    """
    found = read_case(case, known(), read_rule_sets(sets, known()))
    shell.show_warnings(found.warnings)
    return found


def book_of(shell: Shell, case: Path, sets: Sequence[Path] = ()) -> Book:
    """A case with its rule book."""
    return Book(rules(), Case(read(shell, case, sets).tables))


def result_of(shell: Shell, result: Path, book: Book) -> ReadResult:
    """A result of a case, its warnings shown.

    Raises:
        ResultError: the result has faults; it tells all of them.
    """
    found = read_result(result, book.case, known())
    shell.show_warnings(found.warnings)
    if found.understood:
        shell.note(UNDERSTOOD)
    for one in found.understood:
        shell.note(one.words, **one.values)
    return found


def told_sets(sets: Sequence[RuleSet]) -> dict[str, Any]:
    """What a summary says of the rule sets that were put before a case; nothing without any."""
    told = [{"name": one.name, "file": one.file, "fingerprint": one.fingerprint} for one in sets]
    return {"rule_sets": told} if told else {}
