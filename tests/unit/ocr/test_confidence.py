"""What a confidence is worth: rising, between 0 and 1, and never sure of what a hand may have written."""

import pytest

from ocr import confidence
from ocr.confidence import true_confidence, word_class
from ocr.curves import on_curve

NAMES = ["word", "odd_word", "number_word", "so_ky_hieu", "ngay_ban_hanh", "nguoi_ky", "co_quan_ban_hanh"]


@pytest.mark.parametrize("name", NAMES)
def test_a_surer_reading_is_never_told_less_sure(name: str) -> None:
    told = [true_confidence(name, step / 100) for step in range(101)]

    assert told == sorted(told)
    assert told[0] >= 0.0
    assert told[-1] <= 1.0


@pytest.mark.parametrize("name", ["so_ky_hieu", "ngay_ban_hanh"])
def test_a_number_or_day_that_print_did_not_show_surely_stays_a_doubt(name: str) -> None:
    assert true_confidence(name, 0.85) < 0.9


def test_what_has_no_curve_keeps_its_figure() -> None:
    assert true_confidence("ho_ten", 0.77) == 0.77


def test_raw_figures_can_be_had_for_fitting() -> None:
    with confidence.raw():
        inside = true_confidence("word", 0.5)

    assert inside == 0.5


def test_a_curve_is_read_between_its_knots_and_falls_to_nought_below() -> None:
    knots = [[0.4, 0.2], [0.8, 0.9]]

    assert [on_curve(knots, told) for told in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)] == [0.0, 0.1, 0.2, 0.55, 0.9, 0.9]


def test_words_are_told_apart_by_their_make() -> None:
    assert [word_class(text) for text in ("nhân", "12/QĐ", "xq;z{")] == ["word", "number_word", "odd_word"]
