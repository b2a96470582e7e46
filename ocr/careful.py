"""Careful reading (đọc kỹ): doubtful words read twice more, by another model and at another scale, and agreed upon.

A page that is sure is not read again, and of a doubtful page only doubtful words and those beside them are: cut out of
the read picture, read by the larger model as they are and by the usual one enlarged. Two readings that agree overrule
the first; one alone does where it is clearly surer. Letters and figures come from the picture, never from a list.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ocr.engine import OcrEngine
from ocr.lines import Piece, pieces_of
from ocr.rawword import LINE, Grey, RawWord
from ocr.refuse import is_plausible, letters_of
from ocr.vietnamese import fold

_LARGE_MODEL = "script/Vietnamese"
_DOUBTED = 0.9
"""Raw confidence below which a word is worth another reading: one in three such words is wrong, one in fifty above."""
_MOST_PARTS = 32
_BESIDE = 1
"""Words read again on each side of a doubtful one: a model reads a word better among others."""
_ENLARGED_PX = 52
_MOST_ENLARGED = 2.5
_EDGE_PX = 12
_MUCH_SURER = 0.1
_UNDECIDED = 0.85
"""Most confidence of marks that every reading sets in another way: usage may set them then."""


def agreed(picture: Grey, words: Sequence[RawWord], engine: OcrEngine, dpi: float) -> list[RawWord]:
    """Read doubtful words twice more, in parts of lines, and take for each what is likeliest.

    Args:
        picture: As it was read.
        words: Print alone, edges in px of `picture`.
        engine: The same engine.
        dpi: Of `picture`.
    """
    instead: dict[RawWord, RawWord] = {}
    for piece in _doubtful(words)[:_MOST_PARTS]:
        doubted = [each for each in piece.words if is_doubted(each)]
        found: dict[RawWord, list[RawWord]] = {each: [] for each in doubted}
        for how in _ways(piece, engine):
            reading = _read(picture, piece, engine, dpi, how)
            for word in doubted:
                same = _same_place(word, reading)
                found[word] += [same] if same is not None else []
            # What a second reading confirms needs no third.
            if all(others and others[0].text == word.text for word, others in found.items()):
                break
        instead |= {word: _likeliest(word, others) for word, others in found.items()}
    return [instead.get(each, each) for each in words]


def is_doubted(word: RawWord) -> bool:
    """Say whether a word is worth another reading."""
    return letters_of(word) > 0 and (word.confidence < _DOUBTED or not is_plausible(word.text))


def _doubtful(words: Sequence[RawWord]) -> list[Piece]:
    """Give the parts of lines with a doubtful word, each with a word on both sides, the most doubtful first."""
    found = [part for piece in pieces_of(words) for part in _parts(piece)]
    return sorted(found, key=lambda piece: -sum(1 - each.confidence for each in piece.words if is_doubted(each)))


def _parts(piece: Piece) -> list[Piece]:
    """Cut the doubtful words out of a line, with their neighbours; what is nearly the whole line stays one part."""
    wanted = [is_doubted(each) for each in piece.words]
    near = [any(wanted[max(0, at - _BESIDE) : at + _BESIDE + 1]) for at in range(len(wanted))]
    parts: list[list[RawWord]] = [[]]
    for word, taken in zip(piece.words, near, strict=True):
        if taken:
            parts[-1].append(word)
        elif parts[-1]:
            parts.append([])
    return [Piece(tuple(part)) for part in parts if part]


def _ways(piece: Piece, engine: OcrEngine) -> list[tuple[str, float]]:
    """Give model and scale of each further reading of a line."""
    larger = min(_MOST_ENLARGED, max(1.25, _ENLARGED_PX / max(1.0, piece.height)))
    return [(_LARGE_MODEL, 1.0), ("vie", larger)] if engine.has(_LARGE_MODEL) else [("vie", larger), ("vie", 0.8)]


def _read(picture: Grey, piece: Piece, engine: OcrEngine, dpi: float, how: tuple[str, float]) -> list[RawWord]:
    """Read one part of a line cut out of the picture."""
    model, scale = how
    pad = int(0.35 * piece.height) + 2
    top, left = max(0, piece.top - pad), max(0, piece.left - pad)
    part = picture[top : piece.bottom + pad, left : piece.right + pad]
    if scale != 1.0:
        way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        part = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=way), np.uint8)
    edges = (_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
    part = np.asarray(cv2.copyMakeBorder(part, *edges, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)
    return [
        replace(
            each,
            left=left + round((each.left - _EDGE_PX) / scale),
            top=top + round((each.top - _EDGE_PX) / scale),
            right=left + round((each.right - _EDGE_PX) / scale),
            bottom=top + round((each.bottom - _EDGE_PX) / scale),
        )
        for each in engine.read(part, dpi * scale, LINE, model)
    ]


def _same_place(word: RawWord, others: Sequence[RawWord]) -> RawWord | None:
    """Find the word of another reading that covers the same print, no more and no less."""
    wide = word.right - word.left
    for each in others:
        across = min(word.right, each.right) - max(word.left, each.left)
        down = min(word.bottom, each.bottom) - max(word.top, each.top)
        if across > 0.7 * max(wide, each.right - each.left) and down > 0.4 * min(word.height, each.height):
            return each
    return None


def _likeliest(word: RawWord, others: Sequence[RawWord]) -> RawWord:
    """Take what two readings agree upon, else what one reads clearly surer; marks none agree upon stay in doubt."""
    if not others:
        return word
    best = max(others, key=lambda each: each.confidence)
    agreeing = [each for each in others if each.text == word.text]
    if agreeing:
        return replace(word, confidence=max(word.confidence, *(each.confidence for each in agreeing)))
    if len(others) > 1 and len({each.text for each in others}) == 1:
        return replace(word, text=best.text, confidence=best.confidence)
    if fold(best.text) == fold(word.text):
        likelier = best if best.confidence > word.confidence else word
        return replace(word, text=likelier.text, confidence=min(likelier.confidence, _UNDECIDED))
    if best.confidence > word.confidence + _MUCH_SURER and is_plausible(best.text) >= is_plausible(word.text):
        return replace(word, text=best.text, confidence=best.confidence)
    return word
