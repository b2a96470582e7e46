"""What stops a certification beforehand: a refusal that stands, a paper out of date; and how a person goes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import NotRefused, PaperExpired, ReasonMissing, RefusedBefore, RoleMissing
from desk.model.certification import CopyStage, Refusal, standing
from desk.model.paper import Field
from desk.work.certifiable import Wish
from desk.work.certify import certify, refuse, take_back, take_number
from desk.work.counter import counter
from desk.work.duty import duty
from desk.work.register import register
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.office import NOW, StoppedClock
from tests.fakes.printed import laid_out

# -- a refusal that stands --------------------------------------------------------------------------------------------


def test_a_refused_paper_is_not_certified_and_the_duty_says_why(office: CertifyingOffice) -> None:
    refuse(office.desk, office.who(), office.paper, [5, 1], "chưa hợp pháp hóa")

    seen = duty(office.desk, office.who(), office.paper)

    assert seen.stop == "certify.refused-before"
    assert (seen.stop_context["day"], seen.stop_context["grounds"]) == ("24/11/2026", "1, 5")
    with pytest.raises(RefusedBefore):
        take_number(office.desk, office.who(), Wish(office.paper, COMPARED))
    assert register(office.desk, office.who()).entries == ()


def test_a_refusal_taken_back_with_a_reason_frees_the_paper_and_both_letters_stay(office: CertifyingOffice) -> None:
    refusal, letter = refuse(office.desk, office.who(), office.paper, [5], "chưa hợp pháp hóa")

    back, told = take_back(office.desk, office.who(), office.paper, " đã hợp pháp hóa  lãnh sự ")

    assert back.taken_back
    assert back.reason == "đã hợp pháp hóa lãnh sự"
    assert letter.is_file()
    text = laid_out(told)
    assert "RÚT LẠI VIỆC TỪ CHỐI CHỨNG THỰC" in text
    assert "đã hợp pháp hóa lãnh sự" in text
    assert "khoản 5 Điều 22" in text
    assert office.certified().stage is CopyStage.SEALED
    assert office.kinds()[:2] == ["certify.refused", "certify.refusal-taken-back"]
    with office.desk.unit(reading=True) as uow:
        assert uow.copies.refusals(refusal.dossier) == [refusal, back]


def test_a_paper_refused_again_after_a_taking_back_is_stopped_again(office: CertifyingOffice) -> None:
    first = refuse(office.desk, office.who(), office.paper, [2], "mất nửa trang")
    take_back(office.desk, office.who(), office.paper, "nhầm giấy")

    second = refuse(office.desk, office.who(), office.paper, [2], "mất nửa trang")

    assert second[0].id != first[0].id
    with pytest.raises(RefusedBefore):
        office.certified()


def test_another_scan_of_a_refused_paper_is_known_by_its_kind_and_number(office: CertifyingOffice) -> None:
    paper, again = office.papers[:2]
    numbered(office, paper, "khai_sinh", "123/2018")
    numbered(office, again, "khai_sinh", "123/2018")
    refuse(office.desk, office.who(), paper, [1], "tẩy xóa")

    with pytest.raises(RefusedBefore):
        office.certified(again)
    take_back(office.desk, office.who(), again, "đã cấp lại")

    assert office.certified(again).stage is CopyStage.SEALED
    assert office.certified(paper).stage is CopyStage.SEALED


def test_another_paper_of_the_same_kind_is_free(office: CertifyingOffice) -> None:
    paper, other = office.papers[:2]
    numbered(office, paper, "khai_sinh", "123/2018")
    numbered(office, other, "khai_sinh", "77/2020")

    refuse(office.desk, office.who(), paper, [1], "tẩy xóa")

    assert office.certified(other).stage is CopyStage.SEALED


def numbered(office: CertifyingOffice, paper: int, kind: str, number: str) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(paper)
        assert document is not None
        uow.documents.update(replace(document, kind=kind))
        uow.documents.put_fields(paper, [Field("so", number, number, 1.0, 1, None, "label")])
        uow.commit()


def test_taking_back_needs_a_reason_a_refusal_and_a_person_who_may(office: CertifyingOffice) -> None:
    with pytest.raises(NotRefused):
        take_back(office.desk, office.who(), office.paper, "nhầm")
    refuse(office.desk, office.who(), office.paper, [2], "")
    with pytest.raises(ReasonMissing):
        take_back(office.desk, office.who(), office.paper, "  ")
    with pytest.raises(RoleMissing):
        take_back(office.desk, office.who("mien.tt"), office.paper, "nhầm")

    assert duty(office.desk, office.who(), office.paper).stop == "certify.refused-before"


def test_the_counter_knows_a_paper_as_refused_only_until_it_is_taken_back(office: CertifyingOffice) -> None:
    refuse(office.desk, office.who(), office.paper, [2], "mờ")
    code = "TAM-261006-0003"
    before = counter(office.desk, office.who(), code).refused(office.paper)

    take_back(office.desk, office.who(), office.paper, "quét lại đã rõ")

    assert before
    assert not counter(office.desk, office.who(), code).refused(office.paper)


def test_a_paper_under_way_goes_on_whatever_another_counter_refused_meanwhile(office: CertifyingOffice) -> None:
    office.certified()

    assert duty(office.desk, office.who(), office.paper).stop is None


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([(), (1,), (2, 5)])), max_size=12))
def test_of_each_paper_the_last_word_counts(words: list[tuple[int, tuple[int, ...]]]) -> None:
    told = [
        Refusal("TAM-1", paper, grounds, "", 1, datetime(2026, 11, 24, tzinfo=UTC), "f", id=place)
        for place, (paper, grounds) in enumerate(words)
    ]

    stand = {one.document_id for one in standing(told)}

    assert stand == {paper for paper, grounds in dict(words).items() if grounds}


# -- out of date ------------------------------------------------------------------------------------------------------


def ends(office: CertifyingOffice, day: str, *, confidence: float = 1.0, confirmed: bool = False) -> None:
    """Let the paper bear a last day."""
    by = 1 if confirmed else None
    with office.desk.unit() as uow:
        uow.documents.put_fields(
            office.paper, [Field("ngay_het_han", day, day, confidence, 1, None, "label", by, NOW if by else None)]
        )
        uow.commit()


def test_a_paper_out_of_date_stops_and_says_since_when(office: CertifyingOffice) -> None:
    ends(office, "2026-11-23")

    with pytest.raises(PaperExpired) as told:
        office.certified()

    assert told.value.context["day"] == "23/11/2026"
    assert duty(office.desk, office.who(), office.paper).stop == "certify.expired"


def test_a_paper_out_of_date_is_certified_when_that_is_meant_and_the_book_tells_it(office: CertifyingOffice) -> None:
    ends(office, "2026-11-23", confirmed=True)
    seen = duty(office.desk, office.who(), office.paper, expired_meant=True)

    copy = certify(office.desk, office.who(), Wish(office.paper, COMPARED, expired_meant=True, note="bản màu"), PINS)

    assert seen.stop is None
    assert copy.stage is CopyStage.SEALED
    assert copy.note == "bản màu; Bản chính hết hạn ngày 23/11/2026"


@pytest.mark.parametrize(
    ("day", "confidence"), [("2026-11-24", 1.0), ("2031-01-01", 1.0), ("2026-11-23", 0.5), ("không rõ", 1.0)]
)
def test_a_paper_in_date_or_whose_date_is_not_sure_is_not_stopped(
    office: CertifyingOffice, day: str, confidence: float
) -> None:
    ends(office, day, confidence=confidence)

    assert office.certified().note == ""


def test_a_doubtful_date_that_a_person_confirmed_counts(office: CertifyingOffice) -> None:
    ends(office, "2026-11-23", confidence=0.4, confirmed=True)

    with pytest.raises(PaperExpired):
        office.certified()


def test_the_last_day_itself_still_counts_in_vietnam(office: CertifyingOffice) -> None:
    ends(office, "2026-11-24")
    clock = office.desk.clock
    assert isinstance(clock, StoppedClock)
    clock.at = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
    assert duty(office.desk, office.who(), office.paper).stop is None

    clock.at += timedelta(minutes=1)

    assert duty(office.desk, office.who(), office.paper).stop == "certify.expired"
