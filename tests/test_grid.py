"""A roster as a grid, names down and dates across, is read as what it says, or every fault is told at its cell."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook

from scheduler.case.case import Case
from scheduler.case.rows import GroupRow, Setting
from scheduler.errors import CaseError, Fault
from scheduler.files.read_result import ReadResult, read_result
from scheduler.files.results import summary_of, write_result
from scheduler.files.write_case import write_case
from scheduler.ids import GroupId, UnitId
from scheduler.plan import Plan
from scheduler.solve.progress import Settings
from scheduler.text import Language
from tests.drawn import BEGIN, GROUP, UNIT, drawn_case
from tests.small_unit import ROSTER, judged, small_case, small_plan
from ui.cli import run
from ui.cli_shell import Code, Shell

DAYS = [BEGIN + timedelta(days=day) for day in range(14)]
WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
MONTHS = {2: "feb"}
Rows = Sequence[Any]  # of rows of cells


def letters(who: str, free: str = "") -> list[str]:
    return [free if letter == "." else letter for letter in ROSTER[who].replace(" ", "")]


def home() -> Case:
    """A care home with two wards in one unit; Anna belongs to both, Bo to the second, Cia to the first."""
    people = {
        "anna": {"name": "Anna Ek", "groups": ("g", "w2")},
        "bo": {"name": "Bo Alm", "groups": ("w2",)},
        "cia": {"name": "Cia By"},
    }
    groups = (
        GroupRow(group_id=GROUP, unit_id=UNIT),
        GroupRow(group_id=GroupId("w2"), unit_id=UNIT, name="Norra flygeln"),
    )
    return drawn_case(weeks=2, setting=Setting.CARE_HOME, people=people, groups=groups)


def as_csv(folder: Path, rows: Rows, *, separator: str = ";", encoding: str = "cp1252") -> Path:
    file = folder / "deras.csv"
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    file.write_text("\r\n".join(lines), encoding=encoding, newline="")
    return file


def as_workbook(folder: Path, rows: Rows) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Vår vecka"
    for row in rows:
        sheet.append(list(row))
    book.save(folder / "deras.xlsx")
    return folder / "deras.xlsx"


def small_grid(names: Sequence[str] = ("anna", "bo", "cia"), free: str = "", heads: Sequence[object] = DAYS) -> Rows:
    people = zip(names, ("anna", "bo", "cia"), strict=True)
    return [["Namn", *heads], *([name, *letters(who, free)] for name, who in people)]


def places(plan: Plan) -> dict[str, set[tuple[int, str, UnitId, GroupId | None]]]:
    return {
        who: {(duty.shift.day, duty.shift.code, duty.unit, duty.group) for duty in duties}
        for who, duties in plan.duties.items()
    }


def said(found: ReadResult) -> str:
    return "\n".join(one.said(Language.SWEDISH) for one in found.understood)


def faults_of(path: Path, case: Case) -> list[Fault]:
    with pytest.raises(CaseError) as error:
        read_result(path, case)
    for fault in error.value.faults:
        for language in Language:
            assert "{" not in fault.said(language)
    return list(error.value.faults)


def cells(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    return [(fault.kind, f"{fault.values['heading']}{fault.row}") for fault in faults]


# -- what is understood ---------------------------------------------------------------------------


@pytest.mark.parametrize("free", ["", "L ", "-", "ledig", "Ledig"])
@pytest.mark.parametrize("names", [("anna", "bo", "cia"), ("Anna Ek", "Alm, Bo", "CIA")])
def test_names_or_ids_down_dates_across(tmp_path: Path, names: Sequence[str], free: str) -> None:
    case = small_case()
    free = "-" if free == "L " else free  # L is a code of this unit
    found = read_result(as_workbook(tmp_path, small_grid(names, free)), case)
    assert places(found.plan) == places(small_plan(case))
    assert "3 personer" in said(found)


def test_l_is_free_where_it_is_no_code(tmp_path: Path) -> None:
    types = tuple(row for row in small_case().tables.shift_types if row.code != "L")
    case = small_case(shift_types=types)
    rows = [["Namn", *DAYS], ["Anna Ek", "D", "L", "l", "D"]]
    found = read_result(as_workbook(tmp_path, rows), case)
    assert {day for day, *_ in places(found.plan)["anna"]} == {0, 3}
    assert "läst som ledigt, utöver tomma celler: L, l" in said(found)
    assert "Bo Alm (bo)" in said(found)  # who has no row is told


@pytest.mark.parametrize(
    "heads",
    [
        [day.isoformat() for day in DAYS],
        [f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}" for day in DAYS],
        [f"{day.day} {MONTHS[day.month]}" for day in DAYS],
        [f"{WEEKDAYS[day.weekday()].capitalize()}. {day.day} februari {day.year}" for day in DAYS],
        [f"{day.day}/{day.month}-{day.year % 100}" for day in DAYS],
        [WEEKDAYS[day.weekday()] for day in DAYS],
    ],
)
@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), (",", "utf-8"), (";", "utf-8-sig")])
def test_a_day_may_be_written_in_many_ways(tmp_path: Path, heads: Sequence[str], separator: str, encoding: str) -> None:
    case = small_case()
    path = as_csv(tmp_path, small_grid(heads=heads), separator=separator, encoding=encoding)
    found = read_result(path, case)
    assert places(found.plan) == places(small_plan(case))
    assert ("inga datum" in said(found)) == (heads[0] == "mån")


def test_titles_weekdays_comments_sums_and_a_legend_do_no_harm(tmp_path: Path) -> None:
    case = small_case()
    head, anna, bo, cia = small_grid(("Anna Ek", "Bo Alm", "=SUM(1)"))
    rows = [
        ["Schema våren", None, "utkast 2"],
        [],
        [None, None, *(WEEKDAYS[day.weekday()] for day in DAYS)],
        [head[0], "Grad", *head[1:], "Kommentar"],
        ["Norra området"],
        [anna[0], 100, *anna[1:], "vill byta"],
        [],
        [bo[0], 75, *bo[1:]],
        [head[0], "Grad", *head[1:], "Kommentar"],
        ["Timvikarier"],
        ["cia", None, *cia[1:]],
        ["Antal", None, *([2] * 14)],
        ["Förklaring"],
        ["D", None, "dag", "E", "kväll"],
    ]
    found = read_result(as_workbook(tmp_path, rows), case)
    assert places(found.plan) == places(small_plan(case))
    for words in ("5 (Norra området)", "12 (Antal)", "från rad 13 (Förklaring)", "B (Grad)", "Q (Kommentar)"):
        assert words in said(found)


def test_ids_in_a_column_beside_tell_people_of_one_name_apart(tmp_path: Path) -> None:
    case = small_case(people={"anna": {"name": "Eva Ek"}, "bo": {"name": "Eva Ek"}, "cia": {"name": "Cia"}})
    rows = [["Nr", "Namn", *DAYS[:7]], ["anna", "Eva Ek", "D"], ["bo", "Eva Ek", None, "E"], ["cia", "Cia"]]
    found = read_result(as_workbook(tmp_path, rows), case).plan
    assert {who: len(duties) for who, duties in found.duties.items()} == {"anna": 1, "bo": 1}
    without = [["Namn", *DAYS[:7]], ["Eva Ek", "D"], ["Cia"]]
    assert cells(faults_of(as_workbook(tmp_path, without), case)) == [("same_name", "A2")]


def test_a_sheet_for_each_week_is_one_roster(tmp_path: Path) -> None:
    book = Workbook()
    for week in (0, 7):
        sheet = book.create_sheet(f"Vecka {week // 7 + 5}")
        for row in small_grid():
            sheet.append([row[0], *row[1 + week : 8 + week]])
    book.create_sheet("Telefonlista").append(["Bo Alm", "070"])
    book.save(tmp_path / "deras.xlsx")
    found = read_result(tmp_path / "deras.xlsx", small_case())
    assert places(found.plan) == places(small_plan(small_case()))
    assert "Blad utan dagar, inte lästa: Telefonlista." in said(found)


@pytest.mark.parametrize("cell", ["D/w2", "D w2", "d (Norra flygeln)", "D\nw2"])
def test_a_code_may_bear_its_place(tmp_path: Path, cell: str) -> None:
    found = read_result(as_workbook(tmp_path, [["Namn", *DAYS[:7]], ["Anna Ek", cell]]), home())
    assert places(found.plan) == {"anna": {(0, "D", UNIT, "w2")}}


def test_several_shifts_in_a_cell_each_have_their_place(tmp_path: Path) -> None:
    found = read_result(as_workbook(tmp_path, [["Namn", *DAYS[:7]], ["Anna Ek", "K/g + E w2"], ["bo", "K/E"]]), home())
    assert places(found.plan) == {
        "anna": {(0, "K", UNIT, GROUP), (0, "E", UNIT, "w2")},
        "bo": {(0, "K", UNIT, "w2"), (0, "E", UNIT, "w2")},  # the one place there is
    }


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("case", [small_case(), home()], ids=["home care", "care home"])
def test_our_own_wall_sheet_is_read_back_as_it_was_made(tmp_path: Path, case: Case, language: Language) -> None:
    rows = "employee_id,date,shift_code,group_id\nanna,2027-02-01,D,\nanna,2027-02-02,N,w2\nanna,2027-02-03,K,\n"
    rows += "bo,2027-02-01,E,g\nbo,2027-02-02,K,\nbo,2027-02-02,L,\n"
    (tmp_path / "roster.csv").write_text(
        rows if not case.is_home_care else rows.replace(",w2", ",").replace(",g\n", ",\n")
    )
    plan = read_result(tmp_path, case).plan
    book, outcome = judged(case, plan)
    assert outcome.review.hard  # marked in the cells
    write_result(tmp_path / "out", book, outcome, summary_of(book, outcome, Settings()), language)
    found = read_result(tmp_path / "out" / "roster.xlsx", case)
    assert places(found.plan) == places(plan)


# -- what is told ---------------------------------------------------------------------------------


def test_every_fault_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [
        ["Namn", *DAYS[:7], "30 feb", date(2027, 3, 1), date(2027, 2, 1)],
        ["Anna Ek", "D", "X9", "D/Rosen", None, "w2"],
        ["Ana Ek", "D"],
        [None, "E"],
        ["Anna Ek", "E"],
    ]
    found = faults_of(as_workbook(tmp_path, rows), home())
    assert cells(found) == [
        ("no_such_day", "I1"),
        ("date_outside_period", "J1"),
        ("day_twice", "K1"),
        ("ambiguous_place", "B2"),
        ("unknown_shift_code", "C2"),
        ("not_code_or_place", "D2"),
        ("unknown_shift_code", "F2"),
        ("unknown_name", "A3"),
        ("no_name", "B4"),
        ("person_twice", "A5"),
    ]
    assert all(fault.values["sheet"] == "Vår vecka" for fault in found)


def test_a_place_that_is_open_or_two_is_a_fault(tmp_path: Path) -> None:
    case = home()
    rows = [["Namn", *DAYS[:7]], ["anna", "D", "D/g", "D\nw2\ng", "w2/D"], ["bo", "D"], ["cia", "D"]]
    found = faults_of(as_workbook(tmp_path, rows), case)
    assert cells(found) == [("ambiguous_place", "B2"), ("place_without_shift", "D2"), ("place_without_shift", "E2")]
    assert "Skriv platsen efter koden, som D/g" in found[0].said(Language.SWEDISH)


def test_a_weekday_that_belies_its_date_is_a_fault(tmp_path: Path) -> None:
    heads = ["mån 1/2", "ons 2/2", *DAYS[2:7]]
    rows = [["Namn", *heads], ["", "mån", "tis", "tis"], ["anna", "D"]]
    found = faults_of(as_workbook(tmp_path, rows), small_case())
    assert cells(found) == [("other_weekday", "C1"), ("other_weekday", "D2")]


def test_names_that_contradict_each_other_are_a_fault(tmp_path: Path) -> None:
    rows = [["Nr", "Namn", *DAYS[:7]], ["anna", "Bo Alm", "D"], ["bo", "Bo Alm"], ["cia", "Anna Ek"]]
    found = faults_of(as_workbook(tmp_path, rows), small_case())
    assert cells(found) == [("names_differ", "B2"), ("names_differ", "B4")]


def test_absence_that_the_case_does_not_have_is_told(tmp_path: Path) -> None:
    found = read_result(as_workbook(tmp_path, [["Namn", *DAYS[:7]], ["anna", "D", "sjuk"]]), small_case())
    assert "C2 (sjuk)" in said(found)


def test_days_without_people_are_a_fault(tmp_path: Path) -> None:
    found = faults_of(as_workbook(tmp_path, [["Namn", *DAYS[:7]], ["Kalle", "D"]]), small_case())
    assert [fault.kind for fault in found] == ["no_people"]


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_grid_is_read_or_its_faults_are_told(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    strange = [
        "",
        "D",
        "E!",
        "!",
        "D/g",
        "w2",
        "D\nw2\ng",
        "/",
        "(",
        "31/2",
        "99/99",
        "2027-13-01",
        "1 mars",
        "mån",
        "=1",
        "7,5",
    ]
    strange += [
        "Anna Ek",
        "bo",
        "D" * 300,
        "\x07",
        "{value}",
        "fv",
        "Förklaring",
        "0",
        "ledig",
        "2027-02-03",
        "ѕ",
        "D+E+N",
    ]
    rows = [[str(cell) for cell in row] for row in small_grid(("Anna Ek", "bo", "cia"))]
    for _ in range(chance.randint(1, 12)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(strange)
    if seed % 5 == 0:
        chance.shuffle(rows)
    path = as_csv(tmp_path, [[f'"{cell}"' for cell in row] for row in rows], encoding="utf-8")
    try:
        found = read_result(path, home() if seed % 2 else small_case())
    except CaseError as error:
        for language in Language:
            assert error.said(language) and all(fault.said(language) for fault in error.faults)
    else:
        assert said(found)


# -- the command ----------------------------------------------------------------------------------


def test_check_judges_the_roster_and_says_that_the_visits_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = small_case()
    write_case(case.tables, tmp_path / "case")
    path = as_csv(tmp_path, small_grid())
    book, outcome = judged(case, small_plan(case))
    code = run(["check", str(tmp_path / "case"), str(path), "--json"], Shell(Language.SWEDISH))
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["visits_judged"] is False and told["fingerprint"] == case.fingerprint
    assert "deras.csv: 3 personer" in err and "besöken" in err
    assert told["visits_made_share"] is None and told["faces_mean"] is None
    unvisited = {rule.id for rule in book.rules.values() if not rule.reads_visits}
    expected = {rule: amount for rule, amount in outcome.review.amounts.items() if rule in unvisited and amount}
    assert {
        rule: amount for rule, amount in told["amount_per_rule"].items() if rule in unvisited and amount
    } == pytest.approx(expected)
    assert "visit_made" not in told["amount_per_rule"]
    assert code == (Code.INFEASIBLE if sum(told["hard_amount_per_rule"].values()) else Code.DONE)


def test_check_tells_the_faults_of_a_grid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_case(small_case().tables, tmp_path / "case")
    path = as_csv(tmp_path, [["Namn", *DAYS[:7]], ["Anna Ek", "D", "Q"]])
    assert run(["check", str(tmp_path / "case"), str(path)], Shell(Language.SWEDISH)) == Code.FAULTS
    assert "Q är ingen passkod" in capsys.readouterr().err
