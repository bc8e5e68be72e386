"""The roster as PAXml 2.0, the Swedish standard for what goes from other systems into payroll.

`schematransaktioner` tells each person's hours on every date of the period, 0.00 when she is free, so that a changed
roster sent again takes back what was sent before. A night belongs to the date on which it starts; hours are paid
ones, breaks and split gaps left out, in time that really passes. `tidtransaktioner` holds the shifts that have a time
code, and only those. `data/paxml/paxml_parts.xsd` is the form of what is written here: elements, attributes and time
codes are those of the standard's own schema, version 2.0 of 2012-12, and what that leaves open is narrowed.

No name, personal number, recipient or absence is told. The header has no date of export, so that the same roster
gives the same file.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from xml.etree import ElementTree as Xml

from scheduler.files.paxml_codes import COMPANY, Codes
from scheduler.ids import EmployeeId
from scheduler.plan import Duty, Plan, row_in_order

VERSION: Final = "2.0"
PROGRAM: Final = "Samschema"
HUNDREDTH: Final = Decimal("0.01")


def paxml(plan: Plan, codes: Codes) -> bytes:
    """The roster of a plan as a PAXml file."""
    root = Xml.Element("paxml")
    header = Xml.SubElement(root, "header")
    told = {"format": "LÖNIN", "version": VERSION, **{name: codes.company.get(name) for name in COMPANY}}
    for name, words in (told | {"programnamn": PROGRAM}).items():
        if words is not None:
            Xml.SubElement(header, name).text = words
    worked = list(_worked(plan, codes))
    if worked:
        _add_worked(root, plan, codes, worked)
    schedules = Xml.SubElement(root, "schematransaktioner")
    for who in plan.case.everyone:
        _add_schedule(Xml.SubElement(schedules, "schema", anstid=codes.number_of(who)), plan, who)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _worked(plan: Plan, codes: Codes) -> Iterator[tuple[EmployeeId, Duty, str]]:
    """Every duty that is sent as time worked, with its time code."""
    for who in plan.case.everyone:
        for duty in row_in_order(plan.duties.get(who, ())):
            code = codes.time_code(plan.case, who, duty)
            if code is not None:
                yield who, duty, code


def _add_worked(root: Xml.Element, plan: Plan, codes: Codes, worked: list[tuple[EmployeeId, Duty, str]]) -> None:
    times = Xml.SubElement(root, "tidtransaktioner")
    for who, duty, code in worked:
        time = Xml.SubElement(times, "tidtrans", anstid=codes.number_of(who))
        Xml.SubElement(time, "tidkod").text = code
        Xml.SubElement(time, "datum").text = plan.case.clock.date(duty.shift.day).isoformat()
        Xml.SubElement(time, "timmar").text = _hours(duty.shift.paid)


def _add_schedule(schedule: Xml.Element, plan: Plan, who: EmployeeId) -> None:
    for day in plan.case.days:
        paid = sum(shift.paid for shift in plan.on(who, day))
        Xml.SubElement(schedule, "dag", datum=plan.case.clock.date(day).isoformat(), timmar=_hours(paid))


def _hours(minutes: int) -> str:
    """Minutes as hours with two decimals, halves up."""
    return str((Decimal(minutes) / 60).quantize(HUNDREDTH, ROUND_HALF_UP))
