"""What a clerk relies on with people waiting: a whole case by the keyboard alone, in few keys, none of them lost."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.model.certification import CopyStage
from desk.model.dossier import DossierState
from desk.ports import Desk
from tests.fakes.mixed_reader import MixedReader
from tests.fakes.office import PASSWORD, GlassScanner
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN
from tests.fakes.stacks import HANH
from tests.ui.counter.certifying import CERTIFYING
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models import hand
from ui.models.hand import Place
from ui.models.session import Doors
from ui.views.certify import CertifyScreen
from ui.views.compare import LOOK_TICKS
from ui.views.review import ReviewScreen

MOST_KEYS = 25
"""Key presses of a whole case, beside what is typed: a number, a procedure, two PINs."""


@dataclass
class Hand:
    """A hand at the keyboard that counts, and looks after each key where the keyboard is.

    Attributes:
        pressed: The keys pressed, in order, with the screen they were pressed on.
        lost: The keys after which nothing had the keyboard.
    """

    walk: Walk
    pressed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def press(self, keys: str) -> None:
        """Press a key such as "Return" or "Ctrl+D" where the keyboard is."""
        name = keys.rpartition("+")[2]
        held = Qt.KeyboardModifier.ControlModifier if keys.startswith("Ctrl+") else Qt.KeyboardModifier.NoModifier
        self.pressed.append(f"{self.walk.screen()}: {keys}")
        QTest.keyClick(self._focus(), getattr(Qt.Key, f"Key_{name}"), held)
        self.walk.settle()
        now = QApplication.focusWidget()
        if now is None or not now.isVisible():
            self.lost.append(self.pressed[-1])

    def type(self, words: str) -> None:
        """Type a number, a code or a PIN; these are not counted."""
        QTest.keyClicks(self._focus(), words)

    def look(self) -> None:
        """Look at the pages in sight for as long as it takes to count, without waiting for the clock."""
        screen = self.walk.window.screen_now()
        assert isinstance(screen, CertifyScreen)
        self.walk.qtbot.waitUntil(lambda: all(pane.there for pane in screen.compare.panes), timeout=10_000)
        for _ in range(LOOK_TICKS):
            screen.compare.tick()
        self.walk.settle()

    def _focus(self) -> QWidget:
        modal = QApplication.activeModalWidget()
        return (modal.focusWidget() or modal) if modal is not None else self.walk.focus()


@pytest.fixture
def desk(office: OfficeMade) -> Desk:
    """An office with a paper on the glass of its scanner, and a reader that doubts a date."""
    return replace(office.desk, scanners={"escl": GlassScanner()}, reader=MixedReader())


@pytest.fixture
def clerk(
    desk: Desk, make_walk: Callable[[Doors, Path], Walk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Hand:
    """A clerk signed in, before the counter; packages go to a folder of their own."""
    (tmp_path / "usb").mkdir()
    monkeypatch.setattr(hand, "places", lambda: [Place(tmp_path / "usb")])
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type(PASSWORD)
    walk.enter()
    return Hand(walk)


def receive(clerk: Hand) -> None:
    """Receive a citizen the office knows, for certified copies."""
    clerk.press("F12")
    clerk.type(HANH)
    clerk.press("Return")
    clerk.type(CERTIFYING)
    clerk.press("Return")


def certify(clerk: Hand) -> None:
    """Compare, find no ground to refuse, take the number, sign and seal."""
    clerk.look()
    clerk.press("0")
    clerk.press("Ctrl+D")
    for pin in (OFFICER_PIN, SEAL_PIN):
        clerk.type(pin)
        clerk.press("Return")


def hand_over(clerk: Hand) -> None:
    """Go on to the hand-over, close the dossier, and be ready for the next citizen."""
    clerk.press("Return")
    clerk.press("Ctrl+S")
    clerk.press("Return")


def leaves(clerk: Hand, desk: Desk, folder: Path) -> None:
    """Hold what must be true at the end of every such case."""
    with desk.unit(reading=True) as uow:
        dossier = uow.dossiers.recent()[0]
        (paper,) = uow.documents.of_dossier(dossier.code)
        (copy,) = uow.copies.of_document(paper.id)
    assert (copy.number, copy.stage) == (1, CopyStage.SEALED)
    assert dossier.state is DossierState.HANDED_OVER
    assert (folder / f"{dossier.code}.zip").is_file()
    assert (clerk.walk.screen(), clerk.walk.model.counter.citizen) == ("counter", None)
    assert clerk.lost == []
    assert len(clerk.pressed) <= MOST_KEYS


def test_a_known_citizens_paper_is_scanned_certified_and_handed_over_in_thirteen_keys(
    clerk: Hand, desk: Desk, tmp_path: Path
) -> None:
    receive(clerk)
    clerk.press("1")
    clerk.press("Space")
    clerk.press("Ctrl+D")
    certify(clerk)
    hand_over(clerk)

    leaves(clerk, desk, tmp_path / "usb")
    assert clerk.pressed == [
        "counter: F12", "counter: Return", "counter: Return", "counter: 1", "counter.scan: Space",
        "counter.scan: Ctrl+D", "counter.certify: 0", "counter.certify: Ctrl+D", "counter.certify: Return",
        "counter.certify: Return", "counter.certify: Return", "counter.hand: Ctrl+S", "counter.hand: Return",
    ]  # fmt: skip


def test_the_same_case_takes_sixteen_keys_when_what_was_read_is_checked_first(
    clerk: Hand, desk: Desk, tmp_path: Path
) -> None:
    receive(clerk)
    clerk.press("Return")
    clerk.press("Space")
    clerk.press("Return")
    clerk.press("Return")
    left = clerk.walk.window.screen_now()
    assert isinstance(left, ReviewScreen)
    assert len(left.model.absent) > 20
    clerk.press("Ctrl+Return")
    clerk.press("Return")
    assert clerk.walk.screen() == "counter.certify"
    certify(clerk)
    hand_over(clerk)

    leaves(clerk, desk, tmp_path / "usb")
    assert len(clerk.pressed) == 16
