"""Employees who do not exist: names, rates, titles, skills and how often they work weekends.

Figures: 60 % work full time, 28 % 75-99 % of it and 12 % less; 65-75 % are undersköterskor (averages of
Swedish municipalities, collected in `data/samples/README.md`). Full time is 37:00 a week where weekends
are worked, 38:15 without them and 34:20 for permanent nights (central agreement).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from benchmarks.generate_chance import shuffled

Nights = Literal["no", "only", "yes"]

WEEKEND_WEEK = 2220  # 37:00
WEEKDAY_WEEK = 2295  # 38:15
NIGHT_WEEK = 2060  # 34:20

FULL_TIME_SHARE = 0.60
LOWER_SHARE = 0.12  # below 75 %
HOURLY_WEEK = (900, 1050, 1200, 1500)  # minutes that an hourly employee offers
ASSISTANT_NURSES = 0.70
HOURLY_SHARE = 0.12
NIGHT_RATES = (100, 100, 87, 80)  # whole nights of ten hours in four weeks: 13.7, 12.0, 11.0

FIRST_NAMES = """
Abdi Agneta Alma Amina Anders Annika Arvid Asta Birgitta Bosse Cecilia Daniel Dragana Ebba Elias Emma
Eva Fatima Frida Gunilla Hamid Hassan Helena Ida Ingrid Ivar Jelena Joel Jorge Josefin Kajsa Kerstin
Khadija Kristina Lars Leila Lina Lisbeth Ludvig Maja Malin Marcus Marianne Maryam Miriam Mohammed Moa
Natalia Niklas Olle Pernilla Peter Rasmus Rosa Saga Samira Sanna Siv Susanne Tariq Therese Tove Ulf
Valentina Vilhelm Yasmin Yvonne Zahra Åsa Örjan
"""
BALANCES = (-120, -60, -45, -30, -15, 0, 0, 0, 0, 15, 30, 45, 60, 90)

# Surnames are put together from halves that are not usually joined.
SURNAME_HEADS = "Alm Ask Björk Bäck Ek Fjäll Gran Hav Kråk Lind Ljung Lönn Mo Myr Rönn Sand Sten Tall Ängs Ö"
SURNAME_TAILS = "flinga humla kapp klöver ripa spång svala tofs trana vante vidja ärla"


@dataclass(frozen=True)
class Person:
    """One employee, and the phase in which weekends come round."""

    id: str
    name: str
    title: str
    rate: int
    full_time: int
    groups: tuple[str, ...]
    introduced: tuple[str, ...]
    skills: tuple[str, ...]
    weekend_every: int
    phase: int
    nights: Nights
    max_minutes: int | None  # hourly staff only
    balance: int
    wage: float
    day_break: str = ""
    week_break: str = ""

    @property
    def hourly(self) -> bool:
        return self.max_minutes is not None

    @property
    def weekly_minutes(self) -> float:
        return 0 if self.hourly else self.rate / 100 * self.full_time

    def contract(self, weeks: int) -> float:
        return self.weekly_minutes * weeks

    def weekends(self, weeks: int) -> frozenset[int]:
        """The weeks whose weekend the person works, evenly spread and as many as `weekends` allows."""
        if not self.weekend_every or self.hourly:
            return frozenset()
        if weeks < self.weekend_every:
            return frozenset({self.phase % self.weekend_every} & set(range(weeks)))
        cycle = self.weekend_every if weeks % self.weekend_every == 0 else weeks
        first = self.phase % cycle
        return frozenset((first + self.weekend_every * turn) % weeks for turn in range(weeks // self.weekend_every))

    def works_weekend(self, week: int, weeks: int) -> bool:
        """Whether the weekend of a week is worked; the two weeks before the period alternate into it."""
        worked = self.weekends(weeks)
        if week >= 0 or not self.weekend_every:
            return week in worked
        if self.weekend_every == 2:
            return (0 in worked) == (week % 2 == 0)
        return week == -1 and not worked & {0, 1}


@dataclass(frozen=True)
class Post:
    """What is dealt out before it gets a name: an employment, and where it works."""

    rate: int
    title: str
    nights: Nights = "no"
    hourly: bool = False
    groups: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()


def home_care_people(people: int, groups: Sequence[str], weeks: int, rng: Random) -> list[Person]:
    """A home-care group: everybody has an area and knows the others."""
    hourly = hourly_of(people, rng)
    posts = shuffled(dealt(permanent(people - len(hourly), rng), groups), rng)
    posts += [replace(post, groups=(groups[at % len(groups)],)) for at, post in enumerate(hourly)]
    known = [tuple(group for group in groups if group not in post.groups) for post in posts]
    return named([replace(post, introduced=others) for post, others in zip(posts, known, strict=True)], weeks, rng)


def care_home_people(people: int, wards: Sequence[str], floors: Sequence[str], weeks: int, rng: Random) -> list[Person]:
    """A care home: day staff in wards, night staff on floors, a few who do both."""
    nights = night_posts(floors, rng)
    hourly = hourly_of(people, rng)
    if people - len(hourly) - len(nights) < len(wards):
        raise ValueError(f"{people} people are too few for {len(wards)} wards and {len(nights)} by night.")
    day = dealt(permanent(people - len(hourly) - len(nights), rng), wards)
    day = [replace(post, introduced=(neighbour(wards, post.groups[0]),)) for post in day]
    for floor, ward in zip(floors, wards[::2], strict=True):  # one on each floor takes a night now and then
        at = next(at for at, post in enumerate(day) if post.groups == (ward,))
        day[at] = replace(day[at], nights="yes", introduced=(*day[at].introduced, floor))
    for at, post in enumerate(hourly):
        home = wards[at % len(wards)]
        others = tuple(ward for ward in wards if ward != home)
        hourly[at] = replace(post, groups=(home,), introduced=others)
    hourly[-1] = replace(hourly[-1], nights="yes", groups=tuple(floors), introduced=())
    return named(shuffled(day, rng) + nights + hourly, weeks, rng)


def permanent(people: int, rng: Random) -> list[Post]:
    """Rates and titles in the published shares, highest rate first, so that they can be dealt evenly."""
    full = round(FULL_TIME_SHARE * people)
    lower = round(LOWER_SHARE * people)
    rates = [100] * full + [rng.choice((50, 60, 65, 70)) for _ in range(lower)]
    rates += [rng.choice((75, 75, 80, 80, 85, 90, 95)) for _ in range(people - full - lower)]
    rates.sort(reverse=True)
    return [Post(rate, title) for rate, title in zip(rates, titles(people, rng), strict=True)]


def night_posts(floors: Sequence[str], rng: Random) -> list[Post]:
    """Enough for one waking night per floor, every night, and an eighth for absence and leave."""
    wanted = 100 * 7 * len(floors) * 600 * 1.12 / NIGHT_WEEK
    rates: list[int] = []
    while wanted - sum(rates) > NIGHT_RATES[0]:
        rates.append(rng.choice(NIGHT_RATES))
    rates.append(min((rate for rate in NIGHT_RATES if rate >= wanted - sum(rates)), default=NIGHT_RATES[0]))
    posts = [Post(rate, title, "only") for rate, title in zip(rates, titles(len(rates), rng), strict=True)]
    homes = [floors[at % len(floors)] for at in range(len(posts))]
    return [
        replace(post, groups=(home,), introduced=tuple(floor for floor in floors if floor != home))
        for post, home in zip(posts, homes, strict=True)
    ]


def hourly_of(people: int, rng: Random) -> list[Post]:
    """About one in eight is called in by the hour; a handful of people has one."""
    hourly = max(1, round(HOURLY_SHARE * people))
    return [Post(100, title, hourly=True) for title in titles(hourly, rng)]


def titles(people: int, rng: Random) -> list[str]:
    """Seven in ten are undersköterskor."""
    trained = round(ASSISTANT_NURSES * people)
    return shuffled(["underskoterska"] * trained + ["vardbitrade"] * (people - trained), rng)


def dealt(posts: Sequence[Post], groups: Sequence[str]) -> list[Post]:
    """A group for each, so that the groups' hours come out even: the next goes to the one with least."""
    held = dict.fromkeys(groups, 0)
    placed = []
    for post in posts:
        home = min(groups, key=lambda group: held[group])
        held[home] += post.rate
        placed.append(replace(post, groups=(home,)))
    return placed


def neighbour(groups: Sequence[str], home: str) -> str:
    """The ward across the corridor: wards go two and two."""
    other = groups.index(home) ^ 1
    return groups[other] if other < len(groups) else groups[0]


def named(posts: Sequence[Post], weeks: int, rng: Random) -> list[Person]:
    """The employees, each with a name, skills, a wage and a place in the turn of weekends."""
    names = invented_names(len(posts), rng)
    digits = max(2, len(str(len(posts))))
    small = len(posts) < 10
    places = list(dict.fromkeys(post.groups for post in posts))
    turns = dict.fromkeys(places, 0)
    people = []
    for number, post in enumerate(posts):
        every = weekend_every(number, post, small)
        turns[post.groups] += every == 2
        people.append(
            Person(
                id=f"E{number + 1:0{digits}}",
                name=names[number],
                title=post.title,
                rate=post.rate,
                full_time=NIGHT_WEEK if post.nights == "only" else WEEKEND_WEEK if every else WEEKDAY_WEEK,
                groups=post.groups,
                introduced=post.introduced,
                skills=skills(post, small, rng),
                weekend_every=every,
                phase=turns[post.groups] + places.index(post.groups) if every == 2 else number,
                nights=post.nights,
                max_minutes=weeks * rng.choice(HOURLY_WEEK) if post.hourly else None,
                balance=0 if post.hourly else rng.choice(BALANCES),
                wage=wage(post, rng),
                day_break="19:00" if number % 17 == 11 else "",
                week_break="sun 20:00" if number % 19 == 8 else "",
            )
        )
    return people


def weekend_every(number: int, post: Post, small: bool) -> int:
    """Every second weekend for nearly all; a ward is too small to spare many of them."""
    if small or post.hourly or post.nights != "no":
        return 2
    if len(post.introduced) == 1:
        return 3 if number == 7 else 2
    return 0 if number == 1 else 3 if number % 12 == 7 else 2


def skills(post: Post, small: bool, rng: Random) -> tuple[str, ...]:
    """Nearly all may give medicine by delegation; in a small group all must, or an evening has nobody."""
    trained = post.title == "underskoterska"
    shares = {
        "delegation": 1.0 if small and not post.hourly else 0.6 if post.hourly else 0.97 if trained else 0.9,
        "insulin": 0.7 if trained else 0.3,
        "car": 0.6,
        "dementia": 0.5,
        "catheter": 0.4 if trained else 0.0,
    }
    return tuple(skill for skill, share in shares.items() if rng.random() < share)


def wage(post: Post, rng: Random) -> float:
    """Kronor an hour before on-costs, around the case format's defaults (197.60, hourly staff 168)."""
    middle = 168 if post.hourly else 201 if post.title == "underskoterska" else 181
    return round(middle + rng.randrange(-100, 101) / 10 + (6 if post.nights == "only" else 0), 1)


def invented_names(people: int, rng: Random) -> list[str]:
    """Invented names, no two alike."""
    surnames = shuffled((head + tail for head in SURNAME_HEADS.split() for tail in SURNAME_TAILS.split()), rng)
    first = shuffled(FIRST_NAMES.split(), rng)
    if people > len(surnames):
        raise ValueError(f"{people} people are more than the {len(surnames)} invented surnames; add some halves.")
    return [f"{first[at % len(first)]} {surnames[at]}" for at in range(people)]
