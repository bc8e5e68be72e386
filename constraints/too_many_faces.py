"""Too many faces: however hard the weeks are, nobody who is cared for meets more than fifteen different employees.

The count is that of `faces`: each recipient, in a care home each group of residents, in each whole 14-day window, by
visits (or shifts) in 07:00-22:00. This is the ceiling above which continuity is no longer spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.charge import Charge, Over
from scheduler.faces import met
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class TooManyFaces(Rule):
    id = RuleId("too_many_faces")
    level = Level.MUNICIPALITY
    source = Source("Kommunens mål för personalkontinuitet", read=date(2026, 11, 1))
    title = Text(sv="För många ansikten", en="Too many faces")
    says = Text(
        sv="{whom} möter {met} olika medarbetare under två veckor från {day:day}; högst {most} är målet.",
        en="{whom} meets {met} different employees in the two weeks from {day:day}; at most {most} is the aim.",
    )
    unit = Text(sv="ansikten", en="faces")
    scope = Scope.RECIPIENT
    reads_visits = True
    default_price = 300

    most: Annotated[int, Named(stricter=LESS)] = 15

    def post(self, board: Board) -> Iterator[Charge]:
        for total in board.faces():
            yield Over(total, self.most)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for whom, day, count in met(case, plan):
            if count > self.most:
                yield self.breach(None, (), count - self.most, subject=whom, day=day, whom=whom, met=count)
