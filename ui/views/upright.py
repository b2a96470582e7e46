"""Show a page as it was read: decoded, turned by quarters and levelled, away from the window's thread."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desk.model.paper import Page
from ui.views.pictures import load_picture, upright_turn
from ui.views.theme import theme

_LEVEL_FROM = 0.1
"""Below so many degrees a page counts as level."""


def load_upright(path: Path, page: Page, side_px: int) -> QImage:
    """Decode a page as its reading sees it: `ocr.page.PageReading` tells the turn and the skew.

    Called on a thread of the runner. The picture has the proportions of the upright page, so that boxes 0-1 fit.
    """
    picture = load_picture(path, side_px, upright_turn(page))
    skew = page.reading.skew if page.reading is not None else 0.0
    if picture.isNull() or abs(skew) < _LEVEL_FROM:
        return picture
    level = QImage(picture.size(), QImage.Format.Format_RGB32)
    level.fill(theme().tokens.page.colours["paper"])
    painter = QPainter(level)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(picture.width() / 2, picture.height() / 2)
    painter.rotate(-skew)
    painter.drawImage(QRectF(-picture.width() / 2, -picture.height() / 2, picture.width(), picture.height()), picture)
    painter.end()
    return level


def crop_of(page: QImage, box: tuple[float, float, float, float]) -> tuple[QImage, QRectF]:
    """Cut a word with what stands around it out of a page; return the cut and the word's place in it, 0-1.

    Args:
        page: The upright page.
        box: Left, top, right, bottom, 0-1 of the page.
    """
    left, top, right, bottom = box
    tall = max(bottom - top, 0.008)
    wide = max(right - left, 0.05)
    x0, x1 = max(0.0, left - max(0.10, wide * 0.25)), min(1.0, right + 0.05)
    y0, y1 = max(0.0, top - tall * 0.7), min(1.0, bottom + tall * 0.7)
    rect = QRectF(x0 * page.width(), y0 * page.height(), (x1 - x0) * page.width(), (y1 - y0) * page.height()).toRect()
    place = QRectF((left - x0) / (x1 - x0), (top - y0) / (y1 - y0), wide / (x1 - x0), (bottom - top) / (y1 - y0))
    return page.copy(rect), place
