"""Resource shift (resurspass): to be lent out is an exception, once a period at most, and to a unit of one's own kind.

Every resource shift has its price. A second one, or one in another family of units, is never planned. A unit that lends
out nobody makes the rule hard; then each resource shift is one breach and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.charge import FALSE, Charge, Over, Sum, When
from scheduler.ids import EmployeeId, RuleId, UnitId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

TOO_MANY = Text(
    sv="{count} resurspass i perioden; högst {most} är tillåtet.",
    en="{count} resource shifts in the period; at most {most} is allowed.",
)
ANOTHER_FAMILY = Text(
    sv="Resurspasset {begin:moment} ligger på {place}, utanför den egna sortens enheter.",
    en="The resource shift on {begin:moment} lies in {place}, outside the units of one's own kind.",
)


class ResourceShift(Rule):
    id = RuleId("resource_shift")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje om resurspass och arbetsplatser", read=date(2026, 11, 1))
    title = Text(sv="Resurspass", en="Resource shifts")
    says = Text(sv="Resurspass {begin:moment}.", en="A resource shift on {begin:moment}.")
    unit = Text(sv="pass", en="shifts")
    default_price = 300

    most: Annotated[int, Named(stricter=LESS)] = 1

    def post(self, board: Board) -> Iterator[Charge]:
        if not any(kind.kind is Kind.RESOURCE for kind in board.case.shift_types.values()):
            return
        for who in board.people:
            count = Sum()
            for shift, unit, _, literal in board.places(who):
                if shift.kind is Kind.RESOURCE and shift.day >= 0 and literal is not FALSE:
                    count.add(literal)
                    yield When((literal,), who=who)
                    if not self.hard and not _same_family(board.case, who, unit):
                        yield When((literal,), who=who, hard=True)
            if not self.hard and (count.literals or count.constant):
                yield Over(count, self.most, who=who, hard=True)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            lent = [duty for duty in plan.duties.get(who, ()) if duty.shift.kind is Kind.RESOURCE]
            for duty in lent:
                yield self.breach(who, (duty.shift,), 1, subject=duty.unit)
                if not self.hard and not _same_family(case, who, duty.unit):
                    yield self.breach(
                        who,
                        (duty.shift,),
                        1,
                        subject=duty.unit,
                        hard=True,
                        words=ANOTHER_FAMILY,
                        place=duty.unit,
                    )
            if not self.hard and len(lent) > self.most:
                shifts = [duty.shift for duty in lent]
                over = len(lent) - self.most
                yield self.breach(who, shifts, over, hard=True, words=TOO_MANY, count=len(lent))


def _same_family(case: Case, who: EmployeeId, unit: UnitId) -> bool:
    """Whether a unit may borrow the person; one without a family is a family of its own."""
    known: dict[UnitId, str] | None = case.memory.get("families")
    if known is None:
        known = case.memory["families"] = {row.unit_id: row.family or row.unit_id for row in case.tables.units}
    home = case.everyone[who].unit
    return known.get(unit, unit) == known.get(home, home)
