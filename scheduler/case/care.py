"""People cared for: recipients, and the visits that their series become on the dates of the period."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.case.rows import RecipientRow, VisitRow
from scheduler.clock import Clock, Instant, Minutes, hours
from scheduler.ids import EmployeeId, GroupId, RecipientId, SeriesId, Skill, VisitId

DAYTIME = (hours(7), hours(22))  # the half-open hours in which a face counts
WINDOW = 14  # days in which faces are counted


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient, known by a pseudonym."""

    id: RecipientId
    group: GroupId
    contact: EmployeeId | None
    deputy: EmployeeId | None
    preferred: frozenset[EmployeeId]
    barred: frozenset[EmployeeId]


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """One visit on one date; a case makes each once, so identity is equality."""

    id: VisitId
    series: SeriesId
    recipient: Recipient
    day: int
    earliest: Instant
    latest: Instant  # the latest start
    minutes: Minutes
    staff: int
    skills: frozenset[Skill]
    kind: str
    daytime: bool  # its window opens in 07:00-22:00

    @property
    def group(self) -> GroupId:
        """The recipient's group."""
        return self.recipient.group

    @property
    def window(self) -> int:
        """The number of the 14-day window it lies in."""
        return self.day // WINDOW


def visits(
    rows: Iterable[VisitRow],
    recipients: Mapping[RecipientId, Recipient],
    present: Mapping[RecipientId, range],
    clock: Clock,
    days: int,
) -> Iterator[Visit]:
    """Every visit of the period, series by series in the order of dates."""
    for row in rows:
        for day in range(days):
            if day in present[row.recipient_id] and _falls_on(row, day, clock):
                yield Visit(
                    id=VisitId(f"{row.series_id}@{clock.date(day).isoformat()}"),
                    series=row.series_id,
                    recipient=recipients[row.recipient_id],
                    day=day,
                    earliest=clock.at(day, row.earliest),
                    latest=clock.at(day, row.latest),
                    minutes=row.minutes,
                    staff=row.staff or 1,
                    skills=frozenset(row.skills),
                    kind=row.kind or "care",
                    daytime=DAYTIME[0] <= row.earliest < DAYTIME[1],
                )


def _falls_on(row: VisitRow, day: int, clock: Clock) -> bool:
    week = day // 7 + 1
    if (row.weeks == "odd" and week % 2 == 0) or (row.weeks == "even" and week % 2 == 1):
        return False
    if "-" in row.days:
        return clock.date(day).isoformat() in row.days.split("|")
    return str(clock.weekday(day) + 1) in row.days


def recipient(row: RecipientRow) -> Recipient:
    """The recipient that a row describes."""
    return Recipient(
        id=row.recipient_id,
        group=row.group_id,
        contact=row.contact,
        deputy=row.deputy,
        preferred=frozenset(row.preferred),
        barred=frozenset(row.barred),
    )
