"""Column generation: what it knows of a case is what rules say, its bound is one, and its dive ends in a roster."""

from collections.abc import Sequence
from typing import Any

import pytest

from constraints import rules
from constraints.contract_hours import ContractHours
from constraints.daily_rest import DailyRest
from constraints.days_in_row import DaysInRow
from constraints.minimum_staff import MinimumStaff
from constraints.single_free_day import SingleFreeDay
from constraints.surplus_staff import SurplusStaff
from constraints.target_staff import TargetStaff
from constraints.wish import Wish
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import DemandRow, Setting, WishRow
from scheduler.case.wages import MONEY
from scheduler.clock import hours
from scheduler.ids import EmployeeId
from scheduler.plan import Duty, Plan
from scheduler.review import review
from scheduler.solve.board import Board, Freedom
from scheduler.solve.choices import Choice, choices
from scheduler.solve.columns import Columns
from scheduler.solve.engine import Engine
from scheduler.solve.presence import Presence
from scheduler.solve.pricing import Pricer, Prices, Pricing
from scheduler.solve.progress import Job, Settings
from scheduler.solve.search import solve
from scheduler.solve.shared import couplings, guiding, is_own
from scheduler.solve.solver import run
from scheduler.solve.task import Answer, Packed, Task
from tests.crowded import crowded
from tests.drawn import ANNA, BEGIN, UNIT, drawn, drawn_case
from tests.visited import recipient, series

THAWED = {"frozen_until": None}
PEOPLE = ("anna", "bo", "cia")


class Alone:
    """A crew of one, in this process."""

    def __init__(self, job: Job) -> None:
        self.engine = Engine(job)
        self.size = 1
        self.waiting: list[Task | Pricing] = []

    @property
    def pricing(self) -> Sequence[Pricing]:
        return [one for one in self.waiting if isinstance(one, Pricing)]

    def is_idle(self, number: int) -> bool:
        return number == 0 and not self.waiting

    def send(self, asked: Task | Pricing, number: int | None = None) -> None:
        self.waiting.append(asked)

    def answers(self, timeout: float) -> list[tuple[Task | Pricing, Answer | Prices]]:
        asked, self.waiting = self.waiting, []
        return [(one, self.engine.answer(one)) for one in asked]


KINDS = (DailyRest, DaysInRow, MinimumStaff, SingleFreeDay, SurplusStaff, TargetStaff, Wish)


def small(setting: Setting = Setting.CARE_HOME, **tables: Any) -> Case:
    """Three people, one week, a day and an evening to cover, and wishes that cannot all be granted."""
    demand = [
        DemandRow.model_validate(
            {"unit_id": UNIT, "day": day, "from": begin, "to": end, "min": 1, "target": 1, "max": 1}
        )
        for day in ("mon", "tue", "wed", "thu", "fri")
        for begin, end in ((hours(7), hours(16)), (hours(16), hours(22)))
    ]
    wishes = [WishRow(employee_id=EmployeeId(who), date=BEGIN, wish="free", strength="2") for who in PEOPLE]
    return drawn_case(people=PEOPLE, weeks=1, setting=setting, demand=tuple(demand), wishes=tuple(wishes), **tables)


def saturday_visits() -> Case:
    """The same in home care, with visits on the Saturday, when need asks for nobody, and more than three can meet."""
    windows = ("07:30-08:30", "09:00-10:00", "19:00-20:00")
    visits = tuple(series(f"v{number}", window, 60, days="6", staff=2) for number, window in enumerate(windows * 2))
    return small(Setting.HOME_CARE, visits=visits, recipients=(recipient(),))


def generated(job: Job, book: Book) -> tuple[Columns, Plan | None]:
    """Rounds to their end, and the dive."""
    columns = begun(job, book)
    return columns, columns.dive(lambda: 1.0)


def begun(job: Job, book: Book) -> Columns:
    """Rounds to their end."""
    columns = Columns(book, Alone(job), over=lambda: False, spent=lambda work: None)  # type: ignore[arg-type]
    columns.begin(Plan.empty(book.case))
    to_the_end(columns)
    return columns


def to_the_end(columns: Columns) -> None:
    """Rounds as long as they could gain."""
    while columns.round():
        assert columns.rounds < 200


def optimum(book: Book) -> float:
    """The least kronor of any roster, by the whole model."""
    board = Board(book, Plan.empty(book.case), Freedom(dict.fromkeys(book.case.employees, book.case.days), {}))
    board.post()
    solved = run(board.model, 30.0, 0)
    assert solved.proved
    return review(book, board.answer(solved.value)).total


def offered(plan: Plan) -> Plan:
    """A plan without the shifts that no search offers, and with one at a time."""
    case = plan.case
    empty = Plan.empty(case)
    rows = {}
    for who, duties in plan.duties.items():
        known = {choice for day in case.days for choice in choices(case, empty, who, day)}
        free_from = max((shift.end for shift in case.history_of[who]), default=0)
        rows[who] = kept = list[Duty]()
        for duty in duties:
            if Choice(duty.shift, duty.unit, duty.group) in known and duty.shift.start >= free_from:
                kept.append(duty)
                free_from = duty.shift.end
    return empty.with_duties(rows)


@pytest.mark.parametrize("seed", range(12))
def test_couplings_cost_what_their_rules_read(seed: int) -> None:
    case, plan = crowded(seed, rules())
    if case.frozen:  # then no columns are generated
        case = Case(case.tables.model_copy(update={"period": (case.tables.period[0].model_copy(update=THAWED),)}))
        plan = Packed.of(plan).plan(case)
    plan, book = offered(plan), Book(rules(), case)
    rows, said = couplings(book)
    owed = 0.0
    for row in rows:
        heads = sum(
            row.cells.get((who, (duty.shift.day, duty.shift.code, duty.unit, duty.group)), 0)
            for who, duties in plan.duties.items()
            for duty in duties
        )
        owed += row.owed(heads)
    read = review(book, plan).kronor
    soft = {rule for rule in said if not book.rule(rule).hard}
    assert {"minimum_staff", "target_staff", "surplus_staff"} <= said or not case.needs
    if soft == said:
        assert owed == pytest.approx(sum(read.get(rule, 0.0) for rule in said), abs=0.01)


@pytest.mark.parametrize("week", ["D D E . D . .", ". . D . D . E", "D D D D D D ."])
def test_a_row_costs_what_her_own_rules_read(week: str) -> None:
    case, plan = drawn(week, weeks=1, setting=Setting.CARE_HOME)
    book = Book(KINDS, case)
    row = tuple((duty.shift.day, duty.shift.code, duty.unit, duty.group) for duty in plan.duties[ANNA])
    pinned = dict.fromkeys(case.days) | {key[0]: key for key in row}
    priced = Pricer(book).solve(Pricing({ANNA: {}}, {ANNA: pinned}, 1.0, 0.0)).rows[ANNA]
    own = sum(kronor for rule, kronor in review(book, plan).kronor.items() if is_own(book.rule(rule)))
    assert set(priced.row) == set(row)
    assert priced.own / MONEY == pytest.approx(own)


def test_a_row_that_breaks_a_hard_rule_is_no_column() -> None:
    case, plan = drawn("E D . . . . .", weeks=1, setting=Setting.CARE_HOME)
    row = {duty.shift.day: (duty.shift.day, duty.shift.code, duty.unit, duty.group) for duty in plan.duties[ANNA]}
    pricing = Pricing({ANNA: {}}, {ANNA: dict.fromkeys(case.days) | row}, 1.0, 0.0)
    assert Pricer(Book(KINDS, case)).solve(pricing).rows == {}


def test_the_bound_is_below_every_roster_and_the_dive_comes_near_it() -> None:
    job = Job(small().tables, KINDS)
    book = job.book()
    columns, plan = generated(job, book)
    best = optimum(book)
    assert columns.bound is not None and plan is not None
    assert best == 1320  # two of three must work the Monday all wished free, and day and evening overlap
    assert columns.bound <= best + 1e-6
    assert columns.bound >= best - 1
    judged = review(book, plan)
    assert not judged.hard and judged.total <= best + 60
    assert columns.covers == {kind.id for kind in KINDS}


def test_a_guide_leads_the_dive_and_leaves_the_bound_as_it_was() -> None:
    job = Job(saturday_visits().tables, KINDS)
    book = job.book()
    presence = Presence(book.case)
    blind, unguided = generated(job, book)
    columns = begun(job, book)
    bound, value = columns.bound, columns.value
    columns.follow(guiding(book, presence))
    to_the_end(columns)
    assert bound is not None and value is not None and columns.value is not None
    assert columns.bound == bound == blind.bound
    assert 0 < bound <= optimum(book) + 1e-6
    assert columns.value > value + 60  # what the Saturday's visits lack even then
    guided = columns.dive(lambda: 1.0)
    assert unguided is not None and guided is not None
    assert columns.bound == bound
    assert presence.kronor(guided) < presence.kronor(unguided)
    assert not review(book, guided).hard


def test_a_search_ends_once_its_best_is_proved() -> None:
    found = solve(Job(small().tables, KINDS), Settings(seed=3, workers=1, work=1000.0))
    assert found.work < 10 and not found.stopped
    assert found.review.total == pytest.approx(1320)
    assert found.bound == pytest.approx(found.review.total)


def test_somebody_whose_rules_cannot_all_hold_has_a_row_as_near_as_can_be() -> None:
    tables = small().tables
    who = EmployeeId("anna")
    hours_of = {"employee_id": who, "contract_minutes": 7 * 1440, "tolerance_minutes": 0}
    people = tuple(row.model_copy(update=hours_of) if row.employee_id == who else row for row in tables.employees)
    job = Job(tables.model_copy(update={"employees": people}), (*KINDS, ContractHours))
    columns, plan = generated(job, job.book())
    assert columns.bound is None and plan is not None  # no kronor can be sworn by, but there is a roster
    assert {breach.who for breach in review(job.book(), plan).hard} == {who}


def test_every_pricing_has_prices_that_a_bound_allows() -> None:
    book = Job(small().tables, KINDS).book()
    master = Columns(book, Alone(Job(small().tables, KINDS)), lambda: False, lambda work: None).master  # type: ignore[arg-type]
    wild = [1e9 if number % 2 else -1e9 for number, _ in enumerate(master.couplings)]
    for coupling, dual in zip(master.couplings, master.clipped(wild), strict=True):
        assert dual in {coupling.least_paid, coupling.most_paid} and coupling.least_paid <= 0 <= coupling.most_paid


def test_nobody_is_priced_once_it_is_over() -> None:
    job = Job(small().tables, KINDS)
    columns = Columns(job.book(), Alone(job), over=lambda: True, spent=lambda work: None)  # type: ignore[arg-type]
    assert not columns.round()
    assert columns.bound is None and columns.dive(lambda: 1.0) is None
