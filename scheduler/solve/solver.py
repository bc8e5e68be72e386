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
    work = _complete_hint(model, limit, seed)
    solver = _solver(limit, seed)
    solver.parameters.relative_gap_limit = gap
    solver.parameters.absolute_gap_limit = miss
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"an invalid model: {model.validate()}")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Solved(
        found=found,
        proved=status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
        work=work + solver.deterministic_time,
        value=lambda literal: bool(solver.boolean_value(literal)),
        number=lambda literal: int(solver.value(literal)),
        objective=solver.objective_value if found else float("inf"),
        bound=solver.best_objective_bound,
    )


def _solver(limit: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_deterministic_time = limit
    parameters.linearization_level = 2
    parameters.cut_level = 0  # the relaxation pays, its cuts cost more than they give within a second
    parameters.symmetry_level = 0
    parameters.cp_model_probing_level = 0
    parameters.catch_sigint_signal = False  # else whoever listens for Ctrl-C hears it no more after the first call
    return solver


def _complete_hint(model: cp_model.CpModel, limit: float, seed: int) -> float:
    """Hint every number of a model of which some are hinted, and the work it took; as it was where they do not fit.

    A search that must find the rest of a hint by itself takes a second for what is settled in a hundredth, and at
    times loses its way: the plan it was to improve is then lost to it.
    """
    proto: Any = model.proto
    if not proto.has_solution_hint():  # asked so: to look at it would make an empty one, which costs a search
        return 0.0
    solver = _solver(limit, seed)
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.linearization_level = 1
    if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = list(solver.response_proto.solution)
        model.clear_hints()  # type: ignore[no-untyped-call]
        for number, value in enumerate(values):
            proto.solution_hint.vars.append(number)
            proto.solution_hint.values.append(value)
    return float(solver.deterministic_time)
