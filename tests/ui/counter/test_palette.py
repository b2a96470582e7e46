"""What a clerk relies on at Ctrl+K: acts, rooms, people, dossiers and procedures by a few letters, and back by Esc."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.model.dossier import Dossier
from desk.model.people import Citizen, Role
from tests.fakes.office import ALLOWANCE, CARD, NOW
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.palette import Group
from ui.views.overlay import SHADOW_PX
from ui.views.palette import PaletteOverlay
from ui.views.search import SearchScreen
from ui.views.theme import theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = "TAM-261124-0042"


@pytest.fixture(autouse=True)
def recent_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("ui.models.palette.look_file", lambda: tmp_path / "look.toml")
    return tmp_path / "recent.json"


@pytest.fixture
def at_slots(walk: Walk, office: OfficeMade) -> Walk:
    """The dossier of the design at the counter; somebody else has one too."""
    with office.desk.unit() as uow:
        other = uow.citizens.add(Citizen("Lò Văn Thắng"))
        uow.dossiers.add(Dossier(OTHER, other.id, ALLOWANCE, "thu-1", NOW, 1))
        uow.commit()
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    return walk


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


def test_a_procedure_waits_marked_for_the_next_citizen(walk: Walk) -> None:
    opened(walk, "tcxhht")
    walk.enter()
    assert walk.screen() == "counter"

    walk.type(CARD)
    walk.enter()

    assert "trợ cấp xã hội" in walk.primary()

    walk.enter()

    assert walk.model.counter.counter is not None


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


def test_without_a_dossier_the_row_for_papers_says_what_is_needed(walk: Walk) -> None:
    assert "cần một hồ sơ đang mở ở quầy" in told(opened(walk, "khai sinh"))[-1]


def test_who_does_not_receive_is_shown_no_people(at_slots: Walk) -> None:
    who = at_slots.model.session.who
    assert who is not None
    object.__setattr__(who.officer, "roles", frozenset({Role.CERTIFIER}))

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


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Return, CTRL), (Qt.Key.Key_S, CTRL), (Qt.Key.Key_F12, None)])
def test_no_key_of_the_screen_acts_through_the_palette(at_slots: Walk, key: Qt.Key, held: object) -> None:
    palette, code = opened(at_slots), at_slots.model.counter.code

    at_slots.press(key, CTRL if held is CTRL else Qt.KeyboardModifier.NoModifier)

    assert palette.isVisible()
    assert (at_slots.screen(), at_slots.model.counter.code) == ("counter", code)


def test_letters_and_digits_are_typed_and_are_no_acts(at_slots: Walk) -> None:
    palette = opened(at_slots)
    for key in (Qt.Key.Key_2, Qt.Key.Key_H, Qt.Key.Key_Space):
        QTest.keyClick(palette.line, key)

    assert palette.line.text() == "2h "
    assert at_slots.screen() == "counter"


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


def test_a_press_beside_it_puts_it_away(at_slots: Walk) -> None:
    palette = opened(at_slots)

    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomRight())

    assert not palette.isVisible()


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


def test_what_was_used_lately_comes_first_and_names_nobody(at_slots: Walk, recent_file: Path) -> None:
    for words in ("trao ho so", "quầy", "lo van thang", OTHER):
        opened(at_slots, words)
        at_slots.enter()
        at_slots.settle()
    lines = told(opened(at_slots))
    kept = json.loads(recent_file.read_text("utf-8"))

    assert lines[0] == "Vừa dùng"
    assert "Trao hồ sơ" in lines[:4]
    assert kept == ["place:counter", "act:counter:Ctrl+S"]


def test_a_file_of_lately_used_that_makes_no_sense_is_passed_over(at_slots: Walk, recent_file: Path) -> None:
    recent_file.write_text('{"a": [1, ', "utf-8")

    assert told(opened(at_slots))[0] == "Việc ở màn này"


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


@pytest.mark.parametrize(("wide", "tall", "factor"), [(1366, 768, 1.0), (683, 384, 1.0), (1366, 768, 1.5)])
@pytest.mark.parametrize("palette_name", [Palette.LIGHT, Palette.HIGH])
def test_it_lies_whole_in_the_window_and_nothing_is_cut(
    walk: Walk, wide: int, tall: int, factor: float, palette_name: Palette
) -> None:
    theme().use(palette_name, factor)
    walk.window.resize(wide, tall)
    palette = opened(walk, "chung thuc")
    box = palette.sheet.geometry().adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
    found = clipped(palette), too_small(palette), unnamed(palette)
    theme().use(Palette.LIGHT, 1.0)

    assert QRect(0, 0, wide, tall).contains(box)
    assert found == ([], [], [])
