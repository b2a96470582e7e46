"""Where a paper begins: told by heads, titles, numbers and sentences, doubted where they do not tell."""

from dataclasses import replace

import pytest

from ocr.openings import SURE, SlipRead, opening, slip_code
from ocr.page import PageReading
from tests.unit.ocr.papers import HEIGHT, Placed, centred, official, reading

BODY = "Thực hiện kế hoạch công tác năm nay, các thôn đã rà soát toàn bộ hộ nghèo và lập danh sách niêm"
STATE = [centred(180, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred(222, "Độc lập - Tự do - Hạnh phúc")]
SIGNED = [centred(1700, "NGƯỜI LÀM ĐƠN", 1200), centred(1950, "Nông Thị Hạnh", 1200)]


def prose(top: int, lines: int, first: str = BODY, last: str = BODY) -> list[Placed]:
    texts = [first, *[BODY] * (lines - 2), last]
    return [(220, top + 46 * row, text) for row, text in enumerate(texts)]


LETTER = reading([*STATE, centred(340, "ĐƠN ĐỀ NGHỊ HỖ TRỢ"), *prose(460, 12), *SIGNED])
CONTRACT = reading([*STATE, centred(340, "HỢP ĐỒNG THUÊ NHÀ"), *prose(460, 36)])
REST = reading([*prose(200, 5, "yết công khai tại nhà văn hóa trong bảy ngày.", "hai bên cùng ký."), *SIGNED])
CARD = [
    centred(300, "CĂN CƯỚC CÔNG DÂN"),
    (500, 400, "Số / No.: 008187000421"),
    (500, 460, "Quốc tịch / Nationality: Việt Nam"),
]
FRONT = replace(reading([*STATE, *CARD]), width_px=756, height_px=504)
BACK = replace(
    reading([(80, 90, "Đặc điểm nhận dạng / Personal identification:"), (80, 400, "IDVNM1870004218008187000421<<4"),
             (80, 440, "NONG<<THI<HANH<<<<<<<<<<<<<<<<")]),
    width_px=756, height_px=504,
)  # fmt: skip


DECISION = reading(
    official(
        ["ỦY BAN NHÂN DÂN", "XÃ NÀ HANG"],
        "Số: 12/QĐ-UBND",
        "Nà Hang, ngày 3 tháng 5 năm 2026",
        [centred(460, "QUYẾT ĐỊNH"), *prose(560, 9)],
    )
)


def numbered(page: list[Placed], number: str) -> PageReading:
    return reading([*page, centred(HEIGHT - 90, number)])


@pytest.mark.parametrize(
    ("paper", "page"),
    [
        ([LETTER], CONTRACT),
        ([CONTRACT, REST], LETTER),
        ([numbered([*STATE, *prose(460, 30)], "Trang 1/2"), numbered(prose(200, 9), "Trang 2/2")], LETTER),
        ([FRONT, BACK], LETTER),
        ([LETTER], DECISION),
    ],
)  # fmt: skip
def test_a_head_with_a_title_after_a_signed_paper_begins_a_new_one(paper: list[PageReading], page: PageReading) -> None:
    told = opening(paper, page)

    assert told.confidence >= SURE
    assert told.reasons


@pytest.mark.parametrize(
    ("paper", "page", "reason"),
    [
        ([CONTRACT], REST, "runs-on"),
        ([CONTRACT], numbered(prose(200, 30), "2"), "counts-on"),
        ([numbered(prose(200, 30), "Trang 3/5")], numbered(prose(200, 30), "Trang 4/5"), "same-count"),
        ([FRONT], BACK, "card-back"),
        (
            [reading([*STATE, centred(340, "QUYẾT ĐỊNH"), *prose(460, 20), *SIGNED])],
            reading([centred(200, "DANH SÁCH"), centred(250, "(Kèm theo Quyết định số 12/QĐ-UBND)"), *prose(330, 9)]),
            "annex",
        ),
    ],
)
def test_a_side_that_goes_on_belongs_to_the_paper_before_and_says_why(
    paper: list[PageReading], page: PageReading, reason: str
) -> None:
    told = opening(paper, page)

    assert told.confidence <= 1 - SURE
    assert reason in told.reasons


def test_words_of_certification_behind_a_signed_contract_are_part_of_it() -> None:
    page = reading([centred(200, "LỜI CHỨNG CỦA NGƯỜI THỰC HIỆN CHỨNG THỰC"), *prose(300, 9), *SIGNED])

    told = opening([CONTRACT, REST], page)

    assert told.confidence <= 1 - SURE
    assert "part" in told.reasons


def test_a_form_issued_with_a_circular_begins_a_paper_and_is_no_annex() -> None:
    code = [centred(120, "Mẫu số 01"), centred(150, "(Ban hành kèm theo Thông tư số 04/2024/TT-BTP)")]

    told = opening([LETTER], reading([*code, *STATE, centred(340, "TỜ KHAI ĐĂNG KÝ KHAI SINH"), *prose(460, 9)]))

    assert told.confidence >= SURE
    assert "annex" not in told.reasons


@pytest.mark.parametrize("little", [reading([(300, 300, "Ảnh")]), replace(CONTRACT, rotation=None)])
def test_a_side_that_could_hardly_be_read_is_never_sure(little: PageReading) -> None:
    told = opening([LETTER], little)

    assert 1 - SURE < told.confidence < SURE


def test_the_first_side_of_a_stack_begins_a_paper() -> None:
    assert opening([], REST).confidence == 1.0


def test_a_letter_without_head_or_title_behind_a_signed_one_is_a_doubt() -> None:
    told = opening([LETTER], reading(prose(200, 30, "Kính thưa các bác, tôi viết thư này mong được giúp đỡ một việc.")))

    assert 1 - SURE < told.confidence < SURE


def test_a_side_without_a_word_is_told_something_and_nothing_breaks() -> None:
    empty = replace(LETTER, words=(), text="")

    assert 0 <= opening([LETTER], empty).confidence <= 1
    assert 0 <= opening([empty], LETTER).confidence <= 1


SLIP = [*STATE, centred(340, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            [*SLIP, (220, 420, "Mã hồ sơ: TAM-261126-0007"), (1250, 700, "TAM-261126-0007")],
            SlipRead("TAM-261126-0007", 0.97),
        ),
        ([*SLIP, (220, 420, "Mã hồ sơ: TAN-26l126-OO07")], SlipRead("TAM-261126-0007", 0.8)),
        ([*SLIP, (220, 420, "Mã hồ sơ: H08.12-261126-0007")], SlipRead("H08.12-261126-0007", 0.8)),
        ([*SLIP, (220, 420, "Mã hồ sơ:")], SlipRead("", 0.0)),
        (
            [*SLIP, (220, 420, "Mã hồ sơ: TAM-261126-0007"), (220, 500, "Số định danh cá nhân: 008 187 000 421")],
            SlipRead("TAM-261126-0007", 0.8, person="008187000421"),
        ),
        (
            [*prose(200, 9), (1100, HEIGHT - 90, "TAM-261126-0007 · trang 2/3")],
            SlipRead("TAM-261126-0007", 0.8, None, 2, 3),
        ),
        (
            [centred(900, "TỜ NGĂN HỒ SƠ"), centred(980, "Mã hồ sơ: TAM-261126-0007"),
             centred(1060, "Thành phần hồ sơ số 3: Giấy chứng sinh")],
            SlipRead("TAM-261126-0007", 0.8, 3),
        ),
    ],
)  # fmt: skip
def test_the_print_of_a_slip_tells_its_dossier(lines: list[Placed], read: SlipRead) -> None:
    assert slip_code(reading(lines)) == read


def test_two_codes_that_differ_are_not_sure() -> None:
    read = slip_code(reading([*SLIP, (220, 420, "Mã hồ sơ: TAM-261126-0007"), (1250, 700, "TAM-261126-0001")]))

    assert read is not None
    assert read.confidence < 0.8


@pytest.mark.parametrize(
    "page",
    [
        LETTER, CONTRACT, REST, FRONT, BACK,
        reading([*STATE, centred(340, "ĐƠN ĐỀ NGHỊ"),
                 (220, 460, "Tôi đã nhận giấy tiếp nhận hồ sơ và hẹn trả kết quả, mã hồ sơ TAM-261126-0007.")]),
    ],
)  # fmt: skip
def test_a_paper_that_is_no_slip_is_not_taken_for_one(page: PageReading) -> None:
    assert slip_code(page) is None
