"""Choices: the shifts, and the places for them, that a search may offer a person on a day."""

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.case.shifts import NO_HEADS, Shift
from scheduler.ids import EmployeeId, GroupId, UnitId
from scheduler.plan import Origin, Plan


class Choice(NamedTuple):
    """A shift at a place."""

    shift: Shift
    unit: UnitId
    group: GroupId | None


def choices(case: Case, plan: Plan, who: EmployeeId, day: int) -> Iterator[Choice]:
    """What the person may be offered that day: useful shifts at known places, and always what she has now.

    Meetings, resource shifts and split shifts are put in by people (locks, base roster, wishes),
    not thought up by a search.
    """
    current = plan.duty(who, day)
    offered: dict[Choice, None] = {}
    for shift in case.shifts_on.get(day, ()):
        if _offered(case, who, shift):
            for unit, group in places(case, who, shift):
                offered[Choice(shift, unit, group)] = None
    if current:
        offered[Choice(current.shift, current.unit, current.group)] = None
    yield from offered


def origin_of(case: Case, who: EmployeeId, shift: Shift) -> Origin:
    """Where a shift that a search has chosen comes from: a lock, the base roster or the search."""
    if case.locks.get(who, {}).get(shift.day) is shift.type:
        return Origin.LOCK
    return Origin.BASE if case.base_roster.get(who, {}).get(shift.day) is shift.type else Origin.SOLVER


def _offered(case: Case, who: EmployeeId, shift: Shift) -> bool:
    day, kind = shift.day, shift.type
    if any(cells.get(who, {}).get(day) is kind for cells in (case.locks, case.base_roster, case.posted)):
        return True
    if shift.kind in NO_HEADS or shift.kind is Kind.SPLIT:
        return any(wish.day == day and wish.asks == shift.code for wish in case.wishes[who])
    employee = case.everyone[who]
    if day in employee.absent or not kind.skills <= employee.skills:
        return False
    if shift.is_night:
        return employee.nights != "no"
    return employee.nights != "only"


def places(case: Case, who: EmployeeId, shift: Shift) -> list[tuple[UnitId, GroupId | None]]:
    """Where the person could work the shift: the type's own place, else the places she knows that need it."""
    employee = case.everyone[who]
    kind = shift.type
    if kind.group is not None:
        return [(kind.unit or case.units_of.get(kind.group, employee.unit), kind.group)]
    unit = kind.unit or employee.unit
    if case.is_home_care:
        return [(unit, None)]
    known = [group for group in case.groups_of.get(unit, ()) if employee.knows(unit, group)]
    wanted = needed_groups(case, shift)
    useful = [group for group in known if group in wanted]
    if not useful:
        useful = [group for group in known if group == employee.home] or known[:1]
    return [(unit, group) for group in useful] or [(unit, None)]


def needed_groups(case: Case, shift: Shift) -> frozenset[GroupId]:
    """The groups that want more than half of the shift's time staffed."""
    known: frozenset[GroupId] | None = case.memory.get(("needed", shift))
    if known is None:
        minutes: dict[GroupId, int] = {}
        for piece in case.pieces_of.get(shift, ()):
            need = piece.need
            if need.group is not None and need.skill is None:
                minutes[need.group] = minutes.get(need.group, 0) + piece.minutes
        known = frozenset(group for group, total in minutes.items() if 2 * total > shift.length)
        case.memory["needed", shift] = known
    return known
