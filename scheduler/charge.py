"""Charges: what a rule tells the solver, in terms that need no solver to write down.

A charge is a breach the solver can still avoid. It says when it is owed and how large it is, in the rule's raw unit
(minutes, cells, faces); whether that is held at zero or paid for is the board's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, Self

from scheduler.case.shifts import Shift
from scheduler.clock import Instant
from scheduler.ids import EmployeeId


class Literal(Protocol):
    """Something that is true or false in the roster to come; `~` is its opposite."""

    def __invert__(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A literal whose value is known already."""

    value: bool

    def __invert__(self) -> "Fixed":
        return FALSE if self.value else TRUE


TRUE = Fixed(True)
FALSE = Fixed(False)


class Sum:
    """A weighted sum of literals and a constant; known literals go into the constant."""

    __slots__ = ("constant", "is_count", "literals", "weights")

    def __init__(self, constant: int = 0) -> None:
        self.constant = constant
        self.is_count = False  # whether every weight is one
        self.literals: list[Any] = []
        self.weights: list[int] = []

    @classmethod
    def of(cls, literals: Iterable[Literal], weight: int = 1) -> Self:
        """The number of literals that are true, times a weight."""
        total = cls()
        for literal in literals:
            total.add(literal, weight)
        return total

    def add(self, literal: Literal, weight: int = 1) -> Self:
        """Add a literal with a weight."""
        if isinstance(literal, Fixed):
            self.constant += weight * literal.value
        elif weight:
            self.literals.append(literal)
            self.weights.append(weight)
        return self

    def plus(self, other: "Sum", times: int = 1) -> Self:
        """Add another sum, so many times."""
        self.constant += times * other.constant
        self.literals.extend(other.literals)
        self.weights.extend(times * weight for weight in other.weights)
        return self

    @property
    def least(self) -> int:
        """A bound from below."""
        return self.constant + sum(weight for weight in self.weights if weight < 0)

    @property
    def most(self) -> int:
        """A bound from above."""
        return self.constant + sum(weight for weight in self.weights if weight > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The part that every charge has: whom it concerns, and where it departs from its rule's own price.

    `hard` overrides the rule for this charge; `price` is kronor per raw unit where the rule's own does not fit.
    """

    who: EmployeeId | None = None
    hard: bool | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Clash(Charge):
    """Owed by whoever works both shifts (all of them, with `others`); with one shift twice, by whoever works it.

    `who` empty means everyone on the board. Of the clashes of one person with the same `key` only the worst
    is owed; the default key is the two dates.
    """

    earlier: Shift
    later: Shift
    amount: int
    others: tuple[Shift, ...] = ()
    key: object = None


@dataclass(frozen=True, slots=True, eq=False)
class Clashes(Charge):
    """A whole table of clashes, owed alike by some people; `people` empty means everyone on the board.

    The board packs a table once and knows it again, so keep it in the case's memory. Hard or priced is the
    whole table, not the clashes in it.
    """

    table: tuple[Clash, ...]
    people: tuple[EmployeeId, ...] | None = None


@dataclass(frozen=True, slots=True)
class When(Charge):
    """An amount owed when all the literals are up."""

    literals: tuple[Literal, ...]
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Worst(Charge):
    """The largest amount among the cases whose literals are all up."""

    cases: tuple[tuple[tuple[Literal, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Least(Charge):
    """The smallest amount among the candidates none of whose shifts is worked by the person.

    One candidate at least must be without shifts, or the least may not exist.
    """

    candidates: tuple[tuple[tuple[Shift, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Over(Charge):
    """What a total exceeds a limit by, times a weight."""

    total: Sum
    limit: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Steps(Charge):
    """One for each begun `size` that a total exceeds a limit by; each step costs more kronor than the one before.

    The last price stands for all further steps.
    """

    total: Sum
    limit: int
    size: int
    prices: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Under(Charge):
    """What a total falls short of a limit by, times a weight."""

    total: Sum
    limit: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Apart(Charge):
    """What a total differs from a target by, beyond a tolerance."""

    total: Sum
    target: int
    tolerance: int = 0


@dataclass(frozen=True, slots=True)
class Amount(Charge):
    """The total itself, which is never negative."""

    total: Sum


@dataclass(frozen=True, slots=True)
class Largest(Charge):
    """The largest of several totals, and never less than nothing."""

    totals: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Pause(Charge):
    """What the longest idle span that starts in a part of a shift falls short of a length.

    Idle is time on the shift without visit or travel. Owed only when the shift is worked and visits are planned.
    """

    shift: Shift
    length: int
    first: Instant  # the span may start no earlier
    last: Instant  # and no later
