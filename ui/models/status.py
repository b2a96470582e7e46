"""The truth of the moment (thanh trạng thái): which scanners answer and what is still under way."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.model.scanning import Device
from desk.work.receive import devices
from ui.models.session import SessionModel
from ui.runner import Failure, Runner


@dataclass(frozen=True)
class Scanners:
    """What the last look for scanners found; `asked` is False before the first."""

    asked: bool = False
    looking: bool = False
    devices: tuple[Device, ...] = ()


class StatusModel(QObject):
    """Look for scanners when asked, and count the verbs under way.

    Signals:
        changed: something is another now.
    """

    changed = Signal()

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self.scanners = Scanners()
        self.failure: Failure | None = None
        self.unsaved = 0
        runner.busy_changed.connect(self._busy)
        session.changed.connect(self._session_changed)

    def look_for_scanners(self) -> None:
        """Ask all drivers which devices answer; takes some seconds, on another thread."""
        desk = self._session.desk
        if desk is None or self.scanners.looking:
            return
        self.scanners = Scanners(asked=self.scanners.asked, looking=True, devices=self.scanners.devices)
        self.changed.emit()
        self._runner.work(lambda _progress: devices(desk), self._found, self._failed)

    def _found(self, found: list[Device]) -> None:
        self.scanners = Scanners(asked=True, devices=tuple(found))
        self.failure = None
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.scanners = Scanners(asked=True)
        self.failure = failure
        self.changed.emit()

    def _busy(self, count: int) -> None:
        del count
        unsaved = self._runner.unsaved
        if unsaved != self.unsaved:
            self.unsaved = unsaved
            self.changed.emit()

    def _session_changed(self) -> None:
        if self._session.who is not None and not self.scanners.asked:
            self.look_for_scanners()
