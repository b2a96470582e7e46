"""The QR code of a citizen's card is read from a scan and from a poor photo."""

import io
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import segno
from PIL import Image

from ocr.codes import read_codes
from ocr.errors import FileUnreadable
from ocr.page import PageImage

CITIZEN = "001203001234|024561234|Nguyễn Thị Bích Đào|01021990|Nữ|Số 5, xã Hoà Bình, huyện Thường Tín, Hà Nội|15082021"
Picture = npt.NDArray[np.uint8]


def code(text: str = CITIZEN) -> Picture:
    drawn = io.BytesIO()
    segno.make(text, error="m", encoding="utf-8").save(drawn, kind="png", scale=6, border=2)
    return np.array(Image.open(drawn).convert("L"))


def photo(angle: float, blur: float, light: float) -> Picture:
    """A card on a table, turned, out of focus, lit from one side."""
    card = np.full((540, 856), 225, np.uint8)
    card[30:180, 670:820] = cv2.resize(code(), (150, 150), interpolation=cv2.INTER_AREA)
    turn = cv2.getRotationMatrix2D((428, 270), angle, 1.2)
    turn[:, 2] += (372, 330)
    table = cv2.warpAffine(card, turn, (1600, 1200), borderMode=cv2.BORDER_CONSTANT, borderValue=(90,))
    seen = table * np.linspace(light, 1, 1600)[None, :]
    seen = cv2.GaussianBlur(seen, (0, 0), blur) if blur else seen
    grain = np.random.default_rng(3).normal(0, 6, seen.shape)
    return np.clip(seen + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("angle", [0, 12, 90, 180, 215])
@pytest.mark.parametrize(("blur", "light"), [(0, 1.0), (1.2, 0.4)])
def test_a_card_on_a_table_gives_its_text_letter_for_letter(angle: float, blur: float, light: float) -> None:
    found = read_codes(photo(angle, blur, light))

    assert [each.text for each in found] == [CITIZEN]
    assert found[0].format == "QRCode"


def test_the_box_surrounds_the_code(tmp_path: Path) -> None:
    page = np.full((1000, 2000), 255, np.uint8)
    drawn = code("Sao Y")
    page[100 : 100 + drawn.shape[0], 1200 : 1200 + drawn.shape[1]] = drawn
    file = tmp_path / "page.png"
    Image.fromarray(page).save(file)

    (found,) = read_codes(file)
    left, top, right, bottom = found.box

    assert 0.6 <= left < right <= 0.6 + drawn.shape[1] / 2000
    assert 0.1 <= top < bottom <= 0.1 + drawn.shape[0] / 1000


def test_the_box_is_given_on_the_page_as_a_viewer_shows_it(tmp_path: Path) -> None:
    page = np.full((1000, 1000), 255, np.uint8)
    drawn = code("Sao Y")
    page[0 : drawn.shape[0], 0 : drawn.shape[1]] = drawn
    file = tmp_path / "page.png"
    Image.fromarray(page).save(file)

    (found,) = read_codes(PageImage(file, "image/png", 1000, 1000, 200, hint=90))

    assert found.box[0] > 0.5 > found.box[3]


def test_paper_without_a_code_has_none() -> None:
    assert read_codes(np.full((800, 600), 255, np.uint8), thorough=False) == []
    assert read_codes(np.zeros((1, 1), np.uint8)) == []


def test_a_file_that_is_no_picture_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("kính gửi", "utf-8")

    with pytest.raises(FileUnreadable):
        read_codes(file)
