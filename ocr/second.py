"""A second look at what the first reading doubted or passed over (đọc lại chỗ ngờ).

Small captions, lines of low confidence, names near a seal, red stamps: each is cut out, enlarged and read
alone; the new words stand only where they are surer than the old. Works in pixels of the read picture.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np

from ocr.engine import OcrEngine
from ocr.lines import pieces_of
from ocr.rawword import BLOCK, Grey, RawWord
from ocr.refuse import is_plausible, is_stray_sign, letters_of, printed, sureness
from ocr.unread import INK, Region, unread

_DOUBT = 0.8
_SMALL = 0.74
_TALL_PX = 40
_MOST_REGIONS = 14
_MOST_ENLARGED = 3.0
_SURER = 0.04
_NEW_WORD = 0.7
_COLUMN_GAP = 1.2


def look_again(picture: Grey, words: Sequence[RawWord], engine: OcrEngine, dpi: float) -> list[RawWord]:
    """Read doubtful lines and unread ink again.

    Args:
        picture: As it was read.
        words: Of the first reading, edges in px of `picture`.
        engine: The same engine.
        dpi: Of `picture`.
    """
    usual = usual_height(words)
    if not usual:
        return list(words)
    out = printed(words)
    for doubtful in _doubtful(out, usual)[:_MOST_REGIONS]:
        region = _grown(picture, doubtful)
        old = [each for each in out if region.holds(each)]
        new = _read(picture, region, engine, dpi)
        if _is_surer(new, old):
            new = [each for each in new if not is_stray_sign(each, usual)]
            out = [each for each in out if not region.holds(each)] + _renumbered(new, out)
    return out + _unread_words(picture, out, usual, engine, dpi)


def read_alone(picture: Grey, words: Sequence[RawWord], engine: OcrEngine, dpi: float) -> list[RawWord]:
    """Read ink of a picture that holds nothing else, as red stamps set apart; give the new words only.

    Args:
        picture: White but for that ink; same pixels as `words`.
        words: Read already; ink under them is left alone.
        engine: The same engine.
        dpi: Of `picture`.
    """
    return _unread_words(picture, words, usual_height(words) or dpi / 9, engine, dpi)


def _unread_words(
    picture: Grey, words: Sequence[RawWord], usual: float, engine: OcrEngine, dpi: float
) -> list[RawWord]:
    regions, letters = unread(picture, words, usual)
    found: list[RawWord] = []
    for region in regions[:_MOST_REGIONS]:
        found += _renumbered(_new_words(_read(letters, region, engine, dpi)), [*words, *found])
    return found


def usual_height(words: Sequence[RawWord]) -> float:
    """Give the height of the page's usual word, px; 0 when none is sure."""
    sized = [each.height for each in words if letters_of(each) > 1 and each.confidence > 0.6]
    return float(median(sized)) if sized else 0.0


def _doubtful(words: Sequence[RawWord], usual: float) -> list[Region]:
    found: list[Region] = []
    for piece in pieces_of(words):
        letters = sum(map(letters_of, piece.words))
        small = piece.height < _SMALL * usual and letters > 3
        if letters < 2 or piece.height > 2.5 * usual or not (small or sureness(piece.words) < _DOUBT):
            continue
        region = Region(piece.left, piece.top, piece.right, piece.bottom, piece.height, 1)
        found = _joined(region, found)
    return found


def _grown(picture: Grey, region: Region) -> Region:
    """Widen a region over the ink it cuts, up to the next gap between columns.

    Where the first reading mixed two columns, the doubtful words are often the middle of a line.
    """
    rows = picture[max(0, region.top) : region.bottom] < INK
    inked = np.flatnonzero(rows.any(axis=0))
    gap = int(_COLUMN_GAP * region.height)
    left, right = region.left, region.right
    for place in inked[inked < left][::-1].tolist():
        if left - place > gap:
            break
        left = place
    for place in inked[inked > right].tolist():
        if place - right > gap:
            break
        right = place
    return replace(region, left=left, right=right)


def _joined(region: Region, found: list[Region]) -> list[Region]:
    """Add a region, united with those it continues."""
    apart: list[Region] = []
    for each in found:
        near = max(region.top - each.bottom, each.top - region.bottom) < 0.8 * min(region.height, each.height)
        beside = max(region.left - each.right, each.left - region.right) < 0
        alike = 0.6 < region.height / each.height < 1.6
        if near and beside and alike:
            region = Region(
                min(region.left, each.left),
                min(region.top, each.top),
                max(region.right, each.right),
                max(region.bottom, each.bottom),
                (region.height + each.height) / 2,
                region.lines + each.lines,
            )
        else:
            apart.append(each)
    return [*apart, region]


def _read(picture: Grey, region: Region, engine: OcrEngine, dpi: float) -> list[RawWord]:
    pad = int(0.5 * region.height) + 2
    top, left = max(0, region.top - pad), max(0, region.left - pad)
    part = picture[top : region.bottom + pad, left : region.right + pad]
    scale = min(_MOST_ENLARGED, max(1.0, _TALL_PX / region.height))
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    part = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    edge = 12
    part = np.asarray(cv2.copyMakeBorder(part, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)
    found = engine.read(part, dpi * scale, BLOCK)
    placed = [
        replace(
            each,
            left=left + round((each.left - edge) / scale),
            top=top + round((each.top - edge) / scale),
            right=left + round((each.right - edge) / scale),
            bottom=top + round((each.bottom - edge) / scale),
        )
        for each in found
    ]
    return [each for each in placed if region.holds(each)]


def _worth(words: Sequence[RawWord]) -> float:
    """Weigh sureness by the share of letters in words that could be Vietnamese print."""
    letters = sum(map(letters_of, words))
    likely = sum(letters_of(each) for each in words if is_plausible(each.text))
    return sureness(words) * (0.6 + 0.4 * likely / max(1, letters))


def _is_surer(new: Sequence[RawWord], old: Sequence[RawWord]) -> bool:
    before, after = sum(map(letters_of, old)), sum(map(letters_of, new))
    return 0.7 * before <= after and _worth(new) > _worth(old) + _SURER


def _new_words(words: Sequence[RawWord]) -> list[RawWord]:
    """Give the words of unread ink that are worth adding: all of a sure line, else only the sure ones."""
    likely = [each for each in words if letters_of(each) >= 2 and is_plausible(each.text)]
    least = _DOUBT / 2 if sureness(likely) >= _NEW_WORD else _NEW_WORD
    return [each for each in likely if each.confidence >= least]


def _renumbered(new: Sequence[RawWord], old: Sequence[RawWord]) -> list[RawWord]:
    first = max((each.line for each in old), default=-1) + 1
    return [replace(each, line=first + each.line) for each in new]
