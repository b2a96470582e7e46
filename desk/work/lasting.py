"""How long a time stamp lasts, and the one way to look for those that age and to renew them (hạn của dấu thời gian).

Certified copies, true copies and signed scans go the same way; what a file is and what keeps it, their modules know.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from desk.errors import FAULTS, Cancelled, SelfCheckFailed, StampNoBetter
from desk.jobs import Progress
from desk.model.deadline import VIETNAM
from desk.model.people import Role
from desk.model.values import Digest
from desk.ports import Desk
from desk.work.attestation import local_day
from desk.work.packs import pack_in_force
from desk.work.stamp_notes import StampNotes
from signing.errors import TimestampDown
from signing.values import LastStamp

CARERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL, Role.ADMIN)
READERS = (*CARERS, Role.INSPECTOR)

Thing = TypeVar("Thing")
Told = TypeVar("Told")


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
class Age:
    """How the last time stamp of a file ages.

    Attributes:
        stamp: None when the file ends with none that can be read: its bytes are to be looked at.
        until: Until when what it proves can be checked, or None likewise.
        algorithm: What ends then, None = the certificate of the authority.
        late: That moment is past: a renewal cannot prove any more what was before.
    """

    stamp: LastStamp | None = None
    until: datetime | None = None
    algorithm: str | None = None
    late: bool = False


def load_lasting(on: date) -> Lasting:
    """Return how long time stamps are trusted, by the pack in force on a day."""
    data = pack_in_force("algorithms", on)
    ends = {row["name"]: row["until"] for row in data["algorithm"]}
    return Lasting(data["version"], data["renew_days"], data["digest"], ends)


def look_for_ageing(
    desk: Desk, files: Sequence[tuple[Thing, Digest | None]], progress: Progress | None, within_days: int | None
) -> list[tuple[Thing, Age]]:
    """Return what ages of things with their files, the soonest first; those that cannot be read come last.

    Args:
        desk: The office.
        files: In the order of their ids.
        progress: Told of files; the first look reads the end of each, later ones only of new files.
        within_days: How soon; None = as the dated pack says.

    Raises:
        Cancelled.
    """
    now = desk.clock.now()
    lasting = load_lasting(local_day(now))
    soon = now + timedelta(days=lasting.renew_days if within_days is None else within_days)
    notes, found = StampNotes(desk), list[tuple[Thing, Age]]()
    for thing, file in (progress or Progress()).over(files, len(files)):
        stamp = notes.of(file or "")
        if stamp is None:
            found.append((thing, Age()))
            continue
        until, algorithm = lasting.until(stamp)
        if until <= soon:
            found.append((thing, Age(stamp, until, algorithm, late=until <= now)))
    return sorted(found, key=lambda one: one[1].until or datetime.max.replace(tzinfo=UTC))


def renew_each(
    old: Sequence[Thing], renew: Callable[[Thing], Told], failed: Callable[[Thing, Exception | None], Told],
    progress: Progress | None,
) -> list[Told]:
    """Renew one thing after the other; one that cannot be does not stop the others.

    When no authority answers, or its new time stamps would last no longer, the rest is left as it is: `failed` is told
    of each without a fault.

    Raises:
        Cancelled: between two.
    """
    done, stopped = list[Told](), False
    for one in (progress or Progress()).over(old, len(old)):
        if stopped:
            done.append(failed(one, None))
            continue
        try:
            done.append(renew(one))
        except Cancelled:
            raise
        except FAULTS as fault:
            stopped = isinstance(fault, TimestampDown | StampNoBetter)
            done.append(failed(one, fault))
    return done


def longer_until(desk: Desk, number: int, before: Digest, after: Digest, lasting: Lasting) -> datetime:
    """Return until when a renewed file lasts: it begins with all of what it was, and its last time stamp ends later.

    Args:
        desk: The office.
        number: That of the copy, or of the paper, for the fault.
        before: The file as it was.
        after: The renewed one.
        lasting: The pack in force.

    Raises:
        SelfCheckFailed, StampNoBetter, ObjectMissing, ObjectChanged.
    """
    file = desk.store.path(after)
    was, stamp = desk.signatures.last_stamp(desk.store.path(before)), desk.signatures.last_stamp(file)
    if stamp is None or not _begins_with(file, desk.store.get(before)):
        raise SelfCheckFailed(number=number, why="-")
    until, _ = lasting.until(stamp)
    if was is not None and until <= lasting.until(was)[0]:
        raise StampNoBetter(authority=stamp.authority, day=f"{local_day(until):%d/%m/%Y}")
    return until


def _begins_with(file: Path, old: bytes) -> bool:
    """Tell whether a renewed file begins with the bytes it had, and goes on."""
    with file.open("rb") as renewed:
        return renewed.read(len(old)) == old and bool(renewed.read(1))
