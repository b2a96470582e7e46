"""Where the agency's words stand on a true copy (vị trí dấu sao): top right of page 1, on no ink.

Set in lines of 10 points, three of them, two, or one, whichever finds room first. A page whose top right is full gets
a strip of bare paper above it: the page becomes taller, what is on it keeps its size and stays legible.

Law: docs/law.md#true-copies
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from signing.errors import FileUnfit
from signing.ink import FreePaper, ink_map
from signing.layout import drawn_page
from signing.stamps import Block, Box, lines_broken, text_block

_MM = 72 / 25.4
_EDGE = 4.0 * _MM
"""From the edge of the page: within the margin above the national words (NĐ 30/2020: 20 mm and more)."""

_GAPS = (2.0 * _MM, 0.0)
"""To the nearest ink, the better first; a cell of the map with any ink in it is never touched."""

_LOWEST = 0.11
"""Share of the page's height above which the words end: lower is not its top any more."""

_RIGHT = 0.5
"""Share of the page's width right of which the middle of the words lies."""

_STRIP_EDGE = 4.0 * _MM


@dataclass(frozen=True, slots=True)
class TopRight:
    """Where the words stand (chỗ đặt).

    Attributes:
        width: Of page 1 in points; `height` without the strip.
        box: In points from the top left of the page, the strip included.
        lines: As they are broken.
        strip: Height in points of the paper added above, 0 = there was room.
    """

    width: float
    height: float
    box: Box
    lines: tuple[str, ...]
    strip: float = 0.0


def find_top_right(pdf: Path, lines: Sequence[str]) -> TopRight:
    """Find where lines stand on page 1; nothing is written.

    Runs in a limited worker: drawing a page can end its process.

    Args:
        pdf: A PDF that is not signed yet.
        lines: Of the words, at least one.

    Raises:
        FileUnfit: no PDF that can be drawn, or a first page that is turned, cropped or enormous.
    """
    _, width, height, pixels = drawn_page(pdf, 0)
    if pixels is None:
        raise FileUnfit(why="page-turned")
    paper = FreePaper(ink_map(pixels), _EDGE)
    for broken in lines_broken(lines):
        block = text_block(broken)
        for gap in _GAPS:
            place = _place(paper, block, (width, height), gap)
            if place is not None:
                return TopRight(width, height, place, broken)
    return _above(lines, width, height)


def _place(paper: FreePaper, block: Block, page: tuple[float, float], gap: float) -> Box | None:
    """Return the free place nearest to the upper right corner, or None."""
    width, height = page
    fits = [
        (float(left), float(top))
        for left, top in paper.places(block.width, block.height, gap)
        if top + block.height <= _LOWEST * height and left + block.width / 2 >= _RIGHT * width
    ]
    if not fits:
        return None
    left, top = min(fits, key=lambda at: math.hypot(width - at[0] - block.width, at[1]))
    return Box(left, top, block.width, block.height)


def _above(lines: Sequence[str], width: float, height: float) -> TopRight:
    """Lay the words on a strip above the page; where even that is too narrow the page cannot bear them."""
    block = text_block(lines)
    if block.width + 2 * _EDGE > width:
        raise FileUnfit(why="no-room")
    box = Box(width - _EDGE - block.width, _STRIP_EDGE, block.width, block.height)
    return TopRight(width, height, box, tuple(lines), block.height + 2 * _STRIP_EDGE)
