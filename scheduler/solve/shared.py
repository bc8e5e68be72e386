"""What couples people: charges that are nobody's own and linear in the cells, need above all.

Column generation takes each person's whole row from a board of her own, where her own rules hold; what lies between
people stands in the master as these rows. Whatever cannot be said so (faces, pairs, fairness) is left out: it is never
less than nothing, so a bound without it is still a bound.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from scheduler.book import Book, Entry
from scheduler.case.wages import MONEY
from scheduler.charge import Charge, Clash, Clashes, Over, Sum, Under
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId
from scheduler.plan import Plan
from scheduler.rule import Rule, Scope
from scheduler.solve.board import HARD, Board, Freedom
from scheduler.solve.choices import Choice

CellKey: TypeAlias = tuple[int, ShiftCode, UnitId, GroupId | None]  # a choice, in a form that travels
Place: TypeAlias = tuple[EmployeeId, CellKey]


def key_of(choice: Choice) -> CellKey:
    """A choice in plain values."""
    return choice.shift.day, choice.shift.code, choice.unit, choice.group


@dataclass(frozen=True)
class Coupling:
    """One row: what the cells add up to is to be at least (or at most) a limit; what is missing, or over, costs."""

    below: bool  # charged below the limit, else above it
    limit: int
    cells: Mapping[Place, int]
    kronor: float  # a unit

    def missing(self, total: int) -> int:
        """What a total lacks, or has too much of."""
        return max(0, self.limit - total if self.below else total - self.limit)


def is_own(rule: Rule) -> bool:
    """Whether all that a rule charges somebody depends on her own row alone, and is posted exactly."""
    return rule.is_exact and rule.scope is Scope.PERSON


def couplings(book: Book) -> tuple[tuple[Coupling, ...], frozenset[RuleId]]:
    """Every linear charge between people of a case, like ones as one; and the rules that they say in full."""
    board = _Gatherer(book)
    for entry in book.entries:
        if entry.rule.is_exact and not is_own(entry.rule):
            board.post_entry(entry)
    merged: dict[tuple[bool, int, frozenset[tuple[Place, int]]], float] = {}
    for row in board.rows:
        key = (row.below, row.limit, frozenset(row.cells.items()))
        merged[key] = merged.get(key, 0.0) + row.kronor
    rows = (Coupling(below, limit, dict(cells), kronor) for (below, limit, cells), kronor in merged.items())
    return tuple(rows), frozenset(board.said - board.unsaid)


class _Gatherer(Board):
    """A board of everybody's whole row that notes what rules charge instead of modelling it."""

    def __init__(self, book: Book) -> None:
        self.rows: list[Coupling] = []
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

    def tallied(self, constant: int, by_shift: Mapping[Any, list[Any]]) -> Sum:
        """The plain sum: a master has no use for numbers that stand for several literals."""
        total = Sum.of(literal for literals in by_shift.values() for literal in literals)
        total.constant += constant
        total.is_count = True
        return total

    def _owe(self, rule: Rule, charge: Charge) -> None:
        row = self._row(rule, charge)
        if row is None:
            self.unsaid.add(rule.id)
            return
        self.said.add(rule.id)
        if row.kronor and (row.cells or row.missing(0)):
            self.rows.append(row)

    def _row(self, rule: Rule, charge: Charge) -> Coupling | None:
        if not isinstance(charge, Over | Under):
            return None
        constant, cells = charge.total.constant, dict[Place, int]()
        for literal, weight in zip(charge.total.literals, charge.total.weights, strict=True):
            index, times = literal.index, weight
            if index < 0:  # one less it
                index, constant, times = -index - 1, constant + weight, -weight
            if index not in self._places:
                return None
            for place in self._places[index]:
                cells[place] = cells.get(place, 0) + times
        kronor = HARD / MONEY
        if not (rule.hard if charge.hard is None else charge.hard):
            kronor = charge.price if charge.price is not None else float(rule.price or 0) / rule.per
        return Coupling(isinstance(charge, Under), charge.limit - constant, cells, kronor * charge.times)

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
