"""The competition's benchmark: what is read, and that scorer, reader and solver name the same amounts."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from benchmarks.inrc2.case import plan_of, roster_of, tables_of
from benchmarks.inrc2.instance import Contract, Instance, Range, Roster
from benchmarks.inrc2.reader import parse, read
from benchmarks.inrc2.rules import RULES
from benchmarks.inrc2.score import WEIGHTS, score
from benchmarks.public_lines import BadFile
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.solve.board import Board, Freedom
from scheduler.solve.progress import Job, Settings, Status
from scheduler.solve.search import solve
from scheduler.solve.solver import run
from scheduler.text import Language
from tests.drawn import solver_owed

SCENARIO = """SCENARIO = n002w2

WEEKS = 2

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
E (2,3)
N (1,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
E 0
N 1 E

CONTRACTS = 2
Full (4,6) (2,3) (2,4) 1 1
Half (0,9) (1,6) (1,30) 2 0

NURSES = 2
Anna Full 2 Head Nurse
Bo Half 1 Nurse
"""
HISTORY = """HISTORY
0 n002w2

NURSE_HISTORY
Anna 0 0 N 1 2 0
Bo 0 0 None 0 0 3
"""
WEEK = """WEEK_DATA
n002w2

REQUIREMENTS
E Head (0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
E Nurse (0,0) (1,1) (0,0) (0,0) (0,0) (0,0) (0,0)
N Nurse (0,0) (0,0) (0,0) (0,0) (0,2) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Anna Any Wed
Bo E Tue
"""
FILES = {"Sc-n002w2.txt": SCENARIO, "H0-n002w2-0.txt": HISTORY, "WD-n002w2-0.txt": WEEK}
NAME, WEEKS = "n002w2_0_0-0", ["WD-n002w2-0.txt", "WD-n002w2-0.txt"]
BOOK_NAMES = {rule.id.removeprefix("inrc2_") for rule in RULES}


def small(history: str = "Anna 0 0 N 1 2 0") -> Instance:
    """The small instance, with another past for Anna."""
    return parse(NAME, {**FILES, "H0-n002w2-0.txt": HISTORY.replace("Anna 0 0 N 1 2 0", history)}, WEEKS)


def rows(**letters: str) -> Roster:
    """A roster in letters, upper case with the skill Nurse and lower case with Head; a dot is free."""
    return {
        name: {
            day: (letter.upper(), "Nurse" if letter.isupper() else "Head")
            for day, letter in enumerate(row.replace(" ", ""))
            if letter != "."
        }
        for name, row in letters.items()
    }


def judged(instance: Instance, roster: Roster) -> Mapping[str, int]:
    """The amount per rule, after seeing that the scorer, our reader and our solver name the same."""
    book = Job(tables_of(instance), RULES).book()
    plan = plan_of(book.case, roster)
    assert roster_of(plan) == {name: roster.get(name, {}) for name in instance.nurses}
    posted = Counter({rule.removeprefix("inrc2_"): amount for rule, amount in solver_owed(book, plan).items()})
    found: Counter[str] = Counter()
    told = review(book, plan)
    for breach in told.breaches:
        found[breach.rule.removeprefix("inrc2_")] += breach.raw
        assert breach.said(Language.SWEDISH, book.case.clock)
    given = score(instance, roster)
    scored = Counter(given.amounts)
    for violation in given.violations:
        scored[violation.rule] += violation.amount
    assert +scored == +found == +posted
    assert told.total == given.total
    return +scored


def test_an_instance_is_read() -> None:
    instance = small()
    assert (instance.name, instance.days, instance.skills) == (NAME, 14, ("Head", "Nurse"))
    assert instance.shifts["E"].in_row == Range(2, 3)
    assert instance.shifts["N"].not_before == ("E",)
    anna, bo = instance.nurses.values()
    assert anna.contract == Contract("Full", Range(4, 6), Range(2, 3), Range(2, 4), 1, complete_weekends=True)
    assert (anna.history.shift, anna.history.shift_run, anna.history.work_run) == ("N", 1, 2)
    assert (bo.skills, bo.history.shift, bo.history.off_run) == (("Nurse",), None, 3)
    assert [(one.nurse, one.day, one.shift) for one in instance.requests] == [
        ("Anna", 2, None),
        ("Bo", 1, "E"),
        ("Anna", 9, None),
        ("Bo", 8, "E"),
    ]
    wanted = [one for one in instance.cover if one.wanted]
    assert [(one.day, one.shift, one.skill, one.least, one.wanted) for one in wanted[:3]] == [
        (0, "E", "Head", 0, 1),
        (1, "E", "Nurse", 1, 1),
        (4, "N", "Nurse", 0, 2),
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "line"),
    [
        ("Sc-n002w2.txt", "WEEKS = 2", "WEEKS 2", 3),
        ("Sc-n002w2.txt", "E (2,3)", "E 2,3", 10),
        ("Sc-n002w2.txt", "N 1 E", "N 2 E", 15),  # one follower too few
        ("Sc-n002w2.txt", "Half (0,9)", "Full (0,9)", 19),  # a contract told twice
        ("Sc-n002w2.txt", "Bo Half", "Bo Whole", 23),
        ("Sc-n002w2.txt", "Bo Half 1 Nurse", "Bo", 23),
        ("H0-n002w2-0.txt", "Bo 0 0 None 0 0 3", "Cy 0 0 None 0 0 3", 6),
        ("H0-n002w2-0.txt", "Bo 0 0 None 0 0 3", "Bo 0 0 None 0 2 3", 6),  # both at work and free
        ("WD-n002w2-0.txt", "N Nurse (0,0)", "N Nurse", 7),  # six days
        ("WD-n002w2-0.txt", "Bo E Tue", "Bo E Tis", 11),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(file: str, before: str, after: str, line: int) -> None:
    with pytest.raises(BadFile) as told:
        parse(NAME, {**FILES, file: FILES[file].replace(before, after)}, WEEKS)
    assert f"{file}, line {line}: expected" in told.value.said(Language.ENGLISH)


def test_a_file_cut_short_is_told() -> None:
    with pytest.raises(BadFile, match="ends at line 11"):
        parse(NAME, {**FILES, "WD-n002w2-0.txt": WEEK.replace("Bo E Tue\n", "\n")}, WEEKS)


def test_an_instance_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "n002w2").mkdir()
    for file, text in FILES.items():
        (tmp_path / "n002w2" / file).write_text(text, encoding="utf-8")
    assert read(tmp_path, NAME) == small()
    for name, words in [
        ("n002w2", "no instance's name"),
        ("n030w4_0_0-0-0-0", "is not in"),
        ("n002w2_0_0", "is for 2"),
        ("n002w2_1_0-0", "does not exist"),
    ]:
        with pytest.raises(BadFile, match=words):
            read(tmp_path, name)


@pytest.mark.parametrize(
    ("row", "rule", "amount"),
    [
        ("N.. .... .......", "successions", 0),
        ("E.. .... .......", "successions", 1),  # history ended on a night
        ("... NNE. .......", "successions", 1),
        (".EE NN.. NN.....", "assignments", 0),
        (".EE .... .......", "assignments", 2),
        (".EE NNNN NN.....", "assignments", 2),
        (".EE .... .......", "work_runs", 0),
        (".E. .... .......", "work_runs", 1),
        ("NN. .... .......", "work_runs", 1),  # two days of history and two more
        (".NN NN.. .......", "work_runs", 1),
        ("... .... ......N", "work_runs", 0),  # the last run may go on
        (".EE .... .......", "shift_runs", 0),
        (".E. .... .......", "shift_runs", 1),
        (".EE EENN NNN....", "shift_runs", 2),
        (".EE ..EE .......", "off_runs", 1 + 3),  # day 0 alone is one too few; the last seven are three too many
        (".EE ..EE ..EE...", "off_runs", 1),
        (".EN .... .......", "requests", 1),
        (".EE NNEE .E.....", "requests", 1),
        ("... ..EE .......", "complete_weekends", 0),
        ("... ..E. ......E", "complete_weekends", 2),
        ("... ..EE .......", "weekends", 0),
        ("... ..EE ......E", "weekends", 1),
    ],
)
def test_a_rule_on_both_sides_of_its_edge(row: str, rule: str, amount: int) -> None:
    assert judged(small(), rows(Anna=row)).get(rule, 0) == amount


@pytest.mark.parametrize(
    ("history", "row", "rule", "amount"),
    [
        ("Anna 0 0 N 1 1 0", ".NN", "work_runs", 1),  # one day of history is one too few once it ends
        ("Anna 0 0 N 1 1 0", "N..", "work_runs", 0),
        ("Anna 0 0 E 5 5 0", "E..", "work_runs", 1),  # only the new day is charged
        ("Anna 0 0 E 5 5 0", "...", "work_runs", 0),
        ("Anna 0 0 E 1 3 0", "NN.", "shift_runs", 1),
        ("Anna 0 0 None 0 0 1", "EE.", "off_runs", 1 + 8),
        ("Anna 0 0 None 0 0 2", "EE.", "off_runs", 8),
        ("Anna 3 1 None 0 0 2", "NN. NN", "assignments", 1),
        ("Anna 3 1 None 0 0 2", "NN. ..NN", "weekends", 1),
    ],
)
def test_history_counts(history: str, row: str, rule: str, amount: int) -> None:
    assert judged(small(history), rows(Anna=row)).get(rule, 0) == amount


@pytest.mark.parametrize(
    ("anna", "bo", "least", "wanted"),
    [
        ("....", "....", 2, 2 + 2 + 4),
        ("e...", "....", 2, 1 + 2 + 4),
        ("E...", "....", 2, 2 + 2 + 4),  # with the other skill
        (".E..", "....", 1, 2 + 1 + 4),
        (".E..N", "....N", 1, 2 + 1 + 2),
    ],
)
def test_cover_is_of_shift_and_skill(anna: str, bo: str, least: int, wanted: int) -> None:
    told = judged(small(), rows(Anna=anna, Bo=bo))
    assert (told["minimum_cover"], told["optimal_cover"]) == (least, wanted)


def test_a_skill_that_is_lacking_is_no_skill() -> None:
    assert judged(small(), rows(Bo="e..."))["skills"] == 1
    assert "skills" not in judged(small(), rows(Anna="e..."))


def crowded(seed: int) -> Roster:
    chance = Random(seed)
    full = chance.choice((0.2, 0.5, 0.8))
    letters = ["".join(chance.choice("EENe") if chance.random() < full else "." for _ in range(14)) for _ in "ab"]
    return rows(Anna=letters[0], Bo=letters[1])


@pytest.mark.parametrize("seed", range(16))
def test_crowded_rosters_are_judged_alike(seed: int) -> None:
    pasts = ("Anna 0 0 N 1 2 0", "Anna 2 1 E 3 6 0", "Anna 0 0 None 0 0 1", "Anna 0 0 None 0 0 5")
    judged(small(pasts[seed % 4]), crowded(seed))


def test_each_rule_is_both_kept_and_broken_in_crowded_rosters() -> None:
    told = [judged(small(), crowded(seed)) for seed in range(16)]
    assert {rule for one in told for rule in one} == BOOK_NAMES
    always = {rule for rule in BOOK_NAMES if all(rule in one for one in told)}
    assert always <= {"optimal_cover", "off_runs", "work_runs"}  # kept in drawn weeks above


def test_each_weight_is_that_of_its_rule() -> None:
    assert {rule.id.removeprefix("inrc2_"): rule.default_price for rule in RULES if rule.default_price} == WEIGHTS


def test_the_scorer_refuses_a_roster_of_another_instance() -> None:
    with pytest.raises(ValueError, match="no such nurse: Cy"):
        score(small(), rows(Cy="E"))
    with pytest.raises(ValueError, match="no such shift: D with Nurse on day 0"):
        score(small(), rows(Anna="D"))


def test_the_search_finds_the_optimum_that_the_whole_model_proves() -> None:
    instance = small()
    book = Job(tables_of(instance), RULES).book()
    board = Board(book, Plan.empty(book.case), Freedom(dict.fromkeys(book.case.employees, book.case.days), {}))
    board.post()
    solved = run(board.model, 20.0, 0)
    assert solved.proved
    best = score(instance, roster_of(board.answer(solved.value)))
    outcome = solve(Job(tables_of(instance), RULES), Settings(seed=0, work=0.1))
    found = score(instance, roster_of(outcome.plan))
    assert (outcome.status, best.violations, found.violations) == (Status.FEASIBLE, (), ())
    assert found.total == best.total == outcome.review.total
