"""Faces on a board: the employees whom recipients and groups of residents can meet, as literals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler.charge import Sum
from scheduler.faces import windows, windows_of
from scheduler.ids import EmployeeId, GroupId, RecipientId, VisitId

if TYPE_CHECKING:
    from scheduler.solve.board import Board


def faces_at_home(board: Board, who: RecipientId) -> Iterator[Sum]:
    """How many employees a recipient meets in each window; to be made small.

    The starts of one visit exclude each other, so a carer's literals of it make one row: the relaxation cannot then
    meet half a face by splitting a visit between its starts.
    """
    for window in windows(board.case, who):
        met: dict[EmployeeId, dict[VisitId, list[Any]]] = {}
        for visit, first, last in window.visits:
            for start, carer, literal in board.meetings(visit):
                if first <= start < last:
                    met.setdefault(carer, {}).setdefault(visit.id, []).append(literal)
        yield Sum.of(board.met_once(visits.values()) for visits in met.values())


def faces_in_group(board: Board, group: GroupId) -> Iterator[Sum]:
    """How many employees a group of residents meets in each window; to be made small."""
    case = board.case
    met: list[dict[EmployeeId, dict[int, list[Any]]]] = [{} for _ in case.windows]
    for who in case.everyone:
        for shift, _, place, literal in board.places(who):
            if place == group and shift.day >= 0:
                for number in windows_of(case, shift):
                    met[number].setdefault(who, {}).setdefault(shift.day, []).append(literal)
    for mine in met:
        yield Sum.of(board.met_once(days.values()) for days in mine.values())
