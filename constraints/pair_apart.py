"""Pair apart: two people who are never to work at the same time do not, wherever they work.

The gap of a split shift is not work, and to take over when the other leaves is not to work together. A night worked
before the period counts against the first morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, Worst
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.pairing import at_the_same_time, together
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class PairApart(Rule):
    id = RuleId("pair_apart")
    level = Level.UNIT
    source = Source("Chefens beslut om paret, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Arbetar inte ihop", en="Apart")
    says = Text(
        sv="Arbetar samtidigt som {other} {day:day}, fast de två ska arbeta var för sig.",
        en="Works at the same time as {other} on {day:day}, though the two are to work apart.",
    )
    unit = Text(sv="pass", en="shifts")
    scope = Scope.TEAM

    def post(self, board: Board) -> Iterator[Charge]:
        for one, other in _pairs(board.case):
            if board.is_free(one) or board.is_free(other) or one in board.people:
                yield from self._together(board, one, other)

    def _together(self, board: Board, one: EmployeeId, other: EmployeeId) -> Iterator[Charge]:
        """For each two dates, whether the shifts that start on them are worked at the same time."""
        for (_, day), groups in at_the_same_time(board.case).items():
            cases = []
            for mine, theirs in groups:
                if day < 0 and mine[0].day < 0:
                    continue  # two shifts of history
                both = board.one_of(one, mine), board.one_of(other, theirs)
                if both[0] is not FALSE and both[1] is not FALSE:
                    cases.append((both, 1))
            if cases:
                yield Worst(tuple(cases), who=one)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for one, other in _pairs(case):
            for mine in plan.shifts_of(one):
                for day in (mine.day - 1, mine.day, mine.day + 1):
                    for theirs in plan.on(other, day):
                        if (mine.day >= 0 or day >= 0) and together(mine, theirs):
                            name = case.everyone[other].name
                            yield self.breach(one, (mine,), 1, subject=other, other=name)


def _pairs(case: Case) -> list[tuple[EmployeeId, EmployeeId]]:
    return [
        (row.employee_a, row.employee_b)
        for row in case.tables.pairs
        if row.kind == "apart" and row.employee_a in case.employees and row.employee_b in case.everyone
    ]
