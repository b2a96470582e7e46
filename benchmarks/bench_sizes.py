"""What the sizes of a PDF cost: bytes a page, what is read of it again, and what is left of seal and small print.

    python -m benchmarks.bench_sizes SAMPLES --scorer score_ocr.py [--only ID,ID…] [--crops DIR]

SAMPLES is a folder with `manifest.json` and pictures. Each picture is coded as "archive", "default" and "small" would
have it, and read again. PSNR is that of the coded picture against the scanner's over the ink of the seal (strong red),
and over all ink; «seal's colour kept» is the mean chroma of the seal's pixels after to before. `--crops` keeps, side by
side, seal and small print of each size as PNG, for the eye.
"""

import argparse
import io
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.bench_reading import page_image, score
from benchmarks.sample_pages import Item, load
from ocr.clean import guess_dpi
from ocr.page import PageImage
from ocr.pdf_image import CodedImage, Size, coded
from ocr.read import read_page

SIZES: tuple[Size, ...] = ("archive", "default", "small")
STRONG = 60
"""Red over green and blue from which a pixel is taken as ink of a seal (0-255)."""

A_SEAL = 2000
CROP_PX = 420
Pixels = NDArray[np.float32]


def seen(image: PageImage, made: CodedImage) -> Image.Image:
    """Return the picture as a viewer shows it: kept ones are those of the scanner."""
    if made.kept:
        with Image.open(image.path) as picture:
            return picture.convert("RGB")
    with Image.open(io.BytesIO(made.data)) as picture:
        return picture.convert("RGB")


def psnr(before: Pixels, after: Pixels, where: NDArray[np.bool_]) -> float:
    error = float(np.mean((before[where] - after[where]) ** 2)) if where.any() else 0.0
    return 10 * math.log10(255**2 / error) if error else math.inf


def seal_of(pixels: Pixels) -> NDArray[np.bool_]:
    red, green, blue = (pixels[:, :, band] for band in range(3))
    return red - np.maximum(green, blue) > STRONG


def chroma(pixels: Pixels, where: NDArray[np.bool_]) -> float:
    chosen = pixels[where]
    return float(np.mean(chosen.max(axis=1) - chosen.min(axis=1)))


def crop_at(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return the square that holds most of the mask."""
    height, width = mask.shape
    step = CROP_PX // 3
    counts = {
        (left, top): int(mask[top : top + CROP_PX, left : left + CROP_PX].sum())
        for top in range(0, max(1, height - CROP_PX), step)
        for left in range(0, max(1, width - CROP_PX), step)
    }
    left, top = max(counts, key=lambda place: counts[place])
    return left, top, left + CROP_PX, top + CROP_PX


def keep_crops(folder: Path, key: str, pictures: Sequence[Image.Image], seal: NDArray[np.bool_]) -> None:
    width, height = pictures[0].size
    boxes = [crop_at(seal)] if seal.sum() > A_SEAL else []
    boxes.append((int(width * 0.08), int(height * 0.72), int(width * 0.08) + CROP_PX, int(height * 0.72) + CROP_PX))
    sheet = Image.new("RGB", (CROP_PX * len(pictures), CROP_PX * len(boxes)), "white")
    for column, picture in enumerate(pictures):
        for row, box in enumerate(boxes):
            sheet.paste(
                picture.resize((width, height), Image.Resampling.BICUBIC).crop(box), (CROP_PX * column, CROP_PX * row)
            )
    sheet.save(folder / f"{key}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--crops", type=Path)
    given = parser.parse_args()
    items = load(given.samples, only=given.only)
    sizes: dict[Size, list[int]] = {size: [] for size in SIZES}
    heads = ["page", "dpi", "archive kB", "default kB", "small kB", "ink dB, default", "ink dB, small"]
    heads += ["seal dB, default", "seal dB, small", "seal's colour, default", "seal's colour, small"]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for item in items:
            one_page(item, given, folder, sizes)
        for size in SIZES:
            kilo = [number / 1000 for number in sizes[size]]
            print(f"{size}: mean {sum(kilo) / len(kilo):.0f} kB a page, most {max(kilo):.0f}")
            if given.scorer:
                score(given.scorer, given.samples, items, folder / size)
    return 0


def one_page(item: Item, given: argparse.Namespace, folder: Path, sizes: dict[Size, list[int]]) -> None:
    image = page_image(given.samples / item["file"])
    dpi = image.dpi or guess_dpi(image.width_px, image.height_px)
    pictures = []
    for size in SIZES:
        made = coded(image, dpi, size)
        picture = seen(image, made)
        sizes[size].append(len(made.data))
        pictures.append(picture)
        (folder / size).mkdir(exist_ok=True)
        if given.scorer:
            text = read_again(image, made, picture, dpi, folder)
            (folder / size / f"{item['id']}.txt").write_text(text, "utf-8")
    plain = [np.asarray(picture.resize(pictures[0].size, Image.Resampling.BICUBIC), np.float32) for picture in pictures]
    seal, ink = seal_of(plain[0]), plain[0].min(axis=2) < 128
    row = [f"{item['id']} | {dpi:.0f}", *(f"{sizes[size][-1] / 1000:.0f}" for size in SIZES)]
    row += [f"{psnr(plain[0], other, ink):.1f}" for other in plain[1:]]
    if seal.sum() > A_SEAL:
        row += [f"{psnr(plain[0], other, seal):.1f}" for other in plain[1:]]
        row += [f"{100 * chroma(other, seal) / chroma(plain[0], seal):.0f} %" for other in plain[1:]]
    else:
        row += ["-"] * 4
    print("| " + " | ".join(row) + " |", flush=True)
    if given.crops:
        given.crops.mkdir(parents=True, exist_ok=True)
        keep_crops(given.crops, item["id"], pictures, seal)


def read_again(image: PageImage, made: CodedImage, picture: Image.Image, dpi: float, folder: Path) -> str:
    if made.kept:
        return read_page(image).text
    (folder / "again.jpg").write_bytes(made.data)
    at = dpi * picture.width / image.width_px
    return read_page(PageImage(folder / "again.jpg", "image/jpeg", *picture.size, at)).text


if __name__ == "__main__":
    sys.exit(main())
