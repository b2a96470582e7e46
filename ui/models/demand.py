"""Whether the office hands over no digitised paper without its clerk's signature (đòi ký giấy số hóa)."""

from PySide6.QtCore import QObject, Signal

from desk.model.deed import DeedKind
from desk.model.people import Session
from desk.ports import Desk
from desk.work.component import demand, demanded
from ui.models.history import Act
from ui.models.window import WindowModel
from ui.runner import Failure


class DemandModel(QObject):
    """Hold the office's setting and change it; an act that can be taken back.

    Attributes:
        wanted: Whether the signature is demanded; None = not read yet.

    Signals:
        changed: `wanted` is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.wanted: bool | None = None
        model.history.undone.connect(self._turned)
        model.history.redone.connect(self._turned)

    def look(self) -> None:
        """Read the setting."""
        desk = self._model.session.desk
        if desk is not None:
            self._model.runner.ask(lambda: _read(desk), self._came)

    def want(self, words: tuple[str, str], *, wanted: bool) -> None:
        """Demand the signature, or no longer; `words` tell the one and the other when it is done."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or wanted is self.wanted:
            return

        def done(now: bool) -> None:  # noqa: FBT001 -- an answer's own shape
            told = words[0] if wanted else words[1]
            self._model.history.did(told)
            self._came(now)

        self._model.runner.ask(lambda: _set(desk, who, wanted=wanted), done, self._failed)

    def _turned(self, act: Act) -> None:
        if act.deed is not None and act.deed.kind is DeedKind.SETTING:
            self.look()

    def _failed(self, failure: Failure) -> None:
        self._model.tell_failure("signing", failure)
        self.changed.emit()

    def _came(self, now: bool) -> None:  # noqa: FBT001 -- an answer's own shape
        self.wanted = now
        self.changed.emit()


def _read(desk: Desk) -> bool:
    with desk.unit(reading=True) as uow:
        return demanded(uow)


def _set(desk: Desk, who: Session, *, wanted: bool) -> bool:
    demand(desk, who, wanted=wanted)
    return _read(desk)
