"""Dotted leaders of forms (dòng chấm): taken out of the picture that is read, the print between them kept.

The engine gives up a line that is mostly dots, value and all. Only long rows of like dots that stand evenly on one
baseline are taken: the dots and marks of letters, full stops and «ngày … tháng» are too short to be such a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.rawword import Grey, RawWord

LEADER = "\u2026"
"""How a row of dots stands in the text, whatever its length."""

_SURE = 0.97
_COARSE_DPI = 50.0
_SEEN = 244
_TALL_MM = 1.8
"""Taller than a dot and its blur: letters, and rules that stand upright."""
_LEAST_MM = 6.0
"""Shortest row that is looked at; a gap left for a day or a month is shorter."""
_INK = 150
_DOT_MM = 1.0
_LEAST_DOTS = 6
_FURTHEST_MM = 3.2
"""Dots further apart than this are no row; those of «……» stand 0.5 to 1.5 mm apart."""
_EVEN = 0.35
"""Most steps of a row differ from the middle one by no more than this share."""
_MOST = 0.75
_OFF_LINE = 0.5
_COLON_MM = (0.5, 2.4)
"""How far above its lower dot the upper dot of a colon stands."""
_ALIKE = (0.5, 1.9)

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots, or a low and long part of the picture that may be one: edges in px."""

    left: int
    top: int
    right: int
    bottom: int


def without_leaders(grey: Grey, dpi: float) -> tuple[Grey, tuple[Leader, ...]]:
    """Give `grey` without rows of dots, and the rows; the same picture when it has none.

    Args:
        grey: Level and evenly lit, print dark.
        dpi: Of `grey`.
    """
    out = grey
    leaders: list[Leader] = []
    edge = max(1, round(dpi / 150))
    for strip in _strips(grey, dpi):
        dots = _row_of_dots(grey[strip.top : strip.bottom, strip.left : strip.right], dpi)
        if dots is None:
            continue
        if out is grey:
            out = grey.copy()
        dots[:, 0] += strip.left
        dots[:, 1] += strip.top
        dots = _without_colon(grey, dots, dpi / 25.4)
        for left, top, wide, high in dots.tolist():
            out[max(0, top - edge) : top + high + edge, max(0, left - edge) : left + wide + edge] = 255
        ends = dots[:, :2] + dots[:, 2:]
        (left, top), (right, bottom) = dots[:, :2].min(axis=0).tolist(), ends.max(axis=0).tolist()
        leaders.append(Leader(left, top, right, bottom))
    return out, tuple(leaders)


def shown(leaders: Sequence[Leader], words: Sequence[RawWord]) -> list[RawWord]:
    """Give each leader that stands beside print as one word «…» of its line; blank lines of dots give none.

    Args:
        leaders: Taken from the picture.
        words: Read on it, edges in the same pixels.
    """
    found: list[RawWord] = []
    for each in leaders:
        level = [word for word in words if word.top < each.top and each.bottom < word.bottom + 0.5 * word.height]
        if level:
            near = min(level, key=lambda word: max(each.left - word.right, word.left - each.right))
            found.append(RawWord(LEADER, each.left, near.top, each.right, near.bottom, _SURE, near.line))
    return found


def _strips(grey: Grey, dpi: float) -> list[Leader]:
    """Find what is low and long at a coarse scale, where a row of dots is one pale line."""
    scale = min(1.0, _COARSE_DPI / max(dpi, 1.0))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    coarse = (cv2.resize(grey, size, interpolation=cv2.INTER_AREA) < _SEEN).astype(np.uint8)
    mm = _COARSE_DPI / 25.4
    tall = cv2.morphologyEx(coarse, cv2.MORPH_OPEN, np.ones((max(3, round(_TALL_MM * mm) + 1), 1), np.uint8))
    low = cv2.morphologyEx(cv2.subtract(coarse, tall), cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    long = cv2.morphologyEx(low, cv2.MORPH_OPEN, np.ones((1, round(_LEAST_MM * mm)), np.uint8))
    if not long.any():
        return []
    count, _, boxes, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    room = 2
    return [
        Leader(
            max(0, int((left - 1) / scale)),
            max(0, int((top - room) / scale)),
            int((left + wide + 1) / scale),
            int((top + high + room) / scale),
        )
        for left, top, wide, high in boxes[1:count, :4].tolist()
    ]


def _row_of_dots(part: Grey, dpi: float) -> Places | None:
    """Give left, top, width and height of the dots of a row in a strip, None when it is no row."""
    mm = dpi / 25.4
    count, _, boxes, _ = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)
    found = np.asarray(boxes[1:count], np.int32)
    wide, high = found[:, 2], found[:, 3]
    # What the strip cuts is part of something taller: print beside the row.
    whole = (found[:, 1] > 0) & (found[:, 1] + high < part.shape[0])
    small = found[whole & (np.maximum(wide, high) <= _DOT_MM * mm) & (wide <= 2 * high + 1) & (high <= 2 * wide + 1)]
    if len(small) < _LEAST_DOTS:
        return None
    usual = np.median(small, axis=0)
    low = small[:, 1] + small[:, 3]
    fits = np.abs(low - np.median(low)) <= max(2.0, _OFF_LINE * usual[3])
    for side in (2, 3):
        fits &= (small[:, side] >= _ALIKE[0] * usual[side] - 1) & (small[:, side] <= _ALIKE[1] * usual[side] + 1)
    dots = small[fits]
    if len(dots) < _LEAST_DOTS:
        return None
    dots = dots[np.argsort(dots[:, 0])]
    return np.asarray(dots[:, :4], np.int32) if _is_even(dots, mm) and _is_alone(dots, found) else None


def _without_colon(grey: Grey, dots: Places, mm: float) -> Places:
    """Leave out a first or last dot that has another above it: the lower half of a colon before the row."""
    keep = np.ones(len(dots), np.bool_)
    for end in (0, -1):
        left, top, wide, _ = dots[end].tolist()
        above = grey[
            max(0, top - round(_COLON_MM[1] * mm)) : max(0, top - round(_COLON_MM[0] * mm)), left : left + wide
        ]
        keep[end] = not (above < _INK).any()
    return dots[keep]


def _is_even(dots: Places, mm: float) -> bool:
    """Say whether dots stand at even steps."""
    steps = np.diff(dots[:, 0] + dots[:, 2] / 2)
    step = float(np.median(steps))
    near = np.abs(steps - step) <= max(1.5, _EVEN * step)
    return bool(step <= _FURTHEST_MM * mm and np.count_nonzero(near) >= _MOST * len(steps))


def _is_alone(dots: Places, found: Places) -> bool:
    """Say whether the dots are most of the ink between the first and the last of them."""
    first, last = dots[0, 0], dots[-1, 0] + dots[-1, 2]
    between = found[(found[:, 0] + found[:, 2] > first) & (found[:, 0] < last)]
    return float(dots[:, 4].sum()) >= _MOST * float(between[:, 4].sum())
