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
        self.own: dict[tuple[EmployeeId, Row], int] = {}  # what a row costs by her own rules, parts of a krona
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self.solver.Objective()
        self._objective.SetMinimization()
        self._people = {who: self.solver.Constraint(1, 1) for who in people}
        self._missing = [self._slack(constraint, 1, NOBODY) for constraint in self._people.values()]
        self._couplings = []
        self._from: dict[EmployeeId, int] = {}  # what each person's first row costs, parts of a krona
        self._always = 0.0  # kronor beside the program: what every total costs at its first limit
        for coupling in couplings:
            self._couplings.append(self._row(coupling))

    def _row(self, coupling: Coupling) -> Any:
        """A total and its price: the first limit, what is missing to it, and each stretch beyond it, less its width."""
        limits, slope = coupling.limits, -coupling.most_paid
        constraint = self.solver.Constraint(limits[0], limits[0])
        self._always += coupling.owed(limits[0])
        self._slack(constraint, 1, -slope)
        for limit, after in zip(limits, [*limits[1:], None], strict=True):
            slope += sum(step.kronor for step in coupling.steps if step.limit == limit)
            stretch = self._slack(constraint, -1, slope)
            if after is not None:
                stretch.SetUb(after - limit)
        return constraint

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
        # Reckoned from her first row: the large sums of rows that break hard rules would drown the small ones.
        self._objective.SetCoefficient(column, (own - self._from.setdefault(who, own)) / MONEY)
        counted: dict[int, int] = {}
        for key in row:
            for number, times in self.places.get((who, key), ()):
                counted[number] = counted.get(number, 0) + times
        for number, times in counted.items():
            self._couplings[number].SetCoefficient(column, times)
        self.rows[who, row], self.own[who, row] = column, own
        return True

    def lacks(self, who: EmployeeId) -> bool:
        """Whether no row of a person has been added."""
        return who not in self._from

    def solve(self) -> Duals:
        """Solve it and read every dual at once: the next column added would unsettle them."""
        self.solver.Solve()
        couplings = [constraint.dual_value() for constraint in self._couplings]
        since = {who: self._from.get(who, 0) / MONEY for who in self._people}
        people = {who: constraint.dual_value() + since[who] for who, constraint in self._people.items()}
        complete = all(slack.solution_value() < 1e-6 for slack in self._missing)
        value = self._objective.Value() + self._always + sum(since.values())
        return Duals(value, couplings, people, complete)

    def clipped(self, duals: Sequence[float]) -> list[float]:
        """Duals that any bound may be reckoned with: what one more head may at all save, or cost."""
        return [min(one.most_paid, max(one.least_paid, dual)) for one, dual in zip(self.couplings, duals, strict=True)]

    def constant(self, duals: Sequence[float]) -> float:
        """The part of a bound that is nobody's row (kronor): what each total costs and pays out, at the least."""
        return sum(
            min(one.owed(limit) + dual * limit for limit in one.limits)
            for one, dual in zip(self.couplings, duals, strict=True)
        )

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
