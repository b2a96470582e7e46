"""The inks of a signer's block (mực in, mực dấu): a seal's rim taken off the name it runs through, for reading alone.

A name is stamped or printed where the seal's lower rim passes. In the seal's own polar picture the rim is a straight
line that goes on for many degrees, while strokes of letters come and go; so the line can be taken off and letters that
cross it are left.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr import clean
from ocr.rawword import Grey
from ocr.seals import Seal, find_seals

Flags = npt.NDArray[np.bool_]

_INK, _ON = 170, 100
_REACH = 1.14
_RIMS = 0.86
"""Share of the radius from which rims stand; within it are the seal's words and its middle."""
_SPAN = 40 / 360
"""Share of a turn over which ink must go on to be rim, and how whole it must be there."""
_WHOLE = 0.7
_LETTER = 2
"""Pixels that ink must reach beyond a rim to be a letter's stroke."""
_BESIDE = 5
_WIPED = 90
_DARK, _PEN_MM = 140, 0.38


@dataclass(frozen=True, slots=True)
class Inks:
    """Pictures of one block, each evenly lit (các lớp mực).

    Attributes:
        peeled: Ink of every colour, the rims of seals taken off.
        whole: Ink of every colour as it is; None when there is no rim on it.
        black: Without red ink, rims likewise; None for a picture without colour.
    """

    peeled: Grey
    whole: Grey | None
    black: Grey | None


def inks_of(picture: clean.Picture, dpi: float) -> Inks:
    """Part the inks of a block.

    Args:
        picture: Cut out upright and level.
        dpi: Of the picture.
    """
    whole = clean.even_light(clean.all_ink(picture))
    black = clean.even_light(clean.red_channel(picture)) if picture.ndim > 2 else None
    peeled = whole
    for seal in find_seals(whole, dpi):
        peeled = without_rim(peeled, seal)
        black = without_rim(black, seal) if black is not None else None
    return Inks(peeled, None if peeled is whole else whole, black)


def without_rim(grey: Grey, seal: Seal) -> Grey:
    """Whiten the rims of a seal, but where a stroke that reaches beyond them crosses or touches.

    Args:
        grey: Evenly lit.
        seal: In pixels of `grey`.
    """
    size = (int(_REACH * seal.radius) + 1, int(2 * np.pi * seal.radius))
    centre, reach = (seal.x, seal.y), _REACH * seal.radius
    ink = np.asarray((grey < _INK) * np.uint8(255), np.uint8)
    unrolled = np.asarray(cv2.warpPolar(ink, size, centre, reach, cv2.INTER_LINEAR), np.uint8)
    wide = int(size[1] * _SPAN) | 1
    around = np.vstack([unrolled[-wide:], unrolled, unrolled[:wide]])
    rim = np.asarray(cv2.blur(around, (1, wide))[wide:-wide] > _WHOLE * 255, np.uint8)
    rim[:, : int(_RIMS * seal.radius)] = 0
    rim = np.asarray(cv2.dilate(rim, np.ones((1, 3), np.uint8)), np.uint8)
    wiped = np.asarray((rim > 0) & ~_met(unrolled > _ON, rim > 0), np.uint8) * np.uint8(255)
    back = cv2.WARP_INVERSE_MAP | cv2.WARP_FILL_OUTLIERS | cv2.INTER_LINEAR
    spot = cv2.warpPolar(wiped, (grey.shape[1], grey.shape[0]), centre, reach, back)
    return np.asarray(np.where(spot > _WIPED, np.uint8(255), grey), np.uint8)


def _met(ink: Flags, rim: Flags) -> Flags:
    """Say for each place of a rim whether a stroke goes on right inside or outside of it."""
    stroke = cv2.morphologyEx(np.asarray(ink & ~rim, np.uint8), cv2.MORPH_OPEN, np.ones((1, _LETTER), np.uint8))
    free = cv2.dilate(stroke, np.ones((_BESIDE, 1), np.uint8)) > 0
    met = np.zeros_like(rim)
    for columns in (range(rim.shape[1]), range(rim.shape[1] - 1, -1, -1)):
        beside = np.zeros(rim.shape[0], np.bool_)
        for column in columns:
            beside = np.where(rim[:, column], beside, free[:, column])
            met[:, column] |= beside
    return met


def without_grain(grey: Grey) -> Grey:
    """Smooth the steps of a coarse or black-and-white scan."""
    return np.asarray(cv2.medianBlur(grey, 3), np.uint8)


def bold_alone(grey: Grey, dpi: float) -> Grey:
    """Keep only strokes thicker than a pen draws: titles and names are set in bold."""
    wide = max(2, round(_PEN_MM * dpi / 25.4))
    bold = cv2.morphologyEx(np.asarray(grey < _DARK, np.uint8), cv2.MORPH_OPEN, np.ones((wide, wide), np.uint8))
    return np.asarray(np.where(bold > 0, grey, np.uint8(255)), np.uint8)
