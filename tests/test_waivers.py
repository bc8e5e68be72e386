"""Waivers: a hard rule broken knowingly is shown apart and priced; nothing else becomes milder by it."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from constraints.daily_rest import DailyRest
from constraints.free_days import FreeDays
from constraints.lock import Lock
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import CellRow, Setting, WaiverRow
from scheduler.files.read_result import read_result
from scheduler.files.result_faults import ResultError
from scheduler.files.write_case import write_case
from scheduler.ids import RuleId, ShiftCode
from scheduler.plan import Plan
from scheduler.review import Review, review
from scheduler.solve.progress import Job, Settings, Status
from scheduler.solve.search import solve
from scheduler.solve.task import Packed
from scheduler.text import Language
from tests.drawn import ANNA, BEGIN, drawn, drawn_case
from ui.cli import run
from ui.cli_shell import Code, Shell

REST = RuleId("daily_rest")
SHORT = "E D . . . E D"  # nine hours of rest twice


def waiver(first: int, last: int | None = None, *, rule: RuleId = REST, kronor: int | None = None) -> WaiverRow:
    return WaiverRow.model_validate(
        {
            "rule_id": rule,
            "employee_id": ANNA,
            "from": BEGIN + timedelta(days=first),
            "to": None if last is None else BEGIN + timedelta(days=last),
            "by": "Eva",
            "decided": date(2027, 1, 20),
            "why": "eget byte",
            "kronor": kronor,
        }
    )


def judged(*waivers: WaiverRow) -> Review:
    """A drawn week with two short rests, as daily rest and free days read it with these waivers."""
    case, plan = drawn(SHORT)
    case = Case(case.tables.model_copy(update={"waivers": waivers}))
    duties = {who: tuple(duties) for who, duties in plan.duties.items()}
    return review(Book.of(case, DailyRest(), FreeDays()), Plan(case, duties, {}))


def test_without_a_waiver_a_broken_hard_rule_is_hard() -> None:
    found = judged()
    assert len(found.hard) == 2 and not found.waived and found.total == 0


def test_a_waiver_covers_the_breaches_that_touch_its_dates_and_no_others() -> None:
    found = judged(waiver(1))
    assert [breach.day for breach in found.waived] == [1]
    assert [breach.day for breach in found.hard] == [6]
    assert judged(waiver(0)).waived  # the evening that the short rest follows
    assert len(judged(waiver(0, 6)).waived) == 2
    assert not judged(waiver(3)).waived


def test_another_rule_or_person_is_not_covered() -> None:
    assert not judged(waiver(0, 6, rule=RuleId("free_days"))).waived
    other = waiver(0, 6).model_copy(update={"employee_id": None})
    assert not judged(other).waived


def test_what_is_waived_has_a_price_and_keeps_its_amount() -> None:
    default, own = judged(waiver(0, 6)), judged(waiver(0, 6, kronor=250))
    assert default.total == 2000 and own.total == 500
    assert default.amounts == judged().amounts == own.waived_amounts
    assert not default.hard_amounts


# -- as files -------------------------------------------------------------------------------------

ROSTER = "employee_id,date,shift_code\n" + "".join(
    f"anna,{BEGIN + timedelta(days=day)},{code}\n" for day, code in ((0, "E"), (1, "D"), (5, "E"), (6, "D"))
)
HEADS = "rule_id,employee_id,from,to,by,decided,why\n"


def files(folder: Path, lines: str) -> tuple[Path, Path]:
    """A case and a result with waivers of its own."""
    case, _ = drawn(SHORT)
    write_case(case.tables, folder / "case")
    (folder / "result").mkdir()
    (folder / "result" / "roster.csv").write_text(ROSTER)
    (folder / "result" / "waivers.csv").write_text(HEADS + lines)
    return folder / "case", folder / "result"


def test_a_result_edited_by_hand_brings_its_waivers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, result = files(tmp_path, f"daily_rest,anna,{BEGIN},{BEGIN + timedelta(days=6)},Eva,2027-01-20,eget byte\n")
    shell = Shell(Language.ENGLISH)
    run(["check", str(case), str(result), "--json"], shell)
    told = json.loads(capsys.readouterr().out)
    rest = [row for row in told["breaches"] if row["rule_id"] == REST]
    assert [(row["hard"], row["kronor"], row["waiver"]) for row in rest] == [
        (False, 1000.0, "Eva, 2027-01-20: eget byte")
    ] * 2
    assert told["waived_amount_per_rule"] == {REST: 240.0} and REST not in told["hard_amount_per_rule"]
    run(["check", str(case), str(result)], shell)
    shown = capsys.readouterr().out
    assert "Hard rules broken knowingly: 2." in shown and "Eva, 2027-01-20: eget byte" in shown


def test_leave_that_nobody_needed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, result = files(tmp_path, f"daily_rest,anna,{BEGIN + timedelta(days=3)},,Eva,2027-01-20,eget byte\n")
    assert run(["check", str(case), str(result)], Shell(Language.ENGLISH)) == Code.INFEASIBLE
    assert "matches no breach" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("daily_rest,anna,2027-02-01,,Eva,2027-01-20,", "empty_cell"),
        ("daily_rest,anna,2027-02-01,,,2027-01-20,byte", "empty_cell"),
        ("daily_rest,anna,2028-02-01,,Eva,2027-01-20,byte", "date_outside_period"),
        ("daily_rest,anna,2027-02-03,2027-02-01,Eva,2027-01-20,byte", "end_before_start"),
        ("daily_rest,nobody,2027-02-01,,Eva,2027-01-20,byte", "unknown_employee"),
    ],
)
def test_a_waiver_without_who_when_or_why_is_a_fault(tmp_path: Path, line: str, kind: str) -> None:
    case, result = files(tmp_path, f"{line}\n")
    with pytest.raises(ResultError) as caught:
        read_result(result, drawn(SHORT)[0])
    assert [one.kind for one in caught.value.faults] == [kind]
    assert run(["check", str(case), str(result)], Shell(Language.SWEDISH)) == Code.FAULTS


def test_a_waiver_of_an_unknown_rule_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, result = files(tmp_path, "daly_rest,anna,2027-02-01,,Eva,2027-01-20,byte\n")
    assert run(["check", str(case), str(result)], Shell(Language.SWEDISH)) == Code.FAULTS
    assert "daily_rest" in capsys.readouterr().err


def test_a_waiver_changes_no_rule() -> None:
    case, plan = drawn(SHORT)
    free = Case(case.tables.model_copy(update={"waivers": (waiver(0, 6),)}))
    same = Packed.of(plan).plan(free)
    raw = [breach.raw for breach in DailyRest().check(free, same)]
    assert raw == [breach.raw for breach in DailyRest().check(case, plan)]


@pytest.mark.parametrize("days", [(0, 1), (4, 5)])
def test_a_lock_that_a_waiver_allows_is_kept_and_nothing_else_is_broken(days: tuple[int, int]) -> None:
    locks = tuple(
        CellRow(employee_id=ANNA, date=BEGIN + timedelta(days=day), shift_code=ShiftCode(code))
        for day, code in ((0, "E"), (1, "D"))
    )
    tables = drawn_case(weeks=1, setting=Setting.CARE_HOME, locks=locks, waivers=(waiver(*days),)).tables
    outcome = solve(Job(tables, (DailyRest, Lock)), Settings(seed=0, work=0.05))
    allowed = days == (0, 1)
    assert outcome.status is (Status.FEASIBLE if allowed else Status.INFEASIBLE)
    assert [breach.day for breach in outcome.review.waived] == ([1] if allowed else [])
    assert [shift.code for shift in outcome.plan.roster_of(ANNA)][:2] == ["E", "D"] or not allowed
