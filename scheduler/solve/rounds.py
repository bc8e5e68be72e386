"""Rounds: the visits of a board. Who could make a free visit when, and what cannot be done by the same person.

Starts are chosen among those the board was given. Two visits of one person need travel between them; the
bulk of it is packed into cliques (visits longer by the least travel), the rest are clauses for pairs that need more.
Breaks are placed here too: a break is a visit to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from scheduler.case.care import Visit
from scheduler.case.rows import Kind
from scheduler.case.shifts import NO_HEADS, Shift
from scheduler.charge import FALSE, TRUE, Fixed, Pause, Sum
from scheduler.clock import DAY, Instant, hours
from scheduler.idle import longest_idle
from scheduler.ids import EmployeeId, VisitId
from scheduler.made import is_made
from scheduler.plan import Call, Duty, Meeting, Plan, RoundKey
from scheduler.solve.breaks import Made, idle_missing
from scheduler.solve.trips import Stop, travel

if TYPE_CHECKING:
    from scheduler.solve.board import Board

BREAK_GRID = 15  # minutes between the places tried for a break
NEAR_MIDNIGHT = hours(2)  # visits of two dates so near midnight can bear on each other
TAIL, OWN, EITHER, NONE = range(4)  # a visit's shift began the date before, on its own date, who knows, or is none


class Offer(NamedTuple):
    """A free visit that a person could make at a start."""

    start: Instant
    end: Instant
    visit: Visit
    literal: Any
    part: int  # TAIL, OWN, EITHER or NONE


class Rest(NamedTuple):
    """A break that a person could take at a time."""

    start: Instant
    end: Instant
    literal: Any


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    literal: Any
    visit: Visit | None  # None is a break
    part: int = EITHER


class Rounds:
    """The visits part of one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.case = board.book.case
        self.model = board.model
        plan, free = board.plan, board.freedom.visits
        self.kept: dict[RoundKey, tuple[Call, ...]] = {
            key: tuple(call for call in calls if call.visit.id not in free) for key, calls in plan.rounds.items()
        }
        self.offers: dict[RoundKey, list[Offer]] = {}
        self._starts: dict[VisitId, dict[Instant, Any]] = {}
        self._meetings: dict[VisitId, list[tuple[Instant, EmployeeId, Any]]] = {}
        self._made: dict[VisitId, Any] = {}
        self._on_date: dict[int, list[EmployeeId]] = {}
        self._pauses: dict[tuple[EmployeeId, Shift], Pause] = {}
        self._owed_pauses: dict[tuple[EmployeeId, Shift], tuple[Pause, Callable[[Sum], None]]] = {}
        self._breaks: dict[RoundKey, list[tuple[int, int]]] = {}
        self._rests: dict[RoundKey, list[Rest]] = {}
        self._ways: dict[tuple[EmployeeId, Shift], list[Rest]] = {}  # the breaks that would do for a shift
        for name, starts in free.items():
            self._lay(self.case.visits[name], starts)
        self.carers: frozenset[EmployeeId] = frozenset(who for who, _ in self.offers)

    # -- phrases -----------------------------------------------------------------------------------

    def meetings(self, visit: Visit) -> Sequence[tuple[Instant, EmployeeId, Any]]:
        """Every start and carer that the visit has or could have, with the literal."""
        free = self._meetings.get(visit.id)
        if free is not None:
            return free
        meeting = self.board.plan.meetings.get(visit.id)
        return [(meeting.start, who, TRUE) for who in meeting.carers] if meeting else []

    def starts(self, visit: Visit) -> Iterable[tuple[Instant, Any]]:
        """Every start that the visit has or could have, with the literal."""
        free = self._starts.get(visit.id)
        if free is not None:
            return free.items()
        meeting = self.board.plan.meetings.get(visit.id)
        return [(meeting.start, TRUE)] if meeting else []

    def made(self, visit: Visit) -> Any:
        """The literal that the visit is made; a held one as the plan has it."""
        if visit.id in self._made:
            return self._made[visit.id]
        return TRUE if is_made(self.board.plan, visit) else FALSE

    def travel(self, who: EmployeeId) -> Sum:
        """Minutes of travel between consecutive visits of a date, or of a night; exact when made small."""
        return travel(self.board, list(self._stops(who)))

    def want_pause(self, charge: Pause, owe: Callable[[Sum], None] | None = None) -> None:
        """Remember that a shift, when worked, wants an idle span: held, or owed where it falls short."""
        assert charge.who is not None
        if owe is None:
            self._pauses[charge.who, charge.shift] = charge
        else:
            self._owed_pauses[charge.who, charge.shift] = (charge, owe)

    # -- the model ---------------------------------------------------------------------------------

    def _lay(self, visit: Visit, starts: Sequence[Instant]) -> None:
        board = self.board
        found: list[tuple[Instant, EmployeeId, Any]] = []
        chosen: dict[Instant, Any] = {}
        tried = board.freedom.carers.get(visit.id)
        for start in starts:
            carers: list[Any] = []
            for who in self._ready(visit.day):
                if tried is not None and who not in tried:
                    continue
                offer = self._offer(who, visit, start)
                if offer is not None:
                    self.offers.setdefault((who, visit.day), []).append(offer)
                    found.append((start, who, offer.literal))
                    carers.append(offer.literal)
            if len(carers) < visit.staff:
                for literal in carers:
                    self.model.add(literal == 0)
                continue
            at = chosen[start] = self.model.new_bool_var("")
            if visit.staff == 1:
                self.model.add_exactly_one([~at, *carers])
            else:
                self.model.add(sum(carers) == visit.staff * at)
        self._starts[visit.id] = chosen
        self._meetings[visit.id] = found
        if len(chosen) > 1:
            made = self.model.new_bool_var("")
            self.model.add_exactly_one([~made, *chosen.values()])
            self._made[visit.id] = made
        else:
            self._made[visit.id] = next(iter(chosen.values()), FALSE)

    def _ready(self, day: int) -> list[EmployeeId]:
        """Who works or could work on a date, or the night into it."""
        known = self._on_date.get(day)
        if known is None:
            options = self.board.options
            known = [who for who in self.case.everyone if options(who, day) or options(who, day - 1)]
            self._on_date[day] = known
        return known

    def _offer(self, who: EmployeeId, visit: Visit, start: Instant) -> Offer | None:
        """The offer of a visit to a person, with the literal laid, if nothing known stands against it."""
        if not self.case.may_make(who, visit):
            return None
        end = Instant(start + visit.minutes)
        carrying = [shift for shift in self._carriers(who, visit) if shift.on_duty(start, end)]
        if not carrying or self._held_against(who, visit, start, end):
            return None
        literal = self.model.new_bool_var("")
        on_duty = [self.board.works(who, shift) for shift in carrying]
        if not any(worked is TRUE for worked in on_duty):
            self.model.add_bool_or([~literal, *on_duty])
        return Offer(start, end, visit, literal, _part_of(visit.day, carrying))

    def _held_against(self, who: EmployeeId, visit: Visit, start: int, end: int) -> bool:
        """Whether a held visit of the person, or a break, leaves no room; a visit not made anyway needs none."""
        travel, plan = self.case.travel, self.board.plan
        before: Call | None = None
        after: Call | None = None
        for call in self.kept.get((who, visit.day), ()):
            if (call.start, call.end, call.visit.id) < (start, end, visit.id):
                before = call
                if call.end > start:
                    return True
            else:
                after = after or call
                if end > call.start and is_made(plan, call.visit):
                    return True
        midnight = self.case.clock.at(visit.day)
        if before is None and start < midnight + NEAR_MIDNIGHT:
            before = next(iter(self.kept.get((who, visit.day - 1), ())[-1:]), None)
        if after is None and end > midnight + DAY - NEAR_MIDNIGHT:
            after = next(iter(self.kept.get((who, visit.day + 1), ())), None)
        if before and before.end + travel(before.visit, visit) > start:
            return True
        if after and end + travel(visit, after.visit) > after.start and is_made(plan, after.visit):
            return True
        return any(start < last and first < end for first, last in self._placed_breaks(who, visit.day))

    def _carriers(self, who: EmployeeId, visit: Visit) -> Iterator[Shift]:
        """The shifts that could carry a visit; a resource shift carries only what people have put on it."""
        for day in (visit.day, visit.day - 1):
            for shift in self.board.options(who, day):
                if shift.kind not in NO_HEADS:
                    yield shift
                elif shift.kind is Kind.RESOURCE:
                    meeting = self.board.plan.meetings.get(visit.id)
                    if meeting is not None and who in meeting.carers:
                        yield shift

    def _placed_breaks(self, who: EmployeeId, day: int) -> list[tuple[int, int]]:
        """The breaks that lie where the plan has put them: all when measuring, else those that no rule asks for."""
        known = self._breaks.get((who, day))
        if known is None:
            known = self._breaks[who, day] = [
                (duty.pause, duty.pause + duty.shift.type.pause)
                for duty in self.board.plan.duties.get(who, ())
                if duty.pause is not None
                and day - 1 <= duty.shift.day <= day
                and (self.board.measures or self.board.book.pause(who, duty.shift) is None)
            ]
        return known

    def close(self) -> None:
        """Add what one person cannot do: overlaps, too little travel, no time for a break."""
        for charge in self._pauses.values():
            self._forbid_breakless(charge)
        for charge, owe in self._owed_pauses.values():
            owe(self._idle_missing(charge))
        for (who, day), offers in self.offers.items():
            rests = self._lay_rests(who, day)
            items = [_Item(offer.start, offer.end, offer.literal, offer.visit) for offer in offers]
            items += [_Item(rest.start, rest.end, rest.literal, None) for rest in rests]
            self._part(items, (*self.kept.get((who, day), ()),))
            self._part_midnight(offers, self.offers.get((who, day + 1), ()), self.case.clock.at(day + 1))

    def _part_midnight(self, evening: Sequence[Offer], morning: Sequence[Offer], midnight: int) -> None:
        """The same across midnight, for the few visits that come near it."""
        late = [offer for offer in evening if offer.end > midnight - NEAR_MIDNIGHT]
        early = [offer for offer in morning if offer.start < midnight + NEAR_MIDNIGHT]
        for one in late:
            for other in early:
                if one.end + self.case.travel(one.visit, other.visit) > other.start:
                    self.model.add_bool_or([~one.literal, ~other.literal])

    def _forbid_breakless(self, charge: Pause) -> None:
        """Where only held visits fill an open shift, it can be told now that they leave no break."""
        who, shift = charge.who, charge.shift
        assert who is not None
        works = self.board.works(who, shift)
        if isinstance(works, Fixed) or any(self.offers.get((who, day)) for day in _dates(shift)):
            return
        calls = [call for day in _dates(shift) for call in self.kept.get((who, day), ())]
        if calls and longest_idle(self.case, shift, calls, charge.first, charge.last) < charge.length:
            self.model.add(works == 0)

    def _idle_missing(self, charge: Pause) -> Sum:
        """What a round leaves short of an idle span, whether its visits are held or free."""
        who, shift = charge.who, charge.shift
        assert who is not None
        works = self.board.works(who, shift)
        duty = self.board.plan.duty(who, shift.day) if self.board.measures else None
        if works is FALSE:
            return Sum()
        if duty is not None and duty.shift is shift and duty.pause is not None:
            if not charge.first <= duty.pause <= charge.last:
                return Sum().add(works, charge.length)
            charge = replace(charge, first=duty.pause, last=duty.pause)
        made = [
            Made(call.start, call.end, call.visit, TRUE)
            for day in _dates(shift)
            for call in self.kept.get((who, day), ())
        ]
        made += [
            Made(offer.start, offer.end, offer.visit, offer.literal)
            for day in _dates(shift)
            for offer in self.offers.get((who, day), ())
        ]
        inside = [one for one in made if one.start < shift.end and one.end > shift.start]
        return idle_missing(self.model, self.case, charge, works, inside)

    def _lay_rests(self, who: EmployeeId, day: int) -> list[Rest]:
        """The places a break could lie that day, one of which is taken with each shift that wants one."""
        wanted = [self._pauses[who, shift] for shift in self.board.options(who, day) if (who, shift) in self._pauses]
        kept = self.kept.get((who, day), ())
        known: dict[tuple[int, int], Any] = {}
        duty = self.board.plan.duty(who, day)
        for charge in wanted:
            times = set(range(charge.first, charge.last + 1, BREAK_GRID))
            if duty and duty.shift is charge.shift and duty.pause is not None:
                times.add(duty.pause)
            # Where a visit ends now is where a break most often fits.
            ends = (call.end for call in self.board.plan.rounds.get((who, day), ()))
            times.update(end for end in ends if charge.first <= end <= charge.last)
            ways: list[Rest] = []
            for start in sorted(times):
                end = start + charge.length
                if not charge.shift.on_duty(start, end) or not _fits(self.case, kept, start, end):
                    continue
                key = (start, end)
                if key not in known:
                    known[key] = self.model.new_bool_var("")
                ways.append(Rest(Instant(start), Instant(end), known[key]))
            self._ways[who, charge.shift] = ways
            works = self.board.works(who, charge.shift)
            if works is not TRUE:
                self.model.add_bool_or([*(way.literal for way in ways), ~works])
            elif ways:  # else a held round leaves no room: the reader will say so
                self.model.add_exactly_one(way.literal for way in ways)
        rests = [Rest(Instant(start), Instant(end), literal) for (start, end), literal in known.items()]
        self._rests[who, day] = rests
        return rests

    def _part(self, items: list[_Item], kept: tuple[Call, ...]) -> None:
        """No two items at a time, with travel between visits."""
        visits = [item for item in items if item.visit is not None]
        groups = {item.visit.group for item in visits if item.visit} | {call.visit.group for call in kept}
        least = min((self.case.travel_between(one, other) for one in groups for other in groups), default=0)
        order = sorted(items, key=lambda item: (item.start, item.end))
        active: list[_Item] = []
        for item in order:
            active = [one for one in active if one.end + (least if one.visit else 0) > item.start]
            against = [one for one in active if self._clash(one, item, least)]
            self._cliques(item, against, least)
            active.append(item)
        self._far_apart(order, kept, least)

    def _cliques(self, item: _Item, against: list[_Item], least: int) -> None:
        cliques: list[list[_Item]] = []
        for one in against:
            for clique in cliques:
                if all(self._at_odds(other, one, least) for other in clique):
                    clique.append(one)
                    break
            else:
                cliques.append([one])
        for clique in cliques:
            self.model.add_at_most_one([item.literal, *(one.literal for one in clique)])

    def _at_odds(self, one: _Item, other: _Item, least: int) -> bool:
        return self._clash(one, other, least) if one.start <= other.start else self._clash(other, one, least)

    def _clash(self, earlier: _Item, later: _Item, least: int) -> bool:
        if earlier.literal is later.literal:
            return False
        if earlier.visit is None or later.visit is None or earlier.visit.recipient is later.visit.recipient:
            return earlier.end > later.start
        return earlier.end + least > later.start

    def _far_apart(self, order: list[_Item], kept: tuple[Call, ...], least: int) -> None:
        """Pairs that need more than the least travel between them, or travel beside the break between them."""
        visits = [item for item in order if item.visit is not None]
        visits += [_Item(call.start, call.end, TRUE, call.visit) for call in kept]
        visits.sort(key=lambda item: (item.start, item.end))
        rests = [item for item in order if item.visit is None]
        lengths = {rest.end - rest.start for rest in rests}
        farthest = max(lengths, default=0) + self._farthest
        for index, earlier in enumerate(visits):
            for later in visits[index + 1 :]:
                gap = later.start - earlier.end
                if gap >= farthest:
                    break
                assert earlier.visit is not None and later.visit is not None
                travel = self.case.travel(earlier.visit, later.visit)
                if least <= gap < travel:
                    if earlier.literal is not TRUE and later.literal is not TRUE:
                        # What stands against held visits was never offered.
                        self.model.add_bool_or([~earlier.literal, ~later.literal])
                elif any(length <= gap < length + travel for length in lengths):
                    self._beside(earlier, later, gap - travel, rests)

    def _beside(self, earlier: _Item, later: _Item, room: int, rests: Sequence[_Item]) -> None:
        """No break between two visits that leave, with travel, less room than it needs."""
        both = [~item.literal for item in (earlier, later) if item.literal is not TRUE]
        for rest in rests:
            if earlier.end <= rest.start and rest.end <= later.start and rest.end - rest.start > room:
                self.model.add_bool_or([*both, ~rest.literal])

    @cached_property
    def _farthest(self) -> int:
        """The longest travel between any two groups."""
        known = self.case.memory.get("farthest")
        if known is None:
            groups = self.case.resident_groups
            known = max((self.case.travel_between(one, other) for one in groups for other in groups), default=0)
            self.case.memory["farthest"] = known
        return int(known)

    def _item(self, who: EmployeeId, call: Call) -> _Item:
        """A held visit."""
        carrying = [shift for shift in self._carriers(who, call.visit) if shift.on_duty(call.start, call.end)]
        return _Item(call.start, call.end, TRUE, call.visit, _part_of(call.visit.day, carrying))

    def _stops(self, who: EmployeeId) -> Iterator[Stop]:
        """The rounds of all dates as stops, in order."""
        working: int | None = None  # the date on which the shift of the stop before began, where that is known
        evening = False  # whether there are stops on the date before
        for day in self.case.days:
            items = self._in_round(who, day)
            for place, item in enumerate(items):
                assert item.visit is not None
                began = {OWN: day, TAIL: day - 1}.get(item.part)
                if place:
                    fresh = working is not None and began is not None and working < began
                else:  # a leg goes over midnight only in one and the same night
                    fresh = item.part != TAIL or not evening or working not in {None, began}
                yield Stop(item.start, item.end, item.literal, item.visit, fresh)
                working = working if item.part == EITHER and place else began
            evening = bool(items)

    def _in_round(self, who: EmployeeId, day: int) -> list[_Item]:
        """What is, or could be, visited on a date, in the order of the starts."""
        kept, offers = self.kept.get((who, day), ()), self.offers.get((who, day), ())
        return sorted(
            [_Item(offer.start, offer.end, offer.literal, offer.visit, offer.part) for offer in offers]
            + [self._item(who, call) for call in kept],
            key=lambda item: (item.start, item.end, item.visit.id if item.visit else ""),
        )

    # -- hints, pins and answers ---------------------------------------------------------------------

    def hint(self) -> None:
        """Hint the plan's own meetings and breaks."""
        meetings = self.board.plan.meetings
        for name, found in self._meetings.items():
            meeting = meetings.get(name)
            for start, who, literal in found:
                self.model.add_hint(literal, meeting is not None and meeting.start == start and who in meeting.carers)
            for start, literal in self._starts[name].items():
                self.model.add_hint(literal, meeting is not None and meeting.start == start)
        for (who, day), rests in self._rests.items():
            duty = self.board.plan.duty(who, day)
            for rest in rests:
                length = rest.end - rest.start
                laid = duty is not None and duty.pause == rest.start and duty.shift.type.pause == length
                self.model.add_hint(rest.literal, laid)

    def pin(self, plan: Plan) -> None:
        """Add that every free visit is as in a plan."""
        for name, found in self._meetings.items():
            meeting = plan.meetings.get(name)
            for start, who, literal in found:
                made = meeting is not None and meeting.start == start and who in meeting.carers
                self.model.add(literal == made)

    def answer(self, plan: Plan, value: Callable[[Any], bool]) -> Plan:
        """The plan with the free visits, and the breaks of those who could make them, as a solution says."""
        made: dict[VisitId, Meeting | None] = {}
        for name, found in self._meetings.items():
            chosen = [(start, who) for start, who, literal in found if value(literal)]
            made[name] = Meeting(chosen[0][0], tuple(who for _, who in chosen)) if chosen else None
        people = dict.fromkeys(who for who, _ in (*self._ways, *self._owed_pauses))
        rows = {who: [self._paused(who, duty, value) for duty in plan.duties.get(who, ())] for who in people}
        return plan.with_duties(rows).with_meetings(made)

    def _paused(self, who: EmployeeId, duty: Duty, value: Callable[[Any], bool]) -> Duty:
        """A duty with the break that was laid for it; without any, where visits may now lie on the one it had."""
        shift = duty.shift
        for way in self._ways.get((who, shift), ()):
            if value(way.literal):
                return replace(duty, pause=way.start)
        if (who, shift) in self._owed_pauses and duty.pause is not None and (who, shift.day) in self.offers:
            return replace(duty, pause=None)
        return duty


def _dates(shift: Shift) -> tuple[int, ...]:
    """The dates of the visits that a shift can carry."""
    return (shift.day, shift.day + 1) if shift.type.end > DAY else (shift.day,)


def _part_of(day: int, carrying: Sequence[Shift]) -> int:
    """Whether the shifts that could carry a visit began on its date, or the date before."""
    dates = {shift.day for shift in carrying}
    if not dates:
        return NONE
    if dates == {day}:
        return OWN
    return TAIL if dates == {day - 1} else EITHER


def _fits(case: Any, kept: Sequence[Call], begin: int, end: int) -> bool:
    """Whether a break lies free of the held visits, with room for travel beside it."""
    previous: Call | None = None
    for call in kept:
        if call.end > begin and call.start < end:
            return False
        if call.start >= end:
            if previous is not None:
                room = call.start - previous.end
                return bool(room >= end - begin + case.travel(previous.visit, call.visit))
            return True
        previous = call
    return True
