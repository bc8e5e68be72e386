"""Tasks: what one process asks another to solve, in forms that travel between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from scheduler.case.case import Case
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId, VisitId
from scheduler.plan import Duty, Meeting, Origin, Plan

# What is people's own is settled while rows are easy to change; the prices decide once visits hang on them.
PERSONAL = 4.0
Cell: TypeAlias = tuple[ShiftCode, UnitId, GroupId | None, str, Instant | None]
Rows: TypeAlias = dict[EmployeeId, list[tuple[int, Cell]]]
Broken: TypeAlias = frozenset[tuple[RuleId, EmployeeId | None]]


@dataclass(frozen=True)
class Packed:
    """A plan in plain values."""

    rows: Rows
    meetings: dict[VisitId, Meeting]

    @classmethod
    def of(cls, plan: Plan) -> "Packed":
        """Pack a plan."""
        rows = {who: [(duty.shift.day, _cell(duty)) for duty in duties] for who, duties in plan.duties.items()}
        return cls(rows, dict(plan.meetings))

    def plan(self, case: Case) -> Plan:
        """Unpack it in a process's own copy of the case."""
        duties = {who: tuple(_duty(case, day, cell) for day, cell in row) for who, row in self.rows.items()}
        return Plan(case, duties, self.meetings)


def _cell(duty: Duty) -> Cell:
    return duty.shift.code, duty.unit, duty.group, duty.origin.value, duty.pause


def _duty(case: Case, day: int, cell: Cell) -> Duty:
    code, unit, group, origin, pause = cell
    return Duty(case.shift(day, code), unit, group, Origin(origin), pause)


@dataclass(frozen=True)
class Task:
    """A part of a plan to decide anew, the rest held."""

    kind: str
    plan: Packed
    cells: Mapping[EmployeeId, frozenset[int]]
    visits: Mapping[VisitId, tuple[Instant, ...]]
    limit: float  # deterministic units
    seed: int
    with_visits: bool  # else the guide stands for them
    broken: Broken = frozenset()  # hard rules that the plan breaks, so that they cannot be held
    carers: Mapping[VisitId, frozenset[EmployeeId]] = field(default_factory=dict)  # who may be tried; empty = all
    placing: bool = False  # one person's first row, need still open
    shared: float = 1.0  # what need weighs in it: little at first, since others are yet to come


@dataclass(frozen=True)
class Answer:
    """What became of a task: the cells and visits that changed."""

    found: bool
    proved: bool
    work: float
    cells: dict[tuple[EmployeeId, int], Cell | None] = field(default_factory=dict)
    meetings: dict[VisitId, Meeting | None] = field(default_factory=dict)

    def onto(self, plan: Plan) -> Plan:
        """The plan with the changes made, cell by cell and visit by visit."""
        rows: dict[EmployeeId, dict[int, Duty]] = {}
        for (who, day), cell in self.cells.items():
            row = rows.setdefault(who, {duty.shift.day: duty for duty in plan.duties.get(who, ())})
            row.pop(day, None)
            if cell is not None:
                row[day] = _duty(plan.case, day, cell)
        changed = {who: row.values() for who, row in rows.items()}
        return plan.with_duties(changed).with_meetings(self.meetings)


def differences(
    before: Plan, after: Plan
) -> tuple[dict[tuple[EmployeeId, int], Cell | None], dict[VisitId, Meeting | None]]:
    """What has to be done to one plan to make the other."""
    cells: dict[tuple[EmployeeId, int], Cell | None] = {}
    for who in dict.fromkeys((*before.duties, *after.duties)):
        old = {duty.shift.day: duty for duty in before.duties.get(who, ())}
        new = {duty.shift.day: duty for duty in after.duties.get(who, ())}
        for day in sorted({*old, *new}):
            if old.get(day) != new.get(day):
                cells[who, day] = _cell(new[day]) if day in new else None
    meetings: dict[VisitId, Meeting | None] = {
        name: after.meetings.get(name)
        for name in dict.fromkeys((*before.meetings, *after.meetings))
        if before.meetings.get(name) != after.meetings.get(name)
    }
    return cells, meetings
