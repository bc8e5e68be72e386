"""Presence: the guide by which a roster is searched before its visits are dealt.

Visits ask for people in the hours they fall in, and for people of their own group; a roster blind to that is
a poor ground for few faces. The load of each group, every visit spread over its window with the travel to it, is
compared with the group's own people on duty, and the whole load with everyone. It is a guide of the search, not a rule:
no plan is judged by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from scheduler.case.case import Case
from scheduler.case.shifts import NO_HEADS, Shift
from scheduler.case.wages import MONEY
from scheduler.charge import TRUE
from scheduler.ids import EmployeeId, GroupId, Skill
from scheduler.plan import Plan
from scheduler.solve.board import Board

SLOT = 15  # minutes
OVERHEAD = 1.2  # breaks, and what packing visits into rounds loses
EVERYONE = 400  # kronor a person-hour short of the whole load
SKILLED = 400  # of the load that wants a skill
OWN = 160  # of a group's own people


@dataclass(frozen=True)
class Wanted:
    """So many people wanted in the hours that the same shifts cover, of a group or with a skill."""

    group: GroupId | None
    skill: Skill | None
    shifts: frozenset[Shift]
    minutes: int
    people: int
    price: int  # kronor an hour


class Presence:
    """What a case's visits ask of a roster's hours."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.wanted: tuple[Wanted, ...] = tuple(_wanted(case))
        self._counted: dict[tuple[EmployeeId, Shift], tuple[int, ...]] = {}
        self._by_shift: dict[Shift, list[int]] = {}
        for number, wanted in enumerate(self.wanted):
            for shift in wanted.shifts:
                self._by_shift.setdefault(shift, []).append(number)

    def post(self, board: Board) -> None:
        """Add the guide to a board's objective."""
        heads = [0] * len(self.wanted)
        could: dict[int, dict[Shift, list[Any]]] = {}
        for who in self.case.everyone:
            for shift, _, _, literal in board.places(who):
                for number in self._of(who, shift):
                    if literal is TRUE:
                        heads[number] += 1
                    else:
                        could.setdefault(number, {}).setdefault(shift, []).append(literal)
        for number in sorted(could):
            wanted = self.wanted[number]
            total = board.tallied(heads[number], could[number])
            board.guide(total, wanted.people, wanted.price * MONEY * wanted.minutes // 60)

    def kronor(self, plan: Plan) -> float:
        """What the guide says a roster lacks."""
        heads = [0] * len(self.wanted)
        for who, duties in plan.duties.items():
            for duty in duties:
                for number in self._of(who, duty.shift):
                    heads[number] += 1
        short = 0.0
        for wanted, count in zip(self.wanted, heads, strict=True):
            if count < wanted.people:
                short += (wanted.people - count) * wanted.price * wanted.minutes / 60
        return short

    def _of(self, who: EmployeeId, shift: Shift) -> tuple[int, ...]:
        known = self._counted.get((who, shift))
        if known is None:
            employee = self.case.everyone[who]
            known = self._counted[who, shift] = tuple(
                number
                for number in self._by_shift.get(shift, ())
                if (self.wanted[number].group in (None, employee.home))
                and (self.wanted[number].skill is None or self.wanted[number].skill in employee.skills)
            )
        return known


def _wanted(case: Case) -> list[Wanted]:
    loads: dict[tuple[GroupId | None, Skill | None], dict[int, float]] = {}
    for visit in case.visits.values():
        work = visit.staff * (visit.minutes + case.travel_between(visit.group, visit.group)) * OVERHEAD
        slots = range(visit.earliest // SLOT, (visit.latest + visit.minutes - 1) // SLOT + 1)
        for key in ((visit.group, None), (None, None), *((None, skill) for skill in visit.skills)):
            load = loads.setdefault(key, {})
            for slot in slots:
                load[slot] = load.get(slot, 0.0) + work / len(slots)
    covers = _covers(case)
    found = []
    for (group, skill), load in loads.items():
        alike: dict[frozenset[Shift], list[float]] = {}
        for slot, minutes in load.items():
            alike.setdefault(covers.get(slot, frozenset()), []).append(minutes / SLOT)
        price = SKILLED if skill else (OWN if group else EVERYONE)
        for shifts, people in alike.items():
            if shifts:
                level = ceil(sum(people) / len(people) - 0.25)
                if level:
                    found.append(Wanted(group, skill, shifts, SLOT * len(people), level, price))
    return found


def _covers(case: Case) -> Mapping[int, frozenset[Shift]]:
    """The shifts on duty through each slot."""
    found: dict[int, set[Shift]] = {}
    for shift in case.shifts:
        if shift.day >= 0 and shift.kind not in NO_HEADS:
            for begin, end in shift.segments:
                for slot in range(-(-begin // SLOT), end // SLOT):
                    found.setdefault(slot, set()).add(shift)
    return {slot: frozenset(shifts) for slot, shifts in found.items()}
