"""What waits to leave the office, and what left (việc chờ gửi): looked at by filters, each line led to its place."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desk.model.events import Event
from desk.model.people import Session
from desk.model.waiting import WaitingCount
from desk.work.intake import receipt_slip
from desk.work.waiting_work import Line, Sort, counted, deliveries
from ui.models.pause import pause_before
from ui.models.status import CHANGES
from ui.models.window import Letter, WindowModel
from ui.runner import Failure

GATHER_MS = 250
"""Events that come close together cause one look."""


class Filter(StrEnum):
    """Which lines are shown."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    TODAY = "today"
    TO_HAND = "to-hand"
    COPIES = "copies"
    STUCK = "stuck"
    HANDED = "handed"

    def holds(self, line: Line) -> bool:
        """Tell whether a line is shown under this filter."""
        if self is Filter.HANDED:
            return line.sort is Sort.HANDED
        tests = {
            Filter.WAITING: True, Filter.OVERDUE: line.overdue, Filter.TODAY: line.today,
            Filter.TO_HAND: line.sort is Sort.TO_HAND, Filter.COPIES: line.sort in (Sort.PERSON, Sort.STAMP),
            Filter.STUCK: line.sort is Sort.STUCK,
        }  # fmt: skip
        return line.sort.waits and tests[self]


class DeliveriesModel(QObject):
    """Hold the list and lead to where a line is done.

    Attributes:
        lines: All lines, as the desk gave them.
        filter: Which of them are shown.
        asked: The list was read at least once.
        failure: Why it could not be read, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.lines: Sequence[Line] = ()
        self.filter = Filter.WAITING
        self.asked = False
        self.failure: Failure | None = None
        self._wanted = False
        self._going: Line | None = None
        self._gather = pause_before(self.read, GATHER_MS, self)
        model.runner.happened.connect(self._heard)
        model.session.changed.connect(self._session_changed)
        model.counter.changed.connect(self._counter_changed)

    @property
    def shown(self) -> list[Line]:
        """Return the lines under the filter."""
        return [line for line in self.lines if self.filter.holds(line)]

    @property
    def count(self) -> WaitingCount:
        """Return how much waits, as the status bar tells it."""
        return counted(self.lines)

    def counts(self) -> dict[Filter, int]:
        """Return how many lines stand under each filter."""
        return {one: sum(one.holds(line) for line in self.lines) for one in Filter}

    def attend(self, *, here: bool) -> None:
        """Read the list while it is looked at, and leave it alone otherwise."""
        self._wanted = here
        if here:
            self._going = None
            self.read()

    def read(self) -> None:
        """Read the list anew."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is not None and who is not None:
            self._model.runner.work(
                lambda _progress: deliveries(desk, who), lambda lines: self._came(lines, who), self._failed
            )

    def choose(self, wanted: Filter) -> None:
        """Show other lines."""
        if wanted is not self.filter:
            self.filter = wanted
            self.changed.emit()

    # -- where a line is done ----------------------------------------------------------------------------------------

    def go(self, line: Line) -> None:
        """Go to where a line is done: its dossier at the counter, then the screen for it; a slip for one that left."""
        counter = self._model.counter
        self._going = None
        if line.sort is Sort.HANDED:
            self._slip(line)
        elif counter.code == line.dossier or not line.here:
            self._arrive(line)
        else:
            if counter.citizen is not None:
                counter.next_citizen()
            self._going = line
            counter.arrival.opened.emit(line.dossier, None)

    def _counter_changed(self) -> None:
        """Go on to where the line asked for is done, once its dossier is at the counter."""
        line, code = self._going, self._model.counter.code
        if line is not None and code is not None:
            self._going = None
            if code == line.dossier:
                self._arrive(line)

    def _arrive(self, line: Line) -> None:
        copy = line.sort in (Sort.PERSON, Sort.STAMP) and line.document
        if copy and not line.true:
            self._model.certify(line.document)
        elif line.sort is Sort.STUCK and line.document:
            self._model.counter.hold(self._place_of(line.document))
            self._model.go("counter.review")
        else:
            self._model.go("counter" if line.sort is Sort.WORK else "counter.hand")

    def _place_of(self, document: int) -> int:
        counter = self._model.counter.counter
        papers = counter.documents if counter is not None else []
        return next((paper.place or 0 for paper in papers if paper.id == document), 0)

    def _slip(self, line: Line) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is not None and who is not None:
            title = self.tr("Giấy tiếp nhận hồ sơ {code}").format(code=line.dossier)
            self._model.runner.work(
                lambda _progress: receipt_slip(desk, who, line.dossier),
                lambda file: self._model.read_letter(Letter(file, title, "deliveries"), "deliveries.slip"),
                self._failed,
            )

    # -- inside ------------------------------------------------------------------------------------------------------

    def _came(self, lines: Sequence[Line], who: Session) -> None:
        if self._model.session.who != who:
            return
        self.asked, self.failure, self.lines = True, None, lines
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()

    def _heard(self, events: Sequence[Event]) -> None:
        if self._wanted and any(event.kind in CHANGES for event in events):
            self._gather.start()

    def _session_changed(self) -> None:
        if self._model.session.who is None:
            self.lines, self.asked = (), False
            self.changed.emit()
