"""One cell: from the words in it to a value, and from the value back to words, exactly.

Reading forgives form (`7.00`, `7,5`, `1 998`, `ja`, `måndag`) and never guesses meaning: what is not plainly
a value raises `MisreadError` with the fault's kind.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from scheduler.clock import DAY, clock_text
from scheduler.files import faults
from scheduler.files.about import word_meant
from scheduler.files.faults import FaultKind
from scheduler.files.schema import Column, Form

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = (*WEEKDAYS, "red")
YEARS = range(2000, 2101)

_NUMBER = re.compile(r"([+-]?)([0-9]{1,12}|[0-9]{1,3}(?: [0-9]{3}){1,3})?(?:[.,]([0-9]{1,12}))?")
_TIME = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]00)?)?|([0-9]{2})([0-9]{2})", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_EXCEL_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SAKNAS!", "#VÄRDEFEL!")
)
LONGEST = 10_000
UNCOMPUTED = "\x00"
"""Stands in a cell whose formula has no saved value; no real cell can hold it."""


class MisreadError(Exception):
    """A cell that is no value of its column."""

    def __init__(self, kind: FaultKind, value: str, **values: Any) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.value = value
        self.values = values


def read_cell(words: str, column: Column) -> Any:
    """The value of a cell that is not empty.

    Raises:
        MisreadError: the words are no such value.
    """
    check_text(words)
    if words in _EXCEL_ERRORS:
        raise MisreadError(faults.CELL_ERROR, words)
    if column.many:
        return tuple(_item(item.strip()) for item in words.split("|") if item.strip())
    return _READERS[column.form](words, column)


def check_text(words: str) -> None:
    """Whether a cell's words can be kept at all, in CSV as in a workbook.

    Raises:
        MisreadError: they hold control characters or are far too long.
    """
    if words == UNCOMPUTED:
        raise MisreadError(faults.FORMULA_WITHOUT_VALUE, "=")
    if not words.isprintable() and _CONTROL.search(words):
        raise MisreadError(faults.CONTROL_CHARACTER, _CONTROL.sub("�", words))
    if len(words) > LONGEST:
        raise MisreadError(faults.TOO_LONG, words[:40] + "…", most=LONGEST)


def write_cell(value: Any, column: Column) -> str:
    """The words of a value; an empty cell for none."""
    if value is None:
        return ""
    if column.many:
        return "|".join(value)
    return _WRITERS.get(column.form, str)(value)


# -- readers, one per form ------------------------------------------------------------------------


def _item(words: str) -> str:
    if "," in words or ";" in words:
        raise MisreadError(faults.NOT_A_LIST, words)
    return words


def _text(words: str, _: Column) -> str:
    return words


def _whole(words: str, column: Column) -> int:
    number = _number(words, column)
    if number != int(number):
        raise MisreadError(faults.NOT_A_WHOLE_NUMBER, words)
    return int(number)


def _number(words: str, column: Column) -> Decimal:
    number = _decimal(words.removesuffix("%").rstrip() if column.name == "rate" else words)
    if number is None:
        raise MisreadError(faults.NOT_A_NUMBER, words)
    _check_limits(number, words, column)
    return number


def _price(words: str, column: Column) -> Decimal | str:
    if word_meant(words, ("never",)):
        return "never"
    number = _decimal(words)
    if number is None:
        raise MisreadError(faults.NOT_A_PRICE, words)
    _check_limits(number, words, column)
    return number


def _decimal(words: str) -> Decimal | None:
    found = _NUMBER.fullmatch(words.translate(_SIGNS))
    if not found or (found[2] is None and found[3] is None):
        return None
    whole = (found[2] or "0").replace(" ", "")
    number = Decimal(f"{found[1]}{whole}" if found[3] is None else f"{found[1]}{whole}.{found[3]}")
    return number or abs(number)  # there is one zero


def _check_limits(number: Decimal, words: str, column: Column) -> None:
    least, most = column.about.least, column.about.most
    if (least is None or number >= least) and (most is None or number <= most):
        return
    if column.name == "rate" and number > 100:
        hint = number / 10 if number <= 1000 else 100
        raise MisreadError(faults.RATE_OUT_OF_RANGE, words, hint=f"{hint:f}".removesuffix(".0"))
    kind = faults.NEGATIVE if most is None else faults.OUT_OF_RANGE
    raise MisreadError(kind, words, least=least, most=most)


def _date(words: str, _: Column) -> date:
    return date_meant(words)


@lru_cache(maxsize=4096)
def date_meant(words: str) -> date:
    """The date that the words mean.

    Raises:
        MisreadError: they are no date, or there is no such day.
    """
    found = _DATE.fullmatch(words.translate(_SIGNS))
    if not found or (not found[2] and len(found[3] + found[4]) != 4):
        raise MisreadError(faults.NOT_A_DATE, words)
    try:
        meant = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise MisreadError(faults.NO_SUCH_DATE, words) from None
    if meant.year not in YEARS:
        raise MisreadError(faults.NO_SUCH_DATE, words)
    return meant


def _time(words: str, column: Column) -> int:
    found = _TIME.fullmatch(words)
    if not found:
        raise MisreadError(faults.NOT_A_TIME, words)
    minute = int(found[1] or found[3]) * 60 + int(found[2] or found[4] or 0)
    if int(found[2] or found[4] or 0) > 59 or minute > DAY or (minute == DAY and column.form is not Form.END_TIME):
        raise MisreadError(faults.NOT_A_TIME, words)
    return minute % DAY


def _week_time(words: str, column: Column) -> int:
    weekday, _, clock = words.partition(" ")
    name = word_meant(weekday, WEEKDAYS)
    try:
        minute = _time(clock.strip(), column)
    except MisreadError:
        name = None
    if name is None:
        raise MisreadError(faults.NOT_A_WEEK_TIME, words)
    return WEEKDAYS.index(name) * DAY + minute


def _yes_no(words: str, _: Column) -> bool:
    meant = word_meant(_without_point(words), ("yes", "no"))
    if meant is None:
        raise MisreadError(faults.NOT_YES_OR_NO, words)
    return meant == "yes"


def _choice(words: str, column: Column) -> str:
    meant = word_meant(_without_point(words), column.choices)
    if meant is None:
        kind = faults.UNKNOWN_SETTING if column.name == "setting" else faults.NOT_IN_LIST
        raise MisreadError(kind, words, choices=", ".join(column.choices))
    return meant


def _without_point(words: str) -> str:
    """`2.0`, as spreadsheets and data frames write 2."""
    return words.removesuffix(".0").removesuffix(",0")


def _day(words: str, _: Column) -> str:
    meant = word_meant(words, DAYS)
    if meant:
        return meant
    if not _looks_like_date(words):
        raise MisreadError(faults.NOT_A_DAY, words)
    return date_meant(words).isoformat()


def _days(words: str, _: Column) -> str:
    items = [item.strip() for item in words.split("|") if item.strip()]
    if not items:
        raise MisreadError(faults.NO_DAY, words)
    if all(_looks_like_date(item) for item in items):
        return "|".join(date_meant(item).isoformat() for item in items)
    if len(items) > 1 or not set(items[0]) <= set("1234567"):
        raise MisreadError(faults.NOT_A_WEEKDAY, words)
    return items[0]


def _looks_like_date(words: str) -> bool:
    return len(words) >= 8 and words[:4].isdigit() and bool(set(words) - set("1234567"))


def _wish(words: str, _: Column) -> str:
    """A wish as it stands; whether its word is known is for the checks to say, when all codes are read."""
    head, colon, rest = words.partition(":")
    if colon and word_meant(head, ("not",)):
        return f"not:{rest.strip()}"
    return words


_READERS: Mapping[Form, Callable[[str, Column], Any]] = {
    Form.TEXT: _text,
    Form.WHOLE: _whole,
    Form.NUMBER: _number,
    Form.PRICE: _price,
    Form.DATE: _date,
    Form.TIME: _time,
    Form.END_TIME: _time,
    Form.WEEK_TIME: _week_time,
    Form.YES_NO: _yes_no,
    Form.CHOICE: _choice,
    Form.DAY: _day,
    Form.DAYS: _days,
    Form.WISH: _wish,
}

# -- writers, where `str` is not enough -----------------------------------------------------------


def _write_number(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _write_week_time(value: int) -> str:
    return f"{WEEKDAYS[value // DAY]} {clock_text(value)}"


def _write_yes_no(value: bool) -> str:
    return "yes" if value else "no"


_WRITERS: Mapping[Form, Callable[[Any], str]] = {
    Form.NUMBER: _write_number,
    Form.PRICE: _write_number,
    Form.TIME: clock_text,
    Form.END_TIME: clock_text,
    Form.WEEK_TIME: _write_week_time,
    Form.YES_NO: _write_yes_no,
}
