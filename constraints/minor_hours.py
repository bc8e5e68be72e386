"""Minors' hours: who is under 18 works short shifts and weeks, no nights, and rests longer between shifts.

Eight hours a shift and forty a week are worked time, breaks not counted. Between 22 and 06 nothing is worked; the
regulation lets an employer choose 23 to 07 instead, which `night_from` and `night_to` can say. A shift may break
several of these promises; each is told, and their minutes add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift, pairs
from scheduler.charge import Charge, Clash, Clashes, Over, Sum
from scheduler.clock import Minutes, hours
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, LESS, MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


LONG_WEEK = Text(
    sv="{worked:span} i veckan från {day:day} för en minderårig; högst {week:span} är tillåtet.",
    en="{worked:span} in the week from {day:day} for a minor; at most {week:span} is allowed.",
)
AT_NIGHT = Text(
    sv="{over:span} av passet {begin:moment} ligger på natten, då en minderårig inte får arbeta.",
    en="{over:span} of the shift on {begin:moment} lie at night, when a minor may not work.",
)
SHORT_REST = Text(
    sv="{rest:span} vila före passet {start:moment} för en minderårig; {minimum:span} krävs.",
    en="{rest:span} of rest before the shift on {start:moment} for a minor; {minimum:span} are required.",
)


class MinorHours(Rule):
    id = RuleId("minor_hours")
    level = Level.LAW
    source = Source(
        "Arbetsmiljöverkets sida Arbetstider för minderåriga, om dess föreskrifter",
        since=date(2025, 1, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Minderårigas arbetstid", en="Minors' hours")
    says = Text(
        sv="Passet {begin:moment} är {worked:span} för en minderårig; högst {shift:span} är tillåtet.",
        en="The shift on {begin:moment} is {worked:span} for a minor; at most {shift:span} is allowed.",
    )

    shift: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(8)
    week: Annotated[Minutes, Named("week_hours", HOUR, LESS)] = hours(40)
    minimum: Annotated[Minutes, Named("rest_hours", HOUR, MORE)] = hours(12)
    night_from: Annotated[Minutes, Named("night_from", HOUR, LESS)] = hours(22)
    night_to: Annotated[Minutes, Named("night_to", HOUR, MORE)] = hours(6)

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        minors = tuple(who for who in board.people if case.everyone[who].minor)
        if not minors:
            return
        key = (self.id, self.shift, self.minimum, self.night_from, self.night_to)
        if key not in case.memory:
            case.memory[key] = (*self._alone(case), *self._in_pairs(case))
        yield Clashes(case.memory[key], minors)
        for who in minors:
            for days in _weeks(case):
                total = Sum()
                for day in days:
                    for shift in board.options(who, day):
                        total.add(board.works(who, shift), shift.paid)
                yield Over(total, self.week, who=who)

    def _alone(self, case: Case) -> Iterator[Clash]:
        for shift in case.shifts:
            over = max(0, shift.paid - self.shift) + self._at_night(case, shift)
            if shift.day >= 0 and over:
                yield Clash(shift, shift, over)

    def _in_pairs(self, case: Case) -> Iterator[Clash]:
        for earlier, later in pairs(case.shifts):
            short = self.minimum - earlier.rest_until(later)
            if short > 0:
                yield Clash(earlier, later, short)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            if not employee.minor:
                continue
            row = plan.roster_of(who)
            for shift in row:
                if shift.paid > self.shift:
                    yield self.breach(who, (shift,), shift.paid - self.shift, worked=shift.paid)
                over = self._at_night(case, shift)
                if over:
                    yield self.breach(who, (shift,), over, words=AT_NIGHT, over=over)
            for days in _weeks(case):
                worked = sum(shift.paid for shift in row if shift.day in days)
                if worked > self.week:
                    yield self.breach(who, (), worked - self.week, day=days[0], words=LONG_WEEK, worked=worked)
            for earlier, later in pairs(plan.shifts_of(who)):
                rest = earlier.rest_until(later)
                if rest < self.minimum:
                    short = self.minimum - rest
                    both = (earlier, later)
                    yield self.breach(who, both, short, words=SHORT_REST, rest=rest, start=later.start)

    def _at_night(self, case: Case, shift: Shift) -> int:
        """The minutes of a shift, breaks included, that lie in the night of a date around it."""
        at = case.clock.at
        nights = [(at(day, self.night_from), at(day + 1, self.night_to)) for day in range(shift.day - 1, shift.day + 2)]
        return sum(
            max(0, min(end, last) - max(begin, first)) for begin, end in shift.segments for first, last in nights
        )


def _weeks(case: Case) -> Iterator[range]:
    """The days of each week of the period."""
    for first in range(0, len(case.days), 7):
        yield range(first, first + 7)
