"""Pay: what a person's row costs, on-costs included, in whole parts of a krona.

Supplements for unsocial hours are everybody's; wages are counted for hourly staff, for minutes above what is due, and
for shifts that were called in or moved after the roster was posted. The terms are parameters of the rule `cost`: every
rule, key figure and screen that speaks of money shares them, and they may change on a date. A shift is paid by the
terms of the date it starts; minutes above what is due are settled on the period's last day. A part is a whole number
for each shift, and minutes above what is due are rounded once, always up, so that a solver's sum and a reader's are
the same number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.case.rows import RuleRow
from scheduler.case.shifts import Shift, ShiftType
from scheduler.case.wages import MONEY, Stretch, Unsocial, unsocial_stretches
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import concerning
from scheduler.plan import Plan
from scheduler.rates import RATES

COST = RuleId("cost")  # the rule whose parameters the terms are


@dataclass(frozen=True)
class Terms:
    """The numbers of pay. Supplements are kronor an hour; the others are shares of the wage."""

    on_cost: Decimal = RATES["on_cost"].value
    big_holiday: Decimal = RATES["big_holiday"].value
    big_holiday_night: Decimal = RATES["big_holiday_night"].value
    weekend: Decimal = RATES["weekend"].value
    night: Decimal = RATES["night"].value
    evening: Decimal = RATES["evening"].value
    extra: Decimal = RATES["extra"].value  # minutes above what is due, up to full time
    overtime: Decimal = RATES["overtime"].value  # minutes above full time
    moved: Decimal = RATES["moved"].value  # a posted shift gets other times
    called: Decimal = RATES["called"].value  # a posted free day becomes worked
    notice: int = int(RATES["notice"].value)  # days ahead within which a change of the posted roster is paid for

    @classmethod
    def of(cls, case: Case, day: int = 0, employee: Employee | None = None) -> Terms:
        """The terms that a case gives everybody, or one employee, on a day of the period."""
        names = employee.names if employee else (None,)
        key = ("terms of pay", day, names)
        known: Terms | None = case.memory.get(key)
        if known is None:
            held = concerning(decisions(case), names, case.clock.date(day))
            known = case.memory[key] = cls().given(**{row.parameter: number(row) for row in held})
        return known

    def given(self, **numbers: Decimal) -> Terms:
        """The same terms, some of the numbers replaced; names that are none of theirs are left alone."""
        ours = {field.name: numbers[field.name] for field in fields(self) if field.name in numbers}
        whole = {"notice": int(ours.pop("notice"))} if "notice" in ours else {}
        return replace(self, **ours, **whole)  # type: ignore[arg-type]

    def changed(self, since: Terms) -> dict[str, Decimal]:
        """The numbers that are not those of other terms."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: number for name, number in mine.items() if number != getattr(since, name)}

    @cached_property
    def factor(self) -> Fraction:
        """Parts to a krona of pay, on-costs included."""
        return MONEY * (1 + Fraction(self.on_cost))

    def supplement(self, kind: Unsocial) -> Decimal:
        """Kronor an hour."""
        return {
            Unsocial.BIG_HOLIDAY_NIGHT: self.big_holiday_night,
            Unsocial.BIG_HOLIDAY: self.big_holiday,
            Unsocial.WEEKEND: self.weekend,
            Unsocial.NIGHT: self.night,
            Unsocial.EVENING: self.evening,
        }[kind]


def decisions(case: Case) -> list[RuleRow]:
    """What a case says of the terms of pay."""
    known: list[RuleRow] | None = case.memory.get("decisions on pay")
    if known is None:
        known = case.memory["decisions on pay"] = [row for row in case.tables.rules if row.rule_id == COST]
    return known


def number(row: RuleRow) -> Decimal:
    """The number that a row of the rules table gives."""
    return Decimal(row.value.strip().replace(",", "."))


def days_of_change(case: Case) -> tuple[int, ...]:
    """The days of the period, the first one apart, from which something the case says of pay begins to hold."""
    days = {case.clock.day(row.since) for row in decisions(case) if row.since}
    return tuple(sorted(days & set(case.days[1:])))


class Tariff:
    """The terms that somebody is paid by, date by date."""

    def __init__(self, steps: tuple[tuple[int, Terms], ...]) -> None:
        self.steps = steps  # each from its day on; the first also before

    def at(self, day: int) -> Terms:
        """The terms of a day."""
        return next((terms for since, terms in reversed(self.steps) if since <= day), self.steps[0][1])


class Late(NamedTuple):
    """A change of the posted roster that is paid for because the person is told late."""

    before: ShiftType | None  # `None`: the day was posted as free
    share: Decimal  # of the wage of the shift's hours


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


class Tier(NamedTuple):
    """Minutes of a person's period beyond a limit, and what they are paid: so many times the wage."""

    above: Fraction  # minutes
    share: Decimal

    def minutes(self, paid: int, until: Tier | None) -> Fraction:
        """How many of the paid minutes lie here, the next tier beginning where this one ends."""
        end = Fraction(paid) if until is None else min(Fraction(paid), until.above)
        return max(Fraction(), end - self.above)


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

    def __init__(self, case: Case, first: Terms | None) -> None:
        self.case = case
        self._first = first
        self._tariffs: dict[EmployeeId, Tariff] = {}
        self._alike: dict[tuple[tuple[int, Terms], ...], Tariff] = {}
        self._unsocial: dict[tuple[Tariff, Shift, Instant | None], int] = {}
        self._wages: dict[tuple[Tariff, Shift, Decimal], int] = {}
        self._changes: dict[EmployeeId, dict[Shift, int]] = {}
        self._overtime: dict[EmployeeId, Overtime] = {}

    @classmethod
    def of(cls, case: Case, first: Terms | None = None) -> Payroll:
        """The payroll of a case; made once. `first`: the terms of its first day, if they are not the case's own."""
        known: Payroll | None = case.memory.get(("payroll", first))
        if known is None:
            known = case.memory["payroll", first] = cls(case, first)
        return known

    def tariff(self, who: EmployeeId) -> Tariff:
        """The terms that a person is paid by."""
        known = self._tariffs.get(who)
        if known is None:
            steps = tuple(self._steps(self.case.everyone[who]))
            known = self._tariffs[who] = self._alike.setdefault(steps, Tariff(steps))
        return known

    def _steps(self, employee: Employee) -> Iterator[tuple[int, Terms]]:
        before = Terms.of(self.case, 0, employee)
        terms = self._first or before
        yield 0, terms
        for day in days_of_change(self.case):
            after = Terms.of(self.case, day, employee)
            changed = after.changed(since=before)
            if changed:
                terms, before = terms.given(**changed), after
                yield day, terms

    # -- shift by shift -------------------------------------------------------------------------------

    def shift(self, who: EmployeeId, shift: Shift, pause: Instant | None) -> int:
        """What a shift costs when this person works it, minutes above what is due apart."""
        cost = self.unsocial(who, shift, pause) + self.change(who, shift)
        return cost + self.wages(who, shift) if self.case.everyone[who].hourly else cost

    def unsocial(self, who: EmployeeId, shift: Shift, pause: Instant | None) -> int:
        """The supplements of a shift with its break at that place, or (`None`) in the middle."""
        tariff = self.tariff(who)
        known = self._unsocial.get((tariff, shift, pause))
        if known is None:
            kronor = sum(amount for _, _, amount in self.supplements(who, shift, pause))
            known = self._unsocial[tariff, shift, pause] = round(kronor * tariff.at(shift.day).factor)
        return known

    def supplements(
        self, who: EmployeeId, shift: Shift, pause: Instant | None
    ) -> Iterator[tuple[Stretch, Decimal, Fraction]]:
        """The stretches of a shift that earn, each with kronor an hour and kronor, before on-costs."""
        terms = self.tariff(who).at(shift.day)
        for stretch in unsocial_stretches(self.case.clock, shift, pause):
            rate = terms.supplement(stretch.kind)
            yield stretch, rate, Fraction(rate) * stretch.minutes / 60

    def wages(self, who: EmployeeId, shift: Shift) -> int:
        """The wage of a shift for somebody paid by the hour."""
        tariff, wage = self.tariff(who), self.case.everyone[who].wage
        known = self._wages.get((tariff, shift, wage))
        if known is None:
            known = round(self.worth(who, shift) * tariff.at(shift.day).factor)
            self._wages[tariff, shift, wage] = known
        return known

    def worth(self, who: EmployeeId, shift: Shift) -> Fraction:
        """The wage of a shift's paid minutes: kronor before on-costs."""
        return wage_of(self.case.everyone[who], shift.paid)

    def change(self, who: EmployeeId, shift: Shift) -> int:
        """What is paid because the shift differs from the roster as posted and the person is told late."""
        if who not in self.case.posted:
            return 0
        known = self._changes.setdefault(who, {})
        if shift not in known:
            late = self.late(who, shift)
            kronor = self.worth(who, shift) * Fraction(late.share) if late else 0
            known[shift] = round(kronor * self.tariff(who).at(shift.day).factor)
        return known[shift]

    def late(self, who: EmployeeId, shift: Shift) -> Late | None:
        """How a shift differs from the roster as posted, if that is paid for."""
        frozen = self.case.tables.period[0].frozen_until
        posted = self.case.posted.get(who, {})
        if frozen is None or shift.day not in posted:
            return None
        terms = self.tariff(who).at(shift.day)
        told = self.case.clock.day(frozen)
        if not told <= shift.day < told + terms.notice:
            return None
        before = posted[shift.day]
        if before is None:
            return Late(before, terms.called)
        if (before.start, before.end) == (shift.type.start, shift.type.end):
            return None
        return Late(before, terms.moved)

    # -- person by person -----------------------------------------------------------------------------

    def tiers(self, who: EmployeeId) -> tuple[Tier, ...]:
        """From where a person's minutes are paid on top, the lowest first; nobody's who is paid by the hour."""
        employee, terms = self.case.everyone[who], self.settled(who)
        if employee.hourly:
            return ()
        due = Fraction(employee.agreed_due)
        full = max(due, Fraction(employee.full_time * self.case.weeks))
        return Tier(due, terms.extra), Tier(full, max(terms.extra, terms.overtime))  # never less for the later minute

    def settled(self, who: EmployeeId) -> Terms:
        """The terms by which a person's minutes above what is due are paid: those of the last day."""
        return self.tariff(who).at(self.case.days[-1])

    def overtime(self, who: EmployeeId) -> Overtime:
        """What every minute of the person's above what is due, and above full time, costs."""
        known = self._overtime.get(who)
        if known is None:
            known = self._overtime[who] = self._in_whole_numbers(who)
        return known

    def row(self, plan: Plan, who: EmployeeId) -> Pay:
        """What a person's row in a plan costs."""
        employee = self.case.everyone[who]
        unsocial = wages = changes = paid = 0
        for duty in plan.duties.get(who, ()):
            shift = duty.shift
            unsocial += self.unsocial(who, shift, duty.pause)
            changes += self.change(who, shift)
            paid += shift.paid
            if employee.hourly:
                wages += self.wages(who, shift)
        return Pay(unsocial, wages, changes, self.overtime(who).cost(paid))

    def minute(self, who: EmployeeId) -> Fraction:
        """Kronor for a minute of the person's time, on-costs of the first day included."""
        return wage_of(self.case.everyone[who], 1) * self.tariff(who).at(0).factor / MONEY

    def _in_whole_numbers(self, who: EmployeeId) -> Overtime:
        """The tiers in whole numbers: what each costs beyond the one below it."""
        tiers = self.tiers(who)
        minute = wage_of(self.case.everyone[who], 1) * self.settled(who).factor
        costs = [minute * Fraction(tier.share) for tier in tiers]
        pieces = lcm(*(tier.above.denominator for tier in tiers))
        shares = lcm(*(cost.denominator for cost in costs))
        beyond = [cost - below for cost, below in zip(costs, [Fraction(), *costs], strict=False)]
        steps = ((int(tier.above * pieces), int(cost * shares)) for tier, cost in zip(tiers, beyond, strict=True))
        return Overtime(pieces, tuple(steps), pieces * shares)


def wage_of(employee: Employee, minutes: Fraction | int) -> Fraction:
    """The wage of so many minutes: kronor before on-costs."""
    return Fraction(employee.wage) / 60 * minutes
