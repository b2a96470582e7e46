"""Take the pictures of docs/screens/ from the running program, without a display.

Run: python -m docs.make_screens [--only NAME] [--out FOLDER] [--tidy]; without --only it takes everything.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from docs import pictures
from docs.board_walk import PLACES as BOARD
from docs.counter_walk import PLACES as COUNTER
from docs.fields_walk import PLACES as FIELDS
from docs.first_walk import take_first
from docs.glass_walk import PLACES as GLASS
from docs.palette_walk import PLACES as PALETTE
from docs.profiles_walk import PLACES as PROFILES
from docs.road_walk import take_certified, take_evening, take_in_rooms, take_road
from docs.true_copy_walk import take_true_copies
from docs.undo_walk import PLACES as UNDO
from docs.viewer_walk import take_viewer
from ui.views.frame import Frame
from ui.views.gallery import PartsGallery, ReviewGallery
from ui.views.language import Language, speak
from ui.views.screen import Screen
from ui.views.theme import install_theme
from ui.views.tokens import Palette

ROOT = Path(__file__).resolve().parent.parent
SETTLE_MS = 250


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


def review_parts() -> QWidget:
    """Build the gallery of review parts."""
    return _framed(ReviewGallery, counter=True)


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("parts", gallery), ("review-parts", review_parts),
    *COUNTER, *PROFILES, *GLASS, *PALETTE, *UNDO, *BOARD, *FIELDS,
)  # fmt: skip
"""Pictures that each have a window of their own: their name and how to get there."""

WALKS: dict[str, Callable[[Path], list[Path]]] = {
    "road": take_road,
    "certify": take_certified,
    "rooms": take_in_rooms,
    "first": take_first,
    "copies": take_true_copies,
    "evening": take_evening,
    "viewer": take_viewer,
}
"""Pictures that are taken on one way through the rehearsal office."""


def take_place(name: str, build: Callable[[], QWidget], out: Path) -> list[Path]:
    """Build one window and take its picture in each of its looks."""
    window = build()
    window.resize(*pictures.LOOKS[0].size)
    window.show()
    window.activateWindow()
    taken = pictures.take(window, name, out, lambda: QTest.qWait(SETTLE_MS))
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()
    window.close()
    window.deleteLater()
    QTest.qWait(1)
    return taken


def take_all(only: str, out: Path) -> Iterator[Path]:
    """Take the pictures asked for: of a walk by its name, else of each place whose name holds these words."""
    if only in WALKS:
        yield from WALKS[only](out)
        return
    for name, build in PLACES:
        if only in name or only == "places":
            yield from take_place(name, build, out)
    if not only:
        for walk in WALKS.values():
            yield from walk(out)


def main() -> int:
    """Take all pictures or some."""
    parser = argparse.ArgumentParser(description=__doc__)
    walks = ", ".join(WALKS)
    parser.add_argument("--only", default="", help=f"«places», pictures whose name holds this, or a walk: {walks}")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--tidy", action="store_true", help="remove pictures that were not taken now; needs all")
    asked = parser.parse_args()
    pictures.prepare()
    asked.out = asked.out.resolve()
    asked.out.mkdir(parents=True, exist_ok=True)
    app = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    install_theme(app, Palette.LIGHT, 1.0)
    speak(app, Language.VIETNAMESE)
    taken, began = set(), time.monotonic()
    for path in take_all(asked.only, asked.out):
        print(path.name, f"{path.stat().st_size / 1000:.0f} kB", f"{time.monotonic() - began:.0f} s", flush=True)
        taken.add(path.name)
    if asked.tidy and not asked.only:
        for path in asked.out.glob("*.png"):
            if path.name not in taken:
                path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
