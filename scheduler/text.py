"""Words: every sentence a person reads is a `Text` in Swedish and English, beside the code that causes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Any

from scheduler.clock import Clock, Instant, clock_text


class Language(StrEnum):
    """The languages of the program; Swedish is the first."""

    SWEDISH = "sv"
    ENGLISH = "en"


WEEKDAYS = {
    Language.SWEDISH: ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    Language.ENGLISH: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in two languages, with `{name}` or `{name:kind}` where values go.

    The kinds: `span` (minutes as hours and minutes), `moment` (an instant as weekday, date and time),
    `day` (a day number as weekday and date), `time` (an instant's or minute's time of day), `number`
    (at most one decimal), `kronor`, `money` (kronor and öre) and `percent` (of a share, at most two decimals).
    """

    sv: str
    en: str

    def in_(self, language: Language, clock: Clock | None = None, **values: Any) -> str:
        """The sentence in one language; a clock is needed for moments and days."""
        return _Words(language, clock).vformat(self.sv if language == Language.SWEDISH else self.en, (), values)


class _Words(Formatter):
    def __init__(self, language: Language, clock: Clock | None) -> None:
        self.language = language
        self.clock = clock

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "span":
            return self._span(int(value))
        if format_spec == "moment" and self.clock:
            day, minute = self.clock.wall(Instant(value))
            return f"{self._day(day)} {clock_text(minute)}"
        if format_spec == "day" and self.clock:
            return self._day(value)
        if format_spec == "time" and self.clock:
            return clock_text(self.clock.wall(Instant(value))[1])
        if format_spec in ("number", "kronor"):
            return self._number(float(value), 1 if format_spec == "number" else 0)
        if format_spec == "money":
            return self._number(float(value), 2)
        if format_spec == "percent":
            whole = self._number(float(value) * 100, 2).rstrip("0").rstrip(".,")
            return f"{whole}\N{NO-BREAK SPACE}%" if self.language == Language.SWEDISH else f"{whole}%"
        if isinstance(value, Text):
            return value.in_(self.language, self.clock)
        return str(super().format_field(value, format_spec))

    def _span(self, minutes: int) -> str:
        whole, rest = divmod(abs(minutes), 60)
        sign = "−" if minutes < 0 else ""
        hour = "tim" if self.language == Language.SWEDISH else "h"
        if whole and rest:
            return f"{sign}{whole} {hour} {rest} min"
        return f"{sign}{whole} {hour}" if whole else f"{sign}{rest} min"

    def _day(self, day: int) -> str:
        assert self.clock is not None
        on = self.clock.date(day)
        weekday = WEEKDAYS[self.language][on.weekday()]
        return f"{weekday} {on.day}/{on.month}" if self.language == Language.SWEDISH else f"{weekday} {on.day} {on:%b}"

    def _number(self, value: float, decimals: int) -> str:
        words = f"{value:,.{decimals}f}".removesuffix(".0")
        if self.language == Language.ENGLISH:
            return words
        return words.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def shown(words: Text | str, language: Language, clock: Clock | None, values: Mapping[str, Any]) -> str:
    """A text with its values filled in; a plain string is shown as it is."""
    return words if isinstance(words, str) else words.in_(language, clock, **values)
