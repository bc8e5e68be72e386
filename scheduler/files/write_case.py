"""Writing a case as CSV files in a folder, as a workbook or as one JSON file: exactly, and whole or not at all."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from scheduler.case.rows import Row, Tables
from scheduler.errors import SamschemaError
from scheduler.files.cells import MisreadError, check_text, write_cell
from scheduler.files.json_tables import JSON, json_case
from scheduler.files.schema import CASE, Column, Form, Table, table_called
from scheduler.files.tables import WORKBOOKS
from scheduler.text import Text

CANNOT_WRITE = Text(
    sv="{path} går inte att skriva: {reason}. Kontrollera sökväg och rättigheter. Är filen öppen?",
    en="{path} cannot be written: {reason}. Check path and permissions. Is the file open?",
)
NOT_A_PLACE = Text(
    sv="{path} är en fil. Ange en mapp, en arbetsbok som slutar på .xlsx eller en fil som slutar på .json.",
    en="{path} is a file. Give a folder, a workbook that ends in .xlsx or a file that ends in .json.",
)
EXACT_DIGITS = 15  # that a number in a workbook keeps

Grids = list[tuple[Table, list[list[str]]]]


def write_case(tables: Tables, path: Path) -> None:
    """Write a case to a workbook (`.xlsx`), a JSON file, or a folder, where its tables replace those already there.

    Raises:
        SamschemaError: the place cannot be written; then what was there is still there.
    """
    written = [(table, _grid(table, rows)) for table, rows in _given(tables)]
    _check_texts(written)
    try:
        path = path.resolve()
        with _beside(path) as stage:
            if path.suffix.lower() in WORKBOOKS:
                _write_workbook(written, stage / path.name)
                (stage / path.name).replace(path)
            elif path.suffix.lower() == JSON:
                (stage / path.name).write_text(json_case(written), encoding="utf-8", newline="")
                (stage / path.name).replace(path)
            elif path.exists() and not path.is_dir():
                raise SamschemaError(NOT_A_PLACE, path=path)
            else:
                _write_folder(written, stage, path)
    except (OSError, ValueError) as error:  # a ValueError: signs that no workbook or path may hold
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise SamschemaError(CANNOT_WRITE, path=path, reason=reason) from error


def _given(tables: Tables) -> Iterator[tuple[Table, tuple[Row, ...]]]:
    """The tables that were given, also those without rows."""
    for name, table in CASE.items():
        rows: tuple[Row, ...] = getattr(tables, name)
        if rows or name in tables.model_fields_set:
            yield table, rows


def columns_used(table: Table, rows: Iterable[Row]) -> list[Column]:
    """The format's columns in its order; of those beyond it only what some row uses."""
    return [
        column
        for column in table.columns.values()
        if not column.ours or any(getattr(row, column.field) is not None for row in rows)
    ]


def _grid(table: Table, rows: tuple[Row, ...]) -> list[list[str]]:
    """The headings and every row in words; columns that nobody knows come last, as they were met."""
    columns = columns_used(table, rows)
    extra = list(dict.fromkeys(heading for row in rows for heading in row.model_extra or ()))
    grid = [[*(column.name for column in columns), *extra]]
    for row in rows:
        words = [write_cell(getattr(row, column.field), column) for column in columns]
        known = row.model_extra or {}
        grid.append([*words, *(_plain(known.get(heading)) for heading in extra)])
    return grid


def _check_texts(written: Grids) -> None:
    """Refuse what could not be read again."""
    for _, grid in written:
        for words in chain.from_iterable(grid):
            try:
                check_text(words)
            except MisreadError as error:
                raise SamschemaError(error.kind.words, value=error.value, **error.values) from error


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder of our own beside the target, so that what is ready can be moved in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(mkdtemp(prefix=".samschema-", dir=path.parent))
    try:
        yield stage
    finally:
        rmtree(stage, ignore_errors=True)


# -- a folder -------------------------------------------------------------------------------------


def _write_folder(written: Grids, stage: Path, path: Path) -> None:
    ready = stage / "ready"
    ready.mkdir()
    for table, grid in written:
        (ready / f"{table.name}.csv").write_text(_csv(grid), encoding="utf-8", newline="")
    if path.exists():
        _replace_tables(ready, stage, path)
    else:
        ready.replace(path)


def _csv(grid: list[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(grid)
    return text.getvalue()


def _replace_tables(ready: Path, stage: Path, path: Path) -> None:
    """Put the new tables in place of the old; if that fails, put the old back. Other files are left alone."""
    old = stage / "old"
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for file in sorted(path.iterdir()):
            if file.suffix.lower() == ".csv" and file.is_file() and table_called(file.stem):
                moved.append((file, old / file.name))
                file.replace(old / file.name)
        for file in sorted(ready.iterdir()):
            moved.append((file, path / file.name))
            file.replace(path / file.name)
    except BaseException:
        for source, target in reversed(moved):
            if target.exists() and not source.exists():
                target.replace(source)
        raise


# -- a workbook -----------------------------------------------------------------------------------


def _write_workbook(written: Grids, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table, grid in written:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        _write_sheet(sheet, table, grid)
    book.save(path)


def _write_sheet(sheet: Any, table: Table, grid: list[list[str]]) -> None:
    from openpyxl.utils import get_column_letter

    for place, heading in enumerate(grid[0], 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(10, len(heading) + 2)
    columns = [table.columns.get(heading) for heading in grid[0]]
    numeric = [column is not None and column.form in (Form.WHOLE, Form.NUMBER, Form.PRICE) for column in columns]
    for number, words in enumerate(grid):
        cells = [_cell(sheet, word, number > 0 and is_number) for word, is_number in zip(words, numeric, strict=True)]
        sheet.append(cells)


def _cell(sheet: Any, words: str, numeric: bool) -> Any:
    """A number where it keeps all its digits; otherwise text, which Excel leaves as it is, also after `=`."""
    from openpyxl.cell import WriteOnlyCell

    if not words:
        return None
    if numeric and words != "never" and len(words.strip("-0.").replace(".", "")) <= EXACT_DIGITS:
        number = WriteOnlyCell(sheet, value=float(Decimal(words)) if "." in words else int(words))
        _, point, decimals = words.partition(".")
        if point:
            number.number_format = f"0.{'0' * len(decimals)}"
        return number
    text = WriteOnlyCell(sheet, value=words)
    text.data_type = "s"
    text.number_format = "@"
    return text
