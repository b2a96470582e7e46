"""The truth of the moment (thanh trạng thái): which scanners, tokens and services answer, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk.model.events import Event, Kind
from desk.model.scanning import Device
from desk.model.waiting import WaitingCount
from ui.models.network import NetworkLook
from ui.models.pause import pause_before
from ui.models.session import SessionModel
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.work.signers import TokenShown

LOOK_MS = 30_000
"""How often it is looked which tokens are plugged in: a driver may take a second, and nobody waits for the answer."""

SLOW_MS = 300
"""A verb that is done sooner is not told of: what it did is on disk before anybody could read the words."""

GATHER_MS = 400
"""Events that come close together cause one count of what waits."""

CHANGES = {
    Kind.DOSSIER_OPENED, Kind.PAPER_SHOWN, Kind.PAPER_SHOWN_UNDONE, Kind.DOCUMENT_RECEIVED, Kind.DOCUMENT_READ,
    Kind.READING_FAILED, Kind.FIELDS_CONFIRMED, Kind.DOCUMENT_MOVED, Kind.DOCUMENT_REMOVED, Kind.DOCUMENT_RESTORED,
    Kind.DOCUMENT_DESTROYED, Kind.RESULT_REUSED, Kind.REUSE_UNDONE, Kind.COPY_NUMBERED, Kind.TRUE_COPY_NUMBERED,
    Kind.COPY_SIGNED, Kind.COPY_SEALED, Kind.COPY_FINISHED, Kind.COPY_FAILED, Kind.COPY_VOIDED,
    Kind.CERTIFICATION_REFUSED, Kind.REFUSAL_TAKEN_BACK, Kind.CERTIFICATION_DEFERRED, Kind.DOSSIER_HANDED_OVER,
}  # fmt: skip
"""Events after which what waits may be another."""


@dataclass(frozen=True)
class Scanners:
    """What the last look for scanners found, and when; `asked` is False before the first."""

    asked: bool = False
    looking: bool = False
    devices: tuple[Device, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class Tokens:
    """What the last look for the assigned tokens found, and when; `asked` is False before the first."""

    asked: bool = False
    looking: bool = False
    shown: "tuple[TokenShown, ...]" = ()
    at: datetime | None = None


class StatusModel(QObject):
    """Look for scanners and tokens, and count what waits and the verbs under way.

    Attributes:
        network: Whether the services of the network answer.
        unsaved: Verbs under way for longer than a moment; what they change is not durable yet.

    Signals:
        changed: something is another now.
    """

    changed = Signal()

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self.scanners = Scanners()
        self.tokens = Tokens()
        self.unfinished = WaitingCount()
        self.failure: Failure | None = None
        self.unsaved = 0
        self.network = NetworkLook(runner, session, self)
        self.network.changed.connect(self.changed)
        self._slow = pause_before(self._tell_unsaved, SLOW_MS, self)
        self._gather = pause_before(self.count_unfinished, GATHER_MS, self)
        self._again = QTimer(self)
        self._again.setInterval(LOOK_MS)
        self._again.timeout.connect(self.look_for_tokens)
        runner.busy_changed.connect(self._busy)
        runner.happened.connect(self._heard)
        session.changed.connect(self._session_changed)

    def look_for_scanners(self) -> None:
        """Ask all drivers which devices answer; takes some seconds, on another thread."""
        from desk.work.devices import devices

        desk = self._session.desk
        if desk is None or self.scanners.looking:
            return
        self.scanners = replace(self.scanners, looking=True)
        self.changed.emit()
        self._runner.work(lambda _progress: devices(desk), self._found, self._failed)

    def look_for_tokens(self) -> None:
        """Ask which of the assigned tokens are plugged in; never a fault, on another thread."""
        from desk.work.signers import tokens_shown

        desk = self._session.desk
        if desk is None or self._session.who is None or self.tokens.looking:
            return
        self.tokens = replace(self.tokens, looking=True)
        self.changed.emit()
        self._runner.work(lambda _progress: tokens_shown(desk), self._tokens_came, lambda _: self._tokens_unknown())

    def count_unfinished(self) -> None:
        """Count what waits to leave or to be mended."""
        from desk.work.waiting_work import counted, deliveries

        desk, who = self._session.desk, self._session.who
        if desk is not None and who is not None:
            self._runner.work(lambda _: counted(deliveries(desk, who, 0)), self._counted, lambda _: None)

    def _found(self, found: list[Device]) -> None:
        self.scanners = Scanners(asked=True, devices=tuple(found), at=self._now())
        self.failure = None
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.scanners = Scanners(asked=True, at=self._now())
        self.failure = failure
        self.changed.emit()

    def _tokens_came(self, found: "Sequence[TokenShown]") -> None:
        self.tokens = Tokens(asked=True, shown=tuple(found), at=self._now())
        self.changed.emit()

    def _tokens_unknown(self) -> None:
        """Keep who signs, but say of no token that it is there."""
        unknown = (replace(one, plugged=None, pin=None, open=False) for one in self.tokens.shown)
        self.tokens = Tokens(asked=bool(self.tokens.shown), shown=tuple(unknown), at=self._now())
        self.changed.emit()

    def _counted(self, found: WaitingCount) -> None:
        if found == self.unfinished:
            return
        more = found.stamps > self.unfinished.stamps
        self.unfinished = found
        self.changed.emit()
        if more:
            self.network.look()  # a copy had to go without its time stamp

    def _busy(self, count: int) -> None:
        del count
        if not self._runner.unsaved:
            self._slow.stop()
            self._tell_unsaved()
        elif self.unsaved:
            self._tell_unsaved()
        elif not self._slow.isActive():
            self._slow.start()

    def _tell_unsaved(self) -> None:
        unsaved = self._runner.unsaved
        if unsaved != self.unsaved:
            self.unsaved = unsaved
            self.changed.emit()

    def _now(self) -> datetime | None:
        desk = self._session.desk
        return desk.clock.now() if desk is not None else None

    def _heard(self, events: Sequence[Event]) -> None:
        kinds = {event.kind for event in events}
        if kinds & CHANGES:
            self._gather.start()
        if Kind.COPY_FINISHED in kinds and not self.network.well:
            self.network.look()
        if Kind.SIGNER_ASSIGNED in kinds:
            self.look_for_tokens()

    def _session_changed(self) -> None:
        inside = self._session.who is not None
        if inside and not self.scanners.asked:
            self.look_for_scanners()
        if inside and not self._again.isActive():
            self.look_for_tokens()
            self.count_unfinished()
            self._again.start()
        elif not inside:
            self._again.stop()
            self._gather.stop()
