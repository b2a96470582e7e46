"""Whether words could be Vietnamese (âm tiết tiếng Việt): judged by how syllables are built, not by a word list.

A syllable is an onset, a nucleus with its glides, and a coda, each of a small closed set; the tone rides on the
nucleus. Text in a wrong encoding breaks these rules in most of its words, names and rare words keep them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_STOPS = ("c", "ch", "p", "t")
_STOPPED = "\u0301\u0323"
"""Before a stop the voice rises or falls short: no other tone is ever written there."""
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))

_A, _AA, _E, _O, _OO, _U, _D = map(chr, (0x103, 0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0, 0x111))
"""ă â ê ô ơ ư đ: letters of their own in Vietnamese."""

_OPEN = (
    f"i{_E}u y{_E}u oai oay oeo uao u{_AA}y u{_O}i uya uyu {_U}{_OO}i {_U}{_OO}u ai ao au ay {_AA}u {_AA}y eo {_E}u "
    f"ia iu oi {_O}i {_OO}i ua ui {_U}a {_U}i {_U}u"
).replace(" ", "|")
"""Nuclei that no coda follows."""
_EITHER = f"oa oe u{_E} uy u{_OO} a e {_E} i o {_O} {_OO} u {_U} y".replace(" ", "|")
_CLOSED = f"uy{_E} i{_E} y{_E} o{_A} oo u{_AA} u{_O} {_U}{_OO} {_A} {_AA}".replace(" ", "|")
"""Nuclei that never stand without a coda."""
_CODA = "(?:ch|ng|nh|[ckmnpt])"
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx{_D}])?"
    rf"(?:(?:{_OPEN})|(?:{_CLOSED}){_CODA}|(?:{_EITHER}){_CODA}?)"
)

_EDGE = ".,;:!?()[]{}<>\"'`“”‘’«»…*_=+-–—/\\|•\u2212%&#@"
_PARTS = re.compile(r"[-–—/.,:;()\[\]+&@_]+")
_SHORT_CAPITALS = 6
"""Letters up to which a word in capitals that is no syllable may be an abbreviation (UBND, TTHC), and says nothing."""

_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "is", "for", "by", "on", "with", "that", "this", "from", "be", "are", "as", "at",
    "or", "not", "it", "an",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """How Vietnamese a text looks (mức giống tiếng Việt).

    Attributes:
        words: Words that say something: two letters at least, no abbreviation, no number.
        plain: Share of them that are built like syllables, 0-1.
        marked: Share of them that carry a mark of their own, 0-1; prose has about 0.75.
        english: Share of them that are English words of grammar, 0-1.
    """

    words: int
    plain: float
    marked: float
    english: float


def likeness(text: str) -> Likeness:
    """Weigh a text; an empty one has 0 words and all shares 0."""
    told = [(part, verdict) for part in _parts(text) if (verdict := _verdict(part)) is not None]
    count = max(1, len(told))
    return Likeness(
        words=len(told),
        plain=sum(good for _, good in told) / count,
        marked=sum(good and not part.isascii() for part, good in told) / count,
        english=sum(part.lower() in _ENGLISH for part, _ in told) / count,
    )


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Say whether one word, in NFC and any one case, is built like a Vietnamese syllable."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    if _SYLLABLE.fullmatch(bare) is None:
        return False
    return not bare.endswith(_STOPS) or any(tone in apart for tone in _STOPPED)


def in_capitals(word: str) -> bool:
    """Say whether a word is written in capitals, some perhaps as small letters for want of others (QUYếT in TCVN3)."""
    return word.isupper() or (word.isalpha() and not any(letter.isascii() and letter.islower() for letter in word))


def _parts(text: str) -> Iterable[str]:
    for word in text.split():
        yield from (part for part in _PARTS.split(word.strip(_EDGE)) if part)


def _verdict(part: str) -> bool | None:
    """Say whether a word is a syllable; None for what says nothing."""
    if len(part) < 2 or any(map(str.isdigit, part)):
        return None
    if is_syllable(part) and (part.islower() or part.istitle() or in_capitals(part)):
        return True
    if part.isalpha() and part.isupper() and len(part) <= _SHORT_CAPITALS:
        return None
    return False
