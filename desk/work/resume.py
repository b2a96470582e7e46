"""Going on after a crash (làm tiếp): what was under way is found in the database and in the spool, and finished."""

from dataclasses import dataclass
from pathlib import Path

from desk.errors import FAULTS
from desk.jobs import Progress
from desk.model.paper import Document, Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.work.digitise import ReadResult, read_documents
from desk.work.receive import clear_spool, finish_receiving, keep_page, scan_spool
from ocr.page import PageImage


@dataclass(frozen=True, slots=True)
class Resumed:
    """What was found under way: sides taken in from the spool, and the documents read."""

    sides: int
    read: list[ReadResult]


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
                sides += _from_spool(desk, who, document)
                finish_receiving(desk, who, document.id)
        finally:
            desk.holds.release(document.intake_key)
    return sides


def _from_spool(desk: Desk, who: Session, document: Document) -> int:
    folder = scan_spool(desk.spool, document.intake_key)
    if not folder.is_dir():
        return 0
    came = 0
    for file in sorted(f for f in folder.iterdir() if not f.name.endswith(".part")):
        for image in _measured(desk, file, folder / "pieces"):
            with desk.unit() as uow:
                pages = uow.documents.pages(document.id)
            digest = desk.store.put_file(image.path)
            if all(page.digest != digest for page in pages):
                keep_page(desk, who, document, image, len(pages) + 1)
                came += 1
    clear_spool(folder / "pieces")
    clear_spool(folder)
    return came


def _measured(desk: Desk, file: Path, pieces: Path) -> list[PageImage]:
    if not file.is_file():
        return []
    try:
        return desk.reader.split(file, pieces, Progress())
    except FAULTS:
        return []


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
    """Finish all that was under way: sides in the spool, files half split, papers received but not read.

    Papers whose reading failed before are left for a person; calling it twice changes nothing.
    """
    sides = recover_sides(desk, who)
    with desk.unit() as uow:
        waiting = [d.id for d in uow.documents.in_stage(Stage.RECEIVED) if d.fault is None]
    return Resumed(sides, read_documents(desk, who, waiting, progress))
