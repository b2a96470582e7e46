"""Handing over (bàn giao): the dossier as one ZIP, for people and for the provincial system."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from desk.errors import DossierClosed, ObjectChanged, ObjectMissing, StoreBusy
from desk.jobs import Progress, milestone
from desk.model.deadline import VIETNAM
from desk.model.deed import scope_of_citizen, scope_of_dossier
from desk.model.dossier import Dossier, DossierState
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work.deliver import Delivery, delivery
from desk.work.journalling import note
from desk.work.leaving import Contents, gather
from desk.work.office import OfficeFacts, office_facts
from desk.work.portal import dossier_fields

COVER, FIELDS, MANIFEST = "00-ban-ke.pdf", "ho-so.json", "manifest-sha256.txt"
_BLOCK = 1 << 20
_TRIES = 5
"""How often a hand-over starts anew because the dossier changed while its package was written."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A package that left.

    Attributes:
        documents: Papers inside.
        kept: Papers of the dossier that stay because they were only shown.
        digest: SHA-256 of the whole file.
    """

    file: Path
    documents: int
    kept: int
    digest: Digest


def package(desk: Desk, who: Session, code: str, out: Path, progress: Progress | None = None) -> Packaged:
    """Write a dossier's package; the dossier stays as it is, and equal contents give equal bytes.

    What leaves is journalled before the file gets its name. A file that stood there before is replaced.

    Raises:
        DossierUnknown, NothingToHandOver, PapersUnfinished, CopyUnfinished; ObjectMissing, ObjectChanged.
        FileMissing, OutputRefused: nothing was written; Cancelled.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    with desk.unit(reading=True) as uow:
        contents = gather(uow, code)
    with _written(desk, contents, out, progress or Progress()) as (part, digest):
        with desk.unit() as uow:
            _note_package(uow, desk, who, contents, digest)
            uow.commit()
        return _left(part, out, contents, digest)


def hand_over(desk: Desk, who: Session, code: str, out: Path, progress: Progress | None = None) -> Packaged:
    """Write a dossier's package and close the dossier as handed over.

    The dossier is closed once the package is whole on the disk, just before it gets its name. Repeated, as after a
    crash in between, it writes the same package again and changes nothing else.

    Raises:
        As `package`; DossierClosed: it was refused or stopped. StoreBusy: it kept changing meanwhile.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    for _ in range(_TRIES):
        with desk.unit(reading=True) as uow:
            before = gather(uow, code)
        if before.dossier.state is DossierState.HANDED_OVER:
            return package(desk, who, code, out, progress)
        if not before.dossier.state.open and before.dossier.state is not DossierState.DONE:
            raise DossierClosed(dossier=before.dossier.code)
        closed = before.closed(desk.clock.now())
        with _written(desk, closed, out, progress or Progress()) as (part, digest):
            if _close(desk, who, before, closed, digest):
                return _left(part, out, closed, digest)
    raise StoreBusy


def _close(desk: Desk, who: Session, before: Contents, closed: Contents, digest: Digest) -> bool:
    """Close the dossier unless it changed since its package was written."""
    with desk.unit() as uow:
        if gather(uow, before.dossier.code) != before:
            return False
        uow.dossiers.update(closed.dossier)
        _let_go(uow, closed.dossier)
        _note_package(uow, desk, who, closed, digest)
        note(uow, desk, who, Kind.DOSSIER_HANDED_OVER, f"dossier:{closed.dossier.code}", digest=digest)
        uow.commit()
    return True


def _let_go(uow: UnitOfWork, dossier: Dossier) -> None:
    """Let go of what was kept to go on with a dossier: nothing of it is taken back or confirmed from now on."""
    uow.deeds.forget_scope(scope_of_dossier(dossier.code))
    if not any(one.state.open for one in uow.dossiers.of_citizen(dossier.citizen_id)):
        uow.deeds.forget_scope(scope_of_citizen(dossier.citizen_id))
    for document in uow.documents.of_dossier(dossier.code):
        uow.drafts.clear(f"document:{document.id}")


def _note_package(uow: UnitOfWork, desk: Desk, who: Session, contents: Contents, digest: Digest) -> None:
    copies = [paper.made.id for paper in contents.papers if paper.made is not None]
    note(
        uow, desk, who, Kind.DOSSIER_PACKAGED, f"dossier:{contents.dossier.code}",
        documents=[paper.document.id for paper in contents.papers], copies=[*copies], digest=digest,
    )


def _left(part: Delivery, out: Path, contents: Contents, digest: Digest) -> Packaged:
    milestone("package-journalled")
    part.settle()
    milestone("package-delivered")
    return Packaged(out, len(contents.papers), contents.kept, digest)


# -- the file ---------------------------------------------------------------------------------------------------------


@contextmanager
def _written(desk: Desk, contents: Contents, out: Path, progress: Progress) -> Iterator[tuple[Delivery, Digest]]:
    """Write the package beside its place, durably, and give it with its digest."""
    facts = office_facts(desk)
    with delivery(out) as part:
        with zipfile.ZipFile(part.file, "w") as archive:
            _fill(_Package(archive, contents.as_of), desk, contents, facts, progress)
        part.file.seek(0)
        digest = hashlib.file_digest(part.file, "sha256").hexdigest()
        part.secure()
        milestone("package-written")
        yield part, digest


class _Package:
    """A ZIP under way whose bytes depend on its contents alone.

    Everything is stored as it is: scans do not get smaller, and no other program's packer shows in the bytes.
    """

    def __init__(self, archive: zipfile.ZipFile, at: datetime) -> None:
        self._archive = archive
        self._at = at.astimezone(VIETNAM)
        self.digests: dict[str, Digest] = {}

    def put(self, name: str, data: bytes) -> None:
        """Add a file of a few bytes."""
        self._archive.writestr(self._entry(name, len(data)), data)
        self.digests[name] = hashlib.sha256(data).hexdigest()

    def put_object(self, name: str, file: Path, digest: Digest, progress: Progress) -> None:
        """Add an object of the store bit for bit; ObjectMissing, ObjectChanged."""
        summed = hashlib.sha256()
        size = file.stat().st_size
        with _opened(file, digest) as source, self._archive.open(self._entry(name, size), "w") as entry:
            while block := source.read(_BLOCK):
                progress.check()
                summed.update(block)
                entry.write(block)
        if summed.hexdigest() != digest:
            raise ObjectChanged(object=digest)
        self.digests[name] = digest

    def _entry(self, name: str, size: int) -> zipfile.ZipInfo:
        at = self._at
        entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        entry.create_system, entry.external_attr, entry.file_size = 3, 0o644 << 16, size
        return entry


@contextmanager
def _opened(file: Path, digest: Digest) -> Iterator[IO[bytes]]:
    try:
        source = file.open("rb")
    except OSError as fault:
        raise ObjectMissing(object=digest) from fault
    with source:
        yield source


def _fill(package: _Package, desk: Desk, contents: Contents, facts: OfficeFacts, progress: Progress) -> None:
    """Put everything in: the list for people, the papers, the data, and at last the digests of them all."""
    package.put(COVER, _cover(contents, facts))
    for done, paper in enumerate(contents.papers):
        progress.say(done, len(contents.papers), paper.name)
        package.put_object(paper.name, desk.store.path(paper.digest), paper.digest, progress)
    fields = dossier_fields(contents, facts, package.digests)
    package.put(FIELDS, (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode())
    package.put(MANIFEST, _lines(package.digests).encode())
    progress.say(len(contents.papers), len(contents.papers))


def _lines(digests: dict[str, Digest]) -> str:
    """Return the digests as `sha256sum -c` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def _cover(contents: Contents, facts: OfficeFacts) -> bytes:
    from desk.papers.cover import CoverData, CoverPaper, cover_pdf  # setting type loads slowly, and only papers need it

    papers: Sequence[CoverPaper] = [
        CoverPaper(
            title=paper.title, file=paper.name, pages=paper.pages,
            entry=(entry.number, entry.book) if (entry := paper.true or paper.entry) is not None else None,
            true=paper.true is not None, signed=paper.signed is not None and paper.made is None,
            from_dossier=paper.document.dossier if paper.reuse is not None else "",
        )
        for paper in contents.papers
    ]
    return cover_pdf(
        CoverData(
            dossier=contents.dossier, citizen=contents.citizen, authority=facts.authority, centre=facts.centre,
            commune=facts.commune, papers=papers, manifest=MANIFEST, fields=FIELDS,
            fee=sum(entry.copy.fee for entry in contents.entries), at=contents.as_of, rehearsal=facts.rehearsal,
        )
    )
