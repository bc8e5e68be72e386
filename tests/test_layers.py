"""The layers, read from every import: `ui` -> `constraints` -> `scheduler`, never back."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from constraints import rules
from scheduler.files.result_tables import RESULT
from scheduler.files.schema import CASE

ROOT = Path(__file__).parent.parent
PACKAGES = ("scheduler", "constraints", "ui")
FILES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
BELOW = {"scheduler": {"scheduler"}, "constraints": {"scheduler", "constraints"}, "ui": set(PACKAGES)}
OURS = {*PACKAGES, "benchmarks", "tests"}
HEAVY = {"ortools", "pandas", "streamlit"}
SHARED = {"veto", "cost"}  # rules whose numbers the case's own arithmetic needs: the ceiling of vetoes, the wage terms


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(node: ast.AST, *, typing: bool) -> Iterator[str]:
    """Every module that is imported, at whatever depth; those for type checkers only when asked."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield str(child.module)
        elif typing or not _is_for_checkers(child):
            yield from imports(child, typing=typing)


def _is_for_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_layer_knows_only_those_below(file: Path) -> None:
    layer = file.relative_to(ROOT).parts[0]
    found = {module.split(".")[0] for module in imports(tree_of(file), typing=True)}
    assert found & OURS <= BELOW[layer]


@pytest.mark.parametrize("file", FILES, ids=named)
def test_only_the_search_loads_the_solver(file: Path) -> None:
    if (ROOT / "scheduler" / "solve") not in file.parents:
        found = {module.split(".")[0] for module in imports(tree_of(file), typing=False)}
        assert "ortools" not in found


@pytest.mark.parametrize("file", sorted((ROOT / "constraints").glob("*.py")), ids=named)
def test_a_rule_loads_nothing_heavy_and_no_other_rule(file: Path) -> None:
    found = set(imports(tree_of(file), typing=False))
    assert not {module.split(".")[0] for module in found} & HEAVY
    assert not [module for module in found if module.startswith(("constraints", "scheduler.solve"))]


@pytest.mark.parametrize("file", sorted((ROOT / "ui").glob("*.py")), ids=named)
def test_the_command_line_loads_nothing_heavy_with_its_modules(file: Path) -> None:
    at_once = [node for node in tree_of(file).body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = set(imports(ast.Module(list(at_once), []), typing=False))
    assert not {module.split(".")[0] for module in found} & (HEAVY | {"openpyxl"})


def test_no_file_of_the_screen_bears_a_standard_library_name() -> None:
    assert not {file.stem for file in (ROOT / "ui").rglob("*.py")} & (sys.stdlib_module_names - {"__init__"})


@pytest.mark.parametrize("file", [file for file in FILES if "scheduler" in file.parts], ids=named)
def test_the_core_names_no_rule(file: Path) -> None:
    ids = {rule.id for rule in rules()}
    tree = tree_of(file)
    called = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "RuleId" and isinstance(node.args[0], ast.Constant)
    }
    assert called <= SHARED
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in ids}
    assert not {word for word in strings if "_" in str(word)} - words_of_the_format()


def words_of_the_format() -> set[str]:
    """Names of tables and columns; some rules are called the same."""
    tables = [*CASE.values(), *RESULT.values()]
    return {table.name for table in tables} | {column for table in tables for column in table.columns}


def test_benchmarks_are_imported_by_nobody() -> None:
    for file in FILES:
        assert not [module for module in imports(tree_of(file), typing=True) if module.startswith("benchmarks")]


def test_nothing_refers_to_a_place_outside_the_project() -> None:
    outside = "../" + "shared"
    everything = [*FILES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    documents = list(ROOT.glob("*.md"))
    assert not [named(file) for file in (*everything, *documents) if outside in file.read_text(encoding="utf-8")]
