"""Days in a row: runs of dates with a shift are short, and never very long.

Each date over the soft limit is priced; a run beyond the hard limit is never made. A run that began before the
period counts in full as soon as a shift of the roster belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.runs import limits, runs
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class DaysInRow(Rule):
    id = RuleId("days_in_row")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje för hälsosam schemaläggning", read=date(2026, 11, 1))
    title = Text(sv="Dagar i rad", en="Days in a row")
    says = Text(
        sv="{length} arbetsdagar i rad från {first:day}; högst {most} är lagom.",
        en="{length} working days in a row from {first:day}; at most {most} is meant.",
    )
    unit = Text(sv="dagar", en="days")
    default_price = 150

    soft: Annotated[int, Named(stricter=LESS)] = 5
    hard_limit: Annotated[int, Named("hard", stricter=LESS)] = 6

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for most, hard in limits(self.soft, self.hard_limit, hard=self.hard):
                yield from self._over(board, who, most, hard=hard)

    def _over(self, board: Board, who: EmployeeId, most: int, *, hard: bool | None) -> Iterator[Charge]:
        """One charge for each stretch of `most` + 1 dates that are all worked: a run of n holds n - most."""
        carried = board.case.history_length(who) - most  # stretches of history alone, owed once the run goes on
        if carried > 0:
            yield When((board.works_on(who, 0),), carried, who=who, hard=hard)
        for first in range(-most, len(board.case.days) - most):
            stretch = range(first, first + most + 1)
            yield When(tuple(board.works_on(who, day) for day in stretch), who=who, hard=hard)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for run in runs(plan.shifts_of(who)):
                for most, hard in limits(self.soft, self.hard_limit, hard=self.hard):
                    if len(run) > most and run[-1].day >= 0:
                        over = len(run) - most
                        yield self.breach(who, run, over, hard=hard, length=len(run), first=run[0].day, most=most)
