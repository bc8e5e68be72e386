"""Published values beside a benchmark's instances are read, and a row that cannot be is told."""

from pathlib import Path

import pytest

from benchmarks.inrc2.__main__ import found
from benchmarks.public_best import BestKnownError, Published, published


def test_values_and_bounds_are_read_in_the_files_order(tmp_path: Path) -> None:
    (tmp_path / "best_known.csv").write_text(
        "# read somewhere\ninstance,best_known,lower_bound\nn035w4_0_1-7-1-8,1415,1390.2\nn030w4_1_6-2-9-1,1675,\n"
    )
    known = published(tmp_path)
    assert list(known.items()) == [
        ("n035w4_0_1-7-1-8", Published(1415, 1390)),
        ("n030w4_1_6-2-9-1", Published(1675, None)),
    ]


def test_other_headings_and_semicolons_will_do(tmp_path: Path) -> None:
    (tmp_path / "best_known.csv").write_text("\ufeffName;UB\nn030w4_1_6-2-9-1;1675\n", encoding="utf-8")
    assert published(tmp_path) == {"n030w4_1_6-2-9-1": Published(1675)}


@pytest.mark.parametrize("row", ["n030w4_1_6-2-9-1,", ",1675", "n030w4_1_6-2-9-1,many"])
def test_a_row_without_name_or_number_is_told(tmp_path: Path, row: str) -> None:
    (tmp_path / "best_known.csv").write_text(f"instance,best_known\n{row}\n")
    with pytest.raises(BestKnownError):
        published(tmp_path)


def test_published_instances_are_the_ones_solved(tmp_path: Path) -> None:
    (tmp_path / "Sc-n030w4.txt").write_text("")
    assert found(tmp_path) == ["n030w4_1_6-2-9-1", "n030w4_1_6-7-5-3"]
    (tmp_path / "best_known.csv").write_text("instance,best_known\nn030w4_0_1-1-1-1,1500\nn035w4_0_1-7-1-8,1415\n")
    assert found(tmp_path) == ["n030w4_0_1-1-1-1"]
