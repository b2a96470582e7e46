"""How near typed words are to a name on a list (độ khớp): whole, beginnings of words, initials; exact marks first."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ocr.vietnamese import canon, fold

_WORD = re.compile(r"[^\W_]+")
_LEAST_INITIALS, _LEAST_SCATTERED = 2, 3

Nearness = tuple[int, int, int, int]
"""Sorts the nearer first: the sort of match (0-6), whether marks differ (0, 1), where it begins, length of the name."""

WHOLE, BEGINS, WORDS, EACH, INITIALS, INSIDE, SCATTERED = range(7)
"""The name itself; its beginning; a run of words in it; each word begins one; its initials; a run of them; in order."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Typed words made ready for many comparisons."""

    words: tuple[str, ...]
    marked: str

    @classmethod
    def of(cls, text: str) -> "Sought":
        """Make typed words ready; those without any letter or digit are near to nothing."""
        return cls(tuple(_WORD.findall(fold(text))), " ".join(_WORD.findall(canon(text))))


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    flat: str
    marked: str
    letters: str


@lru_cache(maxsize=4096)
def _name(text: str) -> _Name:
    words = tuple(_WORD.findall(fold(text)))
    return _Name(words, " ".join(words), " ".join(_WORD.findall(canon(text))), "".join(word[0] for word in words))


def nearness(sought: Sought, text: str) -> Nearness | None:
    """Tell how near a name is to what is sought, smaller is nearer; None = not at all."""
    if not sought.words:
        return None
    name, phrase = _name(text), " ".join(sought.words)
    marks, length = int(sought.marked not in name.marked), len(name.flat)
    place = f" {name.flat}".find(f" {phrase}")
    if place >= 0:
        sort = WHOLE if name.flat == phrase else BEGINS if place == 0 else WORDS
        return (sort, marks, place, length)
    if all(any(word.startswith(one) for word in name.words) for one in sought.words):
        return (EACH, marks, 0, length)
    return _by_initials("".join(sought.words), name)


def _by_initials(letters: str, name: _Name) -> Nearness | None:
    if len(letters) < _LEAST_INITIALS:
        return None
    place = name.letters.find(letters)
    if place >= 0:
        return (INITIALS if place == 0 else INSIDE, 0, place, len(name.letters))
    rest = iter(name.letters)
    scattered = len(letters) >= _LEAST_SCATTERED and all(letter in rest for letter in letters)
    return (SCATTERED, 0, name.letters.find(letters[0]), len(name.letters)) if scattered else None
