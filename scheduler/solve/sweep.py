"""The sweep: the curve's rosters, each searched for at a price of its own and begun from the best that is known there.

The first point is searched from nothing, or from a given plan; every other goes on from what is known. Every roster
found anywhere is judged at every point's price, so no point answers with less than what is known.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from scheduler.book import Book
from scheduler.curve import Measured, Point, Tariff, best_at, route, trips
from scheduler.files.results import summary
from scheduler.plan import Plan
from scheduler.review import Reading, Review
from scheduler.solve.frozen import as_worked
from scheduler.solve.progress import Job, Listener, Outcome, Settings, Status, Stop
from scheduler.solve.search import solve
from scheduler.solve.task import Packed

Search: TypeAlias = Callable[[Job, Settings, Plan | None, Listener, Stop], Outcome]


class Visit(NamedTuple):
    """One search of the sweep."""

    number: int  # from 1
    of: int  # so many searches
    price: float
    settings: Settings


Watch: TypeAlias = Callable[[Visit], AbstractContextManager[Listener]]


class _Known(NamedTuple):
    """A roster that some search, or whoever asked, has given."""

    plan: Plan
    review: Review
    measured: Measured
    found_at: float | None


def sweep(
    job: Job,
    tariff: Tariff,
    series: Sequence[float],
    settings: Settings,
    watch: Watch,
    *,
    start: Plan | None = None,
    stop: Stop = lambda: False,
    search: Search = solve,
) -> tuple[Point, ...]:
    """Search for the best roster at every price of a face, the base price first.

    Args:
        job: the case's tables and the rules, at the case's own prices.
        tariff: how the rules that count faces follow the price of one.
        series: the prices, the base price among them.
        settings: seconds or work are those of one point in the mean; `route` says how they are shared.
        watch: a context for each search, giving whom it tells of progress.
        start: a plan of an equal case to begin from.
        stop: once it says so, the points searched until then are answered.
        search: what searches.

    Raises:
        Disagreement: solver and reader name different amounts for a roster.
        WorkersGone: the worker processes were killed.
    """
    return _Sweep(job, tariff, series, settings).run(watch, start, stop, search)


class _Sweep:
    def __init__(self, job: Job, tariff: Tariff, series: Sequence[float], settings: Settings) -> None:
        self.job = job
        self.book: Book = job.book()
        self.tariff = tariff
        self.series = series
        self.settings = settings
        self.known: list[_Known] = []
        self.outcomes: dict[int, list[Outcome]] = {}  # of each point's searches

    def run(self, watch: Watch, start: Plan | None, stop: Stop, search: Search) -> tuple[Point, ...]:
        """Every search in turn, then the points' answers."""
        if start is not None:
            self._know(as_worked(self._ours(start)), None)
        given = self.settings.seconds if self.settings.work is None else self.settings.work
        way = route(len(self.series), self.series.index(self.tariff.base), trips(given))
        common: list[_Known] | None = None  # what all searches that go apart begin from
        for number, (point, share, apart) in enumerate(way, 1):
            if number > 1 and stop():
                break
            price = self.series[point]
            if apart and common is None:
                common = [*self.known]
            begun = self.best(price, common or self.known).plan if self.known else None
            visit = Visit(number, len(way), price, self._share(number, share))
            job = replace(self.job, reprice={**self.job.reprice, **self.tariff.at(price)})
            with watch(visit) as listener:
                found = search(job, visit.settings, begun, listener, stop)
            self.outcomes.setdefault(point, []).append(found)
            self._know(self._ours(found.plan), price)
            if found.stopped:
                break
        return tuple(self._point(point) for point in sorted(self.outcomes))

    def _share(self, number: int, share: float) -> Settings:
        """What one search has of a point's time; no two draw the same chances, and what is known needs no columns."""
        given = self.settings
        work = None if given.work is None else given.work * share
        return replace(
            given, seconds=given.seconds * share, work=work, seed=given.seed + number - 1, columns=not self.known
        )

    def _ours(self, plan: Plan) -> Plan:
        return Packed.of(plan).plan(self.book.case)

    def _know(self, plan: Plan, price: float | None) -> None:
        reading = Reading.of(self.book, plan)
        review = Review.of(reading)
        told = summary(self.book, plan, review)
        self.known.append(_Known(plan, review, Measured.of(told, reading.worth.hard, self.tariff), price))

    def best(self, price: float, known: Sequence[_Known]) -> _Known:
        """The best of some rosters at a price."""
        return known[best_at(price, [one.measured for one in known], self.tariff)]

    def _point(self, point: int) -> Point:
        price, searches = self.series[point], self.outcomes[point]
        best = self.best(price, self.known)
        bounding = self._bounding()
        outcome = Outcome(
            plan=best.plan,
            review=best.review,
            status=Status.INFEASIBLE if best.review.hard else Status.FEASIBLE,
            seconds=sum(one.seconds for one in searches),
            stopped=any(one.stopped for one in searches),
            work=sum(one.work for one in searches),
            bound=bounding.bound if bounding else None,
            covers=bounding.covers if bounding else frozenset(),
        )
        return Point(price, outcome, best.measured, best.found_at)

    def _bounding(self) -> Outcome | None:
        """Whose bound is the highest; one that leaves faces out holds at every price of them."""
        found = (one for searches in self.outcomes.values() for one in searches)
        bounded = [one for one in found if one.bound is not None and not one.covers & self.tariff.kronor.keys()]
        return max(bounded, key=lambda one: one.bound or 0.0, default=None)
