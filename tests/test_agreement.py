"""Every rule of the rule book, asked about the same crowded rosters: reader and solver must name the same amount.

A rule is found in its folder; nothing here knows any of them, save those that are only reported. What is free is
pinned to the plan, so the amounts are the plan's whether all of it, half or none can still be decided.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from random import Random

import pytest
from ortools.sat.python import cp_model

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.wages import MONEY
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Duty, Meeting, Plan
from scheduler.review import Reading, Review, review
from scheduler.rule import Rule, Scope
from scheduler.solve.board import HARD, Board, Elastic, Freedom
from scheduler.solve.engine import elastic_of
from scheduler.text import Language
from tests.crowded import crowded
from tests.drawn import everything, solver_owed

SEEDS = range(16)


@cache
def read(seed: int) -> tuple[Case, Plan, Review]:
    """The case and the plan of a seed, and what the readers of all rules find in it."""
    case, plan = crowded(seed, rules())
    return case, plan, review(Book(rules(), case), plan)


def planned() -> list[type[Rule]]:
    """The rules that a search can do something about."""
    return [kind for kind in rules() if kind.planned]


def raw(found: Review) -> Mapping[RuleId, int]:
    """The raw amount per rule."""
    total: Counter[RuleId] = Counter()
    for breach in found.breaches:
        total[breach.rule] += breach.raw
    return total


def agree(seed: int, freedom: Freedom | None = None) -> None:
    """Fail, rule by rule, where reader and solver differ."""
    case, plan, found = read(seed)
    said, posted = raw(found), solver_owed(Book(planned(), case), plan, freedom)
    differing = [
        f"seed {seed}, {kind.id}: the reader says {said.get(kind.id, 0)}, the solver {posted.get(kind.id, 0)}"
        for kind in planned()
        if said.get(kind.id, 0) != posted.get(kind.id, 0)
    ]
    assert not differing, "\n".join(differing)


def half(seed: int) -> Freedom:
    """Half of the cells and visits of a seed's plan."""
    rng, whole = Random(seed), everything(read(seed)[1])
    cells = {who: frozenset(day for day in days if rng.random() < 0.5) for who, days in whole.cells.items()}
    return Freedom(cells, {name: starts for name, starts in whole.visits.items() if rng.random() < 0.5})


@pytest.mark.parametrize("seed", SEEDS)
def test_reader_and_solver_name_the_same_amounts(seed: int) -> None:
    agree(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_they_do_so_when_nothing_is_free(seed: int) -> None:
    agree(seed, Freedom({}, {}))


@pytest.mark.parametrize("seed", SEEDS)
def test_they_do_so_when_half_is_free(seed: int) -> None:
    agree(seed, half(seed))


def pinned(book: Book, plan: Plan, elastic: Elastic) -> tuple[object, float]:
    """What the solver says of a plan when everything is free and pinned to it: its status and objective."""
    board = Board(book, plan, everything(plan), everyone=True, elastic=elastic)
    board.post()
    board.pin(plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(board.model), solver.objective_value


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_they_agree_in_kronor(seed: int) -> None:
    """What a search would make small is the sum on the price list, and every hard amount before it."""
    case, plan, _ = read(seed)
    # A need that nobody on the board can meet is no choice, and left out of the search's own sum.
    book = Book([kind for kind in planned() if kind.scope is not Scope.PLACE_DAY], case)
    status, objective = pinned(book, plan, lambda rule, who: True)
    said = review(book, plan)
    kronor = (objective - HARD * sum(breach.raw for breach in said.hard)) / MONEY
    rounding = sum(breach.raw for breach in said.breaches if not breach.hard) / (2 * MONEY)
    assert status == cp_model.OPTIMAL
    assert abs(kronor - said.total) <= 1 + rounding, f"seed {seed}: {said.total} is read, {kronor} solved"


@pytest.mark.parametrize("seed", SEEDS[8:])
def test_what_is_kept_can_be_held(seed: int) -> None:
    """With every rule hard, a plan stands on the board that holds all but the rules and people it breaks."""
    case, plan, _ = read(seed)
    book = Book(planned(), case, dict.fromkeys((kind.id for kind in rules()), None))
    broken = frozenset((breach.rule, breach.who) for breach in review(book, plan).hard)
    status, _ = pinned(book, plan, elastic_of(broken))
    assert status == cp_model.OPTIMAL, f"seed {seed}"


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_what_is_broken_cannot_be_held(seed: int) -> None:
    case, plan, found = read(seed)
    broken = [kind for kind in planned() if raw(found).get(kind.id) and kind.scope is not Scope.PLACE_DAY]
    for kind in Random(seed).sample(broken, min(3, len(broken))):
        book = Book([kind], case, {kind.id: None})
        status, _ = pinned(book, plan, lambda rule, who: False)
        assert status == cp_model.INFEASIBLE, f"seed {seed}, {kind.id}"


@pytest.mark.parametrize("kind", rules(), ids=lambda kind: kind.id)
def test_every_rule_is_both_kept_and_broken(kind: type[Rule]) -> None:
    owed = [raw(read(seed)[2]).get(kind.id, 0) for seed in SEEDS]
    assert not all(owed), f"{kind.id} is broken in every seed"
    assert any(owed), f"{kind.id} is broken in none"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_breach_can_be_said(seed: int) -> None:
    case, _, found = read(seed)
    for breach in found.breaches:
        for language in Language:
            assert breach.said(language, case.clock)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edit_is_read_like_the_whole(seed: int) -> None:
    """What an edit touches is read again, and the rest remembered: the sum is that of a fresh reading."""
    case, plan, _ = read(seed)
    book = Book(rules(), case)
    reading = Reading.of(book, plan)
    for edited in edits(Random(seed), plan):
        reading = reading.after(edited)
        remembered, fresh = totals(reading), totals(Reading.of(book, edited))
        differing = [
            f"seed {seed}, {kind.id}: {remembered.get(kind.id, 0)} remembered, {fresh.get(kind.id, 0)} read afresh"
            for kind in rules()
            if remembered.get(kind.id, 0) != fresh.get(kind.id, 0)
        ]
        assert not differing, "\n".join(differing)


def totals(reading: Reading) -> Mapping[RuleId, int]:
    return raw(Review(tuple(reading.breaches)))


def edits(rng: Random, plan: Plan) -> list[Plan]:
    """Some cells emptied, then some visits handed back."""
    who: EmployeeId = rng.choice(tuple(plan.case.employees))
    fewer = plan.with_duties({who: [duty for duty in plan.duties.get(who, ()) if rng.random() < 0.6]})
    made = list(fewer.meetings)
    return [fewer, fewer.with_meetings(dict.fromkeys(rng.sample(made, len(made) // 3)))]


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_roster_made_by_hand_crashes_no_reader(seed: int) -> None:
    """Two shifts on a date, and visits made by whoever, wherever she is."""
    case, plan, _ = read(seed)
    rng = Random(seed)
    shifts = [shift for shift in case.shifts if shift.day >= 0]
    employees = tuple(case.employees)
    rows = {
        who: (*plan.duties.get(who, ()), *(Duty(shift, employee.unit) for shift in rng.sample(shifts, 9)))
        for who, employee in case.employees.items()
    }
    meetings = {
        name: Meeting(visit.earliest, (rng.choice(employees),))
        for name, visit in case.visits.items()
        if rng.random() < 0.5
    }
    review(Book(rules(), case), plan.with_duties(rows).with_meetings(meetings))
