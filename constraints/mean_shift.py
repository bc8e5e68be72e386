"""Mean shift: part-timers are not given the short shifts; theirs are on average nearly as long as the full-timers'.

A part-timer's mean paid shift is at least 95 % of the mean of all full-timers' shifts; those who work only nights
are measured among themselves, hourly staff not at all. Without full-timers at work there is nothing to measure by.

A mean is no sum, but what it lacks is: that of each shift, divided by their number. A search takes that number,
and the full-timers' mean, as they are now; its answers are read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.charge import Charge, Over, Sum
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import MORE, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

QUARTER = 15
FINE = 10_000  # parts of a quarter, so that what each shift lacks is a whole number of them


class MeanShift(Rule):
    id = RuleId("mean_shift")
    level = Level.UNIT
    source = Source("Enhetens överenskommelse om deltidares pass", read=date(2026, 11, 1))
    title = Text(sv="Deltidares passlängd", en="Part-timers' shift length")
    says = Text(
        sv="Passen är i snitt {mean:span}; heltidarnas snitt är {full:span}, och minst {wanted:span} är lagom.",
        en="The shifts are {mean:span} on average; full-timers have {full:span}, and {wanted:span} is meant at least.",
    )
    unit = Text(sv="kvartar", en="quarters of an hour")
    scope = Scope.TEAM
    is_exact = False
    default_price = 40
    per = FINE

    share: Annotated[Decimal, Named(stricter=MORE)] = Decimal("0.95")

    def post(self, board: Board) -> Iterator[Charge]:
        means = _full_timers_means(board.case, board.plan)
        for who in board.people:
            employee = board.case.everyone[who]
            full = means.get(employee.nights == "only")
            if full is None or not _part_timer(employee):
                continue
            wanted = full * Fraction(self.share)
            count = len(board.plan.roster_of(who)) or max(1, round(employee.due / full))
            total = Sum()
            for day in board.case.days:
                for shift in board.options(who, day):
                    total.add(board.works(who, shift), _lacks(wanted, shift.paid, count))
            yield Over(total, 0, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        means = _full_timers_means(case, plan)
        for who, employee in case.employees.items():
            row = plan.roster_of(who)
            full = means.get(employee.nights == "only")
            if full is None or not row or not _part_timer(employee):
                continue
            wanted = full * Fraction(self.share)
            short = sum(times * _lacks(wanted, paid, len(row)) for paid, times in _lengths(plan, who).items())
            if short > 0:
                mean = _paid(plan, who) / len(row)
                yield self.breach(who, (), short, mean=mean, full=full, wanted=wanted)


def _lacks(wanted: Fraction, paid: int, count: int) -> int:
    """What a shift, one of so many, lacks of the wanted mean, rounded; negative when it is longer."""
    whole = QUARTER * count * wanted.denominator
    return (2 * FINE * (wanted.numerator - paid * wanted.denominator) + whole) // (2 * whole)


def _part_timer(employee: Employee) -> bool:
    return not employee.hourly and employee.rate < 100


def _full_timers_means(case: Case, plan: Plan) -> Mapping[bool, Fraction]:
    """The mean paid shift of the full-timers who work nights only, and of the others; none where none is worked."""
    paid: Counter[bool] = Counter()
    shifts: Counter[bool] = Counter()
    for who, employee in case.everyone.items():
        if not employee.hourly and employee.rate >= 100:
            nights = employee.nights == "only"
            paid[nights] += _paid(plan, who)
            shifts[nights] += len(plan.roster_of(who))
    return {nights: Fraction(minutes, shifts[nights]) for nights, minutes in paid.items() if minutes}


def _lengths(plan: Plan, who: EmployeeId) -> Mapping[int, int]:
    """How many shifts of each paid length a person works."""
    return plan.of_row(who, "lengths", lambda: Counter(shift.paid for shift in plan.roster_of(who)))


def _paid(plan: Plan, who: EmployeeId) -> int:
    return sum(paid * times for paid, times in _lengths(plan, who).items())
