"""Frozen: what lies before the date from which a roster may still be changed stays as it was worked.

What was worked is what `posted` says; where that is silent, what the plan at hand has. A board frees no cell and no
visit of those days.
"""

from scheduler.case.shifts import ShiftType
from scheduler.ids import EmployeeId
from scheduler.plan import Duty, Origin, Plan
from scheduler.solve.choices import places


def as_worked(plan: Plan) -> Plan:
    """The plan with the frozen days as posted; of a shift that has another code or none, the place is the likeliest."""
    changed: dict[EmployeeId, list[Duty]] = {}
    for who in plan.case.employees:
        posted = plan.case.posted.get(who, {})
        differing = [day for day in plan.case.frozen if day in posted and plan.differs(who, day, posted[day])]
        if differing:
            kept = [duty for duty in plan.duties.get(who, ()) if duty.shift.day not in differing]
            changed[who] = [*kept, *(_duty(plan, who, day, kind) for day in differing if (kind := posted[day]))]
    return plan.with_duties(changed) if changed else plan


def _duty(plan: Plan, who: EmployeeId, day: int, kind: ShiftType) -> Duty:
    shift = plan.case.shift(day, kind.code)
    unit, group = places(plan.case, who, shift)[0]
    return Duty(shift, unit, group, Origin.HAND)
