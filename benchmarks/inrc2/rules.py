"""The competition's rules, posted and read as all of ours are; a krona is one point of penalty.

That nobody works two shifts a day needs no rule: a cell holds one.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, NamedTuple

from benchmarks.public_case import column, known
from benchmarks.public_rules import SHIFTS, ForbiddenSuccessions
from benchmarks.public_runs import runs, too_long, too_short
from scheduler.case.case import Case
from scheduler.case.need import Need
from scheduler.charge import FALSE, Charge, Literal, Over, Sum, Under, When
from scheduler.ids import EmployeeId, RuleId, ShiftCode
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, MORE, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

DAYS = Text(sv="dagar", en="days")
HEADS = Text(sv="personer", en="people")
WEEKENDS = Text(sv="helger", en="weekends")


class Limits(NamedTuple):
    """The least and the most days of a run."""

    least: int
    most: int


def _limits(case: Case) -> Mapping[ShiftCode, Limits]:
    return {
        row.code: Limits(int(column(row, "least_in_row")), int(column(row, "most_in_row")))
        for row in case.tables.shift_types
    }


def _days(case: Case) -> range:
    """Every day from the first one of history on."""
    return range(case.first_day, len(case.days))


def _codes(case: Case, plan: Plan, who: EmployeeId) -> list[ShiftCode | None]:
    """What somebody works on each of these days."""
    row = plan.by_day(who)
    return [row[day].code if day in row else None for day in _days(case)]


class Competition(Rule):
    """A rule of the competition."""

    level = Level.UNIT
    source = Source("Second International Nurse Rostering Competition, problem description (arXiv 1501.04177)")


class _Cover(Competition):
    """Each shift has so many with each skill; ours are the needs of a ward through one shift."""

    says = Text(
        sv="{heads} {place} {begin:moment}; {wanted} behövs.", en="{heads} {place} on {begin:moment}; {wanted} wanted."
    )
    unit = HEADS
    scope = Scope.PLACE_DAY

    @abstractmethod
    def wanted(self, need: Need) -> int:
        """How many heads this rule wants."""

    def post(self, board: Board) -> Iterator[Charge]:
        for piece in board.pieces:
            yield Under(board.staffing(piece), self.wanted(piece.need))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for piece in case.pieces:
            need, heads, wanted = piece.need, plan.heads(piece), self.wanted(piece.need)
            if heads < wanted:
                yield self.breach(
                    None,
                    (),
                    wanted - heads,
                    day=need.day,
                    begin=need.begin,
                    heads=heads,
                    place=need.shown,
                    wanted=wanted,
                )


class MinimumCover(_Cover):
    """Each shift has at least so many with each skill."""

    id = RuleId("inrc2_minimum_cover")
    title = Text(sv="Minsta bemanning", en="Minimum cover")

    def wanted(self, need: Need) -> int:
        return need.minimum or 0


class OptimalCover(_Cover):
    """Each shift had better have so many with each skill."""

    id = RuleId("inrc2_optimal_cover")
    title = Text(sv="Önskad bemanning", en="Optimal cover")
    default_price = 30

    def wanted(self, need: Need) -> int:
        return need.target or 0


class Successions(ForbiddenSuccessions, Competition):
    """Some shifts may not be worked on the day after some others, that of history included."""

    id = RuleId("inrc2_successions")


class Skills(Competition):
    """Nobody uses a skill that she lacks."""

    id = RuleId("inrc2_skills")
    title = Text(sv="Kompetens", en="Skills")
    says = Text(sv="Saknar kompetensen {skill} {day:day}.", en="Lacks the skill {skill} on {day:day}.")
    unit = SHIFTS

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for shift, _, skill, works in board.places(who):
                if shift.day >= 0 and skill not in board.case.everyone[who].groups:
                    yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            for duty in plan.duties.get(who, ()):
                if duty.group not in employee.groups:
                    yield self.breach(who, (duty.shift,), 1, skill=duty.group)


class _Runs(Competition):
    """Runs of a state are neither too short nor too long; a day too few or too many is one."""

    says = Text(
        sv="{length} {what} i rad från {first:day}; {least}–{most} är lagom.",
        en="{length} {what} in a row from {first:day}; {least}–{most} are meant.",
    )
    unit = DAYS

    def posted(self, board: Board, who: EmployeeId, states: list[Literal], limits: Limits) -> Iterator[Charge]:
        """What the runs of some literals owe."""
        begin = -board.case.first_day
        for stretch in too_long(states, limits.most, begin):
            yield When(stretch, who=who)
        for pattern, missing in too_short(states, limits.least, begin):
            yield When(pattern, missing, who=who)

    def read(
        self, case: Case, who: EmployeeId, states: list[bool], limits: Limits, what: Text | str
    ) -> Iterator[Breach]:
        """What the runs of a row owe."""
        begin = -case.first_day
        for run in runs(states):
            days = run.over(limits.most, begin) + run.short(limits.least, begin)
            if days:
                first = run.first - begin
                yield self.breach(
                    who,
                    (),
                    days,
                    day=max(0, first),
                    first=first,
                    length=run.length,
                    what=what,
                    least=limits.least,
                    most=limits.most,
                )


class ShiftRuns(_Runs):
    """The same shift is worked neither too few nor too many days in a row."""

    id = RuleId("inrc2_shift_runs")
    title = Text(sv="Samma skift i rad", en="The same shift in a row")
    default_price = 15

    def post(self, board: Board) -> Iterator[Charge]:
        case = board.case
        for code, limits in known(case, "limits", _limits).items():
            for who in board.people:
                states = [board.works(who, case.shift(day, code)) for day in _days(case)]
                yield from self.posted(board, who, states, limits)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            codes = _codes(case, plan, who)
            for code, limits in known(case, "limits", _limits).items():
                yield from self.read(case, who, [worked == code for worked in codes], limits, code)


class WorkRuns(_Runs):
    """Neither too few nor too many days are worked in a row."""

    id = RuleId("inrc2_work_runs")
    title = Text(sv="Arbetsdagar i rad", en="Working days in a row")
    default_price = 30

    least: Annotated[int, Named(stricter=MORE)] = 0
    most: Annotated[int, Named(stricter=LESS)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            states = [board.works_on(who, day) for day in _days(board.case)]
            yield from self.posted(board, who, states, Limits(self.least, self.most))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        what = Text(sv="arbetsdagar", en="working days")
        for who in case.employees:
            states = [code is not None for code in _codes(case, plan, who)]
            yield from self.read(case, who, states, Limits(self.least, self.most), what)


class OffRuns(_Runs):
    """Neither too few nor too many days are free in a row."""

    id = RuleId("inrc2_off_runs")
    title = Text(sv="Lediga dagar i rad", en="Days off in a row")
    default_price = 30

    least: Annotated[int, Named(stricter=MORE)] = 0
    most: Annotated[int, Named(stricter=LESS)] = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            states = [~board.works_on(who, day) for day in _days(board.case)]
            yield from self.posted(board, who, states, Limits(self.least, self.most))

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        what = Text(sv="lediga dagar", en="days off")
        for who in case.employees:
            states = [code is None for code in _codes(case, plan, who)]
            yield from self.read(case, who, states, Limits(self.least, self.most), what)


class Requests(Competition):
    """Shifts asked off are not worked."""

    id = RuleId("inrc2_requests")
    title = Text(sv="Önskemål", en="Requests")
    says = Text(sv="Önskemålet {day:day} ({asked}) nekas.", en="The request for {day:day} ({asked}) is refused.")
    unit = Text(sv="önskemål", en="requests")
    default_price = 10

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            for wish in board.case.wishes[who]:
                refused = board.refused(wish)
                if refused is not FALSE:
                    yield When((refused,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            for wish in case.wishes[who]:
                if plan.refuses(wish):
                    yield self.breach(who, (), 1, day=wish.day, asked=wish.asked)


class CompleteWeekends(Competition):
    """Whoever has agreed to it works both days of a weekend or neither."""

    id = RuleId("inrc2_complete_weekends")
    title = Text(sv="Hela helger", en="Complete weekends")
    says = Text(sv="Arbetar bara en dag av helgen {day:day}.", en="Works just one day of the weekend of {day:day}.")
    unit = WEEKENDS
    default_price = 30

    asked: bool = False

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people if self.asked else ():
            for saturday in range(5, len(board.case.days), 7):
                first, second = board.works_on(who, saturday), board.works_on(who, saturday + 1)
                for one, other in ((first, ~second), (~first, second)):
                    if one is not FALSE and other is not FALSE:
                        yield When((one, other), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees if self.asked else ():
            for saturday in range(5, len(case.days), 7):
                if bool(plan.on(who, saturday)) is not bool(plan.on(who, saturday + 1)):
                    yield self.breach(who, (), 1, day=saturday)


class Assignments(Competition):
    """Everybody works at least and at most so many shifts in all, those before day 0 included."""

    id = RuleId("inrc2_assignments")
    title = Text(sv="Antal skift", en="Shifts in all")
    says = Text(sv="{worked} skift; {least}–{most} är avtalat.", en="{worked} shifts; {least}–{most} are agreed.")
    unit = SHIFTS
    default_price = 20

    least: Annotated[int, Named(stricter=MORE)] = 0
    most: Annotated[int, Named(stricter=LESS)] = 0
    before: int = 0

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            worked = Sum(self.before).plus(Sum.of(board.works_on(who, day) for day in board.case.days))
            yield Over(worked, self.most, who=who)
            yield Under(worked, self.least, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            worked = self.before + len(plan.roster_of(who))
            wrong = max(worked - self.most, self.least - worked)
            if wrong > 0:
                yield self.breach(who, (), wrong, worked=worked)


class Weekends(Competition):
    """Nobody works more than so many weekends, those before day 0 included."""

    id = RuleId("inrc2_weekends")
    title = Text(sv="Arbetade helger", en="Weekends worked")
    says = Text(
        sv="{worked} helger arbetas; högst {most} är avtalat.", en="{worked} weekends are worked; {most} agreed."
    )
    unit = WEEKENDS
    default_price = 30

    most: Annotated[int, Named(stricter=LESS)] = 0
    before: int = 0

    def post(self, board: Board) -> Iterator[Charge]:
        saturdays = range(5, len(board.case.days), 7)
        for who in board.people:
            worked = [board.met((board.works_on(who, day), board.works_on(who, day + 1))) for day in saturdays]
            yield Over(Sum(self.before).plus(Sum.of(worked)), self.most, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who in case.employees:
            found = {shift.day // 7 for shift in plan.roster_of(who) if shift.day % 7 in (5, 6)}
            worked = self.before + len(found)
            if worked > self.most:
                yield self.breach(who, (), worked - self.most, worked=worked)


RULES: tuple[type[Rule], ...] = (
    MinimumCover,
    Successions,
    Skills,
    OptimalCover,
    ShiftRuns,
    WorkRuns,
    OffRuns,
    Requests,
    CompleteWeekends,
    Assignments,
    Weekends,
)
