"""The account of a plan's cost as a workbook for people: sums, persons, every line, and the rates with their sources.

Persons stand in the order of the staff list, and nobody is ranked.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.account import KINDS, Account, Beside, Line, Sort, Statement, said_kind
from scheduler.case.wages import EVES
from scheduler.files import sheet_look as look
from scheduler.files.sheet_lists import write_heads
from scheduler.files.sheet_look import Style, put
from scheduler.rates import FULL_TIMES
from scheduler.rates_in_force import Standing, said_eve, said_full_time
from scheduler.text import Language, Text

Cell: TypeAlias = str | float | date | None

SUMS = Text(sv="Summor", en="Sums")
PEOPLE = Text(sv="Personer", en="Persons")
LINES = Text(sv="Rader", en="Lines")
RATES = Text(sv="Belopp och källor", en="Rates and sources")
SUM_HEADS = (
    (Text(sv="Vad", en="What"), 42),
    (Text(sv="Timmar", en="Hours"), 12),
    (Text(sv="Kronor", en="Kronor"), 16),
)
PERSON_HEADS = (
    (Text(sv="Medarbetare", en="Employee"), 24),
    (Text(sv="Ska arbeta, tim", en="Due, h"), 11),
    (Text(sv="Arbetar, tim", en="Works, h"), 11),
    (Text(sv="Fyllnad, tim", en="Extra, h"), 10),
    (Text(sv="Övertid, tim", en="Overtime, h"), 10),
    (Text(sv="OB-tillägg", en="Unsocial hours"), 12),
    (Text(sv="Timlön", en="Hourly wages"), 12),
    (Text(sv="Fyllnadstid", en="Extra time"), 12),
    (Text(sv="Övertid", en="Overtime"), 12),
    (Text(sv="Sena ändringar", en="Late changes"), 12),
    (Text(sv="Sociala avgifter", en="On-costs"), 12),
    (Text(sv="Summa", en="Total"), 13),
    (Text(sv="Dagar jämförda", en="Dates compared"), 11),
    (Text(sv="OB då", en="Unsocial, those dates"), 12),
    (Text(sv="OB i grundschemat", en="Unsocial, base roster"), 12),
    (Text(sv="Mer eller mindre", en="Gain or loss"), 12),
    (Text(sv="Varför", en="Why"), 80),
)
LINE_HEADS = (
    (Text(sv="Medarbetare", en="Employee"), 24),
    (Text(sv="Vad", en="What"), 28),
    (Text(sv="Klass", en="Class"), 9),
    (Text(sv="Datum", en="Date"), 12),
    (Text(sv="Pass", en="Shift"), 8),
    (Text(sv="Timmar", en="Hours"), 9),
    (Text(sv="Kr/tim", en="Kr/h"), 10),
    (Text(sv="Andel", en="Share"), 9),
    (Text(sv="Kronor", en="Kronor"), 13),
    (Text(sv="I ord", en="In words"), 90),
)
RATE_HEADS = (
    (Text(sv="Vad", en="What"), 44),
    (Text(sv="Belopp", en="Amount"), 10),
    (Text(sv="Enhet", en="Unit"), 14),
    (Text(sv="För", en="For"), 14),
    (Text(sv="I perioden från", en="In the period from"), 14),
    (Text(sv="Gäller sedan", en="Since"), 14),
    (Text(sv="Källa", en="Source"), 90),
    (Text(sv="Läst", en="Read"), 12),
)
TOTAL = Text(sv="Summa", en="Total")
ALL = Text(sv="alla", en="all")
A_WEEK = Text(sv="min/vecka", en="min a week")
SHARE: Final = "0.####"


def write_cost_workbook(
    path: Path, account: Account, beside: Sequence[Beside], rates: Sequence[Standing], language: Language
) -> None:
    """Write the workbook."""
    workbook = Workbook()
    sums = workbook.worksheets[0]
    sums.title = SUMS.in_(language)
    _write_sums(sums, account, beside, language)
    _write_list(
        workbook.create_sheet(PEOPLE.in_(language)),
        PERSON_HEADS,
        (_person(account, one, language) for one in account.statements),
        [*[look.HOURS] * 4, *[look.KRONOR] * 7, "0", *[look.KRONOR] * 3],
        language,
    )
    _write_list(
        workbook.create_sheet(LINES.in_(language)),
        LINE_HEADS,
        (_line(account, line, language) for line in account.lines),
        [None, None, None, None, look.HOURS, look.KRONOR, SHARE, look.KRONOR],
        language,
    )
    _write_list(
        workbook.create_sheet(RATES.in_(language)),
        RATE_HEADS,
        [*(_rate(account, one, language) for one in rates), *_fixed(language)],
        [SHARE],
        language,
    )
    for sheet in workbook.worksheets:
        look.set_up_page(sheet, look.A4, 1, account.case.id)
    workbook.properties.title = account.title(language)
    workbook.properties.creator = "Samschema"
    workbook.save(path)


def _write_sums(sheet: Worksheet, account: Account, beside: Sequence[Beside], language: Language) -> None:
    put(sheet, 1, 1, account.title(language), Style(look.TITLE, border=None))
    write_heads(sheet, 2, SUM_HEADS, language)
    rows: list[tuple[str, Decimal, float | None]] = []
    for sort, kind in KINDS:
        hours = None if sort is Sort.ON_COST else _hours(account.minutes(sort, kind))
        rows.append((said_kind(sort, kind, language), account.kronor(sort, kind), hours))
    rows.append((TOTAL.in_(language), account.total, None))
    rows += ((other.said(language), other.kronor, None) for other in beside)
    for row, (title, kronor, hours) in enumerate(rows, 3):
        font = look.BOLD if title == TOTAL.in_(language) else look.PLAIN
        put(sheet, row, 1, title, Style(font))
        put(sheet, row, 2, hours, Style(alignment=look.RIGHT, number_format=look.HOURS))
        put(sheet, row, 3, float(kronor), Style(font, alignment=look.RIGHT, number_format=look.KRONOR))


def _write_list(
    sheet: Worksheet,
    heads: Sequence[tuple[Text, int]],
    rows: Iterable[Sequence[Cell]],
    formats: Sequence[str | None],
    language: Language,
) -> None:
    """A sheet of plain rows; the formats are those of the columns after the first."""
    write_heads(sheet, 1, heads, language)
    for row in rows:
        sheet.append([value.isoformat() if isinstance(value, date) else value for value in row])
    for cells in sheet.iter_rows(min_row=2):
        for place, cell in enumerate(cells):
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words, also when they begin with `=`
            elif 0 < place <= len(formats) and formats[place - 1]:
                cell.number_format = str(formats[place - 1])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{sheet.max_row}"
    sheet.print_title_rows = "1:1"


def _person(account: Account, one: Statement, language: Language) -> list[Cell]:
    against = one.against
    return [
        account.case.everyone[one.who].name,
        None if one.due is None else _hours(one.due),
        one.worked / 60,
        _hours(one.minutes(Sort.EXTRA)),
        _hours(one.minutes(Sort.OVERTIME)),
        *(float(one.kronor(sort)) for sort in Sort),
        float(one.kronor()),
        against.dates if against else None,
        float(against.now.total) if against else None,
        float(against.base.total) if against else None,
        float(against.gain) if against else None,
        against.why(language) if against else None,
    ]


def _line(account: Account, line: Line, language: Language) -> list[Cell]:
    clock = account.case.clock
    return [
        account.case.everyone[line.who].name,
        line.sort.means.in_(language),
        line.kind.value if line.kind else None,
        clock.date(line.shift.day) if line.shift else None,
        line.shift.code if line.shift else None,
        None if line.minutes is None else _hours(line.minutes),
        None if line.rate is None else float(line.rate),
        None if line.share is None else float(line.share),
        float(line.kronor),
        line.said(language, clock),
    ]


def _rate(account: Account, one: Standing, language: Language) -> list[Cell]:
    return [
        one.rate.means.in_(language),
        float(one.value),
        one.rate.unit.in_(language),
        one.who or ALL.in_(language),
        account.case.clock.date(one.day),
        one.since,
        one.source(language),
        one.read,
    ]


def _fixed(language: Language) -> Iterable[list[Cell]]:
    """The measures of full time and the eves of the big holidays."""
    for measure in FULL_TIMES:
        source, whom = measure.source, said_full_time(measure, language)
        yield [whom, measure.minutes, A_WEEK.in_(language), None, None, source.since, source.named, source.read]
    for eve in EVES:
        what = said_eve(eve, language)
        yield [what, None, None, None, None, eve.source.since, eve.source.named, eve.source.read]


def _hours(minutes: Fraction) -> float:
    return float(minutes / 60)
