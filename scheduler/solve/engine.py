"""The engine: one process's answers to tasks, each a board solved by CP-SAT."""

from collections.abc import Collection
from typing import Any

from scheduler.book import Book
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.solve.board import Board, Elastic, Freedom
from scheduler.solve.choices import Choice
from scheduler.solve.presence import Presence
from scheduler.solve.pricing import Pricer, Prices, Pricing
from scheduler.solve.progress import Job
from scheduler.solve.solver import Solved, run
from scheduler.solve.task import PERSONAL, Answer, Broken, Task, differences

PLACE_GAP = 0.01  # a first row need not be the very best
WIDE = 0.5  # of the people: with more of them free, the standing board is the cheaper one


class Engine:
    """Solves tasks about one case. The board of a whole roster is laid once and pinned anew for each task."""

    def __init__(self, job: Job) -> None:
        self.book: Book = job.book()
        self.case = self.book.case
        self.presence = Presence(self.case) if self.case.is_home_care else None
        self._standing: Standing | None = None
        self._pricer = Pricer(self.book)

    def answer(self, asked: Task | Pricing) -> Answer | Prices:
        """Whatever is asked."""
        return self._pricer.solve(asked) if isinstance(asked, Pricing) else self.solve(asked)

    def solve(self, task: Task) -> Answer:
        """Decide the task's cells and visits anew; never worse than they were, by the board's own reckoning."""
        plan = task.plan.plan(self.case)
        if task.placing:
            return self._place(task, plan)
        if not task.with_visits and not task.broken and len(task.cells) > WIDE * len(self.case.employees):
            return self._stand(task, plan)
        board = self._board(task, plan, elastic_of(task.broken))
        board.hint()
        return self._answer(plan, board, run(board.model, task.limit, task.seed))

    def prepare(self, plan: Plan) -> None:
        """Lay the standing board now, so that the first task need not wait for it."""
        self._standing = self._standing or Standing(self.book, plan, self.presence)

    def _place(self, task: Task, plan: Plan) -> Answer:
        """One person's first row; what cannot be held is made small instead."""
        coupled: Elastic = lambda rule, who: who is None  # noqa: E731
        board = self._board(task, plan, coupled)
        solved = run(board.model, task.limit, task.seed, PLACE_GAP)
        work = solved.work
        if not solved.found:
            board = self._board(task, plan, lambda rule, who: True)
            solved = run(board.model, 4 * task.limit, task.seed)
            work += solved.work
        answer = self._answer(plan, board, solved)
        return Answer(answer.found, answer.proved, work, answer.cells, answer.meetings)

    def _board(self, task: Task, plan: Plan, elastic: Elastic) -> Board:
        freedom = Freedom(task.cells, task.visits, task.carers)
        board = Board(
            self.book,
            plan,
            freedom,
            elastic=elastic,
            with_visits=task.with_visits,
            shared=task.shared,
            personal=PERSONAL if self.presence and not task.with_visits else 1.0,
        )
        if self.presence and not task.with_visits:
            self.presence.post(board)
        board.post()
        return board

    def _stand(self, task: Task, plan: Plan) -> Answer:
        self.prepare(plan)
        assert self._standing is not None
        board = self._standing.free(plan, task.cells)
        solved = run(board.model, task.limit, task.seed)
        return self._answer(plan, board, solved)

    def _answer(self, plan: Plan, board: Board, solved: Solved) -> Answer:
        if not solved.found:
            return Answer(False, solved.proved, solved.work)
        cells, meetings = differences(plan, board.answer(solved.value))
        return Answer(True, solved.proved, solved.work, cells, meetings)


def elastic_of(broken: Broken) -> Elastic:
    """Which hard rules a plan breaks, as the board asks it."""
    coupled = frozenset(rule for rule, _ in broken)

    def elastic(rule: RuleId, who: EmployeeId | None) -> bool:
        return (rule, who) in broken or (who is None and rule in coupled)

    return elastic


class Standing:
    """A board of everybody's whole row without visits, laid once; tasks pin all but their own cells.

    Pinning sets a literal's domain in the model itself: a clone or a new board would cost more than the solve.
    """

    def __init__(self, book: Book, plan: Plan, presence: Presence | None) -> None:
        cells = {who: frozenset(book.case.days) for who in book.case.employees}
        self.board = Board(book, plan, Freedom(cells, {}), with_visits=False, personal=PERSONAL if presence else 1.0)
        if presence:
            presence.post(self.board)
        self.board.post()
        self._variables: Any = self.board.model.proto.variables

    def free(self, plan: Plan, cells: dict[EmployeeId, Collection[int]] | Any) -> Board:
        """The board with just these cells free, the others as in the plan, which is the hint too."""
        board = self.board
        board.plan = plan
        board.model.clear_hints()  # type: ignore[no-untyped-call]
        for who, literals in board.cell_literals():
            free = cells.get(who, frozenset())
            mine = {Choice(duty.shift, duty.unit, duty.group) for duty in plan.duties.get(who, ())}
            shifts = {choice.shift for choice in mine}
            for literal, choice, shift in literals:
                self._set(literal, choice in mine if choice else shift in shifts, shift.day in free)
        return board

    def _set(self, literal: Any, value: bool, free: bool) -> None:
        domain = self._variables[literal.index].domain
        domain[0] = 0 if free else int(value)
        domain[1] = 1 if free else int(value)
        if free:
            self.board.model.add_hint(literal, value)
