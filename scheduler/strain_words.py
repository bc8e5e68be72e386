"""Strain in words: what is hard in one person's row, each row for itself.

Nobody is compared with anybody else: a row is told against fixed limits, and a row within them is told kindly.
"""

from collections.abc import Iterator
from typing import Any

from scheduler.figures import Strain
from scheduler.text import Language, Text

LONG_RUN = 5  # dates in a row that central advice calls enough
LONG_NIGHTS = 3  # nights in a row, likewise
ABOVE_SHARE = 1  # shifts; one more or less is rounding
QUICK = (
    Text(
        sv="1 gång kväll följt av morgon med under 13 timmar",
        en="1 evening followed by a morning with under 13 hours between",
    ),
    Text(
        sv="{count} gånger kväll följt av morgon med under 13 timmar",
        en="{count} evenings followed by a morning with under 13 hours between",
    ),
)
RUN = Text(sv="längst {count} dagar i rad", en="up to {count} days in a row")
NIGHTS = (Text(sv="1 natt", en="1 night"), Text(sv="{count} nätter", en="{count} nights"))
NIGHT_RUN = Text(sv="längst {count} nätter i rad", en="up to {count} nights in a row")
SINGLE_FREE = (
    Text(sv="1 ensam ledig dag", en="1 single day off"),
    Text(sv="{count} ensamma lediga dagar", en="{count} single days off"),
)
WEEKENDS = Text(sv="arbete på {count} av {weeks} helger", en="work on {count} of {weeks} weekends")
ABOVE = Text(sv="{over:number} pass mer än sin andel", en="{over:number} shifts above the share")
SENTENCE = Text(sv="{parts}.", en="{parts}.")
EASY = Text(sv="En skonsam rad: inget sticker ut.", en="An easy row: nothing stands out.")
NO_SHIFTS = Text(sv="Inga pass i perioden.", en="No shifts in the period.")


def said_strain(one: Strain, weeks: int, language: Language) -> str:
    """What is hard in a row of so many weeks, as a sentence; a kind one where nothing is."""
    if not one.shifts:
        return NO_SHIFTS.in_(language)
    parts = "; ".join(words.in_(language, **values) for words, values in _parts(one, weeks))
    return SENTENCE.in_(language, parts=parts[0].upper() + parts[1:]) if parts else EASY.in_(language)


def _parts(one: Strain, weeks: int) -> Iterator[tuple[Text, dict[str, Any]]]:
    if one.evening_to_morning:
        yield _counted(QUICK, one.evening_to_morning)
    if one.longest_run > LONG_RUN:
        yield RUN, {"count": one.longest_run}
    if one.nights:
        yield _counted(NIGHTS, one.nights)
    if one.longest_nights > LONG_NIGHTS:
        yield NIGHT_RUN, {"count": one.longest_nights}
    if one.single_free_days:
        yield _counted(SINGLE_FREE, one.single_free_days)
    if 2 * one.weekends > weeks:
        yield WEEKENDS, {"count": one.weekends, "weeks": weeks}
    if one.shifts_as_full_time is not None and one.shifts > one.shifts_as_full_time + ABOVE_SHARE:
        yield ABOVE, {"over": one.shifts - one.shifts_as_full_time}


def _counted(words: tuple[Text, Text], count: int) -> tuple[Text, dict[str, Any]]:
    """One, or several, in words."""
    return words[count > 1], {"count": count}
