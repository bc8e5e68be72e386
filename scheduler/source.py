"""Sources: what a promise or an amount rests on, and when that was read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """What something rests on, and since when."""

    name: str
    section: str = ""
    since: date | None = None
    read: date | None = None  # when we read it

    @property
    def named(self) -> str:
        """The name and the section, without a date."""
        return " ".join(part for part in (self.name, self.section) if part)

    def __str__(self) -> str:
        parts = [self.named]
        if self.since:
            parts.append(f"{self.since:%Y-%m-%d}")
        return ", ".join(parts)
