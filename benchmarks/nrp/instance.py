"""An instance, in the benchmark's own words. Days are numbered from 0, a Monday; lengths are minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Roster: TypeAlias = Mapping[str, Mapping[int, str]]  # whoever works, day by day, with the shift type


@dataclass(frozen=True)
class ShiftType:
    """A shift type, and the types that may not be worked on the day after it."""

    name: str
    minutes: int
    not_before: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """What one member of staff may work; a shift type that `most_of` leaves out is not limited."""

    name: str
    most_of: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_in_row: int
    least_in_row: int
    least_off_in_row: int
    most_weekends: int
    days_off: frozenset[int]


@dataclass(frozen=True)
class Request:
    """A wish to work a shift, or (`on` false) not to, and what it costs to refuse it."""

    person: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True)
class Cover:
    """How many are wanted on a shift, and what each one too few or too many costs."""

    day: int
    shift: str
    wanted: int
    under: int
    over: int


@dataclass(frozen=True)
class Instance:
    """One instance."""

    name: str
    days: int
    shifts: Mapping[str, ShiftType]
    people: Mapping[str, Person]
    requests: tuple[Request, ...]
    cover: tuple[Cover, ...]
