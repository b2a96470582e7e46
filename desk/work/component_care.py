"""Care of the archive for signed scans (gia hạn lưu trữ giấy số hóa): as for copies, see `desk.work.archive_care`.

No book holds them, so the journal tells which file a renewed one follows. A signature that no longer counts, as its
paper was read anew, is left to itself, and so is one of a paper in the tray or under a mark of secrecy.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.errors import ComponentUnfit, SelfCheckFailed
from desk.jobs import Progress, milestone
from desk.model.certification import ComponentSignature
from desk.model.events import Kind
from desk.model.paper import Stage
from desk.model.people import Session
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.attestation import local_day
from desk.work.component import signature_of
from desk.work.journalling import note
from desk.work.lasting import CARERS, READERS, load_lasting, longer_until, look_for_ageing, renew_each
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
    with desk.unit(reading=True) as uow:
        signed = [(made, made.file) for made in uow.copies.finished_components() if _counts(uow, made)]
    found = look_for_ageing(desk, sorted(signed, key=lambda one: one[0].id), progress, within_days)
    return [AgeingComponent(made, age.stamp, age.until, age.algorithm, age.late) for made, age in found]


def renew_components(
    desk: Desk, who: Session, progress: Progress | None = None, within_days: int | None = None
) -> list[ComponentRenewal]:
    """Renew every signed scan that ages; one that cannot be does not stop the others, an authority that is down does.

    Raises:
        RoleMissing; Cancelled between two papers: what was renewed stays.
    """
    who.require(*CARERS)
    return renew_each(
        [one.signature for one in ageing_components(desk, who, within_days=within_days) if one.stamp is not None],
        lambda made: renew_component(desk, who, made.document_id),
        lambda made, fault: ComponentRenewal(made, done=False, fault=fault),
        progress,
    )


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
        until = longer_until(desk, document_id, old, digest, lasting)
        # Looked at as a stranger's would be.
        report = desk.signatures.verify(desk.store.path(digest))
        if report.verdict is not Verdict.PASSED:
            raise SelfCheckFailed(number=document_id, why=steps.why(report))
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
