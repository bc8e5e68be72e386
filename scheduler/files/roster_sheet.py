"""The roster as a workbook for people: the wall sheet, every breach in words, the key figures and the price list."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from scheduler.book import Book
from scheduler.files.result_tables import BreachRow
from scheduler.files.sheet_lists import BREACHES, FIGURES, write_breaches, write_figures
from scheduler.files.sheet_wall import SHEET, write_wall
from scheduler.plan import Plan
from scheduler.review import Review
from scheduler.text import Language


def write_roster_sheet(
    path: Path,
    book: Book,
    plan: Plan,
    review: Review,
    *,
    rows: Sequence[BreachRow],
    told: Mapping[str, Any],
    language: Language = Language.SWEDISH,
) -> None:
    """Write the workbook; the breaches and the summary are those of the result's other files."""
    workbook = Workbook()
    wall = workbook.worksheets[0]
    wall.title = SHEET.in_(language)
    write_wall(wall, plan, review, language)
    write_breaches(workbook.create_sheet(BREACHES.in_(language)), book, rows, language)
    write_figures(workbook.create_sheet(FIGURES.in_(language)), book, told, review, language)
    workbook.properties.title = f"{wall.title} {book.case.id}"
    workbook.properties.creator = "Samschema"
    workbook.save(path)
