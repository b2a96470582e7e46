"""Which syllables stand side by side in Vietnamese official prose (thói quen dùng chữ): lost marks put back by it.

The models drop a mark where two stand on one letter (tê for tế). Only marks are ever put right, only on small-letter
words between other words, and only where usage leaves little doubt: digits, codes, capitals and names stay as read.
`data/pairs.txt.gz` is made by `benchmarks/make_pairs.py` from texts of law.
"""

import gzip
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from ocr.page import TOLD, Word
from ocr.vietnamese import fold

_LEAST_GAIN = 2.0
_SMOOTH = 0.02
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOST_TONE = 0.0
"""Costs in natural logarithms of what a model may have misread, fitted on the tuning pages' commonest confusions."""
_OTHER_TONE = 5.0
_OTHER_MARK = 5.0
_MARKED = frozenset(map(chr, (0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0, 0x103)))
"""Letters that lose a tone most often, as it stands above or beside a mark: â ê ô ơ ư ă."""
_TRUSTED = 5.0
"""How much a word read with confidence 1 weighs against usage, beside one read with 0.5."""
_SURELY_READ = 0.9
_MENDED_MOST = 0.86
_EDGE = ".,;:!?()[]\"'“”‘’«»-–—/…"


@cache
def _tables() -> tuple[dict[str, int], dict[str, dict[str, int]], dict[str, tuple[str, ...]], int]:
    """Counts of syllables, of what follows each, syllables by their folded form, and how many there are."""
    data = resources.files("ocr").joinpath("data/pairs.txt.gz").read_bytes()
    single: dict[str, int] = {}
    follow: dict[str, dict[str, int]] = {}
    alike: dict[str, list[str]] = {}
    for line in gzip.decompress(data).decode().split("\n"):
        head, _, tail = line.partition("|")
        word, count = head.split(" ")
        single[word] = int(count)
        alike.setdefault(fold(word), []).append(word)
        follow[word] = {each.split(" ")[0]: int(each.split(" ")[1]) for each in tail.split(",") if each}
    return single, follow, {key: tuple(words) for key, words in alike.items()}, sum(single.values())


def mended(words: Sequence[Word]) -> list[Word]:
    """Put back marks that were lost, judged by the words on both sides; confidence of a changed word is capped.

    Args:
        words: Of a page, in reading order.
    """
    out = list(words)
    for place, word in enumerate(out):
        core = _core(word.text)
        if core is None or word.confidence == TOLD:
            continue
        left = _side(out, place, -1)
        right = _side(out, place, 1)
        if left is None and right is None:
            continue
        if core[:1].isupper() and (left is not None or right is None or not right.islower()):
            continue
        better = _better(core.lower(), left and left.lower(), right and right.lower(), word.confidence)
        if better is not None:
            shown = better.capitalize() if core[:1].isupper() else better
            text = word.text.replace(core, shown, 1)
            out[place] = replace(word, text=text, confidence=min(word.confidence, _MENDED_MOST))
    return out


def _core(text: str) -> str | None:
    """Give the letters of a word that may be put right: small ones, perhaps the first a capital; else None."""
    core = text.strip(_EDGE)
    if len(core) < 2 or not core.isalpha() or not (core.islower() or core[1:].islower()):
        return None
    return core


def _side(words: Sequence[Word], place: int, step: int) -> str | None:
    """Give the neighbour in the same block when nothing but a space parts them."""
    other = place + step
    if not 0 <= other < len(words) or words[other].block != words[place].block:
        return None
    first, second = (words[other], words[place]) if step < 0 else (words[place], words[other])
    if first.text[-1:] in ".,;:!?)…" or second.text[:1] in '(“"«':
        return None
    core = words[other].text.strip(_EDGE)
    return core if core.isalpha() else None


def _better(word: str, left: str | None, right: str | None, confidence: float) -> str | None:
    single, _, alike, _ = _tables()
    best, most = None, 0.0
    here = _worth(word, left, right)
    # A word that exists and was read surely may be rare, not wrong (dược, hộp): only a lost tone is given back to it.
    sure = confidence >= _SURELY_READ and word in single
    for other in alike.get(fold(word), ()):
        if other == word or not _seen(other, left, right):
            continue
        if sure and _cost(word, other) > 0:
            continue
        gain = _worth(other, left, right) - here - _cost(word, other) - _TRUSTED * max(0.0, confidence - 0.5)
        if gain > most:
            best, most = other, gain
    known = single.get(word, 0) > 0
    return best if most > (_LEAST_GAIN if known else _LEAST_GAIN / 3) else None


def _seen(word: str, left: str | None, right: str | None) -> bool:
    follow = _tables()[1]
    return (left is not None and word in follow.get(left, {})) or (right is not None and right in follow.get(word, {}))


def _worth(word: str, left: str | None, right: str | None) -> float:
    """Logarithm of how usual a word is between two others."""
    single, follow, _, total = _tables()
    share = (single.get(word, 0) + 0.3) / total
    worth = 0.0
    sides = 0
    if left is not None and left in single:
        worth += math.log(follow[left].get(word, 0) + _SMOOTH * single[left] ** 0.5 * share * 1000) - math.log(
            single[left] + 1
        )
        sides += 1
    if right is not None and right in single:
        after = follow.get(word, {}).get(right, 0)
        base = (single[right] + 0.3) / total
        worth += math.log(after + _SMOOTH * (single.get(word, 0) + 0.3) ** 0.5 * base * 1000)
        worth -= math.log(single[right] + 1)
        sides += 1
    return worth if sides else math.log(share)


def _cost(read: str, meant: str) -> float:
    """Cost of having read one word for another that differs in marks alone."""
    cost = 0.0
    for one, other in zip(_letters(read), _letters(meant), strict=True):
        if one == other:
            continue
        (base_one, tone_one), (base_other, tone_other) = _parted(one), _parted(other)
        if base_one != base_other:
            cost += _OTHER_MARK
        if tone_one != tone_other:
            lost = not tone_one and base_one == base_other and base_one in _MARKED
            cost += _LOST_TONE if lost else _OTHER_TONE
    return cost


def _letters(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _parted(letter: str) -> tuple[str, str]:
    """Part a letter into its shape (ê, ơ, đ …) and its tone."""
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(each for each in apart if each in _TONES)
    shape = unicodedata.normalize("NFC", "".join(each for each in apart if each not in _TONES))
    return shape, tone
