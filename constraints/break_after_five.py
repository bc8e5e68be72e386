"""Break after five (rast): nobody works more than five hours without a break, minors not more than four and a half.

A shift that is longer holds its break. Where visits are planned the break needs a span without visit or travel, as long
as the shift's break, that starts no earlier than an hour after the shift began and no later than the five hours; partly
idle is partly a break. A break that has been placed is the one that counts. Nights have a paid meal pause instead, a
split gap is a break, and a shift that wants a break but was given none lacks half an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Charge, Clash, Pause
from scheduler.clock import Instant, Minutes, hours
from scheduler.idle import longest_idle
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Call, Plan
from scheduler.rule import HOUR, LESS, MORE, Breach, Named, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

NONE_GIVEN = Text(
    sv="Passet {begin:moment}–{end:time} har ingen rast; efter {most:span} ska det finnas en.",
    en="The shift on {begin:moment}–{end:time} has no break; after {most:span} there must be one.",
)
PLACED = Text(
    sv="Rasten {placed:moment} ger {idle:span} ledigt av {wanted:span}. "
    "Den ska börja {first:time}–{last:time}, utan besök och resor.",
    en="The break on {placed:moment} gives {idle:span} idle of {wanted:span}. "
    "It must start at {first:time}–{last:time}, free of visits and travel.",
)


class BreakAfterFive(Rule):
    id = RuleId("break_after_five")
    level = Level.LAW
    reads_visits = True
    source = Source(
        "Arbetstidslagen (1982:673), § 15; för minderåriga Arbetsmiljöverkets föreskrifter", read=date(2026, 11, 1)
    )
    title = Text(sv="Rast efter fem timmar", en="Break after five hours")
    says = Text(
        sv="Passet {begin:moment}–{end:time} ger {idle:span} ledigt till rast av {wanted:span}. "
        "Den ska börja {first:time}–{last:time}, utan besök och resor.",
        en="The shift on {begin:moment}–{end:time} leaves {idle:span} for a break of {wanted:span}. "
        "It must start at {first:time}–{last:time}, free of visits and travel.",
    )

    limit: Annotated[Minutes, Named("hours", HOUR, LESS)] = hours(5)
    minor_limit: Annotated[Minutes, Named("minor_hours", HOUR, LESS)] = hours(4.5)
    earliest: Annotated[Minutes, Named("earliest", HOUR)] = hours(1)
    missing: Annotated[Minutes, Named("minutes", stricter=MORE)] = Minutes(30)  # what a shift without any break lacks

    def pause(self, case: Case, who: EmployeeId, shift: Shift) -> Pause | None:
        limit = self._limit(case, who)
        if not shift.type.pause or not _wants_break(shift, limit):
            return None
        first, last = Instant(shift.start + self.earliest), Instant(shift.start + limit)
        return Pause(shift=shift, length=shift.type.pause, first=first, last=last, who=who)

    def _limit(self, case: Case, who: EmployeeId) -> Minutes:
        return self.minor_limit if case.everyone[who].minor else self.limit

    def _idle(self, case: Case, wanted: Pause, placed: Instant | None, calls: Sequence[Call]) -> int:
        """What there is of a wanted break: at its place when it has one, else wherever it is longest."""
        first, last = wanted.first, wanted.last
        if placed is not None:
            if not first <= placed <= last:
                return 0
            first = last = placed
        return min(wanted.length, longest_idle(case, wanted.shift, calls, first, last))

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        for who in dict.fromkeys((*board.people, *board.rounds_people)):
            placed = {duty.shift: duty.pause for duty in board.plan.duties.get(who, ()) if duty.pause is not None}
            for shift, alone in self._shifts(case, who):
                in_rounds = board.plans_visits and shift.type.pause
                if not (in_rounds or alone or shift in placed) or board.works(who, shift) is FALSE:
                    continue
                wanted = self.pause(case, who, shift)
                if wanted is not None and in_rounds:
                    yield wanted
                    continue
                found = self._idle(case, wanted, placed[shift], ()) if wanted and shift in placed else None
                short = alone if wanted is None or found is None else wanted.length - found
                if short:
                    yield Clash(shift, shift, short, who=who)

    def _shifts(self, case: Case, who: EmployeeId) -> tuple[tuple[Shift, int], ...]:
        """The shifts that want a break of this person, each with what it lacks when no visit fills it."""
        limit = self._limit(case, who)
        key = (self.id, limit, self.earliest, self.missing)
        known: tuple[tuple[Shift, int], ...] | None = case.memory.get(key)
        if known is None:
            wanting = [(shift, self.pause(case, who, shift)) for shift in case.shifts if _wants_break(shift, limit)]
            known = case.memory[key] = tuple(
                (shift, wanted.length - self._idle(case, wanted, None, ()) if wanted else self.missing)
                for shift, wanted in wanting
                if shift.day >= 0
            )
        return known

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            limit = self._limit(case, who)
            for duty in plan.duties.get(who, ()):
                shift = duty.shift
                if not _wants_break(shift, limit):
                    continue
                wanted = self.pause(case, who, shift)
                if wanted is None:
                    yield self.breach(who, (shift,), self.missing, words=NONE_GIVEN, most=limit)
                    continue
                idle = self._idle(case, wanted, duty.pause, plan.round_of(who, duty) if plan.has_visits else ())
                if idle < wanted.length:
                    yield self.breach(
                        who,
                        (shift,),
                        wanted.length - idle,
                        words=self.says if duty.pause is None else PLACED,
                        idle=idle,
                        wanted=wanted.length,
                        first=wanted.first,
                        last=wanted.last,
                        placed=duty.pause,
                    )


def _wants_break(shift: Shift, limit: Minutes) -> bool:
    return shift.length > limit and not shift.is_night and shift.type.gap is None
