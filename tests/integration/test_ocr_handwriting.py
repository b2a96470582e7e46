"""Numbers and days written by hand into a head are read as suggestions, never as facts."""

from pathlib import Path

import numpy as np
import pytest

from ocr.digits import likelihoods
from ocr.fields import understand
from ocr.page import DocumentReading, FieldReading
from ocr.read import read_page
from tests.integration.test_ocr_reading import SAMPLES, captured

SURE = 0.9


def document(name: str) -> DocumentReading:
    image = captured(SAMPLES / name)
    return understand([read_page(image)], images=[image])


def field(found: DocumentReading, name: str) -> FieldReading:
    return next(each for each in found.fields if each.name == name)


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [("k012.png", "125/GM-SYT", "2017-09-05"), ("k014.jpg", "155/TM-SYT", "2017-11-10")],
)
def test_a_number_and_a_day_in_handwriting_are_suggested(name: str, number: str, day: str) -> None:
    found = document(name)

    assert field(found, "so_ky_hieu").value == number
    assert field(found, "ngay_ban_hanh").value == day


@pytest.mark.parametrize("name", ["k012.png", "q022.jpg"])
def test_handwriting_is_never_told_as_sure(name: str) -> None:
    found = document(name)

    assert field(found, "so_ky_hieu").confidence < SURE
    assert field(found, "ngay_ban_hanh").confidence < SURE


def test_what_is_printed_stays_as_it_was_read() -> None:
    image = captured(SAMPLES / "k001.jpg")
    reading = read_page(image)

    without, with_picture = understand([reading]), understand([reading], images=[image])

    assert field(with_picture, "so_ky_hieu") == field(without, "so_ky_hieu")
    assert field(with_picture, "ngay_ban_hanh") == field(without, "ngay_ban_hanh")


def test_a_mark_gets_ten_likelihoods_that_add_up(tmp_path: Path) -> None:
    for size in ((1, 1), (40, 3), (20, 20)):
        share = likelihoods(np.full(size, 255, np.uint8))

        assert share.shape == (10,)
        assert float(share.sum()) == pytest.approx(1, abs=1e-4)
