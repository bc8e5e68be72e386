"""`samschema solve`: a case in, a roster and a visit plan out, with progress on the way and files at the end."""

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Protocol, Self

from rich.text import Text as Words

from constraints import rules
from scheduler.book import Book
from scheduler.case.rows import Tables
from scheduler.errors import SamschemaError
from scheduler.files.placing import can_be_written
from scheduler.files.results import summary_of, write_plan, write_result
from scheduler.files.write_case import write_case
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.solve.precheck import precheck
from scheduler.solve.progress import Job, Listener, Outcome, Settings, Stop
from scheduler.text import Text
from ui.cli_case import read, result_of, told_sets
from ui.cli_shell import Aborted, Code, Shell
from ui.progress_view import ProgressView
from ui.summary_view import show_breaches, show_summary, show_waivers

FACES = (RuleId("faces"), RuleId("too_many_faces"))
STOPPED = Text(sv="Stoppad efter {seconds:number} s.", en="Stopped after {seconds:number} s.")
READY = Text(sv="Klar efter {seconds:number} s.", en="Done after {seconds:number} s.")
WRITTEN = Text(sv="Skrivet i {folder}: {names}", en="Written to {folder}: {names}")
SAVED = Text(sv="Underlag och schema är sparade i {folder}.", en="Case and roster are saved in {folder}.")
GLANCE = 0.2  # seconds between looks for the stop file
SHOWN = 20  # hard breaches of a rule on the terminal; all of them are in the files


class Engine(Protocol):
    """A search."""

    def __call__(self, job: Job, settings: Settings, start: Plan | None, listener: Listener, stop: Stop) -> Outcome: ...


@dataclass(frozen=True)
class Order:
    """What `solve` was asked for."""

    case: Path
    out: Path
    settings: Settings
    stop_file: Path | None = None
    start: Path | None = None
    rules: Sequence[Path] = ()
    faces: bool = True
    json: bool = False


def cores() -> int:
    """How many processor cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def run(shell: Shell, order: Order, engine: Engine | None = None) -> Code:
    """Read, search, write, tell."""
    case = read(shell, order.case, order.rules)
    job = Job(case.tables, rules(), {} if order.faces else dict.fromkeys(FACES, 0.0))
    book = job.book()
    start = start_of(shell, order, book)
    can_be_written(order.out)
    for finding in precheck(book):
        shell.err.print(Words(finding.said(shell.language), style="yellow"))
    try:
        outcome = _search(shell, order, job, start, engine or _engine())
    except SamschemaError as error:
        return broke_off(shell, order, case.tables, error)
    told = summary_of(book, outcome, order.settings, job.reprice) | told_sets(case.sets)
    files = write_result(order.out, book, outcome, told, shell.language)
    _tell(shell, order, book, outcome, told=told, files=files)
    return Code.INFEASIBLE if outcome.review.hard else Code.DONE


def start_of(shell: Shell, order: Order, book: Book) -> Plan | None:
    """The plan to start from, if one was given.

    Raises:
        ResultError: it has faults; it tells all of them.
    """
    if order.start is None:
        return None
    return result_of(shell, order.start, book).plan


def _engine() -> Engine:
    from scheduler.solve.search import solve  # loads the solver

    return solve


def _search(shell: Shell, order: Order, job: Job, start: Plan | None, engine: Engine) -> Outcome:
    with ProgressView(shell, order.settings) as view, StopSignals(order.stop_file, view.say_stopping) as stop:
        return engine(job, order.settings, start, view.listen, stop)


def _tell(
    shell: Shell, order: Order, book: Book, outcome: Outcome, *, told: dict[str, Any], files: Sequence[Path]
) -> None:
    console = shell.err if order.json else shell.out
    shell.note(STOPPED if outcome.stopped else READY, seconds=outcome.seconds)
    show_summary(console, shell, book, outcome.review, told)
    if outcome.review.hard:
        show_breaches(console, shell, book, outcome.review, most=SHOWN, only_hard=True)
    show_waivers(console, shell, book, outcome.review, book.case.waivers)
    names = ", ".join(file.name for file in files)
    console.print()
    console.print(shell.said(WRITTEN, folder=order.out, names=names))
    if order.json:
        shell.answer_json({**told, "files": [str(file) for file in files]})


# -- a search that gave no answer -----------------------------------------------------------------


def broke_off(shell: Shell, order: Order, tables: Tables, error: SamschemaError) -> Code:
    """Tell why a search gave no answer; where solver and reader disagree, what is needed to find our fault is kept."""
    plan = _disagreed(error)
    if plan is None:
        shell.fail(error, json=order.json)
        return Code.FAILED  # the search broke down; nothing of what was given is wrong
    return _keep_disagreement(shell, order, tables, error, plan)


def _disagreed(error: SamschemaError) -> Plan | None:
    """The plan about which solver and reader disagree, if that is the error."""
    from scheduler.solve.agree import Disagreement  # loads the solver

    return error.plan if isinstance(error, Disagreement) else None


def _keep_disagreement(shell: Shell, order: Order, tables: Tables, error: SamschemaError, plan: Plan) -> Code:
    """Save what is needed to find our fault; no roster is shown."""
    folder = order.out / "disagreement"
    write_case(tables, folder / "case")
    write_plan(folder, plan)
    shell.show_error(error)
    shell.note(SAVED, folder=folder)
    if order.json:
        shell.answer_json({"status": "disagreement", "text": error.said(shell.language), "saved": str(folder)})
    return Code.DISAGREEMENT


# -- stopping -------------------------------------------------------------------------------------


class StopSignals:
    """Whether a search was asked to stop: by Ctrl-C, by a polite kill or by a stop file; a second Ctrl-C aborts."""

    def __init__(self, file: Path | None, told: Callable[[], None]) -> None:
        self.file = file
        self.told = told
        self.asked = False
        self.looked = float("-inf")
        self.before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self.before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise Aborted
        self.asked = True  # nothing is said here: the signal may have come in the middle of a line

    def __call__(self) -> bool:
        if not self.asked and self.file is not None and monotonic() - self.looked >= GLANCE:
            self.looked = monotonic()
            self.asked = self.file.exists()
        if self.asked:
            self.told()
        return self.asked
