"""Make a case that does not exist, from a seed: `python -m benchmarks.generate OUT --setting home_care …`.

The case is a folder of CSV tables in the format of this project, version 1. It follows published Swedish
figures (named where they are used, in the modules `generate_*`), nobody in it exists, and a legal roster
that holds every minimum is within reach. The same arguments give the same bytes.
"""

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import generate_events as events
from benchmarks.generate_calendar import Period, clock
from benchmarks.generate_need import (
    SHIFT_TYPES,
    Crew,
    Need,
    home_crew,
    home_demand,
    night_crew,
    night_demand,
    ward_crew,
    ward_demand,
)
from benchmarks.generate_people import Person, care_home_people, home_care_people
from benchmarks.generate_rows import Codes, base_rows, codes_of
from benchmarks.generate_visits import Recipient, Series, Visits, care_recipients

START = date(2027, 4, 19)
TOLD_DAYS_BEFORE = 21
AREAS = "Norra Södra Östra Västra Centrala Inre Yttre Övre Nedre Mellersta"
WARDS = "Asken Björken Cypressen Druvan Eken Furan Granen Hasseln Idegranen Jasminen"

Cell = str | int | float | date | None
Table = list[dict[str, Cell]]

COLUMNS = {
    "period": "case_id start weeks setting timezone posted frozen_until",
    "employees": "employee_id name title unit_id rate full_time_minutes contract_minutes balance_minutes "
    "tolerance_minutes day_break week_break weekend_every nights skills groups introduced hourly max_minutes "
    "wage minor max_shifts",
    "shift_types": "code name start end break_minutes gap_start gap_end kind unit_id group_id skills",
    "demand": "unit_id group_id day from to min target max skill",
    "recipients": "recipient_id group_id contact deputy preferred barred from to",
    "visits": "series_id recipient_id days weeks earliest latest minutes staff skills kind",
    "travel": "from_group to_group minutes",
    "wishes": "employee_id date wish strength reason",
    "absences": "employee_id from to reason credit_minutes",
    "history": "employee_id date shift_code",
    "ledger": "employee_id kind points",
    "holidays_worked": "employee_id holiday year",
    "base_roster": "employee_id date shift_code",
    "locks": "employee_id date shift_code",
    "units": "unit_id name family",
    "groups": "group_id unit_id name",
    "pairs": "employee_a employee_b kind",
    "rules": "rule_id parameter value who owner since why",
    "prices": "rule_id kronor",
}


@dataclass(frozen=True)
class Recipe:
    """The arguments a case is made from."""

    setting: str
    people: int
    recipients: int
    groups: int
    seed: int
    start: date = START
    weeks: int = 4

    @property
    def period(self) -> Period:
        return Period(self.start, self.weeks)

    @property
    def unit(self) -> str:
        return "HT" if self.setting == "home_care" else "SB"

    @property
    def group_ids(self) -> list[str]:
        letter = "G" if self.setting == "home_care" else "A"
        return [f"{self.unit}-{letter}{number}" for number in range(1, self.groups + 1)]

    @property
    def floors(self) -> list[str]:
        """A care home has a floor for every two wards, staffed together at night."""
        floors = (self.groups + 1) // 2 if self.setting == "care_home" else 0
        return [f"{self.unit}-N{number}" for number in range(1, floors + 1)]

    def rng(self, purpose: str) -> Random:
        """Chance of its own for each part, so that a change in one part leaves the others as they were."""
        return Random(f"{self.seed} {self.setting} {self.people} {self.recipients} {self.groups} {purpose}")


@dataclass(frozen=True)
class Made:
    """A case before it is written as tables."""

    recipe: Recipe
    people: list[Person]
    crews: list[Crew]
    needs: list[Need]
    recipients: list[Recipient]
    series: list[Series]
    codes: Codes
    away: list[events.Absence]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the case that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT_DIR", help="folder to write; its name becomes the case's")
    parser.add_argument("--setting", choices=sorted(SHIFT_TYPES), required=True)
    parser.add_argument("--people", type=int, required=True, help="employees, hourly staff and nights included")
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--groups", type=int, required=True, help="care groups or wards")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--start", type=date.fromisoformat, default=START, help="a Monday (default %(default)s)")
    parser.add_argument("--weeks", type=int, default=4, help="1 to 16 (default %(default)s)")
    asked = vars(parser.parse_args(arguments))
    out: Path = asked.pop("out")
    try:
        tables = generate(Recipe(**asked), case_id=out.resolve().name)
    except ValueError as impossible:
        parser.error(str(impossible))
    write(tables, out)


def generate(recipe: Recipe, case_id: str) -> dict[str, Table]:
    """All tables of a case."""
    refuse_nonsense(recipe)
    made = home_care(recipe) if recipe.setting == "home_care" else care_home(recipe)
    return {**given_tables(made, case_id), **care_tables(made), **people_tables(made), **rule_tables(made)}


def refuse_nonsense(recipe: Recipe) -> None:
    """Say which argument cannot be used, and why."""
    if recipe.start.weekday() != 0:
        raise ValueError(
            f"--start {recipe.start} is not a Monday; try {recipe.start - timedelta(recipe.start.weekday())}."
        )
    if not 1 <= recipe.weeks <= 16:
        raise ValueError(f"--weeks {recipe.weeks} must be 1 to 16.")
    if recipe.recipients < 1 or not 1 <= recipe.groups <= 10:
        raise ValueError("--recipients must be at least 1 and --groups 1 to 10.")
    if recipe.people < 5:
        raise ValueError(f"--people {recipe.people} cannot staff day and evening all week; use 5 or more.")


def home_care(recipe: Recipe) -> Made:
    """A home-care group: one unit, several areas, visits."""
    period = recipe.period
    people = home_care_people(recipe.people, recipe.group_ids, recipe.rng("people"))
    crew = home_crew(people, recipe.weeks)
    recipients = care_recipients(recipe.recipients, recipe.group_ids, people, period, recipe.rng("recipients"))
    visits = Visits(crew, people, recipe.rng("visits"))
    series = visits.plan(recipients)
    if {one.recipient for one in series} != {one.id for one in recipients}:
        raise ValueError(f"{recipe.people} people cannot visit {recipe.recipients} recipients; ask for fewer.")
    needs = home_demand(crew, period, visits.room.weekday_load())
    return staffed(recipe, people, [(crew, needs)], recipients, series)


def care_home(recipe: Recipe) -> Made:
    """A care home: wards by day, floors by night, residents, no visits."""
    period = recipe.period
    people = care_home_people(recipe.people, recipe.group_ids, recipe.floors, recipe.rng("people"))
    wards = [ward_crew(ward, people, recipe.weeks) for ward in recipe.group_ids]
    recipients = care_recipients(recipe.recipients, recipe.group_ids, people, period, recipe.rng("recipients"))
    crews = [(crew, ward_demand(crew, period)) for crew in wards]
    crews.append((night_crew(people, len(recipe.floors)), night_demand(recipe.floors, period)))
    return staffed(recipe, people, crews, recipients, [])


def staffed(
    recipe: Recipe,
    people: list[Person],
    crews: Sequence[tuple[Crew, list[Need]]],
    recipients: list[Recipient],
    series: list[Series],
) -> Made:
    """The case with its base roster and with those who are away."""
    codes: Codes = {}
    presences = []
    for number, (crew, needs) in enumerate(crews):
        rng = recipe.rng(f"rows {number}")
        codes |= codes_of(crew, base_rows(crew, recipe.period, rng), recipe.period, rng)
        presences.append(events.Presence(crew, needs, codes, recipe.period))
    away = events.absences(presences, recipe.period, recipe.rng("absences"))
    all_needs = [need for _, needs in crews for need in needs]
    return Made(recipe, people, [crew for crew, _ in crews], all_needs, recipients, series, codes, away)


def given_tables(made: Made, case_id: str) -> dict[str, Table]:
    """Period, unit, groups, employees and shift types."""
    recipe, unit = made.recipe, made.recipe.unit
    home = recipe.setting == "home_care"
    names = [f"{area} området" for area in AREAS.split()] if home else [f"Avdelning {ward}" for ward in WARDS.split()]
    groups = list(zip(recipe.group_ids, names, strict=False))
    groups += [(floor, f"Natt plan {number}") for number, floor in enumerate(recipe.floors, start=1)]
    posted = recipe.start - timedelta(days=TOLD_DAYS_BEFORE)
    return {
        "period": rows("period", [(case_id, recipe.start, recipe.weeks, recipe.setting, "", posted, recipe.start)]),
        "units": rows("units", [(unit, "Hemtjänst" if home else "Särskilt boende", "hemtjanst" if home else "sabo")]),
        "groups": rows("groups", [(group, unit, name) for group, name in groups]),
        "employees": [employee_row(person, unit) for person in made.people],
        "shift_types": rows(
            "shift_types",
            [
                (
                    shift.code,
                    shift.name,
                    shift.start,
                    shift.end,
                    shift.break_minutes,
                    *shift.gap,
                    shift.kind,
                    "",
                    "",
                    shift.skills,
                )
                for shift in SHIFT_TYPES[recipe.setting]
            ],
        ),
    }


def employee_row(person: Person, unit: str) -> dict[str, Cell]:
    """A row of `employees`; what equals a default stays empty."""
    paid_by_hour = {"hourly": "yes", "max_minutes": person.max_minutes}
    contract = {
        "rate": person.rate,
        "full_time_minutes": person.full_time,
        "balance_minutes": person.balance or None,
    }
    return {
        "employee_id": person.id,
        "name": person.name,
        "title": person.title,
        "unit_id": unit,
        **(paid_by_hour if person.hourly else contract),
        "day_break": person.day_break,
        "week_break": person.week_break,
        "weekend_every": None if person.weekend_every == 2 else person.weekend_every,
        "nights": "" if person.nights == "no" else person.nights,
        "skills": "|".join(person.skills),
        "groups": "|".join(person.groups),
        "introduced": "|".join(person.introduced),
        "wage": f"{person.wage:.2f}",
    }


def care_tables(made: Made) -> dict[str, Table]:
    """Demand, recipients, visits and travel."""
    recipe = made.recipe
    return {
        "demand": rows(
            "demand",
            [
                (
                    recipe.unit,
                    need.group,
                    need.day,
                    clock(need.start),
                    clock(need.end),
                    need.least,
                    need.target,
                    need.most,
                    need.skill,
                )
                for need in made.needs
            ],
        ),
        "recipients": rows(
            "recipients",
            [
                (
                    one.id,
                    one.group,
                    one.contact,
                    one.deputy,
                    "|".join(one.preferred),
                    "|".join(one.barred),
                    one.comes,
                    one.leaves,
                )
                for one in made.recipients
            ],
        ),
        "visits": rows("visits", visit_rows(made.series, recipe.period)),
        "travel": rows("travel", travel_rows(recipe) if made.series else []),
    }


def visit_rows(series: Sequence[Series], period: Period) -> Iterable[tuple[Cell, ...]]:
    """One row per series; a service that would fall on a red day names its dates instead of its weekday."""
    for number, one in enumerate(series, start=1):
        days, weeks = "".join(str(day + 1) for day in one.weekdays), one.weeks
        if len(one.weekdays) == 1:
            due = [day for day in period.days if day % 14 in one.days]
            if any(period.is_red(day) for day in due):
                days = "|".join(period.date_of(day).isoformat() for day in due if not period.is_red(day))
                weeks = ""
        if days:
            window = (clock(one.earliest), clock(one.latest))
            task = (one.length, one.staff, one.skill, one.kind)
            yield (f"V{number:03}", one.recipient, days, weeks, *window, *task)


def travel_rows(recipe: Recipe) -> Iterable[tuple[Cell, ...]]:
    """Three to six minutes inside an area, six to twelve between two: a town."""
    rng = recipe.rng("travel")
    between: dict[tuple[str, str], int] = {}
    for here in recipe.group_ids:
        for there in recipe.group_ids:
            minutes = rng.randrange(3, 7) if here == there else rng.randrange(6, 13)
            yield here, there, between.setdefault((min(here, there), max(here, there)), minutes)


def people_tables(made: Made) -> dict[str, Table]:
    """What was, what is planned and what is wished for."""
    recipe, people, codes = made.recipe, made.people, made.codes
    period = recipe.period
    asked = events.wishes(people, made.away, period, recipe.rng("wishes"))
    kept = events.locks(people, codes, events.taken_cells(made.away, asked), period, recipe.rng("locks"))
    before = {**codes, **events.hourly_history(people, period, recipe.rng("hourly"))}
    order = {person.id: number for number, person in enumerate(people)}
    history = sorted((cell for cell in before if cell[1] < recipe.start), key=lambda cell: (order[cell[0]], cell[1]))
    permanent = [person for person in people if not person.hourly]
    dates = [period.date_of(day) for day in period.days]
    return {
        "absences": rows(
            "absences",
            [
                (one.person.id, period.date_of(one.first), period.date_of(one.last), one.reason, one.credit)
                for one in made.away
            ],
        ),
        "wishes": rows(
            "wishes",
            [(one.person.id, period.date_of(one.day), one.wish, one.strength, one.reason) for one in asked],
        ),
        "history": rows("history", [(*cell, before[cell]) for cell in history]),
        "base_roster": rows(
            "base_roster",
            [(person.id, when, codes.get((person.id, when), "-")) for person in permanent for when in dates],
        ),
        "locks": rows("locks", [(employee, period.date_of(day), code) for employee, day, code in kept]),
        "ledger": rows("ledger", events.ledger(people, recipe.rng("ledger"))),
        "holidays_worked": rows(
            "holidays_worked", events.holidays_worked(people, recipe.start, recipe.rng("holidays"))
        ),
        "pairs": rows("pairs", events.pairs(people)),
    }


def rule_tables(made: Made) -> dict[str, Table]:
    """A few rules and prices that the unit has changed, each with who decided, when and why."""
    since = made.recipe.start - timedelta(days=97)
    someone = made.people[min(3, len(made.people) - 1)].id
    changed = [
        (
            "weekly_rest",
            "joined",
            36,
            someone,
            "C",
            since,
            "Lokalt avtal: veckovilan får ligga intill dygnsvilan",
        ),
    ]
    if made.recipe.setting == "home_care":
        changed.append(("too_many_faces", "most", 14, "", "M", since, "Nämndens mål för personalkontinuitet"))
    else:
        changed.append(("faces", "floor", 8, "", "U", since, "En avdelning bemannas av åtta personer"))
    prices = [("single_free_day", "70"), ("split_shift", "never")]
    return {"rules": rows("rules", changed), "prices": rows("prices", prices)}


def rows(table: str, values: Iterable[Sequence[Cell]]) -> Table:
    """Values in the order of the table's columns."""
    return [dict(zip(COLUMNS[table].split(), row, strict=True)) for row in values]


def write(tables: Mapping[str, Table], out: Path) -> None:
    """One CSV file per table that has rows; a table left over from another case is removed."""
    out.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        path = out / f"{name}.csv"
        if not tables[name]:
            path.unlink(missing_ok=True)
            continue
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[name])


if __name__ == "__main__":
    main()
