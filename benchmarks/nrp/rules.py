"""The benchmark's rules, posted and read as all of ours are: hard ones in their own units, soft ones in its penalty.

A krona is one point of penalty. That nobody works two shifts a day needs no rule: a cell holds one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, NamedTuple

from benchmarks.public_case import column, known
from benchmarks.public_rules import SHIFTS, ForbiddenSuccessions
from benchmarks.public_runs import runs, too_long, too_short
from scheduler.case.case import Case
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Charge, Literal, Over, Sum, Under, When
from scheduler.ids import EmployeeId, RuleId, ShiftCode
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, MORE, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

SOURCE = Source("Curtois and Qu, Computational results on new staff scheduling benchmark instances (2014)")
DAYS = Text(sv="dagar", en="days")
POINTS = Text(sv="poäng", en="points")


class Wanted(NamedTuple):
    """The cover of one shift."""

    shift: Shift
    heads: int
    under: int
    over: int


class Asked(NamedTuple):
    """A request: the shift, whether to work it, and what a refusal costs."""

    shift: Shift
    on: bool
    weight: int


def _most_of(case: Case) -> Mapping[EmployeeId, Mapping[str, int]]:
    found = {}
    for row in case.tables.employees:
        limits = (limit.split("=") for limit in column(row, "most_of").split("|") if limit)
        found[row.employee_id] = {shift: int(most) for shift, most in limits}
    return found


def _requests(case: Case) -> Mapping[EmployeeId, tuple[Asked, ...]]:
    found: dict[EmployeeId, list[Asked]] = {}
    for row in case.tables.wishes:
        code = row.wish.removeprefix("not:")
        shift = case.shift(case.clock.day(row.date), ShiftCode(code))
        found.setdefault(row.employee_id, []).append(Asked(shift, code == row.wish, int(column(row, "weight"))))
    return {who: tuple(mine) for who, mine in found.items()}


def _cover(case: Case) -> tuple[Wanted, ...]:
    found = []
    for row in case.tables.shift_types:
        columns = (column(row, name).split("|") for name in ("wanted", "under", "over"))
        for day, (heads, under, over) in enumerate(zip(*columns, strict=True)):
            found.append(Wanted(case.shift(day, row.code), int(heads), int(under), int(over)))
    return tuple(found)


def _worked(case: Case, plan: Plan, who: EmployeeId) -> list[bool]:
    days = {shift.day for shift in plan.roster_of(who)}
    return [day in days for day in case.days]


class Hard(Rule):
    """A rule that a roster must keep."""

    level = Level.UNIT
    source = SOURCE


class Soft(Rule):
    """A rule whose breaches are counted in the benchmark's points."""

    level = Level.UNIT
    source = SOURCE
    unit = POINTS
    default_price = 1


class Successions(ForbiddenSuccessions, Hard):
    """Some shifts may not be worked on the day after some others."""

    id = RuleId("nrp_successions")


class ShiftsOfType(Hard):
    """Everybody has a most of each shift type."""

    id = RuleId("nrp_shifts_of_type")
    title = Text(sv="Antal av varje skift", en="Shifts of each type")
    says = Text(
        sv="{worked} skift {code}; högst {most} får arbetas.", en="{worked} shifts {code}; at most {most} may be."
    )
    unit = SHIFTS

    def post(self, board: Board) -> Iterator[Charge]:
        limits = known(board.case, "most_of", _most_of)
        for who in board.people:
            for code, most in limits[who].items():
                shifts = [board.case.shift(day, ShiftCode(code)) for day in board.case.days]
                yield Over(board.count(who, shifts), most, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        limits = known(case, "most_of", _most_of)
        for who in case.employees:
            codes = [shift.code for shift in plan.roster_of(who)]
            for code, most in limits[who].items():
                worked = codes.count(ShiftCode(code))
                if worked > most:
                    yield self.breach(who, (), worked - most, worked=worked, code=code, most=most)


class TotalMinutes(Hard):
    """Everybody works at least and at most so many minutes in all."""

    id = RuleId("nrp_total_minutes")
    title = Text(sv="Arbetstid", en="Working time")
    says = Text(
        sv="{worked:span} arbetas; {least:span} till {most:span} är avtalat.",
        en="{worked:span} are worked; {least:span} to {most:span} are agreed.",
    )

    least: Annotated[int, Named(stricter=MORE)] = 0
    most: Annotated[int, Named(stricter=LESS)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            paid = board.paid(who)
            yield Over(paid, self.most, who=who)
            yield Under(paid, self.least, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            worked = sum(shift.paid for shift in plan.roster_of(who))
            missing = max(worked - self.most, self.least - worked)
            if missing > 0:
                yield self.breach(who, (), missing, worked=worked)


class MostInRow(Hard):
    """Nobody works more than so many days in a row."""

    id = RuleId("nrp_most_in_row")
    title = Text(sv="Högst dagar i rad", en="Most days in a row")
    says = Text(
        sv="{length} dagar i rad från {day:day}; högst {most} får vara.",
        en="{length} days in a row from {day:day}; at most {most} may be.",
    )
    unit = DAYS

    most: Annotated[int, Named(stricter=LESS)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for stretch in too_long([board.works_on(who, day) for day in board.case.days], self.most, 0):
                yield When(stretch, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for run in runs(_worked(case, plan, who)):
                if run.over(self.most, 0):
                    yield self.breach(who, (), run.over(self.most, 0), day=run.first, length=run.length)


class LeastInRow(Hard):
    """Nobody works fewer than so many days in a row; what lies beyond the horizon is taken to be kind."""

    id = RuleId("nrp_least_in_row")
    title = Text(sv="Minst dagar i rad", en="Least days in a row")
    says = Text(
        sv="{length} dagar i rad från {day:day}; minst {least} ska vara.",
        en="{length} days in a row from {day:day}; at least {least} must be.",
    )
    unit = DAYS
    works = True

    least: Annotated[int, Named(stricter=MORE)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            states: list[Literal] = [board.works_on(who, day) for day in board.case.days]
            for pattern, missing in too_short(states if self.works else [~state for state in states], self.least, 0):
                yield When(pattern, missing, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for run in runs([works is self.works for works in _worked(case, plan, who)]):
                if run.short(self.least, 0):
                    yield self.breach(who, (), run.short(self.least, 0), day=run.first, length=run.length)


class LeastOffInRow(LeastInRow):
    """Nobody is free fewer than so many days in a row."""

    id = RuleId("nrp_least_off_in_row")
    title = Text(sv="Minst lediga dagar i rad", en="Least days off in a row")
    says = Text(
        sv="{length} lediga dagar i rad från {day:day}; minst {least} ska vara.",
        en="{length} days off in a row from {day:day}; at least {least} must be.",
    )
    works = False


class Weekends(Hard):
    """Nobody works more than so many weekends, one day of them or both."""

    id = RuleId("nrp_weekends")
    title = Text(sv="Arbetade helger", en="Weekends worked")
    says = Text(
        sv="{worked} helger arbetas; högst {most} får vara.", en="{worked} weekends worked; at most {most} may be."
    )
    unit = Text(sv="helger", en="weekends")

    most: Annotated[int, Named(stricter=LESS)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        saturdays = range(5, len(board.case.days), 7)
        for who in board.people:
            worked = [board.met((board.works_on(who, day), board.works_on(who, day + 1))) for day in saturdays]
            yield Over(Sum.of(worked), self.most, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            worked = len({shift.day // 7 for shift in plan.roster_of(who) if shift.day % 7 in (5, 6)})
            if worked > self.most:
                yield self.breach(who, (), worked - self.most, worked=worked)


class DaysOff(Hard):
    """Nobody works on a day that is fixed as off."""

    id = RuleId("nrp_days_off")
    title = Text(sv="Fasta lediga dagar", en="Fixed days off")
    says = Text(sv="Arbetar {day:day}, som är fast ledig.", en="Works on {day:day}, which is fixed as off.")
    unit = DAYS

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for day in sorted(board.case.everyone[who].absent):
                works = board.works_on(who, day)
                if works is not FALSE:
                    yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            for shift in plan.roster_of(who):
                if shift.day in employee.absent:
                    yield self.breach(who, (shift,), 1)


class Requests(Soft):
    """A shift asked for is worked, and one asked off is not."""

    id = RuleId("nrp_requests")
    title = Text(sv="Önskemål", en="Requests")
    says = Text(sv="Önskemålet om {code} {day:day} nekas.", en="The request about {code} on {day:day} is refused.")

    def post(self, board: Board) -> Iterator[Charge]:
        asked = known(board.case, "requests", _requests)
        for who in board.people:
            for shift, on, weight in asked.get(who, ()):
                works = board.works(who, shift)
                refused = ~works if on else works
                if refused is not FALSE:
                    yield When((refused,), weight, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        asked = known(case, "requests", _requests)
        for who in case.employees:
            for shift, on, weight in asked.get(who, ()):
                if (shift in plan.on(who, shift.day)) is not on:
                    yield self.breach(who, (), weight, day=shift.day, code=shift.code)


class Cover(Soft):
    """Each shift has as many as are wanted: each one too few and each one too many has its price."""

    id = RuleId("nrp_cover")
    title = Text(sv="Bemanning", en="Cover")
    says = Text(sv="{heads} på {code} {day:day}; {wanted} behövs.", en="{heads} on {code} {day:day}; {wanted} wanted.")
    scope = Scope.TEAM

    def post(self, board: Board) -> Iterator[Charge]:
        for shift, wanted, under, over in known(board.case, "cover", _cover):
            heads = Sum.of(board.works(who, shift) for who in board.case.everyone)
            yield Under(heads, wanted, under)
            yield Over(heads, wanted, over)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        heads: dict[Shift, int] = {}
        for who in case.everyone:
            for shift in plan.roster_of(who):
                heads[shift] = heads.get(shift, 0) + 1
        for shift, wanted, under, over in known(case, "cover", _cover):
            present = heads.get(shift, 0)
            points = max(under * (wanted - present), over * (present - wanted))
            if points > 0:
                yield self.breach(None, (), points, day=shift.day, heads=present, code=shift.code, wanted=wanted)


RULES: tuple[type[Rule], ...] = (
    Successions,
    ShiftsOfType,
    TotalMinutes,
    MostInRow,
    LeastInRow,
    LeastOffInRow,
    Weekends,
    DaysOff,
    Requests,
    Cover,
)
