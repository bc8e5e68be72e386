"""The main job on small cases: legal, repeatable, never worse than its start, and honest when nothing is legal."""

from pathlib import Path

import pytest

from constraints import rules
from scheduler.case.rows import AbsenceRow, CellRow, Tables
from scheduler.files.read_case import read_case
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.solve.progress import Job, Outcome, Phase, Progress, Settings, Status
from scheduler.solve.search import solve
from scheduler.solve.task import Packed

TINY = Path(__file__).parent.parent / "data" / "samples" / "tiny"
WORK = Settings(seed=3, workers=1, work=6.0)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_case(TINY).tables


@pytest.fixture(scope="module")
def outcome(tables: Tables) -> Outcome:
    return solve(Job(tables, rules()), WORK)


def test_the_answer_is_legal_and_makes_the_visits(outcome: Outcome) -> None:
    assert outcome.status is Status.FEASIBLE
    assert not outcome.review.hard
    case = outcome.plan.case
    assert len(outcome.plan.meetings) >= 0.95 * len(case.visits)


def test_the_answer_is_what_every_rule_reads_in_it(outcome: Outcome) -> None:
    book = Job(outcome.plan.case.tables, rules()).book()
    again = review(book, Packed.of(outcome.plan).plan(book.case))
    assert again.total == pytest.approx(outcome.review.total)


def test_the_same_work_and_seed_give_the_same_roster(tables: Tables, outcome: Outcome) -> None:
    again = solve(Job(tables, rules()), WORK)
    assert Packed.of(again.plan) == Packed.of(outcome.plan)


def test_a_start_is_never_made_worse(tables: Tables, outcome: Outcome) -> None:
    again = solve(Job(tables, rules()), Settings(seed=9, workers=1, work=1.0), start=_rebuilt(outcome.plan))
    assert again.review.total <= outcome.review.total + 0.01
    assert not again.review.hard


def test_a_stop_keeps_the_best_so_far(tables: Tables) -> None:
    seen: list[Progress] = []
    begun = solve(
        Job(tables, rules()),
        Settings(seconds=600, workers=1),
        listener=seen.append,
        stop=lambda: any(progress.phase is Phase.ROSTER for progress in seen),
    )
    assert begun.stopped
    assert not begun.review.hard
    assert begun.plan.meetings


def test_a_lock_on_an_absence_is_infeasible_and_said_so(tables: Tables) -> None:
    who = tables.employees[0].employee_id
    day = tables.period[0].start
    code = tables.shift_types[0].code
    impossible = tables.model_copy(
        update={
            "absences": (AbsenceRow(employee_id=who, first=day, last=day, reason="sick"),),
            "locks": (CellRow(employee_id=who, date=day, shift_code=code),),
            "wishes": (),
        }
    )
    found = solve(Job(impossible, rules()), Settings(workers=1, work=2.0))
    assert found.status is Status.INFEASIBLE
    assert {breach.rule for breach in found.review.hard} <= {"absence", "lock"}


def _rebuilt(plan: Plan) -> Plan:
    return Packed.of(plan).plan(plan.case)
