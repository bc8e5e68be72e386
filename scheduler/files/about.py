"""What each table and column of a case means, its default and limits, and what Swedish units call it.

Plain data, one entry per column of `scheduler.case.rows`; a test holds the two together. A heading is
compared after `folded`: `Anst.nr`, `anst nr` and `ANSTNR` are one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import combining, normalize

from scheduler.text import Text


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """A heading or a word without case, accents, spaces and signs."""
    letters = normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


@dataclass(frozen=True)
class AboutColumn:
    """What the type of a column does not say."""

    means: Text
    aliases: tuple[str, ...] = ()
    default: str | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class AboutTable:
    """What the model of a table does not say."""

    means: Text
    columns: Mapping[str, AboutColumn]
    aliases: tuple[str, ...] = ()
    joined: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # one heading, two columns


def _column(
    sv: str,
    en: str,
    *aliases: str,
    default: str | None = None,
    least: int | None = None,
    most: int | None = None,
) -> AboutColumn:
    return AboutColumn(Text(sv=sv, en=en), aliases, default, least, most)


HELP = Text(sv="Hjälp", en="Help")
"""The sheet that explains a workbook; it is no table, and nothing of it is read."""

WHO = (
    "anst.nr",
    "anställningsnummer",
    "anställd",
    "medarbetare",
    "medarbetar-id",
    "personal",
    "person",
    "vem",
)
GROUP = ("grupp", "grupp-id", "område", "avdelning", "våning")
UNIT = ("enhet", "enhets-id", "arbetsplats")
CODE = ("passkod", "pass", "kod", "turkod", "tur", "arbetspass")
DATE = ("datum", "dag")
FROM = ("från", "från och med", "fr.o.m.", "from", "fom", "start", "startdatum", "börjar")
TO = ("till", "till och med", "t.o.m.", "tom", "slut", "slutdatum", "slutar")
SKILLS = ("kompetens", "kompetenser", "krav", "kompetenskrav", "behörighet", "behörigheter", "delegering")
REASON = ("orsak", "skäl", "anledning", "orsakskod")
NAME = ("namn", "benämning", "beskrivning")


def _cells(sv: str, en: str, *aliases: str) -> AboutTable:
    return AboutTable(
        Text(sv=sv, en=en),
        {
            "employee_id": _column("Vem cellen gäller.", "Whose cell it is.", *WHO),
            "date": _column("Dagen då passet börjar.", "The day the shift starts.", *DATE),
            "shift_code": _column("Passets kod; `-` är ledig.", "The shift's code; `-` is free.", *CODE),
        },
        aliases,
    )


_DECIDED: Mapping[str, AboutColumn] = {
    "owner": _column(
        "Vem som bestämt: L lag, C avtal, M kommun, U enhet, G grupp, P person.",
        "Who decided: L law, C agreement, M municipality, U unit, G group, P person.",
        "ägare",
        "beslutat av",
        "nivå",
        default="U",
    ),
    "since": _column("Sedan när.", "Since when.", "sedan", "gäller från", "beslutat"),
    "why": _column("Varför.", "Why.", "varför", "motiv", "motivering"),
}

ABOUT: Mapping[str, AboutTable] = {
    "period": AboutTable(
        Text(sv="Perioden som ska schemaläggas: en rad.", en="The period to roster: one row."),
        {
            "case_id": _column("Underlagets namn.", "The case's name.", "ärende", "underlag", "namn"),
            "start": _column("Periodens första dag, en måndag.", "The first day, a Monday.", *FROM, "första dag"),
            "weeks": _column(
                "Antal veckor, 1–16.",
                "Number of weeks, 1–16.",
                "veckor",
                "antal veckor",
                default="4",
                least=1,
                most=16,
            ),
            "setting": _column("Hemtjänst eller boende.", "Home care or care home.", "verksamhet", "verksamhetstyp"),
            "timezone": _column(
                "Tidszonen klockan går efter.",
                "The zone of the clock.",
                "tidszon",
                default="Europe/Stockholm",
            ),
            "posted": _column(
                "Dagen då schemat anslås.",
                "The date the roster is posted.",
                "anslås",
                "anslaget",
                "publiceras",
            ),
            "frozen_until": _column(
                "Det som ligger före dagen är historia och ändras inte.",
                "What lies before this date is history and may not change.",
                "fryst till",
                "fryst till och med",
                "låst till",
            ),
        },
        ("period", "perioden", "planeringsperiod", "schemaperiod"),
    ),
    "employees": AboutTable(
        Text(sv="De anställda, en rad var.", en="The employees, one row each."),
        {
            "employee_id": _column("Den anställdas nummer.", "The employee's id.", *WHO, "id", "nummer"),
            "name": _column("Namnet.", "The name.", *NAME),
            "title": _column(
                "Befattning: underskoterska, vardbitrade …",
                "Job title: underskoterska, vardbitrade …",
                "titel",
                "befattning",
                "yrke",
                "roll",
            ),
            "unit_id": _column("Enheten personen hör till.", "The unit the person belongs to.", *UNIT),
            "rate": _column(
                "Sysselsättningsgrad i procent av heltid.",
                "Percent of full time.",
                "sysselsättningsgrad",
                "sysselsättning",
                "sgrad",
                "grad",
                "tjänstgöringsgrad",
                "tjänstegrad",
                "procent",
                default="100",
                least=0,
                most=100,
            ),
            "full_time_minutes": _column(
                "Heltidsmått i minuter per vecka (2295 = 38:15, 2220 = 37:00, 2060 = 34:20).",
                "Full time in minutes a week (2295 = 38:15, 2220 = 37:00, 2060 = 34:20).",
                "heltidsmått",
                "heltidsmått minuter",
                "heltid",
                "heltidsmått (min)",
                "veckoarbetstid",
                default="2220",
                least=60,
                most=4800,
            ),
            "contract_minutes": _column(
                "Avtalad tid i minuter för perioden; tomt = efter grad och heltidsmått, mindre frånvaro.",
                "Contract minutes for the period; empty = from rate and full time, less absence.",
                "avtalad tid",
                "avtalad tid minuter",
                "avtalstid",
                "arbetstidsmått",
                "arbetstidsmått minuter",
                least=0,
            ),
            "balance_minutes": _column(
                "Saldo in i perioden; plus = har arbetat för mycket.",
                "Balance carried in; positive = worked too much before.",
                "saldo",
                "saldo minuter",
                "ingående saldo",
                "timsaldo",
                default="0",
            ),
            "tolerance_minutes": _column(
                "Så långt från avtalad tid får perioden hamna.",
                "How far from the contract the period may end.",
                "tolerans",
                "tolerans minuter",
                default="240",
                least=0,
            ),
            "day_break": _column(
                "Då personens 24-timmarsperioder börjar.",
                "Start of the person's 24-hour periods.",
                "dygnsbryt",
                "dygnsbrytpunkt",
                default="20:00",
            ),
            "week_break": _column(
                "Då personens 7-dygnsperioder börjar, till exempel mon 00:00.",
                "Start of the person's 7-day periods, such as mon 00:00.",
                "veckobryt",
                "veckobrytpunkt",
                default="mon 00:00",
            ),
            "weekend_every": _column(
                "2 = högst varannan helg, 3 = högst var tredje, 0 = aldrig.",
                "2 = every second weekend at most, 3 = every third, 0 = never.",
                "helg var",
                "helgtjänstgöring",
                "helgfrekvens",
                default="2",
                least=0,
            ),
            "nights": _column(
                "Nattarbete: no, only eller yes.", "Nights: no, only or yes.", "natt", "nätter", default="no"
            ),
            "skills": _column("Kompetenser, skilda med |.", "Skills, separated by |.", *SKILLS),
            "groups": _column(
                "Grupper eller avdelningar personen hör till.",
                "Care groups or wards the person belongs to.",
                "grupper",
                *GROUP,
            ),
            "introduced": _column(
                "Fler grupper eller enheter personen är introducerad på.",
                "Further groups or units the person has been introduced to.",
                "introducerad",
                "introducerad på",
                "introduktion",
                "inskolad",
            ),
            "hourly": _column(
                "yes = timavlönad, utan avtalad tid.",
                "yes = paid by the hour, no contract minutes.",
                "timanställd",
                "timavlönad",
                "timvikarie",
                default="no",
            ),
            "max_minutes": _column(
                "Högst så många minuter i perioden (timavlönade).",
                "At most so many minutes in the period (hourly staff).",
                "max minuter",
                "högst minuter",
                least=0,
            ),
            "wage": _column(
                "Kronor i timmen före påslag.",
                "Kronor an hour before on-costs.",
                "timlön",
                "lön",
                default="197.60",
                least=0,
            ),
            "minor": _column("yes = 16–17 år.", "yes = 16–17 years.", "minderårig", "under 18", default="no"),
            "max_shifts": _column(
                "Högst så många pass i perioden.",
                "At most so many shifts.",
                "max pass",
                "högst pass",
                least=0,
            ),
        },
        ("anställda", "personal", "medarbetare", "personalen", "anställning", "personallista"),
    ),
    "shift_types": AboutTable(
        Text(sv="Passen som kan arbetas.", en="The shifts that can be worked."),
        {
            "code": _column("Passets kod.", "The shift's code.", *CODE),
            "name": _column("Passets namn.", "The shift's name.", *NAME),
            "start": _column("Då passet börjar.", "When the shift starts.", *FROM, "starttid", "börjar kl"),
            "end": _column("Då passet slutar; före start = nästa dag.", "When it ends.", *TO, "sluttid", "slutar kl"),
            "break_minutes": _column(
                "Obetald rast i minuter, inne i passet.",
                "Unpaid break in minutes, inside the shift.",
                "rast",
                "rast minuter",
                "rast (min)",
                "rastminuter",
                default="0",
                least=0,
            ),
            "gap_start": _column(
                "Då uppehållet i ett delat pass börjar.",
                "When the gap of a split shift starts.",
                "uppehåll från",
                "delning från",
                "håltimme från",
            ),
            "gap_end": _column(
                "Då uppehållet slutar.",
                "When the gap ends.",
                "uppehåll till",
                "delning till",
                "håltimme till",
            ),
            "kind": _column("Slag av pass.", "The kind of shift.", "typ", "passtyp", "slag", "sort"),
            "unit_id": _column("Enheten passet hör till.", "The unit it belongs to.", *UNIT),
            "group_id": _column("Gruppen passet hör till.", "The group it belongs to.", *GROUP),
            "skills": _column("Kompetenser passet kräver.", "Skills the shift asks for.", *SKILLS),
        },
        ("pass", "passtyper", "passlista", "arbetspass", "turer", "passkoder"),
        {"tid": ("start", "end"), "tider": ("start", "end"), "arbetstid": ("start", "end")},
    ),
    "demand": AboutTable(
        Text(sv="Hur många som behövs, var och när.", en="How many people are needed, where and when."),
        {
            "unit_id": _column("Enheten.", "The unit.", *UNIT),
            "group_id": _column("Gruppen; tomt = hela enheten.", "The group; empty = the whole unit.", *GROUP),
            "day": _column(
                "mon … sun, red (röd dag) eller ett datum.",
                "mon … sun, red (public holiday) or a date.",
                "dag",
                "veckodag",
                "datum",
            ),
            "from": _column("Från klockan.", "From this time.", *FROM, "kl från", "starttid"),
            "to": _column("Till klockan; före start = nästa dag.", "To this time.", *TO, "kl till", "sluttid"),
            "min": _column("Minst så många.", "At least so many.", "minst", "minimum", "lägst", least=0),
            "target": _column("Helst så många.", "Preferably so many.", "mål", "önskat", "helst", "antal", least=0),
            "max": _column("Högst så många.", "At most so many.", "högst", "maximum", "mest", least=0),
            "skill": _column("Så många med denna kompetens.", "So many with this skill.", *SKILLS),
        },
        ("bemanningskrav", "behov", "bemanning", "bemanningsbehov", "krav"),
        {"tid": ("from", "to"), "tider": ("from", "to"), "klockan": ("from", "to")},
    ),
    "recipients": AboutTable(
        Text(sv="De som får omsorg, under pseudonym.", en="The people cared for, by pseudonym."),
        {
            "recipient_id": _column(
                "En pseudonym, aldrig ett namn.",
                "A pseudonym, never a name.",
                "brukare",
                "brukar-id",
                "omsorgstagare",
            ),
            "group_id": _column("Gruppen som ger omsorgen.", "The group that cares.", *GROUP),
            "contact": _column(
                "Fast omsorgskontakt.",
                "The named care contact.",
                "fast omsorgskontakt",
                "omsorgskontakt",
                "kontakt",
                "kontaktperson",
                "fast kontakt",
            ),
            "deputy": _column(
                "Ersättare för kontakten.",
                "The contact's deputy.",
                "ersättare",
                "vice kontakt",
                "vice kontaktperson",
            ),
            "preferred": _column(
                "Anställda som helst ska komma.",
                "Employees who should preferably come.",
                "önskad personal",
                "önskade",
                "föredragna",
            ),
            "barred": _column(
                "Anställda som inte får komma.",
                "Employees who may not come.",
                "spärrad personal",
                "spärrade",
                "ej personal",
            ),
            "from": _column("Första dagen.", "The first day present.", *FROM, "från datum"),
            "to": _column("Sista dagen.", "The last day present.", *TO, "till datum"),
        },
        ("brukare", "omsorgstagare", "boende", "kunder"),
    ),
    "visits": AboutTable(
        Text(sv="Besöken, en rad per serie.", en="The visits, one row per series."),
        {
            "series_id": _column(
                "Seriens namn.",
                "The series' name.",
                "besöksserie",
                "serie",
                "besök",
                "besöks-id",
                "insats-id",
            ),
            "recipient_id": _column("Vem besöket är hos.", "Whose visit it is.", "brukare", "brukar-id"),
            "days": _column(
                "Siffror 1–7 (1 = måndag) eller datum skilda med |.",
                "Digits 1–7 (1 = Monday), or dates separated by |.",
                "veckodagar",
                "dagar",
                "veckodag",
                "dag",
            ),
            "weeks": _column("all, odd eller even.", "all, odd or even.", "veckor", "vecka", default="all"),
            "earliest": _column("Tidigaste start.", "Earliest start.", "tidigast", "tidigaste start", *FROM),
            "latest": _column("Senaste start.", "Latest start.", "senast", "senaste start", *TO),
            "minutes": _column(
                "Besökets längd i minuter.",
                "The length in minutes.",
                "minuter",
                "längd",
                "tidsåtgång",
                "min",
                least=1,
                most=1440,
            ),
            "staff": _column(
                "1, eller 2 vid dubbelbemanning.",
                "1, or 2 at the same time.",
                "antal personal",
                "dubbelbemanning",
                default="1",
                least=1,
                most=2,
            ),
            "skills": _column("Kompetenser besöket kräver.", "Skills the visit asks for.", *SKILLS),
            "kind": _column("Slag av besök.", "The kind of visit.", "typ", "insats", "slag", default="care"),
        },
        ("besök", "insatser", "besöksserier", "besökslista"),
        {"tid": ("earliest", "latest"), "tidsfönster": ("earliest", "latest")},
    ),
    "travel": AboutTable(
        Text(sv="Restid mellan grupper.", en="Travel between groups."),
        {
            "from_group": _column("Från grupp.", "From this group.", "från grupp", "från område", *FROM),
            "to_group": _column("Till grupp.", "To this group.", "till grupp", "till område", *TO),
            "minutes": _column("Minuter.", "Minutes.", "minuter", "restid", "min", least=0, most=1440),
        },
        ("restider", "restid", "resor", "förflyttning"),
    ),
    "wishes": AboutTable(
        Text(sv="Önskemål om enskilda dagar.", en="Wishes for single days."),
        {
            "employee_id": _column("Vem som önskar.", "Who wishes.", *WHO),
            "date": _column("Dagen.", "The date.", *DATE),
            "wish": _column(
                "free, work, day, evening, night eller en passkod; not: före = inte.",
                "free, work, day, evening, night or a shift code; not: before it = not.",
                "önskan",
                "önskemål",
                "önskar",
            ),
            "strength": _column("1, 2, 3 eller veto.", "1, 2, 3 or veto.", "styrka", "vikt", "prioritet", default="1"),
            "reason": _column("Orsak, en kod.", "The reason, a code.", *REASON),
        },
        ("önskemål", "önskningar", "önskelista", "önskeschema"),
    ),
    "absences": AboutTable(
        Text(sv="Frånvaro, hela dagar.", en="Absences, whole days."),
        {
            "employee_id": _column("Vem som är frånvarande.", "Who is absent.", *WHO),
            "from": _column("Första dagen.", "The first day.", *FROM),
            "to": _column("Sista dagen.", "The last day.", *TO),
            "reason": _column("Orsak, en kod.", "The reason, a code.", *REASON),
            "credit_minutes": _column(
                "Minuter som räknas av avtalad tid; tomt = vardagarna i den.",
                "Minutes taken off the contract; empty = its Mondays to Fridays.",
                "tillgodo",
                "tillgodo minuter",
                "avräknade minuter",
                "minuter",
                least=0,
            ),
        },
        ("frånvaro", "ledigheter", "semester", "frånvaron", "frånvarolista"),
    ),
    "history": _cells("Arbetade pass före perioden.", "Shifts worked before the period.", "historik", "historia"),
    "ledger": AboutTable(
        Text(sv="Rättvisesaldo från tidigare perioder.", en="Fairness points carried in."),
        {
            "employee_id": _column("Vems saldo.", "Whose balance.", *WHO),
            "kind": _column("Vad saldot gäller.", "What it counts.", "typ", "slag", "sort"),
            "points": _column("Poäng.", "Points.", "poäng", "saldo"),
        },
        ("saldo rättvisa", "rättvisesaldo", "rättvisa", "poäng"),
    ),
    "holidays_worked": AboutTable(
        Text(sv="Storhelger som arbetats.", en="Big holidays that were worked."),
        {
            "employee_id": _column("Vem som arbetade.", "Who worked.", *WHO),
            "holiday": _column("Storhelgen.", "The holiday.", "storhelg", "helg", "högtid"),
            "year": _column("Året.", "The year.", "år", "årtal", least=1990, most=2100),
        },
        ("storhelger", "arbetade storhelger", "arbetade helger"),
    ),
    "posted": _cells("Schemat som det anslogs.", "The roster as posted.", "anslaget schema", "anslaget", "publicerat"),
    "base_roster": _cells("Grundschemat.", "The base roster.", "grundschema", "grundschemat", "grundrad"),
    "locks": _cells("Celler som inte får ändras.", "Cells that stay.", "låsta pass", "låsningar", "lås", "låst"),
    "units": AboutTable(
        Text(sv="Enheterna.", en="The units."),
        {
            "unit_id": _column("Enhetens kod.", "The unit's id.", *UNIT),
            "name": _column("Namnet.", "The name.", *NAME),
            "family": _column(
                "Enheter i samma familj lånar personal av varandra.",
                "Units of one family may lend staff to each other.",
                "familj",
                "område",
            ),
        },
        ("enheter", "enhet", "arbetsplatser"),
    ),
    "groups": AboutTable(
        Text(sv="Grupper, avdelningar och våningar.", en="Care groups, wards and floors."),
        {
            "group_id": _column("Gruppens kod.", "The group's id.", *GROUP),
            "unit_id": _column("Enheten den hör till.", "The unit it belongs to.", *UNIT),
            "name": _column("Namnet.", "The name.", *NAME),
        },
        ("grupper", "områden", "avdelningar"),
    ),
    "pairs": AboutTable(
        Text(sv="Par som aldrig eller alltid arbetar samtidigt.", en="Pairs who never or always work together."),
        {
            "employee_a": _column("Den ena.", "The one.", "anställd a", "person a", "anst.nr a", "person 1"),
            "employee_b": _column("Den andra.", "The other.", "anställd b", "person b", "anst.nr b", "person 2"),
            "kind": _column("apart (aldrig) eller together (alltid).", "apart or together.", "typ", "slag"),
        },
        ("par", "personalpar"),
    ),
    "rules": AboutTable(
        Text(sv="Reglernas tal, där de avviker.", en="The rules' numbers, where they differ."),
        {
            "rule_id": _column("Regeln.", "The rule.", "regel", "regel-id"),
            "parameter": _column("Talet som ändras.", "The number that changes.", "parameter", "inställning"),
            "value": _column("Värdet.", "The value.", "värde"),
            "who": _column(
                "En anställd, grupp eller enhet; tomt = alla.",
                "An employee, group or unit; empty = all.",
                *WHO,
                "gäller",
                "för",
            ),
            **_DECIDED,
        },
        ("regler", "regel"),
    ),
    "prices": AboutTable(
        Text(sv="Enhetens prislista.", en="The unit's price list."),
        {
            "rule_id": _column("Regeln.", "The rule.", "regel", "regel-id"),
            "kronor": _column(
                "Pris per enhet av regelns mängd; never = får aldrig brytas.",
                "Price per unit of the rule's amount; never = hard.",
                "kronor",
                "pris",
                "kr",
                least=0,
            ),
            **_DECIDED,
        },
        ("prislista", "priser", "pris"),
    ),
    "waivers": AboutTable(
        Text(
            sv="Hårda regler som någon bryter med vett och vilja.",
            en="Hard rules that somebody breaks knowingly.",
        ),
        {
            "rule_id": _column("Regeln.", "The rule.", "regel", "regel-id"),
            "employee_id": _column(
                "Vems avvikelser; tomt = de som inte gäller någon anställd.",
                "Whose breaches; empty = those that concern no employee.",
                *WHO,
            ),
            "from": _column("Första dagen.", "The first day.", *FROM, *DATE),
            "to": _column("Sista dagen; tomt = samma dag.", "The last day; empty = the same day.", *TO),
            "by": _column("Vem som tagit beslutet.", "Who decided.", "beslutat av", "beslutsfattare", "av"),
            "decided": _column("När det beslutades.", "When it was decided.", "beslutat", "beslutsdatum"),
            "why": _column("Varför.", "Why.", "varför", "motiv", "motivering", "skäl"),
            "kronor": _column(
                "Vad varje avvikelse ska väga i kronor.",
                "What each breach is to weigh in kronor.",
                "kronor",
                "pris",
                "kr",
                default="1000",
                least=0,
            ),
        },
        ("avsteg", "undantag", "medgivanden"),
    ),
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("ja", "j", "y", "sant", "true", "x", "1"),
    "no": ("nej", "n", "falskt", "false", "0"),
    "only": ("endast", "bara", "enbart", "ständig natt"),
    "home_care": ("hemtjänst", "hemtjänsten", "home care"),
    "care_home": ("boende", "särskilt boende", "säbo", "vård- och omsorgsboende", "äldreboende", "care home"),
    "day": ("dag", "dagpass"),
    "evening": ("kväll", "kvällar", "kvällspass"),
    "night": ("natt", "nätter", "nattpass"),
    "long": ("lång", "långt", "långpass"),
    "split": ("delad", "delat", "delad tur", "delat pass"),
    "resource": ("resurs", "resurspass"),
    "meeting": ("möte", "arbetsplatsträff", "apt"),
    "free": ("ledig", "ledigt", "fri"),
    "work": ("arbeta", "arbete", "jobba"),
    "all": ("alla", "varje"),
    "odd": ("udda",),
    "even": ("jämn", "jämna"),
    "mon": ("mån", "måndag", "må", "monday"),
    "tue": ("tis", "tisdag", "ti", "tuesday"),
    "wed": ("ons", "onsdag", "on", "wednesday"),
    "thu": ("tor", "tors", "torsdag", "to", "thursday"),
    "fri": ("fre", "fredag", "fr", "friday"),
    "sat": ("lör", "lördag", "lö", "saturday"),
    "sun": ("sön", "söndag", "sö", "sunday"),
    "red": ("röd", "röd dag", "helgdag", "röda dagar"),
    "refused": ("nekad", "nekade", "avslag", "nej"),
    "weekend": ("helg", "helger"),
    "christmas": ("jul", "julen"),
    "new_year": ("nyår", "nyåret", "new year"),
    "easter": ("påsk", "påsken"),
    "midsummer": ("midsommar", "midsommaren"),
    "apart": ("isär", "aldrig", "åtskilda"),
    "together": ("ihop", "tillsammans", "alltid"),
    "never": ("aldrig",),
    "not": ("inte", "ej"),
}


def word_meant(words: str, among: tuple[str, ...]) -> str | None:
    """The word of the format, among those that may stand here, which a cell means; Swedish is understood."""
    if words in among:
        return words
    wanted = folded(words)
    return next((word for word in among if wanted == folded(word) or wanted in _SPOKEN.get(word, ())), None)


def word_spoken(word: str, among: tuple[str, ...]) -> str:
    """How a word of the format is said in Swedish, so that it is read as that word among those that may stand here."""
    return next((spoken for spoken in _WORDS.get(word, ()) if word_meant(spoken, among) == word), word)


_SPOKEN = {word: frozenset(map(folded, spoken)) for word, spoken in _WORDS.items()}
