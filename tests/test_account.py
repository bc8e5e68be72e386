from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from constraints import rules
from constraints.cost import Cost
from scheduler.account import Sort, Statement, account, beside, ore
from scheduler.book import Book
from scheduler.case.rows import AbsenceRow, CellRow, PeriodRow, RuleRow, Setting
from scheduler.case.wages import MONEY, Unsocial
from scheduler.figures import figures
from scheduler.files.results import breach_rows
from scheduler.ids import RuleId, ShiftCode
from scheduler.review import review
from scheduler.text import Language
from tests.crowded import crowded
from tests.drawn import ANNA, BEGIN, drawn, owed

LAZY: dict[str, Any] = {"contract_minutes": 100_000, "wage": Decimal(180)}  # nothing is ever above what is due
SEEDS = range(20)


def explained(roster: str, **given: Any) -> Statement:
    """Anna's part of the account."""
    (statement,) = account(drawn(roster, **{"weeks": 1, "people": {"anna": LAZY}, **given})[1]).statements
    return statement


def cells(week: str, start: date = BEGIN) -> tuple[CellRow, ...]:
    """A week of Anna's in letters; a dot is free, a blank is not said."""
    return tuple(
        CellRow(
            employee_id=ANNA, date=start + timedelta(days=day), shift_code=ShiftCode("-" if letter == "." else letter)
        )
        for day, letter in enumerate(week)
        if letter != " "
    )


def decided(**numbers: tuple[str, int | None]) -> tuple[RuleRow, ...]:
    """Numbers of the cost rule, each since a day of the period, or always."""
    return tuple(
        RuleRow(
            rule_id=RuleId("cost"),
            parameter=name,
            value=value,
            since=None if day is None else BEGIN + timedelta(days=day),
        )
        for name, (value, day) in numbers.items()
    )


# -- everything adds up ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lines_add_up_to_what_reader_and_key_figure_say(seed: int) -> None:
    case, plan = crowded(seed, rules())
    found = account(plan)
    judged = review(Book((Cost,), case), plan)
    written = {row.employee_id: row.kronor for row in breach_rows(case, judged)}
    raw = {breach.who: breach.raw for breach in judged.breaches}
    assert {one.who: one.kronor() for one in found.statements if one.kronor()} == written
    assert found.total == ore(Fraction(sum(raw.values()), MONEY))
    assert float(found.total) == pytest.approx(figures(plan).cost_total, abs=0.005)
    for statement in found.statements:
        exact = sum((Fraction(one.kronor) * Fraction(1 + one.on_cost) for one in pay_lines(statement)), Fraction())
        rounding = Fraction(len(statement.lines), 100)
        assert abs(exact - Fraction(raw.get(statement.who, 0), MONEY)) <= rounding


def pay_lines(statement: Statement) -> list[Any]:
    return [line for line in statement.lines if line.sort is not Sort.ON_COST]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sum_is_a_sum_of_lines(seed: int) -> None:
    found = account(crowded(seed, rules())[1])
    classes = sum((found.kronor(Sort.UNSOCIAL, kind) for kind in Unsocial), Decimal(0))
    assert classes == found.kronor(Sort.UNSOCIAL)
    assert sum((found.kronor(sort) for sort in Sort), Decimal(0)) == found.total
    assert sum((one.kronor() for one in found.statements), Decimal(0)) == found.total
    for line in found.lines:
        if line.minutes is not None and line.rate is not None:
            hours = Fraction(line.minutes) / 60
            assert line.kronor == ore(hours * Fraction(line.rate) * Fraction(1 if line.share is None else line.share))


def test_crowded_rosters_have_lines_of_every_sort() -> None:
    met = {line.sort for seed in SEEDS for line in account(crowded(seed, rules())[1]).lines}
    assert met == set(Sort)


@pytest.mark.parametrize("seed", SEEDS)
def test_money_that_other_rules_count_stands_beside(seed: int) -> None:
    case, plan = crowded(seed, rules())
    book = Book(rules(), case)
    found = {rule: kronor for rule, kronor in review(book, plan).kronor.items() if book.rule(rule).is_cost}
    found.pop(RuleId("cost"), None)
    assert {one.rule: float(one.kronor) for one in beside(book, plan) if one.kronor} == {
        rule: pytest.approx(kronor, abs=0.005) for rule, kronor in found.items() if kronor
    }


# -- one person's lines ------------------------------------------------------------------------------


def lines(statement: Statement, language: Language = Language.ENGLISH, **case: Any) -> list[tuple[str, Decimal]]:
    clock = drawn(".", **case)[0].clock
    return [(line.said(language, clock), line.kronor) for line in statement.lines]


def test_a_night_says_when_and_how_much_of_each_class() -> None:
    assert lines(explained("N")) == [
        ("Mon 1 Feb N: weekday evenings 21:00–22:00, 1 h at 24.00 kr", Decimal("24.00")),
        ("Mon 1 Feb N: weekday nights 22:00–06:00, 8 h at 50.00 kr", Decimal("400.00")),
        ("44.53% on 424.00 kr, the rounding of the lines above included", Decimal("188.81")),
    ]
    assert lines(explained("N"), Language.SWEDISH)[0][0] == "mån 1/2 N: vardagskväll 21:00–22:00, 1 tim à 24,00 kr"


def test_the_break_is_taken_out_of_the_stretch_where_it_lies() -> None:
    (line, _) = explained(".....D.").lines
    assert line.minutes == 510
    assert line.kronor == Decimal("504.90")


def test_extra_time_and_overtime_tell_what_is_due() -> None:
    people = {"anna": {"contract_minutes": 2100, "balance_minutes": 60, "wage": Decimal(180)}}
    statement = explained("DDDDD..", people=people)  # 2550 minutes; full time is 2220
    assert statement.due == 2040
    assert statement.worked == 2550
    assert statement.minutes(Sort.EXTRA) == 180
    assert statement.minutes(Sort.OVERTIME) == 330
    assert [said for said, _ in lines(statement)] == [
        "3 h above what is due, up to full time: 120% of 180.00 kr an hour",
        "5 h 30 min above full time: 180% of 180.00 kr an hour",
        "44.53% on 2,430.00 kr, the rounding of the lines above included",
    ]


def test_a_late_change_says_what_was_posted() -> None:
    period = PeriodRow(
        case_id="drawn", start=BEGIN, weeks=1, setting=Setting.HOME_CARE, frozen_until=BEGIN + timedelta(days=1)
    )
    given: dict[str, Any] = {"period": (period,), "posted": cells("DD.....")}
    assert lines(explained("MMM", **given))[:-1] == [
        ("Tue 2 Feb M: posted as D, changed late; 32.35% of 8 h 30 min at 180.00 kr", Decimal("494.96")),
        ("Wed 3 Feb M: posted as free, changed late; 64.4% of 8 h 30 min at 180.00 kr", Decimal("985.32")),
    ]


def test_hourly_staff_have_wages_and_nothing_due() -> None:
    statement = explained("D", people={"anna": {"hourly": True, "wage": Decimal("168.35")}})
    assert statement.due is None
    assert lines(statement)[0] == ("Mon 1 Feb D: 8 h 30 min of hourly wage at 168.35 kr", Decimal("1430.98"))


# -- dated terms -------------------------------------------------------------------------------------


def test_a_shift_is_paid_by_the_terms_of_the_date_it_starts() -> None:
    statement = explained("EE.N...", rules=decided(evening=("30", 1), night=("60", 4)))
    assert [(line.rate, line.kronor) for line in pay_lines(statement)] == [
        (24, 72),
        (30, 90),
        (30, 30),
        (50, 400),  # past midnight into the dearer date
    ]


def test_a_change_before_the_period_or_after_it_changes_nothing_inside() -> None:
    assert explained("E", rules=decided(evening=("30", -1))).kronor(Sort.UNSOCIAL) == 90
    assert explained("......E", rules=decided(weekend=("1", 7))).kronor(Sort.UNSOCIAL) == Decimal("504.90")


def test_the_latest_decision_holds_and_the_unit_goes_before_the_municipality() -> None:
    rows = (
        *decided(evening=("30", -10)),
        *decided(evening=("40", -20)),
        *(row.model_copy(update={"owner": "M"}) for row in decided(evening=("50", -1))),
    )
    assert explained("E", rules=rows).kronor(Sort.UNSOCIAL) == 90


def test_minutes_above_what_is_due_are_settled_on_the_last_day() -> None:
    people = {"anna": {"contract_minutes": 0, "full_time_minutes": 2220, "wage": Decimal(180)}}
    statement = explained("D", people=people, rules=decided(extra=("2", 6), on_cost=("0.5", 6)))
    assert [line.kronor for line in statement.lines] == [Decimal("3060.00"), Decimal("1530.00")]


def test_on_costs_that_change_have_a_line_each() -> None:
    statement = explained("EE", rules=decided(on_cost=("0.5", 1)))
    on_costs = [(line.share, line.kronor) for line in statement.lines if line.sort is Sort.ON_COST]
    assert on_costs == [(Decimal("0.4453"), Decimal("32.06")), (Decimal("0.5"), Decimal("36.00"))]


def test_dated_terms_for_some_are_theirs_alone_and_reader_solver_and_account_agree() -> None:
    row = decided(evening=("30", 1))[0].model_copy(update={"who": "bo"})
    people = {"anna": LAZY, "bo": LAZY}
    case, plan = drawn({"anna": "EE", "bo": "EE"}, weeks=1, people=people, rules=(row,))
    found = account(plan)
    assert [one.kronor(Sort.UNSOCIAL) for one in found.statements] == [144, 162]
    judged = review(Book((Cost,), case), plan)
    assert {breach.who: ore(Fraction(breach.raw, MONEY)) for breach in judged.breaches} == {
        one.who: one.kronor() for one in found.statements
    }
    assert figures(plan).cost_total == pytest.approx(float(found.total), abs=0.005)
    assert owed(Cost(), case, plan) == sum(breach.raw for breach in judged.breaches)


# -- against the base roster -------------------------------------------------------------------------


def test_without_a_base_roster_there_is_nothing_to_compare() -> None:
    assert explained("EEE").against is None


def test_what_is_gained_and_lost_and_why() -> None:
    against = explained("DE...D.", base_roster=cells("EE.....")).against
    assert against is not None
    assert against.gain == Decimal("504.90") - 72
    assert against.why(Language.ENGLISH) == (
        "evening shifts: 1 fewer, weekends: 1 more, 8 h 30 min more of weekends (+504.90 kr), "
        "3 h less of weekday evenings (−72.00 kr)"
    )
    assert against.why(Language.SWEDISH) == (
        "kvällspass: 1 färre, helger: 1 fler, 8 tim 30 min mer helg (+504,90 kr), 3 tim mindre vardagskväll (−72,00 kr)"
    )


def test_the_same_roster_gains_nothing() -> None:
    against = explained("E.N....", base_roster=cells("E.N....")).against
    assert against is not None
    assert against.gain == 0
    assert against.why(Language.ENGLISH) == "the same unsocial hours"


def test_absent_dates_and_dates_the_base_roster_is_silent_on_are_left_out() -> None:
    absent = (AbsenceRow(**{"employee_id": ANNA, "from": BEGIN, "to": BEGIN}),)
    against = explained("EEE", base_roster=cells("EE  "), absences=absent).against
    assert against is not None
    assert against.dates == 1
    assert against.gain == 0
