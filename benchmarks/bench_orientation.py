"""Which way up: turns pages, poor ones too, and counts what the reading decides and what of it is right.

usage: python -m benchmarks.bench_orientation SAMPLES [--kinds plain,few,…] [--turns N] [--only ID,…]
       [--split all|tuning|kept-out] [--seed N]

Each page of SAMPLES is made poor in each way named, turned by N of the four quarters, chosen by the seed, and read as
the desk reads it. A page left undecided is flagged to a person and counts as neither right nor wrong.
"""

import argparse
import collections
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.bench_reading import cpu_seconds
from benchmarks.hard_variants import Chance, coarse, fax, leant, resized
from benchmarks.phone_photo import photograph
from benchmarks.sample_pages import Item, kept_out, load
from ocr.page import QUARTERS, PageImage
from ocr.read import read_page

Picture = npt.NDArray[np.uint8]
_DPI = 200.0
_WHITE = 244
Maker = Callable[[Picture, Chance], tuple[Picture, float]]


def few(page: Picture, chance: Chance) -> Picture:
    """A sheet with a few lines somewhere on it, as the end of a letter has."""
    height, width = page.shape[:2]
    out = np.full_like(page, _WHITE)
    tall, top = height // 11, int(height * chance.uniform(0.3, 0.6))
    to = int(height * chance.uniform(0.08, 0.8))
    out[to : to + tall] = page[top : top + tall]
    out[:, width - 8 :] = _WHITE
    return out


def form(page: Picture, chance: Chance) -> Picture:
    """A form nobody filled in: a word or two at the left of each line, dots for the rest."""
    out = page.copy()
    height, width = page.shape[:2]
    left = int(width * chance.uniform(0.36, 0.42))
    out[int(height * 0.16) :, left:] = _WHITE
    for row in range(int(height * 0.18), int(height * 0.94), 62):
        for column in range(left, int(width * 0.92), 9):
            cv2.circle(out, (column, row), 1, (70, 70, 70), -1)
    return out


def table(page: Picture, chance: Chance) -> Picture:
    """A grid of rules over the page, rows and columns."""
    out = page.copy()
    height, width = page.shape[:2]
    for row in range(int(height * 0.2), int(height * 0.9), int(chance.integers(60, 110))):
        cv2.line(out, (int(width * 0.08), row), (int(width * 0.94), row), (40, 40, 40), 2)
    for share in np.cumsum(chance.uniform(0.08, 0.3, 5)):
        column = int(width * (0.08 + min(share, 0.86)))
        cv2.line(out, (column, int(height * 0.2)), (column, int(height * 0.9)), (40, 40, 40), 2)
    return out


def card(page: Picture, chance: Chance) -> Picture:
    """A piece of a page no larger than an identity card on an empty sheet, a tint behind its letters."""
    height, width = page.shape[:2]
    high, wide = int(2.13 * _DPI), int(3.37 * _DPI)
    top, left = int(height * chance.uniform(0.05, 0.5)), int(width * chance.uniform(0.1, 0.4))
    piece = page[top : top + high, left : left + wide].astype(np.float32)
    waves = np.sin(np.arange(piece.shape[1]) / 9)[None, :, None] * np.array([10, 4, 0], np.float32)
    piece = piece * np.array([0.92, 0.88, 0.85], np.float32) + waves
    out = np.full_like(page, _WHITE)
    to, at = int(height * 0.1), int(width * 0.3)
    out[to : to + piece.shape[0], at : at + piece.shape[1]] = np.clip(piece, 0, 255)
    return out


def pictured(page: Picture, chance: Chance) -> Picture:
    """A page of which three quarters are a picture without letters: soft shapes and grain."""
    height, width = page.shape[:2]
    shapes = chance.normal(0, 1, (18, 14, 3)).astype(np.float32)
    shapes = cv2.resize(cv2.GaussianBlur(shapes, (0, 0), 1.2), (int(width * 0.9), int(height * 0.74)))
    shapes = 128 + 110 * shapes / max(1e-6, float(np.abs(shapes).max())) + chance.normal(0, 6, shapes.shape)
    out = page.copy()
    top, left = int(height * 0.2), int(width * 0.05)
    out[top : top + shapes.shape[0], left : left + shapes.shape[1]] = np.clip(shapes, 0, 255)
    return out


def makers() -> dict[str, Maker]:
    """Return the ways of being poor, by name; each gives a picture and its dots per inch, 0 for a silent file."""
    return {
        "plain": lambda page, _: (page, _DPI),
        "few": lambda page, chance: (few(page, chance), _DPI),
        "form": lambda page, chance: (form(page, chance), _DPI),
        "table": lambda page, chance: (table(page, chance), _DPI),
        "card": lambda page, chance: (card(page, chance), _DPI),
        "pictured": lambda page, chance: (pictured(page, chance), _DPI),
        "fax": lambda page, chance: (fax(page, chance), _DPI),
        "dpi100": lambda page, _: (coarse(page, _DPI, 100), 100.0),
        "lean": lambda page, chance: (leant(page, float(chance.uniform(-14.5, 14.5))), _DPI),
        "photo": lambda page, chance: (photograph(page, chance), 0.0),
    }


def page_of(samples: Path, item: Item) -> Picture:
    """Read a page and bring it to 200 dpi."""
    page = np.asarray(cv2.imread(str(samples / item["file"]), cv2.IMREAD_COLOR), np.uint8)
    return resized(page, _DPI / float(item.get("dpi") or page.shape[1] / 8.27))


def told(picture: Picture, dpi: float, folder: Path) -> int | None:
    """Return the turn that the reading tells, None when it is undecided."""
    path = folder / "turned.jpg"
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
    image = PageImage(path, "image/jpeg", picture.shape[1], picture.shape[0], dpi=dpi)
    return read_page(image).rotation


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--kinds", default=",".join(makers()))
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts: dict[tuple[str, bool], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    began = cpu_seconds()
    with tempfile.TemporaryDirectory() as name:
        for item in load(given.samples, only=given.only, split=given.split):
            page = page_of(given.samples, item)
            for kind in given.kinds.split(","):
                chance = np.random.default_rng(zlib.crc32(f"{item['id']} {kind} {given.seed}".encode()))
                picture, dpi = makers()[kind](page, chance)
                for turn in sorted(chance.permutation(QUARTERS)[: given.turns].tolist()):
                    found = told(np.ascontiguousarray(np.rot90(picture, -(turn // 90))), dpi, Path(name))
                    verdict = "undecided" if found is None else "right" if found == turn else "wrong"
                    counts[kind, kept_out(item)][verdict] += 1
                    if verdict != "right":
                        print(f"{item['id']:6} {kind:9} stands {turn:3}  told {found}", flush=True)
    report(counts)
    total = sum(sum(each.values()) for each in counts.values())
    print(f"{(cpu_seconds() - began) / max(1, total):.2f} CPU s a page")
    return 0


def report(counts: dict[tuple[str, bool], collections.Counter[str]]) -> None:
    """Print a row a kind and the sums, pages kept out of tuning apart."""
    kinds = list(dict.fromkeys(kind for kind, _ in counts))
    for label, chosen in [(each, [each]) for each in kinds] + [("all", kinds)]:
        for apart in (None, False, True) if label == "all" else (None,):
            total: collections.Counter[str] = collections.Counter()
            for (kind, kept), each in counts.items():
                if kind in chosen and (apart is None or kept == apart):
                    total += each
            decided, every = total["right"] + total["wrong"], sum(total.values())
            split = {None: "", False: "tuning pages", True: "kept-out pages"}[apart]
            print(f"{label:10} decided {decided:4} of {every:4}  right {total['right']:4} of {decided:4}  {split}")


if __name__ == "__main__":
    sys.exit(main())
