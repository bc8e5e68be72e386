import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scheduler.case.case import Case
from scheduler.case.rows import CellRow
from scheduler.figures import figures
from scheduler.files.cost_files import OF_FOLDER
from scheduler.files.results import write_plan
from scheduler.files.write_case import write_case
from scheduler.ids import ShiftCode
from scheduler.plan import Plan
from tests.drawn import ANNA, BEGIN
from tests.small_unit import small_case, small_plan
from ui.cli import run
from ui.cli_shell import Code, Shell
from ui.cli_words import spoken


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Plan, Path, Path]:
    """The small unit with a base roster, and its roster, as files."""
    folder = tmp_path_factory.mktemp("cost")
    base = (CellRow(employee_id=ANNA, date=BEGIN, shift_code=ShiftCode("E")),)
    case = small_case(base_roster=base)
    plan = small_plan(case)
    write_case(case.tables, folder / "case")
    write_plan(folder / "result", plan)
    return case, plan, folder / "case", folder / "result"


Made = tuple[Case, Plan, Path, Path]


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return run(given, Shell(spoken(given, {})))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def told(made: Made, capsys: pytest.CaptureFixture[str], *more: object) -> Any:
    assert called("cost", *made[2:], "--json", *more) == Code.DONE
    return json.loads(capsys.readouterr().out)


def test_the_total_is_the_one_that_check_tells(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(made, capsys)
    called("check", *made[2:], "--json")
    checked = json.loads(capsys.readouterr().out)
    assert answer["total"] == pytest.approx(checked["cost_total"], abs=0.005)
    assert answer["total"] == checked["kronor_per_rule"]["cost"]


def test_json_tells_every_line_with_when_how_much_and_why(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(made, capsys)
    lines = [line for person in answer["people"] for line in person["lines"]]
    assert round(sum(line["kronor"] for line in lines), 2) == answer["total"]
    unsocial = next(line for line in lines if line["kind"] == "unsocial")
    assert unsocial["class"] and unsocial["from"] < unsocial["to"] and unsocial["text_sv"] != unsocial["text_en"]
    assert [person["employee_id"] for person in answer["people"]] == list(made[0].employees)
    rates = {row["parameter"]: row for row in answer["rates"] if row["who"] is None}
    assert (rates["weekend"]["value"], rates["weekend"]["since"]) == (59.4, "2023-04-01")
    assert rates["weekend"]["read"] and "AB" in rates["weekend"]["source_sv"]


def test_a_person_alone(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    who = list(made[0].employees)[1]
    answer = told(made, capsys, "--person", who)
    assert [person["employee_id"] for person in answer["people"]] == [who]
    assert answer["total"] == answer["people"][0]["total"]
    assert called("cost", *made[2:], "--person", who, "--lang", "en") == Code.DONE
    out = capsys.readouterr().out
    assert "Bo Alm (bo)" in out and "weekday evenings 19:00–22:00" in out and "On-costs" in out
    assert called("cost", *made[2:], "--person", "nobody") == Code.FAULTS
    assert "nobody" in capsys.readouterr().err


def test_the_screen_says_what_is_gained_and_lost(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("cost", *made[2:]) == Code.DONE
    out = capsys.readouterr().out
    assert "Anna Ek: −72,00 kr, kvällspass: 1 färre, 3 tim mindre vardagskväll (−72,00 kr)." in out
    assert out.index("Anna Ek") < out.index("Bo Alm") < out.index("=SUM(1)")


def test_a_table_holds_every_line_and_adds_up(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "out" / "lines.csv"
    assert called("cost", *made[2:], "--out", file) == Code.DONE
    found = rows(file)
    assert sum(Decimal(row["kronor"]) for row in found) == round(Decimal(figures(made[1]).cost_total), 2)
    assert list(found[0]) == [
        *("employee_id", "kind", "class", "date", "shift_code", "from", "to", "minutes", "kronor_per_hour", "share"),
        *("on_cost", "kronor", "text_sv", "text_en"),
    ]
    assert [file.name for file in file.parent.iterdir()] == ["lines.csv"]


def test_a_folder_gets_the_workbook_and_every_table(made: Made, tmp_path: Path) -> None:
    assert called("cost", *made[2:], "--out", tmp_path / "all") == Code.DONE
    assert sorted(file.name for file in (tmp_path / "all").iterdir()) == sorted(OF_FOLDER)
    lines, people, sums = (rows(tmp_path / "all" / f"cost_{name}.csv") for name in ("lines", "people", "sums"))
    total = sum(Decimal(row["kronor"]) for row in lines)
    assert sum(Decimal(row["total"]) for row in people) == total
    (at,) = (at for at, row in enumerate(sums) if row["kind"] == "total")
    assert Decimal(sums[at]["kronor"]) == total == sum(Decimal(row["kronor"]) for row in sums[:at])
    for row in people:
        mine = sum(Decimal(line["kronor"]) for line in lines if line["employee_id"] == row["employee_id"])
        assert Decimal(row["total"]) == mine


@pytest.mark.parametrize(
    ("language", "sheets"),
    [
        ("sv", ["Summor", "Personer", "Rader", "Belopp och källor"]),
        ("en", ["Sums", "Persons", "Lines", "Rates and sources"]),
    ],
)
def test_a_workbook_has_sums_persons_lines_and_rates(
    made: Made, tmp_path: Path, language: str, sheets: list[str]
) -> None:
    assert called("cost", *made[2:], "--out", tmp_path / "cost.xlsx", "--lang", language) == Code.DONE
    book = load_workbook(tmp_path / "cost.xlsx")
    assert book.sheetnames == sheets
    lines = list(book[sheets[2]].iter_rows(min_row=2, values_only=True))
    total = sum(Decimal(str(row[8])) for row in lines)
    assert round(float(total), 2) == pytest.approx(figures(made[1]).cost_total, abs=0.005)
    assert [row[0] for row in book[sheets[1]].iter_rows(min_row=2, values_only=True)] == [
        one.name for one in made[0].employees.values()
    ]


def test_what_is_there_is_not_written_over_unless_asked(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cost.csv"
    file.write_text("mine")
    assert called("cost", *made[2:], "--out", file) == Code.FAULTS
    assert "--force" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert called("cost", *made[2:], "--out", file, "--force") == Code.DONE
    assert called("cost", *made[2:], "--out", tmp_path / "cost.pdf") == Code.FAULTS
    assert "cost.pdf" in capsys.readouterr().err


def test_rates_of_a_case_tell_their_dates_and_who_decided(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = made[0].clock.date(3)
    write_case(made[0].tables, tmp_path / "case")
    (tmp_path / "case" / "rules.csv").write_text(
        f"rule_id,parameter,value,owner,since,why\ncost,evening,30,M,{start},avtal 2027\n"
    )
    assert called("cost", tmp_path / "case", made[3], "--json") == Code.DONE
    found = [row for row in json.loads(capsys.readouterr().out)["rates"] if row["parameter"] == "evening"]
    assert [(row["value"], row["from"]) for row in found] == [
        (24, made[0].clock.date(0).isoformat()),
        (30, start.isoformat()),
    ]
    assert found[1]["source_sv"] == "underlaget, kommun: avtal 2027"
    assert called("rules", "--case", tmp_path / "case", "--lang", "en") == Code.DONE
    assert "the case, municipality: avtal 2027" in capsys.readouterr().out
