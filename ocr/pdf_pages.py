"""Pages of a PDF as pictures (trang PDF thành ảnh).

The scanner's own JPEG where it fills the page alone, a drawing of the page otherwise.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops

from ocr import filetype
from ocr.errors import FileEmpty, FileTooLarge, FileUnreadable
from ocr.limits import SourceOptions
from ocr.page import DrawnPage, PageImage, PageReading
from ocr.pdf_guard import ImageFacts, looking_inside
from ocr.pdf_words import words_of
from ocr.pdfium import LonePicture, PdfiumPage, opened_pdf
from ocr.picture import PictureFacts, check_jpeg, pillow_faults

_COVERS = 0.97
"""Share of the page a picture must cover to be the page, and share of the picture the page must show."""

_KEPT_COLOURS = frozenset({"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/ICCBased", "/RGB", "/G"})

_MIDDLE_GREY = 127

_COARSE_DPI = 200.0
"""A picture coarser than this says nothing of the print that stands beside it: a letterhead, a watermark."""

_GREY_SPREAD = 24
"""Least and most of the three channels differ by no more on a page that has no colour (0-255)."""


def split_pdf(path: Path, spool: Path, options: SourceOptions) -> Iterator[PageImage]:
    """Yields the pages of a PDF; see `ocr.source.split_file` for the faults."""
    with looking_inside(path, options.max_pixels) as look:
        if look is not None:
            _refuse_many(look.page_count(), options)
            look.check_paper()
        with opened_pdf(path, forms=True) as pdf:
            count = look.page_count() if look is not None else len(pdf)
            _refuse_many(count, options)
            if not count or not len(pdf):
                raise FileEmpty
            for index in range(min(count, len(pdf))):
                images = look.check_page(index) if look is not None else []
                tame = look is not None and look.has_tame_text(index)
                with pdf.page(index) as page:
                    yield _page(page, _Side(images, tame), spool, options)


def draw_page(path: Path, number: int, out: Path, side_px: int, options: SourceOptions) -> DrawnPage:
    """Draw one page to a PNG, whole and in its own colours, annotations and signature blocks included; tell its words.

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
        tame = look is not None and look.has_tame_text(index)
        with pdf.page(index) as page, pillow_faults(options.max_pixels):
            width_pt, height_pt = page.size_pt
            if max(width_pt, height_pt) > options.max_side_pt or min(width_pt, height_pt) <= 0:
                raise FileTooLarge(limit="side", most=options.max_side_pt)
            dpi = 72.0 * side_px / max(width_pt, height_pt)
            picture = page.drawn(dpi, forms=True)
            picture.save(out, "PNG", compress_level=1)
            words = words_of(page.letters(picture.width, picture.height) or ()) if tame else ()
            return DrawnPage(PageImage(out, filetype.PNG, picture.width, picture.height, dpi), count, words)


def _refuse_many(count: int, options: SourceOptions) -> None:
    if count > options.max_pages:
        raise FileTooLarge(limit="pages", most=options.max_pages)


@dataclass(frozen=True, slots=True)
class _Side:
    """What the look inside said of a page: its pictures, and whether its text may be asked for."""

    images: list[ImageFacts]
    tame_text: bool


def _page(page: PdfiumPage, side: _Side, spool: Path, options: SourceOptions) -> PageImage:
    width_pt, height_pt = page.size_pt
    if max(width_pt, height_pt) > options.max_side_pt:
        raise FileTooLarge(limit="side", most=options.max_side_pt)
    lone = page.lone_picture(_COVERS)
    if lone is not None:
        kept = _kept_jpeg(page, lone, side.images, spool, options)
        if kept is not None:
            return kept
    dpi = _drawing_dpi(page, lone, options)
    with pillow_faults(options.max_pixels):
        picture = page.drawn(dpi, forms=True)
        own = _own_words(page, picture, dpi) if side.tame_text and lone is None else None
        bilevel = lone is not None and lone.bits == 1
        target = spool / f"p{page.index + 1:04d}"
        return replace(_saved(picture, target, dpi, bilevel=bilevel, quality=options.jpeg_quality), own=own)


def _own_words(page: PdfiumPage, picture: Image.Image, dpi: float) -> PageReading | None:
    """Return what the page's text layer says where that is sound; a scan that is all one sees is read itself."""
    letters = page.letters(picture.width, picture.height)
    if not letters:
        return None
    from ocr.pdf_layer import layer_reading

    return layer_reading(letters, picture, dpi, page.pictures(picture.width, picture.height))


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


def _saved(picture: Image.Image, target: Path, dpi: float, *, bilevel: bool, quality: int) -> PageImage:
    """Write a drawn page without its ending in `target`: bilevel as a scan was, grey when it has no colour."""
    colourless = _colourless(picture)
    if bilevel and colourless:
        plain = picture.convert("L").point(lambda value: 255 * (value > _MIDDLE_GREY))
        plain.convert("1", dither=Image.Dither.NONE).save(target.with_suffix(".png"), "PNG", dpi=(dpi, dpi))
        return PageImage(target.with_suffix(".png"), filetype.PNG, picture.width, picture.height, dpi, 0)
    packed = io.BytesIO()
    shown = picture.convert("L") if colourless else picture
    shown.save(packed, "JPEG", quality=quality, dpi=(round(dpi), round(dpi)))
    target.with_suffix(".jpg").write_bytes(packed.getbuffer())
    return PageImage(target.with_suffix(".jpg"), filetype.JPEG, picture.width, picture.height, dpi, 0)


def _drawing_dpi(page: PdfiumPage, lone: LonePicture | None, options: SourceOptions) -> float:
    own = lone.dpi if lone is not None else page.main_picture_dpi()
    if lone is None and own < _COARSE_DPI and page.has_print():
        own = 0.0
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
