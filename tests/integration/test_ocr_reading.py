"""Reading real scans: whichever way the paper lay, the words come out upright and in order."""

import re
import time
import unicodedata
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from ocr.errors import FileUnreadable
from ocr.page import PageImage
from ocr.read import ReadOptions, read_page

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "ocr"
Picture = npt.NDArray[np.uint8]


def captured(path: Path, dpi: float = 0.0, hint: int = 0) -> PageImage:
    with Image.open(path) as picture:
        media = "image/jpeg" if picture.format == "JPEG" else "image/png"
        return PageImage(path, media, *picture.size, dpi=dpi, hint=hint)


def saved(picture: Picture, folder: Path, dpi: float = 0.0, name: str = "page.jpg") -> PageImage:
    file = folder / name
    Image.fromarray(picture).save(file, quality=90)
    return captured(file, dpi)


def sample(name: str) -> Picture:
    with Image.open(SAMPLES / name) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)


def leant(picture: Picture, clockwise: float) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 1)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderValue=(250, 250, 250)), np.uint8)


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("⟦?⟧", " ")
    return re.sub(r"\s+", " ", re.sub("[–—]", "-", text)).strip()


def error_rate(name: str, text: str) -> float:
    truth = plain((SAMPLES / f"{name}.gt.txt").read_text("utf-8"))
    return Levenshtein.distance(truth, plain(text)) / len(truth)


@pytest.mark.parametrize(("name", "most"), [("k059.jpg", 0.03), ("q002.jpg", 0.03), ("p06.jpg", 0.015)])
def test_a_real_page_is_read_in_order_with_few_letters_wrong(name: str, most: float) -> None:
    reading = read_page(captured(SAMPLES / name))

    assert reading.rotation == 0
    assert error_rate(name[:-4], reading.text) <= most


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["k074.png", "p03.png"])
def test_a_turned_page_is_known_and_read_as_well(name: str, clockwise: int, tmp_path: Path) -> None:
    picture = np.ascontiguousarray(np.rot90(sample(name), -clockwise // 90))

    reading = read_page(saved(picture, tmp_path))

    assert reading.rotation == clockwise
    assert (reading.width_px, reading.height_px) == sample(name).shape[1::-1]
    assert error_rate(name[:-4], reading.text) <= 0.08


def test_a_jpeg_turned_by_its_exif_stands_as_a_viewer_shows_it(tmp_path: Path) -> None:
    upright = sample("k059.jpg")
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(upright, 1)))
    exif = Image.Exif()
    exif[274] = 6
    file = tmp_path / "phone.jpg"
    lying.save(file, quality=90, exif=exif)

    reading = read_page(captured(file, dpi=200, hint=90))

    assert reading.rotation == 0
    assert (reading.width_px, reading.height_px) == upright.shape[1::-1]
    assert error_rate("k059", reading.text) <= 0.03


@pytest.mark.parametrize("clockwise", [-12.0, -3.3, 6.0, 14.0])
def test_a_leaning_page_is_levelled_to_a_tenth_of_a_degree(clockwise: float, tmp_path: Path) -> None:
    page = saved(leant(sample("k022.png"), clockwise), tmp_path, 200)

    reading = read_page(page)

    assert reading.rotation == 0
    assert reading.skew == pytest.approx(clockwise, abs=0.2)
    assert error_rate("k022", reading.text) <= 0.10


def test_a_page_that_leans_and_stands_on_its_head_is_cured_of_both(tmp_path: Path) -> None:
    picture = leant(np.ascontiguousarray(np.rot90(sample("k059.jpg"), 2)), 4.0)

    reading = read_page(saved(picture, tmp_path, 200))

    assert reading.rotation == 180
    assert reading.skew == pytest.approx(4.15, abs=0.25)
    assert error_rate("k059", reading.text) <= 0.06


@pytest.mark.parametrize("clockwise", [0, 270])
def test_word_boxes_lie_on_their_words_in_the_upright_page(clockwise: int, tmp_path: Path) -> None:
    upright = sample("k059.jpg")
    page = saved(np.ascontiguousarray(np.rot90(upright, -clockwise // 90)), tmp_path, 200)

    reading = read_page(page)
    title = next(each for each in reading.words if each.text == "THÔNG")
    around = upright[title.top - 3 : title.bottom + 3, title.left - 3 : title.right + 3, 1]
    inside = upright[title.top : title.bottom, title.left : title.right, 1]

    assert (inside < 128).mean() > 0.15
    assert (around < 128).sum() == pytest.approx((inside < 128).sum(), rel=0.1)


def test_the_list_of_recipients_comes_before_the_signer() -> None:
    text = read_page(captured(SAMPLES / "q001.jpg", 300)).text

    assert text.index("Nơi nhận") < text.index("- Lưu: VT") < text.index("CHỦ TỊCH\n") < text.index("Trần Hoàng")


def test_columns_and_cells_of_one_row_are_parted_by_tabs() -> None:
    lines = read_page(captured(SAMPLES / "k059.jpg", 200)).text.split("\n")

    assert lines[0] == "UBND TỈNH KIÊN GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "Ngày tháng\tTên đơn vị\tThời gian" in lines


def test_a_name_under_a_black_seal_is_read_and_the_seal_is_not() -> None:
    text = read_page(captured(SAMPLES / "k012.png", 300)).text

    assert "Hoàng Anh" in text
    assert "XHCN" not in text


def test_a_name_stamped_in_red_is_read() -> None:
    text = read_page(captured(SAMPLES / "k001.jpg", 200)).text

    assert "Hoàng Anh" in text


def test_the_text_is_composed_and_says_what_the_words_say() -> None:
    reading = read_page(captured(SAMPLES / "k059.jpg", 200))

    assert reading.text == unicodedata.normalize("NFC", reading.text)
    assert reading.text.split() == [part for each in reading.words for part in each.text.split()]
    assert [each.line for each in reading.words] == sorted(each.line for each in reading.words)
    assert all(0 <= each.confidence <= 1 for each in reading.words)


def test_a_page_of_paper_alone_is_blank(tmp_path: Path) -> None:
    grain = np.random.default_rng(2).normal(238, 3, (2339, 1654)).astype(np.uint8)

    reading = read_page(saved(grain, tmp_path, 200))

    assert reading.blank
    assert reading.words == ()
    assert reading.rotation is None


def test_a_signature_alone_is_kept_and_its_way_up_is_not_guessed(tmp_path: Path) -> None:
    page = np.full((2339, 1654), 245, np.uint8)
    points = np.array([[500 + 4 * step, 1200 + int(60 * np.sin(step / 5))] for step in range(120)], np.int32)
    cv2.polylines(page, [points], isClosed=False, color=(60,), thickness=4)

    reading = read_page(saved(page, tmp_path, 200))

    assert not reading.blank
    assert reading.rotation is None


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 2), (40, 40)])
@pytest.mark.parametrize("tone", [0, 255])
def test_odd_pictures_end_in_a_reading_without_words(size: tuple[int, int], tone: int, tmp_path: Path) -> None:
    reading = read_page(saved(np.full(size, tone, np.uint8), tmp_path, name="page.png"))

    assert reading.words == ()
    assert reading.text == ""


def test_a_black_page_is_said_to_be_dark(tmp_path: Path) -> None:
    reading = read_page(saved(np.full((2000, 1400), 12, np.uint8), tmp_path, 200))

    assert "dark" in reading.warnings


def test_a_coarse_page_is_said_to_be_coarse_and_a_soft_one_soft(tmp_path: Path) -> None:
    sharp = sample("k059.jpg")

    coarse = read_page(saved(np.asarray(cv2.resize(sharp, None, fx=0.4, fy=0.4)), tmp_path, 80))
    soft = read_page(saved(np.asarray(cv2.GaussianBlur(sharp, (0, 0), 3.0)), tmp_path, 200, "soft.jpg"))

    assert "low-dpi" in coarse.warnings
    assert "blurred" in soft.warnings
    assert read_page(captured(SAMPLES / "k059.jpg", 200)).warnings == ()


def test_bytes_that_are_no_picture_are_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "page.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0 torn")

    with pytest.raises(FileUnreadable):
        read_page(PageImage(file, "image/jpeg", 100, 100))


@pytest.mark.slow
def test_a_huge_page_is_read_reduced_with_boxes_in_its_own_pixels(tmp_path: Path) -> None:
    small = np.asarray(cv2.cvtColor(sample("k059.jpg"), cv2.COLOR_RGB2GRAY))
    huge = np.asarray(cv2.resize(small, None, fx=4.5, fy=4.5, interpolation=cv2.INTER_LINEAR))
    page = saved(huge, tmp_path, 900)
    began = time.process_time()

    reading = read_page(page)
    title = next(each for each in reading.words if each.text == "THÔNG")

    assert huge.size > 50_000_000
    assert (reading.width_px, reading.height_px) == (huge.shape[1], huge.shape[0])
    assert (huge[title.top : title.bottom, title.left : title.right] < 128).mean() > 0.15
    assert time.process_time() - began < 30


def test_the_careful_way_reads_no_worse() -> None:
    fast = read_page(captured(SAMPLES / "p03.png"))
    careful = read_page(captured(SAMPLES / "p03.png"), ReadOptions(careful=True))

    assert error_rate("p03", careful.text) <= error_rate("p03", fast.text)


def test_both_engines_read_a_page_alike() -> None:
    page = captured(SAMPLES / "q002.jpg", 100)

    one, other = (read_page(page, ReadOptions(engine=name)).text for name in ("tesserocr", "pytesseract"))

    assert Levenshtein.normalized_distance(one, other) < 0.02
