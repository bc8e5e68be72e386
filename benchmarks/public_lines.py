"""The lines of a public benchmark's text file, and the one error that speaks of them: file, line, what was expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import SamschemaError
from scheduler.text import Text

AT = Text(
    sv="{file}, rad {line}: {expected} väntades, men där står ”{found}”.",
    en="{file}, line {line}: expected {expected}, but found “{found}”.",
)
END = Text(
    sv="{file} slutar på rad {line}; {expected} väntades. Är filen hel?",
    en="{file} ends at line {line}; expected {expected}. Is the file complete?",
)
MISSING = Text(
    sv="{file} finns inte. Se efter att mappen och namnet är rätt.",
    en="{file} does not exist. See that the folder and the name are right.",
)
UNREADABLE = Text(sv="{file} kan inte läsas: {reason}.", en="{file} cannot be read: {reason}.")


class BadFile(SamschemaError):
    """A benchmark file that is not as its format says."""


@dataclass(frozen=True)
class Line:
    """One line, with its place."""

    file: str
    number: int
    text: str

    def expected(self, what: Text) -> BadFile:
        """The error that this line is not what was expected."""
        return BadFile(AT, file=self.file, line=self.number, expected=what, found=self.text)

    def whole(self, text: str, what: Text) -> int:
        """A whole number, never negative.

        Raises:
            BadFile: the text is none.
        """
        if not text.strip().isdecimal():
            raise self.expected(what)
        return int(text)


class Lines:
    """The lines of a file that say something, taken one by one."""

    def __init__(self, file: str, text: str, *, comment: str = "") -> None:
        self.file = file
        kept = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
        self._lines = [
            Line(file, number, line) for number, line in kept if line and not (comment and line.startswith(comment))
        ]
        self._last = len(text.splitlines())
        self._at = 0

    def __iter__(self) -> Iterator[Line]:
        while self._at < len(self._lines):
            self._at += 1
            yield self._lines[self._at - 1]

    def next(self, what: Text) -> Line:
        """The next line.

        Raises:
            BadFile: there is none.
        """
        for line in self:
            return line
        raise self.ends(what)

    def ends(self, what: Text) -> BadFile:
        """The error that the file ended too soon."""
        return BadFile(END, file=self.file, line=self._last, expected=what)


def text_of(path: Path) -> str:
    """A file's text, a byte order mark left out.

    Raises:
        BadFile: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadFile(MISSING, file=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(UNREADABLE, file=path, reason=getattr(error, "strerror", None) or error) from error


def known(line: Line, text: str, names: Mapping[str, object] | tuple[str, ...], what: Text) -> str:
    """A name that must be one of some.

    Raises:
        BadFile: it is not.
    """
    if text not in names:
        raise line.expected(what)
    return text
