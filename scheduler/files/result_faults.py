"""Every fault that only a result can have, beside those it shares with a case."""

from collections.abc import Sequence

from scheduler.errors import CaseError, Fault
from scheduler.files.faults import FaultKind
from scheduler.text import Text


class ResultError(CaseError):
    """A result that cannot be used, with every fault found in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.words = Text(sv="Fel i resultatet: {count}.", en="Faults in the result: {count}.")


NO_SUCH_RESULT = FaultKind(
    "no_such_path",
    Text(
        sv="{value} finns inte. Ange en mapp med roster.csv, eller en CSV-fil som är schemat.",
        en="{value} does not exist. Give a folder with roster.csv, or a CSV file that is the roster.",
    ),
)
OTHER_CASE = FaultKind(
    "other_case",
    Text(
        sv="Resultatet gjordes för en annan version av underlaget ({value}). Gör om det, om inte det är menat.",
        en="The result was made for another version of the case ({value}). Make it anew unless that was meant.",
    ),
    warning=True,
)
NO_ROSTER = FaultKind(
    "no_roster",
    Text(
        sv="{value} innehåller inget schema. Ange en mapp med roster.csv, eller en CSV-fil med kolumnerna {columns}.",
        en="{value} holds no roster. Give a folder with roster.csv, or a CSV file with the columns {columns}.",
    ),
)
UNKNOWN_VISIT = FaultKind(
    "unknown_visit",
    Text(
        sv="{value} är inget besök i underlaget. Skriv serie@datum för ett besök i perioden{like}.",
        en="{value} is no visit of the case. Write series@date of a visit in the period{like}.",
    ),
)
TIME_DIFFERS = FaultKind(
    "time_differs",
    Text(
        sv="Passet {code} är {times}, men raden säger {value}. Rätta koden, eller töm cellen.",
        en="The shift {code} is {times}, but the row says {value}. Correct the code, or empty the cell.",
    ),
)
PLACE_DIFFERS = FaultKind(
    "place_differs",
    Text(
        sv="Passet {code} hör till {place}, men raden säger {value}. Rätta koden, eller töm cellen.",
        en="The shift {code} belongs to {place}, but the row says {value}. Correct the code, or empty the cell.",
    ),
)
BREAK_OUTSIDE_SHIFT = FaultKind(
    "break_outside_shift",
    Text(
        sv="Rasten {value} ryms inte i passet {code}, {times}. Rätta tiden, eller töm cellen.",
        en="The break at {value} does not fit in the shift {code}, {times}. Correct the time, or empty the cell.",
    ),
)
VISIT_WITHOUT_START = FaultKind(
    "visit_without_start",
    Text(
        sv="Besöket görs av {said} men har ingen starttid. Skriv när det börjar, eller töm {column} för ogjort.",
        en="The visit is made by {said} but has no start. Write when it starts, or empty {column} for not made.",
    ),
)
EMPLOYEE_TWICE = FaultKind(
    "employee_twice",
    Text(
        sv="{value} står två gånger för samma besök. Behåll ett.",
        en="{value} is named twice for the same visit. Keep one.",
    ),
)
