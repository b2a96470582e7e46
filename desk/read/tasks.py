"""What the reading processes do: module-level functions of plain values, so that they cross to a child."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from ocr.glass import Cut
from ocr.page import DocumentReading, DrawnPage, FirstLook, PageImage, PageReading

Size = Literal["archive", "default", "small"]

_CARDS = ("can_cuoc", "cmnd")


def split(path: Path, spool: Path) -> Iterator[PageImage]:
    """Turn a file into page images inside `spool`, which is made, and yield each as soon as it is there."""
    from ocr.source import split_file

    spool.mkdir(parents=True, exist_ok=True)
    yield from split_file(path, spool)


def draw(path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
    """Draw one page of a PDF to a picture for the eye."""
    from ocr.limits import DEFAULTS
    from ocr.pdf_pages import draw_page

    return draw_page(path, number, out, side_px, DEFAULTS)


def first_look(image: PageImage) -> FirstLook:
    """Look at a side that just arrived; no letter is read."""
    from ocr.gate import first_look as look

    return look(image)


def read(order: tuple[PageImage, bool, bool]) -> PageReading:
    """Read one page image; the order is (image, careful, clean)."""
    from ocr.read import ReadOptions, read_page

    image, careful, clean = order
    return read_page(image, ReadOptions(careful=careful, clean=clean and image.clean))


def wake_splitter() -> None:
    """Load what every picture needs that is taken in and looked at."""
    import ocr.gate
    import ocr.picture
    import ocr.source  # noqa: F401 -- loading them is all


def wake_reader() -> None:
    """Load what the reading of every page needs."""
    import ocr.read
    from ocr.engine import open_engine

    open_engine(ocr.read.DEFAULT.engine)


def read_ready(order: tuple[PageImage, bool, bool], size: Size, out: Path) -> str:
    """Read one page image, make it ready for a PDF in the file `out`, and return its text."""
    from ocr.pdfa_page import make_page, put_page

    reading = read(order)
    put_page(make_page(order[0], reading, size), out)
    return reading.text


def lay(pages: Sequence[Path], out: Path, title: str, made_at: datetime) -> None:
    """Write the searchable PDF/A-2b of pages that are ready."""
    from ocr.pdfa import PdfInfo, lay_pdfa
    from ocr.pdfa_page import take_page

    lay_pdfa(map(take_page, pages), out, PdfInfo(title=title, made_at=made_at))


def understand(images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None) -> DocumentReading:
    """Tell the kind of a paper and its fields; the reading has looked for QR codes, on cards they are sought harder."""
    from ocr.codes import read_codes
    from ocr.fields import understand as understand_pages
    from ocr.page import QR

    codes = [mark.removeprefix(QR) for one in readings[:2] for mark in one.marks if mark.startswith(QR)]
    found = understand_pages(readings, codes, kind, images)
    if not codes and found.kind in _CARDS:
        codes = [code.text for side in images[:2] for code in read_codes(side)]
        return understand_pages(readings, codes, kind, images) if codes else found
    return found


def bind(
    images: Sequence[PageImage], readings: Sequence[PageReading], out: Path, title: str, made_at: datetime, size: Size
) -> None:
    """Write the searchable PDF/A-2b of the pages."""
    from ocr.pdfa import PdfInfo, build_pdfa

    build_pdfa(zip(images, readings, strict=True), out, PdfInfo(title=title, made_at=made_at), size)


def signed(path: Path) -> bool:
    """Tell whether a file is a PDF with an electronic signature."""
    from ocr.pdf_signed import is_signed

    return is_signed(path)


def card(path: Path) -> list[str]:
    """Return the texts of all QR codes in a picture."""
    from ocr.codes import read_codes

    return [code.text for code in read_codes(path)]


def part(image: PageImage, spool: Path) -> list[Cut]:
    """Cut each paper on a picture of the glass out into `spool`, which is made."""
    from ocr.parting import part as cut

    spool.mkdir(parents=True, exist_ok=True)
    return cut(image, spool)


def card_sheet(sides: Sequence[PageImage], out: Path) -> PageImage:
    """Draw both sides of a card on one A4."""
    from ocr.card_sheet import make_sheet

    return make_sheet(sides, out)
