"""The account: every krona of a plan's cost explained, line by line, and in supplements against the base roster.

The lines are what the payroll counts. Each is rounded to the öre on its own, before on-costs; on-costs stand in lines
of their own and take up what rounding leaves, so that everything shown is a sum of lines. A person's sum is hers in the
payroll; persons are rounded one after the other, in the order of their ids, so that they add up to the total and each
is just what the breaches of the rule `cost` say of her.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Final

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import Kind
from scheduler.case.shifts import Shift
from scheduler.case.wages import MONEY, Unsocial
from scheduler.clock import Clock, Instant, Minutes
from scheduler.ids import EmployeeId, RuleId
from scheduler.pay import COST, Late, Payroll, wage_of
from scheduler.plan import Plan
from scheduler.text import Language, Text

TITLE = Text(sv="Vad schemat kostar: {case}, {first} – {last}", en="What the roster costs: {case}, {first} – {last}")
BESIDE = Text(sv="{title} (ingår inte i summan)", en="{title} (no part of the total)")
UNSOCIAL_LINE = Text(
    sv="{day:day} {code}: {kind} {begin:time}–{end:time}, {minutes:span} à {rate:money} kr",
    en="{day:day} {code}: {kind} {begin:time}–{end:time}, {minutes:span} at {rate:money} kr",
)
WITH_BREAK = Text(
    sv="{day:day} {code}: {kind} {begin:time}–{end:time} utan rasten, {minutes:span} à {rate:money} kr",
    en="{day:day} {code}: {kind} {begin:time}–{end:time} without the break, {minutes:span} at {rate:money} kr",
)
HOURLY_LINE = Text(
    sv="{day:day} {code}: {minutes:span} timlön à {rate:money} kr",
    en="{day:day} {code}: {minutes:span} of hourly wage at {rate:money} kr",
)
LATE_LINE = Text(
    sv="{day:day} {code}: anslaget som {before}, ändrat sent; {share:percent} av {minutes:span} à {rate:money} kr",
    en="{day:day} {code}: posted as {before}, changed late; {share:percent} of {minutes:span} at {rate:money} kr",
)
EXTRA_LINE = Text(
    sv="{minutes:span} över det som ska arbetas, upp till heltid: {share:percent} av {rate:money} kr i timmen",
    en="{minutes:span} above what is due, up to full time: {share:percent} of {rate:money} kr an hour",
)
OVERTIME_LINE = Text(
    sv="{minutes:span} över heltid: {share:percent} av {rate:money} kr i timmen",
    en="{minutes:span} above full time: {share:percent} of {rate:money} kr an hour",
)
ON_COST_LINE = Text(
    sv="{share:percent} på {base:money} kr, avrundningen av raderna ovan inräknad",
    en="{share:percent} on {base:money} kr, the rounding of the lines above included",
)
FREE = Text(sv="ledig", en="free")
MORE_TIMES = Text(sv="{what}: {count} fler", en="{what}: {count} more")
FEWER_TIMES = Text(sv="{what}: {count} färre", en="{what}: {count} fewer")
MORE_TIME = Text(
    sv="{minutes:span} mer {what} (+{kronor:money} kr)", en="{minutes:span} more of {what} (+{kronor:money} kr)"
)
LESS_TIME = Text(
    sv="{minutes:span} mindre {what} (−{kronor:money} kr)", en="{minutes:span} less of {what} (−{kronor:money} kr)"
)
ALIKE = Text(sv="lika mycket obekväm tid", en="the same unsocial hours")
EVENINGS = Text(sv="kvällspass", en="evening shifts")
NIGHTS = Text(sv="nattpass", en="night shifts")
WEEKENDS = Text(sv="helger", en="weekends")


class Sort(StrEnum):
    """What money is paid for."""

    UNSOCIAL = "unsocial"
    HOURLY = "hourly"
    EXTRA = "extra"
    OVERTIME = "overtime"
    LATE = "late_change"
    ON_COST = "on_cost"

    @property
    def means(self) -> Text:
        """What people call it."""
        return _SORTS[self]


_SORTS: Final = {
    Sort.UNSOCIAL: Text(sv="OB-tillägg", en="Unsocial hours"),
    Sort.HOURLY: Text(sv="Timlöner", en="Hourly wages"),
    Sort.EXTRA: Text(sv="Fyllnadstid, upp till heltid", en="Extra time, up to full time"),
    Sort.OVERTIME: Text(sv="Övertid, över heltid", en="Overtime, above full time"),
    Sort.LATE: Text(sv="Sena ändringar", en="Late changes"),
    Sort.ON_COST: Text(sv="Sociala avgifter", en="On-costs"),
}
CLASS = Text(sv="OB {letter}: {what}", en="Unsocial hours {letter}: {what}")
KINDS: Final[tuple[tuple[Sort, Unsocial | None], ...]] = (
    *((Sort.UNSOCIAL, kind) for kind in Unsocial),
    *((sort, None) for sort in Sort if sort is not Sort.UNSOCIAL),
)
"""Everything that money is paid for, in the order in which it is told: unsocial hours class by class."""


def said_kind(sort: Sort, kind: Unsocial | None, language: Language) -> str:
    """What people call one of the kinds."""
    if kind is None:
        return sort.means.in_(language)
    return CLASS.in_(language, letter=kind.value[0], what=kind.means)


_SAYINGS: Final = {
    Sort.UNSOCIAL: UNSOCIAL_LINE,
    Sort.HOURLY: HOURLY_LINE,
    Sort.EXTRA: EXTRA_LINE,
    Sort.OVERTIME: OVERTIME_LINE,
    Sort.LATE: LATE_LINE,
    Sort.ON_COST: ON_COST_LINE,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One payment: so many minutes at so many kronor an hour, or a share of that; on-costs are a share of `base`."""

    who: EmployeeId
    sort: Sort
    kronor: Decimal  # to the öre; on-costs apart
    on_cost: Decimal  # the share that on-costs add to it
    minutes: Fraction | None = None
    rate: Decimal | None = None  # kronor an hour
    share: Decimal | None = None  # of the wage, or of the base
    base: Decimal | None = None
    shift: Shift | None = None
    begin: Instant | None = None
    end: Instant | None = None
    kind: Unsocial | None = None
    late: Late | None = None

    def said(self, language: Language, clock: Clock) -> str:
        """The line in words, all but its sum."""
        before = (self.late.before.code if self.late.before else FREE) if self.late else None
        words = WITH_BREAK if self._holds_break else _SAYINGS[self.sort]
        return words.in_(
            language,
            clock,
            day=self.shift.day if self.shift else None,
            code=self.shift.code if self.shift else None,
            kind=self.kind.means if self.kind else None,
            begin=self.begin,
            end=self.end,
            minutes=round(self.minutes or 0),
            rate=self.rate,
            share=self.share,
            base=self.base,
            before=before,
        )

    @property
    def _holds_break(self) -> bool:
        """Whether some of the stretch is a break, which earns nothing."""
        if self.sort is not Sort.UNSOCIAL or self.begin is None or self.end is None:
            return False
        return self.minutes != self.end - self.begin


@dataclass(frozen=True)
class Earned:
    """The supplements of some shifts, before on-costs: kronor to whoever works them."""

    minutes: Mapping[Unsocial, Fraction]
    kronor: Mapping[Unsocial, Decimal]
    evenings: int
    nights: int
    weekends: int

    @property
    def total(self) -> Decimal:
        """All of it."""
        return sum(self.kronor.values(), Decimal(0))


@dataclass(frozen=True)
class Against:
    """A person's supplements beside those of her base roster, on the dates that both speak of."""

    dates: int
    now: Earned
    base: Earned

    @property
    def gain(self) -> Decimal:
        """Kronor to her that the roster gives more than the base roster; negative when less."""
        return self.now.total - self.base.total

    @property
    def differs(self) -> bool:
        """Whether hours or shifts differ in any way that supplements know."""
        return self.now != self.base

    def why(self, language: Language) -> str:
        """What has made the difference."""
        counts = (
            (EVENINGS, self.now.evenings - self.base.evenings),
            (NIGHTS, self.now.nights - self.base.nights),
            (WEEKENDS, self.now.weekends - self.base.weekends),
        )
        said = [
            (MORE_TIMES if count > 0 else FEWER_TIMES).in_(language, what=what, count=abs(count))
            for what, count in counts
            if count
        ]
        for kind in Unsocial:
            minutes = self.now.minutes.get(kind, Fraction()) - self.base.minutes.get(kind, Fraction())
            kronor = self.now.kronor.get(kind, Decimal(0)) - self.base.kronor.get(kind, Decimal(0))
            if minutes:
                words = MORE_TIME if minutes > 0 else LESS_TIME
                said.append(words.in_(language, minutes=round(abs(minutes)), what=kind.means, kronor=abs(kronor)))
        return ", ".join(said) or ALIKE.in_(language)


@dataclass(frozen=True)
class Statement:
    """One person's part of the account."""

    who: EmployeeId
    due: Fraction | None  # minutes: contract less balance; `None` for whoever is paid by the hour
    worked: Minutes
    lines: tuple[Line, ...]
    against: Against | None  # `None` without a base roster

    def kronor(self, *sorts: Sort) -> Decimal:
        """What the lines of these sorts, or of all, come to."""
        return _sum(line for line in self.lines if line.sort in (sorts or Sort))

    def minutes(self, sort: Sort) -> Fraction:
        """The minutes of the lines of a sort."""
        return sum((line.minutes or Fraction() for line in self.lines if line.sort is sort), Fraction())


@dataclass(frozen=True)
class Account:
    """What a plan costs and why, person by person in the order of the case."""

    case: Case
    statements: tuple[Statement, ...]

    def title(self, language: Language) -> str:
        """What the account is about."""
        clock, days = self.case.clock, self.case.days
        return TITLE.in_(language, case=self.case.id, first=clock.date(days[0]), last=clock.date(days[-1]))

    def only(self, who: EmployeeId) -> Account:
        """Just one person's part of it."""
        return Account(self.case, tuple(one for one in self.statements if one.who == who))

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of everybody's."""
        return (line for statement in self.statements for line in statement.lines)

    @property
    def total(self) -> Decimal:
        """Kronor, to the öre."""
        return _sum(self.lines)

    def kronor(self, sort: Sort, kind: Unsocial | None = None) -> Decimal:
        """What the lines of a sort, or of one class of unsocial hours, come to."""
        return _sum(line for line in self.lines if line.sort is sort and kind in (None, line.kind))

    def minutes(self, sort: Sort, kind: Unsocial | None = None) -> Fraction:
        """The minutes of those lines."""
        found = (line.minutes for line in self.lines if line.sort is sort and kind in (None, line.kind))
        return sum((minutes for minutes in found if minutes is not None), Fraction())


def account(plan: Plan) -> Account:
    """Explain what a plan costs under the terms of its case."""
    case, payroll = plan.case, Payroll.of(plan.case)
    sums: dict[EmployeeId, Decimal] = {}
    parts = 0
    for who in sorted(case.everyone):
        before = ore(Fraction(parts, MONEY))
        parts += payroll.row(plan, who).total
        sums[who] = ore(Fraction(parts, MONEY)) - before
    return Account(case, tuple(_statement(payroll, plan, who, sums[who]) for who in case.everyone))


def ore(kronor: Fraction) -> Decimal:
    """Money to the öre, halves up."""
    return Decimal(floor(kronor * 100 + Fraction(1, 2))) / 100


def _sum(lines: Iterable[Line]) -> Decimal:
    return sum((line.kronor for line in lines), Decimal(0))


def _statement(payroll: Payroll, plan: Plan, who: EmployeeId, total: Decimal) -> Statement:
    tiers = payroll.tiers(who)
    duties = sorted(plan.duties.get(who, ()), key=lambda duty: duty.shift.start)
    worked = Minutes(sum(duty.shift.paid for duty in duties))
    lines = [line for duty in duties for line in _shift_lines(payroll, who, duty.shift, duty.pause)]
    lines += _lines_above_due(payroll, who, worked)
    return Statement(
        who=who,
        due=tiers[0].above if tiers else None,
        worked=worked,
        lines=(*lines, *_on_costs(who, lines, total)),
        against=_against(payroll, plan, who),
    )


def _shift_lines(payroll: Payroll, who: EmployeeId, shift: Shift, pause: Instant | None) -> Iterator[Line]:
    """What a shift earns by itself."""
    yield from _supplements(payroll, who, shift, pause)
    employee, on_cost = payroll.case.everyone[who], payroll.tariff(who).at(shift.day).on_cost
    worth, minutes = payroll.worth(who, shift), Fraction(shift.paid)
    if employee.hourly:
        yield Line(
            who=who,
            sort=Sort.HOURLY,
            kronor=ore(worth),
            on_cost=on_cost,
            minutes=minutes,
            rate=employee.wage,
            shift=shift,
            begin=shift.start,
            end=shift.end,
        )
    late = payroll.late(who, shift)
    if late:
        yield Line(
            who=who,
            sort=Sort.LATE,
            kronor=ore(worth * Fraction(late.share)),
            on_cost=on_cost,
            minutes=minutes,
            rate=employee.wage,
            share=late.share,
            shift=shift,
            begin=shift.start,
            end=shift.end,
            late=late,
        )


def _supplements(payroll: Payroll, who: EmployeeId, shift: Shift, pause: Instant | None) -> Iterator[Line]:
    on_cost = payroll.tariff(who).at(shift.day).on_cost
    for stretch, rate, kronor in payroll.supplements(who, shift, pause):
        if stretch.minutes:
            yield Line(
                who=who,
                sort=Sort.UNSOCIAL,
                kronor=ore(kronor),
                on_cost=on_cost,
                minutes=stretch.minutes,
                rate=rate,
                shift=shift,
                begin=stretch.begin,
                end=stretch.end,
                kind=stretch.kind,
            )


def _lines_above_due(payroll: Payroll, who: EmployeeId, worked: Minutes) -> Iterator[Line]:
    """Minutes above what is due, and those above full time."""
    employee, tiers = payroll.case.everyone[who], payroll.tiers(who)
    for sort, tier, further in zip((Sort.EXTRA, Sort.OVERTIME), tiers, (*tiers[1:], None), strict=False):
        minutes = tier.minutes(worked, until=further)
        if minutes:
            yield Line(
                who=who,
                sort=sort,
                kronor=ore(wage_of(employee, minutes) * Fraction(tier.share)),
                on_cost=payroll.settled(who).on_cost,
                minutes=minutes,
                rate=employee.wage,
                share=tier.share,
            )


def _on_costs(who: EmployeeId, lines: Iterable[Line], total: Decimal) -> Iterator[Line]:
    """On-costs, a line to each share in force; the last one is what the person's sum leaves."""
    bases: dict[Decimal, Decimal] = {}
    for line in lines:
        bases[line.on_cost] = bases.get(line.on_cost, Decimal(0)) + line.kronor
    left = total - sum(bases.values(), Decimal(0))
    for number, (share, base) in enumerate(bases.items(), 1):
        kronor = left if number == len(bases) else ore(Fraction(base) * Fraction(share))
        left -= kronor
        if share or kronor:
            yield Line(who=who, sort=Sort.ON_COST, kronor=kronor, on_cost=share, share=share, base=base)


def _against(payroll: Payroll, plan: Plan, who: EmployeeId) -> Against | None:
    """Dates of absence count as free on both sides, and dates that the base roster does not speak of are left out."""
    case = payroll.case
    absent = case.everyone[who].absent
    cells = {day: kind for day, kind in case.base_roster.get(who, {}).items() if day in case.days}
    if not cells:
        return None
    cells = {day: kind for day, kind in cells.items() if day not in absent}
    duties = [duty for duty in plan.duties.get(who, ()) if duty.shift.day in cells]
    base = [(case.shift(day, kind.code), None) for day, kind in cells.items() if kind]
    now = _earned(payroll, who, [(duty.shift, duty.pause) for duty in duties])
    return Against(len(cells), now, _earned(payroll, who, base))


def _earned(payroll: Payroll, who: EmployeeId, shifts: Iterable[tuple[Shift, Instant | None]]) -> Earned:
    worked = list(shifts)
    minutes: dict[Unsocial, Fraction] = {}
    kronor: dict[Unsocial, Decimal] = {}
    for shift, pause in worked:
        for line in _supplements(payroll, who, shift, pause):
            if line.kind and line.minutes:
                minutes[line.kind] = minutes.get(line.kind, Fraction()) + line.minutes
                kronor[line.kind] = kronor.get(line.kind, Decimal(0)) + line.kronor
    return Earned(
        minutes,
        kronor,
        evenings=sum(shift.kind is Kind.EVENING for shift, _ in worked),
        nights=sum(shift.is_night for shift, _ in worked),
        weekends=len({shift.weekend for shift, _ in worked if shift.weekend is not None}),
    )


@dataclass(frozen=True)
class Beside:
    """Money that another rule counts, such as travel; it is no part of the account's total."""

    rule: RuleId
    title: Text
    kronor: Decimal

    def said(self, language: Language) -> str:
        """What it is called where it stands below the total."""
        return BESIDE.in_(language, title=self.title)


def beside(book: Book, plan: Plan, who: EmployeeId | None = None) -> tuple[Beside, ...]:
    """What the other rules whose amounts are money paid say of a plan, or of one person; those that owe something."""
    owed: dict[RuleId, float] = {}
    for entry in book.entries:
        if entry.rule.is_cost and entry.rule.id != COST:
            found = entry.rule.check(entry.view(book.case), plan)
            kronor = sum(breach.kronor for breach in found if who in (None, breach.who))
            owed[entry.rule.id] = owed.get(entry.rule.id, 0.0) + kronor
    return tuple(Beside(rule, book.rule(rule).title, ore(Fraction(kronor))) for rule, kronor in owed.items() if kronor)
