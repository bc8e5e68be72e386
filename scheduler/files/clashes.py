"""Rows of one table that do not go together: the same thing said twice, or two things that cannot both be."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.drafts import Draft, DraftTable
from scheduler.level import Level

KEYS: Mapping[str, tuple[str, ...]] = {
    "employees": ("employee_id",),
    "shift_types": ("code",),
    "recipients": ("recipient_id",),
    "visits": ("series_id",),
    "travel": ("from_group", "to_group"),
    "wishes": ("employee_id", "date", "wish"),
    "absences": ("employee_id", "from", "to"),
    "history": ("employee_id", "date"),
    "ledger": ("employee_id", "kind"),
    "holidays_worked": ("employee_id", "holiday", "year"),
    "posted": ("employee_id", "date"),
    "base_roster": ("employee_id", "date"),
    "locks": ("employee_id", "date"),
    "units": ("unit_id",),
    "groups": ("group_id",),
    "pairs": ("employee_a", "employee_b"),
    "rules": ("rule_id", "parameter", "who", "owner", "since"),
    "prices": ("rule_id", "owner", "since"),
    "waivers": ("rule_id", "employee_id", "from", "to"),
}
"""What a table may say once."""

MAY_LACK = ("rules", "prices", "waivers")  # an empty cell of their keys means something

SAYINGS: Mapping[str, str] = {
    "travel": "minutes",
    "wishes": "strength",
    "history": "shift_code",
    "ledger": "points",
    "posted": "shift_code",
    "base_roster": "shift_code",
    "locks": "shift_code",
    "pairs": "kind",
    "rules": "value",
    "prices": "kronor",
}
"""The column in which two rows with one key contradict each other."""


def check_keys(table: DraftTable) -> Iterator[Fault]:
    """Rows that say the same thing twice, or differently."""
    if table.name == "period":
        yield from (table.fault(fault.MORE_THAN_ONE_ROW, draft) for draft in table.drafts[1:])
    if table.name not in KEYS:
        return
    seen: dict[tuple[Any, ...], Draft] = {}
    for draft in table.drafts:
        key = _key(table.name, draft)
        if key is not None and key in seen:
            yield _clash(table, seen[key], draft)
        elif key is not None:
            seen[key] = draft


def _key(name: str, draft: Draft) -> tuple[Any, ...] | None:
    if any(column in draft.found and column not in draft.values for column in KEYS[name]):
        return None
    key = tuple(draft.values.get(column) for column in KEYS[name])
    if key[0] is None or (None in key and name not in MAY_LACK):
        return None
    if "owner" in KEYS[name]:  # without an owner it is the unit's
        key = tuple(
            Level.UNIT if value is None and at == KEYS[name].index("owner") else value for at, value in enumerate(key)
        )
    return tuple(sorted(key)) if name == "pairs" else key


def _clash(table: DraftTable, earlier: Draft, later: Draft) -> Fault:
    """How two rows with the same key go wrong."""
    key = KEYS[table.name][0]
    saying = SAYINGS.get(table.name)
    if _contents(table, earlier) == _contents(table, later):
        return table.fault(fault.DUPLICATE_ROW, later, key, other=earlier.number)
    if saying and earlier.values.get(saying) != later.values.get(saying):
        said, value = (row.found.get(saying, "–") for row in (earlier, later))
        return table.fault(fault.CONTRADICTION, later, saying, value, other=earlier.number, said=said)
    contracts = [(row.values.get("rate", 100), row.values.get("hourly")) for row in (earlier, later)]
    kind = fault.TWO_CONTRACTS if contracts[0] != contracts[1] else fault.DUPLICATE_KEY
    return table.fault(kind, later, key, other=earlier.number)


def _contents(table: DraftTable, draft: Draft) -> tuple[Any, ...]:
    key = _key(table.name, draft)
    rest = {name: draft.values.get(name, words) for name, words in draft.found.items() if name not in KEYS[table.name]}
    return key, rest


def overlapping_absences(table: DraftTable) -> Iterator[Fault]:
    """Absences of one person that share dates."""
    whole = [draft for draft in table.drafts if {"employee_id", "from", "to"} <= draft.values.keys()]
    latest: dict[str, Draft] = {}
    for draft in sorted(whole, key=lambda draft: (draft.values["from"], draft.number)):
        who = draft.values["employee_id"]
        before = latest.get(who)
        if before and draft.values["from"] <= before.values["to"]:
            yield table.fault(fault.OVERLAPPING_ABSENCES, draft, "from", other=before.number)
        if not before or draft.values["to"] > before.values["to"]:
            latest[who] = draft


def contradictory_wishes(table: DraftTable) -> Iterator[Fault]:
    """Wishes of one person for one day that exclude each other."""
    seen: dict[tuple[Any, ...], Draft] = {}
    for draft in table.drafts:
        if not {"employee_id", "date", "wish"} <= draft.values.keys():
            continue
        day, wish = (draft.values["employee_id"], draft.values["date"]), draft.values["wish"]
        for rival in _rivals(wish):
            earlier = seen.get((*day, rival))
            if earlier:
                said = earlier.values["wish"]
                yield table.fault(fault.CONTRADICTORY_WISHES, draft, "wish", other=earlier.number, said=said)
        seen.setdefault((*day, wish), draft)
        if wish != "free" and not wish.startswith("not:"):
            seen.setdefault((*day, WORKED), draft)


WORKED = ""  # any wish to work, whatever


def _rivals(wish: str) -> Iterator[str]:
    if wish.startswith("not:"):
        yield wish.removeprefix("not:")
        return
    yield f"not:{wish}"
    yield WORKED if wish == "free" else "free"
