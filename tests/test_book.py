"""The rule book in force: what a decision about some says of them, and leaves unsaid of all others."""

from dataclasses import replace
from typing import Any

import pytest

from constraints import rules
from constraints.budget import Budget
from constraints.stable_roster import StableRoster
from constraints.visit_made import VisitMade
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import CellRow, GroupRow, RuleRow
from scheduler.case.wages import MONEY
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.rule import Rule, Scope
from tests.crowded import crowded
from tests.drawn import BEGIN, UNIT, drawn, drawn_case, solver_owed
from tests.visited import recipient, series

NEEDS = [kind for kind in rules() if kind.scope is Scope.PLACE_DAY]


def decided(rule: str, parameter: str, value: str, who: str | None = None) -> RuleRow:
    return RuleRow(rule_id=RuleId(rule), parameter=parameter, value=value, who=who)


def amounts(kind: type[Rule], case: Case, plan: Plan) -> tuple[int, float]:
    found = review(Book((kind,), case), plan)
    return sum(breach.raw for breach in found.breaches), round(found.total, 3)


@pytest.mark.parametrize("kind", [kind for kind in rules() if kind.parameters()], ids=lambda kind: kind.id)
@pytest.mark.parametrize("seed", [1, 3])
def test_a_row_that_repeats_the_default_for_some_changes_nothing(kind: type[Rule], seed: int) -> None:
    case, plan = crowded(seed, ())
    tables = case.tables
    for parameter in kind.parameters():
        for who in ("g", "u", tables.employees[0].employee_id):
            if parameter.default is not None:
                row = decided(kind.id, parameter.name, parameter.shown(parameter.default), who)
                again = Case(tables.model_copy(update={"rules": (row,)}))
                assert amounts(kind, again, moved(plan, again)) == amounts(kind, case, plan), (parameter.name, who)


def moved(plan: Plan, case: Case) -> Plan:
    """The same plan of another case of the same people and shifts."""
    rows = {
        who: tuple(replace(duty, shift=case.shift(duty.shift.day, duty.shift.code)) for duty in row)
        for who, row in plan.duties.items()
    }
    return Plan(case, rows, plan.meetings)


def test_no_rule_of_a_place_and_day_has_numbers() -> None:
    """Needs are read for all at once: a number of theirs could not differ between groups."""
    assert NEEDS and not any(kind.parameters() for kind in NEEDS)


# -- visits: decisions tell the people cared for apart ---------------------------------------------

TWO_GROUPS: dict[str, Any] = {
    "groups": (GroupRow(group_id=GroupId("g"), unit_id=UNIT), GroupRow(group_id=GroupId("h"), unit_id=UNIT)),
    "recipients": (recipient(), recipient("sven", group_id="h")),
    "visits": (series("a", "08:00"), series("b", "08:00", recipient_id="sven")),
}


def unmade(*rows: RuleRow) -> list[int]:
    """What two short visits that nobody makes owe, Rita's and then Sven's, in minutes."""
    case = drawn_case(weeks=1, rules=rows, **TWO_GROUPS)
    plan, book = Plan.empty(case), Book((VisitMade,), case)
    found = {breach.subject: breach.raw for breach in review(book, plan).breaches}
    assert solver_owed(book, plan, free_visits=False)[VisitMade.id] == sum(found.values())
    return [amount for _, amount in sorted(found.items(), key=lambda one: str(one[0]))]


def test_a_number_of_visits_may_differ_between_groups() -> None:
    assert unmade() == [60, 60]
    assert unmade(decided("visit_made", "least_hours", "2", "h")) == [60, 120]
    assert unmade(decided("visit_made", "least_hours", "1", "h")) == [60, 60]
    assert unmade(decided("visit_made", "least_hours", "2", "u")) == [120, 120]


# -- limits of a sum: each row is a limit of its own -------------------------------------------------

TEAM = {"anna": {}, "bo": {"groups": ("h",)}, "cia": {"groups": ("h",)}}
EVENING = 3 * 24 * 1.4453  # kronor of supplements, on-costs included; nobody works above her contract


def over(*rows: RuleRow) -> dict[str | None, float]:
    """Evenings above the budgets of a week in which each works one, by whose budget; `None` is everybody's."""
    case, plan = drawn(dict.fromkeys(TEAM, "E"), people=TEAM, weeks=1, rules=rows)
    book = Book((Budget,), case)
    found = {breach.subject: breach.amount for breach in review(book, plan).breaches}
    assert sum(found.values()) == pytest.approx(solver_owed(book, plan).get(Budget.id, 0) / MONEY, abs=0.01)
    return {whom: round(kronor / EVENING, 2) for whom, kronor in found.items()}


def budget(evenings: float, who: str | None = None, owner: str | None = None) -> RuleRow:
    return decided("budget", "kronor", f"{evenings * EVENING:.4f}", who).model_copy(update={"owner": owner})


def test_a_budget_is_of_the_sum_of_those_it_names() -> None:
    assert over(budget(2.9)) == {None: 0.1}
    assert over(budget(1, "anna"), budget(1, "bo")) == {}  # alike, and yet two
    assert over(budget(0.5, "anna"), budget(0.5, "bo")) == {"anna": 0.5, "bo": 0.5}
    assert over(budget(2, "h")) == {}
    assert over(budget(1.5, "h")) == {"h": 0.5}


def test_whoever_is_under_two_limits_is_under_both() -> None:
    assert over(budget(1.5, "h"), budget(2.5)) == {None: 0.5, "h": 0.5}
    assert over(budget(1.5, "h"), budget(0.5, "bo")) == {"h": 0.5, "bo": 0.5}


def test_a_lower_level_overrides_a_limit_of_the_same_people_alone() -> None:
    assert over(budget(1, "h", "M"), budget(1.5, "h", "U")) == {"h": 0.5}
    assert over(budget(1, "h", "M"), budget(2.5, None, "U")) == {"h": 1.0, None: 0.5}


def changed_cells(*rows: RuleRow) -> tuple[int, set[str | None]]:
    """Cells that are changed or too many, and whose limits are broken, when each of three has a day moved."""
    posted = tuple(CellRow(employee_id=EmployeeId(who), date=BEGIN, shift_code=ShiftCode("D")) for who in TEAM)
    case, plan = drawn(dict.fromkeys(TEAM, "E"), people=TEAM, posted=posted, rules=rows)
    book = Book((StableRoster,), case)
    found = review(book, plan).breaches
    raw = sum(breach.raw for breach in found)
    assert solver_owed(book, plan)[StableRoster.id] == raw
    return raw, {breach.subject for breach in found if breach.hard}


def test_changed_cells_are_limited_among_those_a_row_names() -> None:
    assert changed_cells(decided("stable_roster", "most", "3")) == (3, set())
    assert changed_cells(decided("stable_roster", "most", "2")) == (3 + 1, {None})
    assert changed_cells(decided("stable_roster", "most", "2", "h")) == (3, set())
    assert changed_cells(decided("stable_roster", "most", "1", "h")) == (3 + 1, {"h"})
    alike = (decided("stable_roster", "most", "1", "anna"), decided("stable_roster", "most", "1", "bo"))
    assert changed_cells(*alike) == (3, set())
    assert changed_cells(decided("stable_roster", "most", "1", "h"), decided("stable_roster", "most", "2")) == (
        3 + 1 + 1,
        {"h", None},
    )
