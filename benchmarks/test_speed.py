"""Speed with fixed work and seeds: reading, laying boards, one neighbourhood of each kind, pricing, review, figures.

Run by `make bench`; never part of `make test`. All is timed in CPU time, the yardstick beside every round, so that
`benchmarks/speed.py` can compare runs; what is the same on every machine (deterministic units of work, how large a
model is, memory) is kept with the times. The samples are `data/samples/home-care` and, where there are no visits,
`data/samples/care-home`; another home-care folder may be named in the environment variable SAMSCHEMA_BENCH_CASE. What
an editor waits for is held to its limits on two made units of sixty people, what lives long put out of the garbage
collector's sight as a running service does.
"""

import gc
import os
import time
from collections.abc import Callable, Mapping
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from benchmarks.generate import generate
from benchmarks.generate_recipe import Recipe
from benchmarks.generate_tables import write
from benchmarks.memory import PROCESS, megabytes_of_laying
from benchmarks.yardstick import yardstick
from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.change import Change
from scheduler.figures import figures
from scheduler.files.read_case import read_case
from scheduler.ids import EmployeeId, ShiftCode
from scheduler.plan import Duty, Plan
from scheduler.review import Reading, review
from scheduler.solve.deal import Levels, deal
from scheduler.solve.engine import Engine, Standing, elastic_of
from scheduler.solve.master import Master
from scheduler.solve.neighbourhoods import Kind, Neighbourhoods
from scheduler.solve.pricing import Pricer, Pricing, Row
from scheduler.solve.progress import Job
from scheduler.solve.search import JOINT_WEIGHTS
from scheduler.solve.shared import CellKey, Coupling, couplings
from scheduler.solve.task import Packed, Task

pytestmark = pytest.mark.benchmark(timer=time.process_time)

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
CASE = Path(os.environ.get("SAMSCHEMA_BENCH_CASE", SAMPLES / "home-care"))
CARE_HOME = SAMPLES / "care-home"
LIMIT = 3.0  # deterministic units a neighbourhood may take; none should need as much
SHARE = 0.5  # of the size that the search begins with: all are proved then, and work says how well a model is put
DRAWS = (1, 2, 3)  # seeds of the neighbourhoods of a kind
PLACING = 0.6  # deterministic units for a person's first row
WARM = 3  # yardsticks before each round: the first finds the processor's caches full of other things
PRICED = 6  # people
ROW_SLACK = 0.5  # kronor by which a priced row may miss the best
COLUMNS = 15  # of each person, in the master
SIXTY = {
    "home_care": Recipe("home_care", people=60, recipients=150, groups=4, seed=60),
    "care_home": Recipe("care_home", people=60, recipients=60, groups=6, seed=60),
}
MOST = {"home_care": 0.150, "care_home": 0.100}  # seconds of a whole review; home care is still to come down to 0.1
EDITS = 500
TRIES = 3  # of each edit; the best one counts, for what else the machine does is not ours


def timed(
    benchmark: Any,
    work: Callable[..., object],
    *,
    rounds: int = 5,
    times: int = 1,
    given: Callable[[], tuple[Any, ...]] = tuple,
    facts: Mapping[str, float] | None = None,
) -> None:
    """Time a piece of work, the yardstick beside every round; keep with it what is the same on every machine.

    Args:
        benchmark: the fixture of pytest-benchmark.
        work: what is timed, called with what `given` makes anew for each round.
        rounds: how often; the least time counts.
        times: how often in a round, where once is too short to be told.
        given: makes the arguments, untimed.
        facts: measures of the work by name, as `benchmarks/speed.py` knows them.
    """
    beside: list[float] = []

    def prepare() -> tuple[tuple[Any, ...], dict[str, Any]]:
        beside.extend(yardstick() for _ in range(WARM))
        return given(), {}

    def repeated(*arguments: Any) -> None:
        for _ in range(times):
            work(*arguments)

    benchmark.extra_info.update(case=CASE.name, times=times, facts=dict(facts or {}))
    benchmark.pedantic(repeated, setup=prepare, rounds=rounds)
    benchmark.extra_info["yardstick"] = min(beside)


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
    return Task("place", Packed.of(plan), {who: days}, {}, PLACING, 0, with_visits=False, placing=True)


def model_facts(*models: Any) -> dict[str, float]:
    """How large CP-SAT models are, together."""
    return {
        "variables": sum(len(model.proto.variables) for model in models),
        "constraints": sum(len(model.proto.constraints) for model in models),
    }


def test_read_case(benchmark: Any) -> None:
    timed(benchmark, lambda: read_case(CASE), rounds=10, times=2)


def test_index_case_and_book(benchmark: Any) -> None:
    tables = read_case(CASE).tables
    timed(benchmark, lambda: Job(tables, rules()).book(), rounds=10)


def test_place_one_person(benchmark: Any) -> None:
    plan = rostered()
    task = placing(plan.with_duties({next(iter(plan.duties)): ()}), next(iter(plan.duties)))
    timed(benchmark, lambda: engine().solve(task), facts={"work": engine().solve(task).work})


def test_lay_the_standing_board(benchmark: Any) -> None:
    book, plan, presence = engine().book, rostered(), engine().presence
    facts = model_facts(Standing(book, plan, presence).board.model) | memory_facts(CASE)
    timed(benchmark, lambda: Standing(book, plan, presence), facts=facts)


def memory_facts(case: Path) -> dict[str, float]:
    """What laying a case's standing board takes at most, in a process of its own; nothing where no system tells it."""
    if not PROCESS.exists():
        return {}
    with get_context("spawn").Pool(1) as pool:
        return {"megabytes": pool.apply(megabytes_of_laying, (case,))}


@pytest.mark.parametrize("kind", list(Kind))
def test_one_neighbourhood(benchmark: Any, kind: Kind) -> None:
    """The time and work of some neighbourhoods together, for one alone may be easy by chance."""
    tasks = [neighbourhood(kind, seed) for seed in DRAWS]
    boards = [engine()._board(task, rostered(), elastic_of(task.broken)) for task in tasks]
    work = sum(engine().solve(task).work for task in tasks)
    facts = {"work": work} | model_facts(*(board.model for board in boards))
    timed(benchmark, lambda: [engine().solve(task) for task in tasks], rounds=4, facts=facts)


def neighbourhood(kind: Kind, seed: int) -> Task:
    """A neighbourhood of a kind, drawn as the search draws it."""
    chooser = Neighbourhoods(engine().book, seed)
    chooser.starts = Levels(engine().book, rostered()).starts
    size = chooser.sizes[kind]
    size.limit, size.now = LIMIT, max(size.least, SHARE * size.now)
    reading = Reading.of(engine().book, rostered())
    return chooser.next(reading, {kind: 1.0}, (), frozenset(), with_visits=kind in JOINT_WEIGHTS)


def test_review(benchmark: Any) -> None:
    book, plan = engine().book, rostered()
    timed(benchmark, lambda: review(book, plan), rounds=15, times=2)


def test_judge_one_changed_cell(benchmark: Any) -> None:
    reading = Reading.of(engine().book, rostered())
    plan = reading.plan
    who = next(who for who, duties in plan.duties.items() if len(duties) > 3)
    edited = plan.with_duties({who: plan.duties[who][1:]})
    timed(benchmark, lambda: reading.after(edited).worth, rounds=15, times=30)


def test_key_figures(benchmark: Any) -> None:
    plan = rostered()
    timed(benchmark, lambda: figures(plan), rounds=15, times=10)


def test_deal_all_visits(benchmark: Any) -> None:
    plan = rostered()
    timed(benchmark, lambda: deal(engine().book, plan, 0))


# -- column generation, in a care home -------------------------------------------------------------------


@cache
def care_home() -> tuple[Book, tuple[Coupling, ...]]:
    """A case without visits, and what couples its people."""
    book = Job(read_case(CARE_HOME).tables, rules()).book()
    return book, couplings(book)[0]


def keys_of(rows: tuple[Coupling, ...]) -> dict[EmployeeId, list[CellKey]]:
    """Each person's choices that bear on others."""
    places = sorted({place for row in rows for place in row.cells}, key=str)
    found: dict[EmployeeId, list[CellKey]] = {}
    for who, key in places:
        found.setdefault(who, []).append(key)
    return found


def test_gather_couplings(benchmark: Any) -> None:
    book, rows = care_home()
    timed(benchmark, lambda: couplings(book), rounds=3, facts={"constraints": len(rows)})


def test_lay_the_standing_board_of_a_care_home(benchmark: Any) -> None:
    book, plan = care_home()[0], Plan.empty(care_home()[0].case)
    facts = model_facts(Standing(book, plan, None).board.model) | memory_facts(CARE_HOME)
    timed(benchmark, lambda: Standing(book, plan, None), facts=facts, rounds=4)


def test_price_one_person(benchmark: Any) -> None:
    """Some people's best rows, one by one, at prices drawn below what need costs; their boards have been laid."""
    book, rows = care_home()
    people, keys, chance = list(book.case.employees)[:PRICED], keys_of(rows), Random(1)
    duals = [chance.uniform(row.least_paid, row.most_paid) for row in rows]
    master = Master(people, rows)
    asked = Pricing({who: master.paid(who, duals, keys[who]) for who in people}, {}, LIMIT, ROW_SLACK)
    pricer = Pricer(book)
    facts = {"work": pricer.solve(asked).work}
    timed(benchmark, lambda: pricer.solve(asked), facts=facts)


def test_solve_the_master(benchmark: Any) -> None:
    """The linear program laid and solved with rows drawn by chance: it does not ask whether they are lawful."""
    book, rows = care_home()
    chance, drawn = Random(1), dict[tuple[EmployeeId, Row], int]()
    for who, keys in keys_of(rows).items():
        for _ in range(COLUMNS):
            by_day = {key[0]: key for key in chance.sample(keys, min(len(keys), 18))}
            drawn[who, tuple(by_day.values())] = chance.randrange(100_000_000)

    def solved() -> Master:
        master = Master(book.case.employees, rows)
        for (who, row), own in drawn.items():
            master.add(who, row, own)
        master.solve()
        return master

    timed(benchmark, solved, rounds=4, facts={"iterations": solved().solver.iterations()})


# -- what an editor waits for, with sixty people ---------------------------------------------------------


@cache
def sixty(setting: str) -> Reading:
    """The base roster of a unit of sixty read by every rule, its visits dealt."""
    with TemporaryDirectory() as folder:
        write(generate(SIXTY[setting], "sixty"), Path(folder))
        job = Job(read_case(Path(folder)).tables, rules())
    book = job.book()
    case = book.case
    cells = {who: [(day, kind) for day, kind in row.items() if kind] for who, row in case.base_roster.items()}
    rows = {who: tuple(placed(case, who, day, kind.code) for day, kind in row) for who, row in cells.items()}
    plan = Plan(case, rows, {})
    reading = Reading.of(book, deal(book, plan, 0) if case.is_home_care else plan)
    Change.between(reading, reading)  # whoever edits has the sums and figures before her
    gc.collect()
    gc.freeze()
    return reading


def placed(case: Case, who: EmployeeId, day: int, code: ShiftCode) -> Duty:
    """A shift at the person's own place."""
    shift, employee = case.shift(day, code), case.everyone[who]
    group = None if case.is_home_care else shift.type.group or employee.home
    return Duty(shift, shift.type.unit or employee.unit, group)


def edited(plan: Plan, rng: Random) -> dict[EmployeeId, list[Duty]]:
    """The rows after one edit: a cell gets another shift or is freed, or two people swap a date."""
    case = plan.case
    one, other = rng.sample(list(case.employees), 2)
    day = rng.choice(case.days)
    kept, here = {}, {}
    for who in (one, other):
        row = plan.duties.get(who, ())
        kept[who] = [duty for duty in row if duty.shift.day != day]
        here[who] = [duty for duty in row if duty.shift.day == day]
    if rng.random() < 1 / 3:
        return {one: kept[one] + here[other], other: kept[other] + here[one]}
    if here[one] and rng.random() < 0.5:
        return {one: kept[one]}
    return {one: [*kept[one], placed(case, one, day, rng.choice(list(case.shift_types)))]}


@pytest.mark.parametrize("setting", SIXTY)
def test_review_of_sixty(benchmark: Any, setting: str) -> None:
    reading = sixty(setting)
    known = reading.plan

    def afresh() -> tuple[Book, Plan]:
        return reading.book, Plan(known.case, known.duties, known.meetings)

    timed(benchmark, review, rounds=15, given=afresh)
    assert benchmark.stats.stats.min <= MOST[setting]


@pytest.mark.parametrize("setting", SIXTY)
def test_one_changed_cell_of_sixty(benchmark: Any, setting: str) -> None:
    """From the edit to what it changed, key figures included."""
    before = sixty(setting)
    rng = Random(1)
    edits = [edited(before.plan, rng) for _ in range(EDITS)]
    best = [float("inf")] * EDITS

    def judge_all() -> None:
        for number, rows in enumerate(edits):
            begun = time.process_time()
            Change.between(before, before.after(before.plan.with_duties(rows)))
            best[number] = min(best[number], time.process_time() - begun)

    timed(benchmark, judge_all, rounds=TRIES)
    best.sort()
    median, p99 = best[EDITS // 2], best[EDITS * 99 // 100]
    benchmark.extra_info.update(median_ms=round(1000 * median, 2), p99_ms=round(1000 * p99, 2))
    assert p99 <= 0.010
