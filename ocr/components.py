"""Connected marks of ink (nét liền), found at the price of what is inked rather than of the whole page.

OpenCV counts marks three times faster with labels of 16 bits than of 32, and not at all where there is nothing.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from ocr.rawword import Grey

Labels = npt.NDArray[np.uint16] | npt.NDArray[np.int32]
Boxes = npt.NDArray[np.int32]
Part = tuple[slice, slice]
"""Rows and columns of a picture."""

_SHORT_LABELS = 65_000


def components(ink: Grey) -> tuple[Labels, Boxes]:
    """Number the marks of a mask, eight neighbours counting.

    Args:
        ink: Not 0 where there is ink.

    Returns:
        For each pixel the number of its mark, 0 for paper; and for each number a row of left, top, width, height and
        area, px, the row of paper included.
    """
    kind = cv2.CV_16U if _most_labels(ink) < _SHORT_LABELS else cv2.CV_32S
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=kind)
    return labels, np.asarray(boxes, np.int32)  # type: ignore[return-value]  # the stubs know no kind of label


def _most_labels(ink: Grey) -> int:
    """Give how many labels may be needed on the way at most: a new one starts where no ink is before or above.

    Labels of 16 bits would wrap round unsaid; a page of coarse dots may need more.
    """
    if ink.size < 4 * _SHORT_LABELS:  # a label needs a square of two by two of its own
        return ink.size // 4
    before = np.maximum(np.maximum(ink[:-1, :-1], ink[:-1, 1:]), ink[1:, :-1])
    return int(np.count_nonzero(ink[1:, 1:] > before)) + sum(ink.shape)


def parts_with(ink: Grey, gap_down: int, gap_across: int) -> Iterator[Part]:
    """Give the parts of a mask that hold all of its ink, apart by gaps as wide as asked and framed by half of them.

    Args:
        ink: Not 0 where there is ink.
        gap_down: Rows without ink that part, px.
        gap_across: Columns without ink that part within such a band of rows, px.
    """
    height, width = ink.shape
    for top, bottom in _runs(np.asarray(ink.any(axis=1)), gap_down):
        for left, right in _runs(np.asarray(ink[top:bottom].any(axis=0)), gap_across):
            rows = slice(max(0, top - gap_down // 2), min(height, bottom + gap_down // 2))
            yield rows, slice(max(0, left - gap_across // 2), min(width, right + gap_across // 2))


def _runs(inked: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Give start and end of runs of ink; shorter gaps than `gap` do not part."""
    places = np.flatnonzero(inked)
    if not places.size:
        return []
    cuts = np.flatnonzero(np.diff(places) > gap)
    starts, ends = [0, *(cuts + 1)], [*cuts, places.size - 1]
    return [(int(places[first]), int(places[last]) + 1) for first, last in zip(starts, ends, strict=True)]


def parts_of_large(ink: Grey, wide: float, high: float, cell: int) -> Iterator[Part]:
    """Give the parts of a mask that may hold a mark at least so wide and high; every such mark lies whole in one.

    Args:
        ink: 0 and 255.
        wide: Least width, px.
        high: Least height, px.
        cell: Side of the squares on which the first look is taken, at most 15 px: they join marks but part none.
    """
    down, across = (-side % cell for side in ink.shape)
    whole = cv2.copyMakeBorder(ink, 0, down, 0, across, cv2.BORDER_CONSTANT, value=(0,))
    size = (whole.shape[1] // cell, whole.shape[0] // cell)
    dense = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
    _, boxes = components(dense)
    for left, top, columns, rows, _ in (boxes[1:] * cell).tolist():
        if columns >= wide and rows >= high:
            yield slice(max(0, top - cell), top + rows + cell), slice(max(0, left - cell), left + columns + cell)
