"""What a clerk relies on at Ctrl+K: acts, rooms, people, dossiers and procedures by a few letters, and back by Esc."""
# long: one palette, told from what it offers to how it is read aloud

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk.model.dossier import Dossier
from desk.model.people import Citizen, Role
from tests.fakes.office import ALLOWANCE, CARD, NOW, PASSWORD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk, office_in, open_window
from ui.models.palette import Group
from ui.models.session import Doors
from ui.views.overlay import SHADOW_PX
from ui.views.palette import PaletteOverlay
from ui.views.search import SearchScreen
from ui.views.theme import install_theme, theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = "TAM-261124-0042"


@pytest.fixture(scope="module")
def settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.models.palette.look_file", lambda: folder / "look.toml")
        yield folder


@pytest.fixture
def recent_file(settings_folder: Path) -> Path:
    file = settings_folder / "recent.json"
    file.unlink(missing_ok=True)
    return file


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest, qapp: QApplication, settings_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """One window for all tests that leave it as it was; somebody else has a dossier in its office too."""
    del settings_folder
    install_theme(qapp, Palette.LIGHT, 1.0)
    desk = office_in(tmp_path_factory.mktemp("palette") / "office").desk
    with desk.unit() as uow:
        other = uow.citizens.add(Citizen("Lò Văn Thắng"))
        uow.dossiers.add(Dossier(OTHER, other.id, ALLOWANCE, "thu-1", NOW, 1))
        uow.commit()
    made = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, QtBot(request))
    made.type(PASSWORD)
    made.enter()
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def free(shared: Walk) -> Walk:
    """The counter with nobody at it; another test's window may have had the keyboard."""
    shared.window.activateWindow()
    shared.qtbot.waitUntil(shared.window.isActiveWindow)
    shared.press(Qt.Key.Key_Escape)
    shared.window.show_screen("counter")
    shared.model.counter.next_citizen()
    shared.settle()
    return shared


@pytest.fixture
def at_slots(free: Walk) -> Walk:
    """The dossier of the design at the counter."""
    free.type(CARD)
    free.enter()
    free.type("tcx")
    free.enter()
    return free


def opened(walk: Walk, words: str = "") -> PaletteOverlay:
    """Open the palette by its key and type words."""
    walk.press(Qt.Key.Key_K, CTRL)
    if words:
        walk.type(words)
        walk.settle()
    assert walk.window.sheets.palette.isVisible()
    return walk.window.sheets.palette


def told(palette: PaletteOverlay) -> list[str]:
    """Return the words of all lines, heads included."""
    return [str(palette.rows.index(line).data()) for line in range(palette.rows.rowCount())]


def marked(palette: PaletteOverlay) -> str:
    return str(palette.list.currentIndex().data())


# -- what is offered --------------------------------------------------------------------------------------------------


def test_it_offers_the_acts_that_f1_lists_and_the_rooms_each_with_its_key(at_slots: Walk) -> None:
    palette = opened(at_slots)

    lines, keys = told(palette), [row.value.keys for row in palette.offered.rows]  # type: ignore[union-attr]  # all are offers

    assert lines[0] == "Việc ở màn này"
    assert {"Người tiếp theo", "Trao hồ sơ", "Phòng và màn", "Tra cứu", "Sổ", "Trạng thái máy"} <= set(lines)
    assert {("F12",), ("Ctrl S",), ("Ctrl 3",), ("F10",)} <= set(keys)
    assert "Quầy" not in lines, "one is there already"


def test_an_act_found_by_its_initials_is_done_by_enter(at_slots: Walk) -> None:
    opened(at_slots, "ths")

    at_slots.enter()

    assert at_slots.screen() == "counter.hand"


def test_a_room_is_found_without_marks(at_slots: Walk) -> None:
    opened(at_slots, "kiem pdf")

    at_slots.enter()

    assert at_slots.screen() == "verify"


def test_a_person_by_name_without_marks_comes_to_the_counter(at_slots: Walk) -> None:
    palette = opened(at_slots, "lo van thang")

    assert marked(palette).startswith("Lò Văn Thắng")

    at_slots.enter()

    citizen = at_slots.model.counter.citizen
    assert citizen is not None
    assert (citizen.name, at_slots.model.counter.code, at_slots.screen()) == ("Lò Văn Thắng", None, "counter")


def test_a_part_of_a_personal_number_finds_its_person_and_shows_it_masked(at_slots: Walk) -> None:
    lines = told(opened(at_slots, "004215"))

    assert any("Nông Thị Hạnh" in line and "008••••••215" in line for line in lines)
    assert not any("008187004215" in line for line in lines)


def test_a_dossier_by_a_part_of_its_code_is_taken_up_and_the_one_at_the_counter_is_kept(at_slots: Walk) -> None:
    before = at_slots.model.counter.code
    opened(at_slots, "1124-0042")

    at_slots.enter()
    after = at_slots.model.counter.code
    opened(at_slots, str(before))
    at_slots.enter()

    assert (after, at_slots.model.counter.code) == (OTHER, before)


def test_a_procedure_waits_marked_for_the_next_citizen(free: Walk) -> None:
    opened(free, "tcxhht")
    free.enter()
    assert free.screen() == "counter"

    free.type(CARD)
    free.enter()

    assert "trợ cấp xã hội" in free.primary()

    free.enter()

    assert free.model.counter.counter is not None


def test_a_procedure_opens_a_new_case_of_the_citizen_at_the_counter(at_slots: Walk) -> None:
    before = at_slots.model.counter.code
    palette = opened(at_slots, "tcxhht")
    assert "Hồ sơ mới cho Nông Thị Hạnh" in marked(palette)

    at_slots.enter()
    named = at_slots.primary()

    assert (before is not None, at_slots.model.counter.code) == (True, None)
    assert "trợ cấp xã hội" in named


def test_papers_are_only_looked_for_in_their_room_with_the_words_typed(at_slots: Walk) -> None:
    palette = opened(at_slots, "giấy quăn queo")
    assert marked(palette) == "Tìm trong giấy tờ: «giấy quăn queo»"

    at_slots.enter()
    screen = at_slots.window.screen_now()

    assert isinstance(screen, SearchScreen)
    assert screen.line.text() == "giấy quăn queo"


def test_without_a_dossier_the_row_for_papers_says_what_is_needed(free: Walk) -> None:
    assert "cần một hồ sơ đang mở ở quầy" in told(opened(free, "khai sinh"))[-1]


def test_who_does_not_receive_is_shown_no_people(at_slots: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    who = at_slots.who
    certifier = replace(who.officer, roles=frozenset({Role.CERTIFIER}))
    monkeypatch.setattr(at_slots.model.session, "who", replace(who, officer=certifier))

    groups = {row.group for row in opened(at_slots, "hanh").offered.rows}

    assert not groups & {Group.PEOPLE, Group.DOSSIERS}


# -- the keys ---------------------------------------------------------------------------------------------------------


def test_esc_gives_the_keyboard_back_where_it_was_and_nothing_was_done(at_slots: Walk) -> None:
    at_slots.press(Qt.Key.Key_1)
    at_slots.press(Qt.Key.Key_Escape)
    before, screen, seen = at_slots.focus(), at_slots.screen(), set(at_slots.model.counter.seen)

    opened(at_slots, "so")
    at_slots.press(Qt.Key.Key_Escape)

    assert (at_slots.focus(), at_slots.screen(), at_slots.model.counter.seen) == (before, screen, seen)


def test_no_key_of_the_screen_acts_through_the_palette_and_letters_are_typed(at_slots: Walk) -> None:
    palette, code = opened(at_slots), at_slots.model.counter.code
    at_slots.press(Qt.Key.Key_Return, CTRL)
    at_slots.press(Qt.Key.Key_S, CTRL)
    at_slots.press(Qt.Key.Key_F12)
    for key in (Qt.Key.Key_2, Qt.Key.Key_H, Qt.Key.Key_Space):
        QTest.keyClick(palette.line, key)

    assert palette.isVisible()
    assert palette.line.text() == "2h "
    assert (at_slots.screen(), at_slots.model.counter.code) == ("counter", code)


def test_the_arrows_pass_over_heads_and_hold_at_the_ends(at_slots: Walk) -> None:
    palette = opened(at_slots)
    first = marked(palette)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        at_slots.press(key)

    assert marked(palette) == first
    for _ in range(palette.rows.rowCount()):
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
        assert palette.marked() is not None
    assert palette.list.currentIndex().row() == palette.rows.rowCount() - 1


def test_ctrl_k_again_puts_it_away_and_tab_stays_in_it(at_slots: Walk) -> None:
    palette = opened(at_slots)
    at_slots.press(Qt.Key.Key_Tab)
    inside = palette.isAncestorOf(at_slots.focus())

    at_slots.press(Qt.Key.Key_K, CTRL)

    assert inside
    assert not palette.isVisible()


def test_a_press_beside_it_puts_it_away(free: Walk) -> None:
    palette = opened(free)

    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomRight())

    assert not palette.isVisible()


def test_a_screen_that_wants_the_keyboard_meanwhile_gets_it_when_the_palette_goes(at_slots: Walk) -> None:
    palette = opened(at_slots)

    at_slots.model.counter.moved.emit(3)
    QTest.keyClick(at_slots.focus(), Qt.Key.Key_1)
    typed = palette.line.text()
    at_slots.press(Qt.Key.Key_Escape)

    assert typed == "1", "a digit is an act at the counter"
    assert at_slots.model.counter.place == 3


def test_a_page_that_covers_the_window_has_nothing_over_it_and_the_keyboard_is_its_own(at_slots: Walk) -> None:
    palette, page = opened(at_slots, "hanh"), QLineEdit()

    at_slots.window.cover(page)
    page.setFocus()
    at_slots.settle()
    shown, focus = palette.isVisible(), at_slots.focus()
    at_slots.window.cover(None)

    assert (shown, focus) == (False, page)


# -- Vietnamese typing ------------------------------------------------------------------------------------------------


def composed(line: QLineEdit, preedit: str, commit: str = "") -> None:
    """Send what an input method sends while a word is composed, and when it is done."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(line, event)


def test_a_word_still_being_composed_is_looked_for_and_committed_once(at_slots: Walk) -> None:
    palette = opened(at_slots)
    for preedit in ("s", "so", "sô", "sổ"):
        composed(palette.line, preedit)
    while_composed = marked(palette)
    composed(palette.line, "", "sổ")
    at_slots.settle()

    assert while_composed == marked(palette) == "Sổ"
    assert palette.line.text() == "sổ"


def test_a_name_typed_with_marks_through_an_input_method_is_opened_by_enter(at_slots: Walk) -> None:
    palette = opened(at_slots)
    for word in ("Lò ", "Văn ", "Thắng"):
        composed(palette.line, word.strip())
        composed(palette.line, "", word)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)  # at once: the desk has not answered yet
    at_slots.settle()

    citizen = at_slots.model.counter.citizen
    assert citizen is not None
    assert citizen.name == "Lò Văn Thắng"


# -- answers ----------------------------------------------------------------------------------------------------------


def test_fast_typing_asks_once_at_a_time_and_the_last_words_win(
    at_slots: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    palette, asked = opened(at_slots), list[str]()
    ask: Callable[..., object] = at_slots.model.runner.ask

    def counted(verb: Callable[[], object], *rest: object) -> object:
        asked.append(palette.offered.words)
        return ask(verb, *rest)

    monkeypatch.setattr(at_slots.model.runner, "ask", counted)
    at_slots.type("lo van thang")
    at_slots.settle()

    assert len(asked) < 4
    assert asked[-1] == "lo van thang"
    assert marked(palette).startswith("Lò Văn Thắng")


def test_a_row_marked_by_hand_stays_marked_when_answers_come(at_slots: Walk) -> None:
    palette = opened(at_slots)
    at_slots.type("th")
    for _ in range(3):
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
    chosen = marked(palette)
    at_slots.settle()

    assert marked(palette) == chosen


# -- used lately ------------------------------------------------------------------------------------------------------


def test_what_was_used_lately_comes_first_and_names_nobody(walk: Walk, recent_file: Path) -> None:
    for words in ("sổ", "thiết đặt", "quầy", "nong thi hanh", "TAM-261006"):
        opened(walk, words)
        walk.enter()
        walk.settle()
    lines = told(opened(walk))
    kept = json.loads(recent_file.read_text("utf-8"))

    assert lines[:3] == ["Vừa dùng", "Thiết đặt", "Sổ"]
    assert kept == ["place:counter", "place:settings", "place:register"]


def test_a_file_of_lately_used_that_makes_no_sense_is_passed_over(walk: Walk, recent_file: Path) -> None:
    recent_file.write_text('{"a": [1, ', "utf-8")

    assert told(opened(walk))[0] == "Việc ở màn này"


# -- how it looks and is read -----------------------------------------------------------------------------------------


def test_rows_are_read_aloud_with_their_keys_and_the_count_is_said(
    at_slots: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.views.palette.announce", lambda _widget, text, **_: said.append(text))
    palette = opened(at_slots, "trao")
    at_slots.qtbot.waitUntil(lambda: bool(said), timeout=3000)
    index = palette.list.currentIndex()

    assert "kết quả. Trao hồ sơ" in said[-1]
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Trao hồ sơ"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Ctrl S"
    assert [one.accessibleName() for one in (palette, palette.line, palette.list)] == [
        "Bảng lệnh", "Gõ việc, phòng, tên người, mã hồ sơ hoặc thủ tục", "Kết quả",
    ]  # fmt: skip


def test_it_lies_whole_in_the_window_at_every_size_and_nothing_is_cut(free: Walk) -> None:
    faults: list[object] = []
    for wide, tall, factor in ((1366, 768, 1.0), (683, 384, 1.0), (1366, 768, 1.5)):
        theme().use(Palette.HIGH if factor > 1 else Palette.LIGHT, factor)
        free.window.resize(wide, tall)
        palette = opened(free, "chung thuc")
        box = palette.sheet.geometry().adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
        if not QRect(0, 0, wide, tall).contains(box):
            faults.append(box)
        faults += [*clipped(palette), *too_small(palette), *unnamed(palette)]
        free.press(Qt.Key.Key_Escape)
    theme().use(Palette.LIGHT, 1.0)

    assert faults == []
