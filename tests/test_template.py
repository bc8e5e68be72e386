from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.case.rows import Setting
from scheduler.errors import CaseError
from scheduler.files.about import HELP
from scheduler.files.cells import read_cell
from scheduler.files.read_case import read_case
from scheduler.files.schema import CASE, table_called
from scheduler.files.template import Template, write_template
from scheduler.files.template_rows import example
from scheduler.text import Language
from tests.test_cli import called
from ui.cli_case import known
from ui.cli_shell import Code

START = date(2027, 2, 1)
EVERY = [(setting, language) for setting in Setting for language in Language]
every = pytest.mark.parametrize(("setting", "language"), EVERY, ids=[f"{one}-{other}" for one, other in EVERY])


def made(tmp_path: Path, setting: Setting = Setting.HOME_CARE, language: Language = Language.SWEDISH) -> Path:
    path = tmp_path / "mall.xlsx"
    write_template(path, Template(setting, START, language, [("daily_rest", HELP)]))
    return path


def sheets(path: Path) -> Iterator[Worksheet]:
    book = load_workbook(path)
    yield from (sheet for sheet in book.worksheets if table_called(sheet.title))


@every
def test_it_is_read_without_a_remark_as_the_examples_that_it_holds(
    setting: Setting, language: Language, tmp_path: Path
) -> None:
    found = read_case(made(tmp_path, setting, language), known())
    expected = example(setting, START)
    assert found.warnings == ()
    assert {name: getattr(found.tables, name) for name in CASE} == {name: getattr(expected, name) for name in CASE}


@every
def test_every_heading_has_a_note_and_is_read_as_its_column(
    setting: Setting, language: Language, tmp_path: Path
) -> None:
    for sheet in sheets(made(tmp_path, setting, language)):
        table = CASE[str(table_called(sheet.title))]
        columns = [column for column in table.columns.values() if not column.ours]
        heads = [cell for cell in sheet[1] if cell.value is not None]
        assert [table.columns_of(str(cell.value)) for cell in heads] == [(column.name,) for column in columns]
        for cell, column in zip(heads, columns, strict=True):
            assert cell.comment is not None and column.means.in_(language) in cell.comment.text
        assert sheet.freeze_panes == "A2"


def test_headings_and_notes_speak_swedish(tmp_path: Path) -> None:
    book = load_workbook(made(tmp_path))
    people = book["Anställda"]
    assert [cell.value for cell in people[1]][:5] == ["Anst.nr", "Namn", "Titel", "Enhet", "Sysselsättningsgrad"]
    hourly = next(cell for cell in people[1] if cell.value == "Timanställd")
    assert hourly.comment is not None and "Tomt betyder nej." in hourly.comment.text
    assert book["Pass"]["H2"].value == "dag"
    assert {"Bemanningskrav", "Besök", "Önskemål", "Grundschema", "Låsta pass"} <= set(book.sheetnames)


@every
def test_every_word_that_is_offered_is_understood(setting: Setting, language: Language, tmp_path: Path) -> None:
    offered = 0
    for sheet in sheets(made(tmp_path, setting, language)):
        table = CASE[str(table_called(sheet.title))]
        columns = [column for column in table.columns.values() if not column.ours]
        for choice in sheet.data_validations.dataValidation:
            formula = str(choice.formula1)
            assert len(formula) <= 255
            if choice.type == "list" and formula.startswith('"'):
                column = columns[next(iter(choice.sqref.ranges)).min_col - 1]
                meant = [read_cell(word, column) for word in formula.strip('"').split(",")]
                assert len(set(meant)) == len(meant)
                offered += 1
    assert offered >= 10


def test_what_refers_to_another_sheet_offers_what_stands_there(tmp_path: Path) -> None:
    book = load_workbook(made(tmp_path))
    formulas = {str(one.formula1) for one in book["Låsta pass"].data_validations.dataValidation}
    assert formulas == {"'Anställda'!$A$2:$A$1000", "'Pass'!$A$2:$A$1000"}
    (rules,) = (str(one.formula1) for one in book["Regler"].data_validations.dataValidation if "Hj" in one.formula1)
    sheet, _, cells = rules.replace("$", "").rpartition("!")
    assert [[cell.value for cell in row] for row in book[sheet.strip("'")][cells]] == [["daily_rest"]]


def test_visits_are_for_home_care_alone(tmp_path: Path) -> None:
    names = {table_called(sheet.title) for sheet in sheets(made(tmp_path, Setting.CARE_HOME))}
    assert set(CASE) - names == {"visits", "travel"}


def test_once_the_examples_are_deleted_only_what_is_required_is_missed(tmp_path: Path) -> None:
    path = made(tmp_path)
    book = load_workbook(path)
    for sheet in book.worksheets:
        if table_called(sheet.title):
            sheet.delete_rows(2, sheet.max_row)
    book.save(path)
    with pytest.raises(CaseError) as caught:
        read_case(path, known())
    assert [(one.table, one.kind) for one in caught.value.faults] == [
        (name, "empty_table") for name in ("period", "employees", "shift_types")
    ]


# -- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("setting", "language"), [("home_care", "sv"), ("boende", "sv"), ("care_home", "en")])
def test_the_command_writes_a_case_that_is_solved_as_it_is(setting: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "mall.xlsx"
    assert called("template", "--setting", setting, path, "--lang", language) == Code.DONE
    solve = ("solve", path, "--out", tmp_path / "out", "--work", "2", "--workers", "1", "--lang", language)
    assert called(*solve) == Code.DONE
    assert called("check", path, tmp_path / "out", "--lang", language) == Code.DONE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--setting", "hospital", "mall.xlsx"), "--setting hospital finns inte. Skriv home_care"),
        (("--setting", "home_care", "mall.csv"), "mall.csv är ingen arbetsbok"),
        (("mall.xlsx",), "--setting saknas"),
    ],
)
def test_what_cannot_be_made_is_told(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called("template", *arguments) == Code.FAULTS
    assert words in " ".join(capsys.readouterr().err.split())
    assert not list(tmp_path.iterdir())


def test_a_filled_in_template_is_not_written_over_unasked(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = path.read_bytes()
    assert called("template", "--setting", "home_care", path) == Code.FAULTS
    assert path.read_bytes() == before
    assert called("template", "--setting", "home_care", path, "--force") == Code.DONE


def test_the_command_helps_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("sv", "arbetsbok att fylla i"), ("en", "workbook to fill in")):
        assert called("template", "--help", "--lang", language) == Code.DONE
        assert words in " ".join(capsys.readouterr().out.split())
