"""Smaller files stay papers: within their size, with seals that are red and small print that is sharp."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.page import PageImage
from ocr.pdf_image import Size, coded

BUDGETS: dict[Size, int] = {"default": 500_000, "small": 250_000}


def paper(folder: Path, width: int, height: int, dpi: int, grain: float) -> PageImage:
    """Draw a grainy page with a seal's rings and rows of thin strokes, kept without loss."""
    grey = np.asarray(Image.effect_noise((width, height), grain), np.int16) // 2 + 170
    page = Image.fromarray(np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2))
    pen = ImageDraw.Draw(page)
    for row in range(height // 8, height // 3, height // 40):
        for left in range(width // 8, width - width // 8, width // 80):
            pen.line((left, row, left + 3, row + 6), fill=(20, 20, 20))
    for radius in range(width // 20, width // 8, 6):
        middle = width // 2, height * 3 // 4
        box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
        pen.ellipse(box, outline=(210, 25, 35), width=2)
    page.save(folder / "paper.png", dpi=(dpi, dpi), compress_level=1)
    return PageImage(folder / "paper.png", "image/png", width, height, dpi)


@pytest.mark.parametrize("size", ["default", "small"])
@pytest.mark.parametrize("shape", [(1240, 1754, 150), (1654, 2339, 200)])
def test_a_grainy_page_meets_its_size_at_every_resolution(
    shape: tuple[int, int, int], size: Size, tmp_path: Path
) -> None:
    image = paper(tmp_path, *shape, grain=8)

    made = coded(image, shape[2], size)

    assert len(made.data) <= BUDGETS[size]
    assert made.width_px <= image.width_px


@pytest.mark.parametrize("size", ["default", "small"])
def test_the_thin_rings_of_a_seal_stay_red_on_a_coarse_page(size: Size, tmp_path: Path) -> None:
    image = paper(tmp_path, 910, 1283, 110, grain=2)

    made = coded(image, 110, size)

    with Image.open(image.path) as before, Image.open(io.BytesIO(made.data)) as after:
        was, now = (np.asarray(one.convert("RGB"), np.int16) for one in (before, after))
    ink = was[:, :, 0] - was[:, :, 1] > 60
    colour_was, colour_now = ((one[ink][:, 0] - one[ink][:, 1]).mean() for one in (was, now))
    assert not made.kept
    assert colour_now > 0.9 * colour_was


def test_a_bilevel_page_stays_bilevel_at_every_size(tmp_path: Path) -> None:
    Image.effect_noise((1654, 2339), 90).convert("1").save(tmp_path / "b.png", dpi=(200, 200))
    image = PageImage(tmp_path / "b.png", "image/png", 1654, 2339, 200.0)

    entries = {coded(image, 200, size).entries for size in ("archive", "default", "small")}

    assert len(entries) == 1
    assert b"/CCITTFaxDecode" in entries.pop()
