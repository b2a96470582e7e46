"""The journal (nhật ký) as an inspector reads it: newest first, fetched in windows, the chain checked whole."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from desk.model.events import Entry
from desk.work.journal import ChainState, check_chain, lines
from ui.models.window import WindowModel
from ui.runner import Failure

WINDOW = 200
"""Lines fetched at a time."""


class JournalReading(QObject):
    """Hold the lines fetched so far and the state of the chain.

    Attributes:
        entries: The lines, newest first.
        chain: What the last check gave, or None before it.
        checking: The chain is being recomputed.
        failure: Why the journal cannot be read, or None.

    Signals:
        changed: the state of the chain or the failure is another now.
        renewed: all lines are others now.
        grown: so many older lines were added at the end.
    """

    changed = Signal()
    renewed = Signal()
    grown = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._fetching = False
        self.entries: list[Entry] = []
        self.chain: ChainState | None = None
        self.checking = False
        self.failure: Failure | None = None

    @property
    def more(self) -> bool:
        """Tell whether there are older lines that were not fetched."""
        return bool(self.entries) and self.entries[-1].seq > 1

    def check(self) -> None:
        """Recompute the chain away from the window, then fetch the newest lines."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.checking:
            return
        self.checking, self.failure = True, None
        self.changed.emit()
        self._model.runner.work(lambda _progress: check_chain(desk, who), self._checked, self._failed)

    def fetch_older(self) -> None:
        """Fetch the next window of older lines."""
        if self.more:
            self._fetch(self.entries[-1].seq, self._older_came)

    def _checked(self, chain: ChainState) -> None:
        self.checking, self.chain = False, chain
        self.changed.emit()
        self._fetch(chain.events + 1, self._newest_came)

    def _fetch(self, before: int, done: Callable[[Sequence[Entry]], None]) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self._fetching:
            return
        self._fetching = True
        self._model.runner.ask(lambda: lines(desk, who, before, WINDOW), done, self._failed)

    def _newest_came(self, entries: Sequence[Entry]) -> None:
        self._fetching = False
        self.entries = list(entries)
        self.renewed.emit()

    def _older_came(self, entries: Sequence[Entry]) -> None:
        self._fetching = False
        if entries and self.entries and entries[0].seq < self.entries[-1].seq:
            self.grown.emit(list(entries))

    def _failed(self, failure: Failure) -> None:
        self.checking = self._fetching = False
        self.failure = failure
        self.changed.emit()
