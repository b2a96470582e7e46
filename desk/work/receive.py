"""Taking paper in (nhận giấy): from a scanner, a folder, or files; every side durable before it is shown."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desk.errors import (
    FAULTS,
    ComponentShownOnly,
    ComponentUnknown,
    DocumentUnknown,
    FileMissing,
    PageCountDiffers,
    ScannerAbsent,
    WorkHeld,
)
from desk.jobs import Progress, milestone
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Role, Session
from desk.model.procedure import Need
from desk.model.scanning import Device, RawPage, ScanRequest
from desk.ports import Desk, UnitOfWork
from desk.work.intake import open_one
from desk.work.journalling import note
from ocr.page import PageImage

_BLOCK = 1 << 20
OnPage = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper goes: a dossier and one of its components; None = the machine finds it after reading."""

    dossier: str
    component: int | None = None


def check_place(uow: UnitOfWork, place: Place) -> Dossier:
    """Return the dossier if paper may go there.

    Raises:
        DossierUnknown, DossierClosed, ComponentUnknown.
        ComponentShownOnly: papers that are only shown are never scanned (TT 03/2025/TT-VPCP Điều 5).
    """
    dossier = open_one(uow, place.dossier)
    if place.component is not None:
        component = dossier.component(place.component)
        if component is None:
            raise ComponentUnknown(dossier=dossier.code, place=place.component)
        if component.need is Need.SHOW and dossier.procedure.kind != "chung_thuc":
            raise ComponentShownOnly(place=place.component)
    return dossier


# -- files ------------------------------------------------------------------------------------------------------------


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; FileMissing when it cannot be read."""
    summed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                summed.update(block)
    except OSError as fault:
        raise FileMissing(file=path.name) from fault
    return summed.hexdigest()


def receive_file(
    desk: Desk, who: Session, path: Path, place: Place, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> Document:
    """Take one file (picture, TIFF, PDF) into a dossier, up to stage RECEIVED.

    The file is split in a limited worker before anything is kept, so a bad file leaves the dossier as it was. The
    same file given again to the same place continues where it was cut short, or gives back the same document.

    Raises:
        Faults of `ocr` for a bad file, those of `check_place`, DiskFull, WorkerDied, WorkerOverTime, Cancelled.
        WorkHeld: another window or command is taking the same file in.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    key = hashlib.sha256(f"{place.dossier}|{place.component}|{file_digest(path)}".encode()).hexdigest()
    spool = desk.spool / f"file-{key[:16]}"
    if not desk.holds.take(key):
        raise WorkHeld(file=path.name)
    try:
        with desk.unit() as uow:
            dossier = check_place(uow, place)
            known = uow.documents.by_intake_key(key)
        if known is not None and known.stage is not Stage.RECEIVING:
            return _back_from_tray(desk, who, known)
        images = desk.reader.split(path, spool, progress)
        milestone("file-split")
        origin = _Origin(f"file:{path.name}", key, path)
        document = known or _start(desk, who, dossier, place.component, origin)
        milestone("document-started")
        for number, image in enumerate(images, 1):
            progress.check()
            page = keep_page(desk, who, document, image, number)
            milestone("page-kept")
            if on_page is not None:
                on_page(page)
        return finish_receiving(desk, who, document.id)
    finally:
        clear_spool(spool)
        desk.holds.release(key)


@dataclass(frozen=True, slots=True)
class _Origin:
    source: str
    key: str
    file: Path | None = None


def _start(desk: Desk, who: Session, dossier: Dossier, component: int | None, origin: _Origin) -> Document:
    digest = desk.store.put_file(origin.file) if origin.file is not None else None
    with desk.unit() as uow:
        document = uow.documents.add(
            Document(
                dossier=dossier.code, citizen_id=dossier.citizen_id, place=component, source=origin.source,
                made_at=desk.clock.now(), made_by=who.officer.id, intake_key=origin.key, source_digest=digest,
            )
        )
        uow.commit()
    return document


def _back_from_tray(desk: Desk, who: Session, document: Document) -> Document:
    if document.stage is not Stage.REMOVED:
        return document
    with desk.unit() as uow:
        back = document.at(Stage.READ if document.pdf else Stage.RECEIVED)
        uow.documents.update(back)
        note(uow, desk, who, Kind.DOCUMENT_RESTORED, f"document:{document.id}")
        uow.commit()
    return back


# -- scanners ---------------------------------------------------------------------------------------------------------


def devices(desk: Desk) -> list[Device]:
    """List the devices of all drivers; a driver that fails is passed over, its fault is in the log."""
    found: list[Device] = []
    for scanner in desk.scanners.values():
        try:
            found += scanner.devices()
        except FAULTS:
            continue
    return found


def choose_device(desk: Desk, name: str | None) -> Device:
    """Return the device of this id or name (part of it suffices), or the first one.

    Raises:
        ScannerAbsent: none answers, or none fits.
    """
    found = devices(desk)
    if name is not None:
        found = [d for d in found if name.lower() in (d.id.lower(), d.name.lower())] or [
            d for d in found if name.lower() in f"{d.id} {d.name}".lower()
        ]
    if not found:
        raise ScannerAbsent(device=name or "-")
    return found[0]


def start_scan(desk: Desk, who: Session, place: Place, paper_pages: int | None = None) -> Document:
    """Open an empty document that `scan_into` fills; `paper_pages` = sides counted by hand, if counted.

    It is held by this process until `finish_receiving`, so that no `resume` takes it for abandoned.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        dossier = check_place(uow, place)
    key = uuid.uuid4().hex
    desk.holds.take(key)
    document = _start(desk, who, dossier, place.component, _Origin("scan", key))
    if paper_pages is not None:
        document = replace(document, paper_pages=paper_pages)
        with desk.unit() as uow:
            uow.documents.update(document)
            uow.commit()
    return document


def scan_into(
    desk: Desk, who: Session, document: Document, request: ScanRequest, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> int:
    """Scan sides into a document, each durable and recorded before `on_page` hears of it; return how many came.

    A fault in mid-stack (jam, cable, cover) keeps what came and is raised; calling again appends. Cancelling likewise.

    Raises:
        Faults `scan.*`, Cancelled, DiskFull.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    driver = request.device.partition(":")[0]
    if driver not in desk.scanners:
        raise ScannerAbsent(device=request.device)
    spool = scan_spool(desk.spool, document.intake_key)
    spool.mkdir(parents=True, exist_ok=True)
    came = 0
    for raw in desk.scanners[driver].scan(request, spool, progress):
        milestone("side-arrived")
        for page in _keep_raw(desk, who, document, raw, progress):
            came += 1
            milestone("page-kept")
            if on_page is not None:
                on_page(page)
    clear_spool(spool)
    return came


def scan_spool(spool: Path, intake_key: str) -> Path:
    """Return the folder a scan's sides land in; what a crash leaves there is taken in by `desk.work.resume`."""
    return spool / f"scan-{intake_key}"


def _keep_raw(desk: Desk, who: Session, document: Document, raw: RawPage, progress: Progress) -> list[Page]:
    """Measure one arrived side in a worker, keep it, and clear it from the spool."""
    pieces = desk.spool / f"side-{uuid.uuid4().hex}"
    try:
        images = desk.reader.split(raw.path, pieces, progress)
        pages = []
        for image in images:
            number = _next_place(desk, document.id)
            measured = replace(image, dpi=raw.dpi or image.dpi)
            pages.append(keep_page(desk, who, document, measured, number))
        raw.path.unlink(missing_ok=True)
        return pages
    finally:
        clear_spool(pieces)


def _next_place(desk: Desk, document_id: int) -> int:
    with desk.unit() as uow:
        return len(uow.documents.pages(document_id)) + 1


# -- common -----------------------------------------------------------------------------------------------------------


def keep_page(desk: Desk, who: Session, document: Document, image: PageImage, number: int) -> Page:
    """Keep one side: bytes first, then its row; a side already there is given back, so repeating does not double."""
    digest = desk.store.put_file(image.path)
    with desk.unit() as uow:
        there = next((p for p in uow.documents.pages(document.id) if p.place == number), None)
        if there is not None:
            return there
        page = uow.documents.add_page(
            Page(
                document_id=document.id, place=number, digest=digest, media=image.media, width_px=image.width_px,
                height_px=image.height_px, dpi=image.dpi, hint=image.hint, reading=image.own,
            )
        )
        note(uow, desk, who, Kind.PAGE_RECEIVED, f"document:{document.id}", page=number, object=digest)
        uow.commit()
    return page


def finish_receiving(desk: Desk, who: Session, document_id: int) -> Document:
    """Close the receiving of a document: RECEIVED, or into the tray when no side ever came.

    Raises:
        DocumentUnknown: no such document.
    """
    with desk.unit() as uow:
        document = uow.documents.get(document_id)
        if document is None:
            raise DocumentUnknown(document=document_id)
        if document.stage is Stage.RECEIVING:
            pages = uow.documents.pages(document_id)
            document = document.at(Stage.RECEIVED if pages else Stage.REMOVED)
            uow.documents.update(document)
            if pages:
                note(
                    uow, desk, who, Kind.DOCUMENT_RECEIVED, f"document:{document.id}",
                    dossier=document.dossier, pages=len(pages),
                )
            uow.commit()
    desk.holds.release(document.intake_key)
    milestone("document-received")
    return document


def compare_count(desk: Desk, document_id: int) -> None:
    """Hold the sides captured against the sides counted by hand.

    Raises:
        PageCountDiffers: with `counted` and `captured`; blank backs do not count as captured.

    Law: docs/law.md#page-count
    """
    with desk.unit() as uow:
        document = uow.documents.get(document_id)
        if document is None or document.paper_pages is None:
            return
        pages = [p for p in uow.documents.pages(document_id) if not p.removed]
    captured = sum(1 for p in pages if p.reading is None or not p.reading.blank)
    if captured != document.paper_pages:
        raise PageCountDiffers(counted=document.paper_pages, captured=captured)


def clear_spool(folder: Path) -> None:
    """Remove a folder of the spool with its files; a file that resists is left for the next start."""
    if not folder.exists():
        return
    for file in folder.iterdir():
        try:
            file.unlink()
        except OSError:
            continue
    try:
        folder.rmdir()
    except OSError:
        return
