"""Marks that a model dropped are put back where usage leaves little doubt; names, codes and rare words stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.lexicon import official
from ocr.page import Word
from ocr.usage import _family_names, mended


def read(line: str, confidence: float = 0.95) -> list[Word]:
    return [Word(text, 60 * place, 0, 60 * place + 50, 20, confidence, 0, 0) for place, text in enumerate(line.split())]


def text(words: list[Word]) -> str:
    return " ".join(each.text for each in words)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("phòng y tê huyện", "phòng y tế huyện"),
        ("theo quyêt định của", "theo quyết định của"),
        ("ứng phó sự cô tràn", "ứng phó sự cố tràn"),
        ("nộp hô sơ, giấy tờ", "nộp hồ sơ, giấy tờ"),
    ],
)
def test_a_lost_tone_is_put_back(seen: str, meant: str) -> None:
    assert text(mended(read(seen))) == meant


@pytest.mark.parametrize(
    "line",
    [
        "ông Lê Hô Sơn",
        "Nguyễn Thị Quyên",
        "NGUYỄN THỊ TÊ",
        "số 12/QĐ-UBND ngày 01",
        "hộp thư điện tử",
        "ngành dược học",
        "cô giáo chủ nhiệm",
        "các tổ chức, cá nhân",
    ],
)
def test_names_codes_and_rare_words_stay_as_they_were_read(line: str) -> None:
    assert text(mended(read(line))) == line


def test_a_word_that_was_put_right_is_no_longer_said_to_be_sure() -> None:
    words = mended(read("phòng y tê huyện", 0.97))

    assert words[2].text == "tế"
    assert words[2].confidence < 0.9
    assert words[1].confidence == 0.97


def test_only_marks_change_never_letters() -> None:
    line = "các tô chưc ca nhan co quyên va nghia vu"

    after = mended(read(line, 0.3))

    assert [len(each.text) for each in after] == [len(each) for each in line.split()]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("có thâm quyên xem xét", "có thẩm quyền xem xét"),
        ("tập thê lãnh đạo", "tập thể lãnh đạo"),
        ("khó khăn, vướng mặc", "khó khăn, vướng mắc"),
        ("về chúng loại thuốc", "về chủng loại thuốc"),
        ("Uy ban nhân dân", "Ủy ban nhân dân"),
    ],
)
def test_words_that_follow_one_another_are_put_right_together(seen: str, meant: str) -> None:
    assert text(mended(read(seen, 0.9))) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("VIỆN KIÊM SÁT NHÂN DÂN TÓI CAO", "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"),
        ("GIÁM ĐÓC", "GIÁM ĐỐC"),
        ("UBND TỈNH QUANG NGÀI", "UBND TỈNH QUẢNG NGÃI"),
    ],
)
def test_a_heading_in_capitals_gets_its_marks_back(seen: str, meant: str) -> None:
    assert text(mended(read(seen, 0.9))) == meant


@pytest.mark.parametrize(
    "around", ["{}", "ông {} có trách nhiệm", "của {} và", "Họ và tên: {} sinh ngày", "đồng chí {} chủ trì"]
)
@pytest.mark.parametrize("confidence", [0.97, 0.9, 0.75])
@settings(max_examples=40)
@given(
    family=st.sampled_from(sorted(_family_names(worn=True))),
    middle=st.sampled_from(["Thị", "Văn", "Hữu", "Ngọc", "Xuân", "Đức Công", "Thị Thanh"]),
    own=st.sampled_from(
        [
            "Quyên",
            "Tê",
            "Cô",
            "Phong",
            "Kiên",
            "Hợp",
            "Hương",
            "Long",
            "Thâm",
            "Lan",
            "Tú",
            "Sư",
            "Đăng",
            "Bô",
            "Vân",
            "Biên",
            "Tính",
            "Chiêu",
            "Hô",
        ]
    ),
    capitals=st.booleans(),
)
def test_no_name_of_a_person_is_ever_changed(
    around: str, confidence: float, family: str, middle: str, own: str, capitals: bool
) -> None:
    name = f"{family.title()} {middle} {own}"
    line = around.format(name.upper() if capitals else name)

    assert text(mended(read(line, confidence))) == line


@pytest.mark.parametrize("before", ["", "ÔNG ", "BÀ ", "CHỦ HỘ ", "GIỮA ÔNG ", "DO BÀ "])
@given(
    family=st.sampled_from(official()["signer"]["families"]),
    own=st.sampled_from(
        ["Thi Hanh", "Viêt Nam", "Thi Hoa", "Quoc Viêt", "Binh Dương", "Thi Tê", "Công Hoa", "Kinh Tê"]
    ),
)
def test_nor_is_one_in_a_line_of_capitals(before: str, family: str, own: str) -> None:
    line = f"{before}{family} {own}".upper()

    assert text(mended(read(line, 0.75))) == line
