"""What a payroll system calls our people and shifts: a TOML file, documented by its example in `data/paxml/`.

    [company]
    foretagnamn = "Exempelkommunen"

    [employees]
    E01 = "10017"

    [time_codes]
    A1 = "UTB"

    [hourly]
    time_code = "ARB"

Without `[employees]` our ids are sent as they stand; with it everybody of the case must be there, and others may, so
that a municipality keeps one file. A shift type under
`[time_codes]`, and every other shift of staff paid by the hour under `[hourly]`, is also sent as time worked, with a
time code of PAXml 2.0.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from scheduler.case.case import Case
from scheduler.errors import CaseError, Fault
from scheduler.files import faults
from scheduler.files.faults import FaultKind
from scheduler.ids import EmployeeId, ShiftCode
from scheduler.plan import Duty
from scheduler.text import Text

COMPANY: Final = ("foretagid", "foretagorgnr", "foretagnamn")  # elements of the header
TABLES: Final = {"company": COMPANY, "employees": None, "time_codes": None, "hourly": ("time_code",)}
TIME_CODES: Final = (
    *("SJK", "SJK_KAR", "SJK_LÖN", "SJK_ERS", "SJK_PEN", "ASK", "HAV", "FPE", "VAB", "SMB", "UTB", "MIL", "SVE"),
    *("NÄR", "TJL", "SEM", "SEM_BET", "SEM_SPA", "SEM_OBE", "SEM_FÖR", "KOM", "PEM", "PER", "FAC", "ATK", "KON"),
    *("PAP", "ATF"),
    *(f"FR{number}" for number in range(1, 10)),
    "FLX",
    *(f"TS{number}" for number in range(1, 10)),
    *("TID", "ARB", "MER"),
    *(f"{kind}{number}" for kind in ("ÖT", "ÖK", "OB", "OS") for number in range(1, 6)),
    *(f"{kind}{number}" for kind in ("JR", "JS", "BE", "BS", "RE") for number in range(1, 4)),
    *("HLG", "SKI"),
    *(f"{kind}{number}" for kind in ("LT", "NV") for number in range(1, 10)),
)
"""The time codes of PAXml 2.0 (`tidkodTYPE`), in the standard's order."""
LONGEST_NUMBER: Final = 12  # of an organisation, which the standard limits

NO_SUCH_CODES = FaultKind(
    "no_such_path",
    Text(
        sv="{value} finns inte. Ange en TOML-fil; data/paxml/codes.toml är ett exempel.",
        en="{value} does not exist. Give a TOML file; data/paxml/codes.toml is an example.",
    ),
)
NOT_IN_CODES = FaultKind(
    "not_in_codes",
    Text(
        sv="{value} hör inte hemma här. Skriv något av {known}, eller ta bort raden.",
        en="{value} does not belong here. Write one of {known}, or remove the line.",
    ),
)
NOT_WORDS = FaultKind(
    "not_words",
    Text(
        sv='{value} går inte att skicka. Skriv ett ord eller tal inom citattecken, som "10017".',
        en='{value} cannot be sent. Write a word or number in quotes, such as "10017".',
    ),
)
TOO_LONG_NUMBER = FaultKind(
    "too_long_number",
    Text(
        sv="{value} är för långt: ett organisationsnummer har högst {most} tecken i PAXml. Skriv det utan bindestreck.",
        en="{value} is too long: an organisation number has at most {most} signs in PAXml. Write it without hyphens.",
    ),
)
UNKNOWN_SHIFT = FaultKind(
    "unknown_shift_type",
    Text(
        sv="{value} är ingen passkod i underlaget. Skriv en kod därifrån{like}, eller ta bort raden.",
        en="{value} is no shift code of the case. Write a code from it{like}, or remove the line.",
    ),
)
UNKNOWN_TIME_CODE = FaultKind(
    "unknown_time_code",
    Text(
        sv="{value} är ingen tidkod i PAXml 2.0. Skriv en av standardens koder{like}.",
        en="{value} is no time code of PAXml 2.0. Write one of the standard's codes{like}.",
    ),
)
PERSON_MISSING = FaultKind(
    "employee_missing",
    Text(
        sv="{value} saknas i [employees]. Lägg till en rad med medarbetarens nummer i lönesystemet.",
        en="{value} is missing in [employees]. Add a line with the employee's number in the payroll system.",
    ),
)
SAME_NUMBER = FaultKind(
    "same_number",
    Text(
        sv="{value} står för två medarbetare, {first} och {second}. Ge var och en sitt nummer.",
        en="{value} stands for two employees, {first} and {second}. Give each her own number.",
    ),
)
FAULTS_IN_CODES = Text(sv="Kodfilen {name} har {count} fel.", en="Faults in the file of codes {name}: {count}.")


class CodesError(CaseError):
    """A file of codes that cannot be used, with every fault found in it."""

    def __init__(self, name: str, found: Sequence[Fault]) -> None:
        super().__init__(found)
        self.words = FAULTS_IN_CODES
        self.values = {"name": name, "count": len(found)}


@dataclass(frozen=True)
class Codes:
    """What the payroll system calls people, and the time codes of shifts that it is to hear of as time worked."""

    company: Mapping[str, str] = field(default_factory=dict)  # elements of the header
    employees: Mapping[EmployeeId, str] = field(default_factory=dict)
    time_codes: Mapping[ShiftCode, str] = field(default_factory=dict)
    hourly: str | None = None

    def number_of(self, who: EmployeeId) -> str:
        """The employee's number in the payroll system."""
        return self.employees.get(who, who)

    def time_code(self, case: Case, who: EmployeeId, duty: Duty) -> str | None:
        """The time code that a duty is sent with as time worked; none when it is only scheduled."""
        return self.time_codes.get(duty.shift.code, self.hourly if case.everyone[who].hourly else None)


def read_codes(path: Path, case: Case) -> Codes:
    """Read a file of codes for a case.

    Raises:
        CodesError: it has faults, or names what the case does not have; it tells all of them.
    """
    found: list[Fault] = []
    text, told = _read(path, found)
    if not found:
        found.extend(_check_form(path.name, text, told))
    if not found:
        found.extend(_check_names(path.name, text, told, case))
    if found:
        raise CodesError(path.name, found)
    return Codes(
        company=_words(told, "company"),
        employees={EmployeeId(who): number for who, number in _words(told, "employees").items()},
        time_codes={ShiftCode(code): time_code for code, time_code in _words(told, "time_codes").items()},
        hourly=_words(told, "hourly").get("time_code"),
    )


def _read(path: Path, found: list[Fault]) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        kind = faults.CANNOT_READ if path.exists() else NO_SUCH_CODES
        found.append(kind.at(path.name, value=str(path), reason=error.strerror or type(error).__name__))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found.append(faults.NOT_TOML.at(path.name, value=path.name, reason=str(error)))
    return "", {}


def _words(told: Mapping[str, Any], table: str) -> dict[str, str]:
    return {key: str(value) for key, value in told.get(table, {}).items()}


def _check_form(file: str, text: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong whatever the case."""
    for name, table in told.items():
        if name not in TABLES or not isinstance(table, dict):
            yield NOT_IN_CODES.at(file, value=name, known=", ".join(f"[{one}]" for one in TABLES))
            continue
        known = TABLES[name]
        for key, value in table.items():
            line = _line(text, name, key)
            if known is not None and key not in known:
                yield NOT_IN_CODES.at(file, line, name, key, known=", ".join(known))
            elif type(value) not in (str, int) or not _is_word(str(value)):
                yield NOT_WORDS.at(file, line, key, str(value))
            elif key == "foretagorgnr" and len(str(value)) > LONGEST_NUMBER:
                yield TOO_LONG_NUMBER.at(file, line, key, str(value), most=LONGEST_NUMBER)


def _is_word(words: str) -> bool:
    return bool(words) and words == words.strip() and words.isprintable()


def _check_names(file: str, text: str, told: Mapping[str, Any], case: Case) -> Iterator[Fault]:
    """What the case, or the standard, does not have; who is missing, and who shares a number."""
    shifts = [str(code) for code in case.shift_types]
    for key in told.get("time_codes", {}):
        if key not in shifts:
            line = _line(text, "time_codes", key)
            yield UNKNOWN_SHIFT.at(file, line, "time_codes", key, like=_like(key, shifts))
    for table in ("time_codes", "hourly"):
        for key, value in told.get(table, {}).items():
            if value not in TIME_CODES:
                line, like = _line(text, table, key), _like(str(value), TIME_CODES)
                yield UNKNOWN_TIME_CODE.at(file, line, key, str(value), like=like)
    if "employees" in told:
        yield from _check_numbers(file, text, _words(told, "employees"), case)


def _check_numbers(file: str, text: str, numbers: Mapping[str, str], case: Case) -> Iterator[Fault]:
    for who in case.everyone:
        if who not in numbers:
            yield PERSON_MISSING.at(file, None, "employees", who)
    owner: dict[str, str] = {}
    for name, number in numbers.items():
        first = owner.setdefault(number, name)
        if first != name:
            yield SAME_NUMBER.at(file, _line(text, "employees", name), name, number, first=first, second=name)


def _like(wrong: str, names: Sequence[str]) -> Text:
    near = ", ".join(get_close_matches(wrong[:20], names, 3)).replace("{", "{{").replace("}", "}}")
    return Text(sv=f", till exempel {near}", en=f", such as {near}") if near else Text(sv="", en="")


def _line(text: str, table: str, key: str) -> int | None:
    """The line on which a key of a table stands, where it is written plainly."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[([^\]]*)\]", line)
        inside = head.group(1).strip() == table if head else inside
        if inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return None
