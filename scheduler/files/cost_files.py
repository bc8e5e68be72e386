"""The account of a plan's cost as files: every line as a table, a workbook, or both with the sums in a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scheduler.account import Account, Beside
from scheduler.files.cost_rows import LINES, PEOPLE, RATES_USED, SUMS, line_rows, person_rows, rate_rows, sum_rows
from scheduler.files.placing import placed
from scheduler.files.results import write_table
from scheduler.rates_in_force import Standing
from scheduler.text import Language

WORKBOOK: Final = "cost.xlsx"
OF_FOLDER: Final = (WORKBOOK, *(f"{table.name}.csv" for table in (LINES, PEOPLE, SUMS, RATES_USED)))


def write_cost(
    files: Sequence[Path],
    account: Account,
    beside: Sequence[Beside],
    rates: Sequence[Standing],
    language: Language = Language.SWEDISH,
) -> None:
    """Write each of some files of one folder, all of them or none: the workbook, and tables by their names.

    A table alone holds every line, whatever it is called.

    Raises:
        SamschemaError: the place cannot be written; then what was there is still there.
    """
    from scheduler.files.cost_sheet import write_cost_workbook  # openpyxl is slow to load

    case = account.case
    with placed(files[0].parent) as stage:
        for file in files:
            if file.suffix.lower() == ".xlsx":
                write_cost_workbook(stage / file.name, account, beside, rates, language)
            elif len(files) > 1 and file.stem == PEOPLE.name:
                write_table(stage, PEOPLE, person_rows(account))
            elif len(files) > 1 and file.stem == SUMS.name:
                write_table(stage, SUMS, sum_rows(account, beside))
            elif len(files) > 1 and file.stem == RATES_USED.name:
                write_table(stage, RATES_USED, rate_rows(case, rates))
            else:
                write_table(stage, LINES, line_rows(case, account.lines))
                (stage / f"{LINES.name}.csv").replace(stage / file.name)
