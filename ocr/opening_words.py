"""The words that tell where papers begin and end (từ báo đầu và cuối giấy tờ), from `ocr/data/openings.toml`."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from ocr.vietnamese import fold

_LIKE = 85.0


@cache
def words(name: str) -> Any:  # noqa: ANN401 -- lists and tables of the file
    """Return one entry of the file."""
    return tomllib.loads(resources.files("ocr").joinpath("data/openings.toml").read_text("utf-8"))[name]


@cache
def folded(name: str) -> tuple[str, ...]:
    """Return the words of one list, folded, the longest first."""
    return tuple(sorted(map(fold, words(name)), key=len, reverse=True))


def alike(text: str, other: str, least: float = _LIKE) -> bool:
    """Say whether two texts are nearly the same without marks and case."""
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(text).strip(" :.-"), fold(other)) >= least


def begins(key: str, known: Iterable[str]) -> bool:
    """Say whether a folded text begins with one of folded words, a misread letter allowed in long ones."""
    from rapidfuzz import fuzz

    for one in known:
        start = key[: len(one)]
        after = key[len(one) : len(one) + 1]
        if not after.isalpha() and (start == one or (len(one) > 6 and fuzz.ratio(start, one) >= 84.0)):
            return True
    return False


def holds(key: str, known: Iterable[str], least: float = 87.0) -> bool:
    """Say whether one of folded words stands in a folded text, nearly."""
    from rapidfuzz import fuzz

    return any(
        one in key or (len(one) > 6 and fuzz.partial_ratio(one, key) >= least)
        for one in known
        if len(one) <= len(key) + 2
    )
