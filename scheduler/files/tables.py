"""Sheets as found: the rows of a folder's CSV files or of a workbook, every cell as plain words.

Nothing is understood here beyond the tables' names and headings. A blank row is left out, every other row
keeps its number. What is read is bounded, whatever the file claims, and what cannot be read becomes a fault.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile, ZipFile

from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.about import HELP, folded
from scheduler.files.cells import UNCOMPUTED
from scheduler.files.json_tables import JSON, JsonTable, read_json
from scheduler.files.schema import CASE, Table, table_called

if TYPE_CHECKING:
    from openpyxl import Workbook

MEGABYTE = 1_000_000
LARGEST_CSV = 8  # megabytes of one file
LARGEST_JSON = 32
LARGEST_WORKBOOK = 64  # megabytes, unpacked
MOST_ROWS = 100_000  # of one table, blank ones apart
MOST_COLUMNS = 200
MOST_CELLS = 20_000_000  # looked at in one sheet, blank ones included
LAST_ROW = 1_048_576  # of any workbook
HEADER_WITHIN = 30  # rows in which a header is looked for
WORKBOOKS = (".xlsx", ".xlsm")
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # how an .xls begins, and an .xlsx with a password

Cells = tuple[str, ...]
Tells = Callable[[Sequence[Cells]], int]
"""How much the first rows of a file tell, cut by one separator or another."""


@dataclass(frozen=True)
class Sheet:
    """The rows of one table as found, by number."""

    table: Table
    name: str  # of the file or sheet
    rows: tuple[tuple[int, Cells], ...]
    readable: bool = True  # otherwise a fault has said why


class _UnreadableError(Exception):
    """A sheet that cannot be read to its end."""

    def __init__(self, kind: fault.FaultKind, row: int | None = None, **values: Any) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.row = row
        self.values = values


def read_sheets(path: Path, faults: list[Fault], among: Mapping[str, Table] = CASE) -> list[Sheet]:
    """Every table of a kind that a folder, a workbook or a JSON file holds; what is amiss is added to the faults."""
    try:
        if path.is_dir():
            return _unique(_folder(path, faults, among), faults)
        if path.suffix.lower() in WORKBOOKS and path.is_file():
            return _unique(_workbook(path, faults, lambda: _opened(path, faults, among)), faults)
        if path.suffix.lower() == JSON and path.is_file():
            return _unique(_json(path, faults, among), faults)
        kind = fault.NOT_A_WORKBOOK if path.exists() else fault.NO_SUCH_PATH
        faults.append(kind.at(path.name, value=str(path)))
    except (OSError, ValueError) as error:  # a ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or type(error).__name__
        faults.append(fault.CANNOT_READ.at(path.name, value=str(path), reason=reason))
    return []


def read_csv(file: Path, table: Table, faults: list[Fault]) -> Sheet:
    """One CSV file, read as that table; what is amiss is added to the faults."""
    try:
        return _sheet(table, file.name, _csv_rows(file, _headings(table)), faults)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(fault.CANNOT_READ.at(table.name, value=str(file), reason=reason))
        return Sheet(table, file.name, (), readable=False)


def every_sheet(file: Path, table: Table, faults: list[Fault], tells: Callable[[Cells], int]) -> list[Sheet]:
    """Every sheet of a workbook, or a CSV file, whatever it is called, as if it were the table.

    The separator of a CSV file is the one that lets a row tell the most.
    """

    def opened() -> Iterator[Sheet]:
        for name, rows in _book_rows(file):
            yield _sheet(table, name, rows, faults)

    try:
        if file.suffix.lower() in WORKBOOKS:
            return _workbook(file, faults, opened)
        return [_sheet(table, file.name, _csv_rows(file, lambda rows: max(map(tells, rows), default=0)), faults)]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(fault.CANNOT_READ.at(table.name, value=str(file), reason=reason))
    return []


def header_of(rows: Iterable[tuple[int, Cells]], table: Table) -> tuple[int, Cells] | None:
    """The row with the most known headings, the first of several; titles may stand above it."""
    best: tuple[int, Cells] | None = None
    most = 0
    for number, cells in islice(rows, HEADER_WITHIN):
        known = sum(1 for cell in cells if table.columns_of(cell))
        if known > most:
            best, most = (number, cells), known
    return best


def _unique(sheets: Iterable[Sheet], faults: list[Fault]) -> list[Sheet]:
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        name = sheet.table.name
        if name in found:
            faults.append(fault.DUPLICATE_TABLE.at(name, value=sheet.name, other=found[name].name))
        found.setdefault(name, sheet)
    return list(found.values())


def _named(name: str, faults: list[Fault], among: Mapping[str, Table]) -> Table | None:
    """The table that a file or sheet is, if any."""
    known = table_called(name, among)
    if known is None:
        faults.append(fault.UNKNOWN_TABLE.at(name, value=name, known=", ".join(among)))
    return among[known] if known else None


def _sheet(table: Table, name: str, rows: Iterator[tuple[int, Cells]], faults: list[Fault]) -> Sheet:
    """The sheet with all its rows, or none and a fault."""
    try:
        return Sheet(table, name, tuple(_bounded(rows)))
    except _UnreadableError as error:
        faults.append(error.kind.at(table.name, error.row, value=name, **error.values))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(fault.CANNOT_READ.at(table.name, value=name, reason=reason))
    return Sheet(table, name, (), readable=False)


def _bounded(rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """The rows that are not blank, as long as they are neither too many nor too wide."""
    count = 0
    for number, cells in rows:
        tidy = tuple(_tidy(cell) if cell else "" for cell in cells)
        if not any(tidy):
            continue
        count += 1
        if count > MOST_ROWS:
            raise _UnreadableError(fault.TOO_MANY_ROWS, number, most=MOST_ROWS)
        if len(tidy) > MOST_COLUMNS:
            raise _UnreadableError(fault.TOO_MANY_COLUMNS, number, most=MOST_COLUMNS)
        yield number, tidy


def _tidy(words: str) -> str:
    words = words.strip().strip("\ufeff\u200b")
    return words.replace("\r\n", "\n").replace("\r", "\n") if "\r" in words else words


# -- a folder of CSV files ------------------------------------------------------------------------


def _folder(path: Path, faults: list[Fault], among: Mapping[str, Table]) -> Iterator[Sheet]:
    for file in sorted(path.iterdir()):
        if file.name.startswith((".", "~")) or not file.is_file():
            continue
        if file.suffix.lower() == ".csv":
            table = _named(file.stem, faults, among)
            if table:
                yield _sheet(table, file.name, _csv_rows(file, _headings(table)), faults)
        elif table_called(file.stem, among):  # a table in some other form
            _named(file.name, faults, among)


def _csv_rows(file: Path, tells: Tells) -> Iterator[tuple[int, Cells]]:
    if file.stat().st_size > LARGEST_CSV * MEGABYTE:
        raise _UnreadableError(fault.TOO_LARGE, most=LARGEST_CSV)
    text = _decoded(file.read_bytes())
    number = 0
    try:
        for number, cells in enumerate(_records(text, _separator(text, tells)), 1):
            if number > LAST_ROW:
                raise _UnreadableError(fault.TOO_MANY_ROWS, number, most=MOST_ROWS)
            if cells:
                yield number, tuple(cells)
    except csv.Error:
        raise _UnreadableError(fault.BROKEN_QUOTES, number + 1) from None


def _decoded(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or as Windows in Sweden writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = () if b"\0" in data else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _UnreadableError(fault.NOT_TEXT)


def _headings(table: Table) -> Tells:
    """How many known headings the first rows of a file have, in the row that has the most."""

    def count(rows: Sequence[Cells]) -> int:
        header = header_of(enumerate(rows, 1), table)
        return sum(1 for cell in header[1] if table.columns_of(cell)) if header else 0

    return count


def _separator(text: str, tells: Tells) -> str:
    """The separator with which the first rows tell the most."""

    def told(separator: str) -> int:
        try:
            return tells([tuple(cells) for cells in islice(_records(text, separator), HEADER_WITHIN)])
        except (csv.Error, _UnreadableError):
            return 0

    return max(",;\t", key=told)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True), 1):
        if len(cells) > MOST_COLUMNS:
            raise _UnreadableError(fault.TOO_MANY_COLUMNS, number, most=MOST_COLUMNS)
        yield cells


# -- a JSON file ----------------------------------------------------------------------------------


def _json(path: Path, faults: list[Fault], among: Mapping[str, Table]) -> Iterator[Sheet]:
    """Every table of a JSON file; its headings stand in row 0."""
    try:
        if path.stat().st_size > LARGEST_JSON * MEGABYTE:
            raise _UnreadableError(fault.TOO_LARGE, most=LARGEST_JSON)
        tables = read_json(_decoded(path.read_bytes()), path.name, faults)
    except _UnreadableError as error:
        faults.append(error.kind.at(path.name, value=path.name, **error.values))
        return
    for one in tables:
        table = _named(one.name, faults, among)
        if table:
            yield _sheet(table, table.name, _json_rows(one), faults)


def _json_rows(table: JsonTable) -> Iterator[tuple[int, Cells]]:
    headings = table.headings
    if len(headings) > MOST_COLUMNS:
        raise _UnreadableError(fault.TOO_MANY_COLUMNS, most=MOST_COLUMNS)
    yield 0, headings
    for number, row in enumerate(table.rows, 1):
        yield number, tuple(row.get(heading, "") for heading in headings)


# -- a workbook -----------------------------------------------------------------------------------


def _workbook(path: Path, faults: list[Fault], opened: Callable[[], Iterator[Sheet]]) -> list[Sheet]:
    """All sheets of a workbook, or none and a fault."""
    with path.open("rb") as file:
        start = file.read(8)
    kind, values = fault.DAMAGED_WORKBOOK, {}
    try:
        if not start.startswith(OLD_OR_LOCKED):
            return list(opened())
        kind = fault.LOCKED_WORKBOOK
    except _UnreadableError as error:
        kind, values = error.kind, error.values
    except Exception:  # whatever a damaged archive makes of the libraries that open it
        pass
    faults.append(kind.at(path.name, value=path.name, **values))
    return []


def _opened(path: Path, faults: list[Fault], among: Mapping[str, Table]) -> Iterator[Sheet]:
    for name, rows in _book_rows(path):
        yield from _known_sheet(name, rows, faults, among)


def _book_rows(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """Every sheet's name and rows, to be read before the next is asked for."""
    from openpyxl import load_workbook

    width, calculates = _survey(path)
    with catch_warnings(), ExitStack() as opened:
        simplefilter("ignore")  # of features of Excel that do not concern us
        book = opened.enter_context(closing(load_workbook(path, read_only=True, data_only=True)))
        formulas = opened.enter_context(closing(load_workbook(path, read_only=True))) if calculates else None
        for name in [sheet.title for sheet in book.worksheets]:
            rows = _sheet_rows(book, name, width)
            if formulas:
                rows = _with_uncomputed(rows, _formula_cells(formulas, name, width))
            yield name, rows


def _known_sheet(
    name: str, rows: Iterator[tuple[int, Cells]], faults: list[Fault], among: Mapping[str, Table]
) -> Iterator[Sheet]:
    if folded(name) in map(folded, (HELP.sv, HELP.en)):
        return
    if table_called(name, among) is None and not any(any(cells) for _, cells in rows):
        return  # an empty sheet of no table says nothing
    table = _named(name, faults, among)
    if table:
        yield _sheet(table, name, rows, faults)


def _survey(path: Path) -> tuple[int, bool]:
    """How many columns the widest sheet has, and whether any cell holds a formula."""
    with ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST_WORKBOOK * MEGABYTE:
            raise _UnreadableError(fault.TOO_LARGE, most=LARGEST_WORKBOOK)
        columns: set[bytes] = set()
        calculates = False
        for part in parts:
            text = archive.read(part) if part.filename.endswith((".xml", ".rels")) else b""
            if b"<!DOCTYPE" in text:  # never in an honest workbook
                raise BadZipFile(part.filename)
            if part.filename.startswith("xl/worksheets/"):
                columns.update(re.findall(rb'\br="([A-Z]{1,3})[0-9]', text))
                calculates = calculates or re.search(rb"<(?:\w+:)?f[ />]", text) is not None
    return max((_column_number(letters) for letters in columns), default=MOST_COLUMNS + 1), calculates


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_cells(book: "Workbook", name: str, width: int) -> Iterator[tuple[int, Sequence[Any]]]:
    """The cells of a sheet by row number, whatever size it says it has."""
    sheet = book[name]
    sheet.reset_dimensions()
    seen, before = 0, None
    for number, cells in enumerate(sheet.iter_rows(max_col=width), 1):
        if number > LAST_ROW or seen > MOST_CELLS:
            raise _UnreadableError(fault.TOO_MANY_ROWS, number, most=MOST_ROWS)
        if cells is not before:  # a run of missing rows is one and the same empty row
            seen += width
            yield number, cells
        before = cells


def _sheet_rows(book: "Workbook", name: str, width: int) -> Iterator[tuple[int, Cells]]:
    """The words of a sheet by row number, up to the last cell of each row that says anything."""
    for number, cells in _sheet_cells(book, name, width):
        words = ["" if cell.value is None else _words(cell) for cell in cells]
        while words and not words[-1].strip():
            words.pop()
        yield number, tuple(words)


def _formula_cells(book: "Workbook", name: str, width: int) -> frozenset[tuple[int, int]]:
    return frozenset(
        (number, index)
        for number, cells in _sheet_cells(book, name, width)
        for index, cell in enumerate(cells)
        if cell.data_type == "f"
    )


def _with_uncomputed(
    rows: Iterator[tuple[int, Cells]], formulas: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, Cells]]:
    """The rows with a mark in every cell whose formula has left no value."""
    columns: dict[int, list[int]] = {}
    for number, index in formulas:
        columns.setdefault(number, []).append(index)
    for number, cells in rows:
        words = list(cells) + [""] * (max(columns.get(number, [-1])) + 1 - len(cells))
        for index in columns.get(number, ()):
            words[index] = words[index] or UNCOMPUTED
        yield number, tuple(words)


def _words(cell: Any) -> str:
    """What a cell of a workbook says, as the format writes it."""
    match cell.value:
        case str(words):
            return words
        case bool(truth):
            return str(truth).upper()
        case int() | float() as number:
            return _number_words(number, cell.number_format)
        case datetime() as moment:
            whole = moment.time() == time.min
            return moment.date().isoformat() if whole else moment.isoformat(" ", "minutes")
        case date() as day:
            return day.isoformat()
        case time() as clock:
            return clock.isoformat("seconds" if clock.second else "minutes")
        case timedelta() as length:
            minutes = round(length.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case other:
            return str(other)


def _number_words(number: float, shown_as: str) -> str:
    """A number with the digits Excel knows (15), and never fewer decimals than it shows."""
    value = Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")
    if "%" in shown_as:
        return f"{(value * 100).normalize():f} %"
    words = f"{value:f}"
    decimals = re.fullmatch(r"0\.(0+)", shown_as)
    if not decimals:
        return words
    whole, _, part = words.partition(".")
    return f"{whole}.{part.ljust(len(decimals[1]), '0')}"
