"""What clerks rely on: names read aloud, keys that tell the truth, a focus one can see."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.audit import focusable, spoken
from tests.ui.sheets import sheet
from ui.views.gallery import PartsGallery, ReviewGallery
from ui.views.icons import TONE_ICON
from ui.views.parts.button import Button
from ui.views.parts.card import initials
from ui.views.parts.chip import Chip
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field, SearchField
from ui.views.parts.keys import is_plain, key_of, key_words, make_action
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.review import FieldCard, FieldFacts, FieldRow
from ui.views.parts.road import RoadBar
from ui.views.parts.slot import SlotFacts, SlotRow
from ui.views.parts.toggle import Toggle
from ui.views.parts.undo import UndoLine
from ui.views.screen import Screen
from ui.views.theme import Theme
from ui.views.tokens import Palette


@pytest.mark.parametrize("build", [PartsGallery, ReviewGallery])
def test_every_part_that_takes_the_focus_has_a_name(dressed: Theme, qtbot: QtBot, build: type[Screen]) -> None:
    screen = build()
    qtbot.addWidget(screen)

    found = focusable(screen)

    assert len(found) > 8
    assert [type(one).__name__ for one in found if not spoken(one)] == []


@pytest.mark.parametrize("build", [PartsGallery, ReviewGallery])
def test_no_label_reads_data_as_markup(dressed: Theme, qtbot: QtBot, build: type[Screen]) -> None:
    screen = build()
    qtbot.addWidget(screen)

    formats = {label.textFormat() for label in screen.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("palette", list(Palette))
def test_the_focus_is_seen_on_every_stop(dressed: Theme, qtbot: QtBot, qapp: QApplication, palette: Palette) -> None:
    dressed.use(palette)
    screen = PartsGallery()
    qtbot.addWidget(screen)
    screen.resize(1282, 678)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    unseen = []

    for part in [one for one in focusable(screen) if one.isEnabled()]:
        screen.setFocus()
        part.clearFocus()
        qapp.processEvents()
        before = part.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        if part.grab().toImage() == before:
            unseen.append(f"{type(part).__name__} {spoken(part)}")

    dressed.use(Palette.LIGHT)
    assert unseen == []


def test_a_key_cap_shows_the_key_after_it_was_changed(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = make_action(owner, "Quét", "Space", "scan", "primary")
    button = Button.of(action)
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()

    action.setShortcut(QKeySequence("Ctrl+Shift+F11"))

    assert button.accessibleDescription() == "Ctrl Shift F11"
    assert button.sizeHint().width() > narrow


@pytest.mark.parametrize(
    ("key", "words"),
    [("Return", "Enter"), ("Ctrl+Return", "Ctrl Enter"), ("Space", "Space"), ("Ctrl++", "Ctrl +"),
     ("Alt+1", "Alt 1"), ("Shift+F2", "Shift F2"), ("Ctrl+Left", "Ctrl ←"), ("", "")],
)  # fmt: skip
def test_keys_are_written_as_they_stand_on_the_keyboard(key: str, words: str) -> None:
    assert key_words(QKeySequence(key)) == words


@pytest.mark.parametrize(
    ("key", "plain"),
    [("1", True), ("Space", True), ("Shift+A", True), ("Alt+1", False), ("F8", False),
     ("Return", False), ("Ctrl+K", False)],
)  # fmt: skip
def test_keys_that_type_a_letter_are_told_apart(key: str, *, plain: bool) -> None:
    assert is_plain(QKeySequence(key)) is plain


def test_in_a_text_field_a_choice_shows_its_other_key(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    column = QVBoxLayout(owner)
    field = Field("Số")
    action = make_action(owner, "Dùng lại", ["2", "Alt+2"])
    button = Button.of(action)
    column.addWidget(field)
    column.addWidget(button)
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)

    button.setFocus()
    outside = key_words(key_of(action))
    field.setFocus()
    inside = key_words(key_of(action))

    assert (outside, inside) == ("2", "Alt 2")


def test_a_digit_typed_in_a_field_is_text_and_elsewhere_an_act(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    column = QVBoxLayout(owner)
    field = Field("Số")
    action = make_action(owner, "Dùng lại", ["2", "Alt+2"])
    button = Button("Khác")
    column.addWidget(field)
    column.addWidget(button)
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    acts: list[int] = []
    action.triggered.connect(lambda: acts.append(1))

    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_2)
    typed = (field.text(), len(acts))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_2)

    assert typed == ("2", 0)
    assert len(acts) == 1


def test_the_act_of_a_button_happens_once(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = make_action(owner, "Ký", "Ctrl+D")
    button = Button.of(action)
    qtbot.addWidget(button)
    acts: list[int] = []
    action.triggered.connect(lambda: acts.append(1))

    button.click()

    assert acts == [1]


def test_an_act_that_is_off_or_gone_takes_its_button_along(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = make_action(owner, "Xem")
    button = Button.of(action, parent=owner)
    owner.show()

    action.setEnabled(False)
    off = button.isEnabled()
    action.setVisible(False)
    gone = button.isVisible()
    action.setVisible(True)

    assert (off, gone, button.isVisible()) == (False, False, True)


def test_vietnamese_typed_by_an_input_method_arrives_whole(dressed: Theme, qtbot: QtBot) -> None:
    field = Field("Họ tên")
    qtbot.addWidget(field)
    typing = QInputMethodEvent("nguoi", [])
    done = QInputMethodEvent()
    done.setCommitString("người")

    QApplication.sendEvent(field.line, typing)
    QApplication.sendEvent(field.line, done)

    assert field.text() == "người"


def test_a_field_says_below_what_is_wrong_and_its_hint_again_when_right(dressed: Theme, qtbot: QtBot) -> None:
    field = Field("Số định danh", "12 chữ số")
    qtbot.addWidget(field)

    field.set_state("wrong", "Thiếu 1 chữ số")
    wrong = field.line.accessibleDescription()
    field.set_state("plain")

    assert wrong == "Thiếu 1 chữ số"
    assert field.line.accessibleDescription() == "12 chữ số"


def test_a_search_field_tells_the_key_of_what_was_taken(dressed: Theme, qtbot: QtBot) -> None:
    people = [Choice("a", "Nông Thị Hạnh", "1987"), Choice("b", "Nông Gia Bảo", "2024")]
    field = SearchField("Người", lambda text: [one for one in people if text in one.words])
    qtbot.addWidget(field)

    with qtbot.waitSignal(field.chosen) as told:
        field.take(people[1])

    assert told.args == ["b"]
    assert field.text() == "Nông Gia Bảo"


def test_a_closed_list_keeps_the_value_chosen_when_its_choices_change(dressed: Theme, qtbot: QtBot) -> None:
    field = ComboField("Loại", [Choice("a", "Giấy khai sinh"), Choice("b", "Sổ hộ khẩu")])
    qtbot.addWidget(field)
    field.choose("b")

    field.set_choices([Choice("c", "Bằng"), Choice("b", "Sổ hộ khẩu")])

    assert field.key() == "b"


def test_states_differ_by_icon_and_word_not_by_colour_alone(dressed: Theme, qtbot: QtBot) -> None:
    assert len(set(TONE_ICON.values())) == len(TONE_ICON)

    chip = Chip("Cần xem", "doubt")
    qtbot.addWidget(chip)

    assert spoken(chip) == "Cần xem"


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.25, 1.5])
def test_no_word_of_a_part_is_cut_at_any_size(dressed: Theme, qtbot: QtBot, factor: float) -> None:
    dressed.use(factor=factor)
    parts = (
        Button("Dùng lại giấy khai sinh, sang mục 3", "primary", key="Return", icon="arrow-right"),
        Chip("Dùng được, cần xem", "doubt"),
        Toggle("Hai mặt", key="2"),
    )

    for part in parts:
        qtbot.addWidget(part)
        words = part.text()
        room = part.sizeHint().width()
        assert room > dressed.font("caption", 600).pixelSize() * 0.4 * len(words)
        assert part.minimumSizeHint() == part.sizeHint()
    dressed.use(factor=1.0)


def test_a_slot_says_name_state_and_reason_in_this_order(dressed: Theme, qtbot: QtBot) -> None:
    facts = SlotFacts(2, "Giấy khai sinh", "phải nộp", "Dùng được", "ok", None, "Bản sao 148/ĐT", "Còn giá trị")
    row = SlotRow(facts)
    qtbot.addWidget(row)

    assert spoken(row) == "Giấy khai sinh. Dùng được. Bản sao 148/ĐT. Còn giá trị"


def test_a_slot_offers_other_acts_when_its_state_changes(dressed: Theme, qtbot: QtBot) -> None:
    row = SlotRow(SlotFacts(1, "Tờ khai"))
    qtbot.addWidget(row)
    row.set_acts(make_action(row, "Quét", "Space"), make_action(row, "Xem"))

    row.set_acts(make_action(row, "Dùng lại", "1"))
    QApplication.sendPostedEvents()

    shown = [button.text() for button in row.findChildren(Button) if not button.isHidden()]
    assert shown[-1] == "Dùng lại"


def test_another_reading_goes_into_the_editor_and_is_told(dressed: Theme, qtbot: QtBot) -> None:
    card = FieldCard()
    qtbot.addWidget(card)
    card.show_field(FieldFacts("number", "Số", "47/2024", reason="41 hay 47", alternatives=("47/2024", "41/2024")))
    told: list[tuple[str, str]] = []
    card.edited.connect(lambda name, text: told.append((name, text)))

    card.take(1)
    card.take(5)

    assert card.value() == "41/2024"
    assert told == [("number", "41/2024")]


def test_a_field_row_reads_label_value_and_reason(dressed: Theme, qtbot: QtBot) -> None:
    row = FieldRow(FieldFacts("d", "Ngày", "16/02/2024", reason="6 hoặc 0"), "doubt", "Tab")
    qtbot.addWidget(row)

    assert spoken(row) == "Ngày. 16/02/2024. 6 hoặc 0"


def test_the_crop_of_a_word_is_shown_and_hidden_with_its_field(dressed: Theme, qtbot: QtBot) -> None:
    card = FieldCard()
    qtbot.addWidget(card)

    card.show_field(FieldFacts("a", "Số", "1", crop=sheet(330, 60), mark=QRectF(0.4, 0, 0.1, 1)))
    with_crop = card.sizeHint().height()
    card.show_field(FieldFacts("a", "Số", "1"))
    card.layout().activate()

    assert card.sizeHint().height() < with_crop


def test_the_road_says_the_step(dressed: Theme, qtbot: QtBot) -> None:
    road = RoadBar()
    qtbot.addWidget(road)

    road.go_to(2)

    assert spoken(road) == "Bước 3 trên 5: Kiểm"


def test_the_last_act_leaves_but_a_fact_stays(dressed: Theme, qtbot: QtBot) -> None:
    line = UndoLine()
    qtbot.addWidget(line)
    line.show_fact("Đã xem đủ 1/1 trang", "eye")

    line.show_act("Đã bỏ 2 trang vào khay")
    while_fresh = spoken(line)
    line.clear()

    assert while_fresh == "Đã bỏ 2 trang vào khay"
    assert spoken(line) == "Đã xem đủ 1/1 trang"


def test_long_work_says_how_far_and_can_be_stopped(dressed: Theme, qtbot: QtBot) -> None:
    strip = ProgressStrip("Đọc chữ")
    qtbot.addWidget(strip)
    strip.show_progress("Đọc chữ", 14, 40, "còn khoảng 50 giây")

    with qtbot.waitSignal(strip.stop_asked):
        strip.findChild(Button).click()

    assert spoken(strip) == "Đọc chữ 14 / 40 còn khoảng 50 giây"


@pytest.mark.parametrize(("name", "letters"), [("Nông Thị Hạnh", "NH"), ("Đặng Ý", "ĐÝ"), ("Páo", "P"), ("", "?")])
def test_a_person_is_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_enter_takes_the_find_shown_first_and_not_the_next_step(dressed: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    column = QVBoxLayout(owner)
    people = [Choice("a", "Nông Thị Hạnh", "1987"), Choice("b", "Nông Gia Bảo", "2024")]
    field = SearchField("Người", lambda text: people if text else [])
    column.addWidget(field)
    step = make_action(owner, "Sang bước sau", "Return")
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    taken: list[str] = []
    steps: list[int] = []
    field.chosen.connect(taken.append)
    step.triggered.connect(lambda: steps.append(1))

    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_N)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    with_list = (list(taken), list(steps))
    qtbot.keyClick(field.line, Qt.Key.Key_Return)

    assert with_list == (["a"], [])
    assert steps == [1]
