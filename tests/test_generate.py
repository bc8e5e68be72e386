"""A generated case is the same every time, hangs together, and can be staffed.

The tables are read here with `csv` alone: the generator is judged by what it writes, not by our own reader.
"""

import csv
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.generate import main
from benchmarks.generate_calendar import red_days

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
NAMES = ("tiny", "home-care", "care-home")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Row = dict[str, str]


class Sample:
    """A case folder as plain rows, with the arithmetic that the tests share."""

    def __init__(self, folder: Path) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                self.tables[path.stem] = list(csv.DictReader(file))
        period = self.tables["period"][0]
        self.start = date.fromisoformat(period["start"])
        self.weeks = int(period["weeks"])
        self.home_care = period["setting"] == "home_care"
        self.days = [self.start + timedelta(days=day) for day in range(7 * self.weeks)]
        self.shifts = {row["code"]: row for row in self.tables["shift_types"]}
        self.employees = {row["employee_id"]: row for row in self.tables["employees"]}
        self.base = {(row["employee_id"], row["date"]): row["shift_code"] for row in self.tables["base_roster"]}
        self.away = set(self._away())

    def _away(self) -> Iterator[tuple[str, str]]:
        for row in self.tables["absences"]:
            first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
            for day in range((last - first).days + 1):
                yield row["employee_id"], (first + timedelta(days=day)).isoformat()

    @property
    def permanent(self) -> list[Row]:
        return [row for row in self.employees.values() if not row["hourly"]]

    def span(self, code: str) -> tuple[int, int]:
        start, end = minutes(self.shifts[code]["start"]), minutes(self.shifts[code]["end"])
        return start, end if end > start else end + 1440

    def paid(self, code: str) -> int:
        start, end = self.span(code)
        return end - start - int(self.shifts[code]["break_minutes"])

    def contract(self, employee: Row) -> float:
        """Minutes to work in the period: less what absence counts for, less what was worked before."""
        credit = sum(
            int(row["credit_minutes"])
            for row in self.tables["absences"]
            if row["employee_id"] == employee["employee_id"]
        )
        whole = int(employee["rate"]) / 100 * int(employee["full_time_minutes"]) * self.weeks
        return whole - credit - int(employee["balance_minutes"] or 0)

    def needs(self, day: date) -> list[Row]:
        """The demand of a date, skills apart."""
        heading = "red" if day in red_days(day.year) else WEEKDAYS[day.weekday()]
        return [row for row in self.tables["demand"] if row["day"] == heading and not row["skill"]]

    def asked_minutes(self, day: date, level: str) -> int:
        return sum(int(row[level] or 0) * length(row) for row in self.needs(day))

    def heads(self, day: date, moment: int, group: str) -> int:
        """Whom the base roster has on duty, the absent left out; nights stand together for all floors."""
        when = day.isoformat()
        by_night = moment >= 22 * 60
        return sum(
            self.span(code)[0] <= moment < self.span(code)[1]
            for (employee, on), code in self.base.items()
            if on == when and code != "-" and (employee, on) not in self.away
            if by_night or not group or group in self.employees[employee]["groups"].split("|")
            if by_night == (self.shifts[code]["kind"] == "night") or self.home_care
        )

    def visits_on(self, day: date) -> list[Row]:
        week = (day - self.start).days // 7 + 1
        parity = ("all", "", "odd" if week % 2 else "even")
        return [
            row
            for row in self.tables["visits"]
            if (day.isoformat() in row["days"] if "-" in row["days"] else str(day.isoweekday()) in row["days"])
            and row["weeks"] in parity
        ]


@cache
def sample(name: str) -> Sample:
    return Sample(SAMPLES / name)


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def length(row: Row) -> int:
    return (minutes(row["to"]) - minutes(row["from"])) % 1440


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def is_care(visit: Row) -> bool:
    return visit["kind"] not in ("service", "shower")


def command(name: str) -> list[str]:
    """The generator's arguments for a sample, as its README records them."""
    told = (SAMPLES / "README.md").read_text(encoding="utf-8")
    line = re.search(rf"^python -m benchmarks\.generate data/samples/{name} (.*)$", told, re.MULTILINE)
    assert line, name
    return shlex.split(line[1])


# ---- the same every time


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_what_the_generator_gives(name: str, tmp_path: Path) -> None:
    main([str(tmp_path / name), *command(name)])
    assert files(tmp_path / name) == files(SAMPLES / name)


def test_another_seed_is_another_case(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        main([str(tmp_path / seed / "case"), *command("tiny")[:-6], "--seed", seed])
    one, other = files(tmp_path / "1" / "case"), files(tmp_path / "2" / "case")
    assert one["shift_types.csv"] == other["shift_types.csv"]
    assert one["employees.csv"] != other["employees.csv"]


def test_a_smaller_case_leaves_nothing_of_a_larger_behind(tmp_path: Path) -> None:
    main([str(tmp_path / "case"), *command("tiny")])
    (tmp_path / "case" / "pairs.csv").write_text("employee_a,employee_b,kind\nE98,E99,apart\n", encoding="utf-8")
    main([str(tmp_path / "case"), *command("tiny")])
    assert not (tmp_path / "case" / "pairs.csv").exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--start", "2027-02-02"], "2027-02-01"),
        (["--people", "3"], "5 or more"),
        (["--recipients", "300"], "fewer"),
        (["--setting", "care_home", "--groups", "4"], "too few"),
        (["--weeks", "17"], "1 to 16"),
    ],
)
def test_what_cannot_be_made_is_said(
    wrong: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path / "case"), *command("tiny"), *wrong])
    assert told in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


# ---- it hangs together


@pytest.mark.parametrize("name", NAMES)
def test_every_id_refers_to_something(name: str) -> None:
    case = sample(name)
    known = {
        "employee": set(case.employees),
        "group": {row["group_id"] for row in case.tables["groups"]},
        "unit": {row["unit_id"] for row in case.tables["units"]},
        "shift": {"-", *case.shifts},
        "recipient": {row["recipient_id"] for row in case.tables["recipients"]},
        "skill": {skill for row in case.employees.values() for skill in row["skills"].split("|")},
    }
    columns = {
        "employee": ("employee_id", "employee_a", "employee_b", "contact", "deputy", "preferred", "barred"),
        "group": ("group_id", "groups", "introduced", "from_group", "to_group"),
        "unit": ("unit_id",),
        "shift": ("shift_code",),
        "recipient": ("recipient_id",),
        "skill": ("skill", "skills"),
    }
    for table, rows in case.tables.items():
        for kind, names in columns.items():
            told = {value for row in rows for column in names for value in (row.get(column) or "").split("|")}
            assert told <= known[kind] | {""}, (table, kind)


@pytest.mark.parametrize("name", NAMES)
def test_dates_lie_where_they_belong(name: str) -> None:
    case = sample(name)
    period = {day.isoformat() for day in case.days}
    before = {(case.start - timedelta(days=day)).isoformat() for day in range(1, 15)}
    for table in ("wishes", "base_roster", "locks"):
        assert {row["date"] for row in case.tables[table]} <= period, table
    for table in ("absences", "recipients"):
        assert {row[column] for row in case.tables[table] for column in ("from", "to")} <= period | {""}, table
    assert {row["date"] for row in case.tables["history"]} <= before
    assert all(set(row["days"].split("|")) <= period for row in case.tables["visits"] if "-" in row["days"])
    assert all(date.fromisoformat(row["since"]) < case.start for row in case.tables["rules"])


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique(name: str) -> None:
    case = sample(name)
    for table in ("wishes", "base_roster", "locks", "history"):
        cells = Counter((row["employee_id"], row["date"]) for row in case.tables[table])
        assert max(cells.values()) == 1, table
    assert len(case.employees) == len({row["name"] for row in case.employees.values()})
    assert len({row["series_id"] for row in case.tables["visits"]}) == len(case.tables["visits"])


@pytest.mark.parametrize("name", NAMES)
def test_locks_and_vetoes_contradict_nothing(name: str) -> None:
    case = sample(name)
    wished = {(row["employee_id"], row["date"]) for row in case.tables["wishes"]}
    assert not wished & case.away
    for row in case.tables["locks"]:
        cell = (row["employee_id"], row["date"])
        assert cell not in wished | case.away
        assert case.base[cell] == row["shift_code"]
    for employee in case.permanent:
        vetoes = [
            row
            for row in case.tables["wishes"]
            if row["strength"] == "veto" and row["employee_id"] == employee["employee_id"]
        ]
        assert all(row["wish"] == "free" for row in vetoes)
        assert 480 * len(vetoes) <= 0.15 * (case.contract(employee) + int(employee["balance_minutes"] or 0))


@pytest.mark.parametrize("name", NAMES)
def test_absence_counts_a_fifth_of_the_week_for_each_weekday(name: str) -> None:
    case = sample(name)
    for row in case.tables["absences"]:
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
        weekdays = sum((first + timedelta(days=day)).weekday() < 5 for day in range((last - first).days + 1))
        employee = case.employees[row["employee_id"]]
        weekly = int(employee["rate"]) / 100 * int(employee["full_time_minutes"])
        assert abs(int(row["credit_minutes"]) - weekdays * weekly / 5) <= 0.5


# ---- it can be staffed


@pytest.mark.parametrize("name", NAMES)
def test_contracts_hold_the_minimum_with_a_margin_and_about_the_target(name: str) -> None:
    case = sample(name)
    worked = sum(case.contract(employee) for employee in case.permanent)
    share = 480 / 510  # of a head's time that is paid: the break counts as staffed
    least = share * sum(case.asked_minutes(day, "min") for day in case.days)
    target = share * sum(case.asked_minutes(day, "target") for day in case.days)
    most = share * sum(case.asked_minutes(day, "max") for day in case.days)
    assert least < 0.85 * worked
    assert 0.7 * worked < target < worked
    assert most > 1.15 * worked


@pytest.mark.parametrize("name", NAMES)
def test_the_base_roster_holds_every_minimum_without_the_absent(name: str) -> None:
    """Weekends and evenings included: who is there, is there by right of the base roster alone."""
    case = sample(name)
    for day in case.days:
        floors = sum(minutes(row["from"]) == 22 * 60 for row in case.needs(day)) or 1
        for row in case.needs(day):
            start = minutes(row["from"])
            wanted = int(row["min"]) * (floors if start == 22 * 60 else 1)
            for moment in range(start, start + length(row), 15):
                assert case.heads(day, moment, row["group_id"]) >= wanted, (day, row, moment)


@pytest.mark.parametrize("name", NAMES)
def test_weekends_are_within_what_people_may_work(name: str) -> None:
    case = sample(name)
    for employee in case.permanent:
        who = employee["employee_id"]
        every = int(employee["weekend_every"] or 2)
        nights = employee["nights"] == "only"
        worked = [
            week
            for week in range(case.weeks)
            if any(
                case.base[who, case.days[7 * week + day].isoformat()] != "-" for day in ((4, 5) if nights else (5, 6))
            )
        ]
        assert len(worked) <= (max(1, case.weeks // every) if every else 0), who
        assert all(later - earlier > 1 for earlier, later in pairwise(worked)), who
    weekend = sum(
        case.base[employee["employee_id"], day.isoformat()] != "-"
        for employee in case.permanent
        for day in case.days
        if day.weekday() == 5
    )
    may = sum(
        max(1, case.weeks // int(employee["weekend_every"] or 2)) if employee["weekend_every"] != "0" else 0
        for employee in case.permanent
    )
    assert weekend <= may


@pytest.mark.parametrize("name", NAMES)
def test_the_base_roster_meets_the_contracts(name: str) -> None:
    case = sample(name)
    worked: Counter[str] = Counter()
    for (who, _), code in case.base.items():
        worked[who] += case.paid(code) if code != "-" else 0
    for employee in case.permanent:
        contract = int(employee["rate"]) / 100 * int(employee["full_time_minutes"]) * case.weeks
        assert abs(worked[employee["employee_id"]] - contract) <= 120, employee["employee_id"]


@pytest.mark.parametrize("name", NAMES)
def test_rest_and_runs_hold_from_history_into_the_period(name: str) -> None:
    case = sample(name)
    known = {(row["employee_id"], row["date"]): row["shift_code"] for row in case.tables["history"]}
    known |= {cell: code for cell, code in case.base.items() if code != "-"}
    days = [case.start + timedelta(days=day) for day in range(-14, 7 * case.weeks)]
    for employee in case.employees:
        codes = [known.get((employee, day.isoformat()), "") for day in days]
        kinds = "".join("." if not code else case.shifts[code]["kind"][0] for code in codes)
        assert not re.search(r"[^.]{6}|nnnn|nn\.?[^.n]|nn\.n", kinds), employee
        assert all(".." in kinds[week : week + 7] for week in range(0, len(kinds), 7)), employee
        for earlier, later in pairwise(codes):
            if earlier and later:
                assert case.span(later)[0] + 1440 - case.span(earlier)[1] >= 11 * 60, employee


@pytest.mark.parametrize("name", ["tiny", "home-care"])
def test_visits_fit_under_the_heads_on_duty(name: str) -> None:
    case = sample(name)
    for day in case.days:
        asked = sum(int(row["minutes"]) * int(row["staff"]) for row in case.visits_on(day))
        on_duty = [
            case.paid(code)
            for (employee, on), code in case.base.items()
            if on == day.isoformat() and code != "-" and (employee, on) not in case.away
        ]
        assert asked < 0.75 * sum(on_duty), day


def test_home_care_follows_the_published_figures() -> None:
    case = sample("home-care")
    visits = [row for day in case.days for row in case.visits_on(day)]
    lengths = sorted(int(row["minutes"]) for row in visits)
    assert lengths[len(lengths) // 2] == 30
    assert 28 <= sum(lengths) / len(lengths) <= 33
    assert 0.04 <= sum(row["staff"] == "2" for row in visits) / len(visits) <= 0.12
    hours = {day: sum(int(row["minutes"]) * int(row["staff"]) for row in case.visits_on(day)) for day in case.days}
    workdays = [hours[day] for day in case.days if day.weekday() < 5 and day not in red_days(day.year)]
    weekends = [hours[day] for day in case.days if day.weekday() >= 5]
    assert 0.8 <= (sum(weekends) / len(weekends)) / (sum(workdays) / len(workdays)) <= 0.9
    assert 0.5 <= sum(hours.values()) / sum(case.contract(employee) for employee in case.permanent) <= 0.75
    begun = Counter((minutes(row["earliest"]) + minutes(row["latest"])) // 120 for row in visits if is_care(row))
    morning, evening = (sum(begun[hour] for hour in hours) for hours in (range(7, 10), range(18, 21)))
    assert min(morning, evening) > sum(begun[hour] for hour in range(13, 16))


@pytest.mark.parametrize("name", ["tiny", "home-care"])
def test_windows_are_open_for_a_while_and_end_the_same_evening(name: str) -> None:
    for row in sample(name).tables["visits"]:
        earliest, latest = minutes(row["earliest"]), minutes(row["latest"])
        assert minutes("07:00") <= earliest
        assert 45 <= latest - earliest <= 120
        assert latest + int(row["minutes"]) <= minutes("22:00")


@pytest.mark.parametrize("name", NAMES)
def test_people_follow_the_published_figures(name: str) -> None:
    case = sample(name)
    rates = [int(row["rate"]) for row in case.permanent]
    assert 0.5 <= rates.count(100) / len(rates) <= 0.7
    assert sum(rate < 75 for rate in rates) / len(rates) <= 0.2
    trained = sum(row["title"] == "underskoterska" for row in case.employees.values())
    assert 0.6 <= trained / len(case.employees) <= 0.85


def test_the_samples_meet_a_red_weekday_and_a_clock_change() -> None:
    home, care = sample("home-care"), sample("care-home")
    assert any(day in red_days(day.year) and day.weekday() < 5 for day in home.days)
    assert datetime(2027, 10, 31).date() in care.days
    assert any(row["day"] == "red" for row in care.tables["demand"])
