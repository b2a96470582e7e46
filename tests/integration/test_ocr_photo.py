"""Photographed pages: found on the table, made flat for reading, words put back where they stand on the photograph."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.phone_photo import photograph
from ocr.flat import flatten
from ocr.levels import leans_of
from ocr.page import PageImage, PageReading
from ocr.read import read_page
from ocr.sheet_edges import find_corners
from tests.integration.test_ocr_reading import Picture, captured, error_rate, sample

SEEDS = (11, 12)
"""Two angles in a check; the benchmarks read photographs by the dozen (`benchmarks.hard_variants`)."""


def photo(name: str, seed: int, folder: Path, turned: int = 0) -> PageImage:
    page = np.ascontiguousarray(sample(name)[:, :, ::-1])
    picture = photograph(page, np.random.default_rng(seed), longest=2600)
    file = folder / "photo.jpg"
    Image.fromarray(np.ascontiguousarray(np.rot90(picture[:, :, ::-1], -turned // 90))).save(file, quality=75)
    return captured(file)


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[PageImage, PageReading]]:
    """One page photographed from each angle, and read."""
    pages = {seed: photo("k059.jpg", seed, tmp_path_factory.mktemp("photo")) for seed in SEEDS}
    return {seed: (page, read_page(page)) for seed, page in pages.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_photographed_at_an_angle_is_read(
    photographed: dict[int, tuple[PageImage, PageReading]], seed: int
) -> None:
    _, reading = photographed[seed]

    assert reading.rotation == 0
    assert error_rate("k059", reading.text) <= 0.12


@pytest.mark.parametrize("turned", [90, 180])
def test_a_photograph_that_lies_turned_is_cured_and_read(turned: int, tmp_path: Path) -> None:
    reading = read_page(photo("k051.jpg", 11, tmp_path, turned))

    assert reading.rotation == turned
    assert error_rate("k051", reading.text) <= 0.12


def test_words_of_a_photograph_lie_on_their_ink_in_the_photograph(
    photographed: dict[int, tuple[PageImage, PageReading]],
) -> None:
    page, reading = photographed[12]

    title = next(each for each in reading.words if each.text == "THÔNG")
    picture = np.asarray(Image.open(page.path).convert("L"), np.uint8)
    turn = cv2.getRotationMatrix2D((picture.shape[1] / 2, picture.shape[0] / 2), reading.skew, 1.0)
    upright = cv2.warpAffine(picture, turn, picture.shape[::-1])
    inside = upright[title.top : title.bottom, title.left : title.right].astype(float)
    beside = upright[title.top : title.bottom, title.right + 60 : title.right + 120].astype(float)

    assert (reading.width_px, reading.height_px) == picture.shape[::-1]
    assert np.percentile(inside, 10) < 0.6 * np.percentile(inside, 95)
    assert title.right < upright.shape[1] * 0.75
    assert inside.std() > 2 * min(beside.std(), 20) or inside.std() > 25


@pytest.mark.parametrize("name", ["k001.jpg", "k014.jpg", "k052.png", "p03.png", "q009.jpg", "r005a.png"])
def test_a_scanned_page_is_left_as_it_is(name: str) -> None:
    page = np.ascontiguousarray(sample(name)[:, :, ::-1])

    assert find_corners(page) is None
    assert flatten(page, leans_of(np.ascontiguousarray(page[:, :, 2]))) is None


@pytest.mark.parametrize("size", [(40, 40), (900, 700)])
def test_a_picture_without_print_is_not_bent(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (*size, 3)).astype(np.uint8)

    flat = flatten(noise, leans_of(np.ascontiguousarray(noise[:, :, 2])))

    assert flat is None or flat.picture.size > 0


def lying_on_wood(left: int, top: int) -> Picture:
    page = cv2.resize(sample("k059.jpg"), (1100, 1556), interpolation=cv2.INTER_AREA)
    desk = np.full((1900, 1500, 3), (95, 62, 40), np.uint8)
    desk += np.random.default_rng(3).integers(0, 12, desk.shape).astype(np.uint8)
    high, wide = min(1556, 1900 - top), min(1100, 1500 - left)
    desk[top : top + high, left : left + wide] = page[:high, :wide]
    return desk


@pytest.mark.parametrize(("left", "top", "cut"), [(150, 120, False), (150, 700, True), (700, 120, True)])
def test_a_page_that_runs_out_of_the_picture_is_said_to_be_cut(left: int, top: int, cut: bool, tmp_path: Path) -> None:
    file = tmp_path / "desk.jpg"
    Image.fromarray(lying_on_wood(left, top)).save(file, quality=90)

    reading = read_page(captured(file))

    assert ("cut" in reading.warnings) is cut
