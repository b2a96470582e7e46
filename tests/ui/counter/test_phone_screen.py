"""What a clerk relies on with a phone for a camera: a code to point it at, photos as they come, one key to finish."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desk.errors import PhoneNoNetwork
from desk.model.paper import Document, Stage
from desk.model.phone import PhoneDoor
from desk.ports import Desk
from ocr.page import FirstLook
from tests.fakes.office import CARD, PHONE_DOOR, ToldPhones, ToldReader
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.phone import PhoneState
from ui.views.parts.text import Text
from ui.views.phone import PhoneScreen


@pytest.fixture(autouse=True)
def _each_photo_is_another(office: OfficeMade) -> None:
    assert isinstance(office.desk.reader, ToldReader)
    office.desk.reader.as_it_came = True


def phones(office: OfficeMade) -> ToldPhones:
    assert isinstance(office.desk.phones, ToldPhones)
    return office.desk.phones


def open_phone(walk: Walk) -> PhoneScreen:
    """Go to the phone's screen with a procedure chosen, without waiting for an opening that stays."""
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_1)
    walk.model.go("counter.scan")
    walk.settle()
    walk.model.go("counter.phone")
    screen = walk.window.screen_now()
    assert isinstance(screen, PhoneScreen)
    return screen


def until(walk: Walk, condition: Callable[[], bool]) -> None:
    walk.qtbot.waitUntil(condition, timeout=10_000)


def words(screen: QWidget) -> str:
    return " ".join(text.text() for text in screen.findChildren(Text) if text.isVisible())


def stored(desk: Desk) -> list[Document]:
    with desk.unit() as uow:
        return uow.documents.of_dossier(uow.dossiers.recent()[0].code)


def test_photos_are_shown_read_and_lead_to_the_check(walk: Walk, office: OfficeMade) -> None:
    phones(office).photos = 2

    screen = open_phone(walk)
    walk.settle()

    assert screen.model.state is PhoneState.READY
    assert [page.place for page in screen.model.pages] == [1, 2]
    assert [document.stage for document in stored(office.desk)] == [Stage.READ]
    assert stored(office.desk)[0].place == 1
    assert walk.primary() == "Kiểm giấy vừa đọc"


def test_a_poor_photo_is_told_of_while_the_paper_is_in_hand_and_enter_reads_what_came(
    walk: Walk, office: OfficeMade
) -> None:
    phones(office).photos, phones(office).stays = 1, True
    assert isinstance(office.desk.reader, ToldReader)
    office.desk.reader.looks.append(FirstLook(("blurred",)))

    screen = open_phone(walk)
    until(walk, lambda: bool(screen.model.poor))

    assert "Ảnh 1: Ảnh mờ," in words(screen)
    assert walk.primary() == "Xong, đọc 1 ảnh"
    walk.enter()
    assert screen.model.state is PhoneState.READY
    assert [document.stage for document in stored(office.desk)] == [Stage.READ]


def test_leaving_the_screen_closes_the_page_and_keeps_what_came(walk: Walk, office: OfficeMade) -> None:
    phones(office).photos, phones(office).stays = 2, True
    screen = open_phone(walk)
    until(walk, lambda: len(screen.model.pages) == 2)

    walk.window.choose("search")
    walk.settle()

    assert [document.stage for document in stored(office.desk)] == [Stage.READ]


def test_photos_are_read_though_the_officer_signs_out(walk: Walk, office: OfficeMade) -> None:
    phones(office).photos, phones(office).stays = 2, True
    screen = open_phone(walk)
    until(walk, lambda: len(screen.model.pages) == 2)

    walk.model.session.sign_out()
    walk.settle()

    assert [document.stage for document in stored(office.desk)] == [Stage.READ]


def test_a_window_put_away_and_back_shows_the_same_photos_and_opens_no_other_page(
    walk: Walk, office: OfficeMade
) -> None:
    phones(office).photos = 2
    screen = open_phone(walk)
    walk.settle()
    came = list(screen.model.pages)

    walk.window.showMinimized()
    walk.settle()
    walk.window.showNormal()
    walk.settle()

    assert len(came) == 2
    assert screen.model.pages == came
    assert len(stored(office.desk)) == 1


def test_another_person_at_the_counter_gets_no_photo_of_the_one_before(walk: Walk, office: OfficeMade) -> None:
    phones(office).photos, phones(office).stays = 1, True
    screen = open_phone(walk)
    until(walk, lambda: len(screen.model.pages) == 1)

    walk.model.counter.next_citizen()
    walk.settle()

    assert screen.model.state is PhoneState.CLOSED
    assert screen.model.pages == []
    assert [document.stage for document in stored(office.desk)] == [Stage.READ]


def test_a_machine_in_no_network_says_so_and_offers_to_try_again(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    walk.model.notice.connect(lambda notice: told.append(notice.what))

    def nowhere(*_: object) -> None:
        raise PhoneNoNetwork(address="-")

    monkeypatch.setattr(ToldPhones, "photographs", nowhere)
    screen = open_phone(walk)
    walk.settle()

    assert screen.model.state is PhoneState.CLOSED
    assert any("chưa vào mạng" in words for words in told)
    assert walk.primary() == "Mở mã mới"


def test_the_code_goes_when_a_phone_has_used_it_and_a_plain_way_is_marked(walk: Walk, office: OfficeMade) -> None:
    phones(office).stays = True
    screen = open_phone(walk)
    until(walk, lambda: screen.model.state is PhoneState.OPEN)
    walk.qtbot.wait(20)

    assert PHONE_DOOR.place in words(screen)
    assert "5A 5A 5A 5A 5A 5A 5A 5A" in words(screen)
    assert PHONE_DOOR.address not in words(screen)
    shown = screen._code.grab().toImage()
    colours = {shown.pixelColor(x, shown.height() // 2).name() for x in range(shown.width())}
    screen.model._take_door(replace(PHONE_DOOR, phones=1), screen.model.code)

    assert {QColor("black").name(), QColor("white").name()} <= colours
    assert not screen._code.isVisible()
    assert "Điện thoại đã vào" in words(screen)
    screen.model._take_door(PhoneDoor("http://192.168.1.20:8743/#k", ""), screen.model.code)
    assert "Đường truyền không mã hóa" in words(screen)
    walk.press(Qt.Key.Key_Escape)
    assert walk.screen() == "counter.scan"
    assert screen.model.state is PhoneState.CLOSED
