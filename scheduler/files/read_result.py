"""Reading a result: the roster and the visit plan of a folder or a workbook become a plan, or every fault at once.

A roster made by hand or by another system needs only who, when and which code. A place that is left out is the
shift type's where it has one, else the employee's unit (home care) or her first group (care home). Two rows for
one person and date are read: that is for the rules to judge. A single CSV file is a roster without visits. A workbook
or a CSV file may also be a grid, names down and dates across: `scheduler.files.grid`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from scheduler.case.case import FREE, Case
from scheduler.case.rows import WaiverRow
from scheduler.case.shifts import Shift, ShiftType
from scheduler.case.waivers import Waiver
from scheduler.clock import DAY, Instant, clock_text
from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files import result_faults
from scheduler.files.drafts import Draft, DraftTable, Faults, draft_table
from scheduler.files.facts import Facts
from scheduler.files.faults import FaultKind
from scheduler.files.grid import Understood, read_grid
from scheduler.files.known import KnownRules
from scheduler.files.result_faults import ResultError
from scheduler.files.result_tables import RESULT, ROSTER, VISIT_PLAN, WAIVERS
from scheduler.files.schema import Table
from scheduler.files.tables import WORKBOOKS, Sheet, read_csv, read_sheets
from scheduler.ids import EmployeeId, GroupId, UnitId, VisitId
from scheduler.plan import Duty, Meeting, Origin, Plan, row_in_order

SUMMARY = "summary.json"
READ = {table.name: table for table in (ROSTER, VISIT_PLAN, WAIVERS)}
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True)
class ReadResult:
    """A result as read: the plan, and what deserves a look."""

    plan: Plan
    warnings: tuple[Fault, ...]
    waivers: tuple[Waiver, ...] = ()  # what whoever edited it answers for
    understood: tuple[Understood, ...] = ()  # of a grid: what was taken to mean what
    tells_visits: bool = True  # a grid does not: its visits are unknown, not unmade


def read_result(path: Path, case: Case, known: KnownRules | None = None) -> ReadResult:
    """Read a result of a case from a folder, a workbook, or one CSV file that is the roster alone.

    With the rules known, what its waivers say of rules is checked too.

    Raises:
        ResultError: the result has faults; it tells all of them.
    """
    faults = Faults()
    grid = read_grid(path, case, faults)
    sheets = _sheets(path, faults) if grid is None else _beside_grid(path, faults)
    lines = {sheet.table.name: _lines(sheet, faults) for sheet in sheets}
    if grid is not None:
        lines[ROSTER.name] = [_Line(table, draft, faults) for table, draft in grid.rows]
    reader = _Reader(case, known)
    duties = reader.duties(lines.get(ROSTER.name, ()))
    meetings = reader.meetings(lines.get(VISIT_PLAN.name, ()))
    waivers = tuple(reader.waivers(lines.get(WAIVERS.name, ())))
    other = list(_made_for_another(path, case))
    if faults.kept:
        found = _in_order(faults.kept)
        more = [fault.TOO_MANY_FAULTS.at(path.name, more=faults.more)] if faults.more else []
        raise ResultError([*other, *found, *more])
    return ReadResult(
        Plan(case, duties, meetings),
        (*other, *_in_order(faults.warnings)),
        waivers,
        () if grid is None else grid.understood,
        tells_visits=grid is None or VISIT_PLAN.name in lines,
    )


def _made_for_another(path: Path, case: Case) -> Iterator[Fault]:
    """A warning where the summary beside a roster tells of another case, or of the case as it was."""
    try:
        told = json.loads((path / SUMMARY).read_text(encoding="utf-8"))
        made_for = told.get("fingerprint"), told.get("case_id")
    except (OSError, ValueError, AttributeError):  # there is none, or it is not ours
        return
    if made_for[0] is not None and made_for[0] != case.fingerprint:
        yield result_faults.OTHER_CASE.at(SUMMARY, value=f"{made_for[1]}, {made_for[0]}")


def _sheets(path: Path, faults: Faults) -> list[Sheet]:
    """The sheets of a result; it is a fault when no roster is among them."""
    found: list[Fault] = []
    sheets = _found(path, found) if path.exists() else []
    if not path.exists():
        found.append(result_faults.NO_SUCH_RESULT.at(path.name, value=str(path)))
    elif not found and not any(sheet.table is ROSTER for sheet in sheets if sheet.rows):
        found.append(result_faults.NO_ROSTER.at(ROSTER.name, value=str(path), columns=_needed(ROSTER)))
    for one in found:
        faults.add(one)
    return sheets


def _beside_grid(path: Path, faults: Faults) -> list[Sheet]:
    """What a workbook holds of a result beside a grid; a CSV file holds nothing else."""
    found: list[Fault] = []
    sheets = _found(path, found) if path.suffix.lower() in WORKBOOKS else []
    for one in found:
        faults.add(one)
    return [sheet for sheet in sheets if sheet.table is not ROSTER]


def _found(path: Path, faults: list[Fault]) -> list[Sheet]:
    """What a folder, a workbook or a file holds of a result, whatever else lies there."""
    if path.suffix.lower() in WORKBOOKS and path.is_file():
        said: list[Fault] = []
        sheets = read_sheets(path, said, READ)
        faults.extend(one for one in said if one.kind != fault.UNKNOWN_TABLE.name)
        return sheets
    files = {name: path / f"{name}.csv" for name in READ}
    if path.suffix.lower() == ".csv" and path.is_file():
        files = {ROSTER.name: path}
    return [read_csv(file, READ[name], faults) for name, file in files.items() if file.is_file()]


def _lines(sheet: Sheet, faults: Faults) -> list["_Line"]:
    table = draft_table(sheet, faults)
    return [_Line(table, draft, faults) for draft in table.drafts]


def _needed(table: Table) -> str:
    return ", ".join(column.name for column in table.columns.values() if column.required)


def _in_order(faults: list[Fault]) -> list[Fault]:
    tables = list(RESULT)
    return sorted(faults, key=lambda one: (one.table in tables and tables.index(one.table), one.row or 0))


@dataclass(frozen=True)
class _Line:
    """One row as written, with the faults it adds to."""

    table: DraftTable
    draft: Draft
    faults: Faults

    @property
    def values(self) -> Mapping[str, Any]:
        """What could be understood, by column."""
        return self.draft.values

    def add(self, kind: FaultKind, column: str | None, found: str | None = None, **values: object) -> None:
        """Say a fault of the row; the value found is the whole cell unless told."""
        self.faults.add(self.table.fault(kind, self.draft, column, found, **values))


class _Reader:
    """Turns rows into what they mean, and says where they mean nothing."""

    def __init__(self, case: Case, known: KnownRules | None) -> None:
        self.case = case
        self.known = known
        self.facts = Facts({}, None)  # finds what a wrong id is like
        employed = (employee.unit for employee in case.everyone.values())
        given = (row.unit_id for row in case.tables.units)
        self.units = frozenset((*employed, *given, *case.units_of.values()))

    # -- the roster -------------------------------------------------------------------------------

    def duties(self, lines: Iterable[_Line]) -> Mapping[EmployeeId, tuple[Duty, ...]]:
        """Who works what."""
        found: dict[EmployeeId, list[Duty]] = {}
        seen: dict[tuple[Any, ...], int] = {}
        for line in lines:
            _check_repeated(line, seen)
            who = self._known(line, "employee_id", self.case.everyone)
            shift = self._shift(line)
            place = self._place(line, shift.type) if shift else None
            if who is not None and shift is not None and place is not None:
                unit, group = self._at_home(who, *place)
                origin = Origin(line.values.get("origin") or Origin.HAND)
                duty = Duty(shift, unit, group, origin, self._pause(line, shift))
                found.setdefault(who, []).append(duty)
        return {who: row_in_order(row) for who, row in found.items()}

    def _shift(self, line: _Line) -> Shift | None:
        """The shift that a row names; none for `-` or where a fault has been said."""
        day = self._day(line)
        if line.values.get("shift_code") == FREE:
            return None
        code = self._known(line, "shift_code", self.case.shift_types)
        if code is None or day is None:
            return None
        shift = self.case.shift(day, code)
        for column, at in (("start", shift.type.start), ("end", shift.type.end)):
            if column in line.values and line.values[column] % DAY != at % DAY:
                line.add(result_faults.TIME_DIFFERS, column, code=code, times=_times(shift.type))
        return shift

    def _day(self, line: _Line) -> int | None:
        on = line.values.get("date")
        day = None if on is None else self.case.clock.day(on)
        if day is None or day in self.case.days:
            return day
        first, last = (self.case.clock.date(edge) for edge in (0, len(self.case.days) - 1))
        line.add(fault.DATE_OUTSIDE_PERIOD, "date", first=first, last=last)
        return None

    def _place(self, line: _Line, kind: ShiftType) -> tuple[UnitId | None, GroupId | None] | None:
        """Where the row and the shift's type say it is; `None` where they, or the row itself, disagree."""
        unit = self._known(line, "unit_id", self.units)
        group = self._known(line, "group_id", self.case.units_of)
        for column, said, own in (("unit_id", unit, kind.unit), ("group_id", group, kind.group)):
            if said is not None and own is not None and said != own:
                line.add(result_faults.PLACE_DIFFERS, column, code=kind.code, place=own)
                return None
        unit, group = unit or kind.unit, group or kind.group
        other = self.case.units_of.get(group) if group else None
        if unit and other and other != unit:
            line.add(fault.GROUP_OF_OTHER_UNIT, "group_id", other=other, unit=unit)
            return None
        return unit or other, group

    def _at_home(self, who: EmployeeId, unit: UnitId | None, group: GroupId | None) -> tuple[UnitId, GroupId | None]:
        """The place, what is left open filled in with where the person belongs."""
        employee = self.case.everyone[who]
        home = None if self.case.is_home_care else employee.home
        if group is None and home is not None and unit in (None, self.case.units_of.get(home)):
            group = home
        return unit or (self.case.units_of.get(group) if group else None) or employee.unit, group

    def _pause(self, line: _Line, shift: Shift) -> Instant | None:
        minute = line.values.get("break_start")
        if minute is None:
            return None
        begin = self.case.clock.at(shift.day, minute if minute >= shift.type.start else minute + DAY)
        if not shift.on_duty(begin, begin + shift.type.pause):
            kind = result_faults.BREAK_OUTSIDE_SHIFT
            line.add(kind, "break_start", code=shift.code, times=_times(shift.type))
        return begin

    # -- the visit plan ---------------------------------------------------------------------------

    def meetings(self, lines: Iterable[_Line]) -> Mapping[VisitId, Meeting]:
        """Who meets whom, and when; visits without a carer are not made."""
        found: dict[VisitId, Meeting] = {}
        seen: dict[VisitId, int] = {}
        for line in lines:
            name = self._visit(line)
            carers = tuple(self._carers(line))
            if name is None:
                continue
            first = seen.setdefault(name, line.draft.number)
            if first != line.draft.number:
                line.add(fault.DUPLICATE_KEY, "visit_id", other=first)
            elif carers and "start" in line.values:
                start = self.case.clock.at(self.case.visits[name].day, line.values["start"])
                found[name] = Meeting(start, carers)
            elif carers and "start" not in line.draft.found:
                line.add(result_faults.VISIT_WITHOUT_START, "employees", said=", ".join(carers))
        return found

    def _visit(self, line: _Line) -> VisitId | None:
        name: VisitId | None = line.values.get("visit_id")
        if name is None or name in self.case.visits:
            return name
        line.add(result_faults.UNKNOWN_VISIT, "visit_id", like=self.facts.like(name, self.case.visits))
        return None

    def _carers(self, line: _Line) -> Iterator[EmployeeId]:
        seen: set[EmployeeId] = set()
        for who in line.values.get("employees", ()):
            if who not in self.case.everyone:
                self._unknown(line, "employees", who, self.case.everyone)
            elif who in seen:
                line.add(result_faults.EMPLOYEE_TWICE, "employees", who)
            else:
                seen.add(who)
                yield who

    # -- identities -------------------------------------------------------------------------------

    def waivers(self, lines: Iterable[_Line]) -> Iterator[Waiver]:
        """What is waived; a row with a fault is left out, for the fault will be told."""
        for line in lines:
            self._check_dates(line)
            name = line.values.get("rule_id")
            if self.known is not None and name is not None and name not in self.known:
                line.add(fault.UNKNOWN_RULE, "rule_id", like=self.facts.like(name, self.known))
            who = self._known(line, "employee_id", self.case.everyone)
            if who == line.values.get("employee_id") and {"rule_id", "from", "by", "decided", "why"} <= {*line.values}:
                yield Waiver.of(WaiverRow.model_validate(line.values), self.case.clock)

    def _check_dates(self, line: _Line) -> None:
        clock, days = self.case.clock, self.case.days
        first, last = line.values.get("from"), line.values.get("to")
        for column, on in (("from", first), ("to", last)):
            if on is not None and clock.day(on) not in days:
                line.add(fault.DATE_OUTSIDE_PERIOD, column, first=clock.date(0), last=clock.date(len(days) - 1))
        if first is not None and last is not None and last < first:
            line.add(fault.END_BEFORE_START, "to", earlier=line.draft.found["from"], start="from")

    def _known(self, line: _Line, column: str, known: Collection[Name]) -> Name | None:
        """The id in a cell, if it is one of those known."""
        named: Name | None = line.values.get(column)
        if named is None or named in known:
            return named
        self._unknown(line, column, named, known)
        return None

    def _unknown(self, line: _Line, column: str, named: str, known: Collection[str]) -> None:
        kind = fault.UNKNOWN["+".join(line.table.table.columns[column].refers)]
        line.add(kind, column, named, like=self.facts.like(named, known))


def _check_repeated(line: _Line, seen: dict[tuple[Any, ...], int]) -> None:
    """The very same shift twice is a slip; another shift on the same date may be meant."""
    key = tuple(line.values.get(column) for column in ("employee_id", "date", "shift_code"))
    first = line.draft.number if None in key else seen.setdefault(key, line.draft.number)
    if first != line.draft.number:
        line.add(fault.DUPLICATE_ROW, None, other=first)


def _times(kind: ShiftType) -> str:
    return f"{clock_text(kind.start)}–{clock_text(kind.end)}"
