"""What a clerk relies on at the hand-over: scans signed with one PIN, a true copy sealed, both shown in rows."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.model.certification import CopyKind, CopyStage, Purpose
from desk.model.people import Session
from desk.work.component import demand
from ocr.page import PageReading
from tests.fakes.leaving import Leaver
from tests.fakes.signing import CLERK_PIN, SEAL_PIN, SoftKeys
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.test_hand_screen import CODE, chips, hand
from ui.views.hand import HandScreen
from ui.views.pin_dialog import PinDialog
from ui.views.true_copy_dialog import TrueCopyDialog


@pytest.fixture
def filler(office: OfficeMade) -> Leaver:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    return Leaver(office.desk, office.citizen, who)


def keys_of(walk: Walk) -> SoftKeys:
    keys = walk.desk.keys
    assert isinstance(keys, SoftKeys)
    return keys


@pytest.fixture
def screen(walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path) -> HandScreen:
    """Show a dossier with an administrative document; the clerk has a token."""
    keys = keys_of(walk)
    keys.clerk.plugged = True
    paper = filler.paper(filler.dossier(CODE), "Quyết định", kind="van_ban_hanh_chinh")
    with office.desk.unit() as uow:
        uow.copies.put_signer(keys.signer(walk.who.officer.id, Purpose.CLERK))
        (page,) = uow.documents.pages(paper.id)
        reading = PageReading(620, 877, 300.0, 0, 0.0, blank=False, words=(), text="")
        uow.documents.update_page(replace(page, reading=reading))
        uow.commit()
    return hand(walk, office, tmp_path)


def dialog_of(screen: HandScreen, kind: type[PinDialog] | type[TrueCopyDialog]) -> PinDialog | TrueCopyDialog:
    return next(one for one in screen.findChildren(kind) if one.isVisible())


def test_one_pin_signs_the_scans_and_the_rows_say_so(screen: HandScreen, walk: Walk) -> None:
    desk, who = walk.desk, walk.who
    demand(desk, who, wanted=True)
    screen.model.read()
    walk.settle()
    held = chips(screen)

    walk.press(Qt.Key.Key_F7)
    walk.settle()
    dialog = dialog_of(screen, PinDialog)
    assert isinstance(dialog, PinDialog)
    dialog.pin.line.setText(CLERK_PIN)
    dialog._give()
    walk.settle()

    assert held == ["Cán bộ chưa ký"]
    assert keys_of(walk).clerk.sent == [CLERK_PIN]
    assert chips(screen) == ["Sẵn sàng"]
    assert not screen.signing.sign.isEnabled()


def test_a_true_copy_is_wished_for_sealed_and_stands_as_a_row_of_its_own(
    screen: HandScreen, walk: Walk, office: OfficeMade
) -> None:
    walk.press(Qt.Key.Key_F8)
    walk.settle()
    asked = dialog_of(screen, TrueCopyDialog)
    assert isinstance(asked, TrueCopyDialog)
    assert (clipped(asked), too_small(asked), unnamed(asked)) == ([], [], [])
    asked._give()
    walk.settle()
    dialog = dialog_of(screen, PinDialog)
    assert isinstance(dialog, PinDialog)
    dialog.pin.line.setText(SEAL_PIN)
    dialog._give()
    walk.settle()

    with office.desk.unit(reading=True) as uow:
        (copy,) = uow.copies.of_dossier(CODE, true=True)
        assert uow.copies.of_dossier(CODE) == []
    assert (copy.kind, copy.stage, copy.book) == (CopyKind.SAO_Y, CopyStage.SEALED, "SVB")
    assert len(chips(screen)) == 2


def test_sao_luc_waits_for_a_person_to_say_that_the_paper_is_a_sao_y(screen: HandScreen, walk: Walk) -> None:
    walk.press(Qt.Key.Key_F8)
    walk.settle()
    asked = dialog_of(screen, TrueCopyDialog)
    assert isinstance(asked, TrueCopyDialog)

    asked.kind.choose(CopyKind.SAO_LUC.value)
    before = asked.wish()
    asked.of_copy.setChecked(True)
    after = asked.wish()
    asked.reject()
    walk.settle()

    assert before is None
    assert after is not None
    assert after.of_true_copy
