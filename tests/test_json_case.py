"""A case as one JSON file: nothing is lost on the way there and back, and the JSON Schema tells what stands in it."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scheduler.case.case import Case
from scheduler.errors import CaseError
from scheduler.files.json_schema import json_schema
from scheduler.files.read_case import read_case
from scheduler.files.result_tables import RESULT
from scheduler.files.results import breach_rows, row_json
from scheduler.files.schema import CASE
from scheduler.files.write_case import write_case
from scheduler.text import Language
from tests.small_unit import judged, small_case, small_plan
from ui.cli import run
from ui.cli_shell import Code, Shell

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def called(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], Shell(Language.SWEDISH))


def faults_of(path: Path, text: str) -> list[tuple[str, str, int | None, str | None]]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as error:
        read_case(path)
    return [(one.kind, one.table, one.row, one.column) for one in error.value.faults]


def validator(part: str) -> Any:
    schema = json_schema()
    jsonschema = import_module("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema | {"$ref": f"#/$defs/{part}"})


# -- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["tiny", "care-home"])
def test_from_folder_to_json_and_back_every_byte_is_the_same(sample: str, tmp_path: Path) -> None:
    """By way of the commands, and of a workbook too."""
    places = [
        tmp_path / "first",
        tmp_path / "one.json",
        tmp_path / "two.xlsx",
        tmp_path / "two.json",
        tmp_path / "back",
    ]
    for source, target in zip([SAMPLES / sample, *places], places, strict=False):
        assert called("convert", source, target) == Code.DONE
    assert contents(places[0]) == contents(places[-1])
    assert places[1].read_bytes() == places[3].read_bytes()
    assert Case(read_case(places[1]).tables).fingerprint == Case(read_case(SAMPLES / sample).tables).fingerprint


def test_digits_unknown_columns_and_empty_tables_are_kept(tmp_path: Path) -> None:
    write_case(small_case().tables, tmp_path / "case")
    file = tmp_path / "case" / "employees.csv"
    head, first, *rest = file.read_text(encoding="utf-8").splitlines()
    more = [f"{head},Not,Tom", f"{first},007,", *(f"{row},," for row in rest)]
    file.write_text("\n".join(more) + "\n", encoding="utf-8")
    (tmp_path / "case" / "ledger.csv").write_text("employee_id,kind,points\nanna,night,1.50\n", encoding="utf-8")
    (tmp_path / "case" / "locks.csv").write_text("employee_id,date,shift_code\n", encoding="utf-8")
    write_case(read_case(tmp_path / "case").tables, tmp_path / "one.json")
    assert '"points": 1.50' in (tmp_path / "one.json").read_text(encoding="utf-8")
    write_case(read_case(tmp_path / "one.json").tables, tmp_path / "back")
    assert contents(tmp_path / "case") == contents(tmp_path / "back")


def test_pandas_reads_and_writes_a_table_in_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "tiny.json"
    assert called("convert", SAMPLES / "tiny", path) == Code.DONE
    before = read_case(path).tables
    case = json.loads(path.read_text(encoding="utf-8"))
    people = pd.DataFrame(case["employees"]).assign(tolerance_minutes=300)
    path.write_text(json.dumps(case | {"employees": people.to_dict("records")}), encoding="utf-8")
    after = read_case(path).tables
    expected = tuple(row.model_copy(update={"tolerance_minutes": 300}) for row in before.employees)
    assert after == before.model_copy(update={"employees": expected})


# -- faults ---------------------------------------------------------------------------------------


def test_a_fault_tells_table_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    write_case(small_case().tables, path)
    told = json.loads(path.read_text(encoding="utf-8"))
    told["employees"][1] |= {"rate": "hög", "skills": {"a": 1}}
    told["visits"][0]["recipient_id"] = "r9"
    told["shift_types"].append(7)
    found = faults_of(path, json.dumps(told))
    assert {
        ("not_a_number", "employees", 2, "rate"),
        ("not_a_cell", "employees", 2, "skills"),
        ("unknown_recipient", "visits", 1, "recipient_id"),
        ("not_rows", "shift_types", 8, None),
    } <= set(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "not_tables"),
        ("7", "not_tables"),
        ('{"format": 2}', "other_format"),
        ('{"employees": {"a": 1}}', "not_rows"),
        ('{"period": [{"start": "2027-02-01", "start": "2027-02-08"}]}', "name_twice"),
        ("\x00", "not_text"),
        ("{}", "no_tables"),
        ('{"demand": [{"min": 1e999999999}]}', "not_a_number"),
        ('{"demand": [{"min": Infinity}]}', "not_a_number"),
        ('{"demand": [{' + ", ".join(f'"c{number}": 1' for number in range(300)) + "}]}", "too_many_columns"),
    ],
)
def test_what_is_no_case_is_told(text: str, kind: str, tmp_path: Path) -> None:
    assert kind in [found[0] for found in faults_of(tmp_path / "one.json", text)]


# -- the schema -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["tiny", "home-care", "care-home"])
def test_what_is_written_fits_the_schema(sample: str, tmp_path: Path) -> None:
    write_case(read_case(SAMPLES / sample).tables, tmp_path / "one.json")
    told = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert [error.message for error in validator("case").iter_errors(told)] == []


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("period", {"setting": "hospital"}),
        ("period", {"start": "1/2"}),
        ("period", {"weeks": 17}),
        ("employees", {"skills": "car"}),
        ("employees", {"employee_id": None}),
        ("shift_types", {"start": "25:00"}),
        ("shift_types", {"break_minutes": "half an hour"}),
    ],
)
def test_what_no_case_may_say_does_not_fit_the_schema(table: str, cells: dict[str, Any], tmp_path: Path) -> None:
    write_case(small_case().tables, tmp_path / "one.json")
    told = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    told[table][0] |= cells
    assert not validator("case").is_valid(told)


def test_the_schema_knows_every_table_and_column(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("schema", "--json") == Code.DONE
    schema = json.loads(capsys.readouterr().out)
    for part, tables in (("case", CASE), ("result", RESULT)):
        assert [*schema["$defs"][part]["properties"]][-len(tables) :] == [*tables]
        for name, table in tables.items():
            assert [*schema["$defs"][f"{name}_row"]["properties"]] == [*table.columns]
    employee = schema["$defs"]["employees_row"]["properties"]["rate"]
    assert "sysselsättningsgrad" in employee["x-headings"] and employee["x-default"] == "100"


def test_breaches_as_json_fit_the_schema() -> None:
    case = small_case()
    _, outcome = judged(case, small_plan(case))
    told = {"roster": [], "breaches": [row_json(row) for row in breach_rows(case, outcome.review)]}
    assert told["breaches"]
    assert [error.message for error in validator("result").iter_errors(told)] == []
