"""The next period's case: this one moved on by its own length, with what was worked as its history.

What stands until somebody changes it is carried as it is: people, shifts, need, recipients, prices and decisions.
What counts up is counted: hours become a balance, and each rule says what it wants remembered. What was said of dates
that have passed is left out. Everything that was carried, moved or left out is told in a sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from scheduler.book import Book
from scheduler.case.rows import (
    AbsenceRow,
    CellRow,
    DemandRow,
    EmployeeRow,
    HolidayWorkedRow,
    LedgerRow,
    PeriodRow,
    RecipientRow,
    Row,
    Tables,
    VisitRow,
)
from scheduler.case.shifts import Shift
from scheduler.clock import Minutes
from scheduler.ids import EmployeeId
from scheduler.plan import Plan
from scheduler.text import Language, Text

HISTORY = 28  # days that are remembered: four whole weeks, so that weekends in a row are seen too
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # the end of a case's name that we have put there
Kept = TypeVar("Kept", bound=Row)

MOVED = Text(
    sv="Perioden {before}–{before_last} följs av {first}–{last}. Underlaget heter {name}.",
    en="The period {before} to {before_last} is followed by {first} to {last}. The case is called {name}.",
)
POSTED = Text(sv="Schemat anslås {posted}.", en="The roster is posted on {posted}.")
REMEMBERED = Text(
    sv="Historik: {count} pass från {first} till {last}.", en="History: {count} shifts from {first} to {last}."
)
TWICE = Text(
    sv="{count} gånger arbetades två pass samma datum. Historiken rymmer ett: det som slutade sist.",
    en="Two shifts of one date were worked {count} times. History holds one of them: the one that ended last.",
)
BALANCES = Text(
    sv="Timsaldon: {over} medarbetare har arbetat mer än avtalat, tillsammans {more:span}, och {under} mindre, "
    "tillsammans {less:span}.",
    en="Balances: {over} employees have worked more than agreed, {more:span} in all, and {under} less, {less:span} "
    "in all.",
)
CONTRACTS = Text(
    sv="Se över: {count} medarbetare har avtalad tid i klartext. Den följer med som den är, också om den gällde "
    "frånvaro i den gamla perioden.",
    en="Worth a look: {count} employees have their contract minutes written out. They are carried as they are, even "
    "if they allowed for an absence in the old period.",
)
LEDGER = Text(
    sv="Rättvisesaldon: {count}, varav {changed} ändrade av den gamla periodens schema.",
    en="Ledger: {count} balances, of which {changed} changed by the old period's roster.",
)
HOLIDAYS = Text(
    sv="Storhelger: {count} medarbetare har arbetat en storhelg i den gamla perioden.",
    en="Big holidays: {count} were worked by an employee in the old period.",
)
BASE = Text(
    sv="Grundschemat går på {cycle} v. Den nya perioden börjar med dess vecka {week}.",
    en="The base roster goes round in {cycle} weeks. The new period begins with its week {week}.",
)
SWAPPED = Text(
    sv="Perioden har ett udda antal veckor: {count} besöksserier byter udda mot jämna veckor, eller tvärtom.",
    en="The period has an odd number of weeks: {count} series of visits change odd weeks for even, or the reverse.",
)
ABSENT = Text(
    sv="Frånvaro som når in i den nya perioden eller ligger efter dess start: {count}.",
    en="Absences that reach into the new period or lie after its start: {count}.",
)
CREDIT = Text(
    sv="Se över: {count} av dem började i den gamla perioden med avräknade minuter i klartext. De är tömda; den nya "
    "periodens vardagar räknas.",
    en="Worth a look: {count} of them began in the old period with credit written out. It has been emptied; the "
    "Mondays to Fridays in the new period count.",
)
KEPT = Text(
    sv="Följer med som de är: {tables}.",
    en="Carried as they are: {tables}.",
)
LEFT = Text(
    sv="Lämnas, för de hör till den gamla perioden: {tables}.",
    en="Left out, for they belong to the old period: {tables}.",
)
NAMES: Mapping[str, Text] = {
    "shift_types": Text(sv="passtyper ({count})", en="shift types ({count})"),
    "demand": Text(sv="rader bemanningskrav ({count})", en="rows of need ({count})"),
    "recipients": Text(sv="brukare ({count})", en="recipients ({count})"),
    "visits": Text(sv="besöksserier ({count})", en="series of visits ({count})"),
    "travel": Text(sv="restider ({count})", en="travel times ({count})"),
    "pairs": Text(sv="par ({count})", en="pairs ({count})"),
    "rules": Text(sv="beslut om regler ({count})", en="decisions on rules ({count})"),
    "prices": Text(sv="priser ({count})", en="prices ({count})"),
    "wishes": Text(sv="önskemål ({count})", en="wishes ({count})"),
    "absences": Text(sv="frånvaro ({count})", en="absences ({count})"),
    "posted": Text(sv="anslagna celler ({count})", en="posted cells ({count})"),
    "locks": Text(sv="låsta pass ({count})", en="locks ({count})"),
    "waivers": Text(sv="avsteg ({count})", en="waivers ({count})"),
}


@dataclass(frozen=True)
class Said:
    """One thing that was done."""

    words: Text
    values: Mapping[str, Any]

    def said(self, language: Language) -> str:
        """It as a sentence."""
        return self.words.in_(language, **self.values)


@dataclass(frozen=True)
class Count:
    """So many rows of some tables, in words."""

    rows: Mapping[str, int]

    def text(self) -> Text:
        """Them all, one after the other."""
        each = [(NAMES[name], count) for name, count in self.rows.items() if count]
        return Text(
            sv=", ".join(words.in_(Language.SWEDISH, count=count) for words, count in each),
            en=", ".join(words.in_(Language.ENGLISH, count=count) for words, count in each),
        )


@dataclass(frozen=True)
class NextPeriod:
    """The tables of the next period's case, and what was done to make them."""

    tables: Tables
    told: tuple[Said, ...]


def next_period(book: Book, plan: Plan) -> NextPeriod:
    """The case that follows a case whose plan was worked."""
    return _Turn(book, plan).made()


class _Turn:
    """From one period to the next."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self.book = book
        self.case = book.case
        self.plan = plan
        self.old = book.case.tables
        self.length = len(book.case.days)
        self.start = book.case.clock.date(self.length)
        self.told: list[Said] = []
        self.left: dict[str, int] = {}

    def made(self) -> NextPeriod:
        rows: dict[str, tuple[Row, ...]] = {
            "period": (self._period(),),
            "history": self._history(),
            "employees": self._employees(),
            **self._remembered(),
            "base_roster": self._base_roster(),
            **self._care(),
            "absences": self._absences(),
            **self._dated(),
        }
        given = {name: new for name, new in rows.items() if new or name in self.old.model_fields_set}
        tables = self.old.model_copy(update=given)
        standing = ("shift_types", "demand", "recipients", "visits", "travel", "pairs", "rules", "prices")
        self._tell(KEPT, tables=Count({name: len(getattr(tables, name)) for name in standing}).text())
        if any(self.left.values()):
            self._tell(LEFT, tables=Count(self.left).text())
        return NextPeriod(tables, tuple(self.told))

    def _tell(self, words: Text, **values: Any) -> None:
        self.told.append(Said(words, values))

    def _kept(self, name: str, rows: Iterable[Kept], stays: Callable[[Kept], bool]) -> tuple[Kept, ...]:
        """The rows that stay; those that do not are counted."""
        every = tuple(rows)
        kept = tuple(row for row in every if stays(row))
        self.left[name] = len(every) - len(kept)
        return kept

    # -- the calendar -----------------------------------------------------------------------------

    def _period(self) -> PeriodRow:
        row = self.old.period[0]
        step = timedelta(days=self.length)
        moved = row.model_copy(
            update={
                "case_id": f"{_DATED.sub('', row.case_id)}-{self.start}",
                "start": self.start,
                "posted": row.posted and row.posted + step,
                "frozen_until": row.frozen_until and self.start,
            }
        )
        last = timedelta(days=self.length - 1)
        self._tell(
            MOVED,
            before=row.start,
            before_last=row.start + last,
            first=self.start,
            last=self.start + last,
            name=moved.case_id,
        )
        if moved.posted:
            self._tell(POSTED, posted=moved.posted)
        return moved

    def _base_roster(self) -> tuple[CellRow, ...]:
        """The base roster of the new period's dates: the same rotation, taken up where the old period left it."""
        cells = {(row.employee_id, self.case.clock.day(row.date)): row for row in self.old.base_roster}
        if not cells:
            return ()
        cycle = self._cycle(cells)
        people = dict.fromkeys(who for who, _ in cells)
        self._tell(BASE, cycle=cycle, week=self.case.weeks % cycle + 1)
        found = ((day, cells.get((who, (self.length + day) % (7 * cycle)))) for who in people for day in self.case.days)
        return tuple(
            row.model_copy(update={"date": self.start + timedelta(days=day)}) for day, row in found if row is not None
        )

    def _cycle(self, cells: Mapping[tuple[EmployeeId, int], CellRow]) -> int:
        """The fewest weeks after which everybody's base roster repeats; the period's own where it does not."""
        codes = {key: row.shift_code for key, row in cells.items()}

        def repeats(weeks: int) -> bool:
            later = range(7 * weeks, self.length)
            return all(
                codes.get((who, day)) == codes.get((who, day - 7 * weeks))
                for who in dict.fromkeys(who for who, _ in codes)
                for day in later
            )

        return next(weeks for weeks in range(1, self.case.weeks + 1) if repeats(weeks))

    def _has_passed(self, row: DemandRow) -> bool:
        return "-" in row.day and date.fromisoformat(row.day) < self.start

    # -- what is counted --------------------------------------------------------------------------

    def _history(self) -> tuple[CellRow, ...]:
        """What everybody worked in the last weeks, the old history's included where the period is short."""
        first, twice = self.length - HISTORY, 0
        found: list[CellRow] = []
        for who in self.case.everyone:
            worked: dict[int, Shift] = {}
            for shift in self.plan.shifts_of(who):
                if shift.day >= first:
                    twice += shift.day in worked
                    worked[shift.day] = max(worked.get(shift.day, shift), shift, key=lambda one: one.end)
            rows = ((self.case.clock.date(day), shift.code) for day, shift in sorted(worked.items()))
            found.extend(CellRow(employee_id=who, date=on, shift_code=code) for on, code in rows)
        dates = [row.date for row in found]
        if dates:
            self._tell(REMEMBERED, count=len(found), first=min(dates), last=max(dates))
        if twice:
            self._tell(TWICE, count=twice)
        return tuple(found)

    def _employees(self) -> tuple[EmployeeRow, ...]:
        rows = tuple(self._employee(row) for row in self.old.employees)
        balances = [row.balance_minutes or 0 for row in rows if not row.hourly]
        more, less = [one for one in balances if one > 0], [-one for one in balances if one < 0]
        self._tell(BALANCES, over=len(more), more=sum(more), under=len(less), less=sum(less))
        written = sum(row.contract_minutes is not None and not row.hourly for row in rows)
        if written:
            self._tell(CONTRACTS, count=written)
        return rows

    def _employee(self, row: EmployeeRow) -> EmployeeRow:
        """The employee with what she has worked above her contract, or less, as her balance."""
        employee = self.case.everyone[row.employee_id]
        if employee.hourly:
            return row
        paid = sum(shift.paid for shift in self.plan.roster_of(employee.id))
        balance = (paid + employee.balance - employee.agreed).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return row.model_copy(update={"balance_minutes": Minutes(int(balance)) or None})

    def _remembered(self) -> Mapping[str, tuple[Row, ...]]:
        """The ledger and the big holidays with what each rule wants remembered."""
        ledger = {(row.employee_id, row.kind): row for row in self.old.ledger}
        before = {key: row.points for key, row in ledger.items()}
        holidays = {(row.employee_id, row.holiday, row.year): row for row in self.old.holidays_worked}
        known = len(holidays)
        for rule in self.book.rules.values():
            for row in rule.remembered(self.case, self.plan):
                if isinstance(row, HolidayWorkedRow):
                    holidays.setdefault((row.employee_id, row.holiday, row.year), row)
                else:
                    key = (row.employee_id, row.kind)
                    ledger[key] = ledger.get(key, row).model_copy(update={"points": row.points})
        rows: tuple[LedgerRow, ...] = tuple(row for row in ledger.values() if row.points)
        changed = sum(before.get((row.employee_id, row.kind)) != row.points for row in rows)
        self._tell(LEDGER, count=len(rows), changed=changed)
        if len(holidays) > known:
            self._tell(HOLIDAYS, count=len(holidays) - known)
        return {"ledger": rows, "holidays_worked": tuple(holidays.values())}

    # -- what reaches into the new period ---------------------------------------------------------

    def _absences(self) -> tuple[AbsenceRow, ...]:
        """Those that have not ended; the credit of one that began before was the old period's."""
        kept = self._kept("absences", self.old.absences, lambda row: row.last >= self.start)
        credited = [row for row in kept if row.first < self.start and row.credit_minutes is not None]
        if kept:
            self._tell(ABSENT, count=len(kept))
        if credited:
            self._tell(CREDIT, count=len(credited))
        return tuple(row.model_copy(update={"credit_minutes": None}) if row in credited else row for row in kept)

    def _dated(self) -> Mapping[str, tuple[Row, ...]]:
        """What was said of single dates, as far as they are still to come."""
        old, start = self.old, self.start
        demand = self._kept("demand", old.demand, lambda row: not self._has_passed(row))
        wishes = self._kept("wishes", old.wishes, lambda row: row.date >= start)
        posted = self._kept("posted", old.posted, lambda row: row.date >= start)
        locks = self._kept("locks", old.locks, lambda row: row.date >= start)
        waivers = self._kept("waivers", old.waivers, lambda row: (row.last or row.first) >= start)
        return {"demand": demand, "wishes": wishes, "posted": posted, "locks": locks, "waivers": waivers}

    def _care(self) -> Mapping[str, tuple[Row, ...]]:
        """Recipients who are still there, and their visits in step with the calendar."""
        recipients: tuple[RecipientRow, ...] = self._kept(
            "recipients", self.old.recipients, lambda row: row.last is None or row.last >= self.start
        )
        there = {row.recipient_id for row in recipients}
        series = [self._in_step(row) for row in self.old.visits]
        kept = self._kept("visits", series, lambda row: row.recipient_id in there and bool(row.days))
        swapped = sum(row.weeks in _OTHER for row in kept)
        if swapped and self.case.weeks % 2:
            self._tell(SWAPPED, count=swapped)
        return {"recipients": recipients, "visits": kept}

    def _in_step(self, row: VisitRow) -> VisitRow:
        """A series on the dates that are left of it; odd weeks are even ones after an odd number of weeks."""
        if "-" in row.days:
            left = (day for day in row.days.split("|") if date.fromisoformat(day) >= self.start)
            row = row.model_copy(update={"days": "|".join(left)})
        if self.case.weeks % 2 and row.weeks in _OTHER:
            return row.model_copy(update={"weeks": _OTHER[row.weeks]})
        return row


_OTHER = {"odd": "even", "even": "odd"}
