"""The rule that both public benchmarks have alike, but for its name and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from benchmarks.public_case import column, known
from scheduler.case.case import Case
from scheduler.charge import Charge, Clash, Clashes
from scheduler.ids import ShiftCode
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

SHIFTS = Text(sv="skift", en="shifts")


class ForbiddenSuccessions(Rule):
    """Some shifts may not be worked on the day after some others, that of history included."""

    title = Text(sv="Förbjudna följder", en="Forbidden successions")
    says = Text(
        sv="{later} {day:day} får inte följa på {earlier}.", en="{later} on {day:day} may not follow {earlier}."
    )
    unit = SHIFTS

    def post(self, board: Board) -> Iterator[Charge]:
        yield Clashes(known(board.case, "successions", _table), people=board.people)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        never = known(case, "followers", _followers)
        for who in case.employees:
            row = plan.by_day(who)
            for day, later in row.items():
                earlier = row.get(day - 1)
                if day >= 0 and earlier and later.code in never[earlier.code]:
                    yield self.breach(who, (earlier, later), 1, earlier=earlier.code, later=later.code)


def _followers(case: Case) -> Mapping[ShiftCode, frozenset[str]]:
    return {row.code: frozenset(column(row, "not_before").split("|")) for row in case.tables.shift_types}


def _table(case: Case) -> tuple[Clash, ...]:
    never = known(case, "followers", _followers)
    return tuple(
        Clash(earlier, later, 1)
        for day in case.days
        for earlier in case.shifts_on[day - 1]
        for later in case.shifts_on[day]
        if later.code in never[earlier.code]
    )
