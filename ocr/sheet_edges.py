"""The edges of a sheet that lies on a table or a scanner's bed (mép tờ giấy): its four corners, when they are seen.

Told by tone: paper is brighter, or of another colour, than what it lies on. A page whose paper reaches the picture's
own edges has none, and nothing is done to it.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr.clean import Picture, smaller
from ocr.rawword import Grey

Corners = npt.NDArray[np.float64]
"""Four rows of x, y in pixels: top left, top right, bottom right, bottom left."""

_WORK_PX = 640
_LEAST_AREA = 0.18
_MOST_AREA = 0.985
_SOLID = 0.91
"""Least share of the corners' quadrilateral that the bright part fills, and of the bright part that it holds."""
_LEAST_STEP = 12.0
"""Levels of tone (0-255) that paper and ground must differ by along each side that lies inside the picture."""
_MOST_POINTS = 20
_SHIFTS = (-60, -42, -25, -10, 0, 12, 25)
"""Levels around the usual threshold that are tried: a hand's shadow darkens paper, not the table alone."""
_AT_EDGE = 0.012
_ANGLES = (50.0, 130.0)
_SIDES = (1.05, 2.1)
"""Long side over short: from nearly square (a photograph from a low angle) to a long receipt."""


def find_corners(picture: Picture) -> Corners | None:
    """Find the corners of the one sheet in a picture, or None where its edges are not clearly seen.

    Args:
        picture: Grey or colour, any turn.
    """
    scale = _WORK_PX / max(picture.shape[:2])
    if scale >= 1 or min(picture.shape[:2]) * scale < 64:
        return None
    small = smaller(picture, scale)
    if not _ground_seen(small):
        return None
    best, best_worth = None, 0.0
    for tone, mask in _bright_parts(small):
        corners = _quadrilateral(mask)
        if corners is None:
            continue
        worth = _worth(tone, mask, corners)
        if worth > best_worth:
            best, best_worth = corners, worth
    return None if best is None else (best + 0.5) / scale - 0.5


def runs_out(corners: Corners, picture: Picture) -> bool:
    """Say whether a side of the sheet lies on the picture's own rim while others do not: part of it is cut off."""
    height, width = picture.shape[:2]
    rims = _sides_on_rim(corners, width, height)
    return 0 < rims < 4


def _sides_on_rim(corners: Corners, width: int, height: int) -> int:
    """Count the sides that lie along the rim of a picture."""
    edge = _AT_EDGE * max(height, width) + 2
    return sum(_on_rim(np.array(ends), width, height, edge) for ends in pairwise([*corners, corners[0]]))


def _on_rim(ends: Corners, width: int, height: int, edge: float) -> bool:
    rims = ((0, 0), (0, width), (1, 0), (1, height))
    return any(bool((np.abs(ends[:, axis] - rim) < edge).all()) for axis, rim in rims)


def _ground_seen(small: Picture) -> bool:
    """Say whether the picture's rim is of another tone than its middle: on a scan it is paper like the rest."""
    values = small.reshape(*small.shape[:2], -1)
    rim = np.concatenate([values[:6].reshape(-1, values.shape[2]), values[-6:].reshape(-1, values.shape[2])])
    sides = np.concatenate([values[:, :6].reshape(-1, values.shape[2]), values[:, -6:].reshape(-1, values.shape[2])])
    height, width = small.shape[:2]
    middle = values[height // 4 : -height // 4, width // 4 : -width // 4].reshape(-1, values.shape[2])
    paper = np.percentile(middle, 75, axis=0)
    away = np.abs(np.concatenate([rim, sides]).astype(np.float64) - paper).max(axis=1)
    return float((away > 2 * _LEAST_STEP).mean()) > 0.2


def _tones(small: Picture) -> Iterator[Grey]:
    if small.ndim == 2:
        yield small
        return
    hsv = cv2.cvtColor(small, cv2.COLOR_BGR2HSV)
    yield np.asarray(small.min(axis=2), np.uint8)
    yield np.asarray(hsv[:, :, 2], np.uint8)
    yield np.asarray(255 - hsv[:, :, 1], np.uint8)


def _bright_parts(small: Picture) -> Iterator[tuple[Grey, Grey]]:
    """Yield tones and the largest bright part of each at several thresholds, print on it filled in."""
    for tone in _tones(small):
        closed = cv2.morphologyEx(tone, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8))
        soft = np.asarray(cv2.GaussianBlur(closed, (0, 0), 1.5), np.uint8)
        middle, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for shift in _SHIFTS:
            mask = (soft > middle + shift).astype(np.uint8)
            count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
            if count < 2:
                continue
            largest = 1 + int(stats[1:count, cv2.CC_STAT_AREA].argmax())
            yield soft, np.asarray(labels == largest, np.uint8)


def _quadrilateral(mask: Grey) -> Corners | None:
    """Give the largest quadrilateral whose corners lie on the hull of a mask, when it is much like a seen sheet."""
    area = float(np.count_nonzero(mask)) / mask.size
    if not _LEAST_AREA < area < _MOST_AREA:
        return None
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline).reshape(-1, 2).astype(np.float64)
    slack = 1.0
    points = hull
    while len(points) > _MOST_POINTS:
        points = cv2.approxPolyDP(hull.astype(np.float32), slack, closed=True).reshape(-1, 2).astype(np.float64)
        slack *= 1.5
    if len(points) < 4:
        return None
    chosen = np.array(list(combinations(range(len(points)), 4)))
    four = points[chosen]
    ahead = np.roll(four, -1, axis=1)
    areas = np.abs((four[..., 0] * ahead[..., 1] - four[..., 1] * ahead[..., 0]).sum(axis=1)) / 2
    corners = _ordered(four[int(areas.argmax())])
    return corners if _like_a_sheet(corners) else None


def _ordered(four: Corners) -> Corners:
    """Start at the top left corner and go round clockwise."""
    centre = four.mean(axis=0)
    around = np.arctan2(four[:, 1] - centre[1], four[:, 0] - centre[0])
    four = four[np.argsort(around)]
    return np.asarray(np.roll(four, -int(four.sum(axis=1).argmin()), axis=0), np.float64)


def _like_a_sheet(corners: Corners) -> bool:
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    if lengths.min() < 40:
        return False
    turns = np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    inner = (180 - (np.roll(turns, -1) - turns)) % 360
    if inner.min() < _ANGLES[0] or inner.max() > _ANGLES[1]:
        return False
    pair = [float(lengths[0] + lengths[2]), float(lengths[1] + lengths[3])]
    return _SIDES[0] < max(pair) / min(pair) < _SIDES[1]


def _worth(tone: Grey, mask: Grey, corners: Corners) -> float:
    """Weigh how well corners frame a bright part: filled, nothing outside, a step of tone along each side."""
    height, width = mask.shape
    inside = np.zeros_like(mask)
    cv2.fillConvexPoly(inside, corners.round().astype(np.int32), (1,))
    both = float(np.count_nonzero(inside & mask))
    filled, held = both / max(1, int(np.count_nonzero(inside))), both / max(1, int(np.count_nonzero(mask)))
    if min(filled, held) < _SOLID:
        return 0.0
    steps: list[float] = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        edge = _AT_EDGE * max(height, width) + 2
        if not _on_rim(np.array([start, end]), width, height, edge):
            steps.append(_step(tone, start, end, corners.mean(axis=0)))
    if not steps or min(steps) < _LEAST_STEP:
        return 0.0
    return float(filled * held * min(1.0, min(steps) / 60) * (len(steps) / 4) ** 0.5)


def _step(tone: Grey, start: Corners, end: Corners, centre: Corners) -> float:
    """Give the median rise of tone from outside to inside along a side."""
    share = np.linspace(0.08, 0.92, 40)[:, None]
    points = start + share * (end - start)
    normal = np.array([-(end - start)[1], (end - start)[0]])
    normal /= max(1e-6, float(np.hypot(*normal)))
    if float(((centre - start) * normal).sum()) < 0:
        normal = -normal
    inner, outer = _sampled(tone, points + 9 * normal), _sampled(tone, points - 9 * normal)
    return float(np.median(inner - outer))


def _sampled(tone: Grey, points: Corners) -> Corners:
    columns = np.clip(points[:, 0].round().astype(int), 0, tone.shape[1] - 1)
    rows = np.clip(points[:, 1].round().astype(int), 0, tone.shape[0] - 1)
    return np.asarray(tone[rows, columns], np.float64)
