"""Reading an instance from the benchmark's text format; every fault is told with its line and what was expected."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.nrp.instance import Cover, Instance, Person, Request, ShiftType
from benchmarks.public_lines import Line, Lines, known, text_of
from scheduler.text import Text

SECTIONS = ("HORIZON", "SHIFTS", "STAFF", "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER")
REQUIRED = frozenset({"HORIZON", "SHIFTS", "STAFF", "COVER"})

SECTION = Text(
    sv="ett känt avsnitt (SECTION_HORIZON, SECTION_SHIFTS …), högst en gång",
    en="a known section (SECTION_HORIZON, SECTION_SHIFTS …), once at most",
)
MISSING = Text(sv="avsnittet SECTION_{section}", en="the section SECTION_{section}")
HORIZON = Text(sv="antalet dagar, hela veckor", en="the number of days, whole weeks")
SHIFT = Text(
    sv="skift,minuter,skift|som|inte|får|följa (namnet nytt, högst 1440 minuter, kända följare)",
    en="shift,minutes,shifts|that|may|not|follow (a new name, at most 1440 minutes, known followers)",
)
PERSON = Text(
    sv="namn,skift=högst|…,högst minuter,minst minuter,högst i rad,minst i rad,minst lediga i rad,högst helger",
    en="name,shift=most|…,most minutes,least minutes,most in a row,least in a row,least off in a row,most weekends",
)
DAYS_OFF = Text(sv="en känd person och dagar i perioden", en="a known person and days of the horizon")
REQUEST = Text(
    sv="känd person,dag i perioden,känt skift,vikt", en="a known person,a day of the horizon,a known shift,weight"
)
COVER = Text(
    sv="dag i perioden,känt skift,antal,vikt under,vikt över; varje dag och skift en gång",
    en="a day of the horizon,a known shift,number,weight under,weight over; each day and shift once",
)


def read(path: Path) -> Instance:
    """Read an instance file.

    Raises:
        BadFile: it cannot be read, or is not as the format says.
    """
    return parse(path.name, text_of(path))


def parse(file: str, text: str) -> Instance:
    """Read an instance from its text; the file's name is for the messages, and its stem is the instance's name.

    Raises:
        BadFile: it is not as the format says.
    """
    lines = Lines(file, text, comment="#")
    sections = _sections(lines)
    for section in SECTIONS:
        if section in REQUIRED and not sections.get(section):
            raise lines.ends(Text(MISSING.sv.format(section=section), MISSING.en.format(section=section)))
    days = _days(sections["HORIZON"])
    return _Reader(Path(file).stem, days, sections).instance()


def _sections(lines: Lines) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in lines:
        name = line.text.removeprefix("SECTION_")
        if name != line.text:
            if name not in SECTIONS or name in found:
                raise line.expected(SECTION)
            current = found[name] = []
        elif current is None:
            raise line.expected(SECTION)
        else:
            current.append(line)
    return found


def _days(lines: list[Line]) -> int:
    days = lines[0].whole(lines[0].text, HORIZON)
    if not days or days % 7 or len(lines) > 1:
        raise lines[-1].expected(HORIZON)
    return days


class _Reader:
    """The rows of each section, checked against the sections before it."""

    def __init__(self, name: str, days: int, sections: dict[str, list[Line]]) -> None:
        self.name = name
        self.days = days
        self.sections = sections
        self.shifts: dict[str, ShiftType] = {}
        self.people: dict[str, Person] = {}

    def instance(self) -> Instance:
        self._rows("SHIFTS", SHIFT, self._shift)
        self._followers()
        self._rows("STAFF", PERSON, self._person)
        self._rows("DAYS_OFF", DAYS_OFF, self._days_off)
        on = self._rows("SHIFT_ON_REQUESTS", REQUEST, lambda line, cells: self._request(line, cells, on=True))
        off = self._rows("SHIFT_OFF_REQUESTS", REQUEST, lambda line, cells: self._request(line, cells, on=False))
        seen: set[tuple[int, str]] = set()
        cover = self._rows("COVER", COVER, lambda line, cells: self._cover(line, cells, seen))
        return Instance(self.name, self.days, self.shifts, self.people, (*on, *off), tuple(cover))

    def _rows(self, section: str, what: Text, read_row: Callable[[Line, list[str]], Any]) -> list[Any]:
        """What a section's rows say; a row with too few or too many cells is not what was expected."""
        found = []
        for line in self.sections.get(section, ()):
            try:
                found.append(read_row(line, [cell.strip() for cell in line.text.split(",")]))
            except ValueError as error:  # the cells could not be dealt out to their names
                raise line.expected(what) from error
        return found

    def _shift(self, line: Line, cells: list[str]) -> None:
        name, minutes, *rest = cells
        length = line.whole(minutes, SHIFT)
        if not name or name in self.shifts or not 0 < length <= 1440 or len(rest) > 1:
            raise line.expected(SHIFT)
        followers = tuple(one for one in "".join(rest).split("|") if one)
        self.shifts[name] = ShiftType(name, length, followers)

    def _followers(self) -> None:
        for line, shift in zip(self.sections["SHIFTS"], self.shifts.values(), strict=True):
            for follower in shift.not_before:
                known(line, follower, self.shifts, SHIFT)

    def _person(self, line: Line, cells: list[str]) -> None:
        name, limits, *numbers = cells
        if not name or name in self.people:
            raise line.expected(PERSON)
        most_of = dict(self._limits(line, limits))
        most, least, most_row, least_row, least_off, weekends = (line.whole(one, PERSON) for one in numbers)
        self.people[name] = Person(
            name=name,
            most_of=most_of,
            most_minutes=most,
            least_minutes=least,
            most_in_row=most_row,
            least_in_row=least_row,
            least_off_in_row=least_off,
            most_weekends=weekends,
            days_off=frozenset(),
        )

    def _limits(self, line: Line, text: str) -> Iterator[tuple[str, int]]:
        for limit in text.split("|"):
            if limit:
                shift, most = limit.split("=")
                yield known(line, shift, self.shifts, PERSON), line.whole(most, PERSON)

    def _days_off(self, line: Line, cells: list[str]) -> None:
        name, *days = cells
        person = self.people[known(line, name, self.people, DAYS_OFF)]
        off = {self._day(line, day, DAYS_OFF) for day in days if day}
        self.people[name] = replace(person, days_off=person.days_off | off)

    def _request(self, line: Line, cells: list[str], *, on: bool) -> Request:
        person, day, shift, weight = cells
        known(line, person, self.people, REQUEST)
        known(line, shift, self.shifts, REQUEST)
        return Request(person, self._day(line, day, REQUEST), shift, line.whole(weight, REQUEST), on)

    def _cover(self, line: Line, cells: list[str], seen: set[tuple[int, str]]) -> Cover:
        day, shift, wanted, under, over = cells
        known(line, shift, self.shifts, COVER)
        place = (self._day(line, day, COVER), shift)
        if place in seen:
            raise line.expected(COVER)
        seen.add(place)
        numbers = (line.whole(one, COVER) for one in (wanted, under, over))
        return Cover(*place, *numbers)

    def _day(self, line: Line, text: str, what: Text) -> int:
        day = line.whole(text, what)
        if day >= self.days:
            raise line.expected(what)
        return day
