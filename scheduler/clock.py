"""Time: whole elapsed minutes since the period's first midnight; only this file knows the zone.

A night from 22 to 07 is eight or ten hours long when the clocks change, because an `Instant` counts the
minutes that really pass. A *day* is a date's number in the period: 0 is the first, negative lies before.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

Instant = NewType("Instant", int)
Minutes = NewType("Minutes", int)
DAY = 24 * 60
WEEK = 7 * DAY


def hours(count: float) -> Minutes:
    """So many hours, as minutes."""
    return Minutes(round(count * 60))


def minute_of(text: str) -> Minutes:
    """The minute of the day of a clock time `HH:MM`."""
    hour, minute = text.split(":")
    return Minutes(int(hour) * 60 + int(minute))


def clock_text(minute: int) -> str:
    """A minute of the day (or of a later day) as `HH:MM`."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


@dataclass(frozen=True)
class Clock:
    """Translates between dates with wall-clock minutes and instants."""

    start: date
    zone: str = "Europe/Stockholm"
    _instants: dict[tuple[int, int], Instant] = field(default_factory=dict, repr=False, compare=False)
    _midnights: dict[int, Instant | None] = field(default_factory=dict, repr=False, compare=False)  # of plain days

    def day(self, on: date) -> int:
        """The date's number in the period; 0 is the first."""
        return (on - self.start).days

    def date(self, day: int) -> date:
        """The date with that number."""
        return self.start + timedelta(days=day)

    def weekday(self, day: int) -> int:
        """0 is Monday; the period may start on any day."""
        return (self.start.weekday() + day) % 7

    def at(self, day: int, minute: int = 0) -> Instant:
        """The instant of a wall-clock minute of a day; the minute may lie beyond that day's midnight."""
        key = (day, minute)
        known = self._instants.get(key)
        if known is None:
            elapsed = self._aware(day, minute) - self._aware(0, 0)
            known = self._instants[key] = Instant(int(elapsed.total_seconds()) // 60)
        return known

    def wall(self, instant: Instant) -> tuple[int, Minutes]:
        """The day and the wall-clock minute that an instant falls on."""
        local = self.moment(instant)
        return self.day(local.date()), Minutes(local.hour * 60 + local.minute)

    def minute(self, instant: Instant, day: int) -> Minutes:
        """The wall-clock minute of an instant of a day; `wall` for whoever asks thousands of times."""
        if day not in self._midnights:
            midnight = self.at(day)
            self._midnights[day] = midnight if self.at(day + 1) - midnight == DAY else None
        begin = self._midnights[day]
        return self.wall(instant)[1] if begin is None else Minutes(instant - begin)

    def wall_minutes(self, instant: Instant) -> int:
        """Wall-clock minutes since the first midnight, as if no clock ever changed."""
        day, minute = self.wall(instant)
        return day * DAY + minute

    def moment(self, instant: Instant) -> datetime:
        """The local date and time of an instant."""
        return self.utc(instant).astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def utc(self, instant: Instant) -> datetime:
        """The same moment in UTC, which no clock change touches."""
        return self._aware(0, 0) + timedelta(minutes=instant)

    def _aware(self, day: int, minute: int) -> datetime:
        local = datetime.combine(self.date(day), datetime.min.time()) + timedelta(minutes=minute)
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
