"""Certifying by the verbs: the number, both signatures, what bad luck leaves behind; repeating adds nothing."""

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import (
    ComparisonMissing,
    CopyOfCopy,
    CopyStageWrong,
    CopyUnfinished,
    DiskFull,
    DocumentUnknown,
    GroundsOpen,
    NotCertifiable,
    RoleMissing,
    SecrecyMarked,
    SelfCheckFailed,
    SignerUnknown,
    StoreReadOnly,
    WorkHeld,
)
from desk.model.certification import Comparison, CopyStage, Purpose
from desk.model.paper import Document, Page, Stage
from desk.work.certify import (
    Pins,
    Wish,
    certify,
    complete_copy,
    copy_file,
    seal_copy,
    sign_copy,
    take_number,
    waiting,
)
from desk.work.resume import resume
from ocr.page import PageReading
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


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CertifyingOffice]:
    made = CertifyingOffice(tmp_path / "office")
    yield made
    made.desk.close()


def change(office: CertifyingOffice, **what: object) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, **what))  # type: ignore[arg-type]  # names of fields
        uow.commit()


# -- the whole --------------------------------------------------------------------------------------------------------


def test_a_compared_paper_becomes_a_finished_copy_with_number_fee_and_both_signatures(office: CertifyingOffice) -> None:
    copy = office.certified()

    assert (copy.stage, copy.level, copy.lacking) == (CopyStage.SEALED, Level.LTA, None)
    assert (copy.book, copy.year, copy.number) == ("SCTĐT/BS", 2026, 1)
    assert (copy.pages, copy.copies, copy.fee) == (1, 1, 2000)
    assert (copy.officer, copy.officer_title) == ("Lý Thị Mai", "Phó Chủ tịch UBND xã")
    assert (copy.requester, copy.requester_number) == ("Nông Thị Hạnh", "008187004215")
    assert copy.title == "Giấy khai sinh"
    assert copy == office.copy(copy.id)
    assert copy.file is not None
    report = office.desk.signatures.verify(office.desk.store.path(copy.file))
    assert report.verdict is Verdict.PASSED
    assert office.kinds() == WHOLE


def test_certifying_again_gives_back_the_same_copy_and_adds_nothing(office: CertifyingOffice) -> None:
    first = office.certified()
    steps = list(office.room.done)

    again = certify(office.desk, office.who(), Wish(office.paper, Comparison(compared=False)), Pins("", ""))

    assert again == first
    assert office.room.done == steps
    assert office.kinds() == WHOLE


def test_each_paper_takes_a_number_of_its_own(office: CertifyingOffice) -> None:
    assert [office.certified(paper).number for paper in office.papers] == [1, 2, 3, 4]


def test_the_file_of_a_finished_copy_is_named_so_that_it_is_found_and_laid_again_when_changed(
    office: CertifyingOffice,
) -> None:
    copy = office.certified()

    file = copy_file(office.desk, copy)
    first = file.read_bytes()
    file.write_bytes(b"spoiled")
    again = copy_file(office.desk, copy)

    assert file.is_absolute()
    assert file.name == "2026-00001-sctdt-bs-giay-khai-sinh.pdf"
    assert again == file
    assert file.read_bytes() == first == office.desk.store.get(copy.file or "")


def test_an_unfinished_copy_has_no_file(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))

    with pytest.raises(CopyUnfinished):
        copy_file(office.desk, copy)


def test_several_copies_share_one_number_and_each_is_paid_for(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED, copies=3, note="gửi bưu điện"))

    assert (copy.number, copy.copies, copy.fee, copy.note) == (1, 3, 6000, "gửi bưu điện")


def test_a_title_of_ones_own_stands_in_the_book(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED, title="  Giấy khai sinh  bản gốc "))

    assert copy.title == "Giấy khai sinh bản gốc"


def test_fields_that_nobody_confirmed_do_not_stop_it(office: CertifyingOffice) -> None:
    change(office, stage=Stage.READ, confirmed_by=None, confirmed_at=None)

    assert office.certified().stage is CopyStage.SEALED


# -- what is asked before a number is taken ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comparison",
    [
        Comparison(compared=False, pages=1, grounds=COMPARED.grounds),
        Comparison(compared=True, pages=0, grounds=COMPARED.grounds),
    ],
)
def test_without_a_comparison_of_every_page_no_number_is_taken(
    office: CertifyingOffice, comparison: Comparison
) -> None:
    with pytest.raises(ComparisonMissing) as raised:
        take_number(office.desk, office.who(), Wish(office.paper, comparison))

    assert raised.value.context["pages"] == 1
    assert office.kinds() == []
    assert office.certified().number == 1


@pytest.mark.parametrize("seen", [(), (1, 2, 3, 4, 5)])
def test_every_ground_is_looked_at(office: CertifyingOffice, seen: tuple[int, ...]) -> None:
    with pytest.raises(GroundsOpen):
        take_number(office.desk, office.who(), Wish(office.paper, replace(COMPARED, grounds=seen)))


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ({"secrecy": "MẬT"}, SecrecyMarked),
        ({"copy_mark": True}, CopyOfCopy),
        ({"stage": Stage.RECEIVED}, NotCertifiable),
        ({"stage": Stage.REMOVED}, NotCertifiable),
        ({"pdf": None}, NotCertifiable),
    ],
)
def test_what_may_not_be_certified_takes_no_number(
    office: CertifyingOffice, what: dict[str, object], fault: type[Exception]
) -> None:
    change(office, **what)

    with pytest.raises(fault):
        office.certified()

    assert waiting(office.desk) == []


def test_blank_sides_are_neither_compared_nor_paid_for(office: CertifyingOffice) -> None:
    blank = PageReading(10, 10, 300.0, 0, 0.0, blank=True, words=(), text="")
    with office.desk.unit() as uow:
        for place, reading in ((2, blank), (3, None)):
            uow.documents.add_page(
                Page(office.paper, place, str(place) * 64, "image/png", 10, 10, 300.0, reading=reading)
            )
        uow.documents.add_page(Page(office.paper, 4, "4" * 64, "image/png", 10, 10, 300.0, removed=True))
        uow.commit()

    with pytest.raises(ComparisonMissing):
        office.certified()
    copy = take_number(office.desk, office.who(), Wish(office.paper, replace(COMPARED, pages=2)))

    assert (copy.pages, copy.fee) == (2, 4000)


def test_a_paper_of_blank_sides_only_is_no_original(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        (page,) = uow.documents.pages(office.paper)
        blank = PageReading(10, 10, 300.0, 0, 0.0, blank=True, words=(), text="")
        uow.documents.update_page(replace(page, reading=blank))
        uow.commit()

    with pytest.raises(NotCertifiable):
        office.certified()


def test_a_paper_that_is_not_there_is_said_so(office: CertifyingOffice) -> None:
    with pytest.raises(DocumentUnknown):
        office.certified(999)


def test_only_reception_and_the_certifier_may(office: CertifyingOffice) -> None:
    with pytest.raises(RoleMissing):
        take_number(office.desk, office.who("mien.tt"), Wish(office.paper, COMPARED))

    assert take_number(office.desk, office.who("mai.lt"), Wish(office.paper, COMPARED)).number == 1


@pytest.mark.parametrize("name", ["pao.hv", "nobody"])
def test_whoever_has_no_certificate_cannot_be_chosen(office: CertifyingOffice, name: str) -> None:
    with pytest.raises(SignerUnknown):
        take_number(office.desk, office.who(), Wish(office.paper, COMPARED, officer=name))

    assert office.kinds() == []


def test_without_anyone_assigned_it_is_said_which_key_is_missing(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        for signer in uow.copies.signers():
            if signer.purpose is Purpose.SEAL:
                uow.copies.put_signer(replace(signer, active=False))
        uow.commit()

    with pytest.raises(SignerUnknown) as raised:
        office.certified()

    assert raised.value.context["name"] == "con dấu cơ quan"


def test_what_another_window_has_in_hand_is_left_to_it(office: CertifyingOffice) -> None:
    assert office.desk.holds.take(f"copy-{office.paper}")

    with pytest.raises(WorkHeld):
        office.certified()

    office.desk.holds.release(f"copy-{office.paper}")
    assert office.certified().number == 1


# -- step by step -----------------------------------------------------------------------------------------------------


def test_the_steps_one_by_one_make_the_same_copy(office: CertifyingOffice) -> None:
    desk, who = office.desk, office.who()

    numbered = take_number(desk, who, Wish(office.paper, COMPARED))
    signed = sign_copy(desk, who, numbered.id, OFFICER_PIN)
    sealed = seal_copy(desk, who, numbered.id, SEAL_PIN)

    assert numbered.stage is CopyStage.NUMBERED
    assert (signed.stage, signed.level) == (CopyStage.SIGNED, Level.T)
    assert (sealed.stage, sealed.level) == (CopyStage.SEALED, Level.LTA)
    assert office.room.done == ["attest", "sign", "seal", "verify"]
    assert len({sealed.source, sealed.prepared, sealed.signed, sealed.sealed}) == 4


def test_a_step_done_twice_is_done_once(office: CertifyingOffice) -> None:
    desk, who = office.desk, office.who()
    copy = take_number(desk, who, Wish(office.paper, COMPARED))

    for _ in range(2):
        signed = sign_copy(desk, who, copy.id, OFFICER_PIN)
    for _ in range(2):
        sealed = seal_copy(desk, who, copy.id, SEAL_PIN)
    last = complete_copy(desk, who, copy.id)

    assert signed.stage is CopyStage.SIGNED
    assert last == sealed
    assert office.room.done.count("sign") == office.room.done.count("seal") == 1
    assert office.kinds() == WHOLE


def test_the_seal_does_not_come_before_the_officer(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))

    with pytest.raises(CopyStageWrong):
        seal_copy(office.desk, office.who(), copy.id, SEAL_PIN)
    with pytest.raises(CopyStageWrong):
        complete_copy(office.desk, office.who(), copy.id)


def test_the_keeper_of_the_seal_may_seal_and_not_sign(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    with pytest.raises(RoleMissing):
        sign_copy(office.desk, office.who("mien.tt"), copy.id, OFFICER_PIN)
    sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)

    assert seal_copy(office.desk, office.who("mien.tt"), copy.id, SEAL_PIN).stage is CopyStage.SEALED


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


def test_the_books_name_of_a_confirmed_letter_has_its_type_and_number(office: CertifyingOffice) -> None:
    from desk.model.paper import Field
    from desk.work.certifiable import title_of

    document = Document("D", 1, None, "scan:x", office.desk.clock.now(), 1, "k", title="Văn bản hành chính")
    read = [
        Field("loai_van_ban", "Công văn", "", 1.0, 1, None, "label"),
        Field("so_ky_hieu", "12/UBND", "", 1.0, 1, None, "label"),
    ]

    assert title_of(document, read) == "Văn bản hành chính"
    assert title_of(document, [replace(field, confirmed_by=1) for field in read]) == "Công văn 12/UBND"
