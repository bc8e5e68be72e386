"""Neighbourhoods: which part of a plan to decide anew. None of them knows a rule.

A size per kind grows while its sub-problems are proved and shrinks while they are not, so that each takes about
its share of work on any case and any machine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from scheduler.book import Book
from scheduler.case.care import WINDOW, Visit
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, RecipientId, VisitId
from scheduler.plan import Plan
from scheduler.review import Reading
from scheduler.solve.deal import starts_of
from scheduler.solve.task import Answer, Broken, Packed, Task

OVERHEAD = 0.15  # deterministic units that laying a board is worth
GROW, LEAP, SHRINK = 1.08, 1.3, 0.9  # of a size; a leap where it was easy:
EASY = 0.25  # of the work it may take
PATIENCE = 10.0  # deterministic units without a gain, after which neighbourhoods may take
LONGER = 1.5  # times as much work each, and grow with it,
LONGEST = 3.0  # up to this
MEMORY = 0.25  # how much of what a kind gains is said by its last neighbourhood


class Kind(StrEnum):
    """The kinds of neighbourhood."""

    ROWS = "rows"  # some people's whole rows
    WINDOW = "window"  # some days for everybody
    BLOCK = "block"  # many people over a part of the period
    RECIPIENTS = "recipients"  # some recipients' visits in one window
    DAY = "day"  # the visits of a day or so, with other starts too
    UNMADE = "unmade"  # unmade visits, and what lies about them, with other starts
    TOGETHER = "together"  # some people's rows with the visits they carry


@dataclass
class Size:
    """How large a kind's neighbourhoods are now, in its own unit, and how far they may go."""

    now: float
    least: float
    most: float
    limit: float  # deterministic units for one

    def learn(self, *, proved: bool, work: float) -> None:
        """Grow when proved, the more the less work it took; shrink when not."""
        if not proved:
            self.now = max(self.least, self.now * SHRINK)
        else:
            self.now = min(self.most, self.now * (LEAP if work < EASY * self.limit else GROW))

    @property
    def whole(self) -> int:
        """The size as a number of things."""
        return max(1, round(self.now))


@dataclass(frozen=True)
class Region:
    """A part of the plan: cells by person, visits with the starts to try, and who may be tried for each."""

    cells: dict[EmployeeId, frozenset[int]]
    visits: dict[VisitId, tuple[Instant, ...]]
    carers: dict[VisitId, frozenset[EmployeeId]]


class Neighbourhoods:
    """Chooses the next part to decide anew, and learns from how it went."""

    def __init__(self, book: Book, seed: int) -> None:
        case = book.case
        self.case = case
        self.random = Random(seed)
        self.starts: dict[VisitId, Instant] = {}  # where a visit that nobody makes would start
        self.people = list(case.employees)
        self.days = len(case.days)
        everyone, recipients = len(self.people), max(1, len(case.recipients))
        self.sizes = {
            Kind.ROWS: Size(1.6, 1, everyone, 0.35),
            Kind.WINDOW: Size(2.0, 1, self.days, 0.4),
            Kind.BLOCK: Size(everyone / 10, 2, everyone, 0.4),
            Kind.RECIPIENTS: Size(12, 1, recipients, 0.6),
            Kind.DAY: Size(0.15, 0.03, 6, 0.4),
            Kind.UNMADE: Size(2, 1, 40, 0.4),
            Kind.TOGETHER: Size(1.5, 1, everyone, 0.8),
        }
        self._pressure: Mapping[EmployeeId, float] = {}
        self._in_vain = 0.0  # deterministic units since anything was gained
        self.rates = dict.fromkeys(Kind, 0.0)  # kronor gained a deterministic unit, of late
        self._regions: dict[Kind, Callable[[Plan, frozenset[int]], Region | None]] = {
            Kind.ROWS: self._rows,
            Kind.WINDOW: self._window,
            Kind.BLOCK: self._block,
            Kind.RECIPIENTS: self._recipients,
            Kind.DAY: self._day,
            Kind.UNMADE: self._unmade,
            Kind.TOGETHER: self._together,
        }

    def next(
        self,
        reading: Reading,
        weights: dict[Kind, float],
        busy: Iterable[Task],
        broken: Broken,
        *,
        with_visits: bool,
    ) -> Task:
        """A neighbourhood of a kind drawn by weight, away from those that are being solved."""
        plan = reading.plan
        self._pressure = reading.pressure
        taken = frozenset(day // WINDOW for task in busy for day in self._days_of(task))
        for _ in range(20):
            kind = self.random.choices(list(weights), self._turns(weights))[0]
            region = self._regions[kind](plan, taken)
            if region is not None:
                break
        else:
            kind, region = Kind.ROWS, self._rows(plan, taken)
        return Task(
            kind=kind,
            plan=Packed.of(plan),
            cells=region.cells,
            visits=region.visits,
            carers=region.carers,
            limit=self.sizes[kind].limit,
            seed=self.random.randrange(1 << 30),
            with_visits=with_visits,
            broken=broken,
        )

    def learn(self, task: Task, answer: Answer, gain: float) -> None:
        """Let a kind's size follow what was proved, and its turn what it gained for its work (kronor)."""
        if task.kind not in self.sizes:
            return
        kind = Kind(task.kind)
        self.sizes[kind].learn(proved=answer.proved, work=answer.work)
        rate = max(0.0, gain) / (answer.work + OVERHEAD)
        self.rates[kind] += MEMORY * (rate - self.rates[kind])
        self._in_vain = 0.0 if gain > 0 else self._in_vain + answer.work
        if self._in_vain > PATIENCE:
            self._in_vain = 0.0
            for size in self.sizes.values():
                size.limit = max(size.limit, min(LONGEST, LONGER * size.limit))

    def _turns(self, weights: dict[Kind, float]) -> list[float]:
        """How likely each kind is to be next: half by its given weight, half by what it has gained of late."""
        earned = {kind: weight * self.rates[kind] for kind, weight in weights.items()}
        given, won = sum(weights.values()), sum(earned.values()) or 1.0
        return [weight / given + earned[kind] / won for kind, weight in weights.items()]

    def _days_of(self, task: Task) -> Iterable[int]:
        if task.visits:
            return {self.case.visits[name].day for name in task.visits}
        return ()

    # -- regions of the roster -----------------------------------------------------------------------

    def _rows(self, plan: Plan, taken: frozenset[int]) -> Region:
        people = self._chosen(min(len(self.people), self.sizes[Kind.ROWS].whole))
        return Region({who: frozenset(self.case.days) for who in people}, {}, {})

    def _chosen(self, count: int) -> list[EmployeeId]:
        """Some people by chance, every other time those with most to be spared before others."""
        if self.random.random() < 0.5:
            return self.random.sample(self.people, count)
        drawn = {who: self.random.random() ** (1 / (1 + self._pressure.get(who, 0.0))) for who in self.people}
        return sorted(self.people, key=lambda who: -drawn[who])[:count]

    def _window(self, plan: Plan, taken: frozenset[int]) -> Region:
        length = min(self.days, self.sizes[Kind.WINDOW].whole)
        first = self.random.randrange(-(length // 3), self.days - length + 1 + length // 3)
        days = frozenset(day for day in range(first, first + length) if day in self.case.days)
        return Region(dict.fromkeys(self.people, days), {}, {})

    def _block(self, plan: Plan, taken: frozenset[int]) -> Region:
        length = max(1, self.random.choice((self.days // 2, 2 * self.days // 3)))
        many = min(len(self.people), self.sizes[Kind.BLOCK].whole)
        first = self.random.randrange(self.days - length + 1)
        days = frozenset(range(first, first + length))
        return Region(dict.fromkeys(self.random.sample(self.people, many), days), {}, {})

    # -- regions of the visit plan ---------------------------------------------------------------------

    def _free_window(self, taken: frozenset[int]) -> range:
        """The days of a 14-day window, one nobody is working on if there is one."""
        windows = range(-(-self.days // WINDOW))
        open_windows = [window for window in windows if window not in taken] or list(windows)
        window = self.random.choice(open_windows)
        return range(window * WINDOW, min(self.days, (window + 1) * WINDOW))

    def _recipients(self, plan: Plan, taken: frozenset[int]) -> Region | None:
        days = self._free_window(taken)
        chosen = self._near(self.sizes[Kind.RECIPIENTS].whole)
        visits = [visit for who in chosen for visit in self.case.visits_of[who] if visit.day in days]
        return Region({}, self._with_starts(plan, visits, 1), {}) if visits else None

    def _near(self, count: int) -> Sequence[RecipientId]:
        """Some recipients, most of them of one group."""
        recipients = [who for who in self.case.recipients if self.case.visits_of[who]]
        if not recipients:
            return ()
        group = self.case.recipients[self.random.choice(recipients)].group
        self.random.shuffle(recipients)
        spread = self.random.random() < 0.25
        recipients.sort(key=lambda who: 0 if spread else self.case.recipients[who].group != group)
        return recipients[:count]

    def _day(self, plan: Plan, taken: frozenset[int]) -> Region | None:
        days = list(self._free_window(taken))
        size = self.sizes[Kind.DAY].now
        first = self.random.choice(days)
        chosen = [visit for day in range(first, first + max(1, round(size))) for visit in self._of_day(day)]
        if size < 1:
            chosen.sort(key=lambda visit: visit.earliest)
            many = max(2, int(size * len(chosen)))
            begin = self.random.randrange(max(1, len(chosen) - many + 1))
            chosen = chosen[begin : begin + many]
        return Region({}, self._with_starts(plan, chosen, 3), {}) if chosen else None

    def _unmade(self, plan: Plan, taken: frozenset[int]) -> Region | None:
        days = self._free_window(taken)
        unmade = [visit for day in days for visit in self._of_day(day) if visit.id not in plan.meetings]
        if not unmade:
            return None
        anchor = self.random.choice(unmade)
        same = sorted(self._of_day(anchor.day), key=lambda visit: abs(visit.earliest - anchor.earliest))
        missing = [visit for visit in same if visit.id not in plan.meetings]
        about = [visit for visit in same if visit.id in plan.meetings]
        many = 8 * self.sizes[Kind.UNMADE].whole
        chosen = [*missing[: max(1, many // 4)], *about[:many]]
        return Region({}, self._with_starts(plan, chosen, 4), {})

    def _together(self, plan: Plan, taken: frozenset[int]) -> Region | None:
        days = frozenset(self._free_window(taken))
        people = self._companions(plan, days, self.sizes[Kind.TOGETHER].whole)
        met: dict[RecipientId, set[EmployeeId]] = {}
        chosen: list[Visit] = []
        for day in sorted(days):
            for visit in self._of_day(day):
                meeting = plan.meetings.get(visit.id)
                if meeting is not None:
                    met.setdefault(visit.recipient.id, set()).update(meeting.carers)
                if meeting is None or any(who in people for who in meeting.carers):
                    chosen.append(visit)
        carers = {visit.id: frozenset(people | met.get(visit.recipient.id, set())) for visit in chosen}
        cells = {who: days for who in self.people if who in people}
        return Region(cells, self._with_starts(plan, chosen, 1), carers)

    def _companions(self, plan: Plan, days: frozenset[int], count: int) -> set[EmployeeId]:
        """One person, and others who visit the same recipients."""
        first = self._chosen(1)[0]
        shared: dict[EmployeeId, int] = {}
        hers = {call.visit.recipient.id for day in days for call in plan.rounds.get((first, day), ())}
        for name, meeting in plan.meetings.items():
            visit = self.case.visits[name]
            if visit.day in days and visit.recipient.id in hers:
                for who in meeting.carers:
                    shared[who] = shared.get(who, 0) + 1
        shared.pop(first, None)
        found = {first}
        while len(found) < count and shared:
            who = self.random.choices(list(shared), list(shared.values()))[0]
            found.add(who)
            del shared[who]
        return found

    def _of_day(self, day: int) -> Sequence[Visit]:
        return self.case.visits_on.get(day, ())

    def _with_starts(self, plan: Plan, visits: Iterable[Visit], count: int) -> dict[VisitId, tuple[Instant, ...]]:
        """Each visit with its own start, or the one it would have, and some others of its window."""
        found: dict[VisitId, tuple[Instant, ...]] = {}
        for visit in visits:
            meeting = plan.meetings.get(visit.id)
            first = meeting.start if meeting else self.starts.get(visit.id, visit.earliest)
            others: list[int] = []
            extra = count - 1 + (1 if meeting is None else 0)
            if extra:
                every = [start for start in starts_of(visit) if start != first]
                others = self.random.sample(every, min(extra, len(every)))
            found[visit.id] = (Instant(first), *(Instant(start) for start in sorted(others)))
        return found
