"""The contract of a rule: one promise, posted to the solver and read in a roster by the same short file.

A rule says *what*: its parameters, level, source, words, `post` (what could be owed) and `check` (what is owed).
Posting and checking share parameters and arithmetic, nothing more, and must name the same amounts.

A parameter is a class attribute with a type. Its name and unit in the rule book are the attribute's own, or
those of a `Named` annotation: `minimum: Annotated[Minutes, Named("hours", HOUR)] = hours(11)`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, get_type_hints

from scheduler.case.case import Case
from scheduler.case.rows import HolidayWorkedRow, LedgerRow
from scheduler.case.shifts import Shift
from scheduler.case.waivers import Waiver
from scheduler.charge import Charge, Pause
from scheduler.clock import Clock, Instant
from scheduler.ids import EmployeeId, RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.source import Source as Source  # noqa: PLC0414 - part of the contract, so every rule takes it from here
from scheduler.text import Language, Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board
    from scheduler.windows import Window

HOUR = 60


class Stricter(Enum):
    """Which way a number makes its rule harder to keep."""

    MORE = "more"
    LESS = "less"


MORE, LESS = Stricter.MORE, Stricter.LESS


class Scope(Enum):
    """What a breach depends on, so that an edit can be judged by re-reading only what it touches."""

    PERSON = "person"  # one person's whole row, and her rounds
    PLACE_DAY = "place and day"  # the duties of one day and the day before
    VISIT_DAY = "visits of a day"  # the rounds of one day and the duties that carry them
    RECIPIENT = "recipient"  # the visits planned for one recipient (care home: all shifts of one group)
    RECIPIENT_MADE = "recipient, made"  # they, and which of them can be made
    TEAM = "team"  # anything

    @property
    def is_of_care(self) -> bool:
        """Whether it is the people cared for that a decision about such a rule tells apart, not the employees."""
        return self in {Scope.VISIT_DAY, Scope.RECIPIENT, Scope.RECIPIENT_MADE}


@dataclass(frozen=True)
class Named:
    """How a parameter is called in the rule book, if not as here, its unit in ours, and which way is stricter.

    Where neither more nor less is stricter, only those who own the rule may change the number.
    """

    name: str = ""
    unit: int = 1
    stricter: Stricter | None = None
    by_date: bool = False  # it may change inside a period; else what holds on its first day holds throughout
    whole: bool = False  # it limits the sum over all those it is decided for, not what is said of each of them


@dataclass(frozen=True)
class Parameter:
    """A number of a rule that a case may change."""

    name: str
    attribute: str
    unit: int  # our units to one of the book's
    kind: type
    default: Any
    stricter: Stricter | None = None
    by_date: bool = False
    whole: bool = False

    def is_milder(self, value: Any, than: Any) -> bool:
        """Whether one value asks less of a roster than another; `None` asks nothing."""
        if value == than or than is None:
            return False
        if value is None or self.stricter is None:
            return True
        return bool(value < than) if self.stricter is Stricter.MORE else bool(value > than)

    def parse(self, text: str) -> Any:
        """The value that a cell of the rules table means.

        Raises:
            ValueError: the text is no such value.
        """
        try:
            if self.kind is bool:
                return {"yes": True, "no": False}[text.strip().lower()]
            number = Decimal(text.strip().replace(",", ".")) * self.unit
        except (InvalidOperation, KeyError) as error:
            raise ValueError(text) from error
        if not number.is_finite() or number < 0:
            raise ValueError(text)
        if self.kind is int:
            whole = number.to_integral_value()
            if abs(number - whole) > Decimal(self.unit - 1) / 100_000:  # twenty minutes are 0.333333 hours
                raise ValueError(text)
            return int(whole)
        return number if self.kind is Decimal else float(number)

    def shown(self, value: Any) -> str:
        """The value as the rules table would write it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else f"{Decimal(value) / self.unit:.6f}".rstrip("0").rstrip(".")


@dataclass(slots=True, unsafe_hash=True)
class Breach:
    """A rule broken in a roster: whom, when, by how much, and what it costs.

    Nobody changes one. It is not frozen because thousands are made in every review, and a frozen one takes five
    times as long to make.
    """

    rule: RuleId
    hard: bool
    who: EmployeeId | None
    subject: str | None
    day: int | None
    begin: Instant | None
    end: Instant | None
    raw: int  # the amount in the rule's own smallest unit
    amount: float  # the amount in the unit of its price
    kronor: float  # 0 when hard
    words: Text
    values: dict[str, Any] = field(compare=False)
    waiver: Waiver | None = None  # a hard rule broken knowingly; then it is not hard but priced

    def days(self, clock: Clock) -> range:
        """The days on which it lies; none when it is of the whole period."""
        days = [clock.wall(instant)[0] for instant in (self.begin, self.end) if instant is not None]
        days += [] if self.day is None else [self.day]
        return range(min(days), max(days) + 1) if days else range(0)

    def waived(self, waivers: Iterable[Waiver], clock: Clock) -> Breach:
        """The breach as it weighs when one of some waivers covers it."""
        found = (one for one in waivers if self.hard and one.covers(self.rule, self.who, self.days(clock)))
        waiver = next(found, None)
        return replace(self, hard=False, kronor=waiver.kronor, waiver=waiver) if waiver else self

    def said(self, language: Language, clock: Clock) -> str:
        """The breach as a sentence."""
        values = {**self.values, "amount": self.amount, "kronor": self.kronor}  # before a parameter of that name
        return self.words.in_(language, clock, **values)


class Rule(ABC):
    """One promise. Soft when it has a price, hard when its price is `None`."""

    id: ClassVar[RuleId]
    level: ClassVar[Level]
    source: ClassVar[Source]
    title: ClassVar[Text]
    says: ClassVar[Text]
    unit: ClassVar[Text] = Text(sv="minuter", en="minutes")  # of the amount
    scope: ClassVar[Scope] = Scope.PERSON
    default_price: ClassVar[float | None] = None  # kronor per unit; `None` = hard
    is_cost: ClassVar[bool] = False  # money paid, so its price is 1 krona per krona
    per: ClassVar[int] = 1  # raw units to one unit of the amount
    planned: ClassVar[bool] = True  # else it is reported only, and posts nothing
    reads_visits: ClassVar[bool] = False  # whether the visit plan bears on what it reads, where visits are planned
    is_exact: ClassVar[bool] = True  # else what it posts only comes near what it reads, where much is free
    whom: str | None = None  # whose sum alone this one limits, where a decision names them; else it says everything

    def __init__(self, *, price: float | str | None = "default", **parameters: Any) -> None:
        self.price: float | None = self.default_price if isinstance(price, str) else price
        known = {parameter.attribute for parameter in self.parameters()}
        for name, value in parameters.items():
            if name not in known:
                raise TypeError(f"{type(self).__name__} has no parameter {name}")
            setattr(self, name, value)

    @abstractmethod
    def post(self, board: Board) -> Iterator[Charge]:
        """Every charge that the people, visits and recipients on the board could owe."""

    @abstractmethod
    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Every breach of the people, needs, visits and recipients that the case shows."""

    def pause(self, case: Case, who: EmployeeId, shift: Shift) -> Pause | None:
        """The idle span that the rule wants in a shift, if it wants any: a search places breaks by it."""
        return None

    def windows(self, case: Case, plan: Plan) -> Iterator[Window]:
        """Every stretch of time in which the rule demands rest of the people that the case shows, kept or not."""
        return iter(())

    def remembered(self, case: Case, plan: Plan) -> Iterator[LedgerRow | HolidayWorkedRow]:
        """What the case of the next period is to remember of a plan; a ledger row replaces the one it follows."""
        return iter(())

    @property
    def hard(self) -> bool:
        """Whether the rule is never broken by the program."""
        return self.price is None

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """The rule's numbers, in the order of their writing."""
        found = []
        for attribute, hint in get_type_hints(cls, include_extras=True).items():
            if attribute in Rule.__annotations__ or attribute.startswith("_") or not hasattr(cls, attribute):
                continue
            named = next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Named)), None)
            kind = _plain(hint)
            default = getattr(cls, attribute)
            found.append(
                Parameter(
                    name=(named.name if named else "") or attribute,
                    attribute=attribute,
                    unit=named.unit if named else 1,
                    kind=kind,
                    default=default,
                    stricter=named.stricter if named else None,
                    by_date=named is not None and named.by_date,
                    whole=named is not None and named.whole,
                )
            )
        return tuple(found)

    def breach(
        self,
        who: EmployeeId | None,
        shifts: Iterable[Shift],
        raw: int,
        *,
        subject: str | None = None,
        hard: bool | None = None,
        kronor: float | None = None,
        amount: float | None = None,
        day: int | None = None,
        begin: Instant | None = None,
        end: Instant | None = None,
        words: Text | None = None,
        **values: Any,
    ) -> Breach:
        """A breach of this rule; the shifts tell where it lies, unless `day`, `begin` and `end` do."""
        involved = tuple(shifts)
        is_hard = self.hard if hard is None else hard
        amount = raw / self.per if amount is None else amount
        if kronor is None:
            kronor = float(self.price or 0) * amount
        if involved:
            day = involved[-1].day if day is None else day
            begin = involved[0].start if begin is None else begin
            end = involved[-1].end if end is None else end
        return Breach(
            rule=self.id,
            hard=is_hard,
            who=who,
            subject=subject,
            day=day,
            begin=begin,
            end=end,
            raw=raw,
            amount=amount,
            kronor=0.0 if is_hard else kronor,
            words=words or self.says,
            values={**self.numbers, "begin": begin, "end": end, "day": day, **values},
        )

    @cached_property
    def numbers(self) -> Mapping[str, Any]:
        """The values of the parameters, by attribute."""
        return {parameter.attribute: getattr(self, parameter.attribute) for parameter in self.parameters_cached()}

    def parameters_cached(self) -> tuple[Parameter, ...]:
        """`parameters`, remembered per rule."""
        known: tuple[Parameter, ...] | None = type(self).__dict__.get("_parameters")
        if known is None:
            known = self.parameters()
            type(self)._parameters = known  # type: ignore[attr-defined]
        return known


def _plain(hint: Any) -> type:
    """The plain type behind an annotation: `Annotated[Minutes, …]` is an `int`."""
    hint = getattr(hint, "__origin__", hint) if hasattr(hint, "__metadata__") else hint
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    for option in getattr(hint, "__args__", ()):
        if option is not type(None):
            return _plain(option)
    return hint if isinstance(hint, type) else str
