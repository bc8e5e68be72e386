"""A change on the terminal: kronor and key figures before and after, and what broke, healed, grew or shrank."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from scheduler.book import Book
from scheduler.case.case import Case
from scheduler.change import Change, Step, said_breaches
from scheduler.figure_words import said_figure_steps
from scheduler.files.results import breach_rows, ore, row_json
from scheduler.review import Review
from scheduler.rule import Breach
from scheduler.text import Text
from ui.cli_shell import Shell, plain_table
from ui.summary_view import AND_MORE, HARD, KRONOR, NUMBER

ALIKE = Text(sv="Ingenting skiljer sig från {other}.", en="Nothing differs from {other}.")
AGAINST = Text(
    sv="Jämfört med {other}: {before:kronor} → {after:kronor} kr ({difference})",
    en="Against {other}: {before:kronor} → {after:kronor} kr ({difference})",
)
SIGNED = Text(sv="{sign}{value:kronor} kr", en="{sign}{value:kronor} kr")
RULE_HEADS = (
    Text(sv="Prislista", en="Price list"),
    Text(sv="Regel", en="Rule"),
    Text(sv="Före", en="Before"),
    Text(sv="Efter", en="After"),
    Text(sv="Enhet", en="Unit"),
    Text(sv="Skillnad", en="Difference"),
)
FIGURE_HEADS = (Text(sv="Nyckeltal", en="Key figure"), *RULE_HEADS[2:4])


def show_change(console: Console, shell: Shell, book: Book, change: Change, other: str, *, most: int | None) -> None:
    """The change from another plan: sums, rules, figures, and at most so many breaches."""
    if not change:
        console.print(Words(shell.said(ALIKE, other=other), style="bold"))
        return
    before, after = change.total
    difference = _signed(shell, change.total)
    head = shell.said(AGAINST, other=other, before=before, after=after, difference=difference)
    console.print(Words(head, style="bold"))
    if change.kronor or change.hard_amounts:
        console.print()
        _show_rules(console, shell, book, change)
    if change.figures:
        console.print()
        _show_figures(console, shell, book.case, change)
    lines = list(said_breaches(change, book, shell.language))
    if lines:
        console.print()
    for line in islice(lines, most):
        console.print(Padding(Words(line), (0, 0, 0, 2)))
    if most is not None and len(lines) > most:
        console.print(Padding(Words(shell.said(AND_MORE, count=len(lines) - most)), (0, 0, 0, 2)))


def _show_rules(console: Console, shell: Shell, book: Book, change: Change) -> None:
    """The rules whose sums changed, those of hard amounts first, then by how much they changed."""
    table = plain_table(*(shell.said(head) for head in RULE_HEADS), right=(2, 3, 5))
    for name, step in change.hard_amounts.items():
        rule = book.rule(name)
        numbers = (shell.said(NUMBER, value=value) for value in step)
        cells = (shell.said(rule.title), name, *numbers, shell.said(rule.unit), shell.said(HARD))
        table.add_row(*(Words(cell, style="red") for cell in cells))
    for name, step in sorted(change.kronor.items(), key=lambda one: -abs(one[1].after - one[1].before)):
        sums = (shell.said(KRONOR, value=value) for value in step)
        cells = (shell.said(book.rule(name).title), name, *sums, "", _signed(shell, step))
        table.add_row(*map(Words, cells))
    console.print(table)


def _show_figures(console: Console, shell: Shell, case: Case, change: Change) -> None:
    table = plain_table(*(shell.said(head) for head in FIGURE_HEADS), right=(1, 2))
    for cells in said_figure_steps(change.figures, case.setting, shell.language):
        table.add_row(*map(Words, cells))
    console.print(table)


def _signed(shell: Shell, step: Step[float]) -> str:
    difference = step.after - step.before
    return shell.said(SIGNED, sign="+" if difference > 0 else "−" if difference < 0 else "±", value=abs(difference))


# -- for programs --------------------------------------------------------------------------------------


def change_json(change: Change, case: Case) -> dict[str, Any]:
    """A change under the names of the format: what was and what is, and each breach as a row."""
    return {
        "objective": _step_json(Step(*map(_money, change.total))),
        "kronor_per_rule": {rule: _step_json(Step(*map(_money, step))) for rule, step in change.kronor.items()},
        "hard_amount_per_rule": {rule: _step_json(step) for rule, step in change.hard_amounts.items()},
        "figures": {name: _step_json(step) for name, step in change.figures.items()},
        "new": list(_rows(case, *change.new)),
        "gone": list(_rows(case, *change.gone)),
        "resized": [dict(zip(("before", "after"), _rows_of(case, step), strict=True)) for step in change.resized],
    }


def _step_json(step: Step[Any]) -> dict[str, Any]:
    return {"before": _rounded(step.before), "after": _rounded(step.after)}


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _rounded(one) for name, one in value.items()}
    return round(value, 6) if isinstance(value, float) else value


def _money(kronor: float) -> float:
    return float(ore(kronor))


def _rows(case: Case, *breaches: Breach) -> Iterator[dict[str, Any]]:
    yield from (row_json(row) for row in breach_rows(case, Review(breaches)))


def _rows_of(case: Case, step: Step[Breach]) -> list[dict[str, Any]]:
    return [row for breach in step for row in _rows(case, breach)]
