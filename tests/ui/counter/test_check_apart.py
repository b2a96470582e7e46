"""What an officer relies on at the check when answers come late and others sit down: papers and drafts stay apart."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from desk.model.paper import Page
from desk.work.drafts import drafts_of
from tests.fakes.office import PASSWORD
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.received import a_read_paper, open_check, receive
from tests.ui.sheets import sheet
from ui.models.memory import Memory
from ui.models.review import ReviewModel
from ui.views.find_bar import FindBar
from ui.views.review import ReviewScreen
from ui.views.thumbs import ThumbList

CTRL = Qt.KeyboardModifier.ControlModifier


def seen(screen: ReviewScreen) -> str:
    """Return the words in sight."""
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def receive_two_papers(walk: Walk, office: OfficeMade) -> tuple[int, int]:
    """Bring the citizen and return two read papers of their dossier."""
    receive(walk)
    return a_read_paper(walk, office), a_read_paper(walk, office, "-2")


def test_what_one_officer_typed_in_a_check_is_kept_for_them_and_not_shown_to_the_next(
    walk: Walk, office: OfficeMade
) -> None:
    receive(walk)
    first = walk.who
    paper = a_read_paper(walk, office)
    screen = open_check(walk)
    walk.type("Nông Thị Hoa")

    walk.model.session.sign_out()
    walk.settle()
    left = screen.model.document
    walk.model.session.sign_in("mai.lt", PASSWORD)
    walk.settle()
    screen.model.open(paper)
    walk.settle()

    assert left is None
    assert screen.model.typed == {}
    assert drafts_of(office.desk, first, paper)["ho_ten"].value == "Nông Thị Hoa"


def test_the_check_shows_no_paper_of_the_former_dossier_while_the_next_is_fetched(
    walk: Walk, office: OfficeMade
) -> None:
    receive(walk)
    model = ReviewModel(walk.model)
    model.open(a_read_paper(walk, office))
    walk.settle()
    before = model.document
    walk.press(Qt.Key.Key_F12)
    receive(walk)

    model.open(a_read_paper(walk, office))
    meanwhile = model.document
    walk.settle()

    assert before is not None
    assert meanwhile is None
    assert model.document is not None
    assert model.document.dossier == walk.model.counter.code


def test_a_paper_confirmed_late_leaves_the_one_in_work_alone(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Event()
    first, second = receive_two_papers(walk, office)
    monkeypatch.setattr("ui.models.review.review.confirm", lambda *_: done.wait(20))
    model = ReviewModel(walk.model)
    model.open(first)
    walk.settle()

    model.confirm()
    model.open(second)
    walk.qtbot.waitUntil(lambda: model.document is not None and model.document.id == second)
    model.put_typed({"ho_ten": "Nông Thị Hoa"})
    done.set()
    walk.settle()

    assert model.document is not None
    assert model.document.id == second
    assert model.typed == {"ho_ten": "Nông Thị Hoa"}


def test_a_paper_confirmed_late_is_not_told_before_the_next_citizen(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(walk)
    done, told = Event(), list[str]()
    monkeypatch.setattr("ui.models.review.review.confirm", lambda *_: done.wait(20))
    model = ReviewModel(walk.model)
    model.open(a_read_paper(walk, office))
    walk.settle()
    walk.model.history.done.connect(lambda act: told.append(act.words))

    model.confirm()
    walk.model.counter.next_citizen()
    done.set()
    walk.settle()

    assert told == []


def test_a_picture_that_comes_late_stands_at_its_own_paper(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Event()
    first, second = receive_two_papers(walk, office)

    def load(_path: Path, page: Page, _side_px: int) -> QImage:
        if page.document_id == first:
            slow.wait(20)
        return sheet(20, 28, Qt.GlobalColor.red if page.document_id == first else Qt.GlobalColor.blue)

    monkeypatch.setattr("ui.views.review.load_upright", load)
    walk.model.go("counter.review")
    screen = walk.window.screen_of("counter.review")
    assert isinstance(screen, ReviewScreen)
    screen.model.open(first)
    walk.qtbot.waitUntil(lambda: screen.model.document is not None and screen.model.document.id == first)
    screen.model.open(second)
    thumbs = screen.findChildren(ThumbList)[0].pages()
    walk.qtbot.waitUntil(lambda: thumbs.picture(f"page-{second}-1") is not None)
    slow.set()
    walk.settle()

    shown = thumbs.picture(f"page-{second}-1")
    assert shown is not None
    assert shown.toImage().pixelColor(5, 5) == QColor(Qt.GlobalColor.blue)


def test_a_pasted_line_and_words_looked_for_stay_with_their_dossier(walk: Walk, office: OfficeMade) -> None:
    receive(walk)
    a_read_paper(walk, office)
    screen = open_check(walk)
    QGuiApplication.clipboard().setText("Họ tên: LÒ VĂN THẮNG, nơi sinh: Nà Tông")
    walk.press(Qt.Key.Key_V, CTRL)
    pasted = seen(screen)
    walk.press(Qt.Key.Key_F, CTRL)
    walk.type("thang")
    walk.settle()

    walk.press(Qt.Key.Key_F12)
    receive(walk)
    screen.model.open(a_read_paper(walk, office))
    walk.model.go("counter.review")
    walk.settle()
    screen.model.put_typed({"ho_ten": "Nông Thị Hoa"})

    assert "LÒ VĂN THẮNG" in pasted
    assert "LÒ VĂN THẮNG" not in seen(screen)
    assert [bar.line.text() for bar in screen.findChildren(FindBar) if bar.isVisible()] == []


def test_what_was_confirmed_while_the_memory_was_read_is_offered_too(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, slow = Event(), Event()

    def remembered(*_: object, **__: object) -> list[str]:
        if asked.is_set():
            return ["Nà Tông", "Nà Khuôn"]
        asked.set()
        slow.wait(20)
        return ["Nà Tông"]

    monkeypatch.setattr("ui.models.memory.remembered", remembered)
    memory = Memory(walk.model)
    memory.fetch("khai_sinh", "noi_sinh")
    walk.qtbot.waitUntil(asked.is_set)

    walk.model.session.changed.emit()
    memory.fetch("khai_sinh", "noi_sinh")
    slow.set()
    walk.settle()

    assert memory.values("khai_sinh", "noi_sinh") == ["Nà Tông", "Nà Khuôn"]
