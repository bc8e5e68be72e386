"""What couples people: charges that are nobody's own and linear in the cells, need above all.

Column generation takes each person's whole row from a board of her own, where her own rules hold; what lies between
people stands in the master as these rows. Whatever cannot be said so (faces, pairs, fairness) is left out: it is never
less than nothing, so a bound without it is still a bound.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from scheduler.book import Book, Entry
from scheduler.case.wages import MONEY
from scheduler.charge import Charge, Clash, Clashes, Over, Sum, Under
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId
from scheduler.plan import Plan
from scheduler.rule import Rule, Scope
from scheduler.solve.board import HARD, Board, Freedom
from scheduler.solve.choices import Choice
from scheduler.solve.presence import Presence

CellKey: TypeAlias = tuple[int, ShiftCode, UnitId, GroupId | None]  # a choice, in a form that travels
Place: TypeAlias = tuple[EmployeeId, CellKey]


def key_of(choice: Choice) -> CellKey:
    """A choice in plain values."""
    return choice.shift.day, choice.shift.code, choice.unit, choice.group


@dataclass(frozen=True)
class Step:
    """What a total costs beyond a limit: so many kronor for each unit that it is below it, or else above it."""

    below: bool
    limit: int
    kronor: float

    def owed(self, total: float) -> float:
        """The kronor of a total."""
        return self.kronor * max(0.0, self.limit - total if self.below else total - self.limit)


@dataclass(frozen=True)
class Coupling:
    """One total of people's cells, and what it costs: the sum of its steps, a convex function of it."""

    cells: Mapping[Place, int]
    steps: tuple[Step, ...]

    def owed(self, total: float) -> float:
        """The kronor of a total."""
        return sum(step.owed(total) for step in self.steps)

    @property
    def least_paid(self) -> float:
        """What one more costs beyond every limit, as a price (kronor): never more than nothing."""
        return -sum(step.kronor for step in self.steps if not step.below)

    @property
    def most_paid(self) -> float:
        """What one more saves below every limit (kronor)."""
        return sum(step.kronor for step in self.steps if step.below)

    @property
    def limits(self) -> list[int]:
        """Where the price of one more changes, in order."""
        return sorted({step.limit for step in self.steps})


def is_own(rule: Rule) -> bool:
    """Whether all that a rule charges somebody depends on her own row of shifts alone, and is posted exactly."""
    return rule.is_exact and rule.scope is Scope.PERSON and not rule.reads_visits


def couplings(book: Book) -> tuple[tuple[Coupling, ...], frozenset[RuleId]]:
    """Every linear charge between people of a case, one row a total; and the rules that they say in full."""
    board = _Gatherer(book)
    for entry in book.entries:
        if entry.rule.is_exact and not is_own(entry.rule):
            board.post_entry(entry)
    return board.rows, frozenset(board.said - board.unsaid)


def guiding(book: Book, presence: Presence) -> tuple[Coupling, ...]:
    """What a presence asks of the roster's hours, in rows of the same form; they belong to no rule."""
    board = _Gatherer(book)
    presence.post(board)
    return board.rows


class _Gatherer(Board):
    """A board of everybody's whole row that notes what rules charge instead of modelling it."""

    def __init__(self, book: Book) -> None:
        self._steps: dict[frozenset[tuple[Place, int]], list[Step]] = {}
        self.said: set[RuleId] = set()
        self.unsaid: set[RuleId] = set()
        cells = {who: frozenset(book.case.days) for who in book.case.employees}
        super().__init__(book, Plan.empty(book.case), Freedom(cells, {}), everyone=True, with_visits=False)
        self._places: dict[int, list[Place]] = {}
        for who in self.people:
            by_shift: dict[int, list[Place]] = {}
            for choice, literal in self.offered(who).items():
                self._places[literal.index] = [(who, key_of(choice))]
                shift = self.works(who, choice.shift).index
                by_shift.setdefault(shift, []).append((who, key_of(choice)))
            for index, places in by_shift.items():
                self._places.setdefault(index, places)

    @property
    def rows(self) -> tuple[Coupling, ...]:
        """What has been noted."""
        return tuple(Coupling(dict(cells), tuple(steps)) for cells, steps in self._steps.items())

    def tallied(self, constant: int, by_shift: Mapping[Any, list[Any]]) -> Sum:
        """The plain sum: a master has no use for numbers that stand for several literals."""
        total = Sum.of(literal for literals in by_shift.values() for literal in literals)
        total.constant += constant
        total.is_count = True
        return total

    def guide(self, total: Sum, limit: int, weight: int) -> None:
        self._note(total, Step(below=True, limit=limit, kronor=weight / MONEY))

    def _owe(self, rule: Rule, charge: Charge) -> None:
        if not isinstance(charge, Over | Under):
            self.unsaid.add(rule.id)
            return
        kronor = HARD / MONEY
        if not (rule.hard if charge.hard is None else charge.hard):
            kronor = charge.price if charge.price is not None else float(rule.price or 0) / rule.per
        step = Step(isinstance(charge, Under), charge.limit, kronor * charge.times)
        (self.said if self._note(charge.total, step) else self.unsaid).add(rule.id)

    def _note(self, total: Sum, step: Step) -> bool:
        """Note what a total costs; whether it can be said by cells at all."""
        constant, cells = total.constant, dict[Place, int]()
        for literal, weight in zip(total.literals, total.weights, strict=True):
            index, times = literal.index, weight
            if index < 0:  # one less it
                index, constant, times = -index - 1, constant + weight, -weight
            if index not in self._places:
                return False
            for place in self._places[index]:
                cells[place] = cells.get(place, 0) + times
        step = replace(step, limit=step.limit - constant)
        if step.kronor and (cells or step.owed(0)):
            self._steps.setdefault(frozenset(cells.items()), []).append(step)
        return True

    def _clash(self, rule: Rule, clashes: list[Clash]) -> None:
        self.unsaid.add(rule.id)

    def _owe_table(self, rule: Rule, charge: Clashes) -> None:
        self.unsaid.add(rule.id)


def by_place(rows: Iterable[Coupling]) -> Mapping[Place, list[tuple[int, int]]]:
    """For each choice of each person: the rows it counts in, and how much."""
    found: dict[Place, list[tuple[int, int]]] = {}
    for number, row in enumerate(rows):
        for place, times in row.cells.items():
            found.setdefault(place, []).append((number, times))
    return found


def own_entries(book: Book) -> Iterator[Entry]:
    """The entries of rules that are people's own."""
    return (entry for entry in book.entries if is_own(entry.rule))
