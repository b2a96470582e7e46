"""A page made ready for the PDF (trang sẵn sàng): its picture coded, its text written; only laying is left.

Making ready is the work of the process that has read the page and may meet strange bytes; laying moves bytes.
"""

import json
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

from ocr.page import PageImage, PageReading
from ocr.pdf_image import CodedImage, Size, coded
from ocr.pdf_out import real
from ocr.pdfa_text import letters_of, text_orders

_MAX_SIDE_PT, _MIN_SIDE_PT = 14_400.0, 3.0
"""ISO 19005-2, 6.1.13."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page ready to be laid into a PDF (trang sẵn sàng).

    Attributes:
        width_pt: Width of the upright page.
        height_pt: Height of the upright page.
        picture: Its coded picture.
        content: Its drawing orders, deflated; they call the picture /I and the font of the hidden text /F.
        letters: The letters of its hidden text, each once, in order; "" for none.
    """

    width_pt: float
    height_pt: float
    picture: CodedImage
    content: bytes
    letters: str


def make_page(image: PageImage, reading: PageReading, size: Size) -> PdfPage:
    """Returns the page ready for the PDF.

    The picture is turned and levelled by the page's matrix, never by coding it anew, so a scanner's JPEG stays byte
    for byte where `size` lets it.

    Raises:
        FileUnreadable: The picture is damaged.
    """
    scale = 72.0 / reading.dpi
    orders = b"q %s cm /I Do Q\n" % _matrix(image, reading, scale)
    orders += b"" if reading.blank else text_orders(reading)
    return PdfPage(
        _side(reading.width_px * scale),
        _side(reading.height_px * scale),
        coded(image, reading.dpi, size),
        zlib.compress(orders, 9),
        "" if reading.blank else letters_of(reading),
    )


def put_page(page: PdfPage, path: Path) -> None:
    """Writes a page that is ready to a file, to be taken by `take_page` when its turn has come."""
    picture = page.picture
    about = {
        "side": [page.width_pt, page.height_pt],
        "letters": page.letters,
        "content": len(page.content),
        "picture": [picture.width_px, picture.height_px, picture.entries.decode("ascii"), picture.kept],
    }
    with path.open("wb") as file:
        file.write(json.dumps(about).encode("ascii") + b"\n")
        file.write(page.content)
        file.write(picture.data)


def take_page(path: Path) -> PdfPage:
    """Returns the page that `put_page` wrote."""
    with path.open("rb") as file:
        about = json.loads(file.readline())
        content = file.read(about["content"])
        width_px, height_px, entries, kept = about["picture"]
        picture = CodedImage(width_px, height_px, entries.encode("ascii"), file.read(), kept=kept)
    width_pt, height_pt = about["side"]
    return PdfPage(width_pt, height_pt, picture, content, about["letters"])


def _side(pt: float) -> float:
    return min(max(pt, _MIN_SIDE_PT), _MAX_SIDE_PT)


def _matrix(image: PageImage, reading: PageReading, scale: float) -> bytes:
    """Places the stored picture so that the upright page of `PageReading` is seen."""
    angle = math.radians(reading.skew - (image.hint - (reading.rotation or 0)))
    cos, sin = math.cos(angle), math.sin(angle)
    wide, tall = image.width_px * scale, image.height_px * scale
    a, b, c, d = wide * cos, wide * sin, -tall * sin, tall * cos
    e = (reading.width_px * scale - a - c) / 2
    f = (reading.height_px * scale - b - d) / 2
    return b" ".join(real(one) for one in (a, b, c, d, e, f))
