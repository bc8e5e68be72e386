import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.case.rows import AbsenceRow
from scheduler.figures import Strain, strain
from scheduler.files.results import write_plan
from scheduler.files.write_case import write_case
from scheduler.strain_words import said_strain
from scheduler.text import Language
from tests.drawn import ANNA, BEGIN, drawn
from ui.cli import run
from ui.cli_shell import Code, Shell
from ui.cli_words import spoken


def said(week: str, language: Language = Language.SWEDISH, **given: Any) -> str:
    case, plan = drawn(week, **{"weeks": 4, **given})
    return said_strain(strain(plan)[ANNA], case.weeks, language)


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (".......", "Inga pass i perioden."),
        ("DDDDD..", "En skonsam rad: inget sticker ut."),
        ("DDDDDD.", "Längst 6 dagar i rad."),
        ("ED.....", "1 gång kväll följt av morgon med under 13 timmar."),
        ("ED.EDED", "3 gånger kväll följt av morgon med under 13 timmar; 1 ensam ledig dag."),
        ("D.D.D..", "2 ensamma lediga dagar."),
        ("N......", "1 natt."),
        ("NNNN...", "4 nätter; längst 4 nätter i rad."),
        (".....DD .....DD", "En skonsam rad: inget sticker ut."),
        (".....DD .....DD .....DD", "Arbete på 3 av 4 helger."),
    ],
)
def test_what_is_hard_in_a_row_is_said(week: str, words: str) -> None:
    assert said(week) == words


def test_a_run_that_began_before_the_period_is_said_whole() -> None:
    assert said("D......", history="DDDDD") == "Längst 6 dagar i rad."
    assert said(".......", history="DDDDDD") == "Inga pass i perioden."


def test_it_is_said_in_english_too() -> None:
    quick, single = "1 evening followed by a morning with under 13 hours between", "1 single day off"
    assert said("ED.DDDD", Language.ENGLISH) == f"{quick}; {single}."
    assert said("DDDDDDD", Language.ENGLISH) == "Up to 7 days in a row."


def test_more_than_the_share_is_said_and_by_the_hour_there_is_none() -> None:
    weeks = {"anna": "DDDD...", "bo": "DDDD...", "cy": "DDDD..."}
    _, plan = drawn(weeks, weeks=1, people={"anna": {"rate": 50}, "bo": {}, "cy": {"hourly": True}})
    anna, *others = (said_strain(one, 1, Language.SWEDISH) for one in strain(plan).values())
    assert anna == "2 pass mer än sin andel."
    assert others == ["En skonsam rad: inget sticker ut."] * 2


def test_one_shift_more_than_the_share_is_rounding() -> None:
    even = Strain(0, 5, 0, 0, 1, 0, shifts=12, shifts_as_full_time=11.0)
    assert said_strain(even, 4, Language.ENGLISH) == "An easy row: nothing stands out."


# -- the command -----------------------------------------------------------------------------------------


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return run(given, Shell(spoken(given, {})))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    people = {
        "zoe": {"name": "Zoe Lind"},
        "bo": {"name": "Bo Alm"},
        "anna": {"name": "=SUM(1)", "hourly": True},
    }
    away = AbsenceRow.model_validate({"employee_id": "bo", "from": BEGIN, "to": BEGIN + timedelta(6), "reason": "sick"})
    case, plan = drawn({"zoe": "D......", "bo": ".......", "anna": "EDEDEDE"}, weeks=1, people=people, absences=(away,))
    write_case(case.tables, tmp_path / "case")
    write_plan(tmp_path / "result", plan)
    return tmp_path / "case", tmp_path / "result"


def test_people_stand_as_the_case_orders_them(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert called("strain", *files) == Code.DONE
    out = capsys.readouterr().out
    places = [out.index(name) for name in ("Zoe Lind", "Bo Alm", "=SUM(1)")]
    assert places == sorted(places)
    assert "Ingen jämförs" in out and "Inga pass i perioden." in out and "sick" not in out


def test_it_is_told_to_programs_and_of_one_alone(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert called("strain", *files, "--json") == Code.DONE
    told = json.loads(capsys.readouterr().out)
    assert [one["employee_id"] for one in told] == ["zoe", "bo", "anna"]
    assert (told[2]["evening_to_morning"], told[2]["longest_run"], told[2]["shifts_as_full_time"]) == (3, 7, None)
    assert told[1]["text_en"] == "No shifts in the period."
    assert called("strain", *files, "--json", "--person", "zoe lind") == Code.DONE
    (alone,) = json.loads(capsys.readouterr().out)
    assert alone == told[0] and alone["name"] == "Zoe Lind"


def test_english_speaks_english(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert called("strain", *files, "--lang", "en") == Code.DONE
    assert "Nobody is compared with anybody else." in capsys.readouterr().out


def test_a_name_that_two_bear_asks_for_the_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = {"anna": {"name": "Bo Alm"}, "bo": {"name": "Bo Alm"}}
    case, plan = drawn({"anna": "D......", "bo": "D......"}, weeks=1, people=people)
    write_case(case.tables, tmp_path / "case")
    write_plan(tmp_path / "result", plan)
    assert called("strain", tmp_path / "case", tmp_path / "result", "--person", "Bo Alm") == Code.FAULTS
    assert "anna, bo" in capsys.readouterr().err
    assert called("strain", tmp_path / "case", tmp_path / "result", "--person", "bo") == Code.DONE
