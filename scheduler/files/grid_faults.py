"""Every fault that only a grid can have: a roster with names down, dates across and shift codes in the cells."""

from scheduler.files.faults import FaultKind
from scheduler.text import Text


def _kind(name: str, sv: str, en: str) -> FaultKind:
    return FaultKind(name, Text(sv=sv, en=en))


UNKNOWN_NAME = _kind(
    "unknown_name",
    "{value} är ingen anställd. Skriv ett namn eller id ur tabellen employees{like}, eller flytta raden till nedanför "
    "en rad med ordet Förklaring.",
    "{value} is no employee. Write a name or an id from the table employees{like}, or move the row below a row with "
    "the word Legend.",
)
SAME_NAME = _kind(
    "same_name",
    "Flera anställda heter {value}. Skriv id i stället, eller i en kolumn bredvid: {ids}.",
    "Several employees are called {value}. Write the id instead, or in a column beside it: {ids}.",
)
NAMES_DIFFER = _kind(
    "names_differ",
    "Raden nämner både {value} och {other}, som inte är samma person. Rätta det ena.",
    "The row names both {value} and {other}, who are not the same person. Correct one.",
)
NO_NAME = _kind(
    "no_name",
    "Raden har {value} men inget namn. Skriv vem det gäller, eller töm cellerna.",
    "The row has {value} but no name. Write whom it concerns, or empty the cells.",
)
PERSON_TWICE = _kind(
    "person_twice",
    "{value} har redan en rad för samma dagar: {sheet_before}, rad {other}. Behåll en av dem.",
    "{value} has a row for the same days already: {sheet_before}, row {other}. Keep one of them.",
)
DAY_TWICE = _kind(
    "day_twice",
    "{value} är samma dag som i kolumn {other}. Behåll en av kolumnerna, eller rätta datumet.",
    "{value} is the same day as in column {other}. Keep one of the columns, or correct the date.",
)
NO_SUCH_DAY = _kind(
    "no_such_day",
    "{value} är ingen dag i kalendern. Skriv ett datum som 2027-03-01 eller 1/3.",
    "{value} is no day of the calendar. Write a date such as 2027-03-01 or 1/3.",
)
OTHER_WEEKDAY = _kind(
    "other_weekday",
    "{value} stämmer inte: {day} är en {weekday}. Rätta veckodagen eller datumet.",
    "{value} does not fit: {day} is a {weekday}. Correct the weekday or the date.",
)
NOT_CODE_OR_PLACE = _kind(
    "not_code_or_place",
    "{word} i {value} är varken passkod eller plats. Skriv kod och plats, som {like}, eller töm cellen för ledig.",
    "{word} in {value} is neither a shift code nor a place. Write code and place, as {like}, or empty the cell for "
    "free.",
)
PLACE_WITHOUT_SHIFT = _kind(
    "place_without_shift",
    "{value} går inte att para ihop: varje plats ska stå efter sin passkod, som {like}.",
    "{value} cannot be paired: every place is to stand after its shift code, as {like}.",
)
AMBIGUOUS_WORD = _kind(
    "ambiguous_word",
    "{word} i {value} kan betyda {meanings}. Skriv id i stället.",
    "{word} in {value} may mean {meanings}. Write the id instead.",
)
AMBIGUOUS_PLACE = _kind(
    "ambiguous_place",
    "{value} säger inte var: {who} hör till {places}. Skriv platsen efter koden, som {like}.",
    "{value} does not say where: {who} belongs to {places}. Write the place after the code, as {like}.",
)
NO_PEOPLE = _kind(
    "no_people",
    "Bladet har datum men inget känt namn. Skriv namn eller id till vänster om första datumet{like}.",
    "The sheet has dates but no known name. Write names or ids to the left of the first date{like}.",
)
