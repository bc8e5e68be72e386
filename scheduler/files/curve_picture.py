"""The picture of the curve: faces across, kronor without what faces cost upwards, wishes in colour.

It is drawn from the rows of the table, without a browser; a point that another beats is hollow and off the line.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal

import altair as alt
import vl_convert

from scheduler.case.rows import Setting
from scheduler.figure_words import RECIPIENT, WARD
from scheduler.files.curve_rows import CurveRow
from scheduler.text import Language, Text

FILES: Final = ("curve.svg", "curve.png")
WIDTH, HEIGHT, SCALE = 720, 440, 2  # in points, and pixels to each in the PNG
TITLE = Text(sv="Vad ett ansikte färre kostar: {case}", en="What one face fewer costs: {case}")
SUBTITLE = Text(
    sv="Punkter: priset på ett ansikte, mörkare med fler önskemål. Linjen: kronor per ansikte färre, för en {whom} "
    "i 14 dagar.",
    en="Points: the price of a face, darker with more wishes. The line: kronor per face fewer, for one {whom} in 14 "
    "days.",
)
FACES = Text(sv="Olika medarbetare per {whom} och 14 dagar, medel", en="Faces per {whom} and 14 days, mean")
COUNTED = Text(sv="Ansikten som kostar", en="Faces that cost")
KRONOR = Text(sv="Kronor, ansikten oräknade", en="Kronor, faces not counted")
GRANTED = Text(sv="önskemål {share:number} %", en="wishes {share:number} %")
POINT = Text(sv="{price:number} kr", en="{price:number} kr")
RANGE = Text(sv="{low:number}–{high:number} kr", en="{low:number}–{high:number} kr")
STEP = Text(sv="{kronor:kronor} kr per ansikte", en="{kronor:kronor} kr per face")
ROOM: Final = 6  # of the span, a sixth on either side
AXIS: Final = alt.Axis(tickCount=6, gridColor="#eeeeee")
LOCALES: Final[dict[Language, Literal["sv-SE", "en-US"]]] = {Language.SWEDISH: "sv-SE", Language.ENGLISH: "en-US"}


def draw(folder: Path, rows: Sequence[CurveRow], case: str, setting: Setting, language: Language) -> None:
    """Draw a picture of the curve as SVG and as PNG."""
    spec = _chart(rows, case, setting, language).to_dict()
    locale = LOCALES[language]
    svg = vl_convert.vegalite_to_svg(spec, format_locale=locale)
    (folder / FILES[0]).write_text(svg, encoding="utf-8", newline="")
    (folder / FILES[1]).write_bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, format_locale=locale))


def _chart(rows: Sequence[CurveRow], case: str, setting: Setting, language: Language) -> alt.LayerChart:
    whom = WARD if setting is Setting.CARE_HOME else RECIPIENT
    across = COUNTED if any(row.faces_mean is None for row in rows) else FACES
    dots = _dots(rows, language)
    x = alt.X("faces:Q", title=across.in_(language, whom=whom), scale=_scale(dots, "faces", 0.5), axis=AXIS)
    y = alt.Y("kronor:Q", title=KRONOR.in_(language), scale=_scale(dots, "kronor", 500), axis=AXIS)
    title = alt.TitleParams(
        TITLE.in_(language, case=case),
        subtitle=SUBTITLE.in_(language, whom=whom),
        anchor="start",
    )
    drawn = alt.layer(_line(rows, x, y), *_points(dots, x, y), _steps(rows, x, y, language))
    whole: alt.LayerChart = drawn.properties(width=WIDTH, height=HEIGHT, title=title).configure_view(stroke=None)
    return whole


def _values(values: Sequence[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(values))


def _scale(dots: Sequence[dict[str, Any]], name: str, least: float) -> alt.Scale:
    """From the smallest to the greatest, with room for words around; so much at least where all are alike."""
    low, high = min(dot[name] for dot in dots), max(dot[name] for dot in dots)
    room = (high - low) / ROOM or least
    return alt.Scale(domain=[low - room, high + room], nice=False)


def _place(rows: Sequence[CurveRow], row: CurveRow) -> tuple[float, float]:
    """Where a row stands: the mean of faces, or where some row has none, all that are priced; and its kronor."""
    by_mean = row.faces_mean is not None and all(one.faces_mean is not None for one in rows)
    faces = row.faces_mean if by_mean and row.faces_mean is not None else row.faces
    return float(faces), float(row.kronor_without_faces)


def _dots(rows: Sequence[CurveRow], language: Language) -> list[dict[str, Any]]:
    """One dot for each roster; prices that gave the same share it."""
    prices: dict[tuple[Any, ...], list[CurveRow]] = {}
    for row in rows:
        key = (*_place(rows, row), row.wishes_granted_share, row.dominated)
        prices.setdefault(key, []).append(row)
    return [
        {
            "faces": faces,
            "kronor": kronor,
            "wishes": None if wishes is None else float(wishes),
            "granted": "" if wishes is None else GRANTED.in_(language, share=wishes * 100),
            "filled": not dominated,
            "price": _said(named, language),
        }
        for (faces, kronor, wishes, dominated), named in prices.items()
    ]


def _said(rows: Sequence[CurveRow], language: Language) -> str:
    """The price of a roster, or the prices between which it is the best known."""
    low, high = rows[0].price, rows[-1].price
    return POINT.in_(language, price=low) if low == high else RANGE.in_(language, low=low, high=high)


def _points(dots: Sequence[dict[str, Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The rosters, each with its price and its share of wishes in words, for colour alone does not reach everybody."""
    base = alt.Chart(_values(dots)).encode(x, y)
    colour = _colour([dot["wishes"] for dot in dots if dot["wishes"] is not None])
    filled = alt.condition(alt.datum.filled, colour, alt.value("white"))
    return [
        base.mark_point(size=140, strokeWidth=2.5, opacity=1).encode(stroke=colour, fill=filled),
        base.mark_text(align="left", dx=10, dy=-24, fontSize=12, fontWeight="bold").encode(text="price:N"),
        base.mark_text(align="left", dx=10, dy=-10, fontSize=10).encode(text="granted:N"),
    ]


def _colour(shares: Sequence[float]) -> Any:
    """The darker the more wishes are granted; one colour where there is nothing to tell apart."""
    if len(set(shares)) < 2:
        return alt.value("#1f5c7a")
    scale = alt.Scale(scheme="viridis", reverse=True, domain=[min(shares), max(shares)], nice=False)
    return alt.Color("wishes:Q", scale=scale, legend=None)


def _line(rows: Sequence[CurveRow], x: alt.X, y: alt.Y) -> alt.Chart:
    """Through the neighbours that the steps are counted between."""
    ends = {row.against for row in rows} | {row.point for row in rows if row.against}
    places = sorted({_place(rows, row) for row in rows if row.point in ends})
    values = [{"faces": faces, "kronor": kronor} for faces, kronor in places]
    line: alt.Chart = alt.Chart(_values(values)).mark_line(color="#999999").encode(x, y)
    return line


def _steps(rows: Sequence[CurveRow], x: alt.X, y: alt.Y, language: Language) -> alt.Chart:
    """What a face fewer costs, in the middle of each step."""
    middles = {}
    for row in rows:
        if row.against is not None and row.kronor_per_face is not None:
            ends = _place(rows, row), _place(rows, rows[row.against - 1])
            middles[tuple(sum(end) / 2 for end in zip(*ends, strict=True))] = row.kronor_per_face
    values = [
        {"faces": faces, "kronor": kronor, "step": STEP.in_(language, kronor=each)}
        for (faces, kronor), each in middles.items()
    ]
    base = alt.Chart(_values(values)).mark_text(align="right", dx=-8, dy=12, fontSize=11, color="#555555")
    words: alt.Chart = base.encode(x, y, text="step:N")
    return words
