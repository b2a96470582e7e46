"""Pages of a PDF as pictures (trang PDF thành ảnh).

The scanner's own JPEG where it fills the page alone, a drawing of the page otherwise.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from ocr import filetype
from ocr.errors import FileEmpty, FileTooLarge, FileUnreadable
from ocr.limits import SourceOptions
from ocr.page import DrawnPage, PageImage
from ocr.pdf_guard import ImageFacts, PdfLook, looking_inside
from ocr.pdfium import LonePicture, PdfiumPage, opened_pdf
from ocr.picture import PictureFacts, check_jpeg, pillow_faults

_COVERS = 0.97
"""Share of the page a picture must cover to be the page, and share of the picture the page must show."""

_KEPT_COLOURS = frozenset({"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/ICCBased", "/RGB", "/G"})

_MIDDLE_GREY = 127

_GREY_SPREAD = 24
"""Least and most of the three channels differ by no more on a page that has no colour (0-255)."""


def split_pdf(path: Path, spool: Path, options: SourceOptions) -> Iterator[PageImage]:
    """Yields the pages of a PDF; see `ocr.source.split_file` for the faults."""
    with looking_inside(path, options.max_pixels) as look:
        if look is not None:
            _refuse_many(look.page_count(), options)
        with opened_pdf(path) as pdf:
            count = look.page_count() if look is not None else len(pdf)
            _refuse_many(count, options)
            if not count or not len(pdf):
                raise FileEmpty
            for index in range(min(count, len(pdf))):
                images = look.check_page(index) if look is not None else []
                with pdf.page(index) as page:
                    yield _page(page, images, spool, options)


def draw_page(path: Path, number: int, out: Path, side_px: int, options: SourceOptions) -> DrawnPage:
    """Draw one page to a PNG, whole and in its own colours, annotations and signature blocks included.

    Args:
        path: Any PDF.
        number: Of the page, from 1; a number beyond the last draws the last.
        out: The PNG to write.
        side_px: Longer side of the picture in pixels.
        options: Limits of the file.

    Raises:
        FileTooLarge, FileEmpty, FileEncrypted, FileUnreadable.
    """
    with looking_inside(path, options.max_pixels) as look, opened_pdf(path, forms=True) as pdf:
        count = min(len(pdf), look.page_count()) if look is not None else len(pdf)
        _refuse_many(count, options)
        if not count:
            raise FileEmpty
        index = max(0, min(count, number) - 1)
        if look is not None:
            look.check_page(index)
        with pdf.page(index) as page, pillow_faults(options.max_pixels):
            width_pt, height_pt = page.size_pt
            if max(width_pt, height_pt) > options.max_side_pt or min(width_pt, height_pt) <= 0:
                raise FileTooLarge(limit="side", most=options.max_side_pt)
            dpi = 72.0 * side_px / max(width_pt, height_pt)
            picture = page.drawn(dpi, forms=True)
            picture.save(out, "PNG", compress_level=1)
            return DrawnPage(PageImage(out, filetype.PNG, picture.width, picture.height, dpi), count)


def _refuse_many(count: int, options: SourceOptions) -> None:
    if count > options.max_pages:
        raise FileTooLarge(limit="pages", most=options.max_pages)


def _page(page: PdfiumPage, images: list[ImageFacts], spool: Path, options: SourceOptions) -> PageImage:
    width_pt, height_pt = page.size_pt
    if max(width_pt, height_pt) > options.max_side_pt:
        raise FileTooLarge(limit="side", most=options.max_side_pt)
    lone = page.lone_picture(_COVERS)
    if lone is not None:
        kept = _kept_jpeg(page, lone, images, spool, options)
        if kept is not None:
            return kept
    return _drawn(page, lone, spool, options)


def _kept_jpeg(
    page: PdfiumPage,
    lone: LonePicture,
    images: list[ImageFacts],
    spool: Path,
    options: SourceOptions,
) -> PageImage | None:
    told = (lone.width_px, lone.height_px)
    same = [one for one in images if (one.width_px, one.height_px) == told]
    if not same or lone.turn is None or not all(one.plain and one.colours in _KEPT_COLOURS for one in same):
        return None
    data = lone.jpeg()
    if data is None:
        return None
    target = spool / f"p{page.index + 1:04d}.jpg"
    target.write_bytes(data)
    facts = _sound_jpeg(target, options)
    same_size = facts is not None and (facts.width_px, facts.height_px) == told
    if facts is None or facts.mode not in {"L", "RGB"} or not same_size:
        target.unlink()
        return None
    hint = (page.rotation + lone.turn) % 360
    return PageImage(target, filetype.JPEG, facts.width_px, facts.height_px, lone.dpi, hint)


def _sound_jpeg(path: Path, options: SourceOptions) -> PictureFacts | None:
    try:
        return check_jpeg(path, options)
    except FileUnreadable:
        # The viewer may still draw what is left of it; the drawn page is then what a person sees.
        return None


def _drawn(page: PdfiumPage, lone: LonePicture | None, spool: Path, options: SourceOptions) -> PageImage:
    dpi = _drawing_dpi(page, lone, options)
    with pillow_faults(options.max_pixels):
        picture = page.drawn(dpi)
        if lone is not None and lone.bits == 1 and _colourless(picture):
            picture = (
                picture.convert("L")
                .point(lambda value: 255 * (value > _MIDDLE_GREY))
                .convert("1", dither=Image.Dither.NONE)
            )
        name = f"p{page.index + 1:04d}"
        if picture.mode == "1":
            target = spool / f"{name}.png"
            picture.save(target, "PNG", dpi=(dpi, dpi))
            return PageImage(target, filetype.PNG, picture.width, picture.height, dpi, 0)
        if _colourless(picture):
            picture = picture.convert("L")
        target = spool / f"{name}.jpg"
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=options.jpeg_quality, dpi=(round(dpi), round(dpi)))
        target.write_bytes(packed.getbuffer())
        return PageImage(target, filetype.JPEG, picture.width, picture.height, dpi, 0)


def _drawing_dpi(page: PdfiumPage, lone: LonePicture | None, options: SourceOptions) -> float:
    own = lone.dpi if lone is not None else page.main_picture_dpi()
    dpi = min(max(own, options.min_dpi), options.max_dpi) if own else options.render_dpi
    width_in, height_in = (side / 72.0 for side in page.size_pt)
    fits: float = (options.max_drawn_pixels / max(width_in * height_in, 1e-6)) ** 0.5
    dpi = min(dpi, fits)
    if min(width_in, height_in) * dpi < 1:
        raise FileTooLarge(limit="side", most=options.max_side_pt)
    return dpi


def _colourless(picture: Image.Image) -> bool:
    if picture.mode in {"1", "L"}:
        return True
    small = picture.convert("RGB")
    small.thumbnail((1200, 1200), Image.Resampling.BOX)
    red, green, blue = small.split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    high = spread.getextrema()[1]
    return not isinstance(high, tuple) and high <= _GREY_SPREAD


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text a PDF page already carries (lớp chữ có sẵn).

    Attributes:
        page: Counts from 1.
        text: As the drawing library extracts it, not yet normalised.
        hidden: True when the text is drawn invisibly, as OCR programs write it.
    """

    page: int
    text: str
    hidden: bool


def text_layers(path: Path, options: SourceOptions) -> Iterator[TextLayer]:
    """Yields the text layer of each page that has one; faults as in `ocr.source.split_file`."""
    with looking_inside(path, options.max_pixels) as look, opened_pdf(path) as pdf:
        count = look.page_count() if look is not None else len(pdf)
        _refuse_many(count, options)
        for index in range(min(count, len(pdf))):
            if isinstance(look, PdfLook):
                look.check_page(index)
            with pdf.page(index) as page:
                text, hidden = page.text()
            if text.strip():
                yield TextLayer(index + 1, text, hidden)
