"""Documents, their pages and fields: what came over the counter as paper."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ocr.page import Box as Box
from ocr.page import PageReading as PageReading
from ocr.page import Word as Word


class Stage(StrEnum):
    """How far a document has come: RECEIVING → RECEIVED → READ → CONFIRMED; REMOVED is the tray."""

    RECEIVING = "receiving"
    RECEIVED = "received"
    READ = "read"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Document:
    """Giấy tờ (thành phần hồ sơ): one paper of a dossier.

    Attributes:
        dossier: Code of the dossier it was received in.
        place: The component it fills, or None for «giấy tờ khác».
        source: "scan:DEVICE" or "file:NAME".
        source_digest: Digest of the file it came from, kept as an object; None when scanned page by page.
        intake_key: Identity of the act that brought it, so that a repeated act finds it again.
        kind: Code of `ocr/kinds`, None = unknown.
        pdf: Digest of the searchable PDF/A, once read; that of the file it came from, when that is signed.
        paper_pages: Sides counted by hand before scanning, or None.
        fault: Code of the fault that stopped the reading, or None.
        secrecy: The mark of state secrecy found on it, or None.
        copy_mark: True when the paper is itself a certified copy.
    """

    dossier: str
    citizen_id: int
    place: int | None
    source: str
    made_at: datetime
    made_by: int
    intake_key: str
    stage: Stage = Stage.RECEIVING
    source_digest: str | None = None
    kind: str | None = None
    kind_confidence: float = 0.0
    title: str = ""
    pdf: str | None = None
    paper_pages: int | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    fault: str | None = None
    secrecy: str | None = None
    copy_mark: bool = False
    id: int = 0

    @property
    def keeps_its_file(self) -> bool:
        """Tell whether the document's file is the very one it came as, with its electronic signatures."""
        return self.pdf is not None and self.pdf == self.source_digest

    def at(self, stage: Stage) -> "Document":
        """Return the document at another stage."""
        return replace(self, stage=stage)


@dataclass(frozen=True, slots=True)
class Page:
    """Trang: one captured side. The object `digest` holds the bytes as the device sent them, for ever.

    Attributes:
        place: Counts from 1 within the document.
        turn: Quarter turns clockwise a person added to what the machine found, 0-270.
        removed: True when a person put the side into the tray.
    """

    document_id: int
    place: int
    digest: str
    media: str
    width_px: int
    height_px: int
    dpi: float
    hint: int = 0
    turn: int = 0
    reading: PageReading | None = None
    removed: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """Trường thông tin: a suggestion of the machine until a named person confirmed it.

    Attributes:
        value: As it stands now (confirmed if `confirmed_by`, else the machine's).
        read: What the machine read, kept beside a correction.
        page: Counts from 1; 0 when no place is known.
        box: 0-1 of the upright page.
    """

    name: str
    value: str | None
    read: str | None
    confidence: float
    page: int
    box: Box | None
    how: str
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None

    @property
    def doubtful(self) -> bool:
        """Tell whether a person must look before accepting (below 0.90, or nothing read)."""
        return self.confirmed_by is None and (self.value is None or self.confidence < SURE)


SURE = 0.90
"""From this confidence on a field may be accepted in one act with the others."""
