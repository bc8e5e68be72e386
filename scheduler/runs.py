"""Runs: what follows date upon date in one person's row."""

from collections.abc import Callable, Iterable, Iterator

from scheduler.case.shifts import Shift
from scheduler.charge import FALSE, Literal


def runs(shifts: Iterable[Shift], wanted: Callable[[Shift], bool] = lambda shift: True) -> Iterator[list[Shift]]:
    """Every unbroken run of dates whose shifts are wanted, in order; a date counts once."""
    run: list[Shift] = []
    for shift in shifts:
        if not wanted(shift) or (run and shift.day == run[-1].day):
            continue
        if run and shift.day != run[-1].day + 1:
            yield run
            run = []
        run.append(shift)
    if run:
        yield run


def limits(soft: int, hard_limit: int, *, hard: bool) -> tuple[tuple[int, bool | None], ...]:
    """The longest runs that owe nothing, and whether what is longer is never made (`None`: as the rule's price says).

    A rule that is hard as a whole has one limit, so that nothing is counted twice.
    """
    return ((min(soft, hard_limit), None),) if hard else ((soft, None), (hard_limit, True))


def overlong(
    worked: Callable[[int], Literal], before: int, count: int, most: int
) -> Iterator[tuple[tuple[Literal, ...], int]]:
    """What runs of more than `most` owe: literals, and the amount owed when all of them are up.

    A run of n holds n - `most` stretches of `most` + 1, each owed once. `worked` is asked from -`most` to `count`;
    the stretches of the `before` worked ones that end at -1 are owed as soon as the run goes on.

    Args:
        worked: the literal of each place in the sequence.
        before: how many places in a row are worked before 0.
        count: where the sequence ends.
        most: the longest run that owes nothing.
    """
    if before > most and worked(0) is not FALSE:
        yield (worked(0),), before - most
    literals = [worked(at) for at in range(-most, count)]
    for first in range(count):
        stretch = tuple(literals[first : first + most + 1])
        if not any(literal is FALSE for literal in stretch):
            yield stretch, 1
