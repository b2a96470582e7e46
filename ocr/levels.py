"""How far a page leans, and whether its lines run across or down (độ nghiêng, hướng dòng)."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean import smaller
from ocr.rawword import Grey

Places = npt.NDArray[np.int32]
Values = npt.NDArray[np.float64]

_LEAST = 0.15
"""Degrees below which a page counts as level."""
_WIDEST = 15.0
_COARSE_PX = 560
_FINE_PX = 1100
_PARTS_BITS = 4
_PARTS = 1 << _PARTS_BITS
"""Parts of a pixel to which the place of turned ink is told."""
_SHARES = (np.arange(_PARTS) + 0.5) / _PARTS
_UNIT_BITS = 20
"""Sines and cosines are whole numbers of 2^-20: at most 1100 half pixels long, their products fit 32 bits."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How the lines of a page lie.

    Attributes:
        angle: Degrees counter-clockwise the page still needs; 0 when level, empty or without lines.
        sharpness: How clearly rows of ink stand apart at that angle, against all other angles (1 = not at all).
        strength: The bare figure, to compare the two axes of one page.
    """

    angle: float
    sharpness: float
    strength: float


def ink_map(grey: Grey, longest: int) -> Grey:
    """Give dark thin strokes as weights up to 128, at most `longest` pixels a side, the outer 4 % set aside."""
    small = smaller(grey, min(1.0, longest / max(grey.shape)))
    reach = max(5, round(longest / 90) | 1)
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    ink = cv2.threshold(ink, 23, 128, cv2.THRESH_TOZERO)[1]
    margin = int(0.04 * min(ink.shape))
    if margin:
        ink[:margin] = 0
        ink[-margin:] = 0
        ink[:, :margin] = 0
        ink[:, -margin:] = 0
    return np.asarray(cv2.threshold(ink, 128, 128, cv2.THRESH_TRUNC)[1], np.uint8)


@dataclass(frozen=True, slots=True)
class _Ink:
    """Points of ink in half pixels about the middle of a picture, with their weights.

    Turning them costs less than turning the picture.
    """

    across: Places
    down: Places
    weight: Values
    height: int

    @classmethod
    def of(cls, ink: Grey) -> "_Ink":
        places = np.flatnonzero(ink)
        rows = places // ink.shape[1]
        down = (2 * rows - ink.shape[0]).astype(np.int32)
        across = (2 * (places - rows * ink.shape[1]) - ink.shape[1]).astype(np.int32)
        return cls(across, down, ink.ravel()[places].astype(np.float64), ink.shape[0])

    def strength(self, angle: float) -> float:
        """Say how sharply rows of ink stand apart once turned counter-clockwise by `angle` degrees."""
        turn, size = np.radians(angle), self.height + 2
        cosine, sine = (np.int32(round(float(each) * (1 << _UNIT_BITS))) for each in (np.cos(turn), np.sin(turn)))
        place = self.down * cosine - self.across * sine
        place >>= _UNIT_BITS + 1 - _PARTS_BITS
        place += self.height * _PARTS // 2 + _PARTS
        np.clip(place, 0, size * _PARTS - 1, out=place)
        parts = np.bincount(place, self.weight, size * _PARTS).reshape(size, _PARTS)
        sums, next_row = parts.sum(axis=1), parts @ _SHARES
        sums[1:] += next_row[:-1] - next_row[1:]
        steps = np.diff(sums[1:-1])
        return float((steps * steps).sum())


def lean(grey: Grey) -> Lean:
    """Find the angle to ±15° by the sharpness of the rows, coarse then fine (0.05°).

    Args:
        grey: The page as it stands; for the other axis hand in the picture turned.
    """
    base = _base(grey)
    return _finely(_coarsely(ink_map(base, _COARSE_PX)), base)


def _base(grey: Grey) -> Grey:
    """Give the picture the fine look is taken on: in one step, as two blur small print enough to tilt the outcome."""
    scale = min(1.0, _FINE_PX / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _coarsely(ink: Grey) -> Lean:
    """Find the angle to half a degree."""
    if min(ink.shape) < 8 or not ink.any():
        return Lean(0.0, 1.0, 0.0)
    angles = np.arange(-_WIDEST, _WIDEST + 0.01, 0.5)
    points = _Ink.of(ink)
    strengths = np.array([points.strength(float(angle)) for angle in angles])
    best = int(strengths.argmax())
    strength, usual = float(strengths[best]), float(np.median(strengths))
    return Lean(round(float(angles[best]), 2), strength / max(usual, 1.0), strength)


def _finely(coarse: Lean, base: Grey) -> Lean:
    """Refine an angle on a larger picture."""
    ink = ink_map(base, _FINE_PX)
    if not coarse.strength or not ink.any():
        return coarse
    points, angle = _Ink.of(ink), coarse.angle
    for step, reach in ((0.2, 0.6), (0.05, 0.15)):
        near = np.arange(angle - reach, angle + reach + 1e-6, step)
        angle = float(max(near, key=lambda each: points.strength(float(each))))
    if abs(angle) < _LEAST or abs(angle) > _WIDEST:
        angle = 0.0
    return replace(coarse, angle=round(angle, 2))


@dataclass(frozen=True, slots=True)
class Leans:
    """How lines lie along both axes of a page; `down` is that of the page turned by 90 degrees clockwise."""

    across: Lean
    down: Lean

    @property
    def sideways(self) -> bool:
        """True when lines rather run down the page."""
        return self.down.strength > self.across.strength


def leans_of(grey: Grey) -> Leans:
    """Find how lines lie, finely along the axis they rather run."""
    base = _base(grey)
    ink = ink_map(base, _COARSE_PX)
    across, down = _coarsely(ink), _coarsely(np.ascontiguousarray(np.rot90(ink, -1)))
    if down.strength > across.strength:
        return Leans(across, _finely(down, np.asarray(cv2.rotate(base, cv2.ROTATE_90_CLOCKWISE), np.uint8)))
    return Leans(_finely(across, base), down)
