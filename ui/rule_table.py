"""The rule book as a table in README: `python -m ui.rule_table README.md` rewrites what stands between two markers.

Every word and number comes from the rules, so a rule is in the table by being there: its promise is the first line of
its own file, after its name.
"""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from constraints import rules
from scheduler.errors import SamschemaError
from scheduler.rule import HOUR, Parameter, Rule
from scheduler.text import Language, Text
from ui.cli_rules import NEVER, PRICE
from ui.cli_shell import Code, Shell
from ui.cli_words import spoken

BEGIN = "<!-- The rules, written by `make readme`. Change a rule's own file, not this table. -->"
END = "<!-- Here the rules end. -->"
REPORTED = "only reported"
HEADS = ("Rule", "What it promises", "Level", "Price × amount", "Numbers", "Source")
FIRST_LINE = re.compile(r"[^:]+: (.+\.)")  # of a rule's file: its name, and what it promises

WHICH_FILE = Text(
    sv="Säg vilken fil tabellen ska skrivas i, till exempel: python -m ui.rule_table README.md",
    en="Say which file the table is to be written in, for example: python -m ui.rule_table README.md",
)
NO_FILE = Text(sv="{file} finns inte.", en="{file} does not exist.")
NO_MARKERS = Text(
    sv="Tabellen har ingen plats. Skriv de här två raderna där den ska stå:\n{begin}\n{end}",
    en="The table has no place. Write these two lines where it is to stand:\n{begin}\n{end}",
)
NO_PROMISE = Text(
    sv="{rule}: filens första rad säger inte vad regeln lovar. Skriv den så här: Namn: vad som lovas.",
    en="{rule}: the first line of the file does not say what the rule promises. Write: Name: what is promised.",
)


def table() -> str:
    """Every rule of the book as it comes, in Markdown, those that bind most first.

    Raises:
        SamschemaError: a rule's file does not say in its first line what the rule promises.
    """
    book = sorted((kind() for kind in rules()), key=lambda rule: (rule.level.rank, rule.id))
    lines = [_line(HEADS), _line("---" for _ in HEADS), *(_line(_cells(rule)) for rule in book)]
    return "\n".join(lines)


def rewritten(text: str) -> str:
    """A text with the table between its markers as it should be.

    Raises:
        SamschemaError: the text lacks the markers, or a rule its promise.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SamschemaError(NO_MARKERS, begin=BEGIN, end=END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main(arguments: list[str]) -> Code:
    """Rewrite the table in the file that the command names."""
    shell = Shell(spoken(arguments, os.environ))
    try:
        if len(arguments) != 1:
            raise SamschemaError(WHICH_FILE)
        file = Path(arguments[0])
        if not file.is_file():
            raise SamschemaError(NO_FILE, file=file)
        file.write_text(rewritten(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    except SamschemaError as error:
        shell.show_error(error)
        return Code.FAULTS
    return Code.DONE


def _line(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _cells(rule: Rule) -> tuple[str, ...]:
    price = NEVER.en if rule.planned else REPORTED
    if rule.planned and rule.price is not None:
        price = f"{PRICE.in_(Language.ENGLISH, value=rule.price)} × {rule.unit.en}"
    numbers = ", ".join(_number(one) for one in rule.parameters())
    return f"`{rule.id}`", _promise(rule), rule.level.words.en, price, numbers, _source(rule)


def _promise(rule: Rule) -> str:
    """What the first line of the rule's file says, as a sentence of its own."""
    first = (sys.modules[type(rule).__module__].__doc__ or "").partition("\n")[0]
    said = FIRST_LINE.fullmatch(first)
    if said is None:
        raise SamschemaError(NO_PROMISE, rule=rule.id)
    return said[1][0].upper() + said[1][1:]


def _number(one: Parameter) -> str:
    """A number with its unit, where that is not the one its name says."""
    if one.default is None:
        return f"`{one.name}` none"
    return f"`{one.name}` {one.shown(one.default)}{' h' if one.unit == HOUR else ''}"


def _source(rule: Rule) -> str:
    """What the rule rests on, since when, or else when it was read."""
    source = rule.source
    return str(source) if source.since or not source.read else f"{source}, read {source.read}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
