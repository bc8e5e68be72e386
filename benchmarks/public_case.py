"""What rules of a public benchmark ask of a case: columns of the benchmark's own, and what is worked out once."""

from collections.abc import Callable
from typing import TypeVar

from scheduler.case.case import Case
from scheduler.case.rows import Row

Found = TypeVar("Found")


def column(row: Row, name: str) -> str:
    """A cell of a column that is not the format's; empty when the table does not have it."""
    return str((row.model_extra or {}).get(name, ""))


def known(case: Case, name: str, make: Callable[[Case], Found]) -> Found:
    """What has been worked out about a case once, shared by all its views."""
    key = ("benchmark", name)
    if key not in case.memory:
        case.memory[key] = make(case)
    found: Found = case.memory[key]
    return found
