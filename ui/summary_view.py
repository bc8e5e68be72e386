"""A judged plan on the terminal: status, key figures, the price-list sum per rule, and breaches in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from scheduler.book import Book
from scheduler.breach_words import said_breach
from scheduler.case.waivers import Waiver
from scheduler.figure_words import said_figures
from scheduler.review import Review
from scheduler.rule import Breach, Rule
from scheduler.text import Text
from ui.cli_shell import Shell, plain_table

LEGAL = Text(sv="Alla hårda regler hålls.", en="Every hard rule holds.")
BROKEN = Text(
    sv="Hårda regler bryts på {count} ställen.",
    en="Hard rules are broken in {count} places.",
)
WAIVED = Text(sv="Avsteg från hårda regler som någon svarar för: {count}.", en="Hard rules broken knowingly: {count}.")
BY = Text(
    sv="{breach} Avsteg: {waiver}. Vägs till {kronor:kronor} kr.",
    en="{breach} Waived: {waiver}. Weighs {kronor:kronor} kr.",
)
UNUSED = Text(
    sv="Avsteget för {rule}, {who} ({waiver}) motsvaras inte av någon avvikelse. Ta bort det om det inte behövs.",
    en="The waiver for {rule}, {who} ({waiver}) matches no breach. Remove it if it is not needed.",
)
FIGURE_HEADS = (Text(sv="Nyckeltal", en="Key figure"), Text(sv="Värde", en="Value"))
PRICE_HEADS = (
    Text(sv="Prislista", en="Price list"),
    Text(sv="Regel", en="Rule"),
    Text(sv="Mängd", en="Amount"),
    Text(sv="Enhet", en="Unit"),
    Text(sv="Kronor", en="Kronor"),
)
HARD = Text(sv="HÅRD", en="HARD")
TOTAL = Text(sv="Summa", en="Total")
NUMBER = Text(sv="{value:number}", en="{value:number}")
KRONOR = Text(sv="{value:kronor} kr", en="{value:kronor} kr")
RULE_LINE = Text(sv="{title} ({rule}): {count} st, {size}", en="{title} ({rule}): {count}, {size}")
AMOUNT = Text(sv="{value:number} {unit}", en="{value:number} {unit}")
AND_MORE = Text(sv="… och {count} till", en="… and {count} more")


def show_summary(console: Console, shell: Shell, book: Book, review: Review, told: Mapping[str, Any]) -> None:
    """The status, the key figures and what each rule comes to."""
    count = len(review.hard)
    words = shell.said(BROKEN, count=count) if count else shell.said(LEGAL)
    console.print(Words(words, style="bold red" if count else "bold green"))
    console.print()
    table = plain_table(*(shell.said(head) for head in FIGURE_HEADS), right=(1,))
    for title, value in said_figures(told, shell.language):
        table.add_row(Words(title), Words(value))
    console.print(table)
    console.print()
    _show_prices(console, shell, book, review, told)


def show_waivers(console: Console, shell: Shell, book: Book, review: Review, waivers: Iterable[Waiver]) -> None:
    """What was broken knowingly, each with who answers for it; and leave that nobody needed."""
    found = review.waived
    if found:
        console.print()
        console.print(Words(shell.said(WAIVED, count=len(found)), style="bold yellow"))
    for breach in found:
        sentence = said_breach(breach, book, shell.language)
        said = shell.said(BY, breach=sentence, waiver=breach.waiver, kronor=breach.kronor)
        console.print(Padding(Words(said), (0, 0, 0, 2)))
    used = {breach.waiver for breach in found}
    for waiver in waivers:
        if waiver not in used:
            shell.note(UNUSED, rule=waiver.rule, who=waiver.who or "–", waiver=waiver)


def _show_prices(console: Console, shell: Shell, book: Book, review: Review, told: Mapping[str, Any]) -> None:
    table = plain_table(*(shell.said(head) for head in PRICE_HEADS), right=(2, 4))
    for rule in _by_weight(book, review):
        hard = review.hard_amounts.get(rule.id, 0.0)
        soft = review.amounts.get(rule.id, 0.0) - hard
        kronor = told["kronor_per_rule"].get(rule.id, 0.0)
        for amount, words in ((hard, shell.said(HARD)), (soft, shell.said(KRONOR, value=kronor))):
            if amount:
                cells = (rule.title.in_(shell.language), rule.id, shell.said(NUMBER, value=amount))
                style = "red" if words == shell.said(HARD) else ""
                unit = rule.unit.in_(shell.language)
                table.add_row(*(Words(cell, style=style) for cell in (*cells, unit, words)))
    total = shell.said(KRONOR, value=told["objective"])
    table.add_row(Words(shell.said(TOTAL), style="bold"), "", "", "", Words(total, style="bold"))
    console.print(table)


def _by_weight(book: Book, review: Review) -> list[Rule]:
    """The rules, those broken hard first, then by their kronor."""
    hard, kronor = review.hard_amounts, review.kronor
    return sorted(book.rules.values(), key=lambda one: (one.id not in hard, -kronor.get(one.id, 0.0), one.id))


def show_breaches(
    console: Console,
    shell: Shell,
    book: Book,
    review: Review,
    *,
    most: int | None,
    only_hard: bool = False,
) -> None:
    """Breaches in words, rule by rule, the worst first; of each rule at most so many."""
    for rule in _by_weight(book, review):
        rest = (breach for breach in review.breaches if breach.waiver is None)
        found = [breach for breach in rest if breach.rule == rule.id and (breach.hard or not only_hard)]
        if not found or (rule.is_cost and most is not None):
            continue  # money paid is no breach; it stands in the price list
        console.print()
        console.print(Words(_rule_line(shell, rule, found), style="bold red" if found[0].hard else "bold"))
        for words in _worst(shell, book, found, most):
            console.print(Padding(Words(words), (0, 0, 0, 2)))


def _rule_line(shell: Shell, rule: Rule, found: list[Breach]) -> str:
    found.sort(key=lambda breach: (not breach.hard, -breach.kronor, -breach.amount))
    hard = sum(breach.amount for breach in found if breach.hard)
    kronor = sum(breach.kronor for breach in found)
    parts = [shell.said(AMOUNT, value=hard, unit=rule.unit)] if hard else []
    parts += [shell.said(KRONOR, value=kronor)] if kronor or not hard else []
    return shell.said(RULE_LINE, title=rule.title, rule=rule.id, count=len(found), size=" + ".join(parts))


def _worst(shell: Shell, book: Book, found: Sequence[Breach], most: int | None) -> Iterator[str]:
    shown = found if most is None else found[:most]
    for breach in shown:
        yield said_breach(breach, book, shell.language)
    if len(shown) < len(found):
        yield shell.said(AND_MORE, count=len(found) - len(shown))
