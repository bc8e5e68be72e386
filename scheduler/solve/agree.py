"""Agreement: before an answer is shown, every rule is asked of it twice, as solver posts and as reader checks."""

from scheduler.book import Book
from scheduler.charge import Sum
from scheduler.errors import SamschemaError
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.review import Review
from scheduler.solve.board import Board, Freedom
from scheduler.solve.solver import Solved, run
from scheduler.text import Text

LIMIT = 60.0  # deterministic units; such a model has next to nothing to decide
DISAGREES = Text(
    sv="Beräkningen och granskningen är oense om {rules}. Schemat visas inte."
    " Underlaget är sparat; skicka det till oss.",
    en="Solver and reader disagree about {rules}. No roster is shown; the case has been saved, please send it to us.",
)


class Disagreement(SamschemaError):
    """Solver and reader name different amounts for a plan: a fault of ours, never to be papered over."""

    def __init__(self, plan: Plan, amounts: dict[RuleId, tuple[int, int]]) -> None:
        named = ", ".join(f"{rule} ({posted} / {read})" for rule, (posted, read) in sorted(amounts.items()))
        super().__init__(DISAGREES, rules=named)
        self.plan = plan
        self.amounts = amounts


def posted_amounts(book: Book, plan: Plan) -> dict[RuleId, int]:
    """The raw amount per rule that the rules post about a plan in which nothing is free."""
    board = Board(book, plan, Freedom({}, {}), everyone=True, measure=True)
    board.post()
    solved = None
    if any(total.literals for total in board.owed.values()):
        solved = run(board.model, LIMIT, 0)
        if not solved.proved:
            raise RuntimeError("a plan in which nothing is free could not be measured")
    return {rule: _value(total, solved) for rule, total in board.owed.items()}


def _value(total: Sum, solved: Solved | None) -> int:
    pairs = zip(total.literals, total.weights, strict=True)
    return total.constant + sum(weight * solved.number(literal) for literal, weight in pairs if solved)


def agree(book: Book, plan: Plan, review: Review) -> None:
    """Ask solver and reader about a plan.

    Raises:
        Disagreement: they name different amounts for some rule.
    """
    read: dict[RuleId, int] = {}
    for breach in review.breaches:
        read[breach.rule] = read.get(breach.rule, 0) + breach.raw
    posted = posted_amounts(book, plan)
    amounts = {
        rule: (posted.get(rule, 0), read.get(rule, 0))
        for rule in book.rules
        if posted.get(rule, 0) != read.get(rule, 0) and book.rules[rule].planned
    }
    if amounts:
        raise Disagreement(plan, amounts)
