"""What a case may say about rules, told by whoever knows them: the program's core names none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.rule import Rule


@dataclass(frozen=True)
class KnownRule:
    """A rule as the tables `rules` and `prices` may speak of it."""

    parameters: Mapping[str, Callable[[str], object]]  # by name: reads a value, or raises ValueError
    may_be_priced: bool = True


KnownRules = Mapping[str, KnownRule]


def known_rules(rules: Iterable["type[Rule]"]) -> KnownRules:
    """The rules of a rule book, as `read_case` wants to know them."""
    return {rule.id: _known(rule) for rule in rules}


def _known(rule: "type[Rule]") -> KnownRule:
    """A rule that is hard by default may be priced only where units or those below decide."""
    from scheduler.rule import Level

    parameters = {parameter.name: parameter.parse for parameter in rule.parameters()}
    return KnownRule(parameters, rule.default_price is not None or rule.level.rank >= Level.UNIT.rank)
