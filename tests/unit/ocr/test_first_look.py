"""The first look at a side that just arrived: what is wrong with it is told, what is sound is left in peace."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.errors import FileUnreadable
from ocr.gate import first_look
from ocr.page import PageImage
from ocr.quality import BLURRED, COVERED, CUT, CUT_OFF, DARK, LIGHT, LOW_DPI, complaints

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "ocr"
DPI = 200
MM = DPI / 25.4
Picture = npt.NDArray[np.uint8]
COARSE = {"p01", "p03", "p06", "q002"}
"""Samples of about 100 dpi: too coarse is the truth of them."""


@pytest.fixture(scope="module")
def page() -> Picture:
    return np.asarray(cv2.imread(str(SAMPLES / "k001.jpg")), np.uint8)


def test_no_real_page_is_complained_of_without_reason() -> None:
    told = {}
    for path in sorted([*SAMPLES.glob("*.jpg"), *SAMPLES.glob("*.png")]):
        height, width = cv2.imread(str(path)).shape[:2]
        image = PageImage(path, "image/jpeg" if path.suffix == ".jpg" else "image/png", width, height)
        told[path.stem] = set(first_look(image).warnings) - ({LOW_DPI} if path.stem in COARSE else set())

    assert {name: each for name, each in told.items() if each} == {}


def test_a_picture_out_of_focus_is_blurred(page: Picture) -> None:
    soft = np.asarray(cv2.GaussianBlur(page, (0, 0), 0.4 * MM), np.uint8)

    assert complaints(soft, DPI) == [BLURRED]


def test_a_picture_without_light_is_dark(page: Picture) -> None:
    assert DARK in complaints((page * 0.3).astype(np.uint8), DPI)


def test_print_that_hardly_shows_is_faint(page: Picture) -> None:
    assert complaints((255 - (255 - page) * 0.1).astype(np.uint8), DPI) == [LIGHT]


def test_a_coarse_picture_is_too_coarse(page: Picture) -> None:
    small = np.asarray(cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)

    assert LOW_DPI in complaints(small, DPI / 2)


@settings(max_examples=8, deadline=None, database=None)
@given(left=st.booleans(), top=st.booleans(), legs=st.tuples(st.integers(20, 45), st.integers(20, 45)))
def test_a_corner_folded_over_is_told_wherever_it_is(
    page: Picture, *, left: bool, top: bool, legs: tuple[int, int]
) -> None:
    folded = page.copy()
    x, y = 0 if left else page.shape[1] - 1, 0 if top else page.shape[0] - 1
    along, down = legs[0] * MM * (1 if left else -1), legs[1] * MM * (1 if top else -1)
    cv2.fillPoly(folded, [np.array([[x, y], [x + along, y], [x, y + down]], np.int32)], (60, 60, 60))

    told = complaints(folded, DPI)

    assert CUT in told
    assert COVERED not in told


def test_a_thumb_on_the_rim_covers_the_page(page: Picture) -> None:
    held = page.copy()
    cv2.line(held, (-50, 1200), (round(14 * MM), 1200), (105, 130, 180), round(17 * MM), cv2.LINE_AA)

    assert COVERED in complaints(held, DPI)


def test_print_that_runs_off_the_picture_is_cut_off(page: Picture) -> None:
    assert CUT_OFF in complaints(np.ascontiguousarray(page[:, : page.shape[1] * 3 // 4]), DPI)


def test_the_scanners_own_border_is_no_fault(page: Picture) -> None:
    bordered = page.copy()
    bordered[:, -25:] = 15
    bordered[:18] = 40

    assert complaints(bordered, DPI) == []


def test_a_blank_side_is_told_blank_and_nothing_else(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "back.png"), np.full((2339, 1654), 244, np.uint8))

    told = first_look(PageImage(tmp_path / "back.png", "image/png", 1654, 2339, dpi=DPI))

    assert (told.warnings, told.blank) == ((), True)


def test_bytes_that_are_no_picture_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "side.jpg").write_bytes(b"no picture at all")

    with pytest.raises(FileUnreadable):
        first_look(PageImage(tmp_path / "side.jpg", "image/jpeg", 1654, 2339, dpi=300))
