"""The rule book in force: every rule with the prices and parameters that a case gives it.

What several levels have decided is settled by `scheduler.level`, as it stands on the period's first day. A parameter
may differ between people, groups or units (`who`); each distinct setting becomes an entry of its own that governs just
those concerned, so that no rule needs to know about exceptions. A number that limits a sum holds for the sum of all
that a row names: each `who` is an entry of its own, and whoever is named twice is under both.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from scheduler.case.case import Case
from scheduler.case.rows import PriceRow, RuleRow
from scheduler.case.shifts import Shift
from scheduler.charge import Pause
from scheduler.ids import EmployeeId, RecipientId, RuleId
from scheduler.level import by_authority, concerning
from scheduler.rule import Parameter, Rule

Values: TypeAlias = tuple[tuple[str, Any], ...]  # of a rule's parameters, by attribute


@dataclass(frozen=True)
class Entry:
    """A rule as it stands for some: `None` is everybody."""

    rule: Rule
    people: frozenset[EmployeeId] | None = None
    recipients: frozenset[RecipientId] | None = None

    def view(self, case: Case) -> Case:
        """The case as this entry governs it."""
        if self.people is None:
            return case
        return case.focus(recipients=self.recipients) if self.rule.scope.is_of_care else case.focus(people=self.people)


class Book:
    """Every rule in force for one case."""

    def __init__(
        self, rules: Iterable[type[Rule]], case: Case, reprice: Mapping[RuleId, float | None] | None = None
    ) -> None:
        prices = _prices(case.tables.prices, case.clock.date(0)) | dict(reprice or {})
        changes: dict[RuleId, list[RuleRow]] = {}
        for row in case.tables.rules:
            changes.setdefault(row.rule_id, []).append(row)
        self.case = case
        self.views: dict[Hashable, Case] = {}  # what readers have made of the case to read it bit by bit
        self._pauses: dict[tuple[EmployeeId, Shift], Pause | None] = {}
        self.entries: tuple[Entry, ...] = tuple(
            entry for rule in rules for entry in _entries(rule, case, prices, changes.get(rule.id, []))
        )

    @classmethod
    def of(cls, case: Case, *rules: Rule) -> "Book":
        """A book of just these rules as they are, whatever the case says of them."""
        book = cls((), case)
        book.entries = tuple(Entry(rule) for rule in rules)
        return book

    def rule(self, name: RuleId) -> Rule:
        """The rule of that id, as it stands for everybody.

        Raises:
            KeyError: there is no such rule.
        """
        for entry in self.entries:
            if entry.rule.id == name:
                return entry.rule
        raise KeyError(name)

    def pause(self, who: EmployeeId, shift: Shift) -> Pause | None:
        """The idle span that some rule wants in a shift, if any does."""
        key = (who, shift)
        if key not in self._pauses:
            found = (
                entry.rule.pause(self.case, who, shift)
                for entry in self.entries
                if entry.people is None or who in entry.people
            )
            self._pauses[key] = next((wanted for wanted in found if wanted is not None), None)
        return self._pauses[key]

    @property
    def rules(self) -> Mapping[RuleId, Rule]:
        """One of each rule: the one that stands for most."""
        found: dict[RuleId, Rule] = {}
        for entry in self.entries:
            found.setdefault(entry.rule.id, entry.rule)
        return found


def general(
    rules: Iterable[type[Rule]], rows: Iterable[RuleRow], prices: Iterable[PriceRow], on: date
) -> Mapping[RuleId, Rule]:
    """One of each rule as decisions leave it on a date for whoever has no decision of her own."""
    listed, priced = list(rows), _prices(prices, on)
    found: dict[RuleId, Rule] = {}
    for kind in rules:
        held = concerning((row for row in listed if row.rule_id == kind.id), (None,), on)
        values = _values({parameter.name: parameter for parameter in kind.parameters()}, held)
        found[kind.id] = kind(price=priced.get(kind.id, "default"), **dict(values))
    return found


def _prices(rows: Iterable[PriceRow], on: date) -> dict[RuleId, float | None]:
    """The prices in force on a date."""
    return {row.rule_id: None if row.kronor == "never" else float(row.kronor) for row in by_authority(rows, on)}


def _entries(
    kind: type[Rule], case: Case, prices: Mapping[RuleId, float | None], rows: list[RuleRow]
) -> Iterable[Entry]:
    parameters = {parameter.name: parameter for parameter in kind.parameters()}
    whole = {name for name, parameter in parameters.items() if parameter.whole}
    price: float | str | None = prices.get(kind.id, "default")

    def made(values: Values) -> Rule:
        return kind(price=price, **dict(values))

    begin = case.clock.date(0)
    sums = [row for row in rows if row.who is not None and row.parameter in whole]
    yield from _one_by_one(case, made, parameters, [row for row in rows if row not in sums])
    for whom in dict.fromkeys(row.who for row in sums):
        rule = made(_values(parameters, concerning(sums, (whom,), begin)))
        rule.whom = whom
        people = frozenset(who for who, employee in case.employees.items() if whom in employee.names)
        yield Entry(rule, people, recipients=frozenset())


def _one_by_one(
    case: Case, made: Callable[[Values], Rule], parameters: Mapping[str, Parameter], rows: list[RuleRow]
) -> Iterable[Entry]:
    """An entry for each distinct setting, what holds for everybody first."""
    begin = case.clock.date(0)
    general = _values(parameters, concerning(rows, (None,), begin))
    if all(row.who is None for row in rows):
        yield Entry(made(general))
        return
    people: dict[Values, set[EmployeeId]] = {}
    recipients: dict[Values, set[RecipientId]] = {}
    for who, employee in case.employees.items():
        people.setdefault(_values(parameters, concerning(rows, employee.names, begin)), set()).add(who)
    for recipient in case.recipients.values():
        home = (None, case.units_of.get(recipient.group), recipient.group, recipient.id)
        recipients.setdefault(_values(parameters, concerning(rows, home, begin)), set()).add(recipient.id)
    settings = sorted({*people, *recipients}, key=lambda values: (values != general, values))
    for values in settings:
        yield Entry(
            made(values),
            people=frozenset(people.get(values, ())),
            recipients=frozenset(recipients.get(values, ())),
        )


def _values(parameters: Mapping[str, Parameter], rows: list[RuleRow]) -> Values:
    found = {
        parameters[row.parameter].attribute: parameters[row.parameter].parse(row.value)
        for row in rows
        if row.parameter in parameters
    }
    return tuple(sorted(found.items()))
