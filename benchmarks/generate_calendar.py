"""The dates and times of a generated case: its weeks, and the Swedish public holidays (red days) in them.

Clock times are minutes after midnight; a shift that ends the next day ends after 1440.
"""

from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Period:
    """The weeks to be rostered; days count from 0, and what lies before is negative."""

    start: date
    weeks: int

    @property
    def days(self) -> range:
        return range(7 * self.weeks)

    def date_of(self, day: int) -> date:
        return self.start + timedelta(days=day)

    def is_red(self, day: int) -> bool:
        when = self.date_of(day)
        return when in red_days(when.year)

    def is_slow(self, day: int) -> bool:
        """Whether the day is staffed as a weekend: Saturdays, Sundays and red days."""
        return day % 7 >= 5 or self.is_red(day)

    def demand_day(self, day: int) -> str:
        """The heading under which the day's demand is found."""
        return "red" if self.is_red(day) else WEEKDAYS[day % 7]


def easter(year: int) -> date:
    """Easter Sunday (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def red_days(year: int) -> frozenset[date]:
    """The public holidays of the Swedish act (1989:253), Sundays apart."""
    fixed = {date(year, *day) for day in ((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26))}
    moving = {easter(year) + timedelta(days=days) for days in (-2, 0, 1, 39, 49)}
    return frozenset(fixed | moving | {saturday_from(date(year, 6, 20)), saturday_from(date(year, 10, 31))})


def saturday_from(day: date) -> date:
    """The first Saturday on or after the day: Midsummer Day, All Saints' Day."""
    return day + timedelta(days=(5 - day.weekday()) % 7)


def minutes(clock: str) -> int:
    """`07:30` as minutes after midnight."""
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def clock(moment: int) -> str:
    """Minutes after midnight as `07:30`."""
    return f"{moment // 60 % 24:02}:{moment % 60:02}"
