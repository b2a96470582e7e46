"""Laying the sides of a paper (xếp các mặt): which belong to it and in which order.

A side that is laid aside stays behind the others with its bytes and what was read on it. Nothing is read again that
was read: kind, fields, PDF and index are made anew from what is there, in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.errors import DocumentUnknown, PagesFixed, SecrecyMarked, StoreBusy
from desk.jobs import Progress, milestone
from desk.model.certification import CopyStage
from desk.model.deed import DeedKind
from desk.model.events import Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.deeds import Act, act_on, doing
from desk.work.digitise import bind, index_document, kind_title, page_image
from desk.work.forgetting import forget_words
from desk.work.intake import open_one
from desk.work.journalling import note
from ocr.page import FieldReading

ON_THEIR_WAY = "scan:into/"
"""How the source of sides begins that were scanned for a paper that was there already."""

_BY_HAND = 1.0
"""Confidence of a kind that a person chose."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of a paper whose sides were laid anew; ids of its sides before and now, in their order."""

    document: Document
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes into a paper with its new order.

    Attributes:
        papers: Documents whose pages come over, and which go into the tray, empty of them.
        source: What the paper's source is from now on; None = what it was.
    """

    papers: tuple[int, ...] = ()
    source: str | None = None


NOTHING = Coming()


def changeable(uow: UnitOfWork, document_id: int, *, from_tray: bool = False) -> tuple[Document, list[Page]]:
    """Return a document with all its pages when its sides may be changed.

    A paper that a person has confirmed may; it is then to be confirmed again. With `from_tray` one in the tray may too.

    Raises:
        DocumentUnknown: none, or it is in the tray. DossierClosed, DossierUnknown.
        PagesFixed: a copy of it has a number that is not void, a clerk has signed it, or it came as a signed file:
            what a copy was made of never changes.
    """
    document = uow.documents.get(document_id)
    if document is None or (document.stage is Stage.REMOVED and not from_tray):
        raise DocumentUnknown(document=document_id)
    open_one(uow, document.dossier)
    copies = [*uow.copies.of_document(document_id), *uow.copies.of_document(document_id, true=True)]
    if any(copy.stage is not CopyStage.VOID for copy in copies):
        raise PagesFixed(document=document_id, why="copy")
    if uow.copies.components(document_id):
        raise PagesFixed(document=document_id, why="signature")
    if document.keeps_its_file:
        raise PagesFixed(document=document_id, why="file")
    return document, uow.documents.pages(document_id)


def lay(  # long: what is true together stands in one transaction
    desk: Desk,
    who: Session,
    document_id: int,
    order: Sequence[int],
    progress: Progress | None = None,
    coming: Coming = NOTHING,
) -> Laid:
    """Let a document have these sides in this order; its others are laid aside.

    Args:
        desk: The office.
        who: The officer.
        document_id: The document.
        order: Ids of pages, of this document or of those coming in.
        progress: Sides that were never read are read, for a paper that is read already.
        coming: Other papers whose sides come over.

    Raises:
        Those of `changeable`; StoreBusy: it was changed meanwhile. SecrecyMarked: a new side bears such a mark.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        was, own = changeable(uow, document_id)
        others = [page for one in coming.papers for page in uow.documents.pages(one)]
    there = {page.id: page for page in [*own, *others]}
    if not order or len(set(order)) != len(order) or not set(order) <= set(there):
        raise DocumentUnknown(document=document_id)
    chosen = [replace(there[one], place=place, removed=False) for place, one in enumerate(order, 1)]
    document, fields = was, None
    if was.stage in (Stage.READ, Stage.CONFIRMED):
        document, fields, chosen = renewed(desk, was, chosen, progress or Progress())
    document = replace(document, source=coming.source or was.source)
    milestone("pages-chosen")
    before = tuple(page.id for page in own if not page.removed)
    with desk.unit() as uow:
        if uow.documents.get(document_id) != was or uow.documents.pages(document_id) != own:
            raise StoreBusy(why="the paper was changed meanwhile")
        with doing(uow, desk, who, _act(uow, was, coming)):
            put_sides(uow, document, chosen, aside(uow, document, [*own, *others], order))
            for one in coming.papers:
                _empty(uow, one)
            if fields is not None:
                put_understood(uow, document, fields, chosen)
        let_go(uow, document)
        note(
            uow, desk, who, Kind.PAGES_LAID, f"document:{document_id}",
            before=list(before), after=list(order), object=document.pdf,
        )  # fmt: skip
        uow.commit()
    milestone("pages-laid")
    if document.secrecy is not None:
        raise SecrecyMarked(document=document_id, mark=document.secrecy)
    return Laid(document, before, tuple(order))


def _act(uow: UnitOfWork, document: Document, coming: Coming) -> Act:
    """Return the act of a laying; sides on their way to this paper are laid aside in it when it is taken back."""
    others = [uow.documents.get(one) for one in coming.papers]
    papers = [one.id for one in others if one is not None and not one.source.startswith(ON_THEIR_WAY)]
    return act_on(DeedKind.LAID, document, *papers)


def let_go(uow: UnitOfWork, document: Document) -> None:
    """Let go of what was kept of a document as it was: its drafts, and under a mark of secrecy its deeds."""
    uow.drafts.clear(f"document:{document.id}")
    if document.secrecy is not None:
        uow.deeds.forget(document.id)


def put_sides(uow: UnitOfWork, document: Document, chosen: Sequence[Page], aside: Sequence[Page]) -> None:
    """Write the pages at their places: first those of the paper, behind them those laid aside."""
    behind = [replace(page, place=n, removed=True) for n, page in enumerate(aside, len(chosen) + 1)]
    placed = [replace(page, document_id=document.id) for page in [*chosen, *behind]]
    for page in placed:
        # A place belongs to one side: all step out of the way before each takes its own.
        uow.documents.update_page(replace(page, place=-page.id))
    for page in placed:
        uow.documents.update_page(page)
    uow.documents.update(document)


def aside(uow: UnitOfWork, document: Document, there: Sequence[Page], order: Sequence[int]) -> list[Page]:
    """Return the sides that are laid aside; under a mark of secrecy no word of any side stays, here or in a stack."""
    laid = [page for page in there if page.id not in set(order)]
    if document.secrecy is None:
        return laid
    forget_words(uow, {page.digest for page in there}, document.secrecy, document.source)
    return [replace(page, reading=None) for page in laid]


def _empty(uow: UnitOfWork, document_id: int) -> None:
    emptied = uow.documents.get(document_id)
    if emptied is not None:
        uow.documents.update(emptied.at(Stage.REMOVED))
        uow.index.remove(document_id)


def renewed(
    desk: Desk, was: Document, chosen: Sequence[Page], progress: Progress
) -> tuple[Document, list[Field], list[Page]]:
    """Return a document that is read with kind, fields and PDF of other sides, and those sides, all read now."""
    pages = _all_read(desk, list(chosen), progress)
    document, fields = _renewed(desk, was, pages)
    return document, fields, pages


def _all_read(desk: Desk, pages: Sequence[Page], progress: Progress) -> list[Page]:
    unread = [page for page in pages if page.reading is None]
    fresh = desk.reader.read([page_image(desk, page) for page in unread], progress)
    return [page if page.reading is not None else replace(page, reading=next(fresh)) for page in pages]


def _renewed(desk: Desk, document: Document, pages: list[Page]) -> tuple[Document, list[Field]]:
    """Return the document with kind, title and PDF made anew, unconfirmed, and its fields.

    Of one under a mark of secrecy nothing is made and no word is kept: `pages` loses what was read.
    """
    images, readings = [page_image(desk, page) for page in pages], [p.reading for p in pages if p.reading is not None]
    kind = document.kind if document.kind_confidence == _BY_HAND else None
    understood = desk.reader.understand(images, readings, kind)
    document = replace(document, stage=Stage.READ, confirmed_by=None, confirmed_at=None, fault=None)
    if understood.secrecy is not None:
        pages[:] = [replace(page, reading=None) for page in pages]
        return replace(document, stage=Stage.RECEIVED, secrecy=understood.secrecy, pdf=None), []
    document = replace(
        document,
        kind=understood.kind,
        kind_confidence=understood.confidence,
        copy_mark=understood.copy_mark,
        title=kind_title(understood.kind),
    )
    document = replace(document, pdf=bind(desk, document, pages))
    return document, _corrected(desk, document, understood.fields)


def _corrected(desk: Desk, document: Document, found: Sequence[FieldReading]) -> list[Field]:
    """Return the fields as suggestions; what a person had set right of the same reading stays set right."""
    with desk.unit(reading=True) as uow:
        old = {field.name: field for field in uow.documents.fields(document.id)}
    fields = [Field(f.name, f.value, f.value, f.confidence, f.page, f.box, f.how) for f in found]
    return [
        replace(field, value=was.value)
        if (was := old.get(field.name)) is not None and was.confirmed_by is not None and was.read == field.read
        else field
        for field in fields
    ]


def put_understood(uow: UnitOfWork, document: Document, fields: Sequence[Field], pages: Sequence[Page]) -> None:
    """Keep the fields of a document that was renewed, and what it is found by."""
    uow.documents.put_fields(document.id, fields)
    if document.secrecy is not None:
        uow.index.remove(document.id)
    else:
        index_document(uow, document, fields, [page.reading for page in pages if page.reading is not None])
