"""One at a time: nobody is in two places at once, and at most one shift starts on a date.

A night that runs past the start of the morning shift is the common trap. Two shifts put by hand on one date
are a fault even when they do not touch: the amount is then the whole of the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.case.shifts import Shift, pairs
from scheduler.charge import Charge, Clash, Clashes, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class OneAtATime(Rule):
    id = RuleId("one_at_a_time")
    level = Level.LAW
    source = Source("Programmets grundregel: ingen är på två ställen samtidigt", read=date(2026, 11, 1))
    title = Text(sv="Ett pass i taget", en="One shift at a time")
    says = Text(
        sv="Passet {earlier} och passet {later} krockar: {amount:span} för mycket på {day:day}.",
        en="Shift {earlier} and shift {later} collide: {amount:span} too much on {day:day}.",
    )

    def post(self, board: Board) -> Iterator[Charge]:
        yield Clashes(self._clashes(board.case))
        for who in board.people:
            row = board.plan.shifts_of(who)
            for earlier, later in pairwise(row):
                if earlier.day == later.day >= 0:  # only a hand puts two on one date; the board's own cells hold one
                    both = board.works(who, earlier), board.works(who, later)
                    yield When(both, _excess(earlier, later), who=who)

    def _clashes(self, case: Case) -> tuple[Clash, ...]:
        """Every two shifts of neighbouring dates that overlap."""
        known: tuple[Clash, ...] | None = case.memory.get((self.id,))
        if known is None:
            known = case.memory[self.id,] = tuple(
                Clash(earlier, later, _excess(earlier, later))
                for earlier, later in pairs(case.shifts)
                if later.start < earlier.end
            )
        return known

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            row = plan.shifts_of(who)
            for index, later in enumerate(row):
                if later.day < 0:
                    continue
                for earlier in reversed(row[:index]):
                    if earlier.day < later.day - 1:
                        break  # no shift is longer than a day and a night
                    excess = _excess(earlier, later)
                    if excess > 0:
                        both = (earlier, later)
                        yield self.breach(who, both, excess, earlier=earlier.code, later=later.code)


def _excess(earlier: Shift, later: Shift) -> int:
    overlap = min(earlier.end, later.end) - later.start
    return max(overlap, min(earlier.length, later.length)) if earlier.day == later.day else overlap
