"""Photographing papers into a dossier (chụp bằng điện thoại): each photo goes the road of a scanned side."""

import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from desk.errors import Cancelled, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Progress, milestone
from desk.model.paper import Document, Page
from desk.model.people import Role, Session
from desk.model.phone import PhoneDoor, PhoneWish, PhotoSaid, PhotoState
from desk.model.scanning import RawPage
from desk.ports import Desk
from desk.text import phrase
from desk.work.looking import look_at
from desk.work.receive import clear_spool, keep_page, scan_spool, take_left
from ocr.errors import OcrError

SOURCE = "phone"
"""`Document.source` of papers that a phone photographed."""

_NO_PICTURE = (OcrError, WorkerDied, WorkerOverTime, WorkerOverMemory)


def _nothing(*_: object) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class PhoneEars:
    """Who hears of an opening while it lasts (ai được báo).

    Attributes:
        door: The way to the page; again when a phone came in.
        page: A side that is durable and recorded.
        look: The same side and the codes of what is wrong with it, under `phone-look` in `messages.toml`.
        refused: The number of a photo that is no readable picture.
    """

    door: Callable[[PhoneDoor], None] = _nothing
    page: Callable[[Page], None] = _nothing
    look: Callable[[Page, tuple[str, ...]], None] = _nothing
    refused: Callable[[int], None] = _nothing


def photograph_into(
    desk: Desk, who: Session, document: Document, wish: PhoneWish, progress: Progress, ears: PhoneEars
) -> int:
    """Let one phone photograph into a document that is being received, and return how many sides came.

    It ends when the phone has finished, when nobody has asked for `wish.idle_s`, or when a person stops it, which is
    no fault: what was told received comes all the same. `finish_receiving` closes the document as after a scan.

    Raises:
        RoleMissing, PhoneNoNetwork, PhonePageLost, DiskFull, StoreReadOnly; sides that came are kept.
    """
    who.require(Role.RECEPTION)
    spool = scan_spool(desk.spool, document.intake_key)
    spool.mkdir(parents=True, exist_ok=True)
    take_left(desk, who, document, ears.page)
    came = 0
    titled = replace(wish, title=wish.title or document.dossier)
    with closing(desk.phones.photographs(titled, spool, progress)) as coming:
        try:
            for one in coming:
                if isinstance(one, PhoneDoor):
                    ears.door(one)
                else:
                    came += _take(_Taking(desk, who, document, ears), one)
        except Cancelled:
            progress.say(came, came)
    return came


@dataclass(frozen=True, slots=True)
class _Taking:
    desk: Desk
    who: Session
    document: Document
    ears: PhoneEars


def _take(taking: _Taking, photo: RawPage) -> int:
    """Keep one photo, look at it, and have the phone told; return how many sides it became."""
    spool = photo.path.parent
    try:
        pages = _keep(taking, photo)
    except _NO_PICTURE:
        taking.desk.phones.tell(spool, photo.number, PhotoSaid(PhotoState.REFUSED, 0, (phrase("phone-told.refused"),)))
        taking.ears.refused(photo.number)
        photo.path.unlink(missing_ok=True)
        return 0
    milestone("photo-kept")
    taking.desk.phones.tell(spool, photo.number, _looked(taking, pages))
    photo.path.unlink(missing_ok=True)
    return len(pages)


def _keep(taking: _Taking, photo: RawPage) -> list[Page]:
    """Return the sides a photo became: none when its very bytes are a side of the document already."""
    desk, document = taking.desk, taking.document
    pieces, pages = desk.spool / f"side-{uuid.uuid4().hex}", []
    try:
        for image in desk.reader.split(photo.path, pieces, Progress()):
            digest = desk.store.put_file(image.path)
            with desk.unit(reading=True) as uow:
                there = uow.documents.pages(document.id)
            if any(page.digest == digest for page in there):
                continue
            number = max((page.place for page in there), default=0) + 1
            page = keep_page(desk, taking.who, document, image, number)
            taking.ears.page(page)
            pages.append(page)
    finally:
        clear_spool(pieces)
    return pages


def _looked(taking: _Taking, pages: list[Page]) -> PhotoSaid:
    """Look at the sides while the paper is in hand, and return what the phone is told."""
    if not pages:
        return PhotoSaid(PhotoState.THERE)
    words: list[str] = []
    for page in pages:
        try:
            codes = tuple(look_at(taking.desk, page).warnings)
        except _NO_PICTURE:
            continue  # it is told of when it is read
        taking.ears.look(page, codes)
        words += [phrase(f"phone-look.{code}") for code in codes]
    return PhotoSaid(PhotoState.POOR if words else PhotoState.KEPT, pages[0].place, tuple(words))


def squares(text: str) -> tuple[bytes, ...]:
    """Return the modules of a QR code, row by row, 1 = dark, without its quiet zone of four.

    Error correction M: it is read from a screen, which has no stains.
    """
    import segno

    return tuple(bytes(row) for row in segno.make(text, error="m", micro=False).matrix)
