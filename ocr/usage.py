"""Which syllables stand side by side in Vietnamese official prose (thói quen dùng chữ): lost marks put back by it.

The models drop or mistake marks, most where two stand on one letter (tê for tế). Words that follow one another are
weighed together: of all ways to set their marks, the likeliest by usage stands, unless what was read is too sure for
it. Only marks are ever put right; digits, codes, and what may be a person's name stay as read.
`data/pairs.txt.gz` is made by `benchmarks/make_pairs.py` from texts of law.
"""

import gzip
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from ocr.lexicon import official
from ocr.page import TOLD, Word
from ocr.refuse import is_syllable
from ocr.vietnamese import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKED = frozenset(map(chr, (0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0, 0x103)))
"""Letters that lose a tone most often, as it stands above or beside a mark: â ê ô ơ ư ă."""
_OTHER = ((0.0, 4.2), (0.87, 4.2), (0.92, 8.0), (0.955, 9.6), (0.97, 17.0))
_LOST = ((0.0, 1.5), (0.955, 1.5), (0.97, 6.2))
"""What usage must outweigh (natural logarithms) by the confidence of a word: for any mark, and for a tone lost beside
another mark. A logistic fit on the tuning pages and worn variants of them, taken where 7 of 10 changes are right."""
_ONE_MORE = 7.8
"""The same for every further letter of the word."""
_NAME_LIKE = 5.0
"""The same for a word with one capital, inside a sentence."""
_TOO_DEAR = 16.0
"""What costs more is not even tried: any mark but a lost tone, on a word that was read surely."""
_KNOWN, _STRONG, _EXCLUSIVE = 1e-9, 0.3, 0.6
"""Share of a neighbour's uses in which a word with one capital must stand beside it: alone among small letters, beside
another capital with a small-letter neighbour, or with that other capital itself (Quang Ngai: hardly ever another)."""
_LONGEST_NAME = 4
_COMMONEST = 40
"""Family names, the commonest first, that are known without their tone too; of rarer ones that makes common words."""
_MENDED_MOST = 0.86
_EDGE = ".,;:!?()[]\"'“”‘’«»-–—/…"
_ENDS, _BEGINS = ".,;:!?)…", '(“"«'
_DISCOUNT = 0.75
_RARE = 0.3
"""Count of a syllable that the texts of law do not have."""


@cache
def _tables() -> tuple[dict[str, int], dict[str, str], dict[str, tuple[str, ...]], int]:
    """Counts of syllables, what follows each (still as text), syllables by folded form, and how many there are."""
    data = resources.files("ocr").joinpath("data/pairs.txt.gz").read_bytes()
    single: dict[str, int] = {}
    follow: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for line in gzip.decompress(data).decode().split("\n"):
        head, _, tail = line.partition("|")
        word, count = head.split(" ")
        single[word], follow[word] = int(count), tail
        alike.setdefault(fold(word), []).append(word)
    return single, follow, {key: tuple(words) for key, words in alike.items()}, sum(single.values())


@lru_cache(maxsize=4096)
def _after(word: str) -> dict[str, int]:
    """Counts of what follows a syllable; most syllables are never asked for."""
    tail = _tables()[1].get(word, "")
    return {each.split(" ")[0]: int(each.split(" ")[1]) for each in tail.split(",") if each}


@cache
def _family_names(*, worn: bool) -> frozenset[str]:
    """Family names as printed; `worn`: and the commonest as read when a tone is lost."""
    names = [name.lower() for name in official()["signer"]["families"]]
    return frozenset([*names, *map(_toneless, names[: _COMMONEST if worn else 0])])


@dataclass(frozen=True, slots=True)
class _Syllable:
    """A word that usage can speak of: where it stands, its letters, and the ways its marks may have been meant."""

    place: int
    line: int
    core: str
    meant: tuple[tuple[str, float], ...]


def mended(words: Sequence[Word]) -> list[Word]:
    """Put right marks by the words on both sides; confidence of a changed word is capped.

    Args:
        words: Of a page, in reading order.
    """
    out = list(words)
    for run in _runs(words):
        ways = [each.meant for each in run]
        if len(run) < 2 or all(len(way) == 1 for way in ways):
            continue
        best = _likeliest(ways)
        for at, (syllable, meant) in enumerate(zip(run, best, strict=True)):
            if meant == syllable.core.lower() or not _is_used(run, best, at):
                continue
            word = words[syllable.place]
            text = word.text.replace(syllable.core, _in_case(meant, syllable.core), 1)
            out[syllable.place] = replace(word, text=text, confidence=min(word.confidence, _MENDED_MOST))
    return out


def _runs(words: Sequence[Word]) -> list[list[_Syllable]]:
    """Part a page into runs of words with nothing but spaces between; a person's name starts a run of its own."""
    cores = [each.text.strip(_EDGE) for each in words]
    runs: list[list[_Syllable]] = []
    for place, (word, core) in enumerate(zip(words, cores, strict=True)):
        if not core.isalpha():
            continue
        before = words[place - 1] if place else None
        linked = (
            before is not None
            and cores[place - 1].isalpha()
            and before.block == word.block
            and before.text[-1:] not in _ENDS
            and word.text[:1] not in _BEGINS
            and not (cores[place - 1].islower() and _starts_a_name(cores, place))
        )
        if not linked:
            runs.append([])
        runs[-1].append(_Syllable(place, word.line, core, ()))
    return [_with_ways(run, words) for run in runs]


def _starts_a_name(cores: Sequence[str], place: int) -> bool:
    """Say whether words with capitals begin here: a name, of which the word before tells nothing."""
    titles = cores[place].istitle() and place + 1 < len(cores) and cores[place + 1].istitle()
    return titles or (cores[place].isupper() and len(cores[place]) > 1)


def _with_ways(run: Sequence[_Syllable], words: Sequence[Word]) -> list[_Syllable]:
    """Give each word of a run the ways in which it may have been meant, as read first."""
    lines: dict[int, list[str]] = {}
    for each in run:
        lines.setdefault(each.line, []).append(each.core)
    names = _family_names(worn=True)
    headings = {line for line, cores in lines.items() if all(map(str.isupper, cores)) and cores[0].lower() not in names}
    out: list[_Syllable] = []
    for at, each in enumerate(run):
        ways: tuple[tuple[str, float], ...] = ((each.core.lower(), 0.0),)
        # Capitals among small letters are a name or a code; a line of capitals is a heading.
        plain = each.core[1:].islower() or (each.core.isupper() and each.line in headings)
        if len(each.core) > 1 and plain and words[each.place].confidence < TOLD and not _in_a_name(run, at):
            least = _NAME_LIKE if at and each.core.istitle() else 0.0
            ways = _ways(each.core.lower(), round(words[each.place].confidence, 2), least)
        out.append(replace(each, meant=ways))
    return out


def _is_family(core: str) -> bool:
    """Say whether a word is a family name; in capitals only as it is spelt: headings have many a word like one."""
    return core.lower() in _family_names(worn=not core.isupper())


@lru_cache(maxsize=1 << 14)
def _ways(read: str, confidence: float, least: float) -> tuple[tuple[str, float], ...]:
    """Give what may have been meant by a word, each with what usage must outweigh; the word as read costs nothing."""
    found = [(read, 0.0)]
    for other in _tables()[2].get(fold(read), ()):
        if other != read and len(other) == len(read):
            cost = least + _cost(read, other, confidence)
            if cost <= _TOO_DEAR:
                found.append((other, cost))
    return tuple(found)


def _cost(read: str, meant: str, confidence: float) -> float:
    changed = [(one, other) for one, other in zip(read, meant, strict=True) if one != other]
    lost = all(one in _MARKED and _toneless(other) == one for one, other in changed)
    return _on(_LOST if lost else _OTHER, confidence) + _ONE_MORE * (len(changed) - 1)


def _on(knots: Sequence[tuple[float, float]], confidence: float) -> float:
    for (left, low), (right, high) in pairwise(knots):
        if confidence <= right:
            return low + (high - low) * (confidence - left) / (right - left)
    return knots[-1][1]


def _toneless(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(each for each in apart if each not in _TONES))


def _likeliest(ways: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
    """Find the way through a run that usage and reading together make likeliest (Viterbi)."""
    worth = {word: _alone(word) - cost for word, cost in ways[0]}
    came: list[dict[str, str]] = []
    for way in ways[1:]:
        best: dict[str, tuple[float, str]] = {}
        for word, cost in way:
            best[word] = max((so_far + _follows(last, word) - cost, last) for last, so_far in worth.items())
        came.append({word: last for word, (_, last) in best.items()})
        worth = {word: value for word, (value, _) in best.items()}
    path = [max(worth, key=lambda word: worth[word])]
    for step in reversed(came):
        path.append(step[path[-1]])
    return path[::-1]


def _alone(word: str) -> float:
    """Logarithm of how usual a syllable is."""
    single, _, _, total = _tables()
    return math.log((single.get(word, 0) + _RARE) / total)


@lru_cache(maxsize=1 << 16)
def _follows(left: str, word: str) -> float:
    """Logarithm of how usual it is that a syllable follows another."""
    single, _, _, total = _tables()
    usual = (single.get(word, 0) + _RARE) / total
    count = single.get(left, 0)
    if not count:
        return math.log(usual)
    after = _after(left)
    whole = 1.02 * count + 5
    other = (_DISCOUNT * len(after) + 0.02 * count + 5) / whole
    return math.log(max(after.get(word, 0) - _DISCOUNT, 0.0) / whole + other * usual)


def _is_used(run: Sequence[_Syllable], meant: Sequence[str], at: int) -> bool:
    """Say whether a changed word is known beside a neighbour; one with a capital, so well that it is no name."""
    before = _share_before(meant[at - 1], meant[at]) if at else 0.0
    after = _share_after(meant[at], meant[at + 1]) if at + 1 < len(run) else 0.0
    if run[at].core.islower():
        return before > 0 or after > 0
    if run[at].core.isupper():
        # Letters that stand for words (UBND) have no usage of their own.
        line = [place for place, each in enumerate(run) if each.line == run[at].line and is_syllable(each.core)]
        usual = len(line) > 1 and all(_share_after(meant[one], meant[two]) > 0 for one, two in pairwise(line))
        return usual or max(before, after) >= _EXCLUSIVE
    left = at > 0 and not run[at - 1].core.islower()
    right = at + 1 < len(run) and not run[at + 1].core.islower()
    before = 0.0 if left and before < _EXCLUSIVE else before
    after = 0.0 if right and after < _EXCLUSIVE else after
    return max(before, after) >= (_STRONG if left or right else _KNOWN)


def _in_a_name(run: Sequence[_Syllable], at: int) -> bool:
    """Say whether a family name stands here or up to three words before, with capitals all the way."""
    for back in range(min(_LONGEST_NAME, at + 1)):
        if run[at - back].core.islower():
            return False
        if _is_family(run[at - back].core):
            return back > 0 or (at + 1 < len(run) and not run[at + 1].core.islower())
    return False


def _share_before(left: str, word: str) -> float:
    """Share of the uses of a syllable after which another follows, 0-1."""
    return _after(left).get(word, 0) / max(1, _tables()[0].get(left, 0))


def _share_after(word: str, right: str) -> float:
    """Share of the uses of a syllable before which another stands, 0-1."""
    return _after(word).get(right, 0) / max(1, _tables()[0].get(right, 0))


def _in_case(text: str, like: str) -> str:
    """Write a word as another is written: small, capital or with one capital."""
    if like.isupper():
        return text.upper()
    return text.capitalize() if like[:1].isupper() else text
