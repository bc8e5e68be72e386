"""Chance that is the same on every machine: whole numbers and `random()`, no floating-point functions."""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Value = TypeVar("Value")


def shuffled(values: Iterable[Value], rng: Random) -> list[Value]:
    """A new list in random order."""
    mixed = list(values)
    rng.shuffle(mixed)
    return mixed


def drawn(weights: Mapping[Value, int], rng: Random) -> Value:
    """One of the values, each as often as its weight says."""
    point = rng.randrange(sum(weights.values()))
    up_to = accumulate(weights.values())
    return next(value for value, limit in zip(weights, up_to, strict=True) if point < limit)


class Deck(Generic[Value]):
    """Values dealt without putting back, so that even few draws keep the shares."""

    def __init__(self, counts: Mapping[Value, int], rng: Random) -> None:
        self.cards = [value for value, count in counts.items() for _ in range(count)]
        self.rng = rng
        self.left: list[Value] = []

    def draw(self) -> Value:
        if not self.left:
            self.left = shuffled(self.cards, self.rng)
        return self.left.pop()
