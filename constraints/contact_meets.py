"""Contact meets (fast omsorgskontakt): the employee a recipient is to know best really comes, and comes regularly.

Of the recipient's visits in 07:00-22:00 the contact makes a share, and no more than a week passes between two days on
which she comes. The two are not added: the larger shortage is owed, in visits or in weeks. The date before the period
and the date after it count as if the contact came. Only visits that are really made count as hers, and a double visit
that she shares is one visit. Care homes have no visits, so nothing is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Annotated

from scheduler.case.care import Recipient
from scheduler.case.case import Case
from scheduler.charge import TRUE, Charge, Largest, Literal, Sum
from scheduler.contact import Contact, contact
from scheduler.faces import asked
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import LESS, MORE, Breach, Named, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class ContactMeets(Rule):
    id = RuleId("contact_meets")
    level = Level.UNIT
    source = Source(
        "Socialtjänstlagen om fast omsorgskontakt; enhetens mål för hur ofta den kommer", read=date(2026, 11, 1)
    )
    title = Text(sv="Fast omsorgskontakt", en="Contact meets")
    says = Text(
        sv="{recipient}: kontakten {name} gör {made} av {visits} besök dagtid ({needed} är målet) "
        "och är som längst borta {away} dagar i rad (högst {days} mellan två).",
        en="{recipient}: the contact {name} makes {made} of {visits} daytime visits ({needed} is the aim) "
        "and stays away for {away} days at most (no more than {days} between two).",
    )
    unit = Text(sv="besök eller veckor", en="visits or weeks")
    scope = Scope.RECIPIENT_MADE
    reads_visits = True
    default_price = 20

    share: Annotated[Decimal, Named(stricter=MORE)] = Decimal("0.3")
    days: Annotated[int, Named(stricter=LESS)] = 7

    def post(self, board: Board) -> Iterator[Charge]:
        for recipient in board.recipients:
            if recipient.contact:
                yield from self._charges(board, recipient)

    def _charges(self, board: Board, recipient: Recipient) -> Iterator[Charge]:
        wanted, made = Sum(), Sum()
        dates: list[list[Literal]] = [[] for _ in board.case.days]
        for visit, first, last in asked(board.case, recipient.id):
            wanted.constant += visit.daytime
            for start, literal in board.starts(visit):
                wanted.add(literal, (first <= start < last) - visit.daytime)  # nothing, where its window says the same
            for start, who, literal in board.meetings(visit):
                if who == recipient.contact and first <= start < last:
                    hers = board.made(visit) if literal is TRUE else literal
                    made.add(hers)
                    dates[visit.day].append(hers)
        if wanted.most > 0:
            missing = board.part(wanted, Fraction(self.share)).plus(made, -1)
            yield Largest((missing, board.lulls(dates, max(1, self.days))), who=recipient.contact)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        if not case.is_home_care:
            return
        for recipient in case.recipients.values():
            if recipient.contact:
                found = contact(plan, recipient)
                needed = ceil(Fraction(self.share) * found.asked)
                away = self._away(case, found)
                owed = max(needed - found.made, sum(free // max(1, self.days) for free in away))
                if found.asked and owed > 0:
                    known = case.everyone.get(recipient.contact)
                    yield self.breach(
                        recipient.contact,
                        (),
                        owed,
                        subject=recipient.id,
                        recipient=recipient.id,
                        name=known.name if known else recipient.contact,
                        made=found.made,
                        visits=found.asked,
                        needed=needed,
                        away=max(away),
                    )

    def _away(self, case: Case, found: Contact) -> list[int]:
        """The dates without the contact between two with her."""
        dates = (-1, *found.days, len(case.days))
        return [later - earlier - 1 for earlier, later in pairwise(dates)]
