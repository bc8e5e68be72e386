"""People: the employee with every default filled in, and what absence takes from the contract."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from scheduler.case.rows import AbsenceRow, EmployeeRow
from scheduler.clock import Clock, Minutes, hours
from scheduler.ids import EmployeeId, GroupId, Skill, UnitId
from scheduler.rates import FULL_TIME, RATES

WAGE = RATES["wage"].value  # kronor an hour before on-costs
WAGE_HOURLY = RATES["wage_hourly"].value
TOLERANCE = Minutes(240)
DAY_BREAK = hours(20)


@dataclass(frozen=True, slots=True)
class Employee:
    """One employee as the rules see her."""

    id: EmployeeId
    name: str
    title: str
    unit: UnitId
    rate: Decimal  # percent of full time
    full_time: Minutes  # per week
    contract: Minutes  # for the whole period, less absence credit; 0 when hourly
    agreed: Decimal  # the same before it was rounded to whole minutes
    balance: Minutes  # carried in; positive = worked too much before
    tolerance: Minutes
    day_break: Minutes
    week_break: Minutes  # minute of the week, Monday 00:00 = 0
    weekend_every: int
    nights: str  # no, only, yes
    skills: frozenset[Skill]
    groups: tuple[GroupId, ...]
    introduced: frozenset[str]
    hourly: bool
    max_minutes: Minutes | None
    wage: Decimal
    minor: bool
    max_shifts: int | None
    absent: frozenset[int]  # days of the period, and the one after it, which its last night runs into

    @property
    def due(self) -> Minutes:
        """The minutes to work in the period: the contract less the balance carried in."""
        return Minutes(self.contract - self.balance)

    @property
    def agreed_due(self) -> Decimal:
        """The same before it was rounded to whole minutes."""
        return self.agreed - self.balance

    @property
    def home(self) -> GroupId | None:
        """The group she belongs to first of all."""
        return self.groups[0] if self.groups else None

    @property
    def names(self) -> tuple[str | None, ...]:
        """Everything that the `who` of a decision may call her by, `None` being everybody, her own id last."""
        return (None, self.unit, *self.groups, self.id)

    def knows(self, unit: UnitId, group: GroupId | None) -> bool:
        """Whether a place is hers or one she has been introduced to."""
        if group is not None and (group in self.groups or group in self.introduced):
            return True
        if unit in self.introduced:
            return True
        return unit == self.unit and (group is None or not self.groups)

    @classmethod
    def from_row(cls, row: EmployeeRow, absences: list[AbsenceRow], clock: Clock, weeks: int) -> Self:
        """The employee that a row describes; her absences are those of the same case."""
        rate = row.rate if row.rate is not None else Decimal(100)
        full_time = row.full_time_minutes or FULL_TIME
        hourly = bool(row.hourly)
        default = (WAGE_HOURLY, hours(0)) if hourly else (WAGE, TOLERANCE)
        agreed = Decimal(0) if hourly else _contract(row, rate * full_time / 100, absences, clock, weeks)
        return cls(
            id=row.employee_id,
            name=row.name or row.employee_id,
            title=row.title or "",
            unit=row.unit_id,
            rate=rate,
            full_time=full_time,
            contract=Minutes(int(agreed.quantize(Decimal(1), rounding=ROUND_HALF_UP))),
            agreed=agreed,
            balance=row.balance_minutes or Minutes(0),
            tolerance=row.tolerance_minutes if row.tolerance_minutes is not None else TOLERANCE,
            day_break=row.day_break if row.day_break is not None else DAY_BREAK,
            week_break=row.week_break or Minutes(0),
            weekend_every=row.weekend_every if row.weekend_every is not None else 2,
            nights=row.nights or "no",
            skills=frozenset(row.skills),
            groups=row.groups,
            introduced=frozenset(row.introduced),
            hourly=hourly,
            max_minutes=row.max_minutes,
            wage=row.wage if row.wage is not None else default[0],
            minor=bool(row.minor),
            max_shifts=row.max_shifts,
            absent=frozenset(day for absence in absences for day in _days(absence, clock, 7 * weeks + 1)),
        )


def _days(absence: AbsenceRow, clock: Clock, until: int) -> range:
    return range(max(0, clock.day(absence.first)), min(until, clock.day(absence.last) + 1))


def _contract(row: EmployeeRow, weekly: Decimal, absences: list[AbsenceRow], clock: Clock, weeks: int) -> Decimal:
    if row.contract_minutes is not None:
        return Decimal(row.contract_minutes)
    credit = Decimal(0)
    for absence in absences:
        days = _days(absence, clock, 7 * weeks)
        if absence.credit_minutes is None:
            credit += sum(1 for day in days if clock.weekday(day) < 5) * weekly / 5
        elif days:
            credit += absence.credit_minutes
    return max(Decimal(0), weekly * weeks - credit)
