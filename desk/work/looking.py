"""While the paper is in hand (giấy còn trên tay): a look at each side as it arrives, and one side scanned once more."""

from dataclasses import replace

from desk.jobs import Progress
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Role, Session
from desk.model.scanning import ScanRequest
from desk.ports import Desk
from desk.work.digitise import page_image
from desk.work.journalling import note
from desk.work.receive import OnPage, scan_into
from ocr.page import FirstLook


def look_at(desk: Desk, page: Page) -> FirstLook:
    """Tell what is wrong with a side that just arrived.

    Raises:
        Faults of `ocr` for bytes that are no picture, WorkerDied, WorkerOverTime.
    """
    return desk.reader.first_look(page_image(desk, page))


def scan_again(
    desk: Desk, who: Session, page: Page, request: ScanRequest, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> Page | None:
    """Scan one side once more; it takes the place of `page`, which is set aside in the document, its bytes kept.

    Only while the document is being received. Returns the new side, or None when no side came.

    Raises:
        RoleMissing, faults `scan.*`, Cancelled, DiskFull; `page` then stays where it is.
    """
    who.require(Role.RECEPTION)
    document = _receiving(desk, page)
    if document is None:
        return None
    came: list[Page] = []
    scan_into(desk, who, document, replace(request, duplex=False, limit=1), progress, on_page=came.append)
    if not came:
        return None
    with desk.unit() as uow:
        new, old = came[0], replace(page, place=came[0].place, removed=True)
        # A place belongs to one side: the old one steps aside before the new one takes it.
        uow.documents.update_page(replace(old, place=-page.place))
        taken = replace(new, place=page.place)
        uow.documents.update_page(taken)
        uow.documents.update_page(old)
        note(uow, desk, who, Kind.PAGE_REPLACED, f"document:{document.id}", page=page.place, object=new.digest)
        uow.commit()
    if on_page is not None:
        on_page(taken)
    return taken


def _receiving(desk: Desk, page: Page) -> Document | None:
    with desk.unit() as uow:
        document = uow.documents.get(page.document_id)
    return document if document is not None and document.stage is Stage.RECEIVING else None
