"""The signer of a paper: name and titles under seal and pen, told as whole only when they are."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr import signer_name
from ocr.page import FieldReading, PageReading, Word
from ocr.rawword import Grey
from ocr.seals import Seal
from ocr.signer import is_whole_office, wholeness
from ocr.signer_ink import inks_of, without_rim

FONT = (Path(__file__).parents[3] / "desk/assets/fonts/LiberationSerif-Bold.ttf").read_bytes()
SEAL = Seal(200.0, 200.0, 140.0)


@pytest.mark.parametrize(
    "titles",
    [
        "GIÁM ĐỐC",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "KT. BỘ TRƯỞNG THỨ TRƯỞNG",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
        "TL. GIÁM ĐỐC TRƯỞNG PHÒNG",
        "Q. GIÁM ĐỐC",
    ],
)
def test_an_office_of_all_its_lines_is_whole(titles: str) -> None:
    assert is_whole_office(titles)


@pytest.mark.parametrize(
    "titles",
    [
        "KT. CHỦ TỊCH",
        "KT. CHỦ TỊCH CHỦ TỊCH",
        "PHÓ GIÁM ĐỐC",
        "TM. ỦY BAN NHÂN DÂN",
        "ỦY BAN NHÂN DÂN",
        "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG",
    ],
)
def test_an_office_that_lost_a_line_is_not_whole(titles: str) -> None:
    assert not is_whole_office(titles)


def test_a_name_without_its_family_name_is_trusted_less() -> None:
    whole = wholeness(["Nguyễn", "Hữu", "Sơn"])

    assert whole == 1
    assert max(wholeness(words) for words in (["Hữu", "Xuân", "Sơn"], ["Lê", "Sơn"], ["bế", "Văn", "Sơn"])) < whole


def stamped(text: str, *, rim: bool) -> Grey:
    """A name through whose first letters the rim of a seal runs."""
    picture = Image.new("L", (520, 400), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((170, 322), text, fill=20, font=ImageFont.truetype(io.BytesIO(FONT), 30))
    out = np.asarray(picture, np.uint8).copy()
    if rim:
        cv2.circle(out, (200, 200), 139, 60, 3, cv2.LINE_AA)
        cv2.circle(out, (200, 200), 131, 60, 2, cv2.LINE_AA)
    return out


def test_a_rim_is_taken_off_and_the_name_it_crosses_stays() -> None:
    name, sealed = stamped("Lò Thị Nguyệt", rim=False), stamped("Lò Thị Nguyệt", rim=True)

    peeled = without_rim(sealed, SEAL)

    letters, rim = name < 128, (sealed < 128) & (name >= 128)
    assert (peeled[letters] < 128).mean() > 0.8
    assert (peeled[rim] < 128).mean() < 0.25


def test_a_block_without_a_seal_keeps_all_its_ink() -> None:
    name = stamped("Lò Thị Nguyệt", rim=False)

    inks = inks_of(name, 200.0)

    assert inks.whole is None
    assert inks.black is None
    assert ((inks.peeled < 128) == (name < 128)).mean() > 0.99


def line(*words: tuple[str, int, int, float]) -> list[Word]:
    return [Word(text, left, 1000, right, 1030, sure) for text, left, right, sure in words]


def read_as(words: list[Word]) -> tuple[FieldReading, PageReading]:
    page = PageReading(2000, 3000, 200.0, 0, 0.0, blank=False, words=tuple(words), text="")
    left, right = words[0].left / 2000, words[-1].right / 2000
    value = " ".join(word.text for word in words)
    return FieldReading("nguoi_ky", value, 0.5, 1, (left, 1000 / 3000, right, 1030 / 3000), "layout"), page


GIVEN = (("Thị", 1100, 1150, 0.9), ("Ánh", 1160, 1220, 0.9))


def test_a_family_name_that_two_looks_see_is_put_before_the_rest_and_not_told_as_sure() -> None:
    name, page = read_as(line(*GIVEN))
    looks = [line(("“Hoàng", 1000, 1090, 0.3), *GIVEN), line(("Hoảng", 1000, 1092, 0.2), *GIVEN), line(*GIVEN)]

    closer = signer_name.closer(name, page, page.words, looks)

    assert closer.value == "Hoàng Thị Ánh"
    assert closer.confidence < 0.7


def test_what_one_look_alone_sees_is_not_put_into_a_name() -> None:
    name, page = read_as(line(*GIVEN))

    closer = signer_name.closer(name, page, page.words, [line(("Hoàng", 1000, 1090, 0.9), *GIVEN), line(*GIVEN)])

    assert closer.value == "Thị Ánh"


def test_a_family_name_is_never_made_of_another_word() -> None:
    name, page = read_as(line(("Hoong", 1000, 1090, 0.6), *GIVEN))
    looks = [line(("Hoong", 1000, 1090, 0.6), *GIVEN)] * 3

    closer = signer_name.closer(name, page, page.words, looks)

    assert closer.value == "Hoong Thị Ánh"
    assert closer.confidence < 0.9
