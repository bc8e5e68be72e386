"""Weekends: nobody works more weekends than hers, and never three of them in a row.

Every second weekend at most for most people, every third or none at all for some. A shift belongs to its date; a
night that starts on Friday or Saturday works that weekend, a Sunday night does not. The weekends before the period
count when they run on into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, TRUE, Charge, Literal, Over, Sum, When
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, Breach, Named, Rule, Source
from scheduler.runs import overlong
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

IN_ROW = Text(
    sv="{length} arbetade helger i rad från {first:day}; högst {in_row} får följa på varandra.",
    en="{length} weekends worked in a row from {first:day}; at most {in_row} may follow each other.",
)


class Weekends(Rule):
    id = RuleId("weekends")
    level = Level.MUNICIPALITY
    source = Source("Kommunens riktlinje för helgtjänstgöring", read=date(2026, 11, 1))
    title = Text(sv="Arbetade helger", en="Weekends worked")
    says = Text(
        sv="{worked} arbetade helger i perioden; högst {most} är avtalat.",
        en="{worked} weekends worked in the period; at most {most} is agreed.",
    )
    unit = Text(sv="helger", en="weekends")

    in_row: Annotated[int, Named(stricter=LESS)] = 2

    def post(self, board: Board) -> Iterator[Charge]:
        table = _weekends(board.case)
        for who in board.people:
            before = {shift.weekend for shift in board.case.history_of[who]}
            literals: dict[int, Literal] = {
                saturday: board.met(board.one_of(who, shifts) for shifts in dates) for saturday, dates in table.items()
            }
            yield Over(Sum.of(literals.values()), _most(board.case, board.case.everyone[who]), who=who)
            for stretch, amount in self._in_row(literals, before):
                yield When(stretch, amount, who=who)

    def _in_row(
        self, literals: Mapping[int, Literal], before: set[int | None]
    ) -> Iterator[tuple[tuple[Literal, ...], int]]:
        first = min(literals, default=0)

        def worked(number: int) -> Literal:
            saturday = first + 7 * number
            if number >= 0:
                return literals[saturday]
            return TRUE if saturday in before else FALSE

        carried = 0
        while worked(-1 - carried) is TRUE:
            carried += 1
        return overlong(worked, carried, len(literals), self.in_row)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            worked: dict[int, bool] = {}  # whether a shift of the roster works it
            for shift in plan.shifts_of(who):
                if shift.weekend is not None:
                    worked[shift.weekend] = shift.day >= 0 or worked.get(shift.weekend, False)
            saturdays = sorted(saturday for saturday, mine in worked.items() if mine)
            most = _most(case, employee)
            if len(saturdays) > most:
                over = len(saturdays) - most
                yield self.breach(who, (), over, day=saturdays[most], worked=len(saturdays), most=most)
            yield from self._rows(who, sorted(worked), worked)

    def _rows(self, who: EmployeeId, saturdays: list[int], mine: Mapping[int, bool]) -> Iterator[Breach]:
        """Every too long row of weekends of which one at least is the roster's."""
        row: list[int] = []
        for index, saturday in enumerate(saturdays):
            row.append(saturday)
            if saturdays[index + 1 : index + 2] == [saturday + 7]:
                continue
            if len(row) > self.in_row and any(mine[one] for one in row):
                over = len(row) - self.in_row
                yield self.breach(who, (), over, day=saturday, words=IN_ROW, length=len(row), first=row[0])
            row = []


def _most(case: Case, employee: Employee) -> int:
    return max(1, case.weeks // employee.weekend_every) if employee.weekend_every else 0


def _weekends(case: Case) -> dict[int, list[list[Shift]]]:
    """The shifts that work each weekend of the period, date by date."""
    known: dict[int, list[list[Shift]]] | None = case.memory.get("weekends")
    if known is None:
        found: dict[int, dict[int, list[Shift]]] = {}
        for shift in case.shifts:
            if shift.day >= 0 and shift.weekend is not None:
                found.setdefault(shift.weekend, {}).setdefault(shift.day, []).append(shift)
        known = case.memory["weekends"] = {saturday: [*dates.values()] for saturday, dates in sorted(found.items())}
    return known
