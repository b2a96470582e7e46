"""What the rim of a sheet tells (rìa tờ giấy): a corner missing, something laid over it, print running off the picture.

Looked at in millimetres on a small picture. Bands along a whole side are the scanner's own border and mean nothing.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean import Picture, all_ink, smaller
from ocr.components import components

Mask = npt.NDArray[np.uint8]

_PX_MM = 1.6
"""Pixels a millimetre of the picture that bodies on the rim are looked for in."""
_PRINT_MM = 4.0
"""Strokes up to this wide are print and are closed over."""
_DARKER = 0.78
_BAND_MM = 14.0
_BAND_FULL = 0.6
_LONG_SIDE = 0.45
_CORNER_MM = (6.0, 110.0)
_HALF = (0.36, 0.66)
"""Share of its box that a torn or folded corner fills: a triangle's."""
_BODY_MM = (8.0, 45.0)
_BODY_DEEP_MM = (7.0, 100.0)
_BODY_FULL = 0.6
_STEEP = 0.1
"""Least fall of tone a millimetre at the edge of a body, of the paper's own tone: a shadow falls more slowly."""
_MOST_CORNERS = 2
"""More corners than these are the ground around a leaning sheet."""
_LETTER_MM = (1.1, 6.0)
_STRIP_MM = 8.0
_LEAST_CUT = {"side": 5, "end": 9}
"""Letters on the rim from which on print runs off: lines end at a side one by one, a whole line lies along an end."""


@dataclass(frozen=True, slots=True)
class RimTold:
    """What the rim tells.

    Attributes:
        corner: A corner is missing or folded over.
        covered: A finger or a thing lies over the rim.
    """

    corner: bool
    covered: bool


def bodies(picture: Picture, dpi: float) -> RimTold:
    """Look for what is not paper at the rim of a sheet.

    Args:
        picture: The sheet alone, grey or colour.
        dpi: Of `picture`.
    """
    scale = min(1.0, _PX_MM * 25.4 / max(dpi, 1.0))
    small = smaller(picture, scale)
    if min(small.shape[:2]) < 40:
        return RimTold(corner=False, covered=False)
    reach = int(_PRINT_MM * _PX_MM) | 1
    tone = np.asarray(cv2.morphologyEx(all_ink(small), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)), np.uint8)
    paper = float(np.percentile(tone, 60))
    mask = _peeled((tone < _DARKER * paper).astype(np.uint8))
    if mask.size == 0:
        return RimTold(corner=False, covered=False)
    across, down = cv2.Sobel(tone, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(tone, cv2.CV_32F, 0, 1) / 8
    edges = np.asarray(cv2.magnitude(across, down), np.float32)
    corners, covered = 0, False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    for number in range(1, count):
        body = _Body.of(stats[number].tolist(), mask.shape)
        if not body.touches or not _is_steep(labels == number, edges, paper):
            continue
        corners += body.is_corner
        covered = covered or body.is_laid_over
    return RimTold(corner=0 < corners <= _MOST_CORNERS, covered=covered)


def _peeled(mask: Mask) -> Mask:
    """Wipe bands along whole sides, the outermost rows first, so that nothing hangs together by them."""
    out = mask.copy()
    most = int(_BAND_MM * _PX_MM)
    for turn in range(4):
        view = np.rot90(out, turn)
        deep = 0
        while deep < min(most, len(view)) and float(view[deep].mean()) > _BAND_FULL:
            deep += 1
        if deep:
            view[: deep + 2] = 0
            # What stood on the band stands on the rim now.
            view[: deep + 2] = view[deep + 2 : deep + 3] if len(view) > deep + 2 else 0
    return out


@dataclass(frozen=True, slots=True)
class _Body:
    """A dark part of a small picture; lengths in millimetres, `sides` counts those of the picture it touches."""

    wide: float
    high: float
    full: float
    touches: str
    long: bool

    @classmethod
    def of(cls, stats: list[int], shape: tuple[int, ...]) -> "_Body":
        left, top, wide, high, area = stats
        height, width = shape[:2]
        touches = "l" * (left <= 1) + "r" * (left + wide >= width - 1)
        touches += "t" * (top <= 1) + "b" * (top + high >= height - 1)
        long = wide > _LONG_SIDE * width or high > _LONG_SIDE * height
        return cls(wide / _PX_MM, high / _PX_MM, area / max(1, wide * high), touches, long)

    @property
    def is_corner(self) -> bool:
        fits = all(_CORNER_MM[0] < each < _CORNER_MM[1] for each in (self.wide, self.high))
        return self.at_corner and not self.long and fits and _HALF[0] < self.full < _HALF[1]

    @property
    def at_corner(self) -> bool:
        return len(self.touches) == 2 and self.touches not in ("lr", "tb")

    @property
    def is_laid_over(self) -> bool:
        if len(self.touches) != 1 or self.full < _BODY_FULL:
            return False
        along, deep = (self.high, self.wide) if self.touches in "lr" else (self.wide, self.high)
        return _BODY_MM[0] < along < _BODY_MM[1] and _BODY_DEEP_MM[0] < deep < _BODY_DEEP_MM[1]


def _is_steep(body: npt.NDArray[np.bool_], edges: npt.NDArray[np.float32], paper: float) -> bool:
    """Say whether tone falls steeply along the better part of a body's outline inside the picture."""
    grown = cv2.dilate(body.astype(np.uint8), np.ones((3, 3), np.uint8))
    outline = (grown > 0) & ~body
    if not outline.any():
        return False
    wide = cv2.dilate(np.asarray(edges, np.float32), np.ones((3, 3), np.uint8))
    return float(np.median(wide[outline])) * _PX_MM > _STEEP * paper


def runs_off(strokes: Mask, px_mm: float) -> bool:
    """Say whether print runs off the picture: letters cut by its rim, several of them along one side.

    Args:
        strokes: 1 where there is a stroke of print, on the sheet alone.
        px_mm: Pixels a millimetre of `strokes`.
    """
    deep = round(_STRIP_MM * px_mm)
    return any(
        _on_rim(strip, px_mm) >= _LEAST_CUT[rim]
        for rim, strip in (
            ("side", strokes[:, :deep]),
            ("side", strokes[:, -deep:][:, ::-1]),
            ("end", strokes[:deep].T),
            ("end", strokes[-deep:][::-1].T),
        )
    )


def _on_rim(strip: Mask, px_mm: float) -> int:
    """Count the letters that touch the left rim of a strip."""
    if not strip[:, 0].any():
        return 0
    left, _, wide, high = components(np.ascontiguousarray(strip))[1][1:, :4].T
    low, most = (each * px_mm for each in _LETTER_MM)
    letters = (wide > 0.4 * low) & (high > 0.4 * low) & (np.maximum(wide, high) > low) & (np.maximum(wide, high) < most)
    return int((letters & (left == 0)).sum())
