"""The first sheet of the roster workbook: names by days, hours against contract, cover below, and a legend.

It is made to hang on a wall: landscape A3, one page wide, the code in every cell whatever the colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openpyxl.styles import Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.case.case import Case
from scheduler.case.need import Place
from scheduler.case.people import Employee
from scheduler.case.shifts import ShiftType
from scheduler.clock import clock_text
from scheduler.cover import Cover, Daypart, cover
from scheduler.files import sheet_look as look
from scheduler.files.sheet_look import Style, put
from scheduler.ids import EmployeeId, GroupId
from scheduler.plan import Duty, Origin, Plan
from scheduler.review import Review
from scheduler.text import WEEKDAYS, Language, Text

SHEET = Text(sv="Schema", en="Roster")
TITLE = Text(sv="Schema {name}   {first} – {last}", en="Roster {name}   {first} – {last}")
LEGAL = Text(sv="Alla hårda regler hålls.", en="Every hard rule holds.")
BROKEN = Text(
    sv="OBS! Hårda regler bryts på {count} ställen, se bladet Avvikelser.",
    en="NOTE! Hard rules are broken in {count} places, see the sheet Breaches.",
)
WEEK = Text(sv="Vecka {week}", en="Week {week}")
NAME = Text(sv="Namn", en="Name")
RATE = Text(sv="%", en="%")
WORKED = Text(sv="Arbetad tid", en="Worked")
DUE = Text(sv="Ska arbeta", en="Due")
DIFFERENCE = Text(sv="Skillnad", en="Difference")
HOURLY = Text(sv="tim", en="hourly")
NO_GROUP = Text(sv="Utan grupp", en="No group")
COVER = Text(
    sv="Bemanning när det är som tätast: antal, eller antal/lägsta vid brist",
    en="Staffing at its tightest: heads, or heads/minimum where short",
)
SHIFTS = Text(sv="Antal pass", en="Number of shifts")
LEGEND = Text(sv="Förklaring", en="Legend")
ABSENT = Text(sv="fv", en="abs")
MARKS = (
    Text(sv="fv på rutat = frånvaro", en="abs on dots = absent"),
    Text(sv="understruket = låst", en="underlined = locked"),
    Text(sv="kursivt = ändrat för hand", en="italic = changed by hand"),
    Text(sv="röd ram och ! = en hård regel bryts", en="red frame and ! = a hard rule is broken"),
    Text(
        sv="vit på mörkt = under lägsta bemanning; gul = under målet",
        en="white on dark = short of the minimum; yellow = short of the target",
    ),
)
TITLE_ROW, WEEK_ROW, WEEKDAY_ROW, DATE_ROW = 1, 2, 3, 4
FIRST_ROW, FIRST_COLUMN = 5, 3
WEEKS_TO_A_PAGE = 5
LEGEND_WIDTH: Final = 7  # day columns to one explanation


def write_wall(sheet: Worksheet, plan: Plan, review: Review, language: Language) -> None:
    """Fill the sheet."""
    wall = _Wall(sheet, plan, review, language)
    wall.write_heads()
    row = wall.write_people()
    row = wall.write_cover(row + 1)
    last = wall.write_legend(row + 1)
    wall.set_up_page(last)


def wall_title(case: Case, language: Language) -> str:
    """The title of the wall sheet of a case."""
    first, last = case.clock.date(0), case.clock.date(len(case.days) - 1)
    return TITLE.in_(language, name=case.id, first=first, last=last)


def is_wall(first: Sequence[str], case: Case) -> bool:
    """Whether a sheet whose first row begins so is the wall sheet of that case."""
    return list(first) in [[wall_title(case, language)] for language in Language]


def wall_ends() -> Iterator[str]:
    """The words that begin what stands below the people."""
    for words in (SHIFTS, COVER, LEGEND):
        yield from (words.in_(language) for language in Language)


@dataclass
class _Wall:
    sheet: Worksheet
    plan: Plan
    review: Review
    language: Language
    hard: frozenset[tuple[EmployeeId, int]] = field(init=False)  # cells in which a hard rule is broken
    short_names: dict[GroupId, str] = field(init=False)

    def __post_init__(self) -> None:
        case = self.plan.case
        self.hard = frozenset(
            (breach.who, breach.day) for breach in self.review.hard if breach.who is not None and breach.day is not None
        )
        self.short_names = short_names(list(case.units_of))
        self.days = case.days
        self.after = FIRST_COLUMN + len(case.days)  # the first column after the days

    def said(self, words: Text, **values: object) -> str:
        return words.in_(self.language, self.plan.case.clock, **values)

    # -- headings ---------------------------------------------------------------------------------

    def write_heads(self) -> None:
        """Title, weeks, weekdays and dates."""
        case = self.plan.case
        put(self.sheet, TITLE_ROW, 1, wall_title(case, self.language), Style(look.TITLE, border=None))
        count = len(self.review.hard)
        words = self.said(BROKEN, count=count) if count else self.said(LEGAL)
        font = look.ALARM_FONT if count else look.PLAIN
        put(self.sheet, TITLE_ROW, max(self.after - 8, FIRST_COLUMN + 14), words, Style(font, border=None))
        head = Style(look.BOLD, look.HEAD)
        for row in (WEEK_ROW, WEEKDAY_ROW, DATE_ROW):
            for column in (1, 2, *range(self.after, self.after + 3)):
                put(self.sheet, row, column, None, head)
        put(self.sheet, DATE_ROW, 1, self.said(NAME), head)
        centred = replace(head, alignment=look.CENTRE)
        put(self.sheet, DATE_ROW, 2, self.said(RATE), centred)
        for column, name in enumerate((WORKED, DUE, DIFFERENCE), self.after):
            put(self.sheet, DATE_ROW, column, self.said(name), centred)
        self._write_days()

    def _write_days(self) -> None:
        clock = self.plan.case.clock
        for day in self.days:
            on, column = clock.date(day), FIRST_COLUMN + day
            if day % 7 == 0:
                head = Style(look.BOLD, look.HEAD, look.NEW_WEEK)
                put(self.sheet, WEEK_ROW, column, self.said(WEEK, week=on.isocalendar().week), head)
                self.sheet.merge_cells(start_row=WEEK_ROW, end_row=WEEK_ROW, start_column=column, end_column=column + 6)
            red, weekend = day in self.plan.case.red, on.weekday() >= 5
            fill = look.RED_DAY_HEAD if red else look.WEEKEND_HEAD if weekend else look.HEAD
            font = look.WHITE if red else look.BOLD if weekend else look.PLAIN
            style = Style(font, fill, self._border(day), look.CENTRE)
            put(self.sheet, WEEKDAY_ROW, column, WEEKDAYS[self.language][on.weekday()], style)
            put(self.sheet, DATE_ROW, column, f"{on.day}/{on.month}", style)

    def _border(self, day: int) -> Border:
        return look.NEW_WEEK if day % 7 == 0 else look.GRID

    # -- people -----------------------------------------------------------------------------------

    def write_people(self) -> int:
        """Everybody's row, group by group; the row after them."""
        row = FIRST_ROW
        sections = self._sections()
        for name, people in sections:
            if len(sections) > 1:
                row = self._write_section(row, name)
            for employee in people:
                self._write_person(row, employee)
                row += 1
        return row

    def _sections(self) -> list[tuple[str, list[Employee]]]:
        """Employees by the unit and the group they belong to first of all, as the case orders them."""
        case = self.plan.case
        names: dict[str, str] = {row.unit_id: row.name or row.unit_id for row in case.tables.units}
        groups = {row.group_id: row.name or row.group_id for row in case.tables.groups}
        several = len({employee.unit for employee in case.everyone.values()}) > 1
        found: dict[tuple[str, GroupId | None], list[Employee]] = {}
        for employee in case.everyone.values():
            found.setdefault((employee.unit, employee.home), []).append(employee)
        order = {place: number for number, place in enumerate([*case.units_of, None])}
        result = []
        for unit, home in sorted(found, key=lambda place: (place[0], order.get(place[1], len(order)))):
            group = groups.get(home, home) if home else self.said(NO_GROUP)
            place = f"{names.get(unit, unit)} · {group}" if several else group
            result.append((place, found[unit, home]))
        return result

    def _write_section(self, row: int, name: str) -> int:
        for column in range(1, self.after + 3):
            put(self.sheet, row, column, None, Style(fill=look.SECTION, border=None))
        put(self.sheet, row, 1, name, Style(look.BOLD, look.SECTION, border=None))
        return row + 1

    def _write_person(self, row: int, employee: Employee) -> None:
        put(self.sheet, row, 1, employee.name, Style(look.BOLD))
        rate = self.said(HOURLY) if employee.hourly else float(employee.rate)
        put(self.sheet, row, 2, rate, Style(alignment=look.CENTRE, number_format="0.##"))
        duties: dict[int, list[Duty]] = {}
        for duty in self.plan.duties.get(employee.id, ()):
            duties.setdefault(duty.shift.day, []).append(duty)
        for day in self.days:
            self._write_cell(row, day, employee, duties.get(day, []))
        worked = sum(shift.paid for shift in self.plan.roster_of(employee.id))
        self._write_hours(row, worked, None if employee.hourly else employee.due)

    def _write_cell(self, row: int, day: int, employee: Employee, duties: Sequence[Duty]) -> None:
        words, style = self._cell(day, employee, duties)
        if (employee.id, day) in self.hard:
            code, line, place = words.partition("\n")
            words, style = f"{code}!{line}{place}", replace(style, border=look.ALARMED)
        put(self.sheet, row, FIRST_COLUMN + day, words or None, style)

    def _cell(self, day: int, employee: Employee, duties: Sequence[Duty]) -> tuple[str, Style]:
        border = self._border(day)
        if not duties and day in employee.absent:
            return self.said(ABSENT), Style(look.PLAIN, look.ABSENT, border, look.CENTRE)
        if not duties:
            return "", Style(look.PLAIN, self._ground(day), border, look.CENTRE)
        words = "/".join(duty.shift.code for duty in duties)
        away = [self.short_names[duty.group] for duty in duties if self._is_away(duty, employee) and duty.group]
        dark = duties[0].shift.is_night
        font = Font(
            "Calibri",
            10,
            b=True,
            color="FFFFFF" if dark else "000000",
            u="single" if any(duty.origin is Origin.LOCK for duty in duties) else None,
            i=any(duty.origin is Origin.HAND for duty in duties),
        )
        alignment = look.CENTRE_LINES if away else look.CENTRE
        fill = look.KIND_FILLS[duties[0].shift.kind]
        return "\n".join([words, *away]), Style(font, fill, border, alignment)

    def _is_away(self, duty: Duty, employee: Employee) -> bool:
        """Whether the place is not where one would look for the person."""
        return not self.plan.case.is_home_care and duty.group is not None and duty.group != employee.home

    def _ground(self, day: int) -> PatternFill | None:
        if day in self.plan.case.red:
            return look.RED_DAY
        return look.WEEKEND if self.plan.case.clock.weekday(day) >= 5 else None

    def _write_hours(self, row: int, worked: int, due: int | None) -> None:
        number = Style(alignment=look.RIGHT, number_format=look.HOURS)
        put(self.sheet, row, self.after, worked / 60, number)
        put(self.sheet, row, self.after + 1, None if due is None else due / 60, number)
        difference = None if due is None else (worked - due) / 60
        style = replace(number, number_format=look.DIFFERENCE, font=look.BOLD)
        put(self.sheet, row, self.after + 2, difference, style)

    # -- cover ------------------------------------------------------------------------------------

    def write_cover(self, row: int) -> int:
        """Shifts a day by kind, then every place's tightest cover by daypart; the row after."""
        row = self._write_section(row, self.said(SHIFTS))
        for kind, name in look.KIND_NAMES.items():
            counts = [0] * len(self.days)
            for duties in self.plan.duties.values():
                for duty in duties:
                    if duty.shift.kind is kind and duty.shift.day in self.days:
                        counts[duty.shift.day] += 1
            if any(counts):
                self._write_line(row, self.said(name).capitalize(), [float(count) for count in counts])
                row += 1
        covered = cover(self.plan)
        if covered:
            row = self._write_section(row, self.said(COVER))
        for place, parts in covered.items():
            for part in Daypart:
                if part in parts:
                    self._write_line(row, self._place_name(place, part), [])
                    for day, found in parts[part].items():
                        self._write_covered(row, day, found)
                    row += 1
        return row

    def _place_name(self, place: Place, part: Daypart) -> str:
        unit, group, skill = place
        case = self.plan.case
        groups = {row.group_id: row.name for row in case.tables.groups}
        units = {row.unit_id: row.name for row in case.tables.units}
        name = (groups.get(group) or group) if group else (units.get(unit) or unit)
        return ", ".join((f"{name} ({skill})" if skill else name, self.said(part.value)))

    def _write_line(self, row: int, name: str, values: Sequence[float]) -> None:
        put(self.sheet, row, 1, name)
        put(self.sheet, row, 2, None)
        for day in self.days:
            value = values[day] or None if values else None
            style = Style(fill=self._ground(day), border=self._border(day), alignment=look.CENTRE)
            put(self.sheet, row, FIRST_COLUMN + day, value, style)

    def _write_covered(self, row: int, day: int, found: Cover) -> None:
        style = Style(fill=self._ground(day), border=self._border(day), alignment=look.CENTRE)
        words: str | float = found.heads
        if found.short:
            words, style = f"{found.heads}/{found.minimum}", replace(style, font=look.WHITE, fill=look.SHORT)
        elif found.below_target:
            style = replace(style, font=look.BOLD, fill=look.BELOW_TARGET)
        put(self.sheet, row, FIRST_COLUMN + day, words, style)

    # -- legend and page --------------------------------------------------------------------------

    def write_legend(self, row: int) -> int:
        """What codes and marks mean; the last row."""
        row = self._write_section(row, self.said(LEGEND))
        room = max(1, len(self.days) // LEGEND_WIDTH)
        for number, kind in enumerate(self._types()):
            line, column = row + number // room, FIRST_COLUMN + number % room * LEGEND_WIDTH
            font = look.WHITE if kind.kind.value == "night" else look.BOLD
            put(self.sheet, line, column, kind.code, Style(font, look.KIND_FILLS[kind.kind], alignment=look.CENTRE))
            put(self.sheet, line, column + 1, _meaning(kind), Style(border=None))
        for number, mark in enumerate(MARKS):
            put(self.sheet, row + number, 1, self.said(mark), Style(border=None))
        used = -(-len(list(self._types())) // room)
        return row + max(used, len(MARKS)) - 1

    def _types(self) -> Iterator[ShiftType]:
        yield from self.plan.case.shift_types.values()

    def set_up_page(self, last: int) -> None:
        """Sizes, frozen headings, and a landscape A3 page."""
        sheet, case = self.sheet, self.plan.case
        longest = max((len(employee.name) for employee in case.everyone.values()), default=10)
        sheet.column_dimensions["A"].width = min(40, max(30, longest + 2))
        sheet.column_dimensions["B"].width = 6
        for day in self.days:
            sheet.column_dimensions[get_column_letter(FIRST_COLUMN + day)].width = 5.3
        for column in range(self.after, self.after + 3):
            sheet.column_dimensions[get_column_letter(column)].width = 10
        for row in range(FIRST_ROW, last + 1):
            lines = any("\n" in str(cell.value or "") for cell in sheet[row])
            sheet.row_dimensions[row].height = 27 if lines else 16
        sheet.freeze_panes = f"{get_column_letter(FIRST_COLUMN)}{FIRST_ROW}"
        sheet.sheet_view.zoomScale = 90
        pages = max(1, -(-case.weeks // WEEKS_TO_A_PAGE))
        look.set_up_page(sheet, look.A3, pages, f"{case.id} · {case.fingerprint}")
        sheet.print_title_rows = f"{WEEK_ROW}:{DATE_ROW}"
        sheet.print_title_cols = "A:B" if pages > 1 else None
        sheet.print_area = f"A1:{get_column_letter(self.after + 2)}{last}"
        sheet.page_margins.left = sheet.page_margins.right = 0.3
        sheet.page_margins.top = sheet.page_margins.bottom = 0.5


def _meaning(kind: ShiftType) -> str:
    return f"{clock_text(kind.start)}–{clock_text(kind.end)} {kind.name if kind.name != kind.code else ''}".strip()


def short_names(groups: list[GroupId]) -> dict[GroupId, str]:
    """Group ids without what they all begin with, as a cell of the wall sheet tells a place."""
    cut = 0
    while len(groups) > 1 and len({group[: cut + 1] for group in groups}) == 1:
        cut += 1
    return {group: group[cut:] or group for group in groups}
