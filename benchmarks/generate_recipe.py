"""What a case is made from, and the case before it becomes tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.generate_calendar import Period
from benchmarks.generate_events import Absence
from benchmarks.generate_need import Need
from benchmarks.generate_people import Person
from benchmarks.generate_rows import Codes
from benchmarks.generate_visits import Recipient, Series

START = date(2027, 4, 19)
MOST_GROUPS = 10


@dataclass(frozen=True)
class Recipe:
    """The arguments a case is made from."""

    setting: str
    people: int
    recipients: int
    groups: int
    seed: int
    start: date = START
    weeks: int = 4

    @property
    def period(self) -> Period:
        return Period(self.start, self.weeks)

    @property
    def unit(self) -> str:
        return "HT" if self.setting == "home_care" else "SB"

    @property
    def group_ids(self) -> list[str]:
        letter = "G" if self.setting == "home_care" else "A"
        return [f"{self.unit}-{letter}{number}" for number in range(1, self.groups + 1)]

    @property
    def floors(self) -> list[str]:
        """A care home has a floor for every two wards, staffed together at night."""
        floors = (self.groups + 1) // 2 if self.setting == "care_home" else 0
        return [f"{self.unit}-N{number}" for number in range(1, floors + 1)]

    def refuse_nonsense(self) -> None:
        """Say which argument cannot be used, and what to write instead.

        Raises:
            ValueError: an argument cannot be used.
        """
        if self.start.weekday() != 0:
            monday = self.start - timedelta(days=self.start.weekday())
            raise ValueError(f"--start {self.start} is not a Monday; try {monday}.")
        if not 1 <= self.weeks <= 16:
            raise ValueError(f"--weeks {self.weeks} must be 1 to 16.")
        if not 1 <= self.groups <= MOST_GROUPS:
            raise ValueError(f"--groups {self.groups} must be 1 to {MOST_GROUPS}.")
        if self.recipients < 1:
            raise ValueError(f"--recipients {self.recipients} must be at least 1.")
        if self.people < 5:
            raise ValueError(f"--people {self.people} cannot staff day and evening all week; use 5 or more.")

    def rng(self, purpose: str) -> Random:
        """Chance of its own for each part, so that a change in one part leaves the others as they were."""
        return Random(f"{self.seed} {self.setting} {self.people} {self.recipients} {self.groups} {purpose}")


@dataclass(frozen=True)
class Made:
    """A case before it is written as tables."""

    recipe: Recipe
    people: list[Person]
    needs: list[Need]
    recipients: list[Recipient]
    series: list[Series]
    codes: Codes
    away: list[Absence]
