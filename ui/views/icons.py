"""Draw the icons: one pen, one grid, coloured by role when first needed and cached by the theme."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.views.theme import theme
from ui.views.tokens import ASSETS, Colour, Tone

IconName = Literal[
    "arrow-left", "arrow-right", "bell", "board", "calendar", "camera", "check", "check-circle",
    "chevron-down", "chevron-right", "clock", "contrast", "copy", "counter", "crop", "cross",
    "cut", "door", "doubt", "download", "edit", "evening", "eye", "eye-off", "filter", "fit",
    "fit-width", "flask", "folder", "grip", "help", "history", "house", "id-card", "info",
    "keyboard", "layers", "link", "list", "lock", "loupe", "minus", "moon", "more", "network",
    "network-off", "number", "paper", "paper-text", "papers", "people", "person", "phone",
    "plus", "printer", "qr", "refresh", "register", "reuse", "scan", "seal", "search",
    "settings", "shield", "shield-cross", "signature", "star", "stop", "sun", "text-cursor", "token", "trash",
    "turn-left", "turn-right", "undo", "upload", "verify", "waiting", "warn", "zoom-in",
    "zoom-out",
]  # fmt: skip
"""An icon by the thing it means; the drawings are ui/assets/icons/<name>.svg."""

TONE_ICON: dict[Tone, IconName] = {
    "plain": "waiting",
    "accent": "info",
    "ok": "check",
    "doubt": "warn",
    "seal": "cross",
}
"""The icon that goes with a tone when none is asked for, so colour never stands alone."""


MARK_TURN = 128
"""Lightness (0-255) of the ground under which the mark's sheets are white."""


@cache
def _drawing(name: str) -> str:
    return (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _render(drawing: str, size_px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: IconName, colour: Colour | QColor = "ink2", size_px: int = 18, ratio: float = 1.0) -> QPixmap:
    """Give an icon as a pixmap in a role's colour.

    Args:
        name: the icon.
        colour: a role, or a colour asked from the theme before.
        size_px: side in logical px; already scaled by the caller if it should follow the size.
        ratio: the device pixel ratio of the screen it is drawn on.
    """
    now = theme()
    paint = now.colour(colour) if isinstance(colour, str) else colour
    key = (name, int(paint.rgba()), size_px, ratio)
    found = now.pixmaps.get(key)
    if found is None:
        drawing = _drawing(name).replace("currentColor", paint.name())
        found = now.pixmaps[key] = _render(drawing, size_px, ratio)
    return found


def draw_icon(painter: QPainter, name: IconName, at: QPointF, colour: Colour | QColor, size_px: int) -> None:
    """Paint an icon with its upper left corner at a point, sharp on any screen."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    painter.drawPixmap(at, icon_pixmap(name, colour, size_px, ratio))


def draw_mark(painter: QPainter, at: QPointF, size_px: int, ground: Colour = "rail") -> None:
    """Paint the mark of Sao Y: two sheets and a red seal with a tick.

    Args:
        painter: where.
        at: the upper left corner.
        size_px: side in px.
        ground: the colour behind, which parts the seal from the sheets.
    """
    now = theme()
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    key = ("mark", int(now.colour(ground).rgba()), size_px, ratio)
    if key not in now.pixmaps:
        mark = now.tokens.mark
        on_dark = now.colour(ground).lightness() < MARK_TURN
        sheet = mark["sheet"] if on_dark else now.colour("accent").name()
        drawing = _drawing("mark").replace("var(--sheet)", sheet)
        drawing = drawing.replace("var(--tick)", mark["sheet"])
        drawing = drawing.replace("var(--seal)", mark["seal"])
        drawing = drawing.replace("var(--ground)", now.colour(ground).name())
        now.pixmaps[key] = _render(drawing, size_px, ratio)
    painter.drawPixmap(at, now.pixmaps[key])


def qt_icon(name: IconName, colour: Colour | QColor = "ink2", size_px: int = 18) -> QIcon:
    """Give a QIcon for Qt's own widgets (menus, window); ask again after a change of palette."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, colour, size_px, ratio))
    return made


def window_icon() -> QIcon:
    """Give the program's icon: the mark on the rail's colour at 16-256 px."""
    made = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("rail"))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
        draw_mark(painter, QPointF(size * 0.1, size * 0.1), round(size * 0.8))
        painter.end()
        made.addPixmap(pixmap)
    return made
