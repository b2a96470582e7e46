"""From words to pieces of printed lines, and from pieces to rows across the page (mảnh dòng, hàng).

All edges are pixels of the upright page. A *piece* is a run of words without a column gap; a *row* is what
stands side by side at one height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from ocr.rawword import RawWord
from ocr.tables import Cell
from ocr.vietnamese import compose, fold

_GAP = 1.5
"""Heights of a line that part two columns, where the line's own spaces are clearly narrower."""
_OVER_USUAL = 2.2
_SURELY = 4.5
"""Heights of a line that no justified line leaves between two words."""
_NARROW = 0.3
_MOTTO = ("conghoaxahoi", "doclaptudo")
_ALIKE = 85
_SAME_HEIGHT = 0.55
"""Two pieces are one row when their middles differ by less than this share of the lower one's height."""


@dataclass(frozen=True)
class Piece:
    """Words of one line and one column, left to right."""

    words: tuple[RawWord, ...]

    @property
    def left(self) -> int:
        """Left edge, px."""
        return min(each.left for each in self.words)

    @property
    def right(self) -> int:
        """Right edge, px."""
        return max(each.right for each in self.words)

    @property
    def top(self) -> int:
        """Top of the tallest word, px."""
        return min(each.top for each in self.words)

    @property
    def bottom(self) -> int:
        """Bottom of the lowest word, px."""
        return max(each.bottom for each in self.words)

    @property
    def height(self) -> float:
        """Usual height of its words, px."""
        return float(median(each.height for each in self.words))

    @property
    def middle(self) -> float:
        """Height at which the piece stands: the middle of its usual word, px from the top."""
        return float(median((each.top + each.bottom) / 2 for each in self.words))

    @property
    def text(self) -> str:
        """Words joined by spaces."""
        return " ".join(each.text for each in self.words)

    @property
    def folded(self) -> str:
        """`text` without marks, lower-case, letters and digits only."""
        return letters(self.text)


def letters(text: str) -> str:
    """Give a text without marks and spaces, lower-case, letters and digits only."""
    return "".join(letter for letter in fold(compose(text)) if letter.isalnum())


def pieces_of(words: Iterable[RawWord], cells: Sequence[Cell] = ()) -> list[Piece]:
    """Split the engine's lines at column gaps and at the rules of tables."""
    lines: dict[tuple[int, int], list[RawWord]] = {}
    for each in words:
        lines.setdefault((each.line, place_in(each, cells)), []).append(each)
    return [piece for line in lines.values() for piece in _split(sorted(line, key=lambda each: each.left))]


def place_in(word: RawWord | Piece, cells: Sequence[Cell]) -> int:
    """Give the number of the cell that holds the middle of a word or piece, -1 when none does."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return next((place for place, cell in enumerate(cells) if cell.holds(x, y)), -1)


def _starts_motto(words: Sequence[RawWord]) -> bool:
    """Say whether words begin the national name or its motto, which always opens the right column of a head."""
    begun = letters("".join(each.text for each in words[:4]))
    return any(fuzz.ratio(begun[: len(each)], each) >= _ALIKE for each in _MOTTO)


def _split(line: Sequence[RawWord]) -> list[Piece]:
    height = median(each.height for each in line)
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = sorted(gaps)[len(gaps) // 4] if len(gaps) > 2 else 0.0
    pieces: list[Piece] = []
    run = [line[0]]
    for place, (gap, word) in enumerate(zip(gaps, line[1:], strict=True), 1):
        wide = gap > _GAP * height and (gap > _OVER_USUAL * usual or gap > _SURELY * height)
        if wide or (gap > _NARROW * height and _starts_motto(line[place:])):
            pieces.append(Piece(tuple(run)))
            run = []
        run.append(word)
    pieces.append(Piece(tuple(run)))
    return pieces


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group pieces that stand at one height, top to bottom, each row left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        home = next((row for row in reversed(rows[-4:]) if _fits(piece, row)), None)
        if home is None:
            rows.append([piece])
        else:
            home.append(piece)
    rows.sort(key=lambda row: median(each.middle for each in row))
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _fits(piece: Piece, row: Sequence[Piece]) -> bool:
    """Say whether a piece stands at the height of a row and beside its pieces, not over them."""
    near = min(row, key=lambda each: abs((each.left + each.right) - (piece.left + piece.right)))
    apart = abs(piece.middle - near.middle)
    if apart > _SAME_HEIGHT * min(piece.height, near.height):
        return False
    overlap = [min(piece.right, each.right) - max(piece.left, each.left) for each in row]
    return max(overlap) < 0.5 * min(piece.height, near.height)
