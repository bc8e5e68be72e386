"""A case as one JSON file: an object with the tables by name, each a list of rows, each an object of cells.

Cells are those of the CSV files: numbers may be JSON numbers, with every digit kept; truth `true` and `false`, lists
arrays, and an empty cell `null` or left out. `format` is 1. Rows are counted from 1.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.errors import Fault
from scheduler.files.faults import FaultKind
from scheduler.files.schema import Column, Form, Table
from scheduler.text import Text

JSON = ".json"
FORMAT = "format"
VERSION = "1"
SHOWN = 40  # signs of a value that is none
NUMBERS = (Form.WHOLE, Form.NUMBER, Form.PRICE)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def _kind(name: str, sv: str, en: str) -> FaultKind:
    return FaultKind(name, Text(sv=sv, en=en))


NOT_JSON = _kind(
    "not_json",
    "{value} är ingen JSON: det tar stopp på rad {line}. Rätta filen, eller skriv den på nytt med samschema convert.",
    "{value} is no JSON: line {line} cannot be understood. Correct the file, or write it anew with samschema convert.",
)
NOT_TABLES = _kind(
    "not_tables",
    "{value} är inget objekt. Skriv tabellerna efter namn, varje tabell som en lista av rader.",
    "{value} is no object. Write the tables by name, each table a list of rows.",
)
NOT_ROWS = _kind(
    "not_rows",
    "{value} är ingen lista av objekt. Skriv en rad som ett objekt: kolumn och värde.",
    "{value} is no list of objects. Write a row as an object: column and value.",
)
NOT_A_CELL = _kind(
    "not_a_cell",
    "{value} är inget värde i en cell. Skriv en text, ett tal, true, false, null eller en lista av texter utan |.",
    "{value} is no value of a cell. Write a text, a number, true, false, null or a list of texts without |.",
)
NAME_TWICE = _kind(
    "name_twice",
    "Namnet {name} står två gånger i samma objekt. Behåll ett.",
    "The name {name} stands twice in the same object. Keep one.",
)
OTHER_FORMAT = _kind(
    "other_format",
    "Filen är skriven i formatet {value}; det som läses är 1.",
    "The file is written in format {value}; what is read is 1.",
)


@dataclass(frozen=True)
class JsonTable:
    """One table as it stands in the file: its name, and the words of its cells by row."""

    name: str
    rows: Sequence[Mapping[str, str]]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every column that some row has, as they are met."""
        return tuple(dict.fromkeys(heading for row in self.rows for heading in row))


class _NameTwiceError(ValueError):
    """An object that says two things of one name."""


def read_json(text: str, name: str, faults: list[Fault]) -> list[JsonTable]:
    """The tables of a JSON text, in the words of their cells; what is amiss is added to the faults."""
    try:
        told = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_constant, object_pairs_hook=_without_repeats
        )
    except _NameTwiceError as error:
        faults.append(NAME_TWICE.at(name, value=name, name=str(error)))
        return []
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        faults.append(NOT_JSON.at(name, line, value=name, line=line))
        return []
    if not isinstance(told, dict):
        faults.append(NOT_TABLES.at(name, value=_shown(told)))
        return []
    version = told.pop(FORMAT, VERSION)
    if version != VERSION:
        faults.append(OTHER_FORMAT.at(name, column=FORMAT, value=_shown(version)))
    return [JsonTable(table, tuple(_rows(table, rows, faults))) for table, rows in told.items()]


def _constant(word: str) -> str | None:
    """`NaN`, as data frames write an empty cell; the infinities are no numbers of a case."""
    return None if word == "NaN" else word


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _NameTwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _rows(table: str, rows: Any, faults: list[Fault]) -> Iterator[Mapping[str, str]]:
    if not isinstance(rows, list):
        faults.append(NOT_ROWS.at(table, value=_shown(rows)))
        return
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            yield {heading: _words(table, number, heading, cell, faults) for heading, cell in row.items()}
        else:
            faults.append(NOT_ROWS.at(table, number, value=_shown(row)))
            yield {}


def _words(table: str, number: int, heading: str, cell: Any, faults: list[Fault]) -> str:
    """A cell in the words of the format."""
    match cell:
        case None:
            return ""
        case bool(truth):
            return "yes" if truth else "no"
        case str(words):
            return words
        case [*items] if all(isinstance(item, str) and "|" not in item for item in items):
            return "|".join(items)
    faults.append(NOT_A_CELL.at(table, number, heading, _shown(cell)))
    return _shown(cell)


def _shown(value: Any) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


# -- writing --------------------------------------------------------------------------------------


def json_case(written: Sequence[tuple[Table, Sequence[Sequence[str]]]]) -> str:
    """The text of a JSON file with these tables, headings first in each: a line a row, empty cells left out.

    Columns that the format does not know are written in every row, so that an empty one is not lost.
    """
    tables = [f"  {_text(FORMAT)}: {VERSION}"]
    for table, (headings, *rows) in written:
        columns = [table.columns.get(heading) for heading in headings]
        lines = [
            ", ".join(
                f"{_text(heading)}: {_token(words, column)}"
                for heading, column, words in zip(headings, columns, row, strict=True)
                if words or column is None
            )
            for row in rows
        ]
        inside = ",\n".join(f"    {{{line}}}" for line in lines)
        tables.append(f"  {_text(table.name)}: [\n{inside}\n  ]" if lines else f"  {_text(table.name)}: []")
    return "{\n" + ",\n".join(tables) + "\n}\n"


def _token(words: str, column: Column | None) -> str:
    """A cell's words as JSON."""
    if column is None:
        return _text(words) if words else "null"
    if column.many:
        return json.dumps(words.split("|"), ensure_ascii=False)
    if column.form is Form.YES_NO:
        return "true" if words == "yes" else "false"
    return words if column.form in NUMBERS and _NUMBER.fullmatch(words) else _text(words)


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
