"""Budget: the roster costs no more than the unit has.

The sum is that of `cost` over everybody, or over those a row of the rules table names: each row is a budget of its
own, and all of them hold. Without an amount there is no budget. As it comes, every krona above costs one on the price
list; a unit that cannot exceed it makes the rule hard.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.wages import MONEY
from scheduler.charge import Charge, Over, Sum
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.pay import Payroll
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


OF_SOME = Text(
    sv="Schemat för {whom} kostar {total:kronor} kr; budgeten är {limit:kronor} kr.",
    en="The roster of {whom} costs {total:kronor} kr; the budget is {limit:kronor} kr.",
)


class Budget(Rule):
    id = RuleId("budget")
    level = Level.UNIT
    source = Source("Enhetens budget, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Budget", en="Budget")
    says = Text(
        sv="Schemat kostar {total:kronor} kr; budgeten är {limit:kronor} kr.",
        en="The roster costs {total:kronor} kr; the budget is {limit:kronor} kr.",
    )
    unit = Text(sv="kronor", en="kronor")
    scope = Scope.TEAM
    default_price = 1
    per = MONEY

    limit: Annotated[Decimal | None, Named("kronor", stricter=LESS, whole=True)] = None

    def post(self, board: Board) -> Iterator[Charge]:
        if self.limit is None:
            return
        payroll = Payroll.of(board.case)
        total = Sum()
        for who in board.case.employees:
            if board.is_free(who):
                total.plus(board.weighed(who, partial(payroll.shift, who)))
                total.plus(board.beyond(board.paid(who), *payroll.overtime(who)))
            else:
                total.constant += payroll.row(board.plan, who).total
        yield Over(total, round(self.limit * MONEY))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        if self.limit is None:
            return
        payroll = Payroll.of(case)
        total = sum(payroll.row(plan, who).total for who in case.employees)
        over = total - round(self.limit * MONEY)
        if over > 0:
            words = OF_SOME if self.whom else self.says
            yield self.breach(
                None, (), over, subject=self.whom, day=0, words=words, total=total / MONEY, whom=self.whom
            )
