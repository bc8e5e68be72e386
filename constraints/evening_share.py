"""Evening share: the evenings of a unit are shared by rate, those of earlier periods counted in.

The first evening more than one above the fair share costs the price, the next twice as much, so that two people with
one too many are better than one with two.
"""

from __future__ import annotations

from datetime import date

from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.case.shifts import Shift
from scheduler.ids import RuleId
from scheduler.rule import Source
from scheduler.shares import Share
from scheduler.text import Text


class EveningShare(Share):
    id = RuleId("evening_share")
    source = Source("Enhetens överenskommelse om rättvisa", read=date(2026, 11, 1))
    title = Text(sv="Kvällarnas fördelning", en="Share of evenings")
    says = Text(
        sv="{carries:number} kvällar med saldo; {fair:number} är den jämna andelen, och {slack:number} över är lagom.",
        en="{carries:number} evenings with the balance; {fair:number} is the fair share, {slack:number} over is meant.",
    )
    _ledger = "evening"

    def counts(self, case: Case, shift: Shift) -> bool:
        return shift.kind is Kind.EVENING
