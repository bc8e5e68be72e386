"""The benchmark's own sum: a roster judged by the published rules alone.

Nothing of the program is used here, so that its own reading of its own rosters can be told right or wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.nrp.instance import Instance, Person, Roster


@dataclass(frozen=True)
class Violation:
    """A hard rule broken: by whom, on which day where it has one, and by how much in the rule's own unit."""

    rule: str
    person: str
    day: int | None
    amount: int


@dataclass(frozen=True)
class Score:
    """What a roster is worth; it counts only when nothing hard is broken."""

    violations: tuple[Violation, ...]
    penalties: Mapping[str, int]

    @property
    def total(self) -> int:
        """The penalty in sum."""
        return sum(self.penalties.values())


def score(instance: Instance, roster: Roster) -> Score:
    """Judge a roster.

    Raises:
        ValueError: the roster names a person, a day or a shift type that the instance does not have.
    """
    for name, row in roster.items():
        if name not in instance.people:
            raise ValueError(f"no such person: {name}")
        for day, shift in row.items():
            if not 0 <= day < instance.days or shift not in instance.shifts:
                raise ValueError(f"no such shift: {shift} on day {day}")
    violations = tuple(
        violation
        for person in instance.people.values()
        for violation in _violations(instance, person, roster.get(person.name, {}))
    )
    return Score(violations, {"requests": _requests(instance, roster), **_cover(instance, roster)})


def _violations(instance: Instance, person: Person, row: Mapping[int, str]) -> Iterator[Violation]:
    def broken(rule: str, day: int | None, amount: int) -> Iterator[Violation]:
        if amount > 0:
            yield Violation(rule, person.name, day, amount)

    for day, shift in sorted(row.items()):
        if row.get(day + 1) in instance.shifts[shift].not_before:
            yield from broken("successions", day + 1, 1)
    for shift, most in person.most_of.items():
        yield from broken("shifts_of_type", None, sum(one == shift for one in row.values()) - most)
    minutes = sum(instance.shifts[shift].minutes for shift in row.values())
    yield from broken("total_minutes", None, minutes - person.most_minutes)
    yield from broken("total_minutes", None, person.least_minutes - minutes)
    for works, first, length in _runs([day in row for day in range(instance.days)]):
        inside = first > 0 and first + length < instance.days  # what lies before and after the horizon is kind
        if works:
            yield from broken("most_in_row", first, length - person.most_in_row)
            yield from broken("least_in_row", first, person.least_in_row - length if inside else 0)
        else:
            yield from broken("least_off_in_row", first, person.least_off_in_row - length if inside else 0)
    weekends = {day // 7 for day in row if day % 7 in (5, 6)}
    yield from broken("weekends", None, len(weekends) - person.most_weekends)
    for day in sorted(person.days_off & row.keys()):
        yield from broken("days_off", day, 1)


def _runs(days: Sequence[bool]) -> Iterator[tuple[bool, int, int]]:
    """Every run of alike days: worked or not, the first one, and how many."""
    first = 0
    for works, run in groupby(days):
        length = len(list(run))
        yield works, first, length
        first += length


def _requests(instance: Instance, roster: Roster) -> int:
    return sum(
        request.weight
        for request in instance.requests
        if (roster.get(request.person, {}).get(request.day) == request.shift) != request.on
    )


def _cover(instance: Instance, roster: Roster) -> dict[str, int]:
    under = over = 0
    for cover in instance.cover:
        present = sum(row.get(cover.day) == cover.shift for row in roster.values())
        under += cover.under * max(0, cover.wanted - present)
        over += cover.over * max(0, present - cover.wanted)
    return {"under": under, "over": over}
