"""The curve: rosters made at different prices of a face, and what one face fewer costs between them.

Which prices are tried and on what way, which known roster is the best at each of them, which are beaten by none, and
what a step costs. Every roster is measured at the case's own prices. Which rules count faces is told by whoever asks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.errors import SamschemaError
from scheduler.faces import met
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.solve.progress import Outcome
from scheduler.text import Text

SPAN = 4.0  # the highest price is so many times the case's own, the lowest about as small a part of it
LEAST_SEARCH = 15.0  # seconds: where a search would have fewer, its start would cost too much of them
MOST_TRIPS = 4
NO_FACES = Text(
    sv="Underlaget har inga ansikten att räkna: det behövs brukare med besök (på ett boende: boende i grupper) och en "
    "period på minst 14 dagar. Lägg schemat med solve i stället.",
    en="The case has no faces to count: it takes recipients with visits (in a care home: residents in groups) and a "
    "period of at least 14 days. Make the roster with solve instead.",
)
BANNED = Text(
    sv="Regeln {rule} får aldrig brytas i underlaget, så ansikten har inget pris att variera. Ge den ett pris i "
    "kronor i prices.",
    en="The rule {rule} is never to be broken in the case, so a face has no price to vary. Give it a price in kronor "
    "in prices.",
)


# -- prices ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tariff:
    """What the rules that count faces cost, bans left out; all of them follow the price of the first."""

    kronor: Mapping[RuleId, float]  # per unit of each rule, when a face costs `base`
    lead: RuleId
    own: float  # the case's own price of a face
    base: float  # the same; where it is nothing, what the rule asks unless told otherwise

    @classmethod
    def of(cls, book: Book, counting: Sequence[RuleId]) -> Self:
        """The prices of a case, the first rule being the one that a face is priced by.

        Raises:
            SamschemaError: the case has no faces to count, or bans them.
        """
        if not has_faces(book.case):
            raise SamschemaError(NO_FACES)
        lead = book.rule(counting[0])
        if lead.price is None:
            raise SamschemaError(BANNED, rule=lead.id)
        base = lead.price or lead.default_price or 1.0
        others = {name: book.rule(name).price for name in counting[1:]}
        soft = {name: price for name, price in others.items() if price is not None}
        return cls({lead.id: base, **soft}, lead.id, lead.price, base)

    def at(self, price: float) -> dict[RuleId, float]:
        """What every rule costs when a face has some price."""
        return {rule: kronor * price / self.base for rule, kronor in self.kronor.items()}

    def charge(self, amounts: Mapping[RuleId, float], price: float) -> float:
        """What some amounts of the rules come to when a face has some price."""
        return sum(kronor * amounts.get(rule, 0.0) for rule, kronor in self.at(price).items())


def has_faces(case: Case) -> bool:
    """Whether anybody's faces are counted."""
    anybody = next(met(case, Plan.empty(case)), None) is not None
    return anybody and (bool(case.visits) or not case.is_home_care)


def prices(base: float, points: int) -> tuple[float, ...]:
    """So many prices of a face, two at least: nothing, then a geometric series through the base price."""
    above, below = (points - 1) // 2, (points - 2) // 2
    step = SPAN ** (1 / max(above, below, 1))
    series = (base if not power else float(f"{base * step**power:.3g}") for power in range(-below, above + 1))
    return (0.0, *series)


class Leg(NamedTuple):
    """One search: at which point, by its place in the series, and for how much of the time that each point is given."""

    point: int
    share: float
    apart: bool  # begun from what was known before the first such search, so that all of them have come as far


def route(points: int, first: int, trips: int) -> tuple[Leg, ...]:
    """The searches in their order, two points at least.

    One point is searched alone first, with the time of one point whole, for there is no roster to begin from. Half of
    what is left goes to trips from there up and down again, then down and up again, neighbour by neighbour, so that
    each learns from all. The other half goes to one search of each point from what is then known: what follows from the
    price, and not from who came last, tells them apart.
    """
    up, down = [*range(first, points)], [*range(first, -1, -1)]
    trip = [*up[1:], *up[-2::-1], *down[1:], *down[-2::-1]] * trips
    times = Counter(trip)
    each = (points - 1) / points / 2
    return (
        Leg(first, 1.0, apart=False),
        *(Leg(point, each / times[point], apart=False) for point in trip),
        *(Leg(point, each, apart=True) for point in range(points)),
    )


def trips(given: float) -> int:
    """How many times it pays to go round with so many seconds, or units of work, to a point."""
    return min(MOST_TRIPS, max(1, int(given / 4 / LEAST_SEARCH)))


# -- rosters --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """What is weighed of a roster, at the case's own prices."""

    hard: int  # the amount by which hard rules are broken, in their smallest units
    kronor: float  # the price-list sum without what faces cost
    amounts: Mapping[RuleId, float] = field(compare=False)  # of the rules that count faces
    faces: float  # counted by the rule that prices a face: each beyond those that are free
    faces_mean: float | None
    wishes: float | None  # share granted

    @classmethod
    def of(cls, told: Mapping[str, Any], hard: int, tariff: Tariff) -> Self:
        """What a summary tells of a roster."""
        charged = sum(told["kronor_per_rule"].get(rule, 0.0) for rule in tariff.kronor)
        amounts = {rule: told["amount_per_rule"].get(rule, 0.0) for rule in tariff.kronor}
        return cls(
            hard=hard,
            kronor=round(told["objective"] - charged, 2),
            amounts=amounts,
            faces=amounts[tariff.lead],
            faces_mean=told["faces_mean"],
            wishes=told["wishes_granted_share"],
        )

    def at(self, price: float, tariff: Tariff) -> float:
        """Its kronor when a face has some price, to the öre."""
        return round(self.kronor + tariff.charge(self.amounts, price), 2)


def best_at(price: float, rosters: Sequence[Measured], tariff: Tariff) -> int:
    """Which roster is the best at a price of a face: by hard breaches, then kronor, then by fewer faces."""

    def worth(number: int) -> tuple[float, ...]:
        one = rosters[number]
        return one.hard, one.at(price, tariff), one.faces, one.faces_mean or 0.0, -(one.wishes or 0.0)

    return min(range(len(rosters)), key=worth)


def is_beaten(one: Measured, others: Iterable[Measured]) -> bool:
    """Whether another is as good in hard breaches, kronor, faces and wishes, and better in one of them."""
    mine = _weighed(one)
    return any(_covers(theirs, mine) and theirs != mine for theirs in map(_weighed, others))


def _covers(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


def _weighed(one: Measured) -> tuple[float, ...]:
    """Small is good. Where no mean is known, nobody being visited twice a day, all faces stand in for it."""
    return (*_priced(one), -(one.wishes or 0.0))


def _priced(one: Measured) -> tuple[float, ...]:
    return one.hard, one.kronor, one.faces if one.faces_mean is None else one.faces_mean


@dataclass(frozen=True)
class Point:
    """A price of a face, and the best roster known there as every rule reads it at the case's own prices."""

    price: float
    outcome: Outcome  # seconds and work are those spent at this price
    measured: Measured
    found_at: float | None  # the price at which that roster was found; `None` = it is the one given to start from


# -- steps ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """From a roster to its neighbour with fewer faces."""

    before: int  # the neighbour, by its place among the rosters
    kronor: float  # more than there
    faces: float  # fewer than there, all that are priced
    mean: float | None  # fewer in the mean

    @property
    def per_face(self) -> float | None:
        """Kronor for one face fewer, of one recipient in one window: to be held against the price of a face."""
        return self.kronor / self.faces if self.faces > 0 else None

    @property
    def per_mean(self) -> float | None:
        """Kronor for one face fewer in the mean: for everybody, in every window."""
        return self.kronor / self.mean if self.mean is not None and self.mean > 0 else None


def steps(rosters: Sequence[Measured]) -> list[Step | None]:
    """The step to each roster from its neighbour with more faces.

    The neighbours are those that none beats in hard breaches, kronor and faces, wishes left aside: they weigh in the
    kronor already. There is no step to what is beaten so, to the one with most faces, or from more hard breaches.
    """
    front = [number for number, one in enumerate(rosters) if not _is_beaten_in_price(one, rosters)]
    return [_step(number, rosters, front) if number in front else None for number in range(len(rosters))]


def _is_beaten_in_price(one: Measured, others: Iterable[Measured]) -> bool:
    mine = _priced(one)
    return any(_covers(theirs, mine) and theirs != mine for theirs in map(_priced, others))


def _step(number: int, rosters: Sequence[Measured], front: Iterable[int]) -> Step | None:
    one = rosters[number]
    hard, _, mine = _priced(one)
    lower = [other for other in front if _priced(rosters[other])[0] == hard and _priced(rosters[other])[2] > mine]
    if not lower:
        return None
    before = min(lower, key=lambda other: _priced(rosters[other])[2])
    was = rosters[before]
    mean = None if was.faces_mean is None or one.faces_mean is None else round(was.faces_mean - one.faces_mean, 6)
    return Step(before, round(one.kronor - was.kronor, 2), was.faces - one.faces, mean)
