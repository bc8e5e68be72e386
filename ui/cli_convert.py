"""`samschema convert` and `samschema schema`: case files in another form, and what may stand in them."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text as Words

from scheduler.files.json_schema import json_schema
from scheduler.files.placing import must_be_free
from scheduler.files.schema import CASE, aliases
from scheduler.files.write_case import write_case
from scheduler.text import Text
from ui.cli_case import read
from ui.cli_shell import Code, Shell, plain_table

CONVERTED = Text(sv="{source} är skrivet till {target}.", en="{source} has been written to {target}.")
HEADS = (
    Text(sv="Tabell", en="Table"),
    Text(sv="Kolumn", en="Column"),
    Text(sv="Krävs", en="Required"),
    Text(sv="Förval", en="Default"),
    Text(sv="Betyder", en="Means"),
)
ALIAS_HEAD = Text(sv="Läses också", en="Also read as")
YES = Text(sv="ja", en="yes")


def run(shell: Shell, source: Path, target: Path, *, sets: Sequence[Path], force: bool) -> Code:
    """Read a case and write it, with the decisions of rule sets, in the form that the target's name asks for."""
    case = read(shell, source, sets)
    must_be_free(target, force=force)
    write_case(case.tables, target)
    shell.out.print(shell.said(CONVERTED, source=source, target=target))
    return Code.DONE


def show_schema(shell: Shell, *, names: bool, json: bool) -> Code:
    """Tell the tables and columns of a case, or the other names they are read under; as JSON the JSON Schema."""
    if json:
        shell.answer_json(json_schema())
    elif names:
        table = plain_table(*(shell.said(head) for head in (*HEADS[:2], ALIAS_HEAD)))
        for name, column, words in aliases():
            if words:
                table.add_row(name, column or "", Words(", ".join(words)))
        shell.out.print(table)
    else:
        table = plain_table(*(shell.said(head) for head in HEADS))
        for name in CASE:
            for one in CASE[name].columns.values():
                required = shell.said(YES) if one.required else ""
                table.add_row(name, one.name, required, one.default or "", Words(shell.said(one.means)))
        shell.out.print(table)
    return Code.DONE
