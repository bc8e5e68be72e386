"""What every command shares: a language, two consoles, exit codes, and how faults are shown."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import IO, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text as Words

from scheduler.clock import Clock
from scheduler.errors import CaseError, Fault, SamschemaError
from scheduler.text import Language, Text

WIDTH = 140  # of what is not a terminal


class Code(IntEnum):
    """How a run ended, for whoever called it."""

    DONE = 0
    FAILED = 1  # something unforeseen
    FAULTS = 2  # in the case, the result or the command; nothing was written
    INFEASIBLE = 3  # hard rules are broken
    DISAGREEMENT = 4  # solver and reader disagree
    ABORTED = 130


class Aborted(BaseException):
    """A person wants out at once; unlike Ctrl-C it is not taken for a wish to stop and keep the best."""


HEADS = (
    Text(sv="Tabell", en="Table"),
    Text(sv="Rad", en="Row"),
    Text(sv="Kolumn", en="Column"),
    Text(sv="Värde", en="Value"),
    Text(sv="Vad som ska göras", en="What to do"),
)
WARNINGS = Text(sv="Att se över: {count}", en="Worth a look: {count}")


class Shell:
    """Says things in one language: answers on standard output, all else on standard error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def said(self, words: Text, clock: Clock | None = None, **values: Any) -> str:
        """A text in the shell's language."""
        return words.in_(self.language, clock, **values)

    def note(self, words: Text, **values: Any) -> None:
        """Say something beside the answer."""
        self.err.print(Words(self.said(words, **values)))

    def answer_json(self, told: Any) -> None:
        """Print JSON alone on standard output."""
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")  # JSON is UTF-8, whatever the console speaks
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")

    def show_error(self, error: SamschemaError) -> None:
        """A sentence, and for a case or a result every fault in a table."""
        self.err.print(Words(error.said(self.language), style="bold red"))
        if isinstance(error, CaseError):
            self.err.print(self._faults(error.faults))

    def fail(self, error: SamschemaError, *, json: bool) -> None:
        """Show an error, and for programs answer with it."""
        self.show_error(error)
        if json:
            self.answer_json(error_json(error))

    def show_warnings(self, warnings: Sequence[Fault]) -> None:
        """What deserves a look but does no harm."""
        if warnings:
            self.err.print(Words(self.said(WARNINGS, count=len(warnings)), style="yellow"))
            self.err.print(self._faults(warnings))

    def _faults(self, faults: Iterable[Fault]) -> Table:
        table = plain_table(*(self.said(head) for head in HEADS))
        for fault in faults:
            sheet, column = fault.values.get("sheet"), fault.values.get("heading")
            cells = (sheet or fault.table, fault.row, column or fault.column, fault.value)
            table.add_row(
                *(Words("" if cell is None else str(cell)) for cell in cells), Words(fault.said(self.language))
            )
        return table


def plain_table(*heads: str, right: Sequence[int] = ()) -> Table:
    """A table without boxes; the columns named by number are set to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number in right else "left", overflow="fold")
    return table


def error_json(error: SamschemaError) -> dict[str, Any]:
    """An error for programs: every fault of a case or a result, else the sentence."""
    if not isinstance(error, CaseError):
        said = {f"text_{language.value}": error.said(language) for language in Language}
        return {"status": "error", **said}
    return {
        "status": "faults",
        "faults": [
            {
                "kind": fault.kind,
                "table": fault.table,
                "sheet": fault.values.get("sheet"),
                "row": fault.row,
                "column": fault.column,
                "heading": fault.values.get("heading"),
                "value": fault.value,
                "text_sv": fault.said(Language.SWEDISH),
                "text_en": fault.said(Language.ENGLISH),
            }
            for fault in error.faults
        ],
    }


def _console(file: IO[str]) -> Console:
    reconfigure = getattr(file, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")  # a letter the console lacks is no reason to stop
    width = None if file.isatty() or "COLUMNS" in os.environ else WIDTH
    return Console(file=file, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)
