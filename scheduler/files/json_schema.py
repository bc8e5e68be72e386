"""The JSON Schema of a case and of a result, from the row models: what `samschema convert` writes fits it.

The schema is that of a case file; `$defs` holds the case, the tables of a result, and every row. What JSON Schema has
no word for stands under names that begin with `x-`: other headings that are read, and the tables that a cell names.
"""

from collections.abc import Mapping
from typing import Any

from scheduler.files.json_tables import FORMAT, VERSION
from scheduler.files.result_tables import RESULT
from scheduler.files.schema import CASE, Column, Form, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
FORMS: Mapping[Form, Mapping[str, Any]] = {
    Form.TEXT: {"type": "string"},
    Form.WHOLE: {"type": "integer"},
    Form.NUMBER: {"type": "number"},
    Form.PRICE: {"type": ["number", "string"], "pattern": "^never$", "minimum": 0},
    Form.DATE: {"type": "string", "format": "date", "pattern": f"^{DATE}$"},
    Form.TIME: {"type": "string", "pattern": f"^{TIME}$"},
    Form.END_TIME: {"type": "string", "pattern": f"^(?:{TIME}|24:00)$"},
    Form.WEEK_TIME: {"type": "string", "pattern": f"^(?:mon|tue|wed|thu|fri|sat|sun) {TIME}$"},
    Form.YES_NO: {"type": "boolean"},
    Form.CHOICE: {"type": "string"},
    Form.DAY: {"type": "string", "pattern": f"^(?:mon|tue|wed|thu|fri|sat|sun|red|{DATE})$"},
    Form.DAYS: {"type": "string", "pattern": f"^(?:[1-7]+|{DATE}(?:\\|{DATE})*)$"},
    Form.WISH: {"type": "string"},
}


def json_schema() -> dict[str, Any]:
    """The schema of a case file, with that of a result's tables among its definitions."""
    rows = {f"{table.name}_row": _row(table) for table in (*CASE.values(), *RESULT.values())}
    case = _tables(CASE)
    case["properties"] = {FORMAT: {"const": int(VERSION)}, **case["properties"]}
    return {
        "$schema": DIALECT,
        "title": "Samschema",
        "description": "A case as one JSON file; $defs/result is the tables of a result.",
        "$ref": "#/$defs/case",
        "$defs": {"case": case, "result": _tables(RESULT), **rows},
    }


def _tables(tables: Mapping[str, Table]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _table(table) for name, table in tables.items()},
        "required": [name for name, table in tables.items() if table.required],
    }


def _table(table: Table) -> dict[str, Any]:
    least = {"minItems": 1} if table.required else {}
    most = {"maxItems": 1} if table.name == "period" else {}
    return {
        "type": "array",
        "items": {"$ref": f"#/$defs/{table.name}_row"},
        "description": table.means.en,
        **least,
        **most,
        "x-means-sv": table.means.sv,
        "x-names": list(table.names),
    }


def _row(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {column.name: _column(column) for column in table.columns.values()},
        "required": [column.name for column in table.columns.values() if column.required],
    }


def _column(column: Column) -> dict[str, Any]:
    """One cell: its form, or a list of such; `null` where it may be empty."""
    cell = dict(FORMS[column.form])
    if column.choices:
        cell["enum"] = list(column.choices)
    limits = {"minimum": column.about.least, "maximum": column.about.most}
    cell |= {name: limit for name, limit in limits.items() if limit is not None}
    if column.many:
        cell = {"type": "array", "items": cell}
    if not column.required:
        cell = {"anyOf": [cell, {"type": "null"}]}
    default = {} if column.default is None else {"x-default": column.default}
    refers = {"x-refers-to": list(column.refers)} if column.refers else {}
    return {
        **cell,
        "description": column.means.en,
        "x-means-sv": column.means.sv,
        "x-form": column.form.value,
        "x-headings": list(column.headings),
        **default,
        **refers,
    }
