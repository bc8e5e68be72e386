"""The search: a case in, the best roster and visit plan found in the time given.

Person by person a first roster; then neighbourhoods of the roster alone, the visits standing in as a guide; then the
visits are dealt; then roster and visits together, in the same prices. Whatever is stopped when, the best plan so far is
kept, and it is answered only after every rule has read it.
"""

import time
from dataclasses import dataclass, field
from random import Random

from scheduler.book import Book
from scheduler.figures import faces_mean, visits_made_share, wishes_granted_share
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.review import Reading, Review, Worth
from scheduler.solve.agree import agree
from scheduler.solve.columns import Columns
from scheduler.solve.deal import Levels, deal
from scheduler.solve.frozen import as_worked
from scheduler.solve.neighbourhoods import Kind, Neighbourhoods
from scheduler.solve.presence import Presence
from scheduler.solve.progress import Job, Listener, Outcome, Phase, Progress, Settings, Status, Stop, gap_of
from scheduler.solve.shared import guiding
from scheduler.solve.task import PERSONAL, Answer, Broken, Packed, Task
from scheduler.solve.workers import Crew

LEAST_SHARED = 0.05  # of its price need weighs for the first to be placed; the last meet it in full
PLACE_LIMIT = 0.6  # deterministic units for one person's first row
ROSTER_SHARE = 0.5  # of the time before the visits are dealt, in home care
LOOK = 0.07  # of the budget between looks at what visit plan the roster being improved would give
GAIN = 0.005  # of its kronor that a better roster's visit plan gains between looks,
STALE = 2  # or after so many looks the visits are taken up
COLUMN_SHARE = 0.4  # of the time for column generation,
DIVE_SHARE = 0.2  # and at most so much for the dive to a whole roster;
COLUMN_SHARE_OF_VISITS = 0.12  # where visits are to be planned after it: without the guide, with it, and for the dive
PROVED = 0.01  # kronor: a plan this near the bound is the best there is
BOUND_SHARE = 0.05  # for the bound alone, where rounds are too dear
LATE = 0.15  # of the time gone before the first roster stands: too much for rounds of it
LEAST_ROUNDS = 12  # fewer do not come near;
LAID = 2  # after so many it is seen how long a round takes: in the first, boards are laid
CALL = 0.005  # deterministic units that any call is worth
TAIL = 0.04  # of the seconds kept for the last reading
POLL = 0.25  # seconds between looks at the clock and the stop signal

ROSTER_WEIGHTS = {Kind.ROWS: 0.5, Kind.WINDOW: 0.3, Kind.BLOCK: 0.2}
JOINT_WEIGHTS = {Kind.RECIPIENTS: 0.4, Kind.DAY: 0.15, Kind.UNMADE: 0.1, Kind.TOGETHER: 0.35}


def solve(
    job: Job,
    settings: Settings,
    start: Plan | None = None,
    listener: Listener = lambda progress: None,
    stop: Stop = lambda: False,
) -> Outcome:
    """Search for the best plan of a case.

    Args:
        job: the case's tables and the rules.
        settings: seconds or work, seed and worker processes.
        start: a plan of an equal case to begin from; the answer is never worse.
        listener: told of progress, in this process.
        stop: asked often; once it says so, the best plan so far is answered. Ctrl-C does the same.

    Raises:
        Disagreement: solver and reader name different amounts for the answer.
        WorkersGone: the worker processes were killed.
    """
    with Crew(job, max(1, settings.workers)) as crew:
        return _Search(job, settings, crew, listener, stop).run(start)


@dataclass
class _Budget:
    """How much of what was given is spent, in seconds or in deterministic work."""

    settings: Settings
    begun: float = field(default_factory=time.monotonic)
    work: float = 0.0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun

    @property
    def share(self) -> float:
        if self.settings.work is not None:
            return self.work / max(self.settings.work, 1e-9)
        return self.seconds / max(self.settings.seconds * (1 - TAIL), 1e-9)


class _Search:
    def __init__(self, job: Job, settings: Settings, crew: Crew, listener: Listener, stop: Stop) -> None:
        self.budget = _Budget(settings)
        self.settings = settings
        self.crew = crew
        self.listener = listener
        self.stop = stop
        self.stopped = False
        self.phase = Phase.READING
        self._told = -1.0
        self.tell()
        self.book: Book = job.book()
        self.case = self.book.case
        self.neighbourhoods = Neighbourhoods(self.book, settings.seed)
        self.presence = Presence(self.case) if self.case.is_home_care and self.case.visits else None
        self.current: Reading = Reading.of(self.book, as_worked(Plan.empty(self.case)))
        self.best: Reading | None = None
        self.bound: float | None = None
        self.covers: frozenset[RuleId] = frozenset()
        self._until = 0.0  # the share of the budget at which column generation is to end

    def run(self, start: Plan | None) -> Outcome:
        """Every phase in turn, then the answer."""
        try:
            self._phases(start)
        except KeyboardInterrupt:
            self.stopped = True
        return self._finish()

    def _phases(self, start: Plan | None) -> None:
        if start is None:
            self._construct()
        else:
            plan = Packed.of(start).plan(self.case)  # its shifts are another case's
            self.current = Reading.of(self.book, as_worked(plan))
        self._keep(self.current)
        if self.presence is None:
            self._generate()
            self._improve(Phase.ROSTER, ROSTER_WEIGHTS, until=1.0, with_visits=False)
            return
        if not self.current.plan.has_visits:
            self._keep(self._dealt())
            self._generate()
            self._keep(self._dealt())
            self._improve(Phase.ROSTER, ROSTER_WEIGHTS, until=ROSTER_SHARE, with_visits=False)
            self._keep(self._dealt())
            self.current = self.best or self.current
        self._improve(Phase.JOINT, JOINT_WEIGHTS, until=1.0, with_visits=True)

    # -- phases ------------------------------------------------------------------------------------

    def _construct(self) -> None:
        """A first roster: one person at a time, each the best answer to the cover still missing."""
        self._enter(Phase.STARTING)
        self.crew.prepare(Packed.of(self.current.plan))
        waiting = self._order()
        while waiting or self.crew.running:
            while waiting and self.crew.has_idle and not self.over(always=True):
                who = waiting.pop(0)
                self.crew.send(self._placing(who, 1 - len(waiting) / len(self.case.employees)))
            for _, answer in self._answers():
                self.current = self.current.after(answer.onto(self.current.plan))
            if self.over(always=True):
                return

    def _generate(self) -> None:
        """Column generation for a share of the budget: a bound of what reads no visit, and a better roster.

        Where visits are planned there are two turns: without the guide, which the bound does not know, and with it.
        """
        if not self.settings.columns or self.budget.share > LATE or self.case.frozen or self.case.waivers:
            return
        self._enter(Phase.COLUMNS)
        rounds, diving = COLUMN_SHARE, DIVE_SHARE
        if self.presence is not None:
            rounds = diving = COLUMN_SHARE_OF_VISITS
        self._until = self.budget.share + rounds
        columns = Columns(self.book, self.crew, lambda: self.budget.share >= self._until or self.over(), self._spend)
        columns.begin(self.current.plan)
        is_enough = self._rounds(columns, rounds)
        if is_enough and self.presence is not None:
            columns.follow(guiding(self.book, self.presence))
            is_enough = self._rounds(columns, rounds)
        if not is_enough:
            return
        self._until = min(1.0, self.budget.share + diving)
        plan = columns.dive(lambda: self._until - self.budget.share)
        if plan is not None:
            self._take(self.current.after(plan))

    def _rounds(self, columns: Columns, share: float) -> bool:
        """Rounds for a share of the budget, less where they are too dear; whether there were enough to dive from."""
        begun = last = self.budget.share
        self._until = begun + share
        more, rounds = True, 0
        while more and not columns.over():
            more = columns.round()
            rounds += 1
            self.bound, self.covers = columns.bound, columns.covers
            self.tell()
            took, last = self.budget.share - last, self.budget.share
            if rounds == LAID and rounds + (self._until - last) / max(took, 1e-9) < LEAST_ROUNDS:
                self._until = begun + BOUND_SHARE
                share = 0.0
        return share > 0

    def _take(self, reading: Reading) -> None:
        """Go on from a roster if it is no worse than the current one, visits apart."""
        if not self._value(self.current, with_visits=False).better_than(self._value(reading, with_visits=False)):
            self.current = reading
            self._keep(reading)

    def _spend(self, work: float) -> None:
        self.budget.work += work + CALL  # or a search of trifles counted in work would never end
        self.tell()

    def _order(self) -> list[EmployeeId]:
        """Those with most hours first, hourly staff last; chance decides between equals."""
        chance = Random(self.settings.seed)
        people = list(self.case.employees.values())
        chance.shuffle(people)
        people.sort(key=lambda one: (one.hourly, -one.contract))
        return [one.id for one in people]

    def _placing(self, who: EmployeeId, share: float) -> Task:
        """One person's first row, when that share of all will have been placed with her."""
        return Task(
            kind="place",
            plan=Packed.of(self.current.plan),
            cells={who: frozenset(self.case.days)},
            visits={},
            limit=PLACE_LIMIT,
            seed=self.settings.seed,
            with_visits=False,
            placing=True,
            shared=max(LEAST_SHARED, share),
        )

    def _improve(self, phase: Phase, weights: dict[Kind, float], until: float, *, with_visits: bool) -> None:
        """Neighbourhood search until a share of the budget is spent."""
        self._enter(phase)
        looked, stale = self.budget.share, 0
        while self.budget.share < until and stale < STALE and not self.over():
            while self.crew.has_idle and self.budget.share < until:
                broken = self._broken()
                busy = self.crew.running
                self.crew.send(self.neighbourhoods.next(self.current, weights, busy, broken, with_visits=with_visits))
            self._learn()
            if self.presence is not None and not with_visits and self.budget.share >= looked + LOOK:
                looked = self.budget.share
                stale = 0 if self._look() else stale + 1
        self._drain()

    def _look(self) -> bool:
        """Deal the visits on the roster being improved; whether the plan is clearly better than the best so far."""
        before = self.best
        dealt = self._dealt()
        self._keep(dealt)
        if before is None:
            return True
        worth, now = before.worth, dealt.worth
        return now.hard < worth.hard or (now.hard == worth.hard and now.kronor < worth.kronor * (1 - GAIN))

    def _learn(self) -> None:
        """Consider what has been answered, and tell the neighbourhoods what came of it."""
        for task, answer in self._answers():
            before = self._value(self.current, with_visits=task.with_visits).kronor
            self._consider(answer, with_visits=task.with_visits)
            after = self._value(self.current, with_visits=task.with_visits).kronor
            self.neighbourhoods.learn(task, answer, before - after)

    def _consider(self, answer: Answer, *, with_visits: bool) -> None:
        """Make the answer the current plan unless it is worse."""
        if not answer.found or not (answer.cells or answer.meetings):
            return
        reading = self.current.after(answer.onto(self.current.plan))
        if self._value(self.current, with_visits=with_visits).better_than(
            self._value(reading, with_visits=with_visits)
        ):
            return
        self.current = reading
        if with_visits or self.presence is None:
            self._keep(reading)

    def _value(self, reading: Reading, *, with_visits: bool) -> Worth:
        worth = reading.worth
        if with_visits or self.presence is None:
            return worth
        people = (PERSONAL - 1) * sum(reading.pressure.values())
        return Worth(worth.hard, worth.kronor + people + self.presence.kronor(reading.plan))

    def _dealt(self) -> Reading:
        """The current roster with its visits dealt in a second."""
        levels = Levels(self.book, self.current.plan)
        self.neighbourhoods.starts = levels.starts
        plan = deal(self.book, self.current.plan, self.settings.seed, levels)
        return self.current.after(plan)

    # -- the end -----------------------------------------------------------------------------------

    def _finish(self) -> Outcome:
        self._enter(Phase.CHECKING)
        if self.presence is not None and not self.current.plan.has_visits:
            self._keep(self._dealt())
        best = self.best or self.current
        review = Review.of(Reading.of(self.book, best.plan))
        agree(self.book, best.plan, review)
        return Outcome(
            plan=best.plan,
            review=review,
            status=Status.INFEASIBLE if review.hard else Status.FEASIBLE,
            seconds=self.budget.seconds,
            stopped=self.stopped,
            work=self.budget.work,
            bound=self.bound,
            covers=self.covers,
        )

    def over(self, *, always: bool = False) -> bool:
        """Whether a person, or (unless the phase must always end) the clock, says that it is enough."""
        if self.stop():
            self.stopped = True
        return self.stopped or (not always and (self.budget.share >= 1 or self.is_proved))

    @property
    def is_proved(self) -> bool:
        """Whether no plan can be better than the best so far."""
        if self.bound is None or self.best is None or self.best.worth.hard:
            return False
        return self.best.worth.kronor <= self.bound + PROVED

    def _keep(self, reading: Reading) -> None:
        if self.best is None or not self.best.worth.better_than(reading.worth):
            self.best = reading
        self.tell()

    def _broken(self) -> Broken:
        return frozenset((breach.rule, breach.who) for breach in self.current.breaches if breach.hard)

    def _answers(self) -> list[tuple[Task, Answer]]:
        answered = self.crew.answers(POLL)
        found = [(one, answer) for one, answer in answered if isinstance(one, Task) and isinstance(answer, Answer)]
        for _, answer in found:
            self._spend(answer.work)
        self.tell()
        return found

    def _drain(self) -> None:
        """Wait for what is being solved in a deterministic run; leave it to its end otherwise."""
        while self.crew.running and not self.stopped:
            self._learn()
            if self.settings.work is None and self.budget.share >= 1:
                return

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self._told = -1.0
        self.tell()

    def tell(self) -> None:
        """Tell the listener where the best plan stands, at most once a second."""
        now = self.budget.seconds
        if now - self._told < 1.0 and self._told >= 0:
            return
        self._told = now
        best = getattr(self, "best", None)
        if best is None:
            self.listener(Progress(now, self.phase))
            return
        plan = best.plan
        self.listener(
            Progress(
                seconds=now,
                phase=self.phase,
                kronor=best.worth.kronor,
                hard=best.worth.hard,
                faces=faces_mean(self.case, plan),
                wishes=wishes_granted_share(self.case, plan),
                visits=visits_made_share(self.case, plan),
                bound=self.bound,
                gap=self._gap(best),
            )
        )

    def _gap(self, reading: Reading) -> float | None:
        if self.bound is None:
            return None
        return gap_of(sum(owed.kronor for rule, owed in reading.sums().items() if rule in self.covers), self.bound)
