import csv
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from constraints import rules
from constraints.daily_rest import DailyRest
from constraints.rest_period import RestPeriod
from constraints.weekly_rest import WeeklyRest
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import AbsenceRow, RuleRow, WaiverRow
from scheduler.clock import DAY, WEEK, Instant, hours, minute_of
from scheduler.files.results import write_plan
from scheduler.files.write_case import write_case
from scheduler.ids import EmployeeId, RuleId
from scheduler.plan import Plan
from scheduler.rest_report import RestReport, fingerprint
from scheduler.review import review
from scheduler.rule import Rule
from scheduler.text import Language
from scheduler.windows import Outcome, Rest, Stretch, Window
from tests.crowded import crowded
from tests.drawn import ANNA, BEGIN, drawn
from ui.cli import run
from ui.cli_shell import Code, Shell
from ui.cli_words import spoken

SEEDS = range(16)
OF_REST = (DailyRest, RestPeriod, WeeklyRest)


@cache
def report(seed: int) -> RestReport:
    case, plan = crowded(seed, rules())
    return RestReport.of(Book(rules(), case), plan)


def windows(rule: Rule, case: Case, plan: Plan) -> list[Window]:
    return list(rule.windows(case, plan))


def reported(week: Mapping[str, str] | str, **given: Any) -> RestReport:
    case, plan = drawn(week, **given)
    return RestReport.of(Book(rules(), case), plan)


# -- every window, and what it owes --------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_are_short_of_what_the_rules_owe(seed: int) -> None:
    found = report(seed)
    owed = {breach for breach in review(found.book, found.plan).breaches if breach.rule in {one.id for one in OF_REST}}
    assert set(found.breaches) == owed
    assert len(found.breaches) == len(owed)
    assert all(window.short == window.missing for window in found.windows if window.breach)


def test_the_crowd_has_windows_of_every_outcome_but_the_waived() -> None:
    found = Counter((window.rule, window.outcome) for seed in SEEDS for window in report(seed).windows)
    for kind in OF_REST:
        assert found[kind.id, Outcome.KEPT] and found[kind.id, Outcome.BROKEN]
    assert found[RestPeriod.id, Outcome.BEFORE]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "length"), [(RestPeriod, DAY), (WeeklyRest, WEEK)])
def test_windows_tile_the_period_for_everybody(kind: type[Rule], length: int, seed: int) -> None:
    found = report(seed)
    clock, last = found.plan.case.clock, len(found.plan.case.days)
    for who in found.people:
        mine = [window for window in found.windows if window.rule == kind.id and window.who == who]
        begins = [clock.wall_minutes(window.begin) for window in mine]
        assert begins == list(range(begins[0], begins[0] + length * len(mine), length))
        assert [window.end for window in mine[:-1]] == [window.begin for window in mine[1:]]
        assert mine[0].begin <= 0
        assert mine[-1].end >= clock.at(last)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_longest_rest_lies_in_its_window_and_nobody_works_in_it(seed: int) -> None:
    found = report(seed)
    clock = found.plan.case.clock
    for window in found.windows:
        begin, end = window.rest.begin, window.rest.end
        assert begin is not None and end is not None and window.rest.minutes is not None
        if window.stretch is Stretch.BETWEEN:
            assert (begin, end) == (window.begin, window.end)
        else:
            assert window.begin <= begin <= end <= window.end
            shifts = found.plan.shifts_of(window.who)
            assert not [shift for shift in shifts if shift.start < end and shift.end > begin]
        if window.stretch is Stretch.DAY:
            assert window.rest.minutes == clock.wall_minutes(end) - clock.wall_minutes(begin)
        else:
            assert window.rest.minutes == end - begin
        assert window.missing >= max(0, min(window.required, window.required - window.rest.minutes))


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_stand_rule_by_rule_and_person_by_person(seed: int) -> None:
    found = report(seed)
    names = [rule.id for rule in found.rules]
    assert set(names) == {kind.id for kind in OF_REST}
    order = [(names.index(one.rule), found.people.index(one.who), one.begin) for one in found.windows]
    assert order == sorted(order)


# -- edges -----------------------------------------------------------------------------------------------


def test_a_24_hour_period_begins_before_the_roster_and_ends_after_it() -> None:
    found = windows(RestPeriod(), *drawn(".......", weeks=1))
    assert len(found) == 8
    assert (found[0].begin, found[-1].end) == (-hours(4), 7 * DAY + hours(20))
    at_midnight = windows(RestPeriod(), *drawn(".......", weeks=1, people={ANNA: {"day_break": minute_of("00:00")}}))
    assert [window.begin for window in at_midnight] == [day * DAY for day in range(7)]


def test_a_night_into_the_day_after_the_last_has_a_window_of_its_own() -> None:
    found = windows(RestPeriod(), *drawn("......N", weeks=1, people={ANNA: {"day_break": minute_of("00:00")}}))
    assert len(found) == 8
    assert found[-1].rest == Rest(Instant(7 * DAY + hours(7)), Instant(8 * DAY), hours(17))


def test_what_history_left_short_is_told_as_such() -> None:
    monday_at_noon = {ANNA: {"week_break": hours(12)}}
    first, second = windows(WeeklyRest(), *drawn(".......", weeks=1, history="DDDDDDD", people=monday_at_noon))
    assert (first.outcome, first.missing, first.short) == (Outcome.BEFORE, hours(16), 0)  # Sunday 16 to Monday noon
    assert second.outcome is Outcome.KEPT
    at_eight = {ANNA: {"day_break": hours(8)}}
    first = windows(RestPeriod(), *drawn(".......", weeks=1, history="LL", people=at_eight))[0]
    assert first.outcome is Outcome.KEPT  # Sunday 20 to Monday 8
    first = windows(RestPeriod(), *drawn(".......", weeks=1, history="NN", people={ANNA: {"day_break": hours(15)}}))[0]
    assert (first.outcome, first.missing, first.short) == (Outcome.BEFORE, hours(3), 0)  # Monday 7 to 15


def test_a_week_before_the_period_is_told_only_when_the_roster_broke_it() -> None:
    given: dict[str, Any] = {"weeks": 1, "history": "DDDDDK."}
    broken, week = windows(WeeklyRest(), *drawn("D......", **given))
    assert (broken.end, broken.short) == (0, hours(4))  # Saturday 12 to Monday 7 is 43 hours
    assert (week.begin, week.end, week.short) == (0, 7 * DAY, 0)
    assert len(windows(WeeklyRest(), *drawn(".D.....", **given))) == 1


def test_rest_that_reaches_over_the_ends_of_what_is_known_is_open() -> None:
    case, plan = drawn("...D...", weeks=1)
    (week,) = windows(WeeklyRest(), case, plan)
    assert week.rest == Rest(Instant(3 * DAY + hours(16)), Instant(7 * DAY), hours(80))
    assert week.whole == Rest(Instant(3 * DAY + hours(16)), None, None)
    assert (week.required, week.whole_required) == (hours(36), hours(47))


def test_the_longest_of_several_good_rests_is_told() -> None:
    (week,) = windows(WeeklyRest(), *drawn("D..D...", weeks=1))
    assert week.rest.minutes == hours(80)


def test_a_window_short_of_the_whole_free_time_shows_both() -> None:
    (week,) = windows(WeeklyRest(), *drawn("DDD.DDD", weeks=1))
    assert week.rest.minutes == hours(39)
    assert week.whole is not None and week.whole.minutes == hours(39)
    assert week.short == hours(8)


@pytest.mark.parametrize(("begin", "passes"), [(date(2026, 10, 24), hours(12)), (date(2027, 3, 27), hours(10))])
def test_the_day_goes_by_the_clock_also_when_it_changes(begin: date, passes: int) -> None:
    window = windows(RestPeriod(), *drawn("L D", begin=begin))[1]  # Saturday 20 to Sunday 20
    assert window.rest.begin is not None and window.rest.end is not None
    assert (window.rest.minutes, window.rest.end - window.rest.begin) == (hours(11), passes)
    assert window.rest.goes_by_the_clock
    between = windows(DailyRest(), *drawn("E D", begin=begin))[0]
    assert not between.rest.goes_by_the_clock


# -- whose terms, and who answers ------------------------------------------------------------------------


def rule_row(who: str | None, value: str, owner: Any = "C", **given: Any) -> RuleRow:
    decided = {"since": BEGIN - timedelta(days=9), "why": "agreed on", **given}
    return RuleRow(rule_id=WeeklyRest.id, parameter="joined", value=value, who=who, owner=owner, **decided)


def test_an_exception_is_told_with_who_decided_it_and_why() -> None:
    found = reported({"anna": "DDD.DDD", "bo": "DDD.DDD"}, weeks=1, rules=(rule_row("anna", "36"),))
    (own,) = found.own_terms
    assert (own.who, own.value, own.usual, own.decision.why) == (ANNA, hours(36), hours(47), "agreed on")
    weeks = {window.who: window.outcome for window in found.windows if window.rule == WeeklyRest.id}
    assert weeks == {"anna": Outcome.KEPT, "bo": Outcome.BROKEN}


def test_what_holds_for_everybody_or_changes_nothing_is_no_exception() -> None:
    given = {"weeks": 1, "rules": (rule_row(None, "40"), rule_row("anna", "40"))}
    assert not reported("DDD.DDD", **given).own_terms
    later = rule_row("anna", "36", since=BEGIN + timedelta(days=90))
    assert not reported("DDD.DDD", weeks=1, rules=(later,)).own_terms


def test_a_waived_window_is_told_apart() -> None:
    waiver = WaiverRow.model_validate(
        {
            "rule_id": DailyRest.id,
            "employee_id": "anna",
            "from": BEGIN + timedelta(days=1),
            "by": "Eva Lind",
            "decided": BEGIN,
            "why": "nobody else could come",
        }
    )
    found = reported("ED.....", weeks=1, waivers=(waiver,))
    outcomes = {window.rule: window.outcome for window in found.windows if window.breach}
    assert outcomes == {DailyRest.id: Outcome.WAIVED, RestPeriod.id: Outcome.BROKEN}
    assert [breach.rule for breach in found.broken] == [RestPeriod.id]


def test_the_fingerprint_is_the_rosters() -> None:
    case, plan = drawn("DD.....", weeks=1)
    moved = drawn("D.D....", weeks=1)[1]
    assert fingerprint(plan) == fingerprint(drawn("DD.....", weeks=1)[1]) != fingerprint(moved)
    assert fingerprint(plan.with_meetings({})) == fingerprint(plan)
    assert fingerprint(Plan.empty(case)) != fingerprint(plan)


# -- the command -----------------------------------------------------------------------------------------


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return run(given, Shell(spoken(given, {})))


def written(folder: Path, week: Mapping[str, str], **given: Any) -> tuple[Path, Path]:
    """A case and a result in folders."""
    case, plan = drawn(week, **given)
    write_case(case.tables, folder / "case")
    write_plan(folder / "result", plan)
    return folder / "case", folder / "result"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    people = {"anna": {"name": "Anna Ek"}, "bo": {"name": "Bo Alm"}, "cy": {"name": "=SUM(1)", "hourly": True}}
    away = AbsenceRow.model_validate({"employee_id": "bo", "from": BEGIN, "to": BEGIN + timedelta(6), "reason": "sick"})
    week = {"anna": "ED.....", "bo": ".......", "cy": "..D...."}
    return written(tmp_path, week, weeks=1, people=people, absences=(away,), rules=(rule_row("cy", "36"),))


def test_the_screen_tells_the_counts_and_each_short_rest(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert called("rest", *files) == Code.INFEASIBLE
    out = capsys.readouterr().out
    assert "Vilan är för kort i 2 fall" in out
    assert "Anna Ek: 9 tim vila före passet tis 2/2 07:00; 11 tim krävs." in out
    assert "=SUM(1): Veckovila, 36 tim i stället för 47 tim (joined); avtal, sedan 2027-01-23. Skäl: agreed on" in out
    assert "Bo Alm" not in out
    assert called("rest", *files, "--lang", "en") == Code.INFEASIBLE
    assert "Anna Ek: 9 h of rest before the shift on Tue 2 Feb 07:00" in capsys.readouterr().out


def test_one_persons_windows_are_all_told(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert called("rest", *files, "--person", "bo alm") == Code.DONE
    out = capsys.readouterr().out
    assert out.count("hålls") == 8 + 1
    assert "Anna Ek" not in out and "sick" not in out
    assert called("rest", *files, "--person", "bosse", "--lang", "en") == Code.FAULTS
    assert "bosse is no employee" in capsys.readouterr().err


def test_json_tells_every_window(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert called("rest", *files, "--json") == Code.INFEASIBLE
    told = json.loads(capsys.readouterr().out)
    assert len(told["windows"]) == 1 + 3 * 8 + 3
    assert sum(rule["windows"] for rule in told["rules"]) == len(told["windows"])
    assert {rule["rule_id"]: rule["broken"] for rule in told["rules"]} == {
        DailyRest.id: 1,
        RestPeriod.id: 1,
        WeeklyRest.id: 0,
    }
    assert [(one["employee_id"], one["minutes"]) for one in told["short"]] == [("anna", 120), ("anna", 120)]
    assert told["exceptions"][0]["value"] == "36" and told["exceptions"][0]["usual"] == "47"
    gap = told["windows"][0]
    assert (gap["from"], gap["to"], gap["rest_minutes"]) == ("2027-02-01T22:00", "2027-02-02T07:00", 540)


def made(files: tuple[Path, Path], place: Path, *more: str) -> Workbook:
    called("rest", *files, "--out", place, *more)
    return load_workbook(place)


def words_of(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_workbook_can_be_read_and_signed(files: tuple[Path, Path], tmp_path: Path) -> None:
    workbook = made(files, tmp_path / "rest.xlsx")
    assert workbook.sheetnames == ["Vila", "Dygn", "Veckor", "Mellan pass", "Belastning"]
    cover = words_of(workbook.worksheets[0])
    assert {"Skyddsombud", "Enhetschef", "Undantag", "agreed on", "2027-02-01 – 2027-02-07"} <= set(cover)
    assert "9 tim vila före passet tis 2/2 07:00; 11 tim krävs." in cover
    assert any("Vilan är för kort i 2 fall" in words for words in cover)
    assert not any("sick" in words for sheet in workbook for words in words_of(sheet))
    assert [workbook[name].max_row - 2 for name in workbook.sheetnames[1:]] == [24, 3, 1, 3]


def test_the_workbook_prints_well(files: tuple[Path, Path], tmp_path: Path) -> None:
    workbook = made(files, tmp_path / "rest.xlsx")
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.oddFooter is not None and sheet.oddFooter.right is not None
        assert sheet.oddFooter.right.text == "&P/&N"
    assert all(sheet.print_title_rows == "$1:$2" for sheet in workbook.worksheets[1:])
    names = [cell for cell in workbook["Dygn"]["A"] if cell.value == "=SUM(1)"]
    assert len(names) == 8 and all(cell.data_type == "s" for cell in names)


def test_a_window_in_the_workbook_says_when_how_long_and_whether(files: tuple[Path, Path], tmp_path: Path) -> None:
    workbook = made(files, tmp_path / "rest.xlsx")
    row = [cell.value for cell in workbook["Mellan pass"][3]]
    assert row[:5] == ["Anna Ek", "mån 1/2 22:00", "tis 2/2 07:00", "mån 1/2 22:00", "tis 2/2 07:00"]
    assert row[5:9] == [timedelta(hours=9), timedelta(hours=11), timedelta(hours=2), "BRYTS"]
    week = [cell.value for cell in workbook["Veckor"][5]]
    assert week[0] == "=SUM(1)" and week[-2:] == ["hålls", "Undantag, se första bladet"]
    assert week[7:9] == ["ons 3/2 16:00", "efter perioden"]


def test_the_workbook_speaks_english_too(files: tuple[Path, Path], tmp_path: Path) -> None:
    workbook = made(files, tmp_path / "rest.xlsx", "--lang", "en")
    assert workbook.sheetnames == ["Rest", "24 hours", "Weeks", "Between shifts", "Strain"]
    assert "Safety representative" in words_of(workbook.worksheets[0])


def test_a_folder_gets_everything_and_a_table_the_windows(files: tuple[Path, Path], tmp_path: Path) -> None:
    called("rest", *files, "--out", tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["rest.csv", "rest.xlsx", "strain.csv"]
    called("rest", *files, "--out", tmp_path / "strain.csv")
    assert (tmp_path / "strain.csv").read_bytes() == (tmp_path / "out" / "rest.csv").read_bytes()
    rows = list(csv.DictReader((tmp_path / "strain.csv").read_text(encoding="utf-8").splitlines()))
    assert sum(int(row["missing_minutes"]) for row in rows) == 240
    moments = [datetime.fromisoformat(row[column]) for row in rows for column in ("from", "rest_from", "rest_to", "to")]
    assert min(moments) == datetime(2027, 1, 31, 20)
    assert {row["exception"] for row in rows if row["employee_id"] == "cy"} == {"", "joined=36"}


def test_what_is_there_is_written_over_only_when_asked(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "rest.xlsx"
    place.write_text("precious")
    assert called("rest", *files, "--out", place) == Code.FAULTS
    assert place.read_text() == "precious" and "--force" in capsys.readouterr().err
    assert made(files, place, "--force").sheetnames[0] == "Vila"
    assert called("rest", *files, "--out", tmp_path / "rest.pdf") == Code.FAULTS
    assert "varken en mapp" in capsys.readouterr().err


# -- the odd ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_a_result_without_any_shift_is_all_rest(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, {"anna": "......."}, weeks=1)
    assert called("rest", *files, "--out", tmp_path / "rest.xlsx", "--lang", language.value) == Code.DONE
    assert len(load_workbook(tmp_path / "rest.xlsx").worksheets) == 4  # nothing lies between shifts
    out = capsys.readouterr().out
    assert ("Dygnsvila" if language is Language.SWEDISH else "Daily rest") in out and "hours=11" in out


def test_somebody_absent_all_the_time_and_somebody_by_the_hour_rest_too() -> None:
    away = AbsenceRow.model_validate({"employee_id": "anna", "from": BEGIN, "to": BEGIN + timedelta(6)})
    people = {"anna": {}, "bo": {"hourly": True}}
    found = reported({"anna": ".......", "bo": "ED....."}, people=people, absences=(away,), weeks=1)
    kept = [window for window in found.windows if window.who == "anna"]
    assert len(kept) == 8 + 1 and not any(window.missing for window in kept)
    assert {breach.who for breach in found.breaches} == {EmployeeId("bo")}


def test_shifts_that_overlap_leave_no_rest_between_them() -> None:
    case, plan = drawn("D......", weeks=1)
    doubled = plan.with_duties({ANNA: (*plan.duties[ANNA], *drawn("K......", weeks=1)[1].duties[ANNA])})
    (between,) = windows(DailyRest(), case, doubled)
    assert between.rest.minutes == 0
    assert between.short == DailyRest.minimum


def test_a_rule_without_windows_tells_none() -> None:
    case, plan = drawn("DDDDDDD", weeks=1)
    silent = [kind for kind in rules() if kind not in OF_REST]
    assert not [window for kind in silent for window in kind().windows(case, plan)]
    assert RuleId("days_in_row") in {kind.id for kind in silent}
