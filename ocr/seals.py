"""Round seals and long pen strokes on a page (con dấu, chữ ký): found, and wiped for the OCR's eyes only.

A seal makes the layout analysis take the signer's block for a picture and lose the name under it. State
seals are 36 mm across (Decree 99/2016/NĐ-CP and its circulars), the pictures of electronic signatures smaller.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean import even_light
from ocr.components import components
from ocr.rawword import Grey

_DPI = 100.0
_RADIUS_MM = (6.5, 24.0)
_MARK_MM = 130.0
_DARK = 160
_LEAST_RING = 0.72
_MOST_AROUND = 0.45
"""Ink just outside the ring: more than this is print, not a seal."""
_MOST_CIRCLES = 8
Circles = npt.NDArray[np.float64]
_MOVES = np.array([[dx, dy, dr] for dx in (-1, 0, 1) for dy in (-1, 0, 1) for dr in (-1, 0, 1)], np.float64)
_TURN = np.array(
    [np.cos(np.linspace(0, 2 * np.pi, 120, endpoint=False)), np.sin(np.linspace(0, 2 * np.pi, 120, endpoint=False))]
)


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal: centre and outer radius in pixels of the picture it was found in."""

    x: float
    y: float
    radius: float


def find_seals(grey: Grey, dpi: float) -> list[Seal]:
    """Find rings of ink, whole for at least six tenths of their turn.

    Args:
        grey: Level, all colours of ink dark.
        dpi: Of `grey`.
    """
    scale = min(1.0, _DPI / max(dpi, 1.0))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = even_light(np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8))
    mm = dpi * scale / 25.4
    ink = (small < _DARK + 40).astype(np.uint8)
    near = np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), np.uint8)
    found: list[Seal] = []
    for left, top, right, bottom in _large_marks(ink, mm):
        part = small[top:bottom, left:right]
        circles = cv2.HoughCircles(
            cv2.GaussianBlur(part, (3, 3), 0), cv2.HOUGH_GRADIENT, dp=1.5, minDist=4 * mm,
            param1=120, param2=28, minRadius=int(_RADIUS_MM[0] * mm), maxRadius=int(_RADIUS_MM[1] * mm),
        )  # fmt: skip
        if circles is None:
            continue
        for x, y, radius in circles.reshape(-1, 3)[:_MOST_CIRCLES].tolist():
            seal = _fitted(near, x + left, y + top, radius)
            if seal is not None:
                found.append(seal)
    return [Seal(each.x / scale, each.y / scale, each.radius / scale) for each in _apart(found)]


def _large_marks(ink: Grey, mm: float) -> list[tuple[int, int, int, int]]:
    """Boxes of connected marks big enough to hold a seal."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    boxes = []
    for left, top, wide, high, _ in components(np.asarray(joined, np.uint8))[1][1:].tolist():
        if min(wide, high) >= 1.8 * _RADIUS_MM[0] * mm and max(wide, high) <= _MARK_MM * mm:
            edge = int(2 * mm)
            boxes.append((max(0, left - edge), max(0, top - edge), left + wide + edge, top + high + edge))
    return boxes


def _ring(near: Grey, x: float, y: float, radius: float) -> float:
    """Share of a circle's turn that lies on ink or right beside it."""
    columns = np.clip((x + radius * _TURN[0]).astype(np.int32), 0, near.shape[1] - 1)
    rows = np.clip((y + radius * _TURN[1]).astype(np.int32), 0, near.shape[0] - 1)
    return float(near[rows, columns].mean())


def _rings(near: Grey, circles: Circles) -> Circles:
    """`_ring` of many circles at once; each is a row of x, y, radius."""
    columns = (circles[:, :1] + circles[:, 2:] * _TURN[0]).astype(np.int32)
    rows = (circles[:, 1:2] + circles[:, 2:] * _TURN[1]).astype(np.int32)
    np.clip(columns, 0, near.shape[1] - 1, out=columns)
    np.clip(rows, 0, near.shape[0] - 1, out=rows)
    return np.asarray(near[rows, columns].mean(axis=1), np.float64)


def _fitted(near: Grey, x: float, y: float, radius: float) -> Seal | None:
    """Move a circle to where most of its turn lies on ink, grown to the outermost ring; None when too little does."""
    share = _ring(near, x, y, radius)
    for step in (3.0, 1.5, 0.75, 0.75):
        circles = np.array([x, y, radius]) + _MOVES * step
        shares = _rings(near, circles)
        # Of equals the one furthest right, lowest, widest, as `max` of tuples would have it.
        best = int(np.lexsort((circles[:, 2], circles[:, 1], circles[:, 0], shares))[-1])
        share, (x, y, radius) = float(shares[best]), (float(each) for each in circles[best])
    if share < _LEAST_RING:
        return None
    wider = np.arange(1.8, 1.02, -0.02)
    whole = _rings(near, np.column_stack([np.full(wider.size, x), np.full(wider.size, y), radius * wider]))
    if (whole >= _LEAST_RING).any():
        radius *= float(wider[int((whole >= _LEAST_RING).argmax())])
    alone = _ring(near, x, y, radius * 1.12) < _MOST_AROUND
    return Seal(x, y, radius) if alone else None


def _apart(found: list[Seal]) -> list[Seal]:
    """Keep the best of circles that lie in one another."""
    kept: list[Seal] = []
    for seal in sorted(found, key=lambda each: -each.radius):
        if all((seal.x - each.x) ** 2 + (seal.y - each.y) ** 2 > (0.8 * each.radius) ** 2 for each in kept):
            kept.append(seal)
    return kept
