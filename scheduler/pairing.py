"""Pairing: which shifts have working time in common, for rules about two people."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from scheduler.case.case import Case
from scheduler.case.shifts import Shift

Shifts: TypeAlias = tuple[Shift, ...]


def together(one: Shift, other: Shift) -> bool:
    """Whether two shifts have working time in common; a split gap is none."""
    return any(begin < until and start < end for begin, end in one.segments for start, until in other.segments)


def at_the_same_time(case: Case) -> Mapping[tuple[int, int], list[tuple[Shifts, Shifts]]]:
    """By two dates: shifts of the first, and those of the second that every one of them meets."""
    known: Mapping[tuple[int, int], list[tuple[Shifts, Shifts]]] | None = case.memory.get("at the same time")
    if known is None:
        found: dict[tuple[int, int], dict[Shifts, list[Shift]]] = {}
        for shift in case.shifts:
            for day, met in _met(case, shift):
                found.setdefault((shift.day, day), {}).setdefault(met, []).append(shift)
        known = case.memory["at the same time"] = {
            days: [(tuple(mine), theirs) for theirs, mine in groups.items()] for days, groups in found.items()
        }
    return known


def company(case: Case) -> Mapping[int, list[tuple[Shifts, tuple[Shifts, ...]]]]:
    """By date of the period: shifts that start on it, and date by date those that all of them meet."""
    known: Mapping[int, list[tuple[Shifts, tuple[Shifts, ...]]]] | None = case.memory.get("company")
    if known is None:
        found: dict[int, dict[tuple[Shifts, ...], list[Shift]]] = {day: {} for day in case.days}
        for shift in case.shifts:
            if shift.day >= 0:
                met = tuple(shifts for _, shifts in _met(case, shift))
                found[shift.day].setdefault(met, []).append(shift)
        known = case.memory["company"] = {
            day: [(tuple(mine), theirs) for theirs, mine in groups.items()] for day, groups in found.items()
        }
    return known


def _met(case: Case, shift: Shift) -> Iterator[tuple[int, Shifts]]:
    """The shifts that have working time in common with one, by the date they start."""
    for day in (shift.day - 1, shift.day, shift.day + 1):
        met = tuple(other for other in case.shifts_on.get(day, ()) if together(shift, other))
        if met:
            yield day, met
