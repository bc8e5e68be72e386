"""What a roster is handed on as: calendars, payroll, shifts, visits and the pool's list, all in place or none."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Final

from scheduler.files.export_rows import PLANNED_VISITS, POOL, SHIFTS, planned_visit_rows, pool_rows, shift_rows
from scheduler.files.paxml import paxml
from scheduler.files.paxml_codes import Codes
from scheduler.files.placing import placed
from scheduler.files.results import write_table
from scheduler.plan import Plan
from scheduler.text import Language

PAYROLL: Final = "payroll.xml"


class What(StrEnum):
    """The files that can be asked for."""

    CALENDAR = "calendar"  # a folder with a file for each person
    PAYROLL = "payroll"
    SHIFTS = "shifts"
    VISITS = "visits"
    POOL = "pool"


def write_exports(
    folder: Path, plan: Plan, what: Collection[What], codes: Codes, language: Language = Language.SWEDISH
) -> tuple[Path, ...]:
    """Write what is asked for, in place of what was exported there before, and say which files.

    Raises:
        SamschemaError: the folder cannot be written, or somebody else's calendars would have to give way; then what
            was there is still there.
    """
    with placed(folder) as stage:
        if What.CALENDAR in what:
            _write_calendars(stage, folder, plan, language)
        if What.PAYROLL in what:
            (stage / PAYROLL).write_bytes(paxml(plan, codes))
        if What.SHIFTS in what:
            write_table(stage, SHIFTS, shift_rows(plan))
        if What.VISITS in what:
            write_table(stage, PLANNED_VISITS, planned_visit_rows(plan))
        if What.POOL in what:
            write_table(stage, POOL, pool_rows(plan))
        names = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    return tuple(folder / name for name in names)


def _write_calendars(stage: Path, folder: Path, plan: Plan, language: Language) -> None:
    from scheduler.files.calendars import FOLDER, calendars, read_calendars  # its library is slow to load

    (stage / FOLDER).mkdir()
    for name, contents in calendars(plan, read_calendars(folder / FOLDER), language):
        (stage / FOLDER / name).write_bytes(contents)
