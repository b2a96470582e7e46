"""Reading a received paper (số hóa): words, kind, fields, searchable PDF/A, index, in one step that can be repeated."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desk.errors import FAULTS, DocumentUnknown, SecrecyMarked
from desk.jobs import Progress, milestone
from desk.model.events import Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Role, Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work.forgetting import forget_words
from desk.work.journalling import note
from desk.work.placing import choose_place
from desk.work.receive import clear_spool
from ocr.kinds import kinds
from ocr.page import DocumentReading, FieldReading, PageImage, PageReading

OnRead = Callable[[Document], None]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one document: itself, or the fault that stopped it."""

    document: Document
    fault: Exception | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How papers are to be read.

    Attributes:
        clean: False reads the pictures as they are, neither levelled nor evened.
        kind: Code of the kind they are expected to be; it counts where the machine knows none. "" = none.
    """

    clean: bool = True
    kind: str = ""


AS_USUAL = Reading()


def read_documents(
    desk: Desk, who: Session, ids: Sequence[int], progress: Progress | None = None, *,
    on_read: OnRead | None = None, how: Reading = AS_USUAL,
) -> list[ReadResult]:
    """Read documents that were received; one that fails does not stop the rest.

    Pages of all documents go to the readers in one stream, so that both cores work on one-page papers too. Each
    page's reading is kept as it comes; a repeated call reads only what is missing.

    Raises:
        RoleMissing, DocumentUnknown, Cancelled (what was read is kept).
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    results = []
    waiting = [_load(desk, document_id) for document_id in ids]
    stream = _readings(desk, waiting, progress, clean=how.clean)
    for document, pages in waiting:
        if document.stage is not Stage.RECEIVED:
            results.append(ReadResult(document))
            continue
        try:
            read_pages = [next(stream) for _ in pages]
            done = ReadResult(finish_reading(desk, who, document, read_pages, progress, how.kind))
        except FAULTS as fault:
            progress.check()
            done = ReadResult(_failed(desk, who, document, fault), fault)
            stream = _readings(desk, waiting[len(results) + 1 :], progress, clean=how.clean)
        results.append(done)
        if on_read is not None and done.fault is None:
            on_read(done.document)
    return results


def _load(desk: Desk, document_id: int) -> tuple[Document, list[Page]]:
    with desk.unit() as uow:
        document = uow.documents.get(document_id)
        if document is None:
            raise DocumentUnknown(document=document_id)
        return document, [p for p in uow.documents.pages(document_id) if not p.removed]


def page_image(desk: Desk, page: Page) -> PageImage:
    """Return the picture of a page as the readers take it: the stored bytes and the turns a viewer applies."""
    return PageImage(
        path=desk.store.path(page.digest), media=page.media, width_px=page.width_px, height_px=page.height_px,
        dpi=page.dpi, hint=(page.hint + page.turn) % 360,
        own=page.reading if page.reading is not None and page.reading.rest else None,
    )


def _readings(
    desk: Desk, waiting: Sequence[tuple[Document, list[Page]]], progress: Progress, *, clean: bool
) -> Iterator[Page]:
    """Yield the pages of the waiting documents in order, each with its reading kept."""
    todo = [page for document, pages in waiting if document.stage is Stage.RECEIVED for page in pages]
    unread = [page for page in todo if not _is_read(page)]
    fresh = desk.reader.read([replace(page_image(desk, page), clean=clean) for page in unread], progress)
    for page in todo:
        if _is_read(page):
            yield page
            continue
        read = replace(page, reading=next(fresh))
        with desk.unit() as uow:
            uow.documents.put_reading(read)
            uow.commit()
        milestone("page-read")
        yield read


def _is_read(page: Page) -> bool:
    """Tell whether nothing of a page is left to read; a text layer that came with it may leave a rest."""
    return page.reading is not None and not page.reading.rest


def finish_reading(
    desk: Desk, who: Session, document: Document, pages: Sequence[Page], progress: Progress, expected: str = ""
) -> Document:
    """Make kind, fields, PDF/A and index of a document whose pages are read; the stage becomes READ.

    A paper whose kind the machine does not know is read as one of the `expected` kind, for a person to look at.

    Raises:
        SecrecyMarked: a mark of state secrecy stands on the paper; its text is not kept.
    """
    readings = [page.reading for page in pages if page.reading is not None]
    understood = _understood(desk, [page_image(desk, page) for page in pages], readings, expected)
    if understood.secrecy is not None:
        _forget_text(desk, document, understood.secrecy)
        raise SecrecyMarked(document=document.id, mark=understood.secrecy)
    document = replace(
        document, kind=understood.kind, kind_confidence=understood.confidence, copy_mark=understood.copy_mark,
        title=kind_title(understood.kind), fault=None,
    )
    pdf = bind(desk, document, pages)
    milestone("pdf-made")
    progress.check()
    fields = [_suggestion(field) for field in understood.fields]
    with desk.unit() as uow:
        now = uow.documents.get(document.id)
        if now is None or now.stage is not Stage.RECEIVED or _lie(uow.documents.pages(document.id)) != _lie(pages):
            return now or document  # confirmed by another window, or laid and turned otherwise and to be read so
        if document.place is None:
            document = replace(document, place=choose_place(uow, document))
        document = replace(document, pdf=pdf, stage=Stage.READ)
        uow.documents.update(document)
        uow.documents.put_fields(document.id, fields)
        index_document(uow, document, fields, readings)
        note(
            uow, desk, who, Kind.DOCUMENT_READ, f"document:{document.id}",
            pages=len(pages), paper=document.kind, object=pdf,
        )
        uow.commit()
    milestone("document-read")
    return document


def _lie(pages: Iterable[Page]) -> list[tuple[int, int]]:
    """Return which sides a paper has, in which order and turned how."""
    return [(page.id, page.turn) for page in pages if not page.removed]


def _understood(
    desk: Desk, images: Sequence[PageImage], readings: Sequence[PageReading], expected: str
) -> DocumentReading:
    found = desk.reader.understand(images, readings)
    if found.kind is not None or found.secrecy is not None or not expected:
        return found
    return replace(desk.reader.understand(images, readings, expected), kind=expected, confidence=0.0)


def kind_title(code: str | None) -> str:
    """Return the Vietnamese title of a kind of paper, "" when unknown."""
    kind = kinds().get(code or "")
    return kind.ten if kind is not None else ""


def _suggestion(field: FieldReading) -> Field:
    return Field(
        name=field.name, value=field.value, read=field.value, confidence=field.confidence, page=field.page,
        box=field.box, how=field.how,
    )


def bind(desk: Desk, document: Document, pages: Sequence[Page]) -> Digest:
    """Write the searchable PDF/A of a document into the store and return its digest.

    Blank backs that a feeder drew in are set aside from the PDF, not from the dossier; a paper of blank sides only,
    or one that came as a file, keeps them all. A file that came with an electronic signature is the document's file
    itself: what was read is indexed beside it.
    """
    if document.source_digest is not None and desk.reader.signed(desk.store.path(document.source_digest)):
        return document.source_digest
    kept = [p for p in pages if p.reading is not None and not p.reading.blank]
    if not kept or document.source.startswith("file:"):
        kept = [p for p in pages if p.reading is not None]
    readings: list[PageReading] = [p.reading for p in kept if p.reading is not None]
    folder = desk.spool / f"pdf-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    out = folder / "bound.pdf"
    try:
        desk.reader.bind([page_image(desk, p) for p in kept], readings, document.title or document.dossier, out)
        return desk.store.put_file(out)
    finally:
        clear_spool(folder)


def index_document(
    uow: UnitOfWork, document: Document, fields: Sequence[Field], readings: Sequence[PageReading]
) -> None:
    """Index a document's title, people and text inside the unit's transaction."""
    citizen = uow.citizens.get(document.citizen_id)
    number = citizen.personal_id.number if citizen.personal_id else ""
    values = [field.value for field in fields if field.value]
    uow.index.put(
        document.id,
        title=" ".join([document.title, *values]),
        people=f"{citizen.name} {number}",
        body="\n".join(reading.text for reading in readings),
    )


def _failed(desk: Desk, who: Session, document: Document, fault: Exception) -> Document:
    code = str(getattr(fault, "code", "bug"))
    with desk.unit() as uow:
        current = uow.documents.get(document.id) or document
        failed = replace(current, fault=code)
        uow.documents.update(failed)
        note(uow, desk, who, Kind.READING_FAILED, f"document:{document.id}", fault=code)
        uow.commit()
    return failed


def _forget_text(desk: Desk, document: Document, mark: str) -> None:
    """Drop the words of a marked paper at once; its picture waits for the clerk's word (docs/law.md#secrecy)."""
    with desk.unit() as uow:
        pages = uow.documents.pages(document.id)
        for page in pages:
            uow.documents.update_page(replace(page, reading=None))
        uow.documents.update(replace(document, secrecy=mark))
        uow.deeds.forget(document.id)
        uow.drafts.clear(f"document:{document.id}")
        forget_words(uow, {page.digest for page in pages}, mark, document.source)
        uow.commit()


def understanding(desk: Desk, pages: Sequence[Page], kind: str | None) -> DocumentReading:
    """Read the fields again, as those of the kind a person chose, or of the kind found when None."""
    readings = [page.reading for page in pages if page.reading is not None]
    return desk.reader.understand([page_image(desk, page) for page in pages], readings, kind)
