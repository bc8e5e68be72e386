"""Solve instances of a folder: `python -m benchmarks.inrc2 FOLDER --seconds 120 --instances n030w4_1_6-2-9-1`.

Unless some are named: those of the folder's `best_known.csv`, or else the four-week ones among the competition's late
instances, as far as the folder holds their sets.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.inrc2.case import roster_of, tables_of
from benchmarks.inrc2.instance import Instance
from benchmarks.inrc2.reader import read
from benchmarks.inrc2.rules import RULES
from benchmarks.inrc2.score import Violation, score
from benchmarks.public_best import Published, published
from benchmarks.public_suite import Problem, Suite, Verdict, main
from scheduler.plan import Plan
from scheduler.text import Text

LATE = (  # the competition's 28 late instances, those of four weeks; each set has two
    "n030w4_1_6-2-9-1",
    "n030w4_1_6-7-5-3",
    "n040w4_0_2-0-6-1",
    "n040w4_2_6-1-0-6",
    "n050w4_0_0-4-8-7",
    "n050w4_0_7-2-7-2",
    "n060w4_1_6-1-1-5",
    "n060w4_1_9-6-3-8",
    "n080w4_2_4-3-3-3",
    "n080w4_2_6-0-4-8",
    "n100w4_0_1-1-0-8",
    "n100w4_2_0-6-4-6",
    "n120w4_1_4-6-2-6",
    "n120w4_1_5-6-9-8",
)


def found(folder: Path) -> Iterable[str]:
    """The instances with published values, else the late ones, whose scenario is in the folder or below it."""
    sets = {path.stem.removeprefix("Sc-") for path in folder.rglob("Sc-*.txt")}
    return [name for name in published(folder) or LATE if name.split("_")[0] in sets]


def problem(folder: Path, name: str) -> Problem:
    """One instance, ready to be solved and scored."""
    instance = read(folder, name)
    known = published(folder).get(name, Published())

    def judge(plan: Plan) -> Verdict:
        judged = score(instance, roster_of(plan))
        return Verdict(judged.total, tuple(_named(violation) for violation in judged.violations))

    return Problem(
        name=name,
        people=len(instance.nurses),
        days=instance.days,
        shift_types=len(instance.shifts),
        tables=tables_of(instance),
        rules=RULES,
        judge=judge,
        written=lambda plan: _written(instance, plan),
        best_bound=known.bound,
        best_known=known.best,
    )


def _named(violation: Violation) -> str:
    return f"{violation.rule} {violation.subject} {violation.day} ({violation.amount})"


def _written(instance: Instance, plan: Plan) -> str:
    """A line for each nurse: the name and, day by day, shift and skill or nothing."""
    roster = roster_of(plan)
    lines = [["nurse", *map(str, range(instance.days))]]
    lines += [
        [name, *(" ".join(roster[name].get(day, ())) for day in range(instance.days))] for name in instance.nurses
    ]
    return "".join(",".join(line) + "\n" for line in lines)


SUITE = Suite(
    title=Text(
        sv="fyraveckorsinstanserna från tävlingen INRC-II", en="the four-week instances of the competition INRC-II"
    ),
    file="inrc2",
    found=found,
    problem=problem,
)

if __name__ == "__main__":
    sys.exit(main(SUITE))
