"""Solve the instances of a folder: `python -m benchmarks.nrp FOLDER --seconds 120 --instances 1 2 3`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.nrp.best import BEST
from benchmarks.nrp.case import roster_of, tables_of
from benchmarks.nrp.instance import Instance
from benchmarks.nrp.reader import read
from benchmarks.nrp.rules import RULES
from benchmarks.nrp.score import Violation, score
from benchmarks.public_suite import Problem, Suite, Verdict, main
from scheduler.plan import Plan
from scheduler.text import Text


def found(folder: Path) -> Iterable[str]:
    """The instances of a folder, by number."""
    names = [path.stem for path in folder.glob("Instance*.txt") if path.stem.removeprefix("Instance").isdecimal()]
    return sorted(names, key=lambda name: int(name.removeprefix("Instance")))


def asked(name: str) -> str:
    """An instance by its number or its whole name."""
    return f"Instance{name}" if name.isdecimal() else name


def problem(folder: Path, name: str) -> Problem:
    """One instance, ready to be solved and scored."""
    instance = read(folder / f"{name}.txt")
    bound, best = BEST.get(name, (None, None))

    def judge(plan: Plan) -> Verdict:
        judged = score(instance, roster_of(plan))
        return Verdict(judged.total, tuple(_named(violation) for violation in judged.violations))

    return Problem(
        name=name,
        people=len(instance.people),
        days=instance.days,
        shift_types=len(instance.shifts),
        tables=tables_of(instance),
        rules=RULES,
        judge=judge,
        written=lambda plan: _written(instance, plan),
        best_bound=bound,
        best_known=best,
    )


def _named(violation: Violation) -> str:
    day = "" if violation.day is None else f" {violation.day}"
    return f"{violation.rule} {violation.person}{day} ({violation.amount})"


def _written(instance: Instance, plan: Plan) -> str:
    """A line for each person: the name and, day by day, the shift or nothing."""
    roster = roster_of(plan)
    lines = [["person", *map(str, range(instance.days))]]
    lines += [[name, *(roster[name].get(day, "") for day in range(instance.days))] for name in instance.people]
    return "".join(",".join(line) + "\n" for line in lines)


SUITE = Suite(
    title=Text(sv="schemaläggningsinstanserna av Curtois och Qu", en="the nurse rostering instances of Curtois and Qu"),
    file="nrp",
    found=found,
    problem=problem,
    asked=asked,
)

if __name__ == "__main__":
    sys.exit(main(SUITE))
