"""How smooth the window stays while a stack is read: gaps between frames of the evening's room.

    python -m benchmarks.bench_frames [--sides 200] [--seed 1] [--keep DIR]

Needs Xvfb. An office with the dossiers of a stack of `stack.py` is made; the window takes the stack in by its own verbs
while a 16 ms timer forces a paint of the list of sides, which is scrolled all the time, and the next question is put
once a second. Told are the gaps between the ends of two paints in ms, over taking in and over reading, besides the
same gaps of the idle window.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_evening import laid
from benchmarks.bench_window import screen
from benchmarks.stack import Plan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication  # noqa: TID251 -- named for its type alone

    from ui.views.evening import EveningScreen
    from ui.views.window import MainWindow

FRAME_MS = 16
ASK_MS = 1000
STEP_PX = 6
IDLE_S = 5.0
PASSWORD = "mat-khau-thu"  # noqa: S105 -- of an office made for this run


@dataclass
class Gaps:
    """Gaps between paints in ms, by what went on."""

    found: dict[str, list[float]] = field(default_factory=dict)

    def told(self) -> dict[str, dict[str, float]]:
        """Return count, median, p99 and the longest of each."""
        return {
            name: {
                "frames": len(gaps), "median": round(statistics.median(gaps), 1),
                "p99": round(sorted(gaps)[int(len(gaps) * 0.99)], 1), "max": round(max(gaps), 1),
            }
            for name, gaps in self.found.items() if gaps
        }  # fmt: skip


def watched(office: Path, stack: Path) -> dict[str, dict[str, float]]:
    """Take a stack in by the window of an office and return its gaps; called in a process of its own."""
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer

    from ui.models.evening import Busy

    app, window, shown = _at_evening(office)
    gaps, clock = Gaps(), QElapsedTimer()
    frames = QTimer(window, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
    asking = QTimer(window, interval=ASK_MS)
    clock.start()

    def paint() -> None:
        bar = shown.stack.verticalScrollBar()
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + STEP_PX)
        shown.stack.viewport().repaint()
        name = shown.evening.busy.value if shown.evening.batch is not None else "idle"
        gaps.found.setdefault(name, []).append(clock.nsecsElapsed() / 1e6)
        clock.restart()

    def end() -> None:
        if not (shown.evening.look is None or shown.evening.busy is not Busy.NO or shown.evening.look.unread):
            app.quit()

    frames.timeout.connect(paint)
    asking.timeout.connect(lambda: shown.evening.ask_about(shown.evening.questions.step()))
    ending = QTimer(window, interval=ASK_MS)
    ending.timeout.connect(end)
    for timer in (frames, asking, ending):
        timer.start()
    QTimer.singleShot(int(IDLE_S * 1000), lambda: shown.evening.take_folder(stack))
    app.exec()  # as in earnest: a loop of our own would hold the interpreter between events
    window.close()
    return gaps.told()


def _at_evening(office: Path) -> "tuple[QApplication, MainWindow, EveningScreen]":
    from ui.app import application, build_window
    from ui.views.evening import EveningScreen

    app = application()
    window = build_window(office)
    window.show()
    session = window.model.session
    session.open()
    while not session.people:
        app.processEvents()
    session.sign_in("hanh", PASSWORD)
    while session.who is None:
        app.processEvents()
    window.choose("evening")
    shown = window.screen_now()
    assert isinstance(shown, EveningScreen)
    return app, window, shown


def main() -> None:
    """Make office and stack, watch the window in a process of its own, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sides", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(watched(*given.child)))
        return
    root = given.keep or Path(tempfile.mkdtemp(prefix="saoy-frames-"))
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "office").exists():
        laid(root, Plan(root / "stack", given.sides, given.seed), password=PASSWORD)
    with screen() as environment:
        command = [
            sys.executable,
            "-m",
            "benchmarks.bench_frames",
            "--child",
            str(root / "office"),
            str(root / "stack"),
        ]
        answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    print(f"{'':10} {'frames':>7} {'median':>8} {'p99':>8} {'max':>8}   ms between paints, {given.sides} sides")
    for name, row in json.loads(answer.splitlines()[-1]).items():
        print(f"{name:10} {row['frames']:7} {row['median']:8} {row['p99']:8} {row['max']:8}")


if __name__ == "__main__":
    main()
