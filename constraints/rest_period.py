"""Rest period (dygnsbryt): in each of a person's own 24-hour periods there are eleven unbroken free hours.

The period starts at the person's `day_break` and the rest must lie inside it, whatever the gaps around are: an
evening that ends at 22 and a morning that begins at 07 break a day that breaks at 20, and so does a short shift
in the middle of a long free time. It is read on the wall clock: by time that passes the spring change would
forbid an ordinary Sunday morning. The breach of one period may take two or three shifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Annotated, TypeAlias

from scheduler.case.case import Case
from scheduler.case.shifts import Shift, ShiftType
from scheduler.charge import Charge, Clash
from scheduler.clock import DAY, Minutes, hours
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.rule import HOUR, Breach, Level, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

DATES = (-1, 0, 1)  # the dates, counted from a period's own, whose shifts can lie in it
Chosen: TypeAlias = tuple[ShiftType | None, ...]  # what is worked on each of these dates


class RestPeriod(Rule):
    id = RuleId("rest_period")
    level = Level.AGREEMENT
    source = Source(
        "Allmänna bestämmelser (AB), enligt SKR:s frågor och svar om dygnsvila och Kommunals om dygnsbryt",
        section="§ 13",
        since=date(2023, 10, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Vila i dygnet", en="Rest in the 24-hour period")
    says = Text(
        sv="{free:span} i sträck är ledigt i dygnet som bryter {begin:moment}; {minimum:span} krävs.",
        en="{free:span} in one stretch are free in the 24 hours from {begin:moment}; {minimum:span} are required.",
    )

    minimum: Annotated[Minutes, Named("hours", HOUR)] = hours(11)

    def post(self, board: Board) -> Iterator[Charge]:
        everyone = board.case.everyone
        breaks = {everyone[who].day_break for who in board.people}
        if len(breaks) == 1:
            yield from self._table(board.case, breaks.pop(), None)
            return
        for who in board.people:
            yield from self._table(board.case, everyone[who].day_break, who)

    def _table(self, case: Case, day_break: int, who: EmployeeId | None) -> tuple[Clash, ...]:
        """What can be owed in every period of those whose day breaks then."""
        key = (self.id, self.minimum, day_break, who)
        known: tuple[Clash, ...] | None = case.memory.get(key)
        if known is None:
            if who is None:
                known = tuple(self._clashes(case, day_break))
            else:
                known = tuple(replace(clash, who=who) for clash in self._table(case, day_break, None))
            case.memory[key] = known
        return known

    def _clashes(self, case: Case, day_break: int) -> Iterator[Clash]:
        kinds = case.shift_types.values()
        ordinary = self._missing(kinds, day_break, DATES[0])
        for period in range(-1, len(case.days) + 1):
            missing = ordinary if period > 0 else self._missing(kinds, day_break, -period)
            dates = [period + date for date in DATES]
            for chosen, amount in missing.items():
                worked = [
                    case.shift(day, kind.code)
                    for day, kind in zip(dates, chosen, strict=True)
                    if kind and case.first_day <= day < len(case.days)
                ]
                if len(worked) == sum(1 for kind in chosen if kind):
                    yield Clash(worked[0], worked[-1], amount, others=tuple(worked[1:-1]), key=period)

    def _missing(self, kinds: Iterable[ShiftType], day_break: int, roster: int) -> dict[Chosen, int]:
        """What each choice of shifts owes in a period, where it is more than what a part of the choice owes.

        Only a choice with a shift of the roster, which begins on that one of the dates, owes anything.
        """
        offered: list[list[ShiftType | None]] = [
            [None, *(kind for kind in kinds if kind.start + day * DAY < day_break + DAY and kind.end + day * DAY > day_break)]
            for day in DATES
        ]
        owed: dict[Chosen, int] = {}
        for chosen in product(*offered):
            spans = [(kind.start + day * DAY, kind.end + day * DAY) for day, kind in zip(DATES, chosen) if kind]
            mine = any(kind for day, kind in zip(DATES, chosen) if day >= roster)
            owed[chosen] = max(0, self.minimum - longest_free(spans, day_break)) if mine else 0
        return {
            chosen: amount
            for chosen, amount in owed.items()
            if amount > max((owed[(*chosen[:n], None, *chosen[n + 1 :])] for n, kind in enumerate(chosen) if kind), default=0)
        }
