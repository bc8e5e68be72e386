"""Refusal turn: refusals are shared, so that it is not always the same person's wishes that give way.

Each further refusal of one person costs half as much again as the one before, those of earlier periods counted in
from the ledger. The first, with nothing carried in, costs no more than the wish itself. The money is on top of the
price of the wish, so the amount is counted in wishes and the raw unit in parts of a krona.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.rows import LedgerRow
from scheduler.case.wages import MONEY
from scheduler.case.wishes import VETO, Wish
from scheduler.charge import FALSE, TRUE, Charge, Literal, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class RefusalTurn(Rule):
    id = RuleId("refusal_turn")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om önskeschema", read=date(2026, 11, 1))
    title = Text(sv="Nekanden i tur och ordning", en="Refusals in turn")
    says = Text(
        sv="Önskemålet {day:day} ({asked}) nekas fast {turn:number} har nekats förut: {extra:kronor} kr extra.",
        en="The wish for {day:day} ({asked}) is refused after {turn:number} before it: {extra:kronor} kr extra.",
    )
    unit = Text(sv="önskemål", en="wishes")
    default_price = 1  # krona per krona of what the turn adds
    per = MONEY

    factor: Annotated[Decimal, Named(stricter=MORE)] = Decimal("1.5")
    kronor: Annotated[Decimal, Named("kronor")] = Decimal(30)  # of the weakest wish, unless the case prices wishes

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        for who in board.people:
            wishes = [wish for wish in case.wishes[who] if wish.strength != VETO]
            carried = float(case.ledger.get((who, "refused"), 0))
            if carried <= 0 and len(wishes) < 2:
                continue
            at_least: list[Literal] = [TRUE]  # so many of the wishes so far are refused (one way: forced up)
            for wish in wishes:
                refused = board.refused(wish)
                if refused is FALSE:
                    continue
                turns = [board.all_of((reached, refused)) for reached in at_least]
                yield from self._charges(case, who, wish, turns, carried)
                at_least = _counted(board, at_least, turns)

    def _charges(
        self, case: Case, who: EmployeeId, wish: Wish, turns: Sequence[Literal], carried: float
    ) -> Iterator[Charge]:
        """What a refusal adds to the charge by each turn it has reached."""
        before = 0
        for number, reached in enumerate(turns):
            extra = self._extra(case, wish, carried + number)
            if extra > before and reached is not FALSE:
                yield When((reached,), extra - before, who=who)
            before = extra

    def _extra(self, case: Case, wish: Wish, turn: float) -> int:
        """What a refusal costs on top, in parts of a krona, when so many have come before it."""
        price = case.price(RuleId("wish"))
        if price is None or turn <= 0:
            return 0  # wishes that are never refused take no turns
        kronor = float(self.kronor) if price == "default" else price
        more = math.pow(self.factor, turn) - 1
        return max(0, round(kronor * wish.weight * more * MONEY))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            turn = float(case.ledger.get((who, "refused"), 0))
            for wish in case.wishes[who]:
                if wish.strength == VETO or not plan.refuses(wish):
                    continue
                raw = self._extra(case, wish, turn)
                if raw:
                    extra = raw / MONEY * (self.price or 0)
                    yield self.breach(
                        who,
                        plan.on(who, wish.day),
                        raw,
                        amount=1,
                        kronor=extra,
                        day=wish.day,
                        asked=wish.asked,
                        turn=turn,
                        extra=extra,
                    )
                turn += 1

    def remembered(self, case: Case, plan: Plan) -> Iterator[LedgerRow]:
        """How many wishes have been refused in all."""
        for who, wishes in case.wishes.items():
            refused = sum(wish.strength != VETO and plan.refuses(wish) for wish in wishes)
            points = case.ledger.get((who, "refused"), Decimal(0)) + refused
            yield LedgerRow(employee_id=who, kind="refused", points=points)


def _counted(board: Board, at_least: list[Literal], turns: list[Literal]) -> list[Literal]:
    """The counts after one more wish: as many as before, or one more where it is refused."""
    raised = [board.met(pair) for pair in zip(at_least[1:], turns, strict=False)]
    return [TRUE, *raised, turns[-1]]
