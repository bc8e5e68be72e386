"""Amounts in force on the terminal: each with its unit, since when it holds, its source and when that was read."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text as Words

from scheduler.case.case import Case
from scheduler.case.wages import EVES
from scheduler.rates import FULL_TIMES
from scheduler.rates_in_force import Standing, said_eve, said_full_time
from scheduler.text import Text
from ui.cli_shell import Shell, plain_table

TITLE = Text(sv="Belopp, med datum och källa", en="Amounts, with dates and sources")
HEADS = (
    Text(sv="Vad", en="What"),
    Text(sv="Namn", en="Name"),
    Text(sv="Belopp", en="Amount"),
    Text(sv="Enhet", en="Unit"),
    Text(sv="För", en="For"),
    Text(sv="Sedan", en="Since"),
    Text(sv="Källa", en="Source"),
)
POINT = Text(sv=",", en=".")
FROM_DAY = Text(sv="{what}, från {day:day}", en="{what}, from {day:day}")
ALL = Text(sv="alla", en="all")
A_WEEK = Text(sv="tim/vecka", en="h a week")
READ = Text(sv="{source}, läst {read}", en="{source}, read {read}")


def show_rates(shell: Shell, rates: Iterable[Standing], case: Case | None = None) -> None:
    """A table of the rates, the measures of full time and the eves of big holidays; sources stand below, numbered."""
    sources: dict[str, int] = {}
    table = plain_table(*(shell.said(head) for head in HEADS), right=(2,))
    for *cells, source in _rows(shell, rates, case):
        number = sources.setdefault(source, len(sources) + 1)
        table.add_row(*(Words(cell) for cell in (*cells, f"[{number}]")))
    shell.out.print(Words(shell.said(TITLE), style="bold"))
    shell.out.print(table)
    for source, number in sources.items():
        shell.out.print(Words(f"[{number}] {source}"))


def _rows(shell: Shell, rates: Iterable[Standing], case: Case | None) -> Iterable[tuple[str, ...]]:
    """The cells of each row, and last its source."""
    for one in rates:
        what = shell.said(one.rate.means)
        if case is not None and one.day:
            what = shell.said(FROM_DAY, case.clock, what=what, day=one.day)
        value = f"{one.value:f}".replace(".", shell.said(POINT))
        unit, who = shell.said(one.rate.unit), one.who or shell.said(ALL)
        source = _read(shell, one.source(shell.language), one.read)
        yield what, one.rate.name, value, unit, who, _date(one.since), source
    for measure in FULL_TIMES:
        hours = f"{measure.minutes // 60}:{measure.minutes % 60:02d}"
        what, since = said_full_time(measure, shell.language), _date(measure.source.since)
        source = _read(shell, measure.source.named, measure.source.read)
        yield what, "full_time_minutes", hours, shell.said(A_WEEK), "", since, source
    for eve in EVES:
        what, since = said_eve(eve, shell.language), _date(eve.source.since)
        yield what, "", "", "", "", since, _read(shell, eve.source.named, eve.source.read)


def _read(shell: Shell, source: str, read: date | None) -> str:
    return shell.said(READ, source=source, read=read) if read else source


def _date(on: date | None) -> str:
    return "" if on is None else on.isoformat()
