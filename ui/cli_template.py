"""`samschema template`: a workbook to fill in, with headings, notes, drop-downs, examples and a page of help."""

from datetime import date, timedelta
from pathlib import Path

from rich.text import Text as Words

from constraints import rules
from scheduler.case.rows import Setting
from scheduler.errors import SamschemaError
from scheduler.files.about import word_meant
from scheduler.files.placing import must_be_free
from scheduler.text import Text
from ui.cli_shell import Code, Shell

NO_SUCH_SETTING = Text(
    sv="--setting {value} finns inte. Skriv home_care (hemtjänst) eller care_home (boende).",
    en="There is no --setting {value}. Write home_care or care_home.",
)
NOT_A_WORKBOOK = Text(
    sv="{path} är ingen arbetsbok. Ange en fil som slutar på .xlsx.",
    en="{path} is no workbook. Give a file that ends in .xlsx.",
)
WRITTEN = Text(
    sv="Mallen är skriven till {out}. Den är ett litet underlag som kan läsas som det är; exemplen är till för att tas "
    "bort. Bladet Hjälp säger hur.",
    en="The template is written to {out}. It is a small case that can be read as it is; the examples are there to be "
    "deleted. The sheet Help says how.",
)
AHEAD = timedelta(weeks=5)  # so that there is time to ask for wishes and to post the roster


def run(shell: Shell, setting: str, out: Path, *, force: bool) -> Code:
    """Write a template for a kind of unit, its example beginning on a Monday ahead of today."""
    meant = word_meant(setting, tuple(Setting))
    if meant is None:
        raise SamschemaError(NO_SUCH_SETTING, value=setting)
    if out.suffix.lower() != ".xlsx":
        raise SamschemaError(NOT_A_WORKBOOK, path=out)
    must_be_free(out, force=force)
    from scheduler.files.template import Template, write_template  # loads the workbook library

    soon = date.today() + AHEAD
    start = soon - timedelta(days=soon.weekday())
    known = [(kind.id, kind.title) for kind in sorted(rules(), key=lambda kind: kind.id)]
    write_template(out, Template(Setting(meant), start, shell.language, known))
    shell.out.print(Words(shell.said(WRITTEN, out=out)))
    return Code.DONE
