"""Wipe seals and pen strokes from the picture the engine reads (tẩy dấu, chữ ký), keeping the print they cross.

Never from the stored page: the wiped picture lives only while a page is read.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

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
_MARKS_DPI = 200.0
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
    ink = grey[grey < _INK]
    pale = int(np.median(ink)) + _PALER if ink.size else 255
    for seal in seals:
        _wipe_seal(out, seal, pale)
    if blue is not None:
        _wipe_blue_pen(out, (blue > 127).astype(np.uint8), dpi)
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


def _wipe_blue_pen(grey: Grey, blue: Grey, dpi: float) -> None:
    if not blue.any():
        return
    joined = cv2.dilate(blue, np.ones((3, 3), np.uint8))
    mm = dpi / 25.4
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = (stats[:count, 2] > _PEN_WIDE_MM * mm) & (stats[:count, 3] > _PEN_HIGH_MM * mm)
    large[0] = False
    if large.any():
        stroke = cv2.dilate(large[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        print_under = (grey < 90) & (blue == 0)
        grey[stroke & ~print_under] = 255


def _wipe_pen(grey: Grey, dpi: float) -> None:
    """Whiten large thin curved marks; rules and frames of tables stay for the layout analysis."""
    scale = min(1.0, _MARKS_DPI / max(dpi, 1.0))
    mm = dpi * scale / 25.4
    small = grey if scale == 1.0 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < 170).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pen = np.zeros_like(ink)
    for number in range(1, count):
        left, top, wide, high, area = (int(each) for each in stats[number])
        if wide < _PEN_WIDE_MM * mm or high < _PEN_HIGH_MM * mm or area > _PEN_FILL * wide * high:
            continue
        mark = (labels[top : top + high, left : left + wide] == number).astype(np.uint8)
        if _straightness(mark, mm) < _STRAIGHT:
            mark &= ~_bold(mark, mm)
            pen[top : top + high, left : left + wide] |= mark
    if pen.any():
        size = (grey.shape[1], grey.shape[0])
        grey[cv2.resize(pen, size, interpolation=cv2.INTER_NEAREST) > 0] = 255


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
