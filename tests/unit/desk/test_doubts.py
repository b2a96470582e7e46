"""What a clerk is told of values that do not fit each other."""

from dataclasses import replace
from datetime import date

from desk.model.paper import Field
from desk.text import codes
from desk.work.counter import paper
from desk.work.doubts import doubts_of
from desk.work.warnings import warnings_of
from ocr.kinds import kinds
from tests.fakes.certifying import CertifyingOffice

TODAY = date(2026, 11, 26)


def fields(**values: str) -> list[Field]:
    return [Field(name, value, value, 0.97, 1, None, "label") for name, value in values.items()]


def test_a_contradiction_is_told_at_both_fields() -> None:
    doubts = doubts_of("khai_sinh", fields(so_dinh_danh="008219001234", gioi_tinh="Nữ", dan_toc="Tày"), TODAY)

    assert doubts == {"so_dinh_danh": "id-sex", "gioi_tinh": "id-sex"}


def test_a_correction_that_fits_ends_the_doubt() -> None:
    assert doubts_of("khai_sinh", fields(so_dinh_danh="008219001234", gioi_tinh="Nam"), TODAY) == {}


def test_a_paper_that_has_ended_is_told() -> None:
    paper = fields(ngay_cap="2026-01-31", ngay_het_han="2026-07-31")

    assert doubts_of("tinh_trang_hon_nhan", paper, TODAY) == {"ngay_het_han": "expired"}
    assert doubts_of("tinh_trang_hon_nhan", paper, date(2026, 7, 31)) == {}
    assert doubts_of("tinh_trang_hon_nhan", paper) == {}


def test_a_paper_of_no_known_kind_is_not_doubted() -> None:
    assert doubts_of(None, fields(ngay_sinh="3019-01-01"), TODAY) == {}
    assert doubts_of("khai_sinh", [], TODAY) == {}


def test_each_doubt_has_its_sentence_in_both_languages() -> None:
    told = {
        "words",
        "id-sex",
        "id-year",
        "id-province",
        "order",
        "year",
        "place",
        "sign",
        "group",
        "name",
        "code",
        "expired",
    }

    assert kinds()
    for language in ("vi", "en"):
        assert {f"doubt.{key}" for key in told} <= codes(language)


def test_the_review_of_a_paper_shows_what_speaks_against_it(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        told = replace(document, kind="khai_sinh")
        uow.documents.update(told)
        uow.documents.put_fields(told.id, fields(ngay_sinh="2019-03-05", ngay_dang_ky="2018-03-12"))
        warnings = warnings_of(uow, told)
        uow.commit()

    assert paper(office.desk, told.id).doubts == {"ngay_sinh": "order", "ngay_dang_ky": "order"}
    assert "facts-differ" in warnings
