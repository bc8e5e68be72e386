"""The rates in force: what a case is paid by, from which day on, on what ground, and when that was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scheduler.case.case import Case
from scheduler.case.rows import RuleRow
from scheduler.case.wages import Eve
from scheduler.level import concerning, owner_of
from scheduler.pay import days_of_change, decisions, number
from scheduler.rates import RATES, FullTime, Rate
from scheduler.text import Language, Text

FROM_CASE = Text(sv="underlaget, {level}", en="the case, {level}")
FROM_CASE_WHY = Text(sv="underlaget, {level}: {why}", en="the case, {level}: {why}")

FULL_TIME_FOR = Text(sv="Heltid: {whom}", en="Full time: {whom}")
BIG_EVE = Text(sv="Storhelg: {what}, från 18:00 dagen före", en="Big holiday: {what}, from 18:00 the day before")


@dataclass(frozen=True)
class Standing:
    """One amount as it stands for everybody or for some, from a day of the period on."""

    rate: Rate  # whose name, unit and meaning it has
    value: Decimal
    who: str | None  # an employee, group or unit; `None` is everybody
    day: int  # of the period, from which it stands
    row: RuleRow | None  # the case's own decision; `None` = the default

    @property
    def since(self) -> date | None:
        """Since when it holds, by whoever decided."""
        return self.row.since if self.row else self.rate.source.since

    @property
    def read(self) -> date | None:
        """When the default's source was read."""
        return None if self.row else self.rate.source.read

    def source(self, language: Language) -> str:
        """What it rests on."""
        if self.row is None:
            return self.rate.source.named
        words = FROM_CASE_WHY if self.row.why else FROM_CASE
        return words.in_(language, level=owner_of(self.row).words, why=self.row.why)


def rates_in_force(case: Case | None = None) -> tuple[Standing, ...]:
    """Every rate by name: the one of the first day, those that follow in the period, and what differs for some.

    Without a case every rate is the default. What an employee earns stands in the case's own table.
    """
    if case is None:
        return tuple(Standing(rate, rate.value, None, 0, None) for rate in RATES.values())
    some = dict.fromkeys(row.who for row in decisions(case) if row.who is not None)
    return tuple(
        standing for rate in RATES.values() for who in (None, *some) for standing in _standings(case, rate, who)
    )


def _standings(case: Case, rate: Rate, who: str | None) -> Iterator[Standing]:
    """What has been decided of one rate for just these, each time another decision begins to hold."""
    rows = [row for row in decisions(case) if row.parameter == rate.name and row.who == who]
    before: Standing | None = None
    for day in (0, *days_of_change(case)):
        held = concerning(rows, (who,), case.clock.date(day))
        if not held and who is not None:
            continue
        row = held[-1] if held else None
        now = Standing(rate, rate.value if row is None else number(row), who, day, row)
        if before is None or now.row is not before.row:
            yield now
        before = now


def said_full_time(measure: FullTime, language: Language) -> str:
    """A measure of full time in words."""
    return FULL_TIME_FOR.in_(language, whom=measure.whom)


def said_eve(eve: Eve, language: Language) -> str:
    """When a big holiday begins, in words."""
    return BIG_EVE.in_(language, what=eve.means)
