"""Promising a certified copy for later: the hour and day of Điều 7 and Điều 21, and the slip that tells them."""

from dataclasses import replace
from datetime import datetime

import pytest

from desk.cli.main import main
from desk.errors import DeferralTooLong, DeferralUnfit, DossierClosed, ReasonMissing, RoleMissing
from desk.model.deadline import VIETNAM
from desk.model.dossier import Dossier, DossierState
from desk.work.catalogue import current, find_procedures
from desk.work.deferring import appointment, defer, waits_for_tomorrow
from desk.work.intake import open_dossier
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.office import StoppedClock
from tests.fakes.printed import laid_out

CERTIFYING = "2.000815"


def received(office: CertifyingOffice, at: str, procedure: str = CERTIFYING) -> Dossier:
    """Open a dossier at a moment of Vietnam."""
    clock = office.desk.clock
    assert isinstance(clock, StoppedClock)
    clock.at = datetime.fromisoformat(at).replace(tzinfo=VIETNAM)
    found = find_procedures(current(office.desk), procedure)[0]
    return open_dossier(office.desk, office.who(), office.citizen, found).dossier


def due(dossier: Dossier) -> str:
    assert dossier.due_at is not None
    return f"{dossier.due_at.astimezone(VIETNAM):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("at", "days", "until"),
    [
        ("2026-11-25 09:00", 1, "2026-11-26 17:00"),
        ("2026-11-25 15:00:00", 2, "2026-11-27 17:00"),
        ("2026-11-25 15:00:01", 2, "2026-11-30 17:00"),
        ("2026-11-27 09:00", 2, "2026-12-01 17:00"),
        ("2026-11-23 09:00", 1, "2026-11-25 17:00"),
    ],
    ids=["next day", "at three", "after three, over a weekend", "over a weekend", "over the day off of 24/11"],
)
def test_days_are_working_days_after_the_usual_day(office: CertifyingOffice, at: str, days: int, until: str) -> None:
    dossier = received(office, at)

    deferred, _slip = defer(office.desk, office.who(), dossier.code, days, "nhiều bản chính")

    assert due(deferred) == until


def test_a_second_deferral_replaces_the_first_and_never_adds_to_it(office: CertifyingOffice) -> None:
    dossier = received(office, "2026-11-25 09:00")
    defer(office.desk, office.who(), dossier.code, 2, "nhiều trang")

    again, _slip = defer(office.desk, office.who(), dossier.code, 2, "nhiều trang")

    assert due(again) == "2026-11-27 17:00"
    with office.desk.unit(reading=True) as uow:
        assert uow.dossiers.by_code(dossier.code) == again
    assert office.kinds() == ["certify.deferred"] * 2


def test_more_than_two_days_need_an_agreement_which_the_slip_holds_to_be_signed(office: CertifyingOffice) -> None:
    dossier = received(office, "2026-11-25 09:00")
    for days in (0, 3):
        with pytest.raises(DeferralTooLong):
            defer(office.desk, office.who(), dossier.code, days, "chờ xác minh")

    agreed, slip = defer(office.desk, office.who(), dossier.code, 5, "chờ xác minh", agreed=True)

    text = laid_out(slip)
    assert due(agreed) == "2026-12-02 17:00"
    assert "Hai bên thỏa thuận kéo dài thêm 5 ngày làm việc" in text
    assert "đã đồng ý với thời gian trên" in text


def test_the_slip_tells_hour_and_day_the_article_and_the_reason(office: CertifyingOffice) -> None:
    dossier = received(office, "2026-11-25 09:00")

    _deferred, slip = defer(office.desk, office.who(), dossier.code, 1, "  nhiều   bản chính ")

    text = laid_out(slip)
    assert slip.is_absolute()
    assert "PHIẾU HẸN TRẢ KẾT QUẢ CHỨNG THỰC" in text
    assert "17 giờ 00 phút, ngày 26 tháng 11 năm 2026" in text
    assert "Điều 21" in text
    assert "nhiều bản chính" in text
    assert "Nông Thị Hạnh" in text


def test_who_comes_after_three_gets_a_slip_for_the_next_working_day(office: CertifyingOffice) -> None:
    late, early = received(office, "2026-11-25 15:30"), received(office, "2026-11-26 08:00")

    _dossier, slip = appointment(office.desk, office.who(), late.code)

    assert waits_for_tomorrow(office.desk, late)
    assert not waits_for_tomorrow(office.desk, early)
    text = laid_out(slip)
    assert "17 giờ 00 phút, ngày 26 tháng 11 năm 2026" in text
    assert "sau 15 giờ" in text


def test_a_slip_asked_for_again_is_the_one_the_deferral_gave(office: CertifyingOffice) -> None:
    dossier = received(office, "2026-11-25 09:00")
    _early, usual = appointment(office.desk, office.who(), dossier.code)
    deferred, slip = defer(office.desk, office.who(), dossier.code, 2, "nhiều bản chính")
    given = slip.read_bytes()

    again, same = appointment(office.desk, office.who(), dossier.code)
    slip.unlink()
    _again, bare = appointment(office.desk, office.who(), dossier.code)

    assert (again, same, given != usual.read_bytes()) == (deferred, slip, True)
    assert "Trả kết quả trong ngày" in laid_out(usual)
    text = laid_out(bare)
    assert "17 giờ 00 phút, ngày 27 tháng 11 năm 2026" in text
    assert "Trả kết quả trong ngày" not in text


def test_a_slip_of_the_hand_promises_nothing(office: CertifyingOffice) -> None:
    dossier = received(office, "2026-11-25 09:00")

    with pytest.raises(DeferralTooLong):
        defer(office.desk, office.who(), dossier.code, 10**9, "chờ xác minh", agreed=True)
    with pytest.raises(SystemExit) as told:
        main(["defer", dossier.code, "--days", "1000000000", "--agreed", "--reason", "x"])

    assert told.value.code == 2
    with office.desk.unit(reading=True) as uow:
        kept = uow.dossiers.by_code(dossier.code)
    assert kept is not None
    assert (kept.due_at, office.kinds()) == (dossier.due_at, [])


def test_other_dossiers_closed_ones_and_empty_reasons_are_refused(office: CertifyingOffice) -> None:
    other = received(office, "2026-11-25 09:00", "1.001776")
    mine = received(office, "2026-11-25 09:00")
    with pytest.raises(DeferralUnfit):
        defer(office.desk, office.who(), other.code, 1, "nhiều trang")
    with pytest.raises(DeferralUnfit):
        appointment(office.desk, office.who(), other.code)
    with pytest.raises(ReasonMissing):
        defer(office.desk, office.who(), mine.code, 1, " ")
    with pytest.raises(RoleMissing):
        defer(office.desk, office.who("mien.tt"), mine.code, 1, "nhiều trang")
    close(office, mine)

    with pytest.raises(DossierClosed):
        defer(office.desk, office.who(), mine.code, 1, "nhiều trang")


def close(office: CertifyingOffice, dossier: Dossier) -> None:
    with office.desk.unit() as uow:
        uow.dossiers.update(replace(dossier, state=DossierState.REFUSED))
        uow.commit()
