"""Key figures: what a plan comes to, as FORMAT tells them, computed from the case and the plan alone.

A figure without meaning is `None`: faces where nobody is visited twice a day, wishes where nobody has wished.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Any, NamedTuple, Self

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.case.shifts import Shift
from scheduler.case.wages import MONEY
from scheduler.case.wishes import VETO
from scheduler.clock import hours
from scheduler.contact import Contact, contact
from scheduler.faces import met_at_home, met_in_group, windows
from scheduler.ids import EmployeeId, GroupId, RecipientId
from scheduler.made import made_of
from scheduler.pay import Payroll
from scheduler.plan import Plan
from scheduler.runs import runs
from scheduler.touched import Touched

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
    return FigureParts.of(plan).figures()


# -- parts ---------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """What one employee adds to the figures."""

    paid: int  # minutes
    pay: int  # parts of a krona
    granted: tuple[tuple[int, bool], ...]  # each wish's strength, and whether it is granted
    strain: Strain


class Care(NamedTuple):
    """What one recipient, or group of residents, adds to the figures."""

    faces: tuple[int, ...]  # in each window that counts
    contact: Contact | None
    longest_gap: int | None  # of the contact's comings
    visits: int  # made
    minutes: int  # of them


class Cover(NamedTuple):
    """What one day's needs add to the figures, in person-minutes."""

    short: int
    below_target: int
    above: int


@dataclass(frozen=True)
class FigureParts:
    """The figures of a plan in their parts, so that an edit works out anew only those that it touched."""

    plan: Plan
    care: Mapping[str, Care]
    cover: Mapping[int, Cover]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The parts of a whole plan."""
        case = plan.case
        care = _cared(plan, case.recipients if case.is_home_care else case.resident_groups)
        return cls(plan, care, {day: _cover(plan, day) for day in case.pieces_on})

    def after(self, plan: Plan, changed: Touched) -> Self:
        """The parts of an edited plan; what each row adds is remembered by the plan itself."""
        case = plan.case
        whom = changed.served if case.is_home_care else changed.groups.intersection(case.resident_groups)
        care = {**self.care, **_cared(plan, whom)}
        days = (day for day in changed.needs if day in case.pieces_on)
        return replace(self, plan=plan, care=care, cover={**self.cover, **{day: _cover(plan, day) for day in days}})

    def figures(self) -> Figures:
        """The parts put together."""
        return Figures(**self.summary(), strain=strain(self.plan))

    def summary(self) -> dict[str, Any]:
        """The figures of the whole unit, by name."""
        case, plan = self.plan.case, self.plan
        rows = {who: _row(plan, who) for who in case.everyone}
        care, cover = self.care.values(), self.cover.values()
        granted = [row.granted for row in rows.values() if row.granted]
        off = [
            abs(rows[who].paid + one.balance - float(one.agreed))
            for who, one in case.everyone.items()
            if not one.hourly
        ]
        minutes = sum(one.minutes for one in care)
        return {
            **_faces_told(sorted(count for one in care for count in one.faces)),
            **_contacts(care),
            "visit_minutes_made_share": _share(minutes, _asked(case)),
            "visits_made_share": _share(sum(one.visits for one in care), len(case.visits)),
            "min_short_hours": sum(day.short for day in cover) / 60,
            "target_short_hours": sum(day.below_target for day in cover) / 60,
            "above_max_hours": sum(day.above for day in cover) / 60,
            **_wishes(granted),
            "hours_mean_abs_minutes": _share(sum(off), len(off)),
            "hours_largest_minutes": max(off, default=None),
            "cost_total": sum(row.pay for row in rows.values()) / MONEY,
            "client_time_share": _share(minutes, sum(row.paid for row in rows.values())) if case.visits else None,
        }


def _row(plan: Plan, who: EmployeeId) -> Row:
    """What an employee adds, remembered until her row is edited."""
    return plan.of_row(who, "figures", lambda: _row_told(plan, who))


def _row_told(plan: Plan, who: EmployeeId) -> Row:
    case = plan.case
    return Row(
        paid=sum(duty.shift.paid for duty in plan.duties.get(who, ())),
        pay=Payroll.of(case).row(plan, who).total,
        granted=tuple((wish.strength, not plan.refuses(wish)) for wish in case.wishes[who]),
        strain=_strain(plan.shifts_of(who)),
    )


# -- the figures a search shows while it runs --------------------------------------------------------


def faces_mean(case: Case, plan: Plan) -> float | None:
    """The mean number of faces."""
    if case.is_home_care:
        faces = [count for who in case.recipients for count in _faces_at_home(plan, who)]
    else:
        faces = [count for group in case.resident_groups for count in met_in_group(plan, group)]
    return _share(sum(faces), len(faces))


def visits_made_share(case: Case, plan: Plan) -> float | None:
    """Visits made of those asked for."""
    return _share(len(made_of(plan, case.visits.values())), len(case.visits))


def wishes_granted_share(case: Case, plan: Plan) -> float | None:
    """Wishes granted of all, vetoes among them."""
    wishes = [wish for mine in case.wishes.values() for wish in mine]
    return _share(sum(not plan.refuses(wish) for wish in wishes), len(wishes))


# -- inside ------------------------------------------------------------------------------------------


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _faces_at_home(plan: Plan, who: RecipientId) -> Iterator[int]:
    """The faces of every window in which a recipient is visited twice a day."""
    for window, count in zip(windows(plan.case, who), met_at_home(plan, who), strict=True):
        if window.is_frequent(plan):
            yield count


def _cared(plan: Plan, whom: Iterable[str]) -> dict[str, Care]:
    return {one: _care(plan, one) for one in whom}


def _care(plan: Plan, whom: str) -> Care:
    """What a recipient, or a group of residents, adds."""
    case = plan.case
    if not case.is_home_care:
        return Care(tuple(met_in_group(plan, GroupId(whom))), None, None, 0, 0)
    recipient = case.all_recipients[RecipientId(whom)]
    made = made_of(plan, case.visits_of[recipient.id])
    comings = contact(plan, recipient) if recipient.contact else None
    return Care(
        faces=tuple(_faces_at_home(plan, recipient.id)),
        contact=comings,
        longest_gap=comings.longest_gap if comings else None,
        visits=len(made),
        minutes=_minutes(made),
    )


def _cover(plan: Plan, day: int) -> Cover:
    """What a day's needs add."""
    short = below_target = above = 0
    for piece in plan.case.pieces_on[day]:
        need, heads = piece.need, plan.heads(piece)
        if need.minimum is not None and heads < need.minimum:
            short += (need.minimum - heads) * piece.minutes
        if need.target is not None and heads < need.target:
            below_target += (need.target - heads) * piece.minutes
        if need.maximum is not None and heads > need.maximum:
            above += (heads - need.maximum) * piece.minutes
    return Cover(short, below_target, above)


def _faces_told(faces: list[int]) -> dict[str, Any]:
    """The figures of all windows' faces, in order of their size."""
    return {
        "faces_mean": _share(sum(faces), len(faces)),
        "faces_median": float(median(faces)) if faces else None,
        "faces_p90": faces[ceil(len(faces) * 9 / 10) - 1] if faces else None,
        "faces_max": faces[-1] if faces else None,
        "faces_share_above_15": _share(sum(count > MANY for count in faces), len(faces)),
    }


def _contacts(care: Iterable[Care]) -> dict[str, Any]:
    mine = [one.contact for one in care if one.contact]
    return {
        "contact_share": _share(sum(one.made for one in mine), sum(one.asked for one in mine)),
        "contact_longest_gap_days": max((one.longest_gap for one in care if one.longest_gap is not None), default=None),
    }


def _wishes(granted: list[tuple[tuple[int, bool], ...]]) -> dict[str, Any]:
    """The figures of everybody's wishes, person by person."""
    by_strength: dict[int, list[bool]] = {}
    for mine in granted:
        for strength, is_granted in mine:
            by_strength.setdefault(strength, []).append(is_granted)
    names = {1: "1", 2: "2", 3: "3", VETO: "veto"}
    return {
        "wishes_granted_share": _share(sum(map(sum, by_strength.values())), sum(map(len, by_strength.values()))),
        "wishes_by_strength": {
            name: sum(by_strength[strength]) / len(by_strength[strength])
            for strength, name in names.items()
            if strength in by_strength
        },
        "wishes_lowest_share": min((sum(each for _, each in mine) / len(mine) for mine in granted), default=None),
    }


def _asked(case: Case) -> int:
    """The minutes of all visits."""
    known: int | None = case.memory.get("minutes asked for")
    if known is None:
        known = case.memory["minutes asked for"] = _minutes(case.all_visits.values())
    return known


def _minutes(visits: Iterable[Visit]) -> int:
    return sum(visit.minutes * visit.staff for visit in visits)


def strain(plan: Plan) -> dict[EmployeeId, Strain]:
    """What the roster asks of each employee, beside what the full-timers work in the mean."""
    people = plan.case.everyone
    mine = {who: _row(plan, who).strain for who in people}
    full = [mine[who].shifts for who, one in people.items() if not one.hourly and one.rate >= FULL_TIME]
    mean = _share(sum(full), len(full))
    return {
        who: mine[who]
        if mean is None or one.hourly
        else replace(mine[who], shifts_as_full_time=mean * float(one.rate) / FULL_TIME)
        for who, one in people.items()
    }


def _strain(shifts: Iterable[Shift]) -> Strain:
    """What a row asks of its employee; a run that began before the period counts whole."""
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
        shifts_as_full_time=None,  # hangs on the others' rows
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
