"""A workbook to fill in: a sheet per table with headings, notes, drop-downs and examples, and a page of help.

All that it says of tables and columns is what the reader goes by, so whatever is written under its headings is read.
It holds a whole small case, which can be checked and solved before anything is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.case.rows import Row, Setting, Tables
from scheduler.files.about import HELP, word_spoken
from scheduler.files.cells import DAYS, write_cell
from scheduler.files.placing import placed
from scheduler.files.row_checks import WISHES
from scheduler.files.schema import CASE, Column, Form, Table
from scheduler.files.sheet_look import BOLD, HEAD, LEFT, LINES, PLAIN, SECTION, TITLE, Style, put, solid
from scheduler.files.template_rows import example
from scheduler.text import Language, Text

ROWS: Final = 1000  # of each sheet that have drop-downs
NOT_IN: Final = {Setting.CARE_HOME: ("visits", "travel"), Setting.HOME_CARE: ()}
OFTEN: Final = ("demand", "recipients", "visits", "wishes", "absences", "groups", "units")

HEADING = Style(Font("Calibri", 10, b=True), HEAD, alignment=LEFT)
NEEDED = Style(Font("Calibri", 10, b=True, color="FFFFFF"), solid("1F3864"), alignment=LEFT)
EXAMPLE = Style(Font("Calibri", 10, i=True, color="595959"), border=None, alignment=LEFT)
TABS: Final = {"needed": "1F3864", "often": "9BBFE0", "seldom": "D9D9D9"}

IS_NEEDED = Text(sv="Måste fyllas i.", en="Must be filled in.")
IF_EMPTY = Text(sv="Tomt betyder {default}.", en="Empty means {default}.")
CHOOSE = Text(sv="Välj: {words}.", en="Choose: {words}.")
SEVERAL = Text(sv="Flera skiljs med |.", en="Several are separated by |.")
HINTS: Final[Mapping[Form, Text]] = {
    Form.DATE: Text(sv="Datum skrivs 2027-02-01.", en="A date is written 2027-02-01."),
    Form.TIME: Text(sv="Klockslag skrivs 07:00.", en="A time is written 07:00."),
    Form.END_TIME: Text(sv="Klockslag skrivs 16:00, midnatt 24:00.", en="A time is written 16:00, midnight 24:00."),
    Form.YES_NO: Text(sv="Ja eller nej.", en="Yes or no."),
}
NOT_A_CHOICE = Text(sv="Välj ett av orden i listan.", en="Choose one of the words in the list.")
NOT_A_NUMBER = Text(sv="Skriv ett heltal{limits}.", en="Write a whole number{limits}.")
AT_LEAST = Text(sv=", minst {least}", en=" of at least {least}")
BETWEEN = Text(sv=" från {least} till {most}", en=" from {least} to {most}")

WELCOME = Text(sv="Underlag för schema och besök", en="A case for roster and visits")
STEPS: Final = (
    Text(
        sv="Boken är ett helt litet underlag. Pröva den först: samschema solve läser den som den är.",
        en="The workbook is a whole small case. Try it first: samschema solve reads it as it is.",
    ),
    Text(
        sv="Raderna i kursiv grå stil är exempel. Markera dem, ta bort dem och skriv era egna rader under rubrikerna.",
        en="The rows in grey italics are examples. Select them, delete them, and write your own below the headings.",
    ),
    Text(
        sv="Mörkblå rubriker måste fyllas i. Håll musen över en rubrik, så sägs vad som ska stå i kolumnen.",
        en="Dark blue headings must be filled in. Hold the mouse over a heading to see what the column holds.",
    ),
    Text(
        sv="Mörkblå flikar måste finnas. Ljusblå används ofta. Grå kan lämnas tomma eller tas bort.",
        en="Dark blue tabs must be there. Light blue ones are often used. Grey ones may be left empty or deleted.",
    ),
    Text(
        sv="Kolumner som inte behövs kan tas bort, och egna kolumner läggas till: de läses inte, men det sägs.",
        en="Columns that are not needed may be deleted, and your own added: they are not read, but it is said.",
    ),
    Text(
        sv="Skriv aldrig en brukares namn, bara en pseudonym. Skriv orsaker som koder, aldrig som fri text.",
        en="Never write a recipient's name, only a pseudonym. Write reasons as codes, never as free text.",
    ),
    Text(
        sv="Allt som är fel sägs på en gång: med blad, rad, kolumn, värdet som står där och vad som ska stå.",
        en="Everything amiss is told at once: with sheet, row, column, the value found and what to write.",
    ),
)
SHEETS = Text(sv="Bladen", en="The sheets")
RULES = Text(sv="Reglerna, för bladen {rules} och {prices}", en="The rules, for the sheets {rules} and {prices}")


@dataclass(frozen=True)
class Template:
    """What a workbook to fill in is made for: a kind of unit, a Monday, a language, and the rules there are."""

    setting: Setting
    start: date
    language: Language
    rules: Sequence[tuple[str, Text]]  # id and title

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that such a unit may need."""
        return tuple(table for name, table in CASE.items() if name not in NOT_IN[self.setting])


def write_template(path: Path, template: Template) -> None:
    """Write the workbook.

    Raises:
        SamschemaError: the place cannot be written; then what was there is still there.
    """
    book = Workbook()
    first = _write_help(book.worksheets[0], template)
    rows = example(template.setting, template.start)
    for table in template.tables:
        _write_table(book.create_sheet(table.title(template.language)), table, rows, template, first)
    book.properties.title = WELCOME.in_(template.language)
    book.properties.creator = "Samschema"
    with placed(path.parent) as stage:
        book.save(stage / path.name)


# -- the page of help ---------------------------------------------------------------------------------


def _write_help(sheet: Worksheet, template: Template) -> int:
    """Write the page; the answer is the row of the first rule."""
    language = template.language
    sheet.title = HELP.in_(language)
    for column, width in (("A", 26), ("B", 120)):
        sheet.column_dimensions[column].width = width
    put(sheet, 1, 1, WELCOME.in_(language), Style(TITLE, border=None))
    lines: list[tuple[str, str, Style]] = [
        (f"{number}.", words.in_(language), Style(PLAIN, border=None, alignment=LINES))
        for number, words in enumerate(STEPS, 1)
    ]
    lines.append((SHEETS.in_(language), "", Style(BOLD, SECTION, border=None)))
    lines += [(table.title(language), table.means.in_(language), Style(border=None)) for table in template.tables]
    rules, prices = (CASE[name].title(language) for name in ("rules", "prices"))
    lines.append((RULES.in_(language, rules=rules, prices=prices), "", Style(BOLD, SECTION, border=None)))
    first = len(lines) + 3
    lines += [(name, title.in_(language), Style(border=None)) for name, title in template.rules]
    for row, (one, other, style) in enumerate(lines, 3):
        put(sheet, row, 1, one, style)
        put(sheet, row, 2, other, style)
    return first


# -- a sheet ------------------------------------------------------------------------------------------


def _write_table(sheet: Worksheet, table: Table, tables: Tables, template: Template, first_rule: int) -> None:
    language = template.language
    rows: tuple[Row, ...] = getattr(tables, table.name)
    tab = "needed" if table.required else "often" if table.name in OFTEN else "seldom"
    sheet.sheet_properties.tabColor = TABS[tab]
    sheet.freeze_panes = "A2"
    for place, column in enumerate(_columns(table), 1):
        letter = get_column_letter(place)
        heading = table.heading(column, language)
        head = put(sheet, 1, place, heading, NEEDED if column.required else HEADING)
        head.comment = _note(column, language)
        words = [write_cell(getattr(row, column.field), column) for row in rows]
        for number, word in enumerate(words, 2):
            _write_example(sheet, number, place, _said(word, column, language), column)
        sheet.column_dimensions[letter].width = min(40, max(9, *map(len, (heading, *words))) + 3)
        choice = _choice(table, column, template, first_rule)
        if choice:
            choice.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(choice)


def _columns(table: Table) -> Iterator[Column]:
    """The columns of the format; those beyond it are seldom wanted."""
    return (column for column in table.columns.values() if not column.ours)


def _write_example(sheet: Worksheet, row: int, place: int, words: str, column: Column) -> None:
    """A number as a number, a date as a date, all else as the words it is."""
    if not words:
        return
    if column.form in (Form.WHOLE, Form.NUMBER):
        put(sheet, row, place, float(Decimal(words)) if "." in words else int(words), EXAMPLE)
    elif column.form is Form.DATE:
        cell = put(sheet, row, place, None, EXAMPLE)
        cell.value = date.fromisoformat(words)
        cell.number_format = "yyyy-mm-dd"
    else:
        put(sheet, row, place, words, EXAMPLE).number_format = "@"


def _words(column: Column) -> tuple[str, ...]:
    """The words of the format that may stand in a column, if they are a list."""
    match column.form:
        case Form.YES_NO:
            return ("yes", "no")
        case Form.DAY:
            return DAYS
        case Form.WISH:
            return WISHES
        case _:
            return column.choices


def _said(word: str, column: Column, language: Language) -> str:
    """A word of the format as people say it; anything else as it is."""
    words = _words(column)
    return word_spoken(word, words) if language is Language.SWEDISH and word in words else word


def _note(column: Column, language: Language) -> Comment:
    """What may stand in a column."""
    lines = [column.means.in_(language)]
    if column.required:
        lines.append(IS_NEEDED.in_(language))
    if column.default is not None:
        lines.append(IF_EMPTY.in_(language, default=_said(column.default, column, language)))
    if column.choices:
        words = ", ".join(_said(word, column, language) for word in column.choices)
        lines.append(CHOOSE.in_(language, words=words))
    if column.many:
        lines.append(SEVERAL.in_(language))
    if column.form in HINTS:
        lines.append(HINTS[column.form].in_(language))
    return Comment("\n".join(lines), "Samschema", width=300, height=30 + 22 * len(lines))


# -- drop-downs ---------------------------------------------------------------------------------------


def _choice(table: Table, column: Column, template: Template, first_rule: int) -> DataValidation | None:
    """What Excel offers in a column's cells, or demands of them."""
    if column.many or (column.name == table.key and table.name in column.refers):
        return None
    language, words = template.language, _words(column)
    if words:
        listed = ",".join(_said(word, column, language) for word in words)
        open_list = column.form in (Form.DAY, Form.WISH)  # a date, or a shift code, will do as well
        return _list(f'"{listed}"', "" if open_list else NOT_A_CHOICE.in_(language))
    names = [table.name for table in template.tables]
    if len(column.refers) == 1 and column.refers[0] in names:
        return _list(_range(CASE[column.refers[0]].title(language), 2, ROWS), "")
    if column.name == "rule_id":
        return _list(_range(HELP.in_(language), first_rule, first_rule + len(template.rules) - 1), "")
    return _whole(column, language) if column.form is Form.WHOLE and column.about.least is not None else None


def _range(sheet: str, first: int, last: int) -> str:
    return f"{quote_sheetname(sheet)}!$A${first}:$A${last}"


def _list(formula: str, demand: str) -> DataValidation:
    """A list to choose from; without a demand anything else may be written too."""
    return DataValidation("list", formula1=formula, showErrorMessage=bool(demand), error=demand or None)


def _whole(column: Column, language: Language) -> DataValidation:
    least, most = column.about.least, column.about.most
    limits = AT_LEAST.in_(language, least=least) if most is None else BETWEEN.in_(language, least=least, most=most)
    values: dict[str, Any] = {"operator": "greaterThanOrEqual", "formula1": str(least)}
    if most is not None:
        values = {"operator": "between", "formula1": str(least), "formula2": str(most)}
    error = NOT_A_NUMBER.in_(language, limits=limits)
    return DataValidation("whole", showErrorMessage=True, error=error, **values)
