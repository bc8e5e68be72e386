"""Speed with fixed work and seeds: reading a case, laying boards, one neighbourhood of each kind, review and figures.

Run by `make bench`; never part of `make test`. The sample is `data/samples/home-care`; another case folder may
be named in the environment variable SAMSCHEMA_BENCH_CASE.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from constraints import rules
from scheduler.figures import figures
from scheduler.files.read_case import read_case
from scheduler.plan import Plan
from scheduler.review import Reading, review
from scheduler.solve.deal import Levels, deal
from scheduler.solve.engine import Engine, Standing
from scheduler.solve.neighbourhoods import Kind, Neighbourhoods
from scheduler.solve.progress import Job
from scheduler.solve.task import Packed, Task

SAMPLE = Path(__file__).parent.parent / "data" / "samples" / "home-care"
CASE = Path(os.environ.get("SAMSCHEMA_BENCH_CASE", SAMPLE))
LIMIT = 1.0  # deterministic units a neighbourhood may take


@cache
def engine() -> Engine:
    """One engine for all suites; its case is never changed."""
    return Engine(Job(read_case(CASE).tables, rules()))


@cache
def rostered() -> Plan:
    """A first roster, person by person, its visits dealt."""
    case = engine().case
    plan = Plan.empty(case)
    for who in case.employees:
        answer = engine().solve(placing(plan, who))
        plan = answer.onto(plan)
    return deal(engine().book, plan, 0) if case.is_home_care else plan


def placing(plan: Plan, who: Any) -> Task:
    """The task of one person's first row."""
    days = frozenset(plan.case.days)
    return Task("place", Packed.of(plan), {who: days}, {}, 2.0, 0, with_visits=False, placing=True)


def test_read_case(benchmark: Any) -> None:
    benchmark(lambda: read_case(CASE))


def test_index_case_and_book(benchmark: Any) -> None:
    tables = read_case(CASE).tables
    benchmark(lambda: Job(tables, rules()).book())


def test_place_one_person(benchmark: Any) -> None:
    plan = rostered()
    task = placing(plan.with_duties({next(iter(plan.duties)): ()}), next(iter(plan.duties)))
    benchmark(lambda: engine().solve(task))


def test_lay_the_standing_board(benchmark: Any) -> None:
    plan = rostered()
    benchmark.pedantic(lambda: Standing(engine().book, plan, engine().presence), rounds=3)


@pytest.mark.parametrize("kind", list(Kind))
def test_one_neighbourhood(benchmark: Any, kind: Kind) -> None:
    chooser = Neighbourhoods(engine().book, seed=1)
    chooser.starts = Levels(engine().book, rostered()).starts
    for size in chooser.sizes.values():
        size.limit = LIMIT
    with_visits = kind in (Kind.RECIPIENTS, Kind.DAY, Kind.UNMADE, Kind.TOGETHER)
    task = chooser.next(Reading.of(engine().book, rostered()), {kind: 1.0}, (), frozenset(), with_visits=with_visits)
    benchmark.pedantic(lambda: engine().solve(task), rounds=3, warmup_rounds=1)


def test_review(benchmark: Any) -> None:
    book, plan = engine().book, rostered()
    benchmark(lambda: review(book, plan))


def test_judge_one_changed_cell(benchmark: Any) -> None:
    reading = Reading.of(engine().book, rostered())
    plan = reading.plan
    who = next(who for who, duties in plan.duties.items() if len(duties) > 3)
    edited = plan.with_duties({who: plan.duties[who][1:]})
    benchmark(lambda: reading.after(edited).worth)


def test_key_figures(benchmark: Any) -> None:
    plan = rostered()
    benchmark(lambda: figures(plan))


def test_deal_all_visits(benchmark: Any) -> None:
    plan = rostered()
    benchmark(lambda: deal(engine().book, plan, 0))
