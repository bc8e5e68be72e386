"""Red-day share: the shifts on public holidays are shared by rate, those of earlier periods counted in.

A shift belongs to the date it starts on. Sundays as such are not red here; they are the weekends' matter.
"""

from __future__ import annotations

from datetime import date

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.ids import RuleId
from scheduler.rule import Source
from scheduler.shares import Share
from scheduler.text import Text


class RedShare(Share):
    id = RuleId("red_share")
    source = Source("Enhetens överenskommelse om rättvisa", read=date(2026, 11, 1))
    title = Text(sv="De röda dagarnas fördelning", en="Share of red days")
    says = Text(
        sv="{carries:number} pass på röda dagar med saldo; {fair:number} är den jämna andelen, "
        "och {slack:number} över är lagom.",
        en="{carries:number} shifts on red days with the balance; {fair:number} is the fair share, "
        "{slack:number} over is meant.",
    )
    _ledger = "red"

    def counts(self, case: Case, shift: Shift) -> bool:
        return shift.day in case.red
