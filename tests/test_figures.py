from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest

from scheduler.case.case import Case
from scheduler.case.rows import DemandRow, RecipientRow, Setting, VisitRow, WishRow
from scheduler.clock import minute_of
from scheduler.figures import Figures, Strain, faces_mean, figures, visits_made_share, wishes_granted_share
from scheduler.ids import EmployeeId, RecipientId
from scheduler.plan import Plan
from tests.drawn import ANNA, BEGIN, GROUP, UNIT, drawn
from tests.visited import DAILY, recipient, series, visited

WHO = ("anna", "bo", "cy", "di")
TWICE = (series("a", "08:00", days=DAILY), series("b", "12:00-14:00", days=DAILY))


def told(case: Case, plan: Plan) -> Figures:
    assert plan.case is case
    return figures(plan)


def every_day(days: range, morning: str, noon: str) -> dict[str, str]:
    return {f"a@{day}": f"08:00 {morning}" for day in days} | {f"b@{day}": f"12:00 {noon}" for day in days}


def month(meetings: dict[str, str], rows: Any = TWICE, **given: Any) -> Figures:
    return told(*visited(dict.fromkeys(WHO, "D" * 28), rows, meetings, **{"weeks": 4, **given}))


# -- faces ---------------------------------------------------------------------------------------------


def test_faces_are_told_of_those_who_are_visited_twice_on_every_day() -> None:
    meetings = {**every_day(range(14), "anna", "bo"), **every_day(range(14, 28), "anna", "anna"), "a@20": "08:00 cy"}
    found = month(meetings)
    assert found.faces_mean == 2
    assert (found.faces_median, found.faces_p90, found.faces_max) == (2, 2, 2)
    assert month({**meetings, "a@21": "08:00 di"}).faces_mean == 2.5
    assert month(meetings, TWICE[:1]).faces_mean is None
    seldom = (TWICE[0], series("b", "12:00-14:00", days="123456"))
    assert month(meetings, seldom).faces_mean is None


def test_twice_a_day_is_what_is_asked_for_not_what_is_made() -> None:
    assert month({"a@3": "08:00 anna"}).faces_mean == 0.5  # one face in the first window, none in the second


def test_a_planned_start_outside_the_hours_is_no_visit_of_the_day() -> None:
    rows = (TWICE[0], series("b", "20:00-23:00", days=DAILY))
    assert month({}, rows).faces_mean == 0
    assert month({"b@3": "22:00 anna"}, rows).faces_mean == 0  # in the second window only
    assert month({"b@3": "22:00 anna", "b@17": "22:00 anna"}, rows).faces_mean is None


def test_p90_is_the_nearest_rank_and_many_are_a_share() -> None:
    people = tuple(f"w{number}" for number in range(17))
    rows: list[VisitRow] = []
    meetings: dict[str, str] = {}
    for number in range(10):  # r0 meets one, r1 two, and so on; the last sixteen
        whom = RecipientId(f"r{number}")
        rows += [series(f"a{number}", "08:00", days=DAILY, recipient_id=whom)]
        rows += [series(f"b{number}", "12:00", days=DAILY, recipient_id=whom)]
        count = 16 if number == 9 else number + 1
        for turn in range(28):
            name, at = ("a", "08:00") if turn % 2 else ("b", "12:00")
            meetings[f"{name}{number}@{turn // 2}"] = f"{at} {people[turn % count]}"
    found = told(*visited(dict.fromkeys(people, "."), rows, meetings, weeks=2))
    assert found.faces_p90 == 9
    assert found.faces_max == 16
    assert found.faces_median == 5.5
    assert found.faces_mean == (45 + 16) / 10
    assert found.faces_share_above_15 == 0.1


def test_in_a_care_home_faces_are_the_groups() -> None:
    given: Any = {"weeks": 2, "setting": Setting.CARE_HOME, "recipients": (recipient(),)}
    found = told(*drawn({"anna": "D", "bo": "E", "cy": "."}, **given))
    assert found.faces_mean == 2
    assert found.visits_made_share is None
    assert found.client_time_share is None


# -- contacts, visits, need ------------------------------------------------------------------------------


def test_the_contacts_share_and_longest_gap() -> None:
    rows = (TWICE[0], series("n", "22:00", days="1"), series("c", "09:00", days=DAILY, recipient_id="sven"))
    given: Any = {"recipients": [recipient(contact=ANNA), recipient("sven", contact=EmployeeId("bo"))]}
    meetings = {"a@2": "08:00 anna", "a@9": "08:00 anna", "a@11": "08:00 bo", "c@0": "09:00 bo", "c@9": "09:00 bo"}
    found = month(meetings, rows, **given)
    assert found.contact_share == 4 / 56
    assert found.contact_longest_gap_days == 9
    assert month({"a@2": "08:00 anna"}, rows, **given).contact_longest_gap_days is None
    assert month(meetings, rows).contact_share is None


def test_visits_and_minutes_made() -> None:
    rows = (series("a", "08:00", 20, staff=2), series("b", "12:00", 60), series("c", "13:00", 10))
    given: Any = {"weeks": 1}
    roster = {"anna": "D", "bo": "D"}
    found = told(*visited(roster, rows, {"a": "08:00 anna bo", "c": "13:30 anna"}, **given))  # c outside its window
    assert found.visits_made_share == 1 / 3
    assert found.visit_minutes_made_share == 40 / 110
    assert found.client_time_share == 40 / (2 * 510)


def test_need_is_told_in_person_hours() -> None:
    rows = tuple(
        DemandRow(
            unit_id=UNIT, group_id=GROUP, day=day, begin=minute_of("07:00"), until=minute_of("16:00"), min=1, **more
        )
        for day, more in (("mon", {"target": 2}), ("tue", {"max": 1}), ("wed", {"target": 1}))
    )
    found = told(*drawn({"anna": "DD.", "bo": ".D."}, demand=rows, setting=Setting.CARE_HOME, weeks=1))
    assert (found.min_short_hours, found.target_short_hours, found.above_max_hours) == (9, 9 + 9, 9)


# -- wishes, hours, money --------------------------------------------------------------------------------


def wish(who: str, day: int, asks: str, strength: Any = None) -> WishRow:
    return WishRow(employee_id=EmployeeId(who), date=BEGIN + timedelta(days=day), wish=asks, strength=strength)


def test_wishes_granted_of_all_and_of_the_least_lucky() -> None:
    wishes = (
        wish("anna", 0, "free"),
        wish("anna", 1, "free", "3"),
        wish("anna", 2, "free", "veto"),
        wish("bo", 0, "day", "3"),
    )
    found = told(*drawn({"anna": ".DD", "bo": "D"}, wishes=wishes))
    assert found.wishes_granted_share == 0.5
    assert found.wishes_by_strength == {"1": 1.0, "3": 0.5, "veto": 0.0}
    assert found.wishes_lowest_share == 1 / 3


def test_hours_are_against_contract_less_balance_and_hourly_staff_have_none() -> None:
    people: dict[str, Any] = {
        "anna": {"contract_minutes": 600, "balance_minutes": 30},
        "bo": {"contract_minutes": 510},
        "cy": {"hourly": True},
    }
    found = told(*drawn({"anna": "D", "bo": ".", "cy": "DD"}, people=people, weeks=1))
    assert found.hours_mean_abs_minutes == (60 + 510) / 2
    assert found.hours_largest_minutes == 510
    hourly = told(*drawn("D", people={"anna": {"hourly": True}}))
    assert hourly.hours_mean_abs_minutes is None


def test_cost_is_everybodys() -> None:
    people: dict[str, Any] = {
        "anna": {"contract_minutes": 600},
        "bo": {"hourly": True, "wage": Decimal(200)},
    }
    found = told(*drawn({"anna": "E", "bo": "D"}, people=people, weeks=1))
    assert found.cost_total == pytest.approx((3 * 24 + 8.5 * 200) * 1.4453, abs=0.01)


def test_strain_is_told_of_each() -> None:
    rows = {"anna": "N.ED.DD......................", "bo": "D" * 14, "cy": "E"}
    people: dict[str, Any] = {"anna": {"rate": Decimal(50)}, "bo": {}, "cy": {"hourly": True}}
    found = told(*drawn(rows, people=people, history={"anna": "NN"}))
    assert found.strain[ANNA] == Strain(
        evening_to_morning=1,  # nine hours
        longest_run=3,
        longest_nights=3,  # two of them before the period
        single_free_days=2,
        weekends=1,
        nights=1,
        shifts=5,
        shifts_as_full_time=7.0,
    )
    assert found.strain[EmployeeId("bo")].longest_run == 14
    assert found.strain[EmployeeId("bo")].weekends == 2
    assert found.strain[EmployeeId("cy")].shifts_as_full_time is None  # has no share by the hour


# -- the whole ---------------------------------------------------------------------------------------------


def test_the_empty_roster_has_figures_too() -> None:
    case, plan = drawn(".")
    found = told(case, plan)
    meaningless = {name for name, value in found.summary().items() if value is None}
    assert meaningless == {
        "faces_mean",
        "faces_median",
        "faces_p90",
        "faces_max",
        "faces_share_above_15",
        "contact_share",
        "contact_longest_gap_days",
        "visit_minutes_made_share",
        "visits_made_share",
        "wishes_granted_share",
        "wishes_lowest_share",
        "client_time_share",
    }
    assert found.cost_total == 0
    assert set(found.summary()) == {field.name for field in fields(Figures)} - {"strain"}


def test_a_search_may_ask_for_its_three_at_every_step() -> None:
    """A case of some four thousand visits: each figure takes milliseconds (the limit is generous to slow machines)."""
    recipients: list[RecipientRow] = [recipient(f"r{number}") for number in range(30)]
    times = [f"{hour:02d}:{minute:02d}" for hour in (8, 9, 11, 13, 15) for minute in (0,)]
    rows = [
        series(f"s{at[:2]}{one.recipient_id}", at, 15, days=DAILY, recipient_id=one.recipient_id)
        for one in recipients
        for at in times
    ]
    people = [f"w{number}" for number in range(30)]
    meetings = {
        f"s{at[:2]}r{number}@{day}": f"{at} w{(number + day) % 30}"
        for number in range(30)
        for at in times
        for day in range(28)
    }
    case, plan = visited(dict.fromkeys(people, "D" * 28), rows, meetings, weeks=4, begin=date(2027, 2, 1))
    assert len(plan.meetings) == 4200
    assert faces_mean(case, plan) == 14
    assert visits_made_share(case, plan) == 1
    assert wishes_granted_share(case, plan) is None
    begin = perf_counter()
    for _ in range(5):
        faces_mean(case, plan)
        visits_made_share(case, plan)
        wishes_granted_share(case, plan)
    assert perf_counter() - begin < 5 * 0.25
