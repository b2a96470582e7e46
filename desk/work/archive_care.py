"""Care of the archive (gia hạn lưu trữ): copies whose last time stamp ages, and renewing them in one job.

What a document time stamp proves can be checked for as long as its authority's certificate is valid and what it rests
on is trusted. Before that ends, the proof for it and a new time stamp are laid over the whole file (ETSI EN 319 142-1,
5.5). No key is needed. A renewed copy begins with the bytes it had, those stay in the store, and the chain of its book
names both.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from desk.errors import FAULTS, Cancelled, CopyStageWrong, CopyUnfinished, SelfCheckFailed, StampNoBetter
from desk.jobs import Progress, milestone
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.chain import Replaced
from desk.model.deadline import VIETNAM
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.values import Digest
from desk.ports import Desk
from desk.work import certify_steps as steps
from desk.work.attestation import local_day
from desk.work.copy_files import COPIES, copy_file, entry_name
from desk.work.journalling import note
from desk.work.packs import pack_in_force
from desk.work.stamp_notes import StampNotes
from signing.errors import TimestampDown
from signing.values import LastStamp, Signed

CARERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL, Role.ADMIN)
READERS = (*CARERS, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long time stamps are trusted (thời hạn thuật toán): a dated pack.

    Attributes:
        renew_days: Days before the end of a time stamp from which a copy is to be renewed.
        digest: Hash algorithm of new time stamps.
        ends: Last day of algorithms, by name; one not named has none.
    """

    version: str
    renew_days: int
    digest: str
    ends: dict[str, date]

    def until(self, stamp: LastStamp) -> tuple[datetime, str | None]:
        """Return until when a time stamp can be checked, and the algorithm that ends first, None = its certificate.

        The moment is told in Vietnam's time, so that its day is the one people count.
        """
        first, name = stamp.ends.astimezone(VIETNAM), None
        for algorithm in stamp.algorithms:
            day = self.ends.get(algorithm)
            end = datetime.combine(day, time.max, VIETNAM) if day is not None else None
            if end is not None and end < first:
                first, name = end, algorithm
        return first, name


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


def load_lasting(on: date) -> Lasting:
    """Return how long time stamps are trusted, by the pack in force on a day."""
    data = pack_in_force("algorithms", on)
    ends = {row["name"]: row["until"] for row in data["algorithm"]}
    return Lasting(data["version"], data["renew_days"], data["digest"], ends)


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
    now = desk.clock.now()
    lasting = load_lasting(local_day(now))
    soon = now + timedelta(days=lasting.renew_days if within_days is None else within_days)
    with desk.unit(reading=True) as uow:
        copies = [*uow.copies.in_stage(CopyStage.SEALED), *uow.copies.in_stage(CopyStage.SEALED, true=True)]
    notes, found = StampNotes(desk), list[Ageing]()
    for copy in (progress or Progress()).over(copies, len(copies)):
        stamp = notes.of(copy.file or "")
        if stamp is None:
            found.append(Ageing(copy, None, None, None, late=False))
            continue
        until, algorithm = lasting.until(stamp)
        if until <= soon:
            found.append(Ageing(copy, stamp, until, algorithm, late=until <= now))
    return sorted(found, key=lambda one: (one.until or datetime.max.replace(tzinfo=UTC), one.copy.id))


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
    told = progress or Progress()
    done = list[Renewal]()
    stopped = False
    old = [one for one in ageing(desk, who, within_days=within_days) if one.stamp is not None]
    for one in told.over(old, len(old)):
        if stopped:
            done.append(Renewal(one.copy, done=False))
            continue
        try:
            done.append(renew(desk, who, one.copy.id))
        except Cancelled:
            raise
        except (TimestampDown, StampNoBetter) as fault:
            stopped = True
            done.append(Renewal(one.copy, done=False, fault=fault))
        except FAULTS as fault:
            done.append(Renewal(one.copy, done=False, fault=fault))
    return done


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
        old = desk.store.get(copy.file)
        source = desk.store.path(copy.file)
        made, digest = steps.made(desk, lambda out: desk.signatures.renew(source, out, lasting.digest))
        until = _checked(desk, copy, old, digest, lasting)
        renewed = _kept(desk, who, copy, (digest, len(old)), made)
    milestone("copy-renewed")
    with contextlib.suppress(*FAULTS):
        if (desk.home / COPIES / entry_name(renewed)).is_file():
            copy_file(desk, renewed)
    return Renewal(renewed, done=True, until=until)


def _checked(desk: Desk, copy: CertifiedCopy, old: bytes, digest: Digest, lasting: Lasting) -> datetime:
    """Return until when a renewed copy lasts, after it was looked at as a stranger's would be."""
    file = desk.store.path(digest)
    if not begins_with(file, old):
        raise SelfCheckFailed(number=copy.number, why="-")
    before, stamp = desk.signatures.last_stamp(desk.store.path(copy.file or "")), desk.signatures.last_stamp(file)
    if stamp is None:
        raise SelfCheckFailed(number=copy.number, why="-")
    until, _ = lasting.until(stamp)
    if before is not None and until <= lasting.until(before)[0]:
        raise StampNoBetter(authority=stamp.authority, day=f"{local_day(until):%d/%m/%Y}")
    steps.check_itself(desk, copy, digest)
    return until


def begins_with(file: Path, old: bytes) -> bool:
    """Tell whether a renewed file begins with the bytes it had, and goes on."""
    with file.open("rb") as renewed:
        return renewed.read(len(old)) == old and bool(renewed.read(1))


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
