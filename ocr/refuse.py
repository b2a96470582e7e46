"""Refuse ink that is not print (bỏ nét không phải chữ in): scraps of seals, pen strokes, table rules, dust.

A word is judged by its confidence, its size against the page's, its signs, and the company it keeps on its
line. In doubt a word stays: a handwritten number on a form is worth more than a stray dot is a nuisance.
"""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from ocr.rawword import RawWord
from ocr.vietnamese import fold

_BULLETS = frozenset('-–—+*•.…/:;,&()“”"')
_DOUBTFUL = 0.5
_GOOD_LINE = 0.75
_LONG = 8
"""Letters and digits from which a word is no scrap: addresses and numbers are often misread, seldom invented."""
_WEIGHT = 8
"""Letters beyond this many add no weight to a word: one misread address must not sink its line."""

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[iuy]?(?:[aeiouy]{1,2})[iuoy]?(?:ch|ng|nh|[cmnpt])?"
)
_ACRONYM = re.compile(r"[A-ZĐ]{2,7}")
_ROMAN_OR_NUMBER = re.compile(r"[IVX]{1,4}[.)]?|\(?\d{1,3}[.)]?|[a-zA-ZđĐ][.)]")


def printed(words: Iterable[RawWord]) -> list[RawWord]:
    """Give the words that are print, in the order they came."""
    kept = list(words)
    sized = [each.height for each in kept if letters_of(each) > 1 and each.confidence > 0.6]
    if not sized:
        return [each for each in kept if each.confidence >= _DOUBTFUL and letters_of(each)]
    usual = float(median(sized))
    lines: dict[int, list[RawWord]] = {}
    for each in kept:
        lines.setdefault(each.line, []).append(each)
    scraps = {number for number, line in lines.items() if _is_scrap(line, usual)}
    sure = {number: sureness(line) >= _GOOD_LINE for number, line in lines.items()}
    return [
        each for each in kept if each.line not in scraps and not _is_noise(each, usual, in_good_line=sure[each.line])
    ]


def letters_of(word: RawWord) -> int:
    """Count letters and digits."""
    return sum(map(str.isalnum, word.text))


def sureness(words: Sequence[RawWord]) -> float:
    """Give the mean confidence of words, weighted by their letters up to eight."""
    weights = [min(letters_of(each), _WEIGHT) for each in words]
    return sum(each.confidence * weight for each, weight in zip(words, weights, strict=True)) / max(1, sum(weights))


def is_syllable(text: str) -> bool:
    """Say whether a word without signs is spelt as one Vietnamese syllable, whatever its marks."""
    return _SYLLABLE.fullmatch(fold(text)) is not None


def is_plausible(text: str) -> bool:
    """Say whether a word could be Vietnamese print: one syllable in one case, or mostly digits."""
    core = text.strip(".,;:()[]\"'“”/-–—*|_")
    if not core:
        return False
    if sum(map(str.isdigit, core)) * 2 >= len(core):
        return True
    one_case = core.islower() or core.isupper() or core.istitle()
    parts = [part for part in re.split(r"[-/.,]", core) if part]
    return one_case and all(_SYLLABLE.fullmatch(fold(part)) or _ACRONYM.fullmatch(part) for part in parts)


def _has_shape(word: RawWord, usual: float, least: int) -> bool:
    """Say whether a word looks like print by size and spelling, whatever its confidence."""
    return letters_of(word) >= least and 0.6 * usual < word.height < 1.7 * usual and is_plausible(word.text)


def _is_noise(word: RawWord, usual: float, *, in_good_line: bool) -> bool:
    letters = letters_of(word)
    if letters == 0:
        return is_stray_sign(word, usual)
    if word.height < 0.3 * usual or (word.height > 3.2 * usual and word.confidence < 0.85):
        return True
    if letters >= _LONG and word.height < 3 * usual:
        return False
    if word.confidence >= _DOUBTFUL or _has_shape(word, usual, 3 if word.confidence > 0.15 else 6):
        return False
    if in_good_line and (letters >= 6 or (letters >= 2 and is_plausible(word.text))):
        return False
    return word.height > 1.7 * usual or word.confidence < 0.3


def is_stray_sign(word: RawWord, usual: float) -> bool:
    """Say whether a word is signs alone, and not such as stand alone in print."""
    if letters_of(word):
        return False
    if not set(word.text) <= _BULLETS:
        return True
    return word.height > 1.8 * usual or word.confidence < 0.4


def _is_scrap(line: Sequence[RawWord], usual: float) -> bool:
    """Say whether a whole line is no print: few letters, and none of them sure."""
    letters = sum(map(letters_of, line))
    if letters == 0:
        return True
    sure = sureness(line)
    if letters <= 2:
        text = "".join(each.text for each in line)
        fits = 0.5 * usual < max(each.height for each in line) < 1.8 * usual
        return sure < 0.8 or not fits or not _ROMAN_OR_NUMBER.fullmatch(text)
    if letters <= 4 and (sure < 0.6 or max(each.height for each in line) > 2.2 * usual):
        return True
    shaped = sum(letters_of(each) for each in line if _has_shape(each, usual, 6) or letters_of(each) >= _LONG)
    if shaped * 2 > letters:
        return False
    return sure < (_DOUBTFUL if letters <= 12 else 0.35)
