"""Certifying a copy (chứng thực bản sao điện tử từ bản chính): number, two signatures, refusal, voiding.

A number is taken in one transaction when the signing begins, never at reception; whatever fails after that, the copy
goes on from its last safe stage with the same number. Only `void` frees a paper for another one.

Law: docs/law.md#certification-duty, docs/law.md#register
"""

from dataclasses import dataclass, field

from desk.errors import ComparisonMissing, GroundsOpen
from desk.jobs import Progress, milestone
from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.attestation import attestation, check_letters, local_day, wording_of
from desk.work.certifiable import Paper, draft, live_copy, paper_of
from desk.work.certifiable import Wish as Wish
from desk.work.copy_files import copy_file as copy_file
from desk.work.intake import open_one
from desk.work.journalling import note
from desk.work.numbering import entered
from desk.work.office import office_facts
from desk.work.packs import load_grounds
from desk.work.refusing import refuse as refuse
from desk.work.refusing import take_back as take_back
from desk.work.refusing import void as void
from desk.work.refusing import void_slip as void_slip

_MAY = (Role.RECEPTION, Role.CERTIFIER)


@dataclass(frozen=True, slots=True)
class Pins:
    """The two PINs, as typed; never kept, never written anywhere.

    Attributes:
        last_try_meant: Both persons know that a token locks when its last try is spent on a wrong PIN.
    """

    officer: str = field(repr=False)
    seal: str = field(repr=False)
    last_try_meant: bool = False


def take_number(desk: Desk, who: Session, wish: Wish) -> CertifiedCopy:
    """Take the next number of the book for a paper, after the comparison; the copy stands at NUMBERED.

    A copy under way is given back with its number, a finished one likewise: repeating takes no second number.

    Raises:
        RoleMissing, DocumentUnknown, SecrecyMarked, NotCertifiable, CopyOfCopy, SignerUnknown, WorkHeld.
        RefusedBefore: refused in writing and not taken back. PaperExpired: out of date, and nobody said it is meant.
        DossierClosed: nothing is certified for a dossier that was handed over. BookClosed, ClockBehind.
        ComparisonMissing: not compared, not every page, or the paper was read anew since.
        GroundsOpen: Điều 22 was not looked through, or a ground holds. LettersLacking: in a name it would show.
    """
    who.require(*_MAY)
    with steps.in_hand(desk, wish.document_id):
        return _numbered(desk, who, wish)


def _numbered(desk: Desk, who: Session, wish: Wish) -> CertifiedCopy:
    facts = office_facts(desk)
    with desk.unit() as uow:
        paper = paper_of(uow, who, wish, desk.clock.now())
        there = live_copy(uow, wish.document_id)
        if there is not None:
            return there
        if paper.stop is not None:
            raise paper.stop
        open_one(uow, paper.document.dossier)
        _check_comparison(desk, wish.comparison, paper)
        entry = draft(uow, desk, who, wish, paper)
        laid = attestation(entry, wording_of(uow, entry), paper.officer.signer if paper.officer else None, facts)
        check_letters((*laid.words, *laid.officer, *laid.seal))
        copy = entered(uow, desk, who, entry)
        _record_number(uow, desk, who, copy)
        uow.commit()
    milestone("copy-numbered")
    return copy


def _check_comparison(desk: Desk, comparison: Comparison, paper: Paper) -> None:
    same = comparison.source in ("", paper.document.pdf)
    if not comparison.compared or comparison.pages < paper.pages or not same:
        raise ComparisonMissing(pages=paper.pages)
    grounds = load_grounds(local_day(desk.clock.now()))
    if {ground.number for ground in grounds} - set(comparison.grounds):
        raise GroundsOpen


def _record_number(uow: UnitOfWork, desk: Desk, who: Session, copy: CertifiedCopy) -> None:
    subject, seen = f"document:{copy.document_id}", copy.comparison
    note(
        uow, desk, who, Kind.COPY_COMPARED, subject,
        pages=seen.pages, grounds=list(seen.grounds), seconds=round(seen.seconds, 1),
    )
    note(
        uow, desk, who, Kind.COPY_NUMBERED, subject, book=copy.book, year=copy.year, number=copy.number,
        dossier=copy.dossier, officer=copy.officer_id, seal=copy.seal_id, pages=copy.pages, copies=copy.copies,
        fee=copy.fee, fees=copy.fees, wording=copy.wording, object=copy.source,
    )


def sign_copy(
    desk: Desk, who: Session, copy_id: int, pin: str, *, last_try_meant: bool = False
) -> CertifiedCopy:
    """Sign a numbered copy as its officer; one that is signed already is given back.

    Raises:
        RoleMissing, NumberUnknown, CopyStageWrong, SignerUnknown, WorkHeld; faults of the token, the certificate and
        the file: the copy stays NUMBERED with `lacking`.
    """
    who.require(*_MAY)
    with steps.in_hand(desk, steps.copy_of(desk, copy_id).document_id):
        return steps.sign(desk, who, steps.copy_of(desk, copy_id), pin, last_try_meant=last_try_meant)


def seal_copy(
    desk: Desk, who: Session, copy_id: int, pin: str, *, last_try_meant: bool = False
) -> CertifiedCopy:
    """Seal a signed copy as the agency and check it: SEALED, or WAITING while no time stamp can be had.

    Raises:
        As `sign_copy`; SelfCheckFailed: the copy does not verify, it stays WAITING and does not leave.
    """
    who.require(*_MAY, Role.SEAL)
    with steps.in_hand(desk, steps.copy_of(desk, copy_id).document_id):
        return steps.seal(desk, who, steps.copy_of(desk, copy_id), pin, last_try_meant=last_try_meant)


def complete_copy(desk: Desk, who: Session, copy_id: int) -> CertifiedCopy:
    """Finish a sealed copy that waits for its time stamp; no key and no PIN are needed.

    Raises:
        RoleMissing, NumberUnknown, CopyStageWrong, WorkHeld, TimestampDown, CertificateUnchecked, SelfCheckFailed.
    """
    who.require(*_MAY, Role.SEAL)
    with steps.in_hand(desk, steps.copy_of(desk, copy_id).document_id):
        return steps.complete(desk, who, steps.copy_of(desk, copy_id))


def certify(desk: Desk, who: Session, wish: Wish, pins: Pins, progress: Progress | None = None) -> CertifiedCopy:
    """Certify a paper from wherever it stands: number, officer, seal, check. Repeating changes nothing more.

    Returns:
        The copy, SEALED, or WAITING while no time stamp authority answers.

    Raises:
        As `take_number`, `sign_copy` and `seal_copy`; Cancelled between two steps, what was done is kept.
    """
    who.require(*_MAY)
    progress = progress or Progress()
    with steps.in_hand(desk, wish.document_id):
        copy = _numbered(desk, who, wish)
        for done, step in enumerate((CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING)):
            progress.check()
            progress.say(done, 3)
            if copy.stage is not step:
                continue
            if step is CopyStage.NUMBERED:
                copy = steps.sign(desk, who, copy, pins.officer, last_try_meant=pins.last_try_meant)
            elif step is CopyStage.SIGNED:
                copy = steps.seal(desk, who, copy, pins.seal, last_try_meant=pins.last_try_meant)
                break
            else:
                copy = steps.complete(desk, who, copy)
        progress.say(3, 3)
    return copy


def waiting(desk: Desk) -> list[CertifiedCopy]:
    """List the copies that have a number and are not finished, oldest first."""
    with desk.unit(reading=True) as uow:
        return uow.copies.in_stage(CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING)
