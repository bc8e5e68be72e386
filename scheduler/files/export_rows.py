"""The roster as plain tables for other systems: every shift, every visit, and what a staffing pool has to fill.

Times are local, `YYYY-MM-DDTHH:MM`, so that a night shows when it ends; lengths are whole minutes that really pass.
Recipients stand in the visits alone, by their pseudonyms.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from scheduler.case.case import Case
from scheduler.case.need import Need
from scheduler.case.rows import Kind, Row
from scheduler.clock import Instant, Minutes
from scheduler.files.schema import table_of
from scheduler.ids import EmployeeId, GroupId, RecipientId, SeriesId, ShiftCode, Skill, UnitId, VisitId
from scheduler.plan import Plan, row_in_order


class ShiftRow(Row):
    """One worked shift."""

    employee_id: EmployeeId
    name: str
    date: date  # the day the shift starts
    shift_code: ShiftCode
    shift_name: str
    kind: Kind
    start: str
    end: str
    gap_start: str | None = None
    gap_end: str | None = None
    break_start: str | None = None  # empty = anywhere lawful
    break_minutes: Minutes
    paid_minutes: Minutes
    unit_id: UnitId
    group_id: GroupId | None = None


class PlannedVisitRow(Row):
    """One visit of the period; a visit that nobody makes has neither start nor employees."""

    visit_id: VisitId
    series_id: SeriesId
    recipient_id: RecipientId
    group_id: GroupId
    kind: str
    date: date
    earliest: str
    latest: str  # the latest start
    minutes: Minutes
    staff: int
    skills: tuple[Skill, ...] = ()
    made: bool
    start: str | None = None
    end: str | None = None
    employees: tuple[EmployeeId, ...] = ()


class PoolRow(Row):
    """A time with fewer heads than wanted (`open`), or a shift of somebody who can be sent where she is needed."""

    what: Literal["open", "resource"]
    date: date
    start: str
    end: str
    unit_id: UnitId
    group_id: GroupId | None = None
    skill: Skill | None = None
    short_of_min: int | None = None  # heads
    short_of_target: int | None = None
    employee_id: EmployeeId | None = None
    shift_code: ShiftCode | None = None


SHIFTS: Final = table_of("shifts", ShiftRow)
PLANNED_VISITS: Final = table_of("planned_visits", PlannedVisitRow)
POOL: Final = table_of("pool", PoolRow)


def shift_rows(plan: Plan) -> Iterator[ShiftRow]:
    """Every shift of the period, person by person as the case orders them."""
    case = plan.case
    for who, employee in case.everyone.items():
        for duty in row_in_order(plan.duties.get(who, ())):
            shift = duty.shift
            gap = shift.type.gap and (shift.segments[0][1], shift.segments[1][0])
            yield ShiftRow(
                employee_id=who,
                name=employee.name,
                date=case.clock.date(shift.day),
                shift_code=shift.code,
                shift_name=shift.type.name,
                kind=shift.kind,
                start=_moment(case, shift.start),
                end=_moment(case, shift.end),
                gap_start=_moment(case, gap[0]) if gap else None,
                gap_end=_moment(case, gap[1]) if gap else None,
                break_start=None if duty.pause is None else _moment(case, duty.pause),
                break_minutes=shift.type.pause,
                paid_minutes=shift.paid,
                unit_id=duty.unit,
                group_id=duty.group,
            )


def planned_visit_rows(plan: Plan) -> Iterator[PlannedVisitRow]:
    """Every visit of the period in the case's order, also those that nobody makes."""
    case = plan.case
    for visit in case.visits.values():
        meeting = plan.meetings.get(visit.id)
        made = meeting if meeting is not None and meeting.carers else None
        yield PlannedVisitRow(
            visit_id=visit.id,
            series_id=visit.series,
            recipient_id=visit.recipient.id,
            group_id=visit.group,
            kind=visit.kind,
            date=case.clock.date(visit.day),
            earliest=_moment(case, visit.earliest),
            latest=_moment(case, visit.latest),
            minutes=visit.minutes,
            staff=visit.staff,
            skills=tuple(sorted(visit.skills)),
            made=made is not None,
            start=None if made is None else _moment(case, made.start),
            end=None if made is None else _moment(case, Instant(made.start + visit.minutes)),
            employees=() if made is None else made.carers,
        )


def pool_rows(plan: Plan) -> Iterator[PoolRow]:
    """Every time short of heads, then every resource shift, each in the order of time."""
    case = plan.case
    for need, begin, end, short, below in _open_times(plan):
        yield PoolRow(
            what="open",
            date=case.clock.date(case.clock.wall(begin)[0]),
            start=_moment(case, begin),
            end=_moment(case, end),
            unit_id=need.unit,
            group_id=need.group,
            skill=need.skill,
            short_of_min=short,
            short_of_target=below,
        )
    spare = [
        (duty, who) for who in case.everyone for duty in plan.duties.get(who, ()) if duty.shift.kind is Kind.RESOURCE
    ]
    for duty, who in sorted(spare, key=lambda one: (one[0].shift.start, one[1])):
        yield PoolRow(
            what="resource",
            date=case.clock.date(duty.shift.day),
            start=_moment(case, duty.shift.start),
            end=_moment(case, duty.shift.end),
            unit_id=duty.unit,
            group_id=duty.group,
            employee_id=who,
            shift_code=duty.shift.code,
        )


_Open = tuple[Need, Instant, Instant, int, int]


def _open_times(plan: Plan) -> list[_Open]:
    """Needs where heads are missing: when, and how many of the minimum and of the target; alike times joined."""
    found: dict[Need, list[_Open]] = {}
    for piece in plan.case.pieces:
        need, heads = piece.need, plan.heads(piece)
        short, below = (max(0, (wanted or 0) - heads) for wanted in (need.minimum, need.target))
        if short or below:
            times = found.setdefault(need, [])
            times.extend((need, begin, end, short, max(short, below)) for begin, end in piece.spans)
    joined = [one for times in found.values() for one in _joined(times)]
    return sorted(joined, key=lambda one: (one[1], one[0].unit, one[0].group or "", one[0].skill or ""))


def _joined(times: list[_Open]) -> Iterator[_Open]:
    """The times of one need in order, those that follow on each other with as many missing made one."""
    listed = sorted(times, key=lambda one: one[1])
    begin = listed[0][1]
    for now, later in pairwise([*listed, None]):
        assert now is not None
        if later is None or later[1] != now[2] or later[3:] != now[3:]:
            yield now[0], begin, *now[2:]
            begin = now[2] if later is None else later[1]


def _moment(case: Case, instant: Instant) -> str:
    return f"{case.clock.moment(instant):%Y-%m-%dT%H:%M}"
