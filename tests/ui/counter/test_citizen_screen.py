"""What a citizen may rely on before the second screen: only what is theirs, and nothing of it for the next one."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel, QWidget

from desk.model.paper import Document, Stage
from desk.model.procedure import Component, Need
from tests.fakes.office import NOW
from tests.ui.audit import clipped, too_small
from tests.ui.counter.certifying import Certifier, bring
from tests.ui.counter.conftest import Walk
from ui.models.citizen_screen import PRIVATE_KINDS, View, may_show
from ui.views.citizen_screen import CitizenWindow

NAME, NUMBER = "Nông Thị Hạnh", "008187004215"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def facing(walk: Walk) -> CitizenWindow:
    """The citizen's screen, opened by its key."""
    walk.press(Qt.Key.Key_F11)
    found = walk.window.attendants.citizen
    assert found is not None
    assert found.isVisible()
    return found


def held(window: QWidget) -> str:
    """Return every word that a widget of a window holds, seen or not."""
    parts = [window, *window.findChildren(QWidget)]
    said = [one.text() for one in parts if isinstance(one, QLabel)]
    said += [word for one in parts for word in (one.accessibleName(), one.toolTip(), one.windowTitle())]
    return " ".join(said).replace("\u00a0", " ")


def page_held(window: CitizenWindow) -> bool:
    return not window.picture.empty


def receive(walk: Walk) -> None:
    walk.type(NUMBER)
    walk.enter()
    walk.type("tcx")
    walk.enter()


def test_it_is_off_until_somebody_wants_it_and_the_clerk_keeps_the_keyboard(walk: Walk) -> None:
    attendants = walk.window.attendants
    before = attendants.citizen

    walk.press(Qt.Key.Key_F11)
    active, shown = walk.window.isActiveWindow(), attendants.citizen
    walk.press(Qt.Key.Key_F11)

    assert before is None
    assert active
    assert shown is not None
    assert not shown.isVisible()


class _ElsewhereWindow(QWidget):
    """A window on another display than the only one there is."""

    def screen(self) -> QScreen:
        """Return a screen that is none of those there are."""
        return cast("QScreen", None)


def test_where_there_is_a_second_display_it_fills_it(walk: Walk, facing: CitizenWindow) -> None:
    facing.appear(on=False, beside=walk.window)
    elsewhere = _ElsewhereWindow()
    walk.qtbot.addWidget(elsewhere)

    facing.appear(on=True, beside=elsewhere)

    assert facing.isFullScreen()
    assert facing.geometry() == QGuiApplication.screens()[0].geometry()


def test_at_idle_it_shows_the_office_alone(facing: CitizenWindow) -> None:
    assert facing.model.now.view is View.IDLE
    assert "UBND XÃ THƯỢNG LÂM" in held(facing)


def test_it_follows_the_case_in_two_sentences_without_any_number(walk: Walk, facing: CitizenWindow) -> None:
    receive(walk)

    words = held(facing)
    assert facing.model.now.view is View.DOSSIER
    assert NAME in words
    assert "trợ cấp xã hội hằng tháng" in words
    assert "bà" in words
    assert not any(letter.isdigit() for letter in words)
    for wide, tall in ((1024, 640), (800, 600), (1920, 1080)):
        facing.resize(wide, tall)
        walk.settle()
        assert (clipped(facing), too_small(facing)) == ([], [])


@pytest.mark.parametrize("leave", ["F12", "sign-out", "lock"])
def test_nothing_of_a_citizen_who_left_remains(walk: Walk, facing: CitizenWindow, tmp_path: Path, leave: str) -> None:
    bring(walk, tmp_path, checked=False)
    walk.model.go("counter.review")
    walk.settle()
    assert page_held(facing)
    assert NAME in held(facing)

    if leave == "F12":
        walk.model.counter.next_citizen()
    elif leave == "lock":
        walk.model.session.lock()
    else:
        walk.model.session.sign_out()

    assert NAME not in held(facing)
    assert "khai sinh" not in held(facing)
    assert not page_held(facing)
    walk.settle()
    assert not page_held(facing)


def test_what_lay_there_comes_back_when_the_desk_is_unlocked(walk: Walk, facing: CitizenWindow) -> None:
    receive(walk)
    walk.press(Qt.Key.Key_F12, SHIFT)
    assert NAME not in held(facing)

    walk.type("mat-khau-diem-tap")
    walk.enter()

    assert NAME in held(facing)


def test_the_paper_in_hand_is_shown_and_the_fee_of_its_copy(walk: Walk, facing: CitizenWindow, tmp_path: Path) -> None:
    document = bring(walk, tmp_path)
    Certifier(walk, document).enter()

    words = held(facing)

    assert facing.model.now.view is View.COPY
    assert "Chứng thực 1 bản sao giấy khai sinh, phí" in words
    assert " đ." in words


def test_a_copy_of_somebody_else_that_is_certified_meanwhile_is_not_told(
    walk: Walk, facing: CitizenWindow, tmp_path: Path
) -> None:
    document = bring(walk, tmp_path)
    walk.press(Qt.Key.Key_F12)
    receive(walk)

    walk.model.certify(document)
    walk.settle()

    assert walk.model.copying is not None
    assert (facing.model.now.copies, facing.model.now.fee) == (0, 0)
    assert "phí" not in held(facing)


def test_the_question_of_keeping_copies_is_shown_in_plain_words(walk: Walk, facing: CitizenWindow) -> None:
    walk.type("008087000421")
    walk.enter()
    walk.type("Lò Văn Thắng")
    walk.enter()
    walk.type("tcx")
    walk.enter()

    assert facing.model.now.view is View.CONSENT
    assert "Đồng ý hay không" in held(facing)
    assert "ông (bà)" in held(facing)


def paper(**changes: object) -> Document:
    made = Document("TAM-1", 1, 1, "scan", NOW, 1, "key", stage=Stage.READ, kind="khai_sinh", title="Giấy khai sinh")
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names what it changes


def test_papers_of_health_and_secret_ones_are_never_shown() -> None:
    birth = Component(1, "Giấy khai sinh", Need.HAND_IN, ("khai_sinh",))
    anything = Component(1, "Bản chính", Need.SHOW, ())

    assert may_show(paper(), anything)
    assert may_show(None, birth)
    assert not may_show(None, anything), "a paper that nobody has read may be anything"
    assert not may_show(paper(stage=Stage.RECEIVED, kind=None), anything)
    assert not may_show(paper(secrecy="MẬT"), birth)
    assert not may_show(paper(kind=None), birth)
    for kind in PRIVATE_KINDS:
        assert not may_show(paper(kind=kind), anything)
        assert not may_show(None, Component(1, "x", Need.HAND_IN, (kind,)))
