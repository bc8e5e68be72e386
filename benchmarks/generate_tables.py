"""A made case as the tables of the case format, version 1: the columns, the rows and the files."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks import generate_events as events
from benchmarks.generate_calendar import Period, clock
from benchmarks.generate_need import SHIFT_TYPES
from benchmarks.generate_people import Person
from benchmarks.generate_recipe import Made, Recipe
from benchmarks.generate_visits import Series

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


def tables_of(made: Made, case_id: str) -> dict[str, Table]:
    """All tables of a case."""
    return {**given_tables(made, case_id), **care_tables(made), **people_tables(made), **rule_tables(made)}


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
    """One row per series; what is not due on red days names its dates where one would be."""
    for number, one in enumerate(series, start=1):
        days, weeks = "".join(str(day + 1) for day in one.weekdays), one.weeks
        if len(one.weekdays) < 7:
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
