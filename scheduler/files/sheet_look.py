"""How the roster workbook looks: colours that are told apart in grey print, and what stands in a cell.

From day to night the fills grow darker in even steps, so a black and white printer keeps the order; the code is
always written out, so colour never carries meaning alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.case.rows import Kind
from scheduler.text import Text

KIND_NAMES: Final = {
    Kind.DAY: Text(sv="dag", en="day"),
    Kind.LONG: Text(sv="långt pass", en="long shift"),
    Kind.EVENING: Text(sv="kväll", en="evening"),
    Kind.NIGHT: Text(sv="natt", en="night"),
    Kind.SPLIT: Text(sv="delat pass", en="split shift"),
    Kind.RESOURCE: Text(sv="resurspass", en="resource shift"),
    Kind.MEETING: Text(sv="möte", en="meeting"),
}


def solid(colour: str) -> PatternFill:
    """An even fill."""
    return PatternFill("solid", fgColor=colour)


def hatched(pattern: Any, colour: str, ground: str) -> PatternFill:
    """A patterned fill."""
    return PatternFill(pattern, fgColor=colour, bgColor=ground)


KIND_FILLS: Final = {  # lightness falls from 97 to 25 per cent
    Kind.DAY: solid("FFF7D1"),
    Kind.LONG: solid("FFD97A"),
    Kind.EVENING: solid("9BBFE0"),
    Kind.NIGHT: solid("27406B"),
    Kind.SPLIT: hatched("lightUp", "C77F3A", "FFE9CF"),
    Kind.RESOURCE: hatched("lightDown", "7F7F7F", "F2F2F2"),
    Kind.MEETING: solid("D9EAD3"),
}
ABSENT: Final = hatched("gray125", "808080", "FFFFFF")
WEEKEND: Final = solid("EDEDED")
WEEKEND_HEAD: Final = solid("C9C9C9")
RED_DAY: Final = solid("F6DCDC")
RED_DAY_HEAD: Final = solid("B3261E")
HEAD: Final = solid("E8EEF4")
SECTION: Final = solid("D5DEE7")
SHORT: Final = solid("B3261E")
BELOW_TARGET: Final = solid("FBE3B3")

THIN: Final = Side("thin", color="BFBFBF")
GRID: Final = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
ALARM: Final = Side("thick", color="B3261E")
ALARMED: Final = Border(left=ALARM, right=ALARM, top=ALARM, bottom=ALARM)
NEW_WEEK: Final = Border(left=Side("medium", color="595959"), right=THIN, top=THIN, bottom=THIN)

CENTRE: Final = Alignment("center", "center", shrink_to_fit=True)
CENTRE_LINES: Final = Alignment("center", "center", wrap_text=True)
LEFT: Final = Alignment("left", "center")
RIGHT: Final = Alignment("right", "center")
LINES: Final = Alignment("left", "top", wrap_text=True)

PLAIN: Final = Font("Calibri", 10)
BOLD: Final = Font("Calibri", 10, b=True)
WHITE: Final = Font("Calibri", 10, b=True, color="FFFFFF")
TITLE: Final = Font("Calibri", 16, b=True)
ALARM_FONT: Final = Font("Calibri", 11, b=True, color="B3261E")

A3: Final = 8  # the paper's number in the file format
A4: Final = 9
LINE_HEIGHT: Final = 13.5  # points
HOURS: Final = "0.00"
DIFFERENCE: Final = "+0.00;−0.00;0.00"
KRONOR: Final = "#,##0.00"


@dataclass(frozen=True)
class Style:
    """How a cell looks."""

    font: Font = PLAIN
    fill: PatternFill | None = None
    border: Border | None = GRID
    alignment: Alignment = LEFT
    number_format: str | None = None


USUAL: Final = Style()


def put(sheet: Worksheet, row: int, column: int, value: str | float | None, style: Style = USUAL) -> Cell:
    """Write a cell; words are always words, also when they begin with `=`."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = style.font
    cell.alignment = style.alignment
    if style.fill:
        cell.fill = style.fill
    if style.border:
        cell.border = style.border
    if style.number_format:
        cell.number_format = style.number_format
    return cell


def fit_height(sheet: Worksheet, row: int, cells: Iterable[tuple[str | float | None, float]]) -> None:
    """Make a row as high as its wrapped words need, each told with the width it has; merged cells cannot tell."""
    lines = (-(-len(words) // max(1, int(width) - 2)) for words, width in cells if isinstance(words, str) and words)
    sheet.row_dimensions[row].height = max((1, *lines)) * LINE_HEIGHT + 2


def set_up_page(sheet: Worksheet, paper: int, pages_wide: int, footer: str) -> None:
    """Landscape, as many pages wide as said and as long as it takes, with page numbers."""
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", paper
    page.fitToWidth, page.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    foot = sheet.oddFooter
    if foot is not None:
        foot.left.text, foot.right.text = footer.replace("&", "&&"), "&P/&N"
