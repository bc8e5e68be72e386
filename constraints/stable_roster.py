"""Stable roster: what has been posted stays, because people have made their plans by it.

Each cell that is not as posted costs, also on a day of absence. A unit may say at most how many in all, or how many of
those whom a row of the rules table names. What a change of the posted roster costs in money is the matter of the wages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, Over, Sum, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

FREE = Text(sv="ledigt", en="free")
TOO_MANY = Text(
    sv="{changed} celler är ändrade sedan schemat anslogs; högst {most} får ändras.",
    en="{changed} cells are changed since the roster was posted; at most {most} may be.",
)
TOO_MANY_OF_SOME = Text(
    sv="{changed} celler för {whom} är ändrade sedan schemat anslogs; högst {most} får ändras.",
    en="{changed} cells of {whom} are changed since the roster was posted; at most {most} may be.",
)


class StableRoster(Rule):
    id = RuleId("stable_roster")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje om ändring av anslaget schema", read=date(2026, 11, 1))
    title = Text(sv="Anslaget schema", en="The posted roster")
    says = Text(
        sv="{day:day} anslogs som {posted}, men schemat säger {worked}.",
        en="{day:day} was posted as {posted}, but the roster says {worked}.",
    )
    unit = Text(sv="celler", en="cells")
    scope = Scope.TEAM
    default_price = 400

    most: Annotated[int | None, Named(stricter=LESS, whole=True)] = None  # changed cells in all

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        changed = Sum()
        for who in case.employees:
            if who in board.people or self.most is not None:
                for day, kind in case.posted.get(who, {}).items():
                    if day in case.days:
                        differs = board.differs(who, day, kind)
                        changed.add(differs)
                        if not self.whom and who in board.people and differs is not FALSE:
                            yield When((differs,), who=who)
        if self.most is not None:
            yield Over(changed, self.most, hard=True)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        changed = 0
        for who in case.employees:
            for day, kind in case.posted.get(who, {}).items():
                if day in case.days and plan.differs(who, day, kind):
                    changed += 1
                    if self.whom:
                        continue
                    worked = plan.on(who, day)
                    said = ", ".join(shift.code for shift in worked) or FREE
                    posted = kind.code if kind else FREE
                    yield self.breach(who, worked, 1, day=day, posted=posted, worked=said)
        if self.most is not None and changed > self.most:
            words, over = TOO_MANY_OF_SOME if self.whom else TOO_MANY, changed - self.most
            yield self.breach(
                None, (), over, subject=self.whom, hard=True, words=words, changed=changed, whom=self.whom
            )
