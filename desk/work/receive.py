"""Taking paper in (nhận giấy): from a scanner, a folder, or files; every side durable before it is shown."""

import contextlib
import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desk.errors import (
    ComponentShownOnly,
    ComponentUnknown,
    DeskError,
    DocumentUnknown,
    FileMissing,
    PageCountDiffers,
    PageTruncated,
    ScannerAbsent,
    WorkerDied,
    WorkerOverMemory,
    WorkerOverTime,
    WorkHeld,
)
from desk.jobs import Progress, milestone
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Role, Session
from desk.model.procedure import Need
from desk.model.scanning import RawPage, ScanRequest
from desk.ports import Desk, UnitOfWork
from desk.work.devices import in_hand
from desk.work.intake import open_one
from desk.work.journalling import note
from ocr.errors import OcrError
from ocr.page import PageImage

_BLOCK = 1 << 20
_MEDIA = {".jpg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".pdf": "application/pdf"}
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
        with desk.unit(reading=True) as uow:
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


def start_scan(
    desk: Desk, who: Session, place: Place, paper_pages: int | None = None, *, source: str = "scan"
) -> Document:
    """Open an empty document that `scan_into` fills; `paper_pages` = sides counted by hand, if counted.

    `source` tells of sides that are not a paper of their own what they are for.

    It is held by this process until `finish_receiving`, so that no `resume` takes it for abandoned.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        dossier = check_place(uow, place)
    key = uuid.uuid4().hex
    desk.holds.take(key)
    document = _start(desk, who, dossier, place.component, _Origin(source, key))
    if paper_pages is not None:
        document = replace(document, paper_pages=paper_pages)
        with desk.unit() as uow:
            uow.documents.update(document)
            uow.commit()
    return document


def scan_into(  # long: what becomes of each fault stands in one place
    desk: Desk, who: Session, document: Document, request: ScanRequest, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> int:
    """Scan sides into a document, each durable and recorded before `on_page` hears of it; return how many came.

    A fault in mid-stack (jam, cable, cover) keeps what came and is raised; calling again appends. Cancelling likewise.
    A fault tells `kept`, `sheets` and `next` of the whole paper, whatever was scanned into it before. A device that
    another desk of the office has in hand is waited for (`devices.in_hand`).

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
    came: list[Page] = []

    def told(page: Page) -> None:
        came.append(page)
        milestone("page-kept")
        if on_page is not None:
            on_page(page)

    with in_hand(desk, who, request, progress):
        take_left(desk, who, document, told)
        before = _next_place(desk, document.id) - 1
        try:
            with closed_after(desk.scanners[driver].scan(request, spool, progress)) as sides:
                for raw in sides:
                    milestone("side-arrived")
                    _keep_raw(desk, who, document, raw, told)
        except OcrError as fault:
            # Told to put this sheet back and those behind it: what was drawn of them meanwhile goes, or comes twice.
            clear_spool(spool)
            there = _next_place(desk, document.id) - 1
            raise of_whole_paper(PageTruncated(), there, both=request.duplex) from fault
        except DeskError as fault:
            raise of_whole_paper(fault, before, both=request.duplex) from fault
    clear_spool(spool)
    return len(came)


@contextmanager
def closed_after(sides: Iterator[RawPage]) -> Iterator[Iterator[RawPage]]:
    """End a scan when we leave it, and not when the last trace of a fault is gone: the device is free only then."""
    try:
        yield sides
    finally:
        close = getattr(sides, "close", None)
        if close is not None:
            close()


def take_left(desk: Desk, who: Session, document: Document, on_page: OnPage | None = None) -> int:
    """Take in the sides that lie in a scan's spool, and return how many came; they were drawn from the paper too.

    They lie there after a crash, or when a side could not be kept as on a full disk. One that is kept already is not
    kept again; one that is no picture is dropped.

    Raises:
        DiskFull, StoreReadOnly.
    """
    spool = scan_spool(desk.spool, document.intake_key)
    if not spool.is_dir():
        return 0
    before = _next_place(desk, document.id)
    files = sorted((f for f in spool.iterdir() if f.stem.isdecimal() and f.suffix in _MEDIA), key=_number)
    for place, file in enumerate(files):
        side = RawPage(file, _MEDIA[file.suffix], 0.0, _number(file))
        with contextlib.suppress(OcrError, WorkerDied, WorkerOverTime, WorkerOverMemory):
            # Each is cleared once it is kept, so that a crash between leaves the first alone in both places.
            _keep_raw(desk, who, document, side, on_page, once=place == 0)
        file.unlink(missing_ok=True)
    return _next_place(desk, document.id) - before


def _number(file: Path) -> int:
    return int(file.stem)


def of_whole_paper(fault: DeskError, before: int, *, both: bool) -> DeskError:
    """Return a scanner's fault with the sides that were there before it counted in."""
    sheets = (before + 1) // 2 if both else before
    more = {"kept": before, "sheets": sheets, "next": sheets}
    told = {"kept": 0, "sheets": 0, "next": 1, **fault.context}
    return type(fault)(**{**told, **{name: int(str(told[name])) + count for name, count in more.items()}})


def scan_spool(spool: Path, intake_key: str) -> Path:
    """Return the folder a scan's sides land in; what a crash leaves there is taken in by `desk.work.resume`."""
    return spool / f"scan-{intake_key}"


def _keep_raw(
    desk: Desk, who: Session, document: Document, raw: RawPage, on_page: OnPage | None, *, once: bool = False
) -> None:
    """Measure one arrived side in a worker, keep it, and clear it from the spool; a cancel does not cut this short.

    With `once`, one whose bytes are a page of the document already is not kept again.
    """
    pieces = desk.spool / f"side-{uuid.uuid4().hex}"
    try:
        for image in desk.reader.split(raw.path, pieces, Progress()):
            if once and _is_there(desk, document, image):
                continue
            measured = replace(image, dpi=raw.dpi or image.dpi)
            page = keep_page(desk, who, document, measured, _next_place(desk, document.id))
            if on_page is not None:
                on_page(page)
        raw.path.unlink(missing_ok=True)
    finally:
        clear_spool(pieces)


def _is_there(desk: Desk, document: Document, image: PageImage) -> bool:
    digest = desk.store.put_file(image.path)
    with desk.unit(reading=True) as uow:
        return any(page.digest == digest for page in uow.documents.pages(document.id))


def _next_place(desk: Desk, document_id: int) -> int:
    with desk.unit(reading=True) as uow:
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
        DocumentUnknown: no such document. DiskFull, StoreReadOnly: a side that waits in the spool cannot be kept yet.
    """
    with desk.unit(reading=True) as uow:
        coming = uow.documents.get(document_id)
    if coming is not None and coming.stage is Stage.RECEIVING:
        take_left(desk, who, coming)
        clear_spool(scan_spool(desk.spool, coming.intake_key))
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
    with desk.unit(reading=True) as uow:
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
