"""Walk to what a clerk does at the scanner with single sides, two passes and the glass, for the pictures."""

from collections.abc import Callable

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk.model.scanning import Device, Source
from docs.counter_walk import CounterWalk, entered
from tests.fakes.glass import SideReader, StackScanner
from tests.fakes.office import CARD, draw_paper

_TITLES = ("TỜ KHAI", "GIẤY XÁC NHẬN", "ĐƠN ĐỀ NGHỊ", "BẢN CAM KẾT")


def _at_scanner(*stack: Image.Image) -> tuple[CounterWalk, StackScanner]:
    walk = entered()
    desk = walk.window.model.session.desk
    scanner = StackScanner(stack=list(stack))
    device = Device(
        "escl:invented", "Canon DR-C225 II", "escl", (Source.GLASS, Source.FEEDER), dpis=(75, 300), width_mm=216,
        height_mm=297,
    )  # fmt: skip
    scanner.devices = lambda: [device]  # type: ignore[method-assign]  # one with a glass
    if desk is not None and isinstance(desk.scanners, dict):
        desk.scanners["escl"] = scanner
        told = SideReader()
        for name in ("split", "part", "card_sheet"):
            setattr(desk.reader, name, getattr(told, name))
    walk.window.model.status.look_for_scanners()
    walk.type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return).press(Qt.Key.Key_1)
    walk.window.model.go("counter.scan")
    walk.settle()
    return walk, scanner


def _papers(many: int) -> list[Image.Image]:
    return [draw_paper(_TITLES[number % len(_TITLES)], seal=number % 2 == 1) for number in range(many)]


def scan_sides() -> QWidget:
    """Show a paper of two sides, one of them scanned again, with what can be done with a side."""
    walk, scanner = _at_scanner(*_papers(2))
    walk.press(Qt.Key.Key_Space)
    scanner.stack = _papers(3)[2:]
    return walk.press(Qt.Key.Key_R).window


def scan_two_passes() -> QWidget:
    """Show how the stack is turned between the passes."""
    walk, _ = _at_scanner(*_papers(3))
    walk.press(Qt.Key.Key_M)
    return _with_dialog(walk)


def scan_back_lacking() -> QWidget:
    """Show what is asked when a back is lacking."""
    walk, scanner = _at_scanner(*_papers(4))
    walk.press(Qt.Key.Key_M)
    scanner.stack = _papers(3)
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        CounterWalk.press(walk, Qt.Key.Key_Return)
    return _with_dialog(walk)


def scan_glass() -> QWidget:
    """Show the glass with a card on it and the frame of the part that will be scanned."""
    glass = Image.new("RGB", (638, 877), (238, 238, 234))
    card = draw_paper("THẺ", seal=False).resize((253, 160))
    glass.paste(card, (120, 150))
    walk, _ = _at_scanner(glass)
    walk.press(Qt.Key.Key_X)
    return _with_dialog(walk)


def _with_dialog(walk: CounterWalk) -> QWidget:
    walk.settle()
    return walk.window


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("scan-sides", scan_sides),
    ("scan-two-passes", scan_two_passes),
    ("scan-back-lacking", scan_back_lacking),
    ("scan-glass", scan_glass),
)
"""Each picture's name and how to get there."""
