"""What waits for a time stamp is completed by itself; what ages is told in the window and renewed with one key."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Purpose
from desk.ports import Desk
from desk.work.access import act_as
from desk.work.certify import Pins, Wish, waiting
from desk.work.certify_batch import certify_batch
from desk.work.component import scans_waiting, sign_components
from tests.fakes.office import StoppedClock
from tests.fakes.signing import CLERK_PIN, OFFICER_PIN, SEAL_PIN, SoftKeys, ToldSignatures
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.stamps import FIRST_MS, LONGEST_MS
from ui.views.parts.chip import Chip
from ui.views.register_words import waiting_words
from ui.views.signing_settings import SigningSettingsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def room_of(desk: Desk) -> ToldSignatures:
    assert isinstance(desk.signatures, ToldSignatures)
    return desk.signatures


def certify_all(desk: Desk) -> list[CertifiedCopy]:
    with desk.unit(reading=True) as uow:
        papers = [paper.id for paper in uow.documents.of_dossier("TAM-261006-0003")]
    compared = Comparison(compared=True, pages=1, grounds=(1, 2, 3, 4, 5, 6))
    who = act_as(desk, "pao.hv", "Quầy 1")
    told = certify_batch(desk, who, [Wish(paper, compared) for paper in papers], Pins(OFFICER_PIN, SEAL_PIN))
    return [one.copy for one in told if one.copy is not None]


def years_later(desk: Desk, at: datetime = datetime(2029, 8, 1, tzinfo=UTC)) -> None:
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at = at


def at_signing(walk: Walk) -> SigningSettingsScreen:
    walk.window.choose("settings")
    walk.press(Qt.Key.Key_T, CTRL)
    screen = walk.window.screen_of("settings.signing")
    assert isinstance(screen, SigningSettingsScreen)
    return screen


def texts(screen: SigningSettingsScreen) -> str:
    seen = [*screen.care.findChildren(QLabel), *screen.care.findChildren(Chip)]
    return "\n".join(one.text() for one in seen if one.isVisible())


def test_copies_that_wait_are_completed_by_themselves_when_an_authority_answers(walk: Walk, office: OfficeMade) -> None:
    queue = walk.model.stamps
    room_of(office.desk).tsa = False
    copies = certify_all(office.desk)
    walk.settle()
    began = queue.timer.isActive()

    queue.try_now()
    walk.settle()
    room_of(office.desk).tsa = True
    queue.try_now()
    walk.settle()

    assert began
    assert {copy.stage for copy in copies} == {CopyStage.WAITING}
    assert waiting(office.desk) == []
    assert not queue.timer.isActive()


def test_signed_scans_that_wait_are_completed_by_themselves_too(walk: Walk, office: OfficeMade) -> None:
    queue, room, desk = walk.model.stamps, room_of(office.desk), office.desk
    who, room.tsa = act_as(desk, "pao.hv", "Quầy 1"), False
    assert isinstance(desk.keys, SoftKeys)
    desk.keys.clerk.plugged = True
    with desk.unit() as uow:
        uow.copies.put_signer(desk.keys.signer(who.officer.id, Purpose.CLERK))
        uow.commit()
    sign_components(desk, who, "TAM-261006-0003", CLERK_PIN)
    walk.settle()
    began, waits = queue.timer.isActive(), scans_waiting(desk)

    queue.try_now()
    walk.settle()
    goes_on, room.tsa = queue.timer.isActive(), True
    queue.try_now()
    walk.settle()

    assert began
    assert goes_on
    assert (waits > 0, scans_waiting(desk), queue.timer.isActive()) == (True, 0, False)


def test_a_copy_that_waits_is_shown_with_the_level_it_has(walk: Walk, office: OfficeMade) -> None:
    room_of(office.desk).tsa = False
    copies = certify_all(office.desk)

    shown = [waiting_words(copy, None)[0] for copy in copies]

    assert shown[0] == "Số 1, Giấy khai sinh: chờ dấu thời gian · B-B"
    assert all(words.endswith("· B-B") for words in shown)


def test_attempts_in_vain_come_further_and_further_apart(walk: Walk, office: OfficeMade) -> None:
    queue, room = walk.model.stamps, room_of(office.desk)
    room.tsa = False
    certify_all(office.desk)
    walk.settle()

    pauses = []
    for _ in range(6):
        queue.try_now()
        walk.settle()
        pauses.append(queue.timer.interval())

    assert pauses == [2 * FIRST_MS, 4 * FIRST_MS, 8 * FIRST_MS, LONGEST_MS, LONGEST_MS, LONGEST_MS]
    assert queue.timer.isActive()
    walk.model.session.sign_out()
    assert not queue.timer.isActive()


def test_nothing_that_ages_is_said_to_be_so(walk: Walk, office: OfficeMade) -> None:
    certify_all(office.desk)

    screen = at_signing(walk)

    assert "Chưa bản sao nào đến hạn" in texts(screen)
    assert not screen.care.renew.isEnabled()


def test_what_ages_is_told_and_renewed_with_one_key(walk: Walk, office: OfficeMade) -> None:
    copies = certify_all(office.desk)
    years_later(office.desk)
    screen = at_signing(walk)
    before = texts(screen)

    walk.press(Qt.Key.Key_R, CTRL)

    assert f"{len(copies)} bản sao cần gia hạn trước 24/11/2029" in before
    assert "Số 1, SCTĐT/BS năm 2026: đến 24/11/2029" in before
    after = texts(screen)
    assert "Chưa bản sao nào đến hạn" in after
    assert f"xong {len(copies)}, còn lại 0" in after
    assert room_of(office.desk).done.count("renew") == len(copies)


def test_what_cannot_be_renewed_is_told(walk: Walk, office: OfficeMade) -> None:
    copies = certify_all(office.desk)
    years_later(office.desk)
    screen = at_signing(walk)
    room_of(office.desk).tsa = False

    walk.press(Qt.Key.Key_R, CTRL)

    assert f"xong 0, còn lại {len(copies)}" in texts(screen)
    assert screen.care.renew.isEnabled()


def test_copies_whose_time_is_over_are_told_apart(walk: Walk, office: OfficeMade) -> None:
    copies = certify_all(office.desk)
    years_later(office.desk, datetime(2030, 1, 1, tzinfo=UTC))

    screen = at_signing(walk)

    assert f"{len(copies)} bản sao đã quá hạn" in texts(screen)
    assert not screen.care.renew.isEnabled()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_card_is_readable_and_named(walk: Walk, office: OfficeMade, size: tuple[int, int]) -> None:
    certify_all(office.desk)
    years_later(office.desk)
    walk.window.resize(*size)

    screen = at_signing(walk)

    assert unnamed(screen) == []
    assert too_small(screen) == []
    assert clipped(screen) == []
