"""An instance, in the competition's own words. Days are numbered from 0, a Monday, through all weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Roster: TypeAlias = Mapping[str, Mapping[int, tuple[str, str]]]  # nurse, day: the shift type and the skill used


@dataclass(frozen=True)
class Range:
    """A least and a most, both kept when reached."""

    least: int
    most: int


@dataclass(frozen=True)
class ShiftType:
    """A shift type: how many of it in a row, and the types that may not be worked on the day after it."""

    name: str
    in_row: Range
    not_before: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """What a nurse has agreed to."""

    name: str
    assignments: Range
    in_row: Range
    off_in_row: Range
    most_weekends: int
    complete_weekends: bool


@dataclass(frozen=True)
class History:
    """What a nurse did before day 0: in sum, and the run that she is in, of work or of days off."""

    assignments: int
    weekends: int
    shift: str | None  # the last one, if she worked on the day before
    shift_run: int
    work_run: int
    off_run: int


@dataclass(frozen=True)
class Nurse:
    """A nurse."""

    name: str
    contract: Contract
    skills: tuple[str, ...]
    history: History


@dataclass(frozen=True)
class Cover:
    """How many with a skill a shift needs, and how many it had better have."""

    day: int
    shift: str
    skill: str
    least: int
    wanted: int


@dataclass(frozen=True)
class Request:
    """A wish not to work a shift, or (`shift` None) not to work at all."""

    nurse: str
    day: int
    shift: str | None


@dataclass(frozen=True)
class Instance:
    """One instance."""

    name: str
    days: int
    skills: tuple[str, ...]
    shifts: Mapping[str, ShiftType]
    nurses: Mapping[str, Nurse]
    cover: tuple[Cover, ...]
    requests: tuple[Request, ...]
