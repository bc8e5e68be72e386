"""What makes a case whole: identities that exist, dates inside the period, rows that do not contradict.

Every check reads drafts, so it sees also rows with a faulty cell and says nothing about cells that are not
there.
"""

from collections.abc import Iterator, Mapping

from scheduler.errors import Fault
from scheduler.files import faults as fault
from scheduler.files.authority import Above, check_authority
from scheduler.files.clashes import check_keys, contradictory_wishes, overlapping_absences
from scheduler.files.drafts import Draft, DraftTable
from scheduler.files.facts import FREE, Drafts, Facts
from scheduler.files.known import KnownRules
from scheduler.files.row_checks import ROW_CHECKS
from scheduler.files.schema import CASE, Column


def check(drafts: Drafts, known: KnownRules | None, above: Above) -> Iterator[Fault]:
    """Every fault of the case that no single cell shows, given what others have decided above it."""
    facts = Facts(drafts, known)
    for table in drafts.values():
        yield from _check_presence(table)
        for draft in table.drafts:
            yield from _check_references(table, draft, facts)
            for row_check in ROW_CHECKS.get(table.name, ()):
                yield from row_check(table, draft, facts)
        yield from check_keys(table)
    yield from overlapping_absences(drafts["absences"])
    yield from contradictory_wishes(drafts["wishes"])
    yield from check_authority(facts, above)


def _check_presence(table: DraftTable) -> Iterator[Fault]:
    if not table.table.required or not table.readable:
        return
    if not table.given:
        columns = ", ".join(column.name for column in table.table.columns.values() if column.required)
        yield fault.MISSING_TABLE.at(table.name, table_name=table.name, columns=columns)
    elif not table.drafts:
        yield fault.EMPTY_TABLE.at(table.name, table_name=table.name)


def _check_references(table: DraftTable, draft: Draft, facts: Facts) -> Iterator[Fault]:
    for column in REFERRING[table.name]:
        ids = facts.named_by(column)
        if ids is None or column.name not in draft.values:
            continue
        named = draft.values[column.name]
        for one in named if column.many else (named,):
            if one not in ids and not (one == FREE and column.name == "shift_code"):
                kind = fault.UNKNOWN["+".join(column.refers)]
                yield table.fault(kind, draft, column.name, one, like=facts.like(one, ids))


REFERRING: Mapping[str, tuple[Column, ...]] = {
    table.name: tuple(
        column
        for column in table.columns.values()
        if column.refers and (column.name, table.name) != (table.key, column.refers[0])
    )
    for table in CASE.values()
}
"""The columns of each table that name rows of others."""
