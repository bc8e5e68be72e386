"""Packing: a thousand pairs that clash become a few rows of the model."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.case.shifts import Shift


@dataclass(frozen=True, slots=True)
class Bicliques:
    """Every shift on the left clashes with every shift on the right, for at least that amount."""

    left: tuple[Shift, ...]
    right: tuple[Shift, ...]
    amount: int


def bicliques(amounts: Mapping[tuple[Shift, Shift], int]) -> list[Bicliques]:
    """Cover the pairs, level by level, with as few complete blocks as their neighbourhoods give.

    Of the blocks that hold a pair the largest amount is the pair's own.
    """
    found: list[Bicliques] = []
    for level in sorted(set(amounts.values())):
        if level <= 0:
            continue
        against: dict[Shift, set[Shift]] = {}
        for (earlier, later), amount in amounts.items():
            if amount >= level:
                against.setdefault(earlier, set()).add(later)
        seen: set[frozenset[Shift]] = set()
        for later_set in sorted(against.values(), key=len):
            right = frozenset(later_set)
            if right in seen:
                continue
            seen.add(right)
            left = [earlier for earlier, mine in against.items() if right <= mine]
            found.append(
                Bicliques(tuple(left), tuple(sorted(right, key=lambda shift: (shift.start, shift.code))), level)
            )
    return found
