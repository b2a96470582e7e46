"""Tables, forms in two columns, stamps and leaders are put in the order a person reads them."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.layout import Arranged, arrange
from ocr.rawword import RawWord
from ocr.tables import Cell, tables_of

WIDTH, HEIGHT = 1654, 2339
LETTER, TALL, SPACE = 14, 28, 10
STEP = 40


def line(text: str, left: int, top: int, number: int) -> list[RawWord]:
    words = []
    for each in text.split(" "):
        right = left + LETTER * len(each)
        words.append(RawWord(each, left, top, right, top + TALL, 0.95, number))
        left = right + SPACE
    return words


def page(*lines: list[RawWord], cells: list[list[Cell]] | None = None) -> Arranged:
    tables = [tuple(map(tuple, cells))] if cells else []
    return arrange([word for each in lines for word in each], WIDTH, tables)


def read(arranged: Arranged) -> str:
    return " ".join(word.text for word in arranged.words)


GRID = [[Cell(left, top, right, top + 110) for left, right in ((200, 300), (305, 800), (805, 1400))]
        for top in (800, 915, 1030)]  # fmt: skip


def test_a_ruled_table_is_read_cell_by_cell_and_shown_line_by_line() -> None:
    arranged = page(
        line("STT", 220, 830, 0) + line("Nội dung", 420, 830, 0) + line("Đơn vị", 1000, 830, 0),
        line("1", 230, 930, 1) + line("Số hóa hồ sơ của", 320, 930, 1) + line("Văn phòng Hội đồng", 820, 930, 1),
        line("bộ phận một cửa", 320, 970, 2) + line("nhân dân", 820, 970, 2),
        line("2", 230, 1050, 3) + line("Cấp bản sao", 320, 1050, 3) + line("Tư pháp", 820, 1050, 3),
        cells=GRID,
    )

    assert read(arranged).endswith(
        "1 Số hóa hồ sơ của bộ phận một cửa Văn phòng Hội đồng nhân dân 2 Cấp bản sao Tư pháp"
    )
    assert arranged.text.split("\n") == [
        "STT\tNội dung\tĐơn vị",
        "1\tSố hóa hồ sơ của\tVăn phòng Hội đồng",
        "\tbộ phận một cửa\tnhân dân",
        "2\tCấp bản sao\tTư pháp",
    ]


def test_print_of_two_cells_that_nearly_touch_is_parted_at_the_rule() -> None:
    words = line("1", 230, 830, 0) + line("Trung tâm hành chính", 320, 830, 0)
    words += line("Chưa xong", words[-1].right + 12, 830, 0)
    cells = [[Cell(200, 800, 300, 900), Cell(305, 800, words[-2].left - 6, 900), Cell(words[-2].left, 800, 1400, 900)]]

    arranged = page(words, cells=cells)

    assert arranged.text == "1\tTrung tâm hành chính\tChưa xong"


def test_an_empty_cell_keeps_its_column() -> None:
    arranged = page(line("1", 230, 830, 0) + line("02 máy", 820, 830, 0), line("Máy quét", 320, 930, 1), cells=GRID[:2])

    assert arranged.text == "1\t\t02 máy\n\tMáy quét"


def test_words_of_a_cell_share_a_block_and_each_printed_line_is_a_line() -> None:
    arranged = page(
        line("Số hóa hồ sơ", 320, 830, 0) + line("Văn phòng", 820, 830, 0), line("một cửa", 320, 870, 1), cells=GRID[:1]
    )

    cell = [word for word in arranged.words if word.left < 800]

    assert len({word.block for word in cell}) == 1
    assert len({word.line for word in cell}) == 2
    assert {word.block for word in arranged.words if word.left > 800}.isdisjoint({word.block for word in cell})


def test_text_before_and_after_a_table_stays_before_and_after_it() -> None:
    arranged = page(
        line("Kết quả như sau:", 200, 740, 0),
        line("1", 230, 830, 1) + line("Máy quét", 320, 830, 1),
        line("Trên đây là báo cáo.", 200, 1200, 2),
        cells=GRID[:1],
    )

    assert arranged.text == "Kết quả như sau:\n1\tMáy quét\nTrên đây là báo cáo."


PERSONS = (
    ("Họ, chữ đệm, tên vợ: NÔNG THỊ HẠNH", "Họ, chữ đệm, tên chồng: HOÀNG VĂN LỘC"),
    ("Ngày, tháng, năm sinh: 14/03/1987", "Ngày, tháng, năm sinh: 02/08/1985"),
    ("Dân tộc: Tày", "Dân tộc: Nùng"),
    ("Nơi cư trú: Thôn Nà Tông,", "Nơi cư trú: Thôn Nà Luông,"),
    ("xã Nà Khuôn", "xã Yên Bình"),
)


def test_a_marriage_certificate_is_read_one_person_after_the_other() -> None:
    rows = [
        line(wife, 180, 600 + STEP * place, place) + line(husband, 880, 603 + STEP * place, place)
        for place, (wife, husband) in enumerate(PERSONS)
    ]
    below = line("Nơi đăng ký kết hôn: Ủy ban nhân dân xã Nà Khuôn, tỉnh Tuyên Quang", 180, 900, 9)
    title = line("GIẤY CHỨNG NHẬN KẾT HÔN", 600, 480, 10)

    arranged = page(title, *rows, below)

    assert arranged.text.split("\n") == [
        "GIẤY CHỨNG NHẬN KẾT HÔN",
        *(wife for wife, _ in PERSONS),
        *(husband for _, husband in PERSONS),
        "Nơi đăng ký kết hôn: Ủy ban nhân dân xã Nà Khuôn, tỉnh Tuyên Quang",
    ]


def test_a_row_of_a_form_with_different_labels_is_read_across() -> None:
    arranged = page(
        line("Giới tính: Nam", 180, 600, 0) + line("Dân tộc: Tày", 900, 600, 0),
        line("Năm sinh: 1987", 180, 640, 1) + line("Quốc tịch: Việt Nam", 900, 640, 1),
        line("Số con: 2", 180, 680, 2) + line("Nghề nghiệp: nông", 900, 680, 2),
    )

    assert arranged.text.split("\n")[0] == "Giới tính: Nam\tDân tộc: Tày"


def test_an_arrival_stamp_is_read_whole_not_among_the_lines_beside_it() -> None:
    arranged = page(
        line("V/v cử cán bộ tập huấn", 220, 400, 0),
        line("CÔNG VĂN ĐẾN", 230, 470, 1),
        line("Số: 1234", 235, 530, 2),
        line("Ngày: 14/10/2026", 235, 590, 3),
        line("Kính gửi: Sở Nội vụ", 800, 488, 4),
        line("Sở Tư pháp", 940, 545, 5),
    )

    assert arranged.text.split("\n") == [
        "V/v cử cán bộ tập huấn",
        "CÔNG VĂN ĐẾN",
        "Số: 1234",
        "Ngày: 14/10/2026",
        "Kính gửi: Sở Nội vụ",
        "Sở Tư pháp",
    ]


def test_the_block_of_a_certified_copy_comes_after_recipients_and_signer() -> None:
    arranged = page(
        line("Trân trọng./.", 200, 1380, 0),
        line("Nơi nhận:", 200, 1500, 1) + line("CHỦ TỊCH", 1100, 1500, 1),
        line("- Lưu: VT.", 200, 1540, 2),
        line("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", 180, 1640, 3) + line("Nông Văn Lâm", 1080, 1650, 4),
        line("Số chứng thực: 777 Quyển số: 01-SCT/BS", 190, 1700, 5),
        line("PHÓ CHỦ TỊCH", 330, 1760, 6),
        line("Triệu Thị Mai", 340, 1900, 7),
    )

    assert arranged.text.split("\n")[1:] == [
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Nông Văn Lâm",
        "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
        "Số chứng thực: 777 Quyển số: 01-SCT/BS",
        "PHÓ CHỦ TỊCH",
        "Triệu Thị Mai",
    ]


@pytest.mark.parametrize("prose", ["Hồ sơ KHẨN phải chuyển ngay", "ĐIỀN", "ĐẾN NAY"])
def test_words_of_a_stamp_in_prose_are_no_stamp(prose: str) -> None:
    arranged = page(line("Căn cứ kế hoạch", 200, 600, 0) + line(prose, 900, 604, 0), line("Số: 5", 910, 640, 1))

    assert arranged.text.split("\n") == [f"Căn cứ kế hoạch\t{prose}", "Số: 5"]


def test_a_row_of_dots_is_one_sign_and_nothing_when_it_stands_alone() -> None:
    arranged = page(
        line("Họ và tên: ........ Nguyễn Văn An …......…", 200, 600, 0),
        line("..............................", 200, 660, 1),
        line("Lý do:.............", 200, 720, 2),
        line("hết./.", 200, 780, 3),
    )

    assert arranged.text.split("\n") == ["Họ và tên: … Nguyễn Văn An …", "Lý do:…", "hết./."]


def ruled(rows: list[int], columns: list[int], thick: int = 2, skew: float = 0.0) -> np.ndarray:
    picture = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for y in rows:
        cv2.line(picture, (columns[0], y), (columns[-1], round(y + skew * (columns[-1] - columns[0]))), 0, thick)
    for x in columns:
        cv2.line(picture, (x, rows[0]), (x, rows[-1]), 0, thick)
    return picture


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(50, 160), min_size=2, max_size=8),
    st.lists(st.integers(60, 300), min_size=2, max_size=4),
    st.integers(1, 4),
)
def test_every_cell_of_a_ruled_table_is_found(heights: list[int], widths: list[int], thick: int) -> None:
    rows = [300 + sum(heights[:place]) for place in range(len(heights) + 1)]
    columns = [150 + sum(widths[:place]) for place in range(len(widths) + 1)]

    tables = tables_of(ruled(rows, columns, thick), 200)

    assert len(tables) == 1
    found = [[(cell.left, cell.top, cell.right, cell.bottom) for cell in row] for row in tables[0]]
    wanted = [[(left, top, right, bottom) for left, right in pairwise(columns)] for top, bottom in pairwise(rows)]
    assert np.allclose(found, wanted, atol=8)


def test_a_frame_a_stamp_and_rules_under_words_are_no_table() -> None:
    frame = ruled([60, 2200], [60, 1600])
    cv2.rectangle(frame, (200, 400), (600, 560), 0, 2)
    cv2.line(frame, (400, 300), (700, 300), 0, 2)

    assert tables_of(frame, 200) == []


@pytest.mark.parametrize("heading", ["nhận", "Nơt nhậm:", "Noi nhan"])
def test_recipients_are_known_by_their_list_where_the_heading_is_misread(heading: str) -> None:
    arranged = page(
        line("Yêu cầu các sở, ban, ngành thực hiện./.", 200, 1380, 0),
        line(heading, 200, 1500, 1) + line("TL. CHỦ TỊCH", 1000, 1500, 1),
        line("- Như trên;", 200, 1540, 2) + line("CHÁNH VĂN PHÒNG", 990, 1540, 2),
        line("Sở Y tế;", 215, 1580, 3),
        line("- Lưu: VT.", 200, 1620, 4),
        line("Đỗ Thị Lệ", 1000, 1700, 5),
    )

    assert arranged.text.split("\n")[1:] == [
        heading,
        "- Như trên;",
        "Sở Y tế;",
        "- Lưu: VT.",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Đỗ Thị Lệ",
    ]


def test_scraps_of_a_signature_are_nowhere_in_the_text() -> None:
    scrap = [RawWord("L—", 1000, 1600, 1060, 1680, 0.3, 9)]
    arranged = page(
        line("Nơi nhận:", 200, 1500, 1) + line("GIÁM ĐỐC", 1000, 1500, 1),
        line("- Lưu: VT.", 200, 1540, 2),
        scrap,
        line("Lê Hoàng Anh", 990, 1720, 4),
    )

    assert arranged.text.split("\n") == ["Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Hoàng Anh"]


def test_a_stamp_of_urgency_comes_before_the_line_it_stands_beside() -> None:
    stamp = [RawWord("KHẨN", 240, 592, 380, 648, 0.95, 1)]

    arranged = page(line("Kính gửi:", 700, 600, 0), stamp, line("- Các sở;", 760, 640, 2))

    assert arranged.text.split("\n") == ["KHẨN", "Kính gửi:", "- Các sở;"]
