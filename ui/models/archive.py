"""Care of the archive in the window (gia hạn lưu trữ): which copies age, and renewing them in one job."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.deadline import VIETNAM
from desk.model.people import Session
from desk.ports import Desk
from desk.work.archive_care import Ageing, Renewal, ageing, renew_ageing
from desk.work.component_care import AgeingComponent, ComponentRenewal, ageing_components, renew_components
from ui.models.window import WindowModel
from ui.runner import Failure, Job


@dataclass(frozen=True)
class Old:
    """What ages: copies, and scans signed by their clerk."""

    copies: list[Ageing]
    scans: list[AgeingComponent]


class ArchiveModel(QObject):
    """Hold the copies and signed scans whose last time stamp ages, and how far the job of renewing them is.

    Attributes:
        looked: The copies were looked through once.
        looking: They are being looked through.
        old: Copies that age, the soonest first; `scans` likewise.
        renewing: The job is under way; `progress` is (done, total).
        renewed: What became of each in the last job, or None before the first.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[tuple[list[Renewal | ComponentRenewal], Old]] | None = None
        self.looked = self.looking = False
        self.old: list[Ageing] = []
        self.scans: list[AgeingComponent] = []
        self.progress = (0, 0)
        self.renewed: list[Renewal | ComponentRenewal] | None = None

    @property
    def renewing(self) -> bool:
        """Tell whether the job is under way."""
        return self._job is not None

    @property
    def due(self) -> list[Ageing]:
        """Return the copies that can be renewed."""
        return [one for one in self.old if one.stamp is not None and not one.late]

    @property
    def due_scans(self) -> list[AgeingComponent]:
        """Return the signed scans that can be renewed."""
        return [one for one in self.scans if one.stamp is not None and not one.late]

    @property
    def lost(self) -> int:
        """Return how many are too late, or end with no time stamp that can be read."""
        return len(self.old) + len(self.scans) - len(self.due) - len(self.due_scans)

    @property
    def first_end(self) -> date | None:
        """Return the day on which the first of them ends, in Vietnam."""
        ends = [one.until for one in self.due if one.until is not None]
        ends += [one.until for one in self.due_scans if one.until is not None]
        return min(ends).astimezone(VIETNAM).date() if ends else None

    def look(self) -> None:
        """Look through the finished copies, on another thread."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.looking or self.renewing:
            return
        self.looking = True
        self.changed.emit()
        self._model.runner.work(lambda progress: _old(desk, who, progress), self._looked, self._not_looked)

    def renew(self, words: str) -> None:
        """Renew all that age; `words` tell it when the job is done."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.renewing:
            return

        def told(found: tuple[list[Renewal | ComponentRenewal], Old]) -> None:
            self._renewed(found, words)

        copies, total = len(self.due), len(self.due) + len(self.due_scans)

        def renew(progress: Progress) -> tuple[list[Renewal | ComponentRenewal], Old]:
            first = Progress(lambda done, _all, what: progress.say(done, total, what), progress.stop)
            then = Progress(lambda done, _all, what: progress.say(copies + done, total, what), progress.stop)
            return [*renew_ageing(desk, who, first), *renew_components(desk, who, then)], _old(desk, who, Progress())

        self.progress, self.renewed = (0, total), None
        self._job = self._model.runner.work(renew, told, self._not_renewed, self._told)
        self.changed.emit()

    def stop(self) -> None:
        """Stop the job between two copies; what was renewed stays renewed."""
        if self._job is not None:
            self._job.cancel()

    @property
    def behind(self) -> int:
        """Return how many of the last job were not renewed."""
        return sum(not one.done for one in self.renewed or ())

    def _looked(self, found: Old) -> None:
        self.looking, self.looked, self.old, self.scans = False, True, found.copies, found.scans
        self.changed.emit()

    def _not_looked(self, failure: Failure) -> None:
        self.looking = False
        self._model.tell_failure("archive", failure)
        self.changed.emit()

    def _told(self, done: int, total: int, _what: str) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _renewed(self, found: tuple[list[Renewal | ComponentRenewal], Old], words: str) -> None:
        self._job = None
        self.renewed, self.old, self.scans = found[0], found[1].copies, found[1].scans
        if len(self.renewed) > self.behind:
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


def _old(desk: Desk, who: Session, progress: Progress) -> Old:
    return Old(ageing(desk, who, progress), ageing_components(desk, who, progress))
