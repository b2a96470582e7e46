"""Which way a page stands, by evidence (chiều trang): its rows of ink, then what its letters say.

The reading is the witness: on real scans letters read upright carry a mean confidence over 0.85, the
same letters upside down under 0.45. The orientation model is asked only when rows run down the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.clean import turned
from ocr.engine import OcrEngine
from ocr.leaders import Leader
from ocr.levels import Lean, Leans, lean, leans_of
from ocr.rawword import Grey, RawWord

_OSD_DPI = 150
_CLEAR_AXIS = 1.8
_SURE_OSD = 2.0
_SURE = 0.72
_LEAD = 0.15
_LEAST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Eye:
    """The picture an engine sees of a page held one way.

    Attributes:
        picture: Upright, level, evenly lit, without seals and pen strokes.
        dpi: Of `picture`.
        scale: Of `picture` against the decoded page.
        red: Red ink alone on the same pixels, seals left out; None for a page without colour.
        leaders: Rows of dots taken out of `picture`.
    """

    picture: Grey
    dpi: float
    scale: float
    red: Grey | None
    leaders: tuple[Leader, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One way of holding a page, and what was read that way.

    Attributes:
        rotation: Degrees clockwise the page would stand turned, were this the right way.
        angle: Degrees counter-clockwise to level it after the cure.
        words: As read; edges in pixels of the levelled page at stored size.
        eye: What the engine saw, None when the picture was read as it is.
    """

    rotation: int
    angle: float
    words: Sequence[RawWord]
    eye: Eye | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """The chosen look; `sure` is False when the evidence does not tell."""

    look: Look
    sure: bool


Reader = Callable[[int, float], Look]
"""Reads the page held for a rotation and an angle."""


def trust(words: Sequence[RawWord]) -> tuple[float, int]:
    """Give the mean confidence of words of two letters or more, weighted by length, and their letters."""
    weights = [(sum(map(str.isalpha, each.text)), each.confidence) for each in words]
    weights = [each for each in weights if each[0] >= 2]
    letters = sum(count for count, _ in weights)
    return sum(count * sure for count, sure in weights) / max(1, letters), letters


def find_stance(grey: Grey, dpi: float, engine: OcrEngine, read: Reader, leans: Leans | None = None) -> Stance:
    """Hold the page in the likeliest ways until its letters agree; never guess.

    Args:
        grey: The page as a viewer shows it.
        dpi: Of `grey`.
        engine: Asked for the orientation when rows run down or do not tell.
        read: Reads the page held one way.
        leans: Of `grey`, when they are known already.
    """
    leans = leans or leans_of(grey)
    tried: list[Look] = []
    for rotation in _likely(grey, dpi, engine, leans.across, leans.down):
        angle = _angle(grey, leans, sideways=rotation % 180 != 0)
        look = read(rotation, angle)
        tried.append(look)
        confidence, letters = trust(look.words)
        if confidence >= _SURE and letters >= _LEAST_LETTERS:
            return Stance(look, sure=True)
    return _best(tried)


def _angle(grey: Grey, leans: Leans, *, sideways: bool) -> float:
    """Give the angle to level the page, found finely only for the axis that was thought likelier."""
    if sideways == leans.sideways:
        return leans.down.angle if sideways else leans.across.angle
    return lean(turned(grey, 90) if sideways else grey).angle


def _likely(grey: Grey, dpi: float, engine: OcrEngine, across: Lean, down: Lean) -> list[int]:
    """Order the rotations worth a reading, likeliest first."""
    if across.strength > _CLEAR_AXIS * down.strength:
        return [0, 180]
    sideways = down.strength > _CLEAR_AXIS * across.strength
    scale = min(1.0, _OSD_DPI / max(dpi, 1.0))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    turn = engine.turn(np.asarray(small, np.uint8), dpi * scale)
    order = [90, 270] if sideways else [0, 180, 90, 270]
    if turn is not None and turn.confidence >= _SURE_OSD and turn.rotation in order:
        order.remove(turn.rotation)
        order.insert(0, turn.rotation)
    return order


def _best(tried: Sequence[Look]) -> Stance:
    """Take the look that leads clearly, otherwise the first way as it lies, undecided."""
    ranked = sorted(tried, key=lambda each: _weight(each.words), reverse=True)
    first = ranked[0]
    confidence, letters = trust(first.words)
    second = trust(ranked[1].words)[0] if len(ranked) > 1 else 0.0
    sure = letters >= _LEAST_LETTERS and confidence >= second + _LEAD
    if sure:
        return Stance(first, sure=True)
    lying = [each for each in tried if each.rotation == 0]
    return Stance(lying[0] if lying else first, sure=False)


def _weight(words: Sequence[RawWord]) -> float:
    confidence, letters = trust(words)
    return float(confidence * min(letters, 200) ** 0.25)
