"""Contact title: whoever is named as somebody's care contact is an undersköterska, a protected title.

A fact about the case, not about the roster: it is reported, at no price, and nothing that is planned can mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.case import Case
from scheduler.charge import Charge
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board

TITLE = "underskoterska"


class ContactTitle(Rule):
    id = RuleId("contact_title")
    level = Level.LAW
    source = Source(
        "Socialtjänstlagen om fast omsorgskontakt i hemtjänsten; skyddad yrkestitel undersköterska",
        since=date(2023, 7, 1),
        read=date(2026, 11, 1),
    )
    title = Text(sv="Kontaktens yrkestitel", en="Contact title")
    says = Text(
        sv="{name}, fast omsorgskontakt för {recipient}, har inte titeln undersköterska.",
        en="{name}, the care contact of {recipient}, does not have the title undersköterska.",
    )
    unit = Text(sv="brukare", en="recipients")
    scope = Scope.RECIPIENT
    default_price = 0
    planned = False

    def post(self, board: Board) -> Iterator[Charge]:
        yield from ()

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for recipient in case.recipients.values():
            if recipient.contact:
                contact = case.everyone.get(recipient.contact)
                if contact is None or TITLE not in _plain(contact.title):
                    yield self.breach(
                        recipient.contact,
                        (),
                        1,
                        subject=recipient.id,
                        hard=False,  # whatever the price list says: no roster can mend it
                        kronor=0,
                        name=contact.name if contact else recipient.contact,
                        recipient=recipient.id,
                    )


def _plain(title: str) -> str:
    return title.casefold().replace("ö", "o")
