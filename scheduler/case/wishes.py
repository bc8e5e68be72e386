"""Wishes and vetoes: what was asked for, how strongly, and whether a shift grants it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from scheduler.case.rows import Kind, WishRow
from scheduler.case.shifts import DAYTIME_KINDS, Shift
from scheduler.clock import Clock, Minutes
from scheduler.ids import EmployeeId
from scheduler.text import Text

VETOED_DAY = Minutes(480)  # what one vetoed day takes of the ceiling
VETO = 0  # the strength of a veto
STRONGEST = 3
ASKED = {
    "free": Text(sv="ledigt", en="free"),
    "work": Text(sv="arbete", en="work"),
    "day": Text(sv="dagpass", en="a day shift"),
    "evening": Text(sv="kvällspass", en="an evening shift"),
    "night": Text(sv="nattpass", en="a night shift"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish for one day; strength 1 to 3, or `VETO`."""

    employee: EmployeeId
    day: int
    asks: str  # free, work, day, evening, night or a shift code
    negated: bool
    strength: int
    turned: bool = False  # a veto beyond the ceiling, now a wish of strength 3

    @classmethod
    def from_row(cls, row: WishRow, clock: Clock) -> "Wish":
        """The wish that a row describes."""
        negated = row.wish.startswith("not:")
        strength = VETO if row.strength == "veto" else int(row.strength or 1)
        return cls(row.employee_id, clock.day(row.date), row.wish.removeprefix("not:"), negated, strength)

    @property
    def weight(self) -> int:
        """How many times the price of the weakest wish it has: 1, 2 or 4."""
        return int(2 ** (self.strength - 1))

    @property
    def asked(self) -> Text:
        """What was asked for, in words."""
        code = self.asks.replace("{", "{{").replace("}", "}}")
        words = ASKED.get(self.asks) or Text(sv=f"passet {code}", en=f"the shift {code}")
        return Text(sv=f"inte {words.sv}", en=f"not {words.en}") if self.negated else words

    def granted_by(self, shift: Shift | None) -> bool:
        """Whether working that shift, or being free (`None`), is what was asked."""
        return self._is(shift) != self.negated

    def _is(self, shift: Shift | None) -> bool:
        if shift is None or self.asks == "free":
            return shift is None and self.asks == "free"
        if self.asks in ("work", shift.code):
            return True
        if self.asks == "day":
            return shift.kind in DAYTIME_KINDS
        return shift.kind in (Kind.EVENING, Kind.NIGHT) and self.asks == shift.kind


def settled(wishes: Iterable[Wish], contract: Decimal | None, share: Decimal, vetoed_day: Decimal) -> tuple[Wish, ...]:
    """One person's wishes in table order, the vetoes beyond the ceiling turned into strength 3.

    The ceiling is a share of the contract time, a vetoed day taking so many minutes; `None` has no ceiling.
    """
    kept: set[int] = set()
    result = []
    for wish in wishes:
        if wish.strength == VETO and wish.day not in kept:
            fits = contract is None or vetoed_day * (len(kept) + 1) <= share * contract
            if not fits:
                result.append(replace(wish, strength=STRONGEST, turned=True))
                continue
            kept.add(wish.day)
        result.append(wish)
    return tuple(result)
