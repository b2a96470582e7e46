"""Patch codes (mã patch trên tờ ngăn): four bars, two wide and two narrow, that part papers in a stack.

    II  WNNW   III  WNWN   T  NWNW   I  WWNN   IV  NWWN   VI  NNWW

A wide bar is 0.20 inch, a narrow bar and each space 0.08 inch, at least 0.75 inch long; read from the edge of the sheet
that enters the scanner first. Source: the maker's sheet A-61599, «Patch Code Information», whose tables of zones are
the ones above; T and III are each other read backwards. Sheets carry the code along an edge, most of them along all
four, so the edge next to the bars is taken for the first whichever way the sheet was fed.

Worker processes only: loads numpy and OpenCV.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from ocr.clean import Picture, all_ink, smaller
from ocr.rawword import Grey

_MM = 25.4
_DPI = 75.0
"""A narrow bar has six pixels then: enough to tell from a wide one, and grains of noise are gone."""

LEAST_CONTRAST = 60
"""Levels between paper and print below which bars and codes are those of the other side, shining through."""

_NARROW_MM, _WIDE_MM = 2.03, 5.08
_SIZES = (0.6, 1.6)
"""How much smaller or larger than told a bar may be: sheets are copied to fit, and a dpi may be guessed."""

_LEAST_LONG_MM = 14.0
_MOST_LONG = 0.98
_FULL = 0.82
_ALIKE = 0.88
_UNIT_OFF = 0.4
_QUIET = 1.2
_PARALLEL = 3.0
_MIDDLE = 0.9
_BLUR = (3, 3)
_STROKE = np.ones((3, 3), np.uint8)

CODES = {"WNNW": "II", "WNWN": "III", "NWNW": "T", "WWNN": "I", "NWWN": "IV", "NNWW": "VI"}
"""Bars from the first edge on, and the name of the code."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """One solid bar: its middle, length and thickness in px; degrees its long side stands from level, -45 to 135."""

    x: float
    y: float
    long: float
    thick: float
    angle: float


def find_patches(picture: Picture, dpi: float) -> tuple[str, ...]:
    """Tell the patch codes on a side, each name once, in the order of the table above.

    Args:
        picture: Grey, colour or black and white; turned any way, up to some degrees askew.
        dpi: Of the picture; 75 or more.
    """
    grey = cv2.GaussianBlur(smaller(all_ink(picture), min(1.0, _DPI / max(dpi, 1.0))), _BLUR, 0)
    px_mm = min(dpi, _DPI) / _MM
    paper, print_ = _levels(np.asarray(grey, np.uint8))
    if paper - print_ < LEAST_CONTRAST:
        return ()
    dark = np.asarray(grey < (paper + print_) / 2, np.uint8)
    # Print and specks are thinner than any bar; a speck that touches one would make it look wider.
    bars = _bars(np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, _STROKE), np.uint8), px_mm)
    found = {name for four in _fours(bars) if (name := _name(four, bars, grey.shape)) is not None}
    return tuple(name for name in CODES.values() if name in found)


def _levels(grey: Grey) -> tuple[int, int]:
    """Give the level of paper, as most of the side is, and of print, as its darkest hundredth is."""
    levels = np.cumsum(np.bincount(grey.ravel(), minlength=256)) / grey.size
    return int(np.searchsorted(levels, 0.5)), int(np.searchsorted(levels, 0.01))


def _bars(dark: Grey, px_mm: float) -> list[_Bar]:
    """Find solid straight bars of the thickness and length a code may have."""
    thin, thick = _SIZES[0] * _NARROW_MM * px_mm, _SIZES[1] * _WIDE_MM * px_mm
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    long = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    big = (long >= _LEAST_LONG_MM * px_mm * 0.7) & (stats[:, cv2.CC_STAT_AREA] >= _LEAST_LONG_MM * px_mm * thin * 0.7)
    found = []
    for number in range(1, count):
        if not big[number]:
            continue
        left, top, wide, high = stats[number, :4].tolist()
        rows, columns = np.nonzero(labels[top : top + high, left : left + wide] == number)
        (x, y), size, angle = cv2.minAreaRect(np.stack([columns, rows], 1).astype(np.float32))
        # OpenCV tells the lean of the first side; the bar leans as its longer one does.
        lean = angle if size[0] >= size[1] else angle + 90
        length, width = max(size) + 1, min(size)
        area = float(stats[number, cv2.CC_STAT_AREA])
        inside = thin <= area / length <= thick and _LEAST_LONG_MM * px_mm <= length <= _MOST_LONG * max(dark.shape)
        if inside and area >= _FULL * length * width and length > 2 * width:
            found.append(_Bar(left + x, top + y, length, area / length, (lean + 45) % 180 - 45))
    return found


def _fours(bars: Sequence[_Bar]) -> list[tuple[_Bar, ...]]:
    """Find four bars side by side: parallel, as long as each other, level at their ends, next to one another."""
    found = []
    for first in bars:
        beside = sorted(
            ((along, bar) for bar in bars if (along := _beside(first, bar)) is not None and along >= 0),
            key=lambda each: each[0],
        )
        if len(beside) >= 4 and beside[0][1] is first:  # four bars make a code
            found.append(tuple(bar for _, bar in beside[:4]))
    return found


def _beside(first: _Bar, bar: _Bar) -> float | None:
    """Give how far `bar` lies from `first` across both, px; None when they are no bars of one code."""
    lean = (bar.angle - first.angle + 90) % 180 - 90
    alike = min(first.long, bar.long) > _ALIKE * max(first.long, bar.long)
    if abs(lean) > _PARALLEL or not alike:
        return None
    turn = math.radians(first.angle)
    right, down = bar.x - first.x, bar.y - first.y
    along, across = right * math.cos(turn) + down * math.sin(turn), down * math.cos(turn) - right * math.sin(turn)
    return across if abs(along) < (1 - _ALIKE) * first.long else None


def _name(four: Sequence[_Bar], bars: Sequence[_Bar], shape: tuple[int, ...]) -> str | None:
    """Tell the code of four bars by the widths of bars and spaces; None when they do not fit the table."""
    places = [_beside(four[0], bar) or 0.0 for bar in four]
    whole = places[3] + (four[0].thick + four[3].thick) / 2
    unit = whole / 10  # two wide bars of 2.5, two narrow bars and three spaces of 1
    gaps = [
        after - before - (one.thick + other.thick) / 2
        for (before, after), (one, other) in zip(pairwise(places), pairwise(four), strict=True)
    ]
    wide = [bar.thick > 1.75 * unit for bar in four]
    off = [abs(gap / unit - 1) for gap in gaps]
    off += [abs(bar.thick / unit - (2.5 if each else 1)) for bar, each in zip(four, wide, strict=True)]
    if sum(wide) != 2 or max(off) > _UNIT_OFF or median(off) > _UNIT_OFF / 2:  # a code has two wide bars
        return None
    if not _is_alone(four, bars, unit):
        return None
    letters = "".join("W" if each else "N" for each in wide)
    return _directed(letters, four, shape)


def _is_alone(four: Sequence[_Bar], bars: Sequence[_Bar], unit: float) -> bool:
    """Say whether no fifth bar stands by the four: those of a bar code or of a pattern go on."""
    ends = (0.0, _beside(four[0], four[3]) or 0.0)
    for bar in bars:
        along = None if bar in four else _beside(four[0], bar)
        if along is not None and ends[0] - 4 * unit * _QUIET < along < ends[1] + 4 * unit * _QUIET:
            return False
    return True


def _directed(letters: str, four: Sequence[_Bar], shape: tuple[int, ...]) -> str:
    """Name the code as read from the edge of the sheet next to it; T where both edges are as near."""
    x, y = (sum(bar.x for bar in four) / 4, sum(bar.y for bar in four) / 4)
    upright = four[0].angle > 45  # bars that stand are read from the left or the right
    before = x if upright else y
    after = (shape[1] if upright else shape[0]) - before
    if min(before, after) > _MIDDLE * max(before, after) and letters in ("NWNW", "WNWN"):
        return "T"
    # The first bar is the uppermost of bars that lie, and the rightmost of bars that stand.
    from_first = (before < after) != upright
    return CODES[letters if from_first else letters[::-1]]
