"""How long after a key the command palette shows its rows, in a rehearsal office of many documents.

    python -m benchmarks.bench_palette [--documents N] [--office DIR]

Keys go to the field as a person's do; the clock stops when the rows are painted: first those the window knows by
itself, then with people, dossiers and procedures. With `--office` an office made before is used.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.model.people import Role
from ui.app import application, build_window
from ui.models.session import State
from ui.views.window import MainWindow

SAOY = str(Path(sys.executable).parent / "saoy")
TYPED = ("nguyen thi hoa", "tran", "0081", "TAM-26", "khai sinh", "ctbs", "chung thuc", "xyzzy qwert")
PATIENCE_S = 30


def until(window: MainWindow, done: object) -> None:
    """Let the window work until something is true."""
    began = time.monotonic()
    while not (done() if callable(done) else done):
        QTest.qWait(1)
        if time.monotonic() - began > PATIENCE_S:
            raise SystemExit("nothing came")


def opened(office: Path) -> MainWindow:
    """Open the office's window and let its first officer in."""
    application()
    window = build_window(office)
    window.show()
    session = window.model.session
    session.open()
    until(window, lambda: session.state is State.SIGNED_OUT)
    clerk = next(one for one in session.people if Role.RECEPTION in one.roles)
    session.sign_in(clerk.login, "")
    until(window, lambda: session.who is not None and not window.model.runner.busy)
    return window


def typed(window: MainWindow, words: str) -> tuple[list[float], list[float]]:
    """Type words letter by letter; return the ms until the window's own rows and until all rows were painted."""
    palette = window.sheets.palette
    palette.line.clear()
    own, whole = [], []
    for letter in words:
        began = time.perf_counter()
        QTest.keyClick(palette.line, letter)
        palette.list.viewport().repaint()
        own.append(1000 * (time.perf_counter() - began))
        while palette.offered.waiting:
            QTest.qWait(0)
        palette.list.viewport().repaint()
        whole.append(1000 * (time.perf_counter() - began))
    return own, whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--office", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        office = given.office or Path(name) / "office"
        if not given.office:
            command = [SAOY, "init", "--office", str(office), "--demo", "--documents", str(given.documents), "--json"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        window = opened(office)
        began = time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        window.sheets.palette.repaint()
        print(f"first Ctrl+K: {1000 * (time.perf_counter() - began):.0f} ms")
        every_own, every_whole = [], []
        for words in TYPED:
            own, whole = typed(window, words)
            every_own += own
            every_whole += whole
            print(f"{words:16} own rows up to {max(own):5.1f} ms, all rows up to {max(whole):5.1f} ms")
        for what, times in (("own rows", every_own), ("all rows", every_whole)):
            ranked = sorted(times)
            median, late = ranked[len(ranked) // 2], ranked[int(0.95 * len(ranked))]
            print(f"{what}: median {median:.1f} ms, p95 {late:.1f} ms, max {ranked[-1]:.1f} ms of {len(ranked)} keys")
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
