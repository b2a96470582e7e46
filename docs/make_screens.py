"""Take the pictures of docs/screens/ from the running program, without a display.

Run: python -m docs.make_screens [--only NAME] [--out FOLDER]
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QElapsedTimer, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from docs.board_walk import PLACES as BOARD_PLACES
from docs.counter_walk import PLACES
from docs.fields_walk import PLACES as FIELD_PLACES
from docs.first_walk import take_first
from docs.glass_walk import PLACES as GLASS_PLACES
from docs.palette_walk import PLACES as PALETTE_PLACES
from docs.profiles_walk import PLACES as PROFILE_PLACES
from docs.road_walk import take_certified, take_evening, take_in_rooms, take_road
from docs.true_copy_walk import take_true_copies
from docs.undo_walk import PLACES as UNDO_PLACES
from docs.viewer_walk import take_viewer
from ui.views.frame import Frame
from ui.views.gallery import PartsGallery, ReviewGallery
from ui.views.language import Language, speak
from ui.views.screen import Screen
from ui.views.theme import install_theme
from ui.views.tokens import Palette

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "683": (683, 384)}
SETTLE_MS = 250


@dataclass(frozen=True)
class Shot:
    """Name one picture: what to build, in which palette, window size and text size."""

    name: str
    build: Callable[[], QWidget]
    palette: Palette = Palette.LIGHT
    size: str = "1366"
    factor: float = 1.0
    language: Language = Language.VIETNAMESE


def dress(
    palette: Palette = Palette.LIGHT, factor: float = 1.0, language: Language = Language.VIETNAMESE
) -> QApplication:
    """Return the application in a palette, a size of text and a language."""
    app = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    install_theme(app, palette, factor)
    speak(app, language)
    return app


def grab(shot: Shot, folder: Path) -> Path:
    """Build one screen, let it settle, and write its picture."""
    app = dress(shot.palette, shot.factor, shot.language)
    window = shot.build()
    window.resize(*SIZES[shot.size])
    window.show()
    window.activateWindow()
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < SETTLE_MS:
        app.processEvents()
    path = folder / f"{shot.name}-{shot.palette.value}-{shot.size}.png"
    picture, dialog = window.grab(), QApplication.activeModalWidget()
    if dialog is not None:
        painter = QPainter(picture)
        painter.drawPixmap(dialog.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)), dialog.grab())
        painter.end()
        dialog.close()
    picture.save(str(path))
    window.close()
    window.deleteLater()
    app.processEvents()
    return path


def _framed(screen: Callable[[], Screen], *, counter: bool) -> Frame:
    frame = Frame()
    made = screen()
    frame.add_screen("counter" if counter else "gallery", made)
    if counter:
        frame.top_bar.show_citizen("Nông Thị Hạnh", "008 187 004 215 · H60.12.34-261123-0017")
        frame.top_bar.road.go_to(2)
        frame.set_rehearsal(rehearsal=True)
    frame.status_bar.show_state("scanner", "Canon DR-C225 II sẵn sàng", "ok")
    frame.status_bar.show_state("token", "Token: Hoàng Văn Páo · còn 212 ngày", "ok")
    frame.status_bar.show_state("network", "Mạng tốt", "ok")
    frame.status_bar.show_state("deliveries", "2 bản chờ gửi", "doubt")
    frame.show_screen("counter" if counter else "gallery")
    frame.action_bar.undo.show_act("Đã nhận «Họ tên»")
    return frame


def gallery() -> QWidget:
    """Build the parts gallery."""
    return _framed(PartsGallery, counter=False)


def review() -> QWidget:
    """Build the gallery of review parts."""
    return _framed(ReviewGallery, counter=True)


def shots() -> list[Shot]:
    """List the pictures to take."""
    made: list[Shot] = []
    for name, build in (("parts", gallery), ("review-parts", review)):
        made += [Shot(name, build, palette) for palette in Palette]
        made.append(Shot(name, build, size="1920"))
        made.append(Shot(f"{name}-en", build, language=Language.ENGLISH))
        made.append(Shot(f"{name}-150", build, size="1920", factor=1.5))
    for name, build in (*PLACES, *PROFILE_PLACES, *GLASS_PLACES):
        made += [Shot(name, build), Shot(name, build, size="1920")]
        if name == "reception":
            made += [Shot(name, build, Palette.DARK), Shot(name, build, Palette.HIGH)]
            made.append(Shot(f"{name}-150", build, size="1920", factor=1.5))
    for name, build in (*PALETTE_PLACES, *UNDO_PLACES):
        made += [Shot(name, build), Shot(name, build, Palette.DARK)]
        if name in ("palette", "status-network", "deeds"):
            made += [Shot(name, build, Palette.HIGH), Shot(name, build, size="1920"), Shot(name, build, size="683")]
    for name, build in BOARD_PLACES:
        made.append(Shot(name, build))
        if name in ("board", "board-month"):
            made += [Shot(name, build, size="1920"), Shot(name, build, Palette.DARK), Shot(name, build, Palette.HIGH)]
    made += [Shot("board", BOARD_PLACES[0][1], size="683"), Shot("board-150", BOARD_PLACES[0][1], size="1920", factor=1.5)]
    made.append(Shot("board-en", BOARD_PLACES[0][1], language=Language.ENGLISH))
    for name, build in FIELD_PLACES:
        made += [Shot(name, build), Shot(name, build, Palette.DARK), Shot(name, build, size="1920")]
    return made


def main() -> int:
    """Take all pictures or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    named = "pictures whose name holds this; «road», «certify», «rooms», «copies», «evening», «viewer» walk"
    parser.add_argument("--only", default="", help=named)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.out.mkdir(parents=True, exist_ok=True)
    for shot in shots():
        if asked.only in shot.name:
            print(grab(shot, asked.out))
    walks = {"road": take_road, "certify": take_certified, "rooms": take_in_rooms, "copies": take_true_copies}
    walks["evening"] = take_evening
    walks["first"] = take_first
    walks["viewer"] = take_viewer
    walk = walks.get(asked.only or "road")
    if walk is not None:
        dress()
        for path in walk(asked.out):
            print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
