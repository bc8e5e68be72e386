"""Runs: what follows date upon date in one person's row."""

from collections.abc import Callable, Iterable, Iterator

from scheduler.case.shifts import Shift


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
