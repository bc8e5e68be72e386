"""Weekend share: the shifts of a unit's weekends are shared by rate, those of earlier periods counted in.

Shifts are counted, not weekends. A night that starts on Friday or Saturday is a weekend shift, a Sunday night is not.
"""

from __future__ import annotations

from datetime import date

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.ids import RuleId
from scheduler.rule import Source
from scheduler.shares import Share
from scheduler.text import Text


class WeekendShare(Share):
    id = RuleId("weekend_share")
    source = Source("Enhetens överenskommelse om rättvisa", read=date(2026, 11, 1))
    title = Text(sv="Helgernas fördelning", en="Share of weekends")
    says = Text(
        sv="{carries:number} helgpass med saldo; {fair:number} är den jämna andelen, och {slack:number} över är lagom.",
        en="{carries:number} weekend shifts with the balance; {fair:number} is the fair share, "
        "{slack:number} over is meant.",
    )
    _ledger = "weekend"

    def counts(self, case: Case, shift: Shift) -> bool:
        return shift.weekend is not None
