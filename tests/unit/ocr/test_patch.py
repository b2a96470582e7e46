"""Patch codes on sheets that part papers: found however the sheet lies, and never on a paper."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr.clean import Picture, decode
from ocr.page import PageImage
from ocr.patch import CODES, find_patches
from ocr.read import read_page
from ocr.side_marks import find_marks

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "ocr"
_PATTERNS = {name: bars for bars, name in CODES.items()}


def sheet(bars: str, dpi: float, sides: str = "t", scale: float = 1.0) -> Picture:
    """Draw an A4 sheet with bars ("W", "N") read inward from sides: "t"op, "b"ottom, "l"eft, "r"ight."""
    one = dpi / 25.4
    picture = np.full((round(297 * one), round(210 * one)), 250, np.uint8)
    half, at = 30 * scale, 12.0
    for bar in bars:
        thick = (5.08 if bar == "W" else 2.03) * scale
        deep = slice(round(at * one), round((at + thick) * one))
        at += thick + 2.03 * scale
        for side in sides:
            held = {"t": picture, "b": picture[::-1], "l": picture.T, "r": picture.T[::-1]}[side]
            middle = held.shape[1] / 2
            held[deep, round(middle - half * one) : round(middle + half * one)] = 20
    return picture


def fed(picture: Picture, turn: int, skew: float, grain: int, how: str) -> Picture:
    """Feed a sheet through a scanner: askew, with grain and specks, turned by quarters, in a colour mode."""
    height, width = picture.shape
    lean = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    seen = cv2.warpAffine(picture, lean, (width, height), borderValue=250)
    chance = np.random.default_rng(7)
    seen = np.clip(seen + chance.normal(0, grain, seen.shape), 0, 255).astype(np.uint8)
    specks = chance.random(seen.shape)
    seen[specks < 0.0002 * grain], seen[specks > 1 - 0.0002 * grain] = 0, 255
    seen = np.rot90(seen, turn)
    if how == "bitonal":
        seen = np.where(seen < 128, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(seen), cv2.COLOR_GRAY2BGR) if how == "colour" else seen)


def size_of(file: Path) -> tuple[int, int]:
    with Image.open(file) as opened:
        return opened.size


@settings(max_examples=12, deadline=None)
@given(
    name=st.sampled_from(sorted(_PATTERNS)), sides=st.sampled_from(["t", "b", "l", "r", "tblr"]),
    dpi=st.sampled_from([100, 150]), turn=st.integers(0, 3), skew=st.floats(-5, 5), grain=st.sampled_from([0, 10, 25]),
    how=st.sampled_from(["grey", "colour", "bitonal"]), scale=st.sampled_from([0.94, 1.0, 1.04]),
)  # fmt: skip
@example(name="T", sides="t", dpi=300, turn=1, skew=5.0, grain=25, how="bitonal", scale=1.0)
@example(name="T", sides="tblr", dpi=300, turn=2, skew=-5.0, grain=10, how="colour", scale=0.94)
def test_a_patch_code_is_told_however_its_sheet_was_fed(  # noqa: PLR0913, PLR0917 -- ways a sheet may lie
    name: str, sides: str, dpi: int, turn: int, skew: float, grain: int, how: str, scale: float
) -> None:
    picture = fed(sheet(_PATTERNS[name], dpi, sides, scale), turn, skew, grain, how)

    assert find_patches(picture, dpi) == (name,)


@pytest.mark.parametrize("bars", ["NNNN", "WWWW", "NWNN", "WNW", "NWNWN", "NWNWNWNWNW", "WNWW"])
def test_bars_of_another_pattern_are_no_patch_code(bars: str) -> None:
    assert find_patches(sheet(bars, 100), 100) == ()


def test_no_real_page_carries_a_patch_code_by_mistake() -> None:
    sheets = [decode(PageImage(file, "", *size_of(file))) for file in sorted(SAMPLES.glob("*.[jp][pn]g"))]

    marks = {mark for each in sheets for mark in find_marks(each.picture, each.dpi * each.shrink)}

    assert len(sheets) == 19
    assert not any(mark.startswith("patch:") for mark in marks)


def test_codes_of_the_other_side_that_shine_through_are_not_of_this_one() -> None:
    front = sheet("NWNW", 100, "tblr")
    rows = [list(row) for row in segno.make("TAM-261126-0001", micro=False).matrix]
    code = cv2.copyMakeBorder(np.array(rows, np.uint8), 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=0)
    side = cv2.resize(code, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    front[500 : 500 + len(side), 300 : 300 + len(side)] = np.where(side == 1, 20, 250)
    through = (250 - (250 - front[:, ::-1].astype(int)) // 8).astype(np.uint8)

    assert find_marks(front, 100) == ("qr:TAM-261126-0001", "patch:T")
    assert find_marks(through, 100) == ()


def test_a_side_with_a_patch_code_alone_is_read_with_its_mark_and_is_not_blank(tmp_path: Path) -> None:
    file = tmp_path / "sheet.png"
    cv2.imwrite(str(file), sheet("NWNW", 100))

    reading = read_page(PageImage(file, "image/png", *size_of(file), dpi=100))

    assert reading.marks == ("patch:T",)
    assert not reading.blank
