"""Even hours: within the tolerance, too, the closer to the contract the better.

What is over or short is carried into the next period as a balance; this keeps it small. Every minute counts, at a
price by the quarter, and so does part of a minute where a share of full time is no whole number of them; a search
steers by the nearest whole minute. Hourly staff have no contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Apart, Charge
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class EvenHours(Rule):
    id = RuleId("even_hours")
    level = Level.UNIT
    source = Source("Enhetens önskan om små saldon", read=date(2026, 11, 1))
    title = Text(sv="Jämn arbetstid", en="Even hours")
    says = Text(
        sv="{worked:span} inplanerat mot {due:span} att arbeta; {apart:span} förs vidare som saldo.",
        en="{worked:span} planned against {due:span} to work; {apart:span} is carried on as a balance.",
    )
    unit = Text(sv="kvartar", en="quarters of an hour")
    default_price = 1
    per = 15

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            employee = board.case.everyone[who]
            if not employee.hourly:
                yield Apart(board.paid(who), employee.due, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            if employee.hourly:
                continue
            worked = sum(shift.paid for shift in plan.roster_of(who))
            if worked != employee.agreed_due:
                apart = worked - employee.due
                amount = float(abs(worked - employee.agreed_due)) / self.per
                yield self.breach(who, (), abs(apart), amount=amount, worked=worked, due=employee.due, apart=apart)
