"""Digits put into the gaps of a head: taken as what can stand there, and never into a number of another form."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.fields import understand
from ocr.handwriting import UprightPage, read_gap
from ocr.page import DocumentReading, PageImage, PageReading
from tests.unit.ocr.papers import centred, reading

FONT = (Path(__file__).parents[3] / "desk/assets/fonts/LiberationSerif-Italic.ttf").read_bytes()
WIDTH, HEIGHT = 1654, 2339
PAGE = PageReading(WIDTH, HEIGHT, 200.0, 0, 0.0, blank=False, words=(), text="")


def page_with(folder: Path, text: str, ink: tuple[int, int, int]) -> UprightPage:
    """A page with digits at 300, 305, as tall as a hand writes them."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 248))
    ImageDraw.Draw(sheet).text((310, 300), text, fill=ink, font=ImageFont.truetype(io.BytesIO(FONT), 46))
    file = folder / "page.png"
    cv2.imwrite(str(file), np.asarray(sheet)[:, :, ::-1])
    return UprightPage(PageImage(file, "image/png", WIDTH, HEIGHT, 200.0), PAGE)


@pytest.mark.parametrize("ink", [(30, 40, 150), (25, 25, 30)])
@pytest.mark.parametrize("digits", ["125", "06", "27", "1943"])
def test_digits_of_a_pen_of_any_colour_are_read(tmp_path: Path, digits: str, ink: tuple[int, int, int]) -> None:
    written = read_gap(page_with(tmp_path, digits, ink), (300.0, 440.0), 310, 345)

    assert written is not None
    assert written.digits == digits


def test_a_day_is_one_that_a_month_has(tmp_path: Path) -> None:
    page = page_with(tmp_path, "68", (30, 40, 150))

    free, day = (read_gap(page, (300.0, 400.0), 310, 345, allowed) for allowed in (None, range(1, 32)))

    assert free is not None
    assert free.digits == "68"
    assert day is None or (1 <= int(day.digits) <= 31 and day.confidence < 0.5)


def test_an_empty_gap_stays_empty(tmp_path: Path) -> None:
    assert read_gap(page_with(tmp_path, "", (0, 0, 0)), (300.0, 440.0), 310, 345) is None


def test_a_number_of_the_party_keeps_its_form_whatever_is_written_in_it(tmp_path: Path) -> None:
    paper = [
        centred(200, "ĐẢNG ỦY XÃ TÂN TRÀO", 420),
        centred(200, "ĐẢNG CỘNG SẢN VIỆT NAM", 1150),
        centred(300, "Số 12-QĐ/ĐU", 420),
        centred(300, "Tân Trào, ngày 3 tháng 9 năm 2025", 1150),
        centred(480, "QUYẾT ĐỊNH"),
    ]
    file = tmp_path / "page.png"
    cv2.imwrite(str(file), np.full((HEIGHT, WIDTH), 255, np.uint8))

    found: DocumentReading = understand(
        [reading(paper, 0.7)], images=[PageImage(file, "image/png", WIDTH, HEIGHT, 200.0)]
    )

    assert next(one.value for one in found.fields if one.name == "so_ky_hieu") == "12-QĐ/ĐU"
