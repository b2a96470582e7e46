"""A clerk before a paper that is to be certified: the office, the paper, and the dialogs that are asked."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, Comparison
from desk.ports import Desk
from desk.work import certify
from desk.work.digitise import read_documents
from desk.work.receive import Place, receive_file
from desk.work.review import confirm, set_kind
from tests.fakes.office import CARD, draw_paper
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN, SoftKeys, ToldSignatures
from tests.ui.counter.conftest import Walk
from ui.models.case import Case
from ui.views.certify import CertifyScreen
from ui.views.compare import LOOK_TICKS
from ui.views.dialog import RedDialog
from ui.views.pin_dialog import PinDialog, RedQuestion
from ui.views.sign_dialog import SignDialog

CTRL = Qt.KeyboardModifier.ControlModifier
CERTIFYING = "2.000815"
"""The procedure of certified copies in the shipped catalogue."""


def bring(walk: Walk, folder: Path, *, procedure: str = CERTIFYING, place: int = 1, checked: bool = True) -> int:
    """Receive the citizen and lay a read paper into a slot; return its number."""
    walk.type(CARD)
    walk.enter()
    walk.type(procedure)
    walk.enter()
    desk, who, code = walk.desk, walk.who, walk.code
    picture = folder / "giay.png"
    draw_paper("GIẤY KHAI SINH").save(picture)
    document = receive_file(desk, who, picture, Place(code, place), Progress())
    read_documents(desk, who, [document.id], Progress())
    set_kind(desk, who, document.id, "khai_sinh")
    if checked:
        confirm(desk, who, document.id)
    walk.settle()
    return document.id


class Certifier:
    """A person at the certify screen."""

    def __init__(self, walk: Walk, document: int) -> None:
        self.walk, self.document = walk, document

    @property
    def screen(self) -> CertifyScreen:
        """Return the certify screen."""
        screen = self.walk.window.screen_of("counter.certify")
        assert isinstance(screen, CertifyScreen)
        return screen

    @property
    def case(self) -> Case:
        """Return the paper in work."""
        case = self.screen.model.case
        assert case is not None
        return case

    @property
    def desk(self) -> Desk:
        """Return the office."""
        return self.walk.desk

    @property
    def keys(self) -> SoftKeys:
        """Return the invented tokens."""
        keys = self.desk.keys
        assert isinstance(keys, SoftKeys)
        return keys

    @property
    def signatures(self) -> ToldSignatures:
        """Return the invented signing room."""
        signatures = self.desk.signatures
        assert isinstance(signatures, ToldSignatures)
        return signatures

    def copies(self) -> list[CertifiedCopy]:
        """Return the copies of the paper as they are kept."""
        with self.desk.unit(reading=True) as uow:
            return uow.copies.of_document(self.document)

    def enter(self) -> None:
        """Go to the certify screen by the counter's next step."""
        self.walk.enter()
        assert self.walk.screen() == "counter.certify"
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.walk.settle()

    def look(self) -> None:
        """Look at the page in sight for as long as it takes to count, without waiting for the clock."""
        compare = self.screen.compare
        self.walk.qtbot.waitUntil(lambda: all(pane.there for pane in compare.panes), timeout=10_000)
        for _ in range(LOOK_TICKS):
            compare.tick()

    def tick_all(self) -> None:
        """Tick the six grounds one by one."""
        for digit in range(1, 7):
            QTest.keyClick(self.walk.focus(), Qt.Key(Qt.Key.Key_0 + digit))

    def do_duties(self) -> None:
        """Look and tick."""
        self.look()
        self.tick_all()

    def dialog(self) -> RedDialog | None:
        """Return the dialog that is open, or None."""
        found = QApplication.activeModalWidget()
        return found if isinstance(found, RedDialog) else None

    def question(self) -> RedQuestion | SignDialog:
        """Return the question before the red act, with or without PINs."""
        found = self.dialog()
        assert isinstance(found, RedQuestion | SignDialog), found
        return found

    def pin(self) -> PinDialog:
        """Return the question for a PIN."""
        found = self.dialog()
        assert isinstance(found, PinDialog), found
        return found

    def red(self) -> None:
        """Press Ctrl+D where the keyboard is: on the screen or in the dialog."""
        target = self.dialog() or self.walk.focus()
        QTest.keyClick(target, Qt.Key.Key_D, CTRL)
        self.settle()

    def give(self, pin: str) -> None:
        """Type a PIN where one is asked for and press Enter."""
        asked = self.dialog()
        line = asked.focusWidget() if isinstance(asked, SignDialog) else self.pin().pin.line
        QTest.keyClicks(line, pin)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def escape(self) -> None:
        """Press Esc in the dialog."""
        dialog = self.dialog()
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        self.settle()

    def open_both(self) -> None:
        """Have both tokens logged in, and the screen know it."""
        self.keys.officer.opened = self.keys.seal.opened = True
        self.look_at_tokens()

    def look_at_tokens(self) -> None:
        """Have the screen look at the tokens again."""
        self.screen.model.look_at_keys(self.case)
        self.settle()

    def sign_officer_alone(self) -> None:
        """Give the officer's PIN and leave the seal for later."""
        self.red()
        self.give(OFFICER_PIN)
        self.red()

    def sign_all(self) -> None:
        """Give both PINs in the question, which takes the number."""
        self.red()
        self.give(OFFICER_PIN)
        self.give(SEAL_PIN)

    def certify_by_verb(self) -> CertifiedCopy:
        """Take the number as another counter would."""
        held = Comparison(compared=True, pages=1, grounds=(1, 2, 3, 4, 5, 6))
        return certify.take_number(self.desk, self.walk.who, certify.Wish(self.document, held))
