"""Spaces where print has them (khoảng cách chữ): words run together or torn apart, and figures of a day among letters.

What is written by hand into a gap of print («ngày … tháng») comes from the engine as one word with the print beside
it; a number and sign is torn apart behind its hyphen. Letters are never changed here, but for those that stand for the
figures of a day or month (l2 for 12), where the print before says that a figure must follow.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.rawword import RawWord
from ocr.vietnamese import fold

_GAP_WORD = re.compile(r"(ngay|thang)(?![/\-.,;:)\u2026]|$)(.*?)(thang|nam)?")
_LABELLED = re.compile(r"([^\W\d_]{2,}:)([^\s/].+)")
_TORN = re.compile(r"\S*\d/\S*[^\W\d_]-")
_LIKE_FIGURES = str.maketrans("Il!|iOo", "1111100")
_FIGURES = re.compile(r"(?=.*\d|II|ll)[0-9Il!|iOo]{2}")
_LAST_DAY = 31
_CLOSE = 0.6
"""Heights of a word that no space of a torn number and sign is wider than."""
_DOUBTED = 0.6


def spaced(words: Sequence[RawWord]) -> list[RawWord]:
    """Give words with the spaces of print, in the order they came.

    Args:
        words: Print alone, words of one line in printed order.
    """
    out: list[RawWord] = []
    for each in words:
        for word in _parted(each):
            last = out[-1] if out else None
            if last is not None and _is_torn(last, word):
                out[-1] = _joined(last, word)
            elif last is not None and last.line == word.line and fold(last.text) in {"ngay", "thang"}:
                out.append(_as_figures(word))
            else:
                out.append(word)
    return out


def _parted(word: RawWord) -> list[RawWord]:
    """Part print from what was written beside it; ink without a figure in such a gap is no word."""
    gap = _GAP_WORD.fullmatch(fold(word.text))
    if gap is not None and (gap.group(2) or gap.group(3)):
        parts = [word.text[slice(*gap.span(number))] for number in (1, 2, 3) if gap.group(number)]
        return [each for each in _shared(word, parts) if _is_word(each.text)]
    labelled = _LABELLED.fullmatch(word.text)
    if labelled is not None and any(map(str.isalnum, labelled.group(2))):
        return _shared(word, list(labelled.groups()))
    return [word]


def _is_word(text: str) -> bool:
    return fold(text) in {"ngay", "thang", "nam"} or any(map(str.isdigit, text))


def _shared(word: RawWord, parts: Sequence[str]) -> list[RawWord]:
    """Share the width of a word among its parts by their letters."""
    letter = (word.right - word.left) / len(word.text)
    out: list[RawWord] = []
    done = 0
    for part in parts:
        left, right = word.left + round(done * letter), word.left + round((done + len(part)) * letter)
        out.append(replace(word, text=part, left=left, right=right))
        done += len(part)
    return out


def _is_torn(last: RawWord, word: RawWord) -> bool:
    near = last.line == word.line and word.left - last.right < _CLOSE * last.height
    return near and _TORN.fullmatch(last.text) is not None and word.text[:1].isupper()


def _joined(last: RawWord, word: RawWord) -> RawWord:
    return replace(
        last,
        text=last.text + word.text,
        right=word.right,
        top=min(last.top, word.top),
        bottom=max(last.bottom, word.bottom),
        confidence=min(last.confidence, word.confidence),
    )


def _as_figures(word: RawWord) -> RawWord:
    """Read letters that look like figures as figures, where they make a day or a month; never the other way."""
    if word.text.isdigit() or _FIGURES.fullmatch(word.text) is None:
        return word
    figures = word.text.translate(_LIKE_FIGURES)
    if not 0 < int(figures) <= _LAST_DAY:
        return word
    return replace(word, text=figures, confidence=min(word.confidence, _DOUBTED))
