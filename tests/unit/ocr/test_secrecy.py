"""A stamped mark of secrecy stops the work however it was stamped; words about secrets and other stamps do not."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.clean import Picture
from ocr.fields import understand
from ocr.page import PageImage, PageReading
from tests.unit.ocr.papers import centred, official, reading

FONT = (Path(__file__).parents[3] / "desk/assets/fonts/LiberationSerif-Bold.ttf").read_bytes()
WIDTH, HEIGHT = 1654, 2339
RED, BLACK = (200, 30, 40), (30, 30, 35)
PAPER = official(
    ["ỦY BAN NHÂN DÂN", "XÃ TÂN TRÀO"],
    "Số: 45/BC-UBND",
    "Tân Trào, ngày 05 tháng 9 năm 2025",
    [centred(560, "BÁO CÁO"), centred(605, "Về công tác bảo vệ bí mật nhà nước")],
)


def sheet(
    words: str, *, turn: float = 0, ink: tuple[int, int, int] = RED, strong: float = 1, grain: float = 4
) -> Picture:
    """The head of a report with prose about secrets, and a framed stamp of `words` under its number."""
    page = Image.new("RGB", (WIDTH, HEIGHT), (252, 251, 247))
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(io.BytesIO(FONT), 28)
    for left, top, text in PAPER:
        pen.text((left, top), text, fill=BLACK, font=font)
    for row in range(4):
        pen.text((230, 680 + 52 * row), "Tài liệu MẬT được bảo mật theo quy định.", fill=BLACK, font=font)
    if words:
        stamp = Image.new("RGBA", (620, 180), (0, 0, 0, 0))
        of_stamp, large = ImageDraw.Draw(stamp), ImageFont.truetype(io.BytesIO(FONT), 44)
        half = of_stamp.textlength(words, font=large) / 2 + 18
        of_stamp.text((310, 90), words, font=large, fill=(*ink, int(255 * strong)), anchor="mm")
        of_stamp.rectangle((310 - half, 56, 310 + half, 124), outline=(*ink, int(255 * strong)), width=4)
        turned = stamp.rotate(turn, resample=Image.Resampling.BICUBIC)
        page.paste(turned, (110, 400), turned)
    noisy = np.asarray(page, np.float32) + np.random.default_rng(1).normal(0, grain, (HEIGHT, WIDTH, 3))
    return np.asarray(np.clip(noisy, 0, 255), np.uint8)[:, :, ::-1]


def secrecy_of(picture: Picture, page: PageReading | None = None) -> str | None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.jpg"
        cv2.imwrite(str(file), picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
        return understand(
            [page or reading(PAPER)], images=[PageImage(file, "image/jpeg", WIDTH, HEIGHT, 200.0)]
        ).secrecy


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("turn", [0, -9, 14])
def test_a_red_stamp_that_the_page_reading_passed_by_is_found_straight_or_not(mark: str, turn: float) -> None:
    assert secrecy_of(sheet(mark, turn=turn)) == mark


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_pale_stamp_and_one_on_grainy_paper_are_found(mark: str) -> None:
    assert secrecy_of(sheet(mark, turn=3, strong=0.45)) == mark
    assert secrecy_of(sheet(mark, turn=-4, grain=18)) == mark


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT"])
def test_a_stamp_of_a_fax_without_colour_is_found_by_its_frame(mark: str) -> None:
    grey = sheet(mark, turn=5, ink=BLACK).min(axis=2)

    assert secrecy_of(np.asarray(np.where(grey < 150, 0, 255), np.uint8)) == mark


@pytest.mark.parametrize("words", ["", "KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "ĐÃ THU TIỀN", "BẢO MẬT", "HẾT MẬT"])
def test_other_stamps_and_prose_about_secrets_do_not_stop_the_work(words: str) -> None:
    assert secrecy_of(sheet(words, turn=4)) is None


def test_the_word_in_prose_is_no_mark_even_where_a_line_begins_with_it() -> None:
    prose = [(230, 680, "MẬT ong của xã được bảo vệ nhãn hiệu"), (230, 730, "Bí mật nhà nước độ TỐI MẬT do xã giữ")]

    assert understand([reading([*PAPER, *prose])]).secrecy is None


def test_a_page_without_words_is_not_looked_at() -> None:
    blank = PageReading(WIDTH, HEIGHT, 200.0, 0, 0.0, blank=True, words=(), text="")

    assert secrecy_of(np.full((HEIGHT, WIDTH), 255, np.uint8), blank) is None
