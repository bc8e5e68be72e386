"""The first sheet of the report of rest: what was looked at, what holds, what is broken, and lines for signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.files import sheet_look as look
from scheduler.files.sheet_look import Style, put
from scheduler.rest_report import Origin, RestReport, fingerprint
from scheduler.rest_words import (
    said_decision,
    said_demand,
    said_own_terms,
    said_period,
    said_verdict,
    said_waiver,
)
from scheduler.text import Language, Text
from scheduler.windows import Outcome

COVER = Text(sv="Vila", en="Rest")
TITLE = Text(sv="Vila och belastning", en="Rest and strain")
UNIT = Text(sv="Enhet", en="Unit")
PERIOD = Text(sv="Period", en="Period")
CASE = Text(sv="Underlag", en="Case")
ROSTER = Text(sv="Schema", en="Roster")
MADE = Text(sv="Framtaget", en="Made on")
CONCERNS = Text(sv="Gäller", en="Concerns")
EVERYBODY = Text(sv="alla {count} medarbetare", en="all {count} employees")
MARK = Text(sv="{name} · fingeravtryck {mark}", en="{name} · fingerprint {mark}")
RULES = Text(sv="Regler om vila", en="Rules of rest")
RULE_HEADS = (
    Text(sv="Regel", en="Rule"),
    Text(sv="Prövas", en="Looked at"),
    Text(sv="Antal", en="Count"),
    Text(sv="Hålls", en="Kept"),
    Text(sv="Bryts", en="Broken"),
    Text(sv="Avsteg", en="Waived"),
    Text(sv="Krav", en="Demand"),
    Text(sv="Vilar på", en="Rests on"),
)
EXCEPTIONS = Text(sv="Undantag", en="Exceptions")
NO_EXCEPTIONS = Text(sv="Ingen har egna tal för vilan.", en="Nobody has numbers of her own for rest.")
EXCEPTION_HEADS = (
    Text(sv="Medarbetare", en="Employee"),
    Text(sv="Regel", en="Rule"),
    Text(sv="Beslutat av", en="Decided by"),
    None,
    None,
    None,
    Text(sv="Gäller", en="Holds"),
    Text(sv="Skäl", en="Reason"),
)
BREACHES = Text(sv="För kort vila", en="Rest too short")
NO_BREACHES = Text(sv="Inga fall.", en="No cases.")
BREACH_HEADS = (
    Text(sv="Medarbetare", en="Employee"),
    Text(sv="Regel", en="Rule"),
    Text(sv="Saknas", en="Missing"),
    None,
    None,
    None,
    Text(sv="I ord", en="In words"),
    Text(sv="Avsteg: beslutat av, när och varför", en="Waiver: by whom, when and why"),
)
MISSING = Text(sv="{minutes:span}", en="{minutes:span}")
BEFORE = Text(
    sv="Därutöver var vilan för kort i {count} fall redan före perioden; de räknas inte här men står på bladen.",
    en="Rest was short in {count} more cases before the period began; they are on the sheets but do not count here.",
)
NOTES = (
    Text(
        sv="Passen före perioden räknas med. Tiden efter periodens sista pass är tagen som ledig, för nästa schema är "
        "inte känt.",
        en="Shifts before the period count. Time after its last shift is taken as free: the next roster is not known.",
    ),
    Text(
        sv="Schemats fingeravtryck ändras så snart ett pass ändras. Underskrifterna gäller schemat med detta.",
        en="The roster's fingerprint changes as soon as a shift does. The signatures concern the roster with this one.",
    ),
)
BY_THE_CLOCK = Text(
    sv="Klockan ställs om i perioden: {rules} räknas efter klockan, inte efter tiden som går.",
    en="The clocks change in the period: {rules} goes by the clock, not by the time that passes.",
)
SIGNATURES = Text(sv="Underskrifter", en="Signatures")
SIGNERS = (Text(sv="Skyddsombud", en="Safety representative"), Text(sv="Enhetschef", en="Unit manager"))
SIGNED = Text(sv="Namn, underskrift och datum", en="Name, signature and date")
WIDTHS: Final = (24, 18, 8, 8, 8, 10, 42, 54)
WHOLE = len(WIDTHS)
LINES_STYLE: Final = Style(alignment=look.LINES)
HEAD: Final = Style(look.BOLD, look.HEAD, alignment=look.LINES)
BARE: Final = Style(border=None, alignment=look.LINES)
Cells = Sequence[str | float | None]


def write_cover(sheet: Worksheet, report: RestReport, origin: Origin, language: Language) -> None:
    """Fill the sheet."""
    cover = _Cover(sheet, report, language)
    cover.write_origin(origin)
    cover.write_rules()
    cover.write_exceptions()
    cover.write_breaches()
    cover.write_notes()
    cover.write_signatures()
    cover.set_up_page()


@dataclass
class _Cover:
    sheet: Worksheet
    report: RestReport
    language: Language
    row: int = 1

    def said(self, words: Text, **values: object) -> str:
        return words.in_(self.language, self.report.plan.case.clock, **values)

    def write_origin(self, origin: Origin) -> None:
        """Title, what was looked at, and the verdict."""
        case = self.report.plan.case
        put(self.sheet, self.row, 1, self.said(TITLE), Style(look.TITLE, border=None))
        self.row += 1
        units = {row.unit_id: row.name or row.unit_id for row in case.tables.units}
        names = dict.fromkeys(units.get(case.everyone[who].unit, case.everyone[who].unit) for who in self.report.people)
        concerned = [case.everyone[who].name for who in self.report.people]
        everybody = len(concerned) == len(case.everyone)
        for label, words in (
            (UNIT, ", ".join(names)),
            (PERIOD, said_period(case, self.language)),
            (CASE, self.said(MARK, name=case.id, mark=case.fingerprint)),
            (ROSTER, self.said(MARK, name=origin.result, mark=fingerprint(self.report.plan))),
            (MADE, origin.made.isoformat()),
            (CONCERNS, self.said(EVERYBODY, count=len(concerned)) if everybody else ", ".join(concerned)),
        ):
            put(self.sheet, self.row, 1, self.said(label), Style(look.BOLD, border=None))
            put(self.sheet, self.row, 2, words, Style(border=None))
            self.row += 1
        self.row += 1
        style = Style(look.ALARM_FONT if self.report.breaches else look.BOLD, border=None)
        put(self.sheet, self.row, 1, said_verdict(self.report, self.language), style)
        self.row += 2

    def write_rules(self) -> None:
        """Each rule with its source, what it demands, and how many of its windows are kept."""
        self._heading(RULES, RULE_HEADS)
        for rule in self.report.rules:
            counts = self.report.count(rule.id)
            stretches = {window.stretch: None for window in self.report.windows if window.rule == rule.id}
            cells: Cells = (
                rule.title.in_(self.language),
                ", ".join(self.said(stretch.words) for stretch in stretches),
                sum(counts.values()),
                counts[Outcome.KEPT],
                counts[Outcome.BROKEN],
                counts[Outcome.WAIVED],
                said_demand(self.report, rule, self.language),
                f"{rule.source} ({self.said(rule.level.words)})",
            )
            self._line(cells)
        before = sum(self.report.count(rule.id)[Outcome.BEFORE] for rule in self.report.rules)
        if before:
            self._note(self.said(BEFORE, count=before))
        self.row += 1

    def write_exceptions(self) -> None:
        """Whose numbers are other than everybody's, who decided it and why."""
        self._heading(EXCEPTIONS, EXCEPTION_HEADS if self.report.own_terms else ())
        for own in self.report.own_terms:
            name, title = self.report.plan.case.everyone[own.who].name, own.rule.title.in_(self.language)
            decided, terms = said_decision(own, self.language), said_own_terms(own, self.language)
            self._line((name, title, decided, None, None, None, terms, own.decision.why), joined=True)
        if not self.report.own_terms:
            self._note(self.said(NO_EXCEPTIONS))
        self.row += 1

    def write_breaches(self) -> None:
        """Every broken window in words, with who answers for it where somebody does."""
        self._heading(BREACHES, BREACH_HEADS if self.report.breaches else ())
        for breach in self.report.breaches:
            assert breach.who is not None, "a window is somebody's"
            name = self.report.plan.case.everyone[breach.who].name
            title = self.report.book.rules[breach.rule].title.in_(self.language)
            missing = self.said(MISSING, minutes=breach.raw)
            answered = said_waiver(breach.waiver, self.language) if breach.waiver else None
            words = breach.said(self.language, self.report.plan.case.clock)
            self._line((name, title, missing, None, None, None, words, answered), joined=True)
        if not self.report.breaches:
            self._note(self.said(NO_BREACHES))
        self.row += 1

    def write_notes(self) -> None:
        """How the figures are counted."""
        for words in NOTES:
            self._note(self.said(words))
        by_clock = {window.rule: None for window in self.report.windows if window.rest.goes_by_the_clock}
        if by_clock:
            titles = (self.report.book.rules[rule].title.in_(self.language) for rule in by_clock)
            self._note(self.said(BY_THE_CLOCK, rules=", ".join(titles)))
        self.row += 1

    def write_signatures(self) -> None:
        """A line to each who signs."""
        self._heading(SIGNATURES, ())
        for signer in SIGNERS:
            self.sheet.row_dimensions[self.row].height = 2.5 * look.LINE_HEIGHT
            put(self.sheet, self.row, 1, self.said(signer), Style(look.BOLD, alignment=look.LEFT))
            for column in range(2, WHOLE + 1):
                put(self.sheet, self.row, column, None)
            put(self.sheet, self.row, 2, self.said(SIGNED), Style(alignment=look.LINES))
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=2, end_column=WHOLE)
            self.row += 1

    def set_up_page(self) -> None:
        """Widths, and a landscape A4 page."""
        for column, width in enumerate(WIDTHS, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        look.set_up_page(self.sheet, look.A4, 1, f"{self.report.plan.case.id} · {fingerprint(self.report.plan)}")
        self.sheet.print_area = f"A1:{get_column_letter(WHOLE)}{self.row - 1}"
        self.sheet.page_margins.left = self.sheet.page_margins.right = 0.4
        self.sheet.page_margins.top = self.sheet.page_margins.bottom = 0.6

    def _heading(self, title: Text, heads: Sequence[Text | None]) -> None:
        """A part's title and its headings; a `None` belongs to the heading before it."""
        put(self.sheet, self.row, 1, self.said(title), Style(look.BOLD, look.SECTION, border=None))
        for column in range(2, WHOLE + 1):
            put(self.sheet, self.row, column, None, Style(fill=look.SECTION, border=None))
        self.row += 1
        if heads:
            words = [None if head is None else self.said(head) for head in heads]
            self._line(words, HEAD, joined=None in heads)

    def _line(self, cells: Cells, style: Style = LINES_STYLE, *, joined: bool = False) -> None:
        """A row of a part's table; joined, the four narrow columns are one."""
        widths = (*WIDTHS[:2], sum(WIDTHS[2:6]), 1, 1, 1, *WIDTHS[6:]) if joined else WIDTHS
        for column, value in enumerate(cells, 1):
            put(self.sheet, self.row, column, value, style)
        if joined:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=3, end_column=6)
        look.fit_height(self.sheet, self.row, zip(cells, widths, strict=True))
        self.row += 1

    def _note(self, words: str) -> None:
        put(self.sheet, self.row, 1, words, BARE)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=WHOLE)
        look.fit_height(self.sheet, self.row, [(words, sum(WIDTHS))])
        self.row += 1
