"""The account of a plan's cost as tables for programs: the same for CSV files, the workbook and JSON.

Money is kronor to the öre and adds up: every other sum is one of lines. Lengths are minutes, shares are parts of one,
moments are `YYYY-MM-DDTHH:MM`, local time. A name is left out, as in every file of a result.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from pydantic import Field

from scheduler.account import KINDS, Account, Beside, Line, Sort, Statement
from scheduler.case.case import Case
from scheduler.case.rows import Row
from scheduler.clock import Clock, Instant, Minutes
from scheduler.files.schema import table_of
from scheduler.ids import EmployeeId, ShiftCode
from scheduler.rates import FULL_TIMES
from scheduler.rates_in_force import Standing
from scheduler.text import Language

TOTAL: Final = "total"
FULL_TIME: Final = "full_time_minutes"


class LineRow(Row):
    """One payment: minutes / 60 × kronor_per_hour × share; on-costs are a share of what the lines before come to."""

    employee_id: EmployeeId
    kind: Literal["unsocial", "hourly", "extra", "overtime", "late_change", "on_cost"]
    unsocial_class: Literal["A, 22-06", "A", "B", "C", "D"] | None = Field(default=None, alias="class")
    day: date | None = Field(default=None, alias="date")  # the day the shift starts
    shift_code: ShiftCode | None = None
    begin: str | None = Field(default=None, alias="from")
    until: str | None = Field(default=None, alias="to")
    minutes: Decimal | None = None  # that are paid; a break inside is not
    kronor_per_hour: Decimal | None = None
    share: Decimal | None = None  # empty = all of it
    on_cost: Decimal  # what on-costs add, as a share; they stand in lines of their own
    kronor: Decimal
    text_sv: str
    text_en: str


class PersonRow(Row):
    """What one person comes to; columns of kronor add up to the total, save those about the base roster."""

    employee_id: EmployeeId
    due_minutes: Decimal | None = None  # empty = paid by the hour
    worked_minutes: Minutes
    extra_minutes: Decimal
    overtime_minutes: Decimal
    unsocial: Decimal
    hourly: Decimal
    extra: Decimal
    overtime: Decimal
    late_change: Decimal
    on_cost: Decimal
    total: Decimal
    compared_dates: int | None = None  # empty = no base roster
    unsocial_on_them: Decimal | None = None  # kronor before on-costs
    unsocial_in_base_roster: Decimal | None = None
    gain: Decimal | None = None
    why_sv: str | None = None
    why_en: str | None = None


class SumRow(Row):
    """What is paid for one kind of thing by everybody; the row `total` is the sum of those above it."""

    kind: str  # those of the lines, `total`, and below it rules that count money beside
    unsocial_class: Literal["A, 22-06", "A", "B", "C", "D"] | None = Field(default=None, alias="class")
    minutes: Decimal | None = None
    kronor: Decimal


class RateRow(Row):
    """An amount in force: from which date of the period, and on what ground."""

    parameter: str
    value: Decimal
    who: str | None = None
    from_date: date | None = Field(default=None, alias="from")
    since: date | None = None
    read: date | None = None
    means_sv: str
    means_en: str
    source_sv: str
    source_en: str


LINES: Final = table_of("cost_lines", LineRow)
PEOPLE: Final = table_of("cost_people", PersonRow)
SUMS: Final = table_of("cost_sums", SumRow)
RATES_USED: Final = table_of("cost_rates", RateRow)


def line_rows(case: Case, lines: Iterable[Line]) -> Iterator[LineRow]:
    """Lines as they come."""
    for line in lines:
        yield LineRow(
            employee_id=line.who,
            kind=line.sort.value,
            unsocial_class=line.kind.value if line.kind else None,
            day=case.clock.date(line.shift.day) if line.shift else None,
            shift_code=line.shift.code if line.shift else None,
            begin=_moment(case.clock, line.begin),
            until=_moment(case.clock, line.end),
            minutes=_minutes(line.minutes),
            kronor_per_hour=line.rate,
            share=line.share,
            on_cost=line.on_cost,
            kronor=_kronor(line.kronor),
            text_sv=line.said(Language.SWEDISH, case.clock),
            text_en=line.said(Language.ENGLISH, case.clock),
        )


def person_rows(account: Account) -> Iterator[PersonRow]:
    """One row per person, in the order of the case."""
    for statement in account.statements:
        yield person_row(statement)


def person_row(statement: Statement) -> PersonRow:
    """What one person comes to."""
    against = statement.against
    return PersonRow(
        employee_id=statement.who,
        due_minutes=_minutes(statement.due),
        worked_minutes=statement.worked,
        extra_minutes=_exact(statement.minutes(Sort.EXTRA)),
        overtime_minutes=_exact(statement.minutes(Sort.OVERTIME)),
        **{sort.value: _kronor(statement.kronor(sort)) for sort in Sort},
        total=_kronor(statement.kronor()),
        compared_dates=against.dates if against else None,
        unsocial_on_them=_kronor(against.now.total) if against else None,
        unsocial_in_base_roster=_kronor(against.base.total) if against else None,
        gain=_kronor(against.gain) if against else None,
        why_sv=against.why(Language.SWEDISH) if against else None,
        why_en=against.why(Language.ENGLISH) if against else None,
    )


def sum_rows(account: Account, beside: Sequence[Beside]) -> Iterator[SumRow]:
    """Each class of unsocial hours, each other kind, the total, and what is counted beside it."""
    for sort, kind in KINDS:
        yield SumRow(
            kind=sort.value,
            unsocial_class=kind.value if kind else None,
            minutes=None if sort is Sort.ON_COST else _exact(account.minutes(sort, kind)),
            kronor=_kronor(account.kronor(sort, kind)),
        )
    yield SumRow(kind=TOTAL, kronor=_kronor(account.total))
    for other in beside:
        yield SumRow(kind=other.rule, kronor=_kronor(other.kronor))


def rate_rows(case: Case, standings: Iterable[Standing]) -> Iterator[RateRow]:
    """The rates in force, and below them the measures of full time."""
    for one in standings:
        yield RateRow(
            parameter=one.rate.name,
            value=one.value,
            who=one.who,
            from_date=case.clock.date(one.day),
            since=one.since,
            read=one.read,
            means_sv=one.rate.means.sv,
            means_en=one.rate.means.en,
            source_sv=one.source(Language.SWEDISH),
            source_en=one.source(Language.ENGLISH),
        )
    for measure in FULL_TIMES:
        yield RateRow(
            parameter=FULL_TIME,
            value=Decimal(measure.minutes),
            since=measure.source.since,
            read=measure.source.read,
            means_sv=measure.whom.sv,
            means_en=measure.whom.en,
            source_sv=measure.source.named,
            source_en=measure.source.named,
        )


def _moment(clock: Clock, at: Instant | None) -> str | None:
    return None if at is None else f"{clock.moment(at):%Y-%m-%dT%H:%M}"


def _minutes(minutes: Fraction | None) -> Decimal | None:
    return None if minutes is None else _exact(minutes)


def _exact(minutes: Fraction) -> Decimal:
    """Minutes with the decimals they have, at most six."""
    return Decimal(f"{float(minutes):.6f}".rstrip("0").rstrip("."))


def _kronor(kronor: Decimal) -> Decimal:
    """Kronor with both their öre."""
    return kronor.quantize(Decimal("0.01"))
