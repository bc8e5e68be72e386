"""Fair shares: how much more of something each person carries than her rate of the whole.

A share is counted among the permanent staff of a unit, those who work only nights apart from the others. What the
ledger carries in counts like shifts worked. Rates and points need not be whole, so everything is counted in parts
small enough to be whole numbers.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from scheduler.case.case import Case
from scheduler.case.rows import LedgerRow
from scheduler.case.shifts import Shift
from scheduler.charge import Charge, Steps, Sum
from scheduler.ids import EmployeeId, UnitId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Scope
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

TENTH = Decimal("0.1")  # of a shift: how finely points are carried on
DEAREST = 12  # steps; what lies beyond is priced alike by a search, which never comes there


@dataclass(frozen=True)
class Pool:
    """Those who share: each one's rate, and what she carries in, in parts of which a shift has `shift`."""

    rates: Mapping[EmployeeId, int]
    points: Mapping[EmployeeId, int]
    shift: int
    slack: int

    @cached_property
    def whole(self) -> int:
        """The rates of all."""
        return sum(self.rates.values())

    @cached_property
    def carried(self) -> int:
        """The points of all."""
        return sum(self.points.values())

    @property
    def size(self) -> int:
        """What one shift weighs in `excess`."""
        return self.whole * self.shift

    @cached_property
    def excess(self) -> Mapping[EmployeeId, tuple[int, int, int]]:
        """What each has beyond her share and the slack: a constant, and a weight for each shift of hers and of all."""
        return {
            who: (
                self.whole * (self.points[who] - self.slack) - rate * self.carried,
                self.size,
                -rate * self.shift,
            )
            for who, rate in self.rates.items()
        }


class Share(Rule):
    """A rule that some kind of shift is shared by rate; it says which shifts, and which points of the ledger."""

    level = Level.UNIT
    unit = Text(sv="pass", en="shifts")
    scope = Scope.TEAM
    default_price = 40  # of the first shift over; each further one costs twice the one before

    slack: Annotated[Decimal, Named(stricter=LESS)] = Decimal(1)
    _ledger: ClassVar[Literal["weekend", "evening", "night", "red"]]

    @abstractmethod
    def counts(self, case: Case, shift: Shift) -> bool:
        """Whether a shift is of the kind that is shared."""

    def post(self, board: Board) -> Iterator[Charge]:
        for pool in self._pools(board.case):
            if any(who in board.people or board.is_free(who) for who in pool.rates):
                yield from self._steps(board, pool)

    def _steps(self, board: Board, pool: Pool) -> Iterator[Charge]:
        shared = self._shared(board.case)
        free = {who: board.number(board.count(who, shared)) for who in pool.rates if board.is_free(who)}
        held = {who: self._worked(board.plan, who, shared) for who in pool.rates if who not in free}
        known = sum(held.values())
        everything = board.number(_total((Sum(known), *free.values())))
        prices = tuple(float(self.price or 0) * 2**step for step in range(DEAREST))
        for who in pool.rates:
            carried, mine, all_ours = pool.excess[who]
            if who not in board.case.employees:
                continue
            if who in held and carried + mine * held[who] + all_ours * known <= 0:
                continue  # the more the others work, the less she is over
            own = free[who] if who in free else Sum(held[who])
            yield Steps(Sum(carried).plus(own, mine).plus(everything, all_ours), 0, pool.size, prices, who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        shared = self._shared(case)
        for pool in self._pools(case):
            worked = {who: self._worked(plan, who, shared) for who in pool.rates}
            everything = sum(worked.values())
            for who, count in worked.items():
                carried, mine, all_ours = pool.excess[who]
                over = -(-(carried + mine * count + all_ours * everything) // pool.size)
                if over > 0 and who in case.employees:
                    carries = count + pool.points[who] / pool.shift
                    whole = everything + pool.carried / pool.shift
                    yield self.breach(
                        who,
                        (),
                        over,
                        kronor=float(self.price or 0) * (2**over - 1),
                        carries=carries,
                        fair=whole * pool.rates[who] / pool.whole,
                        count=count,
                    )

    def remembered(self, case: Case, plan: Plan) -> Iterator[LedgerRow]:
        """What each carries above her fair share, or below it."""
        shared = self._shared(case)
        for pool in self._pools(case):
            carries = {
                who: self._worked(plan, who, shared) + Fraction(pool.points[who], pool.shift) for who in pool.rates
            }
            whole = sum(carries.values())
            for who, carried in carries.items():
                points = Decimal(float(carried - whole * Fraction(pool.rates[who], pool.whole))).quantize(TENTH)
                yield LedgerRow(employee_id=who, kind=self._ledger, points=points)

    def _worked(self, plan: Plan, who: EmployeeId, shared: Mapping[Shift, None]) -> int:
        return plan.of_row(who, self.id, lambda: sum(shift in shared for shift in plan.shifts_of(who)))

    def _shared(self, case: Case) -> Mapping[Shift, None]:
        """The shifts that are shared, in their own order."""
        known: Mapping[Shift, None] | None = case.memory.get(self.id)
        if known is None:
            shared = (shift for shift in case.shifts if shift.day >= 0 and self.counts(case, shift))
            known = case.memory[self.id] = dict.fromkeys(shared)
        return known

    def _pools(self, case: Case) -> tuple[Pool, ...]:
        key = (self.id, self.slack)
        known: tuple[Pool, ...] | None = case.memory.get(key)
        if known is None:
            members: dict[tuple[UnitId, bool], list[EmployeeId]] = {}
            for who, employee in case.everyone.items():
                if not employee.hourly:
                    members.setdefault((employee.unit, employee.nights == "only"), []).append(who)
            pools = (self._pool(case, people) for people in members.values())
            known = case.memory[key] = tuple(pool for pool in pools if pool.whole)
        return known

    def _pool(self, case: Case, people: list[EmployeeId]) -> Pool:
        rates = {who: Fraction(case.everyone[who].rate) for who in people}
        points = {who: Fraction(case.ledger.get((who, self._ledger), 0)) for who in people}
        slack = Fraction(self.slack)
        rate = lcm(*(share.denominator for share in rates.values()))
        shift = lcm(slack.denominator, *(share.denominator for share in points.values()))
        return Pool(
            rates={who: int(share * rate) for who, share in rates.items()},
            points={who: int(share * shift) for who, share in points.items()},
            shift=shift,
            slack=int(slack * shift),
        )


def _total(worked: Iterable[Sum]) -> Sum:
    total = Sum()
    for one in worked:
        total.plus(one)
    return total
