"""A photographed sheet made flat (làm phẳng ảnh chụp): perspective and curl taken out, for the OCR's eyes only.

Pages from a scanner pass through untouched: no ground beside the paper is seen, and their lines run straight.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr import clean
from ocr.clean import Picture
from ocr.levels import Leans, leans_of
from ocr.rawword import Grey
from ocr.sheet_edges import Corners, find_corners
from ocr.straighten import WORK_PX, Bend, Values, find_bend

_STRAIGHT = 0.45
"""Letter heights a line may bend without harm to its reading."""
_STRAIGHT_ROWS = 42.0
"""How sharply rows of ink stand out from which on a page is straight: scans show 20 to 90, photographs 5 to 35."""
_GRID_PX = 16
_MUCH_SMALLER = 0.75
_AROUND = 0.004
"""Share of the sheet's size left out at its rim, so that the table does not show."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A page made flat.

    Attributes:
        picture: The flat page.
        corners: Of the sheet in the picture it was taken from, None when they were not seen.
        steps: What was done, in order: each gives where points of its outcome stood before.
    """

    picture: Picture
    corners: Corners | None
    steps: "tuple[_Step, ...]"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the flat page, px."""
        return self.picture.shape[1], self.picture.shape[0]

    def before(self, x: Values, y: Values) -> tuple[Values, Values]:
        """Give where points of the flat page stand in the picture it was made of, px."""
        for step in reversed(self.steps):
            x, y = step.before(x, y)
        return x, y


@dataclass(frozen=True, slots=True)
class _Project:
    """Seen from straight above; `matrix` takes points of the outcome to where they stood."""

    matrix: Values

    def before(self, x: Values, y: Values) -> tuple[Values, Values]:
        points = np.tensordot(self.matrix, np.stack([x, y, np.ones_like(x)]), 1)
        return points[0] / points[2], points[1] / points[2]


@dataclass(frozen=True, slots=True)
class _Quarter:
    """Turned so that lines run across: a point of the outcome lies in the sheet turned by 90 degrees clockwise."""

    height: int

    def before(self, x: Values, y: Values) -> tuple[Values, Values]:
        return y, self.height - 1 - x


@dataclass(frozen=True, slots=True)
class _Back:
    """Turned back after `_Quarter`."""

    height: int

    def before(self, x: Values, y: Values) -> tuple[Values, Values]:
        return self.height - 1 - y, x


_Step = _Project | _Quarter | _Back | Bend


def flatten(picture: Picture, leans: Leans) -> Flat | None:
    """Make a photographed page flat; None when it is flat already, or nothing tells how it lies.

    Args:
        picture: As decoded, any turn.
        leans: Of `picture`.
    """
    corners = find_corners(picture)
    steps: list[_Step] = []
    size = (picture.shape[1], picture.shape[0])
    grey = clean.red_channel(picture)
    if corners is not None:
        matrix, size = _seen_from_above(corners)
        steps.append(_Project(matrix))
        leans = leans_of(_warped(grey, steps, size))
    sharp = (leans.down if leans.sideways else leans.across).sharpness
    bends = _bends(grey, steps, size, leans) if sharp < _STRAIGHT_ROWS else []
    if corners is None and not bends:
        return None
    steps += bends
    return Flat(_warped(picture, steps, size), corners, tuple(steps))


def _seen_from_above(corners: Corners) -> tuple[Values, tuple[int, int]]:
    """Give the matrix from the flat sheet to the picture, and the sheet's size in px, none of its detail lost."""
    sides = [float(np.hypot(*(end - start))) for start, end in pairwise([*corners, corners[0]])]
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    size = (max(1, round(width)), max(1, round(height)))
    rim_x, rim_y = _AROUND * size[0], _AROUND * size[1]
    flat = np.array(
        [[-rim_x, -rim_y], [size[0] + rim_x, -rim_y], [size[0] + rim_x, size[1] + rim_y], [-rim_x, size[1] + rim_y]],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return np.asarray(matrix, np.float64), size


def _bends(grey: Grey, steps: list[_Step], size: tuple[int, int], leans: Leans) -> list[_Step]:
    """Find what straightens the lines, looked at twice: the second look sees what the first made clear."""
    found: list[_Step] = []
    sideways = leans.sideways
    if sideways:
        found.append(_Quarter(size[0]))
    turned = (size[1], size[0]) if sideways else size
    angle = (leans.down if sideways else leans.across).angle
    if abs(angle) > 0:
        found.append(_Project(_turn(turned, angle)))
    worth = False
    for _ in range(2):
        small = min(1.0, WORK_PX / max(turned))
        bend = find_bend(_warped(grey, [*steps, *found], turned, small), small)
        if bend is None or bend.most < _STRAIGHT:
            break
        found.append(bend)
        worth = True
    if sideways:
        found.append(_Back(size[0]))
    return found if worth else []


def _turn(size: tuple[int, int], angle: float) -> Values:
    matrix = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), -angle, 1.0)
    return np.vstack([matrix, [0.0, 0.0, 1.0]])


def _warped(picture: Picture, steps: list[_Step], size: tuple[int, int], scale: float = 1.0) -> Picture:
    """Draw the outcome of steps, perhaps smaller; the map is worked out on a grid and filled in between."""
    out = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    if not steps:
        return np.asarray(cv2.resize(picture, out, interpolation=cv2.INTER_AREA), np.uint8)
    columns = np.linspace(0, size[0] - 1, max(2, out[0] // _GRID_PX))
    rows = np.linspace(0, size[1] - 1, max(2, out[1] // _GRID_PX))
    x, y = (np.asarray(each, np.float64) for each in np.meshgrid(columns, rows))
    for step in reversed(steps):
        x, y = step.before(x, y)
    if scale < _MUCH_SMALLER:
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        x, y = x * scale, y * scale
    drawn = cv2.remap(picture, _filled(x, out), _filled(y, out), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(drawn, np.uint8)


def _filled(grid: Values, size: tuple[int, int]) -> npt.NDArray[np.float32]:
    """Spread a grid whose outer points are the outer pixels over all pixels."""
    rows, columns = grid.shape
    matrix = np.array([[(columns - 1) / max(1, size[0] - 1), 0, 0], [0, (rows - 1) / max(1, size[1] - 1), 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    out = cv2.warpAffine(grid.astype(np.float32), matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.float32)
