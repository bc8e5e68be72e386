"""Pricing: one person's best whole row for given prices of her cells, by CP-SAT on her own board.

The board holds whatever rules are people's own and knows none of them by name. It is laid once per person and
process; each call sets the objective anew, and pins what the master has settled.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ortools.sat.python import cp_model

from scheduler.book import Book
from scheduler.case.wages import MONEY
from scheduler.charge import Sum
from scheduler.ids import EmployeeId
from scheduler.plan import Plan
from scheduler.solve.board import Board, Elastic, Freedom
from scheduler.solve.choices import Choice
from scheduler.solve.shared import CellKey, key_of, own_entries
from scheduler.solve.solver import Solved, run

Row: TypeAlias = tuple[CellKey, ...]


@dataclass(frozen=True)
class Pricing:
    """Some people to price."""

    prices: Mapping[EmployeeId, Mapping[CellKey, int]]  # what a choice is paid, in parts of a krona
    settled: Mapping[EmployeeId, Mapping[int, CellKey | None]]  # by day; `None` is free
    limit: float  # deterministic units a person
    slack: float  # kronor by which a row may miss the best


@dataclass(frozen=True)
class Priced:
    """One person's row, what it costs by her own rules (parts of a krona), and what no row can cost less than."""

    row: Row
    own: int
    least: float  # own cost less prices, of any row; parts of a krona
    is_lawful: bool = True  # else no row of hers keeps her own hard rules, and their amounts weigh in the costs


@dataclass(frozen=True)
class Prices:
    """What became of a pricing; nobody is in it for whom no row was found."""

    rows: Mapping[EmployeeId, Priced]
    work: float


class Pricer:
    """Prices people, each on a board of her own."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._boards: dict[EmployeeId, _OwnBoard] = {}

    def solve(self, pricing: Pricing) -> Prices:
        """The best row of each person asked for."""
        rows: dict[EmployeeId, Priced] = {}
        work = 0.0
        for who, prices in pricing.prices.items():
            board = self._boards.get(who)
            if board is None:
                board = self._boards[who] = _OwnBoard(self.book, who)
            settled = pricing.settled.get(who, {})
            found, solved = board.best(prices, settled, pricing.limit, pricing.slack)
            work += solved.work
            if found is None and solved.proved and not settled and board.is_lawful:
                board = self._boards[who] = _OwnBoard(self.book, who, is_lawful=False)
                found, solved = board.best(prices, settled, pricing.limit, pricing.slack)
                work += solved.work
            if found is not None:
                rows[who] = found
        return Prices(rows, work)


class _OwnBoard:
    """One person's whole row, everybody else away, with her own rules; where no row keeps them, as near as can be."""

    def __init__(self, book: Book, who: EmployeeId, *, is_lawful: bool = True) -> None:
        freedom = Freedom({who: frozenset(book.case.days)}, {})
        elastic: Elastic = lambda rule, who: not is_lawful  # noqa: E731
        board = Board(book, Plan.empty(book.case), freedom, elastic=elastic, with_visits=False, shared=0.0)
        self.is_lawful = is_lawful
        for entry in own_entries(book):
            board.post_entry(entry)
        self.model = board.model
        self.offered: dict[Choice, Any] = dict(board.offered(who))
        self._own = Sum().plus(board.objective)
        self._variables: Any = self.model.proto.variables

    def best(
        self, prices: Mapping[CellKey, int], settled: Mapping[int, CellKey | None], limit: float, slack: float
    ) -> tuple[Priced | None, Solved]:
        """The row of least own cost less prices, if one was found, and how the search for it went."""
        total = Sum().plus(self._own)
        for choice, literal in self.offered.items():
            total.add(literal, -prices.get(key_of(choice), 0))
        self._settle(settled)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.minimize(cp_model.LinearExpr.weighted_sum(total.literals, total.weights) + total.constant)
        solved = run(self.model, limit, 0, miss=slack * MONEY)
        if not solved.found:
            return None, solved
        row = tuple(key_of(choice) for choice, literal in self.offered.items() if solved.value(literal))
        own = round(solved.objective) + sum(prices.get(key, 0) for key in row)
        return Priced(row, own, solved.bound, self.is_lawful), solved

    def _settle(self, settled: Mapping[int, CellKey | None]) -> None:
        """Pin the cells of settled days, and free the others."""
        by_day: dict[int, list[tuple[CellKey, Any]]] = {}
        for choice, literal in self.offered.items():
            by_day.setdefault(choice.shift.day, []).append((key_of(choice), literal))
        for day, cells in by_day.items():
            for key, literal in cells:
                domain = self._variables[literal.index].domain
                pinned = day in settled
                domain[0] = int(pinned and settled[day] == key)
                domain[1] = int(not pinned or settled[day] == key)
