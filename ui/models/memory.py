"""What this office types again and again (trí nhớ khi gõ), fetched once a field and chosen from while typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desk.model.events import Event, Kind
from desk.work.remembered import fitting, remembered
from ui.models.window import WindowModel

MOST = 400
"""Values kept for a field; what is typed again and again is among the commonest."""

_CHANGES = {Kind.FIELDS_CONFIRMED, Kind.DOCUMENT_REMOVED, Kind.DOCUMENT_DESTROYED}


class Memory(QObject):
    """Hold the values of the fields that were in work; an office's memory is forgotten with whoever leaves."""

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._values: dict[tuple[str, str], Sequence[str]] = {}
        self._asked: set[tuple[str, str]] = set()
        self._turn = 0
        model.runner.happened.connect(self._heard)
        model.session.changed.connect(self._forget)

    def fetch(self, kind: str, field: str, done: Callable[[], None] | None = None) -> None:
        """Have the values of a field at hand, and tell when they came; asked once until something is confirmed."""
        desk, who, key = self._model.session.desk, self._model.session.who, (kind, field)
        if desk is None or who is None or key in self._values or key in self._asked:
            return
        self._asked.add(key)
        turn = self._turn

        def came(values: Sequence[str]) -> None:
            if turn == self._turn:  # else something was confirmed since, or somebody else is here
                self._asked.discard(key)
                self._values[key] = values
                if done is not None:
                    done()

        self._model.runner.work(
            lambda _progress: remembered(desk, who, field, kind=kind, limit=MOST), came,
            lambda _failure: self._asked.discard(key) if turn == self._turn else None,
        )  # fmt: skip

    def values(self, kind: str, field: str) -> Sequence[str]:
        """Return what is known of a field now, commonest first."""
        return self._values.get((kind, field), ())

    def fitting(self, kind: str, field: str, typed: str, most: int) -> list[str]:
        """Choose what begins like the text typed, with or without diacritics; pure, within a few ms."""
        return fitting(self.values(kind, field), typed, most) if typed.strip() else []

    def _heard(self, events: Sequence[Event]) -> None:
        if any(event.kind in _CHANGES for event in events):
            self._forget()

    def _forget(self) -> None:
        self._turn += 1
        self._values.clear()
        self._asked.clear()
