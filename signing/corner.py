"""Where the square code of a true copy stands (vị trí mã vuông trên bản sao văn bản): low on the last page, on no ink.

The agency's words have their place by law, top right of page 1; the code stands apart from them. A page without room
for it gets none: the book is then asked by the number.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from signing.ink import FreePaper, ink_map
from signing.layout import drawn_page
from signing.square import SIDE_PT
from signing.stamps import Box

_MM = 72 / 25.4
_EDGE = 6.0 * _MM
_QUIET = 2.0 * _MM
"""Bare paper around the code: its quiet border of four modules."""

_SIDES = (SIDE_PT, 0.85 * SIDE_PT)
_LOWER = 0.5
"""Share of the page's height under which it stands, apart from the words at the top."""


@dataclass(frozen=True, slots=True)
class Corner:
    """Where a code stands (chỗ đặt mã).

    Attributes:
        page: From 0.
        width, height: Of the page in points.
        box: In points from the top left.
    """

    page: int
    width: float
    height: float
    box: Box


def find_corner(pdf: Path) -> Corner | None:
    """Find the free place nearest to the lower left corner of the last page; None when there is no room.

    Runs in a limited worker: drawing a page can end its process.

    Raises:
        FileUnfit: no PDF that can be drawn.
    """
    count, width, height, pixels = drawn_page(pdf, -1)
    if pixels is None:
        return None
    paper = FreePaper(ink_map(pixels), _EDGE)
    for side in _SIDES:
        places = paper.places(side, side, _QUIET)
        low = places[places[:, 1] >= _LOWER * height]
        if len(low):
            left, top = low[int(np.hypot(low[:, 0], height - low[:, 1] - side).argmin())]
            return Corner(count - 1, width, height, Box(float(left), float(top), side, side))
    return None
