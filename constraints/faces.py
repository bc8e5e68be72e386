"""Faces (personalkontinuitet): nobody who is cared for has to meet a new face at every visit.

Counted for each recipient in each whole 14-day window: the different employees the plan names for visits that start in
07:00-22:00, both of a double visit too, whether or not the visit can be made. In a care home the window counts for each
group of residents, and whoever works a shift in it that overlaps those hours is met. The first few are free.
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


class Faces(Rule):
    id = RuleId("faces")
    level = Level.UNIT
    source = Source("Måttet personalkontinuitet, som kommuner jämför sig med; enhetens mål", read=date(2026, 11, 1))
    title = Text(sv="Personalkontinuitet", en="Faces")
    says = Text(
        sv="{whom} möter {met} olika medarbetare under två veckor från {day:day}; var och en över {floor} kostar.",
        en="{whom} meets {met} different employees in the two weeks from {day:day}; each beyond {floor} costs.",
    )
    unit = Text(sv="ansikten", en="faces")
    scope = Scope.RECIPIENT
    reads_visits = True
    default_price = 150

    floor: Annotated[int, Named(stricter=LESS)] = 4

    def post(self, board: Board) -> Iterator[Charge]:
        for total in board.faces():
            yield Over(total, self.floor)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for whom, day, count in met(case, plan):
            if count > self.floor:
                yield self.breach(None, (), count - self.floor, subject=whom, day=day, whom=whom, met=count)
