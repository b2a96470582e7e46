"""Filing the papers of a stack into their dossiers (xếp giấy vào hồ sơ): bound first, then one transaction.

The identity of a filed paper is its dossier and its sides, so whoever brings the same sides again finds it there.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from desk.errors import FAULTS, ArrangementWrong, BundleHomeless, SecrecyMarked
from desk.jobs import Progress, milestone
from desk.model.arranging import Settle
from desk.model.dossier import Dossier
from desk.model.evening import Arrangement, Batch, Bundle, Side, filing_key
from desk.model.events import Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Role, Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work.digitise import bind, index_document, kind_title
from desk.work.evening import STOPS, one_batch
from desk.work.evening_stack import Stack, load_arrangement, load_stack, ready
from desk.work.evening_understanding import understand_bundle
from desk.work.forgetting import SOURCE
from desk.work.intake import open_one
from desk.work.journalling import note
from desk.work.placing import choose_place
from desk.work.review import remove_document
from ocr.page import DocumentReading

_BEHIND = 4
"""Papers that may wait to be understood and filed while sides are read."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one paper: its document, or the fault that kept it out (then it stays in the stack)."""

    bundle: str
    document: Document | None = None
    fault: Exception | None = None


OnFiled = Callable[[Filed], None]


def file_ready(
    desk: Desk, who: Session, batch_id: int, progress: Progress | None = None, *, on_filed: OnFiled | None = None
) -> list[Filed]:
    """File the papers of a batch against which nothing speaks and that are not filed yet; the others stay as they are.

    A paper that a person took out of its dossier again is left to them. What cannot be bound keeps nobody else out.

    Raises:
        RoleMissing, BatchUnknown, DiskFull, StoreReadOnly, Cancelled; what was filed stays filed.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    done: list[Filed] = []
    with desk.unit(reading=True) as uow:
        stack = load_stack(uow, batch_id)
        tray = _in_tray(uow, stack)
    for bundle in progress.over(stack.arrangement.bundles, len(stack.arrangement.bundles)):
        if bundle.id in stack.filed or bundle.id in tray:
            continue
        one = _file_if_ready(desk, who, stack, bundle)
        if one is not None:
            done.append(one)
            if on_filed is not None:
                on_filed(one)
    return done


def _in_tray(uow: UnitOfWork, stack: Stack) -> set[str]:
    """Return the bundles whose document a person put into the tray."""
    keys = {one.id: stack.key(one) for one in stack.arrangement.bundles if one.id not in stack.filed}
    return {bundle_id for bundle_id, key in keys.items() if key and uow.documents.by_intake_key(key) is not None}


def _file_if_ready(desk: Desk, who: Session, stack: Stack, bundle: Bundle) -> Filed | None:
    try:
        if stack.guess(bundle) is None:
            understand_bundle(desk, stack.batch.id, stack.arrangement, bundle)
            with desk.unit(reading=True) as uow:
                stack = load_stack(uow, stack.batch.id, stack.arrangement)
        if not ready(stack, bundle):
            return None
        document = file_bundle(desk, who, stack, bundle)
        return None if document.stage is Stage.REMOVED else Filed(bundle.id, document)
    except STOPS:
        raise
    except FAULTS as fault:
        return Filed(bundle.id, fault=fault)


def accept(desk: Desk, who: Session, batch_id: int, bundle_id: str) -> Document:
    """Say that a paper is right in spite of its doubts, and file it; the saying can be undone, the filing taken back.

    A paper under a mark of secrecy comes into its dossier without its words, where it waits as one that was scanned.

    Raises:
        RoleMissing, BatchUnknown; ArrangementWrong: there is no such paper. BundleHomeless: it belongs to no dossier.
        DossierUnknown, DossierClosed; faults of the readers; DiskFull.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        stack = load_stack(uow, batch_id)
        bundle = _one(stack, bundle_id)
        if bundle.dossier is None:
            raise BundleHomeless
        open_one(uow, bundle.dossier)
        uow.evenings.act(batch_id, Settle(bundle_id), who.officer.id, desk.clock.now())
        note(uow, desk, who, Kind.BATCH_CHANGED, f"batch:{batch_id}", act="settle", bundle=bundle_id)
        uow.commit()
    understand_bundle(desk, batch_id, stack.arrangement, bundle)
    with desk.unit(reading=True) as uow:
        stack = load_stack(uow, batch_id)
    return file_bundle(desk, who, stack, _one(stack, bundle_id), again=True)


def take_back(desk: Desk, who: Session, batch_id: int, bundle_id: str) -> Document | None:
    """Take a filed paper out of its dossier into the tray; the bundle is open again. None = it was not filed.

    Raises:
        RoleMissing, BatchUnknown, ArrangementWrong. CopyStageWrong: it was certified meanwhile.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        stack = load_stack(uow, batch_id)
    document_id = stack.filed.get(_one(stack, bundle_id).id)
    return remove_document(desk, who, document_id) if document_id is not None else None


def _one(stack: Stack, bundle_id: str) -> Bundle:
    bundle = stack.arrangement.bundle(bundle_id)
    if bundle is None:
        raise ArrangementWrong(what=bundle_id)
    return bundle


def file_bundle(desk: Desk, who: Session, stack: Stack, bundle: Bundle, *, again: bool = False) -> Document:
    """Make the document of a bundle that was understood; one that is there already is given back.

    Its sides' readings are used, nothing is read again. With `again` a document in the tray is brought back.

    Raises:
        BundleHomeless, DossierUnknown, DossierClosed. ArrangementWrong: a person changed the bundle meanwhile.
        Faults of binding, DiskFull.
    """
    guess = stack.guess(bundle) or DocumentReading(None, 0.0)
    if bundle.dossier is None:
        raise BundleHomeless
    with desk.unit(reading=True) as uow:
        dossier = open_one(uow, bundle.dossier)
        sides = uow.evenings.readings(stack.batch.id, bundle.sides)
        there = uow.documents.by_intake_key(filing_key(dossier.code, sides))
    if there is not None and (there.stage is not Stage.REMOVED or not again):
        return there
    document = _drafted(desk, who, stack.batch, (dossier, bundle), guess, sides)
    pages = [_page(side, stack.arrangement, number) for number, side in enumerate(sides, 1)]
    pdf = bind(desk, document, pages) if guess.secrecy is None else None
    milestone("bundle-bound")
    made = _written(desk, who, stack, bundle, _Draft(document, pages, _fields(guess), pdf), again=again)
    milestone("bundle-filed")
    return made


@dataclass(frozen=True, slots=True)
class _Draft:
    document: Document
    pages: Sequence[Page]
    fields: Sequence[Field]
    pdf: Digest | None


def _drafted(
    desk: Desk, who: Session, batch: Batch, where: tuple[Dossier, Bundle], guess: DocumentReading, sides: Sequence[Side]
) -> Document:
    dossier, bundle = where
    kind = bundle.kind or guess.kind
    return Document(
        dossier=dossier.code, citizen_id=dossier.citizen_id, place=bundle.component, source=f"{SOURCE}{batch.id}",
        made_at=desk.clock.now(), made_by=who.officer.id, intake_key=filing_key(dossier.code, sides),
        stage=Stage.READ if guess.secrecy is None else Stage.RECEIVED, kind=kind,
        kind_confidence=1.0 if bundle.kind is not None else guess.confidence, title=kind_title(kind),
        fault=SecrecyMarked.code if guess.secrecy is not None else None, secrecy=guess.secrecy,
        copy_mark=guess.copy_mark,
    )


def _page(side: Side, arrangement: Arrangement, number: int) -> Page:
    return Page(
        document_id=0, place=number, digest=side.digest, media=side.media, width_px=side.width_px,
        height_px=side.height_px, dpi=side.dpi, hint=side.hint, turn=arrangement.turn_of(side.place),
        reading=side.reading,
    )


def _fields(guess: DocumentReading) -> list[Field]:
    return [Field(f.name, f.value, f.value, f.confidence, f.page, f.box, f.how) for f in guess.fields]


def _written(desk: Desk, who: Session, stack: Stack, bundle: Bundle, draft: _Draft, *, again: bool) -> Document:
    """Make document, pages, fields, index and journal true in one transaction."""
    with desk.unit() as uow:
        open_one(uow, draft.document.dossier)
        _still_there(uow, stack, bundle)
        there = uow.documents.by_intake_key(draft.document.intake_key)
        if there is not None and (there.stage is not Stage.REMOVED or not again):
            return there  # another window or command was quicker
        document = replace(draft.document, pdf=draft.pdf)
        if document.place is None and document.secrecy is None:
            document = replace(document, place=choose_place(uow, document))
        document = _with_pages(uow, desk, who, document, draft.pages, there)
        if document.secrecy is None:
            uow.documents.put_fields(document.id, draft.fields)
            index_document(uow, document, draft.fields, [p.reading for p in draft.pages if p.reading is not None])
            note(
                uow, desk, who, Kind.DOCUMENT_READ, f"document:{document.id}",
                pages=len(draft.pages), paper=document.kind, object=document.pdf,
            )
        uow.commit()
    return document


def _still_there(uow: UnitOfWork, stack: Stack, bundle: Bundle) -> None:
    """Refuse to file what a person has changed while it was bound."""
    now = one_batch(uow, stack.batch.id)
    if now.pointer != stack.batch.pointer and bundle not in load_arrangement(uow, now.id).bundles:
        raise ArrangementWrong(what=bundle.id)


def _with_pages(
    uow: UnitOfWork, desk: Desk, who: Session, document: Document, pages: Sequence[Page], there: Document | None
) -> Document:
    """Add the document with its pages, or bring the one in the tray back as the bundle is now."""
    if there is not None:
        document = replace(document, id=there.id)
        uow.documents.update(document)
        for old, page in zip(uow.documents.pages(there.id), pages, strict=True):
            uow.documents.update_page(replace(page, document_id=there.id, id=old.id))
        note(uow, desk, who, Kind.DOCUMENT_RESTORED, f"document:{there.id}")
        return document
    document = uow.documents.add(document)
    for page in pages:
        uow.documents.add_page(replace(page, document_id=document.id))
        note(uow, desk, who, Kind.PAGE_RECEIVED, f"document:{document.id}", page=page.place, object=page.digest)
    batch = document.source.removeprefix(SOURCE)
    note(
        uow, desk, who, Kind.DOCUMENT_RECEIVED, f"document:{document.id}",
        dossier=document.dossier, pages=len(pages), batch=int(batch),
    )
    return document


class Finisher:
    """Understands and files the papers of a stack while its sides are read, a few behind."""

    def __init__(self, desk: Desk, who: Session, batch: Batch, *, hold: bool) -> None:
        self._desk, self._who, self._batch, self._hold = desk, who, batch, hold
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evening")
        self._coming: list[Future[Filed | None]] = []
        self._done: list[Filed] = []

    def take(self, arrangement: Arrangement) -> None:
        """Take an arrangement of one bundle; waits while too many are behind. DiskFull, StoreReadOnly, Cancelled."""
        self._coming.append(self._thread.submit(self._finish, arrangement))
        while len(self._coming) > _BEHIND:
            self._gather(self._coming.pop(0))

    def _finish(self, arrangement: Arrangement) -> Filed | None:
        bundle = arrangement.bundles[0]
        try:
            understand_bundle(self._desk, self._batch.id, arrangement, bundle)
        except STOPS:
            raise
        except FAULTS as fault:
            return Filed(bundle.id, fault=fault)
        if self._hold:
            return None
        with self._desk.unit(reading=True) as uow:
            if one_batch(uow, self._batch.id).pointer:
                return None  # a person is arranging already: what is ready is filed at the end
            stack = load_stack(uow, self._batch.id, arrangement)
        if bundle.id in stack.filed:
            return None
        return _file_if_ready(self._desk, self._who, stack, bundle)

    def _gather(self, one: "Future[Filed | None]") -> None:
        filed = one.result()
        if filed is not None:
            self._done.append(filed)

    def end(self) -> list[Filed]:
        """Wait for what is under way and return what was filed, in order; faults as `take`."""
        while self._coming:
            self._gather(self._coming.pop(0))
        return self._done

    def close(self) -> None:
        """Begin nothing more."""
        self._thread.shutdown(cancel_futures=True)
