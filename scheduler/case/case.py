"""The case: everything that is given, resolved from its tables and indexed for rules and search.

A `Case` is never changed. `focus` gives a cheap view of the same case that shows only some people, days or
recipients, so that a rule written for the whole case also re-reads just what an edit touched.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from copy import copy
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any, Literal, Self, TypeAlias

from scheduler.case.care import WINDOW, Recipient, Visit, recipient, visits
from scheduler.case.need import Need, Piece, needs, pieces
from scheduler.case.people import Employee
from scheduler.case.rows import AbsenceRow, CellRow, Setting, Tables
from scheduler.case.shifts import Row, Shift, ShiftType
from scheduler.case.wages import red_days
from scheduler.case.waivers import Waiver
from scheduler.case.wishes import VETOED_DAY, Wish, settled
from scheduler.clock import Clock, Minutes
from scheduler.ids import EmployeeId, GroupId, RecipientId, RuleId, ShiftCode, UnitId, VisitId
from scheduler.level import by_authority, concerning

FREE = ShiftCode("-")
TRAVEL_INSIDE = Minutes(5)
TRAVEL_BETWEEN = Minutes(15)
VETO_SHARE = Decimal("0.15")  # of the contract time; AB's ceiling as RULES tells it
Cells: TypeAlias = Mapping[EmployeeId, Mapping[int, ShiftType | None]]


class Case:
    """What one roster is made from. Days are numbered from 0; history lies before."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.memory: dict[Hashable, Any] = {}  # what others have worked out about this case, shared by its views
        period = tables.period[0]
        self.id = period.case_id
        self.setting = period.setting
        self.weeks = period.weeks or 4
        self.days = range(7 * self.weeks)
        self.clock = Clock(period.start, period.timezone or "Europe/Stockholm")
        self.shift_types: dict[ShiftCode, ShiftType] = {row.code: ShiftType.from_row(row) for row in tables.shift_types}
        self.employees: Mapping[EmployeeId, Employee] = self._people()
        self.everyone = self.employees  # views show fewer employees; this stays whole
        self.recipients: Mapping[RecipientId, Recipient] = {
            row.recipient_id: recipient(row) for row in tables.recipients
        }
        self.all_recipients = self.recipients  # whole in every view, as `everyone` is
        self.visits: Mapping[VisitId, Visit] = {visit.id: visit for visit in self._visits()}
        self.all_visits = self.visits
        self._indexed = False
        self.units_of: dict[GroupId, UnitId] = {row.group_id: row.unit_id for row in tables.groups}
        self.history: Cells = self._cells(tables.history)
        self.base_roster: Cells = self._cells(tables.base_roster)
        self.locks: Cells = self._cells(tables.locks)
        self.posted: Cells = self._cells(tables.posted)
        first_history = min((min(cells) for cells in self.history.values() if cells), default=0)
        self.first_day = min(first_history, -1)
        self._shifts = {
            (day, code): Shift.on(self.clock, day, kind)
            for day in range(self.first_day, len(self.days))
            for code, kind in self.shift_types.items()
        }
        self.shifts: tuple[Shift, ...] = tuple(self._shifts.values())
        self.needs: tuple[Need, ...] = needs(tables.demand, self.clock, len(self.days), self.red)

    # -- what rules ask ---------------------------------------------------------------------------

    def shift(self, day: int, code: ShiftCode) -> Shift:
        """The shift of that code on that day.

        Raises:
            KeyError: there is no such code, or the day is neither in the period nor in its history.
        """
        return self._shifts[day, code]

    @cached_property
    def frozen(self) -> range:
        """The days of the period that may no longer be changed."""
        until = self.tables.period[0].frozen_until
        return range(max(0, min(len(self.days), self.clock.day(until)))) if until else range(0)

    @property
    def is_home_care(self) -> bool:
        """Whether visits are planned; otherwise residents live in groups."""
        return self.setting is Setting.HOME_CARE

    @cached_property
    def red(self) -> frozenset[int]:
        """The days of the period that are public holidays."""
        first, last = self.clock.date(0), self.clock.date(len(self.days))
        return frozenset(self.clock.day(on) for on in red_days(first, last))

    @cached_property
    def history_of(self) -> Mapping[EmployeeId, Row]:
        """What each person worked before the period, in order."""
        return {
            who: Row(self._shifts[day, kind.code] for day, kind in _worked(self.history.get(who, {})))
            for who in self.everyone
        }

    def history_places(self, who: EmployeeId) -> Iterator[tuple[Shift, UnitId, GroupId | None]]:
        """The last day's shifts of history, which may run into the period, taken to lie at the person's home."""
        employee = self.everyone[who]
        for shift in self.history_of[who]:
            if shift.day == -1:
                yield shift, shift.type.unit or employee.unit, shift.type.group or employee.home

    def history_length(self, who: EmployeeId) -> int:
        """How many dates in a row the person worked up to the day before the period."""
        worked = {shift.day for shift in self.history_of[who]}
        day = -1
        while day in worked:
            day -= 1
        return -1 - day

    @cached_property
    def shifts_on(self) -> Mapping[int, tuple[Shift, ...]]:
        """Every shift that could start on each day, history's days included."""
        found: dict[int, list[Shift]] = {}
        for shift in self.shifts:
            found.setdefault(shift.day, []).append(shift)
        return {day: tuple(mine) for day, mine in found.items()}

    @property
    def nights_on(self) -> Mapping[int, tuple[Shift, ...]]:
        """The night shifts that could start on each day, history's days included."""
        known: Mapping[int, tuple[Shift, ...]] | None = self.memory.get("nights")
        if known is None:
            known = self.memory["nights"] = {
                day: tuple(shift for shift in shifts if shift.is_night) for day, shifts in self.shifts_on.items()
            }
        return known

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The needs, cut where possible shifts begin and end."""
        return pieces(self.needs, self.shifts)

    @cached_property
    def pieces_of(self) -> Mapping[Shift, tuple[Piece, ...]]:
        """The pieces of need that each shift covers in time, whatever its place."""
        found: dict[Shift, list[Piece]] = {}
        for piece in self.pieces:
            for shift in piece.shifts:
                found.setdefault(shift, []).append(piece)
        return {shift: tuple(mine) for shift, mine in found.items()}

    def pieces_at(self, who: EmployeeId, shift: Shift, unit: UnitId, group: GroupId | None) -> tuple[Piece, ...]:
        """The pieces of need in which the person's shift at that place is a head."""
        key = ("pieces", who, shift, unit, group)
        known: tuple[Piece, ...] | None = self.memory.get(key)
        if known is None:
            skills = self.everyone[who].skills
            known = self.memory[key] = tuple(
                piece
                for piece in self.pieces_of.get(shift, ())
                if piece.need.meets(unit, group) and (piece.need.skill is None or piece.need.skill in skills)
            )
        return known

    @cached_property
    def visits_of(self) -> Mapping[RecipientId, tuple[Visit, ...]]:
        """Each recipient's visits in the order of days."""
        found: dict[RecipientId, list[Visit]] = {who: [] for who in self.all_recipients}
        for visit in self.all_visits.values():
            found[visit.recipient.id].append(visit)
        return {who: tuple(sorted(mine, key=lambda visit: visit.earliest)) for who, mine in found.items()}

    @property
    def windows(self) -> range:
        """The whole 14-day windows in which faces are counted."""
        return range(len(self.days) // WINDOW)

    @cached_property
    def resident_groups(self) -> tuple[GroupId, ...]:
        """The groups in which recipients live."""
        return tuple(dict.fromkeys(recipient.group for recipient in self.recipients.values()))

    @cached_property
    def groups_of(self) -> Mapping[UnitId, tuple[GroupId, ...]]:
        """The groups of each unit."""
        found: dict[UnitId, list[GroupId]] = {}
        for group, unit in self.units_of.items():
            found.setdefault(unit, []).append(group)
        return {unit: tuple(groups) for unit, groups in found.items()}

    def travel(self, earlier: Visit, later: Visit) -> Minutes:
        """Minutes of travel from one visit to the next; none within one recipient."""
        here, there = earlier.recipient, later.recipient
        return Minutes(0) if here is there else self.travel_between(here.group, there.group)

    def legs(self, visits: Iterable[Visit]) -> list[Minutes]:
        """Minutes of travel from each visit to the next, for whoever asks thousands of times."""
        known, recipients = self._legs, [visit.recipient for visit in visits]
        return [
            Minutes(0) if one is next_one else known[one.group, next_one.group]
            for one, next_one in pairwise(recipients)
        ]

    def travel_between(self, earlier: GroupId, later: GroupId) -> Minutes:
        """Minutes of travel from a recipient of one group to another recipient of another, or the same, group."""
        known = self._travel.get((earlier, later))
        if known is not None:
            return known
        return TRAVEL_INSIDE if earlier == later else TRAVEL_BETWEEN

    @cached_property
    def _legs(self) -> Mapping[tuple[GroupId, GroupId], Minutes]:
        """Minutes of travel between any two groups that have recipients."""
        groups = {recipient.group for recipient in self.all_recipients.values()}
        return {(one, other): self.travel_between(one, other) for one in groups for other in groups}

    @cached_property
    def _travel(self) -> Mapping[tuple[GroupId, GroupId], Minutes]:
        return {(row.from_group, row.to_group): row.minutes for row in self.tables.travel}

    def may_make(self, who: EmployeeId, visit: Visit) -> bool:
        """Whether the employee has the skills for a visit and is not barred from the recipient."""
        return visit.skills <= self.everyone[who].skills and who not in visit.recipient.barred

    def knows(self, who: EmployeeId, unit: UnitId, group: GroupId | None) -> bool:
        """Whether a place is the employee's own or one she has been introduced to; a group makes its unit known."""
        employee = self.everyone[who]
        if employee.knows(unit, group):
            return True
        if group is not None:
            return self.units_of.get(group) in employee.introduced
        return any(self.units_of.get(GroupId(name)) == unit for name in (*employee.groups, *employee.introduced))

    @cached_property
    def wishes(self) -> Mapping[EmployeeId, tuple[Wish, ...]]:
        """Each person's wishes in date order, vetoes beyond the ceiling turned; none on an absent day."""
        asked: dict[EmployeeId, list[Wish]] = {who: [] for who in self.everyone}
        for row in self.tables.wishes:
            wish = Wish.from_row(row, self.clock)
            if wish.day in self.days and wish.day not in self.everyone[wish.employee].absent:
                asked[wish.employee].append(wish)
        return {
            who: tuple(sorted(self._settled(self.everyone[who], mine), key=lambda wish: wish.day))
            for who, mine in asked.items()
        }

    def _settled(self, employee: Employee, mine: Iterable[Wish]) -> tuple[Wish, ...]:
        """One person's wishes, the vetoes beyond her ceiling turned."""
        veto = RuleId("veto")
        share = self._number(veto, "share", VETO_SHARE, employee)
        day = self._number(veto, "minutes", Decimal(VETOED_DAY), employee)
        return settled(mine, None if employee.hourly else employee.agreed, share, day)

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """What people have leave to break."""
        return tuple(Waiver.of(row, self.clock) for row in self.tables.waivers)

    @cached_property
    def ledger(self) -> Mapping[tuple[EmployeeId, str], Decimal]:
        """Fairness points carried in, by employee and kind."""
        found: dict[tuple[EmployeeId, str], Decimal] = {}
        for row in self.tables.ledger:
            key = (row.employee_id, row.kind)
            found[key] = found.get(key, Decimal(0)) + row.points
        return found

    def parameter(self, rule: RuleId, name: str, employee: Employee | None = None) -> str | None:
        """The value the case gives a parameter, as written, for rules that share one: for everybody or for one."""
        rows = [row for row in self.tables.rules if row.rule_id == rule and row.parameter == name]
        held = concerning(rows, employee.names if employee else (None,), self.clock.date(0))
        return held[-1].value if held else None

    def price(self, rule: RuleId) -> float | Literal["default"] | None:
        """The price the case gives a rule: kronor, `None` when never to be broken, or the rule's own."""
        held = by_authority((row for row in self.tables.prices if row.rule_id == rule), self.clock.date(0))
        if not held:
            return "default"
        return None if held[-1].kronor == "never" else float(held[-1].kronor)

    def _number(self, rule: RuleId, name: str, default: Decimal, employee: Employee) -> Decimal:
        text = self.parameter(rule, name, employee)
        return default if text is None else Decimal(text.strip().replace(",", "."))

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the tables: two cases with the same one are the same case."""
        return sha256(self.tables.model_dump_json().encode()).hexdigest()[:16]

    # -- views ------------------------------------------------------------------------------------

    def focus(
        self,
        people: Collection[EmployeeId] | None = None,
        days: Collection[int] | None = None,
        recipients: Collection[RecipientId] | None = None,
    ) -> Self:
        """The same case showing only some people, the visits and needs of some days, or some recipients' visits."""
        if not self._indexed:
            self._index()
        view = copy(self)
        if people is not None:
            view.employees = {who: one for who, one in self.employees.items() if who in people}
        if days is not None:
            view.__dict__["pieces"] = tuple(piece for day in days for piece in self.pieces_on.get(day, ()))
            here = (visit for day in days for visit in self.visits_on.get(day, ()))
            view.visits = {visit.id: visit for visit in here if visit.recipient.id in self.recipients}
        if recipients is not None:
            view.recipients = {who: one for who, one in self.recipients.items() if who in recipients}
            view.__dict__.pop("resident_groups", None)
            view.visits = {visit.id: visit for who in view.recipients for visit in self.visits_of[who]}
        return view

    def _index(self) -> None:
        """Work out every index before a view is made, so that all views share them."""
        self._indexed = True
        for name, index in vars(Case).items():
            if isinstance(index, cached_property):
                getattr(self, name)

    @cached_property
    def pieces_on(self) -> Mapping[int, tuple[Piece, ...]]:
        """The pieces of the needs of each day."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.need.day, []).append(piece)
        return {day: tuple(mine) for day, mine in found.items()}

    @cached_property
    def visits_on(self) -> Mapping[int, tuple[Visit, ...]]:
        """The visits of each day."""
        found: dict[int, list[Visit]] = {}
        for visit in self.all_visits.values():
            found.setdefault(visit.day, []).append(visit)
        return {day: tuple(mine) for day, mine in found.items()}

    # -- reading the tables ------------------------------------------------------------------------

    def _people(self) -> dict[EmployeeId, Employee]:
        absences: dict[EmployeeId, list[AbsenceRow]] = {}
        for absence in self.tables.absences:
            absences.setdefault(absence.employee_id, []).append(absence)
        return {
            row.employee_id: Employee.from_row(row, absences.get(row.employee_id, []), self.clock, self.weeks)
            for row in self.tables.employees
        }

    def _visits(self) -> Iterable[Visit]:
        present = {
            row.recipient_id: range(
                max(0, self.clock.day(row.first)) if row.first else 0,
                min(len(self.days), self.clock.day(row.last) + 1) if row.last else len(self.days),
            )
            for row in self.tables.recipients
        }
        return visits(self.tables.visits, self.recipients, present, self.clock, len(self.days))

    def _cells(self, rows: Iterable[CellRow]) -> Cells:
        found: dict[EmployeeId, dict[int, ShiftType | None]] = {}
        for row in rows:
            kind = None if row.shift_code == FREE else self.shift_types[row.shift_code]
            found.setdefault(row.employee_id, {})[self.clock.day(row.date)] = kind
        return found


def _worked(cells: Mapping[int, ShiftType | None]) -> Iterator[tuple[int, ShiftType]]:
    for day in sorted(cells):
        kind = cells[day]
        if kind is not None:
            yield day, kind
