"""The people cared for in a generated case and their visits.

Figures: half of the recipients have two or more visits a day (2: 25 %, 3: 30 %, 4: 25 %, 5 and more:
20 %); a visit lasts 30 minutes in the median and 31 on average (38 % are 30, 17 % 15, 13 % 45, 9 % 20);
peaks at 07:30-09:30 and 18:30-20:30; 4-12 % are double-staffed; a weekend day holds 80-90 % of a
weekday's hours; time with the recipients is 58 % of the hours paid (DESIGN.md, last section). Where the
recipients are too many or too few for the staff, they get fewer or more visits a day, not other lengths.

Each series is placed at a moment of its own where enough heads are on duty and not on their break, so
the visits of every day can be made; its window is then opened around that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from random import Random

from benchmarks.generate_calendar import WEEKDAYS, Period, minutes
from benchmarks.generate_need import PRESENT, Crew, Heads
from benchmarks.generate_people import Person, shuffled

CLIENT_TIME = 0.58  # of the minutes paid
WEEKEND_LOAD = 0.85  # of a weekday's
FILLED = 0.8  # of the heads not on a break may be planned at once
TRAVEL = 5  # minutes to the next visit of the same area
OPEN, CLOSE = minutes("07:00"), minutes("22:00")

DAILY_SHARE = 0.5
DAILY_VISITS = {2: 25, 3: 30, 4: 25, 5: 14, 6: 6}
MOST_DAILY = 6
DOUBLE_SHARE = 0.08

PARTS = {  # when a visit begins, most often and at all
    "morning": ("07:10", "07:30", "09:30", "10:15"),
    "forenoon": ("09:45", "10:00", "11:00", "11:30"),
    "lunch": ("11:00", "11:30", "13:00", "13:30"),
    "afternoon": ("13:30", "13:45", "15:30", "16:00"),
    "dinner": ("15:45", "16:15", "17:45", "18:15"),
    "evening": ("18:00", "18:30", "20:30", "21:20"),
}
DAYS_PLANNED = {
    1: ("morning",),
    2: ("morning", "evening"),
    3: ("morning", "lunch", "evening"),
    4: ("morning", "lunch", "dinner", "evening"),
    5: ("morning", "lunch", "afternoon", "dinner", "evening"),
    6: ("morning", "forenoon", "lunch", "afternoon", "dinner", "evening"),
}
LENGTHS = {  # minutes and their weight; together with the services they give the published shares
    "morning": {30: 40, 45: 20, 15: 14, 20: 8, 40: 8, 60: 6, 35: 4},
    "service": {60: 34, 45: 40, 90: 12, 75: 6, 30: 8},
    "other": {30: 42, 15: 22, 20: 11, 45: 9, 10: 5, 25: 6, 40: 5},
}
WIDTHS = {45: 20, 60: 35, 90: 30, 120: 15}  # minutes between earliest and latest start


@dataclass(frozen=True)
class Recipient:
    """A row of `recipients`; `comes` and `leaves` are dates of the period, or empty."""

    id: str
    group: str
    daily: int = 0
    contact: str = ""
    deputy: str = ""
    preferred: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    comes: str = ""
    leaves: str = ""


@dataclass(frozen=True)
class Series:
    """A row of `visits`; it has no window until it is placed."""

    recipient: str
    weekdays: tuple[int, ...]  # 0 = Monday
    length: int
    kind: str = "care"
    skill: str = ""
    staff: int = 1
    weeks: str = "all"
    earliest: int = OPEN
    latest: int = CLOSE

    @property
    def days(self) -> list[int]:
        """The days of two weeks on which it falls."""
        weeks = {"all": (0, 1), "odd": (0,), "even": (1,)}[self.weeks]
        return [weekday + 7 * week for week in weeks for weekday in self.weekdays]


@dataclass
class Room:
    """How many people are free, minute by minute, on each of two weeks' days."""

    free: dict[int, list[int]]
    busy: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, crew: Crew) -> "Room":
        by_day = {
            day: room_under(crew.slow if day % 7 >= 5 else crew.weekday, day % 7 >= 5) for day in range(14)
        }
        return cls(by_day, {day: [0] * 1440 for day in by_day})

    def fits(self, one: Series, start: int) -> bool:
        span = slice(start, start + one.length + TRAVEL)
        return span.stop <= CLOSE and all(min(self.free[day][span]) >= one.staff for day in one.days)

    def take(self, one: Series, start: int) -> None:
        for day in one.days:
            for moment in range(start, start + one.length + TRAVEL):
                self.free[day][moment] -= one.staff
                self.busy[day][moment] += one.staff

    def weekday_load(self) -> dict[str, list[int]]:
        """The busier of the two weeks, per day of the week."""
        return {name: max(self.busy[day], self.busy[day + 7], key=sum) for day, name in enumerate(WEEKDAYS)}


def room_under(heads: Heads, slow: bool) -> list[int]:
    """Whom visits may be planned for: heads on duty, not on their break, one in five held back."""
    free = [0] * 1440
    for moment in range(OPEN, CLOSE):
        on_duty = sum(moment in span for span in heads.spans(slow))
        free[moment] = int(FILLED * (on_duty - on_break(heads, moment)) + 0.5)
    return free


def on_break(heads: Heads, moment: int) -> int:
    """Breaks follow one another: from ten in the morning, from half past three in the afternoon."""
    length = 45 if heads.day > 1 else 30
    morning = sum(moment - minutes("10:00") - length * (at % 3) in range(length) for at in range(heads.day))
    return morning + sum(
        moment - minutes("15:30") - 30 * (at % 4) in range(30) for at in range(heads.evening)
    )


def care_recipients(
    count: int, groups: Sequence[str], people: Sequence[Person], period: Period, rng: Random
) -> list[Recipient]:
    """Recipients in turn over the groups; most have a named contact, an undersköterska if there is one."""
    contacts = Contacts(people, rng)
    recipients = []
    for number in range(count):
        group = groups[number % len(groups)]
        recipient = contacts.given(Recipient(f"R{number + 1:03}", group))
        change = rng.random()
        when = period.date_of(rng.choice(period.days)).isoformat()
        if count >= 20 and change < 0.03:
            recipient = replace(recipient, comes=when)
        elif count >= 20 and change < 0.06:
            recipient = replace(recipient, leaves=when)
        recipients.append(recipient)
    return recipients


class Contacts:
    """Who is whose named contact, so that everybody has about as many for their hours."""

    def __init__(self, people: Sequence[Person], rng: Random) -> None:
        self.people = [person for person in people if not person.hourly and person.nights != "only"]
        self.rng = rng
        self.carried = dict.fromkeys((person.id for person in people), 0)

    def given(self, recipient: Recipient) -> Recipient:
        """The recipient with a contact, a deputy, and here and there somebody preferred or barred."""
        rng = self.rng
        near = [person for person in self.people if recipient.group in person.groups]
        trained = [
            person for person in near if person.title == "underskoterska" and person.rate >= 60
        ] or near
        if not trained or rng.random() > 0.85:
            return recipient
        contact = min(shuffled(trained, rng), key=lambda person: self.carried[person.id] / person.rate).id
        self.carried[contact] += 1
        others = shuffled((person.id for person in near if person.id != contact), rng)
        deputy = others[0] if others and rng.random() < 0.6 else ""
        preferred = (contact, *others[:2]) if rng.random() < 0.15 else ()
        barred = others[3:4] if rng.random() < 0.05 else []
        return replace(
            recipient,
            contact=contact,
            deputy=deputy,
            preferred=tuple(sorted(preferred)),
            barred=tuple(barred),
        )


def with_visits(recipients: Sequence[Recipient], minutes_a_day: float, rng: Random) -> list[Recipient]:
    """Each recipient's visits a day, so that together they need about the minutes that the staff have."""
    daily = [0] * len(recipients)
    often = shuffled(range(len(recipients)), rng)
    for at in often[: round(DAILY_SHARE * len(recipients))]:
        daily[at] = weighted(DAILY_VISITS, rng)
    for at in often[round(DAILY_SHARE * len(recipients)) :]:
        daily[at] = int(rng.random() < 0.4)
    mean = sum(length * weight for length, weight in LENGTHS["other"].items()) / sum(
        LENGTHS["other"].values()
    )
    wanted = round(minutes_a_day / ((mean + 3) * (1 + DOUBLE_SHARE)))
    while sum(daily) != wanted:
        step = 1 if sum(daily) < wanted else -1
        open_to_it = [
            at for at, visits in enumerate(daily) if (0 < visits < MOST_DAILY if step > 0 else visits > 0)
        ]
        if not open_to_it:
            break
        daily[rng.choice(open_to_it)] += step
    return [replace(recipient, daily=visits) for recipient, visits in zip(recipients, daily, strict=True)]


class Visits:
    """The series of a home-care case while they are placed."""

    def __init__(self, crew: Crew, people: Sequence[Person], rng: Random) -> None:
        self.room = Room.of(crew)
        self.rng = rng
        self.rare_skills = len(people) >= 20
        supply = PRESENT * sum(person.weekly_minutes for person in crew.people)
        self.weekday_minutes = CLIENT_TIME * supply / (5 + 2 * WEEKEND_LOAD)
        self.series: list[Series] = []

    def plan(self, recipients: Sequence[Recipient]) -> list[Series]:
        """Daily visits first, for the weekend is the narrow place; services fill the weekdays."""
        wanted = WEEKEND_LOAD * self.weekday_minutes
        for recipient in shuffled(with_visits(recipients, wanted, self.rng), self.rng):
            self.visit_daily(recipient)
        self.serve(recipients)
        order = {recipient.id: at for at, recipient in enumerate(recipients)}
        return sorted(
            self.series, key=lambda one: (order[one.recipient], len(one.weekdays) < 7, one.earliest)
        )

    def visit_daily(self, recipient: Recipient) -> None:
        """All visits of one recipient's day."""
        rng = self.rng
        double = recipient.daily >= 3 and rng.random() < 0.25
        insulin = self.rare_skills and recipient.daily >= 2 and rng.random() < 0.1
        dementia = self.rare_skills and rng.random() < 0.05
        free_from = OPEN
        for part in DAYS_PLANNED[recipient.daily] if recipient.daily else ():
            one = Series(recipient.id, tuple(range(7)), weighted(LENGTHS.get(part, LENGTHS["other"]), rng))
            if insulin and part in ("morning", "evening"):
                one = replace(one, length=min(one.length, 20), kind="medicine", skill="insulin")
            elif one.length <= 20 and rng.random() < 0.7:
                one = replace(one, kind="medicine", skill="delegation")
            else:
                kind = "check" if one.length <= 20 else "care"
                one = replace(one, kind=kind, skill="dementia" if dementia else "", staff=1 + double)
            placed = self.place(one, part, free_from)
            free_from = placed.latest + placed.length if placed else free_from

    def serve(self, recipients: Sequence[Recipient]) -> None:
        """Showers, cleaning and shopping on weekdays, one for each, then until a weekday has its minutes."""
        for turn in range(4):
            for recipient in shuffled(recipients, self.rng):
                weekday = min(range(5), key=self.load)
                if turn == 0 or self.load(weekday) < self.weekday_minutes:
                    self.serve_once(recipient, weekday)

    def load(self, weekday: int) -> float:
        """Visit minutes of a weekday, without the travel."""
        asked = (one for one in self.series if weekday in one.weekdays)
        return sum(one.length * one.staff * len(one.days) / len(one.weekdays) / 2 for one in asked)

    def serve_once(self, recipient: Recipient, weekday: int) -> None:
        """One service, weekly or every other week."""
        one = Series(recipient.id, (weekday,), weighted(LENGTHS["service"], self.rng), "service")
        if self.rare_skills and self.rng.random() < 0.02:
            one = replace(one, length=30, kind="medicine", skill="catheter")
        elif one.length <= 45 and self.rng.random() < 0.5:
            one = replace(one, kind="shower")
        else:
            one = replace(one, weeks=self.rng.choice(("all", "odd", "even")))
        self.place(one, self.rng.choice(("forenoon", "afternoon", "afternoon")), OPEN)

    def place(self, one: Series, part: str, after: int) -> Series | None:
        """A series at the first moment drawn that has room on all its days; alone where two find none."""
        for start in self.moments(part):
            if start >= after and self.room.fits(one, start):
                self.room.take(one, start)
                earliest, latest = self.window(one, start, after)
                self.series.append(replace(one, earliest=earliest, latest=latest))
                return self.series[-1]
        return self.place(replace(one, staff=1), part, after) if one.staff == 2 else None

    def moments(self, part: str) -> list[int]:
        """Starts to try: first the hours when such visits mostly begin, then those around them."""
        first, peak, end, last = map(minutes, PARTS[part])
        usual = shuffled(range(peak, end + 1, 5), self.rng)
        return usual + shuffled([*range(first, peak, 5), *range(end + 5, last + 1, 5)], self.rng)

    def window(self, one: Series, start: int, after: int) -> tuple[int, int]:
        """Earliest and latest start around the planned one; the visit ends before the evening does."""
        width = min(weighted(WIDTHS, self.rng), 60 if one.skill == "insulin" else 120)
        earlier = self.rng.randrange(max(0, width - 60), min(width, 75) + 1, 5)
        earliest = max(OPEN, after, start - earlier)
        latest = min(earliest + width, CLOSE - TRAVEL - one.length)
        return max(OPEN, min(earliest, latest - 45)), latest


def weighted(weights: dict[int, int], rng: Random) -> int:
    """A value drawn by weight, the same on every machine."""
    point = rng.randrange(sum(weights.values()))
    return next(
        value for value, up_to in zip(weights, accumulate(weights.values()), strict=True) if point < up_to
    )
