"""True copies of administrative documents (sao y, sao lục, trích sao): a number, the agency's signature, the check.

They are no certification: a book of their own, words of their own, no fee, and a citizen's papers are refused. A number
once taken stays with its copy whatever fails later, as in the register of certification.

Law: docs/law.md#true-copies
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.errors import (
    DocumentUnknown,
    NotAdministrative,
    NotCertifiable,
    NumberUnknown,
    OfficerUnknown,
    PartWrong,
    SecrecyMarked,
    SignedAlready,
    TrueCopyAbsent,
    TrueCopyOfCopy,
)
from desk.jobs import Progress, milestone
from desk.model.certification import CertifiedCopy, Comparison, CopyKind, CopyStage, Purpose
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Officer, Role, Session
from desk.model.values import Digest, tidy
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.attestation import check_letters, local_day
from desk.work.certifiable import Person, chosen, person_of, title_of
from desk.work.copy_code import code_of, lookup_address
from desk.work.digitise import page_image
from desk.work.intake import open_one
from desk.work.journalling import note
from desk.work.numbering import entered
from desk.work.office import office_facts
from desk.work.receive import clear_spool
from desk.work.true_wording import administrative, signature_words, true_text, true_wording_on
from signing.own import OwnText
from signing.values import Level

MAY = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL)


@dataclass(frozen=True, slots=True)
class TrueWish:
    """Which true copy is to be made (việc sao).

    Attributes:
        kind: SAO_Y, SAO_LUC or TRICH_SAO.
        pages: Pages of the PDF to be copied, from 1, for TRICH_SAO; () = all, for the others.
        of_true_copy: A person says that the paper is itself a sao y; SAO_LUC asks for it.
        decided_by: Login or name of who decided the copying, a certifier; None = who acts, else the first one.
        seal: Login or name of the keeper of the seal; None = who acts, else the first one assigned.
        receiver: Who the copy is for (nơi nhận); "" = the citizen of the dossier.
        copies: How many copies share the number.
        note: For the last column of the book.
        besides: Number of a true copy there is already, besides which another with a number of its own is asked for.
    """

    document_id: int
    kind: CopyKind
    pages: tuple[int, ...] = ()
    of_true_copy: bool = False
    decided_by: str | None = None
    seal: str | None = None
    receiver: str = ""
    copies: int = 1
    note: str = ""
    besides: int | None = None


def true_copy(
    desk: Desk, who: Session, wish: TrueWish, pin: str, progress: Progress | None = None, *,
    last_try_meant: bool = False,
) -> CertifiedCopy:
    """Make a true copy from wherever it stands: number, agency's signature, check. Repeating changes nothing more.

    Returns:
        The copy, SEALED, or WAITING while no time stamp authority answers.

    Raises:
        RoleMissing, DocumentUnknown, DossierClosed, SecrecyMarked, NotAdministrative, TrueCopyOfCopy, TrueCopyAbsent,
        PartWrong, NotCertifiable, LettersLacking, SignedAlready, SignerUnknown, OfficerUnknown, WorkHeld; faults of the
        token, the certificate and the file: the copy stays NUMBERED. SelfCheckFailed: it does not verify and does not
        leave.
    """
    who.require(*MAY)
    progress = progress or Progress()
    with steps.in_hand(desk, wish.document_id):
        copy = _numbered(desk, who, wish)
        progress.check()
        progress.say(1, 2)
        if copy.stage is CopyStage.NUMBERED:
            copy = _sealed(desk, who, copy, pin, last_try_meant=last_try_meant)
        elif copy.stage is CopyStage.WAITING:
            copy = steps.complete(desk, who, copy)
        progress.say(2, 2)
    return copy


def complete_true_copy(desk: Desk, who: Session, copy_id: int) -> CertifiedCopy:
    """Finish a true copy that waits for its time stamp; no key and no PIN are needed.

    Raises:
        RoleMissing, NumberUnknown, CopyStageWrong, WorkHeld, TimestampDown, CertificateUnchecked, SelfCheckFailed.
    """
    who.require(*MAY)
    with steps.in_hand(desk, steps.copy_of(desk, copy_id).document_id):
        return steps.complete(desk, who, steps.copy_of(desk, copy_id))


def true_copies_of(desk: Desk, document_id: int) -> list[CertifiedCopy]:
    """List the true copies of a paper, newest first, void ones too."""
    with desk.unit(reading=True) as uow:
        return uow.copies.of_document(document_id, true=True)


def same_true_copy(desk: Desk, wish: TrueWish) -> CertifiedCopy | None:
    """Return the true copy that a wish leads back to, at whatever stage but void, or None."""
    with desk.unit(reading=True) as uow:
        return _same(uow, wish)


def waiting_true_copies(desk: Desk) -> list[CertifiedCopy]:
    """List the true copies that have a number and are not finished, oldest first."""
    with desk.unit(reading=True) as uow:
        return uow.copies.in_stage(CopyStage.NUMBERED, CopyStage.WAITING, true=True)


def fitting_kinds(document: Document, pages: int, day: date) -> tuple[CopyKind, ...]:
    """Return the kinds of true copies that may be made of a paper, before a person says more; () = none.

    Args:
        document: The paper.
        pages: Of its PDF.
        day: Today, for the kinds of papers the pack names.
    """
    ready = document.stage in (Stage.READ, Stage.CONFIRMED) and document.pdf is not None and not document.secrecy
    if not ready or pages < 1 or document.keeps_its_file or not administrative(document.kind, day):
        return ()
    if document.copy_mark:
        return (CopyKind.SAO_LUC,)
    return (CopyKind.SAO_Y, CopyKind.SAO_LUC, *((CopyKind.TRICH_SAO,) if pages > 1 else ()))


def bound_pages(document: Document, pages: Sequence[Page]) -> list[Page]:
    """Return the sides that are pages of a paper's PDF, in order, as `digitise.bind` takes them."""
    there = [page for page in pages if not page.removed and page.reading is not None]
    written = [page for page in there if page.reading is not None and not page.reading.blank]
    return there if document.source.startswith("file:") or not written else written


# -- the number -------------------------------------------------------------------------------------------------------


def _numbered(desk: Desk, who: Session, wish: TrueWish) -> CertifiedCopy:
    with desk.unit(reading=True) as uow:
        document, pages = _paper(uow, wish.document_id)
        there = _same(uow, wish)
        if there is not None:
            return there
        _check(desk, wish, document, pages)
    facts = office_facts(desk)
    source = document.pdf or "" if not wish.pages else _part(desk, document, pages, wish.pages)
    with desk.unit() as uow:
        document, pages = _paper(uow, wish.document_id)
        there = _same(uow, wish)
        if there is not None:
            return there
        _check(desk, wish, document, pages)
        open_one(uow, document.dossier)
        entry = _entry(uow, desk, who, wish, (document, source, pages))
        check_letters(true_text(uow, entry, facts, local_day(entry.certified_at)).lines)
        copy = entered(uow, desk, who, entry)
        note(
            uow, desk, who, Kind.TRUE_COPY_NUMBERED, f"document:{copy.document_id}", book=copy.book, year=copy.year,
            number=copy.number, what=copy.kind.value, dossier=copy.dossier, decided=copy.officer_id,
            seal=copy.seal_id, pages=copy.pages, copies=copy.copies, wording=copy.wording, object=copy.source,
        )
        uow.commit()
    milestone("true-copy-numbered")
    return copy


def _paper(uow: UnitOfWork, document_id: int) -> tuple[Document, list[Page]]:
    document = uow.documents.get(document_id)
    if document is None:
        raise DocumentUnknown(document=document_id)
    return document, uow.documents.pages(document_id)


def _same(uow: UnitOfWork, wish: TrueWish) -> CertifiedCopy | None:
    """Return the newest true copy of this kind and these pages that is not void, or None where another is asked for.

    Another is asked for by naming another receiver (nơi nhận), or the number besides which it is wanted: so the same
    act done again finds the copy that it made. Each copy stands in the book under a number of its own (NĐ 30/2020).

    Raises:
        NumberUnknown: `besides` is no true copy of this paper.
    """
    receiver, copies = tidy(wish.receiver), uow.copies.of_document(wish.document_id, true=True)
    if wish.besides is not None:
        place = next((at for at, copy in enumerate(copies) if copy.number == wish.besides), None)
        if place is None:
            raise NumberUnknown(number=wish.besides)
        copies = copies[:place]
    for copy in copies:
        same = copy.kind is wish.kind and copy.comparison.part == wish.pages
        if same and receiver in ("", copy.requester) and copy.stage is not CopyStage.VOID:
            return copy
    return None


def _check(desk: Desk, wish: TrueWish, document: Document, pages: Sequence[Page]) -> None:
    if document.secrecy is not None:
        raise SecrecyMarked(document=document.id, mark=document.secrecy)
    count = len(bound_pages(document, pages))
    if document.stage not in (Stage.READ, Stage.CONFIRMED) or document.pdf is None or count < 1:
        raise NotCertifiable(document=document.id)
    if not administrative(document.kind, local_day(desk.clock.now())):
        raise NotAdministrative(document=document.id)
    if document.keeps_its_file:
        raise SignedAlready(document=document.id)
    copied = document.copy_mark or wish.of_true_copy
    if wish.kind is CopyKind.SAO_LUC and not copied:
        raise TrueCopyAbsent(document=document.id)
    if wish.kind is not CopyKind.SAO_LUC and copied:
        raise TrueCopyOfCopy(document=document.id)
    _check_part(wish, count)


def _check_part(wish: TrueWish, count: int) -> None:
    if wish.kind is CopyKind.TRICH_SAO:
        wrong = not wish.pages or list(wish.pages) != sorted(set(wish.pages)) or len(wish.pages) >= count
        wrong = wrong or not all(1 <= page <= count for page in wish.pages)
    else:
        wrong = bool(wish.pages)
    if wrong:
        raise PartWrong(document=wish.document_id, pages=count)


def _part(desk: Desk, document: Document, pages: Sequence[Page], chosen_pages: tuple[int, ...]) -> Digest:
    """Bind the chosen pages into a PDF/A of their own, from the sides as they came, and return its digest."""
    bound = bound_pages(document, pages)
    kept = [bound[number - 1] for number in chosen_pages]
    folder = desk.spool / f"part-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        readings = [page.reading for page in kept if page.reading is not None]
        out = folder / "part.pdf"
        desk.reader.bind([page_image(desk, page) for page in kept], readings, document.title, out)
        return desk.store.put_file(out)
    finally:
        clear_spool(folder)


def _entry(
    uow: UnitOfWork, desk: Desk, who: Session, wish: TrueWish, made: tuple[Document, Digest, Sequence[Page]]
) -> CertifiedCopy:
    document, source, pages = made
    now = desk.clock.now()
    day = local_day(now)
    wording, words = true_wording_on(uow, wish.kind, day), signature_words(day)
    decided, seal = _decider(uow, who, wish.decided_by), chosen(uow, who, Purpose.SEAL, wish.seal)
    count = len(wish.pages or bound_pages(document, pages))
    part = words["part"].format(pages=", ".join(map(str, wish.pages))) if wish.pages else ""
    citizen = uow.citizens.get(document.citizen_id)
    return CertifiedCopy(
        dossier=document.dossier, document_id=document.id, citizen_id=citizen.id,
        title=title_of(document, uow.documents.fields(document.id)) or words["unnamed"],
        book=wording.symbol, year=day.year, number=0, officer_id=decided.id, officer=decided.name,
        officer_title=decided.title, seal_id=seal.officer.id, pages=count, copies=wish.copies, fee=0, fees="",
        wording=wording.version, source=source, certified_at=now, made_by=who.officer.id,
        comparison=Comparison(compared=False, pages=count, part=wish.pages),
        note="; ".join(text for text in (tidy(wish.note), part) if text),
        requester=tidy(wish.receiver) or citizen.name, kind=wish.kind,
    )  # fmt: skip


def _decider(uow: UnitOfWork, who: Session, name: str | None) -> Officer:
    """Return who decided the copying: an officer who may certify for the agency."""
    if name is not None:
        found = uow.officers.by_login(name)
        if found is None or not found.active:
            raise OfficerUnknown(login=name)
        Session(found, who.desk).require(Role.CERTIFIER)
        return found
    able = [officer for officer in uow.officers.all() if officer.active and Role.CERTIFIER in officer.roles]
    if not able:
        raise OfficerUnknown(login="-")
    return next((officer for officer in able if officer.id == who.officer.id), able[0])


# -- the agency's signature -------------------------------------------------------------------------------------------


def _sealed(desk: Desk, who: Session, copy: CertifiedCopy, pin: str, *, last_try_meant: bool) -> CertifiedCopy:
    with steps.failures_kept(desk, who, copy.id):
        person, text = _signing(desk, copy)
        copy = _prepared(desk, who, copy, text)
        steps.still_in_hand(desk, copy)
        with steps.named(person):
            signer = person.signer
            key = desk.keys.open(signer.token, signer.certificate, pin, last_try_meant=last_try_meant)
            prepared = steps.whole(desk, copy.prepared)
            done, digest = steps.made(desk, lambda out: desk.signatures.sign_alone(prepared, text, key, out))
        sealed = replace(copy.step(CopyStage.WAITING), sealed=digest, level=done.level, lacking=done.lacking)
        steps.keep(
            desk, who, copy, sealed, Kind.COPY_SEALED, object=digest, level=done.level.value, what=copy.kind.value
        )
    milestone("true-copy-sealed")
    return steps.complete(desk, who, sealed) if sealed.level is Level.LTA else sealed


def _signing(desk: Desk, copy: CertifiedCopy) -> tuple[Person, OwnText]:
    facts = office_facts(desk)
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(copy.document_id)
        if document is not None and document.secrecy is not None:
            raise SecrecyMarked(document=document.id, mark=document.secrecy)
        person = person_of(uow, copy.seal_id, Purpose.SEAL)
        text = true_text(uow, copy, facts, local_day(copy.certified_at))
        link = uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash
        return person, replace(text, code=code_of(copy, link, lookup_address(uow)))


def _prepared(desk: Desk, who: Session, copy: CertifiedCopy, text: OwnText) -> CertifiedCopy:
    """Lay the field on page 1; that the page was made taller for it stands in the book."""
    if copy.prepared is not None:
        return copy
    source = steps.whole(desk, copy.source)
    grown, digest = steps.made(desk, lambda out: desk.signatures.lay_own(source, text, out))
    strip = signature_words(local_day(copy.certified_at), copy.wording)["strip"] if grown else ""
    prepared = replace(copy, prepared=digest, note="; ".join(words for words in (copy.note, strip) if words))
    steps.keep(desk, who, copy, prepared)
    milestone("true-copy-prepared")
    return prepared
