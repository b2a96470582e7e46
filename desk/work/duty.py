"""What stands before an officer who is about to certify (việc phải làm), and the copy as it would look."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack

from desk.model.certification import CertifiedCopy, Comparison, Ground, Purpose, Signer, Wording
from desk.model.paper import Document
from desk.model.people import Officer, Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import attestation, local_day, wording_of, wording_on
from desk.work.certifiable import Paper, Person, Wish, check_certifiable, draft, live_copy, paper_of, people_for
from desk.work.copy_code import code_of, lookup_address
from desk.work.deferring import waits_for_tomorrow
from desk.work.intake import one
from desk.work.office import office_facts
from desk.work.packs import load_grounds
from desk.work.warnings import warnings_of
from signing.values import Attestation


class Wanted(TypedDict, total=False):
    """What an officer may choose: who signs (login or name), how many copies, the name of the original.

    And whether a paper that is out of date is certified all the same.
    """

    officer: str | None
    seal: str | None
    copies: int
    title: str | None
    expired_meant: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """Everything the certify screen shows of one paper.

    Attributes:
        pages: Pages that carry information: what is compared, copied and paid for.
        title: Name of the original for the book.
        grounds: Điều 22, to be looked at one by one.
        book: Symbol of the book; `book_name` its name in `year`.
        next_number: The number that would be taken now.
        words: Lines of the attestation, with the copy's own number once it has one.
        wording: Version and first day of those words.
        laid: All that is laid on the copy, the blocks of both signatures included.
        officer: Who certifies, with `officer_signer`; None = nobody is assigned.
        seal: Keeper of the seal, with `seal_signer`; None likewise.
        officers: All who could certify; `seals` all keepers of the seal.
        fee: VND for `copies`.
        copy: The newest copy that is not void, at whatever stage, or None.
        stop: Code of the fault that stops it, or None; `stop_context` fills its sentence.
        warnings: Keys under `warning` in `messages.toml`.
        due: When the dossier's answer is due, or None; `late`: it came too late for the same day (Điều 7).
    """

    document: Document
    pages: int
    title: str
    grounds: tuple[Ground, ...]
    book: str
    book_name: str
    year: int
    next_number: int
    words: tuple[str, ...]
    wording: Wording
    laid: Attestation
    officer: Officer | None
    officer_signer: Signer | None
    seal: Officer | None
    seal_signer: Signer | None
    officers: tuple[Person, ...]
    seals: tuple[Person, ...]
    fee: int
    copies: int
    copy: CertifiedCopy | None = None
    stop: str | None = None
    stop_context: dict[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    due: datetime | None = None
    late: bool = False


def duty(desk: Desk, who: Session, document_id: int, **wanted: Unpack[Wanted]) -> Duty:
    """Return what certifying a paper would mean now; nothing is taken or written.

    Raises:
        RoleMissing, DocumentUnknown.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER, Role.SEAL)
    facts = office_facts(desk)
    wish = Wish(document_id, Comparison(compared=False), **wanted)
    with desk.unit(reading=True) as uow:
        paper = paper_of(uow, who, wish, desk.clock.now())
        entry = draft(uow, desk, who, wish, paper)
        copy = live_copy(uow, document_id)
        if copy is not None:
            paper = _of_copy(uow, paper, copy)
        day = local_day(entry.certified_at)
        wording = wording_of(uow, copy) if copy is not None else wording_on(uow, day)
        shown, officer, seal = copy or entry, paper.officer, paper.seal
        code = code_of(shown, lookup=lookup_address(uow))
        dossier = one(uow, paper.document.dossier)
        laid = attestation(shown, wording, officer.signer if officer else None, facts, code)
        return Duty(
            document=paper.document, pages=paper.pages, title=shown.title, grounds=load_grounds(day),
            book=entry.book, book_name=wording.book_name(entry.year), year=entry.year, next_number=entry.number,
            words=laid.words, wording=wording, laid=laid,
            officer=officer.officer if officer else None, officer_signer=officer.signer if officer else None,
            seal=seal.officer if seal else None, seal_signer=seal.signer if seal else None,
            officers=people_for(uow, Purpose.OFFICER), seals=people_for(uow, Purpose.SEAL),
            fee=shown.fee, copies=shown.copies, copy=copy, stop=paper.stop.code if paper.stop else None,
            stop_context=dict(paper.stop.context) if paper.stop else {},
            warnings=tuple(key for key in warnings_of(uow, paper.document) if key != "copy-mark"),
            due=dossier.due_at, late=waits_for_tomorrow(desk, dossier),
        )  # fmt: skip


def _of_copy(uow: UnitOfWork, paper: Paper, copy: CertifiedCopy) -> Paper:
    """Return the paper as its copy has it: signed by whom the number was taken for, and stopped by nothing."""
    people = {
        purpose: next((one for one in people_for(uow, purpose) if one.officer.id == officer_id), None)
        for purpose, officer_id in ((Purpose.OFFICER, copy.officer_id), (Purpose.SEAL, copy.seal_id))
    }
    return replace(paper, officer=people[Purpose.OFFICER], seal=people[Purpose.SEAL], stop=None)


def preview(desk: Desk, who: Session, document_id: int, out: Path, **wanted: Unpack[Wanted]) -> Path:
    """Lay the copy as it would look into `out`, with the number that would be taken; a copy under way as it stands.

    Raises:
        RoleMissing, DocumentUnknown, SecrecyMarked, NotCertifiable, CopyOfCopy; those of `Signatures.attest`.
    """
    seen = duty(desk, who, document_id, **wanted)
    if seen.copy is not None and seen.copy.newest is not None:
        out.write_bytes(desk.store.get(seen.copy.newest))
        return out
    if seen.copy is None:
        check_certifiable(seen.document, seen.pages)
    source = seen.copy.source if seen.copy is not None else seen.document.pdf
    desk.signatures.attest(desk.store.path(source or ""), seen.laid, out)
    return out
