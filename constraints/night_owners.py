"""Night owners: nights go only to those who work nights, and those who work only nights do nothing else.

Whoever is to work `only` nights is not sent to a meeting or lent to another unit either.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import FALSE, Charge, When
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

NO_NIGHTS = Text(
    sv="Nattpasset {begin:moment} går till någon som inte arbetar natt.",
    en="The night shift on {begin:moment} goes to somebody who does not work nights.",
)


class NightOwners(Rule):
    id = RuleId("night_owners")
    level = Level.PERSON
    source = Source("Medarbetarens anställning, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Nattpersonal", en="Night staff")
    says = Text(
        sv="Passet {begin:moment} går till någon som bara arbetar natt.",
        en="The shift on {begin:moment} goes to somebody who works nights only.",
    )
    unit = Text(sv="pass", en="shifts")

    def post(self, board: Board) -> Iterator[Charge]:
        for who in board.people:
            nights = board.case.everyone[who].nights
            if nights == "yes":
                continue
            for day in board.case.days:
                shifts = board.case.nights_on[day] if nights == "no" else board.options(who, day)
                for shift in shifts:
                    if shift.is_night is (nights == "no"):
                        works = board.works(who, shift)
                        if works is not FALSE:
                            yield When((works,), who=who)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for who, employee in case.employees.items():
            if employee.nights == "yes":
                continue
            wrong = employee.nights == "no"
            for shift in plan.shifts_of(who):
                if shift.is_night is wrong and shift.day >= 0:
                    yield self.breach(who, (shift,), 1, words=NO_NIGHTS if wrong else self.says)
