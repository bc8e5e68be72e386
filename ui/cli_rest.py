"""`samschema rest`: every window of rest in a roster, the short ones in words, and the document to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.padding import Padding
from rich.text import Text as Words

from scheduler.breach_words import said_breach
from scheduler.case.waivers import Waiver
from scheduler.figures import strain
from scheduler.files.placing import asked_files
from scheduler.files.rest_document import OF_FOLDER, write_rest
from scheduler.files.rest_rows import rest_rows
from scheduler.files.results import row_json
from scheduler.rest_report import Origin, OwnTerms, RestReport, fingerprint
from scheduler.rest_words import said_decision, said_demand, said_own_terms, said_period, said_verdict, said_waiver
from scheduler.rule import Breach, Rule
from scheduler.text import Language, Text
from scheduler.windows import Outcome, Window
from ui.cli_case import book_of, result_of
from ui.cli_person import person_called
from ui.cli_shell import Code, Shell, plain_table

TITLE = Text(sv="Vila i {case}, {period}", en="Rest in {case}, {period}")
TITLE_FOR = Text(sv="{name}: vila i {case}, {period}", en="{name}: rest in {case}, {period}")
HEADS = (
    Text(sv="Regel", en="Rule"),
    Text(sv="Antal", en="Count"),
    Text(sv="Hålls", en="Kept"),
    Text(sv="Bryts", en="Broken"),
    Text(sv="Avsteg", en="Waived"),
    Text(sv="Kort före perioden", en="Short before it began"),
    Text(sv="Krav", en="Demand"),
)
COUNTED = (Outcome.KEPT, Outcome.BROKEN, Outcome.WAIVED, Outcome.BEFORE)
EXCEPTIONS = Text(sv="Undantag", en="Exceptions")
EXCEPTION = Text(sv="{name}: {rule}, {terms}; {decided}", en="{name}: {rule}, {terms}; {decided}")
REASON = Text(sv="{said}. Skäl: {why}", en="{said}. Reason: {why}")
SHORT = Text(sv="För kort vila", en="Rest too short")
WAIVED = Text(sv="{said} {waiver}", en="{said} {waiver}")
WINDOW_HEADS = (
    Text(sv="Från", en="From"),
    Text(sv="Till", en="To"),
    Text(sv="Längsta vila", en="Longest rest"),
    Text(sv="från", en="from"),
    Text(sv="till", en="to"),
    Text(sv="Krävs", en="Required"),
)
WHOLE_HEADS = (Text(sv="Hela ledigheten", en="Whole free time"), Text(sv="Krävs", en="Required"))
OUTCOME_HEAD = Text(sv="Utfall", en="Outcome")
OPEN = Text(sv="ingen känd gräns", en="no known limit")
MOMENT = Text(sv="{at:moment}", en="{at:moment}")
SPAN = Text(sv="{minutes:span}", en="{minutes:span}")
WRITTEN = Text(sv="Skrivet: {files}", en="Written: {files}")


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    case: Path
    result: Path
    sets: Sequence[Path] = ()
    person: str | None = None  # an id or a name
    out: Path | None = None
    force: bool = False
    json: bool = False


def run(shell: Shell, order: Order) -> Code:
    """Read both, report, write the document if one is asked for."""
    files = () if order.out is None else asked_files(order.out, OF_FOLDER, force=order.force)
    book = book_of(shell, order.case, order.sets)
    only = None if order.person is None else {person_called(order.person, book.case)}
    found = result_of(shell, order.result, book)
    report = RestReport.of(book, found.plan, found.waivers, only)
    if files:
        strained = {who: one for who, one in strain(found.plan).items() if who in report.people}
        origin = Origin(order.result.resolve().name, datetime.now().date())
        write_rest(files, report, strained, origin, shell.language)
    if order.json:
        shell.answer_json(_json(report, files))
    else:
        _show(shell, report, everything=order.person is not None)
        if files:
            shell.out.print(Words("\n" + shell.said(WRITTEN, files=", ".join(str(file) for file in files))))
    return Code.INFEASIBLE if any(breach.hard for breach in report.breaches) else Code.DONE


def _show(shell: Shell, report: RestReport, *, everything: bool) -> None:
    """The counts, exceptions, and every broken window in words; each window as well, if all are asked for."""
    case = report.plan.case
    words, name = TITLE_FOR if everything else TITLE, case.everyone[report.people[0]].name
    title = shell.said(words, name=name, case=case.id, period=said_period(case, shell.language))
    shell.out.print(Words(title, style="bold"))
    style = "bold red" if report.broken else "bold yellow" if report.breaches else "bold green"
    shell.out.print(Words(said_verdict(report, shell.language), style=style))
    shell.out.print()
    _show_counts(shell, report)
    _show_list(shell, EXCEPTIONS, [_said_exception(shell, report, own) for own in report.own_terms])
    _show_list(shell, SHORT, [_said_short(shell, report, breach) for breach in report.breaches])
    if everything:
        for rule in report.rules:
            _show_windows(shell, report, rule)


def _show_counts(shell: Shell, report: RestReport) -> None:
    table = plain_table(*(shell.said(head) for head in HEADS), right=range(1, len(HEADS) - 1))
    for rule in report.rules:
        counts = report.count(rule.id)
        numbers = (sum(counts.values()), *(counts[outcome] for outcome in COUNTED))
        cells = (shell.said(rule.title), *map(str, numbers), said_demand(report, rule, shell.language))
        table.add_row(*(Words(cell) for cell in cells))
    shell.out.print(table)


def _show_list(shell: Shell, title: Text, lines: Sequence[str]) -> None:
    if lines:
        shell.out.print(Words(f"\n{shell.said(title)}", style="bold"))
    for line in lines:
        shell.out.print(Padding(Words(line), (0, 0, 0, 2)))


def _said_exception(shell: Shell, report: RestReport, own: OwnTerms) -> str:
    """Whose number is another, who decided it and why."""
    said = shell.said(
        EXCEPTION,
        name=report.plan.case.everyone[own.who].name,
        rule=own.rule.title,
        terms=said_own_terms(own, shell.language),
        decided=said_decision(own, shell.language),
    )
    return shell.said(REASON, said=said, why=own.decision.why) if own.decision.why else said


def _said_short(shell: Shell, report: RestReport, breach: Breach) -> str:
    """A broken window in words, with who answers for it where somebody does."""
    said = said_breach(breach, report.book, shell.language)
    if breach.waiver is None:
        return said
    return shell.said(WAIVED, said=said, waiver=said_waiver(breach.waiver, shell.language))


def _show_windows(shell: Shell, report: RestReport, rule: Rule) -> None:
    """Every window of a rule in a table."""
    found = [window for window in report.windows if window.rule == rule.id]
    whole = WHOLE_HEADS if any(window.whole for window in found) else ()
    heads = (*WINDOW_HEADS, *whole, OUTCOME_HEAD)
    table = plain_table(*(shell.said(head) for head in heads), right=(2, *range(5, len(heads) - 1)))
    for window in found:
        cells = [*_cells(shell, report, window), *_whole_cells(shell, window), shell.said(window.outcome.words)]
        table.add_row(*(Words(cell, style="bold red" if window.breach else "") for cell in cells))
    shell.out.print(Words(f"\n{shell.said(rule.title)}", style="bold"))
    shell.out.print(table)


def _cells(shell: Shell, report: RestReport, window: Window) -> Iterator[str]:
    clock, rest = report.plan.case.clock, window.rest
    yield shell.said(MOMENT, clock, at=window.begin)
    yield shell.said(MOMENT, clock, at=window.end)
    yield shell.said(SPAN, minutes=rest.minutes)
    yield shell.said(MOMENT, clock, at=rest.begin)
    yield shell.said(MOMENT, clock, at=rest.end)
    yield shell.said(SPAN, minutes=window.required)


def _whole_cells(shell: Shell, window: Window) -> Iterator[str]:
    """The free time that the rest lies in, where the rule asks something of that too."""
    if window.whole is not None:
        minutes = window.whole.minutes
        yield shell.said(OPEN) if minutes is None else shell.said(SPAN, minutes=minutes)
        yield shell.said(SPAN, minutes=window.whole_required)


# -- for programs ---------------------------------------------------------------------------------


def _json(report: RestReport, files: Sequence[Path]) -> dict[str, Any]:
    case = report.plan.case
    return {
        "case_id": case.id,
        "fingerprint": case.fingerprint,
        "roster_fingerprint": fingerprint(report.plan),
        "first": case.clock.date(0).isoformat(),
        "last": case.clock.date(len(case.days) - 1).isoformat(),
        "people": [{"employee_id": who, "name": case.everyone[who].name} for who in report.people],
        "rules": [_rule_json(report, rule) for rule in report.rules],
        "exceptions": [_exception_json(own) for own in report.own_terms],
        "short": [_breach_json(report, breach) for breach in report.breaches],
        "windows": [row_json(row) for row in rest_rows(report)],
        "files": [str(file) for file in files],
    }


def _rule_json(report: RestReport, rule: Rule) -> dict[str, Any]:
    counts = report.count(rule.id)
    return {
        "rule_id": rule.id,
        "title_sv": rule.title.sv,
        "title_en": rule.title.en,
        "level": rule.level.value,
        "source": str(rule.source),
        "windows": sum(counts.values()),
        **{outcome.value: counts[outcome] for outcome in Outcome},
    }


def _exception_json(own: OwnTerms) -> dict[str, Any]:
    decision = own.decision.model_dump(mode="json")
    return {"employee_id": own.who, **decision, "usual": own.parameter.shown(own.usual)}


def _breach_json(report: RestReport, breach: Breach) -> dict[str, Any]:
    return {
        "rule_id": breach.rule,
        "employee_id": breach.who,
        "minutes": breach.raw,
        **{f"text_{language.value}": said_breach(breach, report.book, language) for language in Language},
        "waiver": _waiver_json(breach.waiver) if breach.waiver else None,
    }


def _waiver_json(waiver: Waiver) -> dict[str, Any]:
    return {"by": waiver.by, "decided": waiver.decided.isoformat(), "why": waiver.why}
