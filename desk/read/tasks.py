"""What the reading processes do: module-level functions of plain values, so that they cross to a child."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from ocr.page import DocumentReading, DrawnPage, PageImage, PageReading

Size = Literal["archive", "default", "small"]

_CARDS = ("can_cuoc", "cmnd")


def split(path: Path, spool: Path) -> list[PageImage]:
    """Turn a file into page images inside `spool`, which is made."""
    from ocr.source import split_file

    spool.mkdir(parents=True, exist_ok=True)
    return list(split_file(path, spool))


def draw(path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
    """Draw one page of a PDF to a picture for the eye."""
    from ocr.limits import DEFAULTS
    from ocr.pdf_pages import draw_page

    return draw_page(path, number, out, side_px, DEFAULTS)


def read(order: tuple[PageImage, bool, bool]) -> PageReading:
    """Read one page image; the order is (image, careful, clean)."""
    from ocr.read import ReadOptions, read_page

    image, careful, clean = order
    return read_page(image, ReadOptions(careful=careful, clean=clean))


def understand(images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None) -> DocumentReading:
    """Tell the kind of a paper and its fields; QR codes of the first two sides are looked at, of cards thoroughly."""
    from ocr.codes import read_codes
    from ocr.fields import understand as understand_pages

    sides = images[:2]
    codes = [code.text for side in sides for code in read_codes(side, thorough=False)]
    found = understand_pages(readings, codes, kind, images)
    if not codes and found.kind in _CARDS:
        codes = [code.text for side in sides for code in read_codes(side)]
        return understand_pages(readings, codes, kind, images)
    return found


def bind(
    images: Sequence[PageImage], readings: Sequence[PageReading], out: Path, title: str, made_at: datetime, size: Size
) -> None:
    """Write the searchable PDF/A-2b of the pages."""
    from ocr.pdfa import PdfInfo, build_pdfa

    build_pdfa(zip(images, readings, strict=True), out, PdfInfo(title=title, made_at=made_at), size)


def card(path: Path) -> list[str]:
    """Return the texts of all QR codes in a picture."""
    from ocr.codes import read_codes

    return [code.text for code in read_codes(path)]
