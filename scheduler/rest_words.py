"""The report of rest in words: what a rule demands, who has terms of her own, and who answers for a breach."""

from collections import Counter

from scheduler.case.case import Case
from scheduler.case.waivers import Waiver
from scheduler.level import owner_of
from scheduler.rest_report import OwnTerms, RestReport
from scheduler.rule import HOUR, Rule
from scheduler.text import Language, Text

KEPT = Text(
    sv="All vila som reglerna kräver finns i schemat.", en="The roster holds all the rest that the rules demand."
)
BROKEN = Text(
    sv="OBS! Vilan är för kort i {count} fall, varav {waived} är avsteg som någon svarar för.",
    en="NOTE! Cases of too short rest: {count}; of them waived by somebody who answers for it: {waived}.",
)
AT_LEAST = Text(sv="minst {required:span} i sträck", en="at least {required:span} in a row")
INSIDE_WHOLE = Text(
    sv="minst {required:span} i sträck, inom en ledighet på minst {whole:span}",
    en="at least {required:span} in a row, within a free time of at least {whole:span}",
)
IN_HOURS = Text(sv="{value:number} tim", en="{value:number} h")
OWN = Text(sv="{value} i stället för {usual} ({name})", en="{value} instead of {usual} ({name})")
DECIDED = Text(sv="{owner}, sedan {since}", en="{owner}, since {since}")
WAIVED = Text(sv="Avsteg beslutat av {by} {decided}: {why}", en="Waived by {by} on {decided}: {why}")
PERIOD = Text(sv="{first} – {last}", en="{first} to {last}")


def said_verdict(report: RestReport, language: Language) -> str:
    """Whether all rest is there."""
    if not report.breaches:
        return KEPT.in_(language)
    count = len(report.breaches)
    return BROKEN.in_(language, count=count, waived=count - len(report.broken))


def said_demand(report: RestReport, rule: Rule, language: Language) -> str:
    """What most people are to have by a rule; where it has no window, its bare numbers."""
    asked = Counter((one.required, one.whole_required) for one in report.windows if one.rule == rule.id)
    if not asked:
        return ", ".join(f"{one.name}={one.shown(getattr(rule, one.attribute))}" for one in rule.parameters())
    ((required, whole), _), *_ = asked.most_common(1)
    words = AT_LEAST if whole is None else INSIDE_WHOLE
    return words.in_(language, required=required, whole=whole)


def said_own_terms(own: OwnTerms, language: Language) -> str:
    """A number of somebody's own, against everybody's."""
    value, usual = (_said_number(own, number, language) for number in (own.value, own.usual))
    return OWN.in_(language, value=value, usual=usual, name=own.parameter.name)


def _said_number(own: OwnTerms, number: object, language: Language) -> str:
    if own.parameter.unit == HOUR and isinstance(number, int):
        return IN_HOURS.in_(language, value=number / HOUR)
    return own.parameter.shown(number)


def said_decision(own: OwnTerms, language: Language) -> str:
    """Who decided an exception, and since when."""
    owner = owner_of(own.decision).words.in_(language)
    return DECIDED.in_(language, owner=owner, since=own.decision.since) if own.decision.since else owner


def said_waiver(waiver: Waiver, language: Language) -> str:
    """Who answers for a breach."""
    return WAIVED.in_(language, by=waiver.by, decided=waiver.decided, why=waiver.why)


def said_period(case: Case, language: Language) -> str:
    """The first and the last date."""
    return PERIOD.in_(language, first=case.clock.date(0), last=case.clock.date(len(case.days) - 1))
