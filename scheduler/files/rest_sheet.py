"""The report of rest as a workbook that a safety representative can read, print and sign.

The first sheet says what was looked at, which rules hold and for whom they differ, what is broken, and has lines for
signatures; then comes every window of rest, a sheet to each length, and last what the roster asks of each. People
stand as the case orders them, and words carry what colours only stress.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.figures import Strain
from scheduler.files import sheet_look as look
from scheduler.files.rest_cover import COVER, write_cover
from scheduler.files.sheet_lists import write_heads
from scheduler.files.sheet_look import Style, put
from scheduler.ids import EmployeeId
from scheduler.rest_report import Origin, RestReport, fingerprint
from scheduler.strain_words import said_strain
from scheduler.text import Language, Text
from scheduler.windows import Stretch, Window

SHEETS = {
    Stretch.DAY: Text(sv="Dygn", en="24 hours"),
    Stretch.WEEK: Text(sv="Veckor", en="Weeks"),
    Stretch.BETWEEN: Text(sv="Mellan pass", en="Between shifts"),
}
STRAIN = Text(sv="Belastning", en="Strain")
NO_RANK = Text(
    sv="Raderna står i personallistans ordning. Ingen jämförs med någon annan.",
    en="Rows stand in the order of the staff list. Nobody is compared with anybody else.",
)
EMPLOYEE = (Text(sv="Medarbetare", en="Employee"), 22)
RULE = (Text(sv="Regel", en="Rule"), 16)
WINDOW_HEADS = (
    (Text(sv="Från", en="From"), 16),
    (Text(sv="Till", en="To"), 16),
    (Text(sv="Längsta vila från", en="Longest rest from"), 16),
    (Text(sv="till", en="to"), 16),
    (Text(sv="Vila tim:min", en="Rest h:min"), 9),
    (Text(sv="Krävs", en="Required"), 9),
)
WHOLE_HEADS = (
    (Text(sv="Hela ledigheten från", en="Whole free time from"), 16),
    (Text(sv="till", en="to"), 16),
    (Text(sv="Ledigt tim:min", en="Free h:min"), 9),
    (Text(sv="Krävs", en="Required"), 9),
)
OUTCOME_HEADS = (
    (Text(sv="Saknas", en="Missing"), 9),
    (Text(sv="Utfall", en="Outcome"), 16),
    (Text(sv="Anmärkning", en="Remark"), 30),
)
STRAIN_HEADS = (
    EMPLOYEE,
    (Text(sv="Grad %", en="Rate %"), 8),
    (Text(sv="Pass", en="Shifts"), 7),
    (Text(sv="Andel av heltidarnas pass", en="Share of full-timers' shifts"), 13),
    (Text(sv="Kväll följt av morgon", en="Evening then morning"), 11),
    (Text(sv="Längst dagar i rad", en="Longest days in a row"), 11),
    (Text(sv="Nätter", en="Nights"), 8),
    (Text(sv="Längst nätter i rad", en="Longest nights in a row"), 11),
    (Text(sv="Ensamma lediga dagar", en="Single days off"), 11),
    (Text(sv="Helger", en="Weekends"), 9),
    (Text(sv="I ord", en="In words"), 60),
)
BEFORE_KNOWN = Text(sv="före det kända", en="before what is known")
AFTER_KNOWN = Text(sv="efter perioden", en="after the period")
MOMENT = Text(sv="{at:moment}", en="{at:moment}")
OWN_TERMS = Text(sv="Undantag, se första bladet", en="Exception, see the first sheet")
WAIVED = Text(sv="Avsteg av {by} {decided}", en="Waived by {by} {decided}")
HOURS = "[h]:mm"
DAY_MINUTES = 1440  # a length in a cell is a share of a day
NEW_PERSON = Border(left=look.THIN, right=look.THIN, bottom=look.THIN, top=Side("medium", color="595959"))
HEAD_ROW = 2


def write_rest_workbook(
    path: Path,
    report: RestReport,
    strain: Mapping[EmployeeId, Strain],
    origin: Origin,
    language: Language = Language.SWEDISH,
) -> None:
    """Write the workbook; the strain is that of the report's people."""
    workbook = Workbook()
    cover = workbook.worksheets[0]
    cover.title = COVER.in_(language)
    write_cover(cover, report, origin, language)
    for stretch in Stretch:
        found = [window for window in report.windows if window.stretch is stretch]
        if found:
            _Windows(workbook.create_sheet(SHEETS[stretch].in_(language)), report, language).write(found)
    _write_strain(workbook.create_sheet(STRAIN.in_(language)), report, strain, language)
    workbook.properties.title = f"{cover.title} {report.plan.case.id}"
    workbook.properties.creator = "Samschema"
    workbook.save(path)


@dataclass(frozen=True)
class _Windows:
    """The sheet of all windows of one length."""

    sheet: Worksheet
    report: RestReport
    language: Language

    def write(self, found: list[Window]) -> None:
        """A row to each window, the rules' names above."""
        rules = {window.rule: self.report.book.rules[window.rule].title for window in found}
        several, whole = len(rules) > 1, any(window.whole for window in found)
        heads = (EMPLOYEE, *([RULE] if several else []), *WINDOW_HEADS, *(WHOLE_HEADS if whole else ()), *OUTCOME_HEADS)
        title = ", ".join(words.in_(self.language) for words in rules.values())
        _begin(self.sheet, title, heads, self.language)
        for row, window in enumerate(found, HEAD_ROW + 1):
            first = row == HEAD_ROW + 1 or window.who != found[row - HEAD_ROW - 2].who
            cells: list[str | float | None] = [self.report.plan.case.everyone[window.who].name]
            cells += [rules[window.rule].in_(self.language)] if several else []
            cells += [*self._rest(window), *(self._whole(window) if whole else ()), *self._outcome(window)]
            self._write_row(row, cells, NEW_PERSON if first else look.GRID, broken=window.breach is not None)
            look.fit_height(self.sheet, row, [(cells[-1], heads[-1][1])])
        _finish(self.sheet, self.report, len(heads), HEAD_ROW + len(found))

    def _rest(self, window: Window) -> list[str | float | None]:
        rest = window.rest
        ends = [self._moment(at) for at in (window.begin, window.end, rest.begin, rest.end)]
        return [*ends, _length(rest.minutes), _length(window.required)]

    def _whole(self, window: Window) -> list[str | float | None]:
        whole = window.whole
        if whole is None:
            return [None] * len(WHOLE_HEADS)
        begin = BEFORE_KNOWN.in_(self.language) if whole.begin is None else self._moment(whole.begin)
        end = AFTER_KNOWN.in_(self.language) if whole.end is None else self._moment(whole.end)
        return [begin, end, _length(whole.minutes), _length(window.whole_required)]

    def _outcome(self, window: Window) -> list[str | float | None]:
        waiver = window.breach.waiver if window.breach else None
        notes = [OWN_TERMS.in_(self.language)] if (window.rule, window.who) in self.report.own_terms_of else []
        notes += [WAIVED.in_(self.language, by=waiver.by, decided=waiver.decided)] if waiver else []
        return [_length(window.missing or None), window.outcome.words.in_(self.language), "; ".join(notes) or None]

    def _moment(self, at: int | None) -> str:
        return "" if at is None else MOMENT.in_(self.language, self.report.plan.case.clock, at=at)

    def _write_row(self, row: int, cells: list[str | float | None], border: Border, *, broken: bool) -> None:
        plain = look.BOLD if broken else look.PLAIN
        for column, value in enumerate(cells, 1):
            if isinstance(value, float):
                put(
                    self.sheet,
                    row,
                    column,
                    value,
                    Style(plain, border=border, alignment=look.RIGHT, number_format=HOURS),
                )
            else:
                remark = column == len(cells)
                font = look.ALARM_FONT if broken and column == len(cells) - 1 else plain
                put(
                    self.sheet,
                    row,
                    column,
                    value,
                    Style(font, border=border, alignment=look.LINES if remark else look.LEFT),
                )


def _write_strain(
    sheet: Worksheet, report: RestReport, strain: Mapping[EmployeeId, Strain], language: Language
) -> None:
    """A row to each person, in the order of the case."""
    case = report.plan.case
    _begin(sheet, NO_RANK.in_(language), STRAIN_HEADS, language)
    for row, who in enumerate(report.people, HEAD_ROW + 1):
        one, employee = strain[who], case.everyone[who]
        put(sheet, row, 1, employee.name, Style(look.BOLD))
        put(sheet, row, 2, None if employee.hourly else float(employee.rate), _number("0.##"))
        put(sheet, row, 3, one.shifts, _number("0"))
        put(sheet, row, 4, one.shifts_as_full_time, _number("0.0"))
        counts = (
            one.evening_to_morning,
            one.longest_run,
            one.nights,
            one.longest_nights,
            one.single_free_days,
            one.weekends,
        )
        for column, count in enumerate(counts, 5):
            put(sheet, row, column, count, _number("0"))
        words = said_strain(one, case.weeks, language)
        put(sheet, row, len(STRAIN_HEADS), words, Style(alignment=look.LINES))
        look.fit_height(sheet, row, [(words, STRAIN_HEADS[-1][1])])
    _finish(sheet, report, len(STRAIN_HEADS), HEAD_ROW + len(report.people))


def _number(form: str) -> Style:
    return Style(alignment=look.RIGHT, number_format=form)


def _length(minutes: int | None) -> float | None:
    """A length as a workbook counts it: in days."""
    return None if minutes is None else minutes / DAY_MINUTES


def _begin(sheet: Worksheet, title: str, heads: tuple[tuple[Text, int], ...], language: Language) -> None:
    """The title and the headings."""
    put(sheet, 1, 1, title, Style(look.BOLD, border=None))
    write_heads(sheet, HEAD_ROW, heads, language)
    sheet.row_dimensions[HEAD_ROW].height = 40


def _finish(sheet: Worksheet, report: RestReport, columns: int, last: int) -> None:
    """The page, its headings on every sheet of paper, and what the reader may filter."""
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(columns)}{last}"
    look.set_up_page(sheet, look.A4, 1, f"{report.plan.case.id} · {fingerprint(report.plan)}")
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
