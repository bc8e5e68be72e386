"""Unsocial hours: red days, big holidays, and the minutes of a shift that earn a supplement.

The four classes are those of Allmänna bestämmelser (O-tillägg A to D) as SKR and Kommunal tell them, read in 2026.
They follow the wall clock; what is counted is time that passes, so a night over a clock change is an hour longer
or shorter.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache

from scheduler.case.shifts import Shift
from scheduler.clock import DAY, Clock, Instant, Minutes, hours

MONEY = 10_000  # money is counted in whole parts of this many to the krona
EDGES = (0, hours(6), hours(7), hours(18), hours(19), hours(22), DAY)  # where a class can begin or end
FRIDAY, SATURDAY, MONDAY, THURSDAY = 4, 5, 0, 3


class Unsocial(StrEnum):
    """The classes of unsocial hours; an earlier one goes before a later one."""

    BIG_HOLIDAY_NIGHT = "A, 22-06"
    BIG_HOLIDAY = "A"
    WEEKEND = "B"
    NIGHT = "C"
    EVENING = "D"


def red_days(first: date, last: date) -> frozenset[date]:
    """Public holidays (lag 1989:253) that are not plain Sundays, by the `holidays` package."""
    years = range(first.year, last.year + 1)
    return frozenset(on for year in years for on in _red_days_of(year) if first <= on <= last)


@cache
def _red_days_of(year: int) -> dict[date, str]:
    from holidays.countries.sweden import Sweden

    # The language is named, or the names would follow the machine's.
    return dict(Sweden(years=year, include_sundays=False, language="sv").items())


def _is_red(on: date) -> bool:
    return on in _red_days_of(on.year)


@cache
def big_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """The big holidays that begin in a year: from 18:00 on the first date to 07:00 on the second.

    Easter, Midsummer, Christmas and New Year: from the day before Good Friday and the three eves to the first
    weekday after the holiday.
    """
    named = {name: on for on, name in _red_days_of(year).items()}
    midsummer_eve = named["Midsommardagen"] - timedelta(days=1)
    eves = (named["Långfredagen"], midsummer_eve, date(year, 12, 24), date(year, 12, 31))
    return tuple((eve - timedelta(days=1), _weekday_after(eve)) for eve in eves)


def _weekday_after(eve: date) -> date:
    day = eve + timedelta(days=1)
    while day.weekday() >= SATURDAY or _is_red(day):
        day += timedelta(days=1)
    return day


def unsocial_minutes(clock: Clock, shift: Shift, pause: Instant | None) -> dict[Unsocial, Fraction]:
    """Minutes of a shift in each class; the break earns nothing, and one that is not placed lies in the middle."""
    found: dict[Unsocial, Fraction] = {}
    for kind, minutes in _classes(clock, shift.segments):
        found[kind] = found.get(kind, Fraction()) + minutes
    cuts = _breaks(shift, pause)
    for begin, end in cuts:
        inside = [(max(begin, first), min(end, last)) for first, last in shift.segments]
        for kind, minutes in _classes(clock, inside):
            found[kind] -= Fraction(minutes, len(cuts))
    return found


def _breaks(shift: Shift, pause: Instant | None) -> list[tuple[int, int]]:
    """Where the break lies; in the middle between two minutes it is the mean of its two neighbours."""
    length = shift.type.pause
    if not length:
        return []
    if pause is not None:
        return [(pause, pause + length)]
    rest = shift.length - length
    return [(shift.start + begin, shift.start + begin + length) for begin in sorted({rest // 2, -(-rest // 2)})]


def _classes(clock: Clock, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Unsocial, int]]:
    """The stretches of some spans that lie in a class, each with its minutes."""
    for begin, end in spans:
        at = begin
        while at < end:
            day, minute = clock.wall(Instant(at))
            edge = next(edge for edge in EDGES if edge > minute)
            until = min(end, max(at + 1, clock.at(day, edge)))
            kind = unsocial(clock.date(day), minute)
            if kind:
                yield kind, until - at
            at = until


@cache
def unsocial(on: date, minute: Minutes) -> Unsocial | None:
    """The class of a wall-clock minute."""
    for year in (on.year - 1, on.year):
        for first, last in big_holidays(year):
            if (first, hours(18)) <= (on, minute) < (last, hours(7)):
                night = minute >= hours(22) or minute < hours(6)
                return Unsocial.BIG_HOLIDAY_NIGHT if night else Unsocial.BIG_HOLIDAY
    weekday = on.weekday()
    if weekday >= SATURDAY or _is_red(on):
        return Unsocial.WEEKEND
    if (weekday == FRIDAY and minute >= hours(19)) or (weekday == MONDAY and minute < hours(7)):
        return Unsocial.WEEKEND
    if (weekday <= THURSDAY and minute >= hours(22)) or minute < hours(6):
        return Unsocial.NIGHT
    return Unsocial.EVENING if weekday <= THURSDAY and minute >= hours(19) else None
