"""Going on after a crash (làm tiếp): what was under way is found in the database and in the spool, and finished."""

from dataclasses import dataclass, field

from desk.errors import FAULTS
from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.paper import Document, Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.work.certify import complete_copy
from desk.work.component import complete_components
from desk.work.digitise import ReadResult, read_documents
from desk.work.inserting import finish_changes, spot_of
from desk.work.receive import clear_spool, finish_receiving, keep_page, take_left
from desk.work.true_copy import complete_true_copy
from desk.work.two_passes import Stack, waiting_stacks, waits_for_backs
from signing.errors import TimestampDown


@dataclass(frozen=True, slots=True)
class Resumed:
    """What was found under way.

    Attributes:
        sides: Taken in from the spool.
        read: Documents that were received but not read.
        copies: Certified copies that waited for their time stamp, as they stand now.
        stacks: Papers whose fronts are scanned and whose backs a person still has to.
    """

    sides: int
    read: list[ReadResult]
    copies: list[CertifiedCopy] = field(default_factory=list)
    stacks: list[Stack] = field(default_factory=list)


def recover_sides(desk: Desk, who: Session) -> int:
    """Take in the sides a scanner had laid down when the program ended, and close those receivings.

    A document that was coming from a file is continued from the copy of the file in the store; one that another
    window or command has in hand is left to it.
    """
    with desk.unit() as uow:
        open_ones = uow.documents.in_stage(Stage.RECEIVING)
    sides = 0
    for document in open_ones:
        if not desk.holds.take(document.intake_key):
            continue
        try:
            if document.source.startswith("file:"):
                _continue_file(desk, who, document)
            else:
                sides += take_left(desk, who, document)
                finish_receiving(desk, who, document.id)
        finally:
            desk.holds.release(document.intake_key)
    return sides


def _continue_file(desk: Desk, who: Session, document: Document) -> None:
    """Finish splitting a file from the copy in the store; pages that are there stay."""
    if document.source_digest is None:
        return
    spool = desk.spool / f"again-{document.id}"
    try:
        images = desk.reader.split(desk.store.path(document.source_digest), spool, Progress())
        for number, image in enumerate(images, 1):
            keep_page(desk, who, document, image, number)
    except FAULTS:
        return
    finally:
        clear_spool(spool)
    finish_receiving(desk, who, document.id)


def resume(desk: Desk, who: Session, progress: Progress | None = None) -> Resumed:
    """Finish all that was under way: sides in the spool, files half split, papers not read, copies without time stamp.

    Papers whose reading failed before are left for a person, and so are copies that still need a PIN; calling it twice
    changes nothing.
    """
    sides = recover_sides(desk, who)
    finish_changes(desk, who, progress)
    with desk.unit() as uow:
        received = [d for d in uow.documents.in_stage(Stage.RECEIVED) if d.fault is None]
    waiting = [d.id for d in received if not waits_for_backs(d) and spot_of(d) is None]
    read = read_documents(desk, who, waiting, progress)
    return Resumed(sides, read, complete_waiting(desk, who, progress), waiting_stacks(desk))


def complete_waiting(desk: Desk, who: Session, progress: Progress | None = None) -> list[CertifiedCopy]:
    """Finish the sealed copies that wait for their time stamp, and return them as they stand then; scans signed too.

    A time stamp authority that does not answer for one is not asked for the others; nothing is raised.

    Raises:
        Cancelled: between two copies.
    """
    with desk.unit(reading=True) as uow:
        waiting = [*uow.copies.in_stage(CopyStage.WAITING), *uow.copies.in_stage(CopyStage.WAITING, true=True)]
    down, now = False, []
    for copy in waiting:
        if progress is not None:
            progress.check()
        stands = copy
        if not down:
            try:
                stands = (complete_true_copy if copy.kind.true_copy else complete_copy)(desk, who, copy.id)
            except TimestampDown:
                down = True
            except FAULTS:
                stands = copy
        now.append(stands)
    if not down:
        complete_components(desk, who)
    return now
