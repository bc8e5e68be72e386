"""Pair together: two people who are to work at the same time, such as a new colleague and her tutor, do so.

Every shift of either counts that has no working time in common with any shift of the other. That the other is absent
is no excuse. A night worked before the period counts as company on the first morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, TRUE, Charge, Worst
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.pairing import company, together
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class PairTogether(Rule):
    id = RuleId("pair_together")
    level = Level.UNIT
    source = Source("Chefens beslut om paret, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Arbetar ihop", en="Together")
    says = Text(
        sv="Arbetar utan {other} {day:day}, fast de två ska arbeta ihop.",
        en="Works without {other} on {day:day}, though the two are to work together.",
    )
    unit = Text(sv="pass", en="shifts")
    scope = Scope.TEAM
    default_price = 100

    def post(self, board: Board) -> Iterator[Charge]:
        for one, other in _pairs(board.case):
            if board.is_free(one) or board.is_free(other) or one in board.people:
                yield from self._alone(board, one, other)

    def _alone(self, board: Board, one: EmployeeId, other: EmployeeId) -> Iterator[Charge]:
        """For each date, whether the shift that starts on it is worked without company."""
        for groups in company(board.case).values():
            cases = []
            for mine, theirs in groups:
                literals = [board.one_of(one, mine), *(~board.one_of(other, shifts) for shifts in theirs)]
                if not any(literal is FALSE for literal in literals):
                    cases.append((tuple(literal for literal in literals if literal is not TRUE), 1))
            if cases:
                yield Worst(tuple(cases), who=one)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for one, other in _pairs(case):
            for mine in plan.shifts_of(one):
                if mine.day >= 0 and not any(
                    together(mine, theirs)
                    for day in (mine.day - 1, mine.day, mine.day + 1)
                    for theirs in plan.on(other, day)
                ):
                    name = case.everyone[other].name
                    yield self.breach(one, (mine,), 1, subject=other, other=name)


def _pairs(case: Case) -> list[tuple[EmployeeId, EmployeeId]]:
    """Each pair both ways: whose shifts, and whose company."""
    return [
        pair
        for row in case.tables.pairs
        for pair in ((row.employee_a, row.employee_b), (row.employee_b, row.employee_a))
        if row.kind == "together" and pair[0] in case.employees and pair[1] in case.everyone
    ]
