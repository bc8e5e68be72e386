"""The tables of a case as data, derived from the row models: columns, contents and what they are called.

`scheduler.case.rows` says which columns there are and of what type; `scheduler.files.about` adds to each its
meaning, default, limits and Swedish headings. Readers, writers, checks and documentation all go by `CASE`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from scheduler.case.rows import Names, Ours, Row, Tables, Written
from scheduler.files.about import ABOUT, AboutColumn, AboutTable, folded
from scheduler.ids import EmployeeId, GroupId, RecipientId, ShiftCode, UnitId
from scheduler.text import Language, Text

REQUIRED_TABLES = ("period", "employees", "shift_types")
KEY_OF: Mapping[Any, str] = {
    EmployeeId: "employees",
    UnitId: "units",
    GroupId: "groups",
    RecipientId: "recipients",
    ShiftCode: "shift_types",
}
"""The table that gives each kind of identity, always in its first column or, for shift types, their code."""


class Form(StrEnum):
    """How a cell is written."""

    TEXT = "text"
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    PRICE = "price"  # a number or `never`
    DATE = "date"
    TIME = "time"  # HH:MM
    END_TIME = "end_time"  # HH:MM, where 24:00 is midnight
    WEEK_TIME = "week_time"  # mon 00:00
    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"  # mon … sun, red, or a date
    DAYS = "days"  # digits 1-7, or dates
    WISH = "wish"


@dataclass(frozen=True)
class Column:
    """One column: what may stand in it, what it means and what people call it."""

    name: str
    field: str  # the model's name for it
    form: Form
    many: bool  # a list, separated by |
    required: bool
    choices: tuple[str, ...]
    refers: tuple[str, ...]  # tables whose keys it names
    about: AboutColumn
    ours: bool = False  # beyond the format; written only where it is used

    @property
    def means(self) -> Text:
        """What the column says."""
        return self.about.means

    @property
    def default(self) -> str | None:
        """What an empty cell means, as it would be written."""
        return self.about.default

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that is read as this column, its own name first."""
        return (self.name, *dict.fromkeys((self.field, *self.about.aliases)))


@dataclass(frozen=True)
class Table:
    """One table: its columns and their order, and what people call it."""

    name: str
    model: type[Row]
    columns: Mapping[str, Column]
    required: bool
    about: AboutTable = field(repr=False)

    @property
    def means(self) -> Text:
        """What the table holds."""
        return self.about.means

    @property
    def names(self) -> tuple[str, ...]:
        """Every file or sheet name that is read as this table, its own first."""
        return (self.name, *self.about.aliases)

    @property
    def key(self) -> str:
        """The column that identifies a row, where other tables refer to one."""
        return next(iter(self.columns))

    def title(self, language: Language) -> str:
        """What the table is called in a language, so that it is read as this one."""
        if language is Language.ENGLISH:
            return self.name
        return next(word for word in (*self.about.aliases, self.name) if table_called(word) == self.name).capitalize()

    def heading(self, column: Column, language: Language) -> str:
        """What a column is called in a language, so that it is read as this one and no other."""
        if language is Language.ENGLISH:
            return column.name
        words = (*column.about.aliases, column.name)
        return next(word for word in words if self.columns_of(word) == (column.name,)).capitalize()

    @cached_property
    def known_headings(self) -> Mapping[str, tuple[str, ...]]:
        """The columns that each folded heading means; `Tid` alone means two."""
        joined = {folded(word): pair for word, pair in self.about.joined.items()}
        single = {folded(word): (one.name,) for one in self.columns.values() for word in one.headings}
        return joined | single

    def columns_of(self, heading: str) -> tuple[str, ...]:
        """The columns that a heading means; none when it is unknown."""
        return self.known_headings.get(folded(heading), ())


def table_called(name: str, among: Mapping[str, Table] | None = None) -> str | None:
    """The table, of a case unless others are given, that a file or sheet name means."""
    names = _TABLE_NAMES if among is None else _names(among)
    return names.get(folded(name))


def aliases() -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """Table, column (`None` for the table itself) and the other names that are understood for it."""
    for table in CASE.values():
        yield table.name, None, table.about.aliases
        for column in table.columns.values():
            yield table.name, column.name, column.about.aliases
        for heading, (first, last) in table.about.joined.items():
            yield table.name, f"{first}+{last}", (heading,)


def _names(tables: Mapping[str, Table]) -> Mapping[str, str]:
    return {folded(word): table.name for table in tables.values() for word in table.names}


# -- from the models ------------------------------------------------------------------------------


def table_of(name: str, model: type[Row], about: AboutTable | None = None) -> Table:
    """The table that a row model describes."""
    about = about or ABOUT.get(name) or AboutTable(Text(sv=name, en=name), {})
    hints = get_type_hints(model, include_extras=True)
    columns = {}
    for attribute, info in model.model_fields.items():
        heading = info.alias or attribute
        columns[heading] = _column(heading, attribute, hints[attribute], info.is_required(), about)
    return Table(name, model, columns, name in REQUIRED_TABLES, about)


def _column(heading: str, attribute: str, hint: Any, required: bool, about: AboutTable) -> Column:
    kind, marks, many = _opened(hint)
    names = next((mark for mark in marks if isinstance(mark, Names)), None)
    return Column(
        name=heading,
        field=attribute,
        form=_form(kind, marks),
        many=many,
        required=required,
        choices=_choices(kind),
        refers=names.tables if names else (KEY_OF[kind],) if kind in KEY_OF else (),
        about=about.columns.get(heading) or AboutColumn(Text(sv=heading, en=heading)),
        ours=any(isinstance(mark, Ours) for mark in marks),
    )


def _opened(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """The type inside `X | None`, `tuple[X, ...]` or `Annotated[X, …]`, its marks, whether it is a list."""
    if get_origin(hint) is Annotated:
        kind, marks, many = _opened(get_args(hint)[0])
        return kind, (*marks, *hint.__metadata__), many
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) in (Union, UnionType) and len(options) == 1:
        return _opened(options[0])
    if get_origin(hint) is tuple:
        kind, marks, _ = _opened(options[0])
        return kind, marks, True
    return hint, (), False


FORMS: Mapping[Any, Form] = {bool: Form.YES_NO, int: Form.WHOLE, Decimal: Form.NUMBER, str: Form.TEXT}


def _form(kind: Any, marks: tuple[Any, ...]) -> Form:
    written = next((mark for mark in marks if isinstance(mark, Written)), None)
    if written:
        return Form(written.value)
    if get_origin(kind) in (Union, UnionType):
        return Form.PRICE
    if _choices(kind):
        return Form.CHOICE
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    return FORMS.get(kind, Form.DATE)


def _choices(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return tuple(get_args(kind))
    return tuple(one.value for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


CASE: Mapping[str, Table] = {
    name: table_of(name, get_args(info.annotation)[0]) for name, info in Tables.model_fields.items()
}
"""Every table of a case, in the order of the format."""

_TABLE_NAMES = _names(CASE)
