"""Whether a paper may be certified, by whom, and as what it would stand in the book (điều kiện chứng thực)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk.errors import (
    CopyOfCopy,
    DeskError,
    DocumentUnknown,
    NotCertifiable,
    PaperExpired,
    SecrecyMarked,
    SignedAlready,
    SignerUnknown,
)
from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Purpose, Signer
from desk.model.paper import SURE, Document, Field, Page, Stage
from desk.model.people import Officer, Session
from desk.model.values import tidy
from desk.ports import Desk, UnitOfWork
from desk.text import phrase
from desk.work.attestation import form_words, local_day, unnamed, wording_on
from desk.work.facts import last_day
from desk.work.packs import load_fees
from desk.work.refused import check_not_refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be certified, after which comparison, by whom.

    Attributes:
        officer: Login or full name of the certifying officer; None = the one who acts, else the first assigned.
        seal: Login or full name of the keeper of the seal; None likewise.
        title: Name of the original for the book; None = as it was read.
        copies: How many copies share the number (bản).
        note: For the last column of the book (ghi chú).
        expired_meant: A person said that a paper out of date is to be certified all the same.
    """

    document_id: int
    comparison: Comparison
    officer: str | None = None
    seal: str | None = None
    title: str | None = None
    copies: int = 1
    note: str = ""
    expired_meant: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs, with the token and certificate assigned to them."""

    officer: Officer
    signer: Signer


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be certified: its information pages counted, and who would sign (None = nobody is assigned).

    Attributes:
        stop: Why it may not be certified now, or None.
        ended: Its last day, when that is past; None otherwise.
    """

    document: Document
    pages: int
    officer: Person | None
    seal: Person | None
    stop: DeskError | None
    ended: date | None = None


def live_copy(uow: UnitOfWork, document_id: int) -> CertifiedCopy | None:
    """Return the certified copy of a paper that is not void, at whatever stage, or None."""
    return next((c for c in uow.copies.of_document(document_id) if c.stage is not CopyStage.VOID), None)


def finished_copy(uow: UnitOfWork, document_id: int) -> CertifiedCopy | None:
    """Return the finished certified copy of a paper that may leave the office, or None."""
    copy = live_copy(uow, document_id)
    return copy if copy is not None and copy.stage.done else None


def information_pages(pages: Sequence[Page]) -> int:
    """Count the pages that carry information: a blank side or one in the tray is not copied and not paid for.

    Law: docs/law.md#certification-duty
    """
    return sum(1 for page in pages if not page.removed and not (page.reading is not None and page.reading.blank))


def check_certifiable(document: Document, pages: int) -> None:
    """Let a paper pass that may be certified; fields that nobody confirmed do not stop it: the picture is attested.

    Raises:
        SecrecyMarked; NotCertifiable: unread, in the tray, or without a page that carries information.
        CopyOfCopy: only an original can be certified.
        SignedAlready: it is a signed file, and the attestation is laid into the file.

    Law: docs/law.md#certification-duty
    """
    if document.secrecy is not None:
        raise SecrecyMarked(document=document.id, mark=document.secrecy)
    if document.stage not in (Stage.READ, Stage.CONFIRMED) or document.pdf is None or pages < 1:
        raise NotCertifiable(document=document.id)
    if document.copy_mark:
        raise CopyOfCopy(document=document.id)
    if document.keeps_its_file:
        raise SignedAlready(document=document.id)


def people_for(uow: UnitOfWork, purpose: Purpose) -> tuple[Person, ...]:
    """Return who may sign for a purpose: active officers to whom a certificate is assigned, longest assigned first."""
    found = [Person(uow.officers.get(s.officer_id), s) for s in uow.copies.signers() if s.purpose is purpose]
    return tuple(person for person in found if person.officer.active)


def chosen(uow: UnitOfWork, who: Session, purpose: Purpose, name: str | None) -> Person:
    """Return who signs: the one named, else the one who acts, else the first assigned.

    Raises:
        SignerUnknown: nobody, or not the one named, has a certificate for this purpose.
    """
    people = people_for(uow, purpose)
    if name is not None:
        meant = uow.officers.by_login(name)
        people = tuple(person for person in people if meant is not None and person.officer.id == meant.id)
    if not people:
        raise SignerUnknown(name=name or phrase(f"certify.purpose-{purpose.value}"))
    return next((person for person in people if person.officer.id == who.officer.id), people[0])


def person_of(uow: UnitOfWork, officer_id: int, purpose: Purpose) -> Person:
    """Return an officer with the certificate now assigned to them for a purpose; SignerUnknown."""
    for person in people_for(uow, purpose):
        if person.officer.id == officer_id:
            return person
    raise SignerUnknown(name=uow.officers.get(officer_id).name)


def paper_of(uow: UnitOfWork, who: Session, wish: Wish, now: datetime) -> Paper:
    """Return a paper with its pages counted, who would sign, and what stops it at an instant.

    Raises:
        DocumentUnknown.
    """
    document = uow.documents.get(wish.document_id)
    if document is None:
        raise DocumentUnknown(document=wish.document_id)
    pages = information_pages(uow.documents.pages(document.id))
    faults: list[DeskError] = []
    people: list[Person | None] = []
    ended = ended_before(uow.documents.fields(document.id), local_day(now))
    try:
        check_certifiable(document, pages)
        check_not_refused(uow, document)
        if ended is not None and not wish.expired_meant:
            raise PaperExpired(document=document.id, day=f"{ended:%d/%m/%Y}")
    except DeskError as fault:
        faults.append(fault)
    for purpose, name in ((Purpose.OFFICER, wish.officer), (Purpose.SEAL, wish.seal)):
        try:
            people.append(chosen(uow, who, purpose, name))
        except SignerUnknown as fault:
            people.append(None)
            faults.append(fault)
    return Paper(document, pages, people[0], people[1], faults[0] if faults else None, ended)


def draft(uow: UnitOfWork, desk: Desk, who: Session, wish: Wish, paper: Paper) -> CertifiedCopy:
    """Return the entry as it would stand in the book now, with the number that would be taken; nothing is taken."""
    now = desk.clock.now()
    day = local_day(now)
    wording, fees = wording_on(uow, day), load_fees(day)
    document, officer, seal = paper.document, paper.officer, paper.seal
    citizen = uow.citizens.get(document.citizen_id)
    title = tidy(wish.title or "") or title_of(document, uow.documents.fields(document.id)) or unnamed(day)
    return CertifiedCopy(
        dossier=document.dossier, document_id=document.id, citizen_id=citizen.id, title=title,
        book=wording.symbol, year=day.year, number=uow.copies.next_number(wording.symbol, day.year),
        officer_id=officer.officer.id if officer else 0, officer=officer.officer.name if officer else "",
        officer_title=officer.officer.title if officer else "", seal_id=seal.officer.id if seal else 0,
        pages=paper.pages, copies=wish.copies, fee=fees.fee(paper.pages, wish.copies) if paper.pages else 0,
        fees=fees.version, wording=wording.version, source=document.pdf or "", certified_at=now,
        made_by=who.officer.id, comparison=wish.comparison, note=_remark(wish, paper, day), requester=citizen.name,
        requester_number=citizen.personal_id.number if citizen.personal_id else "",
    )


def title_of(document: Document, fields: Sequence[Field]) -> str:
    """Return the name of the original: its kind, or type and number of an administrative paper once confirmed."""
    sure = {field.name: field.value for field in fields if field.confirmed_by is not None and field.value}
    name = sure.get("loai_van_ban") or document.title
    number = sure.get("so_ky_hieu")
    return f"{name} {number}" if name and number else name


def ended_before(fields: Sequence[Field], day: date) -> date | None:
    """Return the last day printed on a paper when it is past and sure: confirmed by a person, or read without doubt.

    Điều 22 does not name it: such a paper is certified when a person means it (docs/law.md#certification-duty).
    """
    sure = {
        field.name: field.value
        for field in fields
        if field.value and (field.confirmed_by is not None or field.confidence >= SURE)
    }
    last = last_day(sure)
    return last if last is not None and last < day else None


def _remark(wish: Wish, paper: Paper, day: date) -> str:
    """Return the last column of the book: the wish's own note, and that the paper was out of date."""
    ended = ""
    if paper.ended is not None:
        ended = str(form_words("register", day)["expired"]).format(day=f"{paper.ended:%d/%m/%Y}")
    return "; ".join(part for part in (tidy(wish.note), ended) if part)
