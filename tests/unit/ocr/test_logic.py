"""Facts held against each other: what agrees is surer, what contradicts is doubted, nothing is changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.kinds import kinds
from ocr.logic import Fact, cross_check, facts, with_code
from ocr.page import FieldReading
from ocr.places import Commune, Verdict, communes, judge

SURE = 0.9
WORDS = "Ngày năm tháng ba năm hai nghìn không trăm mười chín"


def told(kind: str, **values: str) -> list[Fact]:
    return facts(kinds()[kind], values)


def against(kind: str, today: date | None = None, **values: str) -> set[str]:
    return {fact.code for fact in facts(kinds()[kind], values, today) if not fact.agree}


def field(name: str, value: str | None, confidence: float = 0.97, how: str = "label") -> FieldReading:
    return FieldReading(name, value, confidence, 1, None, how)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"so_dinh_danh": "008219001234", "gioi_tinh": "Nam"}, set()),
        ({"so_dinh_danh": "008219001234", "gioi_tinh": "Nữ"}, {"id-sex"}),
        ({"so_dinh_danh": "008219001234", "ngay_sinh": "2019-03-05"}, set()),
        ({"so_dinh_danh": "008219001234", "ngay_sinh": "1919-03-05"}, {"id-year"}),
        ({"so_dinh_danh": "003219001234"}, {"id-province"}),
        ({"ngay_sinh": "2019-03-05", "ngay_dang_ky": "2018-03-12"}, {"order"}),
        ({"ngay_sinh": "2019", "ngay_dang_ky": "2019-03-12"}, set()),
        ({"ngay_sinh": "2019-03-05", "nam_sinh_me": "2012"}, {"order"}),
        ({"ngay_sinh": "1019-03-05"}, {"year"}),
        ({"ngay_sinh": "2019-03-05", "ngay_sinh_bang_chu": WORDS}, set()),
        ({"ngay_sinh": "2019-03-06", "ngay_sinh_bang_chu": WORDS}, {"words"}),
        ({"dan_toc": "Dao", "dan_toc_me": "Kinh", "dan_toc_cha": "Pháp"}, set()),
        ({"dan_toc": "Đao"}, {"group"}),
        ({"nguoi_khai": "LÝ THỊ HOÀ", "ho_ten_me": "Lý Thị Hòa"}, set()),
        ({"nguoi_khai": "LÝ THỊ HOA", "ho_ten_me": "LÝ THỊ HOÀ"}, {"name"}),
        ({"nguoi_khai": "BÀN VĂN NAM", "ho_ten_me": "LÝ THỊ HOA"}, set()),
        ({"que_quan": "Xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang"}, set()),
        ({"que_quan": "Xã Tân Tràa, huyện Sơn Dương, tỉnh Tuyên Quang"}, {"place"}),
    ],
)  # fmt: skip
def test_facts_of_a_birth_certificate_speak_for_or_against_each_other(values: dict[str, str], codes: set[str]) -> None:
    assert against("khai_sinh", **values) == codes


def test_a_contradiction_takes_a_value_below_what_is_accepted_unasked() -> None:
    sure = [field("so_dinh_danh", "008219001234"), field("gioi_tinh", "Nữ")]

    checked = cross_check(kinds()["khai_sinh"], sure)

    assert [one.value for one in checked] == ["008219001234", "Nữ"]
    assert all(one.confidence < SURE for one in checked)


def test_an_agreement_makes_both_surer() -> None:
    apart = [field("so_dinh_danh", "008219001234", 0.8), field("gioi_tinh", None, 0.0)]
    agreed = [field("so_dinh_danh", "008219001234", 0.8), field("gioi_tinh", "Nam", 0.8)]

    alone, together = (cross_check(kinds()["khai_sinh"], one) for one in (apart, agreed))

    assert together[0].confidence > alone[0].confidence


def test_a_number_inside_the_words_of_an_identity_paper_is_held_against_its_person() -> None:
    words = "Căn cước công dân số 008164001234 cấp ngày 12/05/2021"

    assert against("ket_hon", giay_to_vo=words, ngay_sinh_vo="1964-02-01") == set()
    assert against("ket_hon", giay_to_chong=words, ngay_sinh_chong="1964-02-01") == {"id-sex"}


def test_a_day_to_come_is_doubted_but_for_those_that_may_come() -> None:
    today = date(2026, 11, 26)

    assert against("bao_hiem_y_te", today, ngay_sinh="2027-01-01") == {"year"}
    assert against("bao_hiem_y_te", today, ngay_du_nam_nam="2028-01-01") == set()
    assert against("bao_hiem_y_te", None, ngay_sinh="2027-01-01") == set()


def test_a_sign_that_is_nearly_that_of_the_kind_is_doubted() -> None:
    assert against("tinh_trang_hon_nhan", so="12/UBND-XNTTHN") == set()
    assert against("tinh_trang_hon_nhan", so="12/UBND-XNTTHM") == {"sign"}
    assert against("tinh_trang_hon_nhan", so="12/2016") == set()


def test_the_area_of_a_plot_is_held_against_its_words() -> None:
    words = "Sáu trăm tám mươi tư mét vuông"

    assert [fact.agree for fact in told("qsdd", dien_tich="684", dien_tich_bang_chu=words)] == [True]
    assert [fact.agree for fact in told("qsdd", dien_tich="634", dien_tich_bang_chu=words)] == [False]


def test_the_province_of_a_number_may_have_gone_into_another() -> None:
    fact = Fact(("so_dinh_danh",), agree=True, code="id-province")

    assert fact in told("khai_sinh", so_dinh_danh="002219001234", noi_dang_ky="UBND xã Nấm Dẩn, tỉnh Tuyên Quang")
    assert fact not in told("khai_sinh", so_dinh_danh="001219001234", noi_dang_ky="UBND xã Nấm Dẩn, tỉnh Tuyên Quang")


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("Thôn 1, xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang", Verdict.KNOWN),
        ("Xã Tân Trào, tỉnh Tuyên Quang", Verdict.KNOWN),
        ("Xã Đường Hồng, huyện Bắc Mê, tỉnh Hà Giang", Verdict.KNOWN),
        ("Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh", Verdict.KNOWN),
        ("xã Cẩm Thủy, tỉnh Thanh Hóa", Verdict.KNOWN),
        ("xã Cẩm Thuỷ, tỉnh Thanh Hoá, Việt Nam", Verdict.KNOWN),
        ("xã Cẩm Thủy, tính Thanh Hóa", Verdict.NEAR),
        ("Tổ 3, xã Tam Sơn, huyện Cấm Khê, tỉnh Phú Thọ", Verdict.NEAR),
        ("xã Tân Trào, tỉnh Tuyen Quang", Verdict.NEAR),
        ("xã Kim Thủy, huyện Lệ Thủy, tỉnh Quảng", Verdict.NEAR),
        ("xã Không Có Đâu, tỉnh Tuyên Quang", None),
        ("tại nhà", None),
        ("", None),
    ],
)
def test_a_place_is_held_against_the_lists_of_before_and_after_the_mergers(place: str, verdict: Verdict | None) -> None:
    assert judge(place) is verdict


@given(st.sampled_from(communes()))
def test_every_commune_of_both_lists_is_known_in_its_province(one: Commune) -> None:
    told = [part for part in (one.name, one.district, one.province) if part]

    assert judge(", ".join(told)) is Verdict.KNOWN
    assert judge(" - ".join(told)) is Verdict.KNOWN


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 36000))
def test_days_in_their_order_are_never_doubted(born: date, later: int) -> None:
    day = born + timedelta(days=later)

    assert against("khai_tu", ngay_sinh=born.isoformat(), ngay_chet=day.isoformat()) == set()


def test_print_that_says_what_the_code_says_makes_it_surest() -> None:
    read = [field("ho_ten", "HOÀNG THUÝ HOÀ"), field("so_dinh_danh", None), field("gioi_tinh", "Nữ")]

    same, alone, absent = with_code(read, {"ho_ten": "Hoàng Thúy Hòa", "so_dinh_danh": "008187004215"})

    assert (same.value, same.how, same.confidence) == ("Hoàng Thúy Hòa", "qr", 0.995)
    assert (alone.value, alone.how, alone.confidence) == ("008187004215", "qr", 0.97)
    assert absent.how == "label"


def test_a_code_of_another_card_is_doubted() -> None:
    (one,) = with_code([field("ho_ten", "BÀN XUÂN THẮNG")], {"ho_ten": "Nông Thị Hạnh"})

    assert one.confidence < SURE
