"""Wipe seals and pen strokes from the picture the engine reads (tẩy dấu, chữ ký), keeping the print they cross.

Never from the stored page: the wiped picture lives only while a page is read.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.components import Part, components, parts_of_large
from ocr.rawword import Grey
from ocr.seals import Seal

Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_INK = 140
_PALER = 60
_INSIDE = 0.88
_RIM = 1.04
_CAP = 0.6
_LOW = 0.75
_BEYOND = 1.13
_BINS = 240
_PEN_WIDE_MM = 12.0
_PEN_HIGH_MM = 7.0
_PEN_FILL = 0.22
_LOOK_DPI = 90.0
"""Resolution on which large marks are looked for before they are followed point by point."""
_STRAIGHT = 0.4
_RULE_MM = 10.0


def wiped(grey: Grey, blue: Grey | None, seals: Sequence[Seal], dpi: float) -> Grey:
    """Give `grey` without seals and without large pen strokes.

    Args:
        grey: Evenly lit picture to be read.
        blue: 255 where ink is blue (see `blue_ink`), or None for a picture without colour.
        seals: In pixels of `grey`.
        dpi: Of `grey`.
    """
    out = grey.copy()
    pale = _usual_ink(grey) + _PALER if seals else 255
    for seal in seals:
        _wipe_seal(out, seal, pale)
    if blue is not None:
        _wipe_blue_pen(out, np.asarray(cv2.threshold(blue, 127, 255, cv2.THRESH_BINARY)[1], np.uint8), dpi)
    _wipe_pen(out, dpi)
    return out


def without_seals(grey: Grey, seals: Sequence[Seal]) -> Grey:
    """Give `grey` with all within each seal's rim white, but what runs out of it below, as a stamped name does."""
    out = grey.copy()
    for seal in seals:
        _wipe_seal(out, seal, _INK)
    return out


def _wipe_seal(grey: Grey, seal: Seal, pale: int) -> None:
    """Whiten a seal: what is paler than print everywhere, and all ink but where print crosses the rim."""
    reach = int(seal.radius * _RIM) + 2
    top, left = max(0, int(seal.y) - reach), max(0, int(seal.x) - reach)
    part = grey[top : int(seal.y) + reach, left : int(seal.x) + reach]
    if part.size == 0:
        return
    rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
    down, across = (rows + top - seal.y) / seal.radius, (columns + left - seal.x) / seal.radius
    away = np.hypot(down, across)
    part[(away < _RIM) & (part > pale)] = 255
    inside = away < _INSIDE
    if np.count_nonzero(part[inside] < 128) > 0.08 * np.count_nonzero(inside):
        solid = inside & (down < _LOW) | ((away < _RIM) & (np.abs(down) < _CAP))
        part[solid | ((away < _RIM) & ~_crossed(part, away, np.arctan2(down, across)))] = 255


def _crossed(part: Grey, away: Shares, angle: Shares) -> Flags:
    """Say for each pixel whether print runs across the rim in its direction, as a name under a seal does."""
    bins = ((angle + np.pi) / (2 * np.pi) * _BINS).astype(np.int32) % _BINS
    outside = (away > _RIM) & (away < _BEYOND) & (part < _INK)
    met = np.bincount(bins[outside], minlength=_BINS) > 0
    wide = met | np.roll(met, 1) | np.roll(met, -1) | np.roll(met, 2) | np.roll(met, -2)
    return np.asarray(wide[bins], np.bool_)


def has_blue_pen(blue: Grey, dpi: float) -> bool:
    """Say whether there may be a pen's stroke among blue ink, on a page that need not be level yet.

    Args:
        blue: 255 where ink is blue.
        dpi: Of `blue`.
    """
    least = _PEN_HIGH_MM * dpi / 25.4
    joined = np.asarray(cv2.dilate(blue, np.ones((3, 3), np.uint8)), np.uint8)
    return any(True for _ in _large(joined, least, least, dpi))


def _large(ink: Grey, wide: float, high: float, dpi: float) -> Iterator[Part]:
    return parts_of_large(ink, wide, high, max(1, min(15, int(dpi / _LOOK_DPI))))


def _usual_ink(grey: Grey) -> int:
    """Give the median grey of ink."""
    counts = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()[:_INK])
    return int(np.searchsorted(counts, counts[-1] / 2))


def _wipe_blue_pen(grey: Grey, blue: Grey, dpi: float) -> None:
    joined = np.asarray(cv2.dilate(blue, np.ones((3, 3), np.uint8)), np.uint8)
    wide, high = _PEN_WIDE_MM * dpi / 25.4, _PEN_HIGH_MM * dpi / 25.4
    for part in _large(joined, wide, high, dpi):
        labels, boxes = components(joined[part])
        large = (boxes[:, 2] > wide) & (boxes[:, 3] > high)
        large[0] = False
        if large.any():
            stroke = cv2.dilate(np.take(large, labels).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
            print_under = (grey[part] < 90) & (blue[part] == 0)
            grey[part][stroke & ~print_under] = 255


def _wipe_pen(grey: Grey, dpi: float) -> None:
    """Whiten large thin curved marks; rules and frames of tables stay for the layout analysis."""
    mm = dpi / 25.4
    ink = np.asarray(cv2.threshold(grey, 169, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    for part in _large(ink, _PEN_WIDE_MM * mm, _PEN_HIGH_MM * mm, dpi):
        labels, boxes = components(ink[part])
        wide, high, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
        large = (wide >= _PEN_WIDE_MM * mm) & (high >= _PEN_HIGH_MM * mm) & (area <= _PEN_FILL * wide * high)
        for number in (np.flatnonzero(large[1:]) + 1).tolist():
            left, top, across, down = boxes[number, :4].tolist()
            place = slice(top, top + down), slice(left, left + across)
            mark = (labels[place] == number).astype(np.uint8)
            if _straightness(mark, mm) < _STRAIGHT:
                grey[part][place][(mark & ~_bold(mark, mm)) > 0] = 255


def _straightness(mark: Grey, mm: float) -> float:
    """Share of a mark's ink that lies in straight runs across or down."""
    run = max(3, int(_RULE_MM * mm))
    flat = cv2.morphologyEx(mark, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    upright = cv2.morphologyEx(mark, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    straight = np.count_nonzero(np.maximum(flat, upright))
    return straight / max(1, int(np.count_nonzero(mark)))


def _bold(mark: Grey, mm: float) -> Grey:
    """Parts of a mark thicker than a pen draws: bold print that a signature runs through."""
    core = cv2.erode(mark, np.ones((max(3, round(0.5 * mm)),) * 2, np.uint8))
    return np.asarray(cv2.dilate(core, np.ones((max(3, round(1.3 * mm)),) * 2, np.uint8)), np.uint8)
