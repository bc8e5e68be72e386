"""Rule sets: what others have decided before a case, and that those below may tighten it but not relax it."""

from datetime import date
from pathlib import Path

import pytest

from constraints import rules
from scheduler.book import Book, general
from scheduler.case.case import Case
from scheduler.case.rows import PriceRow, RuleRow
from scheduler.clock import hours
from scheduler.errors import CaseError
from scheduler.files.known import known_rules
from scheduler.files.read_case import read_case
from scheduler.files.rule_sets import RuleSetError, read_rule_sets
from scheduler.files.write_case import write_case
from scheduler.ids import EmployeeId, GroupId, RuleId, UnitId
from scheduler.rule import Rule
from tests.drawn import drawn_case

KNOWN = known_rules(rules())
SHIPPED = sorted((Path(__file__).parent.parent / "data" / "rule_sets").glob("*.toml"))
HEAD = 'name = "Vår kommun"\nowner = "M"\nsince = 2026-01-01\nwhy = "Nämnden"\n'
FREE_DAYS = '[[rules]]\nrule_id = "free_days"\nparameter = "per_four_weeks"\nvalue = 10\n'
NEVER = '[[prices]]\nrule_id = "too_many_faces"\nkronor = "never"\n'


def rule_set(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def kinds(path: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(RuleSetError) as caught:
        read_rule_sets([path], KNOWN)
    return [(one.kind, one.row, one.table) for one in caught.value.faults]


def case_with(folder: Path, rows: str = "", prices: str = "") -> Path:
    """A drawn case with rows of `rules` and `prices`."""
    write_case(drawn_case().tables, folder)
    (folder / "rules.csv").write_text(f"rule_id,parameter,value,who,owner,since,why\n{rows}")
    (folder / "prices.csv").write_text(f"rule_id,kronor\n{prices}")
    return folder


def of(name: str, book: Book) -> Rule:
    return book.rule(RuleId(name))


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_examples_are_without_fault(path: Path) -> None:
    (found,) = read_rule_sets([path], KNOWN)
    assert found.rules and not found.warnings
    assert all(row.owner and row.since and row.why for row in found.rules)
    assert all(row.owner and row.since and row.why for row in found.prices)


def test_there_are_two_examples_and_they_differ() -> None:
    assert [path.stem for path in SHIPPED] == ["municipal_ab", "private_employer"]
    joined = []
    for (one,) in (read_rule_sets([path], KNOWN) for path in SHIPPED):
        book = general(rules(), one.rules, one.prices, date(2027, 2, 1))
        joined.append((book[RuleId("weekly_rest")].joined, book[RuleId("cost")].on_cost))  # type: ignore[attr-defined]
    assert [(rest, float(cost)) for rest, cost in joined] == [(hours(47), 0.4453), (hours(36), 0.3142)]


def test_a_rule_set_is_the_same_in_every_form(tmp_path: Path) -> None:
    toml = rule_set(tmp_path / "a.toml", HEAD + FREE_DAYS)
    rows = "rule_id,parameter,value,owner,since,why\nfree_days,per_four_weeks,10,M,2026-01-01,Nämnden\n"
    alone = rule_set(tmp_path / "b.csv", rows)
    (tmp_path / "folder").mkdir()
    rule_set(tmp_path / "folder" / "rules.csv", rows)
    read = read_rule_sets([toml, alone, tmp_path / "folder"], KNOWN)
    assert len({one.rules for one in read}) == 1
    assert len({one.fingerprint for one in read}) == 1


def test_every_fault_is_told_at_its_line(tmp_path: Path) -> None:
    text = HEAD + FREE_DAYS + FREE_DAYS.replace("free_days", "fre_days") + FREE_DAYS.replace("10", '"tio"\nwho = "u"')
    assert kinds(rule_set(tmp_path / "a.toml", text)) == [
        ("unknown_rule", 9, "a.toml, rules"),
        ("not_a_parameter_value", 13, "a.toml, rules"),
    ]
    assert kinds(rule_set(tmp_path / "b.toml", FREE_DAYS)) == [("decision_not_told", 1, "b.toml, rules")]
    assert kinds(rule_set(tmp_path / "c.toml", HEAD + "colour = 3\n" + FREE_DAYS)) == [
        ("not_in_rule_set", None, "c.toml")
    ]
    assert kinds(rule_set(tmp_path / "d.toml", "name = \n")) == [("not_toml", None, "d.toml")]
    assert kinds(rule_set(tmp_path / "e.toml", HEAD.replace('"M"', '"Q"') + FREE_DAYS))[0][0] == "not_in_list"
    assert kinds(tmp_path) == [("no_rules", None, tmp_path.name)]
    assert kinds(tmp_path / "none.toml") == [("no_such_path", None, "none.toml")]


# -- layers ---------------------------------------------------------------------------------------


def test_lower_levels_override_higher_ones_in_order(tmp_path: Path) -> None:
    town = rule_set(
        tmp_path / "town.toml",
        HEAD + '[[rules]]\nrule_id = "quick_return"\nparameter = "hours"\nvalue = 11\nwho = "anna"\n',
    )
    rows = [
        "quick_return,hours,12,,U,2026-01-01,enheten",
        "quick_return,hours,13,g,G,2026-01-01,gruppen",
        "quick_return,hours,14,anna,P,2026-01-01,hon själv",
    ]
    found = []
    for count in range(len(rows) + 1):
        folder = case_with(tmp_path / str(count), "".join(f"{row}\n" for row in rows[:count]))
        case = Case(read_case(folder, KNOWN, read_rule_sets([town], KNOWN)).tables)
        (book,) = (one.rule for one in Book(rules(), case).entries if one.rule.id == "quick_return" and one.people)
        found.append(book.minimum)  # type: ignore[attr-defined]
    assert found == [
        hours(11),
        hours(12),
        hours(13),
        hours(14),
    ]  # the unit's word for all goes before the town's for her


def test_a_unit_may_tighten_what_others_have_decided_but_not_relax_it(tmp_path: Path) -> None:
    sets = read_rule_sets([rule_set(tmp_path / "town.toml", HEAD + FREE_DAYS + NEVER)], KNOWN)
    tight = case_with(tmp_path / "tight", "free_days,per_four_weeks,11,,U,2026-01-01,vi vill\n")
    book = Book(rules(), Case(read_case(tight, KNOWN, sets).tables))
    assert of("free_days", book).least == 11  # type: ignore[attr-defined]
    assert of("too_many_faces", book).hard
    loose = case_with(tmp_path / "loose", "free_days,per_four_weeks,9,,U,2026-01-01,vi kan\n", "too_many_faces,300\n")
    with pytest.raises(CaseError) as caught:
        read_case(loose, KNOWN, sets)
    assert [one.kind for one in caught.value.faults] == ["milder_than_allowed", "priced_though_never"]
    assert read_case(loose, KNOWN).tables.rules[0].value == "9"  # without the set nine is what the rule book says


def test_a_later_rule_set_may_not_relax_an_earlier_one(tmp_path: Path) -> None:
    town = rule_set(tmp_path / "town.toml", HEAD + FREE_DAYS)
    unit = rule_set(tmp_path / "unit.toml", (HEAD + FREE_DAYS).replace('"M"', '"U"').replace("10", "9"))
    with pytest.raises(RuleSetError) as caught:
        read_rule_sets([town, unit], KNOWN)
    assert [one.kind for one in caught.value.faults] == ["milder_than_allowed"]


def test_the_latest_date_that_has_come_governs() -> None:
    rows = [
        RuleRow(rule_id=RuleId("free_days"), parameter="per_four_weeks", value=value, owner="M", since=since)
        for value, since in (("12", date(2027, 5, 1)), ("10", date(2026, 1, 1)), ("11", date(2027, 1, 1)))
    ]
    for on, least in ((date(2025, 1, 1), 9), (date(2026, 6, 1), 10), (date(2027, 2, 1), 11), (date(2027, 5, 1), 12)):
        assert general(rules(), rows, [], on)[RuleId("free_days")].least == least  # type: ignore[attr-defined]


def test_a_price_of_the_unit_goes_before_the_towns() -> None:
    prices = [
        PriceRow(rule_id=RuleId("faces"), kronor=90),
        PriceRow(rule_id=RuleId("faces"), kronor=200, owner="M", since=date(2026, 1, 1)),
    ]
    assert general(rules(), [], prices, date(2027, 1, 1))[RuleId("faces")].price == 90


def test_a_row_for_somebody_elsewhere_is_said_and_harms_nobody(tmp_path: Path) -> None:
    text = HEAD + FREE_DAYS + 'who = "other unit"\n'
    read = read_case(case_with(tmp_path / "case"), KNOWN, read_rule_sets([rule_set(tmp_path / "t.toml", text)], KNOWN))
    assert [(one.kind, one.table, one.row) for one in read.warnings] == [("concerns_nobody", "t.toml", 5)]
    assert of("free_days", Book(rules(), Case(read.tables))).least == 9  # type: ignore[attr-defined]


def test_names_are_those_of_the_drawn_case() -> None:
    anna = drawn_case().everyone[EmployeeId("anna")]
    assert anna.names == (None, UnitId("u"), GroupId("g"), EmployeeId("anna"))
