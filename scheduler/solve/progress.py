"""What a search is asked, what it tells while it runs, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import Tables
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.review import Review
from scheduler.rule import Rule


class Phase(StrEnum):
    """What the search is doing."""

    READING = "reading"  # starting up, building the case
    STARTING = "starting"  # the first roster, person by person
    COLUMNS = "columns"  # column generation: a bound, and a roster from everybody's best rows
    ROSTER = "roster"  # improving rows and windows of the roster
    JOINT = "joint"  # improving roster and visits together
    CHECKING = "checking"  # every rule reads the answer


class Status(StrEnum):
    """What the answer is."""

    FEASIBLE = "feasible"  # every hard rule holds
    INFEASIBLE = "infeasible"  # hard rules are broken; how much is as small as was found


@dataclass(frozen=True)
class Job:
    """A case with the rules that are to hold; what a worker process needs to make both anew."""

    tables: Tables
    rules: tuple[type[Rule], ...]
    reprice: Mapping[RuleId, float | None] = field(default_factory=dict)

    def book(self) -> Book:
        """The case, indexed, with its rule book."""
        return Book(self.rules, Case(self.tables), self.reprice)


@dataclass(frozen=True)
class Settings:
    """How long and how a search runs.

    `work` counts deterministic units instead of seconds: with it, one worker and the same seed, the same
    case gives the same roster on any machine.
    """

    seconds: float = 60.0
    seed: int = 0
    workers: int = 1
    work: float | None = None
    columns: bool = True  # whether column generation may be tried; not worth it where a start is good already


@dataclass(frozen=True)
class Progress:
    """One event of a running search, about the best plan so far."""

    seconds: float
    phase: Phase
    kronor: float | None = None
    hard: int | None = None  # raw amount of hard breaches
    faces: float | None = None
    wishes: float | None = None  # share granted
    visits: float | None = None  # share of visits made
    bound: float | None = None  # kronor below which no plan can be, once known
    gap: float | None = None  # how far what the bound covers lies above it in the best plan, as a share of it


@dataclass(frozen=True)
class Outcome:
    """The best plan found, as every rule reads it."""

    plan: Plan
    review: Review
    status: Status
    seconds: float
    stopped: bool  # by a person, before its time
    work: float  # deterministic units spent
    bound: float | None = None  # kronor below which no plan can be, where one is known
    covers: frozenset[RuleId] = frozenset()  # the rules that the bound takes into account; others count as nothing

    @property
    def covered(self) -> float:
        """What the rules that the bound covers come to in the plan (kronor)."""
        return sum(self.review.kronor.get(rule, 0.0) for rule in self.covers)

    @property
    def gap_covered(self) -> float | None:
        """How far that lies above the bound, as a share of it; `None` without a bound."""
        return None if self.bound is None else gap_of(self.covered, self.bound)


Listener: TypeAlias = Callable[[Progress], None]
Stop: TypeAlias = Callable[[], bool]


def gap_of(kronor: float, bound: float) -> float:
    """How far a sum lies above a bound, as a share of the sum."""
    return max(0.0, kronor - bound) / kronor if kronor > 0 else 0.0
