"""Money: red days, unsocial-hours supplements and what a shift costs, exact to the öre.

The supplement table holds the 2023 figures of RULES for Allmänna bestämmelser as SKR and Kommunal tell
them (O-tillägg A to D), read in 2026; a unit enters its own where they differ.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache

from dateutil.easter import easter

from scheduler.case.shifts import Shift
from scheduler.clock import DAY, Clock, Instant, Minutes, hours

ON_COST = Decimal("0.4453")  # employer's on-costs, municipal sector, 2023
MONEY = 10_000  # money is counted in whole parts of this many to the krona


class Unsocial(StrEnum):
    """The four classes of unsocial hours; an earlier one goes before a later one."""

    BIG_HOLIDAY = "A"
    WEEKEND = "B"
    NIGHT = "C"
    EVENING = "D"


RATES = {
    Unsocial.BIG_HOLIDAY: Decimal("118.80"),
    Unsocial.WEEKEND: Decimal("59.40"),
    Unsocial.NIGHT: Decimal("50"),
    Unsocial.EVENING: Decimal("24"),
}
BIG_HOLIDAY_NIGHT = Decimal("142.60")  # 22-06 inside a big holiday
EDGES = (0, hours(6), hours(7), hours(18), hours(19), hours(22))  # where a class can begin or end


@cache
def red_days(first: date, last: date) -> frozenset[date]:
    """Public holidays (lag 1989:253) that are not plain Sundays, by the `holidays` package."""
    from holidays.countries import Sweden

    calendar = Sweden(years=range(first.year, last.year + 1), include_sundays=False)
    return frozenset(on for on in calendar if first <= on <= last)


@cache
def big_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """The big-holiday windows that begin in a year: from 18:00 the day before the first to 07:00 on the second.

    Easter, Midsummer, Christmas and New Year, ending on the first weekday after the holiday.
    """
    good_friday = easter(year) - timedelta(days=2)
    midsummer_eve = next(
        on for on in (date(year, 6, 19) + timedelta(days=n) for n in range(7)) if on.weekday() == 4
    )
    eves = (good_friday, midsummer_eve, date(year, 12, 24), date(year, 12, 31))
    return tuple((eve - timedelta(days=1), _weekday_after(eve)) for eve in eves)


def _weekday_after(eve: date) -> date:
    red = red_days(eve, eve + timedelta(days=14))
    day = eve + timedelta(days=1)
    while day.weekday() >= 5 or day in red:
        day += timedelta(days=1)
    return day


def unsocial_minutes(clock: Clock, shift: Shift, pause: Instant | None) -> dict[Decimal, int]:
    """Paid minutes of a shift at each supplement rate in kronor an hour; the break earns nothing."""
    found: dict[Decimal, int] = {}
    at = shift.middle_pause() if pause is None else pause
    for begin, end in shift.segments:
        for first, last in _without(begin, end, at, at + shift.type.pause):
            for rate, minutes in _pieces(clock, first, last):
                found[rate] = found.get(rate, 0) + minutes
    return found


def _without(begin: int, end: int, cut_begin: int, cut_end: int) -> Iterator[tuple[int, int]]:
    if cut_begin >= end or cut_end <= begin:
        yield begin, end
        return
    if begin < cut_begin:
        yield begin, cut_begin
    if cut_end < end:
        yield cut_end, end


def _pieces(clock: Clock, begin: int, end: int) -> Iterator[tuple[Decimal, int]]:
    at = begin
    while at < end:
        day, minute = clock.wall(Instant(at))
        edge = next((edge for edge in EDGES if edge > minute), DAY)
        until = min(end, max(at + 1, clock.at(day, edge)))
        rate = _rate(clock.date(day), minute)
        if rate:
            yield rate, until - at
        at = until


@cache
def _rate(on: date, minute: Minutes) -> Decimal | None:
    for year in (on.year - 1, on.year):
        for first, last in big_holidays(year):
            if (first, hours(18)) <= (on, minute) < (last, hours(7)):
                night = minute >= hours(22) or minute < hours(6)
                return BIG_HOLIDAY_NIGHT if night else RATES[Unsocial.BIG_HOLIDAY]
    weekday = on.weekday()
    if on in red_days(on, on) or weekday >= 5:
        return RATES[Unsocial.WEEKEND]
    if (weekday == 4 and minute >= hours(19)) or (weekday == 0 and minute < hours(7)):
        return RATES[Unsocial.WEEKEND]
    if (weekday <= 3 and minute >= hours(22)) or (weekday >= 1 and minute < hours(6)):
        return RATES[Unsocial.NIGHT]
    return RATES[Unsocial.EVENING] if weekday <= 3 and minute >= hours(19) else None
