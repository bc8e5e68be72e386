"""The report of rest as files: a workbook to sign, a table for programs, or both with the strain in a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from scheduler.figures import Strain
from scheduler.files.placing import placed
from scheduler.files.rest_rows import REST, STRAIN, rest_rows, strain_rows
from scheduler.files.results import write_table
from scheduler.ids import EmployeeId
from scheduler.rest_report import Origin, RestReport
from scheduler.text import Language

WORKBOOK: Final = f"{REST.name}.xlsx"
STRAIN_FILE: Final = f"{STRAIN.name}.csv"
OF_FOLDER: Final = (WORKBOOK, f"{REST.name}.csv", STRAIN_FILE)


def write_rest(
    files: Sequence[Path], report: RestReport, strain: Mapping[EmployeeId, Strain], origin: Origin, language: Language
) -> None:
    """Write each of some files of one folder, all of them or none: workbooks, the windows, and the strain.

    A table alone holds the windows, whatever it is called.

    Raises:
        SamschemaError: the place cannot be written; then what was there is still there.
    """
    from scheduler.files.rest_sheet import write_rest_workbook  # openpyxl is slow to load

    with placed(files[0].parent) as stage:
        for file in files:
            if file.suffix.lower() == ".xlsx":
                write_rest_workbook(stage / file.name, report, strain, origin, language)
            elif len(files) > 1 and file.name == STRAIN_FILE:
                write_table(stage, STRAIN, strain_rows(report.plan, strain))
            else:
                write_table(stage, REST, rest_rows(report))
                (stage / f"{REST.name}.csv").replace(stage / file.name)
