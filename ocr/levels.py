"""How far a page leans, and whether its lines run across or down (độ nghiêng, hướng dòng)."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.rawword import Grey

Weights = npt.NDArray[np.float32]

_LEAST = 0.15
"""Degrees below which a page counts as level."""
_WIDEST = 15.0
_COARSE_PX = 560
_FINE_PX = 1100


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


def ink_map(grey: Grey, longest: int) -> Weights:
    """Give dark thin strokes as weights, at most `longest` pixels a side, the outer 4 % set aside."""
    scale = min(1.0, longest / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    reach = max(5, round(longest / 90) | 1)
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    ink[ink < 24] = 0
    margin = int(0.04 * min(ink.shape))
    if margin:
        ink[:margin] = 0
        ink[-margin:] = 0
        ink[:, :margin] = 0
        ink[:, -margin:] = 0
    return np.minimum(ink, 128).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Ink:
    """Points of ink about the middle of a picture, with their weights; turning them costs less than the picture."""

    across: Weights
    down: Weights
    weight: Weights
    height: int

    @classmethod
    def of(cls, ink: Weights) -> "_Ink":
        rows, columns = np.nonzero(ink)
        middle = (ink.shape[1] / 2, ink.shape[0] / 2)
        across, down = (columns - middle[0]).astype(np.float32), (rows - middle[1]).astype(np.float32)
        return cls(across, down, ink[rows, columns], ink.shape[0])

    def strength(self, angle: float) -> float:
        """Say how sharply rows of ink stand apart once turned counter-clockwise by `angle` degrees."""
        turn = np.radians(angle)
        place = self.down * np.float32(np.cos(turn)) - self.across * np.float32(np.sin(turn))
        place += np.float32(self.height / 2)
        low = np.floor(place)
        share = place - low
        row = np.clip(low.astype(np.int64), -1, self.height) + 1
        size = self.height + 3
        sums = np.bincount(row, self.weight * (1 - share), size) + np.bincount(row + 1, self.weight * share, size)
        steps = np.diff(sums[1 : self.height + 1])
        return float((steps * steps).sum())


def lean(grey: Grey, fine: bool = True) -> Lean:  # noqa: FBT001, FBT002 - a plain switch of effort
    """Find the angle to ±15° by the sharpness of the rows, coarse then fine (0.05°).

    Args:
        grey: The page as it stands; for the other axis hand in the picture turned.
        fine: Refine on a larger picture; without it the angle is good to 0.5°.
    """
    ink = ink_map(grey, _COARSE_PX)
    if min(ink.shape) < 8 or not ink.any():
        return Lean(0.0, 1.0, 0.0)
    angles = np.arange(-_WIDEST, _WIDEST + 0.01, 0.5)
    points = _Ink.of(ink)
    strengths = np.array([points.strength(float(angle)) for angle in angles])
    best = int(strengths.argmax())
    strength, usual = float(strengths[best]), float(np.median(strengths))
    sharpness = strength / max(usual, 1.0)
    angle = float(angles[best])
    if fine:
        large = _Ink.of(ink_map(grey, _FINE_PX))
        for step, reach in ((0.2, 0.6), (0.05, 0.15)):
            near = np.arange(angle - reach, angle + reach + 1e-6, step)
            angle = float(max(near, key=lambda each: large.strength(float(each))))
    if abs(angle) < _LEAST or abs(angle) > _WIDEST:
        angle = 0.0
    return Lean(round(angle, 2), sharpness, strength)


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
    turned = np.asarray(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE), np.uint8)
    across, down = lean(grey, fine=False), lean(turned, fine=False)
    if down.strength > across.strength:
        return Leans(across, lean(turned))
    return Leans(lean(grey), down)
