"""`samschema next`: the next period's case from this one and the roster that was worked."""

from pathlib import Path

from rich.text import Text as Words

from scheduler.files.placing import must_be_free
from scheduler.files.write_case import write_case
from scheduler.next_period import next_period
from scheduler.text import Text
from ui.cli_case import book_of, result_of
from ui.cli_shell import Code, Shell

WRITTEN = Text(sv="Nästa periods underlag är skrivet till {out}.", en="The next period's case is written to {out}.")


def run(shell: Shell, case: Path, result: Path, out: Path, *, force: bool) -> Code:
    """Read, turn to the next period, write, tell."""
    must_be_free(out, force=force)
    book = book_of(shell, case)
    turned = next_period(book, result_of(shell, result, book).plan)
    write_case(turned.tables, out)
    shell.out.print(Words(shell.said(WRITTEN, out=out)))
    for one in turned.told:
        shell.out.print(Words(f"- {one.said(shell.language)}"))
    return Code.DONE
