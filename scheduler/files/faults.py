"""Every fault that reading a case may name: its stable kind, and what to write instead, in two languages.

The sentences leave out the place; table, row, column and value found are shown beside them.
"""

from dataclasses import dataclass
from typing import Any

from scheduler.errors import Fault
from scheduler.text import Text

KINDS: dict[str, "FaultKind"] = {}
"""Every kind of fault by its name (the first wording, where a kind has two)."""


@dataclass(frozen=True)
class FaultKind:
    """One way in which a case can be wrong."""

    name: str
    words: Text
    warning: bool = False

    def at(
        self,
        table: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **values: Any,
    ) -> Fault:
        """This fault at a place."""
        return Fault(table, self.words, row, column, value, self.name, self.warning, values)


def _kind(name: str, sv: str, en: str, *, warning: bool = False) -> FaultKind:
    kind = FaultKind(name, Text(sv=sv, en=en), warning)
    KINDS.setdefault(name, kind)
    return kind


# -- files and sheets -----------------------------------------------------------------------------

NO_SUCH_PATH = _kind(
    "no_such_path",
    "{value} finns inte. Ange en mapp med CSV-filer eller en arbetsbok (.xlsx).",
    "{value} does not exist. Give a folder of CSV files or a workbook (.xlsx).",
)
CANNOT_READ = _kind(
    "cannot_read",
    "{value} går inte att läsa: {reason}. Stäng filen i andra program och kontrollera rättigheterna.",
    "{value} cannot be read: {reason}. Close it in other programs and check the permissions.",
)
NOT_A_WORKBOOK = _kind(
    "not_a_workbook",
    "{value} är varken en mapp eller en arbetsbok. Ange mappen med CSV-filerna, eller spara som .xlsx.",
    "{value} is neither a folder nor a workbook. Give the folder that holds the CSV files, or save as .xlsx.",
)
LOCKED_WORKBOOK = _kind(
    "locked_workbook",
    "{value} har lösenord eller är i det gamla formatet .xls. Spara den som .xlsx utan lösenord.",
    "{value} has a password or is in the old .xls format. Save it as .xlsx without a password.",
)
DAMAGED_WORKBOOK = _kind(
    "damaged_workbook",
    "{value} är trasig och går inte att öppna. Öppna den i Excel och spara den på nytt som .xlsx.",
    "{value} is damaged and cannot be opened. Open it in Excel and save it anew as .xlsx.",
)
TOO_LARGE = _kind(
    "too_large",
    "{value} är för stor: högst {most} megabyte läses. Ta bort det som inte hör till underlaget.",
    "{value} is too large: at most {most} megabytes are read. Remove what is not part of the case.",
)
TOO_MANY_ROWS = _kind(
    "too_many_rows",
    "Tabellen har för många rader eller celler: högst {most} rader läses. Ta bort det som står nedanför.",
    "The table has too many rows or cells: at most {most} rows are read. Remove what stands below.",
)
TOO_MANY_COLUMNS = _kind(
    "too_many_columns",
    "Raden är för bred: högst {most} kolumner läses. Ta bort det som står till höger.",
    "The row is too wide: at most {most} columns are read. Remove what stands to the right.",
)
TOO_MANY_FAULTS = _kind(
    "too_many_faults",
    "Ytterligare {more} fel visas inte. Rätta de första och läs in på nytt.",
    "{more} further faults are not shown. Correct the first ones and read the case again.",
)
NOT_TEXT = _kind(
    "not_text",
    "{value} är inte en textfil. Spara den som CSV med UTF-8.",
    "{value} is not a text file. Save it as CSV in UTF-8.",
)
BROKEN_QUOTES = _kind(
    "broken_quotes",
    'Citattecknen går inte ihop från den här raden. Skriv "" för ett citattecken inne i en cell.',
    'The quotation marks do not match from this row on. Write "" for a quotation mark inside a cell.',
)
NO_TABLES = _kind(
    "no_tables",
    "{value} innehåller ingen tabell som hör till ett underlag. Minst {needed} behövs.",
    "{value} holds no table of a case. At least {needed} are needed.",
)
UNKNOWN_TABLE = _kind(
    "unknown_table",
    "{value} är ingen tabell i ett underlag och läses inte. Byt namn om den ska vara med: {known}.",
    "{value} is no table of a case and is not read. Rename it if it should be: {known}.",
    warning=True,
)
DUPLICATE_TABLE = _kind(
    "duplicate_table",
    "{value} är samma tabell som {other}. Behåll en av dem.",
    "{value} is the same table as {other}. Keep one of them.",
)
MISSING_TABLE = _kind(
    "missing_table",
    "Tabellen {table_name} saknas. Lägg till den med kolumnerna {columns}.",
    "The table {table_name} is missing. Add it with the columns {columns}.",
)
EMPTY_TABLE = _kind(
    "empty_table",
    "Tabellen {table_name} har inga rader. Fyll i minst en.",
    "The table {table_name} has no rows. Enter at least one.",
)
NO_HEADER = _kind(
    "no_header",
    "Ingen rad har kända rubriker. Skriv rubrikerna på en egen rad: {columns}.",
    "No row has known headings. Write the headings on a row of their own: {columns}.",
)
MISSING_COLUMN = _kind(
    "missing_column",
    "Kolumnen {column} saknas. Lägg till den, eller byt namn på rätt kolumn. Okända rubriker här: {unknown}.",
    "The column {column} is missing. Add it, or rename the right one. Unknown headings here: {unknown}.",
)
DUPLICATE_COLUMN = _kind(
    "duplicate_column",
    "Rubriken {value} förekommer redan. Behåll en kolumn.",
    "The heading {value} is there already. Keep one column.",
)
UNKNOWN_COLUMN = _kind(
    "unknown_column",
    "Rubriken {value} är okänd. Kolumnen sparas men används inte.",
    "The heading {value} is unknown. The column is kept but not used.",
    warning=True,
)
CELL_WITHOUT_HEADING = _kind(
    "cell_without_heading",
    "{value} står i en kolumn utan rubrik. Ge kolumnen en rubrik, eller töm cellen.",
    "{value} stands in a column without a heading. Give the column one, or empty the cell.",
)
MORE_CELLS_THAN_HEADINGS = _kind(
    "more_cells_than_headings",
    "Raden har fler celler än rubrikraden. Sätt citattecken om decimaltal med komma, eller skriv dem med punkt.",
    "The row has more cells than the heading row. Put quotation marks round numbers with a decimal comma, or "
    "write them with a point.",
)
ROW_ABOVE_HEADINGS = _kind(
    "row_above_headings",
    "Raden står ovanför rubrikerna och läses inte. Flytta ner den om den hör till tabellen.",
    "The row stands above the headings and is not read. Move it down if it belongs to the table.",
    warning=True,
)

# -- cells ----------------------------------------------------------------------------------------

EMPTY_CELL = _kind("empty_cell", "Cellen måste fyllas i: {means}", "The cell must be filled in: {means}")
CELL_ERROR = _kind(
    "cell_error",
    "Cellen visar Excels fel {value}. Rätta formeln eller skriv värdet.",
    "The cell shows Excel's error {value}. Correct the formula or write the value.",
)
FORMULA_WITHOUT_VALUE = _kind(
    "formula_without_value",
    "Formeln har inget sparat värde. Öppna arbetsboken i Excel och spara den, eller skriv värdet.",
    "The formula has no saved value. Open the workbook in Excel and save it, or write the value.",
)
CONTROL_CHARACTER = _kind(
    "control_character",
    "Cellen innehåller ett osynligt styrtecken. Skriv om texten.",
    "The cell holds an invisible control character. Write the text anew.",
)
TOO_LONG = _kind(
    "too_long",
    "Texten är för lång: högst {most} tecken får plats i en cell.",
    "The text is too long: a cell holds at most {most} characters.",
)
NOT_A_NUMBER = _kind(
    "not_a_number",
    "{value} är inget tal. Skriv siffror, till exempel 30 eller 7,5.",
    "{value} is not a number. Write digits, such as 30 or 7.5.",
)
NOT_A_WHOLE_NUMBER = _kind(
    "not_a_whole_number",
    "{value} är inget heltal. Skriv ett tal utan decimaler.",
    "{value} is not a whole number. Write it without decimals.",
)
NOT_A_PRICE = _kind(
    "not_a_price",
    "{value} är inget pris. Skriv ett tal i kronor, eller never för en regel som aldrig får brytas.",
    "{value} is no price. Write a number of kronor, or never for a rule that may not be broken.",
)
NEGATIVE = _kind(
    "negative", "{value} är för litet. Skriv minst {least}.", "{value} is too small. Write {least} or more."
)
OUT_OF_RANGE = _kind(
    "out_of_range",
    "{value} ligger utanför {least}–{most}. Skriv ett tal däremellan.",
    "{value} lies outside {least}–{most}. Write a number between them.",
)
RATE_OUT_OF_RANGE = _kind(
    "out_of_range",
    "{value} ligger utanför 0–100 procent av heltid, där heltid är 100. Menades {hint}?",
    "{value} lies outside 0–100 percent of full time, where a full-timer is 100. Was {hint} meant?",
)
RATE_AS_SHARE = _kind(
    "out_of_range",
    "{value} är ingen sysselsättningsgrad i procent. Skriv {hint}.",
    "{value} is no rate in percent. Write {hint}.",
)
UNLIKELY_RATE = _kind(
    "unlikely_rate",
    "{value} procent av heltid är ovanligt lite. Menades {hint}?",
    "{value} percent of full time is unusually little. Was {hint} meant?",
    warning=True,
)
NOT_A_TIME = _kind(
    "not_a_time",
    "{value} är inget klockslag. Skriv timme och minut, från 00:00 till 23:59, till exempel 07:30.",
    "{value} is not a time. Write hour and minute, from 00:00 to 23:59, such as 07:30.",
)
NOT_TWO_TIMES = _kind(
    "not_a_time",
    "{value} är inte två klockslag. Skriv till exempel 07:00–16:00.",
    "{value} is not two times. Write for example 07:00–16:00.",
)
NOT_A_WEEK_TIME = _kind(
    "not_a_week_time",
    "{value} är ingen veckodag med klockslag. Skriv till exempel mon 00:00 eller sun 20:00.",
    "{value} is not a weekday and a time. Write for example mon 00:00 or sun 20:00.",
)
NOT_A_DATE = _kind(
    "not_a_date",
    "{value} är inget datum. Skriv år-månad-dag, till exempel 2027-09-06.",
    "{value} is not a date. Write year-month-day, such as 2027-09-06.",
)
NO_SUCH_DATE = _kind(
    "not_a_date",
    "Dagen {value} finns inte i kalendern mellan åren 2000 och 2100. Rätta dag, månad eller år.",
    "There is no day {value} in the calendar between the years 2000 and 2100. Correct day, month or year.",
)
NOT_YES_OR_NO = _kind(
    "not_yes_or_no",
    "{value} är varken yes eller no. Skriv ett av dem.",
    "{value} is neither yes nor no. Write one.",
)
NOT_IN_LIST = _kind(
    "not_in_list",
    "{value} är inte ett av orden här. Skriv ett av: {choices}.",
    "{value} is not one of the words here. Write one of: {choices}.",
)
UNKNOWN_SETTING = _kind(
    "unknown_setting",
    "{value} är ingen verksamhet. Skriv home_care (hemtjänst) eller care_home (boende).",
    "{value} is no setting. Write home_care or care_home.",
)
UNKNOWN_TIMEZONE = _kind(
    "unknown_timezone",
    "{value} är ingen tidszon. Skriv Europe/Stockholm, eller töm cellen.",
    "{value} is no time zone. Write Europe/Stockholm, or empty the cell.",
)
NOT_A_DAY = _kind(
    "not_a_day",
    "{value} är ingen dag. Skriv mon, tue, wed, thu, fri, sat, sun, red eller ett datum.",
    "{value} is no day. Write mon, tue, wed, thu, fri, sat, sun, red or a date.",
)
NOT_A_WEEKDAY = _kind(
    "not_a_weekday",
    "{value} är inga veckodagar. Skriv siffror 1–7 utan mellanrum (1 = måndag), eller datum skilda med |.",
    "{value} are no weekdays. Write digits 1–7 without spaces (1 = Monday), or dates separated by |.",
)
NO_DAY = _kind(
    "no_day",
    "Besöket har ingen dag. Skriv siffror 1–7 (1 = måndag), eller datum skilda med |.",
    "The visit has no day. Write digits 1–7 (1 = Monday), or dates separated by |.",
)
UNKNOWN_WISH = _kind(
    "unknown_wish",
    "{value} är inget önskemål. Skriv free, work, day, evening, night eller en passkod, efter not: för inte.",
    "{value} is no wish. Write free, work, day, evening, night or a shift code, after not: where it is not.",
)
NOT_A_LIST = _kind(
    "not_a_list",
    "{value} är flera ord i ett. Skilj dem med | i stället för komma eller semikolon.",
    "{value} is several words in one. Separate them with | and not with a comma or semicolon.",
)
RESERVED_WORD = _kind(
    "reserved_word",
    "{value} kan inte vara en passkod: ordet betyder något annat i schema och önskemål. Välj en annan.",
    "{value} cannot be a shift code: the word means something else in rosters and wishes. Choose another.",
)
FORBIDDEN_SIGN = _kind(
    "forbidden_sign",
    "{value} innehåller tecknet {sign}, som skiljer namn åt. Välj ett namn utan det.",
    "{value} contains {sign}, which separates names. Choose a name without it.",
)

# -- rows -----------------------------------------------------------------------------------------

START_NOT_MONDAY = _kind(
    "start_not_monday",
    "{value} är ingen måndag. Perioden börjar en måndag, till exempel {monday}.",
    "{value} is not a Monday. The period starts on one, such as {monday}.",
)
MORE_THAN_ONE_ROW = _kind(
    "more_than_one_row",
    "Perioden ska stå på en enda rad. Ta bort den här raden, eller gör ett underlag per period.",
    "The period is one row. Remove this one, or make one case per period.",
)
END_BEFORE_START = _kind(
    "end_before_start",
    "{value} ligger före {earlier} i kolumnen {start}. Byt plats på dem eller rätta det ena.",
    "{value} lies before {earlier} in the column {start}. Swap them, or correct one.",
)
LATEST_BEFORE_EARLIEST = _kind(
    "latest_before_earliest",
    "Senaste start {value} ligger före tidigaste start {earlier}. Byt plats på dem eller rätta det ena.",
    "The latest start {value} lies before the earliest start {earlier}. Swap them, or correct one.",
)
WINDOW_CROSSES_MIDNIGHT = _kind(
    "window_crosses_midnight",
    "Startfönstret {earlier}–{value} går över midnatt. Låt det sluta senast 23:59, eller gör två serier.",
    "The start window {earlier}–{value} crosses midnight. Let it end by 23:59, or make two series.",
)
NO_LENGTH = _kind(
    "no_length",
    "Passet börjar och slutar {value}. Skriv när det slutar.",
    "The shift starts and ends at {value}. Write when it ends.",
)
HALF_GAP = _kind(
    "half_gap",
    "Ett uppehåll har både början och slut. Fyll i {column}, eller töm {other}.",
    "A gap has a start and an end. Fill in {column}, or empty {other}.",
)
GAP_OUTSIDE_SHIFT = _kind(
    "gap_outside_shift",
    "Uppehållet {gap} ligger inte inne i passet {shift}. Rätta uppehållet eller passets tider.",
    "The gap {gap} does not lie inside the shift {shift}. Correct the gap or the shift's times.",
)
BREAK_LONGER_THAN_SHIFT = _kind(
    "break_longer_than_shift",
    "Rasten på {value} minuter är inte kortare än passets {length}. Skriv rasten i minuter.",
    "The break of {value} minutes is not shorter than the shift's {length}. Write the break in minutes.",
)
SPLIT_WITHOUT_GAP = _kind(
    "split_without_gap",
    "Passet är ett delat pass men saknar uppehåll. Fyll i gap_start och gap_end, eller byt slag.",
    "The shift is a split one but has no gap. Fill in gap_start and gap_end, or change its kind.",
    warning=True,
)
MIN_ABOVE_MAX = _kind(
    "min_above_max",
    "Minst {value} är mer än högst {other}. Sänk det ena eller höj det andra.",
    "The minimum {value} is above the maximum {other}. Lower the one or raise the other.",
)
MIN_ABOVE_TARGET = _kind(
    "min_above_target",
    "Minst {value} är mer än målet {other}. Sänk det ena eller höj det andra.",
    "The minimum {value} is above the target {other}. Lower the one or raise the other.",
)
TARGET_ABOVE_MAX = _kind(
    "target_above_max",
    "Målet {value} är mer än högst {other}. Sänk det ena eller höj det andra.",
    "The target {value} is above the maximum {other}. Lower the one or raise the other.",
)
DATE_OUTSIDE_PERIOD = _kind(
    "date_outside_period",
    "{value} ligger utanför perioden {first}–{last}. Rätta datumet eller ta bort raden.",
    "{value} lies outside the period {first}–{last}. Correct the date or remove the row.",
)
DATE_NOT_USED = _kind(
    "date_not_used",
    "{value} ligger utanför perioden {first}–{last} och får ingen verkan.",
    "{value} lies outside the period {first}–{last} and has no effect.",
    warning=True,
)
HISTORY_INSIDE_PERIOD = _kind(
    "history_inside_period",
    "{value} är inte före periodens första dag {first}. Rätta datumet, eller flytta raden till posted.",
    "{value} is not before the period's first day {first}. Correct the date, or move the row to posted.",
)
HISTORY_TOO_OLD = _kind(
    "history_too_old",
    "{value} ligger mer än ett år före periodens första dag {first}. Rätta årtalet eller ta bort raden.",
    "{value} lies over a year before the period's first day {first}. Correct the year or remove the row.",
)
SELF_PAIR = _kind(
    "self_pair",
    "{value} kan inte vara par med sig själv. Skriv den andra personen.",
    "{value} cannot be paired with herself. Write the other person.",
)
GROUP_OF_OTHER_UNIT = _kind(
    "group_of_other_unit",
    "Gruppen {value} hör till enheten {other}, men raden säger {unit}. Rätta det ena.",
    "The group {value} belongs to the unit {other}, but the row says {unit}. Correct one of them.",
)
BARRED_AND_WANTED = _kind(
    "contradiction",
    "{value} är både spärrad och {other} hos samma brukare. Ta bort det ena.",
    "{value} is both barred and {other} for the same recipient. Remove one of them.",
)

# -- references -----------------------------------------------------------------------------------

UNKNOWN = {
    "employees": _kind(
        "unknown_employee",
        "{value} är ingen anställd. Skriv ett nummer ur tabellen employees{like}.",
        "{value} is no employee. Write an id from the table employees{like}.",
    ),
    "units": _kind(
        "unknown_unit",
        "{value} är ingen enhet. Skriv en kod ur tabellen units{like}.",
        "{value} is no unit. Write an id from the table units{like}.",
    ),
    "groups": _kind(
        "unknown_group",
        "{value} är ingen grupp. Skriv en kod ur tabellen groups{like}.",
        "{value} is no group. Write an id from the table groups{like}.",
    ),
    "recipients": _kind(
        "unknown_recipient",
        "{value} är ingen brukare. Skriv en pseudonym ur tabellen recipients{like}.",
        "{value} is no recipient. Write a pseudonym from the table recipients{like}.",
    ),
    "shift_types": _kind(
        "unknown_shift_code",
        "{value} är ingen passkod. Skriv en kod ur tabellen shift_types{like}, eller - för ledig.",
        "{value} is no shift code. Write a code from the table shift_types{like}, or - for free.",
    ),
    "groups+units": _kind(
        "unknown_place",
        "{value} är varken grupp eller enhet. Skriv en kod ur tabellen groups eller units{like}.",
        "{value} is neither a group nor a unit. Write an id from the table groups or units{like}.",
    ),
    "employees+groups+units": _kind(
        "unknown_who",
        "{value} är varken anställd, grupp eller enhet. Skriv vem{like}, eller töm cellen för alla.",
        "{value} is no employee, group or unit. Write whom it concerns{like}, or empty the cell for all.",
    ),
}
UNKNOWN_RULE = _kind(
    "unknown_rule",
    "Det finns ingen regel {value}. Skriv ett av regelbokens namn{like}.",
    "There is no rule {value}. Write one of the rule book's ids{like}.",
)
UNKNOWN_PARAMETER = _kind(
    "unknown_parameter",
    "Regeln {rule} har inget tal som heter {value}. Den har: {choices}.",
    "The rule {rule} has no parameter {value}. It has: {choices}.",
)
NOT_A_PARAMETER_VALUE = _kind(
    "not_a_parameter_value",
    "{value} kan inte vara {parameter} i regeln {rule}. Skriv ett tal, eller yes eller no för en fråga.",
    "{value} cannot be {parameter} of the rule {rule}. Write a number, or yes or no to a question.",
)
MAY_NOT_BE_PRICED = _kind(
    "may_not_be_priced",
    "Regeln {rule} bestäms över enheten och får inte prissättas. Skriv never eller ta bort raden.",
    "The rule {rule} is decided above the unit and may not be priced. Write never or remove the row.",
)
MILDER_THAN_ALLOWED = _kind(
    "milder_than_allowed",
    "{parameter} i {rule} är {base} och bestäms av {level} ({letter}); {owner} får skärpa det men inte mildra det till"
    " {value}. Skriv ett strängare värde, eller owner {letter} med since och why om de har bestämt det.",
    "{parameter} of {rule} is {base} and is decided by {level} ({letter}); {owner} may tighten it but not relax it to"
    " {value}. Write a stricter value, or owner {letter} with since and why if they have decided so.",
)
PRICED_THOUGH_NEVER = _kind(
    "priced_though_never",
    "{above} har bestämt att {rule} aldrig får brytas, och {owner} får inte sätta ett pris på den. Ta bort raden.",
    "{above} has decided that {rule} is never broken, and {owner} may not price it. Remove the row.",
)
OWNER_NEEDS_WHO = _kind(
    "owner_needs_who",
    "Ägare {value}: {owner} bestämmer bara för sig. Skriv vem i who, eller en annan ägare.",
    "Owner {value}: a {owner} decides only for itself. Write whom in who, or another owner.",
)
DECISION_NOT_TOLD = _kind(
    "decision_not_told",
    "Ett beslut ska ha ägare, datum och skäl. Skriv även {columns}.",
    "A decision has an owner, a date and a reason. Write {columns} too.",
)
DECISION_NOT_WHOLE = _kind(
    "decision_not_told",
    "Beslutet saknar {columns}. Skriv det, så syns vem som bestämt, sedan när och varför.",
    "The decision lacks {columns}. Write it, so that all can see who decided, since when and why.",
    warning=True,
)
NOT_YET_IN_FORCE = _kind(
    "not_yet_in_force",
    "Gäller från {value}, efter periodens början {first}, och används inte här. Ändra datumet om det gäller redan nu.",
    "Holds from {value}, after the period's start {first}, and is not used here. Change the date if it already holds.",
    warning=True,
)
NOT_OF_EMPLOYEES = _kind(
    "not_of_employees",
    "{rule} gäller dem som får hjälp och kan inte skilja på medarbetare. Skriv en grupp eller enhet, eller töm cellen.",
    "{rule} is about those cared for and cannot differ between employees. Write a group or unit, or empty the cell.",
)
CONCERNS_NOBODY = _kind(
    "concerns_nobody",
    "{value} är varken anställd, grupp eller enhet i underlaget, så raden gäller ingen här. Är namnet rätt?",
    "{value} is no employee, group or unit of the case, so the row concerns nobody here. Is the name right?",
    warning=True,
)
NOT_TOML = _kind(
    "not_toml",
    "{value} går inte att läsa som TOML: {reason}. Rätta raden.",
    "{value} cannot be read as TOML: {reason}. Mend the line.",
)
NOT_IN_RULE_SET = _kind(
    "not_in_rule_set",
    "{value} hör inte hemma i en regelsamling. Den kan ha {known}.",
    "{value} does not belong in a rule set. It may hold {known}.",
)
NO_SUCH_RULE_SET = _kind(
    "no_such_path",
    "{value} finns inte. Ange en regelsamling: en fil .toml eller .csv, en arbetsbok (.xlsx) eller en mapp.",
    "{value} does not exist. Give a rule set: a file .toml or .csv, a workbook (.xlsx) or a folder.",
)
NO_RULES = _kind(
    "no_rules",
    "{value} innehåller varken regler eller priser. Ange en fil eller mapp med tabellen rules eller prices.",
    "{value} holds neither rules nor prices. Give a file or folder with the table rules or prices.",
)

NOT_VALID = _kind(
    "not_valid",
    "Raden följer inte formatet: {reason}. Rätta eller ta bort den.",
    "The row does not follow the format: {reason}. Correct or remove it.",
)

# -- rows that do not go together -----------------------------------------------------------------

TWO_CONTRACTS = _kind(
    "two_contracts",
    "{value} står också på rad {other}, med annan sysselsättningsgrad eller anställningsform. "
    "Behåll en rad, eller ge anställningarna olika nummer.",
    "{value} is on row {other} too, with another rate or kind of contract. "
    "Keep one row, or give the contracts ids of their own.",
)
DUPLICATE_ROW = _kind(
    "duplicate_row",
    "Raden är densamma som rad {other}. Ta bort en av dem.",
    "The row is the same as row {other}. Remove one of them.",
)
DUPLICATE_KEY = _kind(
    "duplicate_key",
    "{value} står redan på rad {other}, med annat innehåll. Behåll en av raderna, eller ge dem olika namn.",
    "{value} is on row {other} already, with other contents. Keep one, or give each a name of its own.",
)
CONTRADICTION = _kind(
    "contradiction",
    "{value} motsäger rad {other}, som säger {said} för detsamma. Behåll en av raderna.",
    "{value} contradicts row {other}, which says {said} for the same. Keep one of the rows.",
)
OVERLAPPING_ABSENCES = _kind(
    "overlapping_absences",
    "Frånvaron går in i den på rad {other}. Dagarna räknas en gång, men avräkningen två.",
    "The absence runs into the one on row {other}. Days count once, but credit twice.",
    warning=True,
)
CONTRADICTORY_WISHES = _kind(
    "contradictory_wishes",
    "Önskemålet {value} går inte att förena med {said} på rad {other}. Högst ett av dem kan beviljas.",
    "The wish {value} cannot be had together with {said} on row {other}. At most one can be granted.",
    warning=True,
)
