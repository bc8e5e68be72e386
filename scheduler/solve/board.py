"""The board: what can still be decided, as one CP-SAT model that rules speak to in phrases.

Cells and visits that are not free are known, and every phrase about them is a `Fixed` literal, so that the
model holds only what this board may change. A rule says what is owed; the board decides how: a hard charge is
held at zero where the plan it starts from holds it, and otherwise made small before anything else.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Any, TypeAlias, TypeVar

from ortools.sat.python import cp_model

from scheduler.book import Book, Entry
from scheduler.case.care import Recipient, Visit
from scheduler.case.case import Case
from scheduler.case.need import Piece
from scheduler.case.shifts import Shift, ShiftType
from scheduler.case.wages import MONEY
from scheduler.case.wishes import Wish
from scheduler.charge import (
    FALSE,
    TRUE,
    Amount,
    Apart,
    Charge,
    Clash,
    Clashes,
    Fixed,
    Largest,
    Least,
    Literal,
    Over,
    Pause,
    Steps,
    Sum,
    Under,
    When,
    Worst,
)
from scheduler.clock import Instant
from scheduler.ids import EmployeeId, GroupId, RecipientId, RuleId, UnitId, VisitId
from scheduler.plan import Duty, Plan
from scheduler.rule import Rule
from scheduler.solve.choices import Choice, choices, origin_of
from scheduler.solve.faces import faces_at_home, faces_in_group
from scheduler.solve.packing import Bicliques, bicliques
from scheduler.solve.rounds import Rounds

HARD = 10_000 * MONEY  # what a raw unit of a hard amount weighs while it cannot be held at zero
WAIVED = MONEY  # and where somebody has leave to break it: so little that it gives way to other hard rules
MANY = 4  # literals of one shift from which one number stands for them
CELLS = 1 << 40  # cells are numbered from here, beyond every literal's own number
Elastic: TypeAlias = Callable[[RuleId, EmployeeId | None], bool]
Subject = TypeVar("Subject", RecipientId, GroupId)


@dataclass(frozen=True)
class Freedom:
    """What a board may change; everything else is as the plan has it."""

    cells: Mapping[EmployeeId, Collection[int]]
    visits: Mapping[VisitId, tuple[Instant, ...]]  # each with the starts to choose among
    carers: Mapping[VisitId, Collection[EmployeeId]] = field(default_factory=dict)  # who is tried; all, unless named


class Board:
    """One CP-SAT model of some cells and visits of a case, the rest held as a plan has it."""

    def __init__(
        self,
        book: Book,
        plan: Plan,
        freedom: Freedom,
        *,
        elastic: Elastic = lambda rule, who: False,
        everyone: bool = False,
        measure: bool = False,
        with_visits: bool = True,
        shared: float = 1.0,
        personal: float = 1.0,
    ) -> None:
        """Set up the literals; `post` adds the rules.

        Args:
            book: the rules, and the case they are in force for.
            plan: what holds where nothing is free, and the hint where something is.
            freedom: the cells and visits to decide.
            elastic: which hard rules cannot be held at zero here, by rule and person.
            everyone: let rules speak of all people and recipients, also those with nothing free.
            measure: owe every amount at weight one, to be read after solving, whatever its price.
            with_visits: whether the visit plan is spoken of at all.
            personal: what people's own soft charges weigh, money really paid apart, while only the roster is laid.
            shared: what charges that are nobody's own weigh, need above all, while others are yet to be placed.
        """
        self.book = book
        self.case: Case = book.case
        self.plan = plan
        self.freedom = freedom = _thawed(freedom, self.case)
        self.model = cp_model.CpModel()
        self.people: tuple[EmployeeId, ...] = ()
        self.recipients: tuple[Recipient, ...] = ()
        self.visits: tuple[Visit, ...] = ()
        self.plans_visits = with_visits and self.case.is_home_care
        self.owed: dict[RuleId, Sum] = {}  # raw amounts, when measuring
        self._elastic = elastic
        self._waived = {(waiver.rule, waiver.who) for waiver in book.case.waivers}
        self._everyone = everyone
        self._measure = measure
        self._shared = shared
        self._personal = personal
        self._objective = Sum()
        self._works: dict[EmployeeId, dict[Shift, Any]] = {}
        self._placed: dict[EmployeeId, dict[Choice, Any]] = {}
        self._free: dict[EmployeeId, frozenset[int]] = {
            who: frozenset(days) for who, days in freedom.cells.items() if days
        }
        self._held = {who: frozenset(plan.shifts_of(who)) for who in self.case.everyone}
        self._held_on: dict[tuple[EmployeeId, int], list[Shift]] = {}
        for who in self.case.everyone:
            for shift in plan.shifts_of(who):
                here = self._held_on.setdefault((who, shift.day), [])
                if shift not in here:
                    here.append(shift)
        self._known: dict[Hashable, Any] = {}
        self._ranges: dict[int, tuple[int, int]] = {}  # of what is a number, not a literal
        self._lay_cells()
        self.rounds = Rounds(self) if self.plans_visits else None
        self._stage()

    # -- phrases: the roster -------------------------------------------------------------------------

    def works(self, who: EmployeeId, shift: Shift) -> Any:
        """The literal that the employee works the shift; known for history and held cells."""
        if shift.day in self._free.get(who, ()):
            return self._works[who].get(shift, FALSE)
        return TRUE if shift in self._held[who] else FALSE

    def placed(self, who: EmployeeId, shift: Shift, unit: UnitId, group: GroupId | None) -> Any:
        """The literal that the employee works the shift at that place."""
        if shift.day in self._free.get(who, ()):
            return self._placed[who].get(Choice(shift, unit, group), FALSE)
        for duty in self.plan.duties.get(who, ()):
            if duty.shift is shift and duty.unit == unit and duty.group == group:
                return TRUE
        return FALSE

    def places(self, who: EmployeeId) -> Iterator[tuple[Shift, UnitId, GroupId | None, Any]]:
        """Every shift with a place that the employee works or could work, the night into the period too."""
        for choice, literal in self._placed.get(who, {}).items():
            yield choice.shift, choice.unit, choice.group, literal
        for duty in self.plan.duties.get(who, ()):
            if duty.shift.day not in self._free.get(who, ()):
                yield duty.shift, duty.unit, duty.group, TRUE
        for shift, unit, group in self.case.history_places(who):
            yield shift, unit, group, TRUE

    def options(self, who: EmployeeId, day: int) -> list[Shift]:
        """The shifts that the employee works or could work on that day; empty after the last day."""
        if day in self._free.get(who, ()):
            return self._options[who, day]
        return self._held_on.get((who, day), [])

    def one_of(self, who: EmployeeId, shifts: Iterable[Shift]) -> Any:
        """The literal that one of these shifts of one and the same date is worked (both ways)."""
        wanted = tuple(shifts)
        key = ("one", who, wanted)
        if key not in self._known:
            total = self.count(who, wanted)
            if not total.literals:
                self._known[key] = TRUE if total.constant else FALSE
            elif total.constant:
                self._known[key] = TRUE
            elif len(total.literals) == 1:
                self._known[key] = total.literals[0]
            else:
                up = self.model.new_bool_var("")
                self.model.add(self._expression(total) == up)
                self._known[key] = up
        return self._known[key]

    def works_on(self, who: EmployeeId, day: int) -> Any:
        """The literal that a shift starts on that day (both ways)."""
        return self.one_of(who, self.case.shifts_on.get(day, ()))

    def is_free(self, who: EmployeeId) -> bool:
        """Whether any cell of the person can still be decided."""
        return who in self._free

    def works_night(self, who: EmployeeId, day: int) -> Any:
        """The literal that a night starts on that day (both ways)."""
        return self.one_of(who, self.case.nights_on.get(day, ()))

    def differs(self, who: EmployeeId, day: int, kind: ShiftType | None) -> Any:
        """The literal that a cell is not as written (both ways); `None` is free."""
        if day not in self._free.get(who, ()):
            return TRUE if self.plan.differs(who, day, kind) else FALSE
        return self.works_on(who, day) if kind is None else ~self.works(who, self.case.shift(day, kind.code))

    def refused(self, wish: Wish) -> Any:
        """The literal that a wish is refused (both ways)."""
        unlike_free = self.case.memory.get(wish)
        if unlike_free is None:
            unlike_free = self.case.memory[wish] = tuple(
                shift for shift in self.case.shifts_on[wish.day] if wish.granted_by(shift) != wish.granted_by(None)
            )
        literal = self.one_of(wish.employee, unlike_free)
        return literal if wish.granted_by(None) else ~literal

    def count(self, who: EmployeeId, shifts: Iterable[Shift]) -> Sum:
        """How many of the shifts are worked."""
        return Sum.of(self.works(who, shift) for shift in shifts)

    def number(self, total: Sum) -> Sum:
        """The same total as one number, where many charges speak of it."""
        if len(total.literals) < 2:
            return total
        number = self._number(*self._bounds(total))
        self.model.add(self._expression(total) == number)
        return Sum().add(number)

    def paid(self, who: EmployeeId) -> Sum:
        """The paid minutes of the period."""
        total = Sum()
        for day in self.case.days:
            for shift in self.options(who, day):
                total.add(self.works(who, shift), shift.paid)
        return total

    def any_of(self, literals: Iterable[Literal]) -> Any:
        """A literal that is up exactly when one of these is."""
        return self._join(literals, exact=True)

    def met(self, literals: Iterable[Literal]) -> Any:
        """A literal that is up when any of these is; only its being up may be charged (one way)."""
        return self._join(literals, exact=False)

    def met_once(self, exclusive: Iterable[Iterable[Literal]]) -> Any:
        """`met` of groups of literals, of each of which at most one is up: one row a group, a stronger one."""
        groups: list[list[Any]] = [[literal for literal in group if literal is not FALSE] for group in exclusive]
        if any(_has(group, TRUE) for group in groups):
            return TRUE
        if sum(map(len, groups)) <= 1:
            return self.met(literal for group in groups for literal in group)
        up = self.model.new_bool_var("")
        for group in groups:
            if len(group) == 1:
                self.model.add_implication(group[0], up)
            elif group:
                self.model.add_at_most_one([*group, ~up])
        return up

    def part(self, total: Sum, share: Fraction) -> Sum:
        """The least whole number that is a share of a total, or more; exact when made small."""
        least, most = (ceil(share * bound) for bound in self._bounds(total))
        if not total.literals:
            return Sum(least)
        up = self._number(least, most)
        self.model.add(share.denominator * up >= share.numerator * self._expression(total))
        return Sum().add(up)

    def beyond(self, total: Sum, times: int, steps: Iterable[tuple[int, int]], shares: int) -> Sum:
        """Of so many times a total: some shares for each unit beyond each limit, `shares` of them making one.

        Exact when made small.
        """
        scaled = Sum().plus(total, times)
        found = Sum()
        for limit, each in steps:
            found.plus(self._excess(scaled, limit), each)
        return self.part(found, Fraction(1, shares))

    def lulls(self, dates: Sequence[Iterable[Literal]], length: int) -> Sum:
        """How often a whole `length` of dates goes by with none of their literals up; exact when made small.

        A run of m such dates holds m // length of them: as many as the dates it takes to mark every stretch.
        """
        open_dates: list[list[Any]] = [[literal for literal in date if literal is not FALSE] for date in dates]
        if all(not date or _has(date, TRUE) for date in open_dates):
            free = "".join(" " if date else "." for date in open_dates).split()
            return Sum(sum(len(run) // length for run in free))
        marks: dict[int, Any] = {}
        for first in range(len(open_dates) - length + 1):
            stretch = range(first, first + length)
            literals = [literal for day in stretch for literal in open_dates[day]]
            if not _has(literals, TRUE):
                for day in stretch:
                    if day not in marks:
                        marks[day] = self.model.new_bool_var("")
                self.model.add_bool_or([*literals, *(marks[day] for day in stretch)])
        return Sum.of(marks.values())

    def any_of_at_most(self, literals: Iterable[Literal]) -> Any:
        """A literal that may be up only when one of these is; it may save something, never cost (one way)."""
        unknown: list[Any] = []
        for literal in literals:
            if literal is TRUE:
                return TRUE
            if literal is not FALSE:
                unknown.append(literal)
        if len(unknown) <= 1:
            return unknown[0] if unknown else FALSE
        up = self.model.new_bool_var("")
        self.model.add_bool_or([~up, *unknown])
        return up

    def all_of(self, literals: Iterable[Literal]) -> Any:
        """A literal that is up exactly when all of these are."""
        return ~self.any_of(~literal for literal in literals)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of need whose heads are still open; all of them when everyone is spoken of."""
        if self._everyone:
            return self.case.pieces
        heads = self._heads()
        return tuple(piece for piece in self.case.pieces if heads[piece].literals)

    def staffing(self, piece: Piece) -> Sum:
        """How many heads a piece of need has."""
        return self._heads()[piece]

    def tallied(self, constant: int, by_shift: Mapping[Shift, list[Any]]) -> Sum:
        """A constant and the number of literals that are true, given shift by shift.

        Where many could work the same shift one number stands for them all: a shift covers many pieces of need,
        and rows of a few numbers are far lighter than rows of everybody's literals.
        """
        total = Sum(constant)
        total.is_count = True
        for literals in by_shift.values():
            if len(literals) < MANY:
                total.literals.extend(literals)
            else:
                total.literals.append(self._tally(literals))
                total.is_count = False
        total.weights = [1] * len(total.literals)
        return total

    def _tally(self, literals: list[Any]) -> Any:
        key = ("tally", tuple(literal.index for literal in literals))
        if key not in self._known:
            number = self._number(0, len(literals))
            self.model.add(cp_model.LinearExpr.sum(literals) == number)
            self._known[key] = number
        return self._known[key]

    def weighed(self, who: EmployeeId, weight: Callable[[Shift, Instant | None], int]) -> Sum:
        """The sum of a weight over the shifts of the period; the plan's break of a shift is known to the weight."""
        pauses = {duty.shift: duty.pause for duty in self.plan.duties.get(who, ())}
        total = Sum()
        for day in self.case.days:
            for shift in self.options(who, day):
                total.add(self.works(who, shift), weight(shift, pauses.get(shift)))
        return total

    # -- phrases: the visits -------------------------------------------------------------------------

    def meetings(self, visit: Visit) -> Iterable[tuple[Instant, EmployeeId, Any]]:
        """Every start and carer the visit has or could have, with the literal; exclusive between starts."""
        return self.rounds.meetings(visit) if self.rounds else ()

    def starts(self, visit: Visit) -> Iterable[tuple[Instant, Any]]:
        """Every start the visit has or could have, with the literal; exclusive."""
        return self.rounds.starts(visit) if self.rounds else ()

    def made(self, visit: Visit) -> Any:
        """The literal that the visit is made (both ways)."""
        return self.rounds.made(visit) if self.rounds else FALSE

    def faces(self) -> Iterator[Sum]:
        """How many employees each recipient, or group of residents, meets in each window; to be made small."""
        if self.plans_visits:
            for recipient in self.recipients:
                yield from self._faces(recipient.id, faces_at_home)
        elif not self.case.is_home_care:
            for group in self.case.resident_groups:
                yield from self._faces(group, faces_in_group)

    def _faces(self, subject: Subject, of: Callable[["Board", Subject], Iterable[Sum]]) -> tuple[Sum, ...]:
        key = ("faces", subject)
        if key not in self._known:
            self._known[key] = tuple(of(self, subject))
        return self._known[key]  # type: ignore[no-any-return]

    def travel(self, who: EmployeeId) -> Sum:
        """Minutes of travel between the employee's consecutive visits; to be made small."""
        return self.rounds.travel(who) if self.rounds else Sum()

    # -- rules ---------------------------------------------------------------------------------------

    @property
    def measures(self) -> bool:
        """Whether amounts are owed to be read, and nothing is searched for."""
        return self._measure

    def post(self) -> None:
        """Let every rule of the book post its charges, and set the objective."""
        for entry in self.book.entries:
            self.post_entry(entry)
        self.close()

    def post_entry(self, entry: Entry) -> None:
        """Let one rule post its charges for those it governs."""
        self._stage(entry)
        clashes: dict[tuple[bool | None, float | None, EmployeeId | None], list[Clash]] = {}
        for charge in entry.rule.post(self):
            if isinstance(charge, Clash):
                clashes.setdefault((charge.hard, charge.price, charge.who), []).append(charge)
            elif isinstance(charge, Clashes):
                self._owe_table(entry.rule, charge)
            else:
                self._owe(entry.rule, charge)
        for found in clashes.values():
            self._clash(entry.rule, found)
        self._stage()

    def guide(self, total: Sum, limit: int, weight: int) -> None:
        """Charge what a total falls short of a limit by, outside every rule (a search's own guide)."""
        if total.literals:
            self._objective.plus(self._excess(total, limit, below=True), round(weight * self._shared))

    def close(self) -> None:
        """Finish the model: conflicts between visits and breaks, and the objective."""
        if self.rounds:
            self.rounds.close()
        self.model.minimize(self._expression(self._objective))

    # -- answers -------------------------------------------------------------------------------------

    def hint(self) -> None:
        """Hint the plan's own values."""
        for who, literals in self.cell_literals():
            mine = {Choice(duty.shift, duty.unit, duty.group) for duty in self.plan.duties.get(who, ())}
            shifts = {choice.shift for choice in mine}
            for literal, choice, shift in literals:
                self.model.add_hint(literal, choice in mine if choice else shift in shifts)
        if self.rounds:
            self.rounds.hint()

    def pin(self, plan: Plan) -> None:
        """Add that every free cell and visit is as in a plan."""
        for who, placed in self._placed.items():
            mine = {Choice(duty.shift, duty.unit, duty.group) for duty in plan.duties.get(who, ())}
            for choice, literal in placed.items():
                self.model.add(literal == (choice in mine))
        if self.rounds:
            self.rounds.pin(plan)

    def answer(self, value: Callable[[Any], bool]) -> Plan:
        """The plan that a solution says, given the value of each literal."""
        rows: dict[EmployeeId, list[Duty]] = {}
        for who, placed in self._placed.items():
            kept = [duty for duty in self.plan.duties.get(who, ()) if duty.shift.day not in self._free[who]]
            known = {Choice(duty.shift, duty.unit, duty.group): duty for duty in self.plan.duties.get(who, ())}
            for choice, literal in placed.items():
                if value(literal):
                    old = known.get(choice)
                    kept.append(old or Duty(*choice, origin_of(self.case, who, choice.shift)))
            rows[who] = kept
        plan = self.plan.with_duties(rows)
        return self.rounds.answer(plan, value) if self.rounds else plan

    def offered(self, who: EmployeeId) -> Mapping[Choice, Any]:
        """The literal of each choice that the person is offered in her free cells."""
        return self._placed.get(who, {})

    @property
    def objective(self) -> Sum:
        """What the board makes small, in parts of a krona."""
        return self._objective

    def cell_literals(self) -> Iterator[tuple[EmployeeId, Iterator[tuple[Any, Choice | None, Shift]]]]:
        """Each literal of every free cell once: of a shift at a place, or (no choice) of a shift at some place."""
        for who, placed in self._placed.items():
            yield who, self._literals_of(placed, self._works[who])

    def _literals_of(
        self, placed: Mapping[Choice, Any], works: Mapping[Shift, Any]
    ) -> Iterator[tuple[Any, Choice | None, Shift]]:
        for choice, literal in placed.items():
            yield literal, choice, choice.shift
        known = {literal.index for literal in placed.values()}
        for shift, literal in works.items():
            if literal.index not in known:
                yield literal, None, shift

    # -- inside: cells -------------------------------------------------------------------------------

    def _lay_cells(self) -> None:
        self._options: dict[tuple[EmployeeId, int], list[Shift]] = {}
        self._cell_of: dict[int, int] = {}  # at most one literal of a cell is up
        for who, days in self._free.items():
            works: dict[Shift, Any] = {}
            placed: dict[Choice, Any] = {}
            for day in sorted(days):
                by_shift: dict[Shift, list[Choice]] = {}
                for choice in choices(self.case, self.plan, who, day):
                    by_shift.setdefault(choice.shift, []).append(choice)
                cell = CELLS + 2 * len(self._options)
                for shift, here in by_shift.items():
                    works[shift] = self.model.new_bool_var("")
                    self._cell_of[works[shift].index] = cell
                    if len(here) == 1:
                        placed[here[0]] = works[shift]
                        continue
                    for choice in here:
                        placed[choice] = self.model.new_bool_var("")
                        self._cell_of[placed[choice].index] = cell + 1
                    self.model.add_exactly_one([~works[shift], *(placed[choice] for choice in here)])
                self._options[who, day] = list(by_shift)
                if len(by_shift) > 1:
                    self.model.add_at_most_one([works[shift] for shift in by_shift])
            self._works[who] = works
            self._placed[who] = placed

    def _heads(self) -> dict[Piece, Sum]:
        found: dict[Piece, Sum] | None = self._known.get("heads")
        if found is not None:
            return found
        heads = dict.fromkeys(self.book.case.pieces, 0)
        could: dict[Piece, dict[Shift, list[Any]]] = {}
        for who in self.case.everyone:
            certain: set[Piece] = set()
            open_to: dict[Piece, dict[Shift, list[Any]]] = {}
            for shift, unit, group, literal in self.places(who):
                mine = self.book.case.pieces_at(who, shift, unit, group)
                if literal is TRUE:
                    certain.update(mine)
                else:
                    for piece in mine:
                        open_to.setdefault(piece, {}).setdefault(shift, []).append(literal)
            for piece in certain:
                heads[piece] += 1
            for piece, shifts in open_to.items():
                if piece not in certain:  # there she is one head, whatever more she works
                    for shift, literals in self._one_head(shifts).items():
                        could.setdefault(piece, {}).setdefault(shift, []).extend(literals)
        found = {piece: self.tallied(count, could.get(piece, {})) for piece, count in heads.items()}
        self._known["heads"] = found
        return found

    def _one_head(self, shifts: dict[Shift, list[Any]]) -> dict[Shift, list[Any]]:
        """The literals that count one person in a need, shift by shift.

        Shifts of two dates may overlap and are one head; a search, which keeps people's rest, has no use for that.
        """
        if not self._measure or len({shift.day for shift in shifts}) < 2:
            return shifts
        first = next(iter(shifts))
        return {first: [self.any_of(literal for literals in shifts.values() for literal in literals)]}

    def _stage(self, entry: Entry | None = None) -> None:
        """Show the rules those they govern."""
        case = self.book.case
        self.case = entry.view(case) if entry else case
        everyone = self._everyone
        self.people = tuple(who for who in self.case.employees if everyone or who in self._free)
        if not self.plans_visits:
            self.visits, self.recipients = (), ()
            return
        if everyone:
            self.visits = tuple(self.case.visits.values())
            self.recipients = tuple(self.case.recipients.values())
            return
        self.visits = tuple(self.case.visits[name] for name in self.freedom.visits if name in self.case.visits)
        self.recipients = tuple(
            recipient
            for recipient in dict.fromkeys(visit.recipient for visit in self.visits)
            if recipient.id in self.case.recipients
        )

    @property
    def rounds_people(self) -> tuple[EmployeeId, ...]:
        """The people whose rounds this board may change, or all when everyone is spoken of."""
        if self._everyone or not self.rounds:
            return self.people
        return tuple(who for who in self.case.employees if who in self.rounds.carers)

    # -- inside: charges -----------------------------------------------------------------------------

    def _holds(self, rule: Rule, charge: Charge) -> bool:
        hard = rule.hard if charge.hard is None else charge.hard
        if not hard or self._measure or (rule.id, charge.who) in self._waived:
            return False
        return not self._elastic(rule.id, charge.who)

    def _weight(self, rule: Rule, charge: Charge) -> int:
        if self._measure:
            return 1
        if rule.hard if charge.hard is None else charge.hard:
            return WAIVED if (rule.id, charge.who) in self._waived else HARD
        price = charge.price if charge.price is not None else float(rule.price or 0) / rule.per
        if charge.who is None:
            return round(price * MONEY * self._shared)
        return round(price * MONEY * (1 if rule.is_cost else self._personal))

    def _owe(self, rule: Rule, charge: Charge) -> None:
        if isinstance(charge, Pause):
            if self.rounds:
                held = self._holds(rule, charge)
                self.rounds.want_pause(charge, None if held else partial(self._book_amount, rule, charge))
            return
        if isinstance(charge, Under | Over) and not self._measure and _out_of_reach(charge):
            return  # nothing on this board can change it
        if self._holds(rule, charge):
            self._hold(charge)
            return
        if isinstance(charge, Steps):
            self._owe_steps(rule, charge)
        elif self._weight(rule, charge):
            self._book_amount(rule, charge, self._amount(charge))

    def _owe_steps(self, rule: Rule, charge: Steps) -> None:
        """A literal for each step: as each costs more than the one before, the first are taken first."""
        over = _minus(charge.total, charge.limit)
        most = -(-self._bounds(over)[1] // charge.size)
        taken = Sum()
        for number, price in enumerate(charge.prices[:most]):
            last = number == len(charge.prices) - 1
            step: Any = self._number(0, most - number) if last else self.model.new_bool_var("")
            taken.add(step, charge.size)
            self._book_amount(rule, replace(charge, price=price), Sum().add(step))
        if taken.literals:
            self.model.add(self._expression(over) <= self._expression(taken))

    def _book_amount(self, rule: Rule, charge: Charge, amount: Sum) -> None:
        self._objective.plus(amount, self._weight(rule, charge))
        if self._measure:
            self.owed.setdefault(rule.id, Sum()).plus(amount)

    def _amount(self, charge: Charge) -> Sum:
        """The amount owed, exact when it is made as small as can be."""
        match charge:
            case Over(total=total, limit=limit, times=times):
                return Sum().plus(self._excess(total, limit), times)
            case Under(total=total, limit=limit, times=times):
                return Sum().plus(self._excess(total, limit, below=True), times)
            case Apart(total=total, target=target, tolerance=tolerance):
                return self._largest([_minus(total, target + tolerance), _minus(total, target - tolerance, -1)])
            case Amount(total=total):
                return total
            case Largest(totals=totals):
                return self._largest(list(totals))
            case When(literals=literals, amount=amount):
                return self.worst([(literals, amount)])
            case Worst(cases=cases):
                return self.worst(list(cases))
            case Least(candidates=candidates, who=who):
                assert who is not None
                return self._least(who, candidates)
            case _:
                raise TypeError(f"no way to owe a {type(charge).__name__}")

    def _hold(self, charge: Charge) -> None:
        """Add that nothing is owed."""
        match charge:
            case Over(total=total, limit=limit) | Steps(total=total, limit=limit):
                self._at_most(total, limit)
            case Under(total=total, limit=limit):
                self._at_most(_minus(total, 0, -1), -limit)
            case Apart(total=total, target=target, tolerance=tolerance):
                self._at_most(total, target + tolerance)
                self._at_most(_minus(total, 0, -1), tolerance - target)
            case Amount(total=total):
                self._at_most(total, 0)
            case Largest(totals=totals):
                for total in totals:
                    self._at_most(total, 0)
            case When(literals=literals, amount=amount):
                self._not_all(literals, amount)
            case Worst(cases=cases):
                for literals, amount in cases:
                    self._not_all(literals, amount)
            case Least(candidates=candidates, who=who):
                assert who is not None
                self._hold_least(who, candidates)
            case _:
                raise TypeError(f"no way to hold a {type(charge).__name__}")

    def _at_most(self, total: Sum, limit: int) -> None:
        if self._bounds(total)[1] > limit:
            self.model.add(self._expression(total) <= limit)

    def _not_all(self, literals: Iterable[Literal], amount: int) -> None:
        if amount <= 0:
            return
        unknown = [literal for literal in literals if literal is not TRUE]
        if not _has(unknown, FALSE):
            self.model.add_bool_or([~literal for literal in unknown])

    def _excess(self, total: Sum, limit: int, *, below: bool = False) -> Sum:
        return self._largest([_minus(total, limit, -1 if below else 1)])

    def _largest(self, totals: list[Sum]) -> Sum:
        """The largest of some totals and zero; exact when made small."""
        known = max([0, *(total.constant for total in totals if not total.literals)])
        bounds = [(total, *self._bounds(total)) for total in totals if total.literals]
        reaching = [(total, least, most) for total, least, most in bounds if most > known]
        if not reaching:
            return Sum(known)
        if len(reaching) == 1 and reaching[0][1] >= known:
            return reaching[0][0]  # it never falls below the rest: no variable of its own
        up = self._number(known, max(most for _, _, most in reaching))
        for total, _, _ in reaching:
            self.model.add(self._expression(total) <= up)
        return Sum().add(up)

    def _number(self, least: int, most: int) -> Any:
        number = self.model.new_int_var(least, most, "")
        self._ranges[number.index] = (least, most)
        return number

    def _bounds(self, total: Sum) -> tuple[int, int]:
        """Bounds on a total, knowing that at most one of a cell's literals is up, and how far numbers reach."""
        weights: dict[int, int] = {}
        for literal, weight in zip(total.literals, total.weights, strict=True):
            weights[literal.index] = weights.get(literal.index, 0) + weight
        least: dict[int, int] = {}
        most: dict[int, int] = {}
        cells, ranges = self._cell_of, self._ranges
        for index, weight in weights.items():
            if index in ranges:
                least[index], most[index] = sorted(weight * end for end in ranges[index])
                continue
            cell = cells.get(index, index)  # a literal outside the cells, or negated, stands alone
            if weight < 0:
                least[cell] = min(least.get(cell, 0), weight)
            else:
                most[cell] = max(most.get(cell, 0), weight)
        return total.constant + sum(least.values()), total.constant + sum(most.values())

    def worst(self, cases: Iterable[tuple[Iterable[Literal], int]]) -> Sum:
        """The largest amount whose literals are all up; exact when made small."""
        totals = []
        for literals, amount in cases:
            unknown = [literal for literal in literals if literal is not TRUE]
            if amount > 0 and not _has(unknown, FALSE):
                totals.append(Sum.of(unknown, amount).plus(Sum(amount * (1 - len(unknown)))))
        if len(totals) == 1 and len(totals[0].literals) == 1 and totals[0].constant == 0:
            return totals[0]
        if totals and all(total.most == totals[0].most for total in totals) and totals[0].literals:
            amount = totals[0].most  # one price for all: a literal serves better than a number
            up = self.model.new_bool_var("")
            for total in totals:
                self.model.add_bool_or([up, *(~literal for literal in total.literals)])
            return Sum().add(up, amount)
        return self._largest(totals)

    def _least(self, who: EmployeeId, candidates: Iterable[tuple[tuple[Shift, ...], int]]) -> Sum:
        """The smallest amount among the candidates whose shifts the person works none of."""
        chosen: list[tuple[Any, int]] = []
        best: int | None = None
        tried: set[int] = set()
        for shifts, amount in sorted(candidates, key=lambda candidate: candidate[1]):
            free = self._none_of(who, shifts)
            if free is FALSE:
                continue
            if free is TRUE:
                best = amount
                break
            if free.index in tried:
                continue  # alike in what is offered here, and not less short
            tried.add(free.index)
            if amount:
                # A literal of this charge alone: another may know the same shifts and owe them otherwise.
                taken = self.model.new_bool_var("")
                self.model.add_implication(taken, free)
                free = taken
            chosen.append((free, amount))
        if not chosen:
            return Sum(best or 0)
        total = Sum()
        for free, amount in chosen:
            total.add(free, amount)
        if best is not None:
            last = self.model.new_bool_var("")
            chosen.append((last, best))
            total.add(last, best)
        self.model.add_bool_or([free for free, _ in chosen])
        return total

    def _hold_least(self, who: EmployeeId, candidates: Iterable[tuple[tuple[Shift, ...], int]]) -> None:
        ways = []
        for shifts, amount in candidates:
            if amount <= 0:
                free = self._none_of(who, shifts)
                if free is TRUE:
                    return
                if free is not FALSE:
                    ways.append(free)
        self.model.add_bool_or(ways)

    def _none_of(self, who: EmployeeId, shifts: Iterable[Shift]) -> Any:
        """A literal that may be up only if the employee works none of the shifts (one way only)."""
        by_day: dict[int, list[Any]] = {}
        for shift in shifts:
            literal = self.works(who, shift)
            if literal is TRUE:
                return FALSE
            if literal is not FALSE:
                by_day.setdefault(shift.day, []).append(literal)
        if not by_day:
            return TRUE
        key = (
            "none",
            who,
            tuple(sorted(literal.index for literals in by_day.values() for literal in literals)),
        )
        if key not in self._known:
            free = self.model.new_bool_var("")
            for literals in by_day.values():
                # One row a date: at most one shift starts on it, so this is as strong as one each.
                self.model.add_at_most_one([free, *literals])
            self._known[key] = free
        return self._known[key]

    def _join(self, literals: Iterable[Literal], *, exact: bool) -> Any:
        unknown: list[Any] = []
        for literal in literals:
            if literal is TRUE:
                return TRUE
            if literal is not FALSE:
                unknown.append(literal)
        if not unknown:
            return FALSE
        if len(unknown) == 1:
            return unknown[0]
        up = self.model.new_bool_var("")
        for literal in unknown:
            # Implications, not one sum: tighter in the relaxation.
            self.model.add_implication(literal, up)
        if exact:
            self.model.add_bool_or([*unknown, ~up])
        return up

    def _clash(self, rule: Rule, clashes: list[Clash]) -> None:
        one = clashes[0]
        people = self.people if one.who is None else (one.who,)
        self._owe_packed(rule, one, people, _packed(clashes))

    def _owe_table(self, rule: Rule, charge: Clashes) -> None:
        key = ("packed", id(charge.table))
        known = self.case.memory.get(key)
        if known is None:
            # With the table itself, so that no other can come to bear its number.
            known = self.case.memory[key] = (charge.table, _packed(charge.table))
        people = self.people if charge.people is None else charge.people
        self._owe_packed(rule, charge, people, known[1])

    def _owe_packed(
        self, rule: Rule, charge: Charge, people: Iterable[EmployeeId], groups: tuple["Packed", ...]
    ) -> None:
        for who in people:
            like = Charge(who=who, hard=charge.hard, price=charge.price)
            if self._holds(rule, like):
                for packed in groups:
                    self._hold_clash(who, packed)
            elif self._weight(rule, like):
                for packed in groups:
                    self._book_amount(rule, like, self._clash_amount(who, packed))

    def _hold_clash(self, who: EmployeeId, packed: "Packed") -> None:
        for clash in packed.apart:
            self._not_all(self._parts(who, clash), clash.amount)
        for block in packed.held:
            early = self._unknown(who, block.left)
            late = self._unknown(who, block.right)
            if early is None and late is None:
                self.model.add_bool_or([])  # both held: nothing on this board can mend it
            elif early is None or late is None:
                for literal in early or late or ():
                    self.model.add(literal == 0)
            elif early and late:
                self.model.add_at_most_one([*early, *late])

    def _clash_amount(self, who: EmployeeId, packed: "Packed") -> Sum:
        totals: list[Sum] = []
        for clash in packed.apart:
            parts = self._parts(who, clash)
            if not _has(parts, FALSE):
                unknown = [part for part in parts if part is not TRUE]
                totals.append(Sum.of(unknown, clash.amount).plus(Sum(clash.amount * (1 - len(unknown)))))
        for block in packed.blocks:
            total = Sum(-block.amount)
            for shift in (*block.left, *block.right):
                total.add(self.works(who, shift), block.amount)
            totals.append(total)
        return self._largest(totals)

    def _parts(self, who: EmployeeId, clash: Clash) -> list[Any]:
        shifts = dict.fromkeys((clash.earlier, clash.later, *clash.others))
        return [self.works(who, shift) for shift in shifts]

    def _unknown(self, who: EmployeeId, shifts: Iterable[Shift]) -> list[Any] | None:
        """The literals still open; `None` when one of the shifts is worked for certain."""
        literals = [self.works(who, shift) for shift in shifts]
        if _has(literals, TRUE):
            return None
        return [literal for literal in literals if literal is not FALSE]

    def _expression(self, total: Sum) -> Any:
        if not total.literals:
            return cp_model.LinearExpr.constant(total.constant)
        return cp_model.LinearExpr.weighted_sum(total.literals, total.weights) + total.constant


def _thawed(freedom: Freedom, case: Case) -> Freedom:
    """What is left of a freedom when nothing of the days that are frozen may change."""
    if not case.frozen:
        return freedom
    cells = {who: frozenset(days).difference(case.frozen) for who, days in freedom.cells.items()}
    visits = {name: starts for name, starts in freedom.visits.items() if case.visits[name].day not in case.frozen}
    return replace(freedom, cells=cells, visits=visits)


def _out_of_reach(charge: Under | Over) -> bool:
    """Whether a count, or what is known, settles already that nothing more can be owed."""
    total = charge.total
    if not total.literals:
        return True
    if not total.is_count:
        return False
    if isinstance(charge, Under):
        return total.constant >= charge.limit
    return total.constant + len(total.literals) <= charge.limit


def _minus(total: Sum, limit: int, sign: int = 1) -> Sum:
    """`sign` times what the total is above the limit."""
    return Sum(-sign * limit).plus(total, sign)


@dataclass(frozen=True)
class Packed:
    """Clashes of one key: pairs as blocks, the others one by one."""

    blocks: tuple[Bicliques, ...]
    held: tuple[Bicliques, ...]  # the same pairs whatever their amounts, which are all to be nothing
    apart: tuple[Clash, ...]


def _packed(clashes: Iterable[Clash]) -> tuple[Packed, ...]:
    """The clashes of each key, packed."""
    groups: dict[Hashable, list[Clash]] = {}
    for clash in clashes:
        key = clash.key if clash.key is not None else (clash.earlier.day, clash.later.day)
        groups.setdefault(key, []).append(clash)
    return tuple(_pack(found) for found in groups.values())


def _pack(clashes: list[Clash]) -> Packed:
    pairs: dict[tuple[int, int], dict[tuple[Shift, Shift], int]] = {}
    apart = []
    for clash in clashes:
        earlier, later = clash.earlier, clash.later
        if clash.others or earlier is later or earlier.day == later.day:
            apart.append(clash)
        elif clash.amount > 0:
            pairs.setdefault((earlier.day, later.day), {})[earlier, later] = clash.amount
    found = [pairs[days] for days in sorted(pairs)]
    return Packed(
        blocks=tuple(block for amounts in found for block in bicliques(amounts)),
        held=tuple(block for amounts in found for block in bicliques(dict.fromkeys(amounts, 1))),
        apart=tuple(apart),
    )


def _has(literals: Iterable[Any], fixed: Fixed) -> bool:
    # By identity: `in` would ask the solver's variables whether they are equal, and they answer with a constraint.
    return any(literal is fixed for literal in literals)
