"""Nights in a row: few nights follow on each other, and never very many.

A night counts on the date it starts. Each night over the soft limit is priced; a run beyond the hard limit is never
made. Nights worked before the period count in full as soon as a night of the roster goes on from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.runs import limits, overlong, runs
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class NightsInRow(Rule):
    id = RuleId("nights_in_row")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje för hälsosam schemaläggning", read=date(2026, 11, 1))
    title = Text(sv="Nätter i rad", en="Nights in a row")
    says = Text(
        sv="{length} nätter i rad från {first:day}; högst {most} är lagom.",
        en="{length} nights in a row from {first:day}; at most {most} is meant.",
    )
    unit = Text(sv="nätter", en="nights")
    default_price = 200

    soft: Annotated[int, Named(stricter=LESS)] = 3
    hard_limit: Annotated[int, Named("hard", stricter=LESS)] = 4

    def post(self, board: Board) -> Iterator[Charge]:
        count = len(board.case.days)
        for who in board.people:
            night = partial(board.works_night, who)
            if all(night(day) is FALSE for day in board.case.days):
                continue
            before = _nights_before(board.case, who)
            for most, hard in limits(self.soft, self.hard_limit, hard=self.hard):
                for literals, amount in overlong(night, before, count, most):
                    yield When(literals, amount, who=who, hard=hard)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for run in runs(plan.shifts_of(who), _is_night):
                for most, hard in limits(self.soft, self.hard_limit, hard=self.hard):
                    if len(run) > most and run[-1].day >= 0:
                        over = len(run) - most
                        yield self.breach(who, run, over, hard=hard, length=len(run), first=run[0].day, most=most)


def _is_night(shift: Shift) -> bool:
    return shift.is_night


def _nights_before(case: Case, who: EmployeeId) -> int:
    """How many nights in a row the person worked up to the day before the period."""
    last = next((run for run in reversed([*runs(case.history_of[who], _is_night)])), [])
    return len(last) if last and last[-1].day == -1 else 0
