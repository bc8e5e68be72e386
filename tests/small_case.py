"""A tiny valid case in literal tables, to be written as it is or with something changed."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

SMALL: Mapping[str, str] = {
    "period": """\
case_id,start,weeks,setting,timezone,posted,frozen_until
small,2027-09-06,2,home_care,Europe/Stockholm,2027-08-16,2027-09-06
""",
    "employees": """\
employee_id,name,title,unit_id,rate,full_time_minutes,contract_minutes,balance_minutes,tolerance_minutes,day_break,\
week_break,weekend_every,nights,skills,groups,introduced,hourly,max_minutes,wage,minor,max_shifts
E1,Åsa Berg,underskoterska,U1,100,2220,,30,,,,,,insulin|car,G1,G2,,,203.60,,
E2,"Öst, Bo",vardbitrade,U1,75.5,2220,3000,-60,120,19:00,sun 20:00,3,only,,G1|G2,,no,,,,
E3,Cia Ek,underskoterska,U2,,,,,,,,,,car,G3,U1|G1,,,,,
T4,Dan Alm,,U1,,,,,,,,,yes,,,,yes,4800,168,yes,8
""",
    "shift_types": """\
code,name,start,end,break_minutes,gap_start,gap_end,kind,unit_id,group_id,skills
D,Dag,07:00,16:00,45,,,day,,,
E,Kväll,13:30,22:00,30,,,evening,U1,G1,car
N,Natt,21:00,07:00,0,,,night,,,
S,Delad,07:00,20:00,0,11:00,16:30,split,,,
""",
    "demand": """\
unit_id,group_id,day,from,to,min,target,max,skill
U1,,mon,07:00,16:00,1,2,3,
U1,,red,22:00,07:00,1,,,
U1,G1,2027-09-08,07:00,16:00,0,,,insulin
""",
    "recipients": """\
recipient_id,group_id,contact,deputy,preferred,barred,from,to
R1,G1,E1,E2,E1|E2,T4,,
R2,G2,,,,,2027-09-06,2027-09-19
""",
    "visits": """\
series_id,recipient_id,days,weeks,earliest,latest,minutes,staff,skills,kind
V1,R1,1234567,,07:30,09:00,30,,,care
V2,R2,2027-09-08|2027-09-15,,18:00,18:00,15,2,insulin,medicine
V3,R2,5,odd,12:00,13:00,45,1,,shower
""",
    "travel": """\
from_group,to_group,minutes
G1,G2,10
G2,G1,12
""",
    "wishes": """\
employee_id,date,wish,strength,reason
E1,2027-09-10,free,2,family
E1,2027-09-11,not:E,,
E2,2027-09-12,night,veto,
""",
    "absences": """\
employee_id,from,to,reason,credit_minutes
E3,2027-09-13,2027-09-19,vacation,2220
E3,2027-08-30,2027-09-06,sick,
""",
    "history": """\
employee_id,date,shift_code
E1,2027-09-05,D
E2,2027-09-04,N
""",
    "ledger": """\
employee_id,kind,points
E1,weekend,-0.5
E2,refused,1.50
""",
    "holidays_worked": """\
employee_id,holiday,year
E1,christmas,2026
""",
    "posted": """\
employee_id,date,shift_code
E1,2027-09-07,D
""",
    "base_roster": """\
employee_id,date,shift_code
E1,2027-09-06,D
E1,2027-09-07,-
""",
    "locks": """\
employee_id,date,shift_code
E1,2027-09-08,D
E3,2027-09-14,D
""",
    "units": """\
unit_id,name,family
U1,Norr,hemtjanst
U2,Söder,hemtjanst
""",
    "groups": """\
group_id,unit_id,name
G1,U1,Område 1
G2,U1,Område 2
G3,U2,Område 3
""",
    "pairs": """\
employee_a,employee_b,kind
E1,E2,apart
""",
    "rules": """\
rule_id,parameter,value,who,owner,since,why
resting,hours,11,,C,2027-01-28,"Beslut, se protokoll"
counting,floor,4,G1,U,2027-01-28,Mål
""",
    "prices": """\
rule_id,kronor
counting,12.50
resting,never
""",
    "waivers": """\
rule_id,employee_id,from,to,by,decided,why,kronor
resting,E1,2027-09-08,,Eva Ek,2027-09-01,Eget byte,
""",
}


def small_case(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """The small case in a folder, with some of its tables written otherwise; `None` leaves a table out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**SMALL, **(changes or {})}.items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def changed(table: str, row: int, column: str, value: str) -> dict[str, str | None]:
    """One table with another value in one cell; the header is row 1."""
    rows = list(csv.reader(StringIO(SMALL[table])))
    rows[row - 1][rows[0].index(column)] = value
    return {table: text_of(rows)}


def added(table: str, *lines: str) -> dict[str, str | None]:
    """One table with more rows."""
    return {table: SMALL[table] + "".join(f"{line}\n" for line in lines)}


def text_of(rows: list[list[str]]) -> str:
    """Rows as the text of a CSV file."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
