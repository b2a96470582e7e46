"""Where no ink is (chỗ trống trên trang): the paper told from what is on it, and the free places of a size.

The colour of the paper is a smooth surface over the page, so yellowed paper and a lamp that falls off are paper; what
differs from it, darker or lighter, is ink: print, stamps however faint, pencil, correction fluid, dirt beyond dust.
In doubt it is ink: then the words go elsewhere, at worst on a page of their own.
"""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Levels = NDArray[np.float32]
Mask = NDArray[np.bool_]
Places = NDArray[np.float64]

DPI = 100
"""Resolution a page is looked at with: a pencil line of 0.3 mm is a pixel wide."""

CELL = 8
"""Pixels a side of a cell of the map of ink: 2 mm."""

CELL_PT = CELL * 72.0 / DPI

_BLOCK = 16
_LEAST_CONTRAST, _NOISES = 22.0, 5.0
"""A pixel is ink when it differs from the paper by this many levels of 255, and by this many times the noise."""

_LEAST_PIXELS = 3
"""Pixels of ink in a cell; fewer are dust."""

_NEAR, _SPECK_CELLS, _SPECK_PIXELS = 5, 2, 12
"""A speck has no other ink in so many cells around, lies in so many cells, and has so many pixels: 0.8 mm²."""

_FAINT, _FAINT_NOISES = 5.0, 0.75
"""A cell is ink when its mean differs by this many levels from the cells around it, and by this share of the noise."""

_AROUND = 7
_MAY_BE_PAPER = 20.0
_LEAST_CELLS = 2
"""Cells of ink in a row of the page that make it a line of the paper; one alone is dirt."""

_FAR, _TINT = 60.0, 24.0
"""How far paper may be from the page's main paper in brightness and in tint, in levels."""


def ink_map(pixels: Pixels) -> Mask:
    """Return which cells of a page have ink.

    Args:
        pixels: The page as seen, height x width x RGB, at `DPI`; what does not fill a cell at the right and lower edge
            counts as ink.
    """
    rows, columns = pixels.shape[0] // CELL, pixels.shape[1] // CELL
    whole = np.ones((-(-pixels.shape[0] // CELL), -(-pixels.shape[1] // CELL)), bool)
    if min(rows, columns) * CELL < 2 * _BLOCK:
        return whole
    off = _cells(pixels, CELL).astype(np.float32) - _paper(pixels)[:rows, :columns, None, :]
    means = _means(off)
    noise = _noise(off, means)
    away = np.abs(off)
    strong = np.maximum(np.maximum(away[..., 0], away[..., 1]), away[..., 2])
    dots = np.count_nonzero(strong > max(_LEAST_CONTRAST, _NOISES * float(noise.max())), axis=2)
    ink = dots >= _LEAST_PIXELS
    for mean, level in zip(np.moveaxis(means, 2, 0), noise, strict=True):
        ink |= np.abs(mean - _median_around(mean)) > max(_FAINT, _FAINT_NOISES * float(level))
    whole[:rows, :columns] = ink & ~_dust(ink, dots)
    return whole


def _means(off: Levels) -> Levels:
    """Return the mean of each cell and channel; a product with ones adds up many times faster than a strided mean."""
    rows, columns, pixels, channels = off.shape
    ones = np.full((1, pixels), 1.0 / pixels, np.float32)
    return np.asarray((ones @ off.reshape(-1, pixels, channels)).reshape(rows, columns, channels), np.float32)


def _cells(pixels: Pixels, side: int) -> Pixels:
    """Return the pixels of each square in one row: rows x columns x pixels x RGB; what fills no square is left out."""
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    squares = pixels[: rows * side, : columns * side].reshape(rows, side, columns, side, 3).swapaxes(1, 2)
    return squares.reshape(rows, columns, side * side, 3)


def _paper(pixels: Pixels) -> Levels:
    """Return the colour of the bare paper in each cell: a surface of second degree through the bright of blocks."""
    blocks = np.percentile(_cells(pixels[::2, ::2], _BLOCK // 2), 70, axis=2).astype(np.float32)
    rows, columns = blocks.shape[:2]
    terms, values = _terms(rows, columns, 1.0), blocks.reshape(-1, 3)
    kept = _near_the_main_paper(values)
    shares = np.zeros((terms.shape[1], 3), np.float32)
    for _ in range(4):
        shares = _fitted(terms[kept], values[kept])
        away = np.abs(values - terms @ shares).max(axis=1)
        kept = away <= max(4.0, 2.5 * float(np.median(away[kept])))
    cells = _BLOCK // CELL
    tall, wide = (rows + 1) * cells, (columns + 1) * cells
    surface: Levels = (_terms(tall, wide, 1.0 / cells) @ shares).reshape(tall, wide, 3)
    return surface.clip(0, 255)


def _fitted(terms: Levels, values: Levels) -> Levels:
    """Return the least squares of few terms by their normal equations, which cost little for six numbers."""
    exact = terms.astype(np.float64)
    try:
        found = np.linalg.solve(exact.T @ exact, exact.T @ values.astype(np.float64))
    except np.linalg.LinAlgError:
        found = np.linalg.lstsq(terms, values, rcond=None)[0]
    return found.astype(np.float32)


def _terms(rows: int, columns: int, step: float) -> Levels:
    """Return 1, x, y, xy, x², y² of squares in reading order; `step` is their side in blocks."""
    scale = step / 50.0
    y, x = np.mgrid[0:rows, 0:columns].reshape(2, -1).astype(np.float32) * scale + scale / 2
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1)


def _near_the_main_paper(values: Levels) -> Mask:
    """Tell which blocks may be paper: near the most frequent bright colour, in brightness and in tint."""
    brightness = values.mean(axis=1)
    counts, edges = np.histogram(brightness, bins=32, range=(0, 256))
    weighted = counts * (edges[1:] / 256)
    main = float(edges[int(weighted.argmax())]) + 4.0
    near = np.abs(brightness - main) <= _FAR
    tint = values - brightness[:, None]
    middle = np.median(tint[near], axis=0)
    same: Mask = np.abs(tint - middle).max(axis=1) <= _TINT
    both: Mask = near & same
    return both


def _noise(off: Levels, means: Levels) -> Levels:
    """Return the scanner's noise in levels for each channel, told from the cells that may be paper."""
    bare = off[np.abs(means).max(axis=2) <= _MAY_BE_PAPER][::3, ::5]
    if not len(bare):
        return np.zeros(3, np.float32)
    return np.asarray(1.4826 * np.median(np.abs(bare), axis=(0, 1)), np.float32)


def _dust(ink: Mask, pixels: NDArray[np.int_]) -> Mask:
    """Tell which cells are but a speck: at most two cells and a few pixels with nothing else near."""
    cells, dots = _sum_around(ink.astype(np.int_)), _sum_around(np.where(ink, pixels, 0))
    speck: Mask = (cells <= _SPECK_CELLS) & (dots <= _SPECK_PIXELS)
    return speck


def _sum_around(counts: NDArray[np.int_]) -> NDArray[np.int_]:
    padded = np.pad(counts, _NEAR // 2)
    return np.asarray(sliding_window_view(padded, (_NEAR, _NEAR)).sum(axis=(2, 3)), np.int_)


def _median_around(means: Levels) -> Levels:
    padded = np.pad(means, _AROUND // 2, mode="edge")
    return np.asarray(np.median(sliding_window_view(padded, (_AROUND, _AROUND)), axis=(2, 3)), np.float32)


class FreePaper:
    """What is left free of a page (phần giấy trống).

    Args:
        ink: The map of ink.
        margin: Edge of the page that stays free, in points.

    Attributes:
        last_ink: Lower edge of the lowest ink within the margins, in points from the top.
    """

    def __init__(self, ink: Mask, margin: float) -> None:
        edge = max(1, math.ceil(margin / CELL_PT))
        lines = np.flatnonzero(ink[edge:-edge, edge:-edge].sum(axis=1) >= _LEAST_CELLS) + edge
        self.last_ink = (int(lines[-1]) + 1) * CELL_PT if lines.size else 0.0
        taken = ink.copy()
        taken[:edge], taken[-edge:], taken[:, :edge], taken[:, -edge:] = True, True, True, True
        self._sums = np.zeros((taken.shape[0] + 1, taken.shape[1] + 1), np.int64)
        self._sums[1:, 1:] = taken.cumsum(0).cumsum(1)

    def places(self, width: float, height: float, gap: float) -> Places:
        """Return the places of a size with no ink on them nor within `gap`: left and top in points, a row a place."""
        around = math.ceil(gap / CELL_PT)
        across, down = (math.ceil(side / CELL_PT) + 2 * around for side in (width, height))
        sums = self._sums
        if down >= sums.shape[0] or across >= sums.shape[1]:
            return np.zeros((0, 2))
        inside = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
        rows, columns = np.nonzero(inside == 0)
        return (np.stack([columns, rows], axis=1) + around).astype(np.float64) * CELL_PT
