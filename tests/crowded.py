"""Crowded cases: small units in which most dates are worked and most tables have rows, from a seed.

Sparse rosters prove nothing about a rule: nobody's rest is ever short. A few seeds are calm, so that every rule is
also seen kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.case.rows import Setting, Tables
from scheduler.case.shifts import Shift
from scheduler.case.wages import MONEY
from scheduler.clock import Instant, minute_of
from scheduler.ids import EmployeeId, GroupId, ShiftCode, UnitId
from scheduler.plan import Call, Duty, Meeting, Plan
from scheduler.rule import Rule, Scope
from scheduler.solve.choices import places

BEGINS = (
    date(2027, 3, 15),  # the clock goes forward on the 28th, in the middle of Easter
    date(2027, 10, 18),  # and back on the 31st
    date(2026, 12, 14),  # Christmas, New Year and Epiphany
    date(2027, 6, 14),  # Midsummer
    date(2027, 2, 1),  # no red day
)
PLACES = {"g": "u", "h": "u", "k": "v", "m": "w"}
FAMILIES = {"u": "north", "v": "north", "w": "south"}
SKILLS = ("car", "delegation", "finnish")
TYPES: tuple[tuple[str, str, str, int, str, dict[str, Any]], ...] = (  # code, start, end, break, kind, further columns
    ("D", "07:00", "16:00", 30, "day", {}),
    ("F", "06:15", "12:00", 30, "day", {}),
    ("K", "08:00", "12:30", 0, "day", {}),
    ("M", "10:00", "19:00", 45, "day", {"skills": ("car",)}),
    ("E", "13:00", "22:00", 30, "evening", {}),
    ("C", "15:30", "21:15", 0, "evening", {"skills": ("delegation",)}),
    ("L", "07:00", "20:30", 60, "long", {}),
    ("S", "07:00", "20:00", 0, "split", {"gap_start": minute_of("11:00"), "gap_end": minute_of("16:00")}),
    ("N", "21:00", "07:00", 0, "night", {}),
    ("O", "22:30", "06:30", 0, "night", {"skills": ("delegation",)}),
    ("R", "07:30", "15:30", 30, "resource", {"unit_id": "v"}),
    ("Q", "12:00", "20:00", 30, "resource", {"unit_id": "w", "group_id": "m"}),
    ("T", "13:00", "15:00", 0, "meeting", {}),
    ("V", "07:00", "15:00", 30, "day", {"unit_id": "v", "group_id": "k"}),
)
ALWAYS = ("D", "E", "N")
SOMETIMES = tuple(code for code, *_ in TYPES if code not in ALWAYS)
WEIGHTS = {"D": 6, "E": 6, "N": 2, "L": 2}  # how much likelier than the others
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OPTIONAL = ("demand", "visits", "wishes", "absences", "base_roster", "locks", "posted", "pairs", "ledger", "history")
ASKS = ("free", "free", "work", "day", "evening", "night")


@dataclass
class Crowd:
    """One seed's chance, how full it makes things, and which of the shift types its people work."""

    rng: Random
    calm: bool
    codes: frozenset[str]

    def often(self, share: float = 0.5) -> bool:
        """Whether something happens that does in so large a share of cases; in a calm case it seldom does."""
        return self.rng.random() < (share / 4 if self.calm else share)

    def again(self, seed: int) -> "Crowd":
        """A new chance from a seed: what it decides is the same each time."""
        return replace(self, rng=Random(seed))

    def code(self, *, even: bool = False) -> ShiftCode:
        """A shift that people work, the common ones more often."""
        codes = sorted(self.codes)
        weights = [1 if even else WEIGHTS.get(code, 1) for code in codes]
        return ShiftCode(self.rng.choices(codes, weights)[0])

    def some(self, items: Sequence[Any], share: float = 0.5) -> tuple[Any, ...]:
        """Each of the items with that chance."""
        return tuple(item for item in items if self.rng.random() < share)


def crowded(seed: int, kinds: Iterable[type[Rule]]) -> tuple[Case, Plan]:
    """The case and the plan of a seed; some of the rules have other prices and parameters than their own."""
    rng = Random(seed)
    codes = frozenset((*ALWAYS, *rng.sample(SOMETIMES, 6)))
    crowd = Crowd(rng, calm=seed % 7 in (3, 6), codes=codes)
    tables = _tables(crowd, seed, tuple(kinds))
    if crowd.calm:
        for name in OPTIONAL:
            tables[name] = tables[name] if crowd.rng.random() < 0.5 else []
        draft = Case(Tables.model_validate(tables))
        tables["employees"] = [_fulfilled(row, _plan(crowd.again(seed), draft)) for row in tables["employees"]]
    case = Case(Tables.model_validate(tables))
    return case, _plan(crowd.again(seed), case)


def _fulfilled(row: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """An employee whose contract is just what she works in a plan."""
    paid = sum(shift.paid for shift in plan.roster_of(row["employee_id"]))
    return {**row, "contract_minutes": max(0, paid + row["balance_minutes"]), "tolerance_minutes": 0}


def _tables(crowd: Crowd, seed: int, kinds: tuple[type[Rule], ...]) -> dict[str, Any]:
    rng = crowd.rng
    begin = BEGINS[seed % len(BEGINS)]
    weeks = 4 if seed % 7 == 0 else rng.choice((2, 2, 3))
    setting = Setting.HOME_CARE if seed % 2 else Setting.CARE_HOME
    who = [f"p{number}" for number in range(rng.choice((3, 3, 4)) if weeks > 2 else rng.randint(3, 6))]
    dates = [begin + timedelta(days=day) for day in range(7 * weeks)]
    past = [begin - timedelta(days=back) for back in range(1, rng.choice((14, 21)) + 1)]
    recipients = [f"r{number}" for number in range(rng.randint(2, 4))]
    cells = [(name, on) for name in who for on in dates]
    return {
        "period": [
            {
                "case_id": f"seed {seed}",
                "start": begin,
                "weeks": weeks,
                "setting": setting,
                "frozen_until": begin + timedelta(days=rng.choice((0, 3, 8))) if crowd.often() else None,
            }
        ],
        "employees": [_employee(crowd, name, setting) for name in who],
        "shift_types": [_shift_type(given) for given in TYPES if given[0] in crowd.codes],
        "units": [{"unit_id": unit, "family": family} for unit, family in FAMILIES.items()],
        "groups": [{"group_id": group, "unit_id": unit} for group, unit in PLACES.items()],
        "demand": [*_demand(crowd, dates)],
        "recipients": [_recipient(crowd, name, who, dates) for name in recipients],
        "visits": [*_visits(crowd, recipients, dates)] if setting is Setting.HOME_CARE else [],
        "travel": [
            {"from_group": one, "to_group": other, "minutes": rng.choice((0, 5, 10, 25))}
            for one in PLACES
            for other in PLACES
            if crowd.often(0.4)
        ],
        "wishes": [_wish(crowd, name, on) for name, on in cells if crowd.often(0.15)],
        "absences": [*_absences(crowd, who, dates)],
        "history": [_cell(crowd, name, on) for name in who for on in past if crowd.often(0.7)],
        "ledger": [
            {"employee_id": name, "kind": kind, "points": rng.choice((Decimal("-0.5"), 1, Decimal("1.5"), 3))}
            for name in who
            for kind in ("refused", "weekend", "evening", "night", "red")
            if crowd.often(0.4)
        ],
        "holidays_worked": [
            {"employee_id": name, "holiday": holiday, "year": year}
            for name in who
            for holiday in ("christmas", "new_year", "easter", "midsummer")
            for year in (begin.year - 1, begin.year)
            if crowd.often(0.4)
        ],
        "posted": [_cell(crowd, name, on, free=0.3) for name, on in cells if crowd.often(0.2)],
        "base_roster": [_cell(crowd, name, on, free=0.3) for name, on in cells if crowd.often(0.4)],
        "locks": [_cell(crowd, name, on, free=0.3) for name, on in cells if crowd.often(0.08)],
        "pairs": [
            {"employee_a": one, "employee_b": other, "kind": rng.choice(("apart", "together"))}
            for one, other in pairwise(who)
            if crowd.often()
        ],
        "rules": [*_parameters(seed, kinds, who)],
        "prices": [*_prices(seed, kinds)],
    }


def _employee(crowd: Crowd, name: str, setting: Setting) -> dict[str, Any]:
    rng = crowd.rng
    hourly = crowd.often(0.2)
    groups = rng.choice((("g",), ("g",), ("h",), ("g", "h"), ()))
    return {
        "employee_id": name,
        "title": rng.choice(("underskoterska", "vardbitrade", "")),
        "unit_id": rng.choice(("u", "u", "u", "v")),
        "rate": rng.choice((100, 100, 75, Decimal("62.5"), 50)),
        "full_time_minutes": rng.choice((2220, 2295, 2060)),
        "contract_minutes": rng.choice((None, None, 6000)),
        "balance_minutes": rng.choice((0, 0, 185, -300)),
        "tolerance_minutes": rng.choice((None, 0, 600)),
        "day_break": minute_of(rng.choice(("20:00", "20:00", "00:00", "12:00", "07:00"))),
        "week_break": rng.choice((0, 0, 6 * 1440 + 20 * 60, 4 * 1440 + 12 * 60)),
        "weekend_every": rng.choice((0, 1, 2, 2, 3)),
        "nights": rng.choice(("no", "yes", "yes", "only")),
        "skills": crowd.some(SKILLS, 0.6),
        "groups": groups,
        "introduced": crowd.some(("h", "k", "v", "m"), 0.25),
        "hourly": hourly,
        "max_minutes": rng.choice((1500, 4000)) if hourly and crowd.often(0.8) else None,
        "wage": rng.choice((None, Decimal("231.45"))),
        "minor": crowd.often(0.2),
        "max_shifts": rng.choice((None, None, 9)),
    }


def _shift_type(given: tuple[str, str, str, int, str, dict[str, Any]]) -> dict[str, Any]:
    code, start, end, pause, kind, further = given
    times = {"start": minute_of(start), "end": minute_of(end), "break_minutes": pause}
    return {"code": code, **times, "kind": kind, **further}


def _demand(crowd: Crowd, dates: Sequence[date]) -> Iterator[dict[str, Any]]:
    rng = crowd.rng
    for unit, group, skill in (("u", None, None), ("u", "g", None), ("u", None, "car"), ("u", "h", None)):
        if not crowd.often(0.7):
            continue
        for day in (*WEEKDAYS, "red", rng.choice(dates).isoformat()):
            for begin, until in (("07:00", "12:00"), ("11:30", "21:30"), ("21:00", "07:00")):
                if crowd.often(0.6):
                    least = rng.choice((0, 1, 2))
                    yield {
                        "unit_id": unit,
                        "group_id": group,
                        "skill": skill,
                        "day": day,
                        "from": minute_of(begin),
                        "to": minute_of(until),
                        "min": least,
                        "target": rng.choice((None, least + 1)),
                        "max": rng.choice((None, least + 1, least + 2)),
                    }


def _recipient(crowd: Crowd, name: str, who: Sequence[str], dates: Sequence[date]) -> dict[str, Any]:
    rng = crowd.rng
    return {
        "recipient_id": name,
        "group_id": rng.choice(tuple(PLACES)),
        "contact": rng.choice((None, *who, *who)),
        "deputy": rng.choice((None, *who)),
        "preferred": crowd.some(who, 0.3),
        "barred": crowd.some(who, 0.1),
        "from": dates[4] if crowd.often(0.2) else None,
        "to": dates[-3] if crowd.often(0.2) else None,
    }


def _visits(crowd: Crowd, recipients: Sequence[str], dates: Sequence[date]) -> Iterator[dict[str, Any]]:
    rng = crowd.rng
    windows = (("07:15", "09:00"), ("11:00", "12:30"), ("14:00", "14:00"), ("19:00", "21:45"), ("23:00", "23:45"))
    for name in recipients:
        for number, (earliest, latest) in enumerate(windows):
            if crowd.often(0.6):
                yield {
                    "series_id": f"{name}-{number}",
                    "recipient_id": name,
                    "days": rng.choice(("1234567", "1234567", "135", dates[2].isoformat())),
                    "weeks": rng.choice((None, None, "odd", "even")),
                    "earliest": minute_of(earliest),
                    "latest": minute_of(latest),
                    "minutes": rng.choice((10, 25, 45, 75)),
                    "staff": rng.choice((None, 1, 1, 2)),
                    "skills": crowd.some(SKILLS, 0.15),
                }


def _wish(crowd: Crowd, name: str, on: date) -> dict[str, Any]:
    rng = crowd.rng
    return {
        "employee_id": name,
        "date": on,
        "wish": rng.choice(("", "", "not:")) + rng.choice((*ASKS, *sorted(crowd.codes))),
        "strength": rng.choice((None, "1", "2", "3", "veto")),
    }


def _absences(crowd: Crowd, who: Sequence[str], dates: Sequence[date]) -> Iterator[dict[str, Any]]:
    for name in who:
        if crowd.often(0.5):
            first = crowd.rng.choice(dates) - timedelta(days=2)
            last = first + timedelta(days=crowd.rng.randint(0, 6))
            credit = crowd.rng.choice((None, None, 444))
            yield {"employee_id": name, "from": first, "to": last, "credit_minutes": credit}


def _cell(crowd: Crowd, name: str, on: date, free: float = 0.0) -> dict[str, Any]:
    code = "-" if crowd.rng.random() < free else crowd.code()
    return {"employee_id": name, "date": on, "shift_code": code}


def _prices(seed: int, kinds: Iterable[type[Rule]]) -> Iterator[dict[str, Any]]:
    """Other prices for some rules, each by a chance of its own, so that a new rule changes nothing for the others."""
    for kind in kinds:
        rng = Random(f"price {kind.id} {seed}")
        if rng.random() < 0.15 and not kind.is_cost:
            kronor = rng.choice(("never", 5, 12 if kind.per == MONEY else Decimal("12.5"), 700))
            yield {"rule_id": kind.id, "kronor": kronor}


def _parameters(seed: int, kinds: Iterable[type[Rule]], who: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Other values for some parameters; for one person alone where the rule is about persons or limits a sum."""
    for kind in kinds:
        for parameter in kind.parameters():
            rng = Random(f"{parameter.name} of {kind.id} {seed}")
            own = parameter.default
            if parameter.kind not in (int, float, Decimal) or rng.random() > 0.35:
                continue
            near = (1, 5, 2000) if own is None else (2 * own, own, own // 2, own // 5, parameter.unit)
            value = parameter.kind(rng.choice(near))
            whom = rng.choice((None, *who)) if kind.scope is Scope.PERSON or parameter.whole else None
            yield {"rule_id": kind.id, "parameter": parameter.name, "value": parameter.shown(value), "who": whom}


# -- the plan ------------------------------------------------------------------------------------------------


def _plan(crowd: Crowd, case: Case) -> Plan:
    density = crowd.rng.choice((0.0, 0.15, 0.3)) if crowd.calm else crowd.rng.choice((0.7, 0.85, 0.95))
    duties = {who: tuple(_duties(crowd, case, who, density)) for who in case.employees}
    plan = Plan(case, duties, {})
    return _made(crowd, case, plan) if case.is_home_care else plan


def _duties(crowd: Crowd, case: Case, who: EmployeeId, density: float) -> Iterator[Duty]:
    """A row in which nights and long rows of dates come in runs, and some cells are as they were given."""
    rng = crowd.rng
    given = (case.locks, case.base_roster, case.posted)
    code: ShiftCode | None = None
    for day in case.days:
        free = rng.random() > density
        kind = rng.choice(given).get(who, {}).get(day)
        if kind is not None and rng.random() < 0.5:
            code = kind.code
        elif code not in ("N", "O") or rng.random() < 0.3:
            code = crowd.code(even=rng.random() < 0.3)
        if not free and code is not None:
            shift = case.shift(day, code)
            unit, group = _place(rng, case, who, shift)
            yield Duty(shift, unit, group)


def _place(rng: Random, case: Case, who: EmployeeId, shift: Shift) -> tuple[UnitId, GroupId | None]:
    if rng.random() < 0.9 or shift.type.unit is not None:
        return rng.choice(places(case, who, shift))
    group, unit = rng.choice(tuple(case.units_of.items()))
    return unit, None if case.is_home_care else group


def _made(crowd: Crowd, case: Case, plan: Plan) -> Plan:
    """Most visits made by people who can; those that nobody could make at the time tried are left unmade."""
    rounds: dict[EmployeeId, list[Call]] = {who: [] for who in case.employees}
    meetings = {}
    visits = [visit for visit in case.visits.values() if crowd.rng.random() < 0.9]
    crowd.rng.shuffle(visits)
    for visit in visits:
        starts = list(range(visit.earliest, visit.latest + 1, 15))
        for start in map(Instant, crowd.rng.sample(starts, min(4, len(starts)))):
            able = [who for who in case.employees if _can(plan, who, rounds[who], visit, start)]
            if len(able) >= visit.staff:
                carers = tuple(sorted(crowd.rng.sample(able, visit.staff)))
                meetings[visit.id] = Meeting(start, carers)
                for who in carers:
                    rounds[who].append(Call(start, Instant(start + visit.minutes), visit))
                break
    return plan.with_meetings(meetings)


def _can(plan: Plan, who: EmployeeId, calls: Iterable[Call], visit: Visit, start: Instant) -> bool:
    case, end = plan.case, start + visit.minutes
    if not case.may_make(who, visit) or plan.carrying(who, start, end, visit.day) is None:
        return False
    return all(
        call.end + case.travel(call.visit, visit) <= start or end + case.travel(visit, call.visit) <= call.start
        for call in calls
    )
