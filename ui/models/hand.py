"""Handing a dossier over (trao hồ sơ): what leaves, where to, and what came of it."""

import sys
import uuid
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QStorageInfo, Signal

from desk.errors import FileMissing
from desk.jobs import Progress
from desk.model.certification import CertifiedCopy
from desk.model.events import Event
from desk.model.people import Session
from desk.ports import Desk
from desk.work.certify import complete_copy
from desk.work.handing import Handing, handing
from desk.work.handover import COVER, Packaged, hand_over, package
from desk.work.receive import clear_spool
from desk.work.true_copy import complete_true_copy
from ui.models.window import WindowModel
from ui.runner import Failure, Job

_REMOVABLE = ("/media/", "/run/media/")
"""Where Linux desktops mount what is plugged in."""


@dataclass(frozen=True)
class Place:
    """A folder a package may go to; `name` and `free` only of a drive that was plugged in (bytes)."""

    folder: Path
    name: str = ""
    free: int = 0

    @property
    def removable(self) -> bool:
        """Tell whether it is a drive that was plugged in."""
        return bool(self.name)


def places() -> list[Place]:
    """Return the drives plugged in, then the person's own folder of documents; may take a moment."""
    able = [one for one in QStorageInfo.mountedVolumes() if one.isValid() and one.isReady() and not one.isReadOnly()]
    found = [
        Place(Path(one.rootPath()), one.displayName(), one.bytesAvailable())
        for one in able if _plugged_in(one.rootPath())
    ]  # fmt: skip
    return [*found, Place(Path(platformdirs.user_documents_path()))]


def _plugged_in(root: str) -> bool:
    if sys.platform == "win32":
        return root[:1].upper() not in ("A", "B", "C")
    return root.startswith(_REMOVABLE)


class HandModel(QObject):
    """Hold the dossier at the counter as it would leave, and hand it over.

    Attributes:
        code: The dossier's code, or None.
        handing: Its papers with their states, or None before they were read.
        places: Folders offered; `folder` is the one chosen.
        packaged: What left, or None; `closed` tells whether the dossier was closed with it.
        working: Its package is being written; `progress` is (done, total).
        failure: What went wrong last, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._jobs: dict[str, Job[Packaged]] = {}
        self.code: str | None = None
        self.handing: Handing | None = None
        self.places: list[Place] = []
        self.folder: Path | None = None
        self.packaged: Packaged | None = None
        self.closed = False
        self.progress = (0, 0)
        self.failure: Failure | None = None
        self._covers: Path | None = None
        model.runner.happened.connect(self._heard)

    @property
    def working(self) -> bool:
        """Tell whether the package of the dossier shown is being written; that of another may be, too."""
        return self.code in self._jobs

    @property
    def file(self) -> Path | None:
        """Return the package's place."""
        return self.folder / f"{self.code}.zip" if self.folder is not None and self.code else None

    def read(self) -> None:
        """Read the dossier at the counter anew, and look for drives."""
        desk, code = self._model.session.desk, self._model.counter.code
        if code != self.code:
            self._clear_covers()
            self.code, self.handing, self.packaged, self.closed, self.failure = code, None, None, False, None
            self.progress = (0, 0)
            self.changed.emit()
        if desk is None or code is None:
            return
        self._model.runner.ask(lambda: handing(desk, code), partial(self._came, code), partial(self._failed, code))
        self._model.runner.work(lambda _progress: places(), self._places_came, lambda _: None)

    def choose(self, folder: Path) -> None:
        """Take another folder."""
        if folder != self.folder:
            self.folder = folder
            if folder not in [place.folder for place in self.places]:
                self.places.append(Place(folder))
            self.changed.emit()

    def hand_over(self) -> None:
        """Write the package and close the dossier."""
        self._write(hand_over, closes=True)

    def pack(self) -> None:
        """Write the package and leave the dossier open."""
        self._write(package, closes=False)

    def stop(self) -> None:
        """Stop the writing; nothing is left behind and the dossier stays open."""
        job = self._jobs.get(self.code) if self.code is not None else None
        if job is not None:
            job.cancel()

    def complete(self, copy: CertifiedCopy) -> None:
        """Ask again for the time stamp that a copy waits for."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is not None and who is not None:
            failed = partial(self._failed, self.code)
            verb = complete_true_copy if copy.kind.true_copy else complete_copy
            self._model.runner.work(lambda _progress: verb(desk, who, copy.id), None, failed)

    def take_cover(self, then: Callable[[Path], None]) -> None:
        """Take the list for people out of the package that was written, to be looked at and printed."""
        desk, packaged = self._model.session.desk, self.packaged
        if desk is not None and packaged is not None:
            self._model.runner.work(
                lambda _progress: _cover(packaged.file, self._cover_folder(desk)), then,
                partial(self._failed, self.code),
            )  # fmt: skip

    def _cover_folder(self, desk: Desk) -> Path:
        """Return a folder of the spool for the list, cleared with it when another dossier is shown."""
        if self._covers is None:
            self._covers = desk.spool / f"cover-{uuid.uuid4().hex}"
        return self._covers

    def _clear_covers(self) -> None:
        if self._covers is not None:
            clear_spool(self._covers)
            self._covers = None

    def _write(
        self, verb: Callable[[Desk, Session, str, Path, Progress | None], Packaged], *, closes: bool
    ) -> None:
        desk, who, code, out = self._model.session.desk, self._model.session.who, self.code, self.file
        if desk is None or who is None or code is None or out is None or self.working:
            return
        self.progress, self.failure = (0, 0), None
        self._jobs[code] = self._model.runner.work(
            lambda progress: verb(desk, who, code, out, progress),
            partial(self._written, code, closes=closes), partial(self._not_written, code), partial(self._told, code),
        )  # fmt: skip
        self.changed.emit()

    def _told(self, code: str, done: int, total: int, _what: str) -> None:
        if code == self.code:
            self.progress = (done, total)
            self.changed.emit()

    def _written(self, code: str, packaged: Packaged, *, closes: bool) -> None:
        del self._jobs[code]
        if code != self.code:
            return
        self.packaged, self.closed = packaged, closes or self.closed
        self.changed.emit()

    def _not_written(self, code: str, failure: Failure) -> None:
        del self._jobs[code]
        if code != self.code and not failure.cancelled:
            self._model.tell_failure(f"hand-{code}", failure)
        self._failed(code, failure)

    def _came(self, code: str, found: Handing) -> None:
        if code != self.code:
            return
        self.handing = found
        self.closed = self.closed or found.handed_over
        self.changed.emit()

    def _places_came(self, found: list[Place]) -> None:
        own = [place for place in self.places if place.folder not in [one.folder for one in found]]
        self.places = [*found, *(place for place in own if place.folder == self.folder)]
        if self.folder is None or (not self.folder.is_dir() and not self.working):
            self.folder = next((place.folder for place in found if place.folder.is_dir()), found[0].folder)
        self.changed.emit()

    def _failed(self, code: str | None, failure: Failure) -> None:
        if code != self.code:
            return
        self.failure = failure
        self.changed.emit()

    def _heard(self, events: Sequence[Event]) -> None:
        """Read again when something happened to the dossier shown."""
        desk, code = self._model.session.desk, self.code
        papers = self.handing.papers if self.handing is not None else ()
        about = {f"dossier:{code}", *(f"document:{paper.document.id}" for paper in papers)}
        if desk is not None and code is not None and any(event.subject in about for event in events):
            self._model.runner.ask(lambda: handing(desk, code), partial(self._came, code), lambda _: None)


def _cover(file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"{file.stem}-{COVER}"
    try:
        with zipfile.ZipFile(file) as archive:
            out.write_bytes(archive.read(COVER))
    except (OSError, zipfile.BadZipFile) as why:
        raise FileMissing(file=file.name) from why
    return out
