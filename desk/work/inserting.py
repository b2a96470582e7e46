"""One more side for a paper (chèn, thay, nối mặt): scanned behind a side, or instead of one, whatever was read before.

For a paper that was received already the new sides come into a paper of their own first, which names where they go;
they change papers in one transaction. A crash before leaves them there, and `finish_changes` goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.errors import FAULTS, Cancelled, DeskError, SideUnknown
from desk.jobs import Progress, milestone
from desk.model.paper import Document, Page, Stage
from desk.model.people import Role, Session
from desk.model.scanning import ScanRequest
from desk.ports import Desk
from desk.work.laying import ON_THEIR_WAY, Coming, Laid, changeable, lay
from desk.work.receive import OnPage, Place, finish_receiving, scan_into, start_scan

_AFTER, _INSTEAD = "after", "instead"


@dataclass(frozen=True, slots=True)
class Spot:
    """Chỗ của mặt mới: in a document behind the side `place` (0 = before the first), or `instead` of that side."""

    document: int
    place: int
    instead: bool = False


def scan_to(
    desk: Desk, who: Session, spot: Spot, request: ScanRequest, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> Laid | None:
    """Scan into a spot of a paper: one side instead of another, or as many as come behind one.

    The side that is replaced is laid aside in its document with its bytes. After a fault in mid-stack what came is in
    its place and the fault is raised. Returns None when no side came.

    Raises:
        RoleMissing, SideUnknown, those of `laying.changeable`, faults `scan.*`, Cancelled, DiskFull; the paper then
        stays as it was. SecrecyMarked.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    with desk.unit(reading=True) as uow:
        document, pages = changeable(uow, spot.document)
    here = [page for page in pages if not page.removed]
    if not (1 if spot.instead else 0) <= spot.place <= len(here):
        raise SideUnknown(place=spot.place)
    if spot.instead:
        request = replace(request, duplex=False, limit=1)
    if document.stage is Stage.RECEIVING:
        return _into_open(desk, who, document, spot, lambda told: scan_into(
            desk, who, document, request, progress, on_page=told), on_page)  # fmt: skip
    source = f"{ON_THEIR_WAY}{spot.document}/{_INSTEAD if spot.instead else _AFTER}/{spot.place}"
    coming = start_scan(desk, who, Place(document.dossier, document.place), source=source)
    fault: DeskError | None = None
    try:
        scan_into(desk, who, coming, request, progress, on_page=on_page)
    except DeskError as stopped:
        fault = stopped
    came = finish_receiving(desk, who, coming.id)
    milestone("side-for-a-paper")
    laid = join(desk, who, came, Progress()) if came.stage is Stage.RECEIVED else None
    if fault is not None:
        raise fault
    return laid


def _into_open(
    desk: Desk, who: Session, document: Document, spot: Spot, scan: Callable[[OnPage], int], on_page: OnPage | None
) -> Laid | None:
    came: list[Page] = []
    try:
        scan(came.append)
    finally:
        laid = _laid(desk, who, spot, [page.id for page in came]) if came else None
        if laid is not None and on_page is not None:
            with desk.unit(reading=True) as uow:
                news = {page.id: page for page in uow.documents.pages(document.id)}
            for page in came:
                on_page(news[page.id])
    return laid


def _laid(desk: Desk, who: Session, spot: Spot, new: list[int], taken: tuple[int, ...] = ()) -> Laid:
    with desk.unit(reading=True) as uow:
        _document, pages = changeable(uow, spot.document)
    here = [page.id for page in pages if not page.removed and page.id not in new]
    at = min(spot.place, len(here))
    order = [*here[: at - 1 if spot.instead else at], *new, *here[at:]]
    return lay(desk, who, spot.document, order, coming=Coming(taken))


def spot_of(document: Document) -> Spot | None:
    """Return the spot that a paper's sides were scanned for, None for a paper of its own."""
    if not document.source.startswith(ON_THEIR_WAY):
        return None
    target, how, place = document.source.removeprefix(ON_THEIR_WAY).split("/")
    return Spot(int(target), int(place), how == _INSTEAD)


def join(desk: Desk, who: Session, came: Document, progress: Progress) -> Laid:
    """Let the sides of a paper that was scanned for a spot go there; faults of `laying.lay`."""
    spot = spot_of(came)
    if spot is None:
        raise SideUnknown(place=0)
    progress.check()
    with desk.unit(reading=True) as uow:
        new = [page.id for page in uow.documents.pages(came.id) if not page.removed]
    return _laid(desk, who, spot, new, (came.id,))


def finish_changes(desk: Desk, who: Session, progress: Progress | None = None) -> list[Laid]:
    """Bring the sides that a crash left before their place to it; those whose paper is fixed meanwhile stay a paper.

    After a fault that may pass they wait where they are.

    Raises:
        Cancelled.
    """
    with desk.unit(reading=True) as uow:
        left = [one for one in uow.documents.in_stage(Stage.RECEIVED) if spot_of(one) is not None]
    done = []
    for one in left:
        try:
            done.append(join(desk, who, one, progress or Progress()))
        except Cancelled:
            raise
        except FAULTS as fault:
            if not fault.retry:
                _own_paper(desk, one.id)
    return done


def _own_paper(desk: Desk, document_id: int) -> None:
    """Let sides that cannot come to their place be a paper; those that came there after all, or were taken, stay so."""
    with desk.unit() as uow:
        now = uow.documents.get(document_id)
        if now is not None and now.stage is Stage.RECEIVED and spot_of(now) is not None:
            uow.documents.update(replace(now, source="scan"))
            uow.commit()
