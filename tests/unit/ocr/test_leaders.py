"""Rows of dots leave the picture that is read; print, marks and short gaps stay."""

import io
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from ocr.leaders import LEADER, Leader, shown, without_leaders
from ocr.rawword import Grey, RawWord

FONT = resources.files("desk").joinpath("assets", "fonts", "LiberationSerif-Regular.ttf").read_bytes()


def drawn(text: str, dpi: int, points: float = 13, *, bilevel: bool = False) -> Grey:
    size = round(points * dpi / 72)
    font = ImageFont.truetype(io.BytesIO(FONT), size)
    sheet = Image.new("L", (round(font.getlength(text)) + 4 * size, 6 * size), 255)
    ImageDraw.Draw(sheet).text((2 * size, 3 * size), text, fill=0, font=font)
    picture = np.array(sheet, np.uint8)
    return np.where(picture > 150, 255, 0).astype(np.uint8) if bilevel else picture


def ink(picture: Grey) -> int:
    return int(np.count_nonzero(picture < 128))


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("bilevel", [False, True])
@pytest.mark.parametrize("dots", ["." * 40, "…" * 14])
def test_a_row_of_dots_is_taken_and_the_value_in_it_kept(dpi: int, bilevel: bool, dots: str) -> None:
    label, value = "Quê quán: ", " Nguyễn Thị Điệp, xã Hạ "
    form = drawn(f"{label}{dots}{value}{dots}", dpi, bilevel=bilevel)
    bare = drawn(f"{label}{value}", dpi, bilevel=bilevel)

    picture, leaders = without_leaders(form, dpi)

    assert len(leaders) == 2
    assert ink(picture) == pytest.approx(ink(bare), rel=0.02)


@pytest.mark.parametrize("dpi", [100, 200, 300])
@pytest.mark.parametrize(
    "text",
    [
        "Ngày ..... tháng ..... năm 2026",
        "ủy ban nhân dân các xã, thị trấn ị ị ị ị ị ị ị ị ị ị ị ị ị ị",
        "ïïïïïïïïïïïïïïïïïïïïïïïïïïïïïïïï iiiiiiiiiiiiiiiiiiiiiiiiii",
        "1.250.000.000 - 0,5 % ; - Như trên ; ./. ./.",
        "-- - -- - - - - - - - - - - - - - -- - - - -",
        "________________________________________",
    ],
)
def test_print_that_only_looks_like_dots_is_left_alone(dpi: int, text: str) -> None:
    line = drawn(text, dpi)

    picture, leaders = without_leaders(line, dpi)

    assert leaders == ()
    assert picture is line


@given(
    st.lists(st.sampled_from(["xã", "thị", "Điện", "iỉịĩ", "ngày", "kế", "hoạch;", "ủy", "1.5", "(ii)"]), max_size=9)
)
def test_a_line_of_prose_never_loses_ink(words: list[str]) -> None:
    line = drawn(" ".join(["Số", *words]), 200)

    picture, _ = without_leaders(line, 200)

    assert ink(picture) == ink(line)


def test_a_leader_is_one_sign_of_the_line_it_fills() -> None:
    words = [RawWord("tên:", 100, 200, 160, 228, 0.9, 4), RawWord("Mai", 400, 199, 460, 229, 0.9, 4)]
    beside, blank = Leader(170, 221, 390, 224), Leader(100, 420, 800, 423)

    signs = shown([beside, blank], words)

    assert [(each.text, each.line, each.left, each.right) for each in signs] == [(LEADER, 4, 170, 390)]
