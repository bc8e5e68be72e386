"""`samschema demo`: the main job on every sample of the checkout."""

from pathlib import Path

from rich.text import Text as Words

from scheduler.errors import SamschemaError
from scheduler.solve.progress import Settings
from scheduler.text import Text
from ui.cli_shell import Code, Shell
from ui.cli_solve import Engine, Order, cores
from ui.cli_solve import run as solve

NO_SAMPLES = Text(
    sv="Exemplen finns inte här. Kör kommandot i en utcheckning av Samschema, där mappen {folder} ligger.",
    en="The samples are not here. Run the command in a checkout of Samschema, where the folder {folder} is.",
)
SAMPLE = Text(sv="Exempel {name} ({number} av {count})", en="Sample {name} ({number} of {count})")
SAMPLES = Path("data", "samples")


def run(shell: Shell, seconds: float, seed: int, engine: Engine | None = None) -> Code:
    """Solve every sample; the worst code of them all."""
    samples = find_samples(Path(__file__).parent.parent, Path.cwd())
    worst = Code.DONE
    for number, sample in enumerate(samples, 1):
        title = shell.said(SAMPLE, name=sample.stem, number=number, count=len(samples))
        shell.out.print(Words(f"\n{title}", style="bold"))
        settings = Settings(seconds=seconds, seed=seed, workers=cores())
        code = solve(shell, Order(sample, Path("out", f"demo-{sample.stem}"), settings), engine)
        worst = max(worst, code)
    return worst


def find_samples(*roots: Path) -> list[Path]:
    """The samples beside the package, or else under the current folder, the smallest first.

    Raises:
        SamschemaError: there are none.
    """
    for root in roots:
        folder = root / SAMPLES
        if folder.is_dir():
            found = [path for path in folder.iterdir() if (path / "period.csv").is_file() or path.suffix == ".xlsx"]
            if found:
                return sorted(found, key=lambda path: (_size(path), path.name))
    raise SamschemaError(NO_SAMPLES, folder=SAMPLES)


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.iterdir()) if path.is_dir() else path.stat().st_size
