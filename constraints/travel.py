"""Travel: little time is spent on the road, for it is paid and is nobody's help.

Counted between two visits that follow each other in one person's shift, by the table of travel; within one recipient
there is none. Visits that cannot be made are travelled to all the same. A split shift is one shift, and so is a night
on both sides of midnight, but a night that ended in the morning and the shift of that evening are two. The price is the
person's wage with on-costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Amount, Charge
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.pay import Payroll
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Travel(Rule):
    id = RuleId("travel")
    level = Level.UNIT
    reads_visits = True
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


def _minutes(plan: Plan, who: EmployeeId, day: int) -> int:
    """The travel of one date, and to its first visit from one before midnight in the same shift."""
    calls = plan.rounds.get((who, day), ())
    if not calls:
        return 0
    over_midnight = 0
    for duty in plan.carriers(who, day):
        if duty.shift.day < day and duty.shift.on_duty(calls[0].start, calls[0].end):
            over_midnight = _over_midnight(plan, who, day)
            break
    return over_midnight + sum(_legs(plan, who, day))


def _over_midnight(plan: Plan, who: EmployeeId, day: int) -> int:
    """Travel to the first visit of a date, which the night into it carries, from the last one of the night before."""
    night = plan.rounds.get((who, day - 1), ())
    before = plan.carrying(who, night[-1].start, night[-1].end, day - 1) if night else None
    if not night or (before is not None and before.shift.day < day - 1):
        return 0
    return plan.case.travel(night[-1].visit, plan.rounds[who, day][0].visit)


def _legs(plan: Plan, who: EmployeeId, day: int) -> Sequence[int]:
    """Minutes of travel from each visit to the next; none from the night before to the shift of the day."""
    legs = plan.legs(who, day)
    if len(plan.carriers(who, day)) < 2:
        return legs
    calls = plan.rounds.get((who, day), ())
    carriers = [plan.carrying(who, call.start, call.end, day) for call in calls]
    return [
        0 if one and other and one.shift.day < other.shift.day else travel
        for (one, other), travel in zip(pairwise(carriers), legs, strict=True)
    ]
