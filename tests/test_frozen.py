"""What lies before `frozen_until` is what was worked: no search changes it, and none asks for it."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from constraints import rules
from scheduler.case.case import Case
from scheduler.case.rows import CellRow, DemandRow, PeriodRow, Setting, Tables
from scheduler.clock import minute_of
from scheduler.files.read_case import read_case
from scheduler.ids import EmployeeId, ShiftCode, VisitId
from scheduler.plan import Meeting, Plan
from scheduler.solve.frozen import as_worked
from scheduler.solve.progress import Job, Settings
from scheduler.solve.search import solve
from tests.drawn import BEGIN, GROUP, UNIT, drawn_case, drawn_plan

TINY = Path(__file__).parent.parent / "data" / "samples" / "tiny"
DAYS = 4  # frozen in the searches below


def frozen_case(
    until: int | None, posted: Mapping[str, str], *, setting: Setting = Setting.HOME_CARE, weeks: int = 4, **given: Any
) -> Case:
    """A case in which people's first days are posted in letters, a dash free and a space unsaid."""
    rows = tuple(
        CellRow(employee_id=EmployeeId(who), date=BEGIN + timedelta(days=day), shift_code=ShiftCode(letter))
        for who, letters in posted.items()
        for day, letter in enumerate(letters)
        if letter != " "
    )
    date = None if until is None else BEGIN + timedelta(days=until)
    period = PeriodRow(case_id="drawn", start=BEGIN, weeks=weeks, setting=setting, frozen_until=date)
    return drawn_case(period=(period,), posted=rows, setting=setting, **given)


@pytest.mark.parametrize(("until", "frozen"), [(None, 0), (-3, 0), (0, 0), (2, 2), (28, 28), (40, 28)])
def test_the_days_before_the_date_are_frozen(until: int | None, frozen: int) -> None:
    assert frozen_case(until, {}).frozen == range(frozen)


@pytest.mark.parametrize(
    ("posted", "planned", "worked"),
    [
        ("DDDD", "EEEE", "DDEE"),  # two days are frozen
        ("D-DD", ".EEE", "D.EE"),
        ("D DD", ".EEE", "DEEE"),  # where nothing is posted, what is planned stays
        ("    ", "EEEE", "EEEE"),
    ],
)
def test_frozen_days_are_as_posted(posted: str, planned: str, worked: str) -> None:
    case = frozen_case(2, {"anna": posted})
    assert letters(as_worked(drawn_plan(case, planned)), "anna", 4) == worked


def letters(plan: Plan, who: str, until: int) -> str:
    """Somebody's first days."""
    return "".join("".join(shift.code for shift in plan.on(EmployeeId(who), day)) or "." for day in range(until))


# -- searches ----------------------------------------------------------------------------------------


def tiny(**posted: str) -> Tables:
    """The smallest sample with its first days frozen, and these rows of them posted."""
    tables = read_case(TINY).tables
    period = tables.period[0]
    rows = tuple(
        CellRow(employee_id=EmployeeId(who), date=period.start + timedelta(days=day), shift_code=ShiftCode(code))
        for who, codes in posted.items()
        for day, code in enumerate(codes.split())
    )
    until = period.start + timedelta(days=DAYS)
    return tables.model_copy(update={"period": (period.model_copy(update={"frozen_until": until}),), "posted": rows})


def early(plan: Plan) -> tuple[Mapping[EmployeeId, list[tuple[int, ShiftCode]]], Mapping[VisitId, Meeting]]:
    """The shifts and visits of the frozen days."""
    rows = {who: [(shift.day, shift.code) for shift in plan.roster_of(who) if shift.day < DAYS] for who in plan.duties}
    visits = {name: one for name, one in plan.meetings.items() if plan.case.visits[name].day < DAYS}
    return {who: row for who, row in rows.items() if row}, visits


def test_no_search_changes_a_frozen_cell_or_visit() -> None:
    tables = tiny(E01="- E1 - D1", E02="D1 D1 D1 D1")
    first = solve(Job(tables, rules()), Settings(seed=3, workers=1, work=1.0)).plan
    rows, _ = early(first)
    assert rows == {"E01": [(1, "E1"), (3, "D1")], "E02": [(day, "D1") for day in range(DAYS)]}
    assert any(shift.day >= DAYS for who in first.duties for shift in first.roster_of(who))
    again = solve(Job(tables, rules()), Settings(seed=9, workers=1, work=1.0), start=first).plan
    assert early(again) == early(first)
    assert again.meetings != first.meetings


def test_a_frozen_care_home_is_solved_from_what_was_worked() -> None:
    need = tuple(
        DemandRow(
            unit_id=UNIT, group_id=GROUP, day=day, begin=minute_of("07:00"), until=minute_of("16:00"), min=1, max=1
        )
        for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    )
    people = {who: {"contract_minutes": 5 * 510, "nights": "no"} for who in ("anna", "bo", "cia")}
    posted = {"anna": "EE", "bo": "--"}
    case = frozen_case(2, posted, setting=Setting.CARE_HOME, weeks=2, people=people, demand=need)
    found = solve(Job(case.tables, rules()), Settings(seed=3, workers=1, work=0.5))
    assert {who: letters(found.plan, who, 2) for who in people} == {"anna": "EE", "bo": "..", "cia": ".."}
    assert any(shift.day >= 2 for who in found.plan.duties for shift in found.plan.roster_of(who))
