"""The master of column generation: which mix of people's whole rows covers need at the least cost.

A linear program: one column per row found for a person, the rows of each person adding up to one; what need lacks, or
has too much of, is priced. GLOP keeps its basis between calls, so new columns cost little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.linear_solver import pywraplp

from scheduler.case.wages import MONEY
from scheduler.ids import EmployeeId
from scheduler.solve.pricing import Row
from scheduler.solve.shared import CellKey, Coupling, by_place

NOBODY = 1e7  # kronor for a person without a row: more than any row costs


@dataclass(frozen=True)
class Duals:
    """What the program pays for each coupling and each person, in kronor."""

    value: float
    couplings: Sequence[float]
    people: Mapping[EmployeeId, float]
    complete: bool  # everybody has a row


class Master:
    """The linear program; columns are added, and left out once they disagree with what is settled."""

    def __init__(self, people: Iterable[EmployeeId], couplings: Sequence[Coupling]) -> None:
        self.couplings = couplings
        self.places = by_place(couplings)
        self.rows: dict[tuple[EmployeeId, Row], Any] = {}
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self.solver.Objective()
        self._objective.SetMinimization()
        infinite = self.solver.infinity()
        self._people = {who: self.solver.Constraint(1, 1) for who in people}
        self._missing = [self._slack(constraint, 1, NOBODY) for constraint in self._people.values()]
        self._couplings = []
        for coupling in couplings:
            ends = (coupling.limit, infinite) if coupling.below else (-infinite, coupling.limit)
            constraint = self.solver.Constraint(*ends)
            self._slack(constraint, 1 if coupling.below else -1, coupling.kronor)
            self._couplings.append(constraint)

    def _slack(self, constraint: Any, sign: int, kronor: float) -> Any:
        slack = self.solver.NumVar(0, self.solver.infinity(), "")
        constraint.SetCoefficient(slack, sign)
        self._objective.SetCoefficient(slack, kronor)
        return slack

    def add(self, who: EmployeeId, row: Row, own: int) -> bool:
        """Add a row of a person that costs so many parts of a krona by her own rules; whether it is new."""
        if (who, row) in self.rows:
            return False
        column = self.solver.NumVar(0, self.solver.infinity(), "")
        self._people[who].SetCoefficient(column, 1)
        self._objective.SetCoefficient(column, own / MONEY)
        counted: dict[int, int] = {}
        for key in row:
            for number, times in self.places.get((who, key), ()):
                counted[number] = counted.get(number, 0) + times
        for number, times in counted.items():
            self._couplings[number].SetCoefficient(column, times)
        self.rows[who, row] = column
        return True

    def solve(self) -> Duals:
        """Solve it and read every dual at once: the next column added would unsettle them."""
        self.solver.Solve()
        couplings = [constraint.dual_value() for constraint in self._couplings]
        people = {who: constraint.dual_value() for who, constraint in self._people.items()}
        complete = all(slack.solution_value() < 1e-6 for slack in self._missing)
        return Duals(self._objective.Value(), couplings, people, complete)

    def clipped(self, duals: Sequence[float]) -> list[float]:
        """Duals that any bound may be reckoned with: between nothing and what a unit costs, with its sign."""
        return [
            min(one.kronor, max(0.0, dual)) if one.below else max(-one.kronor, min(0.0, dual))
            for one, dual in zip(self.couplings, duals, strict=True)
        ]

    def constant(self, duals: Sequence[float]) -> float:
        """The part of a bound that is nobody's row (kronor)."""
        return sum(dual * one.limit for one, dual in zip(self.couplings, duals, strict=True))

    def paid(self, who: EmployeeId, duals: Sequence[float], keys: Iterable[CellKey]) -> dict[CellKey, int]:
        """What a person's choices are paid, in parts of a krona; those that are paid nothing left out."""
        found = {}
        for key in keys:
            kronor = sum(duals[number] * times for number, times in self.places.get((who, key), ()))
            if kronor:
                found[key] = round(kronor * MONEY)
        return found

    def weights(self) -> Mapping[tuple[EmployeeId, Row], float]:
        """How much of each row the solution takes."""
        taken = {key: column.solution_value() for key, column in self.rows.items()}
        return {key: weight for key, weight in taken.items() if weight > 1e-6}

    def leave_out(self, settled: Mapping[EmployeeId, Mapping[int, CellKey | None]]) -> None:
        """Take away the rows that disagree with what is settled."""
        for (who, row), column in self.rows.items():
            mine = settled.get(who)
            if mine and column.Ub() > 0:
                worked = {key[0]: key for key in row}
                if any(worked.get(day) != key for day, key in mine.items()):
                    column.SetUb(0.0)
