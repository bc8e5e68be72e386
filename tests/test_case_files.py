"""Reading and writing a case: exact there and back, forgiving about form, whole or not at all."""

import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from constraints.daily_rest import DailyRest
from scheduler.case.rows import EmployeeRow, Tables
from scheduler.clock import minute_of
from scheduler.errors import CaseError, SamschemaError
from scheduler.files.about import ABOUT, folded
from scheduler.files.known import known_rules
from scheduler.files.read_case import read_case
from scheduler.files.schema import CASE, REQUIRED_TABLES, Form, aliases, table_called
from scheduler.files.write_case import write_case
from scheduler.ids import EmployeeId, RuleId, UnitId
from scheduler.level import Level
from scheduler.text import Language
from tests.small_case import SMALL, added, changed, small_case


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def faults_of(path: Path) -> list[tuple[str, int | None, str | None, str]]:
    with pytest.raises(CaseError) as caught:
        read_case(path)
    return [(fault.table, fault.row, fault.column, fault.kind) for fault in caught.value.faults]


def workbook(path: Path, changes: Mapping[str, Mapping[str, Any]] | None = None) -> Path:
    """The small case as a workbook, some cells (`B2`) of some sheets otherwise."""
    write_case(read_case(small_case(path.parent / "as text")).tables, path)
    book = load_workbook(path)
    for sheet, cells in (changes or {}).items():
        for place, value in cells.items():
            book[sheet][place] = value
    book.save(path)
    return path


# -- there and back -------------------------------------------------------------------------------


def test_a_written_case_is_read_as_the_same_tables(tmp_path: Path) -> None:
    tables = read_case(small_case(tmp_path / "given")).tables
    write_case(tables, tmp_path / "folder")
    write_case(tables, tmp_path / "book.xlsx")
    assert read_case(tmp_path / "folder").tables == tables
    assert read_case(tmp_path / "book.xlsx").tables == tables


def test_from_folder_to_workbook_and_back_every_byte_is_the_same(tmp_path: Path) -> None:
    given = small_case(tmp_path / "given")
    write_case(read_case(given).tables, tmp_path / "book.xlsx")
    write_case(read_case(tmp_path / "book.xlsx").tables, tmp_path / "back")
    assert contents(tmp_path / "back") == contents(given)


def test_a_table_without_rows_is_written_where_it_was_given_and_only_there(tmp_path: Path) -> None:
    given = small_case(tmp_path / "given", {"pairs": "employee_a,employee_b,kind\n", "travel": None})
    write_case(read_case(given).tables, tmp_path / "book.xlsx")
    write_case(read_case(tmp_path / "book.xlsx").tables, tmp_path / "back")
    assert contents(tmp_path / "back") == contents(given)
    assert "travel.csv" not in contents(given)


def test_unknown_columns_are_kept_with_a_warning(tmp_path: Path) -> None:
    text = "note,employee_a,Kommentar,employee_b,kind,first\n007,E1,,E2,apart,\n"
    read = read_case(small_case(tmp_path / "given", {"pairs": text}))
    assert [(one.kind, one.row, one.column) for one in read.warnings] == [
        ("unknown_column", 1, heading) for heading in ("note", "Kommentar", "first")
    ]
    assert read.tables.pairs[0].model_extra == {"note": "007", "Kommentar": None, "first": None}
    write_case(read.tables, tmp_path / "book.xlsx")
    write_case(read_case(tmp_path / "book.xlsx").tables, tmp_path / "back")
    back = (tmp_path / "back" / "pairs.csv").read_text(encoding="utf-8")
    assert back == "employee_a,employee_b,kind,note,Kommentar,first\nE1,E2,apart,007,,\n"


def test_an_unknown_column_never_takes_the_place_of_a_known_one(tmp_path: Path) -> None:
    """The models call `from` of an absence `first`; a heading of that name means the same."""
    text = SMALL["absences"].replace(",from,", ",first,")
    read = read_case(small_case(tmp_path, {"absences": text}))
    assert (read.warnings, read.tables.absences[0].first) == ((), date(2027, 9, 13))


words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12).map(str.strip)
decimals = st.decimals(min_value=0, max_value=Decimal("99999999"), places=3, allow_nan=False)


@settings(max_examples=30, deadline=None)
@given(name=words.filter(bool), wage=decimals, note=words, digits=st.integers(0, 10**12 - 1))
def test_any_name_and_any_wage_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, name: str, wage: Decimal, note: str, digits: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    left_out = dict.fromkeys(name for name in CASE if name not in REQUIRED_TABLES)
    tables = read_case(small_case(folder / "given", {**left_out, "groups": SMALL["groups"]})).tables
    row = {
        "employee_id": "E1",
        "unit_id": "U1",
        "name": name,
        "wage": wage,
        "max_minutes": digits,
        "note": note or None,
    }
    changed_tables = tables.model_copy(update={"employees": (EmployeeRow(**row), *tables.employees[1:])})
    for target in (folder / "folder", folder / "book.xlsx"):
        write_case(changed_tables, target)
        back = read_case(target).tables.employees[0]
        assert back.model_dump() == changed_tables.employees[0].model_dump()
        assert str(back.wage) == str(wage)


def test_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    text = "Par som inte går ihop\n\nemployee_a,employee_b,kind\n\n,,\nE1,E2,apart\n  ,\nE1,E3,together\n"
    read = read_case(small_case(tmp_path, {"pairs": text}))
    assert read.rows["pairs"] == (6, 8)
    assert read.rows["employees"] == (2, 3, 4, 5)
    assert set(read.rows) == set(SMALL)


# -- forgiving about form -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: ("sep=;\n" + text.replace(",", ";")).encode(),
        lambda text: ("Söder\n\n" + text).encode(),
        lambda text: text.replace(",", " , ").encode(),
        lambda text: text.upper().encode(),
        lambda text: (text + text.splitlines()[0] + "\n").encode(),
    ],
)
def test_the_form_of_a_file_makes_no_difference(tmp_path: Path, encoded: Any) -> None:
    text = "unit_id,name,family\nU1,NORR,\nU2,SÖDER,\n"
    plain = read_case(small_case(tmp_path, {"units": text})).tables
    (tmp_path / "units.csv").write_bytes(encoded(text))
    read = read_case(tmp_path)
    assert (read.tables, read.warnings) == (plain, ())


@pytest.mark.parametrize(
    ("table", "column", "written", "value"),
    [
        ("employees", "rate", "75,5", Decimal("75.5")),
        ("employees", "rate", "75 %", Decimal(75)),
        ("employees", "wage", "1 203,60", Decimal("1203.60")),
        ("employees", "wage", "203.60", Decimal("203.60")),
        ("employees", "balance_minutes", "−60", -60),
        ("employees", "balance_minutes", "-60.0", -60),
        ("employees", "contract_minutes", "8\u00a0880", 8880),
        ("employees", "day_break", "7.00", 420),
        ("employees", "day_break", "7", 420),
        ("employees", "day_break", "0730", 450),
        ("employees", "day_break", "kl. 7.30", 450),
        ("employees", "day_break", "07:30:00", 450),
        ("employees", "week_break", "sön 20.00", 6 * 1440 + 1200),
        ("employees", "week_break", "Monday 00:00", 0),
        ("employees", "nights", "Endast", "only"),
        ("employees", "hourly", "nej", False),
        ("employees", "hourly", "FALSE", False),
        ("employees", "skills", "car | insulin|", ("car", "insulin")),
        ("shift_types", "end", "24:00", 0),
        ("shift_types", "kind", "kväll", "evening"),
        ("wishes", "strength", "2.0", "2"),
        ("wishes", "wish", "ledig", "free"),
        ("wishes", "wish", "inte: natt", "not:night"),
        ("wishes", "date", "20270910", date(2027, 9, 10)),
        ("wishes", "date", "2027/9/10", date(2027, 9, 10)),
        ("wishes", "date", "2027-09-10 00:00:00", date(2027, 9, 10)),
        ("demand", "day", "Lördag", "sat"),
        ("demand", "day", "röd dag", "red"),
        ("demand", "day", "20270908", "2027-09-08"),
        ("visits", "days", "2027-9-8 | 20270909", "2027-09-08|2027-09-09"),
        ("visits", "weeks", "udda", "odd"),
        ("period", "setting", "Hemtjänst", "home_care"),
        ("prices", "kronor", "aldrig", "never"),
        ("prices", "kronor", "12,50", Decimal("12.50")),
    ],
)
def test_a_cell_may_be_written_in_many_ways(
    tmp_path: Path, table: str, column: str, written: str, value: object
) -> None:
    tables = read_case(small_case(tmp_path, changed(table, 2, column, written))).tables
    read = getattr(getattr(tables, table)[0], CASE[table].columns[column].field)
    assert (read, str(read)) == (value, str(value))


def test_a_units_own_code_goes_before_a_swedish_word(tmp_path: Path) -> None:
    changes = {**added("shift_types", "Dag,,08:00,16:00,,,,,,,"), **changed("wishes", 2, "wish", "Dag")}
    assert read_case(small_case(tmp_path, changes)).tables.wishes[0].wish == "Dag"


def test_swedish_names_of_tables_and_headings_are_understood(tmp_path: Path) -> None:
    swedish: dict[str, str | None] = {
        "employees": None,
        "Anställda": "Anst.nr,NAMN,Titel,Enhet,Sysselsättningsgrad,Timanställd\nE1,Åsa,usk,U1,75,\nE2,Bo,,U1,,ja\n",
        "shift_types": None,
        "pass": "Passkod,Tid,Rast (min),Typ\nD,7.00–16.00,45,dag\nE,13:30 - 22:00,30,kväll\nN,21-07,0,natt\n",
        "groups": None, "travel": None, "recipients": None, "visits": None, "wishes": None, "absences": None,
        "history": None, "ledger": None, "pairs": None, "rules": None, "locks": None, "base_roster": None,
        "demand": None,
        "Grundschema": "Anst nr;Datum;Pass\nE1;2027-09-06;D\n",
        "bemanningskrav": "Enhet,Dag,Tid,Minst,Mål\nU1,mån,07:00–16:00,1,2\n",
    }  # fmt: skip
    read = read_case(small_case(tmp_path, swedish))
    assert read.warnings == ()
    assert [(row.rate, row.hourly) for row in read.tables.employees] == [(Decimal(75), None), (None, True)]
    assert [(row.start, row.end) for row in read.tables.shift_types] == [(420, 960), (810, 1320), (1260, 420)]
    assert (read.tables.demand[0].day, read.tables.demand[0].until) == ("mon", 960)
    assert read.tables.base_roster[0].shift_code == "D"


def test_a_fault_in_a_swedish_file_tells_the_files_own_words(tmp_path: Path) -> None:
    text = "Anst.nr,Datum,Passkod\nE9,2027-09-06,D\n"
    with pytest.raises(CaseError) as caught:
        read_case(small_case(tmp_path, {"base_roster": None, "Grundschema": text}))
    (fault,) = caught.value.faults
    assert (fault.table, fault.column) == ("base_roster", "employee_id")
    assert (fault.values["sheet"], fault.values["heading"]) == ("Grundschema.csv", "Anst.nr")


@pytest.mark.parametrize("joined", ["07:00", "07:00–12:00–16:00", "dag", "7.00–25.00"])
def test_two_times_in_one_cell_are_two_or_a_fault(tmp_path: Path, joined: str) -> None:
    text = f"code,Tid\nD,07:00–16:00\nE,13–22\nN,21–7\nS,{joined}\n"
    place = ("shift_types", 5, "end" if "25" in joined else "start", "not_a_time")
    assert faults_of(small_case(tmp_path, {"shift_types": text})) == [place]


# -- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_may_hold_real_dates_times_and_numbers(tmp_path: Path) -> None:
    changes: dict[str, dict[str, Any]] = {
        "period": {"B2": datetime(2027, 9, 6), "C2": 2.0},
        "employees": {"F2": 2220.0, "J2": time(19, 30), "S2": 203.6, "Q5": True, "A3": "E2"},
        "shift_types": {"C2": time(7), "D2": timedelta(hours=16), "D3": timedelta(hours=24)},
        "demand": {"C4": date(2027, 9, 8), "F4": "0"},
        "visits": {"C2": 1234567, "C3": datetime(2027, 9, 8)},
        "wishes": {"D2": 2},
    }
    tables = read_case(workbook(tmp_path / "book.xlsx", changes)).tables
    assert (tables.period[0].start, tables.period[0].weeks) == (date(2027, 9, 6), 2)
    assert (tables.employees[0].day_break, str(tables.employees[0].wage)) == (minute_of("19:30"), "203.60")
    assert (tables.employees[0].full_time_minutes, tables.employees[3].hourly) == (2220, True)
    assert [(row.start, row.end) for row in tables.shift_types[:2]] == [(420, 960), (810, 0)]
    assert tables.demand[2].day == "2027-09-08"
    assert [row.days for row in tables.visits[:2]] == ["1234567", "2027-09-08"]
    assert tables.wishes[0].strength == "2"


def test_a_rate_shown_as_percent_is_percent(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"employees": {"E2": 0.75}})
    book = load_workbook(path)
    book["employees"]["E2"].number_format = "0%"
    book.save(path)
    assert read_case(path).tables.employees[0].rate == 75


def test_titles_notes_and_empty_sheets_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx")
    book = load_workbook(path)
    for sheet in book.worksheets:
        sheet.insert_rows(1, 2)
        sheet["A1"] = f"{sheet.title}, utskrivet 2027"
        sheet.merge_cells("A1:C1")
        sheet.cell(sheet.max_row + 3, 2).value = "   "
    book.create_sheet("Blad1")
    book["locks"]["C4"] = "ZZ"
    book.save(path)
    assert faults_of(path) == [("locks", 4, "shift_code", "unknown_shift_code")]


def test_a_formula_gives_the_value_that_was_saved_and_without_one_a_fault(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"employees": {"E2": "=50+25"}, "locks": {"A9": "=A2"}})
    assert faults_of(path) == [
        ("employees", 2, "rate", "formula_without_value"),
        ("locks", 9, "employee_id", "formula_without_value"),
        ("locks", 9, "date", "empty_cell"),
        ("locks", 9, "shift_code", "empty_cell"),
    ]


def test_text_that_looks_like_a_formula_or_a_number_stays_text(tmp_path: Path) -> None:
    units = "unit_id,name,family\nU1,=1+1,\nU2,007,\n"
    tables = read_case(small_case(tmp_path / "given", {"units": units})).tables
    write_case(tables, tmp_path / "book.xlsx")
    assert read_case(tmp_path / "book.xlsx").tables == tables
    cell = load_workbook(tmp_path / "book.xlsx")["units"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_workbook_looks_like_the_format_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == list(CASE)
    assert [cell.value for cell in book["employees"][1]] == list(CASE["employees"].columns)
    assert [cell.value for cell in book["period"][2]][1:4] == ["2027-09-06", 2, "home_care"]


# -- silly files ----------------------------------------------------------------------------------


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """A workbook with one of its parts written otherwise."""
    other = path.with_name("other.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(old, new, 1) if name == part else text)
    return other


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (b"<row", b"<row><<", {"damaged_workbook"}),
        (b"<sheetData>", b"<!DOCTYPE x><sheetData>", {"damaged_workbook"}),
        (b"</sheetData>", b"</sheetData>" + b" " * 70_000_000, {"too_large"}),
        (
            b"</sheetData>",
            b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>',
            {"too_many_rows"},
        ),
        (b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>', {"too_many_columns"}),
        (b"</sheetData>", b'<row r="9"><c r="ZZZZZZZ9"><v>1</v></c></row></sheetData>', {"damaged_workbook"}),
        (b"</sheetData>", b'<row r="9"><c r="A9"><v>' + b"9" * 5000 + b"</v></c></row></sheetData>", None),
        (b"</sheetData>", b'<row r="9"><c r="A9" t="s"><v>99</v></c></row></sheetData>', {"damaged_workbook"}),
    ],
)
def test_a_small_file_that_claims_much_takes_neither_time_nor_memory(
    tmp_path: Path, old: bytes, new: bytes, kinds: set[str] | None
) -> None:
    path = rewritten(workbook(tmp_path / "book.xlsx"), SHEET, old, new)
    try:
        read_case(path)
        told = set()
    except CaseError as error:
        told = {fault.kind for fault in error.faults}
    assert kinds is None or told == kinds


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_broken_bytes_is_a_fault_or_a_case(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    data = bytearray(workbook(tmp_path / "book.xlsx").read_bytes())
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    del data[chance.randrange(len(data)) if seed % 4 == 0 else len(data) :]
    (tmp_path / "book.xlsx").write_bytes(data)
    try:
        read_case(tmp_path / "book.xlsx")
    except CaseError as error:
        assert all(fault.said(language) for fault in error.faults for language in Language)


# -- whole or not at all --------------------------------------------------------------------------


def test_writing_into_a_folder_replaces_its_tables_and_nothing_else(tmp_path: Path) -> None:
    path = small_case(tmp_path / "case", {"Önskemål": SMALL["wishes"], "wishes": None})
    (path / "README.md").write_text("mine")
    (path / "other.csv").write_text("mine")
    tables = read_case(path).tables
    write_case(tables.model_copy(update={"rules": ()}), path)
    assert {"README.md", "other.csv", "wishes.csv"} <= set(contents(path))
    assert "Önskemål.csv" not in contents(path)
    assert read_case(path).tables.rules == ()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["case", "book.xlsx"])
def test_what_was_there_stays_when_writing_fails(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = read_case(small_case(tmp_path / "case")).tables
    write_case(tables, tmp_path / "book.xlsx")
    before = (contents(tmp_path / "case"), (tmp_path / "book.xlsx").read_bytes())
    replace, moves = Path.replace, iter(range(100))

    def fail_at_the_last(source: Path, target: Path) -> Path:
        if target.parent.name != "old" and (name != "case" or next(moves) == 7):
            raise OSError(28, "No space left on device")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", fail_at_the_last)
    with pytest.raises(SamschemaError, match="No space left"):
        write_case(tables.model_copy(update={"wishes": ()}), tmp_path / name)
    monkeypatch.undo()
    assert (contents(tmp_path / "case"), (tmp_path / "book.xlsx").read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "case"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tables = read_case(small_case(tmp_path / "case")).tables
    (tmp_path / "file").write_text("mine")
    for place in ("file", "file/below", "no\0name"):
        with pytest.raises(SamschemaError):
            write_case(tables, tmp_path / place)
    broken = tables.model_copy(
        update={"employees": (EmployeeRow(employee_id=EmployeeId("E\x01"), unit_id=UnitId("U1")),)}
    )
    with pytest.raises(SamschemaError):
        write_case(broken, tmp_path / "book.xlsx")
    assert (tmp_path / "file").read_text() == "mine"
    assert not (tmp_path / "book.xlsx").exists()


# -- the schema -----------------------------------------------------------------------------------


def test_every_column_of_the_models_is_described_and_nothing_else() -> None:
    assert {name: set(about.columns) for name, about in ABOUT.items()} == {
        name: set(table.columns) for name, table in CASE.items()
    }
    assert list(CASE) == list(Tables.model_fields)
    texts = [table.means for table in CASE.values()]
    texts += [column.means for table in CASE.values() for column in table.columns.values()]
    assert all(text.sv and text.en and text.sv != text.en for text in texts)


def test_no_name_means_two_things() -> None:
    tables = [folded(word) for table in CASE.values() for word in {folded(name): name for name in table.names}.values()]
    assert len(tables) == len(set(tables))
    for table in CASE.values():
        headings = [word for column in table.columns.values() for word in {folded(one) for one in column.headings}]
        headings += [folded(word) for word in table.about.joined]
        assert len(headings) == len(set(headings)), table.name


def test_what_a_column_holds_follows_from_its_type() -> None:
    employees, visits = CASE["employees"].columns, CASE["visits"].columns
    assert [employees[name].form for name in ("rate", "hourly", "day_break", "week_break", "nights", "wage")] == [
        Form.NUMBER, Form.YES_NO, Form.TIME, Form.WEEK_TIME, Form.CHOICE, Form.NUMBER
    ]  # fmt: skip
    assert (employees["groups"].many, employees["groups"].refers) == (True, ("groups",))
    assert employees["introduced"].refers == ("groups", "units")
    assert (visits["recipient_id"].required, visits["weeks"].choices) == (True, ("all", "odd", "even"))
    assert (visits["minutes"].form, visits["earliest"].form) == (Form.WHOLE, Form.TIME)
    assert [column.name for column in CASE["demand"].columns.values() if column.required] == [
        "unit_id", "day", "from", "to", "min"
    ]  # fmt: skip


def test_the_aliases_can_be_listed() -> None:
    known = {(table, column): words for table, column, words in aliases()}
    assert "anställda" in known["employees", None]
    assert "grad" in known["employees", "rate"]
    assert known["shift_types", "start+end"]
    assert table_called("ÖNSKEMÅL") == "wishes"


def test_the_rule_book_tells_what_a_case_may_change() -> None:
    class Resting(DailyRest):
        id = RuleId("resting")
        level = Level.AGREEMENT

    class Wishing(Resting):
        id = RuleId("wishing")
        level = Level.UNIT

    known = known_rules([Resting, Wishing])
    assert "hours" in known["resting"].parameters
    assert (known["resting"].may_be_priced, known["wishing"].may_be_priced) == (False, True)


# -- weight ---------------------------------------------------------------------------------------


def test_a_folder_is_read_without_heavy_libraries(tmp_path: Path) -> None:
    small_case(tmp_path)
    program = (
        "import sys; from pathlib import Path; from scheduler.files.read_case import read_case;"
        "read_case(Path(sys.argv[1]));"
        "print([name for name in ('openpyxl', 'pandas', 'numpy', 'ortools') if name in sys.modules])"
    )
    root = Path(__file__).parent.parent
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_new_workbook_of_no_case_is_told(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "new.xlsx")
    assert faults_of(tmp_path / "new.xlsx") == [("new.xlsx", None, None, "no_tables")]
