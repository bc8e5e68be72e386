"""The competition's own sum: a roster judged by the published rules alone.

Nothing of the program is used here. History counts: a run goes on from it, a run that history holds and that ends on
day 0 is judged then, and days of history are never charged themselves. The last run of the horizon may go on beyond it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.inrc2.instance import Instance, Nurse, Range, Roster

WEIGHTS = {
    "optimal_cover": 30,
    "shift_runs": 15,
    "work_runs": 30,
    "off_runs": 30,
    "requests": 10,
    "complete_weekends": 30,
    "assignments": 20,
    "weekends": 30,
}


@dataclass(frozen=True)
class Violation:
    """A hard rule broken: by whom or where, on which day, and by how much."""

    rule: str
    subject: str
    day: int
    amount: int


@dataclass(frozen=True)
class Score:
    """What a roster is worth: the amount of each soft rule, unweighted; it counts only when nothing hard is broken."""

    violations: tuple[Violation, ...]
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The penalty in sum."""
        return sum(WEIGHTS[rule] * amount for rule, amount in self.amounts.items())


def score(instance: Instance, roster: Roster) -> Score:
    """Judge a roster.

    Raises:
        ValueError: the roster names a nurse, a day, a shift type or a skill that the instance does not have.
    """
    for name, row in roster.items():
        if name not in instance.nurses:
            raise ValueError(f"no such nurse: {name}")
        for day, (shift, skill) in row.items():
            if not 0 <= day < instance.days or shift not in instance.shifts or skill not in instance.skills:
                raise ValueError(f"no such shift: {shift} with {skill} on day {day}")
    violations = [*_cover(instance, roster)]
    amounts = dict.fromkeys(WEIGHTS, 0)
    amounts["optimal_cover"] = sum(
        max(0, cover.wanted - _heads(roster, cover.day, cover.shift, cover.skill)) for cover in instance.cover
    )
    for request in instance.requests:
        worked = roster.get(request.nurse, {}).get(request.day)
        amounts["requests"] += worked is not None and request.shift in (None, worked[0])
    for nurse in instance.nurses.values():
        row = roster.get(nurse.name, {})
        violations += _person(instance, nurse, row)
        for rule, amount in _wishes(instance, nurse, {day: shift for day, (shift, _) in row.items()}):
            amounts[rule] += amount
    return Score(tuple(violations), amounts)


def _heads(roster: Roster, day: int, shift: str, skill: str) -> int:
    return sum(row.get(day) == (shift, skill) for row in roster.values())


def _cover(instance: Instance, roster: Roster) -> Iterator[Violation]:
    for cover in instance.cover:
        missing = cover.least - _heads(roster, cover.day, cover.shift, cover.skill)
        if missing > 0:
            yield Violation("minimum_cover", f"{cover.shift} {cover.skill}", cover.day, missing)


def _person(instance: Instance, nurse: Nurse, row: Mapping[int, tuple[str, str]]) -> Iterator[Violation]:
    for day, (shift, skill) in sorted(row.items()):
        before = row[day - 1][0] if day - 1 in row else nurse.history.shift if day == 0 else None
        if before is not None and shift in instance.shifts[before].not_before:
            yield Violation("successions", nurse.name, day, 1)
        if skill not in nurse.skills:
            yield Violation("skills", nurse.name, day, 1)


def _wishes(instance: Instance, nurse: Nurse, row: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    contract, past = nurse.contract, nurse.history
    yield "work_runs", _off_range(lambda day: day in row, past.work_run, contract.in_row, instance.days)
    yield "off_runs", _off_range(lambda day: day not in row, past.off_run, contract.off_in_row, instance.days)
    for shift in instance.shifts.values():
        before = past.shift_run if past.shift == shift.name else 0
        yield "shift_runs", _off_range(_works(row, shift.name), before, shift.in_row, instance.days)
    weekends = [(saturday in row) + (saturday + 1 in row) for saturday in range(5, instance.days, 7)]
    yield "complete_weekends", weekends.count(1) if contract.complete_weekends else 0
    worked = past.assignments + len(row)
    yield "assignments", max(0, contract.assignments.least - worked, worked - contract.assignments.most)
    yield "weekends", max(0, past.weekends + sum(map(bool, weekends)) - contract.most_weekends)


def _works(row: Mapping[int, str], shift: str) -> Callable[[int], bool]:
    return lambda day: row.get(day) == shift


def _off_range(state: Callable[[int], bool], before: int, limits: Range, days: int) -> int:
    """By how many days the runs of a state are too long or too short, the one that history holds gone on with."""
    total, length = 0, before
    for day in range(days):
        if state(day):
            length += 1
            total += length > limits.most
        else:
            total += max(0, limits.least - length) if length else 0
            length = 0
    return total
