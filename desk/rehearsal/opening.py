"""Opening an office, real or rehearsal, and founding the rehearsal office (mở văn phòng, lập văn phòng diễn tập)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from desk.jobs import Progress
from desk.model.people import Officer, Role
from desk.ports import Desk
from desk.rehearsal.virtual_scanner import VirtualScanner
from desk.settings import read_settings
from desk.text import phrase
from desk.wiring import Founding, found, open_desk, scanners_for

FEEDER = "feeder"
"""Folder of a rehearsal office whose pictures lie in the virtual scanner's feeder, one paper after the other."""


class LazyScanner:
    """The virtual scanner of a rehearsal office: starts at the first look.

    Its feeder holds one paper at a time: the pictures whose names begin with the same number. When they have been
    drawn in, the next paper is laid down, and after the last the first again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: VirtualScanner | None = None
        self._turn = 0

    def addresses(self) -> Sequence[str]:
        """Return where it answers."""
        if self._running is None:
            self._running = VirtualScanner(self._next_paper(), name=phrase("rehearsal.scanner")).start()
        elif not self._running.state.pages:
            self._running.load(self._next_paper())
        return (self._running.address,)

    def _next_paper(self) -> list[Path]:
        files = sorted(f for f in self._folder.iterdir() if f.is_file()) if self._folder.is_dir() else []
        papers = [list(pages) for _, pages in groupby(files, key=lambda file: file.name.partition("-")[0])]
        self._turn += 1
        return papers[(self._turn - 1) % len(papers)] if papers else []

    def close(self) -> None:
        """Stop it if it runs."""
        if self._running is not None:
            self._running.close()


def open_any(home: Path) -> Desk:
    """Open an office; in a rehearsal office the virtual scanner stands beside the real ones.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, StoreReadOnly.
    """
    desk = open_desk(home)
    if not desk.rehearsal:
        return desk
    scanner = LazyScanner(home / FEEDER)
    drivers = scanners_for(read_settings(home), scanner.addresses)
    return replace(desk, scanners=drivers, closing=[*desk.closing, scanner.close])


def found_rehearsal(home: Path, documents: int = 0, progress: Progress | None = None) -> None:
    """Make the rehearsal office: invented officers, sample papers in the feeder, and N invented documents.

    Raises:
        OfficeExists, StoreReadOnly, DiskFull, Cancelled.
    """
    from desk.rehearsal.invent import invent_documents
    from desk.rehearsal.papers import fill_feeder
    from desk.rehearsal.people import rehearsal_words

    place = rehearsal_words("people")
    founding = Founding(commune=place["commune"], province=place["province"], rehearsal=True)
    found(home, founding, _officers())
    papers = fill_feeder(home / FEEDER)
    if documents:
        desk = open_desk(home)
        try:
            invent_documents(desk, documents, papers[0].path, progress or Progress())
        finally:
            desk.close()


def _officers() -> list[Officer]:
    people = (
        ("hanh", "clerk", {Role.RECEPTION, Role.ADMIN}),
        ("pao", "certifier", {Role.CERTIFIER}),
        ("mien", "seal", {Role.SEAL, Role.INSPECTOR}),
    )
    return [
        Officer(login, phrase(f"rehearsal.{key}-name"), phrase(f"rehearsal.{key}-title"), frozenset(roles))
        for login, key, roles in people
    ]
