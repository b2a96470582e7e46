"""What a clerk relies on who certifies several papers of one dossier in one go, by the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, CopyStage, Purpose
from desk.work.digitise import read_documents
from desk.work.receive import Place, receive_file
from signing.errors import FileUnfit
from tests.fakes.office import draw_paper
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN
from tests.ui.audit import clipped, unnamed
from tests.ui.counter.certifying import CTRL, Certifier, bring
from tests.ui.counter.conftest import Walk
from ui.models.many import ManyModel, many_of
from ui.views.many import ManyScreen
from ui.views.sign_dialog import SignDialog
from ui.views.theme import theme


class Stack(Certifier):
    """A clerk with two papers to be certified."""

    @property
    def batch(self) -> ManyModel:
        """Return the list behind the screen."""
        return many_of(self.walk.model)

    @property
    def many(self) -> ManyScreen:
        """Return the screen of the list."""
        screen = self.walk.window.screen_now()
        assert isinstance(screen, ManyScreen)
        return screen

    def states(self) -> list[str]:
        """Return how far each paper is."""
        return [row.state for row in self.batch.rows]

    def compare(self) -> None:
        """Look at the paper on the screen, find no ground, and go on."""
        self.look()
        self.walk.press(Qt.Key.Key_0)
        self.walk.enter()

    def compare_all(self) -> None:
        """Go from one paper to the next until the list is back."""
        self.walk.enter()
        while self.walk.screen() == "counter.certify":
            self.compare()

    def all_copies(self) -> list[CertifiedCopy]:
        """Return the copies of all papers of the list."""
        with self.desk.unit(reading=True) as uow:
            return [one for row in self.batch.rows for one in uow.copies.of_document(row.document)]


@pytest.fixture
def stack(walk: Walk, tmp_path: Path) -> Stack:
    """The list with two papers, chosen both."""
    made = Stack(walk, bring(walk, tmp_path))
    desk, who, code = walk.desk, walk.who, walk.code
    picture = tmp_path / "giay-2.png"
    draw_paper("GIẤY CHỨNG NHẬN KẾT HÔN").save(picture)
    second = receive_file(desk, who, picture, Place(code, 1), Progress())
    read_documents(desk, who, [second.id], Progress())
    walk.settle()
    walk.press(Qt.Key.Key_B, CTRL)
    assert walk.screen() == "counter.many"
    return made


def test_papers_compared_one_by_one_are_signed_in_one_go_with_each_pin_sent_once(stack: Stack) -> None:
    stack.compare_all()
    compared, taken = stack.states(), stack.all_copies()

    stack.red()
    stack.give(OFFICER_PIN)
    stack.give(SEAL_PIN)

    assert (compared, taken) == (["compared", "compared"], [])
    assert [(copy.number, copy.stage) for copy in stack.all_copies()] == [(1, CopyStage.SEALED), (2, CopyStage.SEALED)]
    assert all(copy.comparison.grounds == (1, 2, 3, 4, 5, 6) for copy in stack.all_copies())
    assert (stack.keys.officer.sent, stack.keys.seal.sent) == ([OFFICER_PIN], [SEAL_PIN])
    assert stack.walk.primary() == "Sang Trao"


def test_only_chosen_papers_are_compared_and_signed(stack: Stack) -> None:
    stack.walk.press(Qt.Key.Key_Space)
    left = stack.batch.rows[0].document
    stack.red()
    asked, said = stack.dialog(), stack.walk.primary()

    stack.compare_all()
    stack.red()
    stack.give(OFFICER_PIN)
    stack.give(SEAL_PIN)

    assert [copy.document_id for copy in stack.all_copies()] == [stack.batch.rows[1].document]
    assert left not in stack.batch.chosen
    assert asked is None, "nothing is signed that was not compared"
    assert said.startswith("Đối chiếu ")


def test_one_that_cannot_be_signed_is_told_with_its_cure_and_stops_no_other(stack: Stack) -> None:
    stack.compare_all()
    stack.signatures.fails, stack.signatures.fault = "sign", FileUnfit(why="-")

    stack.red()
    stack.give(OFFICER_PIN)
    stack.give(SEAL_PIN)

    assert sorted(stack.states()) == ["done", "failed"]
    failed = next(row for row in stack.batch.rows if row.state == "failed")
    assert failed.failure is not None
    assert failed.failure.said.cure
    assert stack.batch.rows[stack.many.table.currentIndex().row()] is failed


def test_a_wrong_pin_of_a_stack_costs_no_number(stack: Stack) -> None:
    stack.compare_all()
    stack.red()

    stack.give("000000")
    stack.give(SEAL_PIN)

    asked = stack.dialog()
    assert isinstance(asked, SignDialog)
    assert "không đúng" in asked.accessibleDescription()
    assert stack.all_copies() == []
    assert list(asked.pins) == [Purpose.OFFICER], "the seal is open and is not asked for again"
    assert stack.keys.officer.sent == ["000000"]


def test_escape_leads_from_a_comparison_to_the_list_and_then_to_the_counter(stack: Stack) -> None:
    stack.walk.enter()
    first = stack.walk.screen()
    stack.walk.press(Qt.Key.Key_Escape)
    second = stack.walk.screen()
    stack.walk.press(Qt.Key.Key_Escape)

    assert (first, second, stack.walk.screen()) == ("counter.certify", "counter.many", "counter")


def test_a_click_with_ctrl_chooses_and_the_next_officer_finds_nothing_compared(stack: Stack) -> None:
    table = stack.many.table
    at = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, CTRL, at)
    chosen = set(stack.batch.chosen)
    stack.walk.model.session.sign_out()

    assert chosen == {row for row in [stack.document] if row}
    assert (stack.batch.rows, stack.batch.chosen) == ([], set())


def test_papers_that_come_when_the_officer_has_left_are_not_shown_to_the_next(stack: Stack) -> None:
    walk = stack.walk
    told = list(stack.states())

    stack.batch.read()
    walk.model.session.sign_out()
    walk.settle()

    assert told == ["open", "open"]
    assert stack.states() == []
    assert stack.batch.doing == ""


def test_no_word_of_the_list_is_cut_or_nameless(stack: Stack) -> None:
    theme().use(factor=1.5)
    stack.walk.window.resize(2048, 1152)
    stack.settle()
    found = (clipped(stack.many), unnamed(stack.many))

    theme().use(factor=1.0)
    assert found == ([], [])
