"""Makes hard variants of sample pages, with their ground truth: what a page looks like when nobody took care.

    python -m benchmarks.hard_variants SAMPLES OUT [--kinds photo,turned,…] [--only ID,…] [--seed N]

SAMPLES holds manifest.json (items: id, file, class, dpi, gt) and the pictures. OUT becomes a folder of the same shape;
an item's class is the variant's kind, its `source` the page it was made of. The same seed makes the same pictures.
Pictures are never committed: they are made again where they are needed.
"""

import argparse
import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.phone_photo import photograph
from benchmarks.sample_pages import Item, load

Picture = npt.NDArray[np.uint8]
Chance = np.random.Generator
_GUESSED_DPI = {"p01": 91.0, "p03": 110.0, "p06": 93.0}


def leant(picture: Picture, degrees: float, around: tuple[int, int, int] = (238, 240, 240)) -> Picture:
    """Turn by some degrees clockwise on a ground of paper colour, nothing cut off."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (int(height * sin + width * cos), int(height * cos + width * sin))
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return np.asarray(cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=around), np.uint8)


def resized(picture: Picture, by: float) -> Picture:
    how = cv2.INTER_AREA if by < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=by, fy=by, interpolation=how), np.uint8)


def paper(picture: Picture, chance: Chance) -> Picture:
    """Yellow or grey paper, faded ink."""
    tones = ((168, 215, 228), (178, 186, 190), (150, 200, 222))
    tone = np.array(tones[int(chance.integers(len(tones)))], np.float32)
    fade = chance.uniform(0.55, 0.8)
    grain = chance.normal(0, 4, picture.shape[:2]).astype(np.float32)[..., None]
    faded = 255 - (255 - picture.astype(np.float32)) * fade
    return np.clip(faded * tone / 255 + grain, 0, 255).astype(np.uint8)


def bleed(picture: Picture, chance: Chance) -> Picture:
    """The page's own mirror image shining through from behind, soft."""
    other = cv2.GaussianBlur(np.ascontiguousarray(picture[:, ::-1]), (0, 0), 2.2).astype(np.float32)
    share = chance.uniform(0.18, 0.32)
    mixed = picture.astype(np.float32) * (1 - share * (255 - other) / 255)
    return np.clip(mixed, 0, 255).astype(np.uint8)


def fax(picture: Picture, chance: Chance) -> Picture:
    """Bilevel at 200 by 200 dpi with speckle, as a fax or an old copier gives it."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.7)
    noisy = grey.astype(np.float32) + chance.normal(0, 22, grey.shape)
    bilevel = np.where(noisy > chance.uniform(135, 175), 255, 0).astype(np.uint8)
    speckle = chance.random(bilevel.shape) < 0.0006
    bilevel[speckle] = 0
    return np.asarray(cv2.cvtColor(bilevel, cv2.COLOR_GRAY2BGR), np.uint8)


def holes(picture: Picture, chance: Chance) -> Picture:
    """Two punch holes at the left, a dark scanner edge at one side."""
    out = picture.copy()
    height, width = out.shape[:2]
    radius = int(width * 0.014)
    for share in (0.39, 0.61):
        centre = (int(width * 0.045), int(height * share + chance.integers(-20, 20)))
        cv2.circle(out, centre, radius, (40, 40, 40), -1, cv2.LINE_AA)
    band = int(width * 0.012)
    out[:, -band:] = (out[:, -band:] * 0.15).astype(np.uint8)
    return out


def coarse(picture: Picture, dpi: float, wanted: float) -> Picture:
    return resized(picture, wanted / dpi)


def _at(picture: Picture, dpi: float, least: float = 200.0) -> tuple[Picture, float]:
    """Bring a page to 200 dpi at least and 200 dpi at most, so that variants are alike."""
    return resized(picture, least / dpi), least


Made = tuple[Picture, float, int]
"""Picture, dots per inch, degrees clockwise it stands turned."""


def _turned(picture: Picture, dpi: float, quarters: int) -> Made:
    return np.ascontiguousarray(np.rot90(picture, -quarters)), dpi, 90 * quarters


def makers() -> dict[str, Callable[[Picture, float, Chance], Made]]:
    """Return what can be made, by kind."""
    return {
        "photo": lambda page, dpi, chance: (photograph(_at(page, dpi)[0], chance), 0.0, 0),
        "turned90": lambda page, dpi, _: _turned(page, dpi, 1),
        "turned180": lambda page, dpi, _: _turned(page, dpi, 2),
        "turned270": lambda page, dpi, _: _turned(page, dpi, 3),
        "skew": lambda page, dpi, chance: (leant(page, _lean(chance)), dpi, 0),
        "upsidedown-skew": lambda page, dpi, chance: _turned(leant(page, _lean(chance)), dpi, 2),
        "dpi150": lambda page, dpi, _: (coarse(page, dpi, min(dpi, 150)), min(dpi, 150.0), 0),
        "dpi100": lambda page, dpi, _: (coarse(page, dpi, min(dpi, 100)), min(dpi, 100.0), 0),
        "fax": lambda page, dpi, chance: (fax(_at(page, dpi)[0], chance), 200.0, 0),
        "bleed": lambda page, dpi, chance: (bleed(page, chance), dpi, 0),
        "holes": lambda page, dpi, chance: (holes(page, chance), dpi, 0),
        "paper": lambda page, dpi, chance: (paper(page, chance), dpi, 0),
    }


def _lean(chance: Chance) -> float:
    return float(chance.choice((-1, 1)) * chance.uniform(2, 14.5))


def make(samples: Path, item: Item, kind: str, out: Path, seed: int) -> dict[str, Any]:
    """Make one variant of one page; return its item of the manifest."""
    chance = np.random.default_rng(zlib.crc32(f"{item['id']} {kind} {seed}".encode()))
    page = cv2.imread(str(samples / item["file"]), cv2.IMREAD_COLOR)
    if page is None:
        raise SystemExit(f"{item['file']}: no picture")
    dpi = float(item.get("dpi") or _GUESSED_DPI.get(item["id"], page.shape[1] / 8.27))
    picture, made_dpi, orientation = makers()[kind](np.asarray(page, np.uint8), dpi, chance)
    name = f"{item['id']}-{kind}-{seed}"
    quality = int(chance.integers(60, 81)) if kind == "photo" else 88
    cv2.imwrite(str(out / f"{name}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    shutil.copy(samples / item["gt"], out / f"{name}.gt.txt")
    fields = None
    if item.get("fields"):
        fields = f"{name}.fields.json"
        shutil.copy(samples / item["fields"], out / fields)
    return {
        "id": name,
        "file": f"{name}.jpg",
        "class": kind,
        "dpi": made_dpi or None,
        "orientation": orientation,
        "gt": f"{name}.gt.txt",
        "fields": fields,
        "source": item["id"],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("samples", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--kinds", default=",".join(makers()))
    options.add_argument("--only", default="")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    items = load(given.samples, only=given.only)
    kinds = given.kinds.split(",")
    made = [make(given.samples, item, kind, given.out, given.seed) for item in items for kind in kinds]
    (given.out / "manifest.json").write_text(json.dumps({"items": made}, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(made)} pictures in {given.out}")


if __name__ == "__main__":
    main()
