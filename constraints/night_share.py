"""Night share: the nights of a unit are shared by rate, those of earlier periods counted in.

Those who work only nights share among themselves; among the others everybody has a part in the sum, also those who
do not work nights.
"""

from __future__ import annotations

from datetime import date

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.ids import RuleId
from scheduler.rule import Source
from scheduler.shares import Share
from scheduler.text import Text


class NightShare(Share):
    id = RuleId("night_share")
    source = Source("Enhetens överenskommelse om rättvisa", read=date(2026, 11, 1))
    title = Text(sv="Nätternas fördelning", en="Share of nights")
    says = Text(
        sv="{carries:number} nätter med saldo; {fair:number} är den jämna andelen, och {slack:number} över är lagom.",
        en="{carries:number} nights with the balance; {fair:number} is the fair share, {slack:number} over is meant.",
    )
    _ledger = "night"

    def counts(self, case: Case, shift: Shift) -> bool:
        return shift.is_night
