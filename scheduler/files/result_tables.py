"""The tables of a result as they are written: one frozen model per table, one field per column.

The place and the times of a roster row may be left out by whoever makes one by hand; `read_result` says what is
then meant.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from scheduler.case.rows import EndTime, Ours, Row, Time, WaiverRow
from scheduler.files.about import CODE, DATE, GROUP, UNIT, WHO, AboutColumn, AboutTable
from scheduler.files.schema import Table, table_of
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId, VisitId
from scheduler.text import Text


class RosterRow(Row):
    """One worked shift."""

    employee_id: EmployeeId
    date: date  # the day the shift starts
    shift_code: ShiftCode
    start: Time | None = None
    end: EndTime | None = None  # before the start = on the next day
    unit_id: UnitId | None = None
    group_id: GroupId | None = None
    origin: Literal["solver", "lock", "base", "hand"] | None = None
    break_start: Time | None = None


class VisitPlanRow(Row):
    """One visit: when it starts and who makes it; nobody, when it is not made."""

    visit_id: VisitId
    start: Time | None = None
    employees: tuple[EmployeeId, ...] = ()


class BreachRow(Row):
    """One breach. `from` and `to` are `HH:MM` on the row's date, or `YYYY-MM-DDTHH:MM` where the span leaves it."""

    rule_id: RuleId
    hard: bool
    employee_id: EmployeeId | None = None
    subject: str | None = None
    day: date | None = Field(default=None, alias="date")
    begin: str | None = Field(default=None, alias="from")
    until: str | None = Field(default=None, alias="to")
    amount: Decimal
    kronor: Decimal
    text_sv: str
    text_en: str
    waiver: Annotated[str | None, Ours()] = None  # who answers for breaking a hard rule, and why


def _about(sv: str, en: str, *aliases: str) -> AboutColumn:
    return AboutColumn(Text(sv=sv, en=en), aliases)


_ROSTER = AboutTable(
    Text(sv="Vem som arbetar vad, en rad per pass.", en="Who works what, one row per shift."),
    {
        "employee_id": _about("Vem som arbetar.", "Who works.", *WHO),
        "date": _about("Dagen då passet börjar.", "The day the shift starts.", *DATE),
        "shift_code": _about("Passets kod.", "The shift's code.", *CODE),
        "start": _about("Då passet börjar.", "When the shift starts.", "starttid", "börjar"),
        "end": _about("Då passet slutar.", "When the shift ends.", "sluttid", "slut", "slutar"),
        "unit_id": _about("Enheten.", "The unit.", *UNIT),
        "group_id": _about("Gruppen.", "The group.", *GROUP),
        "origin": _about("Varifrån passet kommer.", "Where the shift comes from.", "ursprung"),
        "break_start": _about("Då rasten börjar.", "When the break starts.", "rast", "rast börjar"),
    },
    ("schema",),
)
_VISIT_PLAN = AboutTable(
    Text(sv="Vem som gör besöken och när.", en="Who makes the visits, and when."),
    {
        "visit_id": _about("Besöket: serie@datum.", "The visit: series@date.", "besök", "besöks-id"),
        "start": _about("Då besöket börjar.", "When the visit starts.", "starttid", "tid", "börjar"),
        "employees": _about("Vem eller vilka, skilda med |.", "Who, separated by |.", *WHO),
    },
    ("besöksplan",),
)

ROSTER = table_of("roster", RosterRow, _ROSTER)
VISIT_PLAN = table_of("visit_plan", VisitPlanRow, _VISIT_PLAN)
BREACHES = table_of("breaches", BreachRow)
WAIVERS = table_of("waivers", WaiverRow)
RESULT: Mapping[str, Table] = {table.name: table for table in (ROSTER, VISIT_PLAN, BREACHES, WAIVERS)}
"""Every table of a result, in the order of the format."""
