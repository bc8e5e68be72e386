"""Key figures in words, by the names under which the summary holds them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.case.rows import Setting
from scheduler.text import Language, Text


@dataclass(frozen=True)
class FigureWords:
    """How one key figure is called, and how its value is said."""

    title: Text
    value: Text


def _share(sv: str, en: str) -> FigureWords:
    return FigureWords(Text(sv=sv, en=en), Text(sv="{value:number} %", en="{value:number} %"))


def _count(sv: str, en: str, unit_sv: str = "", unit_en: str = "") -> FigureWords:
    return FigureWords(
        Text(sv=sv, en=en), Text(sv=f"{{value:number}} {unit_sv}".strip(), en=f"{{value:number}} {unit_en}".strip())
    )


def _span(sv: str, en: str) -> FigureWords:
    return FigureWords(Text(sv=sv, en=en), Text(sv="{value:span}", en="{value:span}"))


RECIPIENT = Text(sv="brukare", en="recipient")
WARD = Text(sv="avdelning", en="ward")
VETOES = Text(sv="Hållna veton", en="Vetoes kept")
STRENGTH = Text(sv="Beviljade önskemål, styrka {strength}", en="Wishes granted, strength {strength}")
WORDS: Mapping[str, FigureWords] = {
    "faces_mean": _count(
        "Olika medarbetare per {subject} och 14 dagar, medel", "Faces per {subject} and 14 days, mean"
    ),
    "faces_median": _count("– median", "– median"),
    "faces_p90": _count("– nio av tio har högst", "– nine in ten have at most"),
    "faces_max": _count("– flest", "– most"),
    "faces_share_above_15": _share("– andel som möter fler än 15", "– share who meet more than 15"),
    "contact_share": _share("Besök 07–22 som fast omsorgskontakt gör", "Visits 07–22 made by the care contact"),
    "contact_longest_gap_days": _count(
        "Längst mellan två besök av kontakten", "Longest between two of the contact's visits", "dagar", "days"
    ),
    "visits_made_share": _share("Besök som blir gjorda", "Visits made"),
    "visit_minutes_made_share": _share("Besökstid som blir gjord", "Visit minutes made"),
    "min_short_hours": _count("Under lägsta bemanning", "Short of minimum staff", "persontimmar", "person-hours"),
    "target_short_hours": _count("Under målbemanning", "Short of target staff", "persontimmar", "person-hours"),
    "above_max_hours": _count("Över högsta bemanning", "Above maximum staff", "persontimmar", "person-hours"),
    "wishes_granted_share": _share("Beviljade önskemål", "Wishes granted"),
    "wishes_lowest_share": _share("– lägst för någon medarbetare", "– lowest of any employee"),
    "hours_mean_abs_minutes": _span("Avvikelse från avtalad tid, medel", "Off contract hours, mean"),
    "hours_largest_minutes": _span("– största", "– largest"),
    "client_time_share": _share("Brukartid", "Client time"),
    "cost_total": FigureWords(
        Text(sv="Kostnad utöver fast lön", en="Cost beyond fixed pay"),
        Text(sv="{value:kronor} kr", en="{value:kronor} kr"),
    ),
}
"""The key figures that FORMAT names, in the order in which people read them."""


ABSENT = "–"


def said_figures(told: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    """Each key figure of a summary as title and value; those that do not apply are left out."""
    yield from _said(told, language).values()


def said_figure_steps(
    steps: Mapping[str, tuple[Any, Any]], setting: Setting, language: Language
) -> Iterator[tuple[str, str, str]]:
    """Each key figure that changed as title, what it was and what it is, by the names of the summary.

    One that reads the same before and after is left out. A title that hangs under another is told whole.
    """
    was, is_now = (
        _said({"setting": setting, **{name: step[side] for name, step in steps.items()}}, language) for side in (0, 1)
    )
    over = ""
    for name in dict.fromkeys((*WORDS, *was, *is_now)):
        title = _title(name, setting, language) if name in WORDS else {**was, **is_now}[name][0]
        if title.startswith(ABSENT):
            title = f"{over.rsplit(',', 1)[0]} {title}"
        else:
            over = title
        before, after = (side[name][1] if name in side else ABSENT for side in (was, is_now))
        if before != after:
            yield title, before, after


def _title(name: str, setting: Any, language: Language) -> str:
    return WORDS[name].title.in_(language, subject=WARD if setting == Setting.CARE_HOME else RECIPIENT)


def _said(told: Mapping[str, Any], language: Language) -> dict[str, tuple[str, str]]:
    """The key figures that apply, by name: title and value."""
    found: dict[str, tuple[str, str]] = {}
    for name, words in WORDS.items():
        value = told.get(name)
        if value is not None:
            said = value * 100 if name.endswith("_share") or "_share_" in name else value
            found[name] = _title(name, told.get("setting"), language), words.value.in_(language, value=said)
        if name == "wishes_granted_share":
            found |= _by_strength(told.get("wishes_by_strength") or {}, language)
    return found


def _by_strength(shares: Mapping[Any, Any], language: Language) -> dict[str, tuple[str, str]]:
    words = WORDS["wishes_granted_share"].value
    return {
        f"strength {strength}": (
            (VETOES if strength == "veto" else STRENGTH).in_(language, strength=strength),
            words.in_(language, value=share * 100),
        )
        for strength, share in shares.items()
        if share is not None
    }
