"""The people cared for in a generated case and their visits.

Figures: half of the recipients have two or more visits a day (2: 25 %, 3: 30 %, 4: 25 %, 5 and more: 20 %);
a visit lasts 30 minutes in the median and 31 on average (38 % are 30, 17 % 15, 13 % 45, 9 % 20); peaks at
07:30-09:30 and 18:30-20:30; 4-12 % are double-staffed; a weekend day holds 80-90 % of a weekday's hours;
time with the recipients is 58 % of the hours paid (published Swedish figures, collected in
`data/samples/README.md`). Where the recipients are too many or too few for the staff, they get fewer or
more visits a day, not other lengths.

Each series is placed at a moment where enough heads are on duty and not on their break, so that the visits of
every day can be made; its window is then opened around that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import ceil
from random import Random

from benchmarks.generate_calendar import WEEKDAYS, Period, minutes
from benchmarks.generate_chance import Deck, drawn, shuffled
from benchmarks.generate_need import PRESENT, SHIFTS, Crew, Heads
from benchmarks.generate_people import Person

CLIENT_TIME = 0.58  # of the minutes paid
WEEKEND_LOAD, LEAST_WEEKEND_LOAD = 0.84, 0.81  # of a weekday's: wanted, and where the weekend is full
FILLED = 0.95  # of the heads not on a break may be planned at once, the way to the next one included
TRAVEL = 5  # minutes to the next visit of the same area
OPEN, CLOSE = minutes("07:00"), minutes("22:00")
EVERY_DAY = tuple(range(7))
OVERLAP_USED = (1.1, 1.1)  # of the larger shift's heads while two overlap: on a weekday, on a slow day

DAILY_SHARE = 0.5
DAILY_VISITS = {2: 5, 3: 6, 4: 5, 5: 3, 6: 1}  # in twenty parts
MOST_DAILY = 6
DOUBLE_SHARE = 0.08
LIFTED = 0.1  # of those with three visits a day or more: two people come
INSULIN, DEMENTIA = 0.12, 0.06  # of the others with two or more
CATHETER = 0.02  # of all: somebody comes once a week
MOST_SERVICES = 2
CARE_ON_WORKDAYS = 0.5  # of what a weekday has above a weekend day; the rest is services
NAMED_CONTACT = 0.93  # the others have just come
LOOKED_AT = 4  # moments with room, before one is chosen

PARTS = {  # when a visit begins, most often and at all
    "morning": ("07:10", "07:30", "09:30", "10:15"),
    "forenoon": ("09:45", "10:00", "11:00", "11:30"),
    "lunch": ("11:00", "11:30", "13:00", "13:30"),
    "afternoon": ("13:30", "13:45", "15:30", "16:00"),
    "dinner": ("15:45", "16:15", "17:45", "18:15"),
    "evening": ("18:00", "18:30", "20:30", "21:20"),
}
DAYS_PLANNED = {  # so many visits a day; which of the days is drawn
    1: ("morning", "morning", "forenoon", "lunch", "evening"),
    2: ("morning evening", "morning lunch", "forenoon dinner", "lunch evening"),
    3: ("morning lunch evening", "morning dinner evening", "forenoon afternoon evening"),
    4: ("morning lunch dinner evening", "morning lunch afternoon evening"),
    5: ("morning lunch afternoon dinner evening", "morning forenoon lunch dinner evening"),
    6: ("morning forenoon lunch afternoon dinner evening",),
}
LENGTHS = {  # minutes, in twenty parts; together with the services they give the published shares
    "morning": {30: 8, 45: 4, 15: 3, 20: 1, 40: 2, 60: 1, 35: 1},
    "service": {60: 6, 45: 9, 90: 2, 75: 1, 30: 2},
    "other": {30: 9, 15: 4, 20: 2, 45: 3, 10: 1, 60: 1},
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
        by_day = {day: room_under(crew.slow if day % 7 >= 5 else crew.weekday, day % 7 >= 5) for day in range(14)}
        return cls(by_day, {day: [0] * 1440 for day in by_day})

    def fits(self, one: Series, start: int) -> bool:
        span = slice(start, start + one.length + TRAVEL)
        return span.stop <= CLOSE and all(min(self.free[day][span]) >= one.staff for day in one.days)

    def slack(self, one: Series, start: int) -> float:
        """The share of the heads that is still free, where it is least."""
        span = range(start, start + one.length)
        return min(self.free[day][at] / (self.free[day][at] + self.busy[day][at]) for day in one.days for at in span)

    def take(self, one: Series, start: int) -> None:
        for day in one.days:
            for moment in range(start, start + one.length + TRAVEL):
                self.free[day][moment] -= one.staff
                self.busy[day][moment] += one.staff

    def weekday_load(self) -> dict[str, list[int]]:
        """The busier of the two weeks, per day of the week."""
        return {name: max(self.busy[day], self.busy[day + 7], key=sum) for day, name in enumerate(WEEKDAYS)}


def room_under(heads: Heads, slow: bool) -> list[int]:
    """Heads on duty and not on their break; where two shifts overlap, most of them have notes and talks."""
    free = [0] * 1440
    for moment in range(OPEN, CLOSE):
        on_duty = sum(moment in span for span in heads.spans(slow))
        useful = min(on_duty - on_break(heads, slow, moment), OVERLAP_USED[slow] * max(heads.day, heads.evening))
        free[moment] = int(FILLED * useful + 0.5)
    return free


def on_break(heads: Heads, slow: bool, moment: int) -> int:
    """Breaks follow one another: from ten in the morning, from half past three in the afternoon."""
    length = SHIFTS["D3" if slow else "D1"].break_minutes
    morning = sum(moment - minutes("10:00") - length * (at % 3) in range(length) for at in range(heads.day))
    return morning + sum(moment - minutes("15:30") - 30 * (at % 4) in range(30) for at in range(heads.evening))


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
        trained = [person for person in near if person.title == "underskoterska" and person.rate >= 60] or near
        if not trained or rng.random() > NAMED_CONTACT:
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
    visits = Deck(DAILY_VISITS, rng)
    often = shuffled(range(len(recipients)), rng)
    for at in often[: round(DAILY_SHARE * len(recipients))]:
        daily[at] = visits.draw()
    for at in often[round(DAILY_SHARE * len(recipients)) :]:
        daily[at] = int(rng.random() < 0.4)
    mean = sum(length * weight for length, weight in LENGTHS["other"].items()) / sum(LENGTHS["other"].values())
    wanted = round(minutes_a_day / ((mean + 3) * (1 + DOUBLE_SHARE)))
    while sum(daily) != wanted:
        step = 1 if sum(daily) < wanted else -1
        changeable = ((1, 2, 3), (0,), (4, 5)) if step > 0 else (tuple(range(1, MOST_DAILY + 1)),)
        open_to_it = [[at for at, count in enumerate(daily) if count in counts] for counts in changeable]
        if not any(open_to_it):
            break
        daily[rng.choice(next(filter(None, open_to_it)))] += step
    return [replace(recipient, daily=count) for recipient, count in zip(recipients, daily, strict=True)]


class Visits:
    """The series of a home-care case while they are placed."""

    def __init__(self, crew: Crew, people: Sequence[Person], rng: Random) -> None:
        self.room = Room.of(crew)
        self.rng = rng
        self.rare_skills = len(people) >= 20
        supply = PRESENT * sum(person.weekly_minutes for person in crew.people)
        self.weekday_minutes = CLIENT_TIME * supply / (5 + 2 * WEEKEND_LOAD)
        self.lengths = {part: Deck(lengths, rng) for part, lengths in LENGTHS.items()}
        self.lifted: set[str] = set()  # two come to them
        self.skills: dict[str, str] = {}  # what it takes to care for them
        self.catheters: set[str] = set()
        self.series: list[Series] = []
        self.load = [0.0] * 7  # visit minutes of each day of the week, the mean of two weeks, without travel

    def plan(self, recipients: Sequence[Recipient]) -> list[Series]:
        """One visit for everybody, then daily visits, for the weekend is narrow; then weekdays are filled."""
        wanted = WEEKEND_LOAD * self.weekday_minutes
        planned = shuffled(with_visits(recipients, wanted, self.rng), self.rng)
        self.judge(planned)
        for recipient in planned:
            if not recipient.daily:
                self.serve_once(recipient)
        for recipient in sorted(planned, key=lambda one: (one.id not in self.lifted, -one.daily)):
            self.visit_daily(recipient)
            if not self.visited(recipient):
                self.serve_once(recipient)
        for recipient in shuffled(recipients, self.rng):  # what found no room is asked for by others
            if self.load[6] < wanted:
                self.visit_once_more(recipient, EVERY_DAY, ("lunch", "dinner", "evening"))
        self.weekday_minutes = min(self.weekday_minutes, self.load[6] / LEAST_WEEKEND_LOAD)
        on_workdays = CARE_ON_WORKDAYS * self.weekday_minutes + (1 - CARE_ON_WORKDAYS) * self.load[6]
        for recipient in shuffled(recipients, self.rng):
            if self.load[0] < on_workdays:
                self.visit_once_more(recipient, EVERY_DAY[:5], ("morning", "evening"))
        self.serve(recipients)
        order = {recipient.id: at for at, recipient in enumerate(recipients)}
        return sorted(self.series, key=lambda one: (order[one.recipient], len(one.weekdays) < 7, one.earliest))

    def judge(self, recipients: Sequence[Recipient]) -> None:
        """Who needs two people at a time, and who needs somebody trained for it."""
        heavy = [one.id for one in recipients if one.daily >= 3]
        self.lifted = set(heavy[: ceil(LIFTED * len(heavy))])
        if self.rare_skills:
            self.catheters = {one.id for one in recipients[: ceil(CATHETER * len(recipients))]}
            lighter = [one.id for one in recipients if one.daily >= 2 and one.id not in self.lifted]
            insulin = ceil(INSULIN * len(lighter))
            self.skills = dict.fromkeys(lighter[:insulin], "insulin")
            self.skills |= dict.fromkeys(lighter[insulin : insulin + ceil(DEMENTIA * len(lighter))], "dementia")

    def visit_daily(self, recipient: Recipient) -> None:
        """All visits of one recipient's day."""
        free_from = OPEN
        parts = self.rng.choice(DAYS_PLANNED[recipient.daily]).split() if recipient.daily else []
        for part in parts:
            placed = self.place(self.daily_visit(recipient.id, part), part, free_from)
            free_from = placed.latest + placed.length if placed else free_from

    def daily_visit(self, recipient: str, part: str) -> Series:
        """What is done in one visit: short ones are mostly medicine."""
        length = self.lengths["morning" if part == "morning" else "other"].draw()
        one = Series(recipient, EVERY_DAY, length, skill=self.skills.get(recipient, ""))
        if recipient in self.lifted:
            return replace(one, staff=2)
        if one.skill == "insulin":
            due = part in ("morning", "evening")
            return replace(one, length=min(length, 20), kind="medicine") if due else replace(one, skill="")
        if length <= 20 and self.rng.random() < 0.7:
            return replace(one, kind="medicine", skill=one.skill or "delegation")
        return replace(one, kind="check") if length <= 20 else one

    def visited(self, recipient: Recipient) -> list[Series]:
        return [one for one in self.series if one.recipient == recipient.id]

    def visit_once_more(self, recipient: Recipient, weekdays: tuple[int, ...], parts: Sequence[str]) -> None:
        """A first visit for somebody, or another one later in the day; on workdays alone where kin help."""
        ours = self.visited(recipient)
        if len(ours) < 2:
            part = self.rng.choice(parts[1:] if ours else parts)
            after = ours[0].latest + ours[0].length if ours else OPEN
            self.place(replace(self.daily_visit(recipient.id, part), weekdays=weekdays), part, after)

    def serve(self, recipients: Sequence[Recipient]) -> None:
        """Showers, cleaning and shopping, until a weekday has its minutes."""
        for recipient in shuffled([*recipients] * MOST_SERVICES, self.rng):
            if min(self.load[:5]) < self.weekday_minutes:
                self.serve_once(recipient)

    def serve_once(self, recipient: Recipient) -> None:
        """One service, weekly or every other week, on the least busy weekday that has room for it."""
        one = Series(recipient.id, (0,), self.lengths["service"].draw(), "service")
        if recipient.id in self.catheters:
            self.catheters.remove(recipient.id)
            one = replace(one, length=30, kind="medicine", skill="catheter")
        elif one.length <= 45 and self.rng.random() < 0.5:
            one = replace(one, kind="shower", staff=2 if recipient.id in self.lifted else 1)
        else:
            one = replace(one, weeks=self.rng.choice(("all", "odd", "even")))
        part = self.rng.choice(("forenoon", "lunch", "afternoon"))
        for weekday in sorted(range(5), key=self.load.__getitem__):
            if self.place(replace(one, weekdays=(weekday,)), part):
                return

    def place(self, one: Series, part: str, after: int = OPEN) -> Series | None:
        """A series at the roomiest of the first moments drawn; alone where two find none."""
        fitting = (start for start in self.moments(part) if start >= after and self.room.fits(one, start))
        starts = list(islice(fitting, LOOKED_AT))
        if not starts:
            return self.place(replace(one, staff=1), part, after) if one.staff == 2 else None
        start = max(starts, key=lambda moment: self.room.slack(one, moment))
        self.room.take(one, start)
        earliest, latest = self.window(one, start, after)
        self.series.append(replace(one, earliest=earliest, latest=latest))
        for day in one.days:
            self.load[day % 7] += one.length * one.staff / 2
        return self.series[-1]

    def moments(self, part: str) -> list[int]:
        """Starts to try: when such visits mostly begin, then around it, then what is left of the day."""
        first, peak, end, last = map(minutes, PARTS[part])
        usual = shuffled(range(peak, end + 1, 5), self.rng)
        around = shuffled([*range(first, peak, 5), *range(end + 5, last + 1, 5)], self.rng)
        return usual + around + [*range(last + 5, CLOSE, 5), *range(first - 5, OPEN, -5)]

    def window(self, one: Series, start: int, after: int) -> tuple[int, int]:
        """Earliest and latest start around the planned one; the visit ends before the evening does."""
        width = min(drawn(WIDTHS, self.rng), 60 if one.skill == "insulin" else 120)
        earlier = self.rng.randrange(max(0, width - 60), min(width, 75) + 1, 5)
        earliest = max(OPEN, after, start - earlier)
        latest = min(earliest + width, CLOSE - TRAVEL - one.length)
        return max(OPEN, min(earliest, latest - 45)), latest
