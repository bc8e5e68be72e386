"""Running a public benchmark: each instance solved as a case of ours, scored apart from us, tabled and kept as CSV.

A row is written as soon as its instance is done, so that whatever stops a run, what is done is kept. The value is the
scorer's, never our own reading's; where the two differ the run ends, since one of them is wrong.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from scheduler.case.rows import Tables
from scheduler.errors import SamschemaError
from scheduler.plan import Plan
from scheduler.rule import Rule
from scheduler.solve.progress import Job, Listener, Outcome, Progress, Settings
from scheduler.text import Language, Text

RESULTS = Path(__file__).parent / "results"
EVERY = 5.0  # seconds between signs of life
SHOWN = 10  # violations named on the terminal

ABOUT = Text(
    sv="Löser {title} och visar värde, gräns, bästa kända värde och gap.",
    en="Solves {title} and shows value, bound, best known value and gap.",
)
FOLDER = Text(sv="mappen med instanserna", en="the folder of the instances")
INSTANCES = Text(sv="vilka instanser (annars alla i mappen)", en="which instances (otherwise all of the folder)")
SECONDS = Text(sv="sekunder per instans", en="seconds per instance")
SEED = Text(sv="slumpfrö", en="seed")
WORKERS = Text(sv="beräkningsprocesser", en="worker processes")
OUT = Text(sv="skriv varje schema i den här mappen", en="write each roster in this folder")
CSV = Text(
    sv="resultatfilen (annars en ny i benchmarks/results)", en="the result file (otherwise a new one in results)"
)
LANG = Text(sv="språk", en="language")

NOTHING = Text(
    sv="Inga instanser finns i {folder}; ange mappen som håller dem.",
    en="No instances in {folder}; name the folder that holds them.",
)
UNLIKE = Text(
    sv="{name}: räknaren får {scored} poäng, vår egen granskning {read}. Ett av dem är fel; inget resultat skrivs.",
    en="{name}: the scorer makes it {scored} points, our own review {read}. One is wrong; no result is written.",
)
BROKEN = Text(sv="{name} bryter mot hårda regler: {what}", en="{name} breaks hard rules: {what}")
UNDER_WAY = Text(sv="{name}: {seconds:number} s, {value} poäng", en="{name}: {seconds:number} s, {value} points")
WRITTEN = Text(sv="Skrivet i {file}", en="Written to {file}")
STOPPED = Text(sv="Stoppad; det som är klart är sparat.", en="Stopped; what is done is kept.")
HEADINGS = {
    "instance": Text(sv="instans", en="instance"),
    "people": Text(sv="personer", en="people"),
    "days": Text(sv="dagar", en="days"),
    "shift_types": Text(sv="skift", en="shifts"),
    "value": Text(sv="värde", en="value"),
    "hard": Text(sv="hårda", en="hard"),
    "bound": Text(sv="gräns", en="bound"),
    "best_known": Text(sv="bästa kända", en="best known"),
    "gap": Text(sv="gap", en="gap"),
    "seconds": Text(sv="sekunder", en="seconds"),
    "load": Text(sv="belastning", en="load"),
}


@dataclass(frozen=True)
class Verdict:
    """What a benchmark's scorer says of a roster: its penalty, and each hard rule broken, in words."""

    value: int
    violations: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """An instance as the suite needs it."""

    name: str
    people: int
    days: int
    shift_types: int
    tables: Tables
    rules: tuple[type[Rule], ...]
    judge: Callable[[Plan], Verdict]
    written: Callable[[Plan], str]  # the roster as a table of text
    best_bound: int | None = None  # published
    best_known: int | None = None


@dataclass(frozen=True)
class Run:
    """One row of results; `gap` is the share that the value lies above the best known one."""

    instance: str
    people: int
    days: int
    shift_types: int
    value: int
    hard: int
    bound: float | None  # ours
    best_bound: int | None
    best_known: int | None
    gap: float | None
    seconds: float
    load: float | None  # of the machine when the run began: others' work makes a value worse
    budget: float
    seed: int
    workers: int
    work: float  # deterministic units
    stopped: bool
    date: str
    machine: str
    python: str
    ortools: str
    commit: str


@dataclass(frozen=True)
class Suite:
    """A public benchmark: its title, the instances that a folder holds, and how one of them is read."""

    title: Text
    file: str  # how the result file's name begins
    found: Callable[[Path], Iterable[str]]
    problem: Callable[[Path, str], Problem]
    asked: Callable[[str], str] = str  # the name that an argument means


def main(suite: Suite, arguments: Sequence[str] | None = None) -> int:
    """Run a suite from the command line; the exit code is 0, or 1 where something was wrong."""
    given = _parser(suite, _language(arguments)).parse_args(arguments)
    language = Language(given.lang)
    try:
        return _all(suite, given, language)
    except SamschemaError as error:
        _note(error.said(language))
        return 1


def _all(suite: Suite, given: argparse.Namespace, language: Language) -> int:
    names = [suite.asked(name) for name in given.instances or suite.found(given.folder)]
    if not names:
        _note(NOTHING.in_(language, folder=given.folder))
        return 1
    file: Path = given.csv or RESULTS / f"{suite.file}-{datetime.now():%Y-%m-%d-%H%M}.csv"
    settings = Settings(seconds=given.seconds, seed=given.seed, workers=given.workers)
    sys.stdout.write(_line([HEADINGS[name].in_(language) for name in HEADINGS]))
    stopped = False
    try:
        for name in names:
            run = solved(suite.problem(given.folder, name), settings, given.out, language)
            _keep(file, run)
            sys.stdout.write(_line([_shown(name, getattr(run, name)) for name in HEADINGS]))
            sys.stdout.flush()
            stopped = run.stopped
            if stopped:
                break
    except KeyboardInterrupt:
        stopped = True
    if stopped:
        _note(STOPPED.in_(language))
    if file.exists():
        _note(WRITTEN.in_(language, file=file))
    return 0


def solved(problem: Problem, settings: Settings, out: Path | None, language: Language) -> Run:
    """Solve one instance and let its scorer judge the roster.

    Raises:
        Unlike: the scorer and our own review name different sums.
    """
    from scheduler.solve.search import solve  # loads the solver

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None  # not on every system
    begun = time.monotonic()
    listen = _listener(problem.name, language)
    outcome = solve(Job(problem.tables, problem.rules), settings, listener=listen)
    seconds = time.monotonic() - begun
    verdict = problem.judge(outcome.plan)
    _compare(problem.name, verdict, outcome)
    if verdict.violations:
        _note(BROKEN.in_(language, name=problem.name, what="; ".join(verdict.violations[:SHOWN])))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{problem.name}.csv").write_text(problem.written(outcome.plan), encoding="utf-8")
    return _run(problem, verdict, outcome, settings, seconds=seconds, load=load)


class Unlike(SamschemaError):
    """Scorer and review name different sums: a fault of ours, never to be papered over."""


def _compare(name: str, verdict: Verdict, outcome: Outcome) -> None:
    read = round(outcome.review.total)
    if read != verdict.value or bool(verdict.violations) is not bool(outcome.review.hard):
        raise Unlike(UNLIKE, name=name, scored=verdict.value, read=read)


def _run(
    problem: Problem, verdict: Verdict, outcome: Outcome, settings: Settings, *, seconds: float, load: float | None
) -> Run:
    best = problem.best_known
    return Run(
        instance=problem.name,
        people=problem.people,
        days=problem.days,
        shift_types=problem.shift_types,
        value=verdict.value,
        hard=len(verdict.violations),
        bound=outcome.bound,
        best_bound=problem.best_bound,
        best_known=best,
        gap=verdict.value / best - 1 if best else None,
        seconds=round(seconds, 1),
        load=load,
        budget=settings.seconds,
        seed=settings.seed,
        workers=settings.workers,
        work=round(outcome.work, 2),
        stopped=outcome.stopped,
        date=f"{datetime.now():%Y-%m-%d}",
        machine=machine(),
        python=platform.python_version(),
        ortools=version("ortools"),
        commit=commit(),
    )


# -- what is told ---------------------------------------------------------------------------------


def _listener(name: str, language: Language) -> Listener:
    told = [0.0]

    def listen(progress: Progress) -> None:
        if progress.seconds >= told[0] + EVERY and progress.kronor is not None:
            told[0] = progress.seconds
            _note(UNDER_WAY.in_(language, name=name, seconds=progress.seconds, value=round(progress.kronor)))

    return listen


def _note(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _line(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f"{first:<20}" + " ".join(f"{cell:>11}" for cell in rest) + "\n"


def _shown(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{100 * value:.2f} %" if name == "gap" else f"{value:.1f}"
    return str(value)


# -- what is kept ---------------------------------------------------------------------------------


def _keep(file: Path, run: Run) -> None:
    """Add a row to the result file, its headings first where it is new."""
    new = not file.exists()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if new:
            writer.writerow(field.name for field in fields(Run))
        writer.writerow(astuple(run))


def machine() -> str:
    """The processor, its cores and the system, in a few words."""
    processor = platform.processor() or platform.machine()
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        models = [line.split(":", 1)[1].strip() for line in listing.read_text().splitlines() if "model name" in line]
        processor = models[0] if models else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}"


def commit() -> str:
    """The commit that was measured, where there is a repository and git to ask."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


# -- what is asked --------------------------------------------------------------------------------


def _language(arguments: Sequence[str] | None) -> Language:
    """The language in which the help itself is to be written."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", choices=[str(one) for one in Language], default=Language.SWEDISH)
    return Language(early.parse_known_args(arguments)[0].lang)


def _parser(suite: Suite, language: Language) -> argparse.ArgumentParser:
    def said(words: Text) -> str:
        return words.in_(language)

    parser = argparse.ArgumentParser(
        prog=f"python -m benchmarks.{suite.file}", description=ABOUT.in_(language, title=suite.title)
    )
    parser.add_argument("folder", type=Path, help=said(FOLDER))
    parser.add_argument("--instances", nargs="+", help=said(INSTANCES))
    parser.add_argument("--seconds", type=float, default=120.0, help=said(SECONDS))
    parser.add_argument("--seed", type=int, default=0, help=said(SEED))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help=said(WORKERS))
    parser.add_argument("--out", type=Path, help=said(OUT))
    parser.add_argument("--csv", type=Path, help=said(CSV))
    parser.add_argument("--lang", choices=[str(one) for one in Language], default=str(language), help=said(LANG))
    return parser
