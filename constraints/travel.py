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
from typing import TYPE_CHECKING, TypeAlias

from scheduler.case.case import Case
from scheduler.charge import Amount, Charge
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.pay import Payroll
from scheduler.plan import Call, Duty, Plan, carrying
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


_Known: TypeAlias = tuple[tuple[Call, ...], Sequence[Duty], int]


def _minutes(plan: Plan, who: EmployeeId, day: int) -> int:
    """The travel of one date, and to its first visit from one before midnight in the same shift."""
    calls = plan.rounds.get((who, day), ())
    if not calls:
        return 0
    duties = plan.carriers(who, day)
    over_midnight = 0
    for duty in duties:
        if duty.shift.day < day and duty.shift.on_duty(calls[0].start, calls[0].end):
            over_midnight = _over_midnight(plan, who, day)
            break
    return over_midnight + _within(plan.case, who, day, calls, duties) if len(calls) > 1 else over_midnight


def _over_midnight(plan: Plan, who: EmployeeId, day: int) -> int:
    """Travel to the first visit of a date, which the night into it carries, from the last one of the night before."""
    night = plan.rounds.get((who, day - 1), ())
    before = carrying(plan.carriers(who, day - 1), night[-1].start, night[-1].end) if night else None
    if not night or (before is not None and before.shift.day < day - 1):
        return 0
    (minutes,) = plan.case.legs((night[-1].visit, plan.rounds[who, day][0].visit))
    return minutes


def _within(case: Case, who: EmployeeId, day: int, calls: tuple[Call, ...], duties: Sequence[Duty]) -> int:
    """The travel of one date; the last answer is remembered, for an edit of a row leaves most dates as they were."""
    memory: dict[tuple[EmployeeId, int], _Known] = case.memory.setdefault("travel of rounds", {})
    known = memory.get((who, day))
    if known is None or known[0] is not calls or known[1] != duties:
        known = memory[who, day] = (calls, duties, sum(_legs(case, duties, calls)))
    return known[2]


def _legs(case: Case, duties: Sequence[Duty], calls: Sequence[Call]) -> Iterator[int]:
    """Minutes of travel from each visit to the next; none from the night before to the shift of the day."""
    for (earlier, later), travel in zip(pairwise(calls), case.legs(call.visit for call in calls), strict=True):
        if travel and len(duties) > 1:
            one, other = (carrying(duties, call.start, call.end) for call in (earlier, later))
            if one and other and one.shift.day < other.shift.day:
                continue
        yield travel
