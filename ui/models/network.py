"""Whether the services of the network answer (mạng): looked at from time to time, after a fault, and when asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.models.session import SessionModel
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from datetime import datetime

    from desk.work.network import Network

FIRST_MS = 5_000
"""How long after an officer came the first look is taken: the start belongs to the counter."""

WELL_MS, UNWELL_MS = 900_000, 60_000
"""How often it is looked again while all answer, and while something does not."""


class NetworkLook(QObject):
    """Look at the services of the network off the window's thread; the rehearsal's own are started on demand only.

    Attributes:
        network: What the last look found, or None before the first.
        at: When that was.
        looking: A look is under way.
        failure: Why the last look found nothing out, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self.network: Network | None = None
        self.at: datetime | None = None
        self.looking = False
        self.failure: Failure | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.look)
        session.changed.connect(self._session_changed)

    @property
    def well(self) -> bool:
        """Tell whether the last look found all services answering."""
        return self.network is not None and self.network.state in ("well", "none")

    def look(self, *, stamp: bool = False) -> None:
        """Ask each service; with `stamp`, as a person does who tests, the authorities give a time stamp."""
        from desk.work.network import look_at_network

        desk = self._session.desk
        if desk is None or self._session.who is None or self.looking:
            return
        self._again.stop()
        self.looking, self.failure = True, None
        self.changed.emit()
        self._runner.work(
            lambda _progress: (look_at_network(desk, stamp=stamp), desk.clock.now()), self._came, self._failed
        )

    def _came(self, found: "tuple[Network, datetime]") -> None:
        if self._session.who is None:
            self._forget()
            return
        self.network, self.at = found
        self._rest()

    def _failed(self, failure: Failure) -> None:
        self.network, self.failure = None, failure
        self._rest()

    def _rest(self) -> None:
        self.looking = False
        if not self._session.rehearsal:
            self._again.start(WELL_MS if self.well else UNWELL_MS)
        self.changed.emit()

    def _forget(self) -> None:
        self._again.stop()
        self.network, self.at, self.looking, self.failure = None, None, False, None
        self.changed.emit()

    def _session_changed(self) -> None:
        if self._session.who is None:
            if self.network is not None or self._again.isActive():
                self._forget()
        elif self.network is None and not self.looking and not self._again.isActive() and not self._session.rehearsal:
            self._again.start(FIRST_MS)
