"""One call of CP-SAT, with the settings that were measured to pay for neighbourhoods on few cores."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model


@dataclass(frozen=True)
class Solved:
    """What CP-SAT found; `value` may be asked only when something was found."""

    found: bool
    proved: bool  # optimal, or infeasible for certain
    work: float  # deterministic units spent
    value: Callable[[Any], bool]
    number: Callable[[Any], int]
    objective: float
    bound: float  # no solution can be better


def run(model: cp_model.CpModel, limit: float, seed: int, gap: float = 0.0, miss: float = 0.0) -> Solved:
    """Solve a model within so many deterministic units, on one thread, to within a relative gap or an absolute one."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_deterministic_time = limit
    parameters.relative_gap_limit = gap
    parameters.absolute_gap_limit = miss
    parameters.linearization_level = 2
    parameters.cut_level = 0  # the relaxation pays, its cuts cost more than they give within a second
    parameters.symmetry_level = 0
    parameters.cp_model_probing_level = 0
    parameters.catch_sigint_signal = False  # else whoever listens for Ctrl-C hears it no more after the first call
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"an invalid model: {model.validate()}")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Solved(
        found=found,
        proved=status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
        work=solver.deterministic_time,
        value=lambda literal: bool(solver.boolean_value(literal)),
        number=lambda literal: int(solver.value(literal)),
        objective=solver.objective_value if found else float("inf"),
        bound=solver.best_objective_bound,
    )
