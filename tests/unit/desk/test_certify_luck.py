"""Bad luck while certifying: tokens, PINs, the disk, no time stamp, a copy that fails its check; the number is kept."""

import errno
import os

import pytest

from desk.errors import CopyUnfinished, DiskFull, SelfCheckFailed, StoreReadOnly
from desk.model.certification import CopyStage
from desk.work.certify import Pins, Wish, certify, complete_copy, copy_file, sign_copy, take_number, waiting
from desk.work.resume import resume
from signing.errors import (
    CertificateExpired,
    FileUnfit,
    PinLastTry,
    PinLocked,
    PinWrong,
    SigningError,
    TimestampDown,
    TokenAbsent,
    TokenRemoved,
)
from signing.report import Verdict
from signing.values import Level
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN

WHOLE = [
    "certify.copy-compared", "certify.copy-numbered", "certify.copy-signed", "certify.copy-sealed",
    "certify.copy-finished",
]


# -- bad luck ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [TokenRemoved(), CertificateExpired(day="23/06/2026"), FileUnfit()])
def test_a_fault_of_the_signing_keeps_the_number_and_says_why(office: CertifyingOffice, fault: SigningError) -> None:
    office.room.fault, office.room.fails = fault, "sign"

    with pytest.raises(type(fault)):
        office.certified()

    (copy,) = waiting(office.desk)
    assert (copy.stage, copy.number, copy.lacking) == (CopyStage.NUMBERED, 1, fault.code)
    assert office.kinds() == [*WHOLE[:2], "certify.copy-failed"]
    done = office.certified()
    assert (done.number, done.stage, done.lacking) == (1, CopyStage.SEALED, None)


def test_the_fault_of_a_token_names_whose_it_is(office: CertifyingOffice) -> None:
    office.keys.officer.plugged = False

    with pytest.raises(TokenAbsent) as raised:
        office.certified()

    assert raised.value.context["name"] == "Lý Thị Mai"


def test_a_wrong_pin_is_sent_once_and_the_copy_waits_for_the_right_one(office: CertifyingOffice) -> None:
    wish = Wish(office.paper, COMPARED)

    with pytest.raises(PinWrong):
        certify(office.desk, office.who(), wish, Pins("000000", SEAL_PIN))

    assert office.keys.officer.sent == ["000000"]
    assert office.keys.seal.sent == []
    assert certify(office.desk, office.who(), wish, PINS).number == 1


def test_a_wrong_pin_of_the_seal_keeps_the_officers_signature(office: CertifyingOffice) -> None:
    wish = Wish(office.paper, COMPARED)

    with pytest.raises(PinWrong):
        certify(office.desk, office.who(), wish, Pins(OFFICER_PIN, "111111"))
    (copy,) = waiting(office.desk)
    done = certify(office.desk, office.who(), wish, PINS)

    assert (copy.stage, copy.lacking) == (CopyStage.SIGNED, PinWrong.code)
    assert done.signed == copy.signed
    assert office.room.done.count("sign") == 1


def test_the_last_try_is_spent_only_when_it_is_meant(office: CertifyingOffice) -> None:
    office.keys.officer.tries = 1
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))

    with pytest.raises(PinLastTry):
        sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)
    unsent = list(office.keys.officer.sent)
    signed = sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN, last_try_meant=True)

    assert unsent == []
    assert signed.stage is CopyStage.SIGNED


def test_a_locked_token_is_asked_nothing(office: CertifyingOffice) -> None:
    office.keys.officer.tries = 0

    with pytest.raises(PinLocked):
        office.certified()

    assert office.keys.officer.sent == []


def test_no_pin_is_in_faults_journal_or_database(office: CertifyingOffice) -> None:
    with pytest.raises(PinWrong) as raised:
        certify(office.desk, office.who(), Wish(office.paper, COMPARED), Pins("739415", "864203"))
    office.certified()
    database = b"".join(file.read_bytes() for file in office.desk.home.glob("office.db*"))

    for pin in ("739415", "864203", OFFICER_PIN, SEAL_PIN):
        assert pin not in repr(raised.value)
        assert pin not in repr(Pins(pin, pin))
        assert pin.encode() not in database


@pytest.mark.parametrize(
    ("number", "fault"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EACCES, StoreReadOnly)]
)
def test_a_disk_that_takes_no_more_is_a_sentence_and_the_number_is_kept(
    office: CertifyingOffice, number: int, fault: type[Exception]
) -> None:
    office.room.fault, office.room.fails = OSError(number, os.strerror(number)), "seal"

    with pytest.raises(fault):
        office.certified()
    (copy,) = waiting(office.desk)
    done = office.certified()

    assert (copy.stage, copy.number) == (CopyStage.SIGNED, 1)
    assert (done.stage, done.number) == (CopyStage.SEALED, 1)
    assert list((office.desk.home / "spool").iterdir()) == []


def test_the_same_cause_is_written_down_once(office: CertifyingOffice) -> None:
    for _ in range(3):
        office.room.fault, office.room.fails = TokenRemoved(), "sign"
        with pytest.raises(TokenRemoved):
            office.certified()

    assert office.kinds().count("certify.copy-failed") == 1


# -- no time stamp ----------------------------------------------------------------------------------------------------


def test_without_a_time_stamp_the_copy_is_signed_waits_and_may_not_leave(office: CertifyingOffice) -> None:
    office.room.tsa = False

    copy = office.certified()

    assert (copy.stage, copy.level, copy.lacking) == (CopyStage.WAITING, Level.B, TimestampDown.code)
    assert waiting(office.desk) == [copy]
    with pytest.raises(CopyUnfinished):
        copy_file(office.desk, copy)
    with pytest.raises(TimestampDown):
        complete_copy(office.desk, office.who(), copy.id)


def test_a_copy_that_waited_is_finished_without_a_token(office: CertifyingOffice) -> None:
    office.room.tsa = False
    copy = office.certified()
    office.keys.officer.plugged = office.keys.seal.plugged = False
    office.room.tsa = True

    done = complete_copy(office.desk, office.who(), copy.id)

    assert (done.stage, done.level, done.lacking) == (CopyStage.SEALED, Level.LTA, None)
    assert office.kinds() == WHOLE


def test_resuming_finishes_what_waits_and_leaves_what_still_cannot(office: CertifyingOffice) -> None:
    office.room.tsa = False
    copy = office.certified()

    early = resume(office.desk, office.who())
    office.room.tsa = True
    later = resume(office.desk, office.who())
    again = resume(office.desk, office.who())

    assert [(one.id, one.stage) for one in early.copies] == [(copy.id, CopyStage.WAITING)]
    assert [(one.id, one.stage) for one in later.copies] == [(copy.id, CopyStage.SEALED)]
    assert again.copies == []


# -- the check before it leaves ---------------------------------------------------------------------------------------


def test_a_copy_that_does_not_verify_stays_in_the_office_until_it_does(office: CertifyingOffice) -> None:
    office.room.verdict = Verdict.INDETERMINATE

    with pytest.raises(SelfCheckFailed) as raised:
        office.certified()
    (copy,) = waiting(office.desk)
    office.room.verdict = None
    done = office.certified()

    assert raised.value.context["number"] == 1
    assert raised.value.context["why"]
    assert (copy.stage, copy.file, copy.lacking) == (CopyStage.WAITING, None, SelfCheckFailed.code)
    assert (done.stage, done.number) == (CopyStage.SEALED, 1)
    assert office.room.done.count("seal") == 1
