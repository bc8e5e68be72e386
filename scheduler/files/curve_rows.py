"""The curve as a table: one row per price of a face, every figure just as the summary of that point's result has it.

Kronor are those of the case's own prices, to the öre, save `kronor_at_price`.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from scheduler.case.rows import Row
from scheduler.curve import Point, Tariff, is_beaten, steps
from scheduler.files.results import ore
from scheduler.files.schema import table_of

POINTS: Final = "points"  # the folder of the points' own folders


class CurveRow(Row):
    """One price of a face, and the best roster known there."""

    point: int  # from 1, the lowest price first
    price: Decimal  # of a face, at which this roster was chosen
    own_price: bool  # whether that is the case's own
    kronor_at_price: Decimal  # the price-list sum at that price
    kronor_without_faces: Decimal
    kronor_of_faces: Decimal
    kronor: Decimal  # the objective: the two before this
    cost_total: Decimal
    faces: Decimal  # those that are priced: beyond the free ones, of every recipient in every window
    faces_mean: Decimal | None = None
    wishes_granted_share: Decimal | None = None
    visits_made_share: Decimal | None = None
    hard: int  # places where hard rules are broken
    dominated: bool  # by another point: in hard breaches, kronor without faces, faces and wishes
    against: int | None = None  # the point with more faces that the kronor per face are counted from
    kronor_per_face: Decimal | None = None  # for each of `faces` fewer
    kronor_per_mean_face: Decimal | None = None  # for one fewer of `faces_mean`
    found_at: Decimal | None = None  # the price at which the roster was found; empty = it was given
    seconds: Decimal  # of search at this price
    folder: str


CURVE: Final = table_of("curve", CurveRow)


def curve_rows(points: Sequence[Point], told: Sequence[Mapping[str, Any]], tariff: Tariff) -> Iterator[CurveRow]:
    """The rows of some points, each with the summary of its result."""
    measured = [point.measured for point in points]
    for number, (point, summary, step) in enumerate(zip(points, told, steps(measured), strict=True), 1):
        mine = point.measured
        yield CurveRow(
            point=number,
            price=_exact(point.price),
            own_price=point.price == tariff.own,
            kronor_at_price=ore(mine.at(point.price, tariff)),
            kronor_without_faces=ore(mine.kronor),
            kronor_of_faces=ore(summary["objective"]) - ore(mine.kronor),
            kronor=ore(summary["objective"]),
            cost_total=_exact(summary["cost_total"]),
            faces=_exact(mine.faces),
            faces_mean=_known(mine.faces_mean),
            wishes_granted_share=_known(mine.wishes),
            visits_made_share=_known(summary["visits_made_share"]),
            hard=len(point.outcome.review.hard),
            dominated=is_beaten(mine, measured),
            against=step.before + 1 if step else None,
            kronor_per_face=_money(step.per_face if step else None),
            kronor_per_mean_face=_money(step.per_mean if step else None),
            found_at=_known(point.found_at),
            seconds=_exact(summary["seconds"]),
            folder=f"{POINTS}/{name_of(number, point)}",
        )


def name_of(number: int, point: Point) -> str:
    """What a point's folder is called."""
    return f"{number}-{_exact(point.price):f}kr"


def _exact(value: float) -> Decimal:
    """A number as it is told, without what floating point adds."""
    return Decimal(f"{value:.6f}".rstrip("0").rstrip("."))


def _known(value: float | None) -> Decimal | None:
    return None if value is None else _exact(value)


def _money(value: float | None) -> Decimal | None:
    return None if value is None else ore(value)
