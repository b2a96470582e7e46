"""What a clerk relies on when checking: Tab and Enter lead, typing is helped, a pasted line finds its fields."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.model.paper import Field
from desk.rehearsal.people import invent_people
from desk.work.counter import paper
from tests.fakes.keyboard import commit
from tests.fakes.office import CARD, NOW, PASSWORD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.certifying import bring
from tests.ui.counter.conftest import Walk, office_in, open_window
from ui.models.review import ReviewModel
from ui.models.session import Doors
from ui.views.parts.banner import Banner
from ui.views.parts.field import Line
from ui.views.parts.suggestions import Suggestions
from ui.views.review import ReviewScreen
from ui.views.theme import install_theme, theme
from ui.views.tokens import Palette

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
READ: tuple[tuple[str, str | None, float], ...] = (
    ("ho_ten", "HOÀNG GIA BẢO", 0.99), ("ngay_sinh", "2024-02-09", 0.7), ("noi_sinh", "Trạm Y tế", 0.99),
    ("so_dinh_danh", "008224001873", 0.6), ("ho_ten_me", "NÔNG THỊ HANH", 0.5), ("noi_dang_ky", "UBND", 0.6),
)  # fmt: skip
ISSUER = "Ủy ban nhân dân xã Nà Khuôn"


class Checking:
    """A clerk before a birth certificate with four doubtful fields."""

    def __init__(self, walk: Walk, document: int) -> None:
        self.walk, self.document = walk, document

    @property
    def screen(self) -> ReviewScreen:
        """Return the screen."""
        screen = self.walk.window.screen_of("counter.review")
        assert isinstance(screen, ReviewScreen)
        return screen

    @property
    def model(self) -> ReviewModel:
        """Return the checking behind it."""
        return self.screen.model

    @property
    def line(self) -> Line:
        """Return the line of the field in work."""
        line = self.walk.focus()
        assert isinstance(line, Line)
        return line

    def value(self, name: str) -> str:
        """Return a field's value as it is shown."""
        return next(view.value for view in self.model.fields if view.field.name == name)

    def offered(self) -> list[str]:
        """Return what the list under the line offers."""
        return next(iter(self.walk.window.findChildren(Suggestions))).values()

    def commit(self, text: str) -> None:
        """Type a text as an input method commits it, over what is chosen."""
        commit(self.line, text)

    def paste(self, text: str) -> None:
        """Paste a text by its key."""
        QGuiApplication.clipboard().setText(text)
        self.walk.press(Qt.Key.Key_V, CTRL)

    def words(self) -> str:
        """Return all words in sight beside the page."""
        side = self.screen.panes()[0]
        return "\n".join(label.text() for label in side.findChildren(QLabel) if label.isVisible())


@pytest.fixture(scope="module")
def opened(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Checking]:
    """One window at the review of such a paper, for all tests of this file."""
    install_theme(qapp, Palette.LIGHT, 1.0)
    folder = tmp_path_factory.mktemp("typing")
    desk = office_in(folder / "office").desk
    with desk.unit() as uow:
        held = uow.documents.of_dossier("TAM-261006-0003")
        for document, value in zip(held, (ISSUER, ISSUER, "Trạm Y tế xã Nà Khuôn"), strict=False):
            uow.documents.put_fields(document.id, [Field("noi_dang_ky", value, "", 1.0, 0, None, "typed", 1, NOW)])
        uow.commit()
    walk = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, QtBot(request))
    walk.type(PASSWORD)
    walk.enter()
    document = bring(walk, folder, checked=False)
    with desk.unit() as uow:
        fields = [Field(name, value, value, sure, 1, (0.2, 0.2, 0.5, 0.25), "label") for name, value, sure in READ]
        uow.documents.put_fields(document, fields)
        uow.commit()
    walk.enter()
    walk.settle()
    yield Checking(walk, document)
    walk.window.close()
    walk.window.deleteLater()


@pytest.fixture
def check(opened: Checking) -> Checking:
    """The paper as it was read, its first doubt in work."""
    model = opened.model
    with opened.walk.desk.unit() as uow:
        uow.drafts.clear(f"document:{opened.document}")
        uow.commit()
    model.paper = None
    model.open(opened.document)
    opened.walk.settle()
    return opened


@pytest.fixture
def arriving(opened: Checking) -> Iterator[Walk]:
    """The counter before the next citizen; the paper is taken up again afterwards."""
    counter, walk = opened.walk.model.counter, opened.walk
    code = counter.code
    walk.model.go("counter")
    walk.settle()
    walk.press(Qt.Key.Key_F12)
    yield walk
    counter.next_citizen()
    counter.arrival.opened.emit(code, None)
    walk.settle()
    walk.model.go("counter.review")
    walk.settle()


def test_tab_goes_to_the_next_doubt_and_keeps_what_was_typed(check: Checking) -> None:
    check.commit("1/2/90")
    check.walk.press(Qt.Key.Key_Tab)
    second = check.model.current
    for _ in range(len(check.model.doubts) - 1):
        check.walk.press(Qt.Key.Key_Tab)

    assert second == "so_dinh_danh"
    assert check.model.current == "ngay_sinh"
    assert check.line.text() == "01/02/1990"
    assert check.model.doubts, "what was only typed still waits for Enter"


def test_what_was_typed_is_there_when_the_clerk_comes_back(check: Checking) -> None:
    check.commit("1/2/90")
    check.walk.press(Qt.Key.Key_Escape)
    left = check.walk.screen()
    check.walk.model.go("counter.review")
    check.walk.settle()

    assert left == "counter"
    assert check.line.text() == "01/02/1990"


def test_what_is_no_day_is_not_taken_and_stays_for_mending(check: Checking) -> None:
    check.commit("31/02/2024")
    check.walk.enter()

    assert check.model.current == "ngay_sinh"
    assert check.line.text() == "31/02/2024"


def test_a_name_composed_letter_by_letter_is_accepted_in_one_writing(check: Checking) -> None:
    check.model.reach("ho_ten_me")
    check.walk.settle()
    check.commit("NÔNG THỊ HA\u0323NH")
    check.walk.enter()

    assert check.value("ho_ten_me") == "NÔNG THỊ HẠNH"


def test_the_card_of_the_citizen_is_offered_where_the_paper_says_nearly_the_same(check: Checking) -> None:
    check.model.reach("ho_ten_me")
    check.walk.settle()

    check.walk.press(Qt.Key.Key_1, ALT)

    assert check.line.text() == "NÔNG THỊ HẠNH"


def test_what_the_office_typed_before_is_offered_without_diacritics_and_tab_takes_it(check: Checking) -> None:
    check.model.reach("noi_dang_ky")
    check.walk.settle()
    check.commit("uy ban")
    offered = check.offered()
    check.walk.press(Qt.Key.Key_Tab)

    assert offered == [ISSUER]
    assert check.line.text() == ISSUER
    assert check.model.current == "noi_dang_ky"


def test_a_pasted_line_fills_its_fields_says_so_and_is_taken_back_by_one_key(check: Checking) -> None:
    before = {view.field.name: view.value for view in check.model.fields}
    check.paste("Họ tên: HOÀNG GIA BÁO, sinh ngày 9/2/2024, số định danh 008.224.001.874")
    after = {view.field.name: view.value for view in check.model.fields}
    doubts = [view.field.name for view in check.model.doubts]
    said = check.words()
    check.walk.press(Qt.Key.Key_Z, CTRL)

    changed = {name: value for name, value in after.items() if value != before[name]}
    assert changed == {"ho_ten": "HOÀNG GIA BÁO", "so_dinh_danh": "008 224 001 874"}
    assert "ho_ten" in doubts, "a pasted value is looked at before it counts"
    assert "Đã dán vào 3 mục" in said
    assert {view.field.name: view.value for view in check.model.fields} == before
    assert "Đã dán" not in check.words()


def test_a_pasted_value_that_the_machine_read_surely_asks_nobody_to_look_again(check: Checking) -> None:
    doubts = [view.field.name for view in check.model.doubts]
    check.paste("Họ tên: HOÀNG GIA BẢO, nơi sinh: Trạm Y tế")

    assert [view.field.name for view in check.model.doubts] == doubts
    assert check.model.typed == {}


def test_a_code_reader_types_the_card_and_ends_with_enter(check: Checking) -> None:
    check.model.reach("ho_ten_me")
    check.walk.settle()
    check.commit(CARD)
    check.walk.enter()

    assert check.value("ho_ten_me") == "Nông Thị Hạnh"
    assert check.value("nam_sinh_me") == "14/03/1987"
    assert "Đã lấy 3 mục từ mã QR" in check.words()


def test_a_value_with_its_own_label_is_pasted_without_it(check: Checking) -> None:
    check.model.reach("so_dinh_danh")
    check.walk.settle()
    check.paste("CCCD: 008.224.001.873")

    assert check.line.text() == "008 224 001 873"


def test_a_picture_that_comes_late_leaves_the_typing_alone(check: Checking) -> None:
    check.commit("12/0")
    check.model.changed.emit()
    check.walk.settle()

    assert check.line.text() == "12/0"


def test_nothing_is_cut_unnamed_or_too_small_with_a_paste(check: Checking) -> None:
    factor = 1.5
    line = "Họ tên: HOÀNG GIA BÁO, sinh ngày 9/2/2024, số định danh 008.224.001.874, nơi sinh: Trạm Y tế xã Nà Khuôn"
    check.paste(line)
    theme().use(Palette.LIGHT, factor)
    check.walk.window.resize(round(1366 * factor), round(768 * factor))
    check.walk.settle()

    assert (unnamed(check.screen), clipped(check.screen), too_small(check.screen)) == ([], [], [])
    theme().use(Palette.LIGHT, 1.0)
    check.walk.window.resize(1366, 768)


# -- reception --------------------------------------------------------------------------------------------------------


def test_twelve_digits_are_parted_as_they_are_typed_and_found(arriving: Walk) -> None:
    walk = arriving
    walk.type("008187004215")
    shown = walk.focus()
    assert isinstance(shown, Line)
    text = shown.text()
    walk.enter()

    citizen = walk.model.counter.citizen
    assert text == "008 187 004 215"
    assert citizen is not None
    assert citizen.name == "Nông Thị Hạnh"


def test_a_line_about_a_stranger_gives_number_and_name(arriving: Walk) -> None:
    walk = arriving
    QGuiApplication.clipboard().setText("Họ tên: Lò Văn Thắng, CCCD: 001099012345")
    walk.press(Qt.Key.Key_V, CTRL)
    offered = walk.primary()
    walk.enter()

    citizen = walk.model.counter.citizen
    assert "Lò Văn Thắng" in offered
    assert citizen is not None
    assert citizen.personal_id is not None
    assert (citizen.name, citizen.personal_id.number) == ("Lò Văn Thắng", "001099012345")


@pytest.mark.parametrize("way", [lambda walk: walk.type(CARD), lambda walk: QGuiApplication.clipboard().setText(CARD)])
def test_a_card_read_while_a_name_is_asked_for_is_the_card_of_the_next_citizen(
    arriving: Walk, way: Callable[[Walk], None]
) -> None:
    walk = arriving
    walk.type("001099054321")
    walk.enter()
    way(walk)
    if QGuiApplication.clipboard().text() == CARD:
        walk.press(Qt.Key.Key_V, CTRL)
    else:
        walk.enter()

    citizen = walk.model.counter.citizen
    assert citizen is not None
    assert citizen.name == "Nông Thị Hạnh"
    assert walk.model.counter.arrival.by_card
    QGuiApplication.clipboard().clear()


def reader(walk: Walk, text: str) -> None:
    """Type a card's text as a USB code reader does, by the way that keys of the screen take, and end with Enter."""
    for letter in text:
        if letter.isascii():
            QTest.keyClick(walk.focus(), letter)
        else:
            walk.type(letter)
    walk.enter()


def test_a_card_read_at_a_dossier_presses_none_of_its_keys_and_brings_the_next_citizen(arriving: Walk) -> None:
    walk, other = arriving, invent_people(1)[0]
    reader(walk, CARD)
    walk.type("tcx")
    walk.enter()
    counter = walk.model.counter.counter
    assert counter is not None
    before = [slot.state for slot in counter.slots]

    reader(walk, CARD)
    same = walk.model.counter.counter
    reader(walk, other.card_qr)

    citizen = walk.model.counter.citizen
    assert same is not None
    assert [slot.state for slot in same.slots] == before
    assert walk.screen() == "counter"
    assert citizen is not None
    assert citizen.name == other.name


def test_a_card_read_on_another_screen_presses_nothing_and_says_so(arriving: Walk) -> None:
    reader(arriving, CARD)
    arriving.type("tcx")
    arriving.enter()
    arriving.model.go("counter.hand")
    arriving.settle()

    reader(arriving, invent_people(1)[0].card_qr)

    citizen = arriving.model.counter.citizen
    told = [banner.accessibleName() for banner in arriving.window.findChildren(Banner) if banner.isVisible()]
    assert arriving.screen() == "counter.hand"
    assert citizen is not None
    assert citizen.name == "Nông Thị Hạnh"
    assert ["F12" in words for words in told] == [True]


def test_a_card_read_where_a_procedure_is_asked_for_brings_the_next_citizen(arriving: Walk) -> None:
    other = invent_people(2)[1]
    reader(arriving, CARD)

    reader(arriving, other.card_qr)

    citizen = arriving.model.counter.citizen
    assert citizen is not None
    assert citizen.name == other.name


# -- the end -----------------------------------------------------------------------------------------------------------


def test_enter_accepts_a_day_in_the_local_form_and_it_is_kept_as_a_day(check: Checking) -> None:
    check.commit("1-2-90")
    said = check.words()
    check.walk.enter()
    while check.model.doubts:
        check.walk.enter()
    check.walk.enter()

    assert "Hiểu là 01/02/1990" in said
    fields = {one.name: one.value for one in paper(check.walk.desk, check.document).fields}
    assert fields["ngay_sinh"] == "1990-02-01"
