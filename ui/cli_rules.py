"""`samschema rules`: the rule book in force, with what it rests on, what it costs, and for whom it differs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.text import Text as Words

from constraints import rules
from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.case.rows import RuleRow
from scheduler.files.known import known_rules
from scheduler.files.read_case import read_case
from scheduler.ids import RuleId
from scheduler.rule import Rule
from scheduler.text import Text
from ui.cli_shell import Code, Shell, plain_table

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
EXCEPTIONS = Text(sv="Undantag", en="Exceptions")
FOR = Text(sv="{rule}: {parameter}={value} för {who}", en="{rule}: {parameter}={value} for {who}")
SINCE = Text(sv="sedan {since}", en="since {since}")


def run(shell: Shell, case: Path | None, *, json: bool) -> Code:
    """Tell the book, as it stands for everybody or for a case."""
    book, exceptions = _book(shell, case)
    if json:
        shell.answer_json([_json(rule, exceptions.get(name, [])) for name, rule in book.items()])
        return Code.DONE
    table = plain_table(*(shell.said(head) for head in HEADS))
    for rule in book.values():
        table.add_row(*(Words(words) for words in _line(shell, rule)))
    shell.out.print(table)
    if exceptions:
        shell.out.print(Words(f"\n{shell.said(EXCEPTIONS)}", style="bold"))
    for row in (row for rows in exceptions.values() for row in rows):
        shell.out.print(Words(f"  {_exception(shell, row)}"))
    return Code.DONE


def _book(shell: Shell, path: Path | None) -> tuple[Mapping[RuleId, Rule], Mapping[RuleId, list[RuleRow]]]:
    """One of each rule, and the rows that make exceptions for some."""
    if path is None:
        return {kind.id: kind() for kind in rules()}, {}
    read = read_case(path, known_rules(rules()))
    shell.show_warnings(read.warnings)
    exceptions: dict[RuleId, list[RuleRow]] = {}
    for row in read.tables.rules:
        if row.who is not None:
            exceptions.setdefault(row.rule_id, []).append(row)
    return Book(rules(), Case(read.tables)).rules, exceptions


def _exception(shell: Shell, row: RuleRow) -> str:
    """Whom a number differs for, and why."""
    said = shell.said(FOR, rule=row.rule_id, parameter=row.parameter, value=row.value, who=row.who)
    reasons = [row.why] if row.why else []
    reasons += [shell.said(SINCE, since=row.since)] if row.since else []
    return f"{said} ({', '.join(reasons)})" if reasons else said


def _line(shell: Shell, rule: Rule) -> tuple[str, ...]:
    price = shell.said(NEVER)
    if rule.price is not None:
        price = shell.said(PRICE, value=rule.price)
    unit = rule.unit.in_(shell.language)
    numbers = [f"{one.name}={one.shown(getattr(rule, one.attribute))}" for one in rule.parameters()]
    title = rule.title.in_(shell.language)
    return rule.id, title, rule.level.words.in_(shell.language), price, unit, ", ".join(numbers), str(rule.source)


def _json(rule: Rule, exceptions: Iterable[RuleRow]) -> dict[str, Any]:
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
            }
            for one in rule.parameters()
        },
        "exceptions": [row.model_dump(mode="json", exclude={"rule_id"}) for row in exceptions],
    }
