from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.case.rows import AbsenceRow, Kind
from scheduler.cover import Daypart, cover
from scheduler.files.results import breach_rows, summary
from scheduler.files.roster_sheet import write_roster_sheet
from scheduler.files.sheet_look import KIND_FILLS
from scheduler.ids import ShiftCode
from scheduler.plan import Duty, Origin, Plan
from scheduler.text import Language
from tests.drawn import ANNA, BEGIN, UNIT, drawn_case, drawn_plan
from tests.small_unit import judged, small_case, small_home, small_plan

FIRST_DAY = 3  # the column of the first day


def made(path: Path, plan: Plan, language: Language = Language.SWEDISH) -> Workbook:
    book, outcome = judged(plan.case, plan)
    told = summary(book, plan, outcome.review)
    rows = list(breach_rows(plan.case, outcome.review))
    write_roster_sheet(path / "roster.xlsx", book, plan, outcome.review, rows=rows, told=told, language=language)
    return load_workbook(path / "roster.xlsx")


def row_of(sheet: Any, name: str) -> list[Any]:
    return next(list(row) for row in sheet.iter_rows() if row[0].value == name)


def test_every_shift_shows_its_code(tmp_path: Path) -> None:
    case = small_case()
    sheet = made(tmp_path, small_plan(case)).worksheets[0]
    codes = [str(cell.value or "").rstrip("!") for cell in row_of(sheet, "Bo Alm")[FIRST_DAY - 1 :][: len(case.days)]]
    assert "".join(code or "." for code in codes) == "EE.E.LLE.EE..."


def test_the_words_follow_the_language(tmp_path: Path) -> None:
    plan = small_plan(small_case())
    assert made(tmp_path, plan).sheetnames == ["Schema", "Avvikelser", "Nyckeltal"]
    english = made(tmp_path, plan, Language.ENGLISH)
    assert english.sheetnames == ["Roster", "Breaches", "Key figures"]
    assert english.worksheets[0]["C3"].value == "Mon"


def test_the_sheet_hangs_on_a_wall(tmp_path: Path) -> None:
    sheet = made(tmp_path, small_plan(small_case())).worksheets[0]
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 8, 1, 0)
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None and fitted.fitToPage
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$2:$4"


def test_kinds_are_told_apart_in_grey_print() -> None:
    lights = [_lightness(str(KIND_FILLS[kind].fgColor.rgb)) for kind in (Kind.DAY, Kind.LONG, Kind.EVENING, Kind.NIGHT)]
    assert all(lighter - darker >= 0.08 for lighter, darker in pairwise(lights))


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[-6:][at : at + 2], 16) for at in (0, 2, 4))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def test_hours_stand_beside_what_is_due(tmp_path: Path) -> None:
    case = small_case()
    sheet = made(tmp_path, small_plan(case)).worksheets[0]
    worked, due, difference = (cell.value for cell in row_of(sheet, "Anna Ek")[-3:])
    assert (worked, due) == (9 * 8.5, case.everyone[ANNA].due / 60)
    assert difference == pytest.approx(worked - due)
    assert row_of(sheet, "=SUM(1)")[-2].value is None  # by the hour: nothing is due


def test_a_name_is_never_a_formula(tmp_path: Path) -> None:
    assert row_of(made(tmp_path, small_plan(small_case())).worksheets[0], "=SUM(1)")[0].data_type == "s"


def test_shortage_is_written_out_and_marked(tmp_path: Path) -> None:
    case = small_case()
    sheet = made(tmp_path, small_plan(case)).worksheets[0]
    morning = row_of(sheet, "u, fm 07–12")[FIRST_DAY - 1 :]
    assert morning[0].value == "1/2"
    assert morning[2].value == 2  # at the minimum, below the target
    fills = [cell.fill.fgColor.rgb for cell in (morning[0], morning[2])]
    assert len(set(fills)) == 2


def test_cover_is_the_tightest_moment_of_a_daypart() -> None:
    case = small_case()
    found = cover(small_plan(case))[UNIT, None, None]
    assert set(found) == {Daypart.MORNING, Daypart.AFTERNOON}
    assert [found[Daypart.AFTERNOON][day].heads for day in (0, 2, 3)] == [1, 2, 1]
    assert found[Daypart.AFTERNOON][0].short == 1


def test_absent_locked_and_broken_cells_are_marked_without_colour_too(tmp_path: Path) -> None:
    away = AbsenceRow(employee_id=ANNA, first=BEGIN, last=BEGIN)
    case = drawn_case(weeks=1, people={"anna": {"name": "Anna Ek"}}, absences=(away,))
    duties = (Duty(case.shift(2, ShiftCode("E")), UNIT, origin=Origin.LOCK), Duty(case.shift(3, ShiftCode("D")), UNIT))
    sheet = made(tmp_path, Plan(case, {ANNA: duties}, {})).worksheets[0]
    cells = row_of(sheet, "Anna Ek")[FIRST_DAY - 1 :]
    assert cells[0].value == "fv"
    assert cells[2].font.underline == "single"
    assert cells[3].value == "D!"  # nine hours of rest
    assert cells[3].border.left.style == "thick"


def test_a_shift_away_from_home_names_the_place(tmp_path: Path) -> None:
    home = small_home()
    case = drawn_case(
        setting=home.setting,
        groups=tuple(home.tables.groups) + tuple(_ward(name) for name in ("ward-1", "ward-2")),
        people={"anna": {"name": "Anna Ek", "groups": ("ward-1", "ward-2")}},
    )
    duty = Duty(case.shift(0, ShiftCode("D")), UNIT, _ward("ward-2").group_id)
    cells = row_of(made(tmp_path, Plan(case, {ANNA: (duty,)}, {})).worksheets[0], "Anna Ek")
    assert cells[FIRST_DAY - 1].value.replace("!", "") == "D\nward-2"


def _ward(name: str) -> Any:
    return drawn_case().tables.groups[0].model_copy(update={"group_id": name})


def test_the_lists_hold_every_breach_and_the_whole_price_list(tmp_path: Path) -> None:
    case = small_case()
    plan = small_plan(case)
    book, outcome = judged(case, plan)
    workbook = made(tmp_path, plan)
    assert workbook.worksheets[1].max_row == len(outcome.review.breaches) + 1
    ids = {cell.value for cell in workbook.worksheets[2]["B"]}
    assert set(book.rules) <= ids
    assert (
        workbook.worksheets[2].cell(workbook.worksheets[2].max_row, 8).value
        == summary(book, plan, outcome.review)["objective"]
    )


def test_red_days_have_a_heading_of_their_own(tmp_path: Path) -> None:
    case = drawn_case(begin=BEGIN.replace(month=12, day=20), weeks=1)
    sheet = made(tmp_path, drawn_plan(case, "D......")).worksheets[0]
    christmas_day, weekday = sheet.cell(4, FIRST_DAY + 5), sheet.cell(4, FIRST_DAY + 1)
    assert christmas_day.value == "25/12"
    assert christmas_day.fill.fgColor.rgb != weekday.fill.fgColor.rgb
    assert christmas_day.font.color.rgb.endswith("FFFFFF")
