"""Walk a decision to its true copy and scans to their clerk's signature in the rehearsal office, for pictures."""

import tempfile
from contextlib import chdir
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.jobs import Progress
from desk.model.people import Citizen
from desk.model.values import PersonalId
from desk.rehearsal.authority import CLERK_PIN, SEAL_PIN
from desk.rehearsal.papers import make_papers
from desk.rehearsal.people import household
from desk.work.component import demand
from desk.work.digitise import read_documents
from desk.work.intake import choose_procedure, one, open_dossier, register_citizen
from desk.work.receive import Place, receive_file
from desk.work.review import confirm
from docs.hands import CTRL, RoadWalk
from docs.road_walk import ENROLMENT
from ui.models.hand import Place as Folder
from ui.views.dialog import RedDialog
from ui.views.hand import HandScreen


def take_true_copies(out: Path) -> list[Path]:
    """Hand a dossier over with a decision in it: the clerk signs, the decision is copied; return the pictures."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder, chdir(folder):
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        if _bring(walk, Path(folder)):
            walk.press(Qt.Key.Key_S, CTRL)
            _plug_in(walk, Path("KINGSTON"))
            walk.take("sign-papers-due")
            walk.press(Qt.Key.Key_F7)
            walk.take("sign-papers-pin")
            _give(walk, CLERK_PIN)
            walk.press(Qt.Key.Key_F8)
            walk.take("true-copy-wish")
            _in_dialog(walk)
            walk.take("true-copy-pin")
            _give(walk, SEAL_PIN)
            walk.take("true-copy-done")
        walk.window.close()
        return walk.taken


def _bring(walk: RoadWalk, folder: Path) -> bool:
    """Receive the mother with a decision and a birth certificate, and demand the clerk's signature."""
    desk, who = walk.window.model.session.desk, walk.window.model.session.who
    if desk is None or who is None:
        return False
    demand(desk, who, wanted=True)
    mother = household().mother
    citizen = register_citizen(desk, who, Citizen(mother.name, PersonalId(mother.number)))
    code = open_dossier(desk, who, citizen, choose_procedure(desk, ENROLMENT), agrees=True).dossier.code
    for paper in ("quyet-dinh", "giay-khai-sinh"):
        (drawn,) = make_papers(None, folder / paper, (paper,))
        document = receive_file(desk, who, drawn.path, Place(code, None), Progress())
        read_documents(desk, who, [document.id], Progress())
        confirm(desk, who, document.id)
    with desk.unit(reading=True) as uow:
        dossier = one(uow, code)
    walk.window.model.counter.arrival.citizen = citizen
    walk.window.model.counter.arrival.go_on(dossier)
    walk.settle()
    return True


def _plug_in(walk: RoadWalk, drive: Path) -> None:
    """Offer a drive to hand over to, so that no picture shows where it was taken."""
    screen = walk.window.screen_now()
    if isinstance(screen, HandScreen):
        drive.mkdir()
        screen.model.places = [Folder(drive, "KINGSTON", 28_400_000_000)]
        screen.model.choose(drive)


def _in_dialog(walk: RoadWalk) -> None:
    """Press Enter in the dialog that is open."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, RedDialog):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    walk.settle()


def _give(walk: RoadWalk, pin: str) -> None:
    """Type a PIN into the dialog that asks for it."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        QTest.keyClicks(QApplication.focusWidget() or dialog, pin)
    _in_dialog(walk)
