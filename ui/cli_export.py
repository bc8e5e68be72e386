"""`samschema export`: a roster as what others need: calendars, payroll, shifts, visits and the pool's list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text as Words

from scheduler.errors import SamschemaError
from scheduler.files.exports import What, write_exports
from scheduler.files.paxml_codes import Codes, read_codes
from scheduler.plan import Plan
from scheduler.text import Text
from ui.cli_case import book_of, result_of
from ui.cli_shell import Code, Shell

UNKNOWN_WHAT = Text(
    sv="--what {wrong} finns inte. Skriv ett eller flera av {known}, med komma emellan.",
    en="--what {wrong} does not exist. Write one or several of {known}, with commas between.",
)
CODES_UNUSED = Text(
    sv="--codes gäller löneunderlaget, som inte är med i --what. Lägg till payroll, eller ta bort --codes.",
    en="--codes is about payroll, which --what leaves out. Add payroll, or leave --codes out.",
)
NO_VISITS = Text(
    sv="Underlaget har inga besök, så besöksfilen skrivs inte.",
    en="The case has no visits, so no file of visits is written.",
)
PLAIN_IDS = Text(
    sv="payroll.xml: medarbetarnas id är som i underlaget. Är de andra i lönesystemet, ange --codes.",
    en="payroll.xml: the employees' ids are those of the case. If payroll has others, give --codes.",
)
WRITTEN = Text(sv="Skrivet i {folder}: {files}", en="Written to {folder}: {files}")
CALENDARS = Text(sv="{count} kalendrar i calendar", en="{count} calendars in calendar")


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    case: Path
    result: Path
    out: Path
    what: str | None = None  # names with commas between; everything when it is left out
    codes: Path | None = None
    sets: Sequence[Path] = ()
    json: bool = False


def run(shell: Shell, order: Order) -> Code:
    """Read both, write what is asked for, tell."""
    asked = _asked(order)
    book = book_of(shell, order.case, order.sets)
    plan = result_of(shell, order.result, book).plan
    codes = Codes() if order.codes is None else read_codes(order.codes, book.case)
    files = write_exports(order.out, plan, _present(shell, asked, plan), codes, shell.language)
    if What.PAYROLL in asked and not codes.employees:
        shell.note(PLAIN_IDS)
    if order.json:
        shell.answer_json({"case_id": book.case.id, "files": [str(file) for file in files]})
    else:
        _tell(shell, order.out, files)
    return Code.DONE


def _asked(order: Order) -> Collection[What]:
    """What is to be written.

    Raises:
        SamschemaError: there is no such thing, or codes are given for nothing.
    """
    if order.what is None:
        return tuple(What)
    names = [name.strip() for name in order.what.split(",") if name.strip()]
    known = [one.value for one in What]
    wrong = next((name for name in names or [order.what] if name not in known), None)
    if wrong is not None:
        raise SamschemaError(UNKNOWN_WHAT, wrong=wrong, known=", ".join(known))
    if order.codes is not None and What.PAYROLL not in names:
        raise SamschemaError(CODES_UNUSED)
    return tuple(What(name) for name in names)


def _present(shell: Shell, asked: Collection[What], plan: Plan) -> Collection[What]:
    """What is asked for and there is something of."""
    if What.VISITS not in asked or plan.case.visits:
        return asked
    shell.note(NO_VISITS)
    return tuple(one for one in asked if one is not What.VISITS)


def _tell(shell: Shell, folder: Path, files: Sequence[Path]) -> None:
    names = [file.name for file in files if file.parent == folder]
    calendars = len(files) - len(names)
    if calendars:
        names.insert(0, shell.said(CALENDARS, count=calendars))
    shell.out.print(Words(shell.said(WRITTEN, folder=folder, files=", ".join(names))))
