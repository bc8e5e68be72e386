"""`samschema strain`: what a roster asks of each person, in words and numbers, in the order of the staff list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text as Words

from scheduler.figures import Strain, strain
from scheduler.files.rest_rows import strain_rows
from scheduler.files.results import row_json
from scheduler.ids import EmployeeId
from scheduler.plan import Plan
from scheduler.rest_words import said_period
from scheduler.strain_words import said_strain
from scheduler.text import Text
from ui.cli_case import book_of, result_of
from ui.cli_person import person_called
from ui.cli_shell import Code, Shell, plain_table

TITLE = Text(sv="Belastning i {case}, {period}", en="Strain in {case}, {period}")
IN_ORDER = Text(
    sv="I personallistans ordning. Ingen jämförs med någon annan.",
    en="In the order of the staff list. Nobody is compared with anybody else.",
)
HEADS = (
    Text(sv="Medarbetare", en="Employee"),
    Text(sv="Pass", en="Shifts"),
    Text(sv="Andel", en="Share"),
    Text(sv="Kväll→ morgon", en="Evening→ morning"),
    Text(sv="Dagar i rad", en="Days in a row"),
    Text(sv="Nätter", en="Nights"),
    Text(sv="Nätter i rad", en="Nights in a row"),
    Text(sv="Ensamma lediga", en="Single free"),
    Text(sv="Helger", en="Weekends"),
    Text(sv="I ord", en="In words"),
)
NUMBER = Text(sv="{value:number}", en="{value:number}")
SHARE = Text(
    sv="Andel: de heltidsanställdas pass i medeltal, gånger sysselsättningsgraden. Timavlönade har ingen.",
    en="Share: the full-timers' shifts in the mean, times the rate. Whoever works by the hour has none.",
)
NO_SHARE = "–"


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    case: Path
    result: Path
    sets: Sequence[Path] = ()
    person: str | None = None  # an id or a name
    json: bool = False


def run(shell: Shell, order: Order) -> Code:
    """Read both, tell what each row asks."""
    book = book_of(shell, order.case, order.sets)
    only = None if order.person is None else person_called(order.person, book.case)
    plan = result_of(shell, order.result, book).plan
    found = {who: one for who, one in strain(plan).items() if only in (None, who)}
    if order.json:
        names = {who: {"employee_id": who, "name": book.case.everyone[who].name} for who in found}
        shell.answer_json([names[row.employee_id] | row_json(row) for row in strain_rows(plan, found)])
    else:
        _show(shell, plan, found)
    return Code.DONE


def _show(shell: Shell, plan: Plan, found: Mapping[EmployeeId, Strain]) -> None:
    case = plan.case
    title = shell.said(TITLE, case=case.id, period=said_period(case, shell.language))
    shell.out.print(Words(title, style="bold"))
    shell.out.print(Words(f"{shell.said(IN_ORDER)}\n"))
    table = plain_table(*(shell.said(head) for head in HEADS), right=range(1, len(HEADS) - 1))
    for who, one in found.items():
        table.add_row(*(Words(cell) for cell in (case.everyone[who].name, *_cells(shell, one, case.weeks))))
    shell.out.print(table)
    shell.out.print(Words(f"\n{shell.said(SHARE)}"))


def _cells(shell: Shell, one: Strain, weeks: int) -> tuple[str, ...]:
    share = one.shifts_as_full_time
    return (
        str(one.shifts),
        NO_SHARE if share is None else shell.said(NUMBER, value=share),
        str(one.evening_to_morning),
        str(one.longest_run),
        str(one.nights),
        str(one.longest_nights),
        str(one.single_free_days),
        str(one.weekends),
        said_strain(one, weeks, shell.language),
    )
