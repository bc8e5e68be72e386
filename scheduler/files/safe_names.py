"""File names for ids: every id has one of its own, whatever it is made of and wherever the files are put."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

Id = TypeVar("Id", bound=str)
LONGEST = 60
_STRANGE = re.compile(r"[^A-Za-z0-9_-]+")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for itself


def file_names(ids: Iterable[Id]) -> dict[Id, str]:
    """A name without ending for each id: the id itself where every system takes it, else a part of it and a digest.

    Two ids that only capitals tell apart are the same file to some systems, so both get a digest.
    """
    listed = list(ids)
    alike = Counter(one.casefold() for one in listed)
    return {one: one if alike[one.casefold()] == 1 and _is_plain(one) else _digested(one) for one in listed}


def _is_plain(name: str) -> bool:
    return 0 < len(name) <= LONGEST and not _STRANGE.search(name) and not _RESERVED.fullmatch(name)


def _digested(name: str) -> str:
    return f"{_STRANGE.sub('_', name)[: LONGEST // 2]}-{sha256(name.encode()).hexdigest()[:8]}"
