from datetime import date

import pytest

from scheduler.case.rows import ShiftTypeRow
from scheduler.case.shifts import Shift, ShiftType
from scheduler.case.wages import Unsocial, big_holidays, red_days, unsocial, unsocial_stretches
from scheduler.clock import Clock, Minutes, hours, minute_of
from scheduler.ids import ShiftCode

A_NIGHT, A, B, C, D = Unsocial


@pytest.mark.parametrize(
    ("on", "at", "kind"),
    [
        # an ordinary week: Monday 1 February to Sunday 7 February 2027
        (date(2027, 2, 1), "06:59", B),  # the weekend lasts until Monday at seven
        (date(2027, 2, 1), "07:00", None),
        (date(2027, 2, 1), "18:59", None),
        (date(2027, 2, 1), "19:00", D),
        (date(2027, 2, 1), "21:59", D),
        (date(2027, 2, 1), "22:00", C),
        (date(2027, 2, 2), "05:59", C),
        (date(2027, 2, 2), "06:00", None),
        (date(2027, 2, 4), "22:00", C),
        (date(2027, 2, 5), "05:59", C),  # the night that began on Thursday
        (date(2027, 2, 5), "06:00", None),
        (date(2027, 2, 5), "18:59", None),
        (date(2027, 2, 5), "19:00", B),
        (date(2027, 2, 6), "03:00", B),
        (date(2027, 2, 7), "23:59", B),
        # Epiphany, a Wednesday: red from midnight to midnight
        (date(2027, 1, 5), "23:59", C),
        (date(2027, 1, 6), "00:00", B),
        (date(2027, 1, 6), "23:59", B),
        (date(2027, 1, 7), "00:00", C),
        # Easter 2027: Good Friday 26 March, Easter Monday 29 March
        (date(2027, 3, 25), "17:59", None),
        (date(2027, 3, 25), "18:00", A),
        (date(2027, 3, 25), "22:00", A_NIGHT),
        (date(2027, 3, 26), "05:59", A_NIGHT),
        (date(2027, 3, 26), "06:00", A),
        (date(2027, 3, 30), "05:59", A_NIGHT),
        (date(2027, 3, 30), "06:59", A),
        (date(2027, 3, 30), "07:00", None),
        # Midsummer Eve, Friday 25 June 2027
        (date(2027, 6, 24), "17:59", None),
        (date(2027, 6, 24), "18:00", A),
        (date(2027, 6, 28), "06:59", A),
        (date(2027, 6, 28), "07:00", None),
        # Christmas Eve, Thursday 2026: until Monday; New Year's Eve too
        (date(2026, 12, 23), "18:00", A),
        (date(2026, 12, 27), "12:00", A),
        (date(2026, 12, 28), "06:59", A),
        (date(2026, 12, 28), "07:00", None),
        (date(2026, 12, 30), "18:00", A),
        (date(2027, 1, 1), "00:00", A_NIGHT),
        (date(2027, 1, 4), "06:59", A),
        (date(2027, 1, 4), "07:00", None),
        # Ascension Day and the national day are red, not big
        (date(2027, 5, 6), "12:00", B),
        (date(2028, 6, 6), "12:00", B),
        # All Saints' Day is a Saturday anyway, its eve an ordinary Friday
        (date(2027, 11, 5), "12:00", None),
    ],
)
def test_the_classes_of_unsocial_hours(on: date, at: str, kind: Unsocial | None) -> None:
    assert unsocial(on, minute_of(at)) is kind


def test_big_holidays_end_on_the_first_weekday_after() -> None:
    christmas, new_year = big_holidays(2030)[2:]
    assert christmas == (date(2030, 12, 23), date(2030, 12, 27))  # Tuesday to Thursday are Christmas
    assert new_year == (date(2030, 12, 30), date(2031, 1, 2))
    assert big_holidays(2025)[3] == (date(2025, 12, 30), date(2026, 1, 2))  # a Friday between two holidays


def test_red_days_are_the_public_holidays_and_not_every_sunday() -> None:
    assert red_days(date(2027, 12, 20), date(2028, 1, 6)) == {
        date(2027, 12, 25),
        date(2027, 12, 26),
        date(2028, 1, 1),
        date(2028, 1, 6),
    }
    assert not red_days(date(2027, 2, 1), date(2027, 2, 28))


def earned(on: date, start: str, end: str, pause: int = 0, *, gap: str = "", placed: str = "") -> dict[Unsocial, float]:
    """Minutes in each class of a shift on a date."""
    away = [minute_of(edge) for edge in gap.split("-")] if gap else [None, None]
    row = ShiftTypeRow(
        code=ShiftCode("X"),
        start=minute_of(start),
        end=minute_of(end),
        break_minutes=Minutes(pause),
        gap_start=away[0],
        gap_end=away[1],
    )
    clock = Clock(on)
    shift = Shift.on(clock, 0, ShiftType.from_row(row))
    at = clock.at(0, minute_of(placed)) if placed else None
    found: dict[Unsocial, float] = {}
    for stretch in unsocial_stretches(clock, shift, at):
        found[stretch.kind] = found.get(stretch.kind, 0) + float(stretch.minutes)
    return {kind: minutes for kind, minutes in found.items() if minutes}


MONDAY, FRIDAY, SATURDAY = date(2027, 2, 1), date(2027, 2, 5), date(2027, 2, 6)


def test_a_shift_earns_by_the_minute_in_each_class() -> None:
    assert earned(MONDAY, "07:00", "16:00") == {}
    assert earned(MONDAY, "13:30", "22:00") == {D: hours(3)}
    assert earned(MONDAY, "21:00", "07:00") == {D: hours(1), C: hours(8)}
    assert earned(FRIDAY, "13:30", "22:00") == {B: hours(3)}
    assert earned(date(2027, 2, 7), "21:00", "07:00") == {B: hours(10)}


def test_the_break_earns_nothing_and_lies_in_the_middle() -> None:
    assert earned(SATURDAY, "07:00", "16:00", 30) == {B: 510}
    assert earned(MONDAY, "17:00", "22:00", 60) == {D: 120}  # 19:00-20:00 is the middle
    assert earned(MONDAY, "17:00", "22:00", 60, placed="17:30") == {D: 180}
    assert earned(MONDAY, "17:00", "22:00", 60, placed="18:30") == {D: 150}
    assert earned(MONDAY, "16:45", "21:30", 30) == {D: 150 - 22.5}  # 18:52:30 to 19:22:30


def test_a_split_gap_earns_nothing_and_swallows_a_break_in_it() -> None:
    assert earned(SATURDAY, "07:00", "20:00", gap="11:00-16:00") == {B: hours(8)}
    assert earned(SATURDAY, "07:00", "20:00", 30, gap="11:00-16:00") == {B: hours(8)}
    assert earned(SATURDAY, "07:00", "20:00", 30, gap="11:00-16:00", placed="10:45") == {B: hours(8) - 15}


def test_a_night_over_a_clock_change_is_as_long_as_it_is() -> None:
    assert earned(date(2026, 10, 24), "21:00", "07:00") == {B: hours(11)}
    assert earned(date(2026, 3, 28), "21:00", "07:00") == {B: hours(9)}
    assert earned(date(2027, 3, 27), "21:00", "07:00") == {A: hours(1) + hours(1), A_NIGHT: hours(7)}  # in Easter


def test_a_shift_may_begin_in_one_class_and_end_in_another() -> None:
    assert earned(date(2027, 5, 5), "21:00", "07:00") == {D: hours(1), C: hours(2), B: hours(7)}  # a red Thursday
    assert earned(date(2027, 5, 6), "21:00", "07:00") == {B: hours(3), C: hours(6)}  # and the night after it
    assert earned(date(2027, 6, 24), "13:30", "22:00") == {A: hours(4)}  # the day before Midsummer Eve
    assert earned(date(2026, 12, 31), "21:00", "07:00") == {A: hours(2), A_NIGHT: hours(8)}
    assert earned(date(2027, 1, 4), "06:00", "15:00", 30) == {A: hours(1)}  # the Monday after New Year


def test_stretches_tell_when_and_the_class_changes_at_the_stroke() -> None:
    clock = Clock(MONDAY)
    row = ShiftTypeRow(code=ShiftCode("X"), start=minute_of("18:30"), end=minute_of("23:00"))
    found = unsocial_stretches(clock, Shift.on(clock, 0, ShiftType.from_row(row)), None)
    assert [(one.kind, clock.wall(one.begin)[1], clock.wall(one.end)[1], int(one.minutes)) for one in found] == [
        (D, hours(19), hours(22), hours(3)),
        (C, hours(22), hours(23), hours(1)),
    ]
