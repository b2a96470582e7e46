"""A page's picture as a PDF carries it (ảnh trang trong PDF): its own JPEG bytes where that can be."""

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageOps

from ocr.filetype import JPEG, PNG
from ocr.jpeg_bare import bare
from ocr.page import PageImage
from ocr.picture import pillow_faults

Size = Literal["archive", "default", "small"]

_A4_SQ_IN = 8.27 * 11.69
_BUDGET = {"default": 500_000, "small": 250_000}
"""Bytes an A4 page may have."""

_STEPS: dict[str, tuple[tuple[float, int], ...]] = {
    "default": ((300, 88), (300, 80), (300, 70), (300, 60), (300, 50), (250, 55), (200, 70), (200, 55)),
    "small": ((200, 88), (200, 75), (200, 60), (170, 65), (150, 60), (150, 50), (135, 50)),
}
"""Dots per inch and JPEG quality, best first; the first that meets the budget is taken."""

_WHOLE_COLOUR = 85
"""JPEG quality from which colour is kept as fine as light: a seal on a coarse page pales by a third otherwise."""

_BAND_PX, _BAND_OF = 96, 6
"""One band of so many rows in so many stands for a page where its size is foreseen; scaled to 2/3 or 5/6, bands still
are whole blocks of JPEG."""

_LEAST_BANDS = 3
_LEEWAY = 1.15
"""How far a sample may err."""

_MAX_PIXELS = 200_000_000
_RGB_BANDS = 3


@dataclass(frozen=True, slots=True)
class CodedImage:
    """A picture ready for a PDF image object (ảnh đã mã hoá).

    Attributes:
        width_px: Its width; differs from the page image's when it was scaled.
        height_px: Its height.
        entries: The entries of the image dictionary that say how `data` is coded.
        data: The coded samples.
        kept: True when the samples are those the scanner made.
    """

    width_px: int
    height_px: int
    entries: bytes
    data: bytes
    kept: bool


def coded(image: PageImage, dpi: float, size: Size) -> CodedImage:
    """Returns the picture of a page coded for the PDF.

    Args:
        image: The page image.
        dpi: Its dots per inch, over 0.
        size: "archive" keeps what the scanner made; "default" and "small" meet a size for A4.

    Raises:
        FileUnreadable: The picture is damaged.
    """
    budget = _budget(image, dpi, size)
    data = image.path.read_bytes()
    fits = budget is None or (len(data) <= budget and size == "default")
    if image.media == JPEG and fits:
        kept = _kept_jpeg(data)
        if kept is not None:
            return kept
    if image.media == PNG and fits:
        kept = _kept_png(data)
        if kept is not None:
            return kept
    with pillow_faults(_MAX_PIXELS), Image.open(io.BytesIO(data)) as picture:
        picture.load()
        plain = _plain(picture)
        if plain.mode == "1":
            return _group4(plain)
        if budget is None:
            return _deflated(plain)
        made = _jpeg_within(plain, dpi, budget, _STEPS[size])
        if image.media == JPEG and len(made.data) >= len(data):
            return _kept_jpeg(data) or made
        return made


def _budget(image: PageImage, dpi: float, size: Size) -> int | None:
    if size == "archive":
        return None
    area = image.width_px * image.height_px / (dpi * dpi)
    return int(_BUDGET[size] * max(area / _A4_SQ_IN, 0.2))


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode in {"1", "L", "RGB"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        return ImageOps.autocontrast(picture.convert("F").convert("L"))
    rgba = picture.convert("RGBA")
    paper = Image.new("RGB", rgba.size, "white")
    paper.paste(rgba, mask=rgba.getchannel("A"))
    return paper


def _space(mode: str) -> bytes:
    return b"/DeviceRGB" if mode == "RGB" else b"/DeviceGray"


def _kept_jpeg(data: bytes) -> CodedImage | None:
    """Takes the coded samples as they are, without what a camera wrote beside them."""
    with pillow_faults(_MAX_PIXELS), Image.open(io.BytesIO(data), formats=("JPEG", "MPO")) as seen:
        mode, (width, height) = seen.mode, seen.size
    shown = bare(data)
    if mode not in {"L", "RGB"} or shown is None:
        return None
    entries = b"/ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode" % _space(mode)
    return CodedImage(width, height, entries, shown, kept=True)


def _kept_png(data: bytes) -> CodedImage | None:
    """Takes the deflated samples of a plain PNG as they are: PDF knows PNG's predictors."""
    width, height, bits, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    if (bits, interlace) != (8, 0) or colour not in {0, 2} or b"tRNS" in data[:2048]:
        return None
    parts, at = [], 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    bands = _RGB_BANDS if colour else 1
    entries = b"/ColorSpace %s /BitsPerComponent 8 /Filter /FlateDecode" % _space("RGB" if colour else "L")
    entries += b" /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent 8 /Columns %d >>" % (
        bands,
        width,
    )
    return CodedImage(width, height, entries, b"".join(parts), kept=True)


def _deflated(picture: Image.Image) -> CodedImage:
    entries = b"/ColorSpace %s /BitsPerComponent 8 /Filter /FlateDecode" % _space(picture.mode)
    return CodedImage(picture.width, picture.height, entries, zlib.compress(picture.tobytes(), 6), kept=True)


def _group4(picture: Image.Image) -> CodedImage:
    """Codes a bilevel picture as CCITT Group 4 (ITU-T T.6)."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", strip_size=picture.width * picture.height + 8)
    with Image.open(out) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]  # a TIFF has it, the stub speaks of any picture
        offsets, counts, white_is_zero = tags[273], tags[279], tags[262] == 0
    if len(offsets) != 1:
        raise RuntimeError("a Group 4 picture must come in one strip")
    data = out.getvalue()[offsets[0] : offsets[0] + counts[0]]
    parms = b"<< /K -1 /Columns %d /Rows %d /BlackIs1 %s >>" % (
        picture.width,
        picture.height,
        b"false" if white_is_zero else b"true",
    )
    entries = b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode"
    return CodedImage(picture.width, picture.height, entries + b" /DecodeParms " + parms, data, kept=True)


def _jpeg_within(picture: Image.Image, dpi: float, budget: int, steps: tuple[tuple[float, int], ...]) -> CodedImage:
    """Codes as JPEG at the first step that meets the budget; what a sample foretells to fail is not tried."""
    sample, made, scaled, at = _sample(picture), b"", picture, 1.0
    for wanted, quality in steps:
        by = wanted / dpi if dpi > wanted * 1.05 else 1.0
        if (wanted, quality) != steps[-1] and sample.height < picture.height:
            foretold = len(_jpeg(_scaled(sample, by), quality)) * picture.height / sample.height
            if foretold > budget * _LEEWAY:
                continue
        if at != by:
            scaled, at = _scaled(picture, by), by
        made = _jpeg(scaled, quality)
        if len(made) <= budget:
            break
    entries = b"/ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode" % _space(scaled.mode)
    return CodedImage(scaled.width, scaled.height, entries, made, kept=False)


def _sample(picture: Image.Image) -> Image.Image:
    """Returns bands from all over the page, one below the other; a small picture whole."""
    tops = range(0, picture.height - _BAND_PX + 1, _BAND_PX * _BAND_OF)
    if len(tops) < _LEAST_BANDS:
        return picture
    bands = Image.new(picture.mode, (picture.width, _BAND_PX * len(tops)))
    for number, top in enumerate(tops):
        bands.paste(picture.crop((0, top, picture.width, top + _BAND_PX)), (0, _BAND_PX * number))
    return bands


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, subsampling=0 if quality >= _WHOLE_COLOUR else 2)
    return out.getvalue()


def _scaled(picture: Image.Image, by: float) -> Image.Image:
    if by == 1.0:
        return picture
    size = (max(1, round(picture.width * by)), max(1, round(picture.height * by)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def part(name: str) -> bytes:
    """Returns a binary part that every PDF carries, from `ocr/data`."""
    return (Path(__file__).parent / "data" / name).read_bytes()
