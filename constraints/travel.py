"""Travel: little time is spent on the road, for it is paid and is nobody's help.

Counted between two visits that follow each other on one date in one person's shift, by the table of travel; within one
recipient there is none. Visits that cannot be made are travelled to all the same. A split shift is one shift, but a
night that ended in the morning and the shift of that evening are two. The price is the person's wage with on-costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from scheduler.case.case import Case
from scheduler.charge import Amount, Charge
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.pay import Payroll
from scheduler.plan import Call, Duty, Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Travel(Rule):
    id = RuleId("travel")
    level = Level.UNIT
    source = Source("Kostnad: medarbetarens timlön och sociala avgifter", read=date(2026, 11, 1))
    title = Text(sv="Restid", en="Travel")
    says = Text(
        sv="{minutes:span} restid mellan besöken {day:day}.",
        en="{minutes:span} of travel between the visits on {day:day}.",
    )
    default_price = 1
    is_cost = True

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.rounds_people:
            yield Amount(board.travel(who), who=who, price=self._kronor(board.case, who))

    def _kronor(self, case: Case, who: EmployeeId) -> float:
        """What a minute of the person's travel costs."""
        known: float | None = case.memory.get((self.id, who))
        if known is None:
            known = case.memory[self.id, who] = float(Payroll.of(case).minute(who))
        return float(self.price or 0) * known

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for day in case.days:
                minutes = _minutes(plan, who, day)
                if minutes:
                    kronor = minutes * self._kronor(case, who)
                    yield self.breach(who, (), minutes, day=day, kronor=kronor, minutes=minutes)


_Known: TypeAlias = tuple[tuple[Call, ...], tuple[Duty, ...], int]


def _minutes(plan: Plan, who: EmployeeId, day: int) -> int:
    """The travel of one date; the last answer is remembered, for an edit of a row leaves most dates as they were."""
    calls, duties = plan.rounds.get((who, day), ()), plan.duties.get(who, ())
    if len(calls) < 2:
        return 0
    memory: dict[tuple[EmployeeId, int], _Known] = plan.case.memory.setdefault("travel of rounds", {})
    known = memory.get((who, day))
    if known is None or known[0] is not calls or known[1] is not duties:
        known = memory[who, day] = (calls, duties, sum(_between(plan, who, *pair) for pair in pairwise(calls)))
    return known[2]


def _between(plan: Plan, who: EmployeeId, earlier: Call, later: Call) -> int:
    """Minutes of travel; none from the night before to the shift of the day."""
    travel = plan.case.travel(earlier.visit, later.visit)
    if not travel or len(plan.carriers(who, later.visit.day)) < 2:
        return travel
    one = plan.carrying(who, earlier.start, earlier.end, earlier.visit.day)
    other = plan.carrying(who, later.start, later.end, later.visit.day)
    return 0 if one and other and one.shift.day < other.shift.day else travel
