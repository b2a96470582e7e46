"""What a person sees before handing over (bàn giao): each paper with its state, and what keeps the dossier here."""

from dataclasses import dataclass
from enum import StrEnum

from desk.errors import ComponentsUnsigned, CopyUnfinished, NothingToHandOver, PapersUnfinished
from desk.model.certification import CertifiedCopy, ComponentSignature, CopyStage
from desk.model.dossier import Dossier, DossierState
from desk.model.paper import Document, Stage
from desk.model.people import Citizen
from desk.model.procedure import Component, Need
from desk.model.reuse import Reuse
from desk.ports import Desk, UnitOfWork
from desk.work.certifiable import live_copy
from desk.work.component import demanded, signable, signature_of, unsigned
from desk.work.intake import one
from desk.work.leaving import CERTIFYING, Contents, gather, served_certified


class PaperState(StrEnum):
    """Whether a paper may leave.

    READY: trao được. UNCHECKED: trao được, chưa ai kiểm. STAYS: chỉ xuất trình, không trao. TO_CERTIFY: chưa chứng
    thực, nên không có gì để trao. READING: đang đọc. FAILED: đọc không được. UNSIGNED: đã giữ số, chưa ký xong.
    WAITING: chờ dấu thời gian. VOIDED: dùng lại bản sao mà số đã hủy. TO_SIGN: chờ cán bộ ký giấy số hóa.
    """

    READY = "ready"
    UNCHECKED = "unchecked"
    STAYS = "stays"
    TO_CERTIFY = "to-certify"
    READING = "reading"
    FAILED = "failed"
    UNSIGNED = "unsigned"
    WAITING = "waiting"
    VOIDED = "voided"
    TO_SIGN = "to-sign"

    @property
    def holds(self) -> bool:
        """Tell whether it keeps the whole dossier here."""
        return self in _HOLDING


_HOLDING = {
    PaperState.READING, PaperState.FAILED, PaperState.UNSIGNED, PaperState.WAITING, PaperState.VOIDED,
    PaperState.TO_SIGN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperToHand:
    """One paper of the dossier before it leaves.

    Attributes:
        copy: Its certified copy that is not void, at whatever stage, or None; of a line of its own, the true copy.
        reused: Whether it comes from another dossier.
        file: Name of its file in the package, "" while the package cannot be made or the paper stays.
        signature: The clerk's signature on the scan, or None.
    """

    document: Document
    component: Component | None
    copy: CertifiedCopy | None
    reused: bool
    state: PaperState
    file: str = ""
    signature: ComponentSignature | None = None


@dataclass(frozen=True, slots=True)
class Handing:
    """A dossier before it leaves.

    Attributes:
        papers: In the order of the components, then «giấy tờ khác»; those in the tray and secret ones left out.
        fee: Of the certified copies made in this dossier that are not void, VND.
        able: Whether a package can be made now.
        to_sign: How many digitised papers their clerk could still sign.
    """

    dossier: Dossier
    citizen: Citizen
    papers: tuple[PaperToHand, ...]
    fee: int
    able: bool
    to_sign: int = 0

    @property
    def holding(self) -> list[PaperToHand]:
        """Return the papers that keep the dossier here."""
        return [paper for paper in self.papers if paper.state.holds]

    @property
    def leaving(self) -> list[PaperToHand]:
        """Return the papers that leave once the package can be made."""
        return [paper for paper in self.papers if paper.state not in (PaperState.STAYS, PaperState.TO_CERTIFY)]

    @property
    def handed_over(self) -> bool:
        """Tell whether it was handed over before."""
        return self.dossier.state is DossierState.HANDED_OVER


def handing(desk: Desk, code: str) -> Handing:
    """Return what a dossier holds before it is handed over; nothing is written and nobody's papers are looked up.

    Raises:
        DossierUnknown.
    """
    with desk.unit(reading=True) as uow:
        dossier = one(uow, code)
        contents = _contents(uow, code)
        leaving = contents.papers if contents is not None else ()
        names = {paper.document.id: paper.name for paper in leaving if paper.true is None}
        names_of_true = {paper.true.copy.id: paper.name for paper in leaving if paper.true is not None}
        papers = [_own(uow, dossier, d, names) for d in uow.documents.of_dossier(dossier.code) if _counts(d)]
        papers += _true(uow, dossier, names_of_true)
        for reuse in uow.dossiers.reuses(dossier.code):
            document = uow.documents.get(reuse.document_id)
            if document is not None and _counts(document):
                papers.append(_reused(uow, dossier, document, reuse, names))
        papers.sort(key=lambda paper: (paper.component is None, paper.component.place if paper.component else 0))
        copies = [copy for copy in uow.copies.of_dossier(dossier.code) if copy.stage is not CopyStage.VOID]
        return Handing(
            dossier, uow.citizens.get(dossier.citizen_id), tuple(papers), sum(copy.fee for copy in copies),
            able=contents is not None, to_sign=len(unsigned(uow, dossier)),
        )


def _counts(document: Document) -> bool:
    return document.stage is not Stage.REMOVED and document.secrecy is None


def _contents(uow: UnitOfWork, code: str) -> Contents | None:
    try:
        return gather(uow, code)
    except (NothingToHandOver, PapersUnfinished, CopyUnfinished, ComponentsUnsigned):
        return None


def _own(uow: UnitOfWork, dossier: Dossier, document: Document, names: dict[int, str]) -> PaperToHand:
    component = dossier.component(document.place) if document.place is not None else None
    copy = live_copy(uow, document.id)
    state = _state(document, copy)
    if copy is None and not state.holds and _stays(dossier, component):
        state = PaperState.TO_CERTIFY if dossier.procedure.kind == CERTIFYING else PaperState.STAYS
    signature = signature_of(uow, document)
    lacks = (signature is None or signature.file is None) and signable(dossier, document)
    if lacks and not state.holds and demanded(uow):
        state = PaperState.TO_SIGN
    return PaperToHand(document, component, copy, False, state, names.get(document.id, ""), signature)  # noqa: FBT003 -- not reused


def _true(uow: UnitOfWork, dossier: Dossier, names: dict[int, str]) -> list[PaperToHand]:
    """Return a line for each true copy made in the dossier that is not void."""
    found = []
    for copy in uow.copies.of_dossier(dossier.code, true=True):
        document = uow.documents.get(copy.document_id)
        if copy.stage is CopyStage.VOID or document is None or not _counts(document):
            continue
        waits = PaperState.WAITING if copy.stage is CopyStage.WAITING else PaperState.UNSIGNED
        state = PaperState.READY if copy.stage.done else waits
        component = dossier.component(document.place) if document.place is not None else None
        found.append(PaperToHand(document, component, copy, False, state, names.get(copy.id, "")))  # noqa: FBT003 -- not reused
    return found


def _stays(dossier: Dossier, component: Component | None) -> bool:
    return dossier.procedure.kind == CERTIFYING if component is None else component.need is Need.SHOW


def _reused(
    uow: UnitOfWork, dossier: Dossier, document: Document, reuse: Reuse, names: dict[int, str]
) -> PaperToHand:
    copy = live_copy(uow, document.id)
    finished = copy if copy is not None and copy.stage.done else None
    voided = finished is None and served_certified(uow, reuse)
    state = PaperState.VOIDED if voided else PaperState.READY
    return PaperToHand(document, dossier.component(reuse.place), finished, reused=True, state=state,
                       file=names.get(document.id, ""))  # fmt: skip


def _state(document: Document, copy: CertifiedCopy | None) -> PaperState:
    if copy is not None and not copy.stage.done:
        return PaperState.WAITING if copy.stage is CopyStage.WAITING else PaperState.UNSIGNED
    if document.stage not in (Stage.READ, Stage.CONFIRMED):
        return PaperState.FAILED if document.fault else PaperState.READING
    confirmed = document.stage is Stage.CONFIRMED or copy is not None
    return PaperState.READY if confirmed else PaperState.UNCHECKED
