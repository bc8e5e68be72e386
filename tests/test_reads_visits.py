"""What a rule says of itself, `reads_visits`, is so: the same duties are read with other visit plans."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from constraints import rules
from scheduler.book import Book
from scheduler.ids import RuleId
from scheduler.plan import Plan
from scheduler.review import review
from scheduler.rule import Breach, Rule
from tests.crowded import crowded

SEEDS = range(1, 32, 2)  # the odd ones are home care
READING = [kind for kind in rules() if kind.reads_visits]
BLIND = [kind for kind in rules() if not kind.reads_visits]


@cache
def readings(seed: int) -> Sequence[dict[RuleId, list[Breach]]]:
    """What each rule finds in a seed's duties with all their meetings, with half of them and with none."""
    case, plan = crowded(seed, rules())
    rng = Random(seed)
    half = {name: made for name, made in plan.meetings.items() if rng.random() < 0.5}
    # New plans and not `with_meetings`: nothing remembered of the one may answer for the other.
    return [found(Book(rules(), case), replace(plan, meetings=meetings)) for meetings in (plan.meetings, half, {})]


def found(book: Book, plan: Plan) -> dict[RuleId, list[Breach]]:
    """The breaches of each rule."""
    by_rule: dict[RuleId, list[Breach]] = {}
    for breach in review(book, plan).breaches:
        by_rule.setdefault(breach.rule, []).append(breach)
    return by_rule


def differs(kind: type[Rule], seed: int) -> bool:
    """Whether a rule finds anything else in a seed's duties with fewer meetings."""
    whole, *fewer = readings(seed)
    return any(whole.get(kind.id) != other.get(kind.id) for other in fewer)


@pytest.mark.parametrize("kind", BLIND, ids=lambda kind: kind.id)
def test_a_rule_that_reads_no_visits_finds_the_same_without_them(kind: type[Rule]) -> None:
    differing = [seed for seed in SEEDS if differs(kind, seed)]
    assert not differing, f"{kind.id} reads visits in the seeds {differing}: its `reads_visits` should be True"
    assert any(kind.id in readings(seed)[0] for seed in SEEDS), f"{kind.id} is broken in none, which proves nothing"


@pytest.mark.parametrize("kind", READING, ids=lambda kind: kind.id)
def test_a_rule_that_reads_visits_finds_other_breaches_without_some(kind: type[Rule]) -> None:
    assert any(differs(kind, seed) for seed in SEEDS), f"{kind.id} reads no visits: its `reads_visits` should be False"
