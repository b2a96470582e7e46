"""Care of the archive in the window (gia hạn lưu trữ): which copies age, and renewing them in one job."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desk.model.deadline import VIETNAM
from desk.work.archive_care import Ageing, Renewal, ageing, left, renew_ageing
from ui.models.window import WindowModel
from ui.runner import Failure, Job


class ArchiveModel(QObject):
    """Hold the copies whose last time stamp ages, and how far the job of renewing them is.

    Attributes:
        looked: The copies were looked through once.
        looking: They are being looked through.
        old: Those that age, the soonest first.
        renewing: The job is under way; `progress` is (done, total).
        renewed: What became of each in the last job, or None before the first.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[tuple[list[Renewal], list[Ageing]]] | None = None
        self.looked = self.looking = False
        self.old: list[Ageing] = []
        self.progress = (0, 0)
        self.renewed: list[Renewal] | None = None

    @property
    def renewing(self) -> bool:
        """Tell whether the job is under way."""
        return self._job is not None

    @property
    def due(self) -> list[Ageing]:
        """Return the copies that can be renewed."""
        return [one for one in self.old if one.stamp is not None and not one.late]

    @property
    def first_end(self) -> date | None:
        """Return the day on which the first of them ends, in Vietnam."""
        first = next((one.until for one in self.due if one.until is not None), None)
        return first.astimezone(VIETNAM).date() if first is not None else None

    def look(self) -> None:
        """Look through the finished copies, on another thread."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.looking or self.renewing:
            return
        self.looking = True
        self.changed.emit()
        self._model.runner.work(lambda progress: ageing(desk, who, progress), self._looked, self._not_looked)

    def renew(self, words: str) -> None:
        """Renew all that age; `words` tell it when the job is done."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.renewing:
            return

        def told(found: tuple[list[Renewal], list[Ageing]]) -> None:
            self._renewed(found, words)

        self.progress, self.renewed = (0, len(self.due)), None
        self._job = self._model.runner.work(
            lambda progress: (renew_ageing(desk, who, progress), ageing(desk, who)), told, self._not_renewed, self._told
        )
        self.changed.emit()

    def stop(self) -> None:
        """Stop the job between two copies; what was renewed stays renewed."""
        if self._job is not None:
            self._job.cancel()

    def _looked(self, found: list[Ageing]) -> None:
        self.looking, self.looked, self.old = False, True, found
        self.changed.emit()

    def _not_looked(self, failure: Failure) -> None:
        self.looking = False
        self._model.tell_failure("archive", failure)
        self.changed.emit()

    def _told(self, done: int, total: int, _what: str) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _renewed(self, found: tuple[list[Renewal], list[Ageing]], words: str) -> None:
        self._job = None
        self.renewed, self.old = found
        if len(self.renewed) > left(self.renewed):
            self._model.history.add(words)
        fault = next((one.fault for one in self.renewed if one.fault is not None), None)
        if fault is not None:
            self._model.tell_failure("archive", self._model.runner.failure(fault))
        else:
            self._model.solve("archive")
        self.changed.emit()

    def _not_renewed(self, failure: Failure) -> None:
        self._job = None
        self._model.tell_failure("archive", failure)
        self.changed.emit()
        self.look()
