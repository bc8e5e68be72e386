"""Trips: the travel of one person's rounds, while visits are still open.

Every visit costs the least travel there is, save the first. What a trip costs beyond that depends on
where the one before it was: a chain of literals, one a group, follows the person from visit to visit. Two visits
to one recipient with none between cost nothing. Rows grow with visits times groups, never with pairs of visits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scheduler.case.care import Visit
from scheduler.charge import FALSE, TRUE, Sum
from scheduler.ids import GroupId

if TYPE_CHECKING:
    from scheduler.solve.board import Board

NEAR = 45  # minutes within which two visits to one recipient may be made in one go; beyond it a search looks no further


class Stop(NamedTuple):
    """A visit that is, or could be, made at a time."""

    start: int
    end: int
    literal: Any
    visit: Visit
    fresh: bool  # the first of another date or shift than the stops before it: nobody travels between shifts


def travel(board: Board, stops: Sequence[Stop]) -> Sum:
    """Minutes of travel between consecutive stops that are made; exact when made small (see `NEAR`)."""
    total = Sum()
    first = 0
    for number, stop in enumerate(stops):
        if stop.fresh and number:
            total.plus(_leg(board, stops[first:number]))
            first = number
    return total.plus(_leg(board, stops[first:]))


def _leg(board: Board, stops: Sequence[Stop]) -> Sum:
    """The travel of one shift's stops, in the order of their starts."""
    groups = list(dict.fromkeys(stop.visit.group for stop in stops))
    base = min((board.book.case.travel_between(one, other) for one in groups for other in groups), default=0)
    total = Sum.of((stop.literal for stop in stops), base)
    total.plus(Sum.of([board.any_of_at_most(stop.literal for stop in stops)]), -base)
    far = any(board.book.case.travel_between(one, other) > base for one in groups for other in groups)
    if far:
        total.plus(_farther(board, stops, groups, base))
    return total.plus(_nothing(board, stops))


def _farther(board: Board, stops: Sequence[Stop], groups: Sequence[GroupId], base: int) -> Sum:
    """What trips cost beyond the base, by the group of the stop before."""
    case, model = board.book.case, board.model
    total = Sum()
    here: dict[GroupId, Any] = dict.fromkeys(groups, FALSE)  # up when the last stop lay there
    for stop in stops:
        group = stop.visit.group
        more = {one: case.travel_between(one, group) - base for one in groups if here[one] is not FALSE}
        total.plus(board.worst([((stop.literal, here[one]), extra) for one, extra in more.items() if extra > 0]))
        if stop.literal is TRUE:
            here = dict.fromkeys(groups, FALSE) | {group: TRUE}
            continue
        for one in groups:
            if one == group:
                here[one] = board.met((here[one], stop.literal))
            elif here[one] is not FALSE:
                after = model.new_bool_var("")
                model.add_bool_or([after, stop.literal, *(() if here[one] is TRUE else (~here[one],))])
                here[one] = after
    return total


def _nothing(board: Board, stops: Sequence[Stop]) -> Sum:
    """What is saved where two visits to one recipient follow upon each other."""
    case, model = board.book.case, board.model
    total = Sum()
    for number, later in enumerate(stops):
        between: list[Any] = []
        for earlier in reversed(stops[:number]):
            if later.start - earlier.end > NEAR and not board.measures:
                break
            if earlier.visit.recipient is later.visit.recipient and earlier.visit is not later.visit:
                group = later.visit.group
                needed = [one for one in (earlier.literal, later.literal) if one is not TRUE]
                needed += [~literal for literal in between]
                saved: Any = TRUE
                if needed:
                    saved = model.new_bool_var("")
                    for literal in needed:
                        model.add_implication(saved, literal)
                total.add(saved, -case.travel_between(group, group))
            if earlier.literal is TRUE:
                break
            between.append(earlier.literal)
    return total
