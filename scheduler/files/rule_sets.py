"""Rule sets: the rules and prices that a municipality, or another employer, keeps in a file of its own.

A rule set is a TOML file, or the tables `rules` and `prices` in a folder, a workbook or a single CSV file. Every
value names its owner, since when it holds and why; in TOML the head may name them for all:

    name = "Kommunal äldreomsorg"
    owner = "M"
    since = 2023-10-01
    why = "Nämndens beslut"

    [[rules]]
    rule_id = "daily_rest"
    parameter = "hours"
    value = 12

    [[prices]]
    rule_id = "faces"
    kronor = 200
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from scheduler.case.rows import PriceRow, RuleRow, Tables
from scheduler.errors import CaseError, Fault
from scheduler.files import faults as fault
from scheduler.files.authority import Above, check_authority
from scheduler.files.clashes import check_keys
from scheduler.files.drafts import Draft, DraftTable, Faults, draft_table
from scheduler.files.facts import Facts
from scheduler.files.known import KnownRules
from scheduler.files.row_checks import ROW_CHECKS
from scheduler.files.schema import CASE, table_called
from scheduler.files.tables import Sheet, read_csv, read_sheets
from scheduler.text import Text

TABLES = {name: CASE[name] for name in ("rules", "prices")}
TOLD = ("owner", "since", "why")
HEAD = ("name", *TOLD)
TOML = ".toml"
FAULTS_IN_RULES = Text(sv="Regelsamlingen {name} har {count} fel.", en="Faults in the rule set {name}: {count}.")


class RuleSetError(CaseError):
    """A rule set that cannot be used, with every fault found in it."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.words = FAULTS_IN_RULES
        self.values = {"name": name, "count": len(faults)}


@dataclass(frozen=True)
class RuleSet:
    """What a rule set decides, in the order of its rows."""

    name: str
    file: str
    rules: tuple[RuleRow, ...]
    prices: tuple[PriceRow, ...]
    lines: Mapping[str, tuple[int, ...]]  # by table: where each row stands
    warnings: tuple[Fault, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of what it decides."""
        rows = "".join(row.model_dump_json() for row in (*self.rules, *self.prices))
        return sha256(rows.encode()).hexdigest()[:16]


def read_rule_sets(paths: Iterable[Path], known: KnownRules) -> tuple[RuleSet, ...]:
    """Read rule sets; a later one may be stricter than those before it, or decide what is its owner's to decide.

    Raises:
        RuleSetError: one has faults; it tells all of them.
    """
    found: list[RuleSet] = []
    for path in paths:
        found.append(_read(path, known, above(found)))
    return tuple(found)


def above(sets: Iterable[RuleSet]) -> Above:
    """What rule sets have decided before a case is read."""
    listed = tuple(sets)
    rules = tuple(row for one in listed for row in one.rules)
    return Above(rules, tuple(row for one in listed for row in one.prices))


def with_rule_sets(tables: Tables, sets: Sequence[RuleSet]) -> Tables:
    """A case with the decisions of rule sets before its own."""
    if not sets:
        return tables
    decided = above(sets)
    return tables.model_copy(
        update={"rules": (*decided.rules, *tables.rules), "prices": (*decided.prices, *tables.prices)}
    )


def concerning_nobody(tables: Tables, sets: Iterable[RuleSet]) -> Iterator[Fault]:
    """A warning for each row of the sets that names somebody whom the case does not have."""
    ids = {name for row in tables.employees for name in (row.employee_id, row.unit_id, *row.groups)}
    ids.update(name for group in tables.groups for name in (group.group_id, group.unit_id))
    ids.update(unit.unit_id for unit in tables.units)
    for one in sets:
        for row, line in zip(one.rules, one.lines["rules"], strict=True):
            if row.who is not None and row.who not in ids:
                yield fault.CONCERNS_NOBODY.at(one.file, line, "who", row.who)


def _read(path: Path, known: KnownRules, before: Above) -> RuleSet:
    faults = Faults()
    said: list[Fault] = []
    sheets, head = _toml(path, said) if path.suffix.lower() == TOML else (_sheets(path, said), {})
    for one in said:
        faults.add(one)
    drafts = {name: DraftTable(table, given=False) for name, table in CASE.items()}
    drafts |= {sheet.table.name: draft_table(sheet, faults) for sheet in sheets}
    if not sheets and not faults.kept:
        faults.add(fault.NO_RULES.at(path.name, value=str(path)))
    for name in TABLES:
        _give_head(drafts[name], head, faults)
    for one in _check(drafts, known, before):
        faults.add(one)
    if faults.kept:
        raise RuleSetError(path.name, [_in_file(one, path) for one in faults.kept])
    lines = {name: tuple(draft.number for draft in drafts[name].drafts) for name in TABLES}
    rules = tuple(RuleRow.model_validate(_contents(draft)) for draft in drafts["rules"].drafts)
    prices = tuple(PriceRow.model_validate(_contents(draft)) for draft in drafts["prices"].drafts)
    name = str(head.get("name", path.stem))
    return RuleSet(name, path.name, rules, prices, lines, tuple(_in_file(one, path) for one in faults.warnings))


def _contents(draft: Draft) -> dict[str, Any]:
    return {**draft.extra, **draft.values}


def _in_file(one: Fault, path: Path) -> Fault:
    """A fault under the name of the file, where several tables or rule sets have the same name."""
    where = path.name if one.table in (path.name, path.stem) else f"{path.name}, {one.table}"
    return Fault(where, one.words, one.row, one.column, one.value, one.kind, one.warning, one.values)


def _check(drafts: Mapping[str, DraftTable], known: KnownRules, before: Above) -> Iterator[Fault]:
    facts = Facts(drafts, known)
    for name in TABLES:
        table = drafts[name]
        for draft in table.drafts:
            for check in ROW_CHECKS[name]:
                yield from check(table, draft, facts)
            missing = [column for column in TOLD if column not in draft.found]
            if missing:
                yield table.fault(fault.DECISION_NOT_TOLD, draft, missing[0], columns=", ".join(missing))
        yield from check_keys(table)
    yield from (one for one in check_authority(facts, before) if not one.warning)


def _give_head(table: DraftTable, head: Mapping[str, Any], faults: Faults) -> None:
    """Give what the head says of all rows to those that do not say it themselves."""
    for draft in table.drafts:
        for column in TOLD:
            if column in head and column not in draft.found:
                draft.found[column] = str(head[column])
                draft.values[column] = head[column]


# -- files ----------------------------------------------------------------------------------------


def _sheets(path: Path, said: list[Fault]) -> list[Sheet]:
    """The tables `rules` and `prices`, whatever else there is."""
    if path.suffix.lower() == ".csv" and path.is_file():
        name = table_called(path.stem, TABLES) or "rules"
        return [read_csv(path, TABLES[name], said)]
    found: list[Fault] = []
    sheets = read_sheets(path, found, TABLES)
    said.extend(one for one in found if one.kind != fault.UNKNOWN_TABLE.name)
    return sheets


def _toml(path: Path, said: list[Fault]) -> tuple[list[Sheet], dict[str, Any]]:
    """The tables of a TOML file as sheets, and its head."""
    try:
        text = path.read_text(encoding="utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        kind = fault.CANNOT_READ if path.exists() else fault.NO_SUCH_RULE_SET
        said.append(kind.at(path.name, value=str(path), reason=error.strerror or type(error).__name__))
        return [], {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        said.append(fault.NOT_TOML.at(path.name, value=path.name, reason=str(error)))
        return [], {}
    for key in told:
        if key not in (*HEAD, *TABLES):
            known = ", ".join((*HEAD, *(f"[[{name}]]" for name in TABLES)))
            said.append(fault.NOT_IN_RULE_SET.at(path.name, value=key, known=known))
    head = {key: told[key] for key in HEAD if key in told}
    _check_head(path, head, said)
    return [sheet for name in TABLES for sheet in _toml_sheet(name, told.get(name), text, path, said)], head


def _check_head(path: Path, head: dict[str, Any], said: list[Fault]) -> None:
    """Say what is wrong in the head, and take it away."""
    choices = TABLES["rules"].columns["owner"].choices
    owner, since = head.get("owner"), head.get("since")
    if owner is not None and owner not in choices:
        del head["owner"]
        said.append(fault.NOT_IN_LIST.at(path.name, None, "owner", str(owner), choices=", ".join(choices)))
    if since is not None and type(since) is not date:
        del head["since"]
        said.append(fault.NOT_A_DATE.at(path.name, None, "since", str(since)))


def _toml_sheet(name: str, rows: Any, text: str, path: Path, said: list[Fault]) -> Iterator[Sheet]:
    """One table; its rows are numbered by the lines on which they begin."""
    if rows is None:
        return
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        said.append(fault.NOT_IN_RULE_SET.at(path.name, value=name, known=f"[[{name}]]"))
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[[{name}]]")]
    if len(starts) != len(rows):  # written as an inline array
        starts = list(range(1, len(rows) + 1))
    cells = [
        (line, tuple(_words(row.get(column)) for column in columns)) for line, row in zip(starts, rows, strict=True)
    ]
    yield Sheet(TABLES[name], name, ((0, tuple(columns)), *cells))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
