"""Papers that lay on one glass together (nhiều giấy trên một mặt kính), and a card's two sides on one page.

What the device sent stays, laid aside in the paper's history; cuts and the card's page are sides made of it, kept
without loss, and one undo brings the side back as it came.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desk.errors import SideUnknown
from desk.jobs import Progress, milestone
from desk.model.paper import Page
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.digitise import page_image
from desk.work.laying import Laid, changeable, lay
from desk.work.receive import clear_spool
from ocr.card import has_machine_lines
from ocr.errors import CardNotSeen
from ocr.glass import Cut
from ocr.page import PageImage


@dataclass(frozen=True, slots=True)
class Parted:
    """What became of sides that were parted.

    Attributes:
        laid: The paper as it stands now; None = nothing was found to part.
        doubts: Of `ocr.glass.DOUBTS`, for each new side in its order.
    """

    laid: Laid | None
    doubts: tuple[tuple[str, ...], ...] = ()


def part_side(desk: Desk, who: Session, document_id: int, place: int, progress: Progress | None = None) -> Parted:
    """Cut the papers on one side of a document apart: each becomes a side of its own, where the side was.

    Raises:
        RoleMissing, SideUnknown, those of `laying.lay`, DiskFull, FileUnreadable, WorkerDied, WorkerOverTime.
    """
    who.require(Role.RECEPTION)
    here = _sides(desk, document_id)
    if not 1 <= place <= len(here):
        raise SideUnknown(place=place)
    with _spool(desk) as spool:
        cuts = desk.reader.part(page_image(desk, here[place - 1]), spool)
        if not cuts:
            return Parted(None)
        new = _kept(desk, document_id, [cut.image for cut in cuts])
    order = [*(page.id for page in here[: place - 1]), *new, *(page.id for page in here[place:])]
    return Parted(lay(desk, who, document_id, order, progress), tuple(cut.doubts for cut in cuts))


def card_page(desk: Desk, who: Session, document_id: int, progress: Progress | None = None) -> Parted:
    """Let both sides of a card, on one side of the paper or on two, be one A4 page at real size, front above back.

    Each side is turned upright by what is read on it. The back is the one with lines for machines; on cards without
    any, what was scanned first is the front, on one glass what lay above or to the left.

    Raises:
        CardNotSeen: not two cards were told apart. Those of `part_side`.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    here = _sides(desk, document_id)
    with _spool(desk) as spool:
        found = [cut for number, page in enumerate(here[:2])
                 for cut in _cards(desk, page, spool / str(number))]  # fmt: skip
        if len(found) != 2:
            raise CardNotSeen(found=len(found))
        sheet = desk.reader.card_sheet(_front_first(desk, found, progress), spool / "sheet.png")
        new = _kept(desk, document_id, [sheet])
    order = [*new, *(page.id for page in here[2:])]
    return Parted(lay(desk, who, document_id, order, progress), (tuple(d for card in found for d in card.doubts),))


def _cards(desk: Desk, page: Page, spool: Path) -> list[Cut]:
    """Return the cards on a side; a side without a ground beside the card is the card."""
    image = page_image(desk, page)
    cuts = desk.reader.part(image, spool)
    corners = ((0.0, 0.0), (float(page.width_px), 0.0), (float(page.width_px), float(page.height_px)),
               (0.0, float(page.height_px)))  # fmt: skip
    return cuts or [Cut(image, corners, 0.0)]


def _front_first(desk: Desk, cards: Sequence[Cut], progress: Progress) -> list[PageImage]:
    """Return both sides upright as their letters tell; the one with lines for machines on it is the back."""
    readings = list(desk.reader.read([card.image for card in cards], progress))
    upright = [
        replace(card.image, hint=(card.image.hint - (reading.rotation or 0)) % 360)
        for card, reading in zip(cards, readings, strict=True)
    ]
    backs = [has_machine_lines(reading.text) for reading in readings]
    return upright[::-1] if backs == [True, False] else upright


def _sides(desk: Desk, document_id: int) -> list[Page]:
    with desk.unit(reading=True) as uow:
        _document, pages = changeable(uow, document_id)
    return [page for page in pages if not page.removed]


@contextmanager
def _spool(desk: Desk) -> Iterator[Path]:
    """A folder for cuts, gone afterwards."""
    spool = desk.spool / f"cuts-{uuid.uuid4().hex}"
    spool.mkdir(parents=True)
    try:
        yield spool
    finally:
        for folder in [*spool.iterdir()]:
            if folder.is_dir():
                clear_spool(folder)
        clear_spool(spool)


def _kept(desk: Desk, document_id: int, images: Sequence[PageImage]) -> list[int]:
    """Keep made pictures as sides behind the others, laid aside until they get their place; bytes first."""
    digests = [desk.store.put_file(image.path) for image in images]
    milestone("cuts-kept")
    with desk.unit() as uow:
        behind = len(uow.documents.pages(document_id))
        made = [
            uow.documents.add_page(
                Page(document_id, behind + number, digest, image.media, image.width_px, image.height_px, image.dpi,
                     removed=True)
            )
            for number, (digest, image) in enumerate(zip(digests, images, strict=True), 1)
        ]  # fmt: skip
        uow.commit()
    return [page.id for page in made]

