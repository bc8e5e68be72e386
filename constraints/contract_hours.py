"""Contract hours: over the period each person works what the contract says, give or take the tolerance.

A balance carried in counts: who worked too much before is to work less now. Credited absence has been taken
from the contract already. A share of full time need not be whole minutes, and no minute of it is rounded away. Hourly
staff have no contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Charge, Over, Under
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class ContractHours(Rule):
    id = RuleId("contract_hours")
    level = Level.MUNICIPALITY
    source = Source("Anställningsavtalet och kommunens regler för årsarbetstid och saldo", read=date(2026, 11, 1))
    title = Text(sv="Avtalad tid", en="Contract hours")
    says = Text(
        sv="{worked:span} inplanerat mot {due:span} att arbeta; det får skilja högst {tolerance:span}.",
        en="{worked:span} planned against {due:span} to work; they may differ by at most {tolerance:span}.",
    )

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            employee = board.case.everyone[who]
            if not employee.hourly:
                worked = board.paid(who)
                yield Over(worked, floor(employee.agreed_due + employee.tolerance), who=who)
                yield Under(worked, ceil(employee.agreed_due - employee.tolerance), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            if employee.hourly:
                continue
            worked = sum(shift.paid for shift in plan.roster_of(who))
            beyond = abs(worked - employee.agreed_due) - employee.tolerance
            if beyond > 0:
                yield self.breach(
                    who,
                    (),
                    ceil(beyond),
                    amount=float(beyond),
                    worked=worked,
                    due=employee.due,
                    tolerance=employee.tolerance,
                )
