import csv
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.case.case import Case
from scheduler.case.rows import GroupRow, RecipientRow, Setting, ShiftTypeRow
from scheduler.clock import DAY, hours
from scheduler.errors import CaseError, Fault, SamschemaError
from scheduler.files.placing import placed
from scheduler.files.read_result import read_result
from scheduler.files.results import ore, roster_rows, summary_of, write_result
from scheduler.ids import GroupId, ShiftCode, UnitId
from scheduler.plan import Duty, Origin, Plan
from scheduler.solve.progress import Settings
from scheduler.text import Language
from tests.drawn import ANNA, GROUP, UNIT, drawn_case
from tests.small_unit import judged, small_case, small_plan

NAMES = {"roster.csv", "visit_plan.csv", "breaches.csv", "summary.json", "roster.xlsx"}


def written(folder: Path, case: Case, plan: Plan) -> Path:
    book, outcome = judged(case, plan)
    write_result(folder, book, outcome, summary_of(book, outcome, Settings(seed=7)))
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def read_text(folder: Path, case: Case, roster: str, visits: str | None = None) -> Plan:
    folder.mkdir(exist_ok=True)
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    if visits is not None:
        (folder / "visit_plan.csv").write_text(visits, encoding="utf-8")
    return read_result(folder, case).plan


def faults_of(folder: Path, case: Case, roster: str, visits: str | None = None) -> list[Fault]:
    with pytest.raises(CaseError) as caught:
        read_text(folder, case, roster, visits)
    return list(caught.value.faults)


def places(faults: Iterable[Fault]) -> list[tuple[str, str, int | None, str | None, str | None]]:
    return [(fault.kind, fault.table, fault.row, fault.column, fault.value) for fault in faults]


# -- writing --------------------------------------------------------------------------------------


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    case = small_case()
    plan = small_plan(case)
    back = read_result(written(tmp_path / "out", case, plan), case)
    assert back.warnings == ()
    assert {who: row for who, row in back.plan.duties.items() if row} == plan.duties
    assert back.plan.meetings == plan.meetings


def test_a_result_is_these_files_and_no_others(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path / "deep" / "out", case, small_plan(case))
    assert {file.name for file in folder.iterdir()} == NAMES
    assert [file.name for file in folder.parent.iterdir()] == ["out"]


def test_the_breaches_add_up_to_the_rules_and_those_to_the_objective(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    sums: dict[str, Decimal] = {}
    for row in rows(folder / "breaches.csv"):
        assert row["hard"] == "no" or row["kronor"] == "0.00"
        sums[row["rule_id"]] = sums.get(row["rule_id"], Decimal(0)) + Decimal(row["kronor"])
    assert {rule: float(total) for rule, total in sums.items() if total} == told["kronor_per_rule"]
    assert float(sum(sums.values())) == pytest.approx(told["objective"], abs=1e-9)


def test_money_is_rounded_to_the_ore_halves_up() -> None:
    assert [ore(kronor) for kronor in (16.665, 16.664999, 2.675, 0.0)] == [
        Decimal(words) for words in ("16.67", "16.66", "2.68", "0.00")
    ]


def test_the_summary_says_how_it_came_to_be(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert told["case_id"] == "drawn"
    assert told["fingerprint"] == case.fingerprint
    assert told["status"] == "infeasible"
    assert told["seed"] == 7
    assert set(told["versions"]) == {"samschema", "ortools", "python"}
    assert told["bound"] is None and told["gap"] is None
    for name in ("faces_mean", "contact_share", "visits_made_share", "min_short_hours", "wishes_granted_share"):
        assert name in told
    assert told["strain"]["anna"]["shifts"] == 9


def test_breaches_tell_the_time_of_day_or_dates_where_the_span_leaves_the_day(tmp_path: Path) -> None:
    case = drawn_case(weeks=1, people=("anna",))
    plan = Plan(
        case, {ANNA: tuple(Duty(case.shift(day, ShiftCode(code)), UNIT) for day, code in ((0, "E"), (1, "D")))}, {}
    )
    found = {row["rule_id"]: row for row in rows(written(tmp_path, case, plan) / "breaches.csv")}
    rest = found["daily_rest"]
    assert (rest["date"], rest["from"], rest["to"]) == ("2027-02-02", "2027-02-01T13:00", "2027-02-02T16:00")
    assert rest["text_sv"] and rest["text_en"] and rest["text_sv"] != rest["text_en"]


def test_times_are_those_of_the_wall_also_when_the_clock_changes() -> None:
    case = drawn_case(begin=date(2027, 3, 22), weeks=1)  # the clock goes forward on the last night
    night = case.shift(5, ShiftCode("N"))
    pause = case.clock.at(5, hours(4) + DAY)
    row = next(roster_rows(Plan(case, {ANNA: (Duty(night, UNIT, pause=pause),)}, {})))
    assert night.paid == hours(9)
    assert (row.start, row.end, row.break_start) == (hours(21), hours(7) + DAY, hours(4))


def test_a_break_after_midnight_is_read_back(tmp_path: Path) -> None:
    case = drawn_case(weeks=1)
    pause = case.clock.at(2, hours(3) + DAY)
    plan = Plan(case, {ANNA: (Duty(case.shift(2, ShiftCode("N")), UNIT, GROUP, Origin.LOCK, pause),)}, {})
    assert read_result(written(tmp_path, case, plan), case).plan.duties == plan.duties


# -- whole or not at all --------------------------------------------------------------------------


def test_what_was_there_stays_when_writing_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("old")
    with pytest.raises(RuntimeError), placed(tmp_path) as stage:
        (stage / "roster.csv").write_text("new")
        raise RuntimeError
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"roster.csv": "old"}


def test_what_was_there_stays_when_one_file_cannot_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(SamschemaError), placed(tmp_path) as stage:
        (stage / "a.csv").write_text("new")
        (stage / "b.csv").write_text("new")
        (stage / "old").write_text("in the way")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.csv": "old"}


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    case = small_case()
    written(tmp_path, case, small_plan(case))
    written(tmp_path, case, small_plan(case))
    assert {file.name for file in tmp_path.iterdir()} == NAMES | {"notes.txt"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file")
    with pytest.raises(SamschemaError, match="is a file"), placed(taken):
        pass


# -- reading what others made ---------------------------------------------------------------------


def test_three_columns_are_enough(tmp_path: Path) -> None:
    case = small_case()
    plan = read_text(tmp_path, case, "employee_id,date,shift_code\nanna,2027-02-01,D\nanna,2027-02-02,-\n")
    (duty,) = plan.duties[ANNA]
    assert (duty.shift, duty.unit, duty.group, duty.origin) == (
        case.shift(0, ShiftCode("D")),
        UNIT,
        None,
        Origin.HAND,
    )
    assert plan.meetings == {}


def test_a_place_left_out_is_the_types_else_the_persons(tmp_path: Path) -> None:
    ward = ShiftTypeRow(code=ShiftCode("W"), start=hours(7), end=hours(16), group_id=GroupId("w2"))
    case = drawn_case(
        setting=Setting.CARE_HOME,
        shift_types=(ward, ShiftTypeRow(code=ShiftCode("D"), start=hours(7), end=hours(16))),
        groups=(GroupRow(group_id=GROUP, unit_id=UNIT), GroupRow(group_id=GroupId("w2"), unit_id=UNIT)),
    )
    roster = "employee_id,date,shift_code,group_id\nanna,2027-02-01,D,\nanna,2027-02-02,W,\nanna,2027-02-03,D,w2\n"
    duties = read_text(tmp_path, case, roster).duties[ANNA]
    assert [(duty.unit, duty.group) for duty in duties] == [(UNIT, GROUP), (UNIT, "w2"), (UNIT, "w2")]


def test_headings_may_be_swedish_and_cells_separated_by_semicolons(tmp_path: Path) -> None:
    plan = read_text(tmp_path, small_case(), "Anst.nr;Datum;Pass\nanna;2027-02-01;D\n")
    assert [duty.shift.code for duty in plan.duties[ANNA]] == ["D"]


def test_a_single_file_is_the_roster_alone(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    other = (folder / "roster.csv").rename(folder / "ours.csv")
    plan = read_result(other, case).plan
    assert plan.duties.keys() == small_plan(case).duties.keys()
    assert plan.meetings == {}


def test_a_workbook_with_a_sheet_per_table_is_a_result_too(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    workbook = Workbook()
    workbook.create_sheet("Anteckningar").append(["till", "mig"])
    for name in ("roster", "visit_plan"):
        sheet = workbook.create_sheet(name)
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                sheet.append(row)
    workbook.save(tmp_path / "theirs.xlsx")
    found = read_result(tmp_path / "theirs.xlsx", case)
    assert found.plan.meetings == small_plan(case).meetings
    assert found.plan.duties == read_result(folder, case).plan.duties
    assert found.warnings == ()


def test_the_wall_sheet_is_a_roster_whose_visits_are_unknown(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    found = read_result(folder / "roster.xlsx", case)
    assert found.plan.meetings == {} and not found.tells_visits
    assert read_result(folder, case).tells_visits


def test_two_shifts_on_a_date_are_for_the_rules_to_judge(tmp_path: Path) -> None:
    roster = "employee_id,date,shift_code\nanna,2027-02-01,D\nanna,2027-02-01,E\n"
    assert [duty.shift.code for duty in read_text(tmp_path, small_case(), roster).duties[ANNA]] == ["D", "E"]


def test_the_order_of_rows_never_matters(tmp_path: Path) -> None:
    case = small_case()
    lines = [f"anna,2027-02-0{day},{code}\n" for day, code in ((1, "D"), (1, "K"), (1, "E"), (2, "K"), (2, "D"))]
    head = "employee_id,date,shift_code\n"
    one, other = (read_text(tmp_path / "a", case, head + "".join(way)) for way in (lines, lines[::-1]))
    assert one.duties == other.duties
    assert [shift.code for shift in one.shifts_of(ANNA)] == ["K", "D", "E", "K", "D"]
    again = one.with_duties({ANNA: one.duties[ANNA][::-1]})
    assert (again.duties, again.shifts_of(ANNA)) == (one.duties, one.shifts_of(ANNA))


def test_an_empty_roster_is_one_in_which_nobody_works(tmp_path: Path) -> None:
    assert read_text(tmp_path, small_case(), "employee_id,date,shift_code\n").duties == {}


def test_every_fault_of_a_roster_is_told_at_once(tmp_path: Path) -> None:
    roster = """employee_id,date,shift_code,start,end,unit_id,group_id,break_start
nobody,2027-02-01,D,,,,,
anna,2027-02-30,D,,,,,
anna,2026-12-24,D,,,,,
anna,2027-02-01,Q,,,,,
anna,2027-02-02,D,07:30,16:00,,,
anna,2027-02-03,D,,,u,nowhere,
anna,2027-02-04,D,,,,,17:00
anna,2027-02-05,D,,,,,
anna,2027-02-05,D,,,,,
,2027-02-06,D,,,,,
anna,2027-02-08,D,25:00,,,,
"""
    assert places(faults_of(tmp_path, small_case(), roster)) == [
        ("unknown_employee", "roster", 2, "employee_id", "nobody"),
        ("not_a_date", "roster", 3, "date", "2027-02-30"),
        ("date_outside_period", "roster", 4, "date", "2026-12-24"),
        ("unknown_shift_code", "roster", 5, "shift_code", "Q"),
        ("time_differs", "roster", 6, "start", "07:30"),
        ("unknown_group", "roster", 7, "group_id", "nowhere"),
        ("break_outside_shift", "roster", 8, "break_start", "17:00"),
        ("duplicate_row", "roster", 10, None, None),
        ("empty_cell", "roster", 11, "employee_id", None),
        ("not_a_time", "roster", 12, "start", "25:00"),
    ]


def test_every_fault_of_a_visit_plan_is_told_at_once(tmp_path: Path) -> None:
    roster = "employee_id,date,shift_code\nanna,2027-02-01,D\n"
    visits = """visit_id,start,employees
lunch@2027-02-01,12:00,anna
morning@2027-02-01,,anna
morning@2027-02-02,8.61,anna|bo
morning@2027-02-03,08:00,anna|anna
morning@2027-02-04,08:00,anna|nobody
evening@2027-02-01,,
evening@2027-02-01,18:00,bo
"""
    assert places(faults_of(tmp_path, small_case(), roster, visits)) == [
        ("unknown_visit", "visit_plan", 2, "visit_id", "lunch@2027-02-01"),
        ("visit_without_start", "visit_plan", 3, "employees", "anna"),
        ("not_a_time", "visit_plan", 4, "start", "8.61"),
        ("employee_twice", "visit_plan", 5, "employees", "anna"),
        ("unknown_employee", "visit_plan", 6, "employees", "nobody"),
        ("duplicate_key", "visit_plan", 8, "visit_id", "evening@2027-02-01"),
    ]


def test_a_place_that_contradicts_itself_is_a_fault(tmp_path: Path) -> None:
    ward = ShiftTypeRow(code=ShiftCode("W"), start=hours(7), end=hours(16), group_id=GROUP)
    case = drawn_case(
        shift_types=(ward, ShiftTypeRow(code=ShiftCode("D"), start=hours(7), end=hours(16))),
        groups=(GroupRow(group_id=GROUP, unit_id=UNIT), GroupRow(group_id=GroupId("far"), unit_id=UnitId("v"))),
    )
    roster = "employee_id,date,shift_code,unit_id,group_id\nanna,2027-02-01,W,,far\nanna,2027-02-02,D,u,far\n"
    assert places(faults_of(tmp_path, case, roster)) == [
        ("place_differs", "roster", 2, "group_id", "far"),
        ("group_of_other_unit", "roster", 3, "group_id", "far"),
    ]


@pytest.mark.parametrize("name", ["", "nowhere", "summary.json"])
def test_what_holds_no_roster_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "summary.json").write_text("{}")
    with pytest.raises(CaseError) as caught:
        read_result(tmp_path / name, small_case())
    (fault,) = caught.value.faults
    assert fault.kind == ("no_such_path" if name == "nowhere" else "no_roster")
    assert "roster.csv" in fault.said(Language.SWEDISH)


def test_a_result_of_another_case_is_a_warning(tmp_path: Path) -> None:
    case = small_case()
    folder = written(tmp_path, case, small_plan(case))
    (warning,) = read_result(folder, small_case(weeks=3)).warnings
    assert warning.kind == "other_case" and warning.warning


def test_unknown_columns_are_a_warning(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("employee_id,date,shift_code,mood\nanna,2027-02-01,D,good\n")
    (warning,) = read_result(tmp_path, small_case()).warnings
    assert (warning.kind, warning.column) == ("unknown_column", "mood")


def test_a_recipient_who_has_left_has_no_visits_to_plan(tmp_path: Path) -> None:
    gone = RecipientRow(recipient_id="r1", group_id=GROUP, last=date(2027, 2, 3))
    case = small_case(recipients=(gone,))
    roster = "employee_id,date,shift_code\n"
    (fault,) = faults_of(tmp_path, case, roster, "visit_id,start,employees\nmorning@2027-02-04,08:00,anna\n")
    assert fault.kind == "unknown_visit"
