"""What others have published of a benchmark's instances, read from the file `best_known.csv` beside them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import SamschemaError
from scheduler.text import Text

FILE = "best_known.csv"
NAMES = ("instance", "name", "instans")
BEST = ("best_known", "best", "value", "upper_bound", "ub", "objective", "cost")
BOUND = ("lower_bound", "lb", "bound", "best_bound")

UNREAD = Text(
    sv="{file}: rad {row} kan inte läsas. Skriv instansens namn i kolumnen instance och ett heltal i best_known.",
    en="{file}: row {row} cannot be read. Write the instance's name in the column instance, and a whole number in "
    "best_known.",
)


@dataclass(frozen=True)
class Published:
    """The value of the best roster known, and a value that none can be below."""

    best: int | None = None
    bound: int | None = None


class BestKnownError(SamschemaError):
    """The file of published values has a row that cannot be understood."""


def published(folder: Path) -> dict[str, Published]:
    """The published values of a folder's instances, in the file's order; empty where there is no such file.

    Raises:
        BestKnownError: a row lacks a name or a number.
    """
    found: dict[str, Published] = {}
    for file in sorted(folder.rglob(FILE))[:1]:
        text = file.read_text(encoding="utf-8-sig")
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
        for number, row in enumerate(csv.DictReader(lines, delimiter=delimiter), 2):
            cells = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if name}
            name = next((cells[one] for one in NAMES if cells.get(one)), None)
            try:
                best, bound = _number(cells, BEST), _number(cells, BOUND)
            except ValueError as error:
                raise BestKnownError(UNREAD, file=file, row=number) from error
            if name is None or best is None:
                raise BestKnownError(UNREAD, file=file, row=number)
            found[name] = Published(best, bound)
    return found


def _number(cells: dict[str, str], names: tuple[str, ...]) -> int | None:
    written = next((cells[name] for name in names if cells.get(name)), None)
    return None if written is None else round(float(written))
