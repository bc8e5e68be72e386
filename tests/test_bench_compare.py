"""A run of the benchmarks beside the stored one: what became worse or better, and what cannot be compared."""

import json
from pathlib import Path

import pytest

from benchmarks.speed import STORE, Change, Run, changes, measured, read, report, settled, table, written
from benchmarks.yardstick import yardstick
from scheduler.errors import SamschemaError
from scheduler.text import Language

ABOUT = {"case": "home-care", "python": "3.11.7", "ortools": "9.15"}
THEN = Run(ABOUT, {"review": {"time": 2.0}, "rows": {"time": 40.0, "work": 0.5, "variables": 1000}})


def with_(**measures: dict[str, float]) -> Run:
    return Run(ABOUT, {**THEN.measures, **measures})


def test_a_time_is_told_in_yardsticks_and_facts_as_they_are() -> None:
    told = {
        "name": "test_rows",
        "stats": {"min": 3.0},
        "extra_info": {"times": 10, "yardstick": 0.02, "facts": {"work": 0.5}},
    }
    assert measured([told]) == {"rows": {"time": pytest.approx(15.0), "work": 0.5}}


@pytest.mark.parametrize(
    ("now", "worse", "better"),
    [
        (130.0, False, False),  # just within the margin
        (131.0, True, False),
        (77.0, False, False),
        (76.0, False, True),  # then it would have been worse the other way round
    ],
)
def test_a_margin_holds_both_ways(now: float, worse: bool, better: bool) -> None:
    change = Change("rows", "time", 100.0, now, 0.30)
    assert (change.is_worse, change.is_better) == (worse, better)


def test_what_was_nothing_may_not_become_something() -> None:
    change = Change("rows", "work", 0.0, 0.1, 0.05)
    assert change.is_worse and change.share == 1.0


def test_the_same_run_is_well() -> None:
    said, well = report(THEN, THEN, Language.ENGLISH)
    assert (said, well) == ("4 measures are within their margins.", True)


def test_what_became_slower_fails_and_is_named() -> None:
    said, well = report(THEN, with_(review={"time": 3.0}), Language.ENGLISH)
    assert not well
    assert "Worse than the stored run by more than the margin: 1." in said
    assert "review  time     2     3    +50%    40%" in said
    assert "rows" not in said


def test_a_larger_model_fails_by_a_narrow_margin() -> None:
    said, well = report(THEN, with_(rows={"time": 40.0, "work": 0.5, "variables": 1020}), Language.SWEDISH)
    assert not well and "variables" in said and "make bench-store" in said


def test_what_became_faster_is_told_and_fails_nothing() -> None:
    said, well = report(THEN, with_(review={"time": 1.0}), Language.ENGLISH)
    assert well and "Better than the stored run by more than the margin: 1." in said


def test_what_only_one_run_holds_is_named() -> None:
    now = Run(ABOUT, {"review": {"time": 2.0}, "pricing": {"time": 1.0}})
    said, well = report(THEN, now, Language.ENGLISH)
    assert well
    assert "Stored but not measured now: rows." in said
    assert "Measured but not stored: pricing." in said
    assert [change.name for change in changes(THEN.measures, now.measures)] == ["review"]


def test_another_version_is_said() -> None:
    said, _ = report(THEN, Run(ABOUT | {"ortools": "9.16"}, THEN.measures), Language.ENGLISH)
    assert "Stored with ortools 9.15, measured with 9.16" in said


def test_another_case_is_not_compared() -> None:
    with pytest.raises(SamschemaError, match="home-care, this one of mine"):
        report(THEN, Run(ABOUT | {"case": "mine"}, THEN.measures), Language.ENGLISH)


def test_the_largest_change_stands_first() -> None:
    rows = [Change("small", "time", 1.0, 1.4, 0.3), Change("large", "time", 1.0, 2.0, 0.3)]
    _, first, second = table(rows, Language.ENGLISH).splitlines()
    assert first.startswith("large") and second.startswith("small")


def test_a_run_is_stored_for_people_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "speed.json"
    file.write_text(written(with_(review={"time": 2.00004, "variables": 123456})), encoding="utf-8")
    assert '    "review": {"time": 2.0, "variables": 123456},\n' in file.read_text(encoding="utf-8")
    assert read(file) == with_(review={"time": 2.0, "variables": 123456})


def test_without_a_stored_run_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SamschemaError, match="make bench-store"):
        read(tmp_path / "none.json")


def test_a_failed_benchmark_fails_the_run_and_is_never_stored() -> None:
    assert settled(THEN, THEN, False, Language.ENGLISH)[1] is False
    with pytest.raises(SamschemaError, match="Nothing is stored"):
        settled(None, THEN, False, Language.ENGLISH)


def test_the_stored_run_can_be_read_and_holds_nothing_without_a_margin() -> None:
    stored = read(STORE)
    assert written(stored) == STORE.read_text(encoding="utf-8")
    assert json.loads(STORE.read_text(encoding="utf-8"))["measures"]
    assert list(changes(stored.measures, stored.measures))


def test_the_yardstick_takes_a_moment() -> None:
    assert yardstick() > 0
