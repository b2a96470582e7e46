"""Care of the archive for signed scans (gia hạn lưu trữ giấy số hóa): as for copies, see `desk.work.archive_care`.

No book holds them, so the journal tells which file a renewed one follows. A signature that no longer counts, as its
paper was read anew, is left to itself, and so is one of a paper in the tray or under a mark of secrecy.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.errors import FAULTS, Cancelled, ComponentUnfit, SelfCheckFailed, StampNoBetter
from desk.jobs import Progress, milestone
from desk.model.certification import ComponentSignature
from desk.model.events import Kind
from desk.model.paper import Stage
from desk.model.people import Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.archive_care import CARERS, READERS, Lasting, begins_with, load_lasting
from desk.work.attestation import local_day
from desk.work.component import signature_of
from desk.work.journalling import note
from desk.work.stamp_notes import StampNotes
from signing.errors import TimestampDown
from signing.report import Verdict
from signing.values import LastStamp


@dataclass(frozen=True, slots=True)
class AgeingComponent:
    """A signed scan whose last time stamp ages (giấy số hóa có dấu thời gian sắp hết hạn); as `Ageing` of a copy."""

    signature: ComponentSignature
    stamp: LastStamp | None
    until: datetime | None
    algorithm: str | None
    late: bool


@dataclass(frozen=True, slots=True)
class ComponentRenewal:
    """What became of one signed scan in the job; `fault` None and not `done` = not come to it."""

    signature: ComponentSignature
    done: bool
    until: datetime | None = None
    fault: Exception | None = None


def ageing_components(
    desk: Desk, who: Session, progress: Progress | None = None, within_days: int | None = None
) -> list[AgeingComponent]:
    """List the signed scans whose last time stamp ends soon, the soonest first; those that cannot be read come last.

    Raises:
        RoleMissing, Cancelled.
    """
    who.require(*READERS)
    now = desk.clock.now()
    lasting = load_lasting(local_day(now))
    soon = now + timedelta(days=lasting.renew_days if within_days is None else within_days)
    with desk.unit(reading=True) as uow:
        signed = [made for made in uow.copies.finished_components() if _counts(uow, made)]
    notes, found = StampNotes(desk), list[AgeingComponent]()
    for made in (progress or Progress()).over(signed, len(signed)):
        stamp = notes.of(made.file or "")
        if stamp is None:
            found.append(AgeingComponent(made, None, None, None, late=False))
            continue
        until, algorithm = lasting.until(stamp)
        if until <= soon:
            found.append(AgeingComponent(made, stamp, until, algorithm, late=until <= now))
    readable = sorted((one for one in found if one.until is not None), key=lambda one: (one.until, one.signature.id))
    return [*readable, *(one for one in found if one.until is None)]


def renew_components(
    desk: Desk, who: Session, progress: Progress | None = None, within_days: int | None = None
) -> list[ComponentRenewal]:
    """Renew every signed scan that ages; one that cannot be does not stop the others, an authority that is down does.

    Raises:
        RoleMissing; Cancelled between two papers: what was renewed stays.
    """
    who.require(*CARERS)
    done, stopped = list[ComponentRenewal](), False
    old = [one for one in ageing_components(desk, who, within_days=within_days) if one.stamp is not None]
    for one in (progress or Progress()).over(old, len(old)):
        if stopped:
            done.append(ComponentRenewal(one.signature, done=False))
            continue
        try:
            done.append(renew_component(desk, who, one.signature.document_id))
        except Cancelled:
            raise
        except FAULTS as fault:
            stopped = isinstance(fault, TimestampDown | StampNoBetter)
            done.append(ComponentRenewal(one.signature, done=False, fault=fault))
    return done


def renew_component(desk: Desk, who: Session, document_id: int) -> ComponentRenewal:
    """Renew the archive of one signed scan: checked before it takes the place of the file; the old bytes stay.

    Raises:
        RoleMissing, WorkHeld, ObjectMissing, ObjectChanged; ComponentUnfit: no finished signature counts on the paper.
        TimestampDown, StampNoBetter, SelfCheckFailed, faults `signing.certificate-*`: the file stays as it was.
    """
    who.require(*CARERS)
    with steps.in_hand(desk, document_id):
        made, old = _standing(desk, document_id)
        lasting = load_lasting(local_day(desk.clock.now()))
        before = desk.store.path(old)
        told, digest = steps.made(desk, lambda out: desk.signatures.renew(before, out, lasting.digest))
        until = _checked(desk, made, digest, lasting)
        renewed = replace(made, signed=digest, file=digest)
        with desk.unit() as uow:
            if not _counts(uow, made):
                raise ComponentUnfit(document=document_id)
            uow.copies.put_component(renewed)
            note(
                uow, desk, who, Kind.COMPONENT_RENEWED, f"document:{document_id}", object=digest, replaced=old,
                authority=told.authority,
            )  # fmt: skip
            uow.commit()
    milestone("component-renewed")
    return ComponentRenewal(renewed, done=True, until=until)


def _standing(desk: Desk, document_id: int) -> tuple[ComponentSignature, Digest]:
    with desk.unit(reading=True) as uow:
        document = uow.documents.get(document_id)
        made = signature_of(uow, document) if document is not None else None
        if made is None or made.file is None or not _counts(uow, made):
            raise ComponentUnfit(document=document_id)
    return made, made.file


def _counts(uow: UnitOfWork, made: ComponentSignature) -> bool:
    """Tell whether a signature still stands as it is for its paper as that is now."""
    document = uow.documents.get(made.document_id)
    if document is None or document.secrecy is not None or document.stage is Stage.REMOVED:
        return False
    return signature_of(uow, document) == made


def _checked(desk: Desk, made: ComponentSignature, digest: Digest, lasting: Lasting) -> datetime:
    """Return until when a renewed scan lasts, after it was looked at as a stranger's would be."""
    before, file = desk.store.path(made.file or ""), desk.store.path(digest)
    was, stamp = desk.signatures.last_stamp(before), desk.signatures.last_stamp(file)
    if stamp is None or not begins_with(file, desk.store.get(made.file or "")):
        raise SelfCheckFailed(number=made.document_id, why="-")
    until, _ = lasting.until(stamp)
    if was is not None and until <= lasting.until(was)[0]:
        raise StampNoBetter(authority=stamp.authority, day=f"{local_day(until):%d/%m/%Y}")
    report = desk.signatures.verify(file)
    if report.verdict is not Verdict.PASSED:
        raise SelfCheckFailed(number=made.document_id, why=steps.why(report))
    return until
