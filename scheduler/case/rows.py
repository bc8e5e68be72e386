"""The tables of a case as they are written: one frozen model per table, one field per column.

An empty cell is `None` (or an empty tuple); what the default then means is said by `scheduler.case.people`
and its neighbours, so that what was read can be written back exactly. Columns that the format does not know
are kept as plain text in `model_extra`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from scheduler.clock import Minutes
from scheduler.ids import EmployeeId, GroupId, RecipientId, RuleId, SeriesId, ShiftCode, Skill, UnitId


class Written(StrEnum):
    """How a cell is written, where the type of its value does not say it."""

    TIME = "time"  # HH:MM
    END_TIME = "end_time"  # HH:MM, where 24:00 is midnight
    WEEK_TIME = "week_time"  # mon 00:00
    DAY = "day"  # mon … sun, red, or a date
    DAYS = "days"  # digits 1-7, or dates separated by |
    WISH = "wish"  # free, work, day, evening, night or a shift code, all of them also after not:


@dataclass(frozen=True)
class Names:
    """The tables whose keys a column may name, where there is more than one."""

    tables: tuple[str, ...]


@dataclass(frozen=True)
class Ours:
    """Marks a column that the format does not have; it is written only where it is used."""


Time = Annotated[Minutes, Written.TIME]  # minute of the day
EndTime = Annotated[Minutes, Written.END_TIME]
WeekTime = Annotated[Minutes, Written.WEEK_TIME]  # minute of the week, Monday 00:00 = 0
Place = Annotated[str, Names(("groups", "units"))]
Who = Annotated[str, Names(("employees", "groups", "units"))]
Owner = Literal["L", "C", "M", "U", "P", "G"]


class Setting(StrEnum):
    """What kind of unit the case is about."""

    HOME_CARE = "home_care"
    CARE_HOME = "care_home"


class Kind(StrEnum):
    """What kind of duty a shift type is."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    LONG = "long"
    SPLIT = "split"
    RESOURCE = "resource"
    MEETING = "meeting"


class Row(BaseModel):
    """One row of a table; `row` numbers are kept beside the rows, not in them."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


class PeriodRow(Row):
    """The period: one row."""

    case_id: str
    start: date
    weeks: int | None = None
    setting: Setting
    timezone: str | None = None
    posted: date | None = None
    frozen_until: date | None = None


class EmployeeRow(Row):
    """One employee."""

    employee_id: EmployeeId
    name: str | None = None
    title: str | None = None
    unit_id: UnitId
    rate: Decimal | None = None  # percent of full time
    full_time_minutes: Minutes | None = None
    contract_minutes: Minutes | None = None
    balance_minutes: Minutes | None = None
    tolerance_minutes: Minutes | None = None
    day_break: Time | None = None
    week_break: WeekTime | None = None
    weekend_every: int | None = None
    nights: Literal["no", "only", "yes"] | None = None
    skills: tuple[Skill, ...] = ()
    groups: tuple[GroupId, ...] = ()
    introduced: tuple[Place, ...] = ()
    hourly: bool | None = None
    max_minutes: Minutes | None = None
    wage: Decimal | None = None  # kronor an hour before on-costs
    minor: bool | None = None
    max_shifts: int | None = None


class ShiftTypeRow(Row):
    """One shift type; times are minutes of the day."""

    code: ShiftCode
    name: str | None = None
    start: Time
    end: EndTime  # earlier than the start = on the next day
    break_minutes: Minutes | None = None
    gap_start: Time | None = None
    gap_end: EndTime | None = None
    kind: Kind | None = None
    unit_id: UnitId | None = None
    group_id: GroupId | None = None
    skills: tuple[Skill, ...] = ()


class DemandRow(Row):
    """So many people wanted in an interval of some days."""

    unit_id: UnitId
    group_id: GroupId | None = None
    day: Annotated[str, Written.DAY]
    begin: Time = Field(alias="from")
    until: EndTime = Field(alias="to")  # at or before the beginning = on the next day
    min: int
    target: int | None = None
    max: int | None = None
    skill: Skill | None = None


class RecipientRow(Row):
    """One recipient, by a pseudonym."""

    recipient_id: RecipientId
    group_id: GroupId
    contact: EmployeeId | None = None
    deputy: EmployeeId | None = None
    preferred: tuple[EmployeeId, ...] = ()
    barred: tuple[EmployeeId, ...] = ()
    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")


class VisitRow(Row):
    """A series of visits."""

    series_id: SeriesId
    recipient_id: RecipientId
    days: Annotated[str, Written.DAYS]
    weeks: Literal["all", "odd", "even"] | None = None
    earliest: Time
    latest: Time
    minutes: Minutes
    staff: int | None = None
    skills: tuple[Skill, ...] = ()
    kind: str | None = None


class TravelRow(Row):
    """Minutes of travel from one group to another."""

    from_group: GroupId
    to_group: GroupId
    minutes: Minutes


class WishRow(Row):
    """One wish of one employee for one date."""

    employee_id: EmployeeId
    date: date
    wish: Annotated[str, Written.WISH]
    strength: Literal["1", "2", "3", "veto"] | None = None
    reason: str | None = None


class AbsenceRow(Row):
    """Dates, both inclusive, when an employee does not work."""

    employee_id: EmployeeId
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    reason: str | None = None
    credit_minutes: Minutes | None = None


class CellRow(Row):
    """An employee's shift code on a date, `-` = free (`history`, `base_roster`, `locks`, `posted`)."""

    employee_id: EmployeeId
    date: date
    shift_code: ShiftCode


class LedgerRow(Row):
    """Fairness points carried in."""

    employee_id: EmployeeId
    kind: Literal["refused", "weekend", "evening", "night", "red"]
    points: Decimal


class HolidayWorkedRow(Row):
    """A big holiday that an employee worked."""

    employee_id: EmployeeId
    holiday: Literal["christmas", "new_year", "easter", "midsummer"]
    year: int


class UnitRow(Row):
    """One unit."""

    unit_id: UnitId
    name: str | None = None
    family: str | None = None


class GroupRow(Row):
    """One care group, ward or night floor."""

    group_id: GroupId
    unit_id: UnitId
    name: str | None = None


class PairRow(Row):
    """Two employees who never, or always, work at the same time."""

    employee_a: EmployeeId
    employee_b: EmployeeId
    kind: Literal["apart", "together"]


class RuleRow(Row):
    """A parameter of a rule, for all or for some."""

    rule_id: RuleId
    parameter: str
    value: str
    who: Who | None = None
    owner: Owner | None = None
    since: date | None = None
    why: str | None = None


class PriceRow(Row):
    """The price of a rule in kronor; `never` makes it hard."""

    rule_id: RuleId
    kronor: Decimal | Literal["never"]
    owner: Annotated[Owner | None, Ours()] = None
    since: Annotated[date | None, Ours()] = None
    why: Annotated[str | None, Ours()] = None


class WaiverRow(Row):
    """A hard rule that a person breaks knowingly: which breaches, who answers for it, since when and why."""

    rule_id: RuleId
    employee_id: EmployeeId | None = None  # empty: what concerns no employee
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")
    by: str
    decided: date
    why: str
    kronor: Decimal | None = None  # what each breach is to weigh


class Tables(BaseModel):
    """A whole case as written: every table, in the order of its rows.

    `model_fields_set` tells an empty table that was given, and is written back, from one that was not.
    """

    model_config = ConfigDict(frozen=True)

    period: tuple[PeriodRow, ...]
    employees: tuple[EmployeeRow, ...]
    shift_types: tuple[ShiftTypeRow, ...]
    demand: tuple[DemandRow, ...] = ()
    recipients: tuple[RecipientRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    travel: tuple[TravelRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    absences: tuple[AbsenceRow, ...] = ()
    history: tuple[CellRow, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    holidays_worked: tuple[HolidayWorkedRow, ...] = ()
    posted: tuple[CellRow, ...] = ()
    base_roster: tuple[CellRow, ...] = ()
    locks: tuple[CellRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
