"""Is there anything a person made on this side (trang trắng)? In doubt, yes.

Kept: a faint stamp, a signature, a pencil note, a page number; also a side too dark or too blurred to tell. Set aside:
paper grain, dust, punch holes, the scanner's edge, fold lines, and the print of the other side shining through, which
paper makes soft.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean import Picture, all_ink
from ocr.rawword import Grey

_GLANCE_DPI = 150.0
_DPI = 200.0
_MM = 25.4
_EDGE_MM = 4.0
_LEAST_CONTRAST = 11.0
_NOISES = 6.0
_REACH_MM = 4.0
_BESIDE = 0.45
"""Share of the darkest ink nearby below which ink is taken for something else behind it."""
_SHARP_MM = 0.215
_SOFT_MM = 0.24
"""How far ink spreads. Print and pen of 13 real pages: 0.11 to 0.22 mm; show-through from 0.25 mm on."""
_DARK = 100.0
"""Levels below paper that no show-through reaches."""
_LEAST_EXTENT_MM = 1.5
_LEAST_INK_MM2 = 1.0
_SURE_INK_MM2 = 1.6
_SPECK_MM2 = 1.0
_FAINT = 30.0
_FEW = 0.02
"""Share of show-through whose flanks noise makes look half sharp."""
_ALONE = 0.05
"""Share of a side around which soft marks that stand alone are no show-through of a whole page."""
_ALONE_MM2 = 12.0
_ROLL, _SHEET_IN = 4.0, 8.27
"""How many times as long as wide no sheet is: a roll or a picture of a screen, thought as wide as A4."""
_TOO_DARK = 50.0
"""Tone of paper below which nothing on it could be seen: the side was badly lit, or its lid stood open."""
_UNSHARP_DEPTH, _UNSHARP_MM, _UNSHARP_MM2 = 38.0, 0.5, 150.0
"""Much ink that is both so strong and so soft is print out of focus: what shines through as strongly is sharper."""
_HOLE_MM = (4.0, 9.0)
_HOLES_DPI = 60.0
_HOLE_DEPTHS = (12.0, 35.0, 80.0)
_HOLE_FROM_SIDE_MM = 22.0
_AROUND_HOLE_MM = 1.2
_LINE_MM = 1.4
_LINE_SLOPE = 0.02
_LINE_SHARE = 0.25
_STRAIGHT_MM = 8.0
_BRIDGE_MM = 12.0
_HAIR_MM = 0.4
_STREAK_MM = 25.0
_STAPLE_MM = (8.0, 16.0)
_STAPLE_THIN_MM = 3.0
_CORNER_MM = 38.0
_STRONG, _FULL = 70, 0.015


class Side(StrEnum):
    """What a side is told to be: WRITTEN, BLANK, or DOUBTFUL, which is kept like a written one and flagged."""

    WRITTEN = "written"
    DOUBTFUL = "doubtful"
    BLANK = "blank"


def is_blank(picture: Picture, dpi: float) -> bool:
    """Say whether nothing a person made is on this side, beyond doubt; see `judge`."""
    return judge(picture, dpi) is Side.BLANK


def judge(picture: Picture, dpi: float) -> Side:
    """Tell whether a person made anything on this side.

    Args:
        picture: Grey or colour, any turn.
        dpi: Of `picture`; a guess will do.
    """
    short, long = sorted(picture.shape[:2])
    if short < 8:
        return Side.BLANK
    if long > _ROLL * short:
        dpi = min(dpi, short / _SHEET_IN)
    grey = all_ink(picture)
    if _is_full(_at_most(grey, dpi, _GLANCE_DPI)):
        return Side.WRITTEN
    if float(np.percentile(grey[::5, ::5], 75)) < _TOO_DARK:
        return Side.DOUBTFUL
    small, px_mm = _at_most(grey, dpi, _DPI), min(max(dpi, 1.0), _DPI) / _MM
    size = (small.shape[1] / px_mm, small.shape[0] / px_mm)
    return _told(_meant(_marks(small, px_mm), _holes(grey, dpi), size), size)


def _is_full(small: Grey) -> bool:
    """Say at a glance that a page is covered with marks of strong ink, as every page of print is."""
    height, width = small.shape
    inner = small[height // 8 : -height // 8 or None : 2, width // 8 : -width // 8 or None : 2]
    if min(inner.shape) < 32:
        return False
    ink = cv2.morphologyEx(inner, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    sharp = cv2.absdiff(inner[:, 1:], inner[:, :-1])
    return bool((ink > _STRONG).mean() > _FULL and (sharp > _STRONG).mean() > _FULL)


def _at_most(grey: Grey, dpi: float, most: float) -> Grey:
    scale = min(1.0, most / max(dpi, 1.0))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return grey if scale == 1 else np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A patch of ink; lengths and areas in millimetres.

    Attributes:
        spread: How softly it ends: the width of the blur that would have made its flanks of a sharp stroke.
        depth: Levels below the paper around it.
        thick: Width across its longest direction, bends counted in: small for a straight stroke alone.
    """

    left: float
    top: float
    wide: float
    high: float
    area: float
    spread: float
    depth: float
    thick: float


def _marks(small: Grey, px_mm: float) -> list[_Mark]:
    """Find the patches of ink of a side that are large enough to be meant, each with the softness of its flanks."""
    reach = max(3, int(_REACH_MM * px_mm) | 1)
    smooth = cv2.GaussianBlur(small, (3, 3), 0.6)
    ink = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8)).astype(np.float32)
    rough = small.astype(np.float32) - cv2.GaussianBlur(small, (5, 5), 0)
    noise = float(np.median(np.abs(rough))) * 1.6
    near = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    dark = (ink > np.maximum(max(_LEAST_CONTRAST, _NOISES * noise), _BESIDE * near)).astype(np.uint8)
    dark = _without_long_lines(np.asarray(dark, np.uint8), px_mm)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    flat = labels.ravel()
    area = np.maximum(np.bincount(flat, minlength=count), 1).astype(np.float64)
    mean = np.bincount(flat, ink.ravel(), count) / area
    depth = mean + 0.84 * np.sqrt(np.maximum(np.bincount(flat, (ink * ink).ravel(), count) / area - mean**2, 0))
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, *axis) / 8 for axis in ((1, 0), (0, 1)))
    steep = across * across + down * down - np.float32(0.12 * noise**2)
    around = cv2.dilate(labels.astype(np.float32), np.ones((5, 5), np.uint8)).astype(np.int64).ravel()
    energy = np.bincount(around, steep.ravel(), count)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    grown = cv2.dilate(labels.astype(np.float32), cross).astype(np.int64).ravel()
    outline = 1.1 * (np.bincount(grown, minlength=count) - area)
    # A step of depth D blurred by s has the energy D^2 / (2 sqrt(pi) s) for each pixel of its length.
    spread = outline * depth**2 / (2 * np.sqrt(np.pi) * np.maximum(energy, 1e-6)) / px_mm
    thick = _thickness(np.asarray(labels, np.int32), count) / px_mm
    found = []
    for number in range(1, count):
        left, top, wide, high = (each / px_mm for each in stats[number, :4].tolist())
        if max(wide, high) >= _LEAST_EXTENT_MM:
            size = float(area[number]) / px_mm**2
            found.append(
                _Mark(left, top, wide, high, size, float(spread[number]), float(depth[number]), float(thick[number]))
            )
    return found


def _without_long_lines(dark: Grey, px_mm: float) -> Grey:
    """Wipe folds and streaks that cross a good part of the side, so that what they cross stands alone."""
    straight, bridge, thick = (max(3, round(each * px_mm)) for each in (_STRAIGHT_MM, _BRIDGE_MM, _LINE_MM))
    out: Grey = dark
    for upright in (False, True):
        side = dark.T if upright else dark
        runs = cv2.morphologyEx(np.ascontiguousarray(side), cv2.MORPH_OPEN, np.ones((1, straight), np.uint8))
        if not runs.any():
            continue
        joined = cv2.dilate(runs, np.ones((3, bridge), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        long = stats[:, cv2.CC_STAT_WIDTH] > _LINE_SHARE * side.shape[1]
        long[0] = False
        if count < 2 or not long.any():
            continue
        runs[~long[labels]] = 0
        lines = cv2.dilate(runs, np.ones((thick, 3), np.uint8)) > 0
        out = np.where(lines.T if upright else lines, np.uint8(0), out)
    return np.ascontiguousarray(out)


def _thickness(labels: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.float64]:
    """Give the width of each patch across its own longest direction, in pixels: four deviations of its points."""
    rows, columns = np.nonzero(labels)
    patch = labels[rows, columns]
    sums = [np.bincount(patch, each, count) for each in (columns, rows, columns**2, rows**2, columns * rows)]
    x, y, xx, yy, xy = (each / np.maximum(np.bincount(patch, minlength=count), 1) for each in sums)
    xx, yy, xy = xx - x * x, yy - y * y, xy - x * y
    least = (xx + yy) / 2 - np.hypot((xx - yy) / 2, xy)
    return np.asarray(4 * np.sqrt(np.maximum(least, 0)), np.float64)


def _holes(grey: Grey, dpi: float) -> list[_Mark]:
    """Find punched holes: full dark discs near a side, wider than strokes are looked for."""
    coarse = _at_most(grey, dpi, _HOLES_DPI)
    px_mm = min(max(dpi, 1.0), _HOLES_DPI) / _MM
    reach = int(1.2 * _HOLE_MM[1] * px_mm) | 1
    smooth = cv2.GaussianBlur(coarse, (3, 3), 0)
    ink = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    return [hole for depth in _HOLE_DEPTHS for hole in _discs(np.asarray(ink > depth, np.uint8), px_mm)]


def _discs(dark: Grey, px_mm: float) -> list[_Mark]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    width, height = dark.shape[1] / px_mm, dark.shape[0] / px_mm
    found = []
    for number in range(1, count):
        left, top, wide, high = (each / px_mm for each in stats[number, :4].tolist())
        hole = _Mark(left, top, wide, high, float(stats[number, 4]) / px_mm**2, 0.0, 0.0, wide)
        if _is_hole(hole) and _from_side(hole, width, height) < _HOLE_FROM_SIDE_MM:
            found.append(hole)
    return found


def _from_side(mark: _Mark, width: float, height: float) -> float:
    return min(mark.left, mark.top, width - mark.left - mark.wide, height - mark.top - mark.high)


def _meant(marks: list[_Mark], holes: list[_Mark], size: tuple[float, float]) -> list[_Mark]:
    """Leave out what paper and scanner leave: by shape and place, and thin strokes that stand in one long line."""
    lines = _in_long_lines(marks, size)
    return [
        each
        for each in marks
        if each not in lines and not _is_trace(each, *size) and not any(_lies_in(each, hole) for hole in holes)
    ]


def _in_long_lines(marks: list[_Mark], size: tuple[float, float]) -> set[_Mark]:
    """Find pieces of a streak of a dirty glass, or of a fold: thin, and together a good part of the side long."""
    found: set[_Mark] = set()
    for upright, whole in ((True, size[1]), (False, size[0])):
        lines: dict[int, list[_Mark]] = {}
        for each in marks:
            thin, long = (each.wide, each.high) if upright else (each.high, each.wide)
            if thin < _LINE_MM + _LINE_SLOPE * long and long > 3 * thin:
                middle = each.left + each.wide / 2 if upright else each.top + each.high / 2
                lines.setdefault(round(middle / _LINE_MM), []).append(each)
        for place, pieces in lines.items():
            near = [*lines.get(place - 1, ()), *pieces, *lines.get(place + 1, ())]
            if sum(each.high if upright else each.wide for each in near) > _LINE_SHARE * whole:
                found.update(pieces)
    return found


def _lies_in(mark: _Mark, hole: _Mark) -> bool:
    slack = _AROUND_HOLE_MM
    across = hole.left - slack < mark.left and mark.left + mark.wide < hole.left + hole.wide + slack
    return across and hole.top - slack < mark.top and mark.top + mark.high < hole.top + hole.high + slack


def _told(meant: list[_Mark], size: tuple[float, float]) -> Side:
    """Weigh the marks that neither paper nor scanner leaves."""
    sharp = sum(each.area for each in meant if _is_sharp(each))
    if sharp >= _SURE_INK_MM2:
        return Side.WRITTEN
    perhaps = sum(each.area for each in meant if each.spread < _SOFT_MM and not _is_sharp(each))
    soft = sum(each.area for each in meant)
    unsharp = sum(each.area for each in meant if each.depth > _UNSHARP_DEPTH and each.spread > _UNSHARP_MM)
    if unsharp >= _UNSHARP_MM2 or sharp + perhaps >= max(_LEAST_INK_MM2, _FEW * soft) or _stands_alone(meant, *size):
        return Side.DOUBTFUL
    return Side.BLANK


def _is_sharp(mark: _Mark) -> bool:
    """Say whether a mark is surely ink of this side; the flanks of a faint speck tell little."""
    return mark.depth > _DARK or (mark.spread < _SHARP_MM and (mark.area > _SPECK_MM2 or mark.depth > _FAINT))


def _stands_alone(soft: list[_Mark], width: float, height: float) -> bool:
    """Say whether all soft marks lie together in a small part of a side: a pale stamp rather than show-through."""
    if sum(each.area for each in soft) < _ALONE_MM2:
        return False
    wide = max(each.left + each.wide for each in soft) - min(each.left for each in soft)
    high = max(each.top + each.high for each in soft) - min(each.top for each in soft)
    return wide * high < _ALONE * width * height


def _is_trace(mark: _Mark, width: float, height: float) -> bool:
    """Say whether a mark has the shape and the place of what paper and scanner leave."""
    edge = _EDGE_MM
    inside = mark.left > edge and mark.top > edge
    inside = inside and mark.left + mark.wide < width - edge and mark.top + mark.high < height - edge
    if not inside and _hugs_edge(mark, width, height):
        return True
    return _is_fold(mark, width, height) or _is_hole(mark) or _is_staple(mark, width, height)


def _hugs_edge(mark: _Mark, width: float, height: float) -> bool:
    """Say whether a mark lies along the outer few millimetres, as the scanner's shadow does."""
    band = 2.5 * _EDGE_MM
    return (
        mark.left + mark.wide < band
        or mark.top + mark.high < band
        or mark.left > width - band
        or mark.top > height - band
        or mark.wide > 0.9 * width
        or mark.high > 0.9 * height
    )


def _is_fold(mark: _Mark, width: float, height: float) -> bool:
    """Say whether a mark is a fold, or a hair-thin streak along the scanner's way that no pen draws so straight."""
    across = mark.high <= _LINE_MM + _LINE_SLOPE * mark.wide and mark.wide > _LINE_SHARE * width
    down = mark.wide <= _LINE_MM + _LINE_SLOPE * mark.high and mark.high > _LINE_SHARE * height
    thin, long = sorted((mark.wide, mark.high))
    return across or down or (thin < _HAIR_MM and long > _STREAK_MM)


def _is_hole(mark: _Mark) -> bool:
    round_enough = 0.8 < mark.wide / max(1e-6, mark.high) < 1.25
    full = mark.area > 0.7 * mark.wide * mark.high
    return round_enough and full and _HOLE_MM[0] < mark.wide < _HOLE_MM[1]


def _is_staple(mark: _Mark, width: float, height: float) -> bool:
    """Say whether a mark is one straight thin stroke in a corner, as long as a staple."""
    long = float(np.hypot(mark.wide, mark.high))
    x = min(mark.left, width - mark.left - mark.wide)
    y = min(mark.top, height - mark.top - mark.high)
    in_corner = max(x, y) < _CORNER_MM
    return in_corner and _STAPLE_MM[0] < long < _STAPLE_MM[1] and mark.thick < _STAPLE_THIN_MM
