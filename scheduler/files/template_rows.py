"""The examples of a template: a small unit that can be solved as it is, and is deleted once one has seen how."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.case.rows import (
    AbsenceRow,
    CellRow,
    DemandRow,
    EmployeeRow,
    GroupRow,
    Kind,
    PeriodRow,
    RecipientRow,
    Setting,
    ShiftTypeRow,
    Tables,
    UnitRow,
    VisitRow,
    WishRow,
)
from scheduler.clock import hours
from scheduler.files.cells import WEEKDAYS
from scheduler.ids import EmployeeId, GroupId, RecipientId, SeriesId, ShiftCode, Skill, UnitId

UNIT, GROUP = UnitId("E1"), GroupId("G1")
ANNA, BO, CIA, DAN, EVA = (EmployeeId(f"M{number}") for number in range(1, 6))
DAY, EVENING, NIGHT, SPLIT = (ShiftCode(code) for code in ("D", "K", "N", "S"))
DELEGATED = Skill("delegering")
AT_NIGHT = 2060  # minutes a week: 34:20


def example(setting: Setting, start: date) -> Tables:
    """The example of home care or of a care home, for four weeks from a Monday."""
    home_care = setting is Setting.HOME_CARE
    return Tables(
        period=(PeriodRow(case_id="exempel", start=start, weeks=4, setting=setting, posted=start - timedelta(14)),),
        employees=tuple(_employees(home_care=home_care)),
        shift_types=tuple(_shift_types(home_care=home_care)),
        demand=tuple(_demand(home_care=home_care)),
        recipients=(
            RecipientRow(recipient_id=RecipientId("B1"), group_id=GROUP, contact=ANNA, deputy=BO),
            RecipientRow(recipient_id=RecipientId("B2"), group_id=GROUP, contact=BO, deputy=CIA, preferred=(BO, CIA)),
        ),
        visits=tuple(_visits()) if home_care else (),
        wishes=(
            WishRow(employee_id=ANNA, date=start + timedelta(5), wish="free", strength="2", reason="familj"),
            WishRow(employee_id=CIA, date=start + timedelta(9), wish="day"),
        ),
        absences=(
            AbsenceRow(employee_id=BO, first=start + timedelta(7), last=start + timedelta(11), reason="semester"),
        ),
        history=(
            CellRow(employee_id=ANNA, date=start - timedelta(3), shift_code=DAY),
            CellRow(employee_id=BO, date=start - timedelta(4), shift_code=EVENING),
        ),
        locks=(CellRow(employee_id=CIA, date=start + timedelta(2), shift_code=DAY),),
        units=(UnitRow(unit_id=UNIT, name="Exempelenheten"),),
        groups=(GroupRow(group_id=GROUP, unit_id=UNIT, name="Norra gruppen"),),
    )


def _employees(*, home_care: bool) -> Iterator[EmployeeRow]:
    staff = (
        (ANNA, "Anna Exempel", "underskoterska", 100, (DELEGATED,)),
        (BO, "Bo Exempel", "underskoterska", 100, (DELEGATED,)),
        (CIA, "Cia Exempel", "vardbitrade", 75, (DELEGATED,)),
    )
    for who, name, title, rate, skills in staff:
        yield EmployeeRow(
            employee_id=who, name=name, title=title, unit_id=UNIT, rate=rate, skills=skills, groups=(GROUP,)
        )
    yield EmployeeRow(
        employee_id=DAN, name="Dan Exempel", unit_id=UNIT, groups=(GROUP,), hourly=True, max_minutes=hours(80)
    )
    if not home_care:
        yield EmployeeRow(
            employee_id=EVA,
            name="Eva Exempel",
            title="underskoterska",
            unit_id=UNIT,
            rate=85,
            full_time_minutes=AT_NIGHT,
            nights="only",
            groups=(GROUP,),
        )


def _shift_types(*, home_care: bool) -> Iterator[ShiftTypeRow]:
    yield ShiftTypeRow(code=DAY, name="Dag", start=hours(7), end=hours(15.5), break_minutes=30, kind=Kind.DAY)
    yield ShiftTypeRow(
        code=EVENING, name="Kväll", start=hours(13.5), end=hours(22), break_minutes=30, kind=Kind.EVENING
    )
    if home_care:
        yield ShiftTypeRow(
            code=SPLIT,
            name="Delad tur",
            start=hours(7),
            end=hours(19),
            gap_start=hours(11),
            gap_end=hours(15),
            kind=Kind.SPLIT,
        )
    else:
        yield ShiftTypeRow(code=NIGHT, name="Natt", start=hours(21), end=hours(7), kind=Kind.NIGHT)


def _demand(*, home_care: bool) -> Iterator[DemandRow]:
    group = None if home_care else GROUP  # where visits are made a shift is the whole unit's
    for day in WEEKDAYS:
        yield DemandRow(
            unit_id=UNIT, group_id=group, day=day, begin=hours(7), until=hours(15.5), min=1, target=1, max=3
        )
        yield DemandRow(unit_id=UNIT, group_id=group, day=day, begin=hours(15.5), until=hours(22), min=1, target=1)
        if not home_care:
            yield DemandRow(unit_id=UNIT, day=day, begin=hours(22), until=hours(7), min=0, target=1)


def _visits() -> Iterator[VisitRow]:
    series = (
        ("V1", "B1", "1234567", 8, 9, 30, (), "care"),
        ("V2", "B1", "1234567", 18, 19, 20, (DELEGATED,), "medicine"),
        ("V3", "B2", "1234567", 9.5, 10.5, 30, (), "care"),
        ("V4", "B2", "25", 13, 14, 45, (), "shower"),
    )
    for name, recipient, days, earliest, latest, minutes, skills, kind in series:
        yield VisitRow(
            series_id=SeriesId(name),
            recipient_id=RecipientId(recipient),
            days=days,
            earliest=hours(earliest),
            latest=hours(latest),
            minutes=minutes,
            skills=skills,
            kind=kind,
        )
