"""README's recipe for a new rule, followed to the letter in a copy of the project: two files by hand, and no third."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ui.cli_shell import Code

ROOT = Path(__file__).parent.parent
TINY = Path("data", "samples", "tiny")
COPIED = ("scheduler", "constraints", "ui", "tests", TINY, "README.md", "Makefile", "pyproject.toml")
FILE = re.compile(r"^`((?:constraints|tests)/\w+\.py)`:\n\n```python\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
TABLE = "tests/test_readme.py::test_the_rule_table_is_that_of_the_rules"
RULE = "long_in_row"
TWICE = ("E04,2027-02-03,L1", "E04,2027-02-04,L1")  # the sample's shift of thirteen hours


def files() -> dict[str, str]:
    """The files that README's section writes by hand, by their paths."""
    return dict(FILE.findall((ROOT / "README.md").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Copy:
    """A copy of the project in which the recipe has been followed."""

    folder: Path
    stale: subprocess.CompletedProcess[str]  # the test of README's table, when the rule was there and the row not

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return run(self.folder, sys.executable, "-m", *arguments)

    def told(self, command: str, *arguments: object, code: int = 0) -> Any:
        """What a command answers programs; it must end with that exit code."""
        done = self.run("ui.cli", command, *arguments, "--json")
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def case(self, name: str, **rows: Iterable[str]) -> Path:
        """The tiny sample with more rows in some of its tables."""
        folder = self.folder / name
        shutil.copytree(self.folder / TINY, folder)
        for table, lines in rows.items():
            with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        return folder


def run(folder: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """A program, in the folder and with the folder's own packages."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTEST"))}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
    for path, text in files().items():
        assert not (folder / path).exists(), f"{path} is there already: README's example is to be a new rule"
        (folder / path).write_text(text, encoding="utf-8")
    stale = run(folder, sys.executable, "-m", "pytest", TABLE)
    # Installed already: nothing is to be fetched for a copy.
    made = run(folder, "make", "--old-file=.venv/.installed", f"BIN={Path(sys.executable).parent}", "readme")
    assert made.returncode == 0, made.stderr
    return Copy(folder, stale)


def test_two_files_are_written_by_hand() -> None:
    assert [*files()] == [f"constraints/{RULE}.py", f"tests/test_{RULE}.py"]


def test_the_table_is_stale_until_it_is_rewritten(copy: Copy) -> None:
    assert copy.stale.returncode == 1
    assert "run make readme" in copy.stale.stdout
    done = copy.run("pytest", TABLE)
    assert done.returncode == 0, done.stdout
    assert (copy.folder / "README.md").read_text(encoding="utf-8").count(f"\n| `{RULE}` |") == 1


def test_it_is_written_as_the_house_writes(copy: Copy) -> None:
    for how in (["check"], ["format", "--check"]):
        done = copy.run("ruff", *how, *files())
        assert done.returncode == 0, done.stdout


def test_its_own_test_and_the_crowded_rosters_hold(copy: Copy, tmp_path: Path) -> None:
    """The whole of `test_agreement`, asked of a book that holds this rule alone."""
    alone = tmp_path / "alone"
    shutil.copytree(copy.folder, alone)
    for file in (alone / "constraints").glob("*.py"):
        if file.stem not in ("__init__", RULE):
            file.unlink()
    done = run(alone, sys.executable, "-m", "pytest", f"tests/test_{RULE}.py", "tests/test_agreement.py")
    assert done.returncode == 0, done.stdout


def test_the_book_lists_it(copy: Copy) -> None:
    listed = {rule["rule_id"]: rule for rule in copy.told("rules")}
    assert listed[RULE]["price"] == 100
    assert listed[RULE]["parameters"] == {"hours": {"value": "10", "default": "10", "stricter": "less"}}


def test_a_search_weighs_it_at_the_price_of_the_case(copy: Copy) -> None:
    locked = copy.case("locked", locks=TWICE, prices=[f"{RULE},70"])
    copy.told("solve", locked, "--out", "out", "--workers", 1, "--work", 1)
    summary = json.loads((copy.folder / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["kronor_per_rule"][RULE] == 70


@pytest.mark.parametrize(("hours", "kronor"), [("10", [100]), ("13", [])])
def test_check_tells_it_of_a_roster_made_by_hand(copy: Copy, hours: str, kronor: list[float]) -> None:
    case = copy.case(f"longer than {hours}", rules=[f"{RULE},hours,{hours},,U,2027-02-01,provas"])
    roster = copy.folder / "by-hand.csv"
    roster.write_text("\n".join(("employee_id,date,shift_code", *TWICE)), encoding="utf-8")
    told = copy.told("check", case, roster, code=Code.INFEASIBLE)  # nobody else works in it
    found = [breach for breach in told["breaches"] if breach["rule_id"] == RULE]
    assert [breach["kronor"] for breach in found] == kronor
    assert all("ons 3/2" in breach["text_sv"] and "Wed 3 Feb" in breach["text_en"] for breach in found)
