"""A drawn week: rosters written as letters, and the question whether reader and solver name the same amount.

`D` 07-16, `M` 09-18, `E` 13-22, `N` 21-07, `L` 07-20, `S` a split 07-20 (gap 11-16), `K` 07-12, a dot is
free. Spaces are for the eye.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import (
    CellRow,
    EmployeeRow,
    GroupRow,
    PeriodRow,
    Setting,
    ShiftTypeRow,
    Tables,
    UnitRow,
)
from scheduler.charge import Fixed, Sum
from scheduler.clock import Minutes, minute_of
from scheduler.ids import EmployeeId, GroupId, RuleId, ShiftCode, UnitId, VisitId
from scheduler.made import made_of
from scheduler.plan import Duty, Meeting, Plan
from scheduler.review import review
from scheduler.rule import Rule
from scheduler.solve.board import Board, Freedom

BEGIN = date(2027, 2, 1)  # a Monday in a month without red days
ANNA = EmployeeId("anna")
UNIT = UnitId("u")
GROUP = GroupId("g")
TYPES = {
    "D": ("07:00", "16:00", 30, "day"),
    "M": ("09:00", "18:00", 30, "day"),
    "E": ("13:00", "22:00", 30, "evening"),
    "N": ("21:00", "07:00", 0, "night"),
    "L": ("07:00", "20:00", 60, "long"),
    "S": ("07:00", "20:00", 0, "split"),
    "K": ("07:00", "12:00", 0, "day"),
}


def shift_types() -> tuple[ShiftTypeRow, ...]:
    """The letters as shift types."""
    return tuple(
        ShiftTypeRow(
            code=ShiftCode(code),
            start=minute_of(start),
            end=minute_of(end),
            break_minutes=Minutes(pause),
            kind=kind,
            gap_start=minute_of("11:00") if code == "S" else None,
            gap_end=minute_of("16:00") if code == "S" else None,
        )
        for code, (start, end, pause, kind) in TYPES.items()
    )


def drawn_case(
    *,
    begin: date = BEGIN,
    weeks: int = 4,
    people: Mapping[str, Mapping[str, Any]] | Iterable[str] = (ANNA,),
    history: Mapping[str, str] | str = "",
    setting: Setting = Setting.HOME_CARE,
    **tables: Any,
) -> Case:
    """A small case of one unit `u` with one group `g`; other tables are given as rows.

    Args:
        begin: the first day.
        weeks: the length of the period.
        people: names, or names with columns of the employee table.
        history: letters that end the day before the period, for Anna or by name.
        setting: home care or care home.
        tables: rows of any table, as models.
    """
    columns = people if isinstance(people, Mapping) else {name: {} for name in people}
    past: Mapping[str, str] = {str(ANNA): history} if isinstance(history, str) else history
    rows: dict[str, Any] = {
        "period": (PeriodRow(case_id="drawn", start=begin, weeks=weeks, setting=setting),),
        "employees": tuple(
            EmployeeRow(**{"employee_id": name, "unit_id": UNIT, "groups": (GROUP,), "nights": "yes", **given})
            for name, given in columns.items()
        ),
        "shift_types": shift_types(),
        "units": (UnitRow(unit_id=UNIT),),
        "groups": (GroupRow(group_id=GROUP, unit_id=UNIT),),
        "history": tuple(_past(past, begin)),
    }
    return Case(Tables(**{**rows, **tables}))


def _past(history: Mapping[str, str], begin: date) -> Iterable[CellRow]:
    for name, letters in history.items():
        compact = letters.replace(" ", "")
        for back, letter in enumerate(reversed(compact), start=1):
            if letter != ".":
                yield CellRow(
                    employee_id=EmployeeId(name),
                    date=begin - timedelta(days=back),
                    shift_code=ShiftCode(letter),
                )


def drawn_plan(case: Case, weeks: Mapping[str, str] | str, meetings: Mapping[VisitId, Meeting] | None = None) -> Plan:
    """The roster in letters, for Anna or by name."""
    rows = {ANNA: weeks} if isinstance(weeks, str) else weeks
    duties = {
        EmployeeId(name): tuple(
            Duty(case.shift(day, ShiftCode(letter)), UNIT, None if case.is_home_care else GROUP)
            for day, letter in enumerate(letters.replace(" ", ""))
            if letter != "."
        )
        for name, letters in rows.items()
    }
    return Plan(case, duties, meetings or {})


def drawn(week: Mapping[str, str] | str, **given: Any) -> tuple[Case, Plan]:
    """A case with a roster in letters; the arguments are those of `drawn_case`."""
    if "people" not in given and isinstance(week, Mapping):
        given["people"] = tuple(week)
    case = drawn_case(**given)
    return case, drawn_plan(case, week)


def owed(rule: Rule, case: Case, plan: Plan) -> int:
    """The raw amount that the rule's reader finds in a plan; fails unless the solver names the same."""
    book = Book.of(case, rule)
    read = sum(breach.raw for breach in review(book, plan).breaches)
    posted = solver_owed(book, plan).get(rule.id, 0)
    assert read == posted, f"{rule.id}: the reader says {read}, the solver {posted}"
    return read


def everything(plan: Plan, *, free_visits: bool = True) -> Freedom:
    """Every cell free, and every visit that the plan makes, at its own start.

    A visit put where it cannot be made, or by more people than it asks for, is held: no board offers such a thing.
    """
    cells = {who: frozenset(plan.case.days) for who in plan.case.employees}
    made = made_of(plan, plan.case.visits.values())
    visits = [visit for visit in made if len(plan.meetings[visit.id].carers) == visit.staff]
    return Freedom(cells, {visit.id: (plan.meetings[visit.id].start,) for visit in visits} if free_visits else {})


def solver_owed(
    book: Book, plan: Plan, freedom: Freedom | None = None, *, free_visits: bool = True
) -> dict[RuleId, int]:
    """The raw amount per rule that a board with everything free, then pinned to the plan, comes to."""
    freedom = everything(plan, free_visits=free_visits) if freedom is None else freedom
    board = Board(book, plan, freedom, everyone=True, measure=True)
    board.post()
    board.pin(plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(board.model)
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    return {rule: _value(solver, total) for rule, total in board.owed.items()}


def _value(solver: cp_model.CpSolver, total: Sum) -> int:
    found = total.constant
    for literal, weight in zip(total.literals, total.weights, strict=True):
        assert not isinstance(literal, Fixed)
        found += weight * solver.value(literal)
    return found
