"""Made: whether a visit of a plan is really made, and if not, why.

A visit is made when it starts inside its window, with enough people at the same time, each of them on duty and not on
her break, with the skills, not barred, and with time to travel from the visit before. All of it or none. A visit that a
plan names can fail this only where a person has put it there by hand, or changed the roster under it.
"""

from collections.abc import Iterator, Set
from typing import Any, NamedTuple, TypeAlias

from scheduler.case.care import Visit
from scheduler.case.people import Employee
from scheduler.ids import EmployeeId, VisitId
from scheduler.plan import Call, Duty, Meeting, Plan, RoundKey
from scheduler.text import Text

NOBODY = Text(
    sv="Ingen gör besöket hos {recipient} {earliest:moment}–{latest:time}.",
    en="Nobody makes the visit to {recipient} between {earliest:moment} and {latest:time}.",
)
OUTSIDE = Text(
    sv="Besöket hos {recipient} börjar {start:moment}, utanför sin tid {earliest:time}–{latest:time}.",
    en="The visit to {recipient} starts on {start:moment}, outside its window {earliest:time}–{latest:time}.",
)
TOO_FEW = Text(
    sv="Besöket hos {recipient} {start:moment} behöver {staff} personer samtidigt; {count} är där.",
    en="The visit to {recipient} on {start:moment} needs {staff} people at the same time; {count} are there.",
)
UNKNOWN = Text(
    sv="{name}, som besöket hos {recipient} {start:moment} är lagt på, finns inte bland medarbetarna.",
    en="{name}, who is to make the visit to {recipient} on {start:moment}, is none of the employees.",
)
OFF_DUTY = Text(
    sv="{name} är inte i tjänst under hela besöket hos {recipient} {start:moment}–{end:time}.",
    en="{name} is not on duty during all of the visit to {recipient} on {start:moment}–{end:time}.",
)
ON_BREAK = Text(
    sv="{name} har rast från {pause:time} under besöket hos {recipient} {start:moment}–{end:time}.",
    en="{name} has a break from {pause:time} during the visit to {recipient} on {start:moment}–{end:time}.",
)
UNSKILLED = Text(
    sv="{name} saknar {skills} för besöket hos {recipient} {start:moment}.",
    en="{name} lacks {skills} for the visit to {recipient} on {start:moment}.",
)
BARRED = Text(
    sv="{name} ska inte gå till {recipient}, som besöket {start:moment} gäller.",
    en="{name} is not to go to {recipient}, whom the visit on {start:moment} is for.",
)
BUSY = Text(
    sv="{name} är kvar hos {before} till {until:time} när besöket hos {recipient} börjar {start:moment}.",
    en="{name} is still with {before} until {until:time} when the visit to {recipient} starts on {start:moment}.",
)
TOO_FAR = Text(
    sv="{name} hinner inte till {recipient} {start:moment}: kvar hos {before} till {until:time}, {travel:span} resa.",
    en="{name} cannot reach {recipient} by {start:moment}: with {before} until {until:time}, {travel:span} of travel.",
)


class Unmade(NamedTuple):
    """Why a visit is not made."""

    words: Text
    values: dict[str, Any]


def is_made(plan: Plan, visit: Visit) -> bool:
    """Whether the visit is made, all of it."""
    meeting = plan.meetings.get(visit.id)
    return meeting is not None and _fault(plan, visit, meeting) is None


def visits_made(plan: Plan) -> Iterator[Visit]:
    """The visits that are made."""
    visits = plan.case.visits
    wrong = {name for who, day in plan.rounds for name in _faults(plan, who, day)}
    for name, (start, carers) in plan.meetings.items():
        visit = visits.get(name)
        if visit is None or name in wrong or not visit.earliest <= start <= visit.latest:
            continue
        if len(carers) == visit.staff == 1 or len(set(carers)) >= visit.staff:
            yield visit


def unmade(plan: Plan, visit: Visit) -> Unmade | None:
    """Why the visit is not made; nothing when it is."""
    meeting = plan.meetings.get(visit.id)
    fault = Unmade(NOBODY, {}) if meeting is None else _fault(plan, visit, meeting)
    if fault is None:
        return None
    values = {"recipient": visit.recipient.id, "earliest": visit.earliest, "latest": visit.latest, "staff": visit.staff}
    if meeting is not None:
        values |= {"start": meeting.start, "end": meeting.start + visit.minutes}
    return Unmade(fault.words, {**values, **fault.values})


def _fault(plan: Plan, visit: Visit, meeting: Meeting) -> Unmade | None:
    start, carers = meeting
    if not visit.earliest <= start <= visit.latest:
        return Unmade(OUTSIDE, {})
    present = len(carers) if len(carers) < 2 else len(set(carers))
    if present < visit.staff:
        return Unmade(TOO_FEW, {"count": present})
    for who in carers:
        fault = _faults(plan, who, visit.day).get(visit.id)
        if fault is not None:
            return fault
    return None


def remade(before: Plan, after: Plan, who: EmployeeId, day: int) -> Set[VisitId]:
    """The visits of a carer's date that an edit of her row or round lets her make, or keeps her from making."""
    if _given(before, who, day) == _given(after, who, day):
        return frozenset()
    return _faults(before, who, day).keys() ^ _faults(after, who, day).keys()


_Faults: TypeAlias = dict[VisitId, Unmade]
_Given: TypeAlias = tuple[tuple[Call, ...], tuple[Call, ...], tuple[Duty, ...]]


def _given(plan: Plan, who: EmployeeId, day: int) -> _Given:
    """All that the faults of a round hang on: the round, the one of the date before, and the person's duties."""
    return plan.rounds.get((who, day), ()), plan.rounds.get((who, day - 1), ()), plan.duties.get(who, ())


def _faults(plan: Plan, who: EmployeeId, day: int) -> _Faults:
    """What one carer's round of one date is faulted for, visit by visit.

    The last answer is remembered for each round: an edit leaves nearly all rounds and rows as they were.
    """
    calls, night, duties = given = _given(plan, who, day)
    memory: dict[RoundKey, tuple[_Given, _Faults]] = plan.case.memory.setdefault("faults of rounds", {})
    known = memory.get((who, day))
    if known is not None:
        of = known[0]
        if of[0] is calls and of[1] is night and of[2] is duties:
            return known[1]
    found = dict(_judged(plan, who, calls, night[-1:]))
    memory[who, day] = (given, found)
    return found


def _judged(
    plan: Plan, who: EmployeeId, calls: tuple[Call, ...], night: tuple[Call, ...]
) -> Iterator[tuple[VisitId, Unmade]]:
    """The faults of a round; `night` is the last visit of the date before."""
    employee = plan.case.everyone.get(who)
    if employee is None:
        yield from ((call.visit.id, Unmade(UNKNOWN, {"name": who})) for call in calls)
        return
    before = night[0] if night else None
    latest: Call | None = None  # the visit that ends last so far on this date
    for call in calls:
        fault = _alone(plan, employee, call)
        if fault is None and latest is not None and latest.end > call.start:
            where = {"before": latest.visit.recipient.id, "until": latest.end}
            fault = Unmade(BUSY, {"name": employee.name, **where})
        elif fault is None and before is not None:
            fault = _late(plan, employee, before, call)
        if fault is not None:
            yield call.visit.id, fault
        before = call
        if latest is None or call.end > latest.end:
            latest = call


def _alone(plan: Plan, employee: Employee, call: Call) -> Unmade | None:
    """What is wrong with a carer on a visit, whatever she does before it."""
    start, end, visit = call
    duty = plan.carrying(employee.id, start, end, visit.day)
    if duty is None:
        return Unmade(OFF_DUTY, {"name": employee.name})
    pause = duty.pause
    if pause is not None and pause < end and start < pause + duty.shift.type.pause:
        return Unmade(ON_BREAK, {"name": employee.name, "pause": pause})
    if not visit.skills <= employee.skills:
        lacking = ", ".join(sorted(visit.skills - employee.skills))
        return Unmade(UNSKILLED, {"name": employee.name, "skills": lacking})
    if employee.id in visit.recipient.barred:
        return Unmade(BARRED, {"name": employee.name})
    return None


def _late(plan: Plan, employee: Employee, before: Call, call: Call) -> Unmade | None:
    """Whether there was no time to travel from the visit before, made or not."""
    travel = plan.case.travel(before.visit, call.visit)
    if before.end + travel <= call.start:
        return None
    where = {"before": before.visit.recipient.id, "until": before.end, "travel": travel}
    return Unmade(TOO_FAR, {"name": employee.name, **where})
