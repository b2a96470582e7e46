"""Measure how papers on one glass are told apart: drawn cards, and real scans laid on the glass as A5 and receipts.

Run: python -m benchmarks.bench_parting [--glasses N] [--keep FOLDER]

Each glass has two to five papers on a black, grey, white or yellowed ground, each turned by up to 15 degrees. A glass
is right when as many papers are found as lie there and each is framed: overlap (intersection over union) at least
0.93, which is 0.7 mm around a card. `told` counts wrong glasses of which a doubt was told.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.glasses import GROUNDS, Glass, Picture, compose, scanned
from desk.rehearsal.papers import make_papers
from ocr.glass import Cut
from ocr.page import PageImage
from ocr.parting import part

SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "ocr"
DPI = 200
RIGHT = 0.93


def cards(folder: Path) -> list[Picture]:
    """Draw both sides of a card and cut the card itself out of each drawing, with round corners filled white."""
    sides = make_papers(None, folder, ["can-cuoc"], worn=False)
    drawn = [np.asarray(cv2.imread(str(side.path)), np.uint8) for side in sides]
    px = drawn[0].shape[1] / 96  # the drawing is 96 x 64 mm, the card lies 5 mm inside
    cut = [each[round(5 * px) : round(59 * px), round(5 * px) : round(91 * px)] for each in drawn]
    size = (round(85.6 / 25.4 * DPI), round(54 / 25.4 * DPI))
    return [np.asarray(cv2.resize(each, size, interpolation=cv2.INTER_AREA), np.uint8) for each in cut]


def glass_of(number: int, both: Sequence[Picture], ground: str) -> Glass:
    """Compose one glass: an A5 or not, one or two receipts, one to three cards."""
    chance = random.Random(f"glass {number}")  # noqa: S311 -- invented pictures, no secret
    files = sorted(SAMPLES.glob("*.jpg")) + sorted(SAMPLES.glob("*.png"))
    papers: list[Picture] = []
    if chance.random() < 0.45:
        papers.append(scanned(chance.choice(files), 148, DPI, chance, 200))
        papers.append(chance.choice(list(both)))
    else:
        papers += [scanned(chance.choice(files), 80, DPI, chance, chance.uniform(90, 150))
                   for _ in range(chance.randint(0, 2))]  # fmt: skip
        papers += [chance.choice(list(both)) for _ in range(chance.randint(1, 3))]
    if len(papers) < 2:
        papers.append(both[1])
    return compose(papers, DPI, ground, chance)


def overlap(glass: Glass, cuts: Sequence[Cut]) -> list[float]:
    """Return for each paper the best overlap of a cut with it."""
    shape = glass.picture.shape[:2]

    def area(corners: object) -> "np.typing.NDArray[np.bool_]":
        mask = np.zeros(shape, np.uint8)
        cv2.fillConvexPoly(mask, np.asarray(corners).round().astype(np.int32), (1,))
        return mask.astype(bool)

    found = [area(cut.corners) for cut in cuts]
    return [
        max((float((true & one).sum() / (true | one).sum()) for one in found), default=0.0)
        for true in map(area, glass.corners)
    ]


def main() -> int:
    """Print a line a ground, and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glasses", type=int, default=15, help="of each ground")
    parser.add_argument("--keep", type=Path, help="folder that gets the pictures that went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        both = cards(Path(folder))
        for ground in GROUNDS:
            _measure(ground, options.glasses, both, Path(folder), options.keep)
    return 0


def _measure(ground: str, many: int, both: Sequence[Picture], folder: Path, keep: Path | None) -> None:
    right, told, papers, spent, worst = 0, 0, 0, 0.0, 1.0
    doubts: Counter[str] = Counter()
    for number in range(many):
        glass = glass_of(number, both, ground)
        path = folder / f"glass-{ground}-{number}.png"
        cv2.imwrite(str(path), glass.picture)
        image = PageImage(path, "image/png", glass.picture.shape[1], glass.picture.shape[0], DPI)
        began = time.process_time()
        cuts = part(image, folder)
        spent += time.process_time() - began
        best = overlap(glass, cuts)
        papers += len(best)
        fits = len(cuts) == len(best) and min(best) >= RIGHT
        right += fits
        worst = min([worst, *best]) if fits else worst
        doubts.update(doubt for cut in cuts for doubt in cut.doubts)
        if not fits:
            told += any(cut.doubts for cut in cuts)
            print(f"  {ground} {number}: {len(best)} lie, {len(cuts)} found, overlaps {[round(b, 2) for b in best]}")
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                path.replace(keep / path.name)
    print(
        f"{ground}: {right} of {many} glasses right ({papers} papers), {told} of the wrong ones told, "
        f"least overlap of a right one {worst:.3f}, {spent / many:.2f} CPU s a glass, doubts {dict(doubts)}"
    )


if __name__ == "__main__":
    sys.exit(main())
