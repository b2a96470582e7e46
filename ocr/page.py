"""The values that travel through the reading room: pages, words, fields."""

from dataclasses import dataclass
from pathlib import Path

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: 0-1 of the upright page wherever it leaves `ocr`, pixels where a docstring says so."""

QUARTERS = (0, 90, 180, 270)

QR, PATCH = "qr:", "patch:"
"""How the marks of `PageReading.marks` begin: the text of a QR code follows, or the name of a patch code."""

SEPARATOR = f"{PATCH}T"
"""The mark of a separator sheet (tờ ngăn): patch code T."""

MAYBE_BLANK = "maybe-blank"
"""The complaint about a side that is nearly empty: a person looks whether it is (có thể là mặt trắng)."""

TOLD = 1.0
"""Confidence of a word that a sound text layer tells: no engine is ever as sure, and nothing mends it."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One side as it was captured (ảnh trang): encoded bytes on disk, never altered.

    Attributes:
        path: The file that holds the bytes; read-only for everyone.
        media: "image/jpeg", "image/png", "image/tiff" … as the bytes are.
        width_px: Width as stored, before any turn.
        height_px: Height as stored, before any turn.
        dpi: Dots per inch; 0 when the file does not say.
        hint: Quarter turns clockwise a viewer applies when it shows the file (EXIF, PDF /Rotate): 0, 90, 180, 270.
        own: What the file's own text layer says of this page, where that was found sound; None otherwise.
        clean: False has it read as it is, neither levelled nor evened.
    """

    path: Path
    media: str
    width_px: int
    height_px: int
    dpi: float = 0.0
    hint: int = 0
    own: "PageReading | None" = None
    clean: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word (từ).

    Edges are pixels of the upright, levelled page, origin top-left; `confidence` is 0-1; `line` counts the printed
    lines in reading order from 0, so that words of one line share it; `block` likewise for columns, cells and blocks.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page of a PDF drawn for the eye (trang được vẽ để xem).

    Attributes:
        image: The picture, upright as a viewer shows it.
        pages: How many pages the file has.
        words: What its text layer says, in the order it is drawn, edges in pixels of the picture; () = nothing that
            may be asked for.
    """

    image: PageImage
    pages: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read on one side (kết quả đọc một trang).

    The *upright page* is the stored picture turned by `hint`, cured by `rotation` quarter turns counter-clockwise and
    levelled by `skew` about its centre; it has the size of the turned picture.

    Attributes:
        width_px: Width of the upright page.
        height_px: Height of the upright page.
        dpi: Dots per inch used (guessed from the size when the file was silent).
        rotation: Degrees clockwise the page stands turned as a viewer shows it: 0, 90, 180, 270; None = undecided.
        skew: Degrees counter-clockwise still needed after that cure.
        blank: True when nothing a person made is on this side.
        words: In reading order.
        text: NFC, one printed line a line, TAB between columns or cells on one row.
        warnings: Codes such as "dark", "blurred", "cut"; sentences are in `messages.toml` under `warning.quality-…`.
        rest: True when the words are those of a text layer, and print beside them is still to be read from the picture.
        marks: What machines put on the side for machines: "qr:TEXT" for each QR code, "patch:T" (I, II, III, IV, VI)
            for a patch code. Empty also where no picture was looked at, as for a page at its text layer's word.
    """

    width_px: int
    height_px: int
    dpi: float
    rotation: int | None
    skew: float
    blank: bool
    words: tuple[Word, ...]
    text: str
    warnings: tuple[str, ...] = ()
    rest: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What one look tells of a side that just arrived (xem ngay khi quét xong), before any letter is read.

    Attributes:
        warnings: Codes; sentences with their cures are in `messages.toml` under `warning.quality-…`.
        blank: True when nothing a person made is on the side.
    """

    warnings: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field as the machine read it (trường thông tin): a suggestion until a person confirms it.

    Attributes:
        name: Stable name, e.g. "so_ky_hieu".
        value: Normalised (ISO dates, 12 digits without spaces, NFC); None when the paper has no such field.
        confidence: 0-1.
        page: Counts from 1.
        box: 0-1 of the upright page, or None when no place can be shown.
        how: "label", "layout", "qr" or "pattern".
        raw: The words as they stand on the paper, before normalising.
    """

    name: str
    value: str | None
    confidence: float
    page: int
    box: Box | None
    how: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The kind of a paper and its fields (loại giấy và các trường).

    Attributes:
        kind: Code of a file in `ocr/kinds/`, or None when unknown.
        confidence: 0-1 of the kind.
        fields: In the order of the kind's file.
        secrecy: "MẬT", "TỐI MẬT", "TUYỆT MẬT" when such a mark stands on the paper: work must stop.
        copy_mark: True when the paper is itself a certified copy (lời chứng of SCT/BS found).
    """

    kind: str | None
    confidence: float
    fields: tuple[FieldReading, ...] = ()
    secrecy: str | None = None
    copy_mark: bool = False
