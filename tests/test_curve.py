"""The curve: which prices are tried and in what order, what is beaten, what a step costs, and the command itself."""

import csv
import json
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import PriceRow
from scheduler.curve import Measured, Tariff, best_at, is_beaten, prices, route, steps, trips
from scheduler.errors import SamschemaError
from scheduler.files.placing import placed
from scheduler.files.write_case import write_case
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.solve.agree import Disagreement
from scheduler.solve.progress import Job, Listener, Outcome, Settings, Stop
from scheduler.text import Language
from tests.drawn import drawn_case
from tests.small_unit import judged, small_case, small_home, small_plan
from ui.cli import run as command
from ui.cli_curve import run
from ui.cli_shell import Aborted, Code, Shell
from ui.cli_solve import FACES, Order
from ui.cli_words import spoken

TINY = Path(__file__).parent.parent / "data" / "samples" / "tiny"
FACE, MANY = FACES
TARIFF = Tariff({FACE: 150.0}, FACE, own=150.0, base=150.0)
RESULT_FILES = ["breaches.csv", "roster.csv", "roster.xlsx", "summary.json", "visit_plan.csv"]


def measured(
    kronor: float, faces: float, mean: float | None = None, wishes: float | None = None, hard: int = 0
) -> Measured:
    return Measured(hard, kronor, {FACE: faces}, faces, mean, wishes)


some = st.builds(
    measured,
    kronor=st.integers(0, 40).map(float),
    faces=st.integers(0, 12).map(float),
    wishes=st.sampled_from((0.5, 0.75, 1.0)),
    hard=st.integers(0, 1),
)


# -- prices and the way ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "series"),
    [
        (2, (0, 150)),
        (3, (0, 150, 600)),
        (4, (0, 37.5, 150, 600)),
        (5, (0, 75, 150, 300, 600)),
        (6, (0, 37.5, 75, 150, 300, 600)),
        (7, (0, 59.5, 94.5, 150, 238, 378, 600)),
    ],
)
def test_the_prices_are_nothing_and_a_series_around_the_cases_own(points: int, series: Sequence[float]) -> None:
    assert prices(150, points) == series


@given(st.integers(1, 100_000), st.integers(2, 50))
def test_the_prices_rise_and_the_own_is_exact(ore: int, points: int) -> None:
    series = prices(ore / 100, points)
    assert len(series) == points and ore / 100 in series
    assert all(lower < higher for lower, higher in pairwise(series))


@given(st.integers(2, 50), st.data(), st.integers(1, 4))
def test_the_way_goes_from_neighbour_to_neighbour_and_gives_all_their_time(
    points: int, data: st.DataObject, times: int
) -> None:
    first = data.draw(st.integers(0, points - 1))
    way = route(points, first, times)
    assert way[0] == (first, 1.0, False)
    assert all(abs(one.point - other.point) == 1 for one, other in pairwise(way) if not other.apart)
    assert [leg.point for leg in way if leg.apart] == [leg.point for leg in way[-points:]] == [*range(points)]
    assert sum(leg.share for leg in way) == pytest.approx(points)
    each = [sum(leg.share for leg in way[1:] if leg.point == point) for point in range(points)]
    assert each == pytest.approx([(points - 1) / points] * points)


def test_short_searches_go_round_once() -> None:
    assert [trips(seconds) for seconds in (1, 119, 120, 600)] == [1, 1, 2, 4]


# -- the tariff -----------------------------------------------------------------------------------


def book(**given: object) -> Book:
    return Book(rules(), small_case(**given))


def priced(**kronor: float | str) -> tuple[PriceRow, ...]:
    return tuple(PriceRow.model_validate({"rule_id": rule, "kronor": price}) for rule, price in kronor.items())


def test_all_that_counts_faces_follows_the_price_of_one() -> None:
    tariff = Tariff.of(book(prices=priced(faces=100)), FACES)
    assert tariff.own == tariff.base == 100
    assert tariff.at(50) == {FACE: 50, MANY: 150}
    assert tariff.at(0) == {FACE: 0, MANY: 0}
    assert tariff.at(100) == {FACE: 100, MANY: 300}
    assert tariff.charge({FACE: 2, MANY: 1, RuleId("cost"): 9}, 50) == 250


def test_a_ban_stays_a_ban_at_every_price() -> None:
    assert Tariff.of(book(prices=priced(too_many_faces="never")), FACES).at(50) == {FACE: 50}


def test_where_faces_cost_nothing_the_rules_own_price_is_the_middle() -> None:
    tariff = Tariff.of(book(prices=priced(faces=0)), FACES)
    assert (tariff.own, tariff.base, tariff.at(75)) == (0, 150, {FACE: 75, MANY: 150})


def test_without_faces_or_with_faces_banned_there_is_no_curve() -> None:
    with pytest.raises(SamschemaError, match="no faces to count"):
        Tariff.of(Book(rules(), drawn_case(weeks=1)), FACES)
    with pytest.raises(SamschemaError, match="no faces to count"):
        Tariff.of(book(visits=()), FACES)
    with pytest.raises(SamschemaError, match="never to be broken"):
        Tariff.of(book(prices=priced(faces="never")), FACES)
    assert Tariff.of(Book(rules(), small_home()), FACES).own == 150


# -- what is beaten -------------------------------------------------------------------------------


def test_a_roster_is_beaten_by_one_as_good_in_all_and_better_in_one() -> None:
    one = measured(100, 9, mean=4.5, wishes=0.7)
    assert is_beaten(one, [replace(one, kronor=99)])
    assert is_beaten(one, [replace(one, faces_mean=4.4)])
    assert is_beaten(one, [replace(one, wishes=0.8)])
    assert not is_beaten(one, [replace(one, kronor=99, wishes=0.6)])
    assert not is_beaten(one, [replace(one, kronor=99, hard=1)])
    assert not is_beaten(one, [one])


@given(st.lists(some, min_size=1, max_size=12))
def test_whoever_is_beaten_is_beaten_by_one_that_is_not(rosters: list[Measured]) -> None:
    front = [one for one in rosters if not is_beaten(one, rosters)]
    assert front
    assert all(is_beaten(one, front) for one in rosters if one not in front)


@given(st.lists(some, min_size=1, max_size=12), st.integers(1, 400))
def test_no_answer_is_beaten_at_a_price(rosters: list[Measured], price: int) -> None:
    best = rosters[best_at(price, rosters, TARIFF)]
    assert all((best.hard, best.at(price, TARIFF)) <= (one.hard, one.at(price, TARIFF)) for one in rosters)
    assert not any(is_beaten(best, [one]) and one.wishes == best.wishes for one in rosters)


def test_fewer_faces_decide_where_they_cost_nothing() -> None:
    assert best_at(0, [measured(100, 9), measured(100, 7), measured(100, 8)], TARIFF) == 1


# -- what a step costs ----------------------------------------------------------------------------


def test_a_step_is_counted_from_the_neighbour_with_more_faces() -> None:
    found = steps([measured(1000, 20, mean=10), measured(1300, 14, mean=7), measured(2000, 10, mean=5)])
    assert found[0] is None and found[1] is not None and found[2] is not None
    assert (found[1].before, found[1].per_face, found[1].per_mean) == (0, 50, 100)
    assert (found[2].before, found[2].per_face, found[2].per_mean) == (1, 175, 350)


def test_there_is_no_step_to_what_is_beaten_nor_past_it() -> None:
    found = steps([measured(1000, 20), measured(1500, 15), measured(1200, 12)])
    assert found[1] is None and found[2] is not None
    assert (found[2].before, found[2].per_face) == (0, 25)


def test_equal_rosters_share_a_step() -> None:
    first, second, third = steps([measured(1000, 20), measured(1200, 10), measured(1200, 10)])
    assert first is None and second == third is not None


def test_no_step_leads_from_a_roster_that_breaks_more_hard_rules() -> None:
    assert steps([measured(500, 20, hard=3), measured(1000, 10)]) == [None, None]


def test_without_a_mean_there_is_none_to_count_by() -> None:
    _, step = steps([measured(1000, 20), measured(1100, 15)])
    assert step is not None and step.per_mean is None and step.per_face == 20


@given(st.lists(some, min_size=1, max_size=30), st.integers(2, 8))
def test_what_one_face_fewer_costs_lies_between_the_prices(rosters: list[Measured], points: int) -> None:
    series = prices(4.0, points)
    tariff = Tariff({FACE: 4.0}, FACE, own=4.0, base=4.0)
    answers = [rosters[best_at(price, rosters, tariff)] for price in series]
    for number, step in enumerate(steps(answers)):
        if step is not None and step.per_face is not None:
            low = max(series[place] for place, one in enumerate(answers) if one.faces == answers[step.before].faces)
            high = min(series[place] for place, one in enumerate(answers) if one.faces == answers[number].faces)
            assert low - 0.02 <= step.per_face <= high + 0.02


# -- the command, with the real search ------------------------------------------------------------


@pytest.fixture(scope="module")
def curve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("curve") / "out"
    asked = ["curve", TINY, "--out", out, "--points", 3, "--work", 0.6, "--workers", 1, "--seed", 4]
    assert called(*asked) in {Code.DONE, Code.INFEASIBLE}
    return out


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return command(given, Shell(spoken(given, {})))


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "curve.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_number_is_that_of_the_points_summary(curve: Path) -> None:
    assert [(row["price"], row["folder"]) for row in rows(curve)] == [
        ("0", "points/1-0kr"),
        ("150", "points/2-150kr"),
        ("600", "points/3-600kr"),
    ]
    for row in rows(curve):
        told = json.loads((curve / row["folder"] / "summary.json").read_text(encoding="utf-8"))
        for name in ("cost_total", "faces_mean", "wishes_granted_share", "visits_made_share", "seconds"):
            assert float(row[name]) == told[name]
        charge = sum(told["kronor_per_rule"].get(rule, 0.0) for rule in FACES)
        assert float(row["kronor"]) == told["objective"]
        assert float(row["kronor_of_faces"]) == pytest.approx(charge, abs=1e-9)
        assert float(row["kronor_without_faces"]) == pytest.approx(told["objective"] - charge, abs=1e-6)
        assert float(row["faces"]) == told["amount_per_rule"].get(FACE, 0)
        assert int(row["hard"]) == sum(
            one["hard"] == "yes"
            for one in csv.DictReader((curve / row["folder"] / "breaches.csv").open(encoding="utf-8"))
        )
        assert told["curve"]["prices"] == {FACE: float(row["price"]), MANY: 2 * float(row["price"])}
        assert told["repriced"] == {}


def test_each_point_is_a_whole_result_that_check_judges_alike(curve: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for row in rows(curve):
        folder = curve / row["folder"]
        assert sorted(file.name for file in folder.iterdir()) == RESULT_FILES
        called("check", TINY, folder, "--json")
        assert json.loads(capsys.readouterr().out)["objective"] == float(row["kronor"])


def test_no_point_answers_with_less_than_another_points_roster(curve: Path) -> None:
    found = rows(curve)
    for row in found:
        factor = float(row["price"]) / 150
        others = [float(one["kronor_without_faces"]) + factor * float(one["kronor_of_faces"]) for one in found]
        if len({one["hard"] for one in found}) == 1:
            assert float(row["kronor_at_price"]) <= min(others) + 0.011


def test_the_picture_says_the_prices(curve: Path) -> None:
    svg = (curve / "curve.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg") and "Vad ett ansikte färre kostar: tiny" in svg
    assert "600 kr" in svg
    assert (curve / "curve.png").read_bytes().startswith(b"\x89PNG")


# -- the command, with a search that answers at once ----------------------------------------------


@pytest.fixture
def case(tmp_path: Path) -> Path:
    write_case(small_case().tables, tmp_path / "case")
    return tmp_path / "case"


def engine(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
    """Where a face is dear no visit is made, which no price of a face is worth."""
    case = job.book().case
    return judged(case, _plan(case, job.reprice[FACE] or 0))[1]


def _plan(case: Case, price: float) -> Plan:
    plan = small_plan(case)
    return plan.with_meetings(dict.fromkeys(plan.meetings)) if price > 200 else plan


def test_the_answer_is_told_in_both_languages(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for language in Language:
        run(Shell(language), Order(case, tmp_path / language, Settings(seconds=10)), 3, engine)
        shown[language] = capsys.readouterr()
    swedish, english = shown[Language.SWEDISH], shown[Language.ENGLISH]
    assert "Vad ett ansikte färre kostar" in swedish.out and "underlagets pris" in swedish.out
    assert "What one face fewer costs" in english.out and "the case's price" in english.out
    assert "Priser på ett ansikte: 0 · 150 · 600 kr" in swedish.err and "Search 8 of 8: 600 kr a face" in english.err
    assert "Vad ett" in (tmp_path / "sv" / "curve.svg").read_text(encoding="utf-8")
    assert "What one" in (tmp_path / "en" / "curve.svg").read_text(encoding="utf-8")


def test_json_stands_alone_and_is_the_table(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = Order(case, tmp_path / "out", Settings(), json=True)
    assert run(Shell(Language.ENGLISH), order, 2, engine) == Code.INFEASIBLE
    told = json.loads(capsys.readouterr().out)
    for one, row in zip(told["points"], rows(order.out), strict=True):
        assert (one["price"], one["kronor"]) == (float(row["price"]), float(row["kronor"]))
    assert sorted(told["files"]) == sorted(str(file) for file in order.out.rglob("*") if file.is_file())


def test_every_search_begins_from_the_best_known_at_its_price(case: Path, tmp_path: Path) -> None:
    seen: list[tuple[float | None, int]] = []
    made = len(small_plan(small_case()).meetings)

    def watched(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        seen.append((job.reprice[FACE], 0 if start is None else len(start.meetings)))
        return engine(job, settings, start, listener, stop)

    run(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings(seconds=10)), 3, watched)
    assert seen == [(150, 0), *((price, made) for price in (600, 150, 0, 150, 0, 150, 600))]


def test_what_a_stop_leaves_unsearched_is_left_out(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flag = tmp_path / "stop"

    def stopped(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        found = engine(job, settings, start, listener, stop)
        if job.reprice[FACE] == 600:
            flag.touch()
            while not stop():
                pass
        return replace(found, stopped=stop())

    order = Order(case, tmp_path / "out", Settings(), stop_file=flag)
    run(Shell(Language.ENGLISH), order, 3, stopped)
    assert [row["price"] for row in rows(order.out)] == ["150", "600"]
    assert "2 of 3 prices were searched" in capsys.readouterr().err
    assert sorted(path.name for path in (order.out / "points").iterdir()) == ["1-150kr", "2-600kr"]


def test_a_second_interrupt_writes_nothing(case: Path, tmp_path: Path) -> None:
    def impatient(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("still here")

    with pytest.raises(Aborted):
        run(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings()), 3, impatient)
    assert not (tmp_path / "out").exists()


def test_a_disagreement_shows_no_roster(case: Path, tmp_path: Path) -> None:
    def disagrees(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        book = job.book()
        raise Disagreement(small_plan(book.case), {next(iter(book.rules)): (1, 2)})

    order = Order(case, tmp_path / "out", Settings())
    assert run(Shell(Language.SWEDISH), order, 3, disagrees) == Code.DISAGREEMENT
    assert [path.name for path in order.out.iterdir()] == ["disagreement"]


def test_a_curve_takes_the_place_of_an_earlier_one_and_of_nothing_else(case: Path, tmp_path: Path) -> None:
    order = Order(case, tmp_path / "out", Settings())
    run(Shell(Language.SWEDISH), order, 4, engine)
    (order.out / "notes.txt").write_text("mine")
    run(Shell(Language.SWEDISH), order, 2, engine)
    assert sorted(path.name for path in order.out.iterdir()) == [
        "curve.csv",
        "curve.png",
        "curve.svg",
        "notes.txt",
        "points",
    ]
    assert sorted(path.name for path in (order.out / "points").iterdir()) == ["1-0kr", "2-150kr"]


def test_somebody_elses_folder_of_points_is_left_alone(case: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "points").mkdir(parents=True)
    with pytest.raises(SamschemaError, match="belongs to no curve"):
        run(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings()), 3, engine)


def test_folders_take_their_places_with_the_files_or_not_at_all(tmp_path: Path) -> None:
    def put(words: str, *, in_the_way: bool) -> None:
        with placed(tmp_path) as stage:
            (stage / "a").mkdir()
            (stage / "a" / words).write_text(words)
            (stage / "b.csv").write_text(words)
            if in_the_way:
                (stage / "old").write_text(words)

    put("first", in_the_way=False)
    with pytest.raises(SamschemaError):
        put("second", in_the_way=True)
    assert (tmp_path / "a" / "first").exists() and (tmp_path / "b.csv").read_text() == "first"
    put("third", in_the_way=False)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["third"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--points", "1"], "--points ska vara från 2 till 50."),
        (["--points", "51"], "--points ska vara från 2 till 50."),
        (["--points", "x"], "--points ska vara ett heltal."),
        (["--seconds", "0"], "--seconds ska vara större än noll."),
        (["--seed", "-1"], "--seed får inte vara negativt."),
    ],
)
def test_a_number_that_cannot_be_used_gets_a_sentence(
    arguments: list[str], said: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called("curve", case, "--out", tmp_path / "out", *arguments) == Code.FAULTS
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda case: (case / "visits.csv").unlink(), "inga ansikten att räkna"),
        (lambda case: (case / "prices.csv").write_text("rule_id,kronor\nfaces,never\n"), "får aldrig brytas"),
    ],
)
def test_a_case_without_a_price_of_faces_is_told_before_the_search(
    change: Callable[[Path], None], said: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(case)
    assert called("curve", case, "--out", tmp_path / "out") == Code.FAULTS
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()
