"""Neighbourhoods learn: what they may take grows only where their work was in vain, and stays within its limits."""

import pytest

from scheduler.book import Book
from scheduler.plan import Plan
from scheduler.review import Reading
from scheduler.solve.neighbourhoods import LONGER, LONGEST, PATIENCE, Kind, Neighbourhoods
from scheduler.solve.task import Answer, Task
from tests.drawn import drawn_case

KIND = Kind.ROWS
ALMOST = Answer(found=True, proved=True, work=0.6 * PATIENCE)  # twice as much is more than patience


class Taught:
    """The neighbourhoods of a small case, told of work with and without gain."""

    def __init__(self) -> None:
        case = drawn_case(people=("anna", "bo", "cia"), weeks=1)
        self.reading = Reading.of(Book((), case), Plan.empty(case))
        self.neighbourhoods = Neighbourhoods(self.reading.book, 0)

    def task(self) -> Task:
        """The next task of one kind."""
        return self.neighbourhoods.next(self.reading, {KIND: 1.0}, (), frozenset(), with_visits=False)

    def learn(self, *gains: float) -> None:
        """As much work for each gain, in kronor."""
        for gain in gains:
            self.neighbourhoods.learn(self.task(), ALMOST, gain)

    @property
    def limits(self) -> dict[Kind, float]:
        """What a neighbourhood of each kind may take, in deterministic units."""
        return {kind: size.limit for kind, size in self.neighbourhoods.sizes.items()}


def test_every_kind_may_take_longer_after_work_in_vain() -> None:
    taught = Taught()
    before = taught.limits
    taught.learn(0.0)
    assert taught.limits == before
    taught.learn(0.0)
    assert taught.limits == {kind: pytest.approx(LONGER * limit) for kind, limit in before.items()}
    assert taught.task().limit == taught.limits[KIND]


def test_patience_begins_anew_with_a_gain_and_after_each_growth() -> None:
    taught = Taught()
    before = taught.limits
    taught.learn(0.0, 5.0, 0.0)
    assert taught.limits == before
    taught.learn(0.0)
    grown = taught.limits
    taught.learn(0.0)
    assert taught.limits == grown != before


def test_a_roster_made_worse_is_no_gain() -> None:
    taught = Taught()
    before = taught.limits
    taught.learn(-5.0, -5.0)
    assert all(taught.limits[kind] > before[kind] for kind in before)


def test_no_kind_takes_longer_than_the_longest() -> None:
    taught = Taught()
    taught.learn(*[0.0] * 40)
    assert set(taught.limits.values()) == {LONGEST}


def test_a_size_grows_while_proved_and_more_where_it_was_easy_and_shrinks_while_not() -> None:
    sizes = {}
    for name, proved, share in (("easy", True, 0.01), ("proved", True, 0.9), ("not", False, 1.0)):
        taught = Taught()
        task = taught.task()
        answer = Answer(found=True, proved=proved, work=share * task.limit)
        taught.neighbourhoods.learn(task, answer, 0.0)
        sizes[name] = taught.neighbourhoods.sizes[KIND].now
    assert sizes["easy"] > sizes["proved"] > Taught().neighbourhoods.sizes[KIND].now > sizes["not"]
