"""How smooth the window stays while a stack is read: gaps between frames of the evening's room.

    python -m benchmarks.bench_frames [--sides 200] [--seed 1] [--keep DIR]

Needs Xvfb. An office with the dossiers of a stack of `stack.py` is made; the window takes the stack in by its own verbs
while a 16 ms timer forces a paint of the list of sides, which is scrolled all the time, and the next question is put
once a second. Told are the gaps between the ends of two paints in ms, over taking in and over reading, besides the
same gaps of the idle window.

The peer is a process that paints nothing: it wakes up in the same rhythm, touches the 48 MB it holds, and sleeps again.
Where it stands still, the machine did: a virtual one without page tables of its own does so for 60 to 160 ms each time
its host has dropped them. So the window is told twice, as it was, and without the frames during which the peer was held
longer than `HELD_MS`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
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
HELD_MS = 40.0
PEER_BYTES, PAGE_BYTES = 48 << 20, 4096
PASSWORD = "mat-khau-thu"  # noqa: S105 -- of an office made for this run


@dataclass
class Gaps:
    """When a paint ended, in s of the machine's clock, and its gap in ms, by what went on."""

    found: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, name: str, gap_ms: float) -> None:
        """Take a gap that ends now."""
        self.found.setdefault(name, []).append((time.monotonic(), gap_ms))

    def without(self, held: list[tuple[float, float]]) -> "Gaps":
        """Return those during which the peer was not held."""
        return Gaps({
            name: [one for one in gaps if not any(_meet(one, still) for still in held)]
            for name, gaps in self.found.items()
        })  # fmt: skip

    def told(self) -> dict[str, dict[str, float]]:
        """Return count, median, p99 and the longest of each."""
        return {name: told([gap for _, gap in gaps]) for name, gaps in self.found.items() if gaps}


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two gaps, each by its end in s and its length in ms, have a moment in common."""
    return one[0] - one[1] / 1000 < other[0] and other[0] - other[1] / 1000 < one[0]


def told(gaps: list[float]) -> dict[str, float]:
    """Return count, median, p99 and the longest."""
    return {
        "frames": len(gaps), "median": round(statistics.median(gaps), 1),
        "p99": round(sorted(gaps)[int(len(gaps) * 0.99)], 1), "max": round(max(gaps), 1),
    }  # fmt: skip


def beat() -> None:
    """Be the peer: wake up, touch what is held, sleep; tell the gaps when the one who started this says a word."""
    held, gaps, end = bytearray(PEER_BYTES), Gaps(), threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), end.set()), daemon=True).start()
    last = time.monotonic()
    while not end.is_set():
        time.sleep(FRAME_MS / 1000)
        sum(held[::PAGE_BYTES])
        now = time.monotonic()
        gaps.add("peer", (now - last) * 1000)
        last = now
    print(json.dumps(gaps.found["peer"]))


def watched(office: Path, stack: Path) -> dict[str, list[tuple[float, float]]]:
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
        gaps.add(name, clock.nsecsElapsed() / 1e6)
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
    return gaps.found


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
    parser.add_argument("--beat", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.beat:
        beat()
        return
    if given.child:
        print(json.dumps(watched(*given.child)))
        return
    root = given.keep or Path(tempfile.mkdtemp(prefix="saoy-frames-"))
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "office").exists():
        laid(root, Plan(root / "stack", given.sides, given.seed), password=PASSWORD)
    window, peer = _both(root)
    held = [one for one in peer if one[1] > HELD_MS]
    beside = window.without(held)
    print(f"{'':22} {'frames':>7} {'median':>8} {'p99':>8} {'max':>8}   ms between paints, {given.sides} sides")
    rows = {"peer": told([gap for _, gap in peer]), **window.told()}
    rows |= {f"{name}, peer not held": row for name, row in beside.told().items()}
    for name, row in rows.items():
        print(f"{name:22} {row['frames']:7} {row['median']:8} {row['p99']:8} {row['max']:8}")


def _both(root: Path) -> tuple[Gaps, list[tuple[float, float]]]:
    """Return the gaps of the window, and of the peer that ran as long."""
    this = [sys.executable, "-m", "benchmarks.bench_frames"]
    with screen() as environment:
        peer = subprocess.Popen([*this, "--beat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            command = [*this, "--child", str(root / "office"), str(root / "stack")]
            answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        finally:
            beats = peer.communicate("end\n", timeout=10)[0]
    return Gaps(json.loads(answer.splitlines()[-1])), json.loads(beats)


if __name__ == "__main__":
    main()
