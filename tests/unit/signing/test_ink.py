"""Nothing that is on the paper may be written over, however faint; and old paper is still paper."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from signing.ink import CELL, DPI, FreePaper, Pixels, ink_map

SIZE = (827, 1169)


def page(colour: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    return Image.new("RGB", SIZE, colour)


def noisy(picture: Image.Image, sigma: float, seed: int = 1) -> Pixels:
    grain = np.random.default_rng(seed).normal(0, sigma, (*np.asarray(picture).shape[:2], 1))
    return (np.asarray(picture, np.float32) + grain).clip(0, 255).astype(np.uint8)


def share(pixels: Pixels, left: int, top: int, right: int, bottom: int) -> float:
    """Return the share of cells with ink in a rectangle of pixels."""
    return float(ink_map(pixels)[top // CELL : bottom // CELL, left // CELL : right // CELL].mean())


@pytest.mark.parametrize("sigma", [0.0, 2.0, 4.0, 6.0])
def test_bare_paper_is_free_whatever_the_noise_of_the_scanner(sigma: float) -> None:
    bare = noisy(page((246, 244, 238)), sigma)

    assert share(bare, 24, 24, 800, 1140) == 0


def test_yellowed_paper_with_a_lamp_that_falls_off_is_free() -> None:
    y, x = np.mgrid[0:1169, 0:827]
    fall = 22 * (x / 827) ** 2 + 14 * (y / 1169)
    old = (np.array([238, 222, 180]) - fall[:, :, None]).clip(0, 255).astype(np.uint8)

    assert share(noisy(Image.fromarray(old), 3.0), 24, 24, 800, 1140) == 0


def test_dust_does_not_drive_the_words_away() -> None:
    picture = page()
    pen = ImageDraw.Draw(picture)
    for x, y in ((200, 300), (500, 700), (640, 910)):
        pen.rectangle((x, y, x + 1, y + 1), fill=(40, 40, 40))

    assert share(np.asarray(picture), 24, 24, 800, 1140) == 0


@pytest.mark.parametrize(("colour", "noise"), [((20, 20, 20), 0.0), ((170, 30, 40), 3.0), ((60, 60, 160), 3.0)])
def test_print_and_stamps_are_ink(colour: tuple[int, int, int], noise: float) -> None:
    picture = page((250, 248, 240))
    ImageDraw.Draw(picture).ellipse((400, 600, 540, 740), outline=colour, width=3)

    assert share(noisy(picture, noise), 392, 592, 552, 752) > 0.15


def test_a_faint_stamp_is_ink() -> None:
    picture = page((250, 248, 240))
    ImageDraw.Draw(picture).ellipse((400, 600, 540, 740), outline=(250, 226, 220), width=4)

    assert share(noisy(picture, 2.0), 392, 592, 552, 752) > 0.15


def test_a_note_in_pencil_is_ink() -> None:
    picture = page((250, 248, 240))
    pen = ImageDraw.Draw(picture)
    pen.line([(300 + 6 * step, 800 + (11 * step) % 23) for step in range(30)], fill=(205, 203, 197), width=1)

    assert share(noisy(picture.filter(ImageFilter.GaussianBlur(0.4)), 2.0), 296, 792, 480, 832) > 0.3


def test_correction_fluid_on_yellowed_paper_is_ink() -> None:
    picture = page((236, 222, 186))
    ImageDraw.Draw(picture).rectangle((300, 500, 380, 530), fill=(254, 254, 252))

    assert share(noisy(picture, 2.0), 296, 496, 384, 536) > 0.8


def test_a_dark_photograph_is_ink_though_it_is_smooth() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((100, 100, 400, 480), fill=(70, 80, 95))

    assert share(np.asarray(picture), 104, 104, 392, 472) > 0.95


def test_a_place_keeps_its_distance_from_ink_and_edge() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((0, 0, 827, 600), fill=(0, 0, 0))
    gap, margin = 12.0, 24.0

    places = FreePaper(ink_map(np.asarray(picture)), margin).places(200, 100, gap)

    lowest_ink = 600 * 72 / DPI
    assert len(places)
    assert places[:, 1].min() >= lowest_ink + gap
    assert places[:, 0].min() >= margin + gap
    assert places[:, 0].max() + 200 <= SIZE[0] * 72 / DPI - margin - gap


def test_a_full_page_has_no_place() -> None:
    picture = page()
    pen = ImageDraw.Draw(picture)
    for row in range(0, 1169, 40):
        pen.line((0, row, 827, row), fill=(90, 90, 90), width=2)

    assert not len(FreePaper(ink_map(np.asarray(picture)), 20.0).places(200, 100, 8.0))
