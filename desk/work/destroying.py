"""Destroying what was made of a paper under a mark of secrecy (hủy ảnh giấy mật).

It is the one exception to «nothing is lost».
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desk.errors import DocumentUnknown
from desk.jobs import milestone
from desk.model.certification import CertifiedCopy, ComponentSignature, CopyStage
from desk.model.events import Event, Kind
from desk.model.paper import Document, Stage
from desk.model.people import Role, Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import form_words, local_day
from desk.work.certify_steps import in_hand
from desk.work.copy_files import take_away
from desk.work.forgetting import forget_words
from desk.work.journalling import note
from desk.work.outside import Outside, destroy_outside, files_of, sizes_of

_LETTERS = (Kind.CERTIFICATION_REFUSED, Kind.REFUSAL_TAKEN_BACK)


def destroy_secret(desk: Desk, who: Session, document_id: int, folders: Sequence[Path] = ()) -> Outside:
    """Destroy all that was made of a paper under a mark of secrecy, after the clerk's word; journalled without content.

    Its pictures, every PDF that it or one of its sides ever stood in, the text that was read, and the files of its
    certified copies, whose numbers become void: the entries stay in the book. An object whose bytes another paper has
    too is that paper's, and stays until that one is destroyed. Repeated, as after a crash in between, it destroys what
    is left. A paper without such a mark is never destroyed. The file it was taken in from is destroyed when it lies in
    one of `folders`, those of this machine that papers are taken from, and holds no other paper; the others are told.

    Raises:
        RoleMissing; DocumentUnknown: there is none, or it bears no mark. WorkHeld: it is being certified.

    Law: docs/law.md#secrecy
    """
    who.require(Role.RECEPTION)
    with in_hand(desk, document_id):
        with desk.unit() as uow:
            document = uow.documents.get(document_id)
            if document is None or document.secrecy is None:
                raise DocumentUnknown(document=document_id)
            pages = uow.documents.pages(document_id)
            pictures = {page.digest for page in pages}
            came = files_of(uow, document, pictures)
            copies = [one for true in (False, True) for one in uow.copies.of_document(document_id, true=true)]
            others = _stood_in(uow, document)
            digests = pictures | {document.source_digest, document.pdf} | uow.deeds.objects(document_id)
            digests |= {*_made_of(copies, uow.copies.components(document_id)), *_told(uow, [document, *others])}
            for copy in copies:
                if copy.stage is not CopyStage.VOID:
                    _make_void(uow, desk, who, copy)
            _forget(uow, document, pictures)
            _empty(uow, others)
            note(uow, desk, who, Kind.DOCUMENT_DESTROYED, f"document:{document_id}", pages=len(pages))
            uow.commit()
        milestone("secret-removed")
        sizes = sizes_of(desk, pictures)
        for copy in copies:
            take_away(desk, copy)
        _remove(desk, document_id, {one for one in digests if one})
        return destroy_outside(came, sizes, folders)


def _forget(uow: UnitOfWork, document: Document, pictures: set[Digest]) -> None:
    """Take what was read of a paper out of every row, its stack and the index, and the paper out of its dossier."""
    for page in uow.documents.pages(document.id):
        uow.documents.update_page(replace(page, reading=None))
    forget_words(uow, pictures, document.secrecy or "", document.source)
    uow.documents.put_fields(document.id, [])
    uow.documents.update(document.at(Stage.REMOVED))
    uow.index.remove(document.id)
    uow.deeds.forget(document.id)
    uow.drafts.clear(f"document:{document.id}")


def _empty(uow: UnitOfWork, papers: Sequence[Document]) -> None:
    """Take the PDF from papers in the tray whose sides all went to another one: it shows those alone."""
    for paper in papers:
        if paper.stage is Stage.REMOVED and not uow.documents.pages(paper.id):
            uow.documents.update(replace(paper, pdf=None))


def _remove(desk: Desk, document_id: int, digests: set[Digest]) -> None:
    """Destroy objects, but for those whose very bytes another paper has too."""
    with desk.unit(reading=True) as uow:
        mine = digests - uow.documents.named_elsewhere(document_id, digests)
    for digest in sorted(mine):
        desk.store.remove(digest)


def _made_of(copies: Sequence[CertifiedCopy], signed: Sequence[ComponentSignature]) -> Iterator[Digest | None]:
    """Yield the objects of a paper's copies and of its clerk's signatures."""
    for copy in copies:
        yield from (copy.source, copy.prepared, copy.signed, copy.sealed, copy.file)
    for one in signed:
        yield from (one.source, one.signed, one.file)


def _stood_in(uow: UnitOfWork, document: Document) -> list[Document]:
    """Return the other papers that had a side of this one, as the journal tells: their PDFs of then show it."""
    sides = {page.id for page in uow.documents.pages(document.id)}
    others = [one for one in uow.documents.of_dossier(document.dossier) if one.id != document.id]
    return [one for one in others if any(sides & _laid(line.event) for line in uow.journal.about(_subject(one)))]


def _laid(event: Event) -> set[int]:
    """Return the sides that a laying took away or brought."""
    told = [event.data.get(name) for name in ("before", "after")] if event.kind is Kind.PAGES_LAID else []
    return {side for sides in told if isinstance(sides, list) for side in sides if isinstance(side, int)}


def _told(uow: UnitOfWork, papers: Sequence[Document]) -> Iterator[Digest]:
    """Yield the objects that the journal tells of papers, and that no row names any more: PDFs before a correction.

    The written refusal and its taking back are acts of the office, not the paper, and stay.
    """
    for event in (line.event for paper in papers for line in uow.journal.about(_subject(paper))):
        named = event.data.get("object")
        if event.kind not in _LETTERS and isinstance(named, str):
            yield named


def _subject(document: Document) -> str:
    return f"document:{document.id}"


def _make_void(uow: UnitOfWork, desk: Desk, who: Session, copy: CertifiedCopy) -> None:
    now = desk.clock.now()
    reason = str(form_words("register", local_day(now))["secret"])
    uow.copies.update(replace(copy.step(CopyStage.VOID), voided_at=now, voided_by=who.officer.id, voided_reason=reason))
    note(
        uow, desk, who, Kind.COPY_VOIDED, f"document:{copy.document_id}",
        book=copy.book, year=copy.year, number=copy.number, stage=copy.stage.value,
    )
