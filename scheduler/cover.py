"""Cover: how the heads on duty meet the need, day by day and daypart by daypart, as a planner reads a roster."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from scheduler.case.need import Need, Place
from scheduler.clock import Clock, Instant, hours
from scheduler.plan import Plan
from scheduler.text import Text


class Daypart(Enum):
    """The parts of a day, by wall-clock time; a night belongs to the date on which it begins."""

    MORNING = Text(sv="fm 07–12", en="am 07–12")
    AFTERNOON = Text(sv="em 12–17", en="pm 12–17")
    EVENING = Text(sv="kväll 17–22", en="evening 17–22")
    NIGHT = Text(sv="natt 22–07", en="night 22–07")


EDGES = ((hours(7), Daypart.MORNING), (hours(12), Daypart.AFTERNOON), (hours(17), Daypart.EVENING))
NIGHTFALL = hours(22)


@dataclass(frozen=True, slots=True)
class Cover:
    """The heads at the tightest moment of a daypart, and what was wanted then."""

    heads: int
    minimum: int
    target: int

    @property
    def short(self) -> int:
        """Heads short of the minimum."""
        return max(0, self.minimum - self.heads)

    @property
    def below_target(self) -> int:
        """Heads short of the target."""
        return max(0, self.target - self.heads)

    def worse_than(self, other: "Cover") -> bool:
        """Whether it is tighter: shorter of the minimum, then of the target, then fewer heads."""
        return (-self.short, -self.below_target, self.heads) < (-other.short, -other.below_target, other.heads)


def cover(plan: Plan) -> Mapping[Place, Mapping[Daypart, Mapping[int, Cover]]]:
    """The tightest cover of every place with a need, by daypart and day."""
    found: dict[Place, dict[Daypart, dict[int, Cover]]] = {}
    for piece in plan.case.pieces:
        now = _cover(piece.need, plan.heads(piece))
        place = found.setdefault((piece.need.unit, piece.need.group, piece.need.skill), {})
        for begin, end in piece.spans:
            for part, day in _dayparts(plan.case.clock, begin, end):
                days = place.setdefault(part, {})
                if day in plan.case.days and (day not in days or now.worse_than(days[day])):
                    days[day] = now
    return found


def _cover(need: Need, heads: int) -> Cover:
    minimum = need.minimum or 0
    return Cover(heads, minimum, max(minimum, need.target or 0))


def _dayparts(clock: Clock, begin: Instant, end: Instant) -> Iterator[tuple[Daypart, int]]:
    """Every daypart that an interval reaches into."""
    at = begin
    while at < end:
        day, minute = clock.wall(at)
        part, until = _daypart(minute)
        yield part, day - 1 if minute < EDGES[0][0] else day
        at = max(Instant(at + 1), clock.at(day, until))


def _daypart(minute: int) -> tuple[Daypart, int]:
    """The daypart of a minute of the day, and the minute at which it ends."""
    if minute < EDGES[0][0]:
        return Daypart.NIGHT, EDGES[0][0]
    if minute >= NIGHTFALL:
        return Daypart.NIGHT, EDGES[0][0] + 24 * 60
    for (_, part), (until, _) in zip(EDGES, (*EDGES[1:], (NIGHTFALL, Daypart.NIGHT)), strict=True):
        if minute < until:
            return part, until
    return Daypart.EVENING, NIGHTFALL
