"""`samschema rules`: the rule book in force, with what it rests on, what it costs, and who has decided what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rich.text import Text as Words

from constraints import rules
from scheduler.book import general
from scheduler.case.case import Case
from scheduler.case.rows import PriceRow, RuleRow
from scheduler.files.authority import Above
from scheduler.files.rule_sets import RuleSet, above, read_rule_sets
from scheduler.level import by_authority, concerning, owner_of
from scheduler.pay import COST
from scheduler.rates import RATES, Rate
from scheduler.rates_in_force import rates_in_force
from scheduler.rule import Rule
from scheduler.text import Text
from ui.cli_case import known, read
from ui.cli_shell import Code, Shell, plain_table
from ui.rates_view import show_rates

HEADS = (
    Text(sv="Regel", en="Rule"),
    Text(sv="Betyder", en="Means"),
    Text(sv="Nivå", en="Level"),
    Text(sv="Pris", en="Price"),
    Text(sv="per", en="per"),
    Text(sv="Tal", en="Numbers"),
    Text(sv="Källa", en="Source"),
)
NEVER = Text(sv="bryts aldrig", en="never broken")
PRICE = Text(sv="{value:number} kr", en="{value:number} kr")
DECISIONS = Text(sv="Beslut", en="Decisions")
DECISION_HEADS = (
    Text(sv="Regel", en="Rule"),
    Text(sv="Tal", en="Number"),
    Text(sv="Värde", en="Value"),
    Text(sv="För", en="For"),
    Text(sv="Bestämt av", en="Decided by"),
    Text(sv="Sedan", en="Since"),
    Text(sv="Varför", en="Why"),
    Text(sv="Står i", en="Stands in"),
    Text(sv="Gäller", en="In force"),
)
THE_PRICE = Text(sv="pris", en="price")
ALL = Text(sv="alla", en="all")
THE_CASE = Text(sv="underlaget", en="the case")
YES = Text(sv="ja", en="yes")
OVERRIDDEN = Text(sv="nej: {value}, {owner}", en="no: {value}, {owner}")
NOT_YET = Text(sv="inte än", en="not yet")


@dataclass(frozen=True)
class Decided:
    """One row of `rules` or `prices`: where it stands, and what overrides it."""

    row: RuleRow | PriceRow
    origin: str | None  # the rule set's name; `None` is the case
    by: RuleRow | PriceRow | None  # the row that governs those it concerns

    @property
    def who(self) -> str | None:
        """Whom it concerns; `None` is everybody."""
        return self.row.who if isinstance(self.row, RuleRow) else None

    @property
    def number(self) -> str | None:
        """The parameter it sets; `None` is the price."""
        return self.row.parameter if isinstance(self.row, RuleRow) else None


def run(shell: Shell, case: Path | None, sets: Sequence[Path], *, json: bool) -> Code:
    """Tell the book, as it stands for everybody, for a case, or for whoever follows some rule sets."""
    if case is None:
        found = read_rule_sets(sets, known())
        for one in found:
            shell.show_warnings(one.warnings)
        decided, on = above(found), date.today()
    else:
        given = read(shell, case, sets)
        found, on = given.sets, given.tables.period[0].start
        decided = Above(given.tables.rules, given.tables.prices)
    book = general(rules(), decided.rules, decided.prices, on)
    decisions = list(_decisions(decided, found, on))
    if json:
        told = [(rule, [one for one in decisions if one.row.rule_id == name]) for name, rule in book.items()]
        shell.answer_json([_json(rule, mine) for rule, mine in told])
        return Code.DONE
    table = plain_table(*(shell.said(head) for head in HEADS))
    for rule in book.values():
        table.add_row(*(Words(words) for words in _line(shell, rule)))
    shell.out.print(table)
    if decisions:
        _show_decisions(shell, decisions)
    shell.out.print()
    about = None if case is None else Case(given.tables)
    show_rates(shell, rates_in_force(about), about)
    return Code.DONE


def _decisions(decided: Above, sets: Sequence[RuleSet], on: date) -> Iterator[Decided]:
    """Every row of the sets and the case, with what governs in its place."""
    rule_origins = [one.name for one in sets for _ in one.rules]
    price_origins = [one.name for one in sets for _ in one.prices]
    for row, origin in zip_longest(decided.rules, rule_origins):
        same = [one for one in decided.rules if (one.rule_id, one.parameter) == (row.rule_id, row.parameter)]
        yield Decided(row, origin, next(reversed(concerning(same, tuple(dict.fromkeys((None, row.who))), on)), None))
    for price, origin in zip_longest(decided.prices, price_origins):
        same_rule = [one for one in decided.prices if one.rule_id == price.rule_id]
        yield Decided(price, origin, next(reversed(by_authority(same_rule, on)), None))


def _show_decisions(shell: Shell, decisions: Iterable[Decided]) -> None:
    shell.out.print(Words(f"\n{shell.said(DECISIONS)}", style="bold"))
    table = plain_table(*(shell.said(head) for head in DECISION_HEADS))
    for one in decisions:
        row = one.row
        cells: tuple[str, ...] = (
            row.rule_id,
            one.number or shell.said(THE_PRICE),
            _value(row),
            one.who or shell.said(ALL),
        )
        owner = shell.said(owner_of(row).words)
        since = "" if row.since is None else row.since.isoformat()
        cells += (owner, since, row.why or "", one.origin or shell.said(THE_CASE), _force(shell, one))
        table.add_row(*(Words(cell) for cell in cells))
    shell.out.print(table)


def _force(shell: Shell, one: Decided) -> str:
    if one.by is one.row:
        return shell.said(YES)
    if one.by is None or (one.row.since and one.by.since and one.row.since > one.by.since and _same_owner(one)):
        return shell.said(NOT_YET)
    return shell.said(OVERRIDDEN, value=_value(one.by), owner=owner_of(one.by).words)


def _same_owner(one: Decided) -> bool:
    return one.by is not None and owner_of(one.by) is owner_of(one.row)


def _value(row: RuleRow | PriceRow) -> str:
    """What a decision sets its number to, as written."""
    return row.value if isinstance(row, RuleRow) else str(row.kronor)


def _line(shell: Shell, rule: Rule) -> tuple[str, ...]:
    price = shell.said(NEVER)
    if rule.price is not None:
        price = shell.said(PRICE, value=rule.price)
    unit = rule.unit.in_(shell.language)
    numbers = [f"{one.name}={one.shown(getattr(rule, one.attribute))}" for one in rule.parameters()]
    title = rule.title.in_(shell.language)
    return rule.id, title, rule.level.words.in_(shell.language), price, unit, ", ".join(numbers), str(rule.source)


def _json(rule: Rule, decisions: Iterable[Decided]) -> dict[str, Any]:
    return {
        "rule_id": rule.id,
        "title_sv": rule.title.sv,
        "title_en": rule.title.en,
        "level": rule.level.value,
        "source": str(rule.source),
        "hard": rule.hard,
        "price": rule.price,
        "default_price": rule.default_price,
        "unit_sv": rule.unit.sv,
        "unit_en": rule.unit.en,
        "is_cost": rule.is_cost,
        "parameters": {
            one.name: {
                "value": one.shown(getattr(rule, one.attribute)),
                "default": one.shown(one.default),
                "stricter": one.stricter.value if one.stricter else None,
                **(_rate_json(RATES[one.name]) if rule.id == COST and one.name in RATES else {}),
            }
            for one in rule.parameters()
        },
        "decisions": [
            {
                "parameter": one.number,
                "value": _value(one.row),
                "who": one.who,
                "owner": owner_of(one.row).value,
                "since": None if one.row.since is None else one.row.since.isoformat(),
                "why": one.row.why,
                "rule_set": one.origin,
                "in_force": one.by is one.row,
            }
            for one in decisions
        ],
    }


def _rate_json(rate: Rate) -> dict[str, str | None]:
    """What an amount rests on by default."""
    since, read_on = rate.source.since, rate.source.read
    return {
        "source": rate.source.named,
        "since": since.isoformat() if since else None,
        "read": read_on.isoformat() if read_on else None,
    }
