"""Pictures of a glass with papers on it, composed of drawn and scanned papers, and where each of them lies."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

GLASS_MM = (216.0, 297.0)
GROUNDS = {"black": (18, 18, 20), "grey": (96, 98, 100), "lid": (243, 243, 241), "yellowed": (232, 229, 214)}


@dataclass(frozen=True)
class Glass:
    """A picture of a glass.

    Attributes:
        corners: Of each paper in the picture, clockwise from its own top left, px.
        ground: Key of `GROUNDS`.
    """

    picture: Picture
    corners: list[npt.NDArray[np.float64]]
    ground: str


def compose(papers: Sequence[Picture], dpi: int, ground: str, chance: random.Random, most_turn: float = 15.0) -> Glass:
    """Lay papers at their size on a glass, apart from each other, each turned a little, with a lid's light and grain.

    Args:
        papers: Pictures at `dpi`.
        dpi: Of the glass.
        ground: Key of `GROUNDS`.
        chance: Where each lies.
        most_turn: Degrees either way.
    """
    width, height = (round(side / 25.4 * dpi) for side in GLASS_MM)
    noise = np.random.default_rng(chance.randrange(1 << 30))
    picture = np.empty((height, width, 3), np.float64)
    picture[:] = GROUNDS[ground]
    picture *= np.linspace(1.0, 0.985, height)[:, None, None]  # light falls off along the glass
    laid = _layout((height, width), papers, dpi, chance, most_turn)
    for paper, placed in zip(papers, laid, strict=False):
        _lay(picture, paper, placed, shadow=ground in ("lid", "yellowed"), px_mm=dpi / 25.4)
    picture += noise.normal(0, 1.6, (height, width, 1))
    soft = cv2.GaussianBlur(picture, (0, 0), 0.5)
    return Glass(np.clip(soft, 0, 255).astype(np.uint8), laid, ground)


def _layout(
    shape: tuple[int, int], papers: Sequence[Picture], dpi: int, chance: random.Random, most_turn: float
) -> list[npt.NDArray[np.float64]]:
    """Return the corners of the papers as they lie, of as many as found room in the best of some tries."""
    best: list[npt.NDArray[np.float64]] = []
    for _ in range(25):
        taken, laid = np.zeros((shape[0] // 4, shape[1] // 4), np.uint8), []
        for paper in papers:
            placed = _place(taken, paper[::4, ::4], dpi // 4, chance, most_turn)
            if placed is None:
                break
            laid.append(placed * 4)
        best = max(best, laid, key=len)
        if len(best) == len(papers):
            break
    return best


def _place(
    taken: npt.NDArray[np.uint8], paper: Picture, dpi: int, chance: random.Random, most_turn: float
) -> npt.NDArray[np.float64] | None:
    height, width = taken.shape
    gap = round(4 / 25.4 * dpi)
    for _ in range(40):
        turn = np.radians(chance.uniform(-most_turn, most_turn))
        half = np.array([paper.shape[1], paper.shape[0]]) / 2
        four = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
        four = four @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        reach = np.abs(four).max(axis=0) + gap
        if 2 * reach[0] >= width or 2 * reach[1] >= height:
            continue
        four += [chance.uniform(reach[0], width - reach[0]), chance.uniform(reach[1], height - reach[1])]
        wanted = np.zeros_like(taken)
        cv2.fillConvexPoly(wanted, four.round().astype(np.int32), (1,))
        if not np.any(taken & cv2.dilate(wanted, np.ones((2 * gap, 2 * gap), np.uint8))):
            taken |= wanted
            return np.asarray(four, np.float64)
    return None


def _lay(
    picture: npt.NDArray[np.float64], paper: Picture, corners: npt.NDArray[np.float64], *, shadow: bool, px_mm: float
) -> None:
    size = (picture.shape[1], picture.shape[0])
    own = np.array([[0, 0], [paper.shape[1], 0], [paper.shape[1], paper.shape[0]]], np.float32)
    matrix = cv2.getAffineTransform(own, corners[:3].astype(np.float32))
    laid = cv2.warpAffine(paper.astype(np.float64), matrix, size, flags=cv2.INTER_AREA)
    whole = cv2.warpAffine(np.ones(paper.shape[:2]), matrix, size)
    if shadow:
        # Light comes from one side along the glass: the paper's edge throws a line of half a millimetre.
        below = cv2.GaussianBlur(np.roll(whole, round(0.35 * px_mm), axis=0), (0, 0), 0.3 * px_mm)
        picture *= 1 - 0.16 * np.clip(below - whole, 0, 1)[:, :, None]
        rim = cv2.GaussianBlur(whole, (0, 0), 0.25 * px_mm)
        picture *= 1 - 0.07 * (4 * rim * (1 - rim))[:, :, None]
    picture *= 1 - whole[:, :, None]
    picture += laid * whole[:, :, None]


def scanned(
    path: Path, width_mm: float, dpi: int, chance: random.Random | None = None, height_mm: float = 0
) -> Picture:
    """Return a scanned paper drawn to a width, or a piece of it as large as told, such as a receipt."""
    picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(path)
    width = round(width_mm / 25.4 * dpi)
    scale = width / picture.shape[1]
    sized = cv2.resize(picture, (width, round(picture.shape[0] * scale)), interpolation=cv2.INTER_AREA)
    if height_mm:
        tall = min(sized.shape[0], round(height_mm / 25.4 * dpi))
        top = chance.randint(0, sized.shape[0] - tall) if chance is not None else 0
        sized = sized[top : top + tall]
    return np.ascontiguousarray(sized)
