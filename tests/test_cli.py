import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.clock import hours
from scheduler.errors import SamschemaError
from scheduler.files.results import summary_of, write_result
from scheduler.files.write_case import write_case
from scheduler.plan import Plan
from scheduler.solve.agree import Disagreement
from scheduler.solve.progress import Job, Listener, Outcome, Phase, Progress, Settings, Stop
from scheduler.text import Language, Text
from tests.drawn import ANNA, drawn_case
from tests.small_unit import judged, small_case, small_plan
from ui.cli import run
from ui.cli_demo import find_samples
from ui.cli_shell import Aborted, Code, Shell
from ui.cli_solve import Order
from ui.cli_solve import run as solve
from ui.cli_words import BETWEEN, spoken
from ui.progress_view import PHASES, ProgressView

RESULT_FILES = ["breaches.csv", "roster.csv", "roster.xlsx", "summary.json", "visit_plan.csv"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    write_case(small_case().tables, tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def result(tmp_path: Path) -> Path:
    case = small_case()
    book, outcome = judged(case, small_plan(case))
    write_result(tmp_path / "result", book, outcome, summary_of(book, outcome, Settings()))
    return tmp_path / "result"


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return run(given, Shell(spoken(given, {})))


def engine(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
    """A search that answers at once."""
    case = job.book().case
    listener(Progress(0.5, Phase.STARTING, kronor=1234.0, hard=0))
    _, outcome = judged(case, small_plan(case))
    return outcome


def lawful(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
    """A search whose answer breaks no hard rule."""
    case = job.book().case
    _, outcome = judged(case, Plan.empty(case))
    return outcome


def hourly_case(folder: Path) -> Path:
    write_case(drawn_case(weeks=1, people={"anna": {"hourly": True}}).tables, folder)
    return folder


# -- help and language ----------------------------------------------------------------------------


def test_help_speaks_swedish_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("--help") == Code.DONE
    assert "Granska ett schema" in capsys.readouterr().out
    assert called("--lang", "en", "--help") == Code.DONE
    out = capsys.readouterr().out
    assert "Judge a roster" in out and "Commands" in out


@pytest.mark.parametrize("command", ["solve", "curve", "check", "rest", "strain", "rules", "convert", "schema", "demo"])
def test_every_command_helps_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for language in Language:
        assert called(command, "--help", "--lang", language.value) == Code.DONE
        shown.append(capsys.readouterr().out)
    assert shown[0] != shown[1]
    assert not any(BETWEEN in out for out in shown)


def test_the_exit_codes_are_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    called("solve", "--help")
    out = " ".join(capsys.readouterr().out.split())
    assert all(f"{code.value} " in out for code in Code)


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, Language.SWEDISH),
        (["rules", "--lang", "en"], {}, Language.ENGLISH),
        (["--lang=en", "rules"], {}, Language.ENGLISH),
        (["rules"], {"SAMSCHEMA_LANG": "en_GB.UTF-8"}, Language.ENGLISH),
        (["rules", "--lang", "sv"], {"SAMSCHEMA_LANG": "en"}, Language.SWEDISH),
        (["rules"], {"SAMSCHEMA_LANG": "de"}, Language.SWEDISH),
    ],
)
def test_the_language_is_the_one_asked_for(
    arguments: Sequence[str], environment: dict[str, str], language: Language
) -> None:
    assert spoken(arguments, environment) is language


def test_help_loads_neither_solver_nor_tables() -> None:
    heavy = "{'ortools', 'pandas', 'openpyxl', 'streamlit', 'pydantic', 'holidays'}"
    code = f"import sys, ui.cli as c\nc.run(['--help'], c.Shell('sv'))\nsys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("--version") == Code.DONE
    assert capsys.readouterr().out.startswith("samschema ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["solve"], "CASE saknas."),
        (["solve", "x", "--ut", "y"], "Det finns ingen flagga --ut."),
        (["slove"], "Det finns inget kommando slove."),
        (["check", "a", "b", "c"], "Kommandot tar inte emot c."),
        (["solve", "x", "--out", "y", "--seconds", "soon"], "--seconds ska vara ett tal."),
        (["solve", "x", "--out", "y", "--seed", "1.5"], "--seed ska vara ett heltal."),
        (["solve", "x", "--out", "y", "--workers", "0"], "--workers ska vara större än noll."),
        (["rules", "--lang", "xx"], "--lang ska vara sv eller en."),
    ],
)
def test_a_misspelt_command_gets_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(*arguments) == Code.FAULTS
    shown = capsys.readouterr()
    assert shown.out == "" and said in shown.err


# -- solve ----------------------------------------------------------------------------------------


def test_solve_writes_the_result_and_says_so(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = Order(case, tmp_path / "out", Settings())
    assert solve(Shell(Language.SWEDISH), order, engine) == Code.INFEASIBLE
    shown = capsys.readouterr()
    assert sorted(file.name for file in order.out.iterdir()) == RESULT_FILES
    assert "Hårda regler bryts" in shown.out and "Prislista" in shown.out and "roster.xlsx" in shown.out
    assert "Första schemat · 1 234 kr · inga hårda brott" in shown.err.replace("\u00a0", " ")


def test_solve_is_content_with_a_lawful_roster(tmp_path: Path) -> None:
    order = Order(hourly_case(tmp_path / "case"), tmp_path / "out", Settings())
    assert solve(Shell(Language.SWEDISH), order, lawful) == Code.DONE


def test_what_a_manager_should_hear_is_said_before_the_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = {"anna": {"name": "Anna Ek", "day_break": hours(12), "hourly": True}}
    write_case(drawn_case(weeks=1, people=people).tables, tmp_path / "case")
    solve(Shell(Language.ENGLISH), Order(tmp_path / "case", tmp_path / "out", Settings()), lawful)
    assert "Anna Ek can never work the shift" in capsys.readouterr().err


def test_json_stands_alone_on_stdout(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = Order(case, tmp_path / "out", Settings(), json=True)
    solve(Shell(Language.ENGLISH), order, engine)
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "infeasible"
    assert sorted(Path(file).name for file in told["files"]) == RESULT_FILES
    assert json.loads((order.out / "summary.json").read_text(encoding="utf-8")).items() <= told.items()


def test_faults_are_shown_in_a_table_and_nothing_is_written(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = (case / "employees.csv").read_text(encoding="utf-8")
    (case / "employees.csv").write_text(people.replace(",75,", ",175,"), encoding="utf-8")
    assert called("solve", case, "--out", tmp_path / "out", "--json", "--lang", "en") == Code.FAULTS
    shown = capsys.readouterr()
    (fault,) = json.loads(shown.out)["faults"]
    assert (fault["table"], fault["row"], fault["column"], fault["value"]) == ("employees", 3, "rate", "175")
    assert "What to do" in shown.err and "175" in shown.err
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_told_before_the_search(case: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    def never(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        raise AssertionError("the search began")

    assert called("solve", case, "--out", tmp_path / "out") == Code.FAULTS
    with pytest.raises(Exception, match="is a file"):
        solve(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings()), never)


def test_without_faces_two_rules_cost_nothing(case: Path, tmp_path: Path) -> None:
    solve(Shell(Language.SWEDISH), Order(case, tmp_path, Settings(), faces=False), engine)
    told = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert told["repriced"] == {"faces": 0.0, "too_many_faces": 0.0}


def test_a_start_is_read_and_handed_on(case: Path, result: Path, tmp_path: Path) -> None:
    starts: list[Plan | None] = []

    def keeps(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        starts.append(start)
        return engine(job, settings, start, listener, stop)

    solve(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings(), start=result), keeps)
    (start,) = starts
    assert start is not None
    assert {shift.code for shift in start.shifts_of(ANNA)} == {"D"}


@pytest.mark.parametrize("how", ["signal", "file"])
def test_a_stop_keeps_the_best_so_far(how: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flag = tmp_path / "stop"

    def stopped(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        assert not stop()
        if how == "signal":
            os.kill(os.getpid(), signal.SIGINT)
        else:
            flag.touch()
        while not stop():
            pass
        return engine(job, settings, start, listener, stop)

    order = Order(case, tmp_path / "out", Settings(), stop_file=flag)
    solve(Shell(Language.SWEDISH), order, stopped)
    assert sorted(file.name for file in order.out.iterdir()) == RESULT_FILES
    assert "det bästa hittills" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_interrupt_aborts_and_writes_nothing(case: Path, tmp_path: Path) -> None:
    def impatient(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("still here")

    with pytest.raises(Aborted):
        solve(Shell(Language.SWEDISH), Order(case, tmp_path / "out", Settings()), impatient)
    assert not (tmp_path / "out").exists()


def test_a_disagreement_saves_the_case_and_shows_no_roster(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def disagrees(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        book = job.book()
        raise Disagreement(small_plan(book.case), {next(iter(book.rules)): (1, 2)})

    order = Order(case, tmp_path / "out", Settings())
    assert solve(Shell(Language.SWEDISH), order, disagrees) == Code.DISAGREEMENT
    saved = order.out / "disagreement"
    assert sorted(path.name for path in saved.iterdir()) == ["case", "roster.csv", "visit_plan.csv"]
    assert [path.name for path in order.out.iterdir()] == ["disagreement"]
    assert str(saved) in capsys.readouterr().err.replace("\n", "")


def test_a_search_that_breaks_down_is_no_fault_of_the_case(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome:
        raise SamschemaError(Text(sv="Processerna försvann.", en="The processes are gone."))

    order = Order(case, tmp_path / "out", Settings(), json=True)
    assert solve(Shell(Language.SWEDISH), order, breaks) == Code.FAILED
    shown = capsys.readouterr()
    assert json.loads(shown.out)["text_en"] == "The processes are gone."
    assert "Processerna försvann." in shown.err
    assert not order.out.exists()


def test_progress_keeps_what_an_event_leaves_out() -> None:
    view = ProgressView(Shell(Language.ENGLISH), Settings(seconds=90))
    view.listen(Progress(1.0, Phase.ROSTER, kronor=5000.0, hard=30, wishes=0.815))
    view.listen(Progress(2.0, Phase.JOINT, faces=11.84, visits=1.0))
    assert view.said() == (
        "0:00/1:30 · Roster and visits together · 5,000 kr · hard breaches 30 · faces 11.8"
        " · wishes 81.5 % · visits 100 %"
    )


def test_every_phase_has_words() -> None:
    assert set(PHASES) == set(Phase)


# -- check, rules, convert, schema, demo ----------------------------------------------------------


def test_check_tells_the_worst_first(case: Path, result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("check", case, result) == Code.INFEASIBLE
    out = capsys.readouterr().out
    assert out.index("(contract_hours)") < out.index("(visit_made)") < out.index("(even_hours)")
    assert "Anna Ek" in out


def test_check_as_json_is_the_summary_with_every_breach(
    case: Path, result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called("check", case, result, "--json") == Code.INFEASIBLE
    told = json.loads(capsys.readouterr().out)
    written = json.loads((result / "summary.json").read_text(encoding="utf-8"))
    for name in ("objective", "status", "fingerprint", "kronor_per_rule", "visits_made_share"):
        assert told[name] == written[name]
    first = told["breaches"][0]
    assert first["hard"] is True and first["kronor"] == 0 and first["text_en"]
    rows = (result / "breaches.csv").read_text(encoding="utf-8").splitlines()
    assert len(told["breaches"]) == len(rows) - 1


def test_check_of_a_lawful_roster_is_content(tmp_path: Path) -> None:
    case = hourly_case(tmp_path / "case")
    (tmp_path / "roster.csv").write_text("employee_id,date,shift_code\n")
    assert called("check", case, tmp_path / "roster.csv") == Code.DONE


def test_faults_of_a_result_are_told(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "roster.csv").write_text("employee_id,date,shift_code\nanna,2027-02-01,Q\n")
    assert called("check", case, tmp_path / "roster.csv") == Code.FAULTS
    assert "Q är ingen passkod" in capsys.readouterr().err


def test_rules_name_level_source_price_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("rules", "--json") == Code.DONE
    book = {rule["rule_id"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert book["daily_rest"]["level"] == "C" and book["daily_rest"]["hard"] is True
    assert book["daily_rest"]["parameters"]["hours"] == {"value": "11", "default": "11", "stricter": "more"}
    assert book["minimum_staff"]["price"] == 500


def test_rules_of_a_case_tell_its_prices_and_decisions(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case / "prices.csv").write_text("rule_id,kronor\nminimum_staff,never\n")
    (case / "rules.csv").write_text(
        "rule_id,parameter,value,who,owner,since,why\n"
        "daily_rest,hours,12,,M,2026-01-01,the board\ndaily_rest,hours,13,bo,P,2026-01-01,asked for it\n"
    )
    assert called("rules", "--case", case, "--json") == Code.DONE
    book = {rule["rule_id"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert book["minimum_staff"]["hard"] is True
    assert book["daily_rest"]["parameters"]["hours"]["value"] == "12"
    board, own = book["daily_rest"]["decisions"]
    assert (board["who"], board["value"], board["owner"]) == (None, "12", "M")
    assert (own["who"], own["value"], own["why"], own["in_force"]) == ("bo", "13", "asked for it", True)
    assert called("rules", "--case", case) == Code.DONE
    assert re.search(r"daily_rest +hours +13 +bo +person +2026-01-01 +asked for it", capsys.readouterr().out)


def test_convert_goes_there_and_back(case: Path, tmp_path: Path) -> None:
    book, back = tmp_path / "case.xlsx", tmp_path / "back"
    assert called("convert", case, book) == Code.DONE
    assert called("convert", book, back) == Code.DONE
    for file in case.iterdir():
        assert (back / file.name).read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_convert_writes_over_nothing_unless_forced(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "case.xlsx"
    target.write_text("precious")
    assert called("convert", case, target) == Code.FAULTS
    assert target.read_text() == "precious" and "--force" in capsys.readouterr().err
    assert called("convert", case, target, "--force") == Code.DONE
    assert target.read_bytes().startswith(b"PK")


def test_the_schema_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("schema") == Code.DONE
    assert "full_time_minutes" in capsys.readouterr().out
    assert called("schema", "--aliases") == Code.DONE
    assert "sysselsättningsgrad" in capsys.readouterr().out


def test_samples_are_looked_for_beside_the_package_then_here(tmp_path: Path) -> None:
    for place, name in ((tmp_path / "a", "large"), (tmp_path / "a", "small"), (tmp_path / "b", "other")):
        folder = place / "data" / "samples" / name
        folder.mkdir(parents=True)
        (folder / "period.csv").write_text("x" * len(name))
        (folder / "more.csv").write_text("x" * (1000 if name == "large" else 1))
    assert [path.name for path in find_samples(tmp_path / "a", tmp_path / "b")] == ["small", "large"]
    assert [path.name for path in find_samples(tmp_path / "none", tmp_path / "b")] == ["other"]
    with pytest.raises(Exception, match="samples are not here"):
        find_samples(tmp_path / "none")


def test_an_unforeseen_error_is_a_sentence(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ui.cli_check.run", None)
    assert called("check", case, tmp_path) == Code.FAILED
    err = capsys.readouterr().err
    assert "Oväntat fel" in err and "Traceback" not in err
    monkeypatch.setenv("SAMSCHEMA_DEBUG", "1")
    called("check", case, tmp_path)
    assert "Traceback" in capsys.readouterr().err
