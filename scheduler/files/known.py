"""What a case may say about rules, told by whoever knows them: the program's core names none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from scheduler.level import Level

if TYPE_CHECKING:
    from scheduler.rule import Rule


class KnownParameter(Protocol):
    """A number of a rule."""

    @property
    def default(self) -> Any:
        """Its value where nobody has decided."""

    @property
    def by_date(self) -> bool:
        """Whether it may change inside a period: then each date goes by what holds on it."""

    def parse(self, text: str) -> Any:
        """The value that a cell means.

        Raises:
            ValueError: the text is no such value.
        """

    def shown(self, value: Any) -> str:
        """A value as a cell would hold it."""

    def is_milder(self, value: Any, than: Any) -> bool:
        """Whether one value asks less than another, or cannot be compared with it."""


@dataclass(frozen=True)
class KnownRule:
    """A rule as the tables `rules`, `prices` and `waivers` may speak of it."""

    parameters: Mapping[str, KnownParameter]
    level: Level = Level.UNIT  # the lowest that may change its numbers
    hard: bool = False  # unless it is priced
    of_care: bool = False  # a decision may tell those cared for apart, by group or unit, but no employees

    @property
    def may_be_priced(self) -> bool:
        """A rule that is hard by default may be priced only where units or those below decide."""
        return not self.hard or self.level.rank >= Level.UNIT.rank


KnownRules = Mapping[str, KnownRule]


def known_rules(rules: Iterable[type[Rule]]) -> KnownRules:
    """The rules of a rule book, as `read_case` wants to know them."""
    return {
        rule.id: KnownRule(
            {parameter.name: parameter for parameter in rule.parameters()},
            rule.level,
            hard=rule.default_price is None,
            of_care=rule.scope.is_of_care,
        )
        for rule in rules
    }
