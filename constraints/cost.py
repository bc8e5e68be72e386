"""Cost: a roster costs little beyond the wages that are paid anyway, and what it costs is counted.

Supplements for unsocial hours of everybody, the wages of hourly staff, minutes above contract less balance, and late
changes of a posted roster, all with on-costs. A break that is not placed lies in the middle of the shift and earns
nothing. Minutes above what is due are paid at one rate up to full time and at a higher one above it. The numbers are
parameters, so that a municipality can enter its own, also from a date on: a shift is paid by those of the date it
starts, minutes above what is due by those of the period's last day. What they are by default is told in a dated table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

from scheduler.case.case import Case
from scheduler.case.wages import MONEY
from scheduler.charge import Amount, Charge
from scheduler.level import Level
from scheduler.pay import COST, Payroll, Terms
from scheduler.plan import Plan
from scheduler.rule import Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

BY_DATE: Final = Named(by_date=True)


class Cost(Rule):
    id = COST
    level = Level.UNIT
    source = Source(
        "Allmänna bestämmelser (AB), tillägg för obekväm arbetstid och fyllnads- och övertid, 2023 års belopp "
        "efter SKR och Kommunal",
        read=date(2026, 11, 1),
    )
    title = Text(sv="Kostnad", en="Cost")
    says = Text(
        sv="{name}: OB-tillägg {unsocial:kronor} kr, timlön {wages:kronor} kr, sena ändringar {changes:kronor} kr, "
        "mer- och övertid {overtime:kronor} kr, sociala avgifter inräknade.",
        en="{name}: unsocial hours {unsocial:kronor} kr, hourly wages {wages:kronor} kr, late changes {changes:kronor} "
        "kr, extra time {overtime:kronor} kr, on-costs included.",
    )
    unit = Text(sv="kronor", en="kronor")
    default_price = 1
    is_cost = True
    per = MONEY

    on_cost: Annotated[Decimal, BY_DATE] = Terms.on_cost
    big_holiday: Annotated[Decimal, BY_DATE] = Terms.big_holiday
    big_holiday_night: Annotated[Decimal, BY_DATE] = Terms.big_holiday_night
    weekend: Annotated[Decimal, BY_DATE] = Terms.weekend
    night: Annotated[Decimal, BY_DATE] = Terms.night
    evening: Annotated[Decimal, BY_DATE] = Terms.evening
    extra: Annotated[Decimal, BY_DATE] = Terms.extra
    overtime: Annotated[Decimal, BY_DATE] = Terms.overtime
    moved: Annotated[Decimal, BY_DATE] = Terms.moved
    called: Annotated[Decimal, BY_DATE] = Terms.called
    notice: Annotated[int, BY_DATE] = Terms.notice

    def _payroll(self, case: Case) -> Payroll:
        return Payroll.of(case, first=Terms(**self.numbers))

    def post(self, board: Board) -> Iterator[Charge]:
        payroll = self._payroll(board.case)
        for who in board.people:
            yield Amount(board.weighed(who, partial(payroll.shift, who)), who=who)
            yield Amount(board.beyond(board.paid(who), *payroll.overtime(who)), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        payroll = self._payroll(case)
        for who, employee in case.employees.items():
            pay = payroll.row(plan, who)
            if pay.total:
                parts = {name: part / MONEY for name, part in pay._asdict().items()}
                yield self.breach(who, (), pay.total, name=employee.name, **parts)
