"""Certifying by the verbs: what is asked first, the number, both signatures; repeating adds nothing."""

from dataclasses import replace

import pytest

from desk.errors import (
    ComparisonMissing,
    CopyOfCopy,
    CopyStageWrong,
    CopyUnfinished,
    DocumentUnknown,
    GroundsOpen,
    NotCertifiable,
    RoleMissing,
    SecrecyMarked,
    SignerUnknown,
    WorkHeld,
)
from desk.model.certification import Comparison, CopyStage, Purpose
from desk.model.paper import Document, Field, Page, Stage
from desk.work.certifiable import title_of
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
from ocr.page import PageReading
from signing.report import Verdict
from signing.values import Level
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN

WHOLE = [
    "certify.copy-compared", "certify.copy-numbered", "certify.copy-signed", "certify.copy-sealed",
    "certify.copy-finished",
]


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


def test_the_books_name_of_a_confirmed_letter_has_its_type_and_number(office: CertifyingOffice) -> None:
    document = Document("D", 1, None, "scan:x", office.desk.clock.now(), 1, "k", title="Văn bản hành chính")
    read = [
        Field("loai_van_ban", "Công văn", "", 1.0, 1, None, "label"),
        Field("so_ky_hieu", "12/UBND", "", 1.0, 1, None, "label"),
    ]

    assert title_of(document, read) == "Văn bản hành chính"
    assert title_of(document, [replace(field, confirmed_by=1) for field in read]) == "Công văn 12/UBND"
