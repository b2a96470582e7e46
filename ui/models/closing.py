"""Closing a book (khóa sổ): what was closed, what keeps it open, whether its chain is whole, which months are bound."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desk.model.deadline import VIETNAM
from desk.model.people import Session
from desk.ports import Desk
from desk.work.binding import BoundMonth, bind_month, bound_months
from desk.work.closing import (
    BookState,
    Closing,
    book_state,
    check_chain,
    close_day,
    close_year,
    closing_record,
    take_out_chain,
)
from desk.work.register import register
from ui.models.window import WindowModel
from ui.runner import Failure

T = TypeVar("T")

KEY = "closing"
"""Of the notices of this screen."""


@dataclass(frozen=True)
class Chain:
    """What a check of the chain gave: its lines, and the place of the first that does not fit, or None."""

    lines: int
    broken: int | None


class ClosingModel(QObject):
    """Hold how one book of one year stands, and carry out what closes it.

    Attributes:
        state: The book as it stands, or None before the first reading.
        name: The book's name as it stands on copies.
        months: Months with numbers, over or not, in order; `bound` those that were printed to be bound.
        chain: What the last check gave, or None before it.
        busy: Something is under way.
        failure: Why the book cannot be read, or None.

    Signals:
        changed: something of the above is another now.
        closed: the `Closing` just made.
    """

    changed = Signal()
    closed = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._book: tuple[str, int] | None = None
        self.state: BookState | None = None
        self.name = ""
        self.months: tuple[int, ...] = ()
        self.bound: tuple[BoundMonth, ...] = ()
        self.chain: Chain | None = None
        self.busy = False
        self.failure: Failure | None = None

    @property
    def today(self) -> date:
        """Return the day it is at the counter."""
        desk = self._model.session.desk
        return desk.clock.now().astimezone(VIETNAM).date() if desk is not None else date.min

    @property
    def next_month(self) -> int | None:
        """Return the first month with numbers that is over and was not printed to be bound, or None."""
        if self.state is None:
            return None
        bound, year = {one.month for one in self.bound}, self.state.year
        over = [month for month in self.months if self.today > date(year, month, monthrange(year, month)[1])]
        return next((month for month in over if month not in bound), None)

    @property
    def running_month(self) -> int | None:
        """Return the month with numbers that is not over yet, or None."""
        year = self.state.year if self.state is not None else 0
        last = self.months[-1] if self.months else 0
        running = last and self.today <= date(year, last, monthrange(year, last)[1])
        return last if running else None

    def read(self, book: tuple[str, int] | None = None) -> None:
        """Read how a book stands, and check its chain with it; None is the book shown, or the one in use."""
        if book is not None and book != self._book:
            self._book, self.chain, self.state = book, None, None

        def carry_out(desk: Desk, who: Session) -> _Read:
            symbol, year = self._book if self._book is not None else (None, None)
            found = register(desk, who, year, symbol)
            months = tuple(sorted({entry.day.month for entry in found.entries}))
            state = book_state(desk, who, found.year, found.book)
            bound = tuple(bound_months(desk, who, found.book, found.year))
            return _Read(state, found.name, months, bound, Chain(*check_chain(desk, who, found.year, found.book)))

        self._run(carry_out, self._came)

    def _came(self, found: "_Read") -> None:
        self.failure = None
        self._book = (found.state.book, found.state.year)
        self.state, self.name, self.months = found.state, found.name, found.months
        self.bound, self.chain = found.bound, found.chain

    # -- acts ------------------------------------------------------------------------------------------------------

    def close_day(self, words: str) -> None:
        """Close today's page of the book."""
        state = self.state
        if state is not None:
            self._act(lambda desk, who: close_day(desk, who, state.book), lambda made: self._made(made, words))

    def close_year(self, words: str) -> None:
        """Close the year; no number is taken from this book any more."""
        state = self.state
        if state is not None:
            self._act(
                lambda desk, who: close_year(desk, who, state.year, state.book), lambda made: self._made(made, words)
            )

    def _made(self, closing: Closing, words: str) -> None:
        self._model.history.add(words)
        self.closed.emit(closing)
        self.read()

    def lay_record(self, closing: Closing, then: Callable[[Path], None]) -> None:
        """Lay the record of a closing where a person finds it, and tell where."""
        self._act(lambda desk, _who: closing_record(desk, closing), then)

    def take_out(self, file: Path, words: str) -> None:
        """Write the chain with the program that checks it beside."""
        state = self.state
        if state is not None:
            self._act(
                lambda desk, who: take_out_chain(desk, who, file, state.year, state.book),
                lambda _: self._model.history.tell(words),
            )

    def bind(self, month: int, file: Path, words: str) -> None:
        """Write one month to be printed and bound."""
        state = self.state
        if state is None:
            return

        def bound(_: BoundMonth) -> None:
            self._model.history.add(words)
            self.read()

        self._act(lambda desk, who: bind_month(desk, who, month, file, state.year, state.book), bound)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _act(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        self._run(verb, done, tell=True)

    def _run(
        self, verb: Callable[[Desk, Session], T], done: Callable[[T], None], *, tell: bool = False
    ) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        self.busy = True
        self.changed.emit()

        def finish(value: T) -> None:
            self.busy = False
            self._model.solve(KEY)
            done(value)
            self.changed.emit()

        def failed(failure: Failure) -> None:
            self.busy = False
            if not tell:
                self.failure = failure
            self._model.tell_failure(KEY, failure)
            self.changed.emit()

        self._model.runner.work(lambda _progress: verb(desk, who), finish, failed)


@dataclass(frozen=True)
class _Read:
    state: BookState
    name: str
    months: tuple[int, ...]
    bound: tuple[BoundMonth, ...]
    chain: Chain
