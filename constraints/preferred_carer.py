"""Preferred carer: who has said whom she would rather be helped by is helped by one of them.

Counted for each planned visit of a recipient with preferred employees; of a double visit it is enough that one is
preferred. A visit that nobody is planned for is another promise's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.case.care import Visit
from scheduler.case.case import Case
from scheduler.charge import Amount, Charge, Over, Sum
from scheduler.ids import RuleId
from scheduler.level import Level
from scheduler.plan import Plan
from scheduler.rule import Breach, Rule, Scope, Source
from scheduler.text import Text

if TYPE_CHECKING:
    from scheduler.solve.board import Board


class PreferredCarer(Rule):
    id = RuleId("preferred_carer")
    level = Level.PERSON
    source = Source("Brukarens önskemål, enligt underlaget", read=date(2026, 11, 1))
    title = Text(sv="Önskad medarbetare", en="Preferred carer")
    says = Text(
        sv="{recipient} får besök {start:moment} av {names}, som inte hör till de önskade.",
        en="{recipient} is visited on {start:moment} by {names}, none of whom is preferred.",
    )
    unit = Text(sv="besök", en="visits")
    scope = Scope.RECIPIENT
    reads_visits = True
    default_price = 10

    def post(self, board: Board) -> Iterator[Charge]:
        for visit in board.visits:
            if visit.recipient.preferred:
                yield self._charge(board, visit)

    def _charge(self, board: Board, visit: Visit) -> Charge:
        liked, others = Sum(), Sum()
        for _, who, literal in board.meetings(visit):
            (liked if who in visit.recipient.preferred else others).add(literal)
        if visit.staff == 1 and not liked.constant and not others.constant:
            return Amount(others)  # one carer at most: needs no number of its own
        planned = Sum.of(literal for _, literal in board.starts(visit))
        return Over(planned.plus(liked, -1), 0)

    def check(self, case: Case, plan: Plan) -> Iterator[Breach]:
        for recipient in case.recipients.values():
            if not recipient.preferred:
                continue
            for visit in case.visits_of[recipient.id]:
                meeting = plan.meetings.get(visit.id)
                if meeting is not None and meeting.carers and recipient.preferred.isdisjoint(meeting.carers):
                    known = [case.everyone.get(who) for who in meeting.carers]
                    names = [one.name if one else who for one, who in zip(known, meeting.carers, strict=True)]
                    yield self.breach(
                        None,
                        (),
                        1,
                        subject=visit.id,
                        day=visit.day,
                        begin=meeting.start,
                        recipient=recipient.id,
                        start=meeting.start,
                        names=", ".join(names),
                    )
