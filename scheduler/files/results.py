"""Writing a result: the roster, the visit plan, the breaches and the summary, whole or not at all.

Money is written to the öre so that nothing is lost on the way: the breaches of a rule add up to the rule's sum, and
those to the objective. A breach's `from` and `to` are `HH:MM` on the row's date, or `YYYY-MM-DDTHH:MM` both of
them where the span leaves that date; local time. `write_result` takes the place of an earlier result in the folder.
"""

import csv
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib.metadata import PackageNotFoundError, version
from io import StringIO
from pathlib import Path
from typing import Any, Final

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import Row
from scheduler.clock import Minutes
from scheduler.figures import figures
from scheduler.files.cells import write_cell
from scheduler.files.placing import placed
from scheduler.files.result_tables import BREACHES, ROSTER, VISIT_PLAN, BreachRow, RosterRow, VisitPlanRow
from scheduler.files.schema import Table
from scheduler.files.write_case import columns_used
from scheduler.ids import RuleId
from scheduler.plan import Duty, Plan
from scheduler.review import Review
from scheduler.rule import Breach
from scheduler.solve.progress import Outcome, Settings, Status, gap_of
from scheduler.text import Language

SUMMARY: Final = "summary.json"
SHEET: Final = "roster.xlsx"
ORE = Decimal("0.01")
VERSION = 1  # of the format


def write_result(
    folder: Path,
    book: Book,
    outcome: Outcome,
    told: Mapping[str, Any],
    language: Language = Language.SWEDISH,
) -> tuple[Path, ...]:
    """Write every file of a result to a folder, `told` being its summary, and say which.

    Raises:
        SamschemaError: the folder cannot be written; then what was there is still there.
    """
    from scheduler.files.roster_sheet import write_roster_sheet  # openpyxl is slow to load

    rows = list(breach_rows(book.case, outcome.review))
    with placed(folder) as stage:
        _write_plan(outcome.plan, stage)
        write_table(stage, BREACHES, rows)
        (stage / SUMMARY).write_text(json_text(told), encoding="utf-8", newline="")
        write_roster_sheet(stage / SHEET, book, outcome.plan, outcome.review, rows=rows, told=told, language=language)
        names = sorted(file.name for file in stage.iterdir())
    return tuple(folder / name for name in names)


def write_plan(folder: Path, plan: Plan) -> None:
    """Write only the roster and the visit plan, unjudged.

    Raises:
        SamschemaError: the folder cannot be written; then what was there is still there.
    """
    with placed(folder) as stage:
        _write_plan(plan, stage)


def json_text(told: Mapping[str, Any]) -> str:
    """The words of a JSON file, for people too."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


# -- rows -----------------------------------------------------------------------------------------


def roster_rows(plan: Plan) -> Iterator[RosterRow]:
    """One row per worked shift, person by person as the case orders them."""
    for who in plan.case.everyone:
        for duty in sorted(plan.duties.get(who, ()), key=lambda duty: duty.shift.start):
            shift = duty.shift
            yield RosterRow(
                employee_id=who,
                date=plan.case.clock.date(shift.day),
                shift_code=shift.code,
                start=shift.type.start,
                end=shift.type.end,
                unit_id=duty.unit,
                group_id=duty.group,
                origin=duty.origin.value,
                break_start=_pause(plan.case, duty),
            )


def _pause(case: Case, duty: Duty) -> Minutes | None:
    return None if duty.pause is None else case.clock.wall(duty.pause)[1]


def visit_plan_rows(plan: Plan) -> Iterator[VisitPlanRow]:
    """Every visit of the case in its order, also those that nobody makes."""
    for name in plan.case.visits:
        meeting = plan.meetings.get(name)
        if meeting is None or not meeting.carers:
            yield VisitPlanRow(visit_id=name)
        else:
            start = plan.case.clock.wall(meeting.start)[1]
            yield VisitPlanRow(visit_id=name, start=start, employees=meeting.carers)


def breach_rows(case: Case, review: Review) -> Iterator[BreachRow]:
    """Every breach, the hard ones first, then rule by rule and day by day."""

    def place(breach: Breach) -> tuple[bool, str, int, str, str]:
        day = -1 if breach.day is None else breach.day
        return not breach.hard, breach.rule, day, breach.who or "", breach.subject or ""

    owed: dict[RuleId, float] = {}
    for breach in sorted(review.breaches, key=place):
        before = owed.get(breach.rule, 0.0)
        owed[breach.rule] = after = before + (0.0 if breach.hard else breach.kronor)
        yield _breach_row(case, breach, ore(after) - ore(before))  # so that the rows add up


def row_json(row: Row) -> dict[str, Any]:
    """A row as JSON, under the format's column names; numbers are numbers."""
    told = row.model_dump(by_alias=True)
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _breach_row(case: Case, breach: Breach, kronor: Decimal) -> BreachRow:
    begin, until = span(case, breach)
    return BreachRow(
        rule_id=breach.rule,
        hard=breach.hard,
        employee_id=breach.who,
        subject=breach.subject,
        day=None if breach.day is None else case.clock.date(breach.day),
        begin=begin,
        until=until,
        amount=_amount(breach.amount),
        kronor=kronor,
        text_sv=breach.said(Language.SWEDISH, case.clock),
        text_en=breach.said(Language.ENGLISH, case.clock),
        waiver=None if breach.waiver is None else str(breach.waiver),
    )


def span(case: Case, breach: Breach) -> tuple[str | None, str | None]:
    """When a breach begins and ends: clock times on its own day, else dates too."""
    ends = [None if instant is None else case.clock.moment(instant) for instant in (breach.begin, breach.end)]
    dates = {moment.date() for moment in ends if moment is not None}
    inside = breach.day is not None and dates <= {case.clock.date(breach.day)}
    words = [None if moment is None else f"{moment:%H:%M}" if inside else f"{moment:%Y-%m-%dT%H:%M}" for moment in ends]
    return words[0], words[1]


def ore(kronor: float) -> Decimal:
    """Money to the öre, halves up."""
    return Decimal(f"{kronor:.6f}").quantize(ORE, ROUND_HALF_UP)


def _amount(amount: float) -> Decimal:
    """An amount with at most six decimals."""
    return Decimal(f"{amount:.6f}".rstrip("0").rstrip("."))


# -- the summary ----------------------------------------------------------------------------------


def summary(book: Book, plan: Plan, review: Review, search: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a plan comes to: status, price-list sum, how it was found, key figures, and the sums per rule."""
    kronor = {rule: ore(total) for rule, total in review.kronor.items()}
    found = figures(plan)
    return {
        "format": VERSION,
        "case_id": book.case.id,
        "fingerprint": book.case.fingerprint,
        "setting": book.case.setting.value,
        "status": (Status.INFEASIBLE if review.hard else Status.FEASIBLE).value,
        "objective": float(sum(kronor.values(), Decimal(0))),
        **(search or {}),
        **{name: _rounded(value) for name, value in found.summary().items()},
        "kronor_per_rule": {rule: float(total) for rule, total in sorted(kronor.items())},
        "amount_per_rule": _amounts(review.amounts),
        "hard_amount_per_rule": _amounts(review.hard_amounts),
        "waived_amount_per_rule": _amounts(review.waived_amounts),
        "strain": {who: _rounded(asdict(one)) for who, one in found.strain.items()},
    }


def _rounded(value: Any) -> Any:
    """A figure with no more decimals than it deserves."""
    if isinstance(value, Mapping):
        return {name: _rounded(one) for name, one in value.items()}
    return round(value, 6) if isinstance(value, float) else value


def summary_of(
    book: Book,
    outcome: Outcome,
    settings: Settings,
    reprice: Mapping[RuleId, float | None] | None = None,
) -> dict[str, Any]:
    """The summary of a search's answer."""
    return summary(book, outcome.plan, outcome.review, _search(outcome, settings, reprice or {}))


def _amounts(amounts: Mapping[RuleId, float]) -> dict[str, float]:
    return {rule: round(amount, 6) for rule, amount in sorted(amounts.items())}


def _search(outcome: Outcome, settings: Settings, reprice: Mapping[RuleId, float | None]) -> dict[str, Any]:
    """How the plan was found."""
    total = outcome.review.total
    bound = outcome.bound
    return {
        "status": outcome.status.value,
        "bound": None if bound is None else round(bound, 2),
        "gap": None if bound is None else round(gap_of(total, bound), 6),
        "bound_covers": sorted(outcome.covers),
        "bound_covers_kronor": round(outcome.covered, 2),
        "bound_covers_gap": None if outcome.gap_covered is None else round(outcome.gap_covered, 6),
        "seconds": round(outcome.seconds, 3),
        "seconds_allowed": settings.seconds if settings.work is None else None,
        "stopped": outcome.stopped,
        "seed": settings.seed,
        "workers": settings.workers,
        "work": round(outcome.work, 3),
        "work_allowed": settings.work,
        "repriced": {rule: "never" if price is None else price for rule, price in sorted(reprice.items())},
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """The versions that a result depends on."""
    return {"samschema": _version("samschema"), "ortools": _version("ortools"), "python": platform.python_version()}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"


# -- files ----------------------------------------------------------------------------------------


def _write_plan(plan: Plan, stage: Path) -> None:
    write_table(stage, ROSTER, roster_rows(plan))
    write_table(stage, VISIT_PLAN, visit_plan_rows(plan))


def write_table(stage: Path, table: Table, rows: Iterable[Row]) -> None:
    """Write one table of a result as a CSV file called after it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    listed = list(rows)
    columns = columns_used(table, listed)
    writer.writerow(column.name for column in columns)
    for row in listed:
        writer.writerow(write_cell(getattr(row, column.field), column) for column in columns)
    (stage / f"{table.name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
