"""What an edit changed, told exactly: what was, with the change, is what is, and what two fresh reviews say."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from constraints import rules
from constraints.daily_rest import DailyRest
from constraints.even_hours import EvenHours
from scheduler.book import Book
from scheduler.case.rows import Setting
from scheduler.change import Change, Step, said_breaches
from scheduler.clock import Instant
from scheduler.figure_words import said_figure_steps
from scheduler.figures import figures
from scheduler.files.write_case import write_case
from scheduler.ids import EmployeeId
from scheduler.plan import Duty, Plan
from scheduler.review import Reading, review
from scheduler.rule import Breach
from scheduler.text import Language
from tests.crowded import crowded
from tests.drawn import ANNA, BEGIN, drawn, drawn_case
from ui.cli import run
from ui.cli_shell import Code, Shell

SEEDS = range(10)


def moved(rng: Random, plan: Plan) -> Iterator[Plan]:
    """Edits by hand, one after the other: a cell changed or freed, two cells swapped, visits dropped and put back."""
    case = plan.case
    people = list(case.employees)
    for _ in range(4):
        one, other = rng.sample(people, 2)
        day = rng.choice(case.days)
        shift = rng.choice(case.shifts_on[day])
        cell = Duty(shift, shift.type.unit or case.everyone[one].unit, shift.type.group or case.everyone[one].home)
        plan = plan.with_duties({one: [*without(plan, one, day), *rng.choice(((), (cell,)))]})
        yield plan
        mine, theirs = ([duty for duty in plan.duties[who] if duty.shift.day == day] for who in (one, other))
        plan = plan.with_duties({one: [*without(plan, one, day), *theirs], other: [*without(plan, other, day), *mine]})
        yield plan
        dropped = dict(rng.sample(sorted(plan.meetings.items()), len(plan.meetings) // 10))
        fewer = plan.with_meetings(dict.fromkeys(dropped))
        yield fewer
        plan = fewer.with_meetings(
            {name: made._replace(start=Instant(made.start + 15)) for name, made in dropped.items()}
        )
        yield plan


def without(plan: Plan, who: EmployeeId, day: int) -> list[Duty]:
    return [duty for duty in plan.duties[who] if duty.shift.day != day]


def afresh(plan: Plan) -> Plan:
    """The same plan with nothing remembered."""
    return Plan(plan.case, plan.duties, plan.meetings)


def sizes(breaches: Any) -> Counter[Any]:
    return Counter(
        (one.rule, one.hard, one.who, one.subject, one.day, one.begin, one.end, one.raw, one.kronor) for one in breaches
    )


def each(breaches: tuple[Step[Breach], ...], side: int) -> Iterator[Breach]:
    return (step[side] for step in breaches)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_and_the_change_is_what_is(seed: int) -> None:
    case, plan = crowded(seed, rules())
    book = Book(rules(), case)
    before = Reading.of(book, plan)
    for edited in moved(Random(seed), plan):
        after = before.after(edited)
        change = Change.between(before, after)
        was, is_now = review(book, afresh(before.plan)), review(book, afresh(edited))
        expected = sizes(was.breaches) - sizes(change.gone) - sizes(each(change.resized, 0))
        assert expected + sizes(change.new) + sizes(each(change.resized, 1)) == sizes(is_now.breaches)
        for steps, once, now in (
            (change.kronor, was.kronor, is_now.kronor),
            (change.hard_amounts, was.hard_amounts, is_now.hard_amounts),
        ):
            assert {**once, **{rule: step.before for rule, step in steps.items()}} == pytest.approx(
                dict.fromkeys(steps, 0.0) | dict(once)
            )
            told = {**once, **{rule: step.after for rule, step in steps.items()}}
            assert {rule: size for rule, size in told.items() if size} == pytest.approx(dict(now))
        assert change.total == pytest.approx((was.total, is_now.total))
        figures_before = figures(afresh(before.plan)).summary()
        assert figures_before | {name: step.before for name, step in change.figures.items()} == figures_before
        figures_told = figures_before | {name: step.after for name, step in change.figures.items()}
        assert figures_told == figures(afresh(edited)).summary()
        before = after


@pytest.mark.parametrize("seed", SEEDS)
def test_a_remembered_reading_and_a_fresh_one_tell_the_same_change(seed: int) -> None:
    case, plan = crowded(seed, rules())
    book = Book(rules(), case)
    before = Reading.of(book, plan)
    for edited in moved(Random(seed), plan):
        remembered = Change.between(before, before.after(edited))
        fresh = Change.between(Reading.of(book, afresh(plan)), Reading.of(book, afresh(edited)))
        assert sizes(remembered.new) == sizes(fresh.new)
        assert sizes(remembered.gone) == sizes(fresh.gone)
        assert {*remembered.kronor} == {*fresh.kronor}
        assert remembered.figures == fresh.figures


@pytest.mark.parametrize("seed", SEEDS)
def test_there_and_back_is_no_change(seed: int) -> None:
    case, plan = crowded(seed, rules())
    before = Reading.of(Book(rules(), case), plan)
    for edited in moved(Random(seed), plan):
        there = before.after(edited)
        back = there.after(plan)
        assert not Change.between(before, back)
        assert Change.between(there, back).new == Change.between(there, before).new


def test_a_breach_that_grows_is_one_line_with_both_amounts() -> None:
    case, plan = drawn("E D . . . . .")
    later = plan.with_duties({ANNA: [plan.duties[ANNA][0]]})
    book = Book.of(case, DailyRest(), EvenHours(price=1))
    change = Change.between(Reading.of(book, plan), Reading.of(book, later))
    assert [breach.rule for breach in change.gone] == ["daily_rest"]
    assert not change.new
    ((before, after),) = change.resized
    assert (before.rule, after.raw - before.raw) == ("even_hours", plan.duties[ANNA][1].shift.paid)
    assert dict(change.hard_amounts) == {"daily_rest": (120, 0)}
    said = {language: [*said_breaches(change, book, language)] for language in Language}
    assert [line.split(":")[0] for line in said[Language.SWEDISH]] == ["Borta", "Mer"]
    assert [line.split(":")[0] for line in said[Language.ENGLISH]] == ["Gone", "More"]
    assert " kr → " in said[Language.SWEDISH][1]
    assert said[Language.SWEDISH][0].endswith("(120 minuter, hård regel)")


def test_a_figure_that_hangs_under_another_is_told_whole_and_one_that_reads_alike_not_at_all() -> None:
    steps = {"faces_max": (12, 13), "wishes_granted_share": (0.5, 0.5001), "visits_made_share": (None, 1.0)}
    assert [*said_figure_steps(steps, Setting.HOME_CARE, Language.ENGLISH)] == [
        ("Faces per recipient and 14 days – most", "12", "13"),
        ("Visits made", "–", "100 %"),
    ]


# -- samschema check --against -----------------------------------------------------------------------------


def roster(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("employee_id,date,shift_code", *rows, "")))
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    write_case(drawn_case(weeks=1, people={"anna": {"hourly": True}}).tables, tmp_path / "case")
    return tmp_path / "case"


def checked(language: Language, *arguments: object) -> int:
    return run(["check", *map(str, arguments)], Shell(language))


def test_check_tells_what_differs_from_another_result(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [BEGIN + timedelta(days=day) for day in range(2)]
    calm = roster(tmp_path / "calm.csv", f"anna,{days[0]},E")
    hard = roster(tmp_path / "hard.csv", f"anna,{days[0]},E", f"anna,{days[1]},D")
    assert checked(Language.SWEDISH, case, hard, "--against", calm) == Code.INFEASIBLE
    said = capsys.readouterr().out
    assert f"Jämfört med {calm}" in said and "Nytt: " in said and "(120 minuter, hård regel)" in said
    assert checked(Language.ENGLISH, case, calm, "--against", hard) == Code.DONE
    assert "Gone: " in capsys.readouterr().out
    assert checked(Language.ENGLISH, case, calm, "--against", calm) == Code.DONE
    assert f"Nothing differs from {calm}." in capsys.readouterr().out


def test_the_difference_as_json_adds_up(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calm = roster(tmp_path / "calm.csv", f"anna,{BEGIN},E")
    hard = roster(tmp_path / "hard.csv", f"anna,{BEGIN},E", f"anna,{BEGIN + timedelta(days=1)},D")
    checked(Language.SWEDISH, case, calm, "--json")
    was = json.loads(capsys.readouterr().out)
    checked(Language.SWEDISH, case, hard, "--against", calm, "--json")
    told = json.loads(capsys.readouterr().out)
    change = told["against"]
    assert change["objective"] == {"before": was["objective"], "after": told["objective"]}
    for rule, step in change["kronor_per_rule"].items():
        assert step["after"] == told["kronor_per_rule"].get(rule, 0)
        assert step["before"] == was["kronor_per_rule"].get(rule, 0)
    assert change["hard_amount_per_rule"]["daily_rest"] == {"before": 0, "after": 120}
    assert {row["rule_id"] for row in change["new"]} >= {"daily_rest"}
    assert change["figures"]["cost_total"]["after"] == told["cost_total"]
