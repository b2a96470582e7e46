"""Ink that no word covers yet (nét mực chưa đọc): where a line of print may have been passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.clean import smaller
from ocr.components import components, parts_with
from ocr.rawword import Grey, RawWord

INK = 140
"""Below this grey a pixel counts as ink."""

_LEAST_WORK_PX = 22.0
"""Height of a usual letter down to which the picture is made smaller by whole steps to look for ink."""
_LEAST_INK = 60
_MARKS_REACH = 0.4
"""Heights of a letter above and below it in which its marks stand."""


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
    step = max(1, int(usual / _LEAST_WORK_PX))
    small = smaller(picture, 1 / step)
    ink = np.asarray(cv2.threshold(small, INK - 1, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    _blank_words(ink, words, 1 / step, 0.15 * usual)
    if np.count_nonzero(ink) < _LEAST_INK:
        return [], picture
    letters = np.full_like(picture, 255)
    found: list[Region] = []
    reach = max(3, int(1.1 * usual / step))
    for rows, columns in parts_with(ink, 6, 2 * reach + 2):
        kept = _letter_like(ink[rows, columns], usual / step)
        for left, top, width, height in _lines(kept, reach):
            place = (left + columns.start) * step, (top + rows.start) * step
            found.append(Region(*place, place[0] + width * step, place[1] + height * step, float(height * step), 1))
        _copy(picture, letters, kept, (rows.start * step, columns.start * step), step)
    found = [
        each
        for each in found
        if 0.5 * usual < each.height < 3 * usual and each.right - each.left > max(1.6 * each.height, 2 * usual)
    ]
    return sorted(found, key=lambda each: -(each.right - each.left)), letters


def _lines(kept: Grey, reach: int) -> list[list[int]]:
    """Give left, top, width and height of marks that stand in a row, px."""
    closed = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((3, reach), np.uint8))
    rows: list[list[int]] = components(np.asarray(closed, np.uint8))[1][1:, :4].tolist()
    return rows


def _copy(picture: Grey, letters: Grey, kept: Grey, at: tuple[int, int], step: int) -> None:
    """Copy what is under kept letters and right beside them, with their marks: those are smaller than any letter."""
    around = np.asarray(cv2.dilate(kept, np.ones((2 * int(_MARKS_REACH * _LEAST_WORK_PX) + 1, 3), np.uint8)), np.uint8)
    if step > 1:
        size = (around.shape[1] * step, around.shape[0] * step)
        around = np.asarray(cv2.resize(around, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    place = slice(at[0], at[0] + around.shape[0]), slice(at[1], at[1] + around.shape[1])
    cv2.copyTo(picture[place], around, letters[place])


def _blank_words(ink: Grey, words: Sequence[RawWord], scale: float, margin: float) -> None:
    for each in words:
        top, left = max(0, int((each.top - margin) * scale)), max(0, int((each.left - margin) * scale))
        ink[top : int((each.bottom + margin) * scale) + 1, left : int((each.right + margin) * scale) + 1] = 0


def _letter_like(ink: Grey, usual: float) -> Grey:
    """Keep marks of a letter's size."""
    labels, boxes = components(ink)
    wide, high = boxes[:, 2], boxes[:, 3]
    letter = (high > 0.25 * usual) & (high < 2.2 * usual) & (wide < 6 * usual) & (wide > 0.08 * usual)
    letter[0] = False
    return np.take(letter.astype(np.uint8), labels)
