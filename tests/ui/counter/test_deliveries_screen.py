"""What a clerk relies on before going home: the list of what waits, its filters, and Enter to where it is done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.model.certification import CopyStage
from desk.model.paper import Stage
from desk.model.people import Session
from desk.work.handover import hand_over
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import NOW, PASSWORD
from tests.ui.counter.conftest import OfficeMade, Walk, office_in, open_window
from ui.models.deliveries import Filter
from ui.models.session import Doors
from ui.views.deliveries import DeliveriesScreen
from ui.views.theme import install_theme
from ui.views.tokens import Palette

READY, LATE, STUCK, COPY, GONE = (f"TAM-261120-000{number}" for number in range(1, 6))


def fill(office: OfficeMade, folder: Path) -> None:
    """Bring one dossier of each sort: ready, late in work, stuck, with a copy to be signed, handed over."""
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    made = Leaver(office.desk, office.citizen, who)
    for code in (READY, GONE):
        made.dossier(code)
        for place in (1, 2, 3):
            made.paper(code, place=place)
        with office.desk.unit() as uow:
            uow.dossiers.set_shown(code, 4, NOW)
            uow.commit()
    hand_over(office.desk, who, GONE, folder / "goi.zip")
    made.paper(made.dossier(LATE), place=1)
    with office.desk.unit() as uow:
        dossier = uow.dossiers.by_code(LATE)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, due_at=NOW - timedelta(days=4)))
        uow.commit()
    made.paper(made.dossier(STUCK), place=1, stage=Stage.RECEIVED, fault="ocr.file-unreadable")
    made.copy(made.paper(made.dossier(COPY, COPYING), place=1), CopyStage.NUMBERED)


@pytest.fixture(scope="module")
def opened(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Walk, OfficeMade]]:
    """One window over one office for all tests of this file, its officer signed in."""
    install_theme(qapp, Palette.LIGHT, 1.0)
    office = office_in(tmp_path_factory.mktemp("sent") / "office")
    desk = office.desk
    made = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, QtBot(request))
    made.type(PASSWORD)
    made.enter()
    yield made, office
    made.window.close()
    made.window.deleteLater()


@pytest.fixture(scope="module")
def filled(opened: tuple[Walk, OfficeMade], tmp_path_factory: pytest.TempPathFactory) -> tuple[Walk, OfficeMade]:
    """The same office with a dossier of each sort."""
    fill(opened[1], tmp_path_factory.mktemp("packages"))
    return opened


@pytest.fixture
def walk(opened: tuple[Walk, OfficeMade]) -> Walk:
    """The person at the keyboard."""
    return opened[0]


@pytest.fixture
def screen(filled: tuple[Walk, OfficeMade]) -> DeliveriesScreen:
    """The list, all that waits in it."""
    walk = filled[0]
    walk.model.counter.next_citizen()
    walk.model.go("deliveries")
    shown = walk.window.screen_of("deliveries")
    assert isinstance(shown, DeliveriesScreen)
    shown.model.choose(Filter.WAITING)
    walk.settle()
    return shown


def dossiers(screen: DeliveriesScreen) -> list[str]:
    return [line.dossier for line in screen.model.shown]


def words(screen: DeliveriesScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_an_empty_list_teaches(walk: Walk) -> None:
    walk.model.go("deliveries")
    walk.settle()
    screen = walk.window.screen_of("deliveries")
    assert isinstance(screen, DeliveriesScreen)

    said = words(screen)
    walk.enter()

    assert "Không còn việc nào chờ gửi" in said
    assert walk.screen() == "counter"


def test_the_latest_is_marked_first_and_says_how_late_it_is(screen: DeliveriesScreen) -> None:
    line = screen.line()

    assert dossiers(screen)[0] == LATE
    assert line is not None
    assert line.dossier == LATE
    assert "Trễ 1 ngày" in words(screen)


def test_digits_filter_the_list(screen: DeliveriesScreen, walk: Walk) -> None:
    seen = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_1):
        walk.press(key)
        seen.append(dossiers(screen))

    assert seen[:5] == [[LATE], [READY], [COPY], [STUCK], [GONE]]
    assert sorted(seen[5]) == [READY, LATE, STUCK, COPY]
    assert screen.model.counts()[Filter.WAITING] == 4


@pytest.mark.parametrize(
    ("filter_", "where", "code"),
    [
        (Filter.TO_HAND, "counter.hand", READY),
        (Filter.OVERDUE, "counter", LATE),
        (Filter.STUCK, "counter.review", STUCK),
        (Filter.COPIES, "counter.certify", COPY),
    ],
)
def test_enter_goes_where_a_line_is_done(
    screen: DeliveriesScreen, walk: Walk, filter_: Filter, where: str, code: str
) -> None:
    screen.model.choose(filter_)
    walk.settle()

    walk.enter()

    assert (walk.screen(), walk.model.counter.code) == (where, code)


def test_what_left_shows_its_proof_and_enter_shows_its_slip(screen: DeliveriesScreen, walk: Walk) -> None:
    screen.model.choose(Filter.HANDED)
    walk.settle()
    said = words(screen)

    walk.enter()

    assert "SHA-256" in said
    assert walk.screen() == "deliveries.slip"
    walk.press(Qt.Key.Key_Escape)
    assert walk.screen() == "deliveries"


def test_why_a_dossier_is_stuck_is_told_with_what_to_do(screen: DeliveriesScreen, walk: Walk) -> None:
    screen.model.choose(Filter.STUCK)
    walk.settle()

    assert "Quét lại" in words(screen) or "quét lại" in words(screen)


def test_a_hand_over_elsewhere_takes_the_line_off_by_itself(
    screen: DeliveriesScreen, opened: tuple[Walk, OfficeMade], tmp_path: Path
) -> None:
    walk, office = opened
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 2")
    hand_over(office.desk, who, READY, tmp_path / "khac.zip")
    walk.qtbot.waitUntil(lambda: READY not in dossiers(screen), timeout=10_000)

    assert screen.model.counts()[Filter.HANDED] == 2


def test_who_signs_out_leaves_no_names_behind(screen: DeliveriesScreen, walk: Walk) -> None:
    walk.model.session.sign_out()
    walk.settle()

    assert screen.model.lines == ()
