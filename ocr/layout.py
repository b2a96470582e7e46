"""Reading order from word boxes (thứ tự đọc): as a person reads a Vietnamese official paper.

Rows go from top to bottom, and across within a row (two-column head, table cells). Two places are read
column by column instead: small captions of electronic signatures above the head, and the foot, where the
list «Nơi nhận» on the left comes before the signer's block on the right (Decree 30/2020/NĐ-CP, annex I).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.confidence import true_confidence, word_class
from ocr.lines import Piece, pieces_of, rows_of
from ocr.page import TOLD, Word
from ocr.rawword import RawWord
from ocr.usage import mended
from ocr.zones import Zone, zones_of


@dataclass(frozen=True, slots=True)
class Arranged:
    """Words in reading order and the text they make, a printed row a line, TAB between columns."""

    words: tuple[Word, ...]
    text: str


def arrange(words: Sequence[RawWord], width: int) -> Arranged:
    """Put words in the order a person reads them.

    Args:
        words: Print alone (see `ocr.refuse`), edges in pixels of the upright page.
        width: Of the upright page, px.
    """
    pieces = pieces_of(words)
    rows = [row for zone in zones_of(pieces, width) for row in _rows(zone)]
    arranged = [
        each
        if each.confidence == TOLD
        else replace(each, confidence=true_confidence(word_class(each.text), each.confidence))
        for each in mended(_numbered(rows))
    ]
    texts = iter([each.text for each in arranged])
    shown = ("\t".join(" ".join(next(texts) for _ in piece.words) for piece in row) for row in rows)
    return Arranged(tuple(arranged), "\n".join(shown))


def _rows(zone: Zone) -> list[list[Piece]]:
    return [row for column in zone for row in rows_of(column)]


def _numbered(rows: Sequence[Sequence[Piece]]) -> list[Word]:
    """Number lines by rows, and blocks by pieces that continue one another downwards."""
    words: list[Word] = []
    blocks: list[tuple[Piece, int]] = []
    for line, row in enumerate(rows):
        for piece in row:
            block = _block_of(piece, blocks)
            blocks.append((piece, block))
            words += [
                Word(each.text, each.left, each.top, each.right, each.bottom, each.confidence, line, block)
                for each in piece.words
            ]
    return words


def _block_of(piece: Piece, blocks: Sequence[tuple[Piece, int]]) -> int:
    """Give the block of the piece right above that shares most of its width, or a new one."""
    for above, number in reversed(blocks[-6:]):
        shared = min(piece.right, above.right) - max(piece.left, above.left)
        gap = piece.top - above.bottom
        narrower = min(piece.right - piece.left, above.right - above.left)
        if -above.height < gap < 1.5 * piece.height and shared > 0.5 * narrower:
            return number
    return max((number for _, number in blocks), default=-1) + 1
