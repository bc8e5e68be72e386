"""Pay: what a person's row costs, on-costs included, in whole parts of a krona.

Supplements for unsocial hours are everybody's; wages are counted for hourly staff, for minutes above what is due, and
for shifts that were called in or moved after the roster was posted. The terms are parameters of the rule `cost`: every
rule, key figure and screen that speaks of money shares them. A part is a whole number for each shift, and minutes above
what is due are rounded once, always up, so that a solver's sum and a reader's are the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.case.shifts import Shift
from scheduler.case.wages import MONEY, Unsocial, unsocial_minutes
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan

COST = RuleId("cost")  # the rule whose parameters the terms are
ON_COST = Decimal("0.4453")  # employer's on-costs, municipal sector, 2023


@dataclass(frozen=True)
class Terms:
    """The numbers of pay. Supplements are kronor an hour, 2023; the others are shares of the wage."""

    on_cost: Decimal = ON_COST
    big_holiday: Decimal = Decimal("118.80")
    big_holiday_night: Decimal = Decimal("142.60")
    weekend: Decimal = Decimal("59.40")
    night: Decimal = Decimal(50)
    evening: Decimal = Decimal(24)
    extra: Decimal = Decimal("1.2")  # minutes above what is due, up to full time
    overtime: Decimal = Decimal("1.8")  # minutes above full time
    moved: Decimal = Decimal("0.3235")  # a posted shift gets other times
    called: Decimal = Decimal("0.644")  # a posted free day becomes worked
    notice: int = 14  # days ahead within which a change of the posted roster is paid for

    @classmethod
    def of(cls, case: Case) -> Terms:
        """The terms that a case gives everybody."""
        known: Terms | None = case.memory.get("terms of pay")
        if known is None:
            given = {field.name: case.parameter(COST, field.name) for field in fields(cls)}
            numbers = {name: Decimal(text.replace(",", ".")) for name, text in given.items() if text}
            known = cls(**{name: int(number) if name == "notice" else number for name, number in numbers.items()})  # type: ignore[arg-type]
            case.memory["terms of pay"] = known
        return known

    def supplement(self, kind: Unsocial) -> Decimal:
        """Kronor an hour."""
        return {
            Unsocial.BIG_HOLIDAY_NIGHT: self.big_holiday_night,
            Unsocial.BIG_HOLIDAY: self.big_holiday,
            Unsocial.WEEKEND: self.weekend,
            Unsocial.NIGHT: self.night,
            Unsocial.EVENING: self.evening,
        }[kind]


class Pay(NamedTuple):
    """One person's pay in parts of a krona."""

    unsocial: int
    wages: int  # of hourly staff
    changes: int  # of the posted roster, told late
    overtime: int  # minutes above what is due

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self)


class Overtime(NamedTuple):
    """What minutes above what is due cost, exactly: what is due need not be whole minutes, nor a minute whole parts.

    Time is counted in `pieces` of a minute; each piece beyond a limit costs some shares, and `shares` are one part.
    """

    pieces: int
    steps: tuple[tuple[int, int], ...]
    shares: int

    def cost(self, paid: int) -> int:
        """The parts that so many paid minutes come to, rounded up."""
        time = paid * self.pieces
        return -(-sum((time - limit) * each for limit, each in self.steps if time > limit) // self.shares)


class Payroll:
    """What shifts cost under some terms; it remembers what it has worked out."""

    def __init__(self, case: Case, terms: Terms) -> None:
        self.case = case
        self.terms = terms
        self._factor = MONEY * (1 + Fraction(terms.on_cost))
        self._unsocial: dict[tuple[Shift, Instant | None], int] = {}
        self._wages: dict[tuple[Shift, Decimal], int] = {}
        self._changes: dict[EmployeeId, dict[Shift, int]] = {}
        self._overtime: dict[EmployeeId, Overtime] = {}

    @classmethod
    def of(cls, case: Case, terms: Terms | None = None) -> Payroll:
        """The payroll of a case, under its own terms unless others are given; made once for each."""
        terms = terms or Terms.of(case)
        known: Payroll | None = case.memory.get(("payroll", terms))
        if known is None:
            known = case.memory["payroll", terms] = cls(case, terms)
        return known

    def shift(self, who: EmployeeId, shift: Shift, pause: Instant | None) -> int:
        """What a shift costs when this person works it, minutes above what is due apart."""
        employee = self.case.everyone[who]
        cost = self.unsocial(shift, pause) + self.change(who, shift)
        return cost + self.wages(employee, shift) if employee.hourly else cost

    def unsocial(self, shift: Shift, pause: Instant | None) -> int:
        """The supplements of a shift with its break at that place, or (`None`) in the middle."""
        known = self._unsocial.get((shift, pause))
        if known is None:
            minutes = unsocial_minutes(self.case.clock, shift, pause)
            kronor = sum(Fraction(self.terms.supplement(kind)) * length / 60 for kind, length in minutes.items())
            known = self._unsocial[shift, pause] = round(kronor * self._factor)
        return known

    def wages(self, employee: Employee, shift: Shift) -> int:
        """The wage of a shift for somebody paid by the hour."""
        known = self._wages.get((shift, employee.wage))
        if known is None:
            known = self._wages[shift, employee.wage] = round(shift.paid * self._minute(employee))
        return known

    def change(self, who: EmployeeId, shift: Shift) -> int:
        """What is paid because the shift differs from the roster as posted and the person is told late."""
        if who not in self.case.posted:
            return 0
        known = self._changes.setdefault(who, {})
        if shift not in known:
            known[shift] = round(shift.paid * self._minute(self.case.everyone[who]) * Fraction(self._share(who, shift)))
        return known[shift]

    def overtime(self, who: EmployeeId) -> Overtime:
        """What every minute of the person's above what is due, and above full time, costs."""
        known = self._overtime.get(who)
        if known is None:
            known = Overtime(1, (), 1) if self.case.everyone[who].hourly else self._steps(who)
            self._overtime[who] = known
        return known

    def row(self, plan: Plan, who: EmployeeId) -> Pay:
        """What a person's row in a plan costs."""
        employee = self.case.everyone[who]
        unsocial = wages = changes = paid = 0
        for duty in plan.duties.get(who, ()):
            shift = duty.shift
            unsocial += self.unsocial(shift, duty.pause)
            changes += self.change(who, shift)
            paid += shift.paid
            if employee.hourly:
                wages += self.wages(employee, shift)
        return Pay(unsocial, wages, changes, self.overtime(who).cost(paid))

    def total(self, plan: Plan) -> int:
        """What the whole roster costs."""
        return sum(self.row(plan, who).total for who in self.case.everyone)

    def minute(self, who: EmployeeId) -> Fraction:
        """Kronor for a minute of the person's time, on-costs included."""
        return self._minute(self.case.everyone[who]) / MONEY

    def _minute(self, employee: Employee) -> Fraction:
        return Fraction(employee.wage) / 60 * self._factor

    def _steps(self, who: EmployeeId) -> Overtime:
        employee = self.case.everyone[who]
        minute = self._minute(employee)
        extra = minute * Fraction(self.terms.extra)
        overtime = max(extra, minute * Fraction(self.terms.overtime))  # never less for the later minute
        due = Fraction(employee.agreed) - employee.balance
        full = max(due, Fraction(employee.full_time * self.case.weeks))
        pieces, shares = due.denominator, lcm(extra.denominator, overtime.denominator)
        steps = ((int(due * pieces), int(extra * shares)), (int(full * pieces), int((overtime - extra) * shares)))
        return Overtime(pieces, steps, pieces * shares)

    def _share(self, who: EmployeeId, shift: Shift) -> Decimal:
        frozen = self.case.tables.period[0].frozen_until
        posted = self.case.posted[who]
        if frozen is None or shift.day not in posted:
            return Decimal(0)
        told = self.case.clock.day(frozen)
        if not told <= shift.day < told + self.terms.notice:
            return Decimal(0)
        before = posted[shift.day]
        if before is None:
            return self.terms.called
        return self.terms.moved if (before.start, before.end) != (shift.type.start, shift.type.end) else Decimal(0)
