"""The nurse rostering benchmark: what is read, and that scorer, reader and solver name the same amounts."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.nrp.__main__ import SUITE, problem
from benchmarks.nrp.case import plan_of, roster_of, tables_of
from benchmarks.nrp.instance import Instance, Roster
from benchmarks.nrp.reader import parse
from benchmarks.nrp.rules import RULES
from benchmarks.nrp.score import score
from benchmarks.public_lines import BadFile
from benchmarks.public_suite import Problem, Unlike, Verdict, main, solved
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.solve.board import Board, Freedom
from scheduler.solve.progress import Job, Settings, Status
from scheduler.solve.search import solve
from scheduler.solve.solver import run
from scheduler.text import Language
from tests.drawn import solver_owed

ANNA = "A,D=14|N=2,3000,960,3,2,2,1"
SMALL = f"""
# two weeks, two people, two shifts; nights are never followed by days
SECTION_HORIZON
14
SECTION_SHIFTS
D,480,
N,600,D
SECTION_STAFF
# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, most in a row, least in a row, least off in a row, weekends
{ANNA}
B,D=14|N=0,4800,0,5,1,1,2
SECTION_DAYS_OFF
A,4
B,0,13
SECTION_SHIFT_ON_REQUESTS
A,0,D,7
SECTION_SHIFT_OFF_REQUESTS
A,1,D,3
B,1,D,2
SECTION_COVER
0,D,2,100,1
1,D,1,10,5
1,N,1,20,2
"""


def small(staff: str = ANNA) -> Instance:
    """The small instance, with another line for its first person."""
    return parse("Small.txt", SMALL.replace(ANNA, staff))


def rows(**letters: str) -> Roster:
    """A roster in letters, a dot being free; spaces are for the eye."""
    return {
        name: {day: letter for day, letter in enumerate(row.replace(" ", "")) if letter != "."}
        for name, row in letters.items()
    }


def judged(instance: Instance, roster: Roster) -> Mapping[str, int]:
    """The amount per rule, after seeing that the scorer, our reader and our solver name the same."""
    book = Job(tables_of(instance), RULES).book()
    plan = plan_of(book.case, roster)
    posted = Counter({rule.removeprefix("nrp_"): amount for rule, amount in solver_owed(book, plan).items()})
    found: Counter[str] = Counter()
    for breach in review(book, plan).breaches:
        found[breach.rule.removeprefix("nrp_")] += breach.raw
        assert breach.said(Language.SWEDISH, book.case.clock)
    given = score(instance, roster)
    scored: Counter[str] = Counter(requests=given.penalties["requests"])
    scored["cover"] = given.penalties["under"] + given.penalties["over"]
    for violation in given.violations:
        scored[violation.rule] += violation.amount
    assert +scored == +found == +posted
    return +scored


def test_an_instance_is_read() -> None:
    instance = small()
    assert (instance.name, instance.days) == ("Small", 14)
    assert instance.shifts["N"].not_before == ("D",)
    assert instance.people["A"].most_of == {"D": 14, "N": 2}
    assert instance.people["B"].days_off == {0, 13}
    assert [(one.person, one.on, one.weight) for one in instance.requests] == [
        ("A", True, 7),
        ("A", False, 3),
        ("B", False, 2),
    ]
    assert (instance.cover[1].wanted, instance.cover[1].under, instance.cover[1].over) == (1, 10, 5)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("14\n", "13\n", 4),  # no whole weeks
        ("N,600,D", "N,600,X", 7),  # an unknown follower
        ("N,600,D", "N,1500,D", 7),  # longer than a day
        ("A,D=14|N=2,3000", "A,D=14|X=2,3000", 10),
        ("A,D=14|N=2,3000,960,3,2,2,1", "A,D=14|N=2,3000,960,3,2,2", 10),  # a number too few
        ("A,4\n", "C,4\n", 13),  # an unknown person
        ("B,0,13", "B,0,14", 14),  # a day too late
        ("A,0,D,7", "A,0,D,-7", 16),
        ("1,N,1,20,2", "1,D,1,20,2", 23),  # cover of a shift told twice
        ("SECTION_DAYS_OFF", "SECTION_HOLIDAYS", 12),
    ],
)
def test_a_fault_is_told_with_its_line(before: str, after: str, line: int) -> None:
    with pytest.raises(BadFile) as told:
        parse("Small.txt", SMALL.replace(before, after, 1))
    assert f"Small.txt, line {line}: expected" in told.value.said(Language.ENGLISH)
    assert f"Small.txt, rad {line}:" in told.value.said(Language.SWEDISH)


def test_a_file_cut_short_is_told() -> None:
    with pytest.raises(BadFile, match="SECTION_COVER"):
        parse("Small.txt", SMALL[: SMALL.index("SECTION_COVER")])


@pytest.mark.parametrize(
    ("row", "rule", "amount"),
    [
        (".. NN. .... .....", "successions", 0),
        (".. ND. .... .....", "successions", 1),
        (".. NN. .... .....", "shifts_of_type", 0),
        (".. NN. ..N. .....", "shifts_of_type", 1),
        ("DD .DD .DD. .....", "total_minutes", 0),  # 2880 of 960 to 3000
        ("DD .DD .DDD .....", "total_minutes", 360),
        ("D. ... .... .....", "total_minutes", 480),
        (".. DDD .... .....", "most_in_row", 0),
        (".. DDD DD.. .....", "most_in_row", 2),
        ("D. ... .... ....D", "least_in_row", 0),  # what lies beyond the horizon is kind
        (".D ... .D.. .....", "least_in_row", 2),
        (".D D.D D... .....", "least_off_in_row", 1),
        (".D D.. DD.. .....", "least_off_in_row", 0),
        (".. ... DD.. .....", "weekends", 0),
        (".. ... D... ....D", "weekends", 1),
        (".. .DD .... .....", "days_off", 1),
        ("D. ... .... .....", "requests", 2),
        (".D ... .... .....", "requests", 12),
    ],
)
def test_a_rule_on_both_sides_of_its_edge(row: str, rule: str, amount: int) -> None:
    told = judged(small(), rows(A=row, B=".D" + "." * 12))
    assert told.get(rule, 0) == amount


@pytest.mark.parametrize(
    ("mine", "hers", "points"),
    [
        ("D", "D", 10 + 20),  # nobody on day 1
        ("DD", "D", 20),
        ("DN", "DD", 0),
        ("DD", "DD", 5 + 20),
        ("NN", "NN", 200 + 10 + 2),
    ],
)
def test_cover_is_priced_below_and_above(mine: str, hers: str, points: int) -> None:
    assert judged(small(), rows(A=mine, B=hers)).get("cover", 0) == points


@pytest.mark.parametrize("seed", range(12))
def test_crowded_rosters_are_judged_alike(seed: int) -> None:
    chance = Random(seed)
    limits = [chance.choice((2, 3)), chance.choice((2, 3)), chance.choice((2, 3)), chance.choice((0, 1))]
    instance = small(staff=",".join(map(str, ["A", "D=3|N=2", 3000, 2500, *limits])))
    full = chance.choice((0.4, 0.6, 0.8))
    judged(
        instance, {name: {day: chance.choice("DDN") for day in range(14) if chance.random() < full} for name in "AB"}
    )


def test_each_rule_is_both_kept_and_broken_in_crowded_rosters() -> None:
    kept, broken = set(), set()
    for seed in range(12):
        chance = Random(seed)
        full = chance.choice((0.1, 0.5, 0.8))
        roster = {name: {day: chance.choice("DDN") for day in range(14) if chance.random() < full} for name in "AB"}
        told = judged(small(), roster)
        broken |= set(told)
        kept |= {rule.id.removeprefix("nrp_") for rule in RULES} - set(told)
    assert broken == {rule.id.removeprefix("nrp_") for rule in RULES}
    assert kept >= broken - {"requests", "cover"}  # some point is always lost


def test_the_scorer_refuses_a_roster_of_another_instance() -> None:
    with pytest.raises(ValueError, match="no such person: C"):
        score(small(), {"C": {0: "D"}})
    with pytest.raises(ValueError, match="no such shift: E on day 0"):
        score(small(), {"A": {0: "E"}})


def test_the_search_finds_the_optimum_of_a_tiny_instance() -> None:
    # B is off on day 0, so one is missing there (100); with A on D and N, B must work day 1, which she asked off (2).
    instance = small()
    outcome = solve(Job(tables_of(instance), RULES), Settings(seed=0, work=0.01))
    found = score(instance, roster_of(outcome.plan))
    assert (outcome.status, found.violations) == (Status.FEASIBLE, ())
    assert found.total == outcome.review.total == 102


def test_that_optimum_is_proved_by_the_whole_model() -> None:
    instance = small()
    book = Job(tables_of(instance), RULES).book()
    board = Board(book, Plan.empty(book.case), Freedom(dict.fromkeys(book.case.employees, book.case.days), {}))
    board.post()
    solved = run(board.model, 20.0, 0)
    assert solved.proved
    assert score(instance, roster_of(board.answer(solved.value))).total == 102


def test_a_run_is_tabled_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Instance7.txt").write_text(SMALL, encoding="utf-8")
    file, out = tmp_path / "results" / "kept.csv", tmp_path / "out"
    where = ["--csv", str(file), "--out", str(out), "--lang", "en"]
    assert main(SUITE, [str(tmp_path), "--instances", "7", "--seconds", "3", "--workers", "1", *where]) == 0
    with file.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["instance"], row["people"], row["days"], row["hard"], row["best_known"]) == (
        "Instance7",
        "2",
        "14",
        "0",
        "1056",
    )
    assert row["value"] in capsys.readouterr().out
    with (out / "Instance7.csv").open(encoding="utf-8", newline="") as stream:
        names, *people = csv.reader(stream)
    assert names == ["person", *map(str, range(14))]
    roster = {name: {day: shift for day, shift in enumerate(cells) if shift} for name, *cells in people}
    assert score(parse("Instance7.txt", SMALL), roster).total == int(row["value"])


def test_a_run_that_cannot_begin_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in [([], "Inga instanser finns"), (["--instances", "3"], "Instance3.txt finns inte")]:
        assert main(SUITE, [str(tmp_path), *arguments]) == 1
        assert words in capsys.readouterr().err


def test_a_sum_that_differs_from_the_scorers_is_never_kept(tmp_path: Path) -> None:
    true = problem_of(tmp_path, SMALL)
    wrong = replace(true, judge=lambda plan: Verdict(true.judge(plan).value + 1, ()))
    with pytest.raises(Unlike, match="One is wrong"):
        solved(wrong, Settings(work=0.001), None, Language.SWEDISH)


def problem_of(folder: Path, text: str) -> Problem:
    (folder / "Instance1.txt").write_text(text, encoding="utf-8")
    return problem(folder, "Instance1")
