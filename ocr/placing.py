"""Words of a page that was made flat, put back on the page as it was captured (đặt lại chỗ của chữ)."""

import math
from dataclasses import replace

import cv2
import numpy as np

from ocr.clean import Sheet
from ocr.flat import Flat
from ocr.page import PageReading, Word
from ocr.straighten import Values


def as_captured(reading: PageReading, flat: Flat, sheet: Sheet) -> PageReading:
    """Give a reading of the flat page in pixels of the captured one, upright and levelled as a whole.

    Args:
        reading: Of the flat page.
        flat: How it was made.
        sheet: The side as it was captured.
    """
    rotation = reading.rotation or 0
    sideways = rotation % 180 != 0
    width, height = (sheet.height_px, sheet.width_px) if sideways else (sheet.width_px, sheet.height_px)
    held = _Held(reading, flat, sheet, rotation)
    skew = held.skew() if reading.rotation is not None else 0.0
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0), np.float64)
    words = tuple(_moved(word, held, turn, (width, height)) for word in reading.words)
    return replace(reading, width_px=width, height_px=height, dpi=sheet.dpi, skew=skew, words=words)


class _Held:
    """Takes points of the upright, level, flat page to the captured page, turned upright but not levelled."""

    def __init__(self, reading: PageReading, flat: Flat, sheet: Sheet, rotation: int) -> None:
        self._size = (reading.width_px, reading.height_px)
        self._flat = flat
        self._sheet = sheet
        self._rotation = rotation
        centre = (reading.width_px / 2, reading.height_px / 2)
        self._unlevel = cv2.invertAffineTransform(cv2.getRotationMatrix2D(centre, reading.skew, 1.0))

    def points(self, x: Values, y: Values) -> tuple[Values, Values]:
        """Take points across, px."""
        x, y = np.tensordot(self._unlevel, np.stack([x, y, np.ones_like(x)]), 1)
        x, y = _lying(x, y, self._rotation, self._size)
        x, y = self._flat.before(x, y)
        x, y = x / self._sheet.shrink, y / self._sheet.shrink
        return _upright(x, y, self._rotation, (self._sheet.width_px, self._sheet.height_px))

    def skew(self) -> float:
        """Give the degrees counter-clockwise that bring the middle line of the flat page level."""
        width, height = self._size
        x, y = self.points(np.array([0.25, 0.75]) * width, np.array([0.5, 0.5]) * height)
        return round(math.degrees(math.atan2(y[1] - y[0], x[1] - x[0])), 2)


def _lying(x: Values, y: Values, rotation: int, size: tuple[int, int]) -> tuple[Values, Values]:
    """Turn points of an upright page of `size` clockwise by `rotation`, as it lies."""
    width, height = size
    return {
        0: (x, y),
        90: (height - 1 - y, x),
        180: (width - 1 - x, height - 1 - y),
        270: (y, width - 1 - x),
    }[rotation]


def _upright(x: Values, y: Values, rotation: int, size: tuple[int, int]) -> tuple[Values, Values]:
    """Undo `_lying` for a page that lies with `size`."""
    width, height = size
    return {
        0: (x, y),
        90: (y, width - 1 - x),
        180: (width - 1 - x, height - 1 - y),
        270: (height - 1 - y, x),
    }[rotation]


def _moved(word: Word, held: _Held, turn: Values, size: tuple[int, int]) -> Word:
    x = np.array([word.left, word.right, word.right, word.left], np.float64)
    y = np.array([word.top, word.top, word.bottom, word.bottom], np.float64)
    x, y = held.points(x, y)
    x, y = np.tensordot(turn, np.stack([x, y, np.ones_like(x)]), 1)
    width, height = size
    left, right = (int(np.clip(round(float(each)), 0, width)) for each in (x.min(), x.max()))
    top, bottom = (int(np.clip(round(float(each)), 0, height)) for each in (y.min(), y.max()))
    return replace(word, left=left, top=top, right=max(right, left + 1), bottom=max(bottom, top + 1))
