"""Errors that a person can act on: where, what, and what to do instead, in Swedish or English."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.text import Language, Text


class SamschemaError(Exception):
    """Something a user can put right; it is shown as a sentence, never as a traceback."""

    def __init__(self, words: Text, **values: Any) -> None:
        super().__init__(words.en)
        self.words = words
        self.values = values

    def said(self, language: Language) -> str:
        """The sentence to show."""
        return self.words.in_(language, **self.values)

    def __str__(self) -> str:
        return self.said(Language.ENGLISH)


@dataclass(frozen=True)
class Fault:
    """One fault of a case or a result: where it stands, the value found, and what to write instead."""

    table: str
    words: Text
    row: int | None = None  # the row of the sheet or file; the header is row 1
    column: str | None = None
    value: str | None = None
    kind: str = ""  # a stable name for programs, such as `unknown_employee`
    warning: bool = False
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def said(self, language: Language) -> str:
        """The sentence, without its place."""
        return self.words.in_(language, value=self.value, row=self.row, column=self.column, **self.values)


class CaseError(SamschemaError):
    """A case that cannot be used, with every fault found in it, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(Text(sv="Underlaget har {count} fel.", en="Faults in the case: {count}."), count=len(faults))
        self.faults = tuple(faults)
