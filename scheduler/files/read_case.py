"""Reading a case: a folder of CSV files or a workbook becomes frozen tables, or every fault at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scheduler.case.rows import Row, Tables
from scheduler.errors import CaseError, Fault
from scheduler.files import faults as fault
from scheduler.files.checks import check
from scheduler.files.drafts import Draft, DraftTable, Faults, draft_table
from scheduler.files.known import KnownRules
from scheduler.files.rule_sets import RuleSet, above, concerning_nobody, with_rule_sets
from scheduler.files.schema import CASE, REQUIRED_TABLES
from scheduler.files.tables import Sheet, read_sheets


@dataclass(frozen=True)
class ReadCase:
    """A case as read: its tables, what deserves a look, and where each row stands."""

    tables: Tables
    warnings: tuple[Fault, ...]
    rows: Mapping[str, tuple[int, ...]]  # by table: the row of the sheet or file of each row of its own
    sets: tuple[RuleSet, ...] = ()  # whose decisions stand before its own


def read_case(path: Path, known: KnownRules | None = None, sets: Sequence[RuleSet] = ()) -> ReadCase:
    """Read a case; with the rules known, what it says of rules and prices is checked too.

    Rule sets are put before the case's own decisions, which may not relax what only their owners may change.

    Raises:
        CaseError: the case has faults; it tells all of them.
    """
    faults = Faults()
    found: list[Fault] = []
    sheets = read_sheets(path, found)
    for one in found:
        faults.add(one)
    if not sheets and not faults.kept:
        faults.add(fault.NO_TABLES.at(path.name, value=str(path), needed=", ".join(REQUIRED_TABLES)))
    if not sheets:
        raise CaseError(_in_order(faults.kept))
    drafts = _drafts(sheets, faults)
    for one in check(drafts, known, above(sets)):
        faults.add(one)
    tables = _tables(drafts, faults) if not faults.kept else None
    if tables is None:
        raise CaseError(_all(faults, path))
    rows = {name: tuple(draft.number for draft in table.drafts) for name, table in drafts.items() if table.given}
    warnings = [*(one for each in sets for one in each.warnings), *concerning_nobody(tables, sets)]
    return ReadCase(with_rule_sets(tables, sets), (*warnings, *_in_order(faults.warnings)), rows, tuple(sets))


def _drafts(sheets: Iterable[Sheet], faults: Faults) -> dict[str, DraftTable]:
    by_name = {sheet.table.name: sheet for sheet in sheets}
    return {
        name: draft_table(by_name[name], faults) if name in by_name else DraftTable(table, given=False)
        for name, table in CASE.items()
    }


def _tables(drafts: Mapping[str, DraftTable], faults: Faults) -> Tables | None:
    """The frozen tables; `None`, and faults, should a row still not be what its model asks."""
    made = {name: _rows(table, faults) for name, table in drafts.items() if table.given}
    return None if faults.kept else Tables.model_validate(made)


def _rows(table: DraftTable, faults: Faults) -> tuple[Row, ...]:
    rows = []
    for draft in table.drafts:
        try:
            rows.append(table.table.model.model_validate(_contents(draft)))
        except ValidationError as error:
            first = error.errors()[0]
            reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            faults.add(table.fault(fault.NOT_VALID, draft, reason=reason))
    return tuple(rows)


def _contents(draft: Draft) -> dict[str, object]:
    return {**draft.extra, **draft.values}


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Table by table as the format orders them, and down the rows."""
    tables = list(CASE)

    def place(one: Fault) -> tuple[int, int, int]:
        known = CASE.get(one.table)
        columns = list(known.columns) if known else []
        return (
            tables.index(one.table) if known else -1,
            one.row or 0,
            columns.index(one.column) if one.column in columns else -1,
        )

    return sorted(faults, key=place)


def _all(faults: Faults, path: Path) -> list[Fault]:
    found = _in_order(faults.kept)
    if faults.more:
        found.append(fault.TOO_MANY_FAULTS.at(path.name, more=faults.more))
    return found
