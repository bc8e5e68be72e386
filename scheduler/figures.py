"""Key figures: what a plan comes to, as FORMAT tells them, computed from the case and the plan alone.

A figure without meaning is `None`: faces where nobody is visited twice a day, wishes where nobody has wished.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Any

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.need import Need
from scheduler.case.rows import Kind
from scheduler.case.shifts import Shift
from scheduler.case.wages import MONEY
from scheduler.case.wishes import VETO
from scheduler.clock import hours
from scheduler.contact import contact
from scheduler.faces import met_in_group, windows
from scheduler.ids import EmployeeId
from scheduler.made import visits_made
from scheduler.pay import Payroll
from scheduler.plan import Plan
from scheduler.runs import runs

MANY = 15  # faces beyond this are reported as a share
QUICK = hours(13)  # a shorter gap from an evening to a morning is strain
FULL_TIME = 100  # percent


@dataclass(frozen=True)
class Strain:
    """What a roster asks of one employee."""

    evening_to_morning: int  # evenings followed by a morning after less than thirteen hours
    longest_run: int  # dates in a row
    longest_nights: int  # nights in a row
    single_free_days: int
    weekends: int
    nights: int
    shifts: int
    shifts_as_full_time: float | None  # what the full-timers work in the mean, times the rate; none by the hour


@dataclass(frozen=True)
class Figures:
    """The key figures of a plan under the names of the summary."""

    faces_mean: float | None
    faces_median: float | None
    faces_p90: int | None
    faces_max: int | None
    faces_share_above_15: float | None
    contact_share: float | None
    contact_longest_gap_days: int | None
    visit_minutes_made_share: float | None
    visits_made_share: float | None
    min_short_hours: float
    target_short_hours: float
    above_max_hours: float
    wishes_granted_share: float | None
    wishes_by_strength: Mapping[str, float]
    wishes_lowest_share: float | None
    hours_mean_abs_minutes: float | None
    hours_largest_minutes: float | None
    cost_total: float
    client_time_share: float | None
    strain: Mapping[EmployeeId, Strain]

    def summary(self) -> dict[str, Any]:
        """The figures of the whole unit, by name; strain is told per employee, apart."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "strain"}


def figures(plan: Plan) -> Figures:
    """Every key figure of a plan."""
    case = plan.case
    faces = sorted(_faces(plan))
    made = list(visits_made(plan))
    worked = {who: sum(duty.shift.paid for duty in plan.duties.get(who, ())) for who in case.everyone}
    granted = {who: [not plan.refuses(wish) for wish in wishes] for who, wishes in case.wishes.items() if wishes}
    off = [abs(worked[who] + one.balance - float(one.agreed)) for who, one in case.everyone.items() if not one.hourly]
    return Figures(
        faces_mean=_share(sum(faces), len(faces)),
        faces_median=float(median(faces)) if faces else None,
        faces_p90=faces[ceil(len(faces) * 9 / 10) - 1] if faces else None,
        faces_max=faces[-1] if faces else None,
        faces_share_above_15=_share(sum(count > MANY for count in faces), len(faces)),
        **_contacts(plan),
        visit_minutes_made_share=_share(_minutes(made), _minutes(case.visits.values())),
        visits_made_share=_share(len(made), len(case.visits)),
        **_cover(plan),
        wishes_granted_share=wishes_granted_share(case, plan),
        wishes_by_strength=_by_strength(plan),
        wishes_lowest_share=min((sum(mine) / len(mine) for mine in granted.values()), default=None),
        hours_mean_abs_minutes=_share(sum(off), len(off)),
        hours_largest_minutes=max(off, default=None),
        cost_total=Payroll.of(case).total(plan) / MONEY,
        client_time_share=_share(_minutes(made), sum(worked.values())) if case.visits else None,
        strain=strain(plan),
    )


# -- the figures a search shows while it runs --------------------------------------------------------


def faces_mean(case: Case, plan: Plan) -> float | None:
    """The mean number of faces."""
    faces = list(_faces(plan))
    return _share(sum(faces), len(faces))


def visits_made_share(case: Case, plan: Plan) -> float | None:
    """Visits made of those asked for."""
    return _share(sum(1 for _ in visits_made(plan)), len(case.visits))


def wishes_granted_share(case: Case, plan: Plan) -> float | None:
    """Wishes granted of all, vetoes among them."""
    wishes = [wish for mine in case.wishes.values() for wish in mine]
    return _share(sum(not plan.refuses(wish) for wish in wishes), len(wishes))


# -- inside ------------------------------------------------------------------------------------------


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _faces(plan: Plan) -> Iterator[int]:
    """The faces of every window of the recipients visited twice a day, or of every group of residents."""
    case = plan.case
    if not case.is_home_care:
        for group in case.resident_groups:
            yield from map(len, met_in_group(plan, group))
        return
    for who in case.recipients:
        for window in windows(case, who):
            if window.is_frequent(plan):
                yield len(window.met(plan))


def _contacts(plan: Plan) -> dict[str, Any]:
    mine = [contact(plan, one) for one in plan.case.recipients.values() if one.contact]
    gaps = [one.longest_gap for one in mine if one.longest_gap is not None]
    return {
        "contact_share": _share(sum(one.made for one in mine), sum(one.asked for one in mine)),
        "contact_longest_gap_days": max(gaps, default=None),
    }


def _minutes(visits: Iterable[Visit]) -> int:
    return sum(visit.minutes * visit.staff for visit in visits)


def _cover(plan: Plan) -> dict[str, Any]:
    short = target = above = 0
    for piece in plan.case.pieces:
        need: Need = piece.need
        heads = plan.heads(piece)
        if need.minimum is not None:
            short += max(0, need.minimum - heads) * piece.minutes
        if need.target is not None:
            target += max(0, need.target - heads) * piece.minutes
        if need.maximum is not None:
            above += max(0, heads - need.maximum) * piece.minutes
    return {"min_short_hours": short / 60, "target_short_hours": target / 60, "above_max_hours": above / 60}


def _by_strength(plan: Plan) -> dict[str, float]:
    found: dict[int, list[bool]] = {}
    for mine in plan.case.wishes.values():
        for wish in mine:
            found.setdefault(wish.strength, []).append(not plan.refuses(wish))
    names = {1: "1", 2: "2", 3: "3", VETO: "veto"}
    return {name: sum(found[strength]) / len(found[strength]) for strength, name in names.items() if strength in found}


def strain(plan: Plan) -> dict[EmployeeId, Strain]:
    """What the roster asks of each employee; a run that began before the period counts whole."""
    people = plan.case.everyone
    full = [len(plan.roster_of(who)) for who, one in people.items() if not one.hourly and one.rate >= FULL_TIME]
    mean = _share(sum(full), len(full))
    return {
        who: _strain(plan.shifts_of(who), None if mean is None or one.hourly else mean * float(one.rate) / FULL_TIME)
        for who, one in people.items()
    }


def _strain(shifts: Iterable[Shift], as_full_time: float | None) -> Strain:
    mine = list(shifts)
    pairs = [(earlier, later) for earlier, later in pairwise(mine) if later.day >= 0]
    return Strain(
        evening_to_morning=sum(_is_quick(earlier, later) for earlier, later in pairs),
        longest_run=max((len(run) for run in runs(mine) if run[-1].day >= 0), default=0),
        longest_nights=max((len(run) for run in runs(mine, _is_night) if run[-1].day >= 0), default=0),
        single_free_days=sum(later.day == earlier.day + 2 for earlier, later in pairs),
        weekends=len({shift.weekend for shift in mine if shift.day >= 0} - {None}),
        nights=sum(shift.day >= 0 and shift.is_night for shift in mine),
        shifts=sum(shift.day >= 0 for shift in mine),
        shifts_as_full_time=as_full_time,
    )


def _is_night(shift: Shift) -> bool:
    return shift.is_night


def _is_quick(earlier: Shift, later: Shift) -> bool:
    """Whether a morning follows an evening too soon."""
    return (
        earlier.kind is Kind.EVENING
        and later.day == earlier.day + 1
        and later.type.start < hours(12)
        and earlier.rest_until(later) < QUICK
    )
