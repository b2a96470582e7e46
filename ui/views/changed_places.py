"""Find where a page looks different from what it was: by its pictures, as a person would, not by its structure."""

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

CELL = 5
"""Side of a cell in px: cells are compared, not single pixels, so that a stroke counts as one thing."""

WIDE = 800
"""Width both pictures are compared at, in px."""

LEAST = 10
"""How much the mean of a cell must differ, 0-255; below it is the noise of two drawings of the same page."""

MOST = 12
"""Places told at most; beyond them the page as a whole is another."""

_REACH = 8
"""Cells apart on a line that still belong to one place: letters left alone between changed ones, gaps of words."""


def changed_places(before: QImage, now: QImage) -> list[QRectF]:
    """Return the places where two pictures of a page differ, 0-1 of the page, in reading order.

    Pages of another shape, or with more than `MOST` places, count as one place: the whole page. Called on a thread of
    the runner.
    """
    whole = [QRectF(0, 0, 1, 1)]
    if before.isNull() or now.isNull():
        return [] if before.isNull() and now.isNull() else whole
    if abs(before.width() * now.height() - now.width() * before.height()) > 0.01 * before.width() * now.height():
        return whole
    cells = _cells(before, now)
    places = _joined(cells)
    if not places:
        return []
    wide, tall = cells.width(), cells.height()
    found = [QRectF((x - 1) / wide, (y - 1) / tall, (w + 2) / wide, (h + 2) / tall) for x, y, w, h in places]
    return whole if len(found) > MOST else sorted(found, key=lambda place: (round(place.top(), 2), place.left()))


def _cells(before: QImage, now: QImage) -> QImage:
    size = QSize(WIDE, max(CELL, round(WIDE * before.height() / before.width())))
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    first = before.convertToFormat(QImage.Format.Format_RGB32).scaled(size, whole, smooth)
    second = now.convertToFormat(QImage.Format.Format_RGB32).scaled(size, whole, smooth)
    painter = QPainter(second)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, first)
    painter.end()
    return second.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        QSize(size.width() // CELL, max(1, size.height() // CELL)), whole, smooth
    )


def _joined(cells: QImage) -> list[tuple[int, int, int, int]]:
    """Join cells that differ and lie near each other; return left, top, width, height in cells."""
    lit = _lit(cells)
    places: list[tuple[int, int, int, int]] = []
    while lit:
        start = lit.pop()
        left, top, right, bottom = start[0], start[1], start[0], start[1]
        reached = deque([start])
        while reached:
            x, y = reached.popleft()
            left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
            near = [(x + dx, y + dy) for dx in range(-_REACH, _REACH + 1) for dy in (-1, 0, 1)]
            for one in near:
                if one in lit:
                    lit.discard(one)
                    reached.append(one)
        places.append((left, top, right - left + 1, bottom - top + 1))
    return places


def _lit(cells: QImage) -> set[tuple[int, int]]:
    found = set()
    bits, step, wide = bytes(cells.constBits()), cells.bytesPerLine(), cells.width()
    for y in range(cells.height()):
        row = bits[y * step : y * step + wide]
        if max(row) > LEAST:
            found |= {(x, y) for x, value in enumerate(row) if value > LEAST}
    return found
