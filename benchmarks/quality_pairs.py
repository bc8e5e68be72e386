"""What runs came to, and pairs of them: with regard to faces and without, all else equal, against what is aimed at.

A pair has the same case, seconds, seed and workers. Medians are over the pairs of a case and time, cases made by the
same recipe being one case; hard breaches are the most of any.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.generate_recipe import Recipe
from scheduler.errors import SamschemaError
from scheduler.text import Text

SETTINGS = {"home": "home_care", "care": "care_home"}
PEOPLE_A_GROUP, RESIDENTS_A_WARD = 8.5, 10  # where the groups are not named

MADE = Text(
    sv="{asked} går inte att läsa. Skriv slag:medarbetare:brukare:frö, eventuellt :grupper, som home:34:80:7 eller "
    "care:44:40:7:4.",
    en="{asked} cannot be read. Write kind:people:recipients:seed, and :groups if you wish, such as home:34:80:7 or "
    "care:44:40:7:4.",
)


@dataclass(frozen=True)
class Run:
    """One run's figures; kronor is the price-list sum, hard the raw amount of hard breaches."""

    case: str
    seconds: float
    seed: int
    workers: int
    heeds_faces: bool  # else it was planned as by `--no-faces`
    first_legal: float | None  # seconds to the first plan without hard breaches
    hard: int
    kronor: float
    besides_faces: float  # of the kronor, what is not charged for faces
    cost: float  # kronor really paid
    faces: float | None
    wishes: float | None  # share granted
    visits: float | None  # share made
    minutes_made: float | None  # share of visit minutes
    bound: float | None
    gap: float | None  # as the summary tells it
    took: float
    megabytes: int
    load: float


@dataclass(frozen=True)
class Pair:
    """A run with regard to faces and one without."""

    heeding: Run
    blind: Run

    @property
    def cost(self) -> float | None:
        """How much more is paid, as a share."""
        return _more(self.heeding.cost, self.blind.cost)

    @property
    def besides_faces(self) -> float | None:
        """How much larger the price-list sum without the charge for faces is, as a share."""
        return _more(self.heeding.besides_faces, self.blind.besides_faces)

    @property
    def wishes(self) -> float | None:
        """How much larger the share of wishes granted is."""
        if self.heeding.wishes is None or self.blind.wishes is None:
            return None
        return self.heeding.wishes - self.blind.wishes


def _more(now: float, then: float) -> float | None:
    return now / then - 1 if then else None


@dataclass(frozen=True)
class Target:
    """Something to reach: a figure of pairs, and the most or the least that it may be."""

    words: Text
    figure: Callable[[Pair], float | None]
    limit: float
    kind: str  # how it is told: `number`, `percent`, `more` (a change in percent) or `points`
    is_most: bool = True
    middle: Callable[[Iterable[float]], float] = median

    def of(self, pairs: Sequence[Pair]) -> float | None:
        """The figure of some pairs together; `None` where one of them has none."""
        found = [self.figure(pair) for pair in pairs]
        known = [value for value in found if value is not None]
        return self.middle(known) if known and len(known) == len(found) else None

    def is_met(self, value: float) -> bool:
        """Whether the figure is good enough."""
        return value <= self.limit if self.is_most else value >= self.limit


TARGETS = (
    Target(Text(sv="ansikten", en="faces"), lambda pair: pair.heeding.faces, 9.5, "number"),
    Target(Text(sv="besök gjorda", en="visits made"), lambda pair: pair.heeding.visits, 0.99, "percent", is_most=False),
    Target(
        Text(sv="hårda brott", en="hard breaches"), lambda pair: float(pair.heeding.hard), 0.0, "number", middle=max
    ),
    Target(Text(sv="kostnad mot utan", en="cost against without"), lambda pair: pair.cost, 0.01, "more"),
    Target(
        Text(sv="önskemål mot utan", en="wishes against without"),
        lambda pair: pair.wishes,
        -0.01,
        "points",
        is_most=False,
    ),
)


def pairs(runs: Sequence[Run]) -> list[Pair]:
    """Every run with regard to faces beside the one without that is otherwise equal."""
    blind = {_same(run): run for run in runs if not run.heeds_faces}
    return [Pair(run, blind[_same(run)]) for run in runs if run.heeds_faces and _same(run) in blind]


def _same(run: Run) -> tuple[str, float, int, int]:
    return run.case, run.seconds, run.seed, run.workers


def grouped(found: Iterable[Pair]) -> dict[tuple[str, float], list[Pair]]:
    """The pairs by case and seconds; cases made by the same recipe are one, whatever their seed."""
    groups: dict[tuple[str, float], list[Pair]] = {}
    for pair in found:
        groups.setdefault((kin(pair.heeding.case), pair.heeding.seconds), []).append(pair)
    return groups


def kin(case: str) -> str:
    """A made case's recipe without its seed; any other case's own name."""
    parts = case.split(":")
    return ":".join((*parts[:3], "*", *parts[4:])) if len(parts) > 3 else case


def recipe_of(words: str) -> Recipe:
    """The recipe that `home:34:80:7` asks for: kind, people, recipients, seed and, if one wishes, groups.

    Raises:
        SamschemaError: it cannot be read.
    """
    kind, *numbers = words.split(":")
    if kind not in SETTINGS or len(numbers) not in (3, 4) or not all(number.isdecimal() for number in numbers):
        raise SamschemaError(MADE, asked=words)
    people, recipients, seed, *groups = map(int, numbers)
    usual = people / PEOPLE_A_GROUP if kind == "home" else recipients / RESIDENTS_A_WARD
    return Recipe(SETTINGS[kind], people, recipients, groups[0] if groups else max(1, round(usual)), seed)
