"""What a clerk relies on of work profiles: one press scans with all that is set, or a sentence says what lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.errors import FeederEmpty
from desk.jobs import Progress
from desk.model.paper import Page, Stage
from desk.model.profile import PaperSize, Sides, WorkProfile
from desk.model.scanning import Device, Source
from desk.ports import Desk
from desk.work.profiles import keep_profiles, lock_profiles, profile_set
from ocr.page import FirstLook
from tests.fakes.office import CARD, GlassScanner, ToldReader
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.scan import ScanState
from ui.views.keys_help import keys_of
from ui.views.parts.keys import key_words
from ui.views.profiles_settings import ProfilesScreen
from ui.views.scan import ScanScreen
from ui.views.two_passes_dialog import TwoPassesDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class ToldGlass(GlassScanner):
    """Remember what was asked."""

    asked: list[object] = field(default_factory=list)

    def devices(self) -> list[Device]:
        return [Device("escl:invented", "Canon DR-C225 II", "escl", (Source.GLASS,), width_mm=216, height_mm=297)]

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        self.asked.append(request)
        return super().scan(request, spool, progress)


class ToldFeeder(ToldGlass):
    """The same with a feeder, empty."""

    def devices(self) -> list[Device]:
        return [Device("escl:khay", "Máy thử", "escl", (Source.FEEDER,), duplex=True)]

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        self.asked.append(request)
        raise FeederEmpty(kept=0, sheets=0, next=1)


@pytest.fixture
def glass(office: OfficeMade) -> ToldGlass:
    assert isinstance(office.desk.scanners, dict)
    office.desk.scanners["escl"] = made = ToldGlass()
    return made


def told(walk: Walk) -> list[str]:
    sentences: list[str] = []
    walk.model.notice.connect(lambda notice: sentences.append(notice.what))
    return sentences


def settings(walk: Walk) -> ProfilesScreen:
    walk.model.go("settings.profiles")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ProfilesScreen)
    return screen


def papers(desk: Desk, walk: Walk) -> list[tuple[int | None, Stage]]:
    with desk.unit() as uow:
        return [(one.place, one.stage) for one in uow.documents.of_dossier(walk.model.counter.code or "")]


def sides(desk: Desk, screen: ScanScreen) -> list[Page]:
    assert screen.model.document is not None
    with desk.unit() as uow:
        return uow.documents.pages(screen.model.document.id)


def test_one_press_from_the_counter_scans_both_sides_of_a_card_as_its_profile_says(
    glass: ToldGlass, walk: Walk, office: OfficeMade
) -> None:
    sentences = told(walk)
    walk.press(Qt.Key.Key_F3, SHIFT)
    assert sentences == ["Chưa mở hồ sơ nào để quét vào."]
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()

    walk.press(Qt.Key.Key_F3, SHIFT)

    screen = walk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    assert (screen.model.state, screen.primary and screen.primary.text()) == (ScanState.COUNT_DIFFERS, "Quét mặt sau")
    walk.press(Qt.Key.Key_F4, SHIFT)
    assert sentences[-1].startswith("Giấy trước còn dở")
    walk.press(Qt.Key.Key_F3, SHIFT)
    assert screen.model.state is ScanState.READY
    sizes = [(getattr(one, "width_mm", 0), getattr(one, "source", "")) for one in glass.asked]
    assert sizes == [(85.6, Source.GLASS)] * 2
    assert papers(office.desk, walk) == [(None, Stage.READ)]
    assert [page.removed for page in sides(office.desk, screen)] == [False, True, True]  # one A4, both as they came
    assert (screen.model.wish.profile, screen.model.wish.size) == (None, PaperSize.A4)  # the next is not cut to a card
    walk.press(Qt.Key.Key_F4, SHIFT)
    assert "297 × 420 mm" in sentences[-1]
    assert len(glass.asked) == 2


def test_a_card_left_in_the_middle_is_laid_on_one_page_all_the_same(
    glass: ToldGlass, walk: Walk, office: OfficeMade
) -> None:
    assert isinstance(office.desk.reader, ToldReader)
    office.desk.reader.looks.extend((FirstLook(), FirstLook(("blurred",))))
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_F3, SHIFT)
    walk.press(Qt.Key.Key_F3, SHIFT)
    screen = walk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    left, document = screen.model.state, screen.model.document

    walk.model.counter.next_citizen()
    walk.settle()

    assert left is ScanState.POOR
    assert document is not None
    with office.desk.unit() as uow:
        pages = uow.documents.pages(document.id)
    assert [page.removed for page in pages] == [False, True, True]


def test_a_birth_certificate_goes_to_its_component_whichever_is_in_hand(
    glass: ToldGlass, walk: Walk, office: OfficeMade
) -> None:
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.model.counter.reach(1)

    walk.press(Qt.Key.Key_F2, SHIFT)

    assert papers(office.desk, walk) == [(2, Stage.READ)]
    assert len(glass.asked) == 1
    with office.desk.unit() as uow:
        assert [one.kind for one in uow.documents.of_dossier(walk.model.counter.code or "")] == ["khai_sinh"]


def test_a_press_whose_device_is_looked_for_never_scans_into_the_next_citizens_dossier(
    glass: ToldGlass, walk: Walk, office: OfficeMade
) -> None:
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()

    QTest.keyClick(walk.focus(), Qt.Key.Key_F2, SHIFT)
    walk.model.counter.next_citizen()
    walk.settle()

    assert glass.asked == []


def test_a_profile_is_changed_at_once_put_on_another_key_and_back(
    glass: ToldGlass, walk: Walk, office: OfficeMade
) -> None:
    before = profile_set(office.desk)
    screen = settings(walk)
    assert (clipped(screen), too_small(screen), unnamed(screen)) == ([], [], [])
    assert screen.minimumSizeHint().width() <= 683

    screen.fields._key.chosen.emit("3")
    walk.settle()

    now = profile_set(office.desk)
    assert [one.key for one in now.profiles][:2] == [3, 0]
    rows = {key_words(keys[0]): words for words, keys in keys_of(walk.window, own_only=True)}
    assert rows["Shift F3"].startswith("Quét kiểu «Khai sinh»")
    assert "Shift F2" not in rows
    screen.trial.trigger()
    walk.settle()
    assert walk.model.profiles.tried is not None
    assert walk.model.profiles.tried.exists()
    assert getattr(glass.asked[0], "limit", None) == 1
    walk.model.history.undo()
    walk.settle()
    assert profile_set(office.desk) == before


def test_a_locked_set_shows_and_stands_whatever_is_pressed_or_imported(
    walk: Walk, office: OfficeMade, tmp_path: Path
) -> None:
    lock_profiles(office.desk, walk.who, locked=True)
    screen = settings(walk)
    before = profile_set(office.desk)

    screen.fields._key.chosen.emit("9")
    walk.settle()
    file = tmp_path / "x.toml"
    file.write_text("saoy-profiles = 1\n[[profile]]\nname = 'a'\nhook = 'rm'\n", "utf-8")
    screen.take(file)
    walk.settle()

    assert profile_set(office.desk) == before
    assert not screen.fields.name.isEnabled()
    assert not screen.add.isEnabled()
    assert screen._word.text() == (
        "Kiểu quét «a» ghi sai ở dòng «hook». Sửa dòng ấy rồi làm lại; bộ kiểu quét đang có vẫn nguyên."
    )


def test_the_stacks_profile_draws_the_feeder_in_where_the_evening_is_sorted(walk: Walk, office: OfficeMade) -> None:
    assert isinstance(office.desk.scanners, dict)
    office.desk.scanners["escl"] = feeder = ToldFeeder()
    walk.model.status.look_for_scanners()
    walk.settle()

    walk.press(Qt.Key.Key_F6, SHIFT)

    assert walk.screen() == "evening"
    (asked,) = feeder.asked
    assert (getattr(asked, "duplex", None), getattr(asked, "source", "")) == (True, Source.FEEDER)
    with office.desk.unit() as uow:
        assert [batch.source for batch in uow.evenings.since()] == ["scan:escl:khay"]


def test_a_profile_turned_by_hand_leads_through_two_passes(glass: ToldGlass, walk: Walk, office: OfficeMade) -> None:
    keep_profiles(office.desk, walk.who, [WorkProfile("Lật tay", 9, sides=Sides.BY_HAND)])
    walk.model.profiles.look()
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()

    walk.press(Qt.Key.Key_F9, SHIFT)

    opened = QApplication.activeModalWidget()
    assert isinstance(opened, TwoPassesDialog)
    assert [getattr(one, "duplex", None) for one in glass.asked] == [False]
    opened.reject()
