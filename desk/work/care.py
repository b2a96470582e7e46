"""Care of the office (chăm sóc dữ liệu): backing it up. Restoring makes an office and is done by `desk.wiring`."""

from pathlib import Path

from desk.jobs import Progress
from desk.model.care import Backup
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.journalling import note


def back_up(desk: Desk, who: Session, to: Path, progress: Progress | None = None) -> Backup:
    """Back the office up while it works: a folder that is absent or empty, or an absent file ending in `.zip`.

    It holds the database of one moment, every object that it names, and the office's settings and trusted roots;
    no PIN, no key of a real token, and no picture of a paper under a mark of secrecy. That it was made is journalled
    before it gets its name, so its own journal ends just before.

    Raises:
        RoleMissing: only an administrator may, as everything leaves with it.
        BackupPlaceTaken, FileMissing, OutputRefused, DiskFull, StoreBusy, OfficeBroken, Cancelled.
    """
    who.require(Role.ADMIN)

    def known(backup: Backup) -> None:
        with desk.unit() as uow:
            note(
                uow, desk, who, Kind.BACKED_UP, "office", documents=backup.documents, objects=backup.objects,
                bytes=backup.bytes, events=backup.journal.events, head=backup.journal.hash,
                damaged=[*backup.damaged],
            )
            uow.commit()

    return desk.archive.back_up(to, progress or Progress(), known)
