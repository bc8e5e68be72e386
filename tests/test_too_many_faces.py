from typing import Any

import pytest

from constraints.too_many_faces import TooManyFaces
from scheduler.case.rows import Setting
from tests.drawn import drawn, owed
from tests.visited import DAILY, recipient, series, visited

WHO = tuple(f"w{number}" for number in range(17))


@pytest.mark.parametrize(("carers", "over"), [(14, 0), (15, 0), (16, 1), (17, 2)])
def test_fifteen_faces_are_the_most(carers: int, over: int) -> None:
    rows = [series("a", "08:00", days=DAILY), series("b", "12:00", days=DAILY)]
    visits = [f"{name}@{day}" for day in range(14) for name in "ab"]
    at = {"a": "08:00", "b": "12:00"}
    meetings = {name: f"{at[name[0]]} {WHO[number % carers]}" for number, name in enumerate(visits)}
    assert owed(TooManyFaces(), *visited(dict.fromkeys(WHO, "D" * 14), rows, meetings, weeks=2)) == over


def test_the_windows_do_not_add_up_and_the_most_can_be_changed() -> None:
    rows = [series("a", "08:00", days=DAILY)]
    meetings = {f"a@{day}": f"08:00 {WHO[day % 2 + 2 * (day // 14)]}" for day in range(28)}
    month: Any = visited(dict.fromkeys(WHO[:4], "D" * 28), rows, meetings, weeks=4)
    assert owed(TooManyFaces(most=2), *month) == 0
    assert owed(TooManyFaces(most=1), *month) == 2


def test_in_a_care_home_it_is_the_group_that_meets_them() -> None:
    home: Any = {"setting": Setting.CARE_HOME, "weeks": 2, "recipients": (recipient(), recipient("sven"))}
    assert owed(TooManyFaces(most=1), *drawn({"anna": "D", "bo": "E", "cy": "."}, **home)) == 1
    assert owed(TooManyFaces(most=0), *drawn({"anna": "."}, **home)) == 0
