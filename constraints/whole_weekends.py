"""Whole weekends: a weekend is worked on both its days or on neither.

A night belongs to the day it ends on: Friday and Saturday night together are a whole weekend, Saturday night alone
takes the Sunday. A day of absence is a day not worked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import Apart, Charge, Sum
from scheduler.clock import DAY
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class Weekend(NamedTuple):
    """A weekend of the period, with the shifts that work each of its days, by the date they start."""

    saturday: int
    on_saturday: tuple[tuple[Shift, ...], ...]
    on_sunday: tuple[tuple[Shift, ...], ...]


class WholeWeekends(Rule):
    id = RuleId("whole_weekends")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om helger", read=date(2026, 11, 1))
    title = Text(sv="Hela helger", en="Whole weekends")
    says = Text(
        sv="Bara den ena dagen arbetas i helgen {saturday:day}.",
        en="Only one of the days is worked in the weekend of {saturday:day}.",
    )
    unit = Text(sv="helger", en="weekends")
    default_price = 80

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for _, on_saturday, on_sunday in _weekends(board.case):
                first = board.any_of(board.one_of(who, shifts) for shifts in on_saturday)
                second = board.any_of(board.one_of(who, shifts) for shifts in on_sunday)
                yield Apart(Sum().add(first).add(second, -1), 0, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            worked = {_belongs(shift) for shift in plan.shifts_of(who) if shift.day >= 0 and shift.weekend is not None}
            for saturday, _, _ in _weekends(case):
                if (saturday in worked) != (saturday + 1 in worked):
                    day = saturday if saturday in worked else saturday + 1
                    yield self.breach(who, (), 1, day=day, saturday=saturday)


def _belongs(shift: Shift) -> int:
    """The day that a shift of a weekend is counted on."""
    return shift.day + 1 if shift.is_night and shift.type.end > DAY else shift.day


def _weekends(case: Case) -> list[Weekend]:
    """The weekends that lie in the period from the Friday on."""
    known: list[Weekend] | None = case.memory.get("whole_weekends")
    if known is None:
        by_day: dict[int, dict[int, list[Shift]]] = {}
        for shift in case.shifts:
            if shift.weekend is not None:
                by_day.setdefault(_belongs(shift), {}).setdefault(shift.day, []).append(shift)
        known = case.memory["whole_weekends"] = [
            Weekend(day, _dates(by_day.get(day)), _dates(by_day.get(day + 1)))
            for day in case.days
            if case.clock.weekday(day) == 5 and day > 0 and day + 1 in case.days
        ]
    return known


def _dates(found: dict[int, list[Shift]] | None) -> tuple[tuple[Shift, ...], ...]:
    return tuple(tuple(shifts) for shifts in (found or {}).values())
