"""Stamped marks of state secrecy found on the picture itself (dấu MẬT, TỐI MẬT, TUYỆT MẬT).

A stamp is red, pale, and seldom straight: reading the page as print may pass it by. So marks of a stamp's size are cut
out of the head of a page, set upright each by itself, and read alone. Where such a mark stands, work stops; a mark is
only one when nothing else stands in its frame, so prose about secrets stops nobody.
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from ocr import clean
from ocr.engine import OcrEngine
from ocr.handwriting import UprightPage
from ocr.lexicon import official
from ocr.page import PageReading
from ocr.rawword import LINE, Grey
from ocr.vietnamese import compose, fold

_HEAD = 0.45
"""Share of the page in which a mark stands, as in `ocr.marks`."""
_DPI = 100.0
_LONG_MM, _SHORT_MM = (11.0, 95.0), (4.5, 26.0)
_FLAT = (1.3, 9.0)
"""How many times longer than high a mark is."""
_REDDER = 28
_STRONG = 0.35
_FRAMED = 0.8
"""Share of its own rectangle that the outline of a framed mark encloses."""
_JOIN_MM = 2.0
_LETTERS_PX = 44
_MOST = 6
_DARK = 150


def stamped_secrecy(page: UprightPage, reading: PageReading, engine: OcrEngine) -> str | None:
    """Find a stamped mark of secrecy in the head of a page.

    Args:
        page: The picture.
        reading: Of the same side.
        engine: That reads.

    Returns:
        The mark as `DocumentReading.secrecy` has it, None where none was found.
    """
    head = page.part(0, 0, reading.width_px, _HEAD * reading.height_px)
    dpi = reading.dpi * page.scale
    for at, turn in enumerate(_candidates(head, dpi)):
        if at == _MOST:
            break
        mark = _read(turn, engine)
        if mark is not None:
            return mark
    return None


def _candidates(head: clean.Picture, dpi: float) -> Iterator[Grey]:
    """Yield marks of a stamp's size and form, each set upright, dark on white."""
    scale = min(1.0, _DPI / max(dpi, 1.0))
    small = cv2.resize(head, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mm = dpi * scale / 25.4
    red = _redness(np.asarray(small, np.uint8))
    if red is not None:
        level = max(_REDDER, _STRONG * float(np.percentile(red, 99.8)))
        mask = np.asarray((red > level) * np.uint8(255), np.uint8)
        joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((max(2, round(_JOIN_MM * mm)),) * 2, np.uint8))
        marks = _rectangles(np.asarray(joined, np.uint8), mm, framed=False)
        yield from _each_upright(marks, lambda: np.asarray(255 - np.asarray(_redness(head)), np.uint8), 1 / scale)
    ink = np.asarray((clean.even_light(clean.all_ink(np.asarray(small, np.uint8))) < _DARK) * np.uint8(255), np.uint8)
    yield from _each_upright(_rectangles(ink, mm, framed=True), lambda: clean.all_ink(head), 1 / scale)


def _redness(picture: clean.Picture) -> Grey | None:
    """Give by how much red outshines the other colours, 0-255; None for a picture without colour."""
    if picture.ndim == 2:
        return None
    blue, green, red = cv2.split(picture)
    return np.asarray(cv2.subtract(red, cv2.max(blue, green)), np.uint8)


Rectangle = tuple[tuple[float, float], tuple[float, float], float]


def _rectangles(mask: Grey, mm: float, *, framed: bool) -> Iterator[Rectangle]:
    """Yield turned rectangles around marks of a stamp's size, px of the mask; with `framed` only closed frames."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        if len(outline) < 4:
            continue
        (x, y), (wide, high), angle = cv2.minAreaRect(outline)
        if wide < high:
            wide, high, angle = high, wide, angle - 90
        fits = _LONG_MM[0] * mm <= wide <= _LONG_MM[1] * mm and _SHORT_MM[0] * mm <= high <= _SHORT_MM[1] * mm
        if not fits or not _FLAT[0] <= wide / high <= _FLAT[1]:
            continue
        if framed and cv2.contourArea(outline) < _FRAMED * wide * high:
            continue
        yield (float(x), float(y)), (float(wide), float(high)), float(angle)


def _each_upright(marks: Iterator[Rectangle], ink: Callable[[], Grey], scale: float) -> Iterator[Grey]:
    """Yield each mark set level, cut out of the larger picture of `ink`, asked for once, and only for a mark."""
    whole: Grey | None = None
    for mark in marks:
        whole = ink() if whole is None else whole
        yield _upright(whole, mark, scale)


def _upright(grey: Grey, rectangle: Rectangle, scale: float) -> Grey:
    """Cut a turned rectangle out of a larger picture and set it level."""
    (x, y), (wide, high), angle = rectangle
    angle = (angle + 90) % 180 - 90  # letters stand within a quarter turn of upright
    by = scale
    size = (max(8, round(wide * by * 1.06)), max(8, round(high * by * 1.1)))
    matrix = cv2.getRotationMatrix2D((x * by, y * by), angle, 1.0)
    matrix[:, 2] += np.array([size[0] / 2 - x * by, size[1] / 2 - y * by])
    return np.asarray(cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _read(mark: Grey, engine: OcrEngine) -> str | None:
    """Read a mark with and without its frame; only a mark of secrecy alone is one."""
    spread = cv2.normalize(mark, None, 0, 255, cv2.NORM_MINMAX)  # type: ignore[call-overload]  # None makes a new one
    known = official()
    for edge in (0.16, 0.04):
        inset = round(edge * spread.shape[0])
        inner = spread[inset : spread.shape[0] - inset, inset : spread.shape[1] - inset]
        if min(inner.shape) < 8:
            continue
        by = _LETTERS_PX * 1.4 / inner.shape[0]
        how = cv2.INTER_CUBIC if by > 1 else cv2.INTER_AREA
        sized = cv2.resize(inner, None, fx=by, fy=by, interpolation=how)
        framed = cv2.copyMakeBorder(sized, 14, 14, 14, 14, cv2.BORDER_CONSTANT, value=(255,))
        words = engine.read(np.asarray(framed, np.uint8), 200.0, LINE)
        text = compose(" ".join(word.text for word in words)).strip(" ()[]|.,:;-_'\"`!")
        for one in known["secrecy"]:
            if fold(text) == fold(one) and text.isupper():
                return str(one)
    return None
