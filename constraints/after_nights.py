"""After nights: whoever has worked two nights or more in a row is then free for two days and nights.

The time runs from the end of the last night to the start of the next shift, whatever its kind, so a night that
starts two days later comes too soon as well. One single night asks for no more than the daily rest. A block worked
before the period holds back the first shift of the period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, NamedTuple

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, TRUE, Charge, Literal, Worst
from scheduler.clock import DAY, Minutes, hours
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Pair(NamedTuple):
    """Nights of one date that end together, and later shifts of one date that start together."""

    nights: tuple[Shift, ...]
    later: tuple[Shift, ...]
    missing: int


class AfterNights(Rule):
    id = RuleId("after_nights")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje för hälsosam schemaläggning", read=date(2026, 11, 1))
    title = Text(sv="Ledigt efter nätter", en="Free after nights")
    says = Text(
        sv="{rest:span} ledigt efter {length} nätter i rad, före passet {start:moment}; {minimum:span} krävs.",
        en="{rest:span} free after {length} nights in a row, before the shift on {start:moment}; "
        "{minimum:span} is required.",
    )

    minimum: Annotated[Minutes, Named("hours", HOUR, MORE)] = hours(48)
    nights: Annotated[int, Named(stricter=LESS)] = 2

    def post(self, board: Board) -> Iterator[Charge]:
        table = self._too_near(board.case)
        for who in board.people:
            for day, pairs in table.items():
                block = self._block(board, who, day)
                if block is not None:
                    cases = tuple(_cases(board, who, day, block, pairs))
                    if cases:
                        yield Worst(cases, who=who)

    def _block(self, board: Board, who: EmployeeId, day: int) -> tuple[Literal, ...] | None:
        """The literals that enough nights come before the one of that day; `None` when they or it cannot."""
        if board.works_night(who, day) is FALSE or board.works_night(who, day + 1) is TRUE:
            return None
        if day < -1 and any(shift.day > day for shift in board.case.history_of[who]):
            return None  # what follows it is history: no shift of the roster takes part
        before = tuple(board.works_night(who, earlier) for earlier in range(day - self.nights + 1, day))
        return None if any(night is FALSE for night in before) else before

    def _too_near(self, case: Case) -> dict[int, list[Pair]]:
        """For each date, the nights that start on it and the later shifts that are too near them."""
        key = (self.id, self.minimum)
        known: dict[int, list[Pair]] | None = case.memory.get(key)
        if known is None:
            known = case.memory[key] = {}
            for day, nights in case.nights_on.items():
                until = day + 4 + self.minimum // DAY
                found = [
                    Pair(together, later, missing)
                    for together in _grouped(nights, by_end=True)
                    for next_day in range(max(0, day + 1), until)
                    for later in _grouped(case.shifts_on.get(next_day, ()))
                    if (missing := self._missing(together[0], later[0])) > 0
                ]
                if found:
                    known[day] = found
        return known

    def _missing(self, night: Shift, later: Shift) -> int:
        return self.minimum - night.rest_until(later)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for length, last, later in _blocks(plan.shifts_of(who)):
                missing = self._missing(last, later) if later.day >= 0 and length >= self.nights else 0
                if missing > 0:
                    rest = last.rest_until(later)
                    yield self.breach(who, (last, later), missing, rest=rest, start=later.start, length=length)


def _blocks(row: Sequence[Shift]) -> Iterator[tuple[int, Shift, Shift]]:
    """Each block of dates with nights: its length, its last night, and the shift that follows, where one does."""
    nights = [place for place, shift in enumerate(row) if shift.is_night]
    length = 0
    for place, following in zip(nights, (*nights[1:], None), strict=False):
        night, goes_on_at = row[place], None if following is None else row[following].day
        if goes_on_at == night.day:
            continue  # two nights of one date are one of the block
        length += 1
        if goes_on_at != night.day + 1:
            if place + 1 < len(row):
                yield length, night, row[place + 1]
            length = 0


def _cases(
    board: Board, who: EmployeeId, day: int, block: tuple[Literal, ...], pairs: list[Pair]
) -> Iterator[tuple[tuple[Literal, ...], int]]:
    """The literals that the block ends that day and a shift comes too soon; of several the nearest misses most."""
    ends = ~board.works_night(who, day + 1)
    for nights, later, missing in pairs:
        next_day = later[0].day == day + 1
        worked = board.one_of(who, [shift for shift in later if not (next_day and shift.is_night)])
        night = board.one_of(who, nights)
        if worked is not FALSE and night is not FALSE:
            yield ((*block, night, worked) if next_day else (*block, night, ends, worked)), missing


def _grouped(shifts: tuple[Shift, ...], *, by_end: bool = False) -> list[tuple[Shift, ...]]:
    def instant(shift: Shift) -> int:
        return shift.end if by_end else shift.start

    return [tuple(group) for _, group in groupby(sorted(shifts, key=instant), key=instant)]
