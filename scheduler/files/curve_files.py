"""The curve as files: the table, its picture, and every point's whole result in a folder of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from scheduler.book import Book
from scheduler.curve import Point
from scheduler.errors import SamschemaError
from scheduler.files.curve_rows import CURVE, POINTS, CurveRow, name_of
from scheduler.files.placing import can_be_written, placed
from scheduler.files.results import write_result, write_table
from scheduler.text import Language, Text

TABLE: Final = f"{CURVE.name}.csv"
NOT_OURS = Text(
    sv="{path} finns redan och hör inte till någon kurva. Flytta den, eller ange en annan mapp.",
    en="{path} exists already and belongs to no curve. Move it, or give another folder.",
)


def can_hold_curve(folder: Path) -> None:
    """Whether a curve could be put there: asked before hours of work, not after.

    Raises:
        SamschemaError: it could not, or a folder of somebody else's would have to give way.
    """
    points = folder / POINTS
    if points.exists() and not (folder / TABLE).exists():
        raise SamschemaError(NOT_OURS, path=points)
    can_be_written(folder)


def write_curve(
    folder: Path,
    book: Book,
    points: Sequence[Point],
    told: Sequence[Mapping[str, Any]],
    *,
    rows: Sequence[CurveRow],
    language: Language = Language.SWEDISH,
) -> tuple[Path, ...]:
    """Write every file of a curve in place of an earlier one, `told` being the points' summaries, and say which.

    Raises:
        SamschemaError: the folder cannot be written; then what was there is still there.
    """
    from scheduler.files.curve_picture import draw  # slow to load

    with placed(folder) as stage:
        for number, (point, summary) in enumerate(zip(points, told, strict=True), 1):
            write_result(stage / POINTS / name_of(number, point), book, point.outcome, summary, language)
        write_table(stage, CURVE, rows)
        draw(stage, rows, book.case.id, book.case.setting, language)
        names = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    return tuple(folder / name for name in names)
