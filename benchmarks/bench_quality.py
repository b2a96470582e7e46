"""What the desk complains of while the paper is in hand: faults made at several strengths, and pages without fault.

usage: python -m benchmarks.bench_quality SAMPLES [--kinds blur,dark,…] [--split all|tuning|kept-out] [--only ID,…]
       [--seed N] [--keep OUT]

A fault is found when its complaint is among those made. Every complaint about a page without that fault, or about a
sample as it is, is a false alarm and is listed. `--keep` writes the faulty pages with their truth as a folder of
samples, so that `bench_reading` tells what each fault costs.
"""

import argparse
import collections
import json
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.bench_orientation import page_of
from benchmarks.bench_reading import cpu_seconds
from benchmarks.hard_variants import Chance, Picture, bleed, coarse, holes, leant, paper
from benchmarks.phone_photo import photograph
from benchmarks.sample_pages import Item, load
from ocr.gate import first_look
from ocr.page import PageImage

_DPI = 200.0
_MM = _DPI / 25.4
Maker = Callable[[Picture, float, Chance], Picture]


def blurred(page: Picture, strength: float, _: Chance) -> Picture:
    """Out of focus, a Gaussian of `strength` mm."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), strength * _MM), np.uint8)


def shaken(page: Picture, strength: float, chance: Chance) -> Picture:
    """Moved by `strength` mm while it was taken."""
    length = max(2, round(strength * _MM))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), float(chance.uniform(0, 180)), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return np.asarray(cv2.filter2D(page, -1, kernel / kernel.sum()), np.uint8)


def dark(page: Picture, strength: float, chance: Chance) -> Picture:
    """Lit with `strength` of the light, noise with it."""
    return np.clip(page * strength + chance.normal(0, 4, page.shape), 0, 255).astype(np.uint8)


def faint(page: Picture, strength: float, _: Chance) -> Picture:
    """Ink that has `strength` of its darkness left."""
    return (255 - (255 - page.astype(np.float32)) * strength).astype(np.uint8)


def cornered(page: Picture, strength: float, chance: Chance) -> Picture:
    """A corner torn or folded off, `strength` mm along the sides; what lies under it is grey to black."""
    out = page.copy()
    height, width = page.shape[:2]
    one, other = (strength * _MM * each for each in chance.uniform(0.8, 1.25, 2))
    x, y = (0, 1)[int(chance.integers(2))] * (width - 1), (0, 1)[int(chance.integers(2))] * (height - 1)
    inward = (1 if x == 0 else -1, 1 if y == 0 else -1)
    triangle = np.array([[x, y], [x + inward[0] * one, y], [x, y + inward[1] * other]], np.int32)
    tone = int(chance.uniform(15, 150))
    cv2.fillPoly(out, [triangle], (tone, tone, tone), cv2.LINE_AA)
    return out


def cut_off(page: Picture, strength: float, chance: Chance) -> Picture:
    """Print running off the right side or the left: the picture ends `strength` mm inside the print."""
    ink = (page.min(axis=2) < 128).mean(axis=0) > 0.02
    columns = np.nonzero(ink)[0]
    if not len(columns):
        return page
    inside = round(strength * _MM)
    if chance.random() < 0.5:
        return np.ascontiguousarray(page[:, int(columns[0]) + inside :])
    return np.ascontiguousarray(page[:, : int(columns[-1]) - inside])


def fingered(page: Picture, strength: float, chance: Chance) -> Picture:
    """A finger or a thumb that reaches `strength` mm into the page."""
    height, width = page.shape[:2]
    mask = np.zeros((height, width), np.float32)
    wide = chance.uniform(13, 20) * _MM
    place = chance.uniform(0.2, 0.8)
    side = int(chance.integers(4))
    deep = strength * _MM - wide / 2
    ends = {
        0: ((-wide, place * height), (deep, place * height)),
        1: ((width + wide, place * height), (width - deep, place * height)),
        2: ((place * width, -wide), (place * width, deep)),
        3: ((place * width, height + wide), (place * width, height - deep)),
    }[side]
    points = [(round(x), round(y)) for x, y in ends]
    cv2.line(mask, points[0], points[1], 1.0, round(wide), cv2.LINE_AA)
    cast = cv2.GaussianBlur(mask, (0, 0), 2.5 * _MM)[..., None]
    skin = np.array([110, 140, 195], np.float32) * chance.uniform(0.6, 1.0)
    lit = page.astype(np.float32) * (1 - 0.3 * cast)
    edge = cv2.GaussianBlur(mask, (0, 0), 2)[..., None]
    return np.clip(lit * (1 - edge) + skin * edge + chance.normal(0, 3, page.shape), 0, 255).astype(np.uint8)


def shaded(page: Picture, strength: float, chance: Chance) -> Picture:
    """A hand's soft shadow that takes `strength` of the light from a part of the page."""
    height, width = page.shape[:2]
    shade = np.zeros((height // 8, width // 8), np.float32)
    start = (int(shade.shape[1] * chance.uniform(0, 1)), int(shade.shape[0] * chance.choice((0.0, 1.0))))
    inner = (int(shade.shape[1] * chance.uniform(0.3, 0.7)), int(shade.shape[0] * chance.uniform(0.35, 0.65)))
    cv2.line(shade, start, inner, 1.0, int(shade.shape[1] * chance.uniform(0.2, 0.4)))
    shade = cv2.resize(cv2.GaussianBlur(shade, (0, 0), chance.uniform(3, 7)), (width, height))
    tone = chance.uniform(200, 235) / 255
    return np.clip(page * tone * (1 - strength * shade[..., None]), 0, 255).astype(np.uint8)


def glaring(page: Picture, strength: float, chance: Chance) -> Picture:
    """A lamp mirrored on glossy paper, a blind spot about `strength` mm wide."""
    height, width = page.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = width * chance.uniform(0.25, 0.75), height * chance.uniform(0.25, 0.75)
    near = np.exp(-(((columns - x) ** 2 + (rows - y) ** 2) / (2 * (strength * _MM / 2.4) ** 2)))
    lit = page * chance.uniform(170, 225) / 255 + 420 * near[..., None]
    return np.clip(lit, 0, 255).astype(np.uint8)


FAULTS: dict[str, tuple[str, Maker, tuple[float, ...]]] = {
    "blur": ("blurred", blurred, (0.2, 0.3, 0.4)),
    "shake": ("blurred", shaken, (0.5, 0.8, 1.2)),
    "dark": ("dark", dark, (0.5, 0.35, 0.25)),
    "faint": ("light", faint, (0.3, 0.16, 0.1)),
    "coarse": ("low-dpi", lambda page, dpi, _: coarse(page, _DPI, dpi), (150.0, 120.0, 100.0, 75.0)),
    "corner": ("cut", cornered, (12.0, 20.0, 35.0)),
    "cut-off": ("cut-off", cut_off, (2.0, 5.0, 15.0)),
    "finger": ("covered", fingered, (14.0, 22.0, 35.0)),
    "shadow": ("shadow", shaded, (0.4, 0.6, 0.75)),
    "glare": ("glare", glaring, (12.0, 25.0, 40.0)),
}
"""What is made, by name: the complaint it deserves, its maker, its strengths."""

SOUND: dict[str, Callable[[Picture, Chance], Picture]] = {
    "as it is": lambda page, _: page,
    "old paper": paper,
    "bleed": bleed,
    "holes": holes,
    "lean": lambda page, chance: leant(page, float(chance.uniform(-8, 8))),
    "photo": photograph,
}
"""What deserves no complaint."""


def complained(picture: Picture, folder: Path, dpi: float) -> tuple[str, ...]:
    """Return the complaints about a side that just arrived."""
    path = folder / "side.jpg"
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
    return first_look(PageImage(path, "image/jpeg", picture.shape[1], picture.shape[0], dpi=dpi)).warnings


class Tally:
    """Counts what was found and every false alarm."""

    def __init__(self, keep: Path | None) -> None:
        self.found: dict[str, collections.Counter[bool]] = collections.defaultdict(collections.Counter)
        self.false: collections.Counter[str] = collections.Counter()
        self.looked: collections.Counter[str] = collections.Counter()
        self.missed: list[str] = []
        self._keep = keep
        self._kept: list[dict[str, Any]] = []

    def keep(self, samples: Path, item: Item, label: str, picture: Picture) -> None:
        """Write a faulty page with its truth."""
        if self._keep is None:
            return
        name = f"{item['id']}-{label.replace(' ', '')}"
        cv2.imwrite(str(self._keep / f"{name}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
        shutil.copy(samples / item["gt"], self._keep / f"{name}.gt.txt")
        made = {"id": name, "file": f"{name}.jpg", "gt": f"{name}.gt.txt", "class": label, "source": item["id"]}
        self._kept.append(made)
        (self._keep / "manifest.json").write_text(json.dumps({"items": self._kept}), "utf-8")

    def report(self) -> None:
        """Print the rates."""
        for label, counts in self.found.items():
            print(f"{label:14} found {counts[True]:3} of {sum(counts.values()):3}")
        for label, looked in self.looked.items():
            print(f"{label:14} false alarms on {self.false[label]:3} of {looked:3}")


def go(samples: Path, item: Item, kinds: list[str], tally: Tally, seed: int) -> None:
    """Make every fault and every sound variant of one page and note what is said of it."""
    page = page_of(samples, item)
    true_coarse = bool(item.get("dpi") or page.shape[1]) and float(item.get("dpi") or 100) < 140
    with tempfile.TemporaryDirectory() as name:
        for kind in kinds:
            chance = np.random.default_rng(zlib.crc32(f"{item['id']} {kind} {seed}".encode()))
            if kind in SOUND:
                told = complained(SOUND[kind](page, chance), Path(name), 0.0 if kind == "photo" else _DPI)
                alarms = [each for each in told if not (true_coarse and each in ("blurred", "low-dpi"))]
                tally.looked[kind] += 1
                tally.false[kind] += bool(alarms)
                if alarms:
                    print(f"{item['id']:6} {kind:10} false: {' '.join(alarms)}", flush=True)
                continue
            wanted, make, strengths = FAULTS[kind]
            for strength in strengths:
                made = make(page, strength, chance)
                told = complained(made, Path(name), strength if kind == "coarse" else _DPI)
                label = f"{kind} {strength:g}"
                tally.found[label][wanted in told] += 1
                tally.keep(samples, item, label, made)
                others = [each for each in told if each != wanted]
                if others:
                    print(f"{item['id']:6} {label:12} also: {' '.join(others)}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--kinds", default=",".join([*FAULTS, *SOUND]))
    parser.add_argument("--only", default="")
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep is not None:
        given.keep.mkdir(parents=True, exist_ok=True)
    tally = Tally(given.keep)
    for item in load(given.samples, only=given.only, split=given.split):
        go(given.samples, item, given.kinds.split(","), tally, given.seed)
    tally.report()
    costs(given.samples, load(given.samples, only=given.only, split=given.split))
    return 0


def costs(samples: Path, items: list[Item]) -> None:
    """Print what the first look costs on the samples as they are."""
    spent = []
    for item in items:
        path = samples / item["file"]
        height, width = cv2.imread(str(path)).shape[:2]
        media = "image/jpeg" if path.suffix == ".jpg" else "image/png"
        began = cpu_seconds()
        first_look(PageImage(path, media, width, height, dpi=float(item.get("dpi") or 0)))
        spent.append(cpu_seconds() - began)
    print(f"first look: median {1000 * float(np.median(spent)):.0f} ms of CPU, most {1000 * max(spent):.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
