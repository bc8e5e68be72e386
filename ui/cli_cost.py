"""`samschema cost`: every krona of a roster explained, person by person, and beside the base roster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.text import Text as Words

from scheduler.account import KINDS, Account, Beside, Sort, Statement, account, beside, said_kind
from scheduler.files.cost_files import OF_FOLDER, write_cost
from scheduler.files.cost_rows import line_rows, person_row, rate_rows, sum_rows
from scheduler.files.placing import asked_files
from scheduler.files.results import row_json
from scheduler.rates_in_force import Standing, rates_in_force
from scheduler.text import Text
from ui.cli_case import book_of, result_of
from ui.cli_person import person_called
from ui.cli_shell import Code, Shell, plain_table
from ui.rates_view import show_rates

SUM_HEADS = (Text(sv="Vad", en="What"), Text(sv="Timmar", en="Hours"), Text(sv="Kronor", en="Kronor"))
TOTAL = Text(sv="Summa", en="Total")
MONEY = Text(sv="{value:money}", en="{value:money}")
PERSON_HEADS = (
    Text(sv="Id", en="Id"),
    Text(sv="Namn", en="Name"),
    Text(sv="Ska arbeta", en="Due"),
    Text(sv="Arbetar", en="Works"),
    Text(sv="OB", en="Unsocial"),
    Text(sv="Fyllnad, övertid", en="Extra, overtime"),
    Text(sv="Timlön", en="Hourly wage"),
    Text(sv="Sen ändring", en="Late change"),
    Text(sv="Soc. avg.", en="On-costs"),
    Text(sv="Summa", en="Total"),
    Text(sv="OB mot grundschemat", en="Unsocial, base roster"),
)
LINE_HEADS = (Text(sv="Betalning", en="Payment"), Text(sv="Kronor", en="Kronor"))
BASE = Text(
    sv="OB-tillägg mot grundschemat, före sociala avgifter",
    en="Unsocial hours against the base roster, before on-costs",
)
BASE_LINE = Text(sv="{name}: {gain} kr, {why}.", en="{name}: {gain} kr, {why}.")
BASE_ALIKE = Text(
    sv="Lika mycket som i grundschemat: {count} av {all} personer.",
    en="The same as in the base roster: {count} of {all} persons.",
)
NO_BASE = Text(sv="Ingen har något grundschema att jämföra med.", en="Nobody has a base roster to compare with.")
HER_BASE = Text(
    sv="Mot grundschemat, {dates} dagar: OB-tillägg {now:money} kr, i grundschemat {base:money} kr, alltså {gain} kr: "
    "{why}.",
    en="Against the base roster, {dates} dates: unsocial hours {now:money} kr, in the base roster {base:money} kr, "
    "so {gain} kr: {why}.",
)
DUE = Text(sv="Ska arbeta {due:span}, arbetar {worked:span}.", en="Due {due:span}, works {worked:span}.")
NOT_DUE = Text(sv="Arbetar {worked:span}, betald per timme.", en="Works {worked:span}, paid by the hour.")
ROUNDING = Text(
    sv="Varje rad är avrundad till öre för sig, före sociala avgifter; de tar upp det som avrundningen lämnar, så att "
    "allt som visas går ihop.",
    en="Every line is rounded to the öre on its own, before on-costs; they take up what rounding leaves, so that "
    "everything shown adds up.",
)
WRITTEN = Text(sv="Skrivet: {files}", en="Written: {files}")


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    case: Path
    result: Path
    sets: Sequence[Path] = ()
    person: str | None = None
    out: Path | None = None
    force: bool = False
    json: bool = False


def run(shell: Shell, order: Order) -> Code:
    """Read both, explain, write what is asked for."""
    files = () if order.out is None else asked_files(order.out, OF_FOLDER, force=order.force)
    book = book_of(shell, order.case, order.sets)
    plan = result_of(shell, order.result, book).plan
    who = None if order.person is None else person_called(order.person, book.case)
    found, others = account(plan), beside(book, plan, who)
    found = found if who is None else found.only(who)
    rates = rates_in_force(book.case)
    if files:
        write_cost(files, found, others, rates, shell.language)
    if order.json:
        shell.answer_json(_json(found, others, rates, files))
        return Code.DONE
    _show_sums(shell, found, others)
    if who is None:
        _show_people(shell, found)
        _show_base(shell, found)
        shell.out.print()
        show_rates(shell, rates, book.case)
    else:
        _show_person(shell, found, found.statements[0])
    shell.out.print(Words(f"\n{shell.said(ROUNDING)}"))
    if files:
        shell.out.print(Words(shell.said(WRITTEN, files=", ".join(str(file) for file in files))))
    return Code.DONE


def _show_sums(shell: Shell, found: Account, others: Sequence[Beside]) -> None:
    shell.out.print(Words(found.title(shell.language), style="bold"))
    shell.out.print()
    table = plain_table(*(shell.said(head) for head in SUM_HEADS), right=(1, 2))
    for sort, kind in KINDS:
        kronor, minutes = found.kronor(sort, kind), found.minutes(sort, kind)
        if kronor or minutes:
            hours = "" if sort is Sort.ON_COST else _hours(minutes)
            table.add_row(said_kind(sort, kind, shell.language), hours, _money(shell, kronor))
    table.add_row(Words(shell.said(TOTAL), style="bold"), "", Words(_money(shell, found.total), style="bold"))
    for other in others:
        table.add_row(other.said(shell.language), "", _money(shell, other.kronor))
    shell.out.print(table)


def _show_people(shell: Shell, found: Account) -> None:
    """A row to each person, in the order of the staff list; a column in which nobody has anything is left out."""
    rows = [_cells(shell, found, one) for one in found.statements]
    kept = [at for at in range(len(PERSON_HEADS)) if any(row[at] for row in rows)]
    table = plain_table(*(shell.said(PERSON_HEADS[at]) for at in kept), right=range(2, len(kept)))
    for row in rows:
        table.add_row(*(Words(row[at]) for at in kept))
    shell.out.print()
    shell.out.print(table)


def _cells(shell: Shell, found: Account, one: Statement) -> tuple[str, ...]:
    above = (Sort.EXTRA, Sort.OVERTIME)
    groups = ((Sort.UNSOCIAL,), above, (Sort.HOURLY,), (Sort.LATE,), (Sort.ON_COST,), tuple(Sort))
    sums = (one.kronor(*sorts) for sorts in groups)
    return (
        one.who,
        found.case.everyone[one.who].name,
        "" if one.due is None else _hours(one.due),
        _hours(Fraction(one.worked)),
        *(_money(shell, kronor) if kronor else "" for kronor in sums),
        _signed(shell, one.against.gain) if one.against else "",
    )


def _show_base(shell: Shell, found: Account) -> None:
    """Who gains or loses supplements, and why; those for whom nothing differs in one line."""
    compared = [one for one in found.statements if one.against]
    shell.out.print()
    if not compared:
        shell.out.print(Words(shell.said(NO_BASE)))
        return
    shell.out.print(Words(shell.said(BASE), style="bold"))
    alike = 0
    for one in compared:
        if one.against and one.against.differs:
            name, gain = found.case.everyone[one.who].name, _signed(shell, one.against.gain)
            words = shell.said(BASE_LINE, name=name, gain=gain, why=one.against.why(shell.language))
            shell.out.print(Padding(Words(words), (0, 0, 0, 2)))
        else:
            alike += 1
    if alike:
        shell.out.print(Padding(Words(shell.said(BASE_ALIKE, count=alike, all=len(compared))), (0, 0, 0, 2)))


def _show_person(shell: Shell, found: Account, one: Statement) -> None:
    """Every line of one person."""
    employee = found.case.everyone[one.who]
    said = NOT_DUE if one.due is None else DUE
    shell.out.print()
    shell.out.print(Words(f"{employee.name} ({one.who})", style="bold"))
    shell.out.print(Words(shell.said(said, due=round(one.due or 0), worked=one.worked)))
    table = plain_table(*(shell.said(head) for head in LINE_HEADS), right=(1,))
    for line in one.lines:
        table.add_row(Words(line.said(shell.language, found.case.clock)), _money(shell, line.kronor))
    table.add_row(Words(shell.said(TOTAL), style="bold"), Words(_money(shell, one.kronor()), style="bold"))
    shell.out.print(table)
    if one.against:
        words = shell.said(
            HER_BASE,
            dates=one.against.dates,
            now=one.against.now.total,
            base=one.against.base.total,
            gain=_signed(shell, one.against.gain),
            why=one.against.why(shell.language),
        )
        shell.out.print(Words(f"\n{words}"))


def _money(shell: Shell, kronor: Decimal) -> str:
    return shell.said(MONEY, value=kronor)


def _signed(shell: Shell, kronor: Decimal) -> str:
    """Kronor more or less, with a sign that is not a hyphen."""
    sign = "+" if kronor > 0 else "−" if kronor < 0 else ""
    return sign + _money(shell, abs(kronor))


def _hours(minutes: Fraction) -> str:
    """Hours and minutes."""
    whole, rest = divmod(round(minutes), 60)
    return f"{whole}:{rest:02d}"


def _json(found: Account, others: Sequence[Beside], rates: Iterable[Standing], files: Sequence[Path]) -> dict[str, Any]:
    case = found.case
    return {
        "case_id": case.id,
        "fingerprint": case.fingerprint,
        "total": float(found.total),
        "sums": [row_json(row) for row in sum_rows(found, others)],
        "people": [
            {**row_json(person_row(one)), "lines": [row_json(row) for row in line_rows(case, one.lines)]}
            for one in found.statements
        ],
        "rates": [row_json(row) for row in rate_rows(case, rates)],
        "files": [str(file) for file in files],
    }
