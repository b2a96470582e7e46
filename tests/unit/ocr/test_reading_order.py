"""Words come in the order a person reads a Vietnamese official paper."""

from ocr.layout import arrange
from ocr.rawword import RawWord
from ocr.refuse import printed

WIDTH = 1654
LETTER, TALL, SPACE = 14, 28, 10


def line(text: str, left: int, top: int, number: int, confidence: float = 0.95, tall: int = TALL) -> list[RawWord]:
    words = []
    for each in text.split(" "):
        right = left + LETTER * len(each)
        words.append(RawWord(each, left, top, right, top + tall, confidence, number))
        left = right + SPACE
    return words


def text_of(*lines: list[RawWord]) -> list[str]:
    return arrange([word for each in lines for word in each], WIDTH).text.split("\n")


def test_the_two_columns_of_a_head_stand_in_one_row_with_a_tab() -> None:
    rows = text_of(
        line("UBND TỈNH KIÊN GIANG", 200, 100, 0),
        line("SỞ Y TẾ", 260, 140, 1),
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 102, 2),
        line("Độc lập - Tự do - Hạnh phúc", 880, 141, 3),
    )

    assert rows == [
        "UBND TỈNH KIÊN GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc",
    ]


def test_a_head_whose_columns_nearly_touch_is_parted_before_the_national_name() -> None:
    words = line("SỞ Y TẾ TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 200, 100, 0)

    rows = text_of(words)

    assert rows == ["SỞ Y TẾ TỈNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_recipients_come_whole_before_the_signer_beside_them() -> None:
    rows = text_of(
        line("Do tính chất quan trọng, đề nghị các đồng chí tham dự đầy đủ để hội nghị đạt kết quả.", 200, 1400, 0),
        line("Nơi nhận: GIÁM ĐỐC", 200, 1500, 1)[:2] + line("GIÁM ĐỐC", 1000, 1500, 1),
        line("- Như trên;", 200, 1540, 2),
        line("- Lưu: VT.", 200, 1580, 3),
        line("Lê Hoàng Anh", 990, 1700, 4),
    )

    assert rows[1:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Hoàng Anh"]


def test_a_signers_title_a_little_higher_than_the_recipients_still_comes_after_them() -> None:
    rows = text_of(
        line("Trân trọng kính mời.", 200, 1380, 0),
        line("KT. GIÁM ĐỐC", 1000, 1470, 1),
        line("Nơi nhận:", 200, 1500, 2),
        line("PHÓ GIÁM ĐỐC", 990, 1510, 3),
        line("- Như trên;", 200, 1540, 4),
    )

    assert rows == ["Trân trọng kính mời.", "Nơi nhận:", "- Như trên;", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_a_table_is_read_by_rows_with_a_tab_between_cells() -> None:
    rows = text_of(
        line("STT", 200, 800, 0) + line("Nội dung", 420, 800, 0) + line("Đơn vị", 1000, 800, 0),
        line("1", 210, 850, 1) + line("Số xã triển khai", 380, 850, 1) + line("Xã", 1030, 850, 1),
        line("chương trình", 380, 890, 2),
    )

    assert rows == ["STT\tNội dung\tĐơn vị", "1\tSố xã triển khai\tXã", "chương trình"]


def test_wide_spaces_of_a_justified_line_are_no_columns() -> None:
    words: list[RawWord] = []
    for place, text in enumerate(["viên", "y", "tế", "chuyên", "trách"]):
        left = 300 + place * 130
        words.append(RawWord(text, left, 500, left + 60, 528, 0.95, 0))

    assert text_of(words) == ["viên y tế chuyên trách"]


def test_captions_of_electronic_signatures_are_read_one_after_the_other() -> None:
    rows = text_of(
        line("TRUNG TÂM CÔNG BÁO", 700, 40, 0, tall=18) + line("Ký bởi: Ủy ban nhân dân", 1200, 44, 0, tall=18),
        line("10:44:25 +07:00", 700, 66, 1, tall=18) + line("Thời gian ký: 10:09:57", 1200, 70, 1, tall=18),
        line("SỞ Y TẾ", 200, 200, 2) + line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 200, 2),
    )

    assert rows[:4] == [
        "TRUNG TÂM CÔNG BÁO",
        "10:44:25 +07:00",
        "Ký bởi: Ủy ban nhân dân",
        "Thời gian ký: 10:09:57",
    ]


def test_words_carry_the_line_they_are_written_on() -> None:
    page = arrange(line("Số: 12/UBND", 200, 100, 4) + line("Hà Nội, ngày 5", 1000, 100, 9), WIDTH)

    assert {each.line for each in page.words} == {0}
    assert len({each.block for each in page.words}) == 2
    assert page.text == "Số: 12/UBND\tHà Nội, ngày 5"


def test_an_empty_page_has_no_words_and_no_text() -> None:
    page = arrange([], WIDTH)

    assert page.words == ()
    assert page.text == ""


def test_ink_that_is_not_print_is_refused() -> None:
    print_ = line("Căn cứ Quyết định của Giám đốc", 200, 300, 0)
    rule = [RawWord("|", 600, 280, 604, 400, 0.8, 1)]
    seal = [RawWord("À", 900, 700, 1000, 860, 0.1, 2), RawWord("mm...", 1010, 720, 1090, 760, 0.05, 2)]
    pen = [RawWord("—\\LauL—", 950, 900, 1100, 960, 0.53, 3)]

    assert printed(print_ + rule + seal + pen) == print_


def test_handwritten_numbers_and_misread_addresses_stay() -> None:
    words = line("Số: 155 /TM-SYT", 200, 300, 0)
    words[1] = RawWord("155", words[1].left, 296, words[1].right, 330, 0.45, 0)
    address = [RawWord("phongnghiepvuduocsyt(gmail.com", 200, 400, 700, 432, 0.3, 1)]

    assert printed(words + address) == words + address


def test_a_page_number_alone_stays_and_a_lone_scrap_goes() -> None:
    body = line("Căn cứ Quyết định", 200, 300, 0)
    number = [RawWord("2", 820, 60, 834, 88, 0.93, 1)]
    scrap = [RawWord("li", 700, 900, 720, 912, 0.75, 2)]

    assert printed(body + number + scrap) == body + number
