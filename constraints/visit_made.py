"""Visit made (utfört besök): every visit is made, inside its window, by enough people who can be there.

A visit is made whole or not at all: with two people asked for, one of them is nobody. What a plan names is verified,
for a person may have changed the roster under it: on duty for the whole visit and not in a split gap, not on a placed
break, with the skills, not barred, and with time to travel from the visit before. An unmade visit is never forbidden,
only dear: a plan always comes out, and the rest is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.charge import Charge, When
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.made import NOBODY, not_made_of, unmade
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class VisitMade(Rule):
    id = RuleId("visit_made")
    level = Level.UNIT
    source = Source("Beviljade insatser enligt underlaget (socialtjänstlagen)", read=date(2026, 11, 1))
    title = Text(sv="Besök som görs", en="Visits made")
    says = NOBODY  # of the reasons the commonest; the reader gives each breach its own
    unit = Text(sv="besökstimmar", en="visit-hours")
    scope = Scope.VISIT_DAY
    reads_visits = True
    default_price = 1000
    per = HOUR

    least: Annotated[Minutes, Named("least_hours", HOUR, MORE)] = hours(1)  # what the shortest visit counts as

    def _amount(self, visit: Visit) -> int:
        return visit.staff * max(self.least, visit.minutes)

    def post(self, board: Board) -> Iterator[Charge]:
        for visit in board.visits:
            yield When((~board.made(visit),), self._amount(visit))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for visit in not_made_of(plan, case.visits.values()):
            why = unmade(plan, visit)
            if why is not None:
                yield self.breach(
                    None,
                    (),
                    self._amount(visit),
                    subject=visit.id,
                    day=visit.day,
                    begin=why.values.get("start", visit.earliest),
                    end=why.values.get("end", visit.latest + visit.minutes),
                    words=why.words,
                    **{name: value for name, value in why.values.items() if name != "end"},
                )
