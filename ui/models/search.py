"""Searching what the office holds (tra cứu), on behalf of the dossier at the counter."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desk.work.find import Found, find
from ui.models.pause import pause_before
from ui.models.window import WindowModel
from ui.runner import Failure

PAUSE_MS = 150
"""A search starts when the typing has paused this long."""

LEAST = 2
"""Letters a search needs; one alone is found in every paper."""

_MOST = 50


class SearchState(StrEnum):
    """Where the searching stands."""

    NO_DOSSIER = "no-dossier"
    IDLE = "idle"
    SEARCHING = "searching"
    FOUND = "found"
    NOTHING = "nothing"
    FAILED = "failed"


class SearchModel(QObject):
    """Search as the words are typed; an answer to words that are no longer asked for is dropped.

    Attributes:
        words: What is asked for.
        found: The answers to it, best first; those of the last search until new ones come.
        failure: Why the last search did not succeed, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.words = ""
        self.found: Sequence[Found] = ()
        self.failure: Failure | None = None
        self._asked = 0
        self._answered = 0
        self._code = model.counter.code
        self._pause = pause_before(self.search, PAUSE_MS, self)
        model.counter.changed.connect(self._counter_changed)

    @property
    def state(self) -> SearchState:
        """Return where the searching stands."""
        if self._model.counter.code is None:
            return SearchState.NO_DOSSIER
        if self.failure is not None:
            return SearchState.FAILED
        if len(self.words) < LEAST:
            return SearchState.IDLE
        if self.waiting and not self.found:
            return SearchState.SEARCHING
        return SearchState.FOUND if self.found else SearchState.NOTHING

    @property
    def waiting(self) -> bool:
        """Tell whether an answer to the words is still to come."""
        return self._pause.isActive() or self._answered != self._asked

    def ask(self, words: str) -> None:
        """Take the words as they stand in the field; the search follows when the typing pauses."""
        words = " ".join(words.split())
        if words == self.words:
            return
        self.words = words
        self.failure = None
        if len(words) < LEAST:
            self._forget()
        else:
            self._pause.start()
        self.changed.emit()

    def search(self) -> None:
        """Search now."""
        self._pause.stop()
        desk, who, code = self._model.session.desk, self._model.session.who, self._model.counter.code
        words = self.words
        if desk is None or who is None or code is None or len(words) < LEAST:
            return
        self._asked += 1
        number = self._asked
        self._model.runner.ask(
            lambda: find(desk, who, words, code, _MOST),
            lambda found: self._came(number, found, None),
            lambda failure: self._came(number, (), failure),
        )

    def _came(self, number: int, found: Sequence[Found], failure: Failure | None) -> None:
        if number != self._asked:
            return
        self._answered = number
        self.found, self.failure = found, failure
        self.changed.emit()

    def _forget(self) -> None:
        self._pause.stop()
        self._asked += 1
        self._answered = self._asked
        self.found = ()

    def _counter_changed(self) -> None:
        """Forget everything with the dossier it was searched for: the next citizen's purpose is another."""
        code = self._model.counter.code
        if code != self._code:
            self._code = code
            self.words, self.failure = "", None
            self._forget()
            self.changed.emit()
