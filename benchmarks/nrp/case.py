"""An instance as a case of ours, in memory, and rosters to and fro.

Shift types become codes that all start at the same hour, since the benchmark knows lengths alone; a type that somebody
may never work asks for a skill she lacks; days off become absences, requests wishes, and what belongs to one person
becomes parameters of the benchmark's rules. What our tables have no column for stands in columns of the benchmark's
own, as the format allows: `not_before`, `wanted`, `under` and `over` of a shift type, `most_of` of a person and
`weight` of a wish. Time is UTC, so that no clock ever changes.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.nrp.instance import Instance, Person, Roster, ShiftType
from scheduler.case.case import Case
from scheduler.case.rows import (
    AbsenceRow,
    EmployeeRow,
    PeriodRow,
    RuleRow,
    Setting,
    ShiftTypeRow,
    Tables,
    UnitRow,
    WishRow,
)
from scheduler.clock import DAY, Minutes, hours
from scheduler.ids import EmployeeId, RuleId, ShiftCode, Skill, UnitId
from scheduler.plan import Duty, Plan

BEGIN = date(2027, 1, 4)  # a Monday
UNIT = UnitId("(unit)")
START = hours(7)


def tables_of(instance: Instance) -> Tables:
    """The tables of an instance."""
    people = instance.people.values()
    return Tables(
        period=(
            PeriodRow(
                case_id=instance.name,
                start=BEGIN,
                weeks=instance.days // 7,
                setting=Setting.CARE_HOME,
                timezone="UTC",
            ),
        ),
        units=(UnitRow(unit_id=UNIT),),
        employees=tuple(_employee(instance, person) for person in people),
        shift_types=tuple(_shift_type(instance, shift) for shift in instance.shifts.values()),
        absences=tuple(
            AbsenceRow(employee_id=EmployeeId(person.name), first=_date(day), last=_date(day))
            for person in people
            for day in sorted(person.days_off)
        ),
        wishes=tuple(_wishes(instance)),
        rules=tuple(row for person in people for row in _parameters(person)),
    )


def _employee(instance: Instance, person: Person) -> EmployeeRow:
    columns = {"most_of": "|".join(f"{shift}={most}" for shift, most in person.most_of.items())}
    return EmployeeRow(
        employee_id=EmployeeId(person.name),
        unit_id=UNIT,
        contract_minutes=Minutes(person.most_minutes),
        nights="yes",
        skills=tuple(Skill(shift) for shift in instance.shifts if person.most_of.get(shift) != 0),
        **columns,
    )


def _shift_type(instance: Instance, shift: ShiftType) -> ShiftTypeRow:
    cover = {one.day: one for one in instance.cover if one.shift == shift.name}
    days = [cover.get(day) for day in range(instance.days)]
    columns = {
        "not_before": "|".join(shift.not_before),
        "wanted": "|".join(str(one.wanted if one else 0) for one in days),
        "under": "|".join(str(one.under if one else 0) for one in days),
        "over": "|".join(str(one.over if one else 0) for one in days),
    }
    return ShiftTypeRow(
        code=ShiftCode(shift.name),
        start=START,
        end=Minutes((START + shift.minutes) % DAY),
        skills=(Skill(shift.name),),
        **columns,
    )


def _wishes(instance: Instance) -> Iterator[WishRow]:
    for request in instance.requests:
        columns = {"weight": str(request.weight)}
        yield WishRow(
            employee_id=EmployeeId(request.person),
            date=_date(request.day),
            wish=request.shift if request.on else f"not:{request.shift}",
            **columns,
        )


def _parameters(person: Person) -> Iterator[RuleRow]:
    values = {
        ("nrp_total_minutes", "most"): person.most_minutes,
        ("nrp_total_minutes", "least"): person.least_minutes,
        ("nrp_most_in_row", "most"): person.most_in_row,
        ("nrp_least_in_row", "least"): person.least_in_row,
        ("nrp_least_off_in_row", "least"): person.least_off_in_row,
        ("nrp_weekends", "most"): person.most_weekends,
    }
    for (rule, parameter), value in values.items():
        yield RuleRow(rule_id=RuleId(rule), parameter=parameter, value=str(value), who=person.name)


def _date(day: int) -> date:
    return BEGIN + timedelta(days=day)


def plan_of(case: Case, roster: Roster) -> Plan:
    """A roster as a plan of its case."""
    return Plan(
        case,
        {
            EmployeeId(name): tuple(Duty(case.shift(day, ShiftCode(shift)), UNIT) for day, shift in sorted(row.items()))
            for name, row in roster.items()
        },
        {},
    )


def roster_of(plan: Plan) -> Roster:
    """A plan as a roster in the benchmark's words."""
    return {who: {shift.day: shift.code for shift in plan.roster_of(who)} for who in plan.case.employees}
