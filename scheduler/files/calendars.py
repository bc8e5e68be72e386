"""One calendar file (.ics, RFC 5545) for each person: her shifts as events for her telephone.

Times are UTC instants, so they are right across both clock changes and need no table of time zones; a telephone shows
them by its own clock. An event is known by the person's unit and id, the date on which the shift starts and its order
on that date. The files written before say what has changed since: an event that says something new has the same UID
and a higher SEQUENCE, and one whose shift is gone is cancelled, so that a roster read again updates rather than
duplicates. The same roster written again gives the same bytes.

Nothing is told of recipients, visits or absences.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from icalendar import Calendar, Event

from scheduler.case.case import Case
from scheduler.case.people import Employee
from scheduler.clock import DAY, Instant
from scheduler.errors import SamschemaError
from scheduler.files.safe_names import file_names
from scheduler.plan import Duty, Plan, row_in_order
from scheduler.text import Language, Text

FOLDER: Final = "calendar"
SUFFIX: Final = ".ics"
MAKER: Final = "-//Samschema//Samschema//SV"
HOST: Final = "@samschema"
SAID: Final = ("dtstart", "dtend", "summary", "location", "description", "status")
"""What an event says; when any of it changes, the event has a new revision."""

NAME = Text(sv="{name}, arbetspass", en="{name}, shifts")
BREAK_PLACED = Text(sv="Rast {begin:time}–{end:time}", en="Break {begin:time}–{end:time}")
BREAK_ANYWHERE = Text(sv="Rast {length:span}, ingen bestämd tid", en="Break {length:span}, at no fixed time")
GAP = Text(sv="Uppehåll {begin:time}–{end:time}", en="Off duty {begin:time}–{end:time}")
NEXT_DAY = Text(sv="Slutar {end:moment}", en="Ends {end:moment}")
PAID = Text(sv="Arbetstid {paid:span}", en="Working time {paid:span}")
NOT_OURS = Text(
    sv="{path} är ingen kalender som Samschema har skrivit. Flytta den, eller ange en annan mapp.",
    en="{path} is no calendar that Samschema has written. Move it, or give another folder.",
)


def read_calendars(folder: Path) -> dict[str, Event]:
    """Every event of the calendars in a folder by its UID; none when there is no such folder.

    Raises:
        SamschemaError: something else is there, which would have to give way.
    """
    if not folder.exists():
        return {}
    files = sorted(folder.iterdir()) if folder.is_dir() else [folder]
    seen = [file for file in files if not file.name.startswith(".")]  # what a file manager leaves is nobody's
    return {uid: event for file in seen for uid, event in _read(file)}


def _read(file: Path) -> Iterator[tuple[str, Event]]:
    try:
        found = Calendar.from_ical(file.read_bytes()) if file.suffix == SUFFIX else None
        if not isinstance(found, Calendar) or str(found.get("prodid")) != MAKER:
            raise SamschemaError(NOT_OURS, path=file)
        for event in found.walk("VEVENT"):
            if isinstance(event, Event):
                yield str(event["uid"]), event
    except (OSError, ValueError, KeyError) as error:
        raise SamschemaError(NOT_OURS, path=file) from error


def calendars(
    plan: Plan, earlier: Mapping[str, Event], language: Language = Language.SWEDISH
) -> Iterator[tuple[str, bytes]]:
    """The name and contents of each person's file; whoever has no event has no file.

    Args:
        plan: the roster.
        earlier: the events that were written before.
        language: that of the words in the events.
    """
    names = file_names(plan.case.everyone)
    for who, employee in plan.case.everyone.items():
        events = _events(plan, employee, earlier, language)
        if events:
            calendar = Calendar()
            calendar.add("prodid", MAKER)
            calendar.add("version", "2.0")
            calendar.add("x-wr-calname", NAME.in_(language, name=employee.name))
            for _, event in sorted(events.items()):
                calendar.add_component(event)
            yield f"{names[who]}{SUFFIX}", calendar.to_ical()


def _events(plan: Plan, employee: Employee, earlier: Mapping[str, Event], language: Language) -> dict[str, Event]:
    """Her events by their UIDs, also those that are cancelled since last time."""
    case, mine = plan.case, _mine(employee)
    found: dict[str, Event] = {}
    orders: dict[int, int] = {}
    for duty in row_in_order(plan.duties.get(employee.id, ())):
        day = duty.shift.day
        orders[day] = order = orders.get(day, 0) + 1
        found[f"{_date(case, day)}-{order}-{mine}"] = _event(case, duty, language)
    dates = {_date(case, day) for day in case.days}
    for uid, event in earlier.items():
        if uid.endswith(mine) and uid not in found and uid.partition("-")[0] in dates:
            found[uid] = _cancelled(event)
    for uid, event in found.items():
        _stamp(case, uid, event, earlier.get(uid))
    return found


def _mine(employee: Employee) -> str:
    """How the UIDs of a person's events end; a digest, so that any id will do and none is told."""
    return sha256(f"{employee.unit}\n{employee.id}".encode()).hexdigest()[:20] + HOST


def _date(case: Case, day: int) -> str:
    return f"{case.clock.date(day):%Y%m%d}"


def _event(case: Case, duty: Duty, language: Language) -> Event:
    shift = duty.shift
    event = Event()
    event.add("dtstart", case.clock.utc(shift.start))
    event.add("dtend", case.clock.utc(shift.end))
    event.add("summary", shift.code if shift.type.name == shift.code else f"{shift.type.name} ({shift.code})")
    event.add("location", _place(case, duty))
    event.add("description", "\n".join(_description(case, duty, language)))
    event.add("status", "CONFIRMED")
    return event


def _place(case: Case, duty: Duty) -> str:
    units = {row.unit_id: row.name for row in case.tables.units}
    groups = {row.group_id: row.name for row in case.tables.groups}
    unit = units.get(duty.unit) or duty.unit
    return unit if duty.group is None else f"{groups.get(duty.group) or duty.group}, {unit}"


def _description(case: Case, duty: Duty, language: Language) -> Iterator[str]:
    shift, clock = duty.shift, case.clock
    if shift.type.pause and duty.pause is not None:
        end = Instant(duty.pause + shift.type.pause)
        yield BREAK_PLACED.in_(language, clock, begin=duty.pause, end=end)
    elif shift.type.pause:
        yield BREAK_ANYWHERE.in_(language, length=shift.type.pause)
    if shift.type.gap:
        yield GAP.in_(language, clock, begin=shift.segments[0][1], end=shift.segments[1][0])
    if shift.type.end > DAY:
        yield NEXT_DAY.in_(language, clock, end=shift.end)
    yield PAID.in_(language, paid=shift.paid)


def _cancelled(earlier: Event) -> Event:
    """What an earlier event said, called off."""
    event = Event()
    for name in SAID:
        if name in earlier and name != "status":
            event[name] = earlier[name]
    event.add("status", "CANCELLED")
    return event


def _stamp(case: Case, uid: str, event: Event, earlier: Event | None) -> None:
    """Give an event its identity and its revision: 0 the first time, one more each time it says something new."""
    revision = 0
    if earlier is not None:
        revision = int(earlier.get("sequence", 0)) + (_said(event) != _said(earlier))
    posted = case.tables.period[0].posted
    first = case.clock.at(0 if posted is None else case.clock.day(posted))
    event.add("uid", uid)
    event.add("sequence", revision)
    event.add("dtstamp", case.clock.utc(first) + timedelta(minutes=revision))


def _said(event: Event) -> dict[str, Any]:
    return {name: event[name].to_ical() for name in SAID if name in event}
