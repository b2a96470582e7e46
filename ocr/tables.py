"""Ruled tables (bảng có kẻ ô): the cells that rules enclose, found on the picture that is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from ocr.rawword import Grey

_COARSE_DPI = 100.0
_RULE_INK = 210
_ACROSS_MM = 12.0
_DOWN_MM = 5.5
"""No letter of a page's text has a stroke as long."""
_LEAST_MM = (4.0, 3.5)
_FILL = 0.72
"""Share of its box that the inside of a cell fills: rules enclose rectangles, frames and pen strokes do not."""
_LARGEST = 0.5
_TOUCH_MM = 2.5
_SAME_TOP_MM = 2.0
_LEAST_CELLS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell (ô): edges of its inside in px."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def at_size(self, scale: float) -> "Cell":
        """Give the cell on a picture that is `scale` times smaller."""
        left, top, right, bottom = (round(each / scale) for each in (self.left, self.top, self.right, self.bottom))
        return Cell(left, top, right, bottom)


Table = tuple[tuple[Cell, ...], ...]
"""Rows from top to bottom, each with its cells from left to right; a cell over several rows stands in the first."""


def tables_of(grey: Grey, dpi: float) -> list[Table]:
    """Find the tables of a page, top to bottom: at least two rows and two columns of cells, closed by rules.

    Args:
        grey: Level and evenly lit, print dark.
        dpi: Of `grey`.
    """
    step = max(1, round(dpi / _COARSE_DPI))
    # The darkest of each square, not its mean: a rule one pixel thin must not pale away.
    dark = cv2.erode(grey, np.ones((step, step), np.uint8))[::step, ::step]
    ink = (dark < _RULE_INK).astype(np.uint8)
    mm = dpi / step / 25.4
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((max(3, round(_DOWN_MM * mm)), 1), np.uint8))
    if not down.any():
        return []
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(3, round(_ACROSS_MM * mm))), np.uint8))
    rules = cv2.dilate(cv2.max(down, across), np.ones((3, 3), np.uint8))
    groups = [group for group in _together(_enclosed(np.asarray(rules, np.uint8), mm), mm) if _is_table(group, mm)]
    whole = [[each.at_size(1 / step) for each in _completed(group, mm)] for group in groups]
    tables = [_in_rows(cells, _SAME_TOP_MM * dpi / 25.4) for cells in whole]
    return sorted(tables, key=lambda table: table[0][0].top)


def at_size(tables: Sequence[Table], scale: float) -> list[Table]:
    """Give tables on a picture that is `scale` times smaller."""
    return [tuple(tuple(cell.at_size(scale) for cell in row) for row in table) for table in tables]


def _enclosed(rules: Grey, mm: float) -> list[Cell]:
    """Find rectangles that rules close on all sides, px of `rules`."""
    height, width = rules.shape
    count, _, boxes, _ = cv2.connectedComponentsWithStats((rules == 0).astype(np.uint8), connectivity=4)
    return [
        Cell(left, top, left + wide, top + high)
        for left, top, wide, high, area in boxes[1:count].tolist()
        if wide >= _LEAST_MM[0] * mm
        and high >= _LEAST_MM[1] * mm
        and area >= _FILL * wide * high
        and wide * high < _LARGEST * width * height
        and left > 0
        and top > 0
        and left + wide < width
        and top + high < height
    ]


def _together(cells: Sequence[Cell], mm: float) -> list[list[Cell]]:
    """Group cells that only a rule parts."""
    groups: list[list[Cell]] = []
    reach = _TOUCH_MM * mm
    for cell in cells:
        near = [group for group in groups if any(_touch(cell, other, reach) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([cell, *(other for group in near for other in group)])
    return groups


def _touch(one: Cell, other: Cell, reach: float) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(across, down) > -reach and max(across, down) > 0


def _is_table(cells: Sequence[Cell], mm: float) -> bool:
    tops, lefts = {round(each.top / (2 * mm)) for each in cells}, {round(each.left / (2 * mm)) for each in cells}
    return len(cells) >= _LEAST_CELLS and len(tops) > 1 and len(lefts) > 1


def _completed(cells: Sequence[Cell], mm: float) -> list[Cell]:
    """Add the cells that a broken rule left open: places of the grid that no cell covers."""
    across = _bounds([*(each.left for each in cells), max(each.right for each in cells)], _SAME_TOP_MM * mm)
    down = _bounds([*(each.top for each in cells), max(each.bottom for each in cells)], _SAME_TOP_MM * mm)
    grid = [Cell(left, top, right, bottom) for top, bottom in pairwise(down) for left, right in pairwise(across)]
    open_ = [
        each
        for each in grid
        if not any(cell.holds((each.left + each.right) / 2, (each.top + each.bottom) / 2) for cell in cells)
    ]
    return [*cells, *open_]


def _bounds(edges: Sequence[int], near: float) -> list[int]:
    """Give where columns or rows begin, and where the last ends: edges that lie close together count once."""
    found: list[int] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > near:
            found.append(edge)
    return found


def _in_rows(cells: Sequence[Cell], near: float) -> Table:
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda each: each.top):
        if rows and cell.top - rows[-1][0].top <= near:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return tuple(tuple(sorted(row, key=lambda each: each.left)) for row in rows)
