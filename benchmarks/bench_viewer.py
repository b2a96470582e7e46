"""How quick the page and long lists are: zoom, pan, loupe, the turn of a page, a book of a hundred thousand numbers.

    python -m benchmarks.bench_viewer [--rows 100000] [--only frames|turns|rows] [--keep DIR]

Needs Xvfb. Each part is a process of its own on a screen of 1366×768. Frames: a page of 2480×3508 px in a viewer of
1100×700 px; told is the time from an event (a step of the wheel with Ctrl, a move of the dragging hand, a move of the
loupe) until all that it asked to paint is painted. Turns: from the key until the next page of a paper of 300 dpi is
painted, at a reader's pace (its neighbours have been fetched) and as fast as the keys come. Rows: from the key of the
book's room until its first rows are painted, while the whole book is still being read, and a frame of scrolling once
it is there and while it comes.
"""

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_window import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication  # noqa: TID251 -- named for its type alone

    from desk.ports import Desk
    from ui.views.window import MainWindow

Timed = dict[str, list[float]]
"""Milliseconds of each frame, by what was done."""

PAGE = (2480, 3508)
STEPS, TURNS, PAGES, RUNS = 60, 40, 24, 3
PACE_S = 0.3
PATIENCE_S = 60.0
AIMS = {"wheel": 16.7, "pan": 16.7, "loupe": 16.7, "turn": 60.0, "turn, at once": 60.0, "first rows": 150.0,
        "scroll": 50.0, "scroll while read": 50.0, "all rows": 0.0}  # fmt: skip
"""The most the 95th of a hundred may take in ms; 0 = told only."""


def main() -> int:
    """Measure each part in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", choices=["frames", "turns", "rows"])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps({"frames": frames, "turns": turns, "rows": rows}[given.child](given.keep, given.rows)))
        return 0
    print(f"{'':20} {'frames':>7} {'median':>8} {'p95':>8} {'p99':>8} {'max':>8} {'aim':>6}   ms")
    with screen() as environment, tempfile.TemporaryDirectory(prefix="saoy-viewer-") as folder:
        root = given.keep or Path(folder)
        for part in [given.only] if given.only else ["frames", "turns", "rows"]:
            command = [sys.executable, "-m", "benchmarks.bench_viewer", "--child", part, "--keep", str(root / part),
                       "--rows", str(given.rows)]  # fmt: skip
            answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
            for name, times in json.loads(answer.splitlines()[-1]).items():
                if times:
                    print(told(name, times), flush=True)
    return 0


def told(name: str, times: Sequence[float]) -> str:
    """Return a line of the table."""
    ordered = sorted(times)
    shares = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.95, 0.99)]
    row = (statistics.median(ordered), *shares, ordered[-1], AIMS[name])
    return f"{name:20} {len(ordered):7} " + " ".join(f"{value:8.1f}" for value in row[:4]) + f" {row[4]:6.0f}"


def timed(act: Callable[[], object], settled: "Callable[[], bool] | None" = None) -> float:
    """Do something and return the ms until all that it asked for is painted, and until a condition holds."""
    from PySide6.QtCore import QCoreApplication

    began = time.perf_counter()
    act()
    QCoreApplication.processEvents()
    while settled is not None and not settled() and time.perf_counter() - began < PATIENCE_S:
        QCoreApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def rest(app: "QApplication", seconds: float) -> None:
    """Let the window go on by itself for a while."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.002)


# -- frames -----------------------------------------------------------------------------------------------------------


def frames(  # noqa: PLR0915  # long: three acts, one after the other
    folder: Path, _rows: int
) -> Timed:
    """Zoom, pan and look through the loupe at a page of 300 dpi."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from ui.app import application
    from ui.views.pictures import load_picture
    from ui.views.viewer import PageViewer

    app, file = application(), folder / "page.jpg"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture_bytes())
    viewer = PageViewer()
    viewer.resize(1100, 700)
    viewer.set_picture(load_picture(file, max(PAGE)))
    viewer.show()
    viewer.setFocus()
    rest(app, 0.5)
    found: Timed = {"wheel": [], "pan": [], "loupe": []}

    def wheel(notch: int) -> None:
        viewer.set_zoom(viewer.zoom() * 1.25 ** (notch / 120), QPoint(500, 300))  # what Ctrl and the wheel do

    for number in range(STEPS):
        found["wheel"].append(timed(lambda up=number % 20 < 10: wheel(60 if up else -60)))
        if number % 20 == 19:
            rest(app, 0.2)  # a well scaled copy comes, as it does for a person who stops
    viewer.set_zoom(1.0)
    rest(app, 0.3)
    QTest.mousePress(viewer.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 400))
    for number in range(STEPS):
        at = QPoint(600 - 5 * (number % 30), 400 - 9 * (number % 30))
        found["pan"].append(timed(lambda at=at: QTest.mouseMove(viewer.viewport(), at)))
    QTest.mouseRelease(viewer.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    viewer.fit("page")
    viewer.set_loupe(on=True)
    rest(app, 0.3)
    for number in range(STEPS):
        at = QPoint(250 + 10 * number, 200 + 5 * (number % 20))
        found["loupe"].append(timed(lambda at=at: QTest.mouseMove(viewer.viewport(), at)))
    return found


def picture_bytes(number: int = 0) -> bytes:
    """Return a page of 300 dpi as a scanner sends it: printed lines with a little grain, JPEG."""
    import io

    from PIL import Image, ImageDraw, ImageFont

    page = Image.effect_noise(PAGE, 9).point(lambda value: 250 - abs(value - 128) // 2).convert("RGB")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(44)
    for line in range(48):
        pen.text(
            (260, 300 + 62 * line), f"{number}.{line} Cong hoa xa hoi chu nghia Viet Nam Doc lap Tu do", "black", font
        )
    packed = io.BytesIO()
    page.save(packed, "JPEG", quality=85, dpi=(300, 300))
    return packed.getvalue()


# -- turns ------------------------------------------------------------------------------------------------------------


def turns(folder: Path, _rows: int) -> Timed:
    """Turn the pages of a paper of many sides by the key."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.views.paper_screen import PaperScreen

    app, window, desk = _at_counter(folder)
    window.model.look_at(_long_paper(desk))
    shown = window.screen_now()
    assert isinstance(shown, PaperScreen)
    rest(app, 2.0)
    found: Timed = {"turn": [], "turn, at once": []}

    def turn(key: Qt.Key) -> float:
        before = shown.look.page
        wanted = shown.look.beside(1 if key == Qt.Key.Key_PageDown else -1)
        if wanted is None:
            raise SystemExit(f"no page beside {before}")
        return timed(lambda: QTest.keyClick(shown.viewer, key), lambda: shown.shows(wanted))

    for number in range(TURNS):
        found["turn"].append(turn(Qt.Key.Key_PageDown if number % TURNS < TURNS // 2 else Qt.Key.Key_PageUp))
        rest(app, PACE_S)
    found["turn, at once"] = [turn(Qt.Key.Key_PageDown) for _ in range(PAGES - 2)]
    window.close()
    return found


def _at_counter(folder: Path) -> "tuple[QApplication, MainWindow, Desk]":
    from tests.fakes.office import PASSWORD, make_office, open_office
    from ui.app import application
    from ui.models.session import Doors, SessionModel
    from ui.models.window import WindowModel
    from ui.runner import Runner
    from ui.views.window import MainWindow

    app = application()
    home = folder / "office"
    desk = open_office(home) if home.exists() else make_office(home, papers=True)
    session = SessionModel(runner := Runner(), Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    window = MainWindow(WindowModel(runner, session))
    window.show()
    window.activateWindow()
    session.open()
    while not session.people:
        app.processEvents()
    session.sign_in("pao.hv", PASSWORD)
    while session.who is None or runner.busy:
        app.processEvents()
    rest(app, 0.5)
    return app, window, desk


def _long_paper(desk: "Desk") -> int:
    """Put sides of 300 dpi with words into the office as one paper."""
    from desk.model.paper import Page
    from ocr.page import PageReading, Word

    with desk.unit() as uow:
        paper = uow.documents.of_dossier("TAM-261006-0003")[0]
    words = tuple(
        Word("chu", 260 + 90 * (n % 20), 300 + 62 * (n // 20), 340 + 90 * (n % 20), 350 + 62 * (n // 20), 0.9, n // 20)
        for n in range(900)
    )
    with desk.unit() as uow:
        made = uow.documents.add(replace(paper, id=0, intake_key="long", source="scan:long"))
        for place in range(1, PAGES + 1):
            digest = desk.store.put(picture_bytes(place))
            reading = PageReading(*PAGE, 300.0, 0, 0.3, blank=False, words=words, text="")
            uow.documents.add_page(Page(made.id, place, digest, "image/jpeg", *PAGE, 300.0, reading=reading))
        uow.commit()
    return made.id


# -- rows -------------------------------------------------------------------------------------------------------------


def rows(folder: Path, count: int) -> Timed:
    """Open the book of a hundred thousand numbers and scroll in it."""
    from ui.views.register import RegisterScreen

    found: Timed = {"first rows": [], "all rows": [], "scroll": [], "scroll while read": []}
    for run in range(RUNS):
        _app, window, desk = _at_counter(folder)
        if not run:
            _fill_book(desk, count)
        window.show_screen("register")  # made here, so that the making of its parts does not count
        shown = window.screen_now()
        assert isinstance(shown, RegisterScreen)
        bar, began = shown.table.verticalScrollBar(), time.perf_counter()

        def there(shown: "RegisterScreen" = shown) -> bool:
            return bool(shown.table.model().rowCount())

        found["first rows"].append(timed(lambda: None, there))
        while window.model.runner.busy:
            found["scroll while read"].append(timed(lambda bar=bar: bar.setValue(bar.value() + 40)))
            time.sleep(0.005)
        found["all rows"].append((time.perf_counter() - began) * 1000)
        step = max(1, bar.maximum() // 997)
        found["scroll"] += [timed(lambda at=n * step, bar=bar: bar.setValue(at)) for n in range(200)]
        found["scroll"] += [timed(lambda bar=bar: bar.setValue(bar.value() + 120)) for _ in range(200)]
        window.close()
    return found


def _fill_book(desk: "Desk", count: int) -> None:
    """Certify one paper, and write it again so many times with other numbers, days and people."""
    from desk.model.people import Session
    from tests.fakes.leaving import COPYING, Leaver

    with desk.unit() as uow:
        citizen = uow.citizens.search("Nông Thị Hạnh")[0]
        leaver = Leaver(desk, citizen, Session(uow.officers.get(1), "Quầy 1"))
    leaver.copy(leaver.paper(leaver.dossier("TAM-261124-0007", COPYING), "Giấy khai sinh", 1))
    with closing(sqlite3.connect(desk.home / "office.db")) as base:
        base.execute("PRAGMA foreign_keys=OFF")
        for table, changed in (
            ("document", {"id": "id + n", "intake_key": "intake_key || n"}),
            ("certified_copy", {"id": "id + n", "document_id": "document_id + n", "number": "number + n",
                                "requester": "requester || ' ' || n",
                                "certified_at": "printf('2026-%02d-%02dT02:00:00+00:00', 1 + n % 11, 1 + n % 28)"}),
        ):  # fmt: skip
            columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changed.get(column, column) for column in columns)
            last = base.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608 -- names of our own
            base.execute(
                "WITH RECURSIVE step(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < ?)"  # noqa: S608 -- ours
                f" INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}, step WHERE id = ?",
                (count - 1, last),
            )
        base.commit()


if __name__ == "__main__":
    sys.exit(main())
