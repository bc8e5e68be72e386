"""The yardstick of speed: fixed work, about half of it Python and half CP-SAT, that uses nothing of the program.

Machines differ by half and neighbours slow them by as much again, so a time says little until it is divided by what the
yardstick took beside it. A change here makes every stored ratio worthless: store the run anew (`make bench-store`).
"""

import gc
import time
from functools import cache
from random import Random

from ortools.sat.python import cp_model

SETS, THINGS = 70, 90  # of the cover that CP-SAT works at
WORK = 0.006  # deterministic units of it
RECORDS = 9_000


def yardstick() -> float:
    """Do the work once; the CPU seconds it took, what else lives in the process kept out of it."""
    collects = gc.isenabled()
    gc.disable()
    begun = time.process_time()
    _python()
    _solver()
    took = time.process_time() - begun
    if collects:
        gc.enable()
    return took


def _python() -> int:
    """Tuples made, kept in dictionaries by key, sorted and summed, as reading a plan does."""
    chance = Random(7)
    found: dict[tuple[int, int], list[tuple[int, str, int]]] = {}
    for number in range(RECORDS):
        key = number % 61, chance.randrange(28)
        found.setdefault(key, []).append((chance.randrange(1440), f"V{number:05}", number))
    return sum(start * number for row in found.values() for start, _, number in sorted(row))


def _solver() -> float:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 7
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.linearization_level = 2
    solver.solve(_cover())
    return solver.deterministic_time


@cache
def _cover() -> cp_model.CpModel:
    """Things to cover by sets at least cost: too much to finish in the work it is given."""
    chance = Random(7)
    model = cp_model.CpModel()
    sets = [model.new_bool_var(f"set {number}") for number in range(SETS)]
    for _ in range(THINGS):
        model.add(sum(chance.sample(sets, 7)) >= 2)
    model.minimize(sum(chance.randint(10, 40) * one for one in sets))
    return model
