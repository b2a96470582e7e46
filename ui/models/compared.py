"""The two papers of a comparison: pages of the original as the scanner gave them, and the copy as a PDF."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.model.paper import Document, Page
from desk.model.people import Session
from desk.ports import Desk
from desk.work import counter
from desk.work.duty import Wanted, preview
from desk.work.receive import clear_spool

SIDE_PX = 2200
"""Longer side of a page drawn to be compared."""


@dataclass(frozen=True)
class Compared:
    """What is held against what.

    Attributes:
        left: Pages of the original that the copy shows, in order.
        file: The copy as a PDF in the spool: as it would look, or as it stands.
        pages: Pages of the copy; one more than the original when the words needed a page of their own.
        size: Bytes of the copy.
        pdf: Digest of the document the copy was laid from.
    """

    left: tuple[Page, ...]
    file: Path
    pages: int
    size: int
    pdf: str | None

    @property
    def total(self) -> int:
        """Return how many pages there are to be looked at: none of either paper is left out."""
        return max(self.pages, len(self.left))

    def original(self, place: int) -> Page | None:
        """Return the page of the original behind a page of the copy, None for the page added for the words."""
        return self.left[place - 1] if 0 < place <= len(self.left) else None


def copied_pages(document: Document, pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages the PDF of a document is made of, as `desk.work.digitise.bind` chooses them."""
    read = tuple(page for page in pages if page.reading is not None) or tuple(pages)
    told = tuple(page for page in read if page.reading is not None and not page.reading.blank)
    return read if document.source.startswith("file:") or not told else told


def compare(desk: Desk, who: Session, document_id: int, wanted: Wanted) -> Compared:
    """Lay the copy into the spool and return both papers; called on a thread of the runner, cleared by `forget`.

    Raises:
        As `desk.work.duty.preview`; faults of the reader.
    """
    there = counter.paper(desk, document_id)
    folder = desk.spool / f"compare-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        file = preview(desk, who, document_id, folder / "copy.pdf", **wanted)
        drawn = desk.reader.draw(file, 1, folder / "p1.png", SIDE_PX)
        left = copied_pages(there.document, there.pages)
        return Compared(left, file, drawn.pages, file.stat().st_size, there.document.pdf)
    except BaseException:
        clear_spool(folder)
        raise


def drawn_page(desk: Desk, compared: Compared, place: int) -> Path:
    """Return the picture of a page of the copy, drawn once; called on a thread of the runner."""
    picture = compared.file.with_name(f"p{place}.png")
    if not picture.exists():
        part = picture.with_suffix(f".{uuid.uuid4().hex[:8]}.png")
        desk.reader.draw(compared.file, place, part, SIDE_PX)
        part.replace(picture)
    return picture


def forget(compared: Compared) -> None:
    """Clear what `compare` laid into the spool."""
    clear_spool(compared.file.parent)
