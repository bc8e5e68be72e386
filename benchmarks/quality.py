"""What the main job reaches: solve cases for given seconds and seeds, and tabulate what came out.

    python -m benchmarks.quality CASE [CASE ...] --seconds 60 300 --seeds 0 1 2 --workers 2 --csv OUT.csv

Every run is a process of its own, so that peak memory (all processes together, sampled) is the run's own. The table
says the machine's load beside each row: these figures mean little without it.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from multiprocessing import Process, Queue
from pathlib import Path
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True)
class Run:
    """One run's figures; kronor is the price-list sum, hard the raw amount of hard breaches."""

    case: str
    seconds: float
    seed: int
    workers: int
    first_legal: float | None  # seconds to the first plan without hard breaches
    hard: int
    kronor: float
    faces: float | None
    wishes: float | None
    minutes_made: float | None
    took: float
    megabytes: int
    load: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and tabulate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--seconds", nargs="+", type=float, default=[60.0])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--csv", type=Path)
    given = parser.parse_args(arguments)
    runs = []
    _say([field.name for field in fields(Run)])
    for case in given.cases:
        for seconds in given.seconds:
            for seed in given.seeds:
                run = measured(case, seconds, seed, given.workers)
                runs.append(run)
                _say([_short(value) for value in asdict(run).values()])
    if given.csv:
        with given.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Run)], lineterminator="\n")
            writer.writeheader()
            writer.writerows(asdict(run) for run in runs)


def measured(case: Path, seconds: float, seed: int, workers: int) -> Run:
    """One run in a process of its own."""
    answers: Queue[dict[str, Any]] = Queue()
    process = Process(target=_run, args=(case, seconds, seed, workers, answers))
    load = os.getloadavg()[0]
    process.start()
    over = Event()
    peak = [0]
    watcher = Thread(target=_watch, args=(process.pid, over, peak))
    watcher.start()
    found = answers.get()
    over.set()
    watcher.join()
    process.join()
    return Run(
        case=case.name, seconds=seconds, seed=seed, workers=workers, load=load, megabytes=peak[0] // 1024, **found
    )


def _run(case: Path, seconds: float, seed: int, workers: int, answers: "Queue[dict[str, Any]]") -> None:
    from constraints import rules
    from scheduler.figures import figures
    from scheduler.files.read_case import read_case
    from scheduler.solve.progress import Job, Progress, Settings
    from scheduler.solve.search import solve

    first: list[float] = []

    def listen(progress: Progress) -> None:
        if progress.hard == 0 and not first:
            first.append(progress.seconds)

    begun = time.monotonic()
    outcome = solve(Job(read_case(case).tables, rules()), Settings(seconds, seed, workers), listener=listen)
    found = figures(outcome.plan)
    answers.put(
        {
            "first_legal": first[0] if first else None,
            "hard": sum(breach.raw for breach in outcome.review.hard),
            "kronor": outcome.review.total,
            "faces": found.faces_mean,
            "wishes": found.wishes_granted_share,
            "minutes_made": found.visit_minutes_made_share,
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


def _short(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _say(cells: Sequence[str]) -> None:
    sys.stdout.write(" ".join(f"{cell:>12}" for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
