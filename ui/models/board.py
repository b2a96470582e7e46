"""The day's board (bảng ngày): which days are shown, their figures, what waits, and where each thing is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk.model.board import Span
from desk.model.deadline import VIETNAM
from desk.model.events import Event
from desk.model.people import Session
from desk.work.board import Board, Waiting, board
from desk.work.counter import Counter, counter
from desk.work.month_report import lay_month_report
from ui.models.pause import pause_before
from ui.models.window import WindowModel
from ui.runner import Failure

GATHER_MS = 400
"""Events that come close together cause one counting."""

MINUTE_MS = 60_000
"""How often it is counted anew while nothing happens: an hour promised passes by itself."""

DELIVERIES = "deliveries"
"""The room of what waits to leave the office, where there is one."""


class View(StrEnum):
    """How long a span is shown: a day (ngày), a week (tuần), a month (tháng)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class WaitKind(StrEnum):
    """What waits, in the order it is shown."""

    LATE = "late"
    DUE = "due"
    PEOPLE = "people"
    STAMPS = "stamps"
    UNCHECKED = "unchecked"
    STACKS = "stacks"


@dataclass(frozen=True)
class Wait:
    """One kind of work that waits.

    Attributes:
        count: How many things.
        dossier: The dossier to begin with; "" = none in particular. `at` when that is or was due.
        papers: Of the evening's stacks.
    """

    kind: WaitKind
    count: int
    dossier: str = ""
    at: datetime | None = None
    papers: int = 0


def waits(waiting: Waiting | None) -> tuple[Wait, ...]:
    """List what waits, kinds of which there is nothing left out."""
    if waiting is None:
        return ()
    rows = waiting.rows
    listed = (
        Wait(WaitKind.LATE, rows.late, rows.due_first, rows.due_first_at),
        Wait(WaitKind.DUE, rows.due - rows.late, "" if rows.late else rows.due_first,
             None if rows.late else rows.due_first_at),
        Wait(WaitKind.PEOPLE, rows.people),
        Wait(WaitKind.STAMPS, rows.stamps),
        Wait(WaitKind.UNCHECKED, rows.unchecked, rows.unchecked_in),
        Wait(WaitKind.STACKS, waiting.stacks, papers=waiting.stack_papers),
    )  # fmt: skip
    return tuple(one for one in listed if one.count)


class BoardModel(QObject):
    """Count a span while the board is looked at, and again when something happens.

    Attributes:
        view: How long a span is.
        board: Its figures, or None before the first counting.
        failure: Why it could not be counted, or None.

    Signals:
        changed: something of the above is another now.
        laid: (path of the report, any day of its month).
    """

    changed = Signal()
    laid = Signal(object, object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = View.DAY
        self.board: Board | None = None
        self.failure: Failure | None = None
        self._day: date | None = None
        self._asked = self._under_way = 0
        self._watched = False
        self._gather = pause_before(self.read, GATHER_MS, self)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.read)
        model.runner.happened.connect(self._heard)
        model.session.changed.connect(self._session_changed)

    @property
    def now(self) -> datetime:
        """Return the present moment at the counter, in Vietnam."""
        desk = self._model.session.desk
        return desk.clock.now().astimezone(VIETNAM) if desk is not None else datetime.min.replace(tzinfo=VIETNAM)

    @property
    def span(self) -> Span:
        """Return the span that is shown, or will be; without a day chosen it goes with today."""
        day = self._day or self.now.date()
        return {View.DAY: Span.day, View.WEEK: Span.week, View.MONTH: Span.month}[self.view](day)

    @property
    def of_today(self) -> bool:
        """Tell whether the span holds today."""
        return self.now.date() in self.span.days

    # -- which days ------------------------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Show a day, a week or a month around the same day."""
        if view is not self.view:
            self.view = view
            self.read()

    def step(self, by: int) -> None:
        """Go to the span before or behind; never behind today."""
        span = self.span
        day = span.last + timedelta(days=1) if by > 0 else span.first - timedelta(days=1)
        today = self.now.date()
        if day <= today:
            self._day = day
            if self.of_today:
                self._day = None
            self.read()

    def go_to_today(self) -> None:
        """Show the span of today, and go with it over midnight."""
        self._day = None
        self.read()

    # -- counting --------------------------------------------------------------------------------------------------

    def watch(self, *, here: bool) -> None:
        """Note whether the board is looked at; only then it is counted."""
        self._watched = here
        if not here:
            self._minute.stop()
            self._gather.stop()
        else:
            self._minute.start()
            self.read()

    def read(self) -> None:
        """Count the span away from the window's thread; while one counting runs, the next waits for it."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or not self._watched:
            return
        self._asked += 1
        if self._under_way:
            return
        self._under_way, span = self._asked, self.span
        self._model.runner.work(
            lambda _progress: board(desk, who, span), lambda found: self._came(found, who), self._failed
        )

    def _came(self, found: Board, who: Session) -> None:
        if found.span == self.span and self._model.session.who is who:
            self.board, self.failure = found, None
            self._model.solve("board")
            self.changed.emit()
        self._ended()

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        self._model.tell_failure("board", failure)
        self.changed.emit()
        self._ended()

    def _ended(self) -> None:
        again = self._asked != self._under_way
        self._under_way = 0
        if again and self._watched:
            self.read()

    def _heard(self, events: Sequence[Event]) -> None:
        del events
        if self._watched and not self._gather.isActive():  # a long scan tells of its sides all the time
            self._gather.start()

    def _session_changed(self) -> None:
        if self._model.session.who is None:
            self.board, self._day, self.view = None, None, View.DAY
            self.changed.emit()

    # -- acts ------------------------------------------------------------------------------------------------------

    def lay_report(self) -> None:
        """Lay the report of the month shown, to be looked at and printed."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        month = self.span.last.replace(day=1)
        self._model.runner.work(
            lambda _progress: lay_month_report(desk, who, month), lambda laid: self._told(laid.file, month),
            lambda failure: self._model.tell_failure("board", failure),
        )  # fmt: skip

    def _told(self, path: Path, month: date) -> None:
        self.laid.emit(path, month)

    def lead(self, wait: Wait) -> None:
        """Go where a thing that waits is done."""
        if wait.kind is WaitKind.STACKS:
            self._model.go("evening")
        elif wait.kind is not WaitKind.UNCHECKED and DELIVERIES in self._model.rooms:
            self._model.go(DELIVERIES)
        elif wait.dossier:
            self._take_up(wait.dossier)
        else:
            self._model.go("register" if wait.kind in (WaitKind.PEOPLE, WaitKind.STAMPS) else "counter")

    def _take_up(self, code: str) -> None:
        """Take a dossier up at the counter, unless it is there already."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        if self._model.counter.code == code:
            self._model.go("counter")
            return
        looked: Callable[[], Counter] = lambda: counter(desk, who, code, again=True)  # noqa: E731 -- typed for `ask`
        self._model.runner.ask(looked, self._found, lambda failure: self._model.tell_failure("board", failure))

    def _found(self, found: Counter) -> None:
        self._model.counter.next_citizen()
        self._model.counter.arrival.citizen = found.citizen
        self._model.counter.arrival.go_on(found.dossier)
        self._model.go("counter")
