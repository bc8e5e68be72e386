"""The command line: `samschema solve`, `curve`, `check`, `rest`, `strain`, `cost`, `rules`, `convert` and so on.

Commands are thin and load what they need only when they run, so that help is there at once.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import print_exc
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.errors import SamschemaError
from scheduler.text import Language, Text
from ui.cli_shell import Aborted, Code, Shell
from ui.cli_words import VARIABLE, Command, Group, both, in_language, misuse, spoken

if TYPE_CHECKING:
    from scheduler.solve.progress import Settings

MOST_POINTS = 50  # of a curve; the prices would come too close
CODES = both(
    sv="Slutkoder: 0 klart · 1 oväntat fel · 2 fel i underlag, resultat eller kommando (inget skrivs) · "
    "3 hårda regler bryts (resultatet skrivs) · 4 beräkning och granskning är oense · 130 avbrutet",
    en="Exit codes: 0 done · 1 unforeseen error · 2 faults in case, result or command (nothing is written) · "
    "3 hard rules are broken (the result is written) · 4 solver and reader disagree · 130 aborted",
)
UNFORESEEN = Text(
    sv="Oväntat fel: {error}. Det är programmets fel, inte ditt. Kör igen med SAMSCHEMA_DEBUG=1 för detaljer.",
    en="Unforeseen error: {error}. It is the program's fault, not yours. Run again with SAMSCHEMA_DEBUG=1 for details.",
)
ABORTED = Text(sv="Avbrutet. Inget har skrivits.", en="Aborted. Nothing has been written.")
MUST_BE_POSITIVE = Text(sv="{option} ska vara större än noll.", en="{option} must be more than zero.")
MUST_BE_BETWEEN = Text(sv="{option} ska vara från {least} till {most}.", en="{option} must be from {least} to {most}.")
MUST_NOT_BE_NEGATIVE = Text(sv="{option} får inte vara negativt.", en="{option} must not be negative.")

app = typer.Typer(
    name="samschema",
    cls=Group,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=both(
        sv="Scheman och besök för äldreomsorgen, planerade ihop och förklarade i ord.",
        en="Rosters and visits for eldercare, planned together and explained in words.",
    ),
    epilog=CODES,
)

Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        help=both(
            sv=f"Språk: sv eller en. Kan också anges i {VARIABLE}.",
            en=f"Language: sv or en. May also be given in {VARIABLE}.",
        ),
    ),
]
CasePath = Annotated[
    Path,
    typer.Argument(
        metavar="CASE",
        help=both(
            sv="Underlaget: en mapp med CSV-filer, en arbetsbok eller en JSON-fil.",
            en="The case: a folder of CSV files, a workbook or a JSON file.",
        ),
    ),
]
ResultPath = Annotated[
    Path,
    typer.Argument(
        metavar="RESULT",
        help=both(
            sv="En mapp med roster.csv (och visit_plan.csv), en arbetsbok med de bladen, en CSV-fil som är schemat "
            "utan besök, eller ett rutnät (.xlsx, .csv): namn nedåt, datum åt höger, passkoder i rutorna.",
            en="A folder with roster.csv (and visit_plan.csv), a workbook with those sheets, a CSV file that is the "
            "roster without visits, or a grid (.xlsx, .csv): names down, dates across, shift codes in the cells.",
        ),
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        metavar="WHO",
        help=both(sv="Bara den medarbetaren, efter id eller namn.", en="That employee alone, by id or name."),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=both(sv="Skriv över.", en="Write over what is there."))]
RuleSets = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help=both(
            sv="Regelsamling att gälla före underlagets beslut: TOML, arbetsbok, mapp eller CSV. Kan ges flera gånger.",
            en="A rule set to stand before the case's decisions: TOML, workbook, folder or CSV. May be given again.",
        ),
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help=both(sv="Skriv JSON, och bara det, på stdout.", en="Print JSON alone on stdout."))
]
Seconds = typer.Option(help=both(sv="Så länge får sökningen hålla på.", en="How long the search may take."))
Seed = Annotated[int, typer.Option(help=both(sv="Slumpens frö.", en="The seed of chance."))]
Workers = Annotated[
    int | None,
    typer.Option(help=both(sv="Antal processer; förval: en per kärna.", en="Processes; default: one per core.")),
]
Work = Annotated[
    float | None,
    typer.Option(
        help=both(
            sv="Mät i arbetsenheter i stället för sekunder; med --workers 1 ger samma frö då samma schema.",
            en="Count units of work, not seconds; with --workers 1 the same seed then gives the same roster.",
        )
    ),
]
StopFile = Annotated[
    Path | None,
    typer.Option(help=both(sv="Stanna när den här filen finns.", en="Stop when this file exists.")),
]
Start = Annotated[
    Path | None,
    typer.Option(help=both(sv="Utgå från det här resultatet.", en="Start from this result.")),
]


@app.callback()
def samschema(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=both(sv="Visa versionen.", en="Show the version."))
    ] = False,
    lang: Lang = None,
) -> None:
    """Answer what concerns no command."""


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Lägg schema och besöksplan för ett underlag. Ctrl-C eller stoppfilen behåller det bästa hittills; "
        "Ctrl-C två gånger avbryter.",
        en="Make the roster and the visit plan of a case. Ctrl-C or the stop file keeps the best so far; Ctrl-C "
        "twice aborts.",
    ),
)
def solve(
    context: typer.Context,
    *,
    case: CasePath,
    out: Annotated[Path, typer.Option(help=both(sv="Mapp för resultatet.", en="The folder for the result."))],
    seconds: Annotated[float, Seconds] = 60.0,
    seed: Seed = 0,
    workers: Workers = None,
    work: Work = None,
    stop_file: StopFile = None,
    start: Start = None,
    rules: RuleSets = None,
    no_faces: Annotated[
        bool,
        typer.Option(
            "--no-faces",
            help=both(
                sv="Räkna inte hur många olika medarbetare en brukare möter; besöken planeras ändå.",
                en="Do not count how many different employees a recipient meets; visits are planned all the same.",
            ),
        ),
    ] = False,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Solve a case."""
    from ui.cli_solve import Order, run

    settings = _settings(seconds, seed, workers, work)
    order = Order(case, out, settings, stop_file, start, rules or (), faces=not no_faces, json=json)
    return run(context.obj, order)


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Lägg scheman för flera priser på ett ansikte, från 0 till fyra gånger underlagets eget, och visa vad ett "
        "ansikte färre kostar. Ctrl-C eller stoppfilen behåller de priser som har sökts.",
        en="Make rosters at several prices of a face, from 0 to four times the case's own, and show what one face "
        "fewer costs. Ctrl-C or the stop file keeps the prices searched so far.",
    ),
)
def curve(
    context: typer.Context,
    *,
    case: CasePath,
    out: Annotated[Path, typer.Option(help=both(sv="Mapp för resultaten.", en="The folder for the results."))],
    points: Annotated[int, typer.Option(help=both(sv="Hur många priser.", en="How many prices."))] = 6,
    seconds: Annotated[
        float,
        typer.Option(help=both(sv="Så länge får sökningen hålla på för varje pris.", en="How long to search a price.")),
    ] = 60.0,
    seed: Seed = 0,
    workers: Workers = None,
    work: Work = None,
    stop_file: StopFile = None,
    start: Start = None,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Sweep the price of a face."""
    from ui.cli_curve import run
    from ui.cli_solve import Order

    if not 2 <= points <= MOST_POINTS:
        raise SamschemaError(MUST_BE_BETWEEN, option="--points", least=2, most=MOST_POINTS)
    settings = _settings(seconds, seed, workers, work)
    return run(context.obj, Order(case, out, settings, stop_file, start, rules or (), json=json), points)


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Granska ett schema, även ett som gjorts för hand eller i ett annat system.",
        en="Judge a roster, also one made by hand or by another system.",
    ),
)
def check(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="RESULT",
            help=both(
                sv="Ett annat resultat: visa vad som skiljer sig från det i stället för varje regels avvikelser.",
                en="Another result: show what differs from it in place of each rule's breaches.",
            ),
        ),
    ] = None,
    rules: RuleSets = None,
    everything: Annotated[
        bool, typer.Option("--all", help=both(sv="Visa varje avvikelse.", en="Show every breach."))
    ] = False,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Judge a roster."""
    from ui.cli_check import run

    return run(context.obj, case, result, against=against, sets=rules or (), json=json, everything=everything)


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Visa vilan i ett schema, varje dygn och vecka för var och en, och skriv ett dokument att skriva under.",
        en="Show the rest in a roster, everybody's every 24 hours and week, and write a document to sign.",
    ),
)
def rest(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    person: Person = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=both(
                sv="Skriv dokumentet: en fil .xlsx eller .csv, eller en mapp för alltihop.",
                en="Write the document: a file .xlsx or .csv, or a folder for all of it.",
            )
        ),
    ] = None,
    force: Force = False,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Report rest."""
    from ui.cli_rest import Order, run

    return run(context.obj, Order(case, result, rules or (), person, out, force=force, json=json))


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Visa vad ett schema begär av var och en: dagar i rad, snabba vändningar, helger, nätter.",
        en="Show what a roster asks of each: days in a row, quick returns, weekends, nights.",
    ),
)
def strain(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    person: Person = None,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Tell strain."""
    from ui.cli_strain import Order, run

    return run(context.obj, Order(case, result, rules or (), person, json=json))


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Förklara varje krona av ett schema: per person, i summa, och mot grundschemat.",
        en="Explain every krona of a roster: per person, in sum, and against the base roster.",
    ),
)
def cost(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    person: Person = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=both(
                sv="Skriv varje rad till en fil .csv eller .xlsx, eller allt till en mapp.",
                en="Write every line to a .csv or .xlsx file, or everything to a folder.",
            )
        ),
    ] = None,
    force: Force = False,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Explain what a roster costs."""
    from ui.cli_cost import Order, run

    return run(context.obj, Order(case, result, rules or (), person, out, force=force, json=json))


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Skriv ett schema för andra program: en kalender per person, löneunderlag (PAXml), pass, besök och poolens "
        "lista.",
        en="Write a roster for other programs: a calendar per person, payroll (PAXml), shifts, visits and the pool's "
        "list.",
    ),
)
def export(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    out: Annotated[Path, typer.Option(help=both(sv="Mapp för filerna.", en="The folder for the files."))],
    what: Annotated[
        str | None,
        typer.Option(
            help=both(
                sv="Vad som skrivs, med komma emellan: calendar, payroll, shifts, visits, pool. Förval: allt.",
                en="What is written, with commas between: calendar, payroll, shifts, visits, pool. Default: all.",
            )
        ),
    ] = None,
    codes: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=both(
                sv="Vad lönesystemet kallar medarbetare och pass: TOML, som data/paxml/codes.toml.",
                en="What the payroll system calls employees and shifts: TOML, such as data/paxml/codes.toml.",
            ),
        ),
    ] = None,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Write a roster for other programs."""
    from ui.cli_export import Order, run

    return run(context.obj, Order(case, result, out, what, codes, rules or (), json=json))


@app.command(
    cls=Command,
    help=both(
        sv="Visa regelboken som gäller: nivå, källa, pris och tal.",
        en="Show the rule book in force: level, source, price and numbers.",
    ),
)
def rules(
    context: typer.Context,
    case: Annotated[
        Path | None,
        typer.Option(help=both(sv="Så som den gäller för underlaget.", en="As it stands for this case.")),
    ] = None,
    rules: RuleSets = None,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Show the rule book."""
    from ui.cli_rules import run

    return run(context.obj, case, rules or (), json=json)


@app.command(
    cls=Command,
    help=both(
        sv="Skriv ett underlag i en annan form: mapp, arbetsbok (.xlsx) eller en enda fil .json.",
        en="Write a case in another form: folder, workbook (.xlsx) or a single .json file.",
    ),
)
def convert(
    context: typer.Context,
    *,
    source: Annotated[Path, typer.Argument(metavar="A", help=both(sv="Underlaget.", en="The case."))],
    target: Annotated[
        Path,
        typer.Argument(
            metavar="B",
            help=both(sv="En mapp, eller en fil .xlsx eller .json.", en="A folder, or an .xlsx or .json file."),
        ),
    ],
    rules: RuleSets = None,
    force: Force = False,
    lang: Lang = None,
) -> int:
    """Convert a case."""
    from ui.cli_convert import run

    return run(context.obj, source, target, sets=rules or (), force=force)


@app.command(
    cls=Command,
    help=both(
        sv="Skriv en arbetsbok att fylla i: rubriker, förklaringar, listor att välja ur, exempel och hjälp.",
        en="Write a workbook to fill in: headings, notes, lists to choose from, examples and help.",
    ),
)
def template(
    context: typer.Context,
    *,
    out: Annotated[Path, typer.Argument(metavar="OUT", help=both(sv="En fil .xlsx.", en="An .xlsx file."))],
    setting: Annotated[
        str,
        typer.Option(
            help=both(sv="home_care (hemtjänst) eller care_home (boende).", en="home_care, or care_home for residents.")
        ),
    ],
    force: Force = False,
    lang: Lang = None,
) -> int:
    """Write a template."""
    from ui.cli_template import run

    return run(context.obj, setting, out, force=force)


@app.command(
    "next",
    cls=Command,
    help=both(
        sv="Gör nästa periods underlag av det här och det arbetade schemat: historik, saldon, grundschema.",
        en="Make the next period's case of this one and the roster worked: history, balances, base roster.",
    ),
)
def next_case(
    context: typer.Context,
    *,
    case: CasePath,
    result: ResultPath,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help=both(sv="En mapp, eller en fil .xlsx eller .json.", en="A folder, or an .xlsx or .json file."),
        ),
    ],
    force: Force = False,
    lang: Lang = None,
) -> int:
    """Make the next period's case."""
    from ui.cli_next import run

    return run(context.obj, case, result, out, force=force)


@app.command(
    cls=Command,
    help=both(
        sv="Visa underlagets tabeller och kolumner, eller de namn de också läses under; med --json som JSON Schema.",
        en="Show the tables and columns of a case, or the other names they are read under; as JSON Schema with --json.",
    ),
)
def schema(
    context: typer.Context,
    aliases: Annotated[
        bool, typer.Option("--aliases", help=both(sv="Visa de andra namnen.", en="Show the other names."))
    ] = False,
    json: AsJson = False,
    lang: Lang = None,
) -> int:
    """Show the case format."""
    from ui.cli_convert import show_schema

    return show_schema(context.obj, names=aliases, json=json)


@app.command(
    cls=Command,
    epilog=CODES,
    help=both(
        sv="Lägg scheman för exemplen i data/samples, med resultat i ./out.",
        en="Make rosters for the samples in data/samples, with results in ./out.",
    ),
)
def demo(
    context: typer.Context,
    seconds: Annotated[float, Seconds] = 20.0,
    seed: Seed = 0,
    lang: Lang = None,
) -> int:
    """Run the main job on the samples."""
    from ui.cli_demo import run

    if not 0 < seconds < float("inf"):
        raise SamschemaError(MUST_BE_POSITIVE, option="--seconds")
    return run(context.obj, seconds, seed)


def _settings(seconds: float, seed: int, workers: int | None, work: float | None) -> "Settings":
    """How a search is asked to run.

    Raises:
        SamschemaError: a number cannot be used.
    """
    from scheduler.solve.progress import Settings
    from ui.cli_solve import cores

    for option, value in (("--seconds", seconds), ("--workers", workers), ("--work", work)):
        if value is not None and not 0 < value < float("inf"):
            raise SamschemaError(MUST_BE_POSITIVE, option=option)
    if seed < 0:
        raise SamschemaError(MUST_NOT_BE_NEGATIVE, option="--seed")
    return Settings(seconds=seconds, seed=seed, workers=workers or cores(), work=work)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    code = run(given, Shell(spoken(given, os.environ)))
    sys.stdout.flush()
    sys.exit(int(code))


def run(arguments: list[str], shell: Shell) -> int:
    """Run a command line; every way it can end becomes a sentence and an exit code."""
    if "--version" in arguments[:1]:
        return _version()
    try:
        given = arguments or ["--help"]
        command = in_language(app, shell.language, helping="--help" in given)
        answer = command.main(given, prog_name="samschema", standalone_mode=False, obj=shell)
        if answer == Code.ABORTED:
            shell.note(ABORTED)
        return int(answer or Code.DONE)
    except SamschemaError as error:
        shell.fail(error, json="--json" in arguments)
        return Code.FAULTS
    except typer.TyperException as error:
        shell.err.print(misuse(error, shell.language), style="bold red")
        return Code.FAULTS
    except (KeyboardInterrupt, Aborted, typer.Abort):
        shell.note(ABORTED)
        return Code.ABORTED
    except BrokenPipeError:  # whoever read our answer has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Code.DONE
    except Exception as error:
        if os.environ.get("SAMSCHEMA_DEBUG"):
            print_exc()
        shell.note(UNFORESEEN, error=f"{type(error).__name__}: {error}")
        return Code.FAILED


def _version() -> int:
    from importlib.metadata import version

    sys.stdout.write(f"samschema {version('samschema')}\n")
    return Code.DONE


if __name__ == "__main__":
    main()
