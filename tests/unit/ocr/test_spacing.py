"""Print has its own spaces, whatever was written into its gaps; figures of a day are figures."""

import pytest

from ocr.rawword import RawWord
from ocr.spacing import spaced


def read(line: str, space: int = 10, confidence: float = 0.9) -> list[RawWord]:
    words: list[RawWord] = []
    left = 0
    for text in line.split():
        right = left + 10 * len(text)
        words.append(RawWord(text, left, 0, right, 20, confidence, 0))
        left = right + space
    return words


def text(words: list[RawWord]) -> str:
    return " ".join(each.text for each in words)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ngày4†tháng 01 năm 2025", "ngày 4† tháng 01 năm 2025"),
        ("ngàydŠ tháng 12 năm 2017", "ngày tháng 12 năm 2017"),
        ("ngày 16 thángØŸ năm 2021", "ngày 16 tháng năm 2021"),
        ("ngày 16 tháng7năm 2021", "ngày 16 tháng 7 năm 2021"),
    ],
)
def test_what_is_written_between_day_and_month_does_not_swallow_the_print(seen: str, meant: str) -> None:
    assert text(spaced(read(seen))) == meant


@pytest.mark.parametrize(
    "line", ["ngày/tháng/năm sinh", "ngày, tháng, năm", "hằng tháng ngày", "tháng…", "http://vneid.gov.vn"]
)
def test_words_that_are_whole_stay_whole(line: str) -> None:
    assert text(spaced(read(line))) == line


def test_a_value_is_parted_from_its_label() -> None:
    words = spaced(read("Số:12/TB-SYT"))

    assert text(words) == "Số: 12/TB-SYT"
    assert words[0].right == words[1].left


def test_a_number_torn_behind_its_hyphen_is_one_word_again() -> None:
    assert text(spaced(read("số 1572/QĐ- TTg ngày", space=8))) == "số 1572/QĐ-TTg ngày"
    assert text(spaced(read("số 1572/QĐ- TTg", space=30))) == "số 1572/QĐ- TTg"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("ngày 2l tháng l2", "ngày 21 tháng 12"), ("tháng I1 năm", "tháng 11 năm"), ("tháng 1O năm", "tháng 10 năm")],
)
def test_letters_that_look_like_figures_are_figures_behind_day_and_month(seen: str, meant: str) -> None:
    words = spaced(read(seen, confidence=0.95))

    assert text(words) == meant
    assert min(each.confidence for each in words) <= 0.6


@pytest.mark.parametrize("line", ["2l nước", "tháng 6I năm", "ngày nộp", "số I1", "tháng lo"])
def test_no_other_letter_becomes_a_figure(line: str) -> None:
    assert text(spaced(read(line))) == line
