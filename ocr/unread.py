"""Ink that no word covers yet (nét mực chưa đọc): where a line of print may have been passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.rawword import Grey, RawWord

INK = 140
"""Below this grey a pixel counts as ink."""

_WORK_PX = 24.0
_LEAST_INK = 60


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture worth another reading: edges in px, height of its letters, lines it holds."""

    left: int
    top: int
    right: int
    bottom: int
    height: float
    lines: int

    def holds(self, word: RawWord) -> bool:
        """Say whether the middle of a word lies inside."""
        return (
            self.left <= (word.left + word.right) / 2 <= self.right
            and self.top <= (word.top + word.bottom) / 2 <= self.bottom
        )


def unread(picture: Grey, words: Sequence[RawWord], usual: float) -> tuple[list[Region], Grey]:
    """Find line-like ink outside all words, widest first, and the picture with that ink alone."""
    scale = min(1.0, _WORK_PX / usual)
    small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < INK).astype(np.uint8)
    _blank_words(ink, words, scale, 0.15 * usual)
    if np.count_nonzero(ink) < _LEAST_INK:
        return [], picture
    kept = _letter_like(ink, usual * scale)
    close = np.ones((3, max(3, int(1.1 * usual * scale))), np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(kept, cv2.MORPH_CLOSE, close))
    places = (boxes[1:count, :4] / scale).round().astype(int).tolist()
    found = [
        Region(left, top, left + width, top + height, float(height), 1)
        for left, top, width, height in places
        if 0.5 * usual < height < 3 * usual and width > 1.6 * height and width > 2 * usual
    ]
    # Marks are smaller than any letter: those right above or below a letter stay with it.
    around = cv2.dilate(kept, np.ones((2 * int(0.4 * usual * scale) + 1, 3), np.uint8))
    around = cv2.resize(around, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST)
    letters = np.where(around > 0, picture, np.uint8(255))
    return sorted(found, key=lambda each: -(each.right - each.left)), np.asarray(letters, np.uint8)


def _blank_words(ink: Grey, words: Sequence[RawWord], scale: float, margin: float) -> None:
    for each in words:
        top, left = max(0, int((each.top - margin) * scale)), max(0, int((each.left - margin) * scale))
        ink[top : int((each.bottom + margin) * scale) + 1, left : int((each.right + margin) * scale) + 1] = 0


def _letter_like(ink: Grey, usual: float) -> Grey:
    """Keep marks of a letter's size."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    high, wide = stats[:count, 3], stats[:count, 2]
    letter = (high > 0.25 * usual) & (high < 2.2 * usual) & (wide < 6 * usual) & (wide > 0.08 * usual)
    letter[0] = False
    return np.asarray(letter[labels], np.uint8)
