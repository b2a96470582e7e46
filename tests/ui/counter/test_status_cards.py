"""What a clerk relies on in the status bar: it tells the truth, and each state's card says more and really tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.errors import AuthorityDown
from desk.model.certification import CopyStage
from desk.model.people import Session
from desk.ports import Desk
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import CARD, PASSWORD
from tests.fakes.signing import SoftKeys, ToldSignatures
from tests.ui.audit import clipped, cut_off, left_in_vietnamese, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.views.keys_help import keys_of
from ui.views.language import Language, speak
from ui.views.overlay import SHADOW_PX
from ui.views.parts.keys import key_words
from ui.views.status_card import StatusCard
from ui.views.status_cards import STATES
from ui.views.theme import Theme, theme


def bar(walk: Walk, state: str) -> str:
    return walk.window.status_bar.item(state).text()


def card(walk: Walk, state: str) -> StatusCard:
    """Open the card of a state by a press on it."""
    QTest.mouseClick(walk.window.status_bar.item(state), Qt.MouseButton.LeftButton)
    walk.settle()
    assert walk.window.sheets.card.isVisible()
    return walk.window.sheets.card


def told(shown: StatusCard) -> str:
    """Return all that a screen reader says of the card."""
    return shown.sheet.accessibleName()


def room(desk: Desk) -> ToldSignatures:
    assert isinstance(desk.signatures, ToldSignatures)
    return desk.signatures


def waiting_copy(office: OfficeMade, *stages: CopyStage) -> None:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    fill = Leaver(office.desk, office.citizen, who)
    code = fill.dossier("TAM-261124-0005", COPYING)
    for stage in stages:
        fill.copy(fill.paper(code, "Bằng tốt nghiệp", 1), stage)


def test_the_network_is_said_to_be_untried_until_it_was_tried(walk: Walk, office: OfficeMade) -> None:
    assert bar(walk, "network") == "Mạng: chưa thử"
    assert room(office.desk).reached == 0

    walk.model.status.network.look()
    walk.settle()

    assert bar(walk, "network") == "Mạng tốt"


def test_the_network_is_looked_at_soon_after_somebody_came_and_again_while_it_is_not_well(
    door: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.models.network.FIRST_MS", 1)
    monkeypatch.setattr("ui.models.network.UNWELL_MS", 1)
    room(office.desk).tsa = False
    door.type(PASSWORD)
    QTest.keyClick(door.focus(), Qt.Key.Key_Return)
    door.qtbot.waitUntil(lambda: room(office.desk).reached > 1, timeout=10_000)

    room(office.desk).tsa = True
    door.qtbot.waitUntil(lambda: bar(door, "network") == "Mạng tốt", timeout=10_000)


def test_a_test_of_the_network_has_a_time_stamp_made_and_says_since_when(walk: Walk) -> None:
    shown = card(walk, "network")
    before = told(shown)

    walk.enter()

    assert "chưa thử" in before
    assert "tsa.thu.vn: cấp dấu sau 0,4 giây" in told(shown)
    assert "ocsp.thu.vn: trả lời" in told(shown)
    assert bar(walk, "network") == "Mạng tốt"
    assert walk.model.status.network.at is not None


def test_an_office_without_network_is_told_what_still_works(walk: Walk, office: OfficeMade) -> None:
    room(office.desk).tsa = False
    shown = card(walk, "network")

    walk.enter()

    assert bar(walk, "network") == "Dấu thời gian không trả lời"
    assert "tsa.thu.vn: không trả lời" in told(shown)
    assert "Vẫn làm được: tiếp nhận, quét, đọc" in told(shown)


def test_a_copy_that_has_to_wait_has_the_network_looked_at(walk: Walk, office: OfficeMade) -> None:
    room(office.desk).tsa = False
    waiting_copy(office, CopyStage.WAITING)

    walk.model.status.count_unfinished()
    walk.settle()

    assert bar(walk, "network") == "Dấu thời gian không trả lời"


def test_the_card_of_the_scanner_asks_it_anew_and_leads_to_the_settings(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, asked = card(walk, "scanner"), list[str]()
    monkeypatch.setattr(office.desk.scanners["escl"], "devices", lambda: asked.append("asked") or [])
    walk.enter()

    assert asked == ["asked"]
    assert "Không thấy máy quét" in told(shown)
    assert "Kiểm tra nguồn và cáp" in told(shown)

    walk.press(Qt.Key.Key_Tab)
    walk.enter()

    assert walk.screen() == "settings"


def test_the_card_of_the_tokens_says_of_each_whether_it_is_in_and_for_how_long(walk: Walk, office: OfficeMade) -> None:
    shown = card(walk, "token")
    both = told(shown)
    assert isinstance(office.desk.keys, SoftKeys)
    office.desk.keys.seal.plugged = False

    walk.enter()

    assert "Lý Thị Mai, chữ ký: đang cắm · còn 210 ngày" in both
    assert "Triệu Thị Miền, con dấu: đang cắm" in both
    assert "Triệu Thị Miền, con dấu: chưa cắm · còn 210 ngày" in told(shown)


def test_what_waits_is_counted_and_leads_to_the_book(walk: Walk, office: OfficeMade) -> None:
    nothing = bar(walk, "deliveries")
    waiting_copy(office, CopyStage.WAITING, CopyStage.SIGNED)
    walk.model.status.count_unfinished()
    walk.settle()
    shown = card(walk, "deliveries")

    assert nothing == "Không có gì chờ"
    assert bar(walk, "deliveries") == "1 bản chờ dấu thời gian · 1 bản chờ ký"
    assert "1 bản đã có số, chờ người ký" in told(shown)

    shown.room.click()
    walk.settle()

    assert walk.screen() == "deliveries"


def test_f10_opens_what_most_wants_a_look_the_arrows_lead_on_and_esc_goes_back(walk: Walk, office: OfficeMade) -> None:
    walk.type(CARD)
    walk.enter()
    before = walk.focus()
    waiting_copy(office, CopyStage.SIGNED)
    walk.model.status.count_unfinished()
    walk.settle()

    walk.press(Qt.Key.Key_F10)
    shown, states = walk.window.sheets.card, list[str]()
    for _ in range(5):
        states.append(shown.state)
        walk.press(Qt.Key.Key_Right)
    walk.press(Qt.Key.Key_Escape)

    assert states == ["deliveries", "unsaved", "scanner", "token", "network"]
    assert not shown.isVisible()
    assert walk.focus() is before


def test_no_work_shorter_than_a_moment_flickers_as_unsaved(walk: Walk) -> None:
    seen: list[int] = []
    walk.model.status.changed.connect(lambda: seen.append(walk.model.status.unsaved))

    walk.type(CARD)
    walk.enter()

    assert set(seen) <= {0}
    assert bar(walk, "unsaved") == "Chưa lưu: 0"


def test_a_services_fault_is_told_with_its_cure_and_asked_again_later(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise AuthorityDown(why="thử")

    monkeypatch.setattr(room(office.desk), "reach", down)
    shown = card(walk, "network")

    walk.enter()

    assert bar(walk, "network") == "Mạng: chưa rõ"
    assert told(shown).count(".") > 2


def test_every_card_lies_whole_in_the_window_at_every_size_and_nothing_is_cut(walk: Walk, office: OfficeMade) -> None:
    room(office.desk).tsa = False
    walk.model.status.network.look()
    walk.settle()
    faults: list[object] = []
    for wide, tall, factor in ((1366, 768, 1.0), (683, 384, 1.0), (1366, 768, 1.5)):
        theme().use(factor=factor)
        walk.window.resize(wide, tall)
        for state in STATES:
            walk.window.sheets.open_card(state)
            walk.settle()
            shown = walk.window.sheets.card
            box = shown.sheet.geometry().adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
            if not shown.rect().contains(box):
                faults.append((state, box))
            faults += [*clipped(shown), *too_small(shown), *unnamed(shown)]
            walk.press(Qt.Key.Key_Escape)
    theme().use(factor=1.0)

    assert faults == []


@pytest.fixture
def in_english(qapp: QApplication, dressed: Theme) -> Iterator[None]:
    """Have windows speak English."""
    del dressed
    speak(qapp, Language.ENGLISH)
    yield
    speak(qapp, Language.VIETNAMESE)


def test_the_cards_and_the_palette_speak_english_and_nothing_is_cut(in_english: None, walk: Walk) -> None:
    del in_english
    walk.model.runner.language = "en"
    walk.model.status.network.look(stamp=True)
    walk.settle()
    faults: list[str] = []
    for state in STATES:
        walk.window.sheets.open_card(state)
        walk.settle()
        shown = walk.window.sheets.card
        faults += [*clipped(shown), *cut_off(shown), *left_in_vietnamese(shown)]
        walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = walk.window.sheets.palette
    lines = [str(palette.rows.index(line).data()) for line in range(palette.rows.rowCount())]

    assert faults == left_in_vietnamese(palette) == clipped(palette) == []
    assert {"On this screen", "Rooms and screens", "Register", "State of this desk"} <= set(lines)


# -- the next citizen -------------------------------------------------------------------------------------------------

SCREENS = ("counter.scan", "counter.phone", "counter.review", "counter.certify", "counter.many", "counter.hand")


def test_f12_leads_to_the_next_citizen_from_every_screen_of_the_counter_and_the_dossier_is_kept(
    walk: Walk, office: OfficeMade
) -> None:
    for screen in SCREENS:
        walk.type(CARD)
        walk.enter()
        walk.type("tcx")
        walk.enter()
        code = walk.model.counter.code
        walk.window.show_screen(screen)
        walk.qtbot.wait(20)

        QTest.keyClick(walk.focus(), Qt.Key.Key_F12)
        walk.settle()

        assert (walk.screen(), walk.model.counter.citizen) == ("counter", None), screen
        assert walk.primary() == "Chờ thẻ, số hoặc tên"
        with office.desk.unit(reading=True) as uow:
            assert uow.dossiers.by_code(str(code)) is not None


def test_f12_while_an_answer_is_still_to_come_leaves_nobody_of_before_at_the_counter(walk: Walk) -> None:
    walk.type(CARD)
    QTest.keyClick(walk.focus(), Qt.Key.Key_Return)
    walk.model.counter.next_citizen()
    walk.settle()
    before_the_dossier = walk.model.counter.citizen
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()

    walk.model.counter.refresh()
    QTest.keyClick(walk.focus(), Qt.Key.Key_F12)
    walk.settle()

    assert (before_the_dossier, walk.model.counter.citizen) == (None, None)


def test_f1_tells_of_f12_where_it_leads_on_and_once_only(walk: Walk) -> None:
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    found: list[int] = []
    for screen in ("counter", "counter.scan", "counter.hand", "register"):
        walk.window.show_screen(screen)
        walk.settle()
        rows = keys_of(walk.window.screen_of(screen)) + keys_of(walk.window, own_only=True)
        found.append(sum(key_words(key) == "F12" for _, keys in rows for key in keys))

    assert found == [1, 1, 1, 0]
