"""The staffing of a generated case: shift types, heads on duty, and the demand written from them.

Head-count comes from supply, so that a legal roster exists: contract minutes, less seven per cent for
absence, are dealt over the week, and a weekend gets no more heads than work every second weekend. The
weekend's shifts are longer, else weekend need could be at most 69 % of a weekday's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from benchmarks.generate_calendar import WEEKDAYS, Period, clock, minutes
from benchmarks.generate_people import Person

PRESENT = 0.93  # of contract minutes, after absence
WEEKEND_PRESENT = 0.95  # of those whose weekend it is
WARD_PRESENT = 0.85  # the same in a ward, where one person is a larger share
HOURLY_USED = 0.5  # of the hours that hourly staff offer
EVENING_SHARE = 0.44  # of the heads of a day
BUSY = 0.75  # a person in a planned block is with, or on the way to, somebody for this share of it

HALF_SHIFT, WEEKDAY_SHIFT, WEEKEND_SHIFT = 360, 480, 525  # paid minutes
SHORT_NIGHT, NIGHT_SHIFT = 540, 600

FEW = 10  # with fewer people the day is planned in three parts, and nobody counts who drives
HOME_EDGES = ("07:00", "07:30", "09:30", "11:30", "13:30", "15:30", "18:30", "20:30", "22:00")
HOME_SLOW_EDGES = ("07:00", "09:30", "11:30", "12:45", "16:30", "18:30", "20:30", "22:00")
FEW_EDGES = ("07:00", "13:30", "15:30", "22:00")
FEW_SLOW_EDGES = ("07:00", "12:45", "16:30", "22:00")


@dataclass(frozen=True)
class ShiftType:
    """A row of `shift_types`."""

    code: str
    name: str
    start: str
    end: str
    break_minutes: int
    kind: str
    gap: tuple[str, str] = ("", "")
    skills: str = ""

    @property
    def span(self) -> range:
        """The minutes after midnight in which the shift counts as a head, breaks included."""
        start, end = minutes(self.start), minutes(self.end)
        return range(start, end if end > start else end + 1440)

    @property
    def paid(self) -> int:
        gap = minutes(self.gap[1]) - minutes(self.gap[0]) if self.gap[0] else 0
        return len(self.span) - self.break_minutes - gap


EITHER_SETTING = (
    ShiftType("D1", "Dag", "07:00", "15:30", 30, "day"),
    ShiftType("D2", "Dag halv åtta", "07:30", "16:00", 30, "day"),
    ShiftType("D3", "Dag lång", "07:00", "16:30", 45, "day"),
    ShiftType("F1", "Förmiddag", "07:00", "13:30", 30, "day"),
    ShiftType("M1", "Mellan", "10:00", "18:30", 30, "day"),
    ShiftType("E1", "Kväll", "13:30", "22:00", 30, "evening"),
    ShiftType("E2", "Kväll lång", "12:45", "22:00", 30, "evening"),
    ShiftType("K1", "Kort kväll", "15:30", "22:00", 30, "evening"),
    ShiftType("L1", "Långpass", "07:30", "20:30", 60, "long"),
)
LAST = (
    ShiftType("R1", "Resurspass", "08:00", "16:30", 30, "resource"),
    ShiftType("A1", "Arbetsplatsträff", "13:30", "15:00", 0, "meeting"),
)
SHIFT_TYPES = {
    "home_care": (
        *EITHER_SETTING,
        ShiftType("B1", "Dag med bil", "08:00", "16:30", 30, "day", skills="car"),
        ShiftType("S1", "Delad tur", "07:00", "20:00", 0, "split", gap=("11:00", "16:00")),
        *LAST,
    ),
    "care_home": (
        *EITHER_SETTING,
        ShiftType("N1", "Natt", "21:00", "07:00", 0, "night"),
        ShiftType("N2", "Kort natt", "22:00", "07:00", 0, "night"),
        *LAST,
    ),
}
SHIFTS = {shift.code: shift for setting in SHIFT_TYPES.values() for shift in setting}


@dataclass(frozen=True)
class Heads:
    """How many work the day, the evening and the night of a date."""

    day: int = 0
    evening: int = 0
    night: int = 0

    def of(self, letter: str) -> int:
        return {"D": self.day, "E": self.evening, "N": self.night}[letter]

    def one_less(self) -> "Heads":
        """Where there are many, one may be missing before it is noticed."""
        return Heads(self.day - (self.day >= 4), self.evening - (self.evening >= 4))

    def spans(self, slow: bool) -> list[range]:
        """The shifts these heads work, night apart: two in five days begin at half past seven."""
        if slow:
            return [SHIFTS["D3"].span] * self.day + [SHIFTS["E2"].span] * self.evening
        late = late_starters(self.day)
        return [SHIFTS["D1"].span] * (self.day - late) + [SHIFTS["D2"].span] * late + [SHIFTS["E1"].span] * self.evening


@dataclass(frozen=True)
class Crew:
    """The permanent people who cover one need together: a home-care unit, a ward, the nights."""

    group: str  # empty = the whole unit
    people: tuple[Person, ...]
    weekday: Heads
    slow: Heads  # weekends and red days
    least: tuple[Heads, Heads]  # of both, when somebody is away
    extra: frozenset[int] = frozenset()  # weekdays with one more in the morning: showers, doctor's round

    def heads(self, period: Period, day: int) -> Heads:
        if period.is_slow(day):
            return self.slow
        return Heads(self.weekday.day + (day % 7 in self.extra), self.weekday.evening, self.weekday.night)

    def least_heads(self, period: Period, day: int) -> Heads:
        return self.least[period.is_slow(day)]


@dataclass(frozen=True)
class Need:
    """A row of `demand`, in minutes after midnight."""

    group: str
    day: str
    start: int
    end: int
    least: int
    target: int | None = None
    most: int | None = None
    skill: str = ""


def late_starters(day: int) -> int:
    """How many of a weekday's day shifts begin at half past seven."""
    return day * 2 // 5


def split(heads: int) -> Heads:
    """Heads dealt between day and evening."""
    evening = max(1, round(EVENING_SHARE * heads))
    return Heads(heads - evening, evening)


def home_crew(people: Sequence[Person], weeks: int) -> Crew:
    """The heads that a home-care unit can put on duty."""
    crew = tuple(person for person in people if not person.hourly)
    slow = max(2, int(WEEKEND_PRESENT * weekend_heads(people, weeks)))
    weekday = int(weekday_heads(people, slow, weeks))
    if weekday < 2:
        raise ValueError(f"{len(people)} people are too few for day and evening every day; at least 5 are needed.")
    heads = split(weekday), split(slow)
    return Crew("", crew, *heads, least=(heads[0].one_less(), heads[1].one_less()))


def ward_crew(ward: str, people: Sequence[Person], weeks: int) -> Crew:
    """The heads that a ward's own people can put on duty; what is left over is mornings with one more."""
    ours = [person for person in people if person.groups == (ward,)]
    on_duty = weekend_heads(ours, weeks)
    weekday = weekday_heads(ours, round(on_duty), weeks)
    if weekday < 2 or int(WARD_PRESENT * on_duty) < 2:
        raise ValueError(f"{len(ours)} people are too few for ward {ward}; five or more are needed, nights apart.")
    extra = frozenset((1, 3, 0, 2, 4)[: int(5 * (weekday % 1))])
    least = split(int(weekday)), split(int(WARD_PRESENT * on_duty))
    crew = tuple(person for person in ours if not person.hourly)
    return Crew(ward, crew, split(int(weekday)), split(round(on_duty)), least, extra)


def weekday_heads(people: Iterable[Person], slow: int, weeks: int) -> float:
    """What the hours give on a weekday once the weekend has its heads."""
    supply = sum(
        HOURLY_USED * person.max_minutes / weeks if person.max_minutes else PRESENT * person.weekly_minutes
        for person in people
    )
    return (supply - 2 * slow * WEEKEND_SHIFT) / (5 * WEEKDAY_SHIFT)


def night_crew(people: Sequence[Person], floors: int) -> Crew:
    """One waking night on each floor."""
    crew = tuple(person for person in people if person.nights == "only")
    heads = Heads(night=floors)
    return Crew("", crew, heads, heads, least=(heads, heads))


def weekend_heads(people: Iterable[Person], weeks: int) -> float:
    """How many of the people work on a weekend, on average; of hourly staff every second may."""
    return sum(0.5 if person.hourly else len(person.weekends(weeks)) / weeks for person in people)


def days_of(period: Period) -> list[str]:
    """The days that have demand of their own: red days only where the period has one."""
    return [*WEEKDAYS, "red"] if any(period.is_red(day) for day in period.days) else list(WEEKDAYS)


def ward_demand(crew: Crew, period: Period) -> list[Need]:
    """Day and evening in a ward, each with somebody who may give medicine; after 20:00 one may do."""
    rows = []
    for name in days_of(period):
        slow = name in ("sat", "sun", "red")
        heads = crew.slow if slow else crew.weekday
        least = crew.least[slow]
        morning = heads.day + (not slow and WEEKDAYS.index(name) in crew.extra)
        meet, part = ("12:45", "16:30") if slow else ("13:30", "15:30")
        blocks = [
            ("07:00", "12:00", least.day, morning, heads.day + 2),
            ("12:00", meet, least.day, heads.day, heads.day + 2),
            (meet, part, least.day, max(heads.day, heads.evening), heads.day + heads.evening + 2),
            (part, "20:00", least.evening, heads.evening, heads.evening + 2),
            ("20:00", "21:30", 1, heads.evening, heads.evening + 2),
        ]
        rows += [
            Need(crew.group, name, minutes(start), minutes(end), low, target, most)
            for start, end, low, target, most in merged(blocks)
        ]
        rows.append(Need(crew.group, name, minutes("07:00"), minutes("21:30"), 1, skill="delegation"))
    return rows


def night_demand(floors: Sequence[str], period: Period) -> list[Need]:
    """A waking night on every floor."""
    start, end = minutes("22:00"), minutes("07:00") + 1440
    return [Need(floor, name, start, end, 1, 1, 2) for floor in floors for name in days_of(period)]


def home_demand(crew: Crew, period: Period, load: dict[str, list[int]]) -> list[Need]:
    """Heads after the visits planned in each block of the day (`load`: people busy, minute by minute).

    The target leaves a quarter of the time for notes and breaks, never more than the crew can put on
    duty; the minimum lies about a seventh below, the maximum two above whoever is on duty then.
    """
    rows: list[Need] = []
    few = len(crew.people) < FEW
    for name in days_of(period):
        slow = name in ("sat", "sun", "red")
        spans = (crew.slow if slow else crew.weekday).spans(slow)
        choices = (FEW_EDGES, FEW_SLOW_EDGES) if few else (HOME_EDGES, HOME_SLOW_EDGES)
        edges = [minutes(edge) for edge in choices[slow]]
        busy = load["sun" if name == "red" else name]
        blocks = []
        for start, end in pairwise(edges):
            on_duty = [sum(moment in span for span in spans) for moment in range(start, end, 15)]
            asked = ceil(sum(busy[start:end]) / (end - start) / BUSY)
            target = max(1, min(asked, *on_duty))
            least = max(1, target - max(1, round(target / 7)))
            blocks.append((clock(start), clock(end), least, target, max(on_duty) + 2))
        rows += [Need("", name, minutes(a), minutes(b), low, goal, most) for a, b, low, goal, most in merged(blocks)]
        if not few:
            rows += skilled(name, blocks)
    return rows


Block = tuple[str, str, int, int, int]


def merged(blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring blocks with the same need as one."""
    rows: list[Block] = []
    for block in blocks:
        if rows and rows[-1][2:] == block[2:]:
            rows[-1] = (rows[-1][0], *block[1:])
        else:
            rows.append(block)
    return rows


def skilled(name: str, blocks: Sequence[Block]) -> list[Need]:
    """Half of the usual minimum may give medicine by delegation, and one on duty drives."""
    day, evening = [[block for block in blocks if (block[0] < "15:30") is early] for early in (True, False)]
    rows = []
    for part, start, end in ((day, "08:00", "15:30"), (evening, "16:30", "21:30")):
        half = ceil(sorted(block[2] for block in part)[len(part) // 2] / 2)
        rows.append(Need("", name, minutes(part[0][0]), minutes(part[-1][1]), half, skill="delegation"))
        rows.append(Need("", name, minutes(start), minutes(end), 1, skill="car"))
    return rows
