"""Breaks that may fall short: what the rounds of a board leave of the idle span that a shift wants.

Where the span is held, a break is laid like a visit to nobody (`scheduler.solve.rounds`). Where it cannot be held, or
is only measured, the longest idle span is found among the gaps that the board's visits can leave: each gap is a literal
that is up only when the visits at its ends are made and none between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.charge import FALSE, TRUE, Pause, Sum


@dataclass(frozen=True, slots=True)
class Made:
    """A visit that is made, or could be, in a round."""

    start: int
    end: int
    visit: Visit
    literal: Any


@dataclass(frozen=True, slots=True)
class _Gap:
    """A span that could be idle: what must be made for it, what must not, and how long it then is."""

    made: tuple[Any, ...]
    unmade: tuple[Any, ...]
    length: int


def idle_missing(model: cp_model.CpModel, case: Case, charge: Pause, works: Any, made: Sequence[Made]) -> Sum:
    """What the longest idle span falls short of the wanted one when the shift is worked; exact when made small."""
    chosen = []
    gained = Sum()
    for gap in _gaps(case, charge, [one for one in made if one.literal is not FALSE]):
        up = model.new_bool_var("")
        for literal in (works, *gap.made):
            if literal is not TRUE:
                model.add_implication(up, literal)
        for literal in gap.unmade:
            model.add_implication(up, ~literal)
        chosen.append(up)
        gained.add(up, gap.length)
    if len(chosen) > 1:
        model.add_at_most_one(chosen)
    return Sum().add(works, charge.length).plus(gained, -1)


def _gaps(case: Case, charge: Pause, made: list[Made]) -> Iterator[_Gap]:
    """Every gap that can give some idle time. Visits further away than the longest travel do not matter."""
    farthest = max(
        (case.travel_between(one.visit.group, other.visit.group) for one in made for other in made), default=0
    )
    for before in (None, *made):
        begin = before.end if before else max(charge.shift.start, charge.first - farthest)
        at = max(begin, charge.first)
        if at > charge.last or (before and begin <= charge.first - farthest):
            continue
        horizon = min(charge.shift.end, at + charge.length + farthest)
        ends = [
            after for after in made if begin <= after.start < horizon and after.visit is not (before and before.visit)
        ]
        for after in (None, *ends):
            end = after.start if after else horizon
            travel = case.travel(before.visit, after.visit) if before and after else 0
            length = min(charge.length, end - at, end - begin - travel)
            inside = [
                one for one in made if one is not before and one is not after and one.start < end and one.end > begin
            ]
            if length > 0 and not any(one.literal is TRUE for one in inside):
                ends_made = tuple(one.literal for one in (before, after) if one and one.literal is not TRUE)
                yield _Gap(ends_made, tuple(one.literal for one in inside), length)
