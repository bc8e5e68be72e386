"""The dated table of pay: every default amount, since when it holds, where it was read and on which day.

They are the figures of 2023 and stand until a unit enters its own. An amount that changes gets a new row here, or a row
of its own in the case. The measures of full time are told likewise; each employee's own stands in the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from scheduler.clock import Minutes
from scheduler.source import Source
from scheduler.text import Text


@dataclass(frozen=True)
class Rate:
    """One amount by default, in its own unit."""

    name: str  # of the parameter or the column that replaces it
    value: Decimal
    means: Text
    unit: Text
    source: Source


@dataclass(frozen=True)
class FullTime:
    """A measure of full time: minutes a week, and for whom."""

    minutes: Minutes
    whom: Text
    source: Source


HOURLY: Final = Text(sv="kr/tim", en="kr/h")
OF_PAY: Final = Text(sv="av lönen", en="of the pay")
OF_WAGE: Final = Text(sv="av timlönen", en="of the hourly wage")
DAYS: Final = Text(sv="dagar", en="days")

_SUPPLEMENTS = Source(
    "Allmänna bestämmelser (AB), O-tillägg B till D, 2023 års belopp efter SKR och Kommunal",
    since=date(2023, 4, 1),
    read=date(2026, 11, 1),
)
_BIG = Source(
    "Kommunal, Storhelgstillägg midsommar 2023: SKR och Sobona, AB/HÖK", since=date(2023, 4, 1), read=date(2026, 11, 22)
)
_ON_COST = Source(
    "SKR, Arbetsgivaravgifter och PO-pålägg: 31,42 + 0,13 + 12,98 procent för kommuner",
    since=date(2023, 1, 1),
    read=date(2026, 11, 22),
)
_EXTRA = Source("Allmänna bestämmelser (AB), fyllnads- och övertid, efter SKR och Kommunal", read=date(2026, 11, 1))
_CHANGE = Source("Allmänna bestämmelser (AB), ändrat schema, efter SKR och Kommunal", read=date(2026, 11, 1))
_WAGES = Source("Formatets förval: en vanlig lön i äldreomsorgen 2023", since=date(2023, 1, 1), read=date(2026, 11, 1))

_TABLE: Final = (
    Rate("on_cost", Decimal("0.4453"), Text(sv="Sociala avgifter (PO)", en="On-cost"), OF_PAY, _ON_COST),
    Rate("big_holiday", Decimal("118.80"), Text(sv="OB A storhelg", en="Class A, big holidays"), HOURLY, _BIG),
    Rate(
        "big_holiday_night",
        Decimal("142.60"),
        Text(sv="OB A storhelg 22–06", en="Class A, big holidays 22–06"),
        HOURLY,
        _BIG,
    ),
    Rate(
        "weekend",
        Decimal("59.40"),
        Text(sv="OB B helg och röd dag", en="Class B, weekends and red days"),
        HOURLY,
        _SUPPLEMENTS,
    ),
    Rate("night", Decimal(50), Text(sv="OB C vardagsnatt", en="Class C, weekday nights"), HOURLY, _SUPPLEMENTS),
    Rate("evening", Decimal(24), Text(sv="OB D vardagskväll", en="Class D, weekday evenings"), HOURLY, _SUPPLEMENTS),
    Rate(
        "extra",
        Decimal("1.2"),
        Text(sv="Fyllnadstid, upp till heltid", en="Extra time, up to full time"),
        OF_WAGE,
        _EXTRA,
    ),
    Rate("overtime", Decimal("1.8"), Text(sv="Övertid, över heltid", en="Overtime, above full time"), OF_WAGE, _EXTRA),
    Rate(
        "moved",
        Decimal("0.3235"),
        Text(sv="Sen ändring: andra tider", en="Late change: other times"),
        OF_WAGE,
        _CHANGE,
    ),
    Rate(
        "called",
        Decimal("0.644"),
        Text(sv="Sen ändring: ledig dag blir arbetad", en="Late change: a free day becomes worked"),
        OF_WAGE,
        _CHANGE,
    ),
    Rate("notice", Decimal(14), Text(sv="En ändring är sen inom", en="A change is late within"), DAYS, _CHANGE),
    Rate(
        "wage",
        Decimal("197.60"),
        Text(sv="Månadsavlönads timlön, om inget annat sägs", en="Wage of monthly staff, if none is given"),
        HOURLY,
        _WAGES,
    ),
    Rate(
        "wage_hourly",
        Decimal(168),
        Text(sv="Timavlönads timlön, om inget annat sägs", en="Wage of hourly staff, if none is given"),
        HOURLY,
        _WAGES,
    ),
)
RATES: Final[Mapping[str, Rate]] = {rate.name: rate for rate in _TABLE}
"""Every default amount by its name."""

FULL_TIME: Final = Minutes(2220)  # a week, where nothing else is said: 37:00
FULL_TIMES: Final = (
    FullTime(
        Minutes(2295),  # 38:15
        Text(
            sv="arbetstid på vardagar såväl som sön- och helgdagar",
            en="working time on weekdays as well as Sundays and holidays",
        ),
        Source("Allmänna bestämmelser (AB), återgivna av Tibro kommun", read=date(2026, 11, 22)),
    ),
    FullTime(
        FULL_TIME,
        Text(
            sv="detsamma, där kortare arbetstid är avtalad, som ofta i äldreomsorgen; förval här",
            en="the same, where a shorter working time is agreed, as often in eldercare; the default here",
        ),
        Source("Kommunalarbetaren, frågor om arbetstid", read=date(2026, 11, 22)),
    ),
    FullTime(
        Minutes(2060),  # 34:20
        Text(
            sv="ständig natt: minst 80 procent av arbetstiden på natten",
            en="permanent nights: at least 80 per cent of the working time at night",
        ),
        Source("HÖK/AB enligt Kommunalarbetaren", since=date(2022, 4, 1), read=date(2026, 11, 22)),
    ),
)
