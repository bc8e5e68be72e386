"""Levels of authority: who may change a rule's numbers, and whose word goes before whose.

The law, the central agreement, the municipality (or another employer), the unit, a group and a person, in that
order. A rule's own level is the lowest that may change its numbers; those below may be stricter, never milder.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from scheduler.text import Text


class Level(StrEnum):
    """Who may change a rule's numbers; a higher level binds the lower ones."""

    LAW = "L"
    AGREEMENT = "C"
    MUNICIPALITY = "M"
    UNIT = "U"
    GROUP = "G"
    PERSON = "P"

    @property
    def rank(self) -> int:
        """0 is the law."""
        return _ORDER[self]

    @property
    def words(self) -> Text:
        """What people call it."""
        return _WORDS[self]


_ORDER = {level: place for place, level in enumerate(Level)}
_WORDS = {
    Level.LAW: Text(sv="lag", en="law"),
    Level.AGREEMENT: Text(sv="avtal", en="agreement"),
    Level.MUNICIPALITY: Text(sv="kommun", en="municipality"),
    Level.UNIT: Text(sv="enhet", en="unit"),
    Level.GROUP: Text(sv="grupp", en="group"),
    Level.PERSON: Text(sv="person", en="person"),
}


class Decision(Protocol):
    """What somebody has decided: by whom and since when, where that is known."""

    @property
    def owner(self) -> str | None:
        """The letter of a level; without one it is the unit's."""

    @property
    def since(self) -> date | None:
        """The first date on which it holds."""


class DecisionFor(Decision, Protocol):
    """A decision that may hold for some alone."""

    @property
    def who(self) -> str | None:
        """An employee, group or unit; `None` is everybody."""


Made = TypeVar("Made", bound=Decision)
MadeFor = TypeVar("MadeFor", bound=DecisionFor)


def owner_of(decision: Decision) -> Level:
    """Who made a decision: a case is the unit's own paper, so what names nobody else is the unit's."""
    return Level(decision.owner) if decision.owner else Level.UNIT


def by_authority(decisions: Iterable[Made], on: date) -> list[Made]:
    """The decisions that hold on a date, the one in force last: lower levels override higher, later dates earlier."""
    held = (one for one in decisions if one.since is None or one.since <= on)
    return sorted(held, key=lambda one: (owner_of(one).rank, one.since or date.min))


def concerning(decisions: Iterable[MadeFor], names: Sequence[str | None], on: date) -> list[MadeFor]:
    """The decisions that hold for somebody on a date, the one in force last.

    `names` are everything that `who` may call her by, from `None`, everybody, to her own id. Level goes before
    particularity: what the unit decides for all overrides what the municipality decided for her.
    """
    place = {name: at for at, name in enumerate(names)}
    held = [one for one in decisions if one.who in place and (one.since is None or one.since <= on)]
    return sorted(held, key=lambda one: (owner_of(one).rank, place[one.who], one.since or date.min))
