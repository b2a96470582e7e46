"""What stands on the counter (bàn tiếp nhận): a dossier with its slots, as every face of the desk shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desk.model.certification import CertifiedCopy, CopyStage, Refusal, standing
from desk.model.dossier import Dossier, SlotState
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen, Session
from desk.model.procedure import Component, Need
from desk.model.reuse import Outcome, Reuse
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import local_day
from desk.work.doubts import doubts_of
from desk.work.intake import one
from desk.work.reuse import Offer, held, verdict_on
from desk.work.review import document_with_pages


@dataclass(frozen=True, slots=True)
class Slot:
    """One component and what stands in it.

    Attributes:
        offers: Held papers that may serve it, best first; only while it is empty.
        reused: The reuse in force and the paper it brought, or None.
    """

    component: Component
    documents: tuple[Document, ...] = ()
    offers: tuple[Offer, ...] = ()
    reused: tuple[Reuse, Document] | None = None
    shown_at: datetime | None = None

    @property
    def state(self) -> SlotState:
        """Return the state a person is shown."""
        if self.reused is not None:
            return SlotState.REUSED
        if self.shown_at is not None:
            return SlotState.SHOWN
        if not self.documents:
            return SlotState.OFFERED if self.offers else SlotState.EMPTY
        if any(d.fault for d in self.documents if d.stage is not Stage.CONFIRMED):
            return SlotState.FAILED
        stages = {d.stage for d in self.documents}
        if stages & {Stage.RECEIVING, Stage.RECEIVED}:
            return SlotState.READING
        return SlotState.CONFIRMED if stages == {Stage.CONFIRMED} else SlotState.READ

    @property
    def done(self) -> bool:
        """Tell whether nothing more is asked here; a component «nếu có» may stay empty."""
        settled = self.state in (SlotState.CONFIRMED, SlotState.REUSED, SlotState.SHOWN)
        return settled or (self.component.need is Need.IF_ANY and not self.documents)


@dataclass(frozen=True, slots=True)
class Counter:
    """Everything the reception screen shows of one dossier.

    Attributes:
        other: Papers under «giấy tờ khác».
        tray: Papers a person put aside.
        held: All the office holds for this person, with the best verdict on each.
        agrees: The citizen's agreement to keep copies for reuse.
        copies: Certified copies of the dossier's papers, in the order of their numbers, void ones too.
        refusals: Certifications refused in writing, and refusals taken back, oldest first.
    """

    dossier: Dossier
    citizen: Citizen
    slots: tuple[Slot, ...]
    other: tuple[Document, ...] = ()
    tray: tuple[Document, ...] = ()
    held: tuple[Offer, ...] = field(default=())
    agrees: bool = False
    copies: tuple[CertifiedCopy, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def copy_of(self, document_id: int) -> CertifiedCopy | None:
        """Return the copy of a paper that is not void, at whatever stage, or None."""
        live = [c for c in self.copies if c.document_id == document_id and c.stage is not CopyStage.VOID]
        return live[-1] if live else None

    def refused(self, document_id: int) -> bool:
        """Tell whether certifying a paper was refused, nobody took that back, and no number was taken since."""
        refused = any(one.document_id == document_id for one in standing(self.refusals))
        return refused and self.copy_of(document_id) is None

    @property
    def documents(self) -> list[Document]:
        """Return the papers of the dossier in the order of the slots, then the others."""
        return [d for slot in self.slots for d in slot.documents] + list(self.other)


def counter(desk: Desk, who: Session, code: str, *, again: bool = False) -> Counter:
    """Return the dossier as it stands, with what may be reused for its empty slots (journalled as a look-up).

    `again`: the same officer has the dossier open and only sees it anew, which is no further look-up.

    Raises:
        DossierUnknown, DossierClosed.
    """
    offers = held(desk, who, code, journalled=not again)
    with desk.unit() as uow:
        dossier = one(uow, code)
        papers = uow.documents.of_dossier(dossier.code)
        there = [d for d in papers if d.stage is not Stage.REMOVED]
        return Counter(
            dossier=dossier,
            citizen=uow.citizens.get(dossier.citizen_id),
            slots=tuple(_slot(uow, desk, dossier, part, there, offers) for part in dossier.procedure.components),
            other=tuple(d for d in there if d.place is None),
            tray=tuple(d for d in papers if d.stage is Stage.REMOVED),
            held=tuple(offers),
            agrees=uow.citizens.consent(dossier.citizen_id) is not None,
            copies=tuple(uow.copies.of_dossier(dossier.code)),
            refusals=tuple(uow.copies.refusals(dossier.code)),
        )


def _slot(
    uow: UnitOfWork, desk: Desk, dossier: Dossier, component: Component, papers: list[Document], offers: list[Offer]
) -> Slot:
    documents = tuple(d for d in papers if d.place == component.place)
    made = next((r for r in uow.dossiers.reuses(dossier.code) if r.place == component.place), None)
    paper = uow.documents.get(made.document_id) if made else None
    fitting: list[Offer] = []
    if not documents and made is None:
        judged = [
            replace(o, component=component, verdict=verdict_on(uow, desk, dossier, o.document, component))
            for o in offers
        ]
        fitting = [o for o in judged if o.verdict.outcome is not Outcome.NO]
        fitting.sort(key=lambda offer: offer.verdict.outcome is not Outcome.FITS)
    return Slot(
        component=component, documents=documents, offers=tuple(fitting),
        reused=(made, paper) if made is not None and paper is not None else None,
        shown_at=uow.dossiers.shown(dossier.code).get(component.place),
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its pages and fields, as the review screen shows it.

    Attributes:
        doubts: Keys of what speaks against a value, by name of the field; see `desk.work.doubts`.
    """

    document: Document
    pages: tuple[Page, ...]
    fields: tuple[Field, ...]
    doubts: Mapping[str, str] = field(default_factory=dict)


def paper(desk: Desk, document_id: int) -> Paper:
    """Return a document with its pages (those in the tray left out) and fields; DocumentUnknown."""
    with desk.unit() as uow:
        document, pages = document_with_pages(uow, document_id)
        fields = tuple(uow.documents.fields(document_id))
    doubts = doubts_of(document.kind, fields, local_day(desk.clock.now()))
    return Paper(document, tuple(pages), fields, doubts)


def recent(desk: Desk, limit: int = 50) -> list[tuple[Dossier, Citizen]]:
    """List the newest dossiers with their citizens."""
    with desk.unit() as uow:
        return [(dossier, uow.citizens.get(dossier.citizen_id)) for dossier in uow.dossiers.recent(limit)]
