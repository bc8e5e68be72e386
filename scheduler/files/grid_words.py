"""The words of a grid: whom a name means, and which shifts, where, a cell means.

A cell is a shift code, its place after it if need be (`D/vaxjo`, `D Ward2`, the place on a line of its own), or
several such; empty, `-`, `L` or `ledig` is free. A unit's own code goes before every other word. Nothing is guessed:
what is not plainly a code or a place raises `MisreadError`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from scheduler.case.case import Case
from scheduler.files import faults as fault
from scheduler.files import grid_faults
from scheduler.files.cells import MisreadError, check_text
from scheduler.files.facts import Facts
from scheduler.ids import EmployeeId, GroupId, ShiftCode, UnitId
from scheduler.text import Text

FREE = frozenset(("-", "–", "—", "l", "ledig", "fri", "free", "off"))
ABSENT = frozenset(("fv", "abs", "frånvaro", "frånvarande", "absent", "semester", "sjuk"))
_SIGNS = re.compile(r"[\s/+,;()&]+")


class Place(NamedTuple):
    """A unit or a group that a word names."""

    unit: UnitId | None = None
    group: GroupId | None = None

    def __str__(self) -> str:
        return str(self.group or self.unit)


class Worked(NamedTuple):
    """A shift that a cell tells, and the place that it tells, if any."""

    code: ShiftCode
    place: Place | None = None


class Words:
    """What the words of a grid mean in one case."""

    def __init__(self, case: Case, short_names: Mapping[GroupId, str]) -> None:
        self.case = case
        self.facts = Facts({}, None)  # finds what a wrong word is like
        self._people: dict[str, list[EmployeeId]] = {}
        for who, employee in case.everyone.items():
            first, _, last = employee.name.rpartition(" ")
            for words in dict.fromkeys((who, employee.name, f"{last}, {first}" if first else who)):
                self._people.setdefault(_plain(words), []).append(who)
        self._places: dict[str, set[Place]] = {}
        named: list[tuple[str, str | None, Place]] = []
        named += [(row.unit_id, row.name, Place(unit=row.unit_id)) for row in case.tables.units]
        named += [(row.group_id, row.name, Place(group=row.group_id)) for row in case.tables.groups]
        named += [(short, None, Place(group=group)) for group, short in short_names.items()]
        for words, name, place in named:
            for each in filter(None, (words, name)):
                self._places.setdefault(_plain(each), set()).add(place)

    # -- people -----------------------------------------------------------------------------------

    def people(self, words: str) -> Sequence[EmployeeId]:
        """Whom a name or an id may mean: an id before a name."""
        if words in self.case.everyone:
            return (EmployeeId(words),)
        return tuple(dict.fromkeys(self._people.get(_plain(words), ())))

    def like_person(self, words: str) -> Text:
        """The names and ids that a wrong one is like, in words."""
        return self.facts.like(words, [*self.case.everyone, *(one.name for one in self.case.everyone.values())])

    # -- cells ------------------------------------------------------------------------------------

    def worked(self, words: str) -> tuple[Worked, ...]:
        """The shifts that a cell tells; none where it is free.

        Raises:
            MisreadError: it is not plain which.
        """
        check_text(words)
        words = words.strip()
        whole = self._code(words)
        if whole is not None:
            return (Worked(whole),)
        if self.is_free(words):
            return ()
        if _SIGNS.search(words) is None:
            raise MisreadError(fault.UNKNOWN["shift_types"], words, like=self.facts.like(words, self.case.shift_types))
        shifts, _, places = words.partition("\n")
        return tuple(self._in_lines(words, shifts, places.split("\n")) if places else self._in_order(words))

    def is_free(self, words: str) -> bool:
        """Whether a cell says that nobody works, because it is a free day or absence, in some word for it."""
        return self._code(words) is None and _plain(words.removesuffix("!")) in FREE | ABSENT | {""}

    def is_absent(self, words: str) -> bool:
        """Whether a cell that is no shift says that the person is away."""
        return _plain(words.removesuffix("!")) in ABSENT

    def _in_lines(self, words: str, shifts: str, places: Sequence[str]) -> Iterator[Worked]:
        """As the wall sheet writes it: the codes on the first line, and a place for each on those below."""
        codes = [worked for part in _SIGNS.split(shifts) if part for worked in self._in_order(part)]
        where = [self._place(words, place) for place in places if place.strip()]
        if len(where) != len(codes) or any(worked.place for worked in codes):
            raise MisreadError(grid_faults.PLACE_WITHOUT_SHIFT, words, like=self.example)
        yield from (Worked(worked.code, place) for worked, place in zip(codes, where, strict=True))

    def _in_order(self, words: str) -> Iterator[Worked]:
        """Codes, each with its place after it, if it has one."""
        parts = [part for part in _SIGNS.split(words) if part]
        at = 0
        code: ShiftCode | None = None
        while at < len(parts):
            next_code = self._code(parts[at])
            place, length = self._longest_place(words, parts, at) if code is not None else (None, 0)
            if next_code is not None and place is not None:
                meanings = f"{next_code}, {place}"
                raise MisreadError(grid_faults.AMBIGUOUS_WORD, words, word=parts[at], meanings=meanings)
            if code is not None and next_code is not None:
                yield Worked(code)
            elif code is not None and place is not None:
                yield Worked(code, place)
            elif next_code is None:
                self._say_unknown(words, parts[at], after_code=code is not None)
            code, at = next_code, at + (length or 1)
        if code is not None:
            yield Worked(code)

    def _say_unknown(self, words: str, word: str, *, after_code: bool) -> None:
        if not after_code and _plain(word) in self._places:
            raise MisreadError(grid_faults.PLACE_WITHOUT_SHIFT, words, like=self.example)
        raise MisreadError(grid_faults.NOT_CODE_OR_PLACE, words, word=word, like=self.example)

    def _longest_place(self, words: str, parts: Sequence[str], at: int) -> tuple[Place | None, int]:
        """The place that begins at a part, as many parts long as any place is."""
        for end in range(len(parts), at, -1):
            name = " ".join(parts[at:end])
            if _plain(name) in self._joined:
                return self._place(words, self._joined[_plain(name)]), end - at
        return None, 0

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        """Every name of a place by its parts, as a cell is cut into them."""
        return {" ".join(part for part in _SIGNS.split(name) if part): name for name in self._places}

    def _place(self, words: str, name: str) -> Place:
        """The place of a name: a group before a unit that is called the same."""
        found = sorted(self._places.get(_plain(name), ()), key=str)
        groups = [place for place in found if place.group]
        if len(groups or found) > 1:
            meanings = ", ".join(map(str, groups or found))
            raise MisreadError(grid_faults.AMBIGUOUS_WORD, words, word=name.strip(), meanings=meanings)
        if not found:
            raise MisreadError(grid_faults.NOT_CODE_OR_PLACE, words, word=name.strip(), like=self.example)
        return (groups or found)[0]

    def _code(self, words: str) -> ShiftCode | None:
        """The code that a word is, also with the wall sheet's `!` or in other letters where only one is like that."""
        words = words.strip()
        for word in (words, words.removesuffix("!")):
            if word in self.case.shift_types:
                return ShiftCode(word)
            like = self._codes.get(_plain(word), ())
            if len(like) == 1:
                return like[0]
        return None

    @cached_property
    def _codes(self) -> Mapping[str, Sequence[ShiftCode]]:
        found: dict[str, list[ShiftCode]] = {}
        for code in self.case.shift_types:
            found.setdefault(_plain(code), []).append(code)
        return found

    @cached_property
    def example(self) -> str:
        """A code with a place, as one may be written."""
        codes: Iterable[str] = self.case.shift_types
        places: Iterable[str] = (*self.case.units_of, *(one.unit for one in self.case.everyone.values()))
        return f"{next(iter(codes), 'D')}/{next(iter(places), '')}"


def _plain(words: str) -> str:
    """Words without regard to capitals and extra spaces."""
    return " ".join(words.split()).casefold()
