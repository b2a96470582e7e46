"""Pictures in files (tệp ảnh).

JPEG and plain PNG are kept byte for byte, the rest is written as PNG without loss.
"""

import math
import shutil
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from ocr import filetype
from ocr.errors import FileEmpty, FileTooLarge, FileUnreadable
from ocr.limits import SourceOptions
from ocr.page import PageImage

_ORIENTATION_TAG = 0x0112
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}
"""EXIF 2.3 orientation -> quarter turns clockwise; the other four values are mirrored."""

_LEAST_DPI, _MOST_DPI = 30.0, 4800.0
_DEEP = 65_535
_SCREEN_DPI = frozenset({72, 96})
_LONGEST_SHEET_IN = 24.0
"""A sheet longer than A2 at screen resolution: a program's default, not a measure."""

_PLAIN_MODES = frozenset({"1", "L", "RGB", "P"})


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture says of itself (thông tin ảnh).

    Attributes:
        width_px: Width as stored.
        height_px: Height as stored.
        mode: The picture library's name of its colours: "1", "L", "RGB", "CMYK" …
        dpi: Dots per inch, 0 when not told.
        hint: Degrees clockwise a viewer turns it, None for a mirror image.
    """

    width_px: int
    height_px: int
    mode: str
    dpi: float
    hint: int | None


@contextmanager
def pillow_faults(max_pixels: int) -> Iterator[None]:
    """Turns what the picture library raises on a bad file into our faults.

    Its own pixel guard is set to ours meanwhile.

    Raises:
        FileTooLarge: The picture claims more than `max_pixels`.
        FileUnreadable: Anything else the library says about the bytes.
    """
    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, max_pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", DecompressionBombWarning)
            yield
    except (DecompressionBombError, DecompressionBombWarning) as why:
        raise FileTooLarge(limit="pixels") from why
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError,
        OverflowError,
        ZeroDivisionError, EOFError, AttributeError, NotImplementedError, RuntimeError,
    ) as why:  # fmt: skip
        raise FileUnreadable(reason=type(why).__name__) from why
    finally:
        Image.MAX_IMAGE_PIXELS = before


def known_dpi(picture: Image.Image) -> float:
    """Returns the dots per inch a picture states, 0 when none that a sheet could have."""
    stated = picture.info.get("dpi")
    try:
        dpi = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    if not math.isfinite(dpi) or not _LEAST_DPI <= dpi <= _MOST_DPI:
        return 0.0
    if round(dpi) in _SCREEN_DPI and max(picture.size) / dpi > _LONGEST_SHEET_IN:
        return 0.0
    return dpi


def quarter_hint(picture: Image.Image) -> int | None:
    """Returns the degrees clockwise the EXIF asks for, None for a mirror image."""
    try:
        value = picture.getexif().get(_ORIENTATION_TAG, 1)
    except (SyntaxError, ValueError, TypeError, OSError, OverflowError):
        return 0
    if not isinstance(value, int) or value not in range(1, 9):
        return 0
    return _TURNS.get(value)


def check_jpeg(path: Path, options: SourceOptions) -> PictureFacts:
    """Reads a JPEG through at an eighth of its size and returns what it says of itself.

    Raises:
        FileTooLarge: Too many pixels.
        FileUnreadable: The data end early or are damaged.
    """
    with pillow_faults(options.max_pixels), _opened(path, filetype.JPEG) as picture:
        check_pixels(picture.size, options)
        facts = _facts(picture)
        eighth = (max(1, facts.width_px // 8), max(1, facts.height_px // 8))
        picture.draft("L" if facts.mode == "L" else "RGB", eighth)
        picture.load()
        return facts


def check_pixels(size: tuple[int, int], options: SourceOptions) -> None:
    """Refuses a picture with no pixel or with more than allowed.

    Raises:
        FileTooLarge: More than `options.max_pixels`.
        FileUnreadable: A side of zero.
    """
    if min(size) < 1:
        raise FileUnreadable(reason="no-pixel")
    if size[0] * size[1] > options.max_pixels:
        raise FileTooLarge(limit="pixels", most=options.max_pixels)


def split_picture(path: Path, spool: Path, options: SourceOptions, media: str) -> Iterator[PageImage]:
    """Yields the pages of a picture file; see `ocr.source.split_file` for the faults."""
    facts = None
    if media == filetype.JPEG:
        facts = check_jpeg(path, options)
    elif media == filetype.PNG:
        facts = _plain_png(path, options)
    if facts is None or facts.hint is None:
        yield from _frames(path, spool, options, media)
        return
    target = spool / ("p0001.jpg" if media == filetype.JPEG else "p0001.png")
    shutil.copyfile(path, target)
    yield PageImage(target, media, facts.width_px, facts.height_px, facts.dpi, facts.hint)


def save_page(picture: Image.Image, spool: Path, number: int, dpi: float, hint: int = 0) -> PageImage:
    """Writes a decoded picture into the spool as PNG without loss and returns it as a page."""
    target = spool / f"p{number:04d}.png"
    extra = {"dpi": (dpi, dpi)} if dpi else {}
    picture.save(target, "PNG", compress_level=3, **extra)
    return PageImage(target, filetype.PNG, picture.width, picture.height, dpi, hint)


def _opened(path: Path, media: str) -> Image.Image:
    return Image.open(path, formats=filetype.PILLOW_FORMATS[media])


def _facts(picture: Image.Image) -> PictureFacts:
    width, height = picture.size
    return PictureFacts(width, height, picture.mode, known_dpi(picture), quarter_hint(picture))


def _plain_png(path: Path, options: SourceOptions) -> PictureFacts | None:
    """Returns the facts of a PNG that may be kept as it is, None when it must be made plain."""
    with pillow_faults(options.max_pixels), _opened(path, filetype.PNG) as picture:
        check_pixels(picture.size, options)
        facts = _facts(picture)
        moving = getattr(picture, "n_frames", 1) > 1
        if picture.mode not in _PLAIN_MODES or "transparency" in picture.info or moving:
            return None
        picture.load()
        return facts


def _frames(path: Path, spool: Path, options: SourceOptions, media: str) -> Iterator[PageImage]:
    with pillow_faults(options.max_pixels):
        picture = _opened(path, media)
    with closing(picture):
        if _seek(picture, options.max_pages, media, options):
            raise FileTooLarge(limit="pages", most=options.max_pages)
        number = 0
        while _seek(picture, number, media, options):
            number += 1
            yield _frame(picture, spool, number, options)
    if not number:
        raise FileEmpty


def _seek(picture: Image.Image, frame: int, media: str, options: SourceOptions) -> bool:
    if media != filetype.TIFF and frame:
        # A moving picture is no stack of pages: its first frame is the page.
        return False
    with pillow_faults(options.max_pixels):
        try:
            picture.seek(frame)
        except EOFError:
            return False
    return True


def _frame(picture: Image.Image, spool: Path, number: int, options: SourceOptions) -> PageImage:
    with pillow_faults(options.max_pixels):
        check_pixels(picture.size, options)
        dpi = known_dpi(picture)
        hint = quarter_hint(picture)
        picture.load()
        flat = _flattened(ImageOps.exif_transpose(picture) if hint is None else picture)
        return save_page(flat, spool, number, dpi, hint or 0)


def _flattened(picture: Image.Image) -> Image.Image:
    """Brings any mode to bilevel, grey or RGB; what is transparent becomes white paper."""
    if picture.mode in {"1", "L", "RGB"} and "transparency" not in picture.info:
        return picture.copy()
    if picture.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        deep = picture.convert("F")
        low, high = _extremes(deep)
        if low < 0 or high > _DEEP or high < 1:
            scale, offset = 255.0 / ((high - low) or 1.0), -low
        else:
            # A 12- or 16-bit scan keeps its tone; only the low bits go.
            scale, offset = 255.0 / _DEEP, 0.0
        return deep.point(lambda value: value * scale + offset * scale).convert("L")
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        paper.alpha_composite(rgba)
        return paper.convert("RGB")
    return picture.convert("RGB")


def _extremes(picture: Image.Image) -> tuple[float, float]:
    low, high = picture.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError("one band expected")
    return float(low), float(high)
