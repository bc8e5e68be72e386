"""An instance as a case of ours, in memory, and rosters to and fro.

A care home whose wards are the skills: a nurse who may use three skills is known on three wards, and a cell says both
shift and ward. The shift types share the day evenly and do not overlap, so that a need of a ward through one of them is
the competition's cover of a shift and a skill. Runs before day 0 become history, requests become wishes, contracts
become parameters of the benchmark's rules. Columns of the benchmark's own: `not_before`, `least_in_row` and
`most_in_row` of a shift type. Time is UTC, so that no clock ever changes.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.inrc2.instance import Instance, Nurse, Roster
from scheduler.case.case import FREE, Case
from scheduler.case.rows import (
    CellRow,
    DemandRow,
    EmployeeRow,
    GroupRow,
    Kind,
    PeriodRow,
    RuleRow,
    Setting,
    ShiftTypeRow,
    Tables,
    UnitRow,
    WishRow,
)
from scheduler.clock import DAY, Minutes
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId
from scheduler.plan import Duty, Plan

BEGIN = date(2027, 1, 4)  # a Monday
UNIT = UnitId("(unit)")


def tables_of(instance: Instance) -> Tables:
    """The tables of an instance."""
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
        groups=tuple(GroupRow(group_id=GroupId(skill), unit_id=UNIT) for skill in instance.skills),
        employees=tuple(_employee(instance, nurse) for nurse in instance.nurses.values()),
        shift_types=tuple(_shift_types(instance)),
        demand=tuple(_demand(instance)),
        wishes=tuple(
            WishRow(
                employee_id=EmployeeId(request.nurse),
                date=_date(request.day),
                wish="free" if request.shift is None else f"not:{request.shift}",
            )
            for request in instance.requests
        ),
        history=tuple(cell for nurse in instance.nurses.values() for cell in _history(instance, nurse)),
        rules=tuple(row for nurse in instance.nurses.values() for row in _parameters(nurse)),
    )


def _employee(instance: Instance, nurse: Nurse) -> EmployeeRow:
    return EmployeeRow(
        employee_id=EmployeeId(nurse.name),
        unit_id=UNIT,
        contract_minutes=Minutes(nurse.contract.assignments.most * _length(instance)),
        nights="yes",
        groups=tuple(GroupId(skill) for skill in nurse.skills),
    )


def _length(instance: Instance) -> int:
    return DAY // len(instance.shifts)


def _shift_types(instance: Instance) -> Iterator[ShiftTypeRow]:
    length = _length(instance)
    for number, shift in enumerate(instance.shifts.values()):
        columns = {
            "not_before": "|".join(shift.not_before),
            "least_in_row": str(shift.in_row.least),
            "most_in_row": str(shift.in_row.most),
        }
        begin, end = Minutes(number * length), Minutes((number + 1) * length)
        yield ShiftTypeRow(code=ShiftCode(shift.name), start=begin, end=end, kind=Kind.DAY, **columns)


def _demand(instance: Instance) -> Iterator[DemandRow]:
    length = _length(instance)
    starts = {name: number * length for number, name in enumerate(instance.shifts)}
    for cover in instance.cover:
        if cover.wanted or cover.least:
            begin = starts[cover.shift]
            yield DemandRow(
                unit_id=UNIT,
                group_id=GroupId(cover.skill),
                day=_date(cover.day).isoformat(),
                begin=Minutes(begin),
                until=Minutes(begin + length),
                min=cover.least,
                target=cover.wanted,
            )


def _history(instance: Instance, nurse: Nurse) -> Iterator[CellRow]:
    """The run that a nurse is in, and the day before it that bounds it."""
    past = nurse.history
    others = [name for name in instance.shifts if name != past.shift] or [*instance.shifts]
    codes = [past.shift or FREE] * past.shift_run + [others[0]] * (past.work_run - past.shift_run)
    codes += [FREE] if codes else [FREE] * past.off_run + [others[0]]
    for back, code in enumerate(codes, start=1):
        yield CellRow(employee_id=EmployeeId(nurse.name), date=_date(-back), shift_code=ShiftCode(code))


def _parameters(nurse: Nurse) -> Iterator[RuleRow]:
    contract, past = nurse.contract, nurse.history
    values = {
        ("inrc2_work_runs", "least"): str(contract.in_row.least),
        ("inrc2_work_runs", "most"): str(contract.in_row.most),
        ("inrc2_off_runs", "least"): str(contract.off_in_row.least),
        ("inrc2_off_runs", "most"): str(contract.off_in_row.most),
        ("inrc2_assignments", "least"): str(contract.assignments.least),
        ("inrc2_assignments", "most"): str(contract.assignments.most),
        ("inrc2_assignments", "before"): str(past.assignments),
        ("inrc2_weekends", "most"): str(contract.most_weekends),
        ("inrc2_weekends", "before"): str(past.weekends),
        ("inrc2_complete_weekends", "asked"): "yes" if contract.complete_weekends else "no",
    }
    for (rule, parameter), value in values.items():
        yield RuleRow(rule_id=RuleId(rule), parameter=parameter, value=value, who=nurse.name)


def _date(day: int) -> date:
    return BEGIN + timedelta(days=day)


def plan_of(case: Case, roster: Roster) -> Plan:
    """A roster as a plan of its case."""
    return Plan(
        case,
        {
            EmployeeId(name): tuple(
                Duty(case.shift(day, ShiftCode(shift)), UNIT, GroupId(skill))
                for day, (shift, skill) in sorted(row.items())
            )
            for name, row in roster.items()
        },
        {},
    )


def roster_of(plan: Plan) -> Roster:
    """A plan as a roster in the competition's words."""
    return {
        who: {duty.shift.day: (duty.shift.code, duty.group or "") for duty in plan.duties.get(who, ())}
        for who in plan.case.employees
    }
