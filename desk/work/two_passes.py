"""Both sides by hand (quét hai mặt bằng tay): the fronts in one pass, the stack turned over, the backs in another.

Between the passes the fronts are a paper that waits and is not read; the backs that came are another one. Both outlive
the program, however it ends. When the numbers fit, each back stands behind its front; when they do not, nothing is
begun anew: a sheet is told to have no back, or its back is scanned once more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from desk.errors import BacksDiffer, DocumentUnknown, WorkHeld
from desk.jobs import Progress, milestone
from desk.model.paper import Document, Page, Stage
from desk.model.people import Role, Session
from desk.model.scanning import ScanRequest
from desk.model.two_passes import BackOrder, backs_wanted, interleaved
from desk.ports import Desk, UnitOfWork
from desk.work.inserting import Spot, scan_to
from desk.work.laying import Coming, Laid, lay
from desk.work.receive import OnPage, Place, finish_receiving, scan_into, start_scan

FRONTS = "scan:fronts"
_BACKS = "scan:backs/"
_ORDER = "back-order:"
_USUAL = BackOrder.REVERSE


@dataclass(frozen=True, slots=True)
class Stack:
    """Chồng giấy quét hai lượt: the fronts of a paper and the backs that came so far.

    Attributes:
        document: The paper; its sides are the fronts.
        backs_document: Where the backs are, None before the second pass.
    """

    document: Document
    fronts: tuple[Page, ...]
    backs_document: int | None = None
    backs: tuple[Page, ...] = ()

    @property
    def lacking(self) -> int:
        """Return how many backs fewer than fronts there are; negative = too many."""
        return len(self.fronts) - len(self.backs)


def start_fronts(desk: Desk, who: Session, place: Place) -> Document:
    """Open a paper whose fronts are scanned now and its backs afterwards; faults as `receive.start_scan`.

    `receive.scan_into` fills it, `receive.finish_receiving` ends the first pass.
    """
    return start_scan(desk, who, place, source=FRONTS)


def waits_for_backs(document: Document) -> bool:
    """Tell whether a paper was scanned on its fronts alone so far, or is the backs of such a one."""
    return document.source == FRONTS or document.source.startswith(_BACKS)


def waiting_stacks(desk: Desk, dossier: str | None = None) -> list[Stack]:
    """List the stacks whose backs are not there yet, oldest first; of one dossier, or all."""
    with desk.unit(reading=True) as uow:
        open_ones = uow.documents.in_stage(Stage.RECEIVED)
        return [_stack(uow, one) for one in open_ones if one.source == FRONTS and dossier in (None, one.dossier)]


def stack(desk: Desk, document_id: int) -> Stack:
    """Return a stack under way; DocumentUnknown when the paper waits for no backs."""
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(document_id)
        if document is None or document.source != FRONTS or document.stage is Stage.REMOVED:
            raise DocumentUnknown(document=document_id)
        return _stack(uow, document)


def _stack(uow: UnitOfWork, document: Document) -> Stack:
    fronts = tuple(page for page in uow.documents.pages(document.id) if not page.removed)
    wanted = f"{_BACKS}{document.id}"
    for other in uow.documents.of_dossier(document.dossier):
        if other.source == wanted and other.stage is not Stage.REMOVED:
            backs = tuple(page for page in uow.documents.pages(other.id) if not page.removed)
            return Stack(document, fronts, other.id, backs)
    return Stack(document, fronts)


def scan_backs(
    desk: Desk, who: Session, document_id: int, request: ScanRequest, progress: Progress | None = None, *,
    on_page: OnPage | None = None,
) -> Stack:
    """Scan the second pass, or go on with it after a jam; return the stack as it stands.

    Raises:
        DocumentUnknown, WorkHeld, faults `scan.*`, Cancelled, DiskFull; what came is kept.
    """
    who.require(Role.RECEPTION)
    now = stack(desk, document_id)
    if now.backs_document is None:
        place = Place(now.document.dossier, now.document.place)
        backs = start_scan(desk, who, place, source=f"{_BACKS}{document_id}")
    else:
        backs = _opened_again(desk, now.backs_document)
    try:
        scan_into(desk, who, backs, request, progress, on_page=on_page)
    finally:
        finish_receiving(desk, who, backs.id)
    milestone("backs-scanned")
    return stack(desk, document_id)


def _opened_again(desk: Desk, document_id: int) -> Document:
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(document_id)
    if document is None:
        raise DocumentUnknown(document=document_id)
    again, name = document.at(Stage.RECEIVING), document.intake_key
    if not (desk.holds.take(name) or desk.holds.keeps(name)):
        raise WorkHeld(file=f"document {document_id}")
    try:
        with desk.unit() as uow:
            uow.documents.update(again)
            uow.commit()
    except BaseException:
        desk.holds.release(name)
        raise
    return again


def scan_back_of(
    desk: Desk, who: Session, document_id: int, sheet: int, request: ScanRequest, order: BackOrder
) -> Stack:
    """Scan the back of one sheet (from 1) that the second pass did not give, and put it where it belongs.

    Raises:
        DocumentUnknown: no backs came yet. BacksDiffer: there is no such sheet. Faults `scan.*`.
    """
    now = stack(desk, document_id)
    wanted = backs_wanted(len(now.fronts), (), order)
    if now.backs_document is None or sheet not in wanted:
        raise BacksDiffer(fronts=len(now.fronts), backs=len(now.backs), lacking=now.lacking)
    behind = min(wanted.index(sheet), len(now.backs))
    scan_to(desk, who, Spot(now.backs_document, behind), replace(request, duplex=False, limit=1))
    return stack(desk, document_id)


def settle(
    desk: Desk, who: Session, document_id: int, order: BackOrder, without: Collection[int] = ()
) -> Laid:
    """Put each back behind its front; the paper is then one like any other, to be read.

    Args:
        desk: The office.
        who: The officer.
        document_id: The paper of the fronts.
        order: In which order the backs came.
        without: Sheets (from 1) that have no back; all of them = the paper was printed on one side.

    Raises:
        DocumentUnknown; BacksDiffer: with `fronts`, `backs` and `lacking`; nothing is changed.
    """
    who.require(Role.RECEPTION)
    now = stack(desk, document_id)
    sides = interleaved(_ids(now.fronts), _ids(now.backs), order, without)
    papers = (now.backs_document,) if now.backs_document is not None else ()
    laid = lay(desk, who, document_id, sides, coming=Coming(papers, "scan"))
    milestone("passes-joined")
    return laid


def _ids(pages: Sequence[Page]) -> list[int]:
    return [page.id for page in pages]


def order_of(desk: Desk, device: str) -> BackOrder | None:
    """Return the order in which backs come at a device (`Device.key`), None when nobody was asked yet."""
    with desk.unit(reading=True) as uow:
        kept = uow.setting(_ORDER + device)
    return BackOrder(kept) if kept in list(BackOrder) else None


def remember_order(desk: Desk, who: Session, device: str, order: BackOrder) -> None:
    """Remember for a device in which order backs come; it is how its tray lays sheets down, not the clerk's choice."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        if uow.setting(_ORDER + device) != order.value:
            uow.set_setting(_ORDER + device, order.value)
            uow.commit()


def usual_order(desk: Desk, device: str) -> BackOrder:
    """Return the order remembered for a device, else the one most have: the last sheet's back first."""
    return order_of(desk, device) or _USUAL
