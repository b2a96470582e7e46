"""The clerk's half minute: key presses and seconds from the scanned page to the sealed copy, in the real window.

    python -m benchmarks.bench_half_minute [--copies 3] [--pause 15] [--display offscreen]

Needs Xvfb. A rehearsal office with its virtual scanner, its reading, its two soft tokens and its authority; the window
of the program on an X server of its own, driven by key presses alone, each counted. The clock starts when the side
lies on the screen of scanning and stops when the copy is sealed and has passed its own check; `--pause` is the time a
person reads both papers, turning their pages meanwhile. Each token is opened once a day: the first copy, told apart,
opens them by PINs whose characters are typed besides, and each of which Enter confirms. Ends with code 1 when any copy
takes over six key presses or thirty seconds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.hands import RoadWalk
    from ui.models.case import Case

MOST_KEYS, MOST_S = 6, 30.0
PATIENCE_S = 120.0
PAPER = "khai-sinh"


@dataclass
class Road:
    """What one copy took: key presses and the PINs typed besides, seconds in all, and of them the pause."""

    keys: int
    pins: int
    seconds: float
    pause: float


class Hand:
    """Presses keys and counts them."""

    def __init__(self, walk: "RoadWalk") -> None:
        self.walk = walk
        self.keys = self.pins = 0

    def press(self, name: str) -> None:
        """Press one key, such as "Return" or "Ctrl+D", where the keyboard is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication  # noqa: TID251 -- it drives the window, as a person would

        self.keys += 1
        held = Qt.KeyboardModifier.ControlModifier if name.startswith("Ctrl+") else Qt.KeyboardModifier.NoModifier
        key = getattr(Qt.Key, f"Key_{name.removeprefix('Ctrl+')}")
        modal = QApplication.activeModalWidget()
        if modal is not None and not modal.isActiveWindow():  # a server without a window manager activates none
            modal.activateWindow()
            QTest.qWait(50)
        held_by = modal.focusWidget() if modal is not None else QApplication.focusWidget()
        target = held_by if held_by is not None else modal if modal is not None else self.walk.window
        QTest.keyClick(target, key, held)

    def wait(self, true: Callable[[], object], what: str) -> None:
        """Wait until something holds; SystemExit when it never does."""
        from PySide6.QtTest import QTest

        until = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > until:
                raise SystemExit(f"waited in vain for {what}, at {self.walk.window.screen_name()}: {_told(self.walk)}")
            QTest.qWait(20)


def one_copy(walk: "RoadWalk", pause_s: float) -> Road:
    """Scan a birth certificate and take it to a sealed copy; return what that took from the scanned page on."""
    from PySide6.QtTest import QTest

    from docs.certify_walk import scan_in

    hand = Hand(walk)
    scan_in(walk, PAPER)  # what comes before the clock starts
    began = time.perf_counter()
    hand.press("Ctrl+D")
    hand.wait(lambda: _total(walk) > 0, "both papers to be laid")
    reading = time.perf_counter()
    for place in range(1, _total(walk) + 1):
        hand.wait(partial(_seen, walk, place), f"page {place} to be in sight")
        if place < _total(walk):
            hand.press("PageDown")
    QTest.qWait(max(0, round((pause_s - time.perf_counter() + reading) * 1000)))
    hand.press("0")
    hand.wait(lambda: _ready(walk), "the number to be free to take")
    hand.press("Ctrl+D")
    if not _pins(hand):
        hand.press("Ctrl+D")
    hand.wait(lambda: _sealed(walk), "the copy to be sealed")
    return Road(hand.keys, hand.pins, time.perf_counter() - began, pause_s)


def _pins(hand: Hand) -> bool:
    """Give the PINs where the question of the red act asks for them; tell whether it did."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication  # noqa: TID251 -- it drives the window, as a person would

    from desk.model.certification import Purpose
    from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN
    from ui.views.sign_dialog import SignDialog

    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, SignDialog):
        return False
    for purpose, field in list(dialog.pins.items()):
        hand.pins += 1
        QTest.keyClicks(field.line, SEAL_PIN if purpose is Purpose.SEAL else OFFICER_PIN)
        hand.press("Return")
    return True


def _sealed(walk: "RoadWalk") -> bool:
    from desk.model.certification import CopyStage

    case = _case(walk)
    return case is not None and case.stage is CopyStage.SEALED


def _case(walk: "RoadWalk") -> "Case | None":
    from ui.views.certify import CertifyScreen

    screen = walk.window.screen_now()
    return screen.model.case if isinstance(screen, CertifyScreen) else None


def _told(walk: "RoadWalk") -> str:
    """Return where a copy stands, for the one who looks why it went no further."""
    case = _case(walk)
    if case is None:
        return "-"
    keys, failure = (case.keys.officer.state, case.keys.seal.state), case.failure.code if case.failure else None
    return f"{case.stage} {case.busy} {failure} {keys} {[(one.what, one.number) for one in case.missing]}"


def _total(walk: "RoadWalk") -> int:
    case = _case(walk)
    return case.compared.total if case is not None and case.compared is not None else 0


def _seen(walk: "RoadWalk", place: int) -> bool:
    case = _case(walk)
    return case is not None and place in case.looked


def _ready(walk: "RoadWalk") -> bool:
    case = _case(walk)
    return case is not None and case.ready


@contextmanager
def display(kind: str) -> Iterator[None]:
    """Let the window open on an X server of its own, or nowhere."""
    if kind == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"], os.environ["QT_QPA_PLATFORM"] = f":{answer.readline().strip()}", "xcb"
        yield
    finally:
        server.terminate()
        server.wait()


def measured(copies: int, pause_s: float) -> list[Road]:
    """Open the window of a rehearsal office and certify one copy after the other."""
    from docs.hands import RoadWalk
    from ui.app import application

    with tempfile.TemporaryDirectory(prefix="saoy-half-minute-") as folder:
        application()
        walk = RoadWalk(Path(folder), Path(folder))
        walk.enter()
        roads = [one_copy(walk, pause_s) for _ in range(copies + 1)]
        walk.window.close()
    return roads


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--pause", type=float, default=15.0, metavar="S")
    parser.add_argument("--display", choices=("xvfb", "offscreen"), default="xvfb")
    given = parser.parse_args()
    with display(given.display):
        first, *later = measured(given.copies, given.pause)
    print(f"first of the day: {first.keys} key presses and {first.pins} PINs typed besides, {first.seconds:.1f} s")
    for place, road in enumerate(later, 2):
        print(f"copy {place}: {road.keys} key presses, {road.seconds:.1f} s, of them {road.pause:.0f} s reading")
    every = [first, *later]
    keys, seconds = max(road.keys for road in every), statistics.median(road.seconds for road in later)
    slowest = max(road.seconds for road in every)
    fits = keys <= MOST_KEYS and slowest <= MOST_S
    print(f"from the scanned page to the sealed copy: {keys} key presses (at most {MOST_KEYS}), later ones "
          f"{seconds:.1f} s, slowest {slowest:.1f} s (at most {MOST_S:.0f}): {'fits' if fits else 'TOO MUCH'}")
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
