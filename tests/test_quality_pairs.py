"""Runs with and without regard to faces side by side, and what of the aims they reach."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.quality import main, verdict
from benchmarks.quality_pairs import TARGETS, Pair, Run, grouped, kin, pairs, recipe_of
from scheduler.errors import SamschemaError
from scheduler.text import Language

HEEDING = Run(
    case="home:34:80:7",
    seconds=300.0,
    seed=0,
    workers=2,
    heeds_faces=True,
    first_legal=9.0,
    hard=0,
    kronor=300_000.0,
    besides_faces=101_000.0,
    cost=50_250.0,
    faces=9.4,
    wishes=0.800,
    visits=0.992,
    minutes_made=0.993,
    bound=None,
    gap=None,
    took=301.0,
    megabytes=700,
    load=1.5,
)
BLIND = replace(HEEDING, heeds_faces=False, faces=14.0, cost=50_000.0, besides_faces=100_000.0, wishes=0.805)


def reached(*found: Pair) -> list[bool | None]:
    values = [target.of(found) for target in TARGETS]
    return [None if value is None else target.is_met(value) for target, value in zip(TARGETS, values, strict=True)]


def test_a_pair_is_equal_but_for_faces() -> None:
    other = replace(HEEDING, seed=1)
    assert pairs([HEEDING, BLIND, other]) == [Pair(HEEDING, BLIND)]


def test_a_pair_tells_what_heeding_faces_takes() -> None:
    pair = Pair(HEEDING, BLIND)
    assert pair.cost == pytest.approx(0.005)
    assert pair.besides_faces == pytest.approx(0.01)
    assert pair.wishes == pytest.approx(-0.005)


def test_everything_is_reached() -> None:
    assert reached(Pair(HEEDING, BLIND)) == [True] * 5


@pytest.mark.parametrize(
    ("worse", "which"),
    [
        (replace(HEEDING, faces=9.6), 0),
        (replace(HEEDING, visits=0.989), 1),
        (replace(HEEDING, hard=1), 2),
        (replace(HEEDING, cost=50_600.0), 3),
        (replace(HEEDING, wishes=0.794), 4),
    ],
)
def test_each_aim_can_be_missed_alone(worse: Run, which: int) -> None:
    assert reached(Pair(worse, BLIND)) == [number != which for number in range(5)]


def test_medians_decide_but_no_hard_breach_is_forgiven() -> None:
    pair = Pair(HEEDING, BLIND)
    bad = Pair(replace(HEEDING, faces=20.0, hard=3), BLIND)
    assert reached(pair, bad, pair) == [True, True, False, True, True]


def test_what_has_no_figure_is_not_known() -> None:
    wishless = Pair(replace(HEEDING, wishes=None), replace(BLIND, cost=0.0))
    assert reached(wishless) == [True, True, True, None, None]


def test_cases_of_one_recipe_are_one_group_whatever_their_seed() -> None:
    other = Pair(replace(HEEDING, case="home:34:80:8"), replace(BLIND, case="home:34:80:8"))
    assert list(grouped([Pair(HEEDING, BLIND), other])) == [("home:34:80:*", 300.0)]
    assert (kin("home:34:80:8:4"), kin("home-m-12")) == ("home:34:80:*:4", "home-m-12")


def test_the_verdict_is_told_in_words() -> None:
    lines = list(verdict([Pair(HEEDING, BLIND)], Language.ENGLISH))
    assert lines == [
        "home:34:80:*, 300 s, pairs: 1, median:",
        "  met: faces 9.40 (target ≤ 9.50)",
        "  met: visits made 99.20 % (target ≥ 99.00 %)",
        "  met: hard breaches 0.00 (target ≤ 0.00)",
        "  met: cost against without +0.50 % (target ≤ +1.00 %)",
        "  met: wishes against without -0.5 percentage points (target ≥ -1.0 percentage points)",
        "  home:34:80:7, seed 0: faces 9.40, without 14.00; visits 99.20 %; hard 0; cost +0.50 %; price list but for "
        "faces +1.00 %; wishes -0.5 percentage points",
    ]


def test_a_recipe_is_read_from_a_few_numbers() -> None:
    made = recipe_of("home:34:80:7")
    assert (made.setting, made.people, made.recipients, made.groups, made.seed) == ("home_care", 34, 80, 4, 7)
    assert recipe_of("care:44:40:7").groups == 4
    assert recipe_of("home:34:80:7:3").groups == 3


@pytest.mark.parametrize("words", ["home:34:80", "ward:34:80:7", "home:34:80:x", "home:34:80:7:4:1", ""])
def test_what_is_no_recipe_is_said(words: str) -> None:
    with pytest.raises(SamschemaError, match="home:34:80:7"):
        recipe_of(words)


def test_a_case_that_cannot_be_made_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--made", "home:2:80:7", "--lang", "en"]) == 1
    assert "home:2:80:7 cannot be made: --people 2 cannot staff" in capsys.readouterr().err


def test_without_a_case_it_is_said_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "--made home:34:80:7" in capsys.readouterr().err


def test_a_case_that_is_not_there_is_said_before_anything_is_solved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none"), "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert "Faults in the case" in told.err and not told.out
