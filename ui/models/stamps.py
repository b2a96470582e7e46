"""The queue of copies and signed scans that wait for a time stamp (hàng chờ dấu thời gian): completed by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.events import Event, Kind
from desk.model.people import Session
from desk.ports import Desk
from ui.models.pause import pause_before
from ui.models.session import SessionModel
from ui.runner import Failure, Job, Runner

FIRST_MS = 120_000
"""How long after a copy began to wait the authorities are asked again; doubled after each attempt in vain."""

LONGEST_MS = 1_800_000

_SEALED = (Kind.COPY_SEALED, Kind.COMPONENT_SIGNED)
"""After these something may wait for its time stamp."""


def _complete(desk: Desk, who: Session, progress: Progress) -> bool:
    """Complete what waits; tell whether a copy or a signed scan still does."""
    from desk.work.component import scans_waiting
    from desk.work.resume import complete_waiting

    stand = complete_waiting(desk, who, progress)
    return any(copy.stage is CopyStage.WAITING for copy in stand) or scans_waiting(desk) > 0


class StampQueue(QObject):
    """Ask for the lacking time stamps again and again, while somebody is at the desk and something waits.

    Attributes:
        trying: An attempt is under way.
    """

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self._job: Job[bool] | None = None
        self.timer = pause_before(self.try_now, FIRST_MS, self)
        session.changed.connect(self._session_changed)
        runner.happened.connect(self._heard)

    @property
    def trying(self) -> bool:
        """Tell whether an attempt is under way."""
        return self._job is not None

    def try_now(self) -> None:
        """Complete what waits, unless that is being done."""
        desk, who = self._session.desk, self._session.who
        if desk is None or who is None or self.trying:
            return
        self.timer.stop()
        self._job = self._runner.work(lambda progress: _complete(desk, who, progress), self._tried, self._failed)

    def _tried(self, left: bool) -> None:  # noqa: FBT001 -- what the work tells
        self._job = None
        self.timer.setInterval(min(2 * self.timer.interval(), LONGEST_MS) if left else FIRST_MS)
        if left and self._session.who is not None:
            self.timer.start()

    def _failed(self, _failure: Failure) -> None:
        """Try again later: whoever looks at the register is told what is wrong."""
        self._job = None
        if self._session.who is not None:
            self.timer.start()

    def _heard(self, events: Sequence[Event]) -> None:
        sealed = any(event.kind in _SEALED for event in events)
        if sealed and not self.trying and not self.timer.isActive() and self._session.who is not None:
            self.timer.setInterval(FIRST_MS)
            self.timer.start()

    def _session_changed(self) -> None:
        if self._session.who is None:
            self.timer.stop()
            if self._job is not None:
                self._job.cancel()
        elif not self.timer.isActive() and not self.trying:
            self.timer.setInterval(FIRST_MS)
            self.timer.start()
