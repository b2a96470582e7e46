"""Opening an office, real or rehearsal, and founding the rehearsal office (mở văn phòng, lập văn phòng diễn tập)."""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from desk.errors import FAULTS
from desk.jobs import Progress
from desk.model.certification import Purpose
from desk.model.people import Officer, Role, Session
from desk.ports import Desk
from desk.rehearsal.authority import (
    CLERK_TOKEN,
    FOLDER,
    OFFICER_TOKEN,
    SEAL_TOKEN,
    Authority,
    make_authority,
)
from desk.rehearsal.people import rehearsal_words
from desk.rehearsal.sharing import share, take_shared
from desk.settings import TRUST, read_settings
from desk.sign.keys import ProcessKeys
from desk.sign.room import SigningRoom
from desk.text import phrase
from desk.wiring import Founding, found, open_desk, scanners_for
from desk.work.access import officers
from desk.work.signers import assign_signer, tokens_plugged

if TYPE_CHECKING:
    from desk.rehearsal.virtual_scanner import VirtualScanner

FEEDER = "feeder"
"""Folder of a rehearsal office whose pictures lie in the virtual scanner's feeder, one paper after the other."""

_FOUNDING = "-"
"""The counter of what is done before anybody sits at one."""

_log = logging.getLogger(__name__)


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
            from desk.rehearsal.virtual_scanner import VirtualScanner  # with its server: not before somebody scans

            self._running = VirtualScanner(self._next_paper(), name=phrase("rehearsal.scanner")).start()
            self._running.state.uuid = str(uuid.uuid5(uuid.NAMESPACE_OID, str(self._folder)))
        elif not self._running.state.pages:
            self._running.load(self._next_paper())
        return (self._running.address,)

    def _next_paper(self) -> list[Path]:
        files = sorted(f for f in self._folder.iterdir() if f.is_file()) if self._folder.is_dir() else []
        papers = [list(pages) for _, pages in groupby(files, key=lambda file: file.name.partition("-")[0])]
        self._turn += 1
        return papers[(self._turn - 1) % len(papers)] if papers else []

    def feed(self, sheets: Sequence[Path], jam: int = 0) -> None:
        """Take out what lies in the feeder and lay these sheets there; it jams before one of them, 0 for none."""
        self.addresses()
        if self._running is not None:
            with self._running.state.lock:
                self._running.state.pages.clear()
            self._running.load(sheets)
            from desk.rehearsal.virtual_scanner import Faults

            self._running.state.faults = Faults(jam=jam)

    def mend(self) -> None:
        """Take a stuck sheet out and lay it into the feeder again."""
        if self._running is not None:
            self._running.load()

    def close(self) -> None:
        """Stop it if it runs."""
        if self._running is not None:
            self._running.close()


_feeders: WeakValueDictionary[Path, LazyScanner] = WeakValueDictionary()
"""The virtual scanners of the rehearsal offices that are open."""


def feeder_of(home: Path) -> LazyScanner | None:
    """Return the virtual scanner of an open rehearsal office; None where it has none."""
    return _feeders.get(home.resolve())


def open_any(home: Path) -> Desk:
    """Open an office; a rehearsal office has a virtual scanner beside the real ones, tokens and services of its own.

    One that lacks these yet (made by an older program, or cut short in its founding) is given them.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, StoreReadOnly.
    """
    desk = open_desk(home)
    if not desk.rehearsal:
        return desk
    scanner = _feeders[home.resolve()] = LazyScanner(home / FEEDER)
    drivers = scanners_for(read_settings(home), scanner.addresses)
    authority = Authority(home)
    opened = replace(
        desk, scanners=drivers, closing=[*desk.closing, scanner.close],
        keys=ProcessKeys(lambda: [authority.module()]),
        signatures=SigningRoom(home / TRUST, authority.services, authority.close),
    )
    try:
        furnish(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def furnish(desk: Desk) -> None:
    """Give a rehearsal office its authority with three tokens, for who certifies, who keeps the seal, who receives.

    What is there already is left alone; the desks of a shared office have one authority. An office opens without them
    too, as where SoftHSM is not installed; what needs them then says so.
    """
    with desk.unit(reading=True) as uow:
        assigned = {signer.purpose for signer in uow.copies.signers()}
    try:
        if {Purpose.OFFICER, Purpose.SEAL} <= assigned and take_shared(desk):
            share(desk)
        elif desk.holds.take(FOLDER):
            try:
                if not take_shared(desk):
                    make_authority(desk.home, desk.clock.now())
                share(desk)
                _assign(desk)
            finally:
                desk.holds.release(FOLDER)
    except FAULTS as fault:
        _log.warning("the rehearsal has no tokens: %s", fault.code)


def _assign(desk: Desk) -> None:
    people = [officer for officer in officers(desk) if officer.roles]
    tokens = {plugged.token.label: plugged for plugged in tokens_plugged(desk)}
    admin = next((officer for officer in people if Role.ADMIN in officer.roles), None)
    deputy = tuple(rehearsal_words("papers")["deputy"])
    for label, role, purpose, on_behalf in (
        (OFFICER_TOKEN, Role.CERTIFIER, Purpose.OFFICER, deputy), (SEAL_TOKEN, Role.SEAL, Purpose.SEAL, ()),
        (CLERK_TOKEN, Role.RECEPTION, Purpose.CLERK, ()),
    ):  # fmt: skip
        holder = next((officer for officer in people if role in officer.roles), None)
        plugged = tokens.get(label)
        if admin is not None and holder is not None and plugged is not None and plugged.certificates:
            chosen = (plugged.token.serial, plugged.certificates[0].sha256)
            assign_signer(desk, Session(admin, _FOUNDING), holder.login, purpose, chosen, on_behalf)


def found_rehearsal(home: Path, documents: int = 0, progress: Progress | None = None) -> None:
    """Make the rehearsal office: invented officers, sample papers in the feeder, and N invented documents.

    Raises:
        OfficeExists, StoreReadOnly, DiskFull, Cancelled.
    """
    from desk.rehearsal.invent import invent_documents
    from desk.rehearsal.papers import fill_feeder

    place = rehearsal_words("people")
    founding = Founding(commune=place["commune"], province=place["province"], rehearsal=True)
    found(home, founding, _officers())
    papers = fill_feeder(home / FEEDER)
    desk = open_any(home)
    try:
        if documents:
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
