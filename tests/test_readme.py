"""README is true: its rule table is that of the rules, and what it tells people to run exists."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from constraints import rules
from scheduler.errors import SamschemaError
from ui.cli import app
from ui.cli_shell import Code
from ui.rule_table import BEGIN, END, main, rewritten, table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def readme() -> str:
    return README.read_text(encoding="utf-8")


def commands(program: str) -> Iterator[list[str]]:
    """The arguments of every call of a program in README's console blocks."""
    for block in re.findall(r"```console\n(.*?)```", readme(), flags=re.DOTALL):
        for line in re.findall(r"^\$ (.*)", block, flags=re.MULTILINE):
            words = shlex.split(line, comments=True)
            if Path(words[0]).name == program:
                yield words[1:]


# -- the table of rules ---------------------------------------------------------------------------


def test_the_rule_table_is_that_of_the_rules() -> None:
    assert readme() == rewritten(readme()), "README's rule table is stale: run make readme"


def test_every_rule_has_a_row_of_its_own() -> None:
    first = [line.split("|")[1].strip(" `") for line in table().splitlines()[2:]]
    assert sorted(first) == [kind.id for kind in rules()]


def test_those_that_bind_most_come_first() -> None:
    ranks = {kind.id: kind.level.rank for kind in rules()}
    found = [ranks[name] for name in re.findall(r"^\| `(\w+)`", table(), flags=re.MULTILINE)]
    assert found == sorted(found)


def test_only_what_stands_between_the_markers_is_rewritten(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"Före.\n{BEGIN}\nstale\n{END}\nEfter.\n", encoding="utf-8")
    for _ in range(2):  # the second time nothing changes
        assert main([str(file)]) == Code.DONE
        assert file.read_text(encoding="utf-8") == f"Före.\n{BEGIN}\n\n{table()}\n\n{END}\nEfter.\n"


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}\n{BEGIN}"])
def test_a_text_without_a_place_for_it_is_refused(text: str) -> None:
    with pytest.raises(SamschemaError, match="Write these two lines"):
        rewritten(text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "x.md"
    assert main([str(missing)]) == Code.FAULTS
    assert "finns inte" in capsys.readouterr().err
    assert not missing.exists()


def test_the_command_without_a_file_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == Code.FAULTS
    assert "python -m ui.rule_table README.md" in capsys.readouterr().err


# -- commands -------------------------------------------------------------------------------------


def test_every_command_that_readme_names_exists() -> None:
    known = {command.name: command for command in get_command(app).commands.values()}  # type: ignore[attr-defined]
    named = list(commands("samschema"))
    assert named
    for command, *arguments in named:
        assert command in known, f"samschema {command}"
        options = {option for parameter in known[command].params for option in parameter.opts}
        assert {one for one in arguments if one.startswith("-")} <= options, f"samschema {command}"


def test_every_target_that_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {target for arguments in commands("make") for target in arguments}
    assert named and named <= targets
