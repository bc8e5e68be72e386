"""The running search on standard error: one live line on a terminal, a plain line now and then elsewhere."""

from dataclasses import asdict, replace
from time import monotonic
from types import TracebackType
from typing import Self

from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text as Words

from scheduler.solve.progress import Phase, Progress, Settings
from scheduler.text import Text
from ui.cli_shell import Shell

PHASES = {
    Phase.READING: Text(sv="Läser in", en="Reading"),
    Phase.STARTING: Text(sv="Första schemat", en="First roster"),
    Phase.COLUMNS: Text(sv="Räknar på det bästa möjliga", en="Working out the best there can be"),
    Phase.ROSTER: Text(sv="Förbättrar schemat", en="Improving the roster"),
    Phase.JOINT: Text(sv="Schema och besök ihop", en="Roster and visits together"),
    Phase.CHECKING: Text(sv="Granskar", en="Checking"),
}
KRONOR = Text(sv="{value:kronor} kr", en="{value:kronor} kr")
BOUND = Text(sv="aldrig under {value:kronor} kr", en="never below {value:kronor} kr")
GAP = Text(
    sv="högst {value:number} % av schemadelen kan sparas",
    en="at most {value:number} % of the roster's part can be saved",
)
HARD = Text(sv="hårda brott {value:number}", en="hard breaches {value:number}")
LEGAL = Text(sv="inga hårda brott", en="no hard breaches")
FACES = Text(sv="ansikten {value:number}", en="faces {value:number}")
WISHES = Text(sv="önskemål {value:number} %", en="wishes {value:number} %")
VISITS = Text(sv="besök {value:number} %", en="visits {value:number} %")
STOPPING = Text(
    sv="Stannar och skriver det bästa hittills. Ctrl-C igen avbryter helt.",
    en="Stopping; the best so far will be written. Ctrl-C again aborts.",
)
QUIET = 5.0  # seconds between plain lines


class ProgressView:
    """Shows the best plan so far; a context in which a search runs."""

    def __init__(self, shell: Shell, settings: Settings) -> None:
        self.shell = shell
        self.limit = None if settings.work is not None else settings.seconds
        self.began = self.printed = monotonic()
        self.latest = Progress(0.0, Phase.READING)
        self.stopping = False
        self.live = (
            Live(get_renderable=self._line, console=shell.err, refresh_per_second=4, transient=True)
            if shell.err.is_terminal
            else None
        )

    def __enter__(self) -> Self:
        if self.live:
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live:
            self.live.stop()

    def listen(self, event: Progress) -> None:
        """Take in an event; what it leaves out stands as it was."""
        before = self.latest
        told = {name: value for name, value in asdict(event).items() if value is not None}
        self.latest = replace(before, **told)
        now = monotonic()
        if self.live is None and (event.phase is not before.phase or now - self.printed >= QUIET):
            self.printed = now
            self.shell.err.print(Words(self.said()))

    def say_stopping(self) -> None:
        """Tell, once, that the search was asked to stop."""
        if not self.stopping:
            self.stopping = True
            if self.live is None:
                self.shell.note(STOPPING)

    def said(self) -> str:
        """The best plan so far in a line."""
        progress, said = self.latest, self.shell.said
        parts = [self._time(), said(PHASES[progress.phase])]
        if progress.kronor is not None:
            parts.append(said(KRONOR, value=progress.kronor))
        if progress.bound is not None:
            parts.append(said(BOUND, value=progress.bound))
        if progress.gap is not None:
            parts.append(said(GAP, value=100 * progress.gap))
        if progress.hard is not None:
            parts.append(said(HARD, value=progress.hard) if progress.hard else said(LEGAL))
        if progress.faces is not None:
            parts.append(said(FACES, value=progress.faces))
        shares = ((WISHES, progress.wishes), (VISITS, progress.visits))
        parts += [said(words, value=share * 100) for words, share in shares if share is not None]
        return " · ".join(parts)

    def _time(self) -> str:
        passed = _minutes(monotonic() - self.began)
        return f"{passed}/{_minutes(self.limit)}" if self.limit is not None else passed

    def _line(self) -> Table:
        line = Table.grid(padding=(0, 1))
        line.add_row(self._spinner, Words(self.said()))
        if self.stopping:
            line.add_row("", Words(self.shell.said(STOPPING), style="yellow"))
        return line

    _spinner = Spinner("dots")


def _minutes(seconds: float) -> str:
    """Seconds as minutes and seconds."""
    whole, rest = divmod(int(seconds), 60)
    return f"{whole}:{rest:02d}"
