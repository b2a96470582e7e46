"""The steps of a certified copy after its number (các bước ký): prepared, signed, sealed, checked, finished.

Each step makes its bytes, has them in the store, and then tells one transaction; so a step cut short is done again
from the last safe stage, with the number the copy has.
"""

import contextlib
import errno
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desk.errors import (
    FAULTS,
    Cancelled,
    CopyStageWrong,
    DiskFull,
    NumberUnknown,
    SecrecyMarked,
    SelfCheckFailed,
    StoreReadOnly,
    WorkHeld,
)
from desk.jobs import milestone
from desk.model.certification import CertifiedCopy, CopyStage, Purpose
from desk.model.events import Kind
from desk.model.people import Session
from desk.model.values import Digest, Json
from desk.ports import Desk, UnitOfWork
from desk.text import codes, phrase
from desk.work.attestation import attestation, wording_of
from desk.work.certifiable import Person, person_of
from desk.work.copy_code import code_of, lookup_address
from desk.work.journalling import note
from desk.work.office import office_facts
from desk.work.receive import clear_spool
from signing.errors import SigningError, TokenAbsent
from signing.key import SigningKey
from signing.report import Report, Verdict
from signing.values import Attestation, Level, Signed

T = TypeVar("T")


@contextmanager
def in_hand(desk: Desk, document_id: int) -> Iterator[None]:
    """Hold a paper's certification, so that two processes never number or sign it at once.

    Raises:
        WorkHeld: another window or command has it in hand.
    """
    name = _hold_of(document_id)
    if not desk.holds.take(name):
        raise WorkHeld(document=document_id)
    try:
        yield
    finally:
        desk.holds.release(name)


def _hold_of(document_id: int) -> str:
    return f"copy-{document_id}"


def copy_of(desk: Desk, copy_id: int) -> CertifiedCopy:
    """Return a copy as it stands; NumberUnknown when there is none of this id."""
    with desk.unit(reading=True) as uow:
        copy = uow.copies.get(copy_id)
    if copy is None:
        raise NumberUnknown(number=copy_id)
    return copy


def sign(desk: Desk, who: Session, copy: CertifiedCopy, pin: str, *, last_try_meant: bool) -> CertifiedCopy:
    """Prepare the copy and sign it as its officer; one that is signed already is given back.

    Raises:
        CopyStageWrong: its number is void. SignerUnknown; faults of `Keys.open`, `Signatures.attest` and `sign`.
    """
    if copy.stage is CopyStage.VOID:
        raise CopyStageWrong(number=copy.number, stage=copy.stage.value)
    if copy.stage is not CopyStage.NUMBERED:
        return copy
    with failures_kept(desk, who, copy.id):
        person, words = _signing(desk, copy, Purpose.OFFICER)
        copy = _prepared(desk, who, copy, words)
        still_in_hand(desk, copy)
        with named(person):
            key = desk.keys.open(
                person.signer.token, person.signer.certificate, pin, last_try_meant=last_try_meant
            )
            prepared = whole(desk, copy.prepared)
            done, digest = made(desk, lambda out: desk.signatures.sign(prepared, words, key, out))
        signed = replace(
            copy.step(CopyStage.SIGNED), signed=digest, level=done.level, lacking=done.lacking
        )
        keep(
            desk, who, copy, signed, Kind.COPY_SIGNED, object=digest, level=done.level.value, authority=done.authority,
        )
    milestone("copy-signed")
    return signed


def seal(desk: Desk, who: Session, copy: CertifiedCopy, pin: str, *, last_try_meant: bool) -> CertifiedCopy:
    """Seal a signed copy as the agency, check it and finish it; one that lacks a time stamp waits.

    Raises:
        CopyStageWrong: the officer has not signed, or the number is void. SelfCheckFailed; faults of the key.
    """
    if copy.stage in (CopyStage.NUMBERED, CopyStage.VOID):
        raise CopyStageWrong(number=copy.number, stage=copy.stage.value)
    if copy.stage is not CopyStage.SIGNED:
        return complete(desk, who, copy)
    with failures_kept(desk, who, copy.id):
        person, words = _signing(desk, copy, Purpose.SEAL)
        still_in_hand(desk, copy)
        with named(person):
            key = desk.keys.open(
                person.signer.token, person.signer.certificate, pin, last_try_meant=last_try_meant
            )
            done, sealed = _sealed(desk, copy, words, key)
        keep(
            desk, who, copy, sealed, Kind.COPY_SEALED, object=sealed.sealed, level=done.level.value,
            authority=done.authority,
        )
    milestone("copy-sealed")
    return complete(desk, who, sealed) if sealed.level is Level.LTA else sealed


def _sealed(desk: Desk, copy: CertifiedCopy, words: Attestation, key: SigningKey) -> tuple[Signed, CertifiedCopy]:
    signed = whole(desk, copy.signed)
    done, digest = made(desk, lambda out: desk.signatures.seal(signed, words, key, out))
    return done, replace(
        copy.step(CopyStage.WAITING), sealed=digest, level=done.level, lacking=done.lacking
    )


def complete(desk: Desk, who: Session, copy: CertifiedCopy) -> CertifiedCopy:
    """Bring a sealed copy to B-LTA, check it against the office's own trust and finish it; no key is needed.

    Raises:
        CopyStageWrong: it is not sealed yet, or void. TimestampDown, CertificateUnchecked: it waits on.
        SelfCheckFailed: it does not verify; it stays in the office.
    """
    if copy.stage is CopyStage.SEALED:
        return copy
    if copy.stage is not CopyStage.WAITING:
        raise CopyStageWrong(number=copy.number, stage=copy.stage.value)
    with failures_kept(desk, who, copy.id):
        digest, lacking, stood = copy.sealed or "", None, copy
        if copy.level is not Level.LTA:
            sealed = whole(desk, digest)
            done, digest = made(desk, lambda out: desk.signatures.complete(sealed, out))
            copy, lacking = replace(copy, level=done.level), done.lacking
        if copy.level is not Level.LTA:
            waiting = replace(copy, sealed=digest, lacking=lacking)
            keep(desk, who, stood, waiting)
            return waiting
        check_itself(desk, copy, digest)
        finished = replace(
            copy.step(CopyStage.SEALED), sealed=digest, file=digest, lacking=None, finished_at=desk.clock.now()
        )
        keep(desk, who, stood, finished, Kind.COPY_FINISHED, object=digest, level=Level.LTA.value)
    milestone("copy-finished")
    return finished


def check_itself(desk: Desk, copy: CertifiedCopy, digest: Digest) -> None:
    """Verify a copy's file against the office's own trust; SelfCheckFailed when it does not pass."""
    report = desk.signatures.verify(desk.store.path(digest))
    if report.verdict is not Verdict.PASSED:
        raise SelfCheckFailed(number=copy.number, why=why(report))


def why(report: Report) -> str:
    """Return the first reason in words, else the indication of the standard."""
    reasons = [*report.reasons, *(reason for one in report.signatures for reason in one.reasons)]
    for reason in reasons:
        if f"verify.reason.{reason.key}" in codes():
            return phrase(f"verify.reason.{reason.key}", **dict(reason.context))
    return report.subindication or report.verdict.value


def _signing(desk: Desk, copy: CertifiedCopy, purpose: Purpose) -> tuple[Person, Attestation]:
    """Return who signs for a purpose and the words for the blocks, by what is assigned now.

    Raises:
        SecrecyMarked: a mark of secrecy was found after the number was taken. SignerUnknown.
    """
    facts = office_facts(desk)
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(copy.document_id)
        if document is not None and document.secrecy is not None:
            raise SecrecyMarked(document=document.id, mark=document.secrecy)
        officer = person_of(uow, copy.officer_id, Purpose.OFFICER) if purpose is Purpose.OFFICER else None
        person = officer or person_of(uow, copy.seal_id, purpose)
        code = code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash, lookup_address(uow))
        return person, attestation(copy, wording_of(uow, copy), officer.signer if officer else None, facts, code)


def _prepared(desk: Desk, who: Session, copy: CertifiedCopy, words: Attestation) -> CertifiedCopy:
    if copy.prepared is not None:
        return copy
    source = whole(desk, copy.source)
    _, digest = made(desk, lambda out: desk.signatures.attest(source, words, out))
    prepared = replace(copy, prepared=digest)
    keep(desk, who, copy, prepared)
    milestone("copy-prepared")
    return prepared


def whole(desk: Desk, digest: Digest | None) -> Path:
    """Return the file of an object after its bytes were held against their digest; ObjectMissing, ObjectChanged."""
    desk.store.get(digest or "")
    return desk.store.path(digest or "")


def made(desk: Desk, work: Callable[[Path], T]) -> tuple[T, Digest]:
    """Let a step write a file in the spool, keep it in the store, and return what the step said with the digest.

    Raises:
        DiskFull, StoreReadOnly: the spool cannot be written; whatever the step raises.
    """
    folder = desk.spool / f"copy-{uuid.uuid4().hex}"
    out = folder / "copy.pdf"
    try:
        folder.mkdir(parents=True)
        return work(out), desk.store.put_file(out)
    except OSError as fault:
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (DiskFull if full else StoreReadOnly)(why=fault.strerror or "-") from fault
    finally:
        clear_spool(folder)


def keep(
    desk: Desk, who: Session, stood: CertifiedCopy, copy: CertifiedCopy, kind: Kind | None = None, **data: Json
) -> None:
    """Keep a copy's new state and its event in one transaction, when it still is as it `stood` for the step.

    Raises:
        WorkHeld: another desk went on with it meanwhile, as when this one lost its hold with its connection.
    """
    with desk.unit() as uow:
        _check_as_it_stood(uow, stood)
        uow.copies.update(copy)
        if kind is not None:
            told: dict[str, Json] = {"book": copy.book, "year": copy.year, "number": copy.number, **data}
            note(uow, desk, who, kind, f"document:{copy.document_id}", **told)
        uow.commit()


def still_in_hand(desk: Desk, copy: CertifiedCopy) -> None:
    """Look, right before a key is used, that the copy stands where it was taken up and that its hold is ours.

    Raises:
        WorkHeld: it is not; no key was used.
    """
    check_hold(desk, copy.document_id)
    with desk.unit(reading=True) as uow:
        _check_as_it_stood(uow, copy)


def check_hold(desk: Desk, document_id: int) -> None:
    """Look that a paper is still in hand; WorkHeld when its hold was lost and another desk has it."""
    if not desk.holds.keeps(_hold_of(document_id)):
        raise WorkHeld(document=document_id)


def _check_as_it_stood(uow: UnitOfWork, copy: CertifiedCopy) -> None:
    stands = uow.copies.get(copy.id)
    if stands is None or _bytes_of(stands) != _bytes_of(copy):
        raise WorkHeld(document=copy.document_id)


def _bytes_of(copy: CertifiedCopy) -> tuple[CopyStage, Digest | None, Digest | None, Digest | None, Digest | None]:
    return copy.stage, copy.prepared, copy.signed, copy.sealed, copy.file


@contextmanager
def named(person: Person) -> Iterator[None]:
    """Say in a fault of the token or certificate whose it is."""
    try:
        yield
    except TokenAbsent as fault:
        fault.context["name"] = person.officer.name  # the keys know its serial alone
        raise
    except SigningError as fault:
        fault.context.setdefault("name", person.officer.name)
        raise


@contextmanager
def failures_kept(desk: Desk, who: Session, copy_id: int) -> Iterator[None]:
    """Record what keeps a copy at its last safe stage, once for the same cause; the fault itself is raised on."""
    try:
        yield
    except (Cancelled, WorkHeld):
        raise  # what another desk goes on with lacks nothing
    except FAULTS as fault:
        with contextlib.suppress(*FAULTS):
            stays = copy_of(desk, copy_id)
            if stays.lacking != fault.code:
                keep(desk, who, stays, replace(stays, lacking=fault.code), Kind.COPY_FAILED, fault=fault.code)
        raise
