"""Every kind of fault of a case: found at its place, alone, and said in two languages."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from string import Formatter

import pytest

from scheduler.clock import hours
from scheduler.errors import CaseError, Fault
from scheduler.files import faults
from scheduler.files.known import KnownRule, KnownRules
from scheduler.files.read_case import read_case
from scheduler.level import Level
from scheduler.rule import HOUR, Parameter, Stricter
from scheduler.text import Language
from tests.small_case import SMALL, added, changed, small_case, text_of

Changes = Mapping[str, str | None]
Place = tuple[str, int | None, str | None, str | None, str]  # table, row, column, value, kind

KNOWN: KnownRules = {
    "resting": KnownRule(
        {"hours": Parameter("hours", "hours", HOUR, int, hours(11), Stricter.MORE)}, Level.AGREEMENT, hard=True
    ),
    "meeting": KnownRule({}, Level.MUNICIPALITY),
    "caring": KnownRule({"floor": Parameter("floor", "floor", 1, int, 4, Stricter.LESS)}, of_care=True),
    "counting": KnownRule({"floor": Parameter("floor", "floor", 1, int, 4, Stricter.LESS)}, Level.UNIT),
}


def found(path: Path) -> list[Fault]:
    """The faults of a case, or its warnings when it has none."""
    try:
        return list(read_case(path, KNOWN).warnings)
    except CaseError as error:
        return list(error.faults)


def places(faults: list[Fault]) -> list[Place]:
    return [(fault.table, fault.row, fault.column, fault.value, fault.kind) for fault in faults]


def in_cell(table: str, row: int, column: str, value: str, kind: str) -> tuple[Changes, Place]:
    """A wrong value in one cell, which is where the fault lies."""
    return changed(table, row, column, value), (table, row, column, value or None, kind)


WRONG_CELLS = [
    # -- what a cell may be
    in_cell("period", 2, "case_id", "", "empty_cell"),
    in_cell("employees", 3, "unit_id", "", "empty_cell"),
    in_cell("demand", 3, "min", "", "empty_cell"),
    in_cell("visits", 2, "days", "", "empty_cell"),
    in_cell("employees", 2, "rate", "hel", "not_a_number"),
    in_cell("visits", 2, "minutes", "tjugo", "not_a_number"),
    in_cell("ledger", 2, "points", "1,5,0", "not_a_number"),
    in_cell("visits", 2, "minutes", "07:30", "not_a_number"),
    in_cell("employees", 2, "balance_minutes", "NaN", "not_a_number"),
    in_cell("visits", 2, "minutes", "20,5", "not_a_whole_number"),
    in_cell("shift_types", 2, "end", "25:30", "not_a_time"),
    in_cell("shift_types", 2, "start", "24:00", "not_a_time"),
    in_cell("shift_types", 2, "start", "7:60", "not_a_time"),
    in_cell("visits", 2, "earliest", "morgon", "not_a_time"),
    in_cell("visits", 2, "earliest", "7.5", "not_a_time"),
    in_cell("employees", 2, "day_break", "2027-09-06", "not_a_time"),
    in_cell("employees", 2, "week_break", "20:00", "not_a_week_time"),
    in_cell("employees", 2, "week_break", "sun 25:00", "not_a_week_time"),
    in_cell("wishes", 2, "date", "fredag", "not_a_date"),
    in_cell("wishes", 2, "date", "10/9 2027", "not_a_date"),
    in_cell("wishes", 2, "date", "27-09-10", "not_a_date"),
    in_cell("absences", 2, "to", "2027-02-30", "not_a_date"),
    in_cell("period", 2, "start", "9999-12-27", "not_a_date"),
    in_cell("employees", 2, "hourly", "kanske", "not_yes_or_no"),
    in_cell("period", 2, "setting", "hospital", "unknown_setting"),
    in_cell("period", 2, "timezone", "Europe", "unknown_timezone"),
    in_cell("period", 2, "timezone", "Mars/Olympus", "unknown_timezone"),
    in_cell("period", 2, "timezone", "../etc", "unknown_timezone"),
    in_cell("employees", 2, "nights", "sometimes", "not_in_list"),
    in_cell("wishes", 2, "strength", "4", "not_in_list"),
    in_cell("shift_types", 2, "kind", "morning", "not_in_list"),
    in_cell("visits", 2, "weeks", "third", "not_in_list"),
    in_cell("pairs", 2, "kind", "beside", "not_in_list"),
    in_cell("rules", 2, "owner", "Q", "not_in_list"),
    in_cell("holidays_worked", 2, "holiday", "pentecost", "not_in_list"),
    in_cell("wishes", 2, "wish", "holiday", "unknown_wish"),
    in_cell("wishes", 2, "wish", "not:X9", "unknown_wish"),
    in_cell("demand", 2, "day", "someday", "not_a_day"),
    in_cell("demand", 2, "day", "2027-02-30", "not_a_date"),
    in_cell("visits", 2, "days", "|", "no_day"),
    in_cell("visits", 2, "days", "0", "not_a_weekday"),
    in_cell("visits", 2, "days", "128", "not_a_weekday"),
    in_cell("visits", 2, "days", "1|2027-09-08", "not_a_weekday"),
    in_cell("prices", 2, "kronor", "dyrt", "not_a_price"),
    in_cell("employees", 2, "skills", "car, insulin", "not_a_list"),
    in_cell("employees", 2, "name", "#N/A", "cell_error"),
    in_cell("employees", 2, "rate", "#DIV/0!", "cell_error"),
    (
        changed("employees", 2, "name", "Å\x01sa"),
        ("employees", 2, "name", "Å�sa", "control_character"),
    ),
    (
        changed("employees", 2, "name", "a" * 10_001),
        ("employees", 2, "name", "a" * 40 + "…", "too_long"),
    ),
    # -- how large
    in_cell("period", 2, "weeks", "0", "out_of_range"),
    in_cell("period", 2, "weeks", "17", "out_of_range"),
    in_cell("employees", 2, "rate", "750", "out_of_range"),
    in_cell("employees", 2, "rate", "-5", "out_of_range"),
    in_cell("employees", 2, "rate", "0,75", "out_of_range"),
    in_cell("employees", 2, "rate", "7,5", "unlikely_rate"),
    in_cell("visits", 2, "minutes", "0", "out_of_range"),
    in_cell("visits", 2, "staff", "3", "out_of_range"),
    in_cell("visits", 2, "staff", "0", "out_of_range"),
    in_cell("travel", 2, "minutes", "-1", "out_of_range"),
    in_cell("employees", 5, "wage", "-168", "negative"),
    in_cell("shift_types", 2, "break_minutes", "-45", "negative"),
    in_cell("demand", 4, "min", "-1", "negative"),
    in_cell("prices", 2, "kronor", "-12.5", "negative"),
    # -- who and where
    in_cell("wishes", 2, "employee_id", "E9", "unknown_employee"),
    in_cell("absences", 2, "employee_id", "E9", "unknown_employee"),
    in_cell("base_roster", 2, "employee_id", "E9", "unknown_employee"),
    in_cell("locks", 2, "employee_id", "e1", "unknown_employee"),
    in_cell("ledger", 2, "employee_id", "E9", "unknown_employee"),
    in_cell("pairs", 2, "employee_b", "E9", "unknown_employee"),
    in_cell("recipients", 2, "contact", "E98", "unknown_employee"),
    in_cell("recipients", 2, "deputy", "E98", "unknown_employee"),
    in_cell("recipients", 2, "preferred", "E98", "unknown_employee"),
    in_cell("recipients", 2, "barred", "E98", "unknown_employee"),
    in_cell("employees", 2, "unit_id", "U9", "unknown_unit"),
    in_cell("demand", 2, "unit_id", "U9", "unknown_unit"),
    in_cell("groups", 4, "unit_id", "U9", "unknown_unit"),
    in_cell("employees", 2, "groups", "G9", "unknown_group"),
    in_cell("recipients", 3, "group_id", "G9", "unknown_group"),
    in_cell("travel", 2, "to_group", "G9", "unknown_group"),
    in_cell("employees", 2, "introduced", "X9", "unknown_place"),
    in_cell("visits", 2, "recipient_id", "R9", "unknown_recipient"),
    in_cell("locks", 2, "shift_code", "ZZ9", "unknown_shift_code"),
    in_cell("history", 2, "shift_code", "ZZ9", "unknown_shift_code"),
    in_cell("rules", 2, "who", "nobody", "unknown_who"),
    (added("rules", "caring,floor,3,E1,U,2027-01-28,Nytt"), ("rules", 4, "who", "E1", "not_of_employees")),
    # -- the rule book
    in_cell("rules", 2, "rule_id", "sleeping", "unknown_rule"),
    in_cell("prices", 2, "rule_id", "sleeping", "unknown_rule"),
    in_cell("rules", 2, "parameter", "minutes", "unknown_parameter"),
    in_cell("rules", 3, "value", "4.5", "not_a_parameter_value"),
    in_cell("prices", 3, "kronor", "100", "may_not_be_priced"),
    # -- when
    in_cell("period", 2, "start", "2027-09-07", "start_not_monday"),
    in_cell("wishes", 2, "date", "2027-09-20", "date_outside_period"),
    in_cell("wishes", 2, "date", "2027-09-05", "date_outside_period"),
    in_cell("locks", 2, "date", "2027-09-20", "date_outside_period"),
    in_cell("base_roster", 2, "date", "2027-09-05", "date_outside_period"),
    in_cell("posted", 2, "date", "2027-09-20", "date_outside_period"),
    in_cell("history", 2, "date", "2027-09-06", "history_inside_period"),
    in_cell("history", 2, "date", "2017-09-05", "history_too_old"),
    in_cell("demand", 4, "day", "2027-12-24", "date_not_used"),
    in_cell("absences", 3, "to", "2027-09-05", "date_not_used"),
    (added("absences", "E1,2027-09-21,2027-09-30,,"), ("absences", 4, "from", "2027-09-21", "date_not_used")),
    in_cell("visits", 3, "days", "2027-09-20", "date_not_used"),
    in_cell("absences", 2, "to", "2027-09-12", "end_before_start"),
    in_cell("recipients", 3, "to", "2027-09-01", "end_before_start"),
    in_cell("visits", 2, "latest", "07:00", "latest_before_earliest"),
    in_cell("visits", 3, "latest", "01:00", "window_crosses_midnight"),
    # -- shifts
    in_cell("shift_types", 2, "end", "07:00", "no_length"),
    in_cell("shift_types", 2, "break_minutes", "540", "break_longer_than_shift"),
    in_cell("shift_types", 5, "break_minutes", "450", "break_longer_than_shift"),
    in_cell("shift_types", 5, "gap_end", "10:00", "end_before_start"),
    in_cell("shift_types", 5, "gap_start", "06:00", "gap_outside_shift"),
    in_cell("shift_types", 5, "gap_start", "", "half_gap"),
    in_cell("shift_types", 5, "gap_end", "", "half_gap"),
    in_cell("demand", 2, "min", "19", "min_above_max"),
    in_cell("demand", 2, "target", "4", "target_above_max"),
    # -- rows by themselves
    in_cell("pairs", 2, "employee_b", "E1", "self_pair"),
    in_cell("demand", 4, "group_id", "G3", "group_of_other_unit"),
    in_cell("shift_types", 3, "group_id", "G3", "group_of_other_unit"),
    in_cell("recipients", 2, "barred", "E1", "contradiction"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG_CELLS, ids=lambda it: "-".join(map(str, it))[:60])
def test_a_wrong_cell_is_one_fault_at_that_cell(tmp_path: Path, changes: Changes, place: Place) -> None:
    assert places(found(small_case(tmp_path, changes))) == [place]


NO_SHIFTS = dict.fromkeys(("shift_types", "history", "posted", "base_roster", "locks"))
PAIRS = "employee_a,employee_b,kind"
TRAVEL = "from_group,to_group,minutes"

WRONG_ROWS: list[tuple[Changes, Place]] = [
    *(in_cell("shift_types", 5, "code", code, "reserved_word") for code in ("-", "free", "not:D")),
    (changed("visits", 2, "series_id", "V@1"), ("visits", 2, "series_id", "V@1", "forbidden_sign")),
    (added("groups", "G|4,U1,"), ("groups", 5, "group_id", "G|4", "forbidden_sign")),
    (changed("shift_types", 2, "kind", "split"), ("shift_types", 2, "kind", "split", "split_without_gap")),
    (added("demand", "U1,,tue,07:00,16:00,3,2,,"), ("demand", 5, "min", "3", "min_above_target")),
    # -- the same twice
    (added("period", "other,2027-09-06,2,home_care,,,"), ("period", 3, None, None, "more_than_one_row")),
    (
        added("employees", "E2,Bo,,U1,40,,,,,,,,,,,,,,,,"),
        ("employees", 6, "employee_id", "E2", "two_contracts"),
    ),
    (
        added("employees", "E3,Cia Ekh,,U2,,,,,,,,,,,,,,,,,"),
        ("employees", 6, "employee_id", "E3", "duplicate_key"),
    ),
    (added("visits", "V1,R2,1,,07:30,09:00,30,,,care"), ("visits", 5, "series_id", "V1", "duplicate_key")),
    (added("units", "U1,Öster,"), ("units", 4, "unit_id", "U1", "duplicate_key")),
    (added("travel", "G1,G2,10"), ("travel", 4, "from_group", "G1", "duplicate_row")),
    (added("locks", "E1,2027-09-08,D"), ("locks", 4, "employee_id", "E1", "duplicate_row")),
    (added("wishes", "E1,2027-09-10,free,2,family"), ("wishes", 5, "employee_id", "E1", "duplicate_row")),
    (added("absences", "E3,2027-08-30,2027-09-06,sick,"), ("absences", 4, "employee_id", "E3", "duplicate_row")),
    (added("pairs", "E2,E1,apart"), ("pairs", 3, "employee_a", "E2", "duplicate_row")),
    # -- two things that cannot both be
    (added("locks", "E1,2027-09-08,-"), ("locks", 4, "shift_code", "-", "contradiction")),
    (added("base_roster", "E1,2027-09-06,E"), ("base_roster", 4, "shift_code", "E", "contradiction")),
    (added("travel", "G1,G2,11"), ("travel", 4, "minutes", "11", "contradiction")),
    (added("pairs", "E2,E1,together"), ("pairs", 3, "kind", "together", "contradiction")),
    (added("prices", "counting,13"), ("prices", 4, "kronor", "13", "contradiction")),
    (added("rules", "resting,hours,10,,C,2027-01-28,Nytt"), ("rules", 4, "value", "10", "contradiction")),
    (added("rules", "counting,floor,3,G1,,2027-01-28,Nytt"), ("rules", 4, "value", "3", "contradiction")),
    (added("wishes", "E1,2027-09-10,free,3,"), ("wishes", 5, "strength", "3", "contradiction")),
    (added("wishes", "E1,2027-09-10,evening,,"), ("wishes", 5, "wish", "evening", "contradictory_wishes")),
    (added("wishes", "E1,2027-09-10,not:free,,"), ("wishes", 5, "wish", "not:free", "contradictory_wishes")),
    (added("absences", "E3,2027-09-19,2027-09-20,,"), ("absences", 4, "from", "2027-09-19", "overlapping_absences")),
    # -- who may decide what
    (added("rules", "resting,hours,10,,M,2027-01-28,Nytt"), ("rules", 4, "value", "10", "milder_than_allowed")),
    (added("rules", "counting,floor,5,E1,P,2027-01-28,Nytt"), ("rules", 4, "value", "5", "milder_than_allowed")),
    (added("rules", "counting,floor,3,G1,P,2027-01-28,Nytt"), ("rules", 4, "owner", "P", "owner_needs_who")),
    (added("rules", "counting,floor,3,U1,G,2027-01-28,Nytt"), ("rules", 4, "owner", "G", "owner_needs_who")),
    (added("rules", "counting,floor,3,,U,2027-01-28,"), ("rules", 4, None, None, "decision_not_told")),
    (added("rules", "counting,floor,3,,U,2027-09-08,Nytt"), ("rules", 4, "since", "2027-09-08", "not_yet_in_force")),
    (
        {"prices": "rule_id,kronor,owner\nmeeting,never,M\nmeeting,70,U\n"},
        ("prices", 3, "kronor", "70", "priced_though_never"),
    ),
    # -- headings and tables
    ({"pairs": "employee_a,employee_b\nE1,E2\n"}, ("pairs", 1, "kind", None, "missing_column")),
    ({"pairs": f"{PAIRS},kind\n"}, ("pairs", 1, "kind", "kind", "duplicate_column")),
    ({"pairs": f"{PAIRS},typ\n"}, ("pairs", 1, "typ", "typ", "duplicate_column")),
    ({"pairs": f"{PAIRS},note,note\n"}, ("pairs", 1, "note", "note", "duplicate_column")),
    ({"pairs": f"{PAIRS},note\n"}, ("pairs", 1, "note", "note", "unknown_column")),
    ({"pairs": f"{PAIRS},\nE1,E2,apart,ja\n"}, ("pairs", 2, None, "ja", "cell_without_heading")),
    ({"travel": f"{TRAVEL}\nG1,G2,1,5\n"}, ("travel", 2, None, None, "more_cells_than_headings")),
    ({"pairs": "x,y,z\n"}, ("pairs", 1, None, None, "no_header")),
    ({"pairs": "E1,E2,\nemployee_a,employee_b,kind\n"}, ("pairs", 1, None, None, "row_above_headings")),
    ({"pairs": f'{PAIRS}\n"E1,E2,apart\n'}, ("pairs", 2, None, "pairs.csv", "broken_quotes")),
    (NO_SHIFTS, ("shift_types", None, None, None, "missing_table")),
    ({"period": SMALL["period"].splitlines()[0]}, ("period", None, None, None, "empty_table")),
    ({"par": f"{PAIRS}\n"}, ("pairs", None, None, "par.csv", "duplicate_table")),
    ({"Blad1": "a,b\n"}, ("Blad1", None, None, "Blad1", "unknown_table")),
    ({"pairs": PAIRS + ",x" * 300}, ("pairs", 1, None, "pairs.csv", "too_many_columns")),
    ({"pairs": f"{PAIRS}\n" + "E1,E2,apart\n" * 100_001}, ("pairs", 100_001, None, "pairs.csv", "too_many_rows")),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "place"), WRONG_ROWS, ids=lambda it: "-".join(map(str, it))[:60])
def test_a_wrong_row_or_table_is_one_fault_at_its_place(tmp_path: Path, changes: Changes, place: Place) -> None:
    assert places(found(small_case(tmp_path, changes))) == [place]


def test_the_small_case_has_no_fault_and_no_warning(tmp_path: Path) -> None:
    assert found(small_case(tmp_path)) == []


def test_all_faults_are_told_at_once_in_the_order_of_tables_and_rows(tmp_path: Path) -> None:
    changes = {
        **changed("wishes", 2, "employee_id", "E9"),
        **changed("employees", 2, "rate", "750"),
        **added("locks", "E1,2027-09-08,-", "E1,2027-09-30,D"),
        **changed("shift_types", 2, "end", "25:30"),
    }
    assert [(table, row, kind) for table, row, _, _, kind in places(found(small_case(tmp_path, changes)))] == [
        ("employees", 2, "out_of_range"),
        ("shift_types", 2, "not_a_time"),
        ("wishes", 2, "unknown_employee"),
        ("locks", 4, "contradiction"),
        ("locks", 5, "date_outside_period"),
    ]


def test_a_faulty_cell_does_not_make_other_rows_wrong(tmp_path: Path) -> None:
    """The code, the person and the period are known although another cell of their row is not."""
    changes = {
        **changed("shift_types", 2, "start", "bad"),
        **changed("employees", 2, "wage", "bad"),
        **changed("period", 2, "weeks", "bad"),
        **changed("groups", 2, "unit_id", ""),
    }
    kinds = [kind for *_, kind in places(found(small_case(tmp_path, changes)))]
    assert kinds == ["not_a_number", "not_a_number", "not_a_time", "empty_cell"]


@pytest.mark.parametrize("missing", ["units", "groups", "demand", "recipients", "rules"])
def test_a_table_that_is_not_required_may_be_left_out(tmp_path: Path, missing: str) -> None:
    without: Changes = {missing: None, "visits": None} if missing == "recipients" else {missing: None}
    assert found(small_case(tmp_path, without)) == []


def test_without_a_table_of_units_those_of_the_employees_are_the_units_there_are(tmp_path: Path) -> None:
    changes = {"units": None, **changed("demand", 2, "unit_id", "U9")}
    assert places(found(small_case(tmp_path, changes))) == [("demand", 2, "unit_id", "U9", "unknown_unit")]


def test_an_absence_on_the_day_after_the_period_has_an_effect(tmp_path: Path) -> None:
    changes = added("absences", "E1,2027-09-20,2027-09-30,,")  # the last night runs into it
    assert found(small_case(tmp_path, changes)) == []


def test_a_lock_on_an_absence_is_no_fault(tmp_path: Path) -> None:
    changes = added("locks", "E3,2027-09-13,E")  # on her holiday: legal input, for the search to refuse
    assert found(small_case(tmp_path, changes)) == []


def test_what_the_rules_are_is_judged_only_by_whoever_knows_them(tmp_path: Path) -> None:
    changes = {**changed("rules", 2, "rule_id", "sleeping"), **changed("prices", 3, "kronor", "100")}
    assert read_case(small_case(tmp_path, changes)).warnings == ()


def test_faults_beyond_a_thousand_are_counted(tmp_path: Path) -> None:
    many = added("base_roster", *(f"E1,2027-09-{day:02d},Q{day}" for day in range(8, 20)))
    rows = [["employee_id", "date", "shift_code"], *(["E9", "2027-09-08", "D"] for _ in range(1500))]
    told = found(small_case(tmp_path, {**many, "posted": text_of(rows)}))
    assert len(told) == 1001
    assert (told[-1].kind, told[-1].values["more"]) == ("too_many_faults", 12 + 1500 + 1499 - 1000)


# -- paths and files ------------------------------------------------------------------------------


def kinds(path: Path) -> list[str]:
    return [fault.kind for fault in found(path)]


def test_a_path_that_is_no_case_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("hello")
    (tmp_path / "text.xlsx").write_text("hello")
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    (tmp_path / "none.xlsx").write_bytes(b"")
    assert kinds(tmp_path / "nowhere") == ["no_such_path"]
    assert kinds(tmp_path / "no\0where") == ["no_such_path"]
    assert kinds(tmp_path / "nowhere.xlsx") == ["no_such_path"]
    assert kinds(tmp_path / "empty") == ["no_tables"]
    assert kinds(tmp_path / "note.txt") == ["not_a_workbook"]
    assert kinds(tmp_path / "text.xlsx") == ["damaged_workbook"]
    assert kinds(tmp_path / "old.xlsx") == ["locked_workbook"]
    assert kinds(tmp_path / "none.xlsx") == ["damaged_workbook"]


def test_a_file_that_is_not_text_is_told_and_its_rows_are_not_missed(tmp_path: Path) -> None:
    small_case(tmp_path)
    (tmp_path / "employees.csv").write_bytes(b"PK\x03\x04\0\0\0")
    assert kinds(tmp_path) == ["not_text"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    small_case(tmp_path)
    with (tmp_path / "wishes.csv").open("ab") as file:
        file.truncate(9_000_000)
    assert kinds(tmp_path) == ["too_large"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    small_case(tmp_path, dict.fromkeys(name for name in SMALL if name != "period"))
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [fault.kind for fault in found(tmp_path) if fault.table == "period"] == ["cannot_read"]


# -- words ----------------------------------------------------------------------------------------

ELSEWHERE = {
    "concerns_nobody",  # test_rule_sets: these four can only stand in a rule set
    "no_rules",
    "not_in_rule_set",
    "not_toml",
    "formula_without_value",  # test_case_files: it takes a workbook
    "not_valid",  # a net below the others; nothing is known to fall into it
}


def test_every_kind_of_fault_is_met_in_a_test() -> None:
    met = {place[-1] for _, place in (*WRONG_CELLS, *WRONG_ROWS)}
    paths = {"no_such_path", "no_tables", "not_a_workbook", "damaged_workbook", "locked_workbook"}
    files = {"not_text", "too_large", "cannot_read", "too_many_faults"}
    assert met | paths | files | ELSEWHERE == set(faults.KINDS)


@pytest.mark.parametrize(("changes", "place"), [*WRONG_CELLS, *WRONG_ROWS[:20]], ids=lambda it: "")
def test_a_fault_is_said_in_both_languages_with_its_value(tmp_path: Path, changes: Changes, place: Place) -> None:
    (fault,) = found(small_case(tmp_path, changes))
    swedish, english = (fault.said(language) for language in Language)
    assert swedish != english
    assert "{" not in swedish + english and "None" not in swedish + english
    names = {name for _, name, *_ in Formatter().parse(fault.words.sv)}
    if "value" in names:
        assert str(fault.value) in swedish and str(fault.value) in english


@pytest.mark.parametrize("kind", faults.KINDS.values(), ids=lambda kind: kind.name)
def test_both_languages_speak_of_the_same_things(kind: faults.FaultKind) -> None:
    swedish, english = ({name for _, name, *_ in Formatter().parse(words)} for words in (kind.words.sv, kind.words.en))
    assert swedish == english


def test_the_words_tell_what_to_write(tmp_path: Path) -> None:
    (rate,) = found(small_case(tmp_path / "a", changed("employees", 2, "rate", "750")))
    assert rate.said(Language.ENGLISH).endswith("Was 75 meant?")
    (who,) = found(small_case(tmp_path / "b", changed("wishes", 2, "employee_id", "e1")))
    assert who.said(Language.SWEDISH).startswith("e1 är ingen anställd. Skriv ett nummer ur tabellen employees")
    (start,) = found(small_case(tmp_path / "c", changed("period", 2, "start", "2027-09-08")))
    assert "2027-09-06" in start.said(Language.ENGLISH)


# -- chance ---------------------------------------------------------------------------------------

NONSENSE = (
    "", " ", "-", "0", "-1", "1e9", "9" * 40, "NaN", "∞", "٣", "07:00", "24:00", "99:99", "2027-02-30", "0001-01-01",
    "9999-12-31", "|", "||", "a|b", ",", ";", '"', "'", "\n", "\t", "\0", "\x1f", "\ufeff", "{value}", "{0}", "%s",
    "=1+1", "#N/A", "not:", "not:not:free", "free", "E1", "E1|E1", "mon", "röd", "å", "😀", "\ud7ff", "x" * 300, "yes",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(200))
def test_no_mutation_of_a_case_makes_a_traceback(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    tables: dict[str, str | None] = dict(SMALL)
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(list(SMALL))
        text = tables[name]
        tables[name] = None if text is None else _mutated(text, chance)
    path = small_case(tmp_path, tables)
    try:
        read_case(path, KNOWN)
    except CaseError as error:
        assert error.faults
        assert all(fault.said(language) for fault in error.faults for language in Language)


def _mutated(text: str, chance: Random) -> str | None:
    """A table with a cell, a row, a column, the separator or a few signs made otherwise."""
    rows = [line.split(",") for line in text.splitlines()]
    row, other = chance.choice(rows or [[""]]), chance.choice(rows or [[""]])
    place = chance.randrange(len(row))
    match chance.randrange(9):
        case 0 | 1 | 2 | 3:
            row[place] = chance.choice(NONSENSE)
        case 4:
            rows.append(list(row))
        case 5 if len(rows) > 1:
            rows.remove(row)
        case 6:
            del row[place]
        case 7:
            row[:], other[:] = list(other), list(row)
        case 8:
            return None if chance.random() < 0.2 else text.replace(",", chance.choice(";\t|,")) + "\0"
    return "\n".join(",".join(cells) for cells in rows)
