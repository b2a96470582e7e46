"""What a clerk relies on before going home: the list of what waits, its filters, and Enter to where it is done."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.model.certification import CopyStage
from desk.model.paper import Stage
from desk.model.people import Session
from desk.work.handover import hand_over
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import NOW
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.deliveries import Filter
from ui.views.deliveries import DeliveriesScreen
from ui.views.theme import theme
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


@pytest.fixture
def screen(walk: Walk, office: OfficeMade, tmp_path: Path) -> DeliveriesScreen:
    fill(office, tmp_path)
    walk.model.go("deliveries")
    walk.settle()
    shown = walk.window.screen_of("deliveries")
    assert isinstance(shown, DeliveriesScreen)
    return shown


def dossiers(screen: DeliveriesScreen) -> list[str]:
    return [line.dossier for line in screen.model.shown]


def words(screen: DeliveriesScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


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
    screen: DeliveriesScreen, walk: Walk, office: OfficeMade, tmp_path: Path
) -> None:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 2")
    hand_over(office.desk, who, READY, tmp_path / "khac.zip")
    walk.qtbot.waitUntil(lambda: READY not in dossiers(screen), timeout=10_000)

    assert screen.model.counts()[Filter.HANDED] == 2


def test_an_empty_list_teaches(walk: Walk) -> None:
    walk.model.go("deliveries")
    walk.settle()
    screen = walk.window.screen_of("deliveries")
    assert isinstance(screen, DeliveriesScreen)

    said = words(screen)
    walk.enter()

    assert "Không còn việc nào chờ gửi" in said
    assert walk.screen() == "counter"


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_cut_unnamed_or_too_small(screen: DeliveriesScreen, walk: Walk, factor: float) -> None:
    theme().use(Palette.LIGHT, factor)
    walk.window.resize(round(1366 * factor), round(768 * factor))
    walk.settle()

    assert (unnamed(screen), clipped(screen), too_small(screen)) == ([], [], [])
    theme().use(Palette.LIGHT, 1.0)


def test_who_signs_out_leaves_no_names_behind(screen: DeliveriesScreen, walk: Walk) -> None:
    walk.model.session.sign_out()
    walk.settle()

    assert screen.model.lines == ()
