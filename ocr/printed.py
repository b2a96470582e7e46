"""Printed lines as the field readers see them (dòng chữ): words with their place, page and folded text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from ocr.page import Box, PageReading, Word
from ocr.vietnamese import compose, fold

_GAP = 1.6
"""Two words of a line further apart than this many line heights belong to two columns."""

_JUNK = 0.25
_UPPER = 0.7
_SAME_ROW = 0.5
"""Middles of two lines of a row differ by less than this share of the usual word's height."""

_TOUCH = 6
"""Pixels by which boxes of neighbours may overlap."""


@dataclass(frozen=True)
class Line:
    """Words that stand in one line of one column (một dòng chữ).

    Attributes:
        words: From left to right, at least one.
        page: Counts from 1.
        size: Width and height of the page in pixels.
    """

    words: tuple[Word, ...]
    page: int
    size: tuple[int, int]

    @cached_property
    def text(self) -> str:
        """The words with one space between them, NFC."""
        return " ".join(compose(word.text) for word in self.words)

    @cached_property
    def key(self) -> str:
        """The text folded; as long as the text, so that places in it are places in the text."""
        return fold(self.text)

    @cached_property
    def left(self) -> int:
        """Left edge in pixels."""
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> int:
        """Right edge in pixels."""
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> int:
        """Top edge in pixels, that of the middle word so that a stray mark does not count."""
        return int(median(word.top for word in self.words))

    @cached_property
    def bottom(self) -> int:
        """Bottom edge in pixels, that of the middle word."""
        return int(median(word.bottom for word in self.words))

    @property
    def height(self) -> int:
        """Height in pixels, at least 1."""
        return max(1, self.bottom - self.top)

    @property
    def centre(self) -> float:
        """Middle between left and right, in pixels."""
        return (self.left + self.right) / 2

    @cached_property
    def confidence(self) -> float:
        """Mean confidence of the words by their length, 0-1."""
        weight = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(1, weight)

    @cached_property
    def upper(self) -> bool:
        """True when it is set in capitals."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return bool(letters) and sum(letter.isupper() for letter in letters) >= _UPPER * len(letters)

    def part(self, start: int, end: int) -> "Line | None":
        """Returns the words that stand between two places of `text`, None when there is none."""
        at, kept = 0, []
        for word in self.words:
            length = len(compose(word.text))
            if at + length > start and at < end:
                kept.append(word)
            at += length + 1
        return Line(tuple(kept), self.page, self.size) if kept else None


def lines_of(words: Iterable[Word], page: int, size: tuple[int, int], *, split: bool = True) -> list[Line]:
    """Groups words into lines in reading order.

    Args:
        words: Words of one page in reading order.
        page: Its number, from 1.
        size: Its width and height in pixels.
        split: True to cut lines where a column gap is.
    """
    found: list[Line] = []
    for _, group in groupby(words, key=lambda word: (word.block, word.line) if split else word.line):
        line = [word for word in group if word.text.strip() and not _junk(word)]
        pieces = _pieces(line) if split else [line]
        found += [Line(tuple(piece), page, size) for piece in pieces if piece]
    return found


def page_lines(reading: PageReading, page: int, *, split: bool = True) -> list[Line]:
    """Returns the lines of a page in reading order; see `lines_of`."""
    return lines_of(reading.words, page, (reading.width_px, reading.height_px), split=split)


def rows_of(words: Iterable[Word], page: int, size: tuple[int, int]) -> list[Line]:
    """Groups words into rows across the page, from top to bottom.

    Words the reader put in one line stay together; lines side by side at one height become one row.
    """
    kept = [word for word in words if word.text.strip() and not _junk(word)]
    if not kept:
        return []
    near = _SAME_ROW * median(word.bottom - word.top for word in kept)
    runs: dict[tuple[int, int], list[Word]] = {}
    for word in kept:
        runs.setdefault((word.block, word.line), []).append(word)
    rows: list[list[Word]] = []
    for run in sorted(runs.values(), key=_middle):
        beside = rows and abs(_middle(run) - _middle(rows[-1])) < near and _apart(run, rows[-1])
        if beside:
            rows[-1] += run
        else:
            rows.append(list(run))
    return [Line(tuple(sorted(row, key=lambda one: one.left)), page, size) for row in rows]


def _middle(words: Sequence[Word]) -> float:
    return median((word.top + word.bottom) / 2 for word in words)


def _apart(run: Sequence[Word], row: Sequence[Word]) -> bool:
    """Tells whether no word of the run stands where a word of the row does."""
    return all(one.right <= other.left + _TOUCH or one.left >= other.right - _TOUCH for one in run for other in row)


def box_of(lines: Sequence[Line]) -> Box | None:
    """Returns the box around lines of one page, 0-1 of the upright page; None for no line."""
    if not lines:
        return None
    width, height = lines[0].size
    same = [line for line in lines if line.page == lines[0].page]
    edges = (
        min(line.left for line in same) / width,
        min(line.top for line in same) / height,
        max(line.right for line in same) / width,
        max(line.bottom for line in same) / height,
    )
    left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in edges)
    return left, top, right, bottom


def _pieces(line: list[Word]) -> list[list[Word]]:
    if not line:
        return []
    height = median(word.bottom - word.top for word in line)
    pieces = [[line[0]]]
    for before, word in pairwise(line):
        if word.left - before.right > _GAP * height:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _junk(word: Word) -> bool:
    return word.confidence < _JUNK and not any(letter.isalnum() for letter in word.text)
