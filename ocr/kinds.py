"""The kinds of paper (loại giấy): one data file each in `ocr/kinds/`, and the one a paper is.

Light on purpose: the window lists the kinds by it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ocr.vietnamese import fold

if TYPE_CHECKING:
    from ocr.printed import Line

_LIKE = 84.0
_LONG_HEADING = 34


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind of paper (trường của loại giấy).

    Attributes:
        name: Stable name.
        label: What the screen calls it, in Vietnamese.
        label_en: The same in English.
        type: Key of `ocr.values.PARSERS`.
        labels: How papers label it; compared without marks, nearly.
        after: Name of the field that must stand before it, "" for none.
        side: "left" or "right" when it stands in that half of the page, "" for anywhere.
        lines: Most lines its value takes.
        words_of: Name of the date field this one repeats in words, "" for none.
    """

    name: str
    label: str
    label_en: str
    type: str
    labels: tuple[str, ...]
    after: str = ""
    side: str = ""
    lines: int = 1
    words_of: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper (loại giấy).

    Attributes:
        code: Stable code, the name of its file.
        ten: Its Vietnamese title.
        title: Its English title.
        headings: Whole headings it is known by.
        starts: Beginnings of headings it is known by.
        clues: Words one of which must stand on the page as well; empty for none.
        reader: "labels" or "official".
        rank: The higher wins between kinds of equal likeness.
        fields: In the order of the screen.
    """

    code: str
    ten: str
    title: str
    headings: tuple[str, ...]
    starts: tuple[str, ...]
    clues: tuple[str, ...]
    reader: str
    rank: int
    fields: tuple[FieldSpec, ...]


@cache
def kinds() -> dict[str, Kind]:
    """Returns all kinds by code, in the order of their codes."""
    folder = resources.files("ocr").joinpath("kinds")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {kind.code: kind for kind in (_kind(one.name[:-5], tomllib.loads(one.read_text("utf-8"))) for one in files)}


def _kind(code: str, data: dict[str, Any]) -> Kind:
    return Kind(
        code=code,
        ten=data["ten"],
        title=data["title"],
        headings=tuple(data.get("headings", ())),
        starts=tuple(data.get("starts", ())),
        clues=tuple(data.get("clues", ())),
        reader=data.get("reader", "labels"),
        rank=data.get("rank", 0),
        fields=tuple(FieldSpec(**{**one, "labels": tuple(one.get("labels", ()))}) for one in data.get("field", ())),
    )


def recognise(lines: Sequence["Line"]) -> tuple[Kind | None, float]:
    """Tells the kind of a paper by its headings.

    Args:
        lines: The lines of its pages, in order.

    Returns:
        The kind, None when no heading is known, and how sure, 0-1.
    """
    best: tuple[float, int, Kind] | None = None
    whole = " ".join(line.key for line in lines)
    for at, line in enumerate(lines):
        if not _may_be_heading(line):
            continue
        texts = [line.key.strip(" :.-*")]
        if at + 1 < len(lines) and _may_be_heading(lines[at + 1]):
            texts.append(f"{texts[0]} {lines[at + 1].key.strip(' :.-*')}")
        for kind in kinds().values():
            score = max(_score(kind, text) for text in texts) * _early(line)
            if score >= _LIKE and _has_clue(kind, whole) and (best is None or (score + kind.rank) > best[0]):
                best = score + kind.rank, kind.rank, kind
    return (best[2], min(1.0, (best[0] - best[1]) / 100.0)) if best is not None else (None, 0.0)


def _may_be_heading(line: "Line") -> bool:
    return line.upper and len(line.text) > 3  # a heading has a word


def _early(line: "Line") -> float:
    """Returns a factor that prefers headings high on the first page."""
    low = line.top / max(1, line.size[1]) > 0.55  # the lower half
    return (0.93 if low else 1.0) * (0.95 if line.page > 1 else 1.0)


def is_heading(kind: Kind, line: "Line") -> bool:
    """Tells whether a line is a heading the kind is known by."""
    return _may_be_heading(line) and _score(kind, line.key.strip(" :.-*")) >= _LIKE


def _score(kind: Kind, text: str) -> float:
    from rapidfuzz import fuzz

    score = max((fuzz.ratio(text, fold(one)) for one in kind.headings), default=0.0)
    for start in kind.starts:
        key = fold(start)
        if len(text) >= len(key):
            score = max(score, fuzz.ratio(text[: len(key)], key) - 2.0)
    for heading in kind.headings:
        key = fold(heading)
        if len(key) >= _LONG_HEADING and len(text) >= _LONG_HEADING / 2:
            score = max(score, fuzz.partial_ratio(text, key) - 6.0)
    return score


def _has_clue(kind: Kind, whole: str) -> bool:
    from rapidfuzz import fuzz

    return not kind.clues or any(fuzz.partial_ratio(fold(clue), whole) >= _LIKE for clue in kind.clues)
