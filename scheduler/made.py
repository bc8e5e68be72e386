"""Made: whether a visit of a plan is really made, and if not, why.

A visit is made when it starts inside its window, with enough people at the same time, each of them on duty and not on
her break, with the skills, not barred, and with time to travel from the visit before. All of it or none. A visit that a
plan names can fail this only where a person has put it there by hand, or changed the roster under it.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple, TypeAlias

from scheduler.case.care import Visit
from scheduler.case.people import Employee
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, RecipientId, VisitId
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


_Faults: TypeAlias = dict[VisitId, Unmade]
_Given: TypeAlias = tuple[tuple[Call, ...], tuple[Call, ...], Sequence[Duty]]


def is_made(plan: Plan, visit: Visit) -> bool:
    """Whether the visit is made, all of it."""
    return visit.id not in _undone(plan)


def made_of(plan: Plan, visits: Iterable[Visit]) -> list[Visit]:
    """Those of some visits that are made, all of each."""
    undone = _undone(plan)
    return [visit for visit in visits if visit.id not in undone]


def not_made_of(plan: Plan, visits: Iterable[Visit]) -> list[Visit]:
    """Those of some visits that are not made, or not all of each."""
    undone = _undone(plan)
    return [visit for visit in visits if visit.id in undone]


def _undone(plan: Plan) -> Set[VisitId]:
    """All visits that are not made."""

    def undone() -> Set[VisitId]:
        found = {name for who in dict.fromkeys(who for who, _ in plan.rounds) for name in _faults_of(plan, who)}
        return found.union(*(_unplanned(plan, who) for who in plan.case.all_recipients))

    return plan.of_whole("undone", undone)


def _unplanned(plan: Plan, who: RecipientId) -> Set[VisitId]:
    """A recipient's visits that are not planned, or outside their windows, or for too few."""

    def unplanned() -> Set[VisitId]:
        both = zip(plan.case.visits_of[who], plan.meetings_of(who), strict=True)
        return {visit.id for visit, meeting in both if meeting is None or not _is_planned(visit, meeting)}

    return plan.of_visits(who, "unplanned", unplanned)


def _is_planned(visit: Visit, meeting: Meeting) -> bool:
    start, carers = meeting
    return visit.earliest <= start <= visit.latest and _are_enough(carers, visit.staff)


def _are_enough(carers: Sequence[EmployeeId], staff: int) -> bool:
    return len(carers) == staff == 1 or len(set(carers)) >= staff


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
    if not _are_enough(carers, visit.staff):
        return Unmade(TOO_FEW, {"count": len(set(carers))})
    for who in carers:
        fault = _faults_of(plan, who).get(visit.id)
        if fault is not None:
            return fault
    return None


def remade(before: Plan, after: Plan, who: EmployeeId) -> Set[VisitId]:
    """The visits of a carer that an edit of her row or rounds lets her make, or keeps her from making."""
    return _faults_of(before, who).keys() ^ _faults_of(after, who).keys()


def _faults_of(plan: Plan, who: EmployeeId) -> _Faults:
    """What a carer's rounds are faulted for, visit by visit."""

    def faulted() -> _Faults:
        days = (day for day in plan.case.days if plan.rounds.get((who, day)))
        return {name: fault for day in days for name, fault in _faults(plan, who, day).items()}

    return plan.of_rounds(who, "faults", faulted)


def _given(plan: Plan, who: EmployeeId, day: int) -> _Given:
    """All that the faults of a round hang on: the round, the one of the date before, and the duties that carry it."""
    return plan.rounds.get((who, day), ()), plan.rounds.get((who, day - 1), ()), plan.carriers(who, day)


def _faults(plan: Plan, who: EmployeeId, day: int) -> _Faults:
    """What one carer's round of one date is faulted for, visit by visit.

    The last answer is remembered for each round: an edit leaves nearly all rounds and duties as they were.
    """
    calls, night, duties = given = _given(plan, who, day)
    memory: dict[RoundKey, tuple[_Given, _Faults]] = plan.case.memory.setdefault("faults of rounds", {})
    known = memory.get((who, day))
    if known is not None:
        of = known[0]
        if of[0] is calls and of[1] is night and of[2] == duties:
            return known[1]
    found = dict(_judged(plan, who, day, night[-1:], duties))
    memory[who, day] = (given, found)
    return found


def _judged(
    plan: Plan, who: EmployeeId, day: int, night: tuple[Call, ...], duties: Sequence[Duty]
) -> Iterator[tuple[VisitId, Unmade]]:
    """The faults of a round that these duties carry; `night` is the last visit of the date before."""
    calls = plan.rounds[who, day]
    employee = plan.case.everyone.get(who)
    if employee is None:
        yield from ((call.visit.id, Unmade(UNKNOWN, {"name": who})) for call in calls)
        return
    before = night[0] if night else None
    first = plan.case.travel(before.visit, calls[0].visit) if before else 0
    spans = [(begin, end, duty) for duty in duties for begin, end in duty.shift.segments]
    latest: Call | None = None  # the visit that ends last so far on this date
    for call, travel in zip(calls, (first, *plan.legs(who, day)), strict=True):
        fault = _alone(employee, call, spans)
        if fault is None and latest is not None and latest.end > call.start:
            where = {"before": latest.visit.recipient.id, "until": latest.end}
            fault = Unmade(BUSY, {"name": employee.name, **where})
        elif fault is None and before is not None and before.end + travel > call.start:
            late = {"before": before.visit.recipient.id, "until": before.end, "travel": travel}
            fault = Unmade(TOO_FAR, {"name": employee.name, **late})
        if fault is not None:
            yield call.visit.id, fault
        before = call
        if latest is None or call.end > latest.end:
            latest = call


def _alone(employee: Employee, call: Call, spans: Iterable[tuple[Instant, Instant, Duty]]) -> Unmade | None:
    """What is wrong with a carer on a visit, whatever she does before it; the spans are those of her duties."""
    start, end, visit = call
    carrier = None
    for begin, until, duty in spans:
        if begin <= start and end <= until:
            carrier = duty
            break
    if carrier is None:
        return Unmade(OFF_DUTY, {"name": employee.name})
    pause = carrier.pause
    if pause is not None and pause < end and start < pause + carrier.shift.type.pause:
        return Unmade(ON_BREAK, {"name": employee.name, "pause": pause})
    if visit.skills and not visit.skills <= employee.skills:
        lacking = ", ".join(sorted(visit.skills - employee.skills))
        return Unmade(UNSKILLED, {"name": employee.name, "skills": lacking})
    if employee.id in visit.recipient.barred:
        return Unmade(BARRED, {"name": employee.name})
    return None
