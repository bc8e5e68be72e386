"""Contact (fast omsorgskontakt): how often the employee a recipient is to know best really comes."""

from dataclasses import dataclass

from scheduler.case.care import Recipient, Visit
from scheduler.faces import asked
from scheduler.made import made_of
from scheduler.plan import Plan


@dataclass(frozen=True, slots=True)
class Contact:
    """A recipient's visits in 07:00-22:00, and those of them that the contact makes."""

    asked: int
    made: int
    days: tuple[int, ...]  # on which the contact comes

    @property
    def longest_gap(self) -> int | None:
        """The most days from one coming to the next; `None` without two."""
        return max((later - earlier for earlier, later in zip(self.days, self.days[1:], strict=False)), default=None)


def contact(plan: Plan, recipient: Recipient) -> Contact:
    """What the contact does for a recipient; a planned visit counts by its start, another by its window."""
    wanted, hers = plan.of_visits(recipient.id, "contact", lambda: _planned(plan, recipient))
    made = made_of(plan, hers)
    return Contact(wanted, len(made), tuple(dict.fromkeys(visit.day for visit in made)))


def _planned(plan: Plan, recipient: Recipient) -> tuple[int, list[Visit]]:
    """How many visits count, and those of them that are planned for the contact."""
    wanted = 0
    hers = []
    who = recipient.contact
    both = zip(asked(plan.case, recipient.id), plan.meetings_of(recipient.id), strict=True)
    for (visit, first, last), meeting in both:
        if meeting is None:
            wanted += visit.daytime
        elif first <= meeting.start < last:
            wanted += 1
            if who in meeting.carers:
                hers.append(visit)
    return wanted, hers
