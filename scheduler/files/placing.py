"""Putting files in their places together: a folder never holds half of what belongs together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from scheduler.errors import SamschemaError
from scheduler.text import Text

CANNOT_WRITE = Text(
    sv="{path} går inte att skriva: {reason}. Kontrollera rättigheterna, och stäng filerna i andra program.",
    en="{path} cannot be written: {reason}. Check the permissions, and close the files in other programs.",
)
NOT_A_FOLDER = Text(
    sv="{path} är en fil. Ange en mapp för resultatet.",
    en="{path} is a file. Give a folder for the result.",
)
NO_SUCH_FORM = Text(
    sv="{path} är varken en mapp, en arbetsbok (.xlsx) eller en tabell (.csv). Ange en av dem.",
    en="{path} is neither a folder, a workbook (.xlsx) nor a table (.csv). Give one of them.",
)
EXISTS = Text(
    sv="{path} finns redan. Ange en annan plats, eller --force för att skriva över.",
    en="{path} exists already. Give another place, or --force to write over it.",
)


def asked_files(path: Path, of_folder: Sequence[str], *, force: bool) -> tuple[Path, ...]:
    """The files that a place asks for: a workbook or a table by its name, or in a folder all that belong there.

    Raises:
        SamschemaError: the name asks for no form that there is, or something is there already and `force` is not
            given.
    """
    suffix = path.suffix.lower()
    if path.is_dir() or not suffix:
        files = tuple(path / name for name in of_folder)
    elif suffix in (".xlsx", ".csv"):
        files = (path,)
    else:
        raise SamschemaError(NO_SUCH_FORM, path=path)
    taken = next((file for file in files if file.exists()), None)
    if taken is not None and not force:
        raise SamschemaError(EXISTS, path=taken)
    return files


def must_be_free(path: Path, *, force: bool) -> None:
    """Whether a case may be written there.

    Raises:
        SamschemaError: something is there already and `force` is not given.
    """
    taken = path.is_file() or (path.is_dir() and any(path.iterdir()))
    if taken and not force:
        raise SamschemaError(EXISTS, path=path)


@contextmanager
def placed(folder: Path) -> Iterator[Path]:
    """A stage to write files and folders on; afterwards all take their places in the folder, or none does.

    Raises:
        SamschemaError: the folder cannot be written; then what was there is still there.
    """
    if folder.exists() and not folder.is_dir():
        raise SamschemaError(NOT_A_FOLDER, path=folder)
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=".new-", dir=folder))  # inside, so that a move never crosses file systems
        try:
            yield stage
            _swap(stage, folder)
        finally:
            rmtree(stage, ignore_errors=True)
            if fresh:
                _remove_if_empty(folder)
    except OSError as error:
        raise SamschemaError(CANNOT_WRITE, path=folder, reason=error.strerror or type(error).__name__) from error


def can_be_written(folder: Path) -> None:
    """Whether a result could be put there: asked before hours of work, not after.

    Raises:
        SamschemaError: it could not.
    """
    with placed(folder):
        pass


def _swap(stage: Path, folder: Path) -> None:
    """Put the staged files and folders in place of the old ones; if one cannot be moved, put the old ones back."""
    new = sorted(stage.iterdir())
    old = stage / "old"
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for file in new:
            target = folder / file.name
            if target.exists():
                target.replace(old / file.name)
                moved.append((old / file.name, target))
            file.replace(target)
            moved.append((target, stage / file.name))
    except BaseException:
        _undo(moved)
        raise


def _undo(moved: list[tuple[Path, Path]]) -> None:
    """Undo moves, the last first: `(old, target)` puts the old back, `(target, stage)` takes the new away."""
    for source, back in reversed(moved):
        if source.exists():
            source.replace(back)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
