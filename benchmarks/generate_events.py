"""What happens to the employees of a generated case: absences, wishes, locks and what they bring along.

Nothing here takes the ground from under the roster: somebody is away only where the base roster still
holds every minimum without them, locks repeat the base roster, vetoes stay within 15 % of the contract
and off the person's own weekends.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.generate_calendar import Period, saturday_from
from benchmarks.generate_chance import drawn, shuffled
from benchmarks.generate_need import SHIFTS, Crew, Need
from benchmarks.generate_people import Person
from benchmarks.generate_rows import Codes

ABSENCES = {  # share of the permanent staff in four weeks; about one day in twenty is away
    "vacation": 0.12,
    "sick": 0.08,
    "parental": 0.04,
    "training": 0.08,
}
AT_ONCE = 0.1  # of the permanent staff may be away on a day
WISHES = {"free": 74, "not:evening": 6, "evening": 6, "day": 8, "work": 6}
STRENGTHS = {1: 55, 2: 30, 3: 15}
VETOES = 0.12  # of the wishes to be free
VETO_CEILING, VETO_DAY = 0.15, 480
REASONS = ("family", "rest", "study", "association", "travel", "")


@dataclass(frozen=True)
class Absence:
    """A row of `absences`, in days of the period, both included."""

    person: Person
    first: int
    last: int
    reason: str

    @property
    def days(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def credit(self) -> int:
        """The Mondays to Fridays in it, at a fifth of the weekly contract each."""
        return round(sum(day % 7 < 5 for day in self.days) * self.person.weekly_minutes / 5)


@dataclass(frozen=True)
class Wish:
    """A row of `wishes`."""

    person: Person
    day: int
    wish: str
    strength: str
    reason: str


class Presence:
    """Who is left on duty when somebody of the crew is away."""

    def __init__(self, crew: Crew, needs: Sequence[Need], codes: Codes, period: Period) -> None:
        self.crew = crew
        self.needs = needs
        self.codes = codes
        self.period = period
        self.on_duty: Counter[tuple[int, int, str]] = Counter()
        for person in crew.people:
            for day in period.days:
                self.count(person, day, 1)

    def code(self, person: Person, day: int) -> str:
        return self.codes.get((person.id, self.period.date_of(day)), "")

    def count(self, person: Person, day: int, step: int) -> None:
        code = self.code(person, day)
        for moment in SHIFTS[code].span[::15] if code else ():
            for skill in ("", *person.skills):
                self.on_duty[day, moment, skill] += step

    def can_spare(self, person: Person, day: int) -> bool:
        """Whether every minimum of the day holds without the person; a crew of nights serves all floors."""
        code = self.code(person, day)
        if not code:
            return True
        asked: Counter[tuple[int, str]] = Counter()
        for need in self.needs:
            if need.day == self.period.demand_day(day) and need.skill in ("", *person.skills):
                for moment in range(need.start, need.end, 15):
                    asked[moment, need.skill] += need.least
        span = SHIFTS[code].span
        return all(
            self.on_duty[day, moment, skill] > least for (moment, skill), least in asked.items() if moment in span
        )

    def leave(self, absence: Absence) -> None:
        for day in absence.days:
            self.count(absence.person, day, -1)

    def allows(self, absence: Absence) -> bool:
        before = self.code(absence.person, absence.first - 1)
        into = before != "" and SHIFTS[before].kind == "night"  # that night would run into the absence
        return not into and all(self.can_spare(absence.person, day) for day in absence.days)


def absences(presences: Sequence[Presence], period: Period, rng: Random) -> list[Absence]:
    """Who is away, at most once each, where the rest of the crew can carry it."""
    turns = [(presence, person) for presence in presences for person in presence.crew.people]
    at_once = max(1, round(AT_ONCE * len(turns)))
    absent: Counter[int] = Counter()
    away: list[Absence] = []
    for reason, share in ABSENCES.items():
        wanted = max(reason in ("sick", "training"), round(share * len(turns) * period.weeks / 4))
        for presence, person in shuffled(turns, rng):
            if not wanted or any(absence.person is person for absence in away):
                continue
            ways = ways_to_be_away(person, reason, period, rng)
            fitting = (one for one in ways if all(absent[day] < at_once for day in one.days) and presence.allows(one))
            absence = next(fitting, None)
            if absence:
                presence.leave(absence)
                absent.update(absence.days)
                away.append(absence)
                wanted -= 1
    return sorted(away, key=lambda absence: (absence.person.id, absence.first))


def ways_to_be_away(person: Person, reason: str, period: Period, rng: Random) -> list[Absence]:
    """Vacation in whole weeks that end with a free weekend; the rest as it comes."""
    if reason == "vacation":
        weeks = [week for week in range(period.weeks) if not person.works_weekend(week, period.weeks)]
        spans = [(7 * week, 7 * week + 6) for week in weeks]
    elif reason == "training":
        spans = [(day, day) for day in period.days if not period.is_slow(day)]
    else:
        lengths = (2, 3, 4, 5) if reason == "sick" else (7, 10, 14)
        spans = [(day, day + rng.choice(lengths) - 1) for day in period.days if day % 7 < 5]
    return [Absence(person, first, last, reason) for first, last in shuffled(spans, rng) if last in period.days]


def wishes(people: Sequence[Person], away: Sequence[Absence], period: Period, rng: Random) -> list[Wish]:
    """Three or four wishes each in four weeks, mostly to be free."""
    made: list[Wish] = []
    vetoed: Counter[int] = Counter()
    for person in people:
        absent = {day for absence in away if absence.person is person for day in absence.days}
        credit = sum(absence.credit for absence in away if absence.person is person)
        vetoes = int(VETO_CEILING * (person.contract(period.weeks) - credit) / VETO_DAY)
        here = shuffled([day for day in period.days if day not in absent], rng)
        several = rng.randrange(1, 7) * period.weeks / 4
        for day in sorted(here[: max(1, round(several / 2 if person.hourly else several))]):
            wish = wish_of(person, day, rng)
            strength = str(drawn(STRENGTHS, rng))
            own_weekend = day % 7 >= 4 and person.works_weekend(day // 7, period.weeks)
            room = vetoed[day] < max(1, len(people) // 12)
            if wish == "free" and vetoes and room and not own_weekend and rng.random() < VETOES:
                strength = "veto"
                vetoes -= 1
                vetoed[day] += 1
            reason = rng.choice(REASONS)
            made.append(Wish(person, day, wish, strength, "" if wish == "work" else reason))
    return made


def wish_of(person: Person, day: int, rng: Random) -> str:
    """What is wished for a day; nights know only free and work, hourly staff mostly want to work."""
    wish = drawn(WISHES, rng)
    if person.hourly:
        return "work" if rng.random() < 0.7 else "free"
    if wish == "work" and day % 7 >= 5:
        return "free"
    return wish if person.nights != "only" or wish in ("free", "work") else "free"


def locks(
    people: Sequence[Person], codes: Codes, taken: AbstractSet[tuple[str, int]], period: Period, rng: Random
) -> list[tuple[str, int, str]]:
    """A few cells of the base roster that must stay, none of them taken: employee, day and code."""
    permanent = [person for person in people if not person.hourly]
    cells = [(person.id, day) for person in permanent for day in period.days if (person.id, day) not in taken]
    chosen = sorted(shuffled(cells, rng)[: max(1, len(people) // 9)])
    return [(employee, day, codes.get((employee, period.date_of(day)), "-")) for employee, day in chosen]


def taken_cells(away: Sequence[Absence], asked: Sequence[Wish]) -> set[tuple[str, int]]:
    """Employees and days that a lock would meddle with: wishes, absences and the night before one."""
    taken = {(wish.person.id, wish.day) for wish in asked}
    return taken | {(absence.person.id, day) for absence in away for day in (absence.first - 1, *absence.days)}


def hourly_history(people: Sequence[Person], period: Period, rng: Random) -> Codes:
    """The shifts that hourly staff had before the period, well apart."""
    codes: Codes = {}
    for person in people:
        if person.hourly:
            for day in sorted(rng.sample((-13, -10, -6, -3), rng.randrange(1, 4))):
                code = "N1" if person.nights == "yes" else rng.choice(("D1", "E1"))
                codes[person.id, period.date_of(day)] = code
    return codes


def ledger(people: Sequence[Person], rng: Random) -> list[tuple[str, str, float]]:
    """The balance of earlier periods: refused wishes, and shares above or below the person's part."""
    points = []
    for person in people:
        if person.hourly:
            continue
        if rng.random() < 0.35:
            points.append((person.id, "refused", float(rng.choice((1, 1, 1, 2, 2, 3)))))
        shared = ("night", "red") if person.nights == "only" else ("weekend", "evening", "red")
        kinds = [kind for kind in shared if rng.random() < 0.25]
        points += [(person.id, kind, rng.choice((-1.5, -1.0, -0.5, 0.5, 1.0, 1.5))) for kind in kinds]
    return points


def holidays_worked(people: Sequence[Person], start: date, rng: Random) -> list[tuple[str, str, int]]:
    """Who worked the last Christmas and Midsummer: two in five each."""
    eves = {"christmas": date(start.year, 12, 24), "midsummer": saturday_from(date(start.year, 6, 20))}
    last = {holiday: start.year if eve + timedelta(days=3) < start else start.year - 1 for holiday, eve in eves.items()}
    return [
        (person.id, holiday, year)
        for person in people
        for holiday, year in last.items()
        if not person.hourly and rng.random() < 0.4
    ]


def pairs(people: Sequence[Person]) -> list[tuple[str, str, str]]:
    """Two hourly employees who share a car to work, and one who shall not meet a relative there."""
    hourly = [person for person in people if person.hourly and person.nights == "no"]
    if len(hourly) < 3:
        return []
    by_day = [person for person in people if not person.hourly and person.nights == "no"]
    elsewhere = [person for person in by_day if person.groups != hourly[2].groups]
    apart = [(elsewhere[-1].id, hourly[2].id, "apart")] if elsewhere else []
    return [(hourly[0].id, hourly[1].id, "together"), *apart]
