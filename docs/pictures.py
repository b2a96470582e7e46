"""What a picture of docs/screens/ is: its looks, its name, which places have one, and how it is kept small."""

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import get_args

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from ui.views.dialog import RedDialog
from ui.views.glass_dialog import GlassDialog
from ui.views.theme import theme
from ui.views.tokens import Colour, Palette

COLOURS, NEAR, OWN = 256, 12, 3
"""Colours of a picture, how far apart they are at least (the grain of paper is most of a file otherwise), and how far
from the palette's own, which are kept.
"""

TWICE = "two"
"""The screen whose scale factor is 2; a window of 683×384 fills it as one of 1366×768 pixels."""


@dataclass(frozen=True)
class Look:
    """Name one look: its mark in the file's name, palette, size of the window in px, and whether at 200 %."""

    mark: str
    palette: Palette
    size: tuple[int, int]
    twice: bool = False


LOOKS = (
    Look("light-1366", Palette.LIGHT, (1366, 768)),
    Look("dark-1366", Palette.DARK, (1366, 768)),
    Look("high-1366", Palette.HIGH, (1366, 768)),
    Look("light-1920", Palette.LIGHT, (1920, 1080)),
    Look("light-1366@200", Palette.LIGHT, (683, 384), twice=True),
)
"""The five looks of a screen; the first is what all other pictures have."""

OF_PLACES = {
    "door.first": "first-start",
    "door.sign-in": "sign-in",
    "counter": "reuse",
    "counter.welcome": "welcome",
    "counter.scan": "scan",
    "counter.phone": "phone-photos",
    "counter.review": "review",
    "counter.certify": "certify",
    "counter.many": "many",
    "counter.hand": "hand",
    "counter.letter": "certify-refused",
    "counter.slip": "receipt",
    "counter.paper": "viewer-hits",
    "counter.deeds": "deeds",
    "evening": "evening",
    "evening.report": "evening-print",
    "search": "search",
    "register": "register",
    "register.copy": "register-copy",
    "register.closing": "register-closing",
    "register.record": "register-record",
    "verify": "verify",
    "verify.record": "verify-record",
    "board": "board",
    "board.report": "board-report",
    "deliveries": "deliveries",
    "deliveries.slip": "deliveries-slip",
    "settings": "settings",
    "settings.signing": "signing",
    "settings.profiles": "profiles",
    "settings.journal": "journal",
    "settings.deeds": "deeds-office",
    "help": "keys",
}
"""The picture of each screen of `ui.views.screens.PLACES`."""

OF_SHEETS = {
    "PinDialog": "certify-seal",
    "SignDialog": "certify-ask",
    "RedQuestion": "many-ask",
    "VoidDialog": "register-void",
    "TakeBackDialog": "take-back",
    "PromiseDialog": "promise",
    "TrueCopyDialog": "true-copy-wish",
    "TwoPassesDialog": "scan-two-passes",
    "GlassDialog": "scan-glass",
    "palette": "palette-found",
    "card of a state": "status-network",
    "guide": "guide-1",
    "lock": "lock",
    "citizen's screen": "citizen-check",
}
"""The picture of each dialog, by its class, and of what else comes over the window or beside it."""

GALLERIES = frozenset({"parts", "review-parts"})
"""Every part in every state: `ui/views/gallery.py`."""

EVERYWHERE = frozenset(OF_PLACES.values()) | frozenset(OF_SHEETS.values())
"""Pictures taken in all five looks."""


def looks_of(name: str) -> tuple[Look, ...]:
    """Return the looks a picture is taken in; a gallery of parts is wider than a screen at 200 %."""
    if name in GALLERIES:
        return LOOKS[:-1]
    return LOOKS if name in EVERYWHERE else LOOKS[:1]


def names_of(name: str) -> list[str]:
    """Return the file names of a picture's looks."""
    return [f"{name}-{look.mark}.png" for look in looks_of(name)]


def prepare() -> None:
    """Give the program two screens without a display, the second at Qt's scale factor 2; call before any window."""
    size = {"y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [{"name": name, "x": left, **size} for name, left in (("one", 0), (TWICE, 4000))]
    folder = tempfile.mkdtemp(prefix="saoy-screens-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "screens.json"
    file.write_text(json.dumps({"screens": screens}))
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={file}")
    os.environ.setdefault("QT_SCREEN_SCALE_FACTORS", f"one=1;{TWICE}=2")


def take(window: QWidget, name: str, out: Path, settle: Callable[[], None]) -> list[Path]:
    """Take a window's picture in each of its looks, and leave it as it was: light, 1366×768."""
    taken = []
    for look in looks_of(name):
        dress(window, look, settle)
        taken.append(save(window, out / f"{name}-{look.mark}.png"))
    dress(window, LOOKS[0], settle)
    return taken


def dress(window: QWidget, look: Look, settle: Callable[[], None]) -> None:
    """Give the window a palette, a size and a screen, its dialog with it, and let both settle."""
    if theme().palette_name is not look.palette:
        theme().use(look.palette, 1.0)
    where = _screen(look)
    _move(window, where)
    window.resize(*look.size)
    dialog = QApplication.activeModalWidget()
    settle()
    if dialog is not None:
        _move(dialog, where)
        if isinstance(dialog, RedDialog | GlassDialog):
            dialog.lie_beside()
        settle()


def _screen(look: Look) -> QScreen:
    screens = QGuiApplication.screens()
    return next((one for one in screens if look.twice and one.name() == TWICE), screens[0])


def _move(window: QWidget, where: QScreen) -> None:
    handle = window.windowHandle()
    if handle is None or handle.screen() is where:
        return
    handle.setScreen(where)
    window.move(where.geometry().topLeft())


def save(window: QWidget, path: Path) -> Path:
    """Write the picture of a window and of the dialog over it."""
    picture, dialog = window.grab(), QApplication.activeModalWidget()
    if dialog is not None and dialog is not window:
        painter = QPainter(picture)
        painter.drawPixmap(dialog.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)), dialog.grab())
        painter.end()
    write_small(_image(picture), path)
    return path


def _image(picture: QPixmap) -> Image.Image:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "BMP")
    return Image.open(BytesIO(kept.data())).convert("RGB")


def write_small(picture: Image.Image, path: Path) -> None:
    """Write a picture as a PNG of few colours: the palette's own and the frequent ones, without those near them."""
    pixels = np.asarray(picture, np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    seen, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    colours = np.stack([seen >> 16, seen >> 8 & 255, seen & 255], 1)
    nearest, best = np.zeros(len(seen), np.uint8), np.full(len(seen), 1 << 20)
    own = [QColor(theme().colour(role)).rgb() & 0xFFFFFF for role in get_args(Colour)]
    left = np.where(np.isin(seen, own), counts + pixels.size, counts)
    table: list[np.ndarray] = []
    while left.any() and len(table) < COLOURS:
        at = left.argmax()
        away = ((colours - colours[at]) ** 2).sum(1)
        nearest[away < best] = len(table)
        best = np.minimum(best, away)
        table.append(colours[at])
        left[away < (OWN if left[at] > pixels.size else NEAR) ** 2] = 0
    small = Image.fromarray(nearest[places].reshape(pixels.shape)).convert("P")
    small.putpalette(np.array(table, np.uint8).tobytes())
    small.save(path, "PNG", optimize=True)
