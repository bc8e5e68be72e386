import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from constraints import rules
from constraints.daily_rest import DailyRest
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import (
    AbsenceRow,
    CellRow,
    DemandRow,
    EmployeeRow,
    HolidayWorkedRow,
    LedgerRow,
    RecipientRow,
    Setting,
    Tables,
    VisitRow,
    WaiverRow,
    WishRow,
)
from scheduler.clock import hours
from scheduler.files.read_case import read_case
from scheduler.next_period import NextPeriod, next_period
from scheduler.plan import Duty, Plan
from scheduler.text import Language
from tests.drawn import BEGIN, GROUP, UNIT, drawn_case, drawn_plan
from tests.test_cli import called
from ui.cli_case import known
from ui.cli_shell import Code

SAMPLES = sorted(folder for folder in (Path(__file__).parent.parent / "data" / "samples").iterdir() if folder.is_dir())
NEXT = BEGIN + timedelta(weeks=2)
FULL_TIME = hours(37)


def turned(letters: Mapping[str, str] | str, plan: Plan | None = None, **given: Any) -> NextPeriod:
    """The case after one of two weeks, unless otherwise said, in which that was worked."""
    case = drawn_case(**{"weeks": 2, **given})
    return next_period(Book(rules(), case), plan or drawn_plan(case, letters))


def employee(tables: Tables, name: str = "anna") -> EmployeeRow:
    return next(row for row in tables.employees if row.employee_id == name)


def history(tables: Tables) -> list[tuple[str, str, str]]:
    return [(row.employee_id, row.date.isoformat(), row.shift_code) for row in tables.history]


def points(tables: Tables, kind: str) -> dict[str, Decimal]:
    return {row.employee_id: row.points for row in tables.ledger if row.kind == kind}


def base(text: str, begin: date = BEGIN, who: str = "anna") -> tuple[CellRow, ...]:
    letters = text.replace(" ", "")
    return tuple(
        CellRow(employee_id=who, date=begin + timedelta(days=day), shift_code="-" if letter == "." else letter)
        for day, letter in enumerate(letters)
    )


def said(found: NextPeriod) -> str:
    return "\n".join(one.said(Language.ENGLISH) for one in found.told)


# -- the samples ----------------------------------------------------------------------------------


def worked(case: Path) -> Iterator[list[str]]:
    """The base roster as if it had been worked."""
    with (case / "base_roster.csv").open(encoding="utf-8") as file:
        yield from (row for row in csv.reader(file) if row[2] != "-")


def roster_file(case: Path, folder: Path) -> Path:
    folder.mkdir()
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(worked(case))
    return folder


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("form", ["next", "next.xlsx"])
def test_every_sample_has_a_next_period_that_reads_without_a_remark(sample: Path, form: str, tmp_path: Path) -> None:
    result = roster_file(sample, tmp_path / "result")
    assert called("next", sample, result, tmp_path / form) == Code.DONE
    old, found = read_case(sample, known()).tables, read_case(tmp_path / form, known())
    new, step = found.tables, timedelta(weeks=old.period[0].weeks or 4)
    assert found.warnings == ()
    assert new.period[0].start == old.period[0].start + step
    assert not new.wishes and not new.locks and not new.waivers
    assert (new.shift_types, new.prices, new.rules) == (old.shift_types, old.prices, old.rules)
    assert {(row.employee_id, row.date - step, row.shift_code) for row in new.base_roster} == {
        (row.employee_id, row.date, row.shift_code) for row in old.base_roster
    }
    rows = [(who, date.fromisoformat(on), code) for who, on, code in list(worked(sample))[1:]]
    since = new.period[0].start - timedelta(days=28)
    mine = {(row.employee_id, row.date, row.shift_code) for row in new.history if row.date >= old.period[0].start}
    assert mine == {row for row in rows if row[1] >= since}


def test_one_period_follows_another(tmp_path: Path) -> None:
    sample = next(folder for folder in SAMPLES if folder.name == "tiny")
    assert called("next", sample, roster_file(sample, tmp_path / "r1"), tmp_path / "two") == Code.DONE
    assert called("next", tmp_path / "two", roster_file(tmp_path / "two", tmp_path / "r2"), tmp_path / "three") == 0
    tables = read_case(tmp_path / "three", known()).tables
    assert tables.period[0].start == date(2027, 3, 1)
    assert tables.period[0].case_id == "tiny-2027-03-01"


# -- the calendar ---------------------------------------------------------------------------------


def test_the_period_moves_on_by_its_own_length() -> None:
    (period,) = turned("").tables.period
    assert (period.start, period.weeks, period.case_id) == (NEXT, 2, f"drawn-{NEXT}")


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("DDDDD.. EEEEE..", "DDDDD.. EEEEE.."),  # two weeks
        ("DDDDD.. DDDDD..", "DDDDD.. DDDDD.."),  # one
        ("DDDDD.. EEEEE.. LL..... DDDDD..", "EEEEE.. LL..... DDDDD.. EEEEE.."),  # three, in a period of four
        ("DDDDD.. EEEEE.. DDDDD..", "EEEEE.. DDDDD.. EEEEE.."),  # two, in a period of three
        ("DDDDD.. EEEEE.. LL.....", "DDDDD.. EEEEE.. LL....."),
    ],
)
def test_the_base_roster_goes_on_in_its_rotation(letters: str, expected: str) -> None:
    weeks = len(letters.split())
    found = turned("", weeks=weeks, base_roster=base(letters)).tables
    assert found.base_roster == base(expected, BEGIN + timedelta(weeks=weeks))


def test_a_rotation_is_everybody_s() -> None:
    two = base("DDDDD.. DDDDD..") + base("EEEEE.. DDDDD..", who="bo")
    found = turned("", people=("anna", "bo"), base_roster=two)
    assert found.tables.base_roster == base("DDDDD.. DDDDD..", NEXT) + base("EEEEE.. DDDDD..", NEXT, who="bo")
    assert "goes round in 2 weeks" in said(found)


def series(name: str, days: str = "1", weeks: Any = None, recipient: str = "r1") -> VisitRow:
    return VisitRow(
        series_id=name,
        recipient_id=recipient,
        days=days,
        weeks=weeks,
        earliest=hours(8),
        latest=hours(9),
        minutes=30,
    )


@pytest.mark.parametrize(("weeks", "expected"), [(2, ["odd", "even", None]), (3, ["even", "odd", None])])
def test_odd_and_even_weeks_stay_in_step_with_the_calendar(weeks: int, expected: list[str | None]) -> None:
    visits = (series("a", weeks="odd"), series("b", weeks="even"), series("c"))
    recipients = (RecipientRow(recipient_id="r1", group_id=GROUP),)
    found = turned("", weeks=weeks, recipients=recipients, visits=visits)
    assert [row.weeks for row in found.tables.visits] == expected
    assert ("change odd weeks for even" in said(found)) == (weeks == 3)


def test_recipients_who_have_left_and_visits_on_dates_gone_by_are_left_out() -> None:
    gone, later = f"{BEGIN + timedelta(days=2)}", f"{NEXT + timedelta(days=2)}"
    found = turned(
        "",
        recipients=(
            RecipientRow(recipient_id="r1", group_id=GROUP),
            RecipientRow(recipient_id="r2", group_id=GROUP, last=BEGIN + timedelta(days=9)),
            RecipientRow(recipient_id="r3", group_id=GROUP, last=NEXT),
        ),
        visits=(series("a", gone), series("b", f"{gone}|{later}"), series("c", recipient="r2"), series("d")),
    )
    assert [row.recipient_id for row in found.tables.recipients] == ["r1", "r3"]
    assert [(row.series_id, row.days) for row in found.tables.visits] == [("b", later), ("d", "1")]
    assert "recipients (1), series of visits (2)" in said(found)


def test_need_of_a_date_gone_by_is_left_out() -> None:
    days = ("mon", "red", f"{BEGIN}", f"{NEXT}")
    demand = tuple(DemandRow(unit_id=UNIT, day=day, begin=hours(7), until=hours(16), min=1) for day in days)
    assert [row.day for row in turned("", demand=demand).tables.demand] == ["mon", "red", f"{NEXT}"]


def test_what_was_said_of_dates_of_the_old_period_is_left_out() -> None:
    found = turned(
        "",
        wishes=(WishRow(employee_id="anna", date=BEGIN, wish="free"),),
        locks=base("D"),
        posted=base("D"),
        waivers=(
            WaiverRow(rule_id="daily_rest", employee_id="anna", first=BEGIN, by="Eva", decided=BEGIN, why="byte"),
        ),
    )
    tables = found.tables
    assert not (tables.wishes or tables.locks or tables.posted or tables.waivers)
    assert "wishes (1), posted cells (1), locks (1), waivers (1)" in said(found)


def test_an_absence_that_reaches_into_the_new_period_goes_on() -> None:
    spans = [(-3, 2), (3, 20), (12, 16), (15, 16)]
    absences = tuple(
        AbsenceRow(
            employee_id="anna", first=BEGIN + timedelta(first), last=BEGIN + timedelta(last), credit_minutes=first * 10
        )
        for first, last in spans
    )
    found = turned("", absences=absences[1:], people=("anna",))
    assert [row.credit_minutes for row in found.tables.absences] == [None, None, 150]
    assert found.tables.absences[0].first == absences[1].first
    assert "2 of them began in the old period" in said(found)
    assert not turned("", absences=absences[:1]).tables.absences


# -- what is counted ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letters", "given", "balance"),
    [
        ("DDDDD.. DDDDD..", {}, hours(85) - 2 * FULL_TIME),
        ("DDDDD.. DDDDD..", {"balance_minutes": -60}, hours(85) - 2 * FULL_TIME - 60),
        ("DDDDD.. .......", {}, hours(42.5) - 2 * FULL_TIME),
        ("DDDDD.. DDDDD..", {"contract_minutes": hours(85)}, None),
        ("DDDDD.. DDDDD..", {"hourly": True}, None),
        ("DDDDD.. DDDDD..", {"rate": 33}, hours(85) - round(2 * FULL_TIME * 0.33)),
    ],
)
def test_hours_become_a_balance(letters: str, given: dict[str, Any], balance: int | None) -> None:
    found = turned(letters, people={"anna": given}).tables
    assert employee(found).balance_minutes == balance


def test_credited_absence_is_no_debt() -> None:
    week_off = AbsenceRow(employee_id="anna", first=BEGIN, last=BEGIN + timedelta(days=6))
    found = turned("....... DDDDD..", absences=(week_off,)).tables
    assert employee(found).balance_minutes == hours(42.5) - FULL_TIME


def test_a_night_across_a_clock_change_is_as_long_as_it_was() -> None:
    begin = date(2026, 10, 19)
    people = {"anna": {"contract_minutes": hours(10)}}
    plain = turned(".....N.", begin=begin - timedelta(weeks=1), weeks=1, people=people).tables
    autumn = turned(".....N.", begin=begin, weeks=1, people=people).tables
    assert employee(plain).balance_minutes is None
    assert employee(autumn).balance_minutes == hours(1)
    assert autumn.period[0].start == date(2026, 10, 26)


def test_rest_before_the_first_shift_is_counted_from_the_last_of_the_old_period() -> None:
    found = turned("......E", begin=date(2027, 3, 22), weeks=1).tables
    case = Case(found)
    owed = sum(one.raw for one in DailyRest().check(case, drawn_plan(case, "D......")))
    assert (history(found), owed) == ([("anna", "2027-03-28", "E")], hours(2))


def test_the_last_four_weeks_are_remembered() -> None:
    found = turned("D...... ......E", history="E..... D.......").tables
    assert history(found) == [
        ("anna", f"{BEGIN - timedelta(days=14)}", "E"),
        ("anna", f"{BEGIN - timedelta(days=8)}", "D"),
        ("anna", f"{BEGIN}", "D"),
        ("anna", f"{BEGIN + timedelta(days=13)}", "E"),
    ]
    long = turned("D...... ....... ....... ....... ......E", weeks=5).tables
    assert history(long) == [("anna", f"{BEGIN + timedelta(days=34)}", "E")]


def test_of_two_shifts_of_one_date_the_last_to_end_is_remembered() -> None:
    case = drawn_case(weeks=2)
    duties = tuple(Duty(case.shift(3, code), UNIT) for code in ("L", "N", "K"))  # type: ignore[arg-type]
    plan = Plan(case, {row.employee_id: duties for row in case.tables.employees}, {})
    found = next_period(Book(rules(), case), plan)
    assert history(found.tables) == [("anna", f"{BEGIN + timedelta(days=3)}", "N")]
    assert "Two shifts of one date were worked 2 times" in said(found)


def test_refused_wishes_are_counted_on_top_of_those_before() -> None:
    asked = [(0, "free", None), (1, "free", None), (2, "free", "veto"), (3, "evening", "3")]
    wishes = tuple(
        WishRow(employee_id="anna", date=BEGIN + timedelta(days=day), wish=wish, strength=strength)
        for day, wish, strength in asked
    )
    ledger = (LedgerRow(employee_id="anna", kind="refused", points=Decimal("1.5")),)
    found = turned("D.DD...", wishes=wishes, ledger=ledger, people=("anna", "bo")).tables
    assert points(found, "refused") == {"anna": Decimal("3.5")}  # a veto is no wish


def test_shares_are_carried_as_what_lies_above_the_fair_one() -> None:
    people = {"anna": {}, "bo": {}, "cia": {"rate": 50}, "dan": {"hourly": True}}
    weeks = {"anna": "EEEE...", "bo": "E......", "dan": "EEEEEEE"}
    found = turned(weeks, people=people, setting=Setting.CARE_HOME).tables
    assert points(found, "evening") == {"anna": Decimal(2), "bo": Decimal(-1), "cia": Decimal(-1)}
    assert points(found, "night") == {}
    again = turned(weeks, people=people, ledger=found.ledger).tables
    assert points(again, "evening") == {"anna": Decimal(4), "bo": Decimal(-2), "cia": Decimal(-2)}


def test_what_no_rule_counts_in_the_ledger_stays() -> None:
    ledger = (LedgerRow(employee_id="dan", kind="weekend", points=Decimal(1)),)
    found = turned("", people={"anna": {}, "dan": {"hourly": True}}, ledger=ledger).tables
    assert found.ledger == ledger


@pytest.mark.parametrize(
    ("begin", "day", "holiday", "year"),
    [
        (date(2026, 12, 21), date(2026, 12, 26), "christmas", 2026),
        (date(2026, 12, 21), date(2027, 1, 1), "new_year", 2026),
        (date(2027, 1, 4), date(2027, 1, 6), None, 0),
        (date(2027, 3, 22), date(2027, 3, 26), "easter", 2027),
        (date(2027, 3, 22), date(2027, 3, 29), "easter", 2027),
        (date(2027, 3, 22), date(2027, 3, 30), None, 0),
        (date(2027, 6, 21), date(2027, 6, 25), "midsummer", 2027),
        (date(2016, 3, 21), date(2016, 3, 28), "easter", 2016),
    ],
)
def test_big_holidays_that_were_worked_are_remembered(begin: date, day: date, holiday: str | None, year: int) -> None:
    letters = "." * (day - begin).days + "D"
    before = (HolidayWorkedRow(employee_id="anna", holiday="midsummer", year=2015),)
    rows = turned(letters, begin=begin, holidays_worked=before).tables.holidays_worked
    assert [(row.holiday, row.year) for row in rows] == [("midsummer", 2015), *([(holiday, year)] if holiday else [])]


# -- the command ----------------------------------------------------------------------------------


def test_what_was_done_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = next(folder for folder in SAMPLES if folder.name == "tiny")
    result = roster_file(sample, tmp_path / "result")
    assert called("next", sample, result, tmp_path / "out") == Code.DONE
    out = " ".join(capsys.readouterr().out.split())
    for words in ("följs av 2027-02-15", "Historik:", "Timsaldon:", "Rättvisesaldon:", "Grundschemat", "Lämnas"):
        assert words in out


def test_nothing_is_written_over_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = next(folder for folder in SAMPLES if folder.name == "tiny")
    result = roster_file(sample, tmp_path / "result")
    assert called("next", sample, result, result) == Code.FAULTS
    assert "finns redan" in capsys.readouterr().err
    assert called("next", sample, result, tmp_path / "out") == Code.DONE
    assert called("next", sample, result, tmp_path / "out", "--force") == Code.DONE


def test_a_roster_that_cannot_be_read_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = next(folder for folder in SAMPLES if folder.name == "tiny")
    assert called("next", sample, tmp_path / "nothing", tmp_path / "out") == Code.FAULTS
    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().out == ""


def test_the_command_helps_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("sv", "nästa periods underlag"), ("en", "next period's case")):
        assert called("next", "--help", "--lang", language) == Code.DONE
        assert words in " ".join(capsys.readouterr().out.split())
