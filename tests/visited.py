"""Drawn visits: series, recipients and meetings in a few words, to be laid on a drawn week."""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.case.case import Case
from scheduler.case.rows import RecipientRow, VisitRow
from scheduler.clock import Minutes, minute_of
from scheduler.ids import EmployeeId, RecipientId, SeriesId, VisitId
from scheduler.plan import Meeting, Plan
from tests.drawn import GROUP, drawn_case, drawn_plan

RITA = RecipientId("rita")
DAILY = "1234567"


def series(name: str, window: str, minutes: int = 30, *, days: str = "1", **columns: Any) -> VisitRow:
    """A series of visits, to Rita unless said otherwise; the window is `07:00` or `07:00-09:00`."""
    earliest, _, latest = window.partition("-")
    return VisitRow(
        **{
            "series_id": SeriesId(name),
            "recipient_id": RITA,
            "days": days,
            "earliest": minute_of(earliest),
            "latest": minute_of(latest or earliest),
            "minutes": Minutes(minutes),
            **columns,
        }
    )


def recipient(name: str = RITA, **columns: Any) -> RecipientRow:
    """A recipient of the drawn group, unless said otherwise."""
    return RecipientRow(**{"recipient_id": RecipientId(name), "group_id": GROUP, **columns})


def made(case: Case, meetings: Mapping[str, str]) -> dict[VisitId, Meeting]:
    """Meetings from words: `{"a": "07:30 anna"}` is the visit of series a on day 0, `a@3` that on day 3."""
    found = {}
    for name, words in meetings.items():
        of, _, day = name.partition("@")
        start, *carers = words.split()
        number = int(day or 0)
        key = VisitId(f"{of}@{case.clock.date(number).isoformat()}")
        found[key] = Meeting(case.clock.at(number, minute_of(start)), tuple(EmployeeId(who) for who in carers))
    return found


def visited(
    week: Mapping[str, str] | str,
    visits: Iterable[VisitRow],
    meetings: Mapping[str, str],
    *,
    recipients: Iterable[RecipientRow] = (),
    **given: Any,
) -> tuple[Case, Plan]:
    """A home-care case with a roster in letters, visits, and who makes them; recipients not described are plain."""
    rows = tuple(visits)
    known = {row.recipient_id: row for row in recipients}
    for row in rows:
        known.setdefault(row.recipient_id, recipient(row.recipient_id))
    if "people" not in given and isinstance(week, Mapping):
        given["people"] = tuple(week)
    case = drawn_case(**{"weeks": 1, **given}, visits=rows, recipients=tuple(known.values()))
    return case, drawn_plan(case, week, made(case, meetings))
