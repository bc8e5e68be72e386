"""Reading an instance from the competition's text files: a scenario, a history, and a file for each week.

An instance is named as in the competition: `n030w4_1_6-2-9-1` is the scenario `Sc-n030w4.txt` with the history
`H0-n030w4-1.txt` and the weeks `WD-n030w4-6.txt`, `-2`, `-9` and `-1`, all in one folder.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.inrc2.instance import Contract, Cover, History, Instance, Nurse, Range, Request, ShiftType
from benchmarks.public_lines import BadFile, Line, Lines, known, text_of
from scheduler.text import Text

NAME = re.compile(r"(?P<set>\w+?w\d+)_(?P<history>\d+)_(?P<weeks>\d+(-\d+)*)")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANY, NONE = "Any", "None"
PAIR = r"\((\d+),(\d+)\)"

NOT_A_NAME = Text(
    sv="{name} är inget instansnamn; det skrivs som n030w4_1_6-2-9-1 (uppsättning, historik, veckor).",
    en="{name} is no instance's name; it is written as n030w4_1_6-2-9-1 (set, history, weeks).",
)
NO_SET = Text(sv="{file} finns inte i {folder}.", en="{file} is not in {folder}.")
WEEKS_DIFFER = Text(
    sv="{name} har {given} veckor, men {file} är för {asked}.",
    en="{name} has {given} weeks, but {file} is for {asked}.",
)
KEY = Text(sv="{key} = ett antal", en="{key} = a number")
HEADING = Text(sv="rubriken {key}", en="the heading {key}")
SET = Text(sv="uppsättningens namn", en="the set's name")
SKILL = Text(sv="ett nytt kompetensnamn", en="a new name of a skill")
SHIFT = Text(sv="nytt skiftnamn (minst,högst) i rad", en="a new name of a shift (least,most) in a row")
SUCCESSIONS = Text(sv="skift, antal, och så många kända skift", en="a shift, a number, and so many known shifts")
CONTRACT = Text(
    sv="nytt namn (minst,högst) pass (minst,högst) i rad (minst,högst) lediga i rad, högst helger, 0 eller 1",
    en="a new name (least,most) shifts (least,most) in a row (least,most) off in a row, most weekends, 0 or 1",
)
NURSE = Text(
    sv="nytt namn, känt avtal, antal och så många kända kompetenser",
    en="a new name, a known contract, a number and so many known skills",
)
HISTORY = Text(
    sv="varje person en gång: namn pass helger skift antal i rad, och antingen arbetade eller lediga dagar i rad",
    en="each nurse once: name shifts weekends shift its run, and either days worked or days off in a row",
)
COVER = Text(
    sv="känt skift, känd kompetens och (minst,önskat) för sju dagar",
    en="a known shift, a known skill and (least,wanted) for seven days",
)
REQUEST = Text(
    sv="känd person, känt skift eller Any, och Mon–Sun", en="a known nurse, a known shift or Any, and Mon–Sun"
)


class BadName(BadFile):
    """A name that no instance has, or one whose files are not there or do not fit."""


def read(folder: Path, name: str) -> Instance:
    """Read an instance by name from a folder, or a folder below it, that holds its files.

    Raises:
        BadName: there is no such instance.
        BadFile: a file cannot be read, or is not as the format says.
    """
    named = NAME.fullmatch(name)
    if named is None:
        raise BadName(NOT_A_NAME, name=name)
    scenario = f"Sc-{named['set']}.txt"
    place = next((file.parent for file in sorted(folder.rglob(scenario))), None)
    if place is None:
        raise BadName(NO_SET, file=scenario, folder=folder)
    history = f"H0-{named['set']}-{named['history']}.txt"
    weeks = [f"WD-{named['set']}-{week}.txt" for week in named["weeks"].split("-")]
    return parse(name, {file: text_of(place / file) for file in dict.fromkeys((scenario, history, *weeks))}, weeks)


def parse(name: str, texts: dict[str, str], weeks: list[str]) -> Instance:
    """Read an instance from its texts: scenario and history in that order, and the weeks by the names of their files.

    Raises:
        BadFile: one of them is not as the format says.
    """
    first, second, *_ = texts
    scenario = _Scenario(Lines(first, texts[first]))
    if scenario.weeks != len(weeks):
        raise BadName(WEEKS_DIFFER, name=name, given=len(weeks), file=first, asked=scenario.weeks)
    nurses = _nurses(Lines(second, texts[second]), scenario)
    cover: list[Cover] = []
    requests: list[Request] = []
    for number, week in enumerate(weeks):
        _week(Lines(week, texts[week]), scenario, 7 * number, cover, requests)
    return Instance(
        name=name,
        days=7 * scenario.weeks,
        skills=tuple(scenario.skills),
        shifts=scenario.shifts,
        nurses=nurses,
        cover=tuple(cover),
        requests=tuple(requests),
    )


@dataclass
class _Scenario:
    """What the scenario file says, section by section."""

    lines: Lines
    weeks: int = 0
    skills: list[str] = field(default_factory=list)
    shifts: dict[str, ShiftType] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    nurses: dict[str, tuple[Contract, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = self.lines.next(_key("SCENARIO"))
        if not re.fullmatch(r"SCENARIO\s*=\s*\S+", line.text):
            raise line.expected(SET)
        self.weeks = _count(self.lines, "WEEKS")
        for _ in range(_count(self.lines, "SKILLS")):
            self._skill(self.lines.next(SKILL))
        for _ in range(_count(self.lines, "SHIFT_TYPES")):
            self._shift(self.lines.next(SHIFT))
        _heading(self.lines, "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
        for _ in self.shifts:
            self._successions(self.lines.next(SUCCESSIONS))
        for _ in range(_count(self.lines, "CONTRACTS")):
            self._contract(self.lines.next(CONTRACT))
        for _ in range(_count(self.lines, "NURSES")):
            self._nurse(self.lines.next(NURSE))

    def _skill(self, line: Line) -> None:
        if line.text in self.skills or " " in line.text:
            raise line.expected(SKILL)
        self.skills.append(line.text)

    def _shift(self, line: Line) -> None:
        found = re.fullmatch(rf"(\S+)\s+{PAIR}", line.text)
        if not found or found[1] in self.shifts or found[1] in (ANY, NONE):
            raise line.expected(SHIFT)
        self.shifts[found[1]] = ShiftType(found[1], Range(int(found[2]), int(found[3])), ())

    def _successions(self, line: Line) -> None:
        name, *rest = line.text.split()
        shift = self.shifts[known(line, name, self.shifts, SUCCESSIONS)]
        followers = _listed(line, rest, tuple(self.shifts), SUCCESSIONS)
        self.shifts[name] = ShiftType(name, shift.in_row, followers)

    def _contract(self, line: Line) -> None:
        found = re.fullmatch(rf"(\S+)\s+{PAIR}\s+{PAIR}\s+{PAIR}\s+(\d+)\s+([01])", line.text)
        if not found or found[1] in self.contracts:
            raise line.expected(CONTRACT)
        numbers = [int(number) for number in found.groups()[1:]]
        self.contracts[found[1]] = Contract(
            name=found[1],
            assignments=Range(*numbers[0:2]),
            in_row=Range(*numbers[2:4]),
            off_in_row=Range(*numbers[4:6]),
            most_weekends=numbers[6],
            complete_weekends=bool(numbers[7]),
        )

    def _nurse(self, line: Line) -> None:
        name, contract, *rest = [*line.text.split(), "", ""][: max(2, len(line.text.split()))]
        if name in self.nurses:
            raise line.expected(NURSE)
        agreed = self.contracts[known(line, contract, self.contracts, NURSE)]
        self.nurses[name] = (agreed, _listed(line, rest, tuple(self.skills), NURSE))


def _nurses(lines: Lines, scenario: _Scenario) -> dict[str, Nurse]:
    _heading(lines, "HISTORY")
    lines.next(SET)
    _heading(lines, "NURSE_HISTORY")
    found: dict[str, History] = {}
    for _ in scenario.nurses:
        line = lines.next(HISTORY)
        cells = re.fullmatch(r"(\S+) (\d+) (\d+) (\S+) (\d+) (\d+) (\d+)", " ".join(line.text.split()))
        if not cells or cells[1] in found or cells[1] not in scenario.nurses:
            raise line.expected(HISTORY)
        shift = None if cells[4] == NONE else known(line, cells[4], scenario.shifts, HISTORY)
        assignments, weekends, run, work, off = (int(cells[number]) for number in (2, 3, 5, 6, 7))
        if (work > 0) is (off > 0) or (run > 0) is not (shift is not None) or (work > 0) is not (run > 0) or run > work:
            raise line.expected(HISTORY)
        found[cells[1]] = History(assignments, weekends, shift, run, work, off)
    return {name: Nurse(name, *said, found[name]) for name, said in scenario.nurses.items()}


def _week(lines: Lines, scenario: _Scenario, monday: int, cover: list[Cover], requests: list[Request]) -> None:
    _heading(lines, "WEEK_DATA")
    lines.next(SET)
    _heading(lines, "REQUIREMENTS")
    for line in lines:
        if line.text.startswith("SHIFT_OFF_REQUESTS"):
            count = _number(line, "SHIFT_OFF_REQUESTS")
            requests += (_request(lines.next(REQUEST), scenario, monday) for _ in range(count))
            return
        found = re.fullmatch(rf"(\S+)\s+(\S+)((\s+{PAIR}){{7}})", line.text)
        if not found or found[1] not in scenario.shifts or found[2] not in scenario.skills:
            raise line.expected(COVER)
        for day, (least, wanted) in enumerate(re.findall(PAIR, found[3])):
            cover.append(Cover(monday + day, found[1], found[2], int(least), int(wanted)))
    raise lines.ends(_key("SHIFT_OFF_REQUESTS"))


def _request(line: Line, scenario: _Scenario, monday: int) -> Request:
    nurse, shift, day, *rest = [*line.text.split(), "", "", ""][: max(3, len(line.text.split()))]
    known(line, nurse, scenario.nurses, REQUEST)
    known(line, shift, (ANY, *scenario.shifts), REQUEST)
    known(line, day, WEEKDAYS, REQUEST)
    if rest:
        raise line.expected(REQUEST)
    return Request(nurse, monday + WEEKDAYS.index(day), None if shift == ANY else shift)


def _listed(line: Line, cells: list[str], names: tuple[str, ...], what: Text) -> tuple[str, ...]:
    """Names after their number."""
    if not cells or not cells[0].isdecimal() or int(cells[0]) != len(cells) - 1:
        raise line.expected(what)
    return tuple(known(line, cell, names, what) for cell in cells[1:])


def _heading(lines: Lines, key: str) -> None:
    what = Text(HEADING.sv.format(key=key), HEADING.en.format(key=key))
    line = lines.next(what)
    if line.text != key:
        raise line.expected(what)


def _count(lines: Lines, key: str) -> int:
    return _number(lines.next(_key(key)), key)


def _number(line: Line, key: str) -> int:
    found = re.fullmatch(rf"{key}\s*=\s*(\d+)", line.text)
    if not found:
        raise line.expected(_key(key))
    return int(found[1])


def _key(key: str) -> Text:
    return Text(KEY.sv.format(key=key), KEY.en.format(key=key))
