"""The days of a grid: which column of a sheet is which date, and what contradicts it.

A heading is a date (`2027-03-01`), or day and month in words or figures with or without a weekday (`mån 1/3`,
`1 mar`): then it is that day of the period. Weekdays alone are the period's days only where they are all of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from scheduler.case.case import Case
from scheduler.files import faults as fault
from scheduler.files.about import folded
from scheduler.files.cells import MisreadError, date_meant
from scheduler.files.tables import HEADER_WITHIN, Cells

LEAST = 3  # days in a row of headings; fewer may be any dates
WEEKDAYS = (
    ("måndag", "monday"),
    ("tisdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lördag", "saturday"),
    ("söndag", "sunday"),
)
MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april",),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_HEADING = re.compile(r"(?:([^\W\d_]{2,9})[.,]?\s*)?(\d.{1,30})")
_PARTS = re.compile(r"(\d{1,2})\s*(?:/\s*(\d{1,2})|[-.]?\s*([^\W\d_]{3,9})\.?)(?:[\s/-]+(\d{4}|\d{2}))?")


@dataclass(frozen=True)
class Heading:
    """What the heading of a column says: a date, unless there is no such day, and a weekday, if it names one."""

    words: str
    on: date | None
    weekday: int | None = None


@dataclass(frozen=True)
class Heads:
    """The row that tells the days of a sheet."""

    row: int
    columns: Mapping[int, Heading]
    by_weekday: bool = False  # no dates: the weekdays were taken for the period's days in order


def heads_of(rows: Sequence[tuple[int, Cells]], case: Case) -> Heads | None:
    """The row with the most dates, else one whose weekdays are all of the period's; none where there is neither."""
    best: Heads | None = None
    most = LEAST - 1
    for number, cells in islice(rows, HEADER_WITHIN):
        found = {place: heading for place, words in enumerate(cells) if (heading := heading_of(words, case))}
        different = len({one.on for one in found.values()})
        if different > most:
            best, most = Heads(number, found), different
    return best or next((whole for row in rows[:HEADER_WITHIN] if (whole := _whole_weeks(row, case))), None)


def days_among(cells: Sequence[str], case: Case) -> int:
    """How many cells tell days, to find the separator of a file."""
    return sum(1 for words in cells if heading_of(words, case) or weekday_of(words) is not None)


def heading_of(words: str, case: Case) -> Heading | None:
    """What a cell says as the heading of a day; nothing where it looks like none."""
    found = _HEADING.fullmatch(words.strip())
    weekday = weekday_of(found[1]) if found and found[1] else None
    if not found or (found[1] and weekday is None):
        return None
    parts = _PARTS.fullmatch(found[2])
    if parts is None:
        try:
            return Heading(words, date_meant(found[2]), weekday)
        except MisreadError as error:
            return Heading(words, None, weekday) if error.kind is fault.NO_SUCH_DATE else None
    month = int(parts[2]) if parts[2] else next((n for n, names in enumerate(MONTHS, 1) if _is(parts[3], names)), None)
    return None if month is None else Heading(words, _dated(int(parts[1]), month, parts[4], case), weekday)


def _dated(day: int, month: int, year: str | None, case: Case) -> date | None:
    """The date of that day and month: in the year told, else in the period, else in its first year."""
    dates = [case.clock.date(each) for each in case.days]
    mine = next((on for on in dates if (on.day, on.month) == (day, month)), None)
    if mine is not None and year is None:
        return mine
    try:
        return date(int(year) % 100 + 2000 if year else dates[0].year, month, day)
    except ValueError:
        return None


def weekday_of(words: str) -> int | None:
    """The weekday that a word, also a short one, names: 0 is Monday."""
    word = words.strip().rstrip(".")
    if len(folded(word)) < 2:
        return None
    return next((number for number, names in enumerate(WEEKDAYS) if _is(word, names)), None)


def _is(word: str, names: Sequence[str]) -> bool:
    short = folded(word)
    return any(folded(name).startswith(short) for name in names)


def _whole_weeks(row: tuple[int, Cells], case: Case) -> Heads | None:
    """Weekdays that are those of the whole period, in order."""
    number, cells = row
    found = {place: weekday for place, words in enumerate(cells) if (weekday := weekday_of(words)) is not None}
    if list(found.values()) != [case.clock.weekday(day) for day in case.days]:
        return None
    columns = {
        place: Heading(cells[place], case.clock.date(day), found[place]) for day, place in enumerate(sorted(found))
    }
    return Heads(number, columns, by_weekday=True)
