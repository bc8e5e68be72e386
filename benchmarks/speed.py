"""Speed against the stored run: `make bench` measures and compares, `make bench-store` measures and stores anew.

A time is stored as a multiple of what the yardstick (`benchmarks/yardstick.py`) took beside it, so that a run on one
machine may be held against a run on another. What does not depend on the machine is compared too, with narrow margins:
it tells of changes that a time hides in noise. What became better is told, and fails nothing.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from benchmarks.public_suite import LANG, commit, machine
from scheduler.errors import SamschemaError
from scheduler.files.results import versions
from scheduler.text import Language, Text

STORE = Path(__file__).parent / "results" / "speed.json"
TIME = "time"
# How far a measure may lie above the stored one, as a share of it. The same code measured twice on two cores gave times
# that differed by 5 % in the middle and 16 % at most at a load of 3, by 7 % and 27 % at a load of 4 to 5; the margin is
# half as much again as the most. The others were the same every time, memory to 0.5 %.
MARGINS = {TIME: 0.40, "work": 0.10, "iterations": 0.10, "variables": 0.01, "constraints": 0.01, "megabytes": 0.05}

Measures: TypeAlias = Mapping[str, Mapping[str, float]]  # by benchmark and by what is measured of it

ABOUT = Text(
    sv="Mäter farten och jämför med den sparade körningen.", en="Measures speed and compares it with the stored run."
)
STORE_IT = Text(sv="spara körningen i stället för att jämföra", en="store the run instead of comparing")
STORED = Text(sv="Sparat i {file}.", en="Stored in {file}.")
NO_STORE = Text(
    sv="Ingen sparad körning finns i {file}. Gör en med make bench-store, helst av koden före ändringen.",
    en="There is no stored run in {file}. Make one with make bench-store, best of the code before the change.",
)
OTHER_CASE = Text(
    sv="Den sparade körningen gäller {then}, den här {now}; de kan inte jämföras. Ta bort SAMSCHEMA_BENCH_CASE.",
    en="The stored run is of {then}, this one of {now}; they cannot be compared. Unset SAMSCHEMA_BENCH_CASE.",
)
OTHER_VERSION = Text(
    sv="Sparad med {package} {then}, mätt med {now}: det kan förklara skillnader.",
    en="Stored with {package} {then}, measured with {now}: that may explain differences.",
)
WORSE = Text(
    sv="Sämre än den sparade körningen, utöver marginalen: {count}. Är det meningen: make bench-store.",
    en="Worse than the stored run by more than the margin: {count}. If that is meant: make bench-store.",
)
BETTER = Text(
    sv="Bättre än den sparade körningen, utöver marginalen: {count}. Behåll det med make bench-store.",
    en="Better than the stored run by more than the margin: {count}. Keep it with make bench-store.",
)
UNMEASURED = Text(sv="Sparat men inte mätt nu: {names}.", en="Stored but not measured now: {names}.")
UNSTORED = Text(sv="Mätt men inte sparat: {names}.", en="Measured but not stored: {names}.")
HELD = Text(sv="{count} mått håller sig inom marginalen.", en="{count} measures are within their margins.")
FAILED = Text(
    sv="En mätning misslyckades eller höll inte sin egen gräns; se ovan. Ingenting är sparat.",
    en="A benchmark failed or did not keep its own limit; see above. Nothing is stored.",
)
HEADINGS = (
    Text(sv="vad", en="what"),
    Text(sv="mått", en="measure"),
    Text(sv="då", en="then"),
    Text(sv="nu", en="now"),
    Text(sv="ändring", en="change"),
    Text(sv="marginal", en="margin"),
)


@dataclass(frozen=True)
class Run:
    """One run of every benchmark: what it was made with, and what was measured."""

    about: Mapping[str, str]
    measures: Measures


@dataclass(frozen=True)
class Change:
    """One measure then and now, and the share by which it may grow."""

    name: str
    measure: str
    then: float
    now: float
    margin: float

    @property
    def share(self) -> float:
        """How much it has grown, as a share of what it was."""
        return self.now / self.then - 1 if self.then else float(self.now > 0)

    @property
    def is_worse(self) -> bool:
        """Whether it grew beyond its margin."""
        return self.now > self.then * (1 + self.margin)

    @property
    def is_better(self) -> bool:
        """Whether it would have been worse the other way round."""
        return self.then > self.now * (1 + self.margin)


# -- comparing -------------------------------------------------------------------------------------------


def measured(benchmarks: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """What pytest-benchmark tells of each benchmark, in measures: times in yardsticks, and the facts kept with them."""
    found = {}
    for one in benchmarks:
        extra = one["extra_info"]
        time = one["stats"]["min"] / extra["times"] / extra["yardstick"]
        found[one["name"].removeprefix("test_")] = {TIME: time, **extra["facts"]}
    return found


def changes(then: Measures, now: Measures) -> Iterator[Change]:
    """Every measure that both runs hold."""
    for name, old in then.items():
        for measure, value in old.items():
            if measure in now.get(name, {}):
                yield Change(name, measure, value, now[name][measure], MARGINS[measure])


def lacking(these: Measures, those: Measures) -> list[str]:
    """The names in these measures that those do not have."""
    return [name for name in these if name not in those]


def table(rows: Sequence[Change], language: Language) -> str:
    """What has changed, line by line, the most first."""
    lines = [[heading.in_(language) for heading in HEADINGS]]
    for one in sorted(rows, key=lambda one: -abs(one.share)):
        figures = f"{one.then:.4g}", f"{one.now:.4g}", f"{one.share:+.0%}", f"{one.margin:.0%}"
        lines.append([one.name, one.measure, *figures])
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def report(then: Run, now: Run, language: Language) -> tuple[str, bool]:
    """What there is to say of a run beside the stored one, and whether nothing became worse.

    Raises:
        SamschemaError: the runs are of different cases.
    """
    if then.about["case"] != now.about["case"]:
        raise SamschemaError(OTHER_CASE, then=then.about["case"], now=now.about["case"])
    every = list(changes(then.measures, now.measures))
    worse, better = [one for one in every if one.is_worse], [one for one in every if one.is_better]
    said = [
        OTHER_VERSION.in_(language, package=package, then=then.about[package], now=now.about[package])
        for package in ("python", "ortools")
        if then.about[package] != now.about[package]
    ]
    for words, rows in ((BETTER, better), (WORSE, worse)):
        if rows:
            said += [words.in_(language, count=len(rows)), table(rows, language)]
    for words, names in (
        (UNMEASURED, lacking(then.measures, now.measures)),
        (UNSTORED, lacking(now.measures, then.measures)),
    ):
        if names:
            said.append(words.in_(language, names=", ".join(names)))
    said.append(HELD.in_(language, count=len(every) - len(worse) - len(better)))
    return "\n".join(said), not worse


# -- storing ---------------------------------------------------------------------------------------------


def written(run: Run) -> str:
    """A run as JSON for people: a line for each benchmark, no more digits than there is reason for."""
    lines = []
    for name, measures in run.measures.items():
        rounded = {
            measure: value if isinstance(value, int) else float(f"{value:.4g}") for measure, value in measures.items()
        }
        lines.append(f"    {json.dumps(name)}: {json.dumps(rounded)}")
    about = json.dumps(dict(run.about), ensure_ascii=False, indent=4).removesuffix("\n}") + "\n  }"
    return f'{{\n  "about": {about},\n  "measures": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


def read(file: Path) -> Run:
    """The stored run.

    Raises:
        SamschemaError: there is none.
    """
    if not file.exists():
        raise SamschemaError(NO_STORE, file=file)
    told = json.loads(file.read_text(encoding="utf-8"))
    return Run(told["about"], told["measures"])


# -- measuring -------------------------------------------------------------------------------------------


def run_suite() -> tuple[Run, bool]:
    """Run every benchmark in a process of its own, its words on this terminal; and whether each kept its own limits.

    Raises:
        SamschemaError: nothing was measured.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "run.json"
        options = ["--benchmark-only", "--benchmark-columns=min,median,rounds", f"--benchmark-json={file}"]
        done = subprocess.run([sys.executable, "-m", "pytest", str(Path(__file__).parent), *options], check=False)
        benchmarks = json.loads(file.read_text(encoding="utf-8"))["benchmarks"] if file.exists() else []
    if not benchmarks:
        raise SamschemaError(FAILED)
    about = {
        "case": benchmarks[0]["extra_info"]["case"],
        "date": f"{date.today():%Y-%m-%d}",
        "commit": commit(),
        "machine": machine(),
        **versions(),
        "rounds": f"{min(one['stats']['rounds'] for one in benchmarks)} or more; the least time counts, in yardsticks",
    }
    return Run(about, measured(benchmarks)), done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and compare, or store; the exit code is 1 where something is worse or failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=ABOUT.in_(Language.SWEDISH))
    parser.add_argument("--store", action="store_true", help=STORE_IT.in_(Language.SWEDISH))
    parser.add_argument("--lang", choices=list(Language), default=Language.SWEDISH, help=LANG.in_(Language.SWEDISH))
    given = parser.parse_args(arguments)
    language = Language(given.lang)
    try:
        then = None if given.store else read(STORE)
        said, well = settled(then, *run_suite(), language)
    except SamschemaError as error:
        said, well = error.said(language), False
    sys.stdout.write(said + "\n")
    return 0 if well else 1


def settled(then: Run | None, now: Run, kept: bool, language: Language) -> tuple[str, bool]:
    """Compare with the stored run, or store where there is none to compare with; what to say, and whether all is well.

    Raises:
        SamschemaError: the runs are of different cases, or a benchmark failed that was to be stored.
    """
    if then is not None:
        said, well = report(then, now, language)
        return said if kept else f"{said}\n{FAILED.in_(language)}", well and kept
    if not kept:
        raise SamschemaError(FAILED)
    STORE.write_text(written(now), encoding="utf-8")
    return STORED.in_(language, file=STORE), True


if __name__ == "__main__":
    sys.exit(main())
