"""Curled and slanting lines of print made straight (nắn dòng), for the OCR's eyes only.

The ridges of ink that rows of print make are followed across the page; one smooth field of heights is fitted so that
each ridge comes to lie level. The same field tells where a straightened point stood before.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.rawword import Grey

Values = npt.NDArray[np.float64]

WORK_PX = 1000
_STEP_PX = 6
_LETTER_PX = (4, 40)
_LEAST_MARKS = 60
_LEAST_RIDGES = 6
_LEAST_POINTS = 14
_DRIFT = 0.32
"""Share of a letter's height a ridge may climb between two looks at it."""
_POWERS = tuple((p, q) for p in range(1, 6) for q in range(3) if p + q <= 6)
_RIDGE = 2e-3
_ROUNDS = 6
_WORST = 0.25
"""Letter heights of usual misfit over which the fit is not believed."""


@dataclass(frozen=True, slots=True)
class Bend:
    """A field of heights: a point (x, y) of the page belongs at height y + lift(x, y).

    Attributes:
        weights: One for each pair of powers of x and y.
        scale: Pixels to the unit of the powers.
        middle: The point where the powers are nought, px.
        reach: Left, top, right, bottom in units within which lines were seen; beyond, the rim's value holds.
        most: Largest lift over the lines, in letter heights.
        letter: Height of a letter, px.
    """

    weights: Values
    scale: float
    middle: tuple[float, float]
    reach: tuple[float, float, float, float]
    most: float
    letter: float

    def lift(self, x: Values, y: Values) -> Values:
        """Give how much lower each point belongs, px."""
        across = np.clip((x - self.middle[0]) / self.scale, self.reach[0], self.reach[2])
        down = np.clip((y - self.middle[1]) / self.scale, self.reach[1], self.reach[3])
        return np.asarray(np.tensordot(self.weights, _terms(across, down), 1) * self.scale, np.float64)

    def before(self, x: Values, y: Values) -> tuple[Values, Values]:
        """Give where straightened points stood before."""
        was = y - self.lift(x, y)
        for _ in range(8):
            was = 0.3 * was + 0.7 * (y - self.lift(x, was))
        return x, was


def find_bend(small: Grey, scale: float = 1.0) -> Bend | None:
    """Follow the lines of a page and fit the field that makes them level; None when too few are seen.

    Args:
        small: The page with its lines running across, nearly level, `WORK_PX` a side at most; light need not be even.
        scale: Of `small` against the page the outcome speaks of.
    """
    ink, letter = _letters(small)
    if ink is None:
        return None
    ridges = _ridges(ink, letter)
    if len(ridges) < _LEAST_RIDGES:
        return None
    return _fitted(ridges, small.shape, letter, scale)


def _letters(small: Grey) -> tuple[npt.NDArray[np.float32] | None, float]:
    """Give ink of a letter's size alone, as weights, and the usual height of a letter, px."""
    dark = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((15, 15), np.uint8))
    least = max(14.0, 0.35 * float(np.percentile(dark[dark > 8], 95)) if (dark > 8).any() else 14.0)
    mask = (dark > least).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    high, wide, area = stats[:count, 3], stats[:count, 2], stats[:count, 4]
    fits = (high >= _LETTER_PX[0]) & (high <= _LETTER_PX[1]) & (wide <= 4 * _LETTER_PX[1]) & (area >= 6)
    fits[0] = False
    if np.count_nonzero(fits) < _LEAST_MARKS:
        return None, 0.0
    letter = float(np.median(high[fits & (high > 5)])) if (fits & (high > 5)).any() else float(_LETTER_PX[0])
    fits &= (high < 2.6 * letter) & (wide < 14 * letter)
    return np.where(fits[labels], np.minimum(dark, 90), 0).astype(np.float32), letter


def _ridges(ink: npt.NDArray[np.float32], letter: float) -> list[Values]:
    """Follow rows of print: each ridge is rows of x, y in working pixels."""
    soft: npt.NDArray[np.float32] = np.asarray(
        cv2.GaussianBlur(ink, (0, 0), sigmaX=1.9 * letter, sigmaY=0.42 * letter), np.float32
    )
    floor = 0.12 * float(np.percentile(soft[soft > 1], 90)) if (soft > 1).any() else 1.0
    open_ends: list[list[tuple[float, float]]] = []
    done: list[list[tuple[float, float]]] = []
    most = max(1.5, _DRIFT * letter)
    for column, peaks in _peaks(soft, floor):
        going = []
        for run in open_ends:
            ahead = _ahead(run)
            near = _nearest(peaks, ahead)
            if near >= 0 and abs(peaks[near] - ahead) <= most:
                run.append((column, peaks.pop(near)))
                going.append(run)
            else:
                done.append(run)
        going += [[(column, each)] for each in peaks]
        open_ends = going
    return [np.array(run) for run in [*done, *open_ends] if len(run) >= _LEAST_POINTS]


def _nearest(peaks: list[float], ahead: float) -> int:
    """Give which of rising heights is nearest, the higher up of equals; -1 of none."""
    after = bisect_left(peaks, ahead)
    if after and (after == len(peaks) or ahead - peaks[after - 1] <= peaks[after] - ahead):
        return after - 1
    return after if after < len(peaks) else -1


def _ahead(run: list[tuple[float, float]]) -> float:
    """Foretell the next height of a ridge from its last few."""
    if len(run) < 4:
        return run[-1][1]
    return run[-1][1] + (run[-1][1] - run[-4][1]) / 3 * 0.7


def _peaks(soft: npt.NDArray[np.float32], floor: float) -> Iterator[tuple[float, list[float]]]:
    """Give each column that is looked at, and the heights of its peaks from the top down."""
    columns = np.arange(_STEP_PX, soft.shape[1] - 1, _STEP_PX)
    looked = np.ascontiguousarray(soft[:, columns].T)
    inner = looked[:, 1:-1]
    which, at = np.nonzero((inner > looked[:, :-2]) & (inner >= looked[:, 2:]) & (inner > floor))
    before, here, after = looked[which, at], looked[which, at + 1], looked[which, at + 2]
    bend = before - 2 * here + after
    heights = at + 1 + np.where(bend < 0, (before - after) / (2 * np.minimum(bend, -1e-6)), 0.0)
    ends = np.searchsorted(which, np.arange(columns.size + 1))
    for number, column in enumerate(columns.tolist()):
        yield float(column), heights[ends[number] : ends[number + 1]].tolist()


def _terms(across: Values, down: Values) -> Values:
    return np.stack([across**p * down**q for p, q in _POWERS])


def _fitted(ridges: list[Values], shape: tuple[int, ...], letter: float, scale: float) -> Bend | None:
    unit = max(shape) / 2
    middle = (shape[1] / 2, shape[0] / 2)
    x = np.concatenate([each[:, 0] for each in ridges])
    y = np.concatenate([each[:, 1] for each in ridges])
    line = np.concatenate([np.full(len(each), number) for number, each in enumerate(ridges)])
    across, down = (x - middle[0]) / unit, (y - middle[1]) / unit
    reach = (float(across.min()), float(down.min()), float(across.max()), float(down.max()))
    terms = _terms(across, down).T
    lengths = np.bincount(line)
    trust = np.sqrt(np.minimum(lengths, 80) / 80)[line]
    weights = np.zeros(len(_POWERS))
    misfit = np.zeros(len(x))
    penalty = np.diag([_RIDGE * len(x) * 0.02 * (p + q - 1) ** 2 for p, q in _POWERS])
    for _ in range(_ROUNDS):
        total = np.bincount(line, trust)
        flat = terms - (np.stack([np.bincount(line, trust * term) for term in terms.T], 1) / total[:, None])[line]
        level = down - (np.bincount(line, trust * down) / total)[line]
        weighted = flat * trust[:, None]
        weights = -np.linalg.solve(weighted.T @ flat + penalty, weighted.T @ level)
        misfit = np.abs(flat @ weights + level) * unit / letter
        usual = max(0.03, float(np.median(misfit)))
        trust = np.sqrt(np.minimum(lengths, 80) / 80)[line] / (1 + (misfit / (2.5 * usual)) ** 2)
    if float(np.median(misfit)) > _WORST:
        return None
    lifted = terms @ weights
    spread = [float(np.ptp(lifted[line == number])) for number in range(len(ridges))]
    most = float(np.percentile(spread, 90)) * unit / letter
    return Bend(weights, unit / scale, (middle[0] / scale, middle[1] / scale), reach, most, letter / scale)
