"""Windows: every stretch of time in which a rule demands rest of somebody, whether the rest was given or not.

Rules that demand rest tell their windows beside their breaches, from the same arithmetic: what the windows of a rule
are short of in sum is what the rule owes. A window that history alone left short is nobody's breach, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from scheduler.clock import Instant, Minutes
from scheduler.ids import EmployeeId, RuleId
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.book import Book
    from scheduler.plan import Plan
    from scheduler.rule import Breach


class Stretch(Enum):
    """Over what a rule demands rest."""

    DAY = "24 hours"
    WEEK = "7 days"
    BETWEEN = "between shifts"

    @property
    def words(self) -> Text:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Stretch.DAY: Text(sv="24 timmar", en="24 hours"),
    Stretch.WEEK: Text(sv="7 dagar", en="7 days"),
    Stretch.BETWEEN: Text(sv="mellan två pass", en="between two shifts"),
}


class Outcome(Enum):
    """What became of a window."""

    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"  # broken, and somebody answers for it
    BEFORE = "before"  # short, but history alone is to blame

    @property
    def words(self) -> Text:
        """What people call it."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.KEPT: Text(sv="hålls", en="kept"),
    Outcome.BROKEN: Text(sv="BRYTS", en="BROKEN"),
    Outcome.WAIVED: Text(sv="BRYTS, avsteg", en="BROKEN, waived"),
    Outcome.BEFORE: Text(sv="kort redan före perioden", en="short before the period began"),
}


@dataclass(frozen=True, slots=True)
class Rest:
    """A free time; an end is `None` where nothing known is worked before it, or after."""

    begin: Instant | None
    end: Instant | None
    minutes: Minutes | None  # as the rule counts them; `None` where an end is

    @property
    def goes_by_the_clock(self) -> bool:
        """Whether the minutes are other than those that pass, because clocks change between the ends."""
        return self.begin is not None and self.end is not None and self.minutes != self.end - self.begin


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of time in which somebody is to rest, and the longest rest found in it."""

    rule: RuleId
    stretch: Stretch
    who: EmployeeId
    begin: Instant
    end: Instant
    rest: Rest  # the longest inside the window
    required: Minutes
    missing: Minutes  # what the rest is short of, whoever is to blame; 0 = kept
    breach: Breach | None  # as the rule's own reader tells it; `None` where the roster owes nothing
    whole: Rest | None = None  # the free time that the rest lies in, where the rule asks something of that too
    whole_required: Minutes | None = None

    @property
    def short(self) -> int:
        """Minutes that the roster owes; 0 where the window is kept, or history alone is to blame."""
        return self.breach.raw if self.breach else 0

    @property
    def outcome(self) -> Outcome:
        """Whether the window is kept."""
        if self.breach:
            return Outcome.WAIVED if self.breach.waiver else Outcome.BROKEN
        return Outcome.BEFORE if self.missing else Outcome.KEPT


def windows(book: Book, plan: Plan) -> Iterator[Window]:
    """Every window of the rules in force: rule by rule, people as the case orders them, in the order of time."""
    place = {who: number for number, who in enumerate(book.case.everyone)}
    rule_ids = dict.fromkeys(entry.rule.id for entry in book.entries)
    for rule_id in rule_ids:
        entries = [entry for entry in book.entries if entry.rule.id == rule_id]
        found = [window for entry in entries for window in entry.rule.windows(entry.view(book.case), plan)]
        yield from sorted(found, key=lambda window: (place[window.who], window.begin, window.end))
