"""Unsocial hours: red days, big holidays, and the stretches of a shift that earn a supplement.

The four classes are those of Allmänna bestämmelser (O-tillägg A to D) as SKR and Kommunal tell them, read in 2026.
They follow the wall clock; what is counted is time that passes, so a night over a clock change is an hour longer
or shorter. Red days are those of the `holidays` package; the eves of the big holidays are a dated table of ours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from scheduler.case.shifts import Shift
from scheduler.clock import DAY, Clock, Instant, Minutes, hours
from scheduler.source import Source
from scheduler.text import Text

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

    @property
    def means(self) -> Text:
        """What people call such hours."""
        return _NAMES[self]


_NAMES: Final = {
    Unsocial.BIG_HOLIDAY_NIGHT: Text(sv="storhelgsnatt", en="big holiday nights"),
    Unsocial.BIG_HOLIDAY: Text(sv="storhelg", en="big holidays"),
    Unsocial.WEEKEND: Text(sv="helg", en="weekends"),
    Unsocial.NIGHT: Text(sv="vardagsnatt", en="weekday nights"),
    Unsocial.EVENING: Text(sv="vardagskväll", en="weekday evenings"),
}


@dataclass(frozen=True)
class Eve:
    """The eve that opens a big holiday: so many days before a red day; hours count from 18:00 on the date before it."""

    means: Text
    red_day: str  # its name in the `holidays` package
    before: int  # days
    source: Source  # an eve counts from its `since` on


EVES: Final = (
    Eve(
        Text(sv="Långfredagen", en="Good Friday"),
        "Långfredagen",
        0,
        Source("Kommunalarbetaren, ob i påsk 2018: SKL-avtalet", since=date(2018, 1, 1), read=date(2026, 11, 22)),
    ),
    Eve(
        Text(sv="Midsommarafton", en="Midsummer Eve"),
        "Midsommardagen",
        1,
        Source("Kommunal, Storhelgstillägg midsommar 2023: AB/HÖK", since=date(2018, 1, 1), read=date(2026, 11, 22)),
    ),
    Eve(
        Text(sv="Julafton", en="Christmas Eve"),
        "Juldagen",
        1,
        Source("Vårdförbundet, ob-tillägg jul och nyår: AB", since=date(2018, 1, 1), read=date(2026, 11, 22)),
    ),
    Eve(
        Text(sv="Nyårsafton", en="New Year's Eve"),
        "Nyårsdagen",
        1,
        Source("Vårdförbundet, ob-tillägg jul och nyår: AB", since=date(2018, 1, 1), read=date(2026, 11, 22)),
    ),
)
"""Which holidays are big."""


class Stretch(NamedTuple):
    """A stretch of a shift in one class, and the minutes of it that earn: the break earns nothing."""

    kind: Unsocial
    begin: Instant
    end: Instant
    minutes: Fraction


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
    found = ((eve, _eve(eve, of)) for eve in EVES for of in (year, year + 1))
    eves = (on for eve, on in found if on.year == year and eve.source.since and eve.source.since <= on)
    return tuple((on - timedelta(days=1), _weekday_after(on)) for on in eves)


def _eve(eve: Eve, year: int) -> date:
    """The eve whose red day lies in a year."""
    (red_day,) = (on for on, name in _red_days_of(year).items() if name == eve.red_day)
    return red_day - timedelta(days=eve.before)


def _weekday_after(eve: date) -> date:
    day = eve + timedelta(days=1)
    while day.weekday() >= SATURDAY or _is_red(day):
        day += timedelta(days=1)
    return day


def unsocial_stretches(clock: Clock, shift: Shift, pause: Instant | None) -> tuple[Stretch, ...]:
    """The stretches of a shift that lie in a class, in order; a break that is not placed lies in the middle."""
    cuts = _breaks(shift, pause)
    return tuple(
        Stretch(
            kind, begin, end, end - begin - sum(_shared(begin, end, cut) for cut in cuts) / Fraction(len(cuts) or 1)
        )
        for kind, begin, end in _classes(clock, shift.segments)
    )


def _breaks(shift: Shift, pause: Instant | None) -> list[tuple[int, int]]:
    """Where the break lies; in the middle between two minutes it is the mean of its two neighbours."""
    length = shift.type.pause
    if not length:
        return []
    if pause is not None:
        return [(pause, pause + length)]
    rest = shift.length - length
    return [(shift.start + begin, shift.start + begin + length) for begin in sorted({rest // 2, -(-rest // 2)})]


def _shared(begin: int, end: int, cut: tuple[int, int]) -> int:
    """The minutes that a stretch and a break have in common."""
    return max(0, min(end, cut[1]) - max(begin, cut[0]))


def _classes(clock: Clock, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Unsocial, Instant, Instant]]:
    """The stretches of some spans that lie in one class, as long as they go."""
    for begin, end in spans:
        at = since = begin
        kind: Unsocial | None = None
        while at < end:
            day, minute = clock.wall(Instant(at))
            here = unsocial(clock.date(day), minute)
            if here is not kind:
                if kind:
                    yield kind, Instant(since), Instant(at)
                kind, since = here, at
            edge = next(edge for edge in EDGES if edge > minute)
            at = min(end, max(at + 1, clock.at(day, edge)))
        if kind:
            yield kind, Instant(since), Instant(end)


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
