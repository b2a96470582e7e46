"""The words of a page (chữ trên trang): found again under the pointer, taken as text, searched without marks."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from desk.model.paper import Box, PageReading, Word
from desk.work.marks import marks, phrase_marks, written

LEAST = 2
"""Letters that are looked for on a page; one alone stands everywhere."""

_FAR = 3.0
"""How much further away a word above or below counts than one beside: a line is followed to its end."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """One word of a page (từ): its text, its place 0-1 of the page as it is shown, its printed line and its cell."""

    text: str
    box: Box
    line: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where what was looked for stands (chỗ khớp): the page from 1, and a box for each line it spans."""

    page: int
    boxes: tuple[Box, ...]


class PageWords:
    """Hold the words of one page in reading order.

    Attributes:
        words: In reading order, as the reader told them.
    """

    def __init__(self, words: Sequence[PageWord]) -> None:
        self.words = tuple(words)
        self._starts: list[int] = []
        at, parts = 0, []
        for word in self.words:
            text = unicodedata.normalize("NFC", word.text)
            self._starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self._text = " ".join(parts)

    @classmethod
    def of(cls, words: Sequence[Word], wide: int, tall: int) -> "PageWords":
        """Take words whose edges are pixels of a page of a size in pixels; words without letters are left out."""
        return cls([
            PageWord(one.text, (one.left / wide, one.top / tall, one.right / wide, one.bottom / tall), one.line,
                     one.block)
            for one in words if one.text.strip() and wide and tall
        ])  # fmt: skip

    @classmethod
    def read(cls, reading: PageReading | None) -> "PageWords":
        """Take the words that were read on a page; none of one that was not read."""
        return cls(()) if reading is None else cls.of(reading.words, reading.width_px, reading.height_px)

    def __len__(self) -> int:
        return len(self.words)

    # -- places ------------------------------------------------------------------------------------------------------

    def at(self, x: float, y: float) -> int | None:
        """Return the word at a point, 0-1 of the page; None beside all words."""
        found = [n for n, one in enumerate(self.words) if _holds(one.box, x, y)]
        return min(found, key=lambda n: _area(self.words[n].box)) if found else None

    def near(self, x: float, y: float) -> int | None:
        """Return the word nearest to a point, one on its line before those above and below; None without words."""
        if not self.words:
            return None
        return min(range(len(self.words)), key=lambda n: _distance(self.words[n].box, x, y))

    def beside(self, number: int, step: int) -> int:
        """Return the word in the line above (-1) or below (1) that stands nearest under a word; itself at the end."""
        lines = sorted({one.line for one in self.words})
        at = lines.index(self.words[number].line) + step
        if not 0 <= at < len(lines):
            return number
        middle = _middle(self.words[number].box)
        row = [n for n, one in enumerate(self.words) if one.line == lines[at]]
        return min(row, key=lambda n: abs(_middle(self.words[n].box) - middle))

    def line_end(self, number: int, step: int) -> int:
        """Return the first (-1) or the last (1) word of the line a word stands in."""
        row = [n for n, one in enumerate(self.words) if one.line == self.words[number].line]
        return row[0] if step < 0 else row[-1]

    # -- text --------------------------------------------------------------------------------------------------------

    def text(self, first: int, last: int) -> str:
        """Return the words from one to another in reading order as NFC text: a printed line a line, TAB between cells.

        Args:
            first: A word; may stand behind `last`.
            last: The other end, which is taken too.
        """
        low, high = min(first, last), max(first, last)
        lines = []
        for _line, row in groupby(self.words[low : high + 1], key=lambda one: one.line):
            cells = [" ".join(one.text for one in cell) for _block, cell in groupby(row, key=lambda one: one.block)]
            lines.append("\t".join(cells))
        return written("\n".join(lines))

    def boxes(self, first: int, last: int) -> list[Box]:
        """Return the boxes that cover the words from one to another, one for each run of words on a line."""
        low, high = min(first, last), max(first, last)
        rows = groupby(self.words[low : high + 1], key=lambda one: (one.line, one.block))
        return [_around([one.box for one in row]) for _key, row in rows]

    # -- finding -----------------------------------------------------------------------------------------------------

    def find(self, words: str, page: int) -> list[Hit]:
        """Return where words stand, without diacritics, as the index finds them: as a phrase, else each for itself.

        Words begin where a word of the page begins; the last may be a beginning. Single words beside each other on a
        line are one hit.

        Args:
            words: What is looked for; under `LEAST` letters nothing is found.
            page: The page's place, told with each hit.
        """
        if sum(sign.isalnum() for sign in words) < LEAST:
            return []
        phrases = [self._parts(start, start + length) for start, length in phrase_marks(self._text, words)]
        whole = [Hit(page, tuple(box for _line, box in parts)) for parts in phrases]
        return whole or [Hit(page, (box,)) for box in self._singles(words)]

    def _singles(self, words: str) -> list[Box]:
        found: list[tuple[int, int, Box]] = []
        for start, length in marks(self._text, words):
            number = bisect_right(self._starts, start) - 1
            for line, box in self._parts(start, start + length):
                if found and found[-1][0] == number - 1 and found[-1][1] == line:
                    found[-1] = (number, line, _around([found[-1][2], box]))
                else:
                    found.append((number, line, box))
        return [box for _number, _line, box in found]

    def _parts(self, start: int, end: int) -> list[tuple[int, Box]]:
        """Return the boxes of a run of letters, one for each line; of a word in part its share by letters."""
        first, last = (bisect_right(self._starts, at) - 1 for at in (start, max(start, end - 1)))
        pieces = []
        for number in range(first, last + 1):
            word, begin = self.words[number], self._starts[number]
            letters = max(1, len(unicodedata.normalize("NFC", word.text)))
            low, high = max(0, start - begin) / letters, min(letters, end - begin) / letters
            left, top, right, bottom = word.box
            wide = right - left
            pieces.append((word.line, (left + wide * low, top, left + wide * high, bottom)))
        rows = groupby(pieces, key=lambda piece: piece[0])
        return [(line, _around([box for _line, box in row])) for line, row in rows]


NO_WORDS = PageWords(())


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _distance(box: Box, x: float, y: float) -> float:
    across = max(box[0] - x, 0.0, x - box[2])
    down = max(box[1] - y, 0.0, y - box[3])
    return across + _FAR * down


def _around(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
