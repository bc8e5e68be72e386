"""The base roster (grundschema) of a generated case, and the two weeks before it.

A row is a string with one letter for each date: D day, E evening, N night, a dot is free. It is put
together from whole weeks that keep the hard rules of the rule book by themselves or in their joint: no
morning after an evening, two free days together in every week (weekly rest), at most five days or three
nights in a row, two free days after nights, whole weekends. Which week each person gets is decided by
what their crew still lacks. Letters then become shift codes whose lengths sum to the contract.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from math import ceil
from random import Random

from benchmarks.generate_calendar import Period
from benchmarks.generate_chance import shuffled
from benchmarks.generate_need import (
    HALF_SHIFT,
    NIGHT_SHIFT,
    SHIFTS,
    SHORT_NIGHT,
    WEEKDAY_SHIFT,
    WEEKEND_SHIFT,
    Crew,
    late_starters,
)
from benchmarks.generate_people import Person

HISTORY_WEEKS = 2
TRIES = 4
SWEEPS = 2  # a third gains the crews of the samples nothing
LONGER = WEEKEND_SHIFT - WEEKDAY_SHIFT
SHORTER = WEEKDAY_SHIFT - HALF_SHIFT
LONG = {"D": "D3", "E": "E2", "N": "N1"}
SHORT = {"D": "F1", "E": "K1", "N": "N2"}
NORMAL = {"D": "D1", "E": "E1", "N": "N1"}

Codes = dict[tuple[str, date], str]  # employee and date


@cache
def weeks_of(letters: str, weekend: bool, shifts: int) -> tuple[str, ...]:
    """All legal weeks of so many shifts, with or without the weekend."""
    choices = ("".join(week) for week in product("." + letters, repeat=7))
    return tuple(week for week in choices if 7 - week.count(".") == shifts and is_legal(week, weekend))


def is_legal(week: str, weekend: bool) -> bool:
    """Whether a week alone keeps the rules; nights count Friday and Saturday as the weekend."""
    ends = week[4:6] if "N" in week else week[5:7]
    whole = "." not in ends if weekend else ends == ".."
    return whole and ".." in week and joins(week, "")


def joins(before: str, after: str) -> bool:
    """Whether two stretches of a row keep the rules where they meet."""
    both = before + after
    if "N" in both:
        return "NNNN" not in both and not re.search(r"NN\.N", both)
    return "ED" not in both and not re.search(r"[DE]{6}", both)


def awkwardness(stretch: str) -> int:
    """What the soft rules dislike in it, in the measure of `value`."""
    single_free = len(re.findall(r"(?<=[DEN])\.(?=[DEN])", stretch))
    single_worked = len(re.findall(r"(?<=\.)[DEN](?=\.)", stretch))
    return 4 * single_free + 2 * single_worked


@cache
def candidates(letters: str, weekend: bool, shifts: int, before: str, after: str) -> tuple[tuple[str, int], ...]:
    """The weeks that fit between two ends of five letters, each with how awkward it would be there."""
    return tuple(
        (week, awkwardness(before[-2:] + week + after[:2]) + 2 * (week[4:] == "E.."))
        for week in weeks_of(letters, weekend, shifts)
        if joins(before, week) and joins(week, after)
    )


def base_rows(crew: Crew, period: Period, rng: Random) -> dict[str, str]:
    """One row per employee, from `HISTORY_WEEKS` before the period to its end: the best of a few tries."""
    tries: list[Rows] = []
    while len(tries) < TRIES and not any(rows.shortage() == 0 for rows in tries):
        tries.append(Rows(crew, period, rng))
        tries[-1].make()
    best = min(tries, key=Rows.shortage)
    return {employee: "".join(row) for employee, row in best.rows.items()}


class Rows:
    """The rows of one crew while they are made."""

    def __init__(self, crew: Crew, period: Period, rng: Random) -> None:
        self.crew = crew
        self.period = period
        self.rng = rng
        self.letters = "N" if crew.weekday.night else "DE"
        self.rows: dict[str, list[str]] = {}  # weeks, history first
        self.on_duty: Counter[tuple[int, str]] = Counter()

    def make(self) -> None:
        """Give everybody a week at a time, then look at each week again with the others as they are."""
        counts = {person.id: weekly_counts(person, self.period.weeks) for person in self.crew.people}
        weeks = range(HISTORY_WEEKS + self.period.weeks)
        for person in self.crew.people:
            self.rows[person.id] = ["." * 7] * len(weeks)
        for sweep in range(1 + SWEEPS):
            for at in weeks:
                for person in shuffled(self.crew.people, self.rng):
                    self.put(person, at, counts[person.id][at], first=sweep == 0)

    def shortage(self) -> int:
        """Heads missing under what the crew must have on duty."""
        days = range(-7 * HISTORY_WEEKS, 7 * self.period.weeks)
        return sum(
            max(0, self.crew.least_heads(self.period, day).of(letter) - self.on_duty[day, letter])
            for day in days
            for letter in self.letters
        )

    def put(self, person: Person, at: int, shifts: int, first: bool) -> None:
        """Give a person the week that serves the crew best; what follows is still open the first time."""
        row = self.rows[person.id]
        self.count(at, row[at], -1)
        before = row[at - 1][-5:] if at else ""
        after = row[at + 1][:5] if at + 1 < len(row) and not first else ""
        weekend = person.works_weekend(at - HISTORY_WEEKS, self.period.weeks)
        others = "".join(row[:at] + row[at + 1 :])
        fair = (len(others) - others.count(".") + shifts) * self.evening_share() - others.count("E")
        value = [self.value(7 * (at - HISTORY_WEEKS) + weekday) for weekday in range(7)]
        best, most = "." * 7, -1000.0
        for week, awkward in self.choices(before, after, weekend, shifts):
            worth: float = sum(of[letter] for of, letter in zip(value, week, strict=True)) - awkward
            worth -= abs(week.count("E") - fair) if self.letters != "N" else 0
            if worth > most:
                best, most = week, worth
        row[at] = best
        self.count(at, best, 1)

    def choices(self, before: str, after: str, weekend: bool, shifts: int) -> Sequence[tuple[str, int]]:
        """Weeks that fit between their neighbours, from a random one on; with a shift less where none does."""
        for fewer in range(shifts, -1, -1):
            weeks = candidates(self.letters, weekend, fewer, before, after)
            if weeks:
                first = self.rng.randrange(len(weeks))
                return weeks[first:] + weeks[:first]
        return ()

    def evening_share(self) -> float:
        heads = self.crew.weekday
        return heads.evening / max(1, heads.day + heads.evening)

    def value(self, day: int) -> dict[str, int]:
        """What one more shift is worth: a missing head weighs more than the next one too many."""
        wanted, least = self.crew.heads(self.period, day), self.crew.least_heads(self.period, day)
        worth = {".": 0}
        for letter in self.letters:
            on_duty = self.on_duty[day, letter]
            missing = wanted.of(letter) - on_duty
            worth[letter] = (10 + 2 * missing if missing > 0 else 2 * missing - 1) + 20 * (on_duty < least.of(letter))
        return worth

    def count(self, at: int, week: str, step: int) -> None:
        for weekday, letter in enumerate(week):
            if letter != ".":
                self.on_duty[7 * (at - HISTORY_WEEKS) + weekday, letter] += step


def shifts_of(person: Person, weeks: int) -> int:
    """How many shifts come nearest to the contract: weekdays may be lengthened, nights shortened."""
    contract = person.contract(weeks)
    if person.nights == "only":
        return ceil(contract / NIGHT_SHIFT - 0.1)
    at_weekends = 2 * len(person.weekends(weeks))
    shifts, left = divmod(contract - LONGER * at_weekends, WEEKDAY_SHIFT)
    return int(shifts) + (left - LONGER * (shifts - at_weekends) > SHORTER / 2)


def weekly_counts(person: Person, weeks: int) -> list[int]:
    """Shifts in each week, the two of history first; a week with its weekend gets the odd one."""
    total = shifts_of(person, weeks)
    on = [person.works_weekend(week, weeks) for week in range(-HISTORY_WEEKS, weeks)]
    counts = [max(total // weeks, 2 if worked else 0) for worked in on]
    left = total - sum(counts[HISTORY_WEEKS:])
    order = sorted(range(HISTORY_WEEKS, len(on)), key=lambda at: (not on[at], at))
    for at in order[: max(0, left)]:
        counts[at] += 1
    for at in range(HISTORY_WEEKS):
        alike = [counts[other] for other in range(HISTORY_WEEKS, len(on)) if on[other] == on[at]]
        counts[at] = alike[0] if alike else counts[at]
    return counts


def codes_of(crew: Crew, rows: Mapping[str, str], period: Period, rng: Random) -> Codes:
    """Letters as shift codes: long ones on slow days, and where the contract has minutes left."""
    codes: Codes = {}
    for person in crew.people:
        row = rows[person.id]
        days = [day for day in range(-7 * HISTORY_WEEKS, 7 * period.weeks) if letter_on(row, day) != "."]
        lengths = {day: LONG if period.is_slow(day) else NORMAL for day in days}
        paid = sum(SHIFTS[lengths[day][letter_on(row, day)]].paid for day in days if day >= 0)
        left = person.contract(period.weeks) - paid
        changeable = [day for day in days if day >= 0 and (person.nights == "only" or not period.is_slow(day))]
        rng.shuffle(changeable)
        shorter = NIGHT_SHIFT - SHORT_NIGHT if person.nights == "only" else SHORTER
        lengths |= dict.fromkeys(changeable[: max(0, round(left / LONGER))], LONG)
        lengths |= dict.fromkeys(changeable[: max(0, round(-left / shorter))], SHORT)
        codes |= {(person.id, period.date_of(day)): lengths[day][letter_on(row, day)] for day in days}
    start_some_later(crew, codes, period)
    return codes


def start_some_later(crew: Crew, codes: Codes, period: Period) -> None:
    """Home care: two in five of a weekday's planned heads begin at half past seven, in turn."""
    if crew.group or crew.weekday.night:
        return
    for day in range(-7 * HISTORY_WEEKS, 7 * period.weeks):
        when = period.date_of(day)
        early = [person.id for person in crew.people if codes.get((person.id, when)) == "D1"]
        later = 0 if period.is_slow(day) else late_starters(crew.heads(period, day).day)
        for turn in range(min(later, len(early))):
            codes[early[(day + turn) % len(early)], when] = "D2"


def letter_on(row: str, day: int) -> str:
    """The letter of a day of the period, or of the weeks before it."""
    return row[day + 7 * HISTORY_WEEKS]
