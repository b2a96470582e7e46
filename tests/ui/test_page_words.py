"""What a clerk relies on who takes words from a page: in reading order, in NFC, found without marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.page import PageReading, Word
from ocr.vietnamese import fold
from ui.models.page_words import NO_WORDS, PageWords

LINES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GIẤY KHAI SINH", "Họ, chữ đệm, tên: Hoàng Gia Bảo", "Số: 47/2018")


def page(*lines: str, block_from: int = 99) -> PageWords:
    """Lay lines of words on a page of 1000×1400 px; words from `block_from` on stand in another cell."""
    words = []
    for line, text in enumerate(lines):
        at = 50
        for number, word in enumerate(text.split()):
            wide = 20 * len(word)
            block = int(number >= block_from)
            words.append(Word(word, at, 100 + 60 * line, at + wide, 140 + 60 * line, 0.9, line, block))
            at += wide + 20
    return PageWords.of(words, 1000, 1400)


PAGE = page(*LINES)


def number_of(text: str) -> int:
    return next(n for n, one in enumerate(PAGE.words) if one.text == text)


def test_words_come_in_reading_order_a_printed_line_a_line() -> None:
    text = PAGE.text(number_of("SINH"), number_of("chữ"))

    assert text == "SINH\nHọ, chữ"
    assert PAGE.text(number_of("chữ"), number_of("SINH")) == text, "whichever end was chosen first"


def test_cells_of_one_row_are_parted_by_a_tab() -> None:
    assert page("Họ tên Nông Thị Hạnh", block_from=2).text(0, 4) == "Họ tên\tNông Thị Hạnh"


def test_what_is_copied_is_nfc_whatever_was_read() -> None:
    taken = page(unicodedata.normalize("NFD", "Hoàng Gia Bảo")).text(0, 2)

    assert taken == "Hoàng Gia Bảo"
    assert unicodedata.is_normalized("NFC", taken)


def test_the_word_under_the_pointer_and_the_one_nearest_to_it() -> None:
    here = PAGE.words[number_of("Gia")].box

    assert PAGE.at((here[0] + here[2]) / 2, (here[1] + here[3]) / 2) == number_of("Gia")
    assert PAGE.at(0.99, 0.99) is None
    assert PAGE.near(0.99, (here[1] + here[3]) / 2) == number_of("Bảo"), "a line is followed to its end"
    assert NO_WORDS.near(0.5, 0.5) is None


def test_up_and_down_keep_the_column() -> None:
    below = PAGE.beside(number_of("KHAI"), 1)

    assert PAGE.words[below].line == 2
    assert PAGE.beside(0, -1) == 0
    assert PAGE.line_end(number_of("KHAI"), 1) == number_of("SINH")


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("giay khai sinh", 1),
        ("GIẤY KHAI", 1),
        ("hoang gia ba", 1),
        ("47/2018", 1),
        ("2018", 1),
        ("gia khai", 2),
        ("x", 0),
        ("khong thay", 0),
        ("", 0),
    ],
)
def test_a_phrase_is_found_without_marks_and_its_last_word_may_be_a_beginning(asked: str, hits: int) -> None:
    assert len(PAGE.find(asked, 1)) == hits


def test_a_phrase_over_two_lines_is_one_hit_with_a_box_on_each() -> None:
    (hit,) = PAGE.find("viet nam giay", 3)

    assert (hit.page, len(hit.boxes)) == (3, 2)
    assert hit.boxes[0][1] < hit.boxes[1][1]


def test_a_word_in_part_is_marked_in_part() -> None:
    (hit,) = PAGE.find("2018", 1)
    whole = PAGE.words[number_of("47/2018")].box

    assert whole[0] < hit.boxes[0][0] < hit.boxes[0][2] == pytest.approx(whole[2])


def test_words_found_each_for_itself_stand_together_where_they_stand_side_by_side() -> None:
    hits = PAGE.find("bao gia hoang", 1)

    assert len(hits) == 1
    assert hits[0].boxes[0][0] == pytest.approx(PAGE.words[number_of("Hoàng")].box[0])


def test_a_page_that_was_not_read_has_no_words() -> None:
    blank = PageReading(1000, 1400, 300.0, 0, 0.0, blank=True, words=(), text="")

    assert len(PageWords.read(None)) == len(PageWords.read(blank)) == 0
    assert PageWords.read(blank).find("giay", 1) == []


WORD = st.text("aàáđĐêơư bBcC1/.-,:", min_size=1, max_size=8)


@given(st.lists(st.lists(WORD, min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_every_run_of_words_is_found_where_it_stands(lines: list[list[str]], data: st.DataObject) -> None:
    made = page(*[" ".join(line) for line in lines])
    if not len(made):
        return
    first = data.draw(st.integers(0, len(made) - 1))
    last = data.draw(st.integers(first, len(made) - 1))
    asked = " ".join(one.text for one in made.words[first : last + 1])
    if sum(sign.isalnum() for sign in asked) < 2 or not made.words[first].text[0].isalnum():
        return

    hits = made.find(fold(asked), 1)

    assert hits
    for hit in hits:
        assert all(0 <= edge <= 3 for box in hit.boxes for edge in box)
