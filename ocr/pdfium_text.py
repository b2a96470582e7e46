"""Letters of a PDF page as PDFium finds them (chữ trong trang PDF): what, where, in which font, seen or not.

Call it only inside a limited worker, and only after `ocr.pdf_guard` let the fonts of the page pass.
"""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
from pypdfium2 import raw

from ocr.letter import Letter

MAX_LETTERS = 30_000
"""Letters a page may have for its text layer to be looked at; a full page of small print has 8 000."""

_NAME_BYTES = 256
_HIDDEN_MODES = frozenset({3, 7})
"""Text rendering modes that leave no ink (ISO 32000-1, table 106)."""
_LEVEL = 0.02
"""Radians a line may lean and still be level."""
_FULL_CIRCLE = 2 * math.pi
_FINE = 16
"""Parts of a pixel the library is asked for, as it answers in whole numbers."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What the letters of one text object share."""

    font: str
    seen: bool


def letters_of(page: pypdfium2.PdfPage, width_px: int, height_px: int) -> list[Letter | None] | None:
    """Return the letters of a page in the order they are drawn; None in the list parts words.

    Args:
        page: Of the library.
        width_px: Of the drawn page.
        height_px: Of the drawn page.

    Returns:
        The letters; None when there are more than `MAX_LETTERS` or the library finds no text.
    """
    with _text_page(page) as layer:
        count = raw.FPDFText_CountChars(layer) if layer else 0
        if not 0 < count <= MAX_LETTERS:
            return None
        runs: dict[int, _Run] = {}
        place = Place(page, width_px, height_px)
        return [_letter(layer, index, runs, place) for index in range(count)]


@contextmanager
def _text_page(page: pypdfium2.PdfPage) -> Iterator[raw.FPDF_TEXTPAGE]:
    layer = raw.FPDFText_LoadPage(page.raw)
    try:
        yield layer
    finally:
        if layer:
            raw.FPDFText_ClosePage(layer)


class Place:
    """Points of the page brought to pixels of its picture, crop and /Rotate applied."""

    def __init__(self, page: pypdfium2.PdfPage, width_px: int, height_px: int) -> None:
        """Take the places of three corners: what the library gives in whole pixels is linear."""
        self._turn = math.radians(90 * (int(page.get_rotation()) // 90))
        wide, high = width_px * _FINE, height_px * _FINE
        left, bottom, right, top = page.get_bbox()
        zero, along, up = (_device(page, x, y, wide, high) for x, y in ((left, bottom), (right, bottom), (left, top)))
        across, tall = max(right - left, 1e-6), max(top - bottom, 1e-6)
        self._origin, self._from = zero, (left, bottom)
        self._x = ((along[0] - zero[0]) / across, (along[1] - zero[1]) / across)
        self._y = ((up[0] - zero[0]) / tall, (up[1] - zero[1]) / tall)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Give the pixel of a point."""
        across, up = x - self._from[0], y - self._from[1]
        return (
            (self._origin[0] + across * self._x[0] + up * self._y[0]) / _FINE,
            (self._origin[1] + across * self._x[1] + up * self._y[1]) / _FINE,
        )

    def level(self, angle: float) -> bool:
        """Say whether a line at this angle of the page is level in the picture."""
        off = (angle + self._turn) % _FULL_CIRCLE
        return min(off, _FULL_CIRCLE - off) < _LEVEL


def _device(page: pypdfium2.PdfPage, x: float, y: float, wide: int, high: int) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, x, y, across, down)
    return across.value, down.value


def _letter(layer: raw.FPDF_TEXTPAGE, index: int, runs: dict[int, _Run], place: Place) -> Letter | None:
    code = raw.FPDFText_GetUnicode(layer, index)
    if raw.FPDFText_IsGenerated(layer, index) == 1 or code in {0x20, 0x0A, 0x0D, 0xA0}:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(layer, index, left, right, bottom, top):
        return None
    one, other = place.point(left.value, bottom.value), place.point(right.value, top.value)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, index, x, y)
    run = _run(layer, index, runs)
    return Letter(
        text="" if raw.FPDFText_HasUnicodeMapError(layer, index) == 1 else _text(code),
        left=min(one[0], other[0]),
        top=min(one[1], other[1]),
        right=max(one[0], other[0]),
        bottom=max(one[1], other[1]),
        font=run.font,
        seen=run.seen,
        level=place.level(raw.FPDFText_GetCharAngle(layer, index)),
        base=place.point(x.value, y.value)[1],
    )


def _text(code: int) -> str:
    if code in {0x02, 0xFFFE}:
        return "-"  # the library's sign for a hyphen at the end of a line
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _run(layer: raw.FPDF_TEXTPAGE, index: int, runs: dict[int, _Run]) -> _Run:
    thing = raw.FPDFText_GetTextObject(layer, index)
    if not thing:
        return _Run("", seen=False)
    key = ctypes.addressof(thing.contents)
    if key not in runs:
        hidden = raw.FPDFTextObj_GetTextRenderMode(thing) in _HIDDEN_MODES
        runs[key] = _Run(_font_name(thing), seen=not hidden)
    return runs[key]


def _font_name(thing: raw.FPDF_PAGEOBJECT) -> str:
    font = raw.FPDFTextObj_GetFont(thing)
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= _NAME_BYTES else ""
