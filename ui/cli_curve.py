"""`samschema curve`: rosters at several prices of a face, and what one face fewer costs between them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text as Words

from constraints import rules
from scheduler.book import Book
from scheduler.curve import Point, Tariff, prices
from scheduler.errors import SamschemaError
from scheduler.files.curve_files import can_hold_curve, write_curve
from scheduler.files.curve_rows import POINTS, CurveRow, curve_rows
from scheduler.files.results import row_json, summary_of
from scheduler.plan import Plan
from scheduler.solve.precheck import precheck
from scheduler.solve.progress import Job, Listener, Settings
from scheduler.text import Text
from ui.cli_case import read, told_sets
from ui.cli_shell import Code, Shell, plain_table
from ui.cli_solve import FACES, READY, STOPPED, Engine, Order, StopSignals, broke_off, start_of
from ui.progress_view import ProgressView

SWEPT = Text(
    sv="Priser på ett ansikte: {prices} kr. Underlagets eget är {own:number} kr; 0 kr är som --no-faces.",
    en="Prices of a face: {prices} kr. The case's own is {own:number} kr; 0 kr is as --no-faces.",
)
BEGINS = Text(
    sv="Sökning {number} av {count}: {price:number} kr per ansikte",
    en="Search {number} of {count}: {price:number} kr a face",
)
LEFT = Text(
    sv="{count} av {all} priser hann sökas; de andra är inte med.",
    en="{count} of {all} prices were searched; the others are left out.",
)
TITLE = Text(sv="Vad ett ansikte färre kostar", en="What one face fewer costs")
HEADS = (
    Text(sv="Punkt", en="Point"),
    Text(sv="Pris", en="Price"),
    Text(sv="Ansikten, medel", en="Faces, mean"),
    Text(sv="Utan ansikten", en="Without faces"),
    Text(sv="Lönekostnad", en="Labour cost"),
    Text(sv="Önskemål", en="Wishes"),
    Text(sv="Besök", en="Visits"),
    Text(sv="Hårda brott", en="Hard breaches"),
    Text(sv="Ett färre kostar", en="One fewer costs"),
    Text(sv="Märk", en="Note"),
)
OWN = Text(sv="underlagets pris", en="the case's price")
BEATEN = Text(sv="en annan punkt är bättre", en="another point is better")
KRONOR = Text(sv="{value:kronor} kr", en="{value:kronor} kr")
PRICE = Text(sv="{value:number} kr", en="{value:number} kr")
NUMBER = Text(sv="{value:number}", en="{value:number}")
SHARE = Text(sv="{value:number} %", en="{value:number} %")
STEP = Text(
    sv="Från punkt {before} till {after}: {faces:number} färre för {kronor:kronor} kr, alltså {each:kronor} kr för ett "
    "ansikte färre.",
    en="From point {before} to {after}: {faces:number} fewer for {kronor:kronor} kr, so one face fewer costs "
    "{each:kronor} kr.",
)
MEAN = Text(sv=" Ett färre i medel kostar {each:kronor} kr.", en=" One fewer in the mean costs {each:kronor} kr.")
NO_STEP = Text(
    sv="Inget av priserna gav ett schema med färre ansikten för mer pengar, så ett ansikte färre har inget känt pris.",
    en="None of the prices gave a roster with fewer faces for more money, so one face fewer has no known price.",
)
BORROWED = Text(
    sv="Vid {count} av {all} priser är bästa kända schema funnet vid annat pris. Fler --seconds kan skilja dem åt.",
    en="At {count} of {all} prices the best roster known was found at another. More --seconds may tell them apart.",
)
MEANS = Text(
    sv="Kronor är prislistans summa utan det som ansikten kostar. Ett ansikte färre är en medarbetare färre som en "
    "brukare, på ett boende en avdelning, möter på 14 dagar.",
    en="Kronor are the price-list sum without what faces cost. One face fewer is one employee fewer whom a recipient, "
    "in a care home a ward, meets in 14 days.",
)
WRITTEN = Text(
    sv="Skrivet i {folder}: {names} och {count} hela resultat i {points}",
    en="Written to {folder}: {names} and {count} whole results in {points}",
)


def run(shell: Shell, order: Order, points: int, engine: Engine | None = None) -> Code:
    """Read, search at every price, write, tell."""
    case = read(shell, order.case, order.rules)
    job = Job(case.tables, rules())
    book = job.book()
    tariff = Tariff.of(book, FACES)
    series = prices(tariff.base, points)
    start = start_of(shell, order, book)
    can_hold_curve(order.out)
    for finding in precheck(book):
        shell.err.print(Words(finding.said(shell.language), style="yellow"))
    shell.note(SWEPT, prices=" · ".join(shell.said(NUMBER, value=price) for price in series), own=tariff.own)
    try:
        found = _sweep(shell, order, job, tariff, series, start=start, engine=engine)
    except SamschemaError as error:
        return broke_off(shell, order, case.tables, error)
    told = [_told(book, tariff, order.settings, point) | told_sets(case.sets) for point in found]
    rows = list(curve_rows(found, told, tariff))
    files = write_curve(order.out, book, found, told, rows=rows, language=shell.language)
    shell.note(STOPPED if found[-1].outcome.stopped else READY, seconds=sum(row.seconds for row in rows))
    if len(rows) < len(series):
        shell.note(LEFT, count=len(rows), all=len(series))
    borrowed = sum(row.found_at != row.price for row in rows)
    if borrowed:
        shell.note(BORROWED, count=borrowed, all=len(rows))
    _tell(shell, order, rows, files)
    if order.json:
        shell.answer_json(_json(book, rows, files))
    return Code.INFEASIBLE if any(row.hard for row in rows) else Code.DONE


def _sweep(
    shell: Shell,
    order: Order,
    job: Job,
    tariff: Tariff,
    series: Sequence[float],
    *,
    start: Plan | None,
    engine: Engine | None,
) -> tuple[Point, ...]:
    from scheduler.solve.search import solve  # loads the solver
    from scheduler.solve.sweep import Visit, sweep

    with StopSignals(order.stop_file, lambda: None) as stop:

        @contextmanager
        def watch(visit: Visit) -> Iterator[Listener]:
            shell.note(BEGINS, number=visit.number, count=visit.of, price=visit.price)
            with ProgressView(shell, visit.settings) as view:
                stop.told = view.say_stopping
                yield view.listen

        return sweep(job, tariff, series, order.settings, watch, start=start, stop=stop, search=engine or solve)


def _told(book: Book, tariff: Tariff, settings: Settings, point: Point) -> dict[str, Any]:
    """The summary of a point's result, which is judged at the case's own prices."""
    searched = {"prices": tariff.at(point.price), "found_at": point.found_at}
    return summary_of(book, point.outcome, settings) | {"curve": searched}


def _json(book: Book, rows: Sequence[CurveRow], files: Sequence[Path]) -> dict[str, Any]:
    return {
        "case_id": book.case.id,
        "fingerprint": book.case.fingerprint,
        "points": [row_json(row) for row in rows],
        "files": [str(file) for file in files],
    }


# -- on the terminal ------------------------------------------------------------------------------


def _tell(shell: Shell, order: Order, rows: Sequence[CurveRow], files: Sequence[Path]) -> None:
    console = shell.err if order.json else shell.out
    console.print(Words(shell.said(TITLE), style="bold"))
    console.print()
    _show_table(console, shell, rows)
    console.print()
    steps = list(_steps(shell, rows))
    for words in (*(steps or [shell.said(NO_STEP)]), shell.said(MEANS)):
        console.print(Words(words))
    console.print()
    names = ", ".join(file.name for file in files if file.parent == order.out)
    written = shell.said(WRITTEN, folder=order.out, names=names, count=len(rows), points=order.out / POINTS)
    console.print(Words(written))


def _show_table(console: Console, shell: Shell, rows: Sequence[CurveRow]) -> None:
    """A line to each price; what the case has not, such as visits in a care home, is left out."""
    lines = [_cells(shell, row) for row in rows]
    kept = [at for at in range(len(HEADS)) if any(line[at] for line in lines)]
    right = [place for place, at in enumerate(kept) if at < len(HEADS) - 1]
    table = plain_table(*(shell.said(HEADS[at]) for at in kept), right=right)
    for line, row in zip(lines, rows, strict=True):
        table.add_row(*(Words(line[at]) for at in kept), style="dim" if row.dominated else None)
    console.print(table)


def _cells(shell: Shell, row: CurveRow) -> tuple[str, ...]:
    marks = [shell.said(words) for words, holds in ((OWN, row.own_price), (BEATEN, row.dominated)) if holds]
    shares = (row.wishes_granted_share, row.visits_made_share)
    return (
        str(row.point),
        shell.said(PRICE, value=row.price),
        "" if row.faces_mean is None else shell.said(NUMBER, value=row.faces_mean),
        shell.said(KRONOR, value=row.kronor_without_faces),
        shell.said(KRONOR, value=row.cost_total),
        *("" if share is None else shell.said(SHARE, value=share * 100) for share in shares),
        str(row.hard) if row.hard else "",
        "" if row.kronor_per_face is None else shell.said(KRONOR, value=row.kronor_per_face),
        ", ".join(marks),
    )


def _steps(shell: Shell, rows: Sequence[CurveRow]) -> Iterator[str]:
    """What each step to fewer faces takes; prices that gave the same roster share one."""
    told: set[tuple[Any, ...]] = set()
    for row in rows:
        step = (row.against, row.kronor_without_faces, row.faces)
        if row.against and row.kronor_per_face is not None and step not in told:
            told.add(step)
            yield _step(shell, row, rows[row.against - 1])


def _step(shell: Shell, row: CurveRow, before: CurveRow) -> str:
    """What it takes to come from a point to its neighbour with fewer faces."""
    kronor, faces = row.kronor_without_faces - before.kronor_without_faces, before.faces - row.faces
    words = shell.said(STEP, before=before.point, after=row.point, faces=faces, kronor=kronor, each=row.kronor_per_face)
    mean = row.kronor_per_mean_face
    return words if mean is None else words + shell.said(MEAN, each=mean)
