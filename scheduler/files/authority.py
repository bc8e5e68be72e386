"""Who may decide what: each level may be stricter than those above, milder only where a rule is its own to change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from scheduler.case.rows import PriceRow, RuleRow
from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.drafts import Draft, DraftTable
from scheduler.files.facts import Facts
from scheduler.files.known import KnownParameter
from scheduler.ids import RuleId
from scheduler.level import Level, by_authority, concerning, owner_of

Names: TypeAlias = tuple[str | None, ...]
TOLD = ("owner", "since", "why")  # what a decision says of itself
LAST = date.max


@dataclass(frozen=True)
class Above:
    """What rule sets have decided before a case, or a further rule set, is read."""

    rules: tuple[RuleRow, ...] = ()
    prices: tuple[PriceRow, ...] = ()


@dataclass(frozen=True)
class _Said:
    """One row of `rules` or `prices`, as far as it could be read."""

    rule_id: RuleId
    owner: str | None
    since: date | None
    parameter: str | None = None
    value: str | None = None
    who: str | None = None
    kronor: Any = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "_Said":
        columns = ("rule_id", "owner", "since", "parameter", "value", "who", "kronor")
        return cls(**{column: values.get(column) for column in columns})  # type: ignore[arg-type]


def check_authority(facts: Facts, above: Above) -> Iterator[Fault]:
    """Every decision of the drafts that is not its owner's to make, not told whole, or not yet in force."""
    for name in ("rules", "prices"):
        table = facts.drafts[name]
        for draft in table.drafts:
            yield from _check_told(table, draft, facts)
            yield from _check_reach(table, draft, facts)
    yield from _check_milder(facts, above)
    yield from _check_never(facts, above)


def _check_told(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    missing = [column for column in TOLD if column not in draft.found]
    if missing and table.name == "rules":
        yield table.fault(fault.DECISION_NOT_WHOLE, draft, columns=", ".join(missing))
    since = draft.values.get("since")
    if since is not None and facts.first and since > facts.first and not _by_date(draft, facts):
        yield table.fault(fault.NOT_YET_IN_FORCE, draft, "since", first=facts.first)


def _by_date(draft: Draft, facts: Facts) -> bool:
    """Whether the number may change inside a period, and does."""
    rule = (facts.known or {}).get(draft.values.get("rule_id", ""))
    number = rule.parameters.get(draft.values.get("parameter", "")) if rule else None
    return number is not None and number.by_date and draft.values["since"] <= (facts.last or LAST)


def _check_reach(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    """A group decides only for a group or some in it, a person only for herself."""
    owner = draft.values.get("owner")
    people, groups = facts.identities["employees"], facts.identities["groups"]
    if owner == Level.PERSON and people is not None and "rule_id" in draft.values:
        reached = draft.values.get("who") in people
    elif owner == Level.GROUP and people is not None:
        reached = draft.values.get("who") in people | (groups or frozenset())
    else:
        return
    if not reached:
        yield table.fault(fault.OWNER_NEEDS_WHO, draft, "owner", owner=Level(owner).words)


# -- milder than those above have decided ---------------------------------------------------------


def _check_milder(facts: Facts, above: Above) -> Iterator[Fault]:
    table = facts.drafts["rules"]
    said = [_Said.of(row.model_dump()) for row in above.rules]
    rows = [(draft, _Said.of(draft.values)) for draft in table.drafts if "rule_id" in draft.values]
    said += [row for _, row in rows]
    everybody = _subjects(facts, said)
    for draft, row in rows:
        rule = (facts.known or {}).get(row.rule_id)
        number = rule.parameters.get(row.parameter or "") if rule else None
        if rule and number and owner_of(row).rank > rule.level.rank:
            higher = [one for one in said if owner_of(one).rank < owner_of(row).rank and _same_number(one, row)]
            on = max(row.since or date.min, facts.first or date.min)
            bases = {_base(number, higher, names, on) for names in everybody if row.who in names}
            for base in (base for base in bases if _milder(number, row, base)):
                values: dict[str, Any] = {"rule": row.rule_id, "parameter": row.parameter, "base": number.shown(base)}
                values |= {"level": rule.level.words, "letter": rule.level.value, "owner": owner_of(row).words}
                yield table.fault(fault.MILDER_THAN_ALLOWED, draft, "value", row.value, **values)
                break


def _base(number: KnownParameter, higher: Iterable[_Said], names: Names, on: date) -> Any:
    """What those above have decided for somebody; the rule's own value, where they have not or it cannot be read."""
    held = concerning(higher, names, on)
    try:
        return number.parse(held[-1].value or "") if held else number.default
    except ValueError:
        return number.default


def _milder(number: KnownParameter, row: _Said, base: Any) -> bool:
    try:
        return number.is_milder(number.parse(row.value or ""), base)
    except ValueError:  # a fault of its own
        return False


def _same_number(one: _Said, other: _Said) -> bool:
    return (one.rule_id, one.parameter) == (other.rule_id, other.parameter)


def _subjects(facts: Facts, said: Iterable[_Said]) -> list[Names]:
    """Everybody a decision may concern, by all she may be called; different ones once."""
    found: dict[Names, None] = {(None,): None}
    for row in said:
        found[None, row.who] = None
    for draft in facts.drafts["employees"].drafts:
        values = draft.values
        found[None, values.get("unit_id"), *values.get("groups", ()), values.get("employee_id")] = None
    for draft in facts.drafts["recipients"].drafts:
        group = draft.values.get("group_id")
        found[None, facts.unit_of.get(group or ""), group] = None
    return list(found)


# -- priced although it is never to be broken -----------------------------------------------------


def _check_never(facts: Facts, above: Above) -> Iterator[Fault]:
    table = facts.drafts["prices"]
    said = [_Said.of(row.model_dump()) for row in above.prices]
    rows = [(draft, _Said.of(draft.values)) for draft in table.drafts if "rule_id" in draft.values]
    said += [row for _, row in rows]
    for draft, row in rows:
        rule = (facts.known or {}).get(row.rule_id)
        if rule is None or row.kronor in (None, "never") or owner_of(row).rank <= rule.level.rank:
            continue
        higher = [one for one in said if one.rule_id == row.rule_id and owner_of(one).rank < owner_of(row).rank]
        held = by_authority(higher, facts.first or LAST)
        if held and held[-1].kronor == "never":
            owners: dict[str, Any] = {"above": owner_of(held[-1]).words, "owner": owner_of(row).words}
            yield table.fault(fault.PRICED_THOUGH_NEVER, draft, "kronor", None, rule=row.rule_id, **owners)
