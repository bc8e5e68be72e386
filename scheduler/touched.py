"""Touched: what an edit may have changed the judgement of, so that only that is read again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.clock import hours
from scheduler.ids import EmployeeId, GroupId, RecipientId, VisitId
from scheduler.made import remade
from scheduler.plan import Duty, Plan

LATE = hours(2)  # a visit that ends so near midnight can bear on the first ones of the next date


@dataclass(frozen=True)
class Touched:
    """What an edit may have changed the judgement of."""

    people: frozenset[EmployeeId]
    days: frozenset[int]  # whose visits may be judged otherwise
    needs: frozenset[int]  # whose needs may: that of a night runs into the next morning's shifts
    recipients: frozenset[RecipientId]  # whose visits are planned otherwise
    served: frozenset[RecipientId]  # they, and those of whom another visit can now be made, or no longer
    groups: frozenset[GroupId]


def touched(before: Plan, after: Plan) -> Touched:
    """What differs between two plans of one case, with all it may bear on."""
    people: set[EmployeeId] = set()
    days: set[int] = set()
    needs: set[int] = set()
    groups: set[GroupId] = set()
    for who in dict.fromkeys((*before.duties, *after.duties)):
        old, new = before.duties.get(who, ()), after.duties.get(who, ())
        if old is not new and old != new:
            people.add(who)
            for duty in _differing(old, new):
                days.update((duty.shift.day, duty.shift.day + 1))
                needs.update((duty.shift.day - 1, duty.shift.day, duty.shift.day + 1))
                if duty.group:
                    groups.add(duty.group)
    recipients: set[RecipientId] = set()
    for name in _replanned(before, after):
        visit = after.case.visits.get(name)
        if visit is not None:
            recipients.add(visit.recipient.id)
            days.add(visit.day)
        for meeting in (before.meetings.get(name), after.meetings.get(name)):
            people.update(meeting.carers if meeting else ())
            if visit and meeting and meeting.start + visit.minutes + LATE > after.case.clock.at(visit.day + 1):
                days.add(visit.day + 1)
    served = set(recipients)
    for who in people:  # an edited row or round decides which of its other visits can be made
        served.update(after.case.all_visits[name].recipient.id for name in remade(before, after, who))
    return Touched(*map(frozenset, (people, days, needs, recipients, served, groups)))  # type: ignore[arg-type]


def _differing(old: Sequence[Duty], new: Sequence[Duty]) -> Iterable[Duty]:
    """The duties of one row that are not of the other as often."""
    one, other = Counter(old), Counter(new)
    return ((one - other) + (other - one)).keys()


def _replanned(before: Plan, after: Plan) -> list[VisitId]:
    """The visits that are planned otherwise, or no longer."""
    once, now = before.meetings, after.meetings
    if once is now:
        return []
    changed = [name for name, meeting in now.items() if once.get(name) is not meeting and once.get(name) != meeting]
    return [*changed, *(name for name in once if name not in now)]
