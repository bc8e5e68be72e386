"""The second and third sheet of the roster workbook: every breach in words, the key figures and the price list."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.book import Book
from scheduler.figure_words import said_figures
from scheduler.files import sheet_look as look
from scheduler.files.result_tables import BreachRow
from scheduler.files.sheet_look import Style, put
from scheduler.ids import RuleId
from scheduler.review import Review
from scheduler.rule import Rule
from scheduler.text import Language, Text

BREACHES = Text(sv="Avvikelser", en="Breaches")
FIGURES = Text(sv="Nyckeltal", en="Key figures")
PRICES = Text(sv="Prislista", en="Price list")
TOTAL = Text(sv="Summa", en="Total")
HARD = Text(sv="hård", en="hard")
WAIVED = Text(sv="avsteg", en="waived")
NEVER = Text(sv="aldrig", en="never")
BREACH_HEADS = (
    (Text(sv="Regel", en="Rule"), 26),
    (Text(sv="Hård", en="Hard"), 7),
    (Text(sv="Medarbetare", en="Employee"), 22),
    (Text(sv="Gäller", en="About"), 20),
    (Text(sv="Datum", en="Date"), 12),
    (Text(sv="Från", en="From"), 17),
    (Text(sv="Till", en="To"), 17),
    (Text(sv="Mängd", en="Amount"), 9),
    (Text(sv="Enhet", en="Unit"), 14),
    (Text(sv="Kronor", en="Kronor"), 12),
    (Text(sv="I ord", en="In words"), 90),
)
UNIT_COLUMN, WORDS_COLUMN = 8, 10  # that follow a number
PRICE_HEADS = (
    (Text(sv="Regel", en="Rule"), 48),
    (Text(sv="Namn i filerna", en="Name in the files"), 24),
    (Text(sv="Nivå", en="Level"), 7),
    (Text(sv="Kronor per enhet", en="Kronor a unit"), 16),
    (Text(sv="Mängd", en="Amount"), 12),
    (Text(sv="varav hård", en="of it hard"), 12),
    (Text(sv="Enhet", en="Unit"), 16),
    (Text(sv="Kronor", en="Kronor"), 14),
)
INDENTED: Final = Alignment("left", indent=1)
HEAD: Final = Style(look.BOLD, look.HEAD, alignment=Alignment("left", "center", wrap_text=True))


def write_breaches(sheet: Worksheet, book: Book, rows: Sequence[BreachRow], language: Language) -> None:
    """Fill the second sheet, a row to each breach; rows are plain, for there may be thousands."""
    rules, names = book.rules, {who: one.name for who, one in book.case.everyone.items()}
    write_heads(sheet, 1, BREACH_HEADS, language)
    for row in rows:
        rule = rules[row.rule_id]
        sheet.append(
            [
                rule.title.in_(language),
                HARD.in_(language) if row.hard else WAIVED.in_(language) if row.waiver else None,
                names.get(row.employee_id) if row.employee_id else None,
                row.subject,
                row.day.isoformat() if row.day else None,
                row.begin,
                row.until,
                float(row.amount),
                rule.unit.in_(language),
                None if row.hard else float(row.kronor),
                _words(row, language),
            ]
        )
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words, also when they begin with `=`
        cells[UNIT_COLUMN].alignment = cells[WORDS_COLUMN].alignment = INDENTED
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(BREACH_HEADS))}{len(rows) + 1}"
    look.set_up_page(sheet, look.A4, 1, book.case.id)
    sheet.print_title_rows = "1:1"


def _words(row: BreachRow, language: Language) -> str:
    words = row.text_sv if language is Language.SWEDISH else row.text_en
    return f"{words} ({row.waiver})" if row.waiver else words


def write_figures(sheet: Worksheet, book: Book, told: Mapping[str, Any], review: Review, language: Language) -> None:
    """Fill the third sheet: the key figures, and below them what each rule comes to."""
    put(sheet, 1, 1, FIGURES.in_(language), Style(look.TITLE, border=None))
    row = 2
    for title, value in said_figures(told, language):
        put(sheet, row, 1, title)
        put(sheet, row, 2, value, Style(alignment=look.RIGHT))
        row += 1
    put(sheet, row + 1, 1, PRICES.in_(language), Style(look.TITLE, border=None))
    write_heads(sheet, row + 2, PRICE_HEADS, language)
    row += 3
    kronor: Mapping[str, float] = told["kronor_per_rule"]
    hard = review.hard_amounts
    by_weight = sorted(book.rules.values(), key=lambda one: (one.id not in hard, -kronor.get(one.id, 0.0), one.id))
    for rule in by_weight:
        _write_rule(sheet, row, rule, kronor=kronor.get(rule.id, 0.0), review=review, language=language)
        row += 1
    put(sheet, row, 1, TOTAL.in_(language), Style(look.BOLD))
    total = Style(look.BOLD, alignment=look.RIGHT, number_format=look.KRONOR)
    put(sheet, row, len(PRICE_HEADS), told["objective"], total)
    look.set_up_page(sheet, look.A4, 1, book.case.id)


def _write_rule(sheet: Worksheet, row: int, rule: Rule, *, kronor: float, review: Review, language: Language) -> None:
    rule_id: RuleId = rule.id
    number = Style(alignment=look.RIGHT, number_format="#,##0.##")
    price = NEVER.in_(language) if rule.price is None else float(rule.price)
    hard = review.hard_amounts.get(rule_id, 0.0)
    put(sheet, row, 1, rule.title.in_(language))
    put(sheet, row, 2, rule_id)
    put(sheet, row, 3, rule.level.value, Style(alignment=look.CENTRE))
    put(sheet, row, 4, price, number)
    put(sheet, row, 5, review.amounts.get(rule_id, 0.0), number)
    put(sheet, row, 6, hard or None, Style(look.ALARM_FONT, alignment=look.RIGHT, number_format="#,##0.##"))
    put(sheet, row, 7, rule.unit.in_(language), Style(alignment=INDENTED))
    put(sheet, row, 8, kronor, Style(alignment=look.RIGHT, number_format=look.KRONOR))


def write_heads(sheet: Worksheet, row: int, heads: Sequence[tuple[Text, int]], language: Language) -> None:
    """Write a row of headings, and make the columns as wide as each says."""
    for column, (words, width) in enumerate(heads, 1):
        put(sheet, row, column, words.in_(language), HEAD)
        sheet.column_dimensions[get_column_letter(column)].width = width
