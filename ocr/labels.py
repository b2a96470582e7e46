"""Printed labels on lines (nhãn in sẵn): where they stand, matched nearly, and what looks like one and is none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ocr.printed import Line
from ocr.vietnamese import fold

_SHORT = 6
"""Labels up to this many letters must be read exactly and begin their line or stand before a colon."""

_LONG = 10
_LIKE, _LIKE_SIGNED, _LIKE_BARE = 84.0, 80.0, 92.0
"""How alike a label must be: as a rule, a long one before a colon, one with no colon behind it."""

_SAME = 0.97
_GAP = 1.3
"""Heights of a line that words are apart when another column, and perhaps another label, begins."""

_BULLET = re.compile(r"^\W{0,3}(?:\(?[0-9a-zIVX]{1,3}\s?[.)]\s?)?\W{0,3}$")
"""What may stand before the first label of a line: «2. », «a) », «- »."""

_SIGN = re.compile(r"\s?(?:\([^)]*\)|/\s?\w+\.?)?\s?(?:[:;…·]|\.{2,})")
"""What stands between a label and its value: a colon or leaders, a remark in brackets before them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found on a line: where it begins and ends in the line's text, 0-1 how alike."""

    line: int
    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Label:
    """A label to look for: as printed, folded, and whether it counts in capitals without a colon."""

    text: str
    key: str
    capitals: bool


def find_labels(lines: Sequence[Line], labels: Iterable[Label]) -> list[list[Hit]]:
    """Finds the labels on each line, from left to right, none over another."""
    wanted = list(labels)
    return [_without_overlaps(_hits(number, line, wanted)) for number, line in enumerate(lines)]


def _hits(number: int, line: Line, labels: Sequence[Label]) -> Iterator[Hit]:
    gaps = column_starts(line)
    for label in labels:
        found = _exact(number, line, label) if len(label.key) <= _SHORT else _near(number, line, label)
        yield from (hit for hit in found if _may_be_label(line, hit, gaps, label))


def _exact(number: int, line: Line, label: Label) -> Iterator[Hit]:
    for found in _alone(label.key).finditer(line.key):
        yield Hit(number, found.start(), found.end(), label.text, _SAME)


@cache
def _alone(key: str) -> re.Pattern[str]:
    """Returns what finds a label as words of their own; kept: to write and look it up takes longer."""
    return re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _near(number: int, line: Line, label: Label) -> Iterator[Hit]:
    """Yields the places where a label stands nearly: the likest, and each that is letter by letter the same."""
    from rapidfuzz import fuzz

    same = list(_places(label.key, line.key))
    for start in same:
        yield Hit(number, start, start + len(label.key), label.text, 1.0)
    if same or len(line.key) < len(label.key) - 2:
        return
    found = fuzz.partial_ratio_alignment(label.key, line.key, score_cutoff=_LIKE_SIGNED)
    if found is not None:
        start, end = _whole_words(line.key, found.dest_start, found.dest_end)
        yield Hit(number, start, end, label.text, min(found.score, fuzz.ratio(label.key, line.key[start:end])) / 100.0)


def _whole_words(key: str, start: int, end: int) -> tuple[int, int]:
    """Moves the edges of a found label to those of its words, a letter or two."""
    while start < end and key[start].isspace():
        start += 1
    for _ in range(2):
        if start > 0 and key[start - 1].isalnum() and key[start].isalnum():
            start -= 1
        if end < len(key) and key[end].isalnum() and key[end - 1].isalnum():
            end += 1
    while end > start and key[end - 1].isspace():
        end -= 1
    return start, end


def _may_be_label(line: Line, hit: Hit, gaps: set[int], label: Label) -> bool:
    """Tells whether words like a label are one: at the head of a line or column, or before a colon."""
    text = line.text
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    if (before.isalnum() and hit.start > 0) or after.isalnum():
        return False
    signed = _SIGN.match(text, hit.end) is not None
    if not signed and text[hit.start : hit.end].isupper() and not label.capitals:
        # A heading in capitals, such as that of the paper itself, labels nothing.
        return False
    opens = _BULLET.match(text[: hit.start]) is not None or hit.start in gaps
    if len(label.key) <= _SHORT:
        return opens or signed
    capital = text[hit.start].isupper() and hit.score >= _SAME
    if not (opens or signed or capital):
        return False
    return 100 * hit.score >= (_LIKE_BARE if not signed else _LIKE_SIGNED if len(label.key) >= _LONG else _LIKE)


def column_starts(line: Line) -> set[int]:
    """Returns the places in the text of a line where a word stands far behind the one before, as columns do."""
    starts, at = set(), 0
    for before, word in pairwise(line.words):
        at += len(fold(before.text)) + 1
        if word.left - before.right > _GAP * line.height:
            starts.add(at)
    return starts


def _without_overlaps(hits: Iterator[Hit]) -> list[Hit]:
    """Keeps the labels that are surely there, the longest first, then the nearly read ones."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.score < _SAME, one.start - one.end, -one.score)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)
