"""A roster as it lives elsewhere: a grid with names down, dates across and shift codes in the cells.

It becomes rows of the table `roster`, each with the sheet and the cell that it stands in, and a short list of what was
understood how. Rows without a known name are never dropped silently: headings, sums, and what lies below a row with
the word Förklaring or Legend are told; anything else is a fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.case.case import Case
from scheduler.errors import Fault
from scheduler.files import grid_faults
from scheduler.files.about import folded
from scheduler.files.cells import MisreadError
from scheduler.files.drafts import Draft, DraftTable, Faults
from scheduler.files.faults import DATE_OUTSIDE_PERIOD, FaultKind
from scheduler.files.grid_heads import Heads, days_among, heads_of, weekday_of
from scheduler.files.grid_words import Words, Worked
from scheduler.files.result_tables import ROSTER
from scheduler.files.schema import table_called
from scheduler.files.tables import WORKBOOKS, Cells, Sheet, every_sheet, header_of
from scheduler.ids import EmployeeId
from scheduler.text import WEEKDAYS, Language, Text

DAYS = Text(
    sv="{sheet}: dagarna står på rad {row}, {first} till {last} i kolumn {begin}–{end}; namnen i kolumn {names}.",
    en="{sheet}: the days stand in row {row}, {first} to {last} in columns {begin}–{end}; the names in column {names}.",
)
BY_WEEKDAY = Text(
    sv="{sheet}: inga datum; veckodagarna på rad {row} är lästa som periodens dagar i ordning.",
    en="{sheet}: no dates; the weekdays in row {row} are read as the period's days in order.",
)
COUNTED = Text(
    sv="{sheet}: {people} personer och {shifts} pass är lästa.",
    en="{sheet}: {people} people and {shifts} shifts have been read.",
)
MEANT = Text(sv="{sheet}: {word} är läst som {meant}.", en="{sheet}: {word} is read as {meant}.")
FREE_WORDS = Text(
    sv="{sheet}: läst som ledigt, utöver tomma celler: {free}.",
    en="{sheet}: read as free, beside empty cells: {free}.",
)
ABSENT_HERE = Text(
    sv="{sheet}: frånvaro som underlaget inte har är läst som ledigt: {cells}.",
    en="{sheet}: absence that the case does not have is read as free: {cells}.",
)
AT_HOME = Text(
    sv="{sheet}: {count} pass utan plats är lagda där personen hör hemma i första hand.",
    en="{sheet}: {count} shifts without a place are put where the person belongs first of all.",
)
LEFT_ROWS = Text(
    sv="{sheet}: inte lästa som personer, eftersom där inte står något pass: {rows}.",
    en="{sheet}: not read as people, since no shift stands there: {rows}.",
)
BELOW = Text(
    sv="{sheet}: det som står från rad {row} ({label}) är inte läst.",
    en="{sheet}: what stands from row {row} ({label}) has not been read.",
)
LEFT_COLUMNS = Text(sv="{sheet}: kolumner som inte är lästa: {columns}.", en="{sheet}: columns not read: {columns}.")
LEFT_SHEETS = Text(sv="Blad utan dagar, inte lästa: {sheets}.", en="Sheets without days, not read: {sheets}.")
NO_ROW = Text(
    sv="Utan rad, och därför lediga hela perioden: {people}.",
    en="Without a row, and therefore free all the period: {people}.",
)
NO_COLUMN = Text(
    sv="Utan kolumn, och därför lediga för alla: {days}.",
    en="Without a column, and therefore free for everybody: {days}.",
)
ENDS = frozenset(map(folded, ("förklaring", "förklaringar", "teckenförklaring", "passkoder", "legend", "key")))
_COUNT = re.compile(r"[-+]?\d+(?:[.,:]\d+)?(?:/\d+)?(?:\s*%)?")


@dataclass(frozen=True)
class Understood:
    """Something that a reader took to mean something, in words."""

    words: Text
    values: Mapping[str, Any] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """The sentence."""
        return self.words.in_(language, **self.values)


@dataclass(frozen=True)
class Grid:
    """What a grid came to: rows of the roster, and what was understood how."""

    rows: tuple[tuple[DraftTable, Draft], ...]
    understood: tuple[Understood, ...]


def read_grid(path: Path, case: Case, faults: Faults) -> Grid | None:
    """Read a workbook or a CSV file as a grid, adding to the faults; none where it holds a table, or no grid at all."""
    if path.suffix.lower() not in (*WORKBOOKS, ".csv") or not path.is_file():
        return None
    found: list[Fault] = []
    sheets = every_sheet(path, ROSTER, found, lambda cells: days_among(cells, case))
    if any(_is_table(sheet) for sheet in sheets):
        return None
    heads = [(sheet, days) for sheet in sheets if (days := heads_of(sheet.rows, case))]
    if not heads:
        return None
    for one in found:
        faults.add(one)
    reader = _Reader(case, faults)
    rows = [row for sheet, days in heads for row in reader.read(sheet, days)]
    other = [sheet.name for sheet in sheets if sheet.rows and sheet not in [sheet for sheet, _ in heads]]
    reader.tell_whole(other)
    return Grid(tuple(rows), tuple(reader.understood))


def _is_table(sheet: Sheet) -> bool:
    """Whether a sheet, or a CSV file of whatever name, is the table `roster` with its columns."""
    named = sheet.name.lower().endswith(".csv") or table_called(sheet.name, {ROSTER.name: ROSTER})
    header = header_of(sheet.rows, ROSTER) if named else None
    columns = {name for heading in header[1] for name in ROSTER.columns_of(heading)} if header else set()
    return all(one.name in columns for one in ROSTER.columns.values() if one.required)


class _Cell(NamedTuple):
    """One cell of a sheet."""

    row: int
    place: int  # of its column, from 0
    words: str

    def __str__(self) -> str:
        return f"{_letters(self.place)}{self.row}"


class _Reader:
    """Reads the sheets of one grid; a person may stand in several where the days differ."""

    def __init__(self, case: Case, faults: Faults) -> None:
        self.case = case
        self.faults = faults
        self.understood: list[Understood] = []
        self.rows: dict[tuple[EmployeeId, int], tuple[str, int]] = {}  # where each person's days stand
        self.days: set[int] = set()

    def read(self, sheet: Sheet, heads: Heads) -> Sequence[tuple[DraftTable, Draft]]:
        """The shifts of one sheet."""
        return _Sheet(self, sheet, heads).read()

    def tell(self, words: Text, **values: Any) -> None:
        """Say what was understood."""
        self.understood.append(Understood(words, values))

    def tell_whole(self, other: Sequence[str]) -> None:
        """Say what all sheets together leave out."""
        if other:
            self.tell(LEFT_SHEETS, sheets=", ".join(other))
        named = {who for who, _ in self.rows}
        absent = [f"{one.name} ({who})" for who, one in self.case.everyone.items() if who not in named]
        if absent and not self.faults.kept:
            self.tell(NO_ROW, people=", ".join(absent))
        missing = [str(self.case.clock.date(day)) for day in self.case.days if day not in self.days]
        if missing:
            self.tell(NO_COLUMN, days=", ".join(missing))


class _Sheet:
    """Reads one sheet."""

    def __init__(self, reader: _Reader, sheet: Sheet, heads: Heads) -> None:
        from scheduler.files.sheet_wall import is_wall, short_names, wall_ends

        self.reader = reader
        self.case = reader.case
        self.sheet = sheet
        self.heads = heads
        self.words = Words(self.case, short_names(list(self.case.units_of)))
        self.is_wall = bool(sheet.rows) and is_wall(sheet.rows[0][1][:1], self.case)
        self.ends = ENDS | {folded(words) for words in wall_ends()}
        self.tables = {place: self._table(place) for place in range(max(map(_width, sheet.rows), default=0) + 1)}
        self.days = dict(self._days())
        self.left = [place for place in range(min(heads.columns)) if place not in heads.columns]
        self.names = self._name_columns()
        self.meant: dict[str, str] = {}
        self.free: dict[str, None] = {}
        self.at_home = 0
        self.absent: list[str] = []
        self.left_rows: list[str] = []

    # -- the frame --------------------------------------------------------------------------------

    def _table(self, place: int) -> DraftTable:
        """A table whose faults name one column of the grid."""
        letter = _letters(place)
        return DraftTable(ROSTER, self.sheet.name, dict.fromkeys(ROSTER.columns, letter))

    def _fault(self, kind: FaultKind, cell: _Cell, column: str, value: str | None = None, **values: Any) -> None:
        """Say a fault of a cell; the value found is the whole cell unless told."""
        said = cell.words if value is None else value
        self.reader.faults.add(self.tables[cell.place].fault(kind, Draft(cell.row), column, said, **values))

    def _days(self) -> Iterator[tuple[int, int]]:
        """The columns that are days of the period; whatever is amiss with the others is a fault."""
        seen: dict[int, int] = {}
        first, last = (self.case.clock.date(edge) for edge in (0, len(self.case.days) - 1))
        for place, heading in self.heads.columns.items():
            day = None if heading.on is None else self.case.clock.day(heading.on)
            cell = _Cell(self.heads.row, place, heading.words)
            if day is None:
                self._fault(grid_faults.NO_SUCH_DAY, cell, "date")
            elif day not in self.case.days:
                self._fault(DATE_OUTSIDE_PERIOD, cell, "date", first=first, last=last)
            elif day in seen:
                self._fault(grid_faults.DAY_TWICE, cell, "date", other=_letters(seen[day]))
            else:
                self._check_weekday(cell, heading.on, heading.weekday)
                seen[day] = place
                yield place, day
        self.reader.days.update(seen)

    def _check_weekday(self, cell: _Cell, on: date | None, weekday: int | None) -> None:
        if weekday is not None and on is not None and weekday != on.weekday():
            swedish, english = (WEEKDAYS[one][on.weekday()] for one in (Language.SWEDISH, Language.ENGLISH))
            said = Text(sv=swedish, en=english)
            self._fault(grid_faults.OTHER_WEEKDAY, cell, "date", day=on, weekday=said)

    def _name_columns(self) -> list[int]:
        """The columns left of the days in which most words are people."""
        counts = {place: [0, 0] for place in self.left}
        for number, cells in self.sheet.rows:
            for place in self.left if number > self.heads.row else ():
                if place < len(cells) and cells[place]:
                    counts[place][0] += 1
                    counts[place][1] += bool(self.words.people(cells[place]))
        best = max(self.left, key=lambda place: counts[place][1], default=None)
        return [
            place
            for place in self.left
            if counts[place][1] and (place == best or 2 * counts[place][1] > counts[place][0])
        ]

    # -- rows -------------------------------------------------------------------------------------

    def read(self) -> Sequence[tuple[DraftTable, Draft]]:
        """Every shift, and a word on what was understood."""
        if not self.names:
            cell = _Cell(self.heads.row, 0, "")
            self._fault(grid_faults.NO_PEOPLE, cell, "employee_id", like=self.words.like_person(""))
            return ()
        found: list[tuple[DraftTable, Draft]] = []
        people = 0
        end: tuple[int, str] | None = None
        for number, cells in self.sheet.rows:
            label = next((cells[place] for place in self.left if place < len(cells) and cells[place]), "")
            if folded(label) in self.ends and number > self.heads.row:
                end = number, label
                break
            who = self._person(number, cells) if number > self.heads.row else None
            if who is not None and self._is_first(who, number):
                people += 1
                found.extend(self._row(who, number, cells))
            elif who is None:
                self._other_row(number, cells, label)
        self._tell(people, len(found), end)
        return found

    def _person(self, number: int, cells: Cells) -> EmployeeId | None:
        """Whom a row is about; none where no name of it is known, or where a fault has been said."""
        named = [_Cell(number, place, cells[place]) for place in self.names if place < len(cells) and cells[place]]
        meant = {cell: set(self.words.people(cell.words)) for cell in named if self.words.people(cell.words)}
        if not meant:
            return None
        both = set.intersection(*meant.values())
        if len(both) == 1:
            who = both.pop()
            self._note_name(who, [cell.words for cell in meant])
            return who
        first, *_, last = (*meant, *meant)
        if both:
            self._fault(grid_faults.SAME_NAME, last, "employee_id", ids=", ".join(sorted(both)))
        else:
            self._fault(grid_faults.NAMES_DIFFER, last, "employee_id", other=first.words)
        return None

    def _note_name(self, who: EmployeeId, words: Sequence[str]) -> None:
        name = self.case.everyone[who].name
        for word in words:
            if word not in (who, name):
                self.meant[word] = f"{name} ({who})"

    def _is_first(self, who: EmployeeId, number: int) -> bool:
        """Whether the person has no row yet for any of the sheet's days; otherwise it is a fault."""
        days = [(who, day) for day in self.days.values()]
        before = next((self.reader.rows[key] for key in days if key in self.reader.rows), None)
        if before is not None:
            sheet, row = before
            cell = _Cell(number, self.names[0], self.case.everyone[who].name)
            self._fault(grid_faults.PERSON_TWICE, cell, "employee_id", sheet_before=sheet, other=row)
            return False
        self.reader.rows.update(dict.fromkeys(days, (self.sheet.name, number)))
        return True

    def _other_row(self, number: int, cells: Cells, label: str) -> None:
        """A row that is about nobody known: told, or a fault where shifts stand in it."""
        filled = {place: cells[place] for place in self.days if place < len(cells) and cells[place]}
        weekdays = {place: weekday_of(words) for place, words in filled.items()}
        if filled and all(weekday is not None for weekday in weekdays.values()) and not self._names_anybody(cells):
            for place, weekday in weekdays.items():
                self._check_weekday(_Cell(number, place, filled[place]), self.heads.columns[place].on, weekday)
            return
        if number <= self.heads.row or self._names_anybody(cells):
            return  # a title, or a fault has been said
        headings = self.heads.columns
        if filled and all(words == headings[place].words for place, words in filled.items()):
            return  # the headings again, as on every page
        if not any(self._may_be_shift(words) for words in filled.values()):
            if label or filled:
                self.left_rows.append(f"{number} ({label})" if label else str(number))
        elif label:
            cell = _Cell(number, cells.index(label), label)
            self._fault(grid_faults.UNKNOWN_NAME, cell, "employee_id", like=self.words.like_person(label))
        else:
            place, words = next(iter(filled.items()))
            self._fault(grid_faults.NO_NAME, _Cell(number, place, words), "employee_id")

    def _names_anybody(self, cells: Cells) -> bool:
        return any(place < len(cells) and cells[place] and self.words.people(cells[place]) for place in self.names)

    def _may_be_shift(self, words: str) -> bool:
        """Whether a cell may tell a shift; a free day or a count does not, unless the count is a code."""
        try:
            return bool(self.words.worked(words))
        except MisreadError:
            return _COUNT.fullmatch(words.strip()) is None

    # -- cells ------------------------------------------------------------------------------------

    def _row(self, who: EmployeeId, number: int, cells: Cells) -> Iterator[tuple[DraftTable, Draft]]:
        """One person's shifts."""
        for place, day in self.days.items():
            cell = _Cell(number, place, cells[place] if place < len(cells) else "")
            try:
                worked = self.words.worked(cell.words)
            except MisreadError as error:
                self._fault(error.kind, cell, "shift_code", error.value, **error.values)
                continue
            if not worked and cell.words:
                self._note_free(who, day, cell)
            for one in worked:
                if len(worked) == 1 and one.place is None and cell.words.removesuffix("!") != one.code:
                    self.meant[cell.words] = one.code
                where = self._where(who, one, cell)
                if where is not None:
                    values = {"employee_id": who, "date": self.case.clock.date(day), "shift_code": one.code, **where}
                    yield self.tables[place], Draft(number, dict.fromkeys(values, cell.words), values)

    def _note_free(self, who: EmployeeId, day: int, cell: _Cell) -> None:
        self.free[cell.words] = None
        if self.words.is_absent(cell.words) and day not in self.case.everyone[who].absent:
            self.absent.append(f"{cell} ({cell.words})")

    def _where(self, who: EmployeeId, one: Worked, cell: _Cell) -> dict[str, str] | None:
        """The place told; nothing where it follows from the shift's type or the person; a fault where it is open."""
        kind, employee = self.case.shift_types[one.code], self.case.everyone[who]
        if one.place is not None:
            told = {"unit_id": one.place.unit, "group_id": one.place.group}
            return {column: place for column, place in told.items() if place is not None}
        if kind.group or self.case.is_home_care:
            return {}
        mine = [group for group in employee.groups if kind.unit in (None, self.case.units_of.get(group))]
        if len(mine) > 1 and not self.is_wall:
            like, places = f"{one.code}/{mine[0]}", ", ".join(mine)
            self._fault(grid_faults.AMBIGUOUS_PLACE, cell, "group_id", who=employee.name, places=places, like=like)
            return None
        self.at_home += 1
        return {}

    # -- what was understood ----------------------------------------------------------------------

    def _tell(self, people: int, shifts: int, end: tuple[int, str] | None) -> None:
        """The short list of this sheet."""
        name, tell = self.sheet.name, self.reader.tell
        if self.days:
            dates = sorted((day, place) for place, day in self.days.items())
            first, last = (self.case.clock.date(dates[edge][0]) for edge in (0, -1))
            begin, until = (_letters(dates[edge][1]) for edge in (0, -1))
            names = ", ".join(map(_letters, self.names))
            tell(DAYS, sheet=name, row=self.heads.row, first=first, last=last, begin=begin, end=until, names=names)
        if self.heads.by_weekday:
            tell(BY_WEEKDAY, sheet=name, row=self.heads.row)
        tell(COUNTED, sheet=name, people=people, shifts=shifts)
        for word, meant in self.meant.items():
            tell(MEANT, sheet=name, word=" ".join(word.split()), meant=meant)
        if self.free:
            tell(FREE_WORDS, sheet=name, free=", ".join(self.free))
        if self.absent:
            tell(ABSENT_HERE, sheet=name, cells=", ".join(self.absent))
        if self.at_home and not self.case.is_home_care:
            tell(AT_HOME, sheet=name, count=self.at_home)
        if self.left_rows:
            tell(LEFT_ROWS, sheet=name, rows=", ".join(self.left_rows))
        if end is not None:
            tell(BELOW, sheet=name, row=end[0], label=end[1])
        columns = list(self._left_columns(end))
        if columns:
            tell(LEFT_COLUMNS, sheet=name, columns=", ".join(columns))

    def _left_columns(self, end: tuple[int, str] | None) -> Iterator[str]:
        """The columns that hold something beside the people's rows but are neither names nor days."""
        headings = dict(self.sheet.rows)[self.heads.row]
        used: set[int] = set()
        for number, cells in self.sheet.rows:
            if self.heads.row <= number < (end[0] if end else number + 1):
                used.update(place for place, words in enumerate(cells) if words)
        for place in sorted(used - {*self.heads.columns} - {*self.names}):
            heading = headings[place] if place < len(headings) else ""
            yield f"{_letters(place)} ({' '.join(heading.split())})" if heading else _letters(place)


def _width(row: tuple[int, Cells]) -> int:
    return len(row[1])


def _letters(place: int) -> str:
    """A column as a workbook calls it; the first is A."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
