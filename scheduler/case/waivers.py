"""Waivers: hard rules that people break knowingly, each with who answers for it, since when and why.

A waiver changes no rule. What a hand has broken, or a lock forces, is shown apart from other breaches, with a price in
kronor in place of a ban; where a lock and another hard rule cannot both hold, the rule that is waived gives way. On
other dates, and for others, the rule binds as before.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from scheduler.case.rows import WaiverRow
from scheduler.clock import Clock
from scheduler.ids import EmployeeId, RuleId

WEIGHT = 1000.0  # kronor a breach, unless the waiver says otherwise


@dataclass(frozen=True)
class Waiver:
    """Leave to break one hard rule on some dates."""

    rule: RuleId
    who: EmployeeId | None  # `None`: breaches that concern no employee
    first: int  # days of the period, both included
    last: int
    by: str
    decided: date
    why: str
    kronor: float  # of each breach

    @classmethod
    def of(cls, row: WaiverRow, clock: Clock) -> Self:
        """The waiver that a row gives."""
        return cls(
            rule=row.rule_id,
            who=row.employee_id,
            first=clock.day(row.first),
            last=clock.day(row.last or row.first),
            by=row.by,
            decided=row.decided,
            why=row.why,
            kronor=WEIGHT if row.kronor is None else float(row.kronor),
        )

    def __str__(self) -> str:
        return f"{self.by}, {self.decided}: {self.why}"

    def covers(self, rule: RuleId, who: EmployeeId | None, days: range) -> bool:
        """Whether a breach of a rule by somebody, on some days, is waived; a breach of the whole period has none."""
        return rule == self.rule and who == self.who and (not days or (days[0] <= self.last and days[-1] >= self.first))
