"""What one row of each table must hold, beyond its cells and its references."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from scheduler.clock import DAY, clock_text
from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.about import word_meant
from scheduler.files.cells import YEARS
from scheduler.files.drafts import Draft, DraftTable
from scheduler.files.facts import FREE, Facts
from scheduler.files.faults import FaultKind
from scheduler.text import Text

WISHES = ("free", "work", "day", "evening", "night")
OLDEST_HISTORY = timedelta(days=366)

RowCheck = Callable[[DraftTable, Draft, Facts], Iterator[Fault]]


def _ordered(earlier: str, later: str, kind: FaultKind) -> RowCheck:
    """The one column may not lie after the other."""

    def check(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
        first, last = draft.values.get(earlier), draft.values.get(later)
        if first is not None and last is not None and last < first:
            crosses = kind is fault.LATEST_BEFORE_EARLIEST and first >= DAY * 3 // 4 and last < DAY // 4
            actual = fault.WINDOW_CROSSES_MIDNIGHT if crosses else kind
            yield table.fault(actual, draft, later, earlier=draft.found[earlier], start=earlier)

    return check


def _inside_period(column: str) -> RowCheck:
    """A date must lie in the period."""

    def check(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
        if column in draft.values:
            on = draft.values[column]
            yield from _outside(table, draft, facts, column, on, kind=fault.DATE_OUTSIDE_PERIOD)

    return check


def _outside(
    table: DraftTable, draft: Draft, facts: Facts, column: str, *dates: date, kind: FaultKind
) -> Iterator[Fault]:
    if facts.first and facts.last:
        for on in dates:
            if not facts.first <= on <= facts.last:
                yield table.fault(kind, draft, column, str(on), first=facts.first, last=facts.last)


def _dated_days(column: str) -> RowCheck:
    """Dates in a column of weekdays or dates have an effect only inside the period."""

    def check(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
        days = draft.values.get(column, "")
        dates = [date.fromisoformat(day) for day in days.split("|")] if "-" in days else []
        yield from _outside(table, draft, facts, column, *dates, kind=fault.DATE_NOT_USED)

    return check


def _no_sign(column: str, signs: str) -> RowCheck:
    """An id may not hold what separates ids."""

    def check(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
        for sign in signs:
            if sign in draft.values.get(column, ""):
                yield table.fault(fault.FORBIDDEN_SIGN, draft, column, sign=sign)

    return check


def _period(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    start: date | None = draft.values.get("start")
    if start and start.weekday() != 0:
        monday = start - timedelta(days=start.weekday())
        monday = monday if monday.year in YEARS else monday + timedelta(weeks=1)
        yield table.fault(fault.START_NOT_MONDAY, draft, "start", monday=monday)
    zone = draft.values.get("timezone")
    if zone and not _is_zone(zone):
        yield table.fault(fault.UNKNOWN_TIMEZONE, draft, "timezone")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a folder of zones is an OSError
        return False
    return True


def _rate(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    rate = draft.values.get("rate", Decimal(100))
    if 0 < rate <= 1:
        yield table.fault(fault.RATE_AS_SHARE, draft, "rate", hint=f"{(rate * 100).normalize():f}")
    elif 1 < rate < 10:
        yield table.fault(fault.UNLIKELY_RATE, draft, "rate", hint=f"{(rate * 10).normalize():f}")


def _shift_code(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    code = draft.values.get("code", "")
    if code in (*WISHES, FREE) or code.startswith("not:"):
        yield table.fault(fault.RESERVED_WORD, draft, "code")


def _shift_times(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    start, end = draft.values.get("start"), draft.values.get("end")
    begins, stops = ("gap_start" in draft.found, "gap_end" in draft.found)
    if begins != stops:
        missing, there = ("gap_end", "gap_start") if begins else ("gap_start", "gap_end")
        yield table.fault(fault.HALF_GAP, draft, missing, other=there)
    elif not begins and draft.values.get("kind") == "split":
        yield table.fault(fault.SPLIT_WITHOUT_GAP, draft, "kind")
    if start is None or end is None:
        return
    if start == end:
        yield table.fault(fault.NO_LENGTH, draft, "end")
        return
    yield from _shift_inside(table, draft, start, (end - start) % DAY)


def _shift_inside(table: DraftTable, draft: Draft, start: int, length: int) -> Iterator[Fault]:
    """The gap and the break against the shift's length."""
    gap = [draft.values.get("gap_start"), draft.values.get("gap_end")]
    if None not in gap:
        first, last = ((minute - start) % DAY for minute in gap if minute is not None)
        if 0 < last <= first < length:
            earlier = draft.found["gap_start"]
            yield table.fault(fault.END_BEFORE_START, draft, "gap_end", earlier=earlier, start="gap_start")
        elif not 0 < first < last < length:
            words = "–".join(draft.found[column] for column in ("gap_start", "gap_end"))
            shift = f"{clock_text(start)}–{clock_text(start + length)}"
            yield table.fault(fault.GAP_OUTSIDE_SHIFT, draft, "gap_start", gap=words, shift=shift)
        else:
            length -= last - first
    if draft.values.get("break_minutes", 0) >= length:
        yield table.fault(fault.BREAK_LONGER_THAN_SHIFT, draft, "break_minutes", length=length)


def _head_counts(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    least, target, most = (draft.values.get(column) for column in ("min", "target", "max"))
    if least is not None and most is not None and least > most:
        yield table.fault(fault.MIN_ABOVE_MAX, draft, "min", other=most)
    elif least is not None and target is not None and least > target:
        yield table.fault(fault.MIN_ABOVE_TARGET, draft, "min", other=target)
    elif target is not None and most is not None and target > most:
        yield table.fault(fault.TARGET_ABOVE_MAX, draft, "target", other=most)


def _group_of_unit(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    group, unit = draft.values.get("group_id"), draft.values.get("unit_id")
    actual = facts.unit_of.get(group) if group and unit else None
    if actual and actual != unit:
        yield table.fault(fault.GROUP_OF_OTHER_UNIT, draft, "group_id", other=actual, unit=unit)


ROLES = {
    "contact": Text(sv="kontakt", en="the contact"),
    "deputy": Text(sv="ersättare", en="the deputy"),
    "preferred": Text(sv="önskad", en="preferred"),
}


def _barred(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    wanted: dict[str, Text] = {}
    for column, role in ROLES.items():
        named = draft.values.get(column, ())
        wanted = dict.fromkeys(named if isinstance(named, tuple) else (named,), role) | wanted
    for who in draft.values.get("barred", ()):
        if who in wanted:
            yield table.fault(fault.BARRED_AND_WANTED, draft, "barred", who, other=wanted[who])


def _wish_word(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    """Settle what a wish asks for; a unit's own code goes before a Swedish word for something else."""
    wish = draft.values.get("wish")
    codes = facts.identities["shift_types"]
    if wish is None or wish.removeprefix("not:") in WISHES or codes is None:
        return
    asked = wish.removeprefix("not:")
    meant = asked if asked in codes else word_meant(asked, WISHES)
    if meant is None:
        yield table.fault(fault.UNKNOWN_WISH, draft, "wish")
    else:
        draft.values["wish"] = wish.removesuffix(asked) + meant


def _absent_in_period(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    """An absence outside the period has no effect; an export often holds some."""
    first, last = draft.values.get("from"), draft.values.get("to")
    if not facts.first or not facts.last or not first or not last or last < first:
        return
    day_after = facts.last + timedelta(days=1)  # the last night runs into it
    if first > day_after or last < facts.first:
        column = "from" if first > day_after else "to"
        yield table.fault(fault.DATE_NOT_USED, draft, column, first=facts.first, last=facts.last)


def _before_period(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    on = draft.values.get("date")
    if on and facts.first and on >= facts.first:
        yield table.fault(fault.HISTORY_INSIDE_PERIOD, draft, "date", first=facts.first)
    elif on and facts.first and on < facts.first - OLDEST_HISTORY:
        yield table.fault(fault.HISTORY_TOO_OLD, draft, "date", first=facts.first)


def _pair(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    one = draft.values.get("employee_a")
    if one is not None and one == draft.values.get("employee_b"):
        yield table.fault(fault.SELF_PAIR, draft, "employee_b")


def _rule(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    """The rule, its parameter and the value, as far as the rule book is known."""
    name = draft.values.get("rule_id")
    if facts.known is None or name is None:
        return
    rule = facts.known.get(name)
    if rule is None:
        yield table.fault(fault.UNKNOWN_RULE, draft, "rule_id", like=facts.like(name, facts.known))
        return
    parameter, value = draft.values.get("parameter"), draft.values.get("value")
    if parameter is not None and parameter not in rule.parameters:
        choices = ", ".join(rule.parameters) or "–"
        yield table.fault(fault.UNKNOWN_PARAMETER, draft, "parameter", rule=name, choices=choices)
    elif parameter is not None and value is not None and not _reads(rule.parameters[parameter].parse, value):
        yield table.fault(fault.NOT_A_PARAMETER_VALUE, draft, "value", rule=name, parameter=parameter)
    if rule.of_care and draft.values.get("who") in (facts.identities["employees"] or ()):
        yield table.fault(fault.NOT_OF_EMPLOYEES, draft, "who", rule=name)
    priced = table.name == "prices" and draft.values.get("kronor", "never") != "never"
    if priced and not rule.may_be_priced:
        yield table.fault(fault.MAY_NOT_BE_PRICED, draft, "kronor", rule=name)


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


ROW_CHECKS: Mapping[str, tuple[RowCheck, ...]] = {
    "period": (_period,),
    "employees": (_rate, _no_sign("employee_id", "|")),
    "shift_types": (_shift_code, _shift_times, _group_of_unit),
    "demand": (_head_counts, _group_of_unit, _dated_days("day")),
    "recipients": (_ordered("from", "to", fault.END_BEFORE_START), _barred),
    "visits": (
        _ordered("earliest", "latest", fault.LATEST_BEFORE_EARLIEST),
        _dated_days("days"),
        _no_sign("series_id", "@|"),
    ),
    "wishes": (_inside_period("date"), _wish_word),
    "absences": (_ordered("from", "to", fault.END_BEFORE_START), _absent_in_period),
    "history": (_before_period,),
    "posted": (_inside_period("date"),),
    "base_roster": (_inside_period("date"),),
    "locks": (_inside_period("date"),),
    "units": (_no_sign("unit_id", "|"),),
    "groups": (_no_sign("group_id", "|"),),
    "pairs": (_pair,),
    "rules": (_rule,),
    "prices": (_rule,),
    "waivers": (_rule, _ordered("from", "to", fault.END_BEFORE_START), _inside_period("from"), _inside_period("to")),
}
"""What one row of each table must hold, beyond its cells and its references."""
