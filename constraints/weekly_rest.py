"""Weekly rest (veckovila): in each of a person's own 7-day periods one free time is long enough for a day off.

At least 36 hours of it lie inside the period, and the whole of it, wherever it begins and ends, is at least 47:
daily rest and weekly rest do not overlap, so eleven hours come on top, and a week without a free hour is 47 short.
Where the parties let the weekly rest follow a shift whose daily rest has been given before it, `joined` is 36. The
free time may reach over the edge of the period, back into history and on into the days after the last, which are
taken as free.

A period counts when a shift of the roster lies in it, or makes it worse than history alone has left it: the
Monday shift that cuts the weekend before the period short is ours, what went wrong earlier is not.

Its windows are the periods that hold some of the roster's time, and any earlier one that the roster broke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import Charge, Least
from scheduler.clock import DAY, Instant, Minutes, hours
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import HOUR, MORE, Breach, Named, Rule, Source
from scheduler.text import Text
from scheduler.windows import Rest, Stretch, Window

if TYPE_CHECKING:
    from scheduler.solve.board import Board

FAR = 10**9  # minutes; before all and after all that is known
Gap: TypeAlias = tuple[int, int]
Candidate: TypeAlias = tuple[tuple[Shift, ...], int]  # the shifts that would break into a gap, and its shortage
CUT_SHORT = Text(
    sv="Veckan från {begin:moment} har {whole:span} ledigt i sträck, varav {span:span} i själva veckan; "
    "{joined:span} och {minimum:span} krävs.",
    en="The week from {begin:moment} has {whole:span} free in a row, {span:span} of them in the week itself; "
    "{joined:span} and {minimum:span} are required.",
)


class Period(NamedTuple):
    """One 7-day period, from the day it starts on."""

    day: int
    begin: Instant
    end: Instant


class WeeklyRest(Rule):
    id = RuleId("weekly_rest")
    level = Level.AGREEMENT
    source = Source(
        "Allmänna bestämmelser (AB) och arbetstidslagen 14 §, enligt SKR:s och Kommunals redogörelser",
        section="§ 13",
        since=date(2023, 10, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Veckovila", en="Weekly rest")
    says = Text(
        sv="Veckan från {begin:moment} har {span:span} ledigt i sträck; {minimum:span} krävs.",
        en="The week from {begin:moment} has {span:span} free in a row; {minimum:span} are required.",
    )

    minimum: Annotated[Minutes, Named("hours", HOUR, MORE)] = hours(36)
    joined: Annotated[Minutes, Named("joined", HOUR, MORE)] = hours(47)

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        for who in board.people:
            for period, candidates in self._table(case, case.everyone[who].week_break):
                if candidates[0] != ((), 0):  # else nothing that could be worked stands in the way
                    yield Least((*self._left_by_history(case, who, period), *candidates), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            row = plan.shifts_of(who)
            gaps = _gaps(row)
            for period in self._periods(case, employee.week_break):
                short, gap = self._least(gaps, period)
                if short and self._takes_part(row, short, period):
                    yield self._breach(who, period, short, gap)

    def _breach(self, who: EmployeeId, period: Period, short: int, gap: Gap) -> Breach:
        first, last = gap
        return self.breach(
            who,
            (),
            short,
            day=max(0, period.day),
            begin=period.begin,
            end=period.end,
            words=CUT_SHORT if last - first < self.joined else self.says,
            span=min(last, period.end) - max(first, period.begin),
            whole=last - first,
        )

    def windows(self, case: Case, plan: Plan) -> Iterator[Window]:
        for who, employee in case.employees.items():
            row = plan.shifts_of(who)
            for period in self._periods(case, employee.week_break):
                window = self._window(who, row, period)
                if period.end > 0 or window.breach:
                    yield window

    def _window(self, who: EmployeeId, row: Sequence[Shift], period: Period) -> Window:
        """A period of somebody's, and the longest free time in it of those that are least short."""
        gaps = _gaps(row)
        short, gap = self._least(gaps, period)
        breach = self._breach(who, period, short, gap) if short and self._takes_part(row, short, period) else None
        rests = [(_inside(other, period), other) for other in gaps if self._least([other], period)[0] <= short]
        (first, last), whole = max(rests, key=lambda pair: pair[0][1] - pair[0][0])
        return Window(
            self.id,
            Stretch.WEEK,
            who,
            period.begin,
            period.end,
            rest=Rest(Instant(first), Instant(last), Minutes(last - first)),
            required=self.minimum,
            missing=Minutes(short),
            breach=breach,
            whole=_known(whole),
            whole_required=self.joined,
        )

    @property
    def _worst(self) -> int:
        """What a period without a free minute is short of."""
        return max(self.minimum, self.joined)

    def _least(self, gaps: Iterable[Gap], period: Period) -> tuple[int, Gap]:
        """What the best of some gaps is short of, and that gap; without any in the period, the whole of it."""
        _, begin, end = period
        least: int = self._worst
        best: Gap = (begin, begin)
        for gap in gaps:
            first, last = gap
            span = (last if last < end else end) - (first if first > begin else begin)
            if span > 0:
                short = max(self.minimum - span, self.joined - (last - first))
                if short <= 0:
                    return 0, gap
                if short < least:
                    least, best = short, gap
        return least, best

    def _takes_part(self, row: Iterable[Shift], short: int, period: Period) -> bool:
        """Whether the roster has to do with a shortage: it works in the period, or history alone left less."""
        _, begin, end = period
        if any(shift.day >= 0 and shift.start < end and shift.end > begin for shift in row):
            return True
        return short > self._least(_gaps(shift for shift in row if shift.day < 0), period)[0]

    def _left_by_history(self, case: Case, who: EmployeeId, period: Period) -> tuple[Candidate, ...]:
        """Where history alone left a shortage: the shifts without which the roster has no part in it."""
        if period.begin >= 0:
            return ()
        key = (self.id, self.minimum, self.joined, who, period)
        if key not in case.memory:
            *before, (free_from, _) = _gaps(case.history_of[who])
            short, _ = self._least((*before, (free_from, FAR)), period)
            starts = sorted({shift.start for shift in case.shifts if shift.start >= period.end})
            harmless = (at for at in starts if self._least((*before, (free_from, at)), period)[0] == short)
            until = next(harmless, FAR)
            ours = tuple(shift for shift in case.shifts if shift.day >= 0 and shift.start < until)
            case.memory[key] = ((ours, 0),) if short else ()
        found: tuple[Candidate, ...] = case.memory[key]
        return found

    # -- alike for everyone whose weeks begin together -------------------------------------------------

    def _periods(self, case: Case, week_break: int) -> tuple[Period, ...]:
        """The periods that a shift of the roster can lie in, or cut short from outside."""
        key = (self.id, self.joined, week_break)
        if key not in case.memory:
            weekday, minute = divmod(week_break, DAY)
            at = case.clock.at
            days = [day for day in range(-14, len(case.days)) if case.clock.weekday(day) == weekday]
            periods = (Period(day, at(day, minute), at(day + 7, minute)) for day in days)
            case.memory[key] = tuple(period for period in periods if period.end > -self.joined)
        found: tuple[Period, ...] = case.memory[key]
        return found

    def _table(self, case: Case, week_break: int) -> tuple[tuple[Period, tuple[Candidate, ...]], ...]:
        """Each period with its candidates."""
        key = (self.id, self.joined, week_break, self.minimum)
        if key not in case.memory:
            periods = self._periods(case, week_break)
            case.memory[key] = tuple((period, self._candidates(case, period)) for period in periods)
        found: tuple[tuple[Period, tuple[Candidate, ...]], ...] = case.memory[key]
        return found

    def _candidates(self, case: Case, period: Period) -> tuple[Candidate, ...]:
        """Every gap that could be the period's best, those least short first.

        A gap begins where a shift ends, or long before the period; it ends where a shift starts, or as soon as
        it is long enough. Sets of shifts are numbers here, a bit for each shift: a thousand gaps are compared.
        """
        near = [
            shift
            for shift in case.shifts
            if shift.start < period.end + self.joined and shift.end > period.begin - self.joined
        ]
        starts = sorted({shift.start for shift in near})
        outside = max(0, self.joined - self.minimum)  # may lie outside when what lies inside is just enough
        firsts = {period.begin - self.joined, period.begin - outside, *(shift.end for shift in near)}
        before: dict[int, int] = {}
        shortages: dict[int, int] = {0: self._worst}
        for first in sorted(firsts):
            after = _bits(shift.end > first for shift in near)
            for last in self._lasts(first, period, starts):
                if last not in before:
                    before[last] = _bits(shift.start < last for shift in near)
                short, _ = self._least([(first, last)], period)
                intruders = after & before[last]
                if short < shortages.get(intruders, self._worst):
                    shortages[intruders] = short
        whole: list[int] = []  # the gaps that are short of nothing; one with more shifts in it is needless
        found: list[Candidate] = []
        for intruders in sorted(shortages, key=lambda shifts: (shortages[shifts], shifts.bit_count(), shifts)):
            if not any(fewer & intruders == fewer for fewer in whole):
                short = shortages[intruders]
                found.append((tuple(shift for at, shift in enumerate(near) if intruders >> at & 1), short))
                if not short:
                    whole.append(intruders)
        return tuple(found)

    def _lasts(self, first: int, period: Period, starts: Iterable[int]) -> Iterator[int]:
        """Where a gap that begins there may end: at the start of a shift, or where more is no better."""
        inside = max(first, period.begin)
        if inside < period.end:
            enough = max(min(inside + self.minimum, period.end), first + self.joined)
            yield from (start for start in starts if inside < start < enough)
            yield enough


def _gaps(row: Iterable[Shift]) -> list[Gap]:
    """The free times before, between and after the shifts, in order."""
    found: list[Gap] = []
    free_from = -FAR
    for shift in row:
        if shift.start > free_from:
            found.append((free_from, shift.start))
        free_from = max(free_from, shift.end)
    found.append((free_from, FAR))
    return found


def _inside(gap: Gap, period: Period) -> Gap:
    """What of a free time lies inside a period; nothing where it lies outside."""
    first, last = max(gap[0], period.begin), min(gap[1], period.end)
    return (first, last) if first < last else (period.begin, period.begin)


def _known(gap: Gap) -> Rest:
    """A free time as people are told of it."""
    first, last = (None if abs(end) == FAR else Instant(end) for end in gap)
    return Rest(first, last, None if first is None or last is None else Minutes(last - first))


def _bits(wanted: Iterable[bool]) -> int:
    return sum(1 << at for at, one in enumerate(wanted) if one)
