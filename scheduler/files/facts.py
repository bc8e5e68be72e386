"""What the checks of one table need to know of the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property

from scheduler.files.drafts import DraftTable
from scheduler.files.known import KnownRules
from scheduler.files.schema import CASE, KEY_OF, Column
from scheduler.text import Text

FREE = "-"
SHOWN = 3  # ids given as examples
GUESSES = 100  # faults for which near ids are sought, and
MOST_COMPARED = 1000  # ids among which they are: it takes time

Drafts = Mapping[str, DraftTable]


@dataclass
class Facts:
    """What the checks of one table need to know of the others; `None` where it is not known."""

    drafts: Drafts
    known: KnownRules | None
    guesses: int = GUESSES
    _named: dict[tuple[str, ...], frozenset[str] | None] = field(default_factory=dict)

    @cached_property
    def first(self) -> date | None:
        """The period's first day, if it is a Monday."""
        start: date | None = next(self.drafts["period"].values("start"), None)
        return start if start and start.weekday() == 0 else None

    @cached_property
    def last(self) -> date | None:
        """The period's last day."""
        period = next(iter(self.drafts["period"].drafts), None)
        if not self.first or not period or ("weeks" in period.found and "weeks" not in period.values):
            return None
        default = CASE["period"].columns["weeks"].default
        return self.first + timedelta(weeks=period.values.get("weeks", int(default or 0)), days=-1)

    @cached_property
    def identities(self) -> Mapping[str, frozenset[str] | None]:
        """Every id that tables with a key give; `None` where a reference cannot be judged."""
        found = {name: self._ids(name) for name in KEY_OF.values()}
        if found["units"] is None and self.drafts["units"].readable and found["employees"]:
            # Without a table of units, those that employees and groups belong to are the units there are.
            found["units"] = frozenset(
                (*self.drafts["employees"].values("unit_id"), *self.drafts["groups"].values("unit_id"))
            )
        return found

    def _ids(self, name: str) -> frozenset[str] | None:
        table = self.drafts[name]
        ids = frozenset(table.values(table.table.key))
        nobody = name == "recipients" and table.readable and not table.drafts
        return ids if ids or nobody else None

    @cached_property
    def unit_of(self) -> Mapping[str, str]:
        """The unit of each group."""
        rows = [draft.values for draft in self.drafts["groups"].drafts]
        return {row["group_id"]: row["unit_id"] for row in rows if {"group_id", "unit_id"} <= row.keys()}

    def named_by(self, column: Column) -> frozenset[str] | None:
        """Every id that a column may name; `None` where that is not known."""
        if column.refers not in self._named:
            sets = [self.identities[table] for table in column.refers]
            known = None if None in sets else frozenset[str]().union(*(ids for ids in sets if ids))
            self._named[column.refers] = known
        return self._named[column.refers]

    def like(self, wrong: str, ids: Collection[str]) -> Text:
        """The ids that are most like a wrong one, or else any, in words."""
        if self.guesses <= 0 or len(ids) > MOST_COMPARED:
            return Text(sv="", en="")
        self.guesses -= 1
        near = get_close_matches(wrong[:20], ids, SHOWN) or sorted(ids)[:SHOWN]
        shown = ", ".join(near).replace("{", "{{").replace("}", "}}")
        return Text(sv=f", till exempel {shown}", en=f", such as {shown}") if shown else Text(sv="", en="")
