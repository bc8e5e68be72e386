import csv
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event
from xmlschema import XMLSchema

from scheduler.case.case import Case
from scheduler.case.rows import AbsenceRow, DemandRow, Setting, ShiftTypeRow
from scheduler.clock import Minutes, hours, minute_of
from scheduler.errors import CaseError, SamschemaError
from scheduler.files.exports import What, write_exports
from scheduler.files.paxml import paxml
from scheduler.files.paxml_codes import TIME_CODES, Codes, read_codes
from scheduler.files.read_case import read_case
from scheduler.files.results import write_plan
from scheduler.files.safe_names import file_names
from scheduler.files.write_case import write_case
from scheduler.ids import ShiftCode, UnitId
from scheduler.plan import Duty, Plan
from scheduler.text import Language
from tests.drawn import ANNA, GROUP, UNIT, drawn, drawn_case, drawn_plan, shift_types
from tests.small_unit import small_case, small_plan
from ui.cli import run
from ui.cli_case import known
from ui.cli_shell import Code, Shell
from ui.cli_words import spoken

DATA = Path(__file__).parent.parent / "data"
PARTS = XMLSchema(DATA / "paxml" / "paxml_parts.xsd")
EVERYTHING = {"payroll.xml", "shifts.csv", "planned_visits.csv", "pool.csv"}


def exported(folder: Path, plan: Plan, *what: What, language: Language = Language.SWEDISH) -> Path:
    write_exports(folder, plan, what or tuple(What), Codes(), language)
    return folder


def events_of(folder: Path, name: str = "anna") -> list[Event]:
    """A person's events as a calendar's own library reads them, in the order of their starts."""
    found = Calendar.from_ical((folder / "calendar" / f"{name}.ics").read_bytes())
    events = [event for event in found.walk("VEVENT") if isinstance(event, Event)]
    return sorted(events, key=lambda event: str(event["uid"]))


def times(event: Event) -> tuple[datetime, datetime]:
    begin, end = event.decoded("dtstart"), event.decoded("dtend")
    assert isinstance(begin, datetime) and isinstance(end, datetime)
    return begin, end


def revisions(folder: Path) -> dict[str, tuple[int, str]]:
    """Date and order of each of Anna's events: its revision and status."""
    return {str(event["uid"])[:10]: (int(str(event["sequence"])), str(event["status"])) for event in events_of(folder)}


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def paid(plan: Plan, codes: Codes | None = None) -> dict[tuple[str, str], float]:
    """The hours of each person and date of a payroll file, which holds the form that we promise."""
    told = PARTS.to_dict(paxml(plan, codes or Codes()).decode())
    assert isinstance(told, dict)
    schedules = told["schematransaktioner"]["schema"]
    return {(one["@anstid"], day["@datum"]): float(day["@timmar"]) for one in schedules for day in one["dag"]}


def called(*arguments: object) -> int:
    given = [str(argument) for argument in arguments]
    return run(given, Shell(spoken(given, {})))


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """A case and a result of it, as files."""
    case = small_case()
    write_case(case.tables, tmp_path / "case")
    write_plan(tmp_path / "result", small_plan(case))
    return tmp_path / "case", tmp_path / "result"


# -- calendars ------------------------------------------------------------------------------------


def test_a_shift_is_an_event_at_the_hours_that_it_is_worked(tmp_path: Path) -> None:
    _, plan = drawn("D . . . . . .", weeks=1)
    (event,) = events_of(exported(tmp_path, plan, What.CALENDAR))
    assert times(event) == (datetime(2027, 2, 1, 6, 0, tzinfo=UTC), datetime(2027, 2, 1, 15, 0, tzinfo=UTC))
    assert event["summary"] == "D" and event["location"] == f"{UNIT}"
    assert event["description"] == "Rast 30 min, ingen bestämd tid\nArbetstid 8 tim 30 min"


@pytest.mark.parametrize(
    ("begin", "starts", "ends"),
    [
        (date(2027, 2, 1), datetime(2027, 2, 6, 20, 0), datetime(2027, 2, 7, 6, 0)),
        (date(2027, 3, 22), datetime(2027, 3, 27, 20, 0), datetime(2027, 3, 28, 5, 0)),  # nine hours
        (date(2027, 10, 25), datetime(2027, 10, 30, 19, 0), datetime(2027, 10, 31, 6, 0)),  # eleven hours
    ],
)
def test_a_night_ends_on_the_next_day_also_when_clocks_change(
    tmp_path: Path, begin: date, starts: datetime, ends: datetime
) -> None:
    _, plan = drawn(". . . . . N .", begin=begin, weeks=1)
    (event,) = events_of(exported(tmp_path, plan, What.CALENDAR))
    assert times(event) == (starts.replace(tzinfo=UTC), ends.replace(tzinfo=UTC))
    sunday = begin + timedelta(days=6)
    assert f"Slutar sön {sunday.day}/{sunday.month} 07:00" in str(event["description"])
    assert paid(plan)[ANNA, f"{begin + timedelta(days=5)}"] == (ends - starts) / timedelta(hours=1)


def test_the_break_and_the_gap_are_told(tmp_path: Path) -> None:
    case = drawn_case(weeks=1)
    day, split = case.shift(0, ShiftCode("D")), case.shift(1, ShiftCode("S"))
    duties = (Duty(day, UNIT, pause=case.clock.at(0, hours(12))), Duty(split, UNIT, GROUP))
    plan = Plan(case, {ANNA: duties}, {})
    first, second = events_of(exported(tmp_path, plan, What.CALENDAR, language=Language.ENGLISH))
    assert first["description"] == "Break 12:00–12:30\nWorking time 8 h 30 min"
    assert second["description"] == "Off duty 11:00–16:00\nWorking time 8 h"
    assert second["location"] == f"{GROUP}, {UNIT}"


def test_a_roster_written_again_gives_the_same_bytes(tmp_path: Path) -> None:
    _, plan = drawn("D E . N . S .", weeks=1)
    before = {file: file.read_bytes() for file in exported(tmp_path, plan).rglob("*.*")}
    assert before == {file: file.read_bytes() for file in exported(tmp_path, plan).rglob("*.*")}


def test_a_changed_roster_updates_and_cancels_but_never_duplicates(tmp_path: Path) -> None:
    case, plan = drawn("D D . N . . .", weeks=1)
    exported(tmp_path, plan, What.CALENDAR)
    first = {str(event["uid"]) for event in events_of(tmp_path)}
    exported(tmp_path, drawn_plan(case, "E . . N . D ."), What.CALENDAR)
    assert revisions(tmp_path) == {
        "20270201-1": (1, "CONFIRMED"),  # another shift
        "20270202-1": (1, "CANCELLED"),
        "20270204-1": (0, "CONFIRMED"),
        "20270206-1": (0, "CONFIRMED"),  # new
    }
    assert first < {str(event["uid"]) for event in events_of(tmp_path)}
    stamps = {str(event["uid"])[:8]: event.decoded("dtstamp") for event in events_of(tmp_path)}
    assert stamps["20270201"] > stamps["20270204"]
    exported(tmp_path, drawn_plan(case, "E D . N . D ."), What.CALENDAR)
    assert revisions(tmp_path)["20270202-1"] == (2, "CONFIRMED")
    assert revisions(tmp_path)["20270201-1"] == (1, "CONFIRMED")


def test_the_period_before_is_not_cancelled_by_the_next(tmp_path: Path) -> None:
    exported(tmp_path, drawn("D . . . . . .", weeks=1)[1], What.CALENDAR)
    exported(tmp_path, drawn("D . . . . . .", weeks=1, begin=date(2027, 2, 8))[1], What.CALENDAR)
    assert revisions(tmp_path) == {"20270208-1": (0, "CONFIRMED")}


def test_two_shifts_on_a_date_are_two_events(tmp_path: Path) -> None:
    case = drawn_case(weeks=1)
    duties = tuple(Duty(case.shift(0, ShiftCode(code)), UNIT) for code in "EK")
    events = events_of(exported(tmp_path, Plan(case, {ANNA: duties}, {}), What.CALENDAR))
    assert [(str(event["uid"])[:10], event["summary"]) for event in events] == [
        ("20270201-1", "K"),
        ("20270201-2", "E"),
    ]


def test_somebody_who_is_lent_out_keeps_her_event(tmp_path: Path) -> None:
    case, plan = drawn("D . . . . . .", weeks=1)
    exported(tmp_path, plan, What.CALENDAR)
    lent = Plan(case, {ANNA: (Duty(case.shift(0, ShiftCode("D")), UnitId("other")),)}, {})
    (event,) = events_of(exported(tmp_path, lent, What.CALENDAR))
    assert (int(str(event["sequence"])), event["location"]) == (1, "other")


def test_no_file_tells_of_recipients_or_absences(tmp_path: Path) -> None:
    absence = AbsenceRow(employee_id="cia", first=date(2027, 2, 1), last=date(2027, 2, 2), reason="sick")
    plan = small_plan(small_case(absences=(absence,)))
    folder = exported(tmp_path, plan)
    files = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.*")}
    assert {name for name, text in files.items() if "r1" in text or "morning" in text} == {"planned_visits.csv"}
    assert not [name for name, text in files.items() if "sick" in text]
    assert not [text for name, text in files.items() if name == "payroll.xml" and "Ek" in text]


def test_the_lines_of_a_calendar_are_those_of_the_standard(tmp_path: Path) -> None:
    name = "Åsa-Märta; von, Öst " * 8
    case = drawn_case(weeks=1, people={"anna": {"name": name}})
    folder = exported(tmp_path, drawn_plan(case, "D . . . . . ."), What.CALENDAR)
    contents = (folder / "calendar" / "anna.ics").read_bytes()
    lines = contents.split(b"\r\n")
    assert b"\n" not in contents.replace(b"\r\n", b"") and max(len(line) for line in lines) <= 75
    found = Calendar.from_ical(contents)
    assert isinstance(found, Calendar) and found["x-wr-calname"] == f"{name}, arbetspass"


def test_somebody_elses_calendars_do_not_give_way(tmp_path: Path) -> None:
    _, plan = drawn("D . . . . . .", weeks=1)
    theirs = tmp_path / "calendar" / "mine.ics"
    theirs.parent.mkdir()
    for contents in (b"notes", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y\r\nEND:VCALENDAR\r\n", b"\xff\xfe"):
        theirs.write_bytes(contents)
        with pytest.raises(SamschemaError, match="no calendar that Samschema has written"):
            exported(tmp_path, plan)
        assert [file.name for file in tmp_path.rglob("*")] == ["calendar", "mine.ics"]


def test_what_a_file_manager_leaves_is_in_nobodys_way(tmp_path: Path) -> None:
    _, plan = drawn("D . . . . . .", weeks=1)
    exported(tmp_path, plan, What.CALENDAR)
    (tmp_path / "calendar" / ".DS_Store").write_bytes(b"\x00")
    assert revisions(exported(tmp_path, plan, What.CALENDAR)) == {"20270201-1": (0, "CONFIRMED")}


def test_every_id_has_a_file_name_of_its_own() -> None:
    ids = ["E01", "a/b", "a\\b", "..", "", "CON", "con1", "Åsa", "x" * 300, "e2", "E2", "a b", "a:b", "com1.txt", "-"]
    names = file_names(ids)
    assert names["E01"] == "E01" and names["con1"] == "con1"
    assert len({name.casefold() for name in names.values()}) == len(ids)
    assert all(
        name.isascii() and name.replace("-", "").replace("_", "").isalnum() for name in names.values() if name != "-"
    )
    assert max(len(name) for name in names.values()) <= 60 and names["CON"] != "CON"


def test_strange_ids_have_calendars(tmp_path: Path) -> None:
    people = ("../up", "a/b", "E1", "e1")
    _, plan = drawn(dict.fromkeys(people, "D . . . . . ."), weeks=1)
    exported(tmp_path / "out", plan, What.CALENDAR)
    assert len(list((tmp_path / "out" / "calendar").iterdir())) == len(people)
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


# -- payroll --------------------------------------------------------------------------------------


def test_a_schedule_has_every_date_and_a_night_belongs_to_its_start(tmp_path: Path) -> None:
    _, plan = drawn("D . S N . . .", weeks=1)
    found = [paid(plan)[ANNA, f"2027-02-0{day}"] for day in range(1, 8)]
    assert found == [8.5, 0, 8, 10, 0, 0, 0]


def test_everybody_has_a_schedule_and_hours_are_those_paid() -> None:
    plan = small_plan(small_case())
    found = paid(plan)
    assert {who for who, _ in found} == {"anna", "bo", "cia"}
    for who in plan.case.everyone:
        minutes = sum(shift.paid for shift in plan.roster_of(who))
        assert sum(hours for (one, _), hours in found.items() if one == who) == pytest.approx(minutes / 60)


def test_the_hour_of_a_break_that_does_not_divide_is_rounded_to_hundredths() -> None:
    short = ShiftTypeRow(
        code=ShiftCode("X"), start=minute_of("07:00"), end=minute_of("14:05"), break_minutes=Minutes(0)
    )
    _, plan = drawn("X . . . . . .", weeks=1, shift_types=(*shift_types(), short))
    assert paid(plan)[ANNA, "2027-02-01"] == 7.08


def test_shifts_with_a_time_code_are_also_time_worked() -> None:
    codes = Codes(
        company={"foretagnamn": "Å & Ö"}, employees={ANNA: "17"}, time_codes={ShiftCode("K"): "UTB"}, hourly="ARB"
    )
    case = drawn_case(weeks=1, people={"anna": {}, "cia": {"hourly": True}})
    plan = drawn_plan(case, {"anna": "D K . . . . .", "cia": "N K . . . . ."})
    told: Any = PARTS.to_dict(paxml(plan, codes).decode())
    worked = [tuple(str(value) for value in one.values()) for one in told["tidtransaktioner"]["tidtrans"]]
    assert worked == [
        ("17", "UTB", "2027-02-02", "5.00"),
        ("cia", "ARB", "2027-02-01", "10.00"),
        ("cia", "UTB", "2027-02-02", "5.00"),
    ]
    assert told["header"]["foretagnamn"] == "Å & Ö"


def test_the_schema_knows_the_time_codes_and_refuses_what_we_do_not_write() -> None:
    kind: Any = PARTS.types["time_code"]
    assert tuple(kind.enumeration) == TIME_CODES
    good = paxml(drawn("D . . . . . .", weeks=1)[1], Codes(time_codes={ShiftCode("D"): "TID"})).decode()
    assert PARTS.is_valid(good)
    for right, wrong in (
        ('timmar="8.50"', 'timmar="8,50"'),
        ('datum="2027-02-01"', 'datum="1/2 2027"'),
        ('datum="2027-02-02"', 'datum="2027-02-01"'),
        (">2.0<", ">1.0<"),
        (">TID<", ">XYZ<"),
        (' anstid="anna"', ""),
    ):
        assert right in good and not PARTS.is_valid(good.replace(right, wrong)), wrong


def test_the_example_of_codes_fits_the_sample(tmp_path: Path) -> None:
    case = Case(read_case(DATA / "samples" / "tiny", known()).tables)
    codes = read_codes(DATA / "paxml" / "codes.toml", case)
    assert codes.hourly == "ARB" and list(codes.employees) == list(case.everyone)
    assert PARTS.is_valid(paxml(Plan.empty(case), codes).decode())


FAULTY: Mapping[str, list[tuple[str, int | None, str | None, str | None]]] = {
    '[time_codes]\nD = "ARB"\nQ = "ARB"': [("unknown_shift_type", 3, "time_codes", "Q")],
    '[time_codes]\nD = "ARBB"': [("unknown_time_code", 2, "D", "ARBB")],
    '[hourly]\ntime_code = "Timlön"': [("unknown_time_code", 2, "time_code", "Timlön")],
    '[employees]\n"anna" = "1"\nbo = 1': [
        ("employee_missing", None, "employees", "cia"),
        ("same_number", 3, "bo", "1"),
    ],
    '[company]\nforetagorgnr = "212000-000000"\nnamn = "x"': [
        ("too_long_number", 2, "foretagorgnr", "212000-000000"),
        ("not_in_codes", 3, "company", "namn"),
    ],
    '[employees]\nanna = ""\nbo = true\ncia = [1]': [
        ("not_words", 2, "anna", ""),
        ("not_words", 3, "bo", "True"),
        ("not_words", 4, "cia", "[1]"),
    ],
    "people = 1": [("not_in_codes", None, None, "people")],
    "a = ": [("not_toml", None, None, "codes.toml")],
}


@pytest.mark.parametrize("text", FAULTY)
def test_every_fault_of_a_file_of_codes_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "codes.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_codes(file, small_case())
    assert [(one.kind, one.row, one.column, one.value) for one in caught.value.faults] == FAULTY[text]
    for language in Language:
        assert all(one.said(language) for one in caught.value.faults)


def test_a_file_of_codes_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_codes(tmp_path / "codes.toml", small_case())
    assert [one.kind for one in caught.value.faults] == ["no_such_path"]


def test_a_municipality_keeps_one_file_for_all_its_units(tmp_path: Path) -> None:
    file = tmp_path / "codes.toml"
    file.write_text("[employees]\nanna = 1\nbo = 2\ncia = 3\nelsewhere = 4\n", encoding="utf-8")
    assert {who for who, _ in paid(small_plan(small_case()), read_codes(file, small_case()))} == {"1", "2", "3"}


# -- tables ---------------------------------------------------------------------------------------


def test_shifts_tell_when_they_really_begin_and_end(tmp_path: Path) -> None:
    _, plan = drawn(". . . . S N .", weeks=1, begin=date(2027, 3, 22))
    split, night = table(exported(tmp_path, plan) / "shifts.csv")
    assert (split["gap_start"], split["gap_end"]) == ("2027-03-26T11:00", "2027-03-26T16:00")
    assert (night["date"], night["start"], night["end"]) == ("2027-03-27", "2027-03-27T21:00", "2027-03-28T07:00")
    assert (night["kind"], night["paid_minutes"], night["break_minutes"]) == ("night", "540", "0")


def test_visits_are_there_whether_made_or_not(tmp_path: Path) -> None:
    plan = small_plan(small_case())
    found = {row["visit_id"]: row for row in table(exported(tmp_path, plan) / "planned_visits.csv")}
    assert list(found) == list(plan.case.visits)
    made, unmade = found["morning@2027-02-01"], found["morning@2027-02-03"]
    assert (made["made"], made["start"], made["end"]) == ("yes", "2027-02-01T08:00", "2027-02-01T08:30")
    assert (made["employees"], made["recipient_id"], made["staff"]) == ("anna|bo", "r1", "2")
    assert (unmade["made"], unmade["start"], unmade["employees"]) == ("no", "", "")
    assert (unmade["earliest"], unmade["latest"]) == ("2027-02-03T08:00", "2027-02-03T09:00")


def test_the_pool_sees_what_is_open_and_who_is_to_spare(tmp_path: Path) -> None:
    resource = ShiftTypeRow(code=ShiftCode("R"), start=hours(8), end=hours(16), kind="resource")
    demand = DemandRow(unit_id=UNIT, day="mon", begin=hours(7), until=hours(20), min=1, target=2)
    people = {"anna": "D . . . . . .", "bo": "R . . . . . .", "cia": "M . . . . . ."}
    _, plan = drawn(people, weeks=1, demand=(demand,), shift_types=(*shift_types(), resource))
    rows = table(exported(tmp_path, plan) / "pool.csv")
    assert [
        tuple(row[name] for name in ("what", "start", "end", "short_of_min", "short_of_target")) for row in rows
    ] == [
        ("open", "2027-02-01T07:00", "2027-02-01T09:00", "0", "1"),
        ("open", "2027-02-01T16:00", "2027-02-01T18:00", "0", "1"),
        ("open", "2027-02-01T18:00", "2027-02-01T20:00", "1", "2"),
        ("resource", "2027-02-01T08:00", "2027-02-01T16:00", "", ""),
    ]
    assert (rows[-1]["employee_id"], rows[-1]["shift_code"], rows[0]["unit_id"]) == ("bo", "R", UNIT)


def test_the_open_hours_are_those_of_the_key_figures(tmp_path: Path) -> None:
    from scheduler.figures import figures

    plan = small_plan(small_case())
    rows = table(exported(tmp_path, plan) / "pool.csv")
    told = figures(plan).summary()
    for column, figure in (("short_of_min", "min_short_hours"), ("short_of_target", "target_short_hours")):
        total = 0.0
        for row in rows:
            length = datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
            total += length / timedelta(hours=1) * int(row[column])
        assert total == pytest.approx(told[figure]), figure


# -- the command ----------------------------------------------------------------------------------


def test_everything_is_written_and_named(
    given: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called("export", *given, "--out", tmp_path / "out") == Code.DONE
    told = capsys.readouterr()
    assert {file.name for file in (tmp_path / "out").iterdir()} == EVERYTHING | {"calendar"}
    assert {file.name for file in (tmp_path / "out" / "calendar").iterdir()} == {"anna.ics", "bo.ics", "cia.ics"}
    assert "3 kalendrar" in told.out and "ange --codes" in told.err
    PARTS.validate(str(tmp_path / "out" / "payroll.xml"))


def test_only_what_is_asked_for_is_written(
    given: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--what", "shifts, pool", "--json", "--lang", "en")
    assert called("export", *given, "--out", tmp_path / "out", *asked) == Code.DONE
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"shifts.csv", "pool.csv"}
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(tmp_path / "out" / name) for name in ("pool.csv", "shifts.csv")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--what", "calender"), "--what calender does not exist"),
        (("--what", ","), "--what , does not exist"),
        (("--what", "shifts", "--codes", "codes.toml"), "--codes is about payroll"),
        (("--codes", "codes.toml"), "Faults in the file of codes codes.toml: 1."),
    ],
)
def test_a_wrong_order_is_told_and_nothing_is_written(
    given: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    assert called("export", *given, "--out", tmp_path / "out", *arguments, "--lang", "en") == Code.FAULTS
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_care_home_has_no_file_of_visits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = drawn_case(weeks=1, setting=Setting.CARE_HOME)
    write_case(home.tables, tmp_path / "case")
    write_plan(tmp_path / "result", drawn_plan(home, "D N . . . . ."))
    assert called("export", tmp_path / "case", tmp_path / "result", "--out", tmp_path / "out") == Code.DONE
    assert {file.name for file in (tmp_path / "out").iterdir()} == EVERYTHING - {"planned_visits.csv"} | {"calendar"}
    assert "inga besök" in capsys.readouterr().err
