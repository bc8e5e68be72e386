"""Visit time: the same visit comes at about the same time each day.

Each planned visit is compared with the median start of its own series, by the wall clock, and what it lies beyond half
an hour on either side is owed. A search reckons with the medians of the plan it starts from; they move with the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.charge import Amount, Charge, Sum
from scheduler.clock import Instant, Minutes, clock_text
from scheduler.ids import RecipientId, RuleId, SeriesId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

HALVES = 2  # amounts are counted in half minutes: a median may lie between two


class VisitTime(Rule):
    id = RuleId("visit_time")
    level = Level.PERSON
    source = Source("Brukarnas önskemål om fasta tider, enhetens överenskommelse", read=date(2026, 11, 1))
    title = Text(sv="Samma tid varje dag", en="Visit time")
    says = Text(
        sv="Besöket hos {recipient} {start:moment} ligger {away:span} från det vanliga {usual}; {slack:span} är lagom.",
        en="The visit to {recipient} on {start:moment} is {away:span} off its usual {usual}; {slack:span} is meant.",
    )
    unit = Text(sv="kvartar", en="quarters of an hour")
    scope = Scope.RECIPIENT
    reads_visits = True
    is_exact = False
    default_price = 5
    per = 15 * HALVES

    slack: Annotated[Minutes, Named("minutes", stricter=LESS)] = Minutes(30)

    def post(self, board: Board) -> Iterator[Charge]:
        clock = board.case.clock
        for recipient in board.recipients:
            for visits in _series(board.case, recipient.id):
                median = _median(minute for _, _, minute in _planned(board.plan, visits))
                for visit in visits if median is not None else ():
                    total = Sum()
                    for start, literal in board.starts(visit):
                        total.add(literal, self._away(clock.minute(start, visit.day), median))
                    yield Amount(total)

    def _away(self, minute: int, median: int | None) -> int:
        """Half minutes beyond the slack; the median is in half minutes too."""
        return max(0, abs(HALVES * minute - (median or 0)) - HALVES * self.slack)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for recipient in case.recipients:
            for visits in _series(case, recipient):
                planned = _planned(plan, visits)
                median = _median([minute for _, _, minute in planned])
                for visit, start, minute in planned:
                    away = self._away(minute, median)
                    if away and median is not None:
                        yield self.breach(
                            None,
                            (),
                            away,
                            subject=visit.id,
                            day=visit.day,
                            begin=start,
                            recipient=recipient,
                            start=start,
                            away=abs(minute - median // HALVES),
                            usual=clock_text(median // HALVES),
                        )


def _series(case: Case, who: RecipientId) -> Iterable[tuple[Visit, ...]]:
    """A recipient's visits, series by series."""
    known: Iterable[tuple[Visit, ...]] | None = case.memory.get(("series", who))
    if known is None:
        found: dict[SeriesId, list[Visit]] = {}
        for visit in case.visits_of[who]:
            found.setdefault(visit.series, []).append(visit)
        known = case.memory["series", who] = tuple(map(tuple, found.values()))
    return known


def _planned(plan: Plan, visits: Iterable[Visit]) -> list[tuple[Visit, Instant, Minutes]]:
    """The visits that are planned, with their starts and the wall-clock minutes of these."""
    minute = plan.case.clock.minute
    met = [(visit, plan.meetings.get(visit.id)) for visit in visits]
    return [(visit, made.start, minute(made.start, visit.day)) for visit, made in met if made is not None]


def _median(minutes: Iterable[Minutes]) -> int | None:
    """Twice the median: the sum of the middle two."""
    order = sorted(minutes)
    return order[(len(order) - 1) // 2] + order[len(order) // 2] if order else None
