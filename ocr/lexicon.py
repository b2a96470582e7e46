"""Known words of official papers (từ điển văn bản): found fuzzily, written in their right spelling."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ocr.vietnamese import fold

_LIKE = 84.0
_LONGEST = 12


@cache
def official() -> dict[str, Any]:
    """Returns the tables of `ocr/data/official.toml`."""
    return tomllib.loads(resources.files("ocr").joinpath("data/official.toml").read_text("utf-8"))


def similar(one: str, other: str) -> float:
    """Returns how alike two texts are without marks and case, 0-100."""
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(one), fold(other))


def best_of(text: str, known: Iterable[str], least: float = _LIKE) -> tuple[str, float] | None:
    """Returns the known text that is most like `text` and how alike, None below `least` (0-100)."""
    scored = [(one, similar(text, one)) for one in known]
    best = max(scored, key=lambda pair: pair[1], default=None)
    return best if best is not None and best[1] >= least else None


def begins(text: str, known: Iterable[str], least: float = 80.0) -> str | None:
    """Returns the longest known beginning of `text`, compared word by word, None when none fits."""
    words = fold(text).split()
    for one in sorted(known, key=len, reverse=True):
        wanted = fold(one).split()
        if len(wanted) <= len(words) and similar(" ".join(words[: len(wanted)]), one) >= least:
            return one
    return None


def spelled(text: str, phrases: Sequence[str]) -> tuple[str, float]:
    """Writes known phrases in their own spelling and other words with one capital.

    Only marks and single misread letters of known phrases change; digits and unknown words stay.

    Returns:
        The text, and the share of its words that were known, 0-1.
    """
    words = text.split()
    by_key = _by_key(tuple(phrases))
    out: list[str] = []
    at = known = 0
    while at < len(words):
        phrase, length = _longest(words, at, by_key)
        if phrase is not None:
            out.append(phrase)
            known += length
        else:
            out.append(_capital(words[at]))
        at += length
    whole = " ".join(out)
    return whole[:1].upper() + whole[1:], known / max(1, len(words))


def _longest(words: list[str], at: int, by_key: dict[int, dict[str, str]]) -> tuple[str | None, int]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        piece = " ".join(words[at : at + length])
        tail = "," if piece.endswith(",") else ""
        key = fold(piece.rstrip(",")).replace(",", "")
        table = by_key.get(length, {})
        if key in table:
            return table[key] + tail, length
        if length > 1:
            close = best_of(key, table, 90.0)
            if close is not None:
                return table[close[0]] + tail, length
    return None, 1


@lru_cache(maxsize=8)
def _by_key(phrases: tuple[str, ...]) -> dict[int, dict[str, str]]:
    tables: dict[int, dict[str, str]] = {}
    for phrase in phrases:
        key = fold(phrase).replace(",", "")
        tables.setdefault(len(key.split()), {}).setdefault(key, phrase)
    return tables


def _capital(word: str) -> str:
    return word if any(letter.isdigit() for letter in word) else word[:1].upper() + word[1:].lower()
