"""Care of the archive (gia hạn lưu trữ): copies whose last time stamp ages, and renewing them in one job.

What a document time stamp proves can be checked for as long as its authority's certificate is valid and what it rests
on is trusted. Before that ends, the proof for it and a new time stamp are laid over the whole file (ETSI EN 319 142-1,
5.5). No key is needed. A renewed copy begins with the bytes it had, those stay in the store, and the chain of its book
names both.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.errors import FAULTS, CopyStageWrong, CopyUnfinished
from desk.jobs import Progress, milestone
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.chain import Replaced
from desk.model.events import Kind
from desk.model.people import Session
from desk.model.values import Digest
from desk.ports import Desk
from desk.work import certify_steps as steps
from desk.work.attestation import local_day
from desk.work.copy_files import COPIES, copy_file, entry_name
from desk.work.journalling import note
from desk.work.lasting import CARERS, READERS, load_lasting, longer_until, look_for_ageing, renew_each
from signing.values import LastStamp, Signed


@dataclass(frozen=True, slots=True)
class Ageing:
    """A copy whose last time stamp ages (bản sao có dấu thời gian sắp hết hạn).

    Attributes:
        stamp: None when the copy's file ends with none that can be read: its bytes are to be looked at.
        until: Until when what it proves can be checked, or None likewise.
        algorithm: What ends then, None = the certificate of the authority.
        late: That moment is past: a renewal cannot prove any more what was before.
    """

    copy: CertifiedCopy
    stamp: LastStamp | None
    until: datetime | None
    algorithm: str | None
    late: bool


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of one copy in the job: renewed, or why not; `fault` None and not `done` = not come to it.

    Attributes:
        until: Until when it can be checked now.
    """

    copy: CertifiedCopy
    done: bool
    until: datetime | None = None
    fault: Exception | None = None


def ageing(
    desk: Desk, who: Session, progress: Progress | None = None, within_days: int | None = None
) -> list[Ageing]:
    """List the finished copies, true copies too, whose last time stamp ends soon, the soonest first.

    Args:
        desk: The office.
        who: Who asks.
        progress: Told of copies; the first look reads the end of each file, later ones only of new files.
        within_days: How soon; None = as the dated pack says.

    Raises:
        RoleMissing, Cancelled.
    """
    who.require(*READERS)
    with desk.unit(reading=True) as uow:
        copies = [*uow.copies.in_stage(CopyStage.SEALED), *uow.copies.in_stage(CopyStage.SEALED, true=True)]
    files = [(copy, copy.file) for copy in sorted(copies, key=lambda copy: copy.id)]
    found = look_for_ageing(desk, files, progress, within_days)
    return [Ageing(copy, age.stamp, age.until, age.algorithm, age.late) for copy, age in found]


def renew_ageing(
    desk: Desk, who: Session, progress: Progress | None = None, within_days: int | None = None
) -> list[Renewal]:
    """Renew every copy that ages, the soonest first; one that cannot be does not stop the others.

    Each copy is a step of its own: whatever ends the job, what was renewed stays, and the next job goes on with the
    rest. When no authority answers, or its new time stamps would last no longer, the rest is left as it is.

    Raises:
        RoleMissing; Cancelled between two copies.
    """
    who.require(*CARERS)
    return renew_each(
        [one.copy for one in ageing(desk, who, within_days=within_days) if one.stamp is not None],
        lambda copy: renew(desk, who, copy.id),
        lambda copy, fault: Renewal(copy, done=False, fault=fault),
        progress,
    )


def renew(desk: Desk, who: Session, copy_id: int) -> Renewal:
    """Renew the archive of one finished copy: checked before it takes the place of the file; the old bytes stay.

    Raises:
        RoleMissing, NumberUnknown, WorkHeld, ObjectMissing, ObjectChanged; CopyUnfinished: it is not finished, or void.
        TimestampDown, faults `signing.certificate-*` of the authority; StampNoBetter: the new time stamp would not
        last longer. SelfCheckFailed: the renewed copy does not verify; the copy stays as it was.
    """
    who.require(*CARERS)
    with steps.in_hand(desk, steps.copy_of(desk, copy_id).document_id):
        copy = steps.copy_of(desk, copy_id)
        if not copy.stage.done or copy.file is None:
            raise CopyUnfinished(number=copy.number)
        lasting = load_lasting(local_day(desk.clock.now()))
        size = len(desk.store.get(copy.file))
        source = desk.store.path(copy.file)
        made, digest = steps.made(desk, lambda out: desk.signatures.renew(source, out, lasting.digest))
        until = longer_until(desk, copy.number, copy.file, digest, lasting)
        # Looked at as a stranger's would be.
        steps.check_itself(desk, copy, digest)
        renewed = _kept(desk, who, copy, (digest, size), made)
    milestone("copy-renewed")
    with contextlib.suppress(*FAULTS):
        if (desk.home / COPIES / entry_name(renewed)).is_file():
            copy_file(desk, renewed)
    return Renewal(renewed, done=True, until=until)


def _kept(desk: Desk, who: Session, copy: CertifiedCopy, new: tuple[Digest, int], made: Signed) -> CertifiedCopy:
    """Put the renewed file in the place of the old one: row, chain and journal in one transaction."""
    digest, size = new
    with desk.unit() as uow:
        stands = uow.copies.get(copy.id)
        if stands is None or stands.stage is not CopyStage.SEALED or stands.file != copy.file:
            raise CopyStageWrong(number=copy.number, stage=stands.stage.value if stands is not None else "-")
        renewed = replace(stands, file=digest)
        uow.copies.renew(renewed, Replaced(copy.file or "", size, desk.clock.now()))
        note(
            uow, desk, who, Kind.COPY_RENEWED, f"document:{copy.document_id}", book=copy.book, year=copy.year,
            number=copy.number, object=digest, replaced=copy.file, authority=made.authority,
        )
        uow.commit()
    return renewed


def left(renewals: Sequence[Renewal]) -> int:
    """Count the copies that a job did not renew."""
    return sum(not one.done for one in renewals)
