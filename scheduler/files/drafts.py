"""Drafts: the rows of a sheet with their cells understood one by one, before the case is judged as a whole.

A draft keeps what could be read although some of its cells could not, so that one fault does not hide, or
cause, another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.cells import MisreadError, check_text, read_cell
from scheduler.files.faults import FaultKind
from scheduler.files.schema import Column, Table
from scheduler.files.tables import Cells, Sheet, header_of

MANY = 1000  # faults shown; a wrong column of a long table says no more with all of them


@dataclass(slots=True)
class Draft:
    """One row: the words found and the values understood, by column."""

    number: int
    found: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str | None] = field(default_factory=dict)


@dataclass
class DraftTable:
    """A table as read so far."""

    table: Table
    sheet: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)  # as found, by column
    drafts: list[Draft] = field(default_factory=list)
    given: bool = True  # otherwise it is not in the case
    readable: bool = True  # otherwise a fault has said why

    @property
    def name(self) -> str:
        """The table's own name."""
        return self.table.name

    def fault(
        self,
        kind: FaultKind,
        draft: Draft,
        column: str | None = None,
        value: str | None = None,
        **values: Any,
    ) -> Fault:
        """A fault in a row; the value found is the whole cell unless told."""
        if value is None and column is not None:
            value = draft.found.get(column)
        return kind.at(self.name, draft.number, column, value, **values, **self.place(column))

    def place(self, column: str | None) -> dict[str, str]:
        """The sheet's and the heading's own names, where they are not those of the format."""
        heading = self.headings.get(column, column) if column else None
        place = {"sheet": self.sheet} if self.sheet.removesuffix(".csv") != self.name else {}
        return place | ({"heading": heading} if heading and heading != column else {})

    def values(self, column: str) -> Iterator[Any]:
        """Every value of a column that could be read."""
        return (draft.values[column] for draft in self.drafts if column in draft.values)


@dataclass
class Faults:
    """The faults and warnings of a case as they are found; only so many are kept."""

    kept: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, one: Fault) -> None:
        """Keep a fault or a warning."""
        among = self.warnings if one.warning else self.kept
        if len(among) < MANY:
            among.append(one)
        elif not one.warning:
            self.more += 1


def draft_table(sheet: Sheet, faults: Faults) -> DraftTable:
    """The sheet's rows as drafts, with every fault of headings and cells."""
    table = DraftTable(sheet.table, sheet.name, readable=sheet.readable)
    if not sheet.rows:
        return table
    header = header_of(sheet.rows, sheet.table)
    if header is None:
        table.readable = False
        needed = ", ".join(column.name for column in sheet.table.columns.values() if column.required)
        faults.add(fault.NO_HEADER.at(table.name, sheet.rows[0][0], columns=needed, **table.place(None)))
        return table
    _Header(table, header[0], faults).read(header[1], sheet.rows)
    return table


class _Header:
    """Knows which column each cell of a row belongs to."""

    def __init__(self, table: DraftTable, number: int, faults: Faults) -> None:
        self.table = table
        self.number = number
        self.faults = faults
        self.columns: dict[int, tuple[Column, ...]] = {}
        self.extra: dict[int, str] = {}

    def read(self, headings: Cells, rows: Sequence[tuple[int, Cells]]) -> None:
        """Make a draft of every row below the headings, which may be repeated on every page."""
        self._understand(headings)
        for number, cells in rows:
            if number < self.number and sum(map(bool, cells)) > 1:
                self.faults.add(fault.ROW_ABOVE_HEADINGS.at(self.table.name, number, **self.table.place(None)))
            elif number > self.number and cells != headings:
                self.table.drafts.append(self._draft(number, cells, len(headings)))

    def _understand(self, headings: Cells) -> None:
        """Find each heading's columns; its own name goes before another heading that may mean it too."""
        table = self.table.table
        found: dict[str, str] = {}
        for index, heading in sorted(enumerate(headings), key=lambda item: item[1] not in table.columns):
            names = table.columns_of(heading)
            taken = heading in self.extra.values() or any(name in found for name in names)
            if heading and taken:
                self._add(fault.DUPLICATE_COLUMN, heading, heading)
            elif names:
                self.columns[index] = tuple(table.columns[name] for name in names)
                found |= dict.fromkeys(names, heading)
            elif heading:
                self.extra[index] = heading
        self.table.headings = found
        self._say_unknown_and_missing(found)

    def _say_unknown_and_missing(self, found: Mapping[str, str]) -> None:
        self.extra = dict(sorted(self.extra.items()))
        for heading in self.extra.values():
            self._add(fault.UNKNOWN_COLUMN, heading, heading)
        unknown = ", ".join(self.extra.values()) or "–"
        for column in self.table.table.columns.values():
            if column.required and column.name not in found:
                self._add(fault.MISSING_COLUMN, column.name, None, unknown=unknown)

    def _add(self, kind: FaultKind, column: str, value: str | None, **values: Any) -> None:
        self.faults.add(kind.at(self.table.name, self.number, column, value, **values, **self.table.place(None)))

    def _draft(self, number: int, cells: Cells, width: int) -> Draft:
        draft = Draft(number, extra=dict.fromkeys(self.extra.values()))
        if len(cells) > width and self.table.sheet.lower().endswith(".csv"):
            self.faults.add(self.table.fault(fault.MORE_CELLS_THAN_HEADINGS, draft))
            cells = cells[:width]
        for index, words in enumerate(cells):
            columns = self.columns.get(index, ())
            if words and len(columns) == 1:
                self._cell(draft, columns[0], words)
            elif words and columns:
                self._joined(draft, columns, words)
            elif words:
                self._extra(draft, index, words)
        self._say_empty(draft)
        return draft

    def _cell(self, draft: Draft, column: Column, words: str) -> None:
        draft.found[column.name] = words
        try:
            draft.values[column.name] = read_cell(words, column)
        except MisreadError as error:
            self._misread(draft, column.name, error)

    def _joined(self, draft: Draft, columns: tuple[Column, ...], words: str) -> None:
        """`07:00–16:00` in one cell, in place of two."""
        parts = words.replace("–", "-").replace("—", "-").split("-")
        draft.found |= dict.fromkeys((column.name for column in columns), words)
        if len(parts) != len(columns):
            self._misread(draft, columns[0].name, MisreadError(fault.NOT_TWO_TIMES, words))
            return
        for column, part in zip(columns, parts, strict=True):
            try:
                draft.values[column.name] = read_cell(part.strip(), column)
            except MisreadError as error:
                self._misread(draft, column.name, MisreadError(error.kind, words, **error.values))

    def _extra(self, draft: Draft, index: int, words: str) -> None:
        heading = self.extra.get(index)
        if heading is None:
            self.faults.add(self.table.fault(fault.CELL_WITHOUT_HEADING, draft, None, words))
            return
        try:
            check_text(words)
            draft.extra[heading] = words
        except MisreadError as error:
            self._misread(draft, heading, error)

    def _misread(self, draft: Draft, column: str, error: MisreadError) -> None:
        self.faults.add(self.table.fault(error.kind, draft, column, error.value, **error.values))

    def _say_empty(self, draft: Draft) -> None:
        for name in self.table.headings:
            column = self.table.table.columns[name]
            if column.required and name not in draft.found:
                self.faults.add(self.table.fault(fault.EMPTY_CELL, draft, name, None, means=column.means))
