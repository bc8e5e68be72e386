"""Column generation: a good first roster, and a bound below which no roster can be.

Rounds of pricing find each person's best row for what need would pay; the master mixes the rows; what it then pays is
the next round's price. What all rows and need cost at the least, at any prices, is a bound (Lagrange's). Then a dive:
cells that the mix agrees on are settled, rows that disagree are left out, until all is settled. It knows no rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from scheduler.book import Book
from scheduler.case.wages import MONEY
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Duty, Plan
from scheduler.solve.choices import choices, origin_of
from scheduler.solve.master import Duals, Master
from scheduler.solve.pricing import Priced, Prices, Pricing, Row
from scheduler.solve.shared import CellKey, Coupling, couplings, key_of, own_entries
from scheduler.solve.workers import Crew

BATCH = 2  # people priced between looks at the clock and the stop signal
PULL = 0.6  # how much of the next prices are those of the best bound: raw duals leap
CLOSE = 0.0005  # of its value: a mix this near its bound is good enough
SURE = 0.75  # weight from which a cell is settled in the dive,
PACE = 0.03  # and the surest in any case, up to this share of all cells,
STEPS = 40  # or more where there is time for fewer steps than are left; at first, so many
REFINING = 2  # rounds between two settlings
LIMIT = 0.5  # deterministic units for one row
SLACK = 0.5  # kronor by which a row may always miss the best,
ROUGH = 1.0  # and so much of each person's part of the gap: a rough row for rough prices;
FINE = 0.5  # of that in the dive,
FINER = 0.25  # and of that once no rough row gains
POLL = 0.25  # seconds between looks at the clock and the stop signal

Settled = dict[EmployeeId, dict[int, CellKey | None]]


class Columns:
    """A column generation of one case, in a crew's processes."""

    def __init__(self, book: Book, crew: Crew, over: Callable[[], bool], spent: Callable[[float], None]) -> None:
        """Gather what couples people.

        Args:
            book: the case and its rules.
            crew: the processes that price; each person is always priced by the same one.
            over: asked often; once it says so, what is being priced is waited for and nothing more begun.
            spent: told of deterministic work.
        """
        self.book = book
        self.crew = crew
        self.over = over
        self.spent = spent
        self.bound: float | None = None  # kronor of the rules covered, without a guide; `None` while unknown
        self.value: float | None = None  # of the mix, kronor
        self.rounds = 0
        case = book.case
        rows, said = couplings(book)
        self.covers: frozenset[RuleId] = said | {entry.rule.id for entry in own_entries(book)}
        self.people = tuple(case.employees)
        self.master = Master(self.people, rows)
        self._least: float | None = None  # bound of what the master now holds
        self._is_guided = False
        self._rough = ROUGH
        empty = Plan.empty(case)
        self._keys = {
            who: tuple(key_of(choice) for day in case.days for choice in choices(case, empty, who, day))
            for who in self.people
        }
        self._center: Sequence[float] = [0.0] * len(rows)  # the prices of the best bound
        self._pull = 1.0  # the first bound is that of nothing paid: what people's own rules cost them at least
        self._settled: Settled = {}

    # -- rounds ------------------------------------------------------------------------------------

    def begin(self, plan: Plan) -> None:
        """Take the rows of a roster as the first columns, as far as people's own hard rules allow them."""
        rows = {who: _row_of(plan, who) for who in self.people}
        free: dict[int, CellKey | None] = dict.fromkeys(self.book.case.days)
        pinned: Settled = {who: free | {key[0]: key for key in row} for who, row in rows.items()}
        for who, priced in self._price(self.people, self._center, pinned).items():
            if set(priced.row) == set(rows[who]):
                self.master.add(who, priced.row, priced.own)
        self._weigh(self.master.solve())

    def follow(self, guide: Sequence[Coupling]) -> None:
        """Heed a guide from now on, with the rows found so far; the bound stays what it was without it."""
        known, self._is_guided = self.master.own, True
        self.master = Master(self.people, (*self.master.couplings, *guide))
        for (who, row), own in known.items():
            self.master.add(who, row, own)
        self._center = [*self._center, *(0.0 for _ in guide)]
        self._least = self.value = None
        self._weigh(self.master.solve())

    def round(self) -> bool:
        """Price everybody once; whether another round could still gain."""
        duals = self.master.solve()
        pull = self._pull
        prices = self.master.clipped(
            [pull * best + (1 - pull) * now for best, now in zip(self._center, duals.couplings, strict=True)]
        )
        days = len(self.book.case.days)
        unsettled = [who for who in self.people if len(self._settled.get(who, ())) < days]
        priced = self._price(unsettled, prices, self._settled)
        self.rounds += 1
        added = sum(self._add(who, one, duals) for who, one in priced.items())
        if self._settled:
            self._center = prices
        elif len(priced) == len(self.people):
            self._bound(prices, priced)
        self._weigh(duals)
        self._pull = PULL if added else 0.0  # without a gain at these prices, try the master's own,
        is_rough = self._miss() > SLACK
        if not added and not pull:
            self._rough *= FINER  # and then finer rows
        return bool(added or pull or is_rough) and not self._is_close() and not self.over()

    def _weigh(self, duals: Duals) -> None:
        if duals.complete:
            self.value = duals.value

    def _miss(self) -> float:
        """Kronor by which a row may miss the best one: each person's part of the gap there still is."""
        gap = 0.0 if self.value is None else self.value - (self._least or 0.0)
        return max(SLACK, (FINE if self._settled else 1) * self._rough * gap / max(1, len(self.people)))

    def _add(self, who: EmployeeId, one: Priced, duals: Duals) -> bool:
        """Add a row if the mix would gain by it, or had none of hers."""
        paid = sum(self.master.paid(who, duals.couplings, one.row).values())
        gains = (one.own - paid) / MONEY < duals.people[who] - 1e-6
        return (gains or self.master.lacks(who)) and self.master.add(who, one.row, one.own)

    def _bound(self, prices: Sequence[float], priced: Mapping[EmployeeId, Priced]) -> None:
        least = self.master.constant(prices) + sum(one.least for one in priced.values()) / MONEY
        if self._least is None or least > self._least:
            self._least, self._center = least, prices
        if not self._is_guided and all(one.is_lawful for one in priced.values()):
            self.bound = self._least

    def _is_close(self) -> bool:
        if self.value is None or self._least is None:
            return False
        return self.value - self._least <= max(SLACK, CLOSE * abs(self.value))

    # -- the dive ----------------------------------------------------------------------------------

    def dive(self, left: Callable[[], float]) -> Plan | None:
        """A whole roster: settle what the mix agrees on, step by step; `None` where somebody is left without a row.

        Args:
            left: the share of the budget that is left for it; steps grow longer where they would not all fit.
        """
        self.master.solve()  # what it takes may be read only then
        rows = self._largest()
        begun, steps = left(), 0
        while rows is not None and not self.over():
            used = max(begun - left(), 1e-9)
            if not self._settle(2 * left() * steps / used if steps else STEPS):
                break
            steps += 1
            self.master.leave_out(self._settled)
            for _ in range(REFINING):
                if self.over() or not self.round():
                    break
            if not self.master.solve().complete:
                break  # a dead end: the last whole mix is the best there is
            rows = self._largest()
        return None if rows is None else self._plan(rows)

    def _settle(self, steps: float) -> bool:
        """Settle the cells that the mix is sure of, and so many of the surest that a number of steps settles all.

        Returns:
            Whether any cell was still open.
        """
        weights: dict[tuple[EmployeeId, int, CellKey | None], float] = {}
        for (who, row), weight in self.master.weights().items():
            worked = {key[0]: key for key in row}
            for day in self.book.case.days:
                if day not in self._settled.get(who, {}):
                    cell = who, day, worked.get(day)
                    weights[cell] = weights.get(cell, 0.0) + weight
        if not weights:
            return False
        cells = len(self.people) * len(self.book.case.days)
        open_cells = cells - sum(map(len, self._settled.values()))
        least = ceil(max(PACE * cells, open_cells / max(1.0, steps)))
        surest = sorted(weights, key=lambda cell: -weights[cell])
        for place, (who, day, key) in enumerate(surest):
            if weights[who, day, key] < SURE and place >= least:
                break
            self._settled.setdefault(who, {}).setdefault(day, key)
        return True

    def _largest(self) -> Mapping[EmployeeId, Row] | None:
        """Everybody's row of the largest weight; `None` if somebody has none."""
        best: dict[EmployeeId, tuple[float, Row]] = {}
        for (who, row), weight in self.master.weights().items():
            if who not in best or weight > best[who][0]:
                best[who] = weight, row
        if len(best) < len(self.people):
            return None
        return {who: row for who, (_, row) in best.items()}

    def _plan(self, rows: Mapping[EmployeeId, Row]) -> Plan:
        case = self.book.case
        duties = {}
        for who, row in rows.items():
            shifts = [(case.shift(day, code), unit, group) for day, code, unit, group in sorted(row, key=str)]
            duties[who] = [Duty(shift, unit, group, origin_of(case, who, shift)) for shift, unit, group in shifts]
        return Plan.empty(case).with_duties(duties)

    # -- pricing -----------------------------------------------------------------------------------

    def _price(
        self, people: Iterable[EmployeeId], duals: Sequence[float], settled: Settled
    ) -> dict[EmployeeId, Priced]:
        """People's best rows at some prices, as far as there is time."""
        miss = self._miss()
        waiting = {who: self.master.paid(who, duals, self._keys[who]) for who in people}
        asked: dict[EmployeeId, dict[CellKey, int]] = {}
        found: dict[EmployeeId, Priced] = {}
        while waiting or asked:
            if self.over():
                waiting = {}
            for worker in range(self.crew.size):
                batch = self._batch(worker, waiting)
                if batch and self.crew.is_idle(worker):
                    asked |= {who: waiting.pop(who) for who in batch}
                    pricing = Pricing({who: asked[who] for who in batch}, _of(settled, batch), LIMIT, miss)
                    self.crew.send(pricing, worker)
            if not asked:
                break
            for done, prices in self.crew.answers(POLL):
                if isinstance(done, Pricing) and isinstance(prices, Prices):
                    self.spent(prices.work)
                    found |= prices.rows
                    asked = {who: mine for who, mine in asked.items() if who not in done.prices}
            lost = asked.keys() - {who for one in self.crew.pricing for who in one.prices}
            waiting |= {who: asked.pop(who) for who in lost}  # their worker died; another will do
        return found

    def _batch(self, worker: int, waiting: Mapping[EmployeeId, object]) -> list[EmployeeId]:
        mine = (who for place, who in enumerate(self.people) if who in waiting and place % self.crew.size == worker)
        return [who for _, who in zip(range(BATCH), mine, strict=False)]


def _of(settled: Settled, people: Sequence[EmployeeId]) -> Settled:
    return {who: settled[who] for who in people if who in settled}


def _row_of(plan: Plan, who: EmployeeId) -> Row:
    duties = sorted(plan.duties.get(who, ()), key=lambda duty: duty.shift.start)
    return tuple((duty.shift.day, duty.shift.code, duty.unit, duty.group) for duty in duties)
