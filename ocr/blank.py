"""Is there anything a person made on this side (trang trắng)? In doubt, yes.

Kept: a faint stamp, a signature, a pencil note, a page number. Set aside: paper grain, dust, punch holes,
the scanner's edge, fold lines, and the print of the other side shining through, which paper makes soft.
"""

import cv2
import numpy as np

from ocr.clean import Picture, all_ink
from ocr.rawword import Grey

_DPI = 150.0
_MM = _DPI / 25.4
_EDGE_MM = 4.0
_LEAST_CONTRAST = 11.0
_NOISES = 5.0
_LEAST_EXTENT_MM = 1.5
_LEAST_INK_MM2 = 1.0
_HOLE_MM = (4.0, 9.0)
_STRONG, _FULL = 70, 0.015


def is_blank(picture: Picture, dpi: float) -> bool:
    """Say whether nothing a person made is on this side.

    Args:
        picture: Grey or colour, any turn.
        dpi: Of `picture`; a guess will do.
    """
    if min(picture.shape[:2]) < 8:
        return True
    small = _at_working_size(all_ink(picture), dpi)
    if _is_full(small):
        return False
    ink = _soft_removed(small)
    return not _made_by_hand(ink)


def _is_full(small: Grey) -> bool:
    """Say at a glance that a page is covered with marks of strong ink, as every page of print is."""
    height, width = small.shape
    inner = small[height // 8 : -height // 8 or None : 2, width // 8 : -width // 8 or None : 2]
    if min(inner.shape) < 32:
        return False
    ink = cv2.morphologyEx(inner, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    sharp = cv2.absdiff(inner[:, 1:], inner[:, :-1])
    return bool((ink > _STRONG).mean() > _FULL and (sharp > _STRONG).mean() > _FULL)


def _at_working_size(grey: Grey, dpi: float) -> Grey:
    scale = min(1.0, _DPI / max(dpi, 1.0))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _soft_removed(small: Grey) -> Grey:
    """Give a mask of strokes with at least one sharp flank; the other side's print has none."""
    reach = int(4 * _MM) | 1
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    ink = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8)).astype(np.float32)
    noise = float(np.median(np.abs(small.astype(np.float32) - smooth))) * 1.48
    least = max(_LEAST_CONTRAST, _NOISES * noise)
    dark = (ink > least).astype(np.uint8)
    flank = cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(smooth, cv2.CV_32F, 0, 1) / 8)
    sharp = (flank > np.maximum(least * 0.3, ink * 0.22)).astype(np.uint8) & dark
    count, labels, _, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    steep = np.bincount(labels.ravel(), weights=sharp.ravel(), minlength=count)
    whole = np.bincount(labels.ravel(), minlength=count)
    keep = steep > 0.12 * whole
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _made_by_hand(ink: Grey) -> bool:
    height, width = ink.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    edge = _EDGE_MM * _MM
    total = 0.0
    for left, top, wide, high, area in stats[1:count].tolist():
        if max(wide, high) < _LEAST_EXTENT_MM * _MM:
            continue
        inside = left > edge and top > edge and left + wide < width - edge and top + high < height - edge
        if not inside and _hugs_edge(left, top, wide, high, width, height):
            continue
        if _is_fold(wide, high, width, height) or _is_hole(wide, high, area):
            continue
        total += area / _MM**2
    return total >= _LEAST_INK_MM2


def _hugs_edge(left: int, top: int, wide: int, high: int, width: int, height: int) -> bool:
    """Say whether a mark lies along the outer few millimetres, as the scanner's shadow does."""
    band = 2.5 * _EDGE_MM * _MM
    return (
        left + wide < band
        or top + high < band
        or left > width - band
        or top > height - band
        or wide > 0.9 * width
        or high > 0.9 * height
    )


def _is_fold(wide: int, high: int, width: int, height: int) -> bool:
    thin = 1.2 * _MM
    return (high <= thin and wide > 0.5 * width) or (wide <= thin and high > 0.5 * height)


def _is_hole(wide: int, high: int, area: int) -> bool:
    low, most = _HOLE_MM[0] * _MM, _HOLE_MM[1] * _MM
    round_enough = 0.8 < wide / max(1, high) < 1.25
    full = area > 0.7 * wide * high
    return round_enough and full and low < wide < most
