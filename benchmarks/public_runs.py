"""Runs in a row of days, as the solver is told of them and as a reader finds them; both must name the same amounts.

A row is a state a day, history first: worked or not, or a certain shift or not. What is judged begins at `begin`; a
run that has not been seen to start, or to end, is never too short, and history alone is never too long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scheduler.charge import FALSE, TRUE, Literal


@dataclass(frozen=True)
class Run:
    """An unbroken run of days in the wanted state, in a row that is `row` days long."""

    first: int
    length: int
    row: int

    @property
    def end(self) -> int:
        """The day after it."""
        return self.first + self.length

    def over(self, most: int, begin: int) -> int:
        """How many of its days from `begin` on lie beyond the limit."""
        return max(0, self.end - max(self.first + most, begin))

    def short(self, least: int, begin: int) -> int:
        """How many days it lacks, if it has both a start and, in what is judged, an end."""
        closed = self.first > 0 and begin <= self.end < self.row
        return max(0, least - self.length) if closed else 0


def runs(states: Sequence[bool]) -> Iterator[Run]:
    """Every run of days in the wanted state."""
    first = 0
    for wanted, run in groupby(states):
        length = len(list(run))
        if wanted:
            yield Run(first, length, len(states))
        first += length


def too_long(states: Sequence[Literal], most: int, begin: int) -> Iterator[tuple[Literal, ...]]:
    """Every stretch one day longer than the limit; each that is all up is one day too many."""
    for end in range(max(begin, most) + 1, len(states) + 1):
        stretch = tuple(states[end - most - 1 : end])
        if not any(state is FALSE for state in stretch):
            yield stretch


def too_short(states: Sequence[Literal], least: int, begin: int) -> Iterator[tuple[tuple[Literal, ...], int]]:
    """Every way to have a run too short: what must then be true, and how many days it lacks."""
    for length in range(1, least):
        for end in range(max(begin, length + 1), len(states)):
            before, run, after = states[end - length - 1], states[end - length : end], states[end]
            if before is not TRUE and after is not TRUE and not any(state is FALSE for state in run):
                yield (~before, *run, ~after), least - length
