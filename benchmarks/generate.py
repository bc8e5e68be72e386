"""Make a case that does not exist, from a seed: `python -m benchmarks.generate OUT --setting home_care …`.

The case is a folder of CSV tables in the case format, version 1. It follows published Swedish figures
(collected in `data/samples/README.md`, named where they are used, in the modules `generate_*`), nobody in
it exists, and a legal roster that holds every minimum is within reach. The same arguments give the same bytes.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.generate_events import Presence, absences
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
from benchmarks.generate_recipe import START, Made, Recipe
from benchmarks.generate_rows import Codes, base_rows, codes_of
from benchmarks.generate_tables import Table, tables_of, write
from benchmarks.generate_visits import Recipient, Series, Visits, care_recipients


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
    recipe.refuse_nonsense()
    made = home_care(recipe) if recipe.setting == "home_care" else care_home(recipe)
    return tables_of(made, case_id)


def home_care(recipe: Recipe) -> Made:
    """A home-care group: one unit, several areas, visits."""
    period = recipe.period
    people = home_care_people(recipe.people, recipe.group_ids, recipe.weeks, recipe.rng("people"))
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
    people = care_home_people(recipe.people, recipe.group_ids, recipe.floors, recipe.weeks, recipe.rng("people"))
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
        presences.append(Presence(crew, needs, codes, recipe.period))
    away = absences(presences, recipe.period, recipe.rng("absences"))
    all_needs = [need for _, needs in crews for need in needs]
    return Made(recipe, people, all_needs, recipients, series, codes, away)


if __name__ == "__main__":
    main()
