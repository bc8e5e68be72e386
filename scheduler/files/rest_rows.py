"""The report of rest and the strain of each row, as tables for programs: the same for CSV files and JSON.

Moments are `YYYY-MM-DDTHH:MM`, local time; lengths are whole minutes. A name is left out, as in every file of a
result; the reason of an absence is never told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from pydantic import Field

from scheduler.case.rows import Row
from scheduler.clock import Instant, Minutes
from scheduler.figures import Strain
from scheduler.files.schema import table_of
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.rest_report import RestReport
from scheduler.strain_words import said_strain
from scheduler.text import Language
from scheduler.windows import Rest, Window


class RestRow(Row):
    """One window in which a rule demands rest."""

    rule_id: RuleId
    employee_id: EmployeeId
    window: Literal["between shifts", "24 hours", "7 days"]
    begin: str = Field(alias="from")
    until: str = Field(alias="to")
    rest_from: str
    rest_to: str
    rest_minutes: Minutes
    required_minutes: Minutes
    free_from: str | None = None  # the free time that the rest lies in; empty = nothing known is worked before
    free_to: str | None = None
    free_minutes: Minutes | None = None
    free_required_minutes: Minutes | None = None
    outcome: Literal["kept", "broken", "waived", "before"]
    missing_minutes: Minutes
    exception: str | None = None  # numbers of her own, such as `joined=36`
    waived_by: str | None = None
    waived_on: date | None = None
    waived_why: str | None = None


class StrainRow(Row):
    """What the roster asks of one employee."""

    employee_id: EmployeeId
    evening_to_morning: int
    longest_run: int
    longest_nights: int
    single_free_days: int
    weekends: int
    nights: int
    shifts: int
    shifts_as_full_time: Decimal | None = None
    text_sv: str
    text_en: str


REST: Final = table_of("rest", RestRow)
STRAIN: Final = table_of("strain", StrainRow)


def rest_rows(report: RestReport) -> Iterator[RestRow]:
    """Every window of a report, in its order."""
    for window in report.windows:
        yield _rest_row(report, window)


def _rest_row(report: RestReport, window: Window) -> RestRow:
    case = report.plan.case
    waiver = window.breach.waiver if window.breach else None
    whole = window.whole or Rest(None, None, None)
    own = report.own_terms_of.get((window.rule, window.who), ())

    def moment(instant: Instant | None) -> str | None:
        return None if instant is None else f"{case.clock.moment(instant):%Y-%m-%dT%H:%M}"

    return RestRow.model_validate(
        {
            "rule_id": window.rule,
            "employee_id": window.who,
            "window": window.stretch.value,
            "from": moment(window.begin),
            "to": moment(window.end),
            "rest_from": moment(window.rest.begin),
            "rest_to": moment(window.rest.end),
            "rest_minutes": window.rest.minutes,
            "required_minutes": window.required,
            "free_from": moment(whole.begin),
            "free_to": moment(whole.end),
            "free_minutes": whole.minutes,
            "free_required_minutes": window.whole_required,
            "outcome": window.outcome.value,
            "missing_minutes": window.missing,
            "exception": ", ".join(f"{one.parameter.name}={one.parameter.shown(one.value)}" for one in own) or None,
            "waived_by": waiver.by if waiver else None,
            "waived_on": waiver.decided if waiver else None,
            "waived_why": waiver.why if waiver else None,
        }
    )


def strain_rows(plan: Plan, strain: Mapping[EmployeeId, Strain]) -> Iterator[StrainRow]:
    """Everybody's strain, in the order of the mapping."""
    for who, one in strain.items():
        share = one.shifts_as_full_time
        yield StrainRow(
            employee_id=who,
            evening_to_morning=one.evening_to_morning,
            longest_run=one.longest_run,
            longest_nights=one.longest_nights,
            single_free_days=one.single_free_days,
            weekends=one.weekends,
            nights=one.nights,
            shifts=one.shifts,
            shifts_as_full_time=None if share is None else Decimal(f"{share:.2f}"),
            text_sv=said_strain(one, plan.case.weeks, Language.SWEDISH),
            text_en=said_strain(one, plan.case.weeks, Language.ENGLISH),
        )
