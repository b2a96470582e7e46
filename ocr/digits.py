"""Single handwritten digits (chữ số viết tay): ten likelihoods for the picture of one mark.

A small network of one hidden layer over edge directions and ink; its weights (`data/digits.npz`) are made by
`benchmarks/make_digits.py`. What it says is a suggestion of low standing, never a fact.
"""

from functools import cache
from importlib import resources
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt

from ocr.rawword import Grey

Numbers = npt.NDArray[np.float32]

_BOX, _SIDE = 20, 28
_DIRECTIONS, _GRID = 8, 6


def likelihoods(mark: Grey) -> Numbers:
    """Give how likely a mark is each of 0-9; the ten add up to 1.

    Args:
        mark: One digit, ink 255 on 0, cut close.
    """
    hidden, lean_hidden, out, lean_out = _weights()
    inner = np.maximum(features(centred(mark)) @ hidden + lean_hidden, 0)
    score = inner @ out + lean_out
    share = np.exp(score - score.max())
    return np.asarray(share / share.sum(), np.float32)


@cache
def _weights() -> tuple[Numbers, ...]:
    data = resources.files("ocr").joinpath("data/digits.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as kept:
        return tuple(kept[name].astype(np.float32) for name in ("hidden", "hidden_lean", "out", "out_lean"))


def centred(mark: Grey) -> Grey:
    """Give a mark 20 pixels long in the middle of 28 by 28, its weight at the centre."""
    height, width = mark.shape
    scale = _BOX / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(mark, size, interpolation=how).astype(np.float32)
    out = np.zeros((_SIDE, _SIDE), np.float32)
    total = max(1e-6, float(small.sum()))
    middle_x = float((small.sum(axis=0) * np.arange(size[0])).sum()) / total
    middle_y = float((small.sum(axis=1) * np.arange(size[1])).sum()) / total
    left = int(np.clip(round(_SIDE / 2 - middle_x), 0, _SIDE - size[0]))
    top = int(np.clip(round(_SIDE / 2 - middle_y), 0, _SIDE - size[1]))
    out[top : top + size[1], left : left + size[0]] = small
    return np.asarray(np.clip(out, 0, 255), np.uint8)


def features(picture: Grey) -> Numbers:
    """Give edge directions on a grid and the ink itself, each of unit length."""
    ink = cv2.GaussianBlur(picture, (0, 0), 0.8).astype(np.float32) / 255
    across, down = cv2.Sobel(ink, cv2.CV_32F, 1, 0), cv2.Sobel(ink, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down)
    place = angle * (_DIRECTIONS / (2 * np.pi))
    low = np.floor(place).astype(int) % _DIRECTIONS
    share = place - np.floor(place)
    parts = []
    for direction in range(_DIRECTIONS):
        weight = strength * ((low == direction) * (1 - share) + ((low + 1) % _DIRECTIONS == direction) * share)
        parts.append(cv2.resize(cv2.GaussianBlur(weight, (0, 0), 2.0), (_GRID, _GRID), interpolation=cv2.INTER_AREA))
    edges = np.asarray(np.concatenate([each.ravel() for each in parts]), np.float32)
    tone = np.asarray(cv2.resize(ink, (12, 12), interpolation=cv2.INTER_AREA).ravel(), np.float32)
    edges = edges / np.float32(max(1e-6, float(np.linalg.norm(edges))))
    tone = tone / np.float32(max(1e-6, float(np.linalg.norm(tone))))
    return np.asarray(np.concatenate([edges, tone]), np.float32)
