import pytest

from constraints.nights_in_row import NightsInRow
from tests.drawn import drawn, owed


@pytest.mark.parametrize(
    ("week", "history", "over"),
    [
        (".......", "", 0),
        ("NNN....", "", 0),
        ("NNNN...", "", 1),
        ("NNNNN..", "", 2 + 1),  # two nights over what is meant, one over what may be
        ("NNDNN..", "", 0),  # a day between makes two short runs
        ("N......", "NNN", 1),
        ("NN.....", "DNNNN", 3 + 2),  # the whole run counts, history included
        (".......", "NNNNN", 0),  # history alone is nobody's breach
        ("..N....", "NNNNN", 0),
    ],
)
def test_a_run_of_nights_is_counted_whole(week: str, history: str, over: int) -> None:
    assert owed(NightsInRow(), *drawn(week, history=history)) == over


def test_a_run_may_end_with_the_period() -> None:
    assert owed(NightsInRow(), *drawn("...NNNN", weeks=1)) == 1


def test_a_rule_that_is_hard_as_a_whole_counts_each_night_once() -> None:
    assert owed(NightsInRow(price=None), *drawn("NNNNNN.")) == 3
