"""One way to write, to search and to rank Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.vietnamese import canon, compose, fold

LETTERS = "aăâeêioôơuưyđ"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", letter + mark) for letter in LETTERS + LETTERS.upper() for mark in MARKS
)


def test_marks_typed_apart_are_joined() -> None:
    assert compose("Nguye\u0302\u0303n") == "Nguyễn"


@pytest.mark.parametrize("eth", ["\u00d0ào", "\u0189ào"])
def test_look_alikes_of_the_barred_d_become_it(eth: str) -> None:
    assert compose(eth) == "Đào"
    assert compose(eth.lower()) == "đào"


def test_invisible_signs_and_odd_spaces_go() -> None:
    assert compose("\ufeffHà\u00a0Nội\u200b") == "Hà Nội"


def test_every_vietnamese_letter_folds_to_its_plain_letter() -> None:
    assert set(fold(VIETNAMESE)) <= set("abcdefghijklmnopqrstuvwxyz\u02bc")
    assert fold("Đức Hoà Nguyễn ộ Ưởng") == "duc hoa nguyen o uong"


@given(st.text())
def test_folding_keeps_one_character_for_one(text: str) -> None:
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@given(st.text())
def test_folded_text_has_no_mark_left_and_folds_to_itself(text: str) -> None:
    folded = fold(text)

    assert not any(map(unicodedata.combining, folded))
    assert fold(folded) == folded


@given(st.text(alphabet=VIETNAMESE + " -/0123456789"))
def test_both_ways_of_typing_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_the_tone_moves_only_where_both_places_are_in_use() -> None:
    words = "hoà thuý hoàn quý khoẻ loá hoạ quỳ Thuỷ hoài khuyến toàn"

    assert canon(words) == "hòa thúy hoàn quý khỏe lóa họa quỳ thủy hoài khuyến toàn"


@given(st.text(alphabet=VIETNAMESE + " qhtk"))
def test_ranking_form_is_stable_and_never_changes_a_letter(text: str) -> None:
    assert canon(canon(text)) == canon(text)
    assert fold(canon(text)) == fold(text)
