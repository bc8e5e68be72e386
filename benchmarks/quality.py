"""What the main job reaches: solve cases for given seconds and seeds, and tabulate what came out.

    python -m benchmarks.quality CASE [CASE ...] --seconds 60 300 --seeds 0 1 2 --workers 2 --csv OUT.csv
    python -m benchmarks.quality --made home:34:80:7 home:34:80:8 --seconds 300 --pairs

`--made` makes cases by `benchmarks/generate.py` from kind, people, recipients and seed; `--pairs` solves each case with
visits as by `--no-faces` too, and says whether what was aimed at is reached. Every run is a process of its own, so that
peak memory (all processes together, sampled) is the run's own. The table says the machine's load beside each row: these
figures mean little without it.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from multiprocessing import Process, Queue
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from benchmarks.generate import generate
from benchmarks.generate_tables import write
from benchmarks.public_suite import LANG
from benchmarks.quality_pairs import TARGETS, Pair, Run, grouped, pairs, recipe_of
from scheduler.errors import SamschemaError
from scheduler.solve.progress import Settings
from scheduler.text import Language, Text
from ui.cli_case import read
from ui.cli_shell import Shell

NO_CASE = Text(
    sv="Inget underlag: ange en mapp, eller --made home:34:80:7.", en="No case: name a folder, or --made home:34:80:7."
)
IMPOSSIBLE = Text(sv="{asked} går inte att göra: {reason}", en="{asked} cannot be made: {reason}")
ENDED = Text(
    sv="Körningen av {case} avbröts (kod {code}); felet står ovan. Det som är klart är visat.",
    en="The run of {case} ended (code {code}); the error stands above. What is done has been shown.",
)
PAIR = Text(
    sv="{case}, frö {seed}: ansikten {faces}, utan {blind}; besök {visits}; hårda {hard}; kostnad {cost}; "
    "prislistan utom ansikten {besides}; önskemål {wishes}",
    en="{case}, seed {seed}: faces {faces}, without {blind}; visits {visits}; hard {hard}; cost {cost}; "
    "price list but for faces {besides}; wishes {wishes}",
)
POINTS = Text(sv="{points} procentenheter", en="{points} percentage points")
MEDIAN = Text(
    sv="{case}, {seconds:number} s, par: {count}, median:", en="{case}, {seconds:number} s, pairs: {count}, median:"
)
MET = Text(sv="  uppnått: {what} {value} (mål {limit})", en="  met: {what} {value} (target {limit})")
UNMET = Text(sv="  ej uppnått: {what} {value} (mål {limit})", en="  not met: {what} {value} (target {limit})")
UNKNOWN = Text(sv="  okänt: {what} (mål {limit})", en="  not known: {what} (target {limit})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and tabulate; the exit code is 0, or 1 where something was wrong."""
    given = _parser().parse_args(arguments)
    shell = Shell(Language(given.lang))
    runs: list[Run] = []
    try:
        with TemporaryDirectory() as folder:
            cases = [*((case.name, case) for case in given.cases), *made(given.made, Path(folder))]
            if not cases:
                raise SamschemaError(NO_CASE)
            for _, case in cases:
                read(shell, case)  # what is wrong with any is told before hours are spent on others
            _say([field.name for field in fields(Run)])
            for run in measured_all(cases, given):
                runs.append(run)
                _say([_short(value) for value in asdict(run).values()])
                if given.csv:
                    _keep(given.csv, runs)
    except SamschemaError as error:
        shell.show_error(error)
        return 1
    finally:
        sys.stdout.writelines(line + "\n" for line in verdict(pairs(runs), shell.language))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--made", nargs="+", default=[], metavar="home:PEOPLE:RECIPIENTS:SEED[:GROUPS]")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--seconds", nargs="+", type=float, default=[60.0])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--lang", choices=list(Language), default=Language.SWEDISH, help=LANG.in_(Language.SWEDISH))
    return parser


def made(asked: Sequence[str], folder: Path) -> list[tuple[str, Path]]:
    """The cases that were asked to be made, by what was asked, written in a folder.

    Raises:
        SamschemaError: one of them cannot be made.
    """
    found = []
    for number, words in enumerate(asked):
        recipe = recipe_of(words)
        try:
            write(generate(recipe, f"made-{number}"), folder / f"made-{number}")
        except ValueError as reason:
            raise SamschemaError(IMPOSSIBLE, asked=words, reason=reason) from reason
        found.append((words, folder / f"made-{number}"))
    return found


def measured_all(cases: Sequence[tuple[str, Path]], given: argparse.Namespace) -> Iterator[Run]:
    """Every run asked for, the two of a pair one after the other."""
    for name, case in cases:
        for seconds in given.seconds:
            for seed in given.seeds:
                settings = Settings(seconds, seed, given.workers)
                run = measured(name, case, settings, heeds_faces=True)
                yield run
                if given.pairs and run.visits is not None:
                    yield measured(name, case, settings, heeds_faces=False)


def measured(name: str, case: Path, settings: Settings, *, heeds_faces: bool) -> Run:
    """One run in a process of its own.

    Raises:
        SamschemaError: the process ended without an answer.
    """
    answers: Queue[dict[str, Any]] = Queue()
    process = Process(target=_run, args=(case, settings, heeds_faces, answers))
    load = os.getloadavg()[0]
    process.start()
    over = Event()
    peak = [0]
    watcher = Thread(target=_watch, args=(process.pid, over, peak))
    watcher.start()
    found = _answer(process, answers)
    over.set()
    watcher.join()
    process.join()
    if found is None:
        raise SamschemaError(ENDED, case=name, code=process.exitcode)
    return Run(
        case=name,
        seconds=settings.seconds,
        seed=settings.seed,
        workers=settings.workers,
        heeds_faces=heeds_faces,
        load=load,
        megabytes=peak[0] // 1024,
        **found,
    )


def _answer(process: Process, answers: "Queue[dict[str, Any]]") -> dict[str, Any] | None:
    """What the process answers; `None` where it ends without."""
    while True:
        alive = process.is_alive()
        try:
            return answers.get(timeout=1.0)
        except Empty:
            if not alive:
                return None


def _run(case: Path, settings: Settings, heeds_faces: bool, answers: "Queue[dict[str, Any]]") -> None:
    from constraints import rules
    from scheduler.files.read_case import read_case
    from scheduler.files.results import summary_of
    from scheduler.solve.progress import Job, Progress
    from scheduler.solve.search import solve
    from ui.cli_solve import FACES

    first: list[float] = []

    def listen(progress: Progress) -> None:
        if progress.hard == 0 and not first:
            first.append(progress.seconds)

    begun = time.monotonic()
    job = Job(read_case(case).tables, rules(), {} if heeds_faces else dict.fromkeys(FACES, 0.0))
    outcome = solve(job, settings, listener=listen)
    told = summary_of(job.book(), outcome, settings)
    answers.put(
        {
            "first_legal": first[0] if first else None,
            "hard": sum(breach.raw for breach in outcome.review.hard),
            "kronor": outcome.review.total,
            "besides_faces": sum(kronor for rule, kronor in outcome.review.kronor.items() if rule not in FACES),
            "cost": told["cost_total"],
            "faces": told["faces_mean"],
            "wishes": told["wishes_granted_share"],
            "visits": told["visits_made_share"],
            "minutes_made": told["visit_minutes_made_share"],
            "bound": told["bound"],
            "gap": told["gap"],
            "took": time.monotonic() - begun,
        }
    )


def _watch(pid: int | None, over: Event, peak: list[int]) -> None:
    """Sample the resident kilobytes of a process and all below it."""
    while not over.wait(0.5):
        peak[0] = max(peak[0], sum(_resident(one) for one in _family(pid)))


def _family(pid: int | None) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    family = [pid] if pid else []
    for one in family:
        family += [child for child, parent in parents.items() if parent == one]
    return family


def _resident(pid: int) -> int:
    """Proportional kilobytes, so that what processes share is counted once."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


# -- what is told ----------------------------------------------------------------------------------------


def verdict(found: Sequence[Pair], language: Language) -> Iterator[str]:
    """Each pair in a line, and whether their medians reach what was aimed at."""
    for (case, seconds), group in grouped(found).items():
        yield MEDIAN.in_(language, case=case, seconds=seconds, count=len(group))
        for target in TARGETS:
            value = target.of(group)
            words = UNKNOWN if value is None else MET if target.is_met(value) else UNMET
            limit = f"{'≤' if target.is_most else '≥'} {_figure(target.limit, target.kind, language)}"
            shown = _figure(value, target.kind, language)
            yield words.in_(language, what=target.words.in_(language), value=shown, limit=limit)
        yield from (f"  {told(pair, language)}" for pair in group)


def told(pair: Pair, language: Language) -> str:
    """A pair in a line."""
    return PAIR.in_(
        language,
        case=pair.heeding.case,
        seed=pair.heeding.seed,
        faces=_figure(pair.heeding.faces, "number", language),
        blind=_figure(pair.blind.faces, "number", language),
        visits=_figure(pair.heeding.visits, "percent", language),
        hard=pair.heeding.hard,
        cost=_figure(pair.cost, "more", language),
        besides=_figure(pair.besides_faces, "more", language),
        wishes=_figure(pair.wishes, "points", language),
    )


def _figure(value: float | None, kind: str, language: Language) -> str:
    """A figure as its kind is told."""
    if value is None:
        return "–"
    match kind:
        case "percent":
            return f"{100 * value:.2f} %"
        case "more":
            return f"{100 * value:+.2f} %"
        case "points":
            return POINTS.in_(language, points=f"{100 * value:+.1f}")
        case _:
            return f"{value:.2f}"


def _keep(file: Path, runs: Sequence[Run]) -> None:
    """Write what is done, so that whatever stops the rest, it is kept."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(Run)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(run) for run in runs)


def _short(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _say(cells: Sequence[str]) -> None:
    sys.stdout.write(" ".join(f"{cell:>12}" for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
